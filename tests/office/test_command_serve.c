/* townline serve, asked over HTTP as a browser does. The site is made up: short files
 * of the page's names. */
#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const struct {
    const char *name, *type;
} files[] = {
    {"index.html", "text/html; charset=utf-8"},
    {"page.css", "text/css; charset=utf-8"},
    {"main.js", "text/javascript; charset=utf-8"},
    {"worker.js", "text/javascript; charset=utf-8"},
    {"sw.js", "text/javascript; charset=utf-8"},
    {"townline.wasm", "application/wasm"},
    {"zxing.wasm", "application/wasm"},
    {"page.webmanifest", "application/manifest+json"},
    {"icon.svg", "image/svg+xml"},
};
#define FILE_COUNT (sizeof files / sizeof *files)

/* Larger than what a socket takes at once. */
#define CONTENT_BYTES 1000003u

struct served {
    struct office office;
    uint8_t *content; /* of townline.wasm; other files hold their own name */
    char *answer;     /* the last one */
    size_t answer_size;
    uint16_t port;
    pid_t server; /* 0: not running */
};

static int
connect_to(const char *host, uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    assert_int_equal(inet_pton(AF_INET, host, &address.sin_addr), 1);
    int opened = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(opened >= 0);
    if (connect(opened, (struct sockaddr *)&address, sizeof address) != 0) {
        close(opened);
        return -1;
    }
    const struct timeval patience = {.tv_sec = 20};
    setsockopt(opened, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return opened;
}

/* A port that was free a moment ago. */
static uint16_t
free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int opened = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(opened >= 0);
    assert_int_equal(bind(opened, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(opened, (struct sockaddr *)&address, &size), 0);
    close(opened);
    return ntohs(address.sin_port);
}

static void
start(struct served *served)
{
    const struct timespec moment = {.tv_nsec = 20000000};
    char port[8];
    snprintf(port, sizeof port, "%u", (unsigned)served->port);
    served->server = fork();
    assert_true(served->server >= 0);
    if (served->server == 0) {
        if (chdir(served->office.folder.path) != 0 || !freopen("said", "w", stdout)) {
            _exit(99);
        }
        execl(BUILD_BIN "/townline", "townline", "serve", "site", "--port", port,
              (char *)NULL);
        _exit(98);
    }
    for (int i = 0; i < 500; i++) {
        int opened = connect_to("127.0.0.1", served->port);
        if (opened >= 0) {
            close(opened);
            return;
        }
        nanosleep(&moment, NULL);
    }
    fail_msg("the server does not listen");
}

static int
stop(struct served *served, int number)
{
    int status;
    assert_int_equal(kill(served->server, number), 0);
    assert_int_equal(waitpid(served->server, &status, 0), served->server);
    served->server = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : OFFICE_KILLED;
}

static int
begin(void **state)
{
    static struct served served;
    memset(&served, 0, sizeof served);
    office_begin(&served.office);
    struct folder *folder = &served.office.folder;
    assert_int_equal(mkdir(folder_path(folder, "site"), 0755), 0);
    served.content = malloc(CONTENT_BYTES);
    assert_non_null(served.content);
    for (size_t i = 0; i < CONTENT_BYTES; i++) {
        served.content[i] = (uint8_t)(i * i >> 7);
    }
    for (size_t i = 0; i < FILE_COUNT; i++) {
        char name[64];
        bool large = strcmp(files[i].name, "townline.wasm") == 0;
        snprintf(name, sizeof name, "site/%s", files[i].name);
        folder_write(folder, name, large ? (const void *)served.content : files[i].name,
                     large ? CONTENT_BYTES : strlen(files[i].name));
    }
    served.port = free_port();
    *state = &served;
    return 0;
}

static int
end(void **state)
{
    struct served *served = *state;
    if (served->server > 0) {
        stop(served, SIGKILL);
    }
    office_end(&served->office);
    free(served->content);
    free(served->answer);
    return 0;
}

/* Sends the bytes and takes all that comes until the server closes. */
static void
exchange(struct served *served, const char *sent)
{
    enum { ANSWER_MAX = CONTENT_BYTES + 10000 };
    int opened = connect_to("127.0.0.1", served->port);
    assert_true(opened >= 0);
    size_t size = strlen(sent);
    assert_int_equal(send(opened, sent, size, MSG_NOSIGNAL), (ssize_t)size);
    free(served->answer);
    served->answer = calloc(1, ANSWER_MAX + 1);
    assert_non_null(served->answer);
    served->answer_size = 0;
    ssize_t got;
    while ((got = recv(opened, served->answer + served->answer_size,
                       ANSWER_MAX - served->answer_size, 0)) > 0) {
        served->answer_size += (size_t)got;
    }
    close(opened);
}

static int
ask(struct served *served, const char *method, const char *path)
{
    char request[4000];
    snprintf(request, sizeof request,
             "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", method,
             path);
    exchange(served, request);
    int code = 0;
    if (sscanf(served->answer, "HTTP/1.1 %d ", &code) != 1) {
        fail_msg("%s %s was answered \"%s\"", method, path, served->answer);
    }
    return code;
}

static void
assert_header(const struct served *served, const char *name, const char *value)
{
    char line[200];
    snprintf(line, sizeof line, "\r\n%s: %s\r\n", name, value);
    const char *at = strstr(served->answer, line);
    const char *head_end = strstr(served->answer, "\r\n\r\n");
    if (!at || !head_end || at > head_end) {
        fail_msg("no \"%s: %s\" in\n%.900s", name, value, served->answer);
    }
}

static void
assert_body(const struct served *served, const void *bytes, size_t size)
{
    const char *body = strstr(served->answer, "\r\n\r\n");
    assert_non_null(body);
    body += 4;
    assert_int_equal(served->answer_size - (size_t)(body - served->answer), size);
    assert_memory_equal(body, bytes, size);
}

static void
each_file_of_the_page_comes_with_its_type_and_alone_in_its_process(void **state)
{
    struct served *served = *state;
    start(served);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        char path[64], length[16];
        bool large = strcmp(files[i].name, "townline.wasm") == 0;
        size_t size = large ? CONTENT_BYTES : strlen(files[i].name);
        snprintf(path, sizeof path, "/%s", files[i].name);
        snprintf(length, sizeof length, "%zu", size);
        assert_int_equal(ask(served, "GET", path), 200);
        assert_body(served, large ? (const void *)served->content : files[i].name,
                    size);
        assert_header(served, "Content-Type", files[i].type);
        assert_header(served, "Content-Length", length);
        assert_header(served, "Cross-Origin-Opener-Policy", "same-origin");
        assert_header(served, "Cross-Origin-Embedder-Policy", "require-corp");
        assert_header(served, "X-Content-Type-Options", "nosniff");
        assert_int_equal(ask(served, "HEAD", path), 200);
        assert_header(served, "Content-Length", length);
        assert_header(served, "Content-Type", files[i].type);
        assert_body(served, "", 0);
    }
    assert_int_equal(ask(served, "GET", "/"), 200);
    assert_body(served, "index.html", strlen("index.html"));
    assert_int_equal(ask(served, "GET", "/?from=the+code"), 200);
    assert_int_equal(ask(served, "GET", "/main.js?1"), 200);
}

static void
nothing_else_is_there(void **state)
{
    struct served *served = *state;
    const struct folder *folder = &served->office.folder;
    static const char *const paths[] = {
        "/notes.txt",        "/later.js",     "/office.secret",
        "/../office.secret", "/%2e%2e/said",  "/..%2foffice.pub",
        "//index.html",      "/./main.js",    "/main.js/",
        "/main.js%00",       "/main%2ejs",    "/MAIN.JS",
        "/site/main.js",     "/folder",       "/folder/../sw.js",
        "/sw.js%00.txt",     "main.js",       "http://x/main.js",
        "/index.html;",      "/index.htm",    "/%",
        "/favicon.ico",      "/collect.html", "/.",
    };
    folder_write(folder, "site/notes.txt", "notes", 5);
    assert_int_equal(mkdir(folder_path(folder, "site/folder"), 0755), 0);
    start(served);
    folder_write(folder, "site/later.js", "later", 5);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int code = ask(served, "GET", paths[i]);
        if (code != 404) {
            fail_msg("%s was answered with %d", paths[i], code);
        }
        assert_header(served, "Cross-Origin-Embedder-Policy", "require-corp");
    }
    char path[3000] = "/";
    memset(path + 1, 'a', sizeof path - 2);
    path[sizeof path - 1] = '\0';
    assert_int_equal(ask(served, "GET", path), 404);
}

static void
other_methods_are_refused(void **state)
{
    struct served *served = *state;
    static const char *const methods[] = {"POST",    "PUT",   "DELETE", "PATCH",
                                          "OPTIONS", "TRACE", "get",    "PROPFIND"};
    start(served);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        assert_int_equal(ask(served, methods[i], "/main.js"), 405);
        assert_header(served, "Allow", "GET, HEAD");
        assert_int_equal(ask(served, methods[i], "/notes.txt"), 405);
    }
    exchange(served, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    assert_non_null(strstr(served->answer, " 405 "));
}

static void
what_is_no_http_ends_only_its_own_connection(void **state)
{
    struct served *served = *state;
    char flood[100001];
    start(served);
    int idle = connect_to("127.0.0.1", served->port);
    exchange(served, "nonsense\r\n\r\n");
    memset(flood, 'x', sizeof flood - 1);
    flood[sizeof flood - 1] = '\0';
    int opened = connect_to("127.0.0.1", served->port);
    (void)!send(opened, flood, sizeof flood - 1, MSG_NOSIGNAL);
    close(opened);
    /* One that asks for much and goes away. */
    for (int i = 0; i < 5; i++) {
        static const char request[] = "GET /townline.wasm HTTP/1.1\r\nHost: x\r\n\r\n";
        opened = connect_to("127.0.0.1", served->port);
        (void)!send(opened, request, sizeof request - 1, MSG_NOSIGNAL);
        close(opened);
    }
    assert_int_equal(ask(served, "GET", "/"), 200);
    close(idle);
    assert_int_equal(stop(served, SIGTERM), 0);
}

static void
it_listens_on_127_0_0_1_alone(void **state)
{
    struct served *served = *state;
    char line[300];
    unsigned seen = 0;
    start(served);
    assert_int_equal(connect_to("127.0.0.2", served->port), -1);
    FILE *sockets = fopen("/proc/net/tcp", "r");
    assert_non_null(sockets);
    while (fgets(line, sizeof line, sockets)) {
        unsigned address, port, is;
        if (sscanf(line, " %*u: %8X:%4X %*8X:%*4X %2X", &address, &port, &is) == 3 &&
            port == served->port && is == 0x0A) { /* listening */
            assert_int_equal(address, htonl(INADDR_LOOPBACK));
            seen++;
        }
    }
    fclose(sockets);
    assert_int_equal(seen, 1);
}

static void
it_says_the_address_and_ends_with_ctrl_c(void **state)
{
    struct served *served = *state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        char said[200] = "", address[40];
        /* The same port at once: connections that ended do not hold it. */
        start(served);
        assert_int_equal(ask(served, "GET", "/"), 200);
        assert_int_equal(stop(served, signals[i]), 0);
        FILE *file = fopen(folder_path(&served->office.folder, "said"), "r");
        assert_non_null(file);
        assert_true(fread(said, 1, sizeof said - 1, file) > 0);
        fclose(file);
        snprintf(address, sizeof address, "Open http://127.0.0.1:%u/ ",
                 (unsigned)served->port);
        assert_non_null(strstr(said, address));
        assert_int_equal(connect_to("127.0.0.1", served->port), -1);
    }
}

static void
a_port_that_is_taken_is_told_with_what_to_do(void **state)
{
    struct served *served = *state;
    char port[8];
    snprintf(port, sizeof port, "%u", (unsigned)served->port);
    start(served);
    RUN(&served->office, "serve", "site", "--port", port);
    office_expect(&served->office, 3, "another program has port ");
    office_expect(&served->office, 3, "--port");
    assert_int_equal(ask(served, "GET", "/"), 200);
}

static void
a_folder_that_is_not_the_page_is_refused(void **state)
{
    struct served *served = *state;
    struct office *office = &served->office;
    RUN(office, "serve", "nowhere");
    office_expect(office, 1, "nowhere: ");
    RUN(office, "serve", "office.pub");
    office_expect(office, 1, "office.pub: ");
    RUN(office, "serve", ".");
    office_expect(office, 1, "index.html: ");

    /* A link would give out what lies elsewhere. */
    assert_int_equal(unlink(folder_path(&office->folder, "site/worker.js")), 0);
    RUN(office, "serve", "site");
    office_expect(office, 1, "worker.js: ");
    assert_int_equal(
        symlink("../office.secret", folder_path(&office->folder, "site/worker.js")), 0);
    RUN(office, "serve", "site");
    office_expect(office, 1, "worker.js: ");
    assert_int_equal(unlink(folder_path(&office->folder, "site/worker.js")), 0);
    folder_write(&office->folder, "site/worker.js", "", 0);
    RUN(office, "serve", "site");
    office_expect(office, 1, "worker.js: is empty");
}

static void
words_that_make_no_sense_are_told(void **state)
{
    struct office *office = &((struct served *)*state)->office;
    static const char *const ports[] = {"0", "65536", "-1", "x",
                                        "18446744073709551616"};
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        RUN(office, "serve", "site", "--port", ports[i]);
        office_expect(office, 2, "--port");
    }
    RUN(office, "serve", "site", "site");
    office_expect(office, 2, "name one folder");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(each_file_of_the_page_comes_with_its_type_and_alone_in_its_process),
        TEST(nothing_else_is_there),
        TEST(other_methods_are_refused),
        TEST(what_is_no_http_ends_only_its_own_connection),
        TEST(it_listens_on_127_0_0_1_alone),
        TEST(it_says_the_address_and_ends_with_ctrl_c),
        TEST(a_port_that_is_taken_is_told_with_what_to_do),
        TEST(a_folder_that_is_not_the_page_is_refused),
        TEST(words_that_make_no_sense_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

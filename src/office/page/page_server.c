/* The one place that knows libmicrohttpd. */
#include "page_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Bounds on what a faulty program on this computer can make us hold. */
#define CONNECTIONS_MAX 64u
#define CONNECTION_MAX_BYTES ((size_t)32 << 10)
#define IDLE_S 15u

struct page_server {
    const struct page_site *site;
    struct MHD_Daemon *daemon;
    struct MHD_Response *files[PAGE_SITE_FILES];
    struct MHD_Response *not_found, *not_allowed;
};

/* The first two give the page a process and memory that no other site shares (HTML
 * Standard, cross-origin isolation); the third is what they ask of its own files. The
 * page's own policy stands in index.html, except for the one part that only a header
 * can say. A browser asks again each time, so a page that was built anew is seen. */
static const struct {
    const char *name, *value;
} headers[] = {
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Content-Security-Policy", "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-cache"},
};

/* The bytes are borrowed. NULL without memory. */
static struct MHD_Response *
make_response(const void *bytes, size_t size, const char *type)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, (void *)bytes, MHD_RESPMEM_PERSISTENT);
    bool ok = response && MHD_add_response_header(response, "Content-Type", type);
    for (size_t i = 0; ok && i < sizeof headers / sizeof *headers; i++) {
        ok = MHD_add_response_header(response, headers[i].name, headers[i].value);
    }
    if (!ok && response) {
        MHD_destroy_response(response);
        response = NULL;
    }
    return response;
}

static struct MHD_Response *
make_refusal(const char *text)
{
    return make_response(text, strlen(text), "text/plain; charset=utf-8");
}

static bool
make_responses(struct page_server *server)
{
    for (size_t i = 0; i < PAGE_SITE_FILES; i++) {
        const struct page_file *file = &server->site->files[i];
        server->files[i] =
            make_response(file->content.data, file->content.size, file->type);
        if (!server->files[i]) {
            return false;
        }
    }
    server->not_found = make_refusal("There is nothing of this name here.\n");
    server->not_allowed = make_refusal("Only GET and HEAD are answered here.\n");
    return server->not_found && server->not_allowed &&
           MHD_add_response_header(server->not_allowed, "Allow", "GET, HEAD");
}

/* No file of the page has a name that would be written with %, so "%00" and the like
 * stay as they are and are the name of nothing. */
static size_t
keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context, (void)connection;
    return strlen(text);
}

/* Called before a body is read, which therefore never is. */
static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *path,
           const char *method, const char *version, const char *body, size_t *body_size,
           void **request)
{
    struct page_server *server = context;
    (void)version, (void)body, (void)body_size, (void)request;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        return MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
                                  server->not_allowed);
    }
    const struct page_file *file = page_site_at(server->site, path);
    if (!file) {
        return MHD_queue_response(connection, MHD_HTTP_NOT_FOUND, server->not_found);
    }
    return MHD_queue_response(connection, MHD_HTTP_OK,
                              server->files[file - server->site->files]);
}

/* Made here, so that the fault is known where there is one. */
static int
listen_on(uint16_t port, struct error *err)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1; /* connections that ended a moment ago do not hold the port */
    int fault = 0;
    int opened = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (opened < 0 ||
        setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(opened, (const struct sockaddr *)&address, sizeof address) != 0 ||
        listen(opened, SOMAXCONN) != 0) {
        fault = errno;
    }
    if (fault == 0) {
        return opened;
    }
    if (opened >= 0) {
        close(opened);
    }
    if (fault == EADDRINUSE) {
        error_set(err, ERROR_BUSY, "another program has port %u", (unsigned)port);
    } else {
        error_set(err, ERROR_SYSTEM, "port %u of 127.0.0.1 does not open: %s",
                  (unsigned)port, strerror(fault));
    }
    return -1;
}

bool
page_server_open(const struct page_site *site, uint16_t port, struct page_server **out,
                 struct error *err)
{
    struct page_server *server = calloc(1, sizeof *server);
    if (!server) {
        return error_no_memory(err);
    }
    server->site = site;
    if (!make_responses(server)) {
        page_server_close(server);
        return error_no_memory(err);
    }
    int listening = listen_on(port, err);
    if (listening < 0) {
        page_server_close(server);
        return false;
    }
    /* It closes the socket when it stops. */
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL, port, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET,
        listening, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MAX_BYTES,
        MHD_OPTION_CONNECTION_TIMEOUT, IDLE_S, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_END);
    if (!server->daemon) {
        page_server_close(server);
        return error_set(err, ERROR_SYSTEM, "the server of the page does not start");
    }
    *out = server;
    return true;
}

void
page_server_run(struct page_server *server, int32_t wait_ms)
{
    /* What fails is a connection; the others go on. */
    (void)MHD_run_wait(server->daemon, wait_ms);
}

void
page_server_close(struct page_server *server)
{
    if (!server) {
        return;
    }
    if (server->daemon) {
        MHD_stop_daemon(server->daemon);
    }
    for (size_t i = 0; i < PAGE_SITE_FILES; i++) {
        if (server->files[i]) {
            MHD_destroy_response(server->files[i]);
        }
    }
    if (server->not_found) {
        MHD_destroy_response(server->not_found);
    }
    if (server->not_allowed) {
        MHD_destroy_response(server->not_allowed);
    }
    free(server);
}

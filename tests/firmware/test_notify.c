/* The kiosk's program as the service manager sees it: ready when it drew and its store
 * was opened, alive while its loop turns, silent when the loop hangs. */
#include "support_folder.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LONG_MS 60000 /* for what should come */
#define QUIET_MS 3000 /* for what should not */

struct service {
    struct folder folder;
    int socket;
    pid_t process;
    char said[256]; /* the message that was received last */
};

static void
begin(struct service *service, const char *watchdog_us)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct folder *folder = &service->folder;
    char socket_path[108], data[300], settings[300];
    folder_write(folder, "kiosk.conf", "", 0);
    snprintf(settings, sizeof settings, "%s", folder_path(folder, "kiosk.conf"));
    snprintf(socket_path, sizeof socket_path, "%s", folder_path(folder, "notify"));
    snprintf(data, sizeof data, "%s", folder_path(folder, "data"));
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    service->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(service->socket >= 0);
    assert_int_equal(
        bind(service->socket, (const struct sockaddr *)&address, sizeof address), 0);
    service->process = fork();
    if (service->process == 0) {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        setenv("NOTIFY_SOCKET", socket_path, 1);
        setenv("WATCHDOG_USEC", watchdog_us, 1);
        unsetenv("WATCHDOG_PID");
        execl(BUILD_BIN "/townline-kiosk", "townline-kiosk", "--settings", settings,
              "--data", data, "--assets", TESTS_DIR "/../assets", "--window", "640x400",
              (char *)NULL);
        _exit(127);
    }
    assert_true(service->process > 0);
}

static void
end(struct service *service)
{
    kill(service->process, SIGKILL);
    waitpid(service->process, NULL, __WALL);
    close(service->socket);
    folder_end(&service->folder);
}

/* Waits for the next message; false when none comes. */
static bool
hear(struct service *service, int wait_ms)
{
    struct pollfd ready = {.fd = service->socket, .events = POLLIN};
    if (poll(&ready, 1, wait_ms) != 1) {
        return false;
    }
    ssize_t size = recv(service->socket, service->said, sizeof service->said - 1, 0);
    assert_true(size > 0);
    service->said[size] = '\0';
    return true;
}

static void
hears_that_it_is_ready(struct service *service)
{
    do {
        assert_true(hear(service, LONG_MS));
    } while (strncmp(service->said, "EXTEND_TIMEOUT_USEC=", 20) == 0);
    assert_string_equal(service->said, "READY=1\nWATCHDOG=1");
}

static void
it_is_ready_then_alive_and_silent_when_its_loop_hangs(void **state)
{
    (void)state;
    struct service service = {0};
    folder_begin(&service.folder);
    begin(&service, "300000");
    hears_that_it_is_ready(&service);
    assert_true(folder_has(&service.folder, "data/official/store.db"));
    for (int i = 0; i < 4; i++) {
        assert_true(hear(&service, LONG_MS));
        assert_string_equal(service.said, "WATCHDOG=1");
    }
    /* The thread of the loop alone is stopped; all others run on. */
    int status;
    assert_int_equal(ptrace(PTRACE_SEIZE, service.process, NULL, NULL), 0);
    assert_int_equal(ptrace(PTRACE_INTERRUPT, service.process, NULL, NULL), 0);
    assert_int_equal(waitpid(service.process, &status, __WALL), service.process);
    assert_true(WIFSTOPPED(status));
    while (hear(&service, 0)) {
    }
    assert_false(hear(&service, QUIET_MS));
    assert_int_equal(ptrace(PTRACE_CONT, service.process, NULL, NULL), 0);
    assert_true(hear(&service, LONG_MS));
    assert_string_equal(service.said, "WATCHDOG=1");
    end(&service);
}

static void
it_is_not_ready_while_its_store_cannot_be_opened(void **state)
{
    (void)state;
    struct service service = {0};
    char path[300];
    folder_begin(&service.folder);
    snprintf(path, sizeof path, "%s", folder_path(&service.folder, "data"));
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s", folder_path(&service.folder, "data/official"));
    assert_int_equal(mkdir(path, 0700), 0);
    char damaged[4096];
    memset(damaged, 'x', sizeof damaged);
    folder_write(&service.folder, "data/official/store.db", damaged, sizeof damaged);
    begin(&service, "30000000");
    for (int i = 0; i < 2; i++) { /* it shows that it rests, and asks for more time */
        assert_true(hear(&service, LONG_MS));
        assert_string_equal(service.said, "EXTEND_TIMEOUT_USEC=60000000");
    }
    end(&service);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_ready_then_alive_and_silent_when_its_loop_hangs),
        cmocka_unit_test(it_is_not_ready_while_its_store_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

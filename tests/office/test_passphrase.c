/* The passphrase typed on a terminal: the program runs on one of our making. */
#define _DEFAULT_SOURCE /* forkpty */
#include "support_office.h"

#include <errno.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct screen {
    char text[4096]; /* all that the terminal showed */
    int code;
};

/* Reads until the program asks, that is until what it shows ends with ": "; false when
 * it has ended. */
static bool
read_on(int terminal, struct screen *screen)
{
    size_t size = strlen(screen->text);
    for (;;) {
        ssize_t got =
            read(terminal, screen->text + size, sizeof screen->text - 1 - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) { /* EIO: nobody holds the other end any more */
            return false;
        }
        size += (size_t)got;
        screen->text[size] = '\0';
        if (size >= 2 && strcmp(screen->text + size - 2, ": ") == 0) {
            return true;
        }
        assert_true(size < sizeof screen->text - 1);
    }
}

static struct screen
type_keys(const struct office *office, const char *first, const char *second)
{
    struct screen screen = {.text = ""};
    const char *const typed[] = {first, second};
    int terminal;
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(office->folder.path) == 0) {
            execl(BUILD_BIN "/townline", "townline", "keys", "new", "typed.secret",
                  (char *)NULL);
        }
        _exit(98);
    }
    for (size_t i = 0; i < 2 && read_on(terminal, &screen); i++) {
        assert_int_equal(write(terminal, typed[i], strlen(typed[i])), strlen(typed[i]));
    }
    while (read_on(terminal, &screen)) {
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    close(terminal);
    screen.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return screen;
}

static void
a_typed_passphrase_is_not_shown(void **state)
{
    struct bench *bench = *state;
    struct screen screen =
        type_keys(&bench->office, "four quiet words here\n", "four quiet words here\n");
    assert_int_equal(screen.code, 0);
    assert_non_null(strstr(screen.text, "New passphrase: "));
    assert_non_null(strstr(screen.text, "The same again: "));
    assert_null(strstr(screen.text, "quiet"));
    assert_true(folder_has(&bench->office.folder, "typed.secret"));
}

static void
two_that_differ_write_nothing(void **state)
{
    struct bench *bench = *state;
    struct screen screen =
        type_keys(&bench->office, "four quiet words here\n", "four other words here\n");
    assert_int_equal(screen.code, 1);
    assert_non_null(strstr(screen.text, "the two passphrases differ"));
    assert_false(folder_has(&bench->office.folder, "typed.secret"));
}

static void
one_that_is_stopped_or_too_short_writes_nothing(void **state)
{
    struct bench *bench = *state;
    struct screen screen = type_keys(&bench->office, "four quiet words here\n", "\003");
    assert_int_equal(screen.code, 1);
    assert_non_null(strstr(screen.text, "stopped"));
    screen = type_keys(&bench->office, "short\n", "short\n");
    assert_int_equal(screen.code, 1);
    assert_non_null(strstr(screen.text, "too short"));
    screen = type_keys(&bench->office, "\n", "\n");
    assert_int_equal(screen.code, 1);
    assert_non_null(strstr(screen.text, "no passphrase was given"));
    assert_false(folder_has(&bench->office.folder, "typed.secret"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_typed_passphrase_is_not_shown, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(two_that_differ_write_nothing, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(one_that_is_stopped_or_too_short_writes_nothing,
                                        bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

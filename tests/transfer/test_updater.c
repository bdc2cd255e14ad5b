#include "support_folder.h"
#include "townline/updater.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

/* A helper at whose end of the connection the test sits. */
struct line {
    struct folder folder;
    char socket[200];
    int listening, helper;
    struct updater *updater;
};

static void
listen_at(struct line *line)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    folder_begin(&line->folder);
    snprintf(line->socket, sizeof line->socket, "%s",
             folder_path(&line->folder, "socket"));
    snprintf(address.sun_path, sizeof address.sun_path, "%.100s", line->socket);
    line->listening = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(
        bind(line->listening, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(line->listening, 1), 0);
}

static void
begin(struct line *line)
{
    char asked[200] = "";
    listen_at(line);
    assert_true(updater_begin(line->socket, "/run/sticks/sda1/TOWNLINE/k-2.raucb",
                              &line->updater, NULL));
    line->helper = accept(line->listening, NULL, NULL);
    assert_true(recv(line->helper, asked, sizeof asked - 1, 0) > 0);
    assert_string_equal(asked, "update /run/sticks/sda1/TOWNLINE/k-2.raucb\n");
    assert_false(updater_look(line->updater)); /* it does not wait */
}

static void
finish(struct line *line)
{
    updater_close(line->updater);
    close(line->helper);
    close(line->listening);
    folder_end(&line->folder);
}

static void
say(struct line *line, const char *words)
{
    assert_int_equal(send(line->helper, words, strlen(words), 0), strlen(words));
}

static void
progress_is_heard_in_any_pieces(void **state)
{
    (void)state;
    struct line line;
    begin(&line);
    say(&line, "progress 20\nprog");
    assert_true(updater_look(line.updater));
    assert_int_equal(updater_status(line.updater)->percent, 20);
    say(&line, "ress 40");
    assert_false(updater_look(line.updater));
    say(&line, "\nprogress 400\nprogress x\nsomething newer\n");
    assert_true(updater_look(line.updater));
    assert_int_equal(updater_status(line.updater)->percent, 40);
    say(&line, "progress 100\ninstalled 2026.12-1\n");
    assert_true(updater_look(line.updater));
    assert_int_equal(updater_status(line.updater)->state, UPDATER_INSTALLED);
    assert_string_equal(updater_status(line.updater)->version, "2026.12-1");
    assert_false(updater_look(line.updater));
    finish(&line);
}

static void
each_refusal_is_told_apart(void **state)
{
    static const struct {
        const char *words;
        enum updater_refusal refusal;
        const char *why;
    } refusals[] = {
        {"refused signature it is self-signed\n", UPDATER_SIGNATURE,
         "it is self-signed"},
        {"refused other \n", UPDATER_OTHER, ""},
        {"refused older version 1 is older\n", UPDATER_OLDER, "version 1 is older"},
        {"refused missing\n", UPDATER_MISSING, ""},
        {"refused busy\n", UPDATER_BUSY, ""},
        {"refused failed EIO\n", UPDATER_FAILED, "EIO"},
        {"refused olderly \x1b[2J\n", UPDATER_FAILED, "olderly ?[2J"},
        {"refused\n", UPDATER_FAILED, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct line line;
        begin(&line);
        say(&line, refusals[i].words);
        assert_true(updater_look(line.updater));
        const struct updater_status *status = updater_status(line.updater);
        assert_int_equal(status->state, UPDATER_REFUSED);
        assert_int_equal(status->refusal, refusals[i].refusal);
        assert_string_equal(status->why, refusals[i].why);
        finish(&line);
    }
}

static void
a_helper_that_goes_or_raves_is_a_failure(void **state)
{
    (void)state;
    struct line line;
    begin(&line);
    say(&line, "progress 30\n");
    for (int i = 0; i < 100; i++) {
        say(&line, "installed installed installed installed installed installed ");
        updater_look(line.updater);
    }
    assert_int_equal(updater_status(line.updater)->state, UPDATER_RUNNING);
    close(line.helper);
    assert_true(updater_look(line.updater));
    assert_int_equal(updater_status(line.updater)->state, UPDATER_REFUSED);
    assert_int_equal(updater_status(line.updater)->refusal, UPDATER_FAILED);
    line.helper = dup(line.listening);
    finish(&line);
}

static void
without_a_helper_nothing_begins(void **state)
{
    (void)state;
    struct updater *updater;
    struct error err = {.code = ERROR_NONE};
    assert_false(updater_begin("/nowhere/socket", "/a.raucb", &updater, &err));
    assert_int_equal(err.code, ERROR_SYSTEM);
    assert_false(updater_restart("/nowhere/socket", NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress_is_heard_in_any_pieces),
        cmocka_unit_test(each_refusal_is_told_apart),
        cmocka_unit_test(a_helper_that_goes_or_raves_is_a_failure),
        cmocka_unit_test(without_a_helper_nothing_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

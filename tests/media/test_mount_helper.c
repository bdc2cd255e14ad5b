#include "mount_helper.h"

#include "support_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A helper that answers so many questions, each with "QUESTION: answer" of its list. */
struct helper {
    struct folder folder;
    char socket[100];
    pid_t process;
};

static void
answer(int listening, const char *const *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char asked[64] = "";
        int file = accept(listening, NULL, NULL);
        ssize_t size = recv(file, asked, sizeof asked - 1, 0);
        const char *colon = strchr(answers[i], ':');
        size_t length = (size_t)(colon - answers[i]);
        bool is_right = size == (ssize_t)length + 1 && asked[length] == '\n' &&
                        strncmp(asked, answers[i], length) == 0;
        const char *words = is_right ? colon + 2 : "what?\n";
        (void)!send(file, words, strlen(words), MSG_NOSIGNAL);
        close(file);
    }
}

static void
begin(struct helper *helper, const char *const *answers, size_t count)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    folder_begin(&helper->folder);
    snprintf(helper->socket, sizeof helper->socket, "%s",
             folder_path(&helper->folder, "socket"));
    snprintf(address.sun_path, sizeof address.sun_path, "%s", helper->socket);
    int listening = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(listening >= 0);
    assert_int_equal(bind(listening, (const struct sockaddr *)&address, sizeof address),
                     0);
    assert_int_equal(listen(listening, 4), 0);
    helper->process = fork();
    if (helper->process == 0) {
        answer(listening, answers, count);
        _exit(0);
    }
    close(listening);
}

static void
end(struct helper *helper)
{
    waitpid(helper->process, NULL, 0);
    folder_end(&helper->folder);
}

static void
a_stick_is_mounted_only_when_asked(void **state)
{
    static const char *const answers[] = {"state: present\n", "state: present\n",
                                          "mount: mounted /run/stick\n",
                                          "release: present\n", "state: none\n"};
    struct helper helper;
    struct removable *removable;
    (void)state;
    begin(&helper, answers, 5);
    const struct removable_options options = {.helper = helper.socket};
    assert_true(removable_open(&options, &removable, NULL));
    assert_true(removable_is_plugged(removable));
    assert_null(removable_root(removable));
    assert_false(removable_look(removable));
    assert_true(removable_mount(removable, NULL));
    assert_string_equal(removable_root(removable), "/run/stick");
    assert_true(removable_release(removable, NULL));
    assert_null(removable_root(removable));
    assert_true(removable_look(removable));
    assert_false(removable_is_plugged(removable));
    removable_close(removable);
    end(&helper);
}

static void
what_cannot_be_mounted_or_let_go_of_is_told(void **state)
{
    static const char *const answers[] = {"state: present\n", "mount: failed\n",
                                          "release: failed\n"};
    struct helper helper;
    struct removable *removable;
    struct error err;
    (void)state;
    begin(&helper, answers, 3);
    const struct removable_options options = {.helper = helper.socket};
    assert_true(removable_open(&options, &removable, NULL));
    assert_false(removable_mount(removable, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(removable_release(removable, &err));
    assert_int_equal(err.code, ERROR_SYSTEM);
    removable_close(removable);
    end(&helper);
}

/* No line end, words of another kind, a path that is none, and nobody at all. */
static void
a_helper_that_says_nonsense_is_not_believed(void **state)
{
    static const char *const answers[] = {"state: mounted /run", "state: full\n",
                                          "state: mounted stick\n", "state: "};
    struct helper helper;
    struct mount_answer got;
    struct error err;
    (void)state;
    begin(&helper, answers, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_false(mount_helper_ask(helper.socket, "state", &got, &err));
        assert_int_equal(err.code, ERROR_SYSTEM);
    }
    end(&helper);
    assert_false(mount_helper_ask(helper.socket, "state", &got, &err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_is_mounted_only_when_asked),
        cmocka_unit_test(what_cannot_be_mounted_or_let_go_of_is_told),
        cmocka_unit_test(a_helper_that_says_nonsense_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

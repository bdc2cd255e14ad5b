/* support_mounter: a process that answers as an appliance's mount helper does. */
#include "support_mounter.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* What the update's file says is what the helper says; then the machine starts anew. */
static void
update(int file, const char *asked, const char *hidden)
{
    const char *name = strrchr(asked, '/');
    char path[400], answer[200] = "refused missing \n";
    snprintf(path, sizeof path, "%s/TOWNLINE/%.*s", hidden,
             name ? (int)strcspn(name + 1, "\n") : 0, name ? name + 1 : "");
    if (*asked == 'r') {
        snprintf(answer, sizeof answer, "rebooting\n");
    } else {
        FILE *words = fopen(path, "r");
        if (words) {
            answer[fread(answer, 1, sizeof answer - 1, words)] = '\0';
            fclose(words);
        }
    }
    (void)!send(file, answer, strlen(answer), MSG_NOSIGNAL);
}

/* Writes down what the machine's clock is set to. */
static void
set_clock(int file, const char *asked, const char *path)
{
    FILE *clock = fopen(path, "w");
    const char *answer = clock ? "set\n" : "failed\n";
    if (clock) {
        fprintf(clock, "%s", asked);
        fclose(clock);
    }
    (void)!send(file, answer, strlen(answer), MSG_NOSIGNAL);
}

static void
serve(int listening, const char *folder)
{
    char hidden[120], shown[120], clock[120];
    snprintf(hidden, sizeof hidden, "%s/hidden", folder);
    snprintf(shown, sizeof shown, "%s/stick", folder);
    snprintf(clock, sizeof clock, "%s/machine-clock", folder);
    for (;;) {
        char asked[200] = "", answer[200];
        struct stat status;
        int file = accept(listening, NULL, NULL);
        if (file < 0 || recv(file, asked, sizeof asked - 1, 0) <= 0) {
            _exit(1);
        }
        if (strncmp(asked, "clock ", 6) == 0) {
            set_clock(file, asked, clock);
            close(file);
            continue;
        }
        if (strncmp(asked, "update ", 7) == 0 || strcmp(asked, "reboot\n") == 0) {
            update(file, asked, hidden);
            close(file);
            continue;
        }
        if (strcmp(asked, "mount\n") == 0) {
            (void)!rename(hidden, shown);
        } else if (strcmp(asked, "release\n") == 0) {
            (void)!rename(shown, hidden);
        }
        snprintf(answer, sizeof answer, "mounted %s\n", shown);
        if (stat(shown, &status) != 0) {
            snprintf(answer, sizeof answer, "present\n");
        }
        (void)!send(file, answer, strlen(answer), MSG_NOSIGNAL);
        close(file);
    }
}

void
mounter_begin(struct mounter *mounter, const char *folder)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(mounter->socket, sizeof mounter->socket, "%s/socket", folder);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", mounter->socket);
    int listening = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listening, (const struct sockaddr *)&address, sizeof address),
                     0);
    assert_int_equal(listen(listening, 8), 0);
    mounter->process = fork();
    if (mounter->process == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* also where the test failed */
        serve(listening, folder);
    }
    close(listening);
}

void
mounter_end(struct mounter *mounter)
{
    kill(mounter->process, SIGKILL);
    waitpid(mounter->process, NULL, 0);
}

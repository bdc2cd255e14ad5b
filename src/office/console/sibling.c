/* Runs another program of ours and reads what it says. */
#include "sibling.h"

#include "interruption.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX 40
#define LINE_MAX_BYTES 1000
#define STOP_MOMENTS 150

extern char **environ;

bool
sibling_folder(char out[PATH_MAX], struct error *err)
{
    ssize_t size = readlink("/proc/self/exe", out, PATH_MAX - 1);
    char *slash = NULL;
    if (size > 0) {
        out[size] = '\0';
        slash = strrchr(out, '/');
    }
    if (!slash) {
        return error_set(err, ERROR_SYSTEM, "where this program lies is not known");
    }
    *slash = '\0';
    return true;
}

static bool
find(const char *name, char out[PATH_MAX], struct error *err)
{
    char own[PATH_MAX];
    if (!sibling_folder(own, err)) {
        return false;
    }
    int length = snprintf(out, PATH_MAX, "%s/%s", own, name);
    if (length < 0 || length >= PATH_MAX || access(out, X_OK) != 0) {
        return error_set(err, ERROR_MISSING,
                         "the program %s is needed for this and is not installed in %s",
                         name, own);
    }
    return true;
}

static bool
spawn(const char *path, char *const *words, int output, pid_t *out, struct error *err)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return error_no_memory(err);
    }
    int failed = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    failed =
        failed != 0 ? failed : posix_spawn(out, path, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 || error_set(err, ERROR_SYSTEM, "%s does not start: %s", path,
                                    strerror(failed));
}

static void
read_lines(int input, sibling_on_line *on_line, void *context)
{
    FILE *lines = fdopen(input, "r");
    char line[LINE_MAX_BYTES];
    if (!lines) {
        close(input);
        return;
    }
    while (fgets(line, sizeof line, lines)) {
        if (interruption_came()) {
            break;
        }
        line[strcspn(line, "\n")] = '\0';
        on_line(context, line);
    }
    fclose(lines);
}

/* A program that was told to stop is given a short time for it and is killed after
 * that. */
static bool
wait_for(pid_t child, const char *name, struct error *err)
{
    const struct timespec moment = {.tv_nsec = 20000000};
    int status;
    pid_t ended = 0;
    for (unsigned i = 0; ended <= 0; i++) {
        ended = waitpid(child, &status, interruption_came() ? WNOHANG : 0);
        if (ended < 0 && errno != EINTR) {
            return error_set(err, ERROR_SYSTEM, "%s was lost sight of", name);
        }
        if (ended == 0) {
            nanosleep(&moment, NULL);
            if (i == STOP_MOMENTS) {
                kill(child, SIGKILL);
            }
        }
    }
    interruption_pass_to(0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return true;
    }
    if (interruption_came()) {
        return error_set(err, ERROR_BUSY, "stopped before the end");
    }
    bool is_refused =
        WIFEXITED(status) && (WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 2);
    return error_set(err, is_refused ? ERROR_INPUT : ERROR_SYSTEM,
                     "%s did not come to its end", name);
}

bool
sibling_run(const char *name, const char *const *words, sibling_on_line *on_line,
            void *context, struct error *err)
{
    char path[PATH_MAX];
    char *all[WORDS_MAX + 2] = {(char *)name};
    size_t count = 0;
    int ends[2];
    pid_t child = 0;
    for (; words[count]; count++) {
        if (count == WORDS_MAX) {
            return error_set(err, ERROR_INPUT, "too many words for %s", name);
        }
        all[count + 1] = (char *)words[count];
    }
    if (!find(name, path, err)) {
        return false;
    }
    if (pipe(ends) != 0) {
        return error_set(err, ERROR_SYSTEM, "no pipe: %s", strerror(errno));
    }
    bool started = spawn(path, all, ends[1], &child, err);
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        return false;
    }
    interruption_pass_to(child);
    read_lines(ends[0], on_line, context);
    return wait_for(child, name, err);
}

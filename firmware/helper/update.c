/* update: runs RAUC and understands what it says. */
#include "update.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINES_MAX 10000 /* that are read of the program */
#define VERSION "RAUC_MF_VERSION="
#define FAULT "LastError: "

/* Words of others, for one line: printable ASCII alone. */
static void
clean(const char *text, char *out, size_t size)
{
    size_t length = 0;
    for (; *text && length + 1 < size; text++) {
        unsigned char c = (unsigned char)*text;
        if (c >= 0x20 && c < 0x7F && c != '\'') {
            out[length++] = (char)c;
        }
    }
    out[length] = '\0';
}

static void
refuse(struct update_result *out, const char *word, const char *why)
{
    char words[UPDATE_WORDS_BYTES - 20];
    clean(why, words, sizeof words);
    out->installed = false;
    snprintf(out->words, sizeof out->words, "%s %s", word, words);
}

/* The word for what RAUC says. */
static const char *
word_for(const char *fault)
{
    static const struct {
        const char *said, *word;
    } faults[] = {
        {"signature", "signature"},  {"verification", "signature"},
        {"ompatible", "other"},      {"andler", "older"}, /* the image's own check */
        {"No such file", "missing"}, {"already processing", "busy"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strstr(fault, faults[i].said)) {
            return faults[i].word;
        }
    }
    return "failed";
}

/* Starts a program with no arguments but these, and reads what it says. */
static FILE *
start(const char *const words[], pid_t *process_out)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return NULL;
    }
    *process_out = fork();
    if (*process_out == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        signal(SIGCHLD, SIG_DFL);
        execv(words[0], (char *const *)(const void *)words);
        _exit(127);
    }
    close(ends[1]);
    FILE *said = *process_out > 0 ? fdopen(ends[0], "r") : NULL;
    if (!said) {
        close(ends[0]);
    }
    return said;
}

static bool
end(FILE *said, pid_t process)
{
    int status = 0;
    (void)fclose(said);
    return waitpid(process, &status, 0) == process && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static void
tell_progress(int to, int percent)
{
    char line[32];
    int size = snprintf(line, sizeof line, "progress %d\n", percent);
    (void)send(to, line, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void
read_version(const char *rauc, const char *bundle, struct update_result *out)
{
    const char *const words[] = {rauc, "info", "--output-format=shell", bundle, NULL};
    char line[1024];
    pid_t process;
    FILE *said = start(words, &process);
    for (int i = 0; said && i < LINES_MAX && fgets(line, sizeof line, said); i++) {
        if (strncmp(line, VERSION, strlen(VERSION)) == 0) {
            clean(line + strlen(VERSION), out->words, sizeof out->words);
        }
    }
    if (said) {
        (void)end(said, process);
    }
}

/* RAUC says lines such as " 40% Checking bundle done." and "LastError: ...". */
static void
run(const struct update_options *options, const char *bundle, int to,
    struct update_result *out)
{
    const char *const words[] = {options->rauc, "install", bundle, NULL};
    char line[1024], fault[1024] = "";
    pid_t process;
    FILE *said = start(words, &process);
    if (!said) {
        refuse(out, "failed", "the program for updates cannot be started");
        return;
    }
    for (int i = 0; i < LINES_MAX && fgets(line, sizeof line, said); i++) {
        int percent;
        char sign;
        const char *at = strstr(line, FAULT);
        if (sscanf(line, " %d%c", &percent, &sign) == 2 && sign == '%' &&
            percent >= 0 && percent <= 100) {
            tell_progress(to, percent);
        } else if (at) {
            snprintf(fault, sizeof fault, "%s", at + strlen(FAULT));
        }
    }
    if (end(said, process)) {
        out->installed = true;
        read_version(options->rauc, bundle, out);
    } else {
        refuse(out, word_for(fault), fault);
    }
}

/* The name of the disk and the place on it, of a path below the folder of sticks. */
static bool
divide(const char *root, const char *path, char *disk_out, const char **rest_out)
{
    size_t length = strlen(root);
    const char *name = path + length + 1;
    if (strncmp(path, root, length) != 0 || path[length] != '/') {
        return false;
    }
    const char *slash = strchr(name, '/');
    if (!slash || slash == name || slash - name >= USB_DISK_NAME_BYTES) {
        return false;
    }
    snprintf(disk_out, USB_DISK_NAME_BYTES, "%.*s", (int)(slash - name), name);
    *rest_out = slash;
    return true;
}

void
update_install(const struct update_options *options, const char *path, int to,
               struct update_result *out)
{
    char disk[USB_DISK_NAME_BYTES], bundle[PATH_MAX];
    const char *rest;
    struct stat about;
    *out = (struct update_result){0};
    if (!divide(options->sticks->root, path, disk, &rest)) {
        refuse(out, "missing", "it is not on the stick");
        return;
    }
    if (stick_release(options->sticks) != STICK_PRESENT) {
        refuse(out, "busy", "the stick is in use or was taken out");
        return;
    }
    if (!stick_mount_for_update(options->sticks, disk, options->at)) {
        refuse(out, "failed", "the stick cannot be mounted");
        return;
    }
    bool fits =
        snprintf(bundle, sizeof bundle, "%s%s", options->at, rest) < (int)sizeof bundle;
    if (!fits || lstat(bundle, &about) != 0 || !S_ISREG(about.st_mode)) {
        refuse(out, "missing", "there is no such file on the stick");
    } else {
        run(options, bundle, to, out);
    }
    stick_end_update(options->at);
}

/* Reads a passphrase from a descriptor or a terminal. */
#include "passphrase.h"

#include "townline/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t is_stopped;

static void
on_stop(int signal_number)
{
    (void)signal_number;
    is_stopped = 1;
}

/* Waits until there is something to read. Only the signals of `mask` are blocked while
 * it waits, so that Ctrl-C, typed since the prompt was shown, is not missed. */
static void
wait_for_key(int file, const sigset_t *mask)
{
    fd_set files;
    FD_ZERO(&files);
    FD_SET(file, &files);
    (void)pselect(file + 1, &files, NULL, NULL, NULL, mask);
}

/* One line, without its end. `mask` is that of a terminal, else NULL. */
static bool
read_line(int file, const sigset_t *mask, struct passphrase *out, struct error *err)
{
    size_t size = 0;
    for (;;) {
        char byte;
        if (mask) {
            wait_for_key(file, mask);
        }
        if (is_stopped) {
            return error_set(err, ERROR_INPUT, "stopped: no passphrase was given");
        }
        ssize_t got = read(file, &byte, 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return error_set(err, ERROR_SYSTEM, "the passphrase could not be read");
        }
        if (got == 0 || byte == '\n') {
            break;
        }
        if (size == PASSPHRASE_MAX_BYTES - 1) {
            return error_set(err, ERROR_INPUT,
                             "the passphrase is longer than %d characters",
                             PASSPHRASE_MAX_BYTES - 1);
        }
        out->words[size++] = byte;
    }
    if (size > 0 && out->words[size - 1] == '\r') {
        size--;
    }
    out->words[size] = '\0';
    if (size == 0) {
        return error_set(err, ERROR_INPUT, "no passphrase was given");
    }
    if (memchr(out->words, '\0', size)) {
        return error_set(err, ERROR_INPUT, "the passphrase is no text");
    }
    return true;
}

static bool
show(int terminal, const char *words)
{
    return write(terminal, words, strlen(words)) == (ssize_t)strlen(words);
}

/* Reads without echo. The echo is switched on again also after Ctrl-C, and Ctrl-Z has
 * no effect meanwhile. */
static bool
read_typed(int terminal, const char *prompt, struct passphrase *out, struct error *err)
{
    static const int stops[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    enum { STOPS = sizeof stops / sizeof *stops };
    struct sigaction stop = {.sa_handler = on_stop}, usual[STOPS];
    struct termios before, quiet;
    sigset_t held, mask;
    if (tcgetattr(terminal, &before) != 0) {
        return error_set(err, ERROR_SYSTEM, "the terminal cannot hide a passphrase");
    }
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
    is_stopped = 0;
    sigemptyset(&held);
    for (size_t i = 0; i < STOPS; i++) {
        sigaddset(&held, stops[i]);
        (void)sigaction(stops[i], &stop, &usual[i]);
    }
    (void)sigprocmask(SIG_BLOCK, &held, &mask);
    bool ok;
    if (tcsetattr(terminal, TCSAFLUSH, &quiet) != 0 || !show(terminal, prompt)) {
        ok = error_set(err, ERROR_SYSTEM, "the terminal cannot hide a passphrase");
    } else {
        ok = read_line(terminal, &mask, out, err);
    }
    (void)sigprocmask(SIG_SETMASK, &mask, NULL);
    (void)tcsetattr(terminal, TCSAFLUSH, &before);
    (void)show(terminal, "\n");
    for (size_t i = 0; i < STOPS; i++) {
        (void)sigaction(stops[i], &usual[i], NULL);
    }
    return ok;
}

static bool
ask_terminal(bool twice, struct passphrase *out, struct error *err)
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return error_set(err, ERROR_INPUT,
                         "a passphrase is needed, and there is no terminal to type it "
                         "on: use --passphrase-fd");
    }
    struct passphrase *again = NULL;
    bool ok =
        read_typed(terminal, twice ? "New passphrase: " : "Passphrase: ", out, err);
    if (ok && twice) {
        again = seal_secret_new(sizeof *again);
        if (!again) {
            ok = error_set(err, ERROR_SYSTEM, "there is no protected memory left");
        } else if (!read_typed(terminal, "The same again: ", again, err)) {
            ok = false;
        } else if (strcmp(again->words, out->words) != 0) {
            ok = error_set(err, ERROR_INPUT,
                           "the two passphrases differ; nothing was written");
        }
    }
    passphrase_forget(again);
    close(terminal);
    return ok;
}

static bool
read_descriptor(uint64_t descriptor, const char *option, struct passphrase *out,
                struct error *err)
{
    if (descriptor > INT_MAX || fcntl((int)descriptor, F_GETFD) < 0) {
        return error_set(err, ERROR_INPUT, "%s %llu is not open", option,
                         (unsigned long long)descriptor);
    }
    return read_line((int)descriptor, NULL, out, err);
}

static bool
ask_terminal_for_words(const char *prompt, struct passphrase *out, struct error *err)
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return error_set(err, ERROR_INPUT,
                         "there is no terminal to type on: use --words-fd");
    }
    bool ok = show(terminal, prompt)
                  ? read_line(terminal, NULL, out, err)
                  : error_set(err, ERROR_SYSTEM, "the terminal cannot be written to");
    close(terminal);
    return ok;
}

bool
passphrase_ask_words(uint64_t descriptor, const char *prompt, struct passphrase **out,
                     struct error *err)
{
    struct passphrase *words = seal_secret_new(sizeof *words);
    if (!words) {
        return error_set(err, ERROR_SYSTEM, "there is no protected memory left");
    }
    bool ok = descriptor == PASSPHRASE_ASK
                  ? ask_terminal_for_words(prompt, words, err)
                  : read_descriptor(descriptor, "--words-fd", words, err);
    if (!ok) {
        passphrase_forget(words);
        return false;
    }
    *out = words;
    return true;
}

bool
passphrase_ask(uint64_t descriptor, bool twice, struct passphrase **out,
               struct error *err)
{
    struct passphrase *passphrase = seal_secret_new(sizeof *passphrase);
    if (!passphrase) {
        return error_set(err, ERROR_SYSTEM, "there is no protected memory left");
    }
    bool ok;
    if (descriptor == PASSPHRASE_ASK) {
        ok = ask_terminal(twice, passphrase, err);
    } else {
        ok = read_descriptor(descriptor, "--passphrase-fd", passphrase, err);
    }
    if (!ok) {
        passphrase_forget(passphrase);
        return false;
    }
    *out = passphrase;
    return true;
}

void
passphrase_forget(struct passphrase *passphrase)
{
    seal_secret_free(passphrase);
}

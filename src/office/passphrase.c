#include "passphrase.h"

#include "townline/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { KEY_CANCEL = 3, KEY_END = 4 }; /* Ctrl-C, Ctrl-D */

/* One line, without its end. */
static bool
read_line(int file, struct passphrase *out, struct error *err)
{
    size_t size = 0;
    for (;;) {
        char byte;
        ssize_t got = read(file, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, ERROR_SYSTEM, "the passphrase could not be read");
        if (got == 0 || byte == '\n')
            break;
        if (byte == KEY_CANCEL)
            return error_set(err, ERROR_INPUT, "stopped: no passphrase was given");
        if (byte == KEY_END)
            break;
        if (size == PASSPHRASE_MAX_BYTES - 1)
            return error_set(err, ERROR_INPUT,
                             "the passphrase is longer than %d characters",
                             PASSPHRASE_MAX_BYTES - 1);
        out->words[size++] = byte;
    }
    if (size > 0 && out->words[size - 1] == '\r')
        size--;
    out->words[size] = '\0';
    if (size == 0)
        return error_set(err, ERROR_INPUT, "no passphrase was given");
    if (memchr(out->words, '\0', size))
        return error_set(err, ERROR_INPUT, "the passphrase is no text");
    return true;
}

static bool
show(int terminal, const char *words)
{
    return write(terminal, words, strlen(words)) == (ssize_t)strlen(words);
}

/* Without echo. Ctrl-C comes as a byte, so that the echo is always put back. */
static bool
read_typed(int terminal, const char *prompt, struct passphrase *out, struct error *err)
{
    struct termios before, quiet;
    if (tcgetattr(terminal, &before) != 0)
        return error_set(err, ERROR_SYSTEM, "the terminal cannot hide a passphrase");
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    if (tcsetattr(terminal, TCSAFLUSH, &quiet) != 0 || !show(terminal, prompt))
        return error_set(err, ERROR_SYSTEM, "the terminal cannot hide a passphrase");
    bool ok = read_line(terminal, out, err);
    (void)tcsetattr(terminal, TCSAFLUSH, &before);
    (void)show(terminal, "\n");
    return ok;
}

static bool
ask_terminal(bool twice, struct passphrase *out, struct error *err)
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return error_set(err, ERROR_INPUT,
                         "a passphrase is needed, and there is no terminal to type it "
                         "on: use --passphrase-fd");
    struct passphrase *again = NULL;
    bool ok =
        read_typed(terminal, twice ? "New passphrase: " : "Passphrase: ", out, err);
    if (ok && twice) {
        again = seal_secret_new(sizeof *again);
        if (!again)
            ok = error_set(err, ERROR_SYSTEM, "there is no protected memory left");
        else if (!read_typed(terminal, "The same again: ", again, err))
            ok = false;
        else if (strcmp(again->words, out->words) != 0)
            ok = error_set(err, ERROR_INPUT,
                           "the two passphrases differ; nothing was written");
    }
    passphrase_forget(again);
    close(terminal);
    return ok;
}

bool
passphrase_ask(uint64_t descriptor, bool twice, struct passphrase **out,
               struct error *err)
{
    struct passphrase *passphrase = seal_secret_new(sizeof *passphrase);
    if (!passphrase)
        return error_set(err, ERROR_SYSTEM, "there is no protected memory left");
    bool ok;
    if (descriptor == PASSPHRASE_ASK)
        ok = ask_terminal(twice, passphrase, err);
    else if (descriptor > INT_MAX || fcntl((int)descriptor, F_GETFD) < 0)
        ok = error_set(err, ERROR_INPUT, "--passphrase-fd %llu is not open",
                       (unsigned long long)descriptor);
    else
        ok = read_line((int)descriptor, passphrase, err);
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

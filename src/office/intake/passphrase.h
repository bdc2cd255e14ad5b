/*
 * passphrase: the words that open the office's secret file, from a file descriptor
 * (its first line) or typed on the terminal without being shown.
 */
#ifndef PASSPHRASE_H
#define PASSPHRASE_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define PASSPHRASE_MAX_BYTES 1024
#define PASSPHRASE_ASK UINT64_MAX /* no descriptor: ask on the terminal */

struct passphrase {
    char words[PASSPHRASE_MAX_BYTES];
};
/* `twice`: a new one, typed a second time to be sure (a descriptor is read once). The
 * memory is locked; passphrase_forget wipes and frees it and takes NULL. */
bool passphrase_ask(uint64_t descriptor, bool twice, struct passphrase **out,
                    struct error *err) __attribute__((warn_unused_result));
/* A line that may be seen while it is typed, such as the words of the recovery key. */
bool passphrase_ask_words(uint64_t descriptor, const char *prompt,
                          struct passphrase **out, struct error *err)
    __attribute__((warn_unused_result));
void passphrase_forget(struct passphrase *passphrase);

#endif

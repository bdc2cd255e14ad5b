/* townline keys recover */
#ifndef COMMAND_KEYS_RECOVER_H
#define COMMAND_KEYS_RECOVER_H

#include <stdint.h>

struct keys_recovery {
    const char *path;   /* of the secret file to be made */
    const char *office; /* path of office.pub; NULL: the words are not compared */
    uint64_t words_descriptor, passphrase_descriptor; /* see passphrase.h */
};
int command_keys_recover(const struct keys_recovery *recovery);

#endif

/*
 * command_kiosks_reset: townline kiosks reset-pin.
 */
#ifndef COMMAND_KIOSKS_RESET_H
#define COMMAND_KIOSKS_RESET_H

#include <stdbool.h>
#include <stdint.h>

struct kiosks_reset {
    const char *who; /* a name or the first digits of the key */
    const char *archive, *keys, *out;
    uint64_t passphrase_descriptor;
    bool force;
};
/* The program's exit code. */
int command_kiosks_reset(const struct kiosks_reset *reset);

#endif

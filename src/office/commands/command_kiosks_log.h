/*
 * command_kiosks_log: townline kiosks log. What staff did at a kiosk, as its bundles
 * say, and whether the chain of hashes over it is whole.
 */
#ifndef COMMAND_KIOSKS_LOG_H
#define COMMAND_KIOSKS_LOG_H

#include <stdbool.h>
#include <stdint.h>

struct kiosks_log {
    const char *who; /* a name or the first digits of the key */
    const char *archive, *keys;
    uint64_t passphrase_descriptor;
    bool json;
};
/* The program's exit code: COMMAND_REFUSED when the log is not whole. */
int command_kiosks_log(const struct kiosks_log *log);

#endif

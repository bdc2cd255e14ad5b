/* Random bytes for libsodium and expat. Without them nothing may go on. */
#include "machine.h"

#include <stdlib.h>
#include <unistd.h>

#define MOST_AT_ONCE_BYTES ((size_t)256) /* that getentropy gives */

void
arc4random_buf(void *out, size_t size)
{
    uint8_t *at = out;
    while (size > 0) {
        size_t part = size < MOST_AT_ONCE_BYTES ? size : MOST_AT_ONCE_BYTES;
        if (getentropy(at, part) != 0) {
            abort();
        }
        at += part;
        size -= part;
    }
}

uint32_t
arc4random(void)
{
    uint32_t value;
    arc4random_buf(&value, sizeof value);
    return value;
}

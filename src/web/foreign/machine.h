/*
 * machine: what the foreign libraries take from the machine: random bytes, from the
 * system's own source. It is included before their own headers.
 */
#ifndef TOWNLINE_MACHINE_H
#define TOWNLINE_MACHINE_H

#include <stddef.h>
#include <stdint.h>

uint32_t arc4random(void);
void arc4random_buf(void *out, size_t size);

#endif

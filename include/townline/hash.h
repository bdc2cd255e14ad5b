/*
 * hash: 64 bits that tell one thing from another in a cache or a table (FNV-1a of
 * G. Fowler, L. C. Noll and K.-P. Vo). Who wants two things with one hash can make
 * them: where that would matter, seal.h has a hash that cannot be forged.
 */
#ifndef TOWNLINE_HASH_H
#define TOWNLINE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* What a hash begins with; the others are given the hash so far. */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);
/* The whole number in one step, not byte by byte. */
uint64_t hash_number(uint64_t hash, uint64_t number);

#endif

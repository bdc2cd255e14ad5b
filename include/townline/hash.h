/*
 * hash: 64 bits that tell one thing from another in a cache or a table (FNV-1a of G.
 * Fowler, L. C. Noll and K.-P. Vo). It is easy to make two things with the same hash on
 * purpose. Where that would do harm, use the hash of seal.h.
 */
#ifndef TOWNLINE_HASH_H
#define TOWNLINE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* The first value of a hash. Each call takes the hash so far and returns the next. */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);
/* Takes the whole number in one step, not byte by byte. */
uint64_t hash_number(uint64_t hash, uint64_t number);

#endif

/* hash: computes FNV-1a over bytes and numbers. */
#include "townline/hash.h"

#define PRIME UINT64_C(0x100000001b3)

uint64_t
hash_number(uint64_t hash, uint64_t number)
{
    return (hash ^ number) * PRIME;
}

uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = hash_number(hash, at[i]);
    }
    return hash;
}

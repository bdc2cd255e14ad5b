/* audit: computes the hashes that chain the entries of the staff log. */
#include "townline/audit.h"

#include "townline/buffer.h"

#include <string.h>

#define CHAIN_BYTES (17 + SEAL_HASH_BYTES + 4 + 4 + 4 + 1 + 8 + 8)

static void
chain_hash(const uint8_t before[SEAL_HASH_BYTES], const struct audit_entry *entry,
           uint8_t out[SEAL_HASH_BYTES])
{
    struct buffer bytes;
    buffer_init(&bytes, CHAIN_BYTES);
    buffer_add(&bytes, "townline audit 1", 17); /* with its NUL */
    buffer_add(&bytes, before, SEAL_HASH_BYTES);
    buffer_add_u32(&bytes, entry->number);
    buffer_add_u32(&bytes, entry->kind);
    buffer_add_u32(&bytes, entry->half_day);
    buffer_add_u8(&bytes, entry->certain);
    buffer_add_u64(&bytes, (uint64_t)entry->first);
    buffer_add_u64(&bytes, (uint64_t)entry->second);
    /* without memory, the hash of fewer bytes fits no entry */
    seal_hash(bytes.data ? bytes.data : (const uint8_t *)"", bytes.size, out);
    buffer_finish(&bytes);
}

void
audit_chain(const uint8_t before[SEAL_HASH_BYTES], struct audit_entry *entry)
{
    chain_hash(before, entry, entry->hash);
}

bool
audit_follows(const uint8_t before[SEAL_HASH_BYTES], const struct audit_entry *entry)
{
    uint8_t hash[SEAL_HASH_BYTES];
    chain_hash(before, entry, hash);
    return memcmp(hash, entry->hash, sizeof hash) == 0;
}

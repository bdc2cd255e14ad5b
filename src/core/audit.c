/* audit: computes the hashes that chain the entries of the staff log. */
#include "townline/audit.h"

#include <stdlib.h>
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

void
audit_write(const struct audit_log *log, struct buffer *out)
{
    buffer_add(out, log->before, sizeof log->before);
    buffer_add_varint(out, log->count > 0 ? log->entries[0].number : 0);
    buffer_add_varint(out, log->count);
    for (size_t i = 0; i < log->count; i++) {
        const struct audit_entry *entry = &log->entries[i];
        buffer_add_varint(out, entry->kind);
        buffer_add_varint(out, entry->half_day);
        buffer_add_u8(out, entry->certain);
        buffer_add_varint(out, (uint64_t)entry->first);
        buffer_add_varint(out, (uint64_t)entry->second);
    }
}

static bool
read_entry(struct cursor *cursor, struct audit_entry *out)
{
    uint64_t kind = cursor_varint(cursor), half_day = cursor_varint(cursor);
    uint8_t certain = cursor_u8(cursor);
    out->first = (int64_t)cursor_varint(cursor);
    out->second = (int64_t)cursor_varint(cursor);
    out->kind = (uint32_t)kind;
    out->half_day = (uint32_t)half_day;
    out->certain = certain == 1;
    return !cursor->failed && kind <= UINT32_MAX && half_day <= UINT32_MAX &&
           certain <= 1;
}

bool
audit_read(struct cursor *cursor, struct audit_log *out,
           struct audit_entry **entries_out)
{
    const uint8_t *before = cursor_take(cursor, SEAL_HASH_BYTES);
    uint64_t number = cursor_varint(cursor), count = cursor_varint(cursor);
    *entries_out = NULL;
    if (cursor->failed || number == 0 || number > UINT32_MAX - AUDIT_LOG_MAX ||
        count == 0 || count > AUDIT_LOG_MAX || count > cursor_left(cursor) / 5) {
        return false;
    }
    struct audit_entry *entries = calloc((size_t)count, sizeof *entries);
    *entries_out = entries;
    if (!entries) {
        return false;
    }
    memcpy(out->before, before, sizeof out->before);
    for (size_t i = 0; i < count; i++) {
        if (!read_entry(cursor, &entries[i])) {
            return false;
        }
        entries[i].number = (uint32_t)(number + i);
        audit_chain(i > 0 ? entries[i - 1].hash : out->before, &entries[i]);
    }
    out->entries = entries;
    out->count = (size_t)count;
    return cursor->at == cursor->size;
}

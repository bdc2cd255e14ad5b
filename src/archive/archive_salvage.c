/* What can still be read from the bytes of an archive whose tables are damaged. */
#include "archive_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A sealed bundle lies in SQLite's pages as the only column with content of its row in
 * the table `sealed`: a short record header, the first bytes of the bundle, and the
 * number of the page where it goes on; each further page begins with the number of the
 * next. All of it is found without any table, since every bundle begins alike.
 * https://www.sqlite.org/fileformat2.html, "B-tree Pages" and "Cell Payload Overflow
 * Pages".
 */
#define USUAL_PAGE_BYTES 4096 /* nothing of ours sets another */

static const uint8_t bundle_start[] = {'T', 'O', 'W', 'N', 'L', 'I', 'N', 'E', 1};

struct pages {
    const uint8_t *data;
    size_t size, page_size;
};

static size_t
read_page_number(const uint8_t *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

/* The number that ends just before `at` and takes `length` bytes: seven bits in each,
 * all but the last marked by their highest bit. False when it is no such number. */
static bool
read_varint(const uint8_t *at, size_t length, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = at[i];
        if ((byte >= 0x80) != (i + 1 < length)) {
            return false;
        }
        *out = *out << 7 | (byte & 0x7f);
    }
    return true;
}

/* The record header before the bundle says how long the bundle is; 0 when there is no
 * such header. */
static size_t
read_record_header(const uint8_t *page, size_t at, size_t *header_size_out)
{
    for (size_t length = 1; length <= 4 && length + 2 <= at; length++) {
        const uint8_t *header = page + at - length - 2;
        uint64_t type;
        if (header[0] != length + 2 || header[1] != 0 ||
            !read_varint(header + 2, length, &type) || type < 12 || type % 2 != 0) {
            continue;
        }
        *header_size_out = length + 2;
        return (size_t)(type - 12) / 2;
    }
    return 0;
}

/* How many bytes of a record lie in the page of its cell. */
static size_t
local_bytes(size_t record_size, size_t page_size)
{
    if (record_size <= page_size - 35) {
        return record_size;
    }
    size_t least = (page_size - 12) * 32 / 255 - 23;
    size_t fitting = least + (record_size - least) % (page_size - 4);
    return fitting <= page_size - 35 ? fitting : least;
}

/* Adds what the pages from number `next` on hold, up to `size` bytes in all. */
static bool
follow(const struct pages *pages, size_t next, size_t size, struct buffer *out)
{
    size_t steps = pages->size / pages->page_size;
    for (; out->size < size && steps > 0; steps--) {
        if (next == 0 || next > pages->size / pages->page_size) {
            return false;
        }
        const uint8_t *page = pages->data + (next - 1) * pages->page_size;
        size_t part = size - out->size;
        if (part > pages->page_size - 4) {
            part = pages->page_size - 4;
        }
        buffer_add(out, page + 4, part);
        next = read_page_number(page);
    }
    return out->size == size && !out->failed;
}

/* The bundle that begins `at` bytes into the page. */
static bool
read_bundle(const struct pages *pages, const uint8_t *page, size_t at,
            struct buffer *out)
{
    size_t header_size = 0;
    size_t size = read_record_header(page, at, &header_size);
    if (size < sizeof bundle_start || size > BUNDLE_MAX_BYTES) {
        return false;
    }
    size_t local = local_bytes(size + header_size, pages->page_size) - header_size;
    size_t room = pages->page_size - at;
    buffer_clear(out);
    if (local > room || (local < size && local + 4 > room)) {
        return false;
    }
    buffer_add(out, page + at, local);
    return local == size ||
           follow(pages, read_page_number(page + at + local), size, out);
}

static bool
visit_page(const struct pages *pages, const uint8_t *page, struct buffer *bundle,
           const struct archive_salvage *salvage, size_t *count)
{
    const uint8_t *end = page + pages->page_size - sizeof bundle_start;
    for (const uint8_t *at = page; at <= end; at++) {
        at = memchr(at, bundle_start[0], (size_t)(end - at) + 1);
        if (!at) {
            break;
        }
        if (memcmp(at, bundle_start, sizeof bundle_start) != 0 ||
            !read_bundle(pages, page, (size_t)(at - page), bundle)) {
            continue;
        }
        ++*count;
        if (!salvage->on_bundle(salvage->context, bundle->data, bundle->size)) {
            return false;
        }
    }
    return true;
}

static size_t
visit_pages(const struct archive_salvage *salvage, size_t page_size)
{
    const struct pages pages = {salvage->file, salvage->size, page_size};
    struct buffer bundle;
    size_t count = 0;
    buffer_init(&bundle, BUNDLE_MAX_BYTES);
    for (size_t at = 0; at + page_size <= pages.size; at += page_size) {
        if (!visit_page(&pages, pages.data + at, &bundle, salvage, &count)) {
            break;
        }
    }
    buffer_finish(&bundle);
    return count;
}

size_t
archive_salvage_bundles(const struct archive_salvage *salvage)
{
    size_t count = visit_pages(salvage, USUAL_PAGE_BYTES);
    if (count > 0 || salvage->size < 18) {
        return count;
    }
    const uint8_t *header = salvage->file;
    size_t page_size = (size_t)header[16] << 8 | header[17];
    page_size = page_size == 1 ? 65536 : page_size;
    if (page_size < 512 || (page_size & (page_size - 1)) != 0) {
        return 0;
    }
    return visit_pages(salvage, page_size);
}

static bool
is_day(const uint8_t *at)
{
    char day[ARCHIVE_DAY_BYTES];
    memcpy(day, at, sizeof day - 1);
    day[sizeof day - 1] = '\0';
    return archive_check_day(day, NULL);
}

/* A row of the table `kiosk` whose key begins at `at`: before it stand the lengths of
 * its columns, after it the name, a byte for a state above 1, and the day. */
static bool
read_kiosk(const struct archive_salvage *salvage, size_t at, struct archive_kiosk *out)
{
    const uint8_t *data = salvage->file;
    for (size_t length = 1; length <= 2; length++) { /* bytes of the name's type */
        if (at < length + 5) {
            continue;
        }
        const uint8_t *header = data + at - length - 5;
        uint64_t type;
        if (header[0] != length + 5 || header[1] != 0 || header[2] != 2 * 32 + 12 ||
            !read_varint(header + 3, length, &type) || type < 13 || type % 2 != 1 ||
            header[4 + length] != 2 * 10 + 13) {
            continue;
        }
        size_t name_size = (size_t)(type - 13) / 2;
        uint8_t state_type = header[3 + length]; /* 8 and 9 are the numbers 0 and 1 */
        size_t state_size = state_type == 1;
        size_t end = at + 32 + name_size + state_size + 10;
        if (name_size >= sizeof out->name || end > salvage->size ||
            !is_day(data + end - 10)) {
            continue;
        }
        memcpy(out->key.bytes, data + at, 32);
        memcpy(out->name, data + at + 32, name_size);
        out->name[name_size] = '\0';
        memcpy(out->since, data + end - 10, 10);
        out->since[10] = '\0';
        out->state = state_type == 9                    ? KIOSK_ACCEPTED
                     : state_type != 1                  ? KIOSK_UNKNOWN
                     : data[end - 11] == KIOSK_RETIRED  ? KIOSK_RETIRED
                     : data[end - 11] == KIOSK_REJECTED ? KIOSK_REJECTED
                                                        : KIOSK_UNKNOWN;
        return true;
    }
    return false;
}

bool
archive_salvage_kiosk(const struct archive_salvage *salvage,
                      const struct sign_public *key, struct archive_kiosk *out)
{
    const uint8_t *data = salvage->file;
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at + sizeof key->bytes <= salvage->size; at++) {
        const uint8_t *found =
            memchr(data + at, key->bytes[0], salvage->size - at - 31);
        if (!found) {
            return false;
        }
        at = (size_t)(found - data);
        if (memcmp(found, key->bytes, sizeof key->bytes) == 0 &&
            read_kiosk(salvage, at, out)) {
            return true;
        }
    }
    return false;
}

bool
archive_salvage_open(const char *path, struct database *out)
{
    struct buffer uri;
    buffer_init(&uri, (size_t)1 << 16);
    buffer_add_format(&uri, "file:");
    for (const char *at = path; *at; at++) {
        buffer_add_format(&uri, strchr("?#%", *at) ? "%%%02x" : "%c",
                          (unsigned char)*at);
    }
    buffer_add_format(&uri, "?immutable=1");
    buffer_add_u8(&uri, 0);
    struct database_options options = {.path = (const char *)uri.data,
                                       .name = "an archive",
                                       .owner = &archive_owner,
                                       .is_uri = true,
                                       .read_only = true};
    bool ok = !uri.failed && database_open(out, &options, NULL);
    buffer_finish(&uri);
    /* Else a file that was cut short is not read at all. */
    if (ok && !database_script(out, "PRAGMA writable_schema=ON", NULL)) {
        database_close(out);
        return false;
    }
    return ok;
}

void
archive_salvage_rows(const char *path,
                     void (*on_row)(void *context, const struct archive_bundle *row),
                     void *context)
{
    struct database database;
    if (!archive_salvage_open(path, &database)) {
        return;
    }
    struct statement *row = database_prepare(
        &database, NULL,
        "SELECT id, number, place, collected FROM bundle ORDER BY bundle", "");
    while (row && statement_step(row, NULL) == STATEMENT_ROW) {
        struct archive_bundle bundle = {
            .number = (uint32_t)statement_int64(row, 1),
            .place = (enum bundle_place)statement_int(row, 2),
        };
        statement_copy_text(row, 3, bundle.collected, sizeof bundle.collected);
        if (statement_bytes(row, 0, bundle.id, sizeof bundle.id, NULL) &&
            archive_check_day(bundle.collected, NULL)) {
            on_row(context, &bundle);
        }
    }
    statement_finish(row);
    database_close(&database);
}

/* support_pages: walks through the trees, the freelist and the WAL of a database
 * file. */
#include "support_pages.h"

#include <stdio.h>
#include <string.h>

enum { INTERIOR_INDEX = 2, INTERIOR_TABLE = 5, LEAF_INDEX = 10, LEAF_TABLE = 13 };

static uint32_t
u16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t
u32(const uint8_t *at)
{
    return u16(at) << 16 | u16(at + 2);
}

/* Numbers are big-endian, seven bits a byte, the ninth byte whole. */
static size_t
read_varint(const uint8_t *at, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < 8; i++) {
        *out = *out << 7 | (at[i] & 0x7f);
        if (!(at[i] & 0x80)) {
            return i + 1;
        }
    }
    *out = *out << 8 | at[8];
    return 9;
}

static bool
is_interior(const uint8_t *header)
{
    return header[0] == INTERIOR_INDEX || header[0] == INTERIOR_TABLE;
}

static bool
is_tree_page(const uint8_t *header)
{
    return is_interior(header) || header[0] == LEAF_INDEX || header[0] == LEAF_TABLE;
}

static uint32_t
pointers_at(const uint8_t *header, bool first)
{
    return (first ? 100u : 0u) + (is_interior(header) ? 12u : 8u);
}

static uint32_t
cell_at(const uint8_t *page, bool first, uint32_t i)
{
    const uint8_t *header = page + (first ? 100 : 0);
    uint32_t at = u16(page + pointers_at(header, first) + 2 * i);
    assert_true(at > 0 && at < PAGE_BYTES);
    return at;
}

/* Bytes that are not zero, but for two in a row at most: when SQLite moves a cell it
 * overwrites it (secure_delete) and leaves its offset and size. */
static size_t
remnants_between(const uint8_t *page, uint64_t from, uint64_t to)
{
    size_t remnants = 0, run = 0;
    for (uint64_t i = from; i < to; i++) {
        run = page[i] != 0 ? run + 1 : 0;
        remnants += run > 2;
    }
    return remnants;
}

static size_t
page_remnants(const uint8_t *page, bool first)
{
    const uint8_t *header = page + (first ? 100 : 0);
    uint32_t from = pointers_at(header, first) + 2 * u16(header + 3);
    uint32_t to = u16(header + 5) ? u16(header + 5) : 65536;
    assert_true(is_tree_page(header) && from <= to && to <= PAGE_BYTES);
    return remnants_between(page, from, to);
}

/* Free blocks within the cells' area are a list: next, size, and then nothing. */
static size_t
free_block_remnants(const uint8_t *page, const uint8_t *header)
{
    size_t remnants = 0;
    for (uint32_t at = u16(header + 1), next; at != 0; at = next) {
        next = u16(page + at);
        uint32_t end = at + u16(page + at + 2);
        assert_true(end <= PAGE_BYTES && (next == 0 || next >= end));
        remnants += remnants_between(page, at + 4, end);
    }
    return remnants;
}

static const uint8_t *
take_page(struct pages *pages, uint32_t number)
{
    if (number == 0 || number > PAGES_MAX ||
        (size_t)number * PAGE_BYTES > pages->file->size) {
        fail_msg("there is no page %u", number);
    }
    if (pages->met[number]++ > 0) {
        fail_msg("page %u is reached twice", number);
    }
    return pages->file->data + (size_t)(number - 1) * PAGE_BYTES;
}

/* Bytes of a payload that lie in the cell; the rest is in overflow pages, whose last
 * one must have nothing behind the end. */
static size_t
follow_payload(struct pages *pages, const uint8_t *payload, uint64_t size, bool table)
{
    uint64_t most = table ? PAGE_BYTES - 35 : (PAGE_BYTES - 12) * 64 / 255 - 23;
    uint64_t least = (PAGE_BYTES - 12) * 32 / 255 - 23;
    if (size <= most) {
        return (size_t)size;
    }
    uint64_t local = least + (size - least) % (PAGE_BYTES - 4);
    if (local > most) {
        local = least;
    }
    uint32_t next = u32(payload + local);
    for (uint64_t left = size - local; left > 0;) {
        const uint8_t *page = take_page(pages, next);
        uint64_t here = left < PAGE_BYTES - 4 ? left : PAGE_BYTES - 4;
        next = u32(page);
        left -= here;
        pages->remnants += remnants_between(page, 4 + here, PAGE_BYTES);
    }
    assert_int_equal(next, 0);
    return (size_t)local;
}

static void
walk_cell(struct pages *pages, const char *table, uint32_t number, const uint8_t *page,
          uint32_t at)
{
    uint8_t type = page[number == 1 ? 100 : 0];
    struct page_cell cell = {
        .table = table, .page = number, .leaf = type >= LEAF_INDEX, .offset = at};
    const uint8_t *bytes = page + at + (cell.leaf ? 0 : 4);
    uint64_t size, row;
    bytes += read_varint(bytes, &size);
    if (type == LEAF_TABLE) {
        bytes += read_varint(bytes, &row);
    }
    cell.bytes = bytes;
    cell.size = follow_payload(pages, bytes, size, type == LEAF_TABLE);
    if (pages->visit) {
        pages->visit(pages->context, &cell);
    }
}

static void
walk_tree(struct pages *pages, const char *table, uint32_t number)
{
    const uint8_t *page = take_page(pages, number);
    bool first = number == 1;
    const uint8_t *header = page + (first ? 100 : 0);
    if (!is_tree_page(header)) {
        fail_msg("page %u of %s is no page of a tree", number, table);
    }
    pages->remnants += free_block_remnants(page, header);
    pages->remnants += page_remnants(page, first);
    for (uint32_t i = 0; i < u16(header + 3); i++) {
        uint32_t at = cell_at(page, first, i);
        if (is_interior(header)) {
            walk_tree(pages, table, u32(page + at));
        }
        if (header[0] != INTERIOR_TABLE) {
            walk_cell(pages, table, number, page, at);
        }
    }
    if (is_interior(header)) {
        walk_tree(pages, table, u32(header + 8));
    }
}

/* Trees whose roots are listed in the first tree, sqlite_schema: type, name, tbl_name,
 * rootpage, sql. */
struct roots {
    struct {
        char name[32];
        uint32_t page;
    } tables[32];
    size_t count;
};

static void
note_root(void *context, const struct page_cell *cell)
{
    struct roots *roots = context;
    uint64_t header_size, types[5];
    const uint8_t *at = cell->bytes;
    at += read_varint(at, &header_size);
    for (int i = 0; i < 5; i++) {
        at += read_varint(at, &types[i]);
    }
    const uint8_t *value = cell->bytes + header_size;
    size_t type_size = (size_t)(types[0] - 13) / 2,
           name_size = (size_t)(types[1] - 13) / 2;
    const uint8_t *name = value + type_size;
    value = name + name_size + (types[2] - 13) / 2;
    assert_true(roots->count < 32 && types[3] >= 1 && types[3] <= 4);
    uint32_t page = 0;
    for (uint64_t i = 0; i < types[3]; i++) {
        page = page << 8 | value[i];
    }
    snprintf(roots->tables[roots->count].name, 32, "%.*s", (int)name_size,
             (const char *)name);
    roots->tables[roots->count++].page = page;
}

void
pages_walk(struct pages *pages, const struct buffer *file)
{
    struct roots roots = {0};
    void (*visit)(void *, const struct page_cell *) = pages->visit;
    void *context = pages->context;
    pages->file = file;
    assert_true(file->size > 0 && file->size % PAGE_BYTES == 0);
    assert_memory_equal(file->data, "SQLite format 3", 16);
    pages->freelist = u32(file->data + 36);
    pages->visit = note_root;
    pages->context = &roots;
    walk_tree(pages, "sqlite_schema", 1);
    pages->visit = visit;
    pages->context = context;
    for (size_t i = 0; i < roots.count; i++) {
        walk_tree(pages, roots.tables[i].name, roots.tables[i].page);
    }
    for (uint32_t i = 1; i <= file->size / PAGE_BYTES; i++) {
        if (!pages->met[i]) {
            fail_msg("page %u belongs to nothing", i);
        }
    }
}

size_t
wal_frames(const struct buffer *wal)
{
    return wal->size < WAL_HEADER_BYTES
               ? 0
               : (wal->size - WAL_HEADER_BYTES) / (WAL_FRAME_HEADER_BYTES + PAGE_BYTES);
}

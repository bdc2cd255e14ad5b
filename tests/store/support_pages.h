/*
 * support_pages: reads a database file page by page, as somebody with a copied card
 * would, after SQLite's "Database File Format". It knows nothing of tables but where
 * their trees begin, and goes through every tree in key order.
 */
#ifndef TOWNLINE_SUPPORT_PAGES_H
#define TOWNLINE_SUPPORT_PAGES_H

#include "support_store.h"

#define PAGE_BYTES 4096u
#define PAGES_MAX 4096u
#define WAL_HEADER_BYTES 32u
#define WAL_FRAME_HEADER_BYTES 24u

/* One cell that holds a row, met in key order. */
struct page_cell {
    const char *table;
    uint32_t page;
    bool leaf;
    uint32_t offset; /* in the page */
    const uint8_t *bytes;
    size_t size; /* of what lies in the page itself */
};
struct pages {
    const struct buffer *file;
    uint8_t met[PAGES_MAX + 1]; /* how often a page was reached */
    uint32_t freelist;          /* pages in it */
    size_t remnants;            /* bytes of pages that hold no cell, yet something */
    void (*visit)(void *context, const struct page_cell *cell); /* may be NULL */
    void *context;
};
/* Fails the test where the file does not hang together. */
void pages_walk(struct pages *pages, const struct buffer *file);
/* Complete frames in a WAL, of whatever age. */
size_t wal_frames(const struct buffer *wal);

#endif

/*
 * support_pages: reads a database file page by page, as somebody with a copied card
 * could, by SQLite's "Database File Format". Of the tables it knows only where their
 * trees begin. It goes through every tree in key order.
 */
#ifndef TOWNLINE_SUPPORT_PAGES_H
#define TOWNLINE_SUPPORT_PAGES_H

#include "support_store.h"

#define PAGE_BYTES 4096u
#define PAGES_MAX 4096u
#define WAL_HEADER_BYTES 32u
#define WAL_FRAME_HEADER_BYTES 24u

/* One cell that has a row; cells come in key order. */
struct page_cell {
    const char *table;
    uint32_t page;
    bool leaf;
    uint32_t offset; /* in the page */
    const uint8_t *bytes;
    size_t size; /* of the part that lies in the page itself */
};
struct pages {
    const struct buffer *file;
    uint8_t met[PAGES_MAX + 1]; /* by page: how often it was reached */
    uint32_t freelist;          /* how many pages are in it */
    size_t remnants;            /* bytes that are not 0 in pages without a cell */
    void (*visit)(void *context, const struct page_cell *cell); /* may be NULL */
    void *context;
};
/* Fails the test when the pages of the file do not fit together. */
void pages_walk(struct pages *pages, const struct buffer *file);
/* How many whole frames a WAL has, old ones too. */
size_t wal_frames(const struct buffer *wal);

#endif

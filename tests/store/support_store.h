/*
 * support_store: a folder, a form, an office and responses, for tests of the store.
 */
#ifndef TOWNLINE_SUPPORT_STORE_H
#define TOWNLINE_SUPPORT_STORE_H

#include "townline/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BASE_HALF_DAY 41000u

/* The questions of the form, by their number. */
enum {
    Q_SERVICES,
    Q_IDENTITY, /* in the repeat over fire, library and parks */
    Q_CONTROL,
    Q_CONCERN, /* text */
    Q_COMMENT, /* text */
};

struct desk {
    char directory[64]; /* for the files of the test */
    char store[80];     /* the store's folder, which does not exist yet */
    struct descriptor *descriptor;
    struct recipient_public recipients[2];
    struct recipient_secret secret; /* of the first */
    uint64_t seed;                  /* that of TOWNLINE_SEED, or one that is printed */
    struct store_options options;
};
/* cmocka fixtures: *state is a struct desk. Its folder is removed at the end. */
int desk_setup(void **state);
int desk_teardown(void **state);

/* Opens the store; the test fails when that fails. */
struct store *open_store(struct desk *desk);
/* Expects that opening fails with this code; the text is in `err`. */
void expect_refused(struct desk *desk, enum error_code code, struct error *err);

/* A response about two services. `mark` decides on its id and its answers. Texts may be
 * NULL. It lies in static memory until the next call. */
struct response *make_response(uint32_t mark, const char *concern, const char *comment);
void save(struct store *store, const struct response *response);
struct store_counts count(struct store *store);
void save_many(struct store *store, uint32_t first, uint32_t count);
size_t freeze(struct store *store, bool final_collection);

/* Opens a bundle, which the caller closes. */
struct bundle *open_bundle(struct desk *desk, struct store *store, uint32_t number);
struct outbox_entry outbox_entry(struct store *store, uint32_t number);

/* Reads a whole file of a folder. A missing file is empty. */
void read_bytes(const char *directory, const char *name, struct buffer *out);
void write_bytes(const char *directory, const char *name, const void *bytes,
                 size_t size);
void copy_file(const char *from, const char *to, const char *name);
bool contains(const struct buffer *bytes, const void *needle, size_t size);
bool store_has_file(const char *directory, const char *name);

#endif

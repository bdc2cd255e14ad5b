/*
 * support_store: a folder, a form, an office and responses for the store's tests.
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

/* Questions of the form, by index. */
enum {
    Q_SERVICES,
    Q_IDENTITY, /* in the repeat over fire, library, parks */
    Q_CONTROL,
    Q_CONCERN, /* text */
    Q_COMMENT, /* text */
};

struct desk {
    char directory[64]; /* for the test's own files */
    char store[80];     /* the store's folder, not made yet */
    struct descriptor *descriptor;
    struct recipient_public recipients[2];
    struct recipient_secret secret; /* of the first */
    uint64_t seed;                  /* TOWNLINE_SEED, or one that is printed */
    struct store_options options;
};
/* cmocka fixtures: *state is a struct desk, the folder is removed at the end. */
int desk_setup(void **state);
int desk_teardown(void **state);

/* Opens the store, or fails the test. */
struct store *open_store(struct desk *desk);
/* Opens it and expects that code; the text goes to `err`. */
void expect_refused(struct desk *desk, enum error_code code, struct error *err);

/* A response with two services rated; `mark` makes its id and its answers. Texts may be
 * NULL. Lies in static memory until the next call. */
struct response *make_response(uint32_t mark, const char *concern, const char *comment);
void save(struct store *store, const struct response *response);
struct store_counts count(struct store *store);
void save_many(struct store *store, uint32_t first, uint32_t count);
size_t freeze(struct store *store, bool final_collection);

/* The opened bundle; the caller closes it. */
struct bundle *open_bundle(struct desk *desk, struct store *store, uint32_t number);
struct outbox_entry outbox_entry(struct store *store, uint32_t number);

/* A file of a folder, whole; missing ones are empty. */
void read_bytes(const char *directory, const char *name, struct buffer *out);
void write_bytes(const char *directory, const char *name, const void *bytes,
                 size_t size);
void copy_file(const char *from, const char *to, const char *name);
bool contains(const struct buffer *bytes, const void *needle, size_t size);
bool store_has_file(const char *directory, const char *name);

#endif

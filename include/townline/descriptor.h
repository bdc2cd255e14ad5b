/*
 * descriptor: what a form asks, without its words: names, types and choice codes. It
 * travels in every bundle, so that answers can be read for ever without the pack that
 * asked them; labels come from the pack. Immutable once made; safe to share between
 * threads.
 *
 * A question's path is the names of its XForms nodes below the root joined by "/", such
 * as "about/identity". Questions stand in document order. A repeat covers a contiguous
 * run of questions; it is keyed when its instances are fixed and named (the repeat over
 * all services: instance i is about keys[i]) and positional otherwise.
 */
#ifndef TOWNLINE_DESCRIPTOR_H
#define TOWNLINE_DESCRIPTOR_H

#include "townline/buffer.h"
#include "townline/error.h"

#define DESCRIPTOR_MAX_QUESTIONS 2000
#define DESCRIPTOR_MAX_REPEATS 64
#define DESCRIPTOR_MAX_DEPTH 4 /* repeats within repeats */
#define DESCRIPTOR_MAX_CHOICES 1000
#define DESCRIPTOR_MAX_BYTES ((size_t)1 << 20)

/* The numbers are those of the format (src/core/FORMAT.md) and never change. */
enum question_type {
    QUESTION_SELECT_ONE = 1,
    QUESTION_SELECT_MULTIPLE = 2,
    QUESTION_RANK = 3,
    QUESTION_RANGE = 4, /* min, max, step; may have decimals */
    QUESTION_INTEGER = 5,
    QUESTION_DECIMAL = 6,
    QUESTION_DATE = 7,
    QUESTION_TIME = 8,
    QUESTION_ACKNOWLEDGE = 9,
    QUESTION_TEXT = 10,   /* a resident's free text: sealed when committed */
    QUESTION_STRING = 11, /* calculated or hidden text, in clear */
};

/* What the report has to find without knowing the name of a question. */
enum question_role {
    ROLE_NONE = 0,
    ROLE_SERVICES = 1, /* the townline-services select: which services were chosen */
    ROLE_IDENTITY = 2, /* first question of a townline-map group */
    ROLE_CONTROL = 3,  /* second question of a townline-map group */
};

struct question {
    const char *path;
    enum question_type type;
    enum question_role role;
    int repeat;                 /* innermost repeat it lies in, or -1 */
    const char *const *choices; /* select and rank: codes in form order */
    size_t choice_count;
    int64_t range_min, range_max,
        range_step; /* range: in units of 10^-range_decimals */
    unsigned range_decimals;
};

struct repeat {
    const char *path;
    int parent; /* repeat it lies in, or -1 */
    size_t first_question, question_count;
    const char *const *keys; /* NULL when positional */
    size_t key_count;
};

struct descriptor {
    const char *form_id;
    const char *form_version;
    struct question *questions;
    size_t question_count;
    struct repeat *repeats;
    size_t repeat_count;
    struct descriptor_memory *memory; /* what all of the above lies in */
};

/* An empty descriptor to add to; descriptor_close frees either kind and takes NULL. */
bool descriptor_create(const char *form_id, const char *form_version,
                       struct descriptor **out, struct error *err)
    __attribute__((warn_unused_result));
void descriptor_close(struct descriptor *descriptor);

/* Add in document order; everything is copied. A repeat is begun before its first
 * question and ended after its last; descriptor_begin_repeat takes keys or NULL. The
 * `repeat` of the question given is ignored: it is the one begun last and not ended.
 * Fails above the limits and on a path, choice or key that is empty or stands there
 * twice. */
bool descriptor_add_question(struct descriptor *descriptor,
                             const struct question *question, struct error *err)
    __attribute__((warn_unused_result));
bool descriptor_begin_repeat(struct descriptor *descriptor, const char *path,
                             const char *const *keys, size_t key_count,
                             struct error *err) __attribute__((warn_unused_result));
void descriptor_end_repeat(struct descriptor *descriptor);

/* Whether questions of the type have choices: the selects and rank. */
bool question_has_choices(enum question_type type);
/* How many repeats enclose the question: the count of its instance numbers. */
size_t descriptor_depth(const struct descriptor *descriptor, size_t question);
/* Index of a question by path, of a choice by code; -1 when there is none. */
int descriptor_find_question(const struct descriptor *descriptor, const char *path);
int question_find_choice(const struct question *question, const char *code,
                         size_t size);
int descriptor_find_role(const struct descriptor *descriptor, enum question_role role);

/* The bytes of FORMAT.md, "Descriptor". Reading refuses what is malformed or over a
 * limit before allocating for it. */
void descriptor_write(const struct descriptor *descriptor, struct buffer *out);
bool descriptor_read(const void *data, size_t size, struct descriptor **out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

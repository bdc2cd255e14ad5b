/*
 * descriptor: what a form asks, without its words: names, types and the codes of
 * choices. It is in every bundle, so that answers can be read for ever without the pack
 * that asked them; the labels come from the pack. Once made it does not change, and
 * several threads may share it.
 *
 * The path of a question is the names of its XForms nodes below the root, joined by
 * "/": "about/identity". Questions are in document order. A repeat covers questions
 * that stand together. It is keyed when its instances are fixed and have names, as in
 * the repeat over all services, where instance i is about keys[i]; otherwise it is
 * positional.
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

/* These numbers are those of the format (src/core/FORMAT.md), and never change. */
enum question_type {
    QUESTION_SELECT_ONE = 1,
    QUESTION_SELECT_MULTIPLE = 2,
    QUESTION_RANK = 3,
    QUESTION_RANGE = 4, /* min, max and step; may have decimals */
    QUESTION_INTEGER = 5,
    QUESTION_DECIMAL = 6,
    QUESTION_DATE = 7,
    QUESTION_TIME = 8,
    QUESTION_ACKNOWLEDGE = 9,
    QUESTION_TEXT = 10,   /* a resident's free text, sealed when it is committed */
    QUESTION_STRING = 11, /* a calculated or hidden text, not encrypted */
};

/* What the report has to find whatever the question is called. */
enum question_role {
    ROLE_NONE = 0,
    ROLE_SERVICES = 1, /* the townline-services question: which services were chosen */
    ROLE_IDENTITY = 2, /* the first question of a townline-map group */
    ROLE_CONTROL = 3,  /* the second question of a townline-map group */
};

struct question {
    const char *path;
    enum question_type type;
    enum question_role role;
    int repeat; /* innermost repeat that it lies in, or -1 */
    /* of a select or rank: codes in the order of the form */
    const char *const *choices;
    size_t choice_count;
    int64_t range_min, range_max,
        range_step; /* range: in units of 10^-range_decimals */
    unsigned range_decimals;
};

struct repeat {
    const char *path;
    int parent; /* repeat that it lies in, or -1 */
    size_t first_question, question_count;
    const char *const *keys; /* NULL when it is positional */
    size_t key_count;
};

struct descriptor {
    const char *form_id;
    const char *form_version;
    struct question *questions;
    size_t question_count;
    struct repeat *repeats;
    size_t repeat_count;
    struct descriptor_memory *memory; /* all of the above lies in it */
};

/* Makes an empty descriptor to add to. descriptor_close frees one that was made or
 * read, and takes NULL. */
bool descriptor_create(const char *form_id, const char *form_version,
                       struct descriptor **out, struct error *err)
    __attribute__((warn_unused_result));
void descriptor_close(struct descriptor *descriptor);

/* Add in document order; everything is copied. A repeat is begun before its first
 * question, with keys or NULL, and ended after its last. The `repeat` of the given
 * question is ignored: the question lies in the repeat that was begun last and has not
 * ended. Fails above the limits, and on a path, choice or key that is empty or was
 * there before. */
bool descriptor_add_question(struct descriptor *descriptor,
                             const struct question *question, struct error *err)
    __attribute__((warn_unused_result));
bool descriptor_begin_repeat(struct descriptor *descriptor, const char *path,
                             const char *const *keys, size_t key_count,
                             struct error *err) __attribute__((warn_unused_result));
void descriptor_end_repeat(struct descriptor *descriptor);

/* True for the selects and rank. */
bool question_has_choices(enum question_type type);
/* How many repeats lie around the question, which is the number of its instance
 * numbers. */
size_t descriptor_depth(const struct descriptor *descriptor, size_t question);
/* The index of a question by its path, of a choice by its code, and of the question
 * with a role; -1 when there is none. */
int descriptor_find_question(const struct descriptor *descriptor, const char *path);
int question_find_choice(const struct question *question, const char *code,
                         size_t size);
int descriptor_find_role(const struct descriptor *descriptor, enum question_role role);

/* Writes and reads the bytes of FORMAT.md, "Descriptor". Reading refuses what is
 * malformed, and what is above a limit before memory is taken for it. */
void descriptor_write(const struct descriptor *descriptor, struct buffer *out);
bool descriptor_read(const void *data, size_t size, struct descriptor **out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

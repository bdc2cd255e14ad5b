/*
 * staff_message: the sentence that staff are told on the next screen. It is kept in
 * English and becomes words when a screen is built, so that it is always in the
 * language of that screen, whichever language it was said in.
 */
#ifndef TOWNLINE_STAFF_MESSAGE_H
#define TOWNLINE_STAFF_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STAFF_MESSAGE_NAME_MAX_BYTES 200

struct staff_message {
    /* as trn takes them: a constant each; `one` is NULL when nothing is told */
    const char *one, *many;
    uint32_t count;                          /* stands for {count} */
    char name[STAFF_MESSAGE_NAME_MAX_BYTES]; /* stands for {name} */
    bool is_problem;
};

/* In the language of the screen; "" when nothing is told. */
void staff_message_words(const struct staff_message *message, char *out, size_t size);

struct staff;
/* Every sentence is a constant that is translated later: tools/renew-words and
 * tests/house/check-words find it here as they find those of tr and trn. */
void staff_say(struct staff *staff, bool is_problem, const char *english);
/* The sentence has {count}. */
void staff_say_number(struct staff *staff, bool is_problem, const char *english,
                      uint32_t count);
void staff_say_count(struct staff *staff, bool is_problem, const char *one,
                     const char *many, uint32_t count);
/* The sentence has {name}. */
void staff_say_name(struct staff *staff, bool is_problem, const char *english,
                    const char *name);
void staff_say_nothing(struct staff *staff);
/* The store or the disk of the kiosk failed. */
void staff_say_storage(struct staff *staff);

#endif

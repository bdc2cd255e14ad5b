/*
 * question_parts: what the screens of the form's questions share. An asker is how one
 * kind of question is asked: what it puts on the page, and what a touch on that does.
 */
#ifndef TOWNLINE_QUESTION_PARTS_H
#define TOWNLINE_QUESTION_PARTS_H

#include "scene.h"

/* One question on the screen. */
struct ask {
    struct place place;
    const struct control *control;
    char prefix[8]; /* of its nodes' ids: "" alone on its screen, "q2." among others */
    bool alone;
    bool idle; /* of a list: it was asked, and is not asked with the answers as they are
                */
};

struct asker {
    /* Fills in what the frame has for it, before the page is begun. NULL: nothing. */
    void (*frame)(struct scene *scene, const struct ask *ask);
    /* Below the question's words. */
    void (*add)(struct scene *scene, const struct ask *ask);
    /* An id without the prefix; true when it was this question's. */
    bool (*touch)(struct kiosk *kiosk, const struct ask *ask, const char *id);
};
/* NULL for what asks nothing. */
const struct asker *asker_of(const struct form *form, const struct place *place);

extern const struct asker asker_select_one, asker_select_multiple, asker_acknowledge,
    asker_rank, asker_text, asker_number, asker_range, asker_date, asker_time;

const char *ask_value(const struct kiosk *kiosk, const struct ask *ask);
void ask_choose(struct kiosk *kiosk, const struct ask *ask, const char *code);
void ask_write(struct kiosk *kiosk, const struct ask *ask, const char *value);
/* "q2.choice-yes". */
const char *ask_id(struct scene *scene, const struct ask *ask, const char *name,
                   const char *code);
/* The words after `name` and a hyphen in an id; NULL when it is another's. */
const char *id_after(const char *id, const char *name);

/* The choices as items of the scene, in the form's order. */
struct choices {
    struct page_item *items;
    size_t count;
};
void ask_choices(struct scene *scene, const struct ask *ask, const char *name,
                 struct choices *out);

/* field_list.c: several questions on one screen. */
void build_field_list(struct scene *scene);
bool touch_field_list(struct kiosk *kiosk, const char *id);

#endif

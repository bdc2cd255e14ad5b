/*
 * comment_list: what residents wrote, for those who decide what may be shown. Nothing
 * in it tells who wrote it: no kiosk, no day, no age, no answer that was ticked.
 */
#ifndef COMMENT_LIST_H
#define COMMENT_LIST_H

#include "townline/archive.h"

#include <jansson.h>

/* A town stands beside a comment only where so many people of it answered about that
 * service, and so many of its comments about it are listed as allowed. */
#define COMMENT_TOWN_MIN 10
#define COMMENT_ID_DIGITS 8 /* enough to name a comment by */

struct listed_comment {
    uint8_t id[ARCHIVE_COMMENT_ID_BYTES];
    enum comment_state state;
    size_t form;     /* of the list's forms */
    size_t question; /* of the form's descriptor */
    int service;     /* key of the outermost repeat; -1: about none */
    int town;        /* choice of the town's question; -1: not to be told */
    char *language, *reason, *text; /* owned */
};
struct comment_filter {
    const char *question, *service; /* NULL: all; a question by its path or last name */
    bool all_states;
    enum comment_state state;
    bool towns; /* tell them where that is allowed */
};
struct comment_list {
    struct archive_form *forms;
    size_t form_count;
    struct listed_comment *comments;
    size_t count, capacity;
};
/* ERROR_MISSING names the questions or services that there are, when none has the name
 * in the filter. comment_list_finish also after it failed. */
bool comment_list_load(struct archive *archive, const struct comment_filter *filter,
                       struct comment_list *out, struct error *err)
    __attribute__((warn_unused_result));
void comment_list_finish(struct comment_list *list);

/* The comment whose id begins with these digits, at least COMMENT_ID_DIGITS. */
bool comment_list_find(const struct comment_list *list, const char *digits,
                       const struct listed_comment **out, struct error *err)
    __attribute__((warn_unused_result));

extern const char *const comment_states[]; /* "pending", "allowed", "hidden" */
/* What it is about, "libraries, about/mind", and the town where that may be told. */
struct comment_subject {
    char text[400];
};
struct comment_subject comment_subject(const struct comment_list *list,
                                       const struct listed_comment *comment);
json_t *comment_json(const struct comment_list *list,
                     const struct listed_comment *comment);

#endif

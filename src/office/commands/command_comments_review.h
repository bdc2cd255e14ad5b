/*
 * command_comments_review: townline comments review.
 */
#ifndef COMMAND_COMMENTS_REVIEW_H
#define COMMAND_COMMENTS_REVIEW_H

#include "comment_list.h"

struct comments_review {
    const char *archive;
    struct comment_filter filter;
    bool one_by_one; /* also where nobody sits at a terminal */
    bool list;       /* never one by one */
    bool json;
};
/* The program's exit code. */
int command_comments_review(const struct comments_review *review);

#endif

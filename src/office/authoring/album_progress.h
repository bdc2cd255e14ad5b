/*
 * album_progress: how far the kiosk program is while it draws or speaks every screen of
 * a pack, from the lines that it prints. How many screens a language has is known when
 * it is done; the others go the same ways, so then there is a total.
 */
#ifndef ALBUM_PROGRESS_H
#define ALBUM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct album_progress {
    size_t languages; /* that are drawn; set by the caller */
    size_t screens;   /* done until now */
    size_t begun;     /* languages */
    size_t before;    /* screens when the first language began */
    size_t each;      /* screens of the first language; 0: not known yet */
    char language[40];
    char name[200]; /* of the last screen */
    bool is_searching;
};
void album_progress_screen(struct album_progress *progress, const char *name);
/* A walk begins: "es 1" is the first one in Spanish. */
void album_progress_walk(struct album_progress *progress, const char *walk);
/* "127 of about 560 screens: question-age.es.m.default" */
void album_progress_text(const struct album_progress *progress, char *out, size_t size);

#endif

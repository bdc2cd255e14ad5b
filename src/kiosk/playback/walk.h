/*
 * walk: the ways through a form that an album shows. At each choice a walk takes the
 * answer that leads to most questions, everything else it answers with the first thing
 * that can be touched; where that is refused it looks for an answer that is taken, and
 * goes on without one where it finds none. So it ends whatever the form is.
 */
#ifndef TOWNLINE_WALK_H
#define TOWNLINE_WALK_H

#include "album.h"

struct drawn;
struct album {
    struct kiosk *kiosk;
    const struct album_options *options;
    const char *part;    /* of a screen's name, after it: "-answered" */
    bool in_session;     /* settings can have been changed */
    unsigned walk;       /* in this language, from 1 */
    unsigned *walks;     /* by control: on which it was shown first; 0 not yet */
    bool *unanswered;    /* by control: no answer was found that is taken */
    bool found;          /* something new on this walk */
    bool unpainted;      /* as the kiosk was given: only its trees are looked at */
    struct drawn *drawn; /* what was shown so far */
};

/* album.c: the screen in every look it can have, once. */
bool album_show(struct album *album, const char *part, struct error *err);
/* False when whoever waits for it stopped it. */
bool album_goes_on(const struct album *album, struct error *err);
bool album_redraw(struct album *album, struct error *err);
bool album_touch(struct album *album, const char *id, struct error *err);

/* All walks in a language, and the screens that are come to by leaving at once. */
bool walk_language(struct album *album, size_t language, struct error *err);

#endif

/*
 * walk: goes through a form for an album. Where there are choices, a walk takes the
 * answer that leads to most questions. All else it answers with the first thing that
 * can be touched. When the form refuses that, it looks for an answer that the form
 * accepts, and goes on without one when it finds none. So every walk ends, whatever the
 * form is.
 */
#ifndef TOWNLINE_WALK_H
#define TOWNLINE_WALK_H

#include "album.h"

struct drawn;
struct album {
    struct kiosk *kiosk;
    const struct album_options *options;
    const char *part; /* behind the screen's name: "-answered" */
    bool in_session;  /* settings may have been changed */
    unsigned walk;    /* number of the walk in this language, from 1 */
    unsigned *walks;  /* by control: the walk that showed it first; 0: none yet */
    bool *unanswered; /* by control: no answer was found that the form accepts */
    bool found;       /* this walk found something new */
    /* no picture is wanted: only the kiosk's trees are looked at */
    bool unpainted;
    struct drawn *drawn; /* what was shown until now */
};

/* In album.c: shows the screen once in every look that it can have. */
bool album_show(struct album *album, const char *part, struct error *err);
/* False when the program that waits for the album has stopped it. */
bool album_goes_on(const struct album *album, struct error *err);
bool album_redraw(struct album *album, struct error *err);
bool album_touch(struct album *album, const char *id, struct error *err);

/* Makes all walks in a language, and shows the screens that are reached by leaving at
 * once. */
bool walk_language(struct album *album, size_t language, struct error *err);

#endif

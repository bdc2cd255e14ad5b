/*
 * script: what a resident or staff would do, written down: one command a line, `#` to
 * the end of the line is a comment. src/kiosk/SCRIPT.md lists the commands.
 */
#ifndef TOWNLINE_SCRIPT_H
#define TOWNLINE_SCRIPT_H

#include "townline/error.h"

#include <stddef.h>

#define SCRIPT_MAX_BYTES ((size_t)1 << 20)
#define SCRIPT_MAX_LINES 20000

enum script_verb {
    SCRIPT_TOUCH,   /* the node `text` */
    SCRIPT_TYPE,    /* the characters of `text` on the keyboard shown */
    SCRIPT_KEY,     /* the logical key `text` */
    SCRIPT_SKIP_TO, /* the screen named `text`, leaving those before it as they are */
    SCRIPT_WAIT,    /* `number` seconds */
    SCRIPT_EXPECT_SCREEN, /* named `text` */
    SCRIPT_EXPECT_NODE,   /* with the id `text` */
    SCRIPT_EXPECT_NO_NODE,
    SCRIPT_EXPECT_TEXT, /* `text` is somewhere on the screen */
    SCRIPT_EXPECT_CHOSEN,
    SCRIPT_WHERE,      /* the middle of the node `text`, in pixels, on stdout */
    SCRIPT_PICTURE,    /* NAME: a PNG in the render folder */
    SCRIPT_PICTURES,   /* SUFFIX: each page of the screen, SCREEN.SUFFIX.png */
    SCRIPT_REPAINT,    /* all of the screen `number` times; tells the time of one */
    SCRIPT_FRAMES,     /* `number` frames of the moving code into folder `text` */
    SCRIPT_CHOOSE_PIN, /* where the kiosk asks for its first PIN: `text`, twice */
    SCRIPT_STAFF,      /* five taps in the corner and the PIN `text` */
};
struct script_line {
    enum script_verb verb;
    size_t number;    /* of seconds or frames */
    const char *text; /* "" when the verb takes none; in the script's memory */
    unsigned line;    /* from 1 */
};
struct script {
    struct script_line *lines; /* owned */
    size_t count;
    char *memory;
};

/* ERROR_INPUT names the line and what it should say. The text is copied. */
bool script_parse(const char *text, size_t size, struct script *out, struct error *err)
    __attribute__((warn_unused_result));
void script_finish(struct script *script); /* takes a zeroed struct */

#endif

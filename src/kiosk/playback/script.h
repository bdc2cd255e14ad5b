/*
 * script: what a resident or staff do, as a text with one command on each line. A
 * comment goes from `#` to the end of the line. src/kiosk/SCRIPT.md lists the commands.
 */
#ifndef TOWNLINE_SCRIPT_H
#define TOWNLINE_SCRIPT_H

#include "townline/error.h"

#include <stddef.h>

#define SCRIPT_MAX_BYTES ((size_t)1 << 20)
#define SCRIPT_MAX_LINES 20000

enum script_verb {
    SCRIPT_TOUCH, /* the node `text` */
    SCRIPT_TYPE,  /* the characters of `text`, on the keyboard that is shown */
    SCRIPT_KEY,   /* the logical key `text` */
    /* goes on to the screen `text` without changing the screens before it */
    SCRIPT_SKIP_TO,
    SCRIPT_WAIT,          /* `number` seconds */
    SCRIPT_EXPECT_SCREEN, /* the name of the screen is `text` */
    SCRIPT_EXPECT_NODE,   /* there is a node with the id `text` */
    SCRIPT_EXPECT_NO_NODE,
    SCRIPT_EXPECT_TEXT, /* `text` stands somewhere on the screen */
    SCRIPT_EXPECT_CHOSEN,
    SCRIPT_WHERE,    /* prints the middle of the node `text` in pixels */
    SCRIPT_PICTURE,  /* NAME: saves a PNG in the render folder */
    SCRIPT_PICTURES, /* SUFFIX: saves each page of the screen as SCREEN.SUFFIX.png */
    /* draws the whole screen `number` times and tells how long one takes */
    SCRIPT_REPAINT,
    /* saves `number` frames of the moving code in the folder `text` */
    SCRIPT_FRAMES,
    SCRIPT_CHOOSE_PIN, /* where the kiosk asks for its first PIN: types `text` twice */
    SCRIPT_STAFF,      /* taps five times in the corner and types the PIN `text` */
};
struct script_line {
    enum script_verb verb;
    size_t number;    /* of seconds or frames */
    const char *text; /* "" when the command takes none; lies in the script's memory */
    unsigned line;    /* from 1 */
};
struct script {
    struct script_line *lines; /* owned */
    size_t count;
    char *memory;
};

/* ERROR_INPUT tells the line and what it should say. The text is copied. */
bool script_parse(const char *text, size_t size, struct script *out, struct error *err)
    __attribute__((warn_unused_result));
void script_finish(struct script *script); /* takes a zeroed struct */

#endif

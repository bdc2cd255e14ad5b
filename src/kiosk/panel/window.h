/*
 * window: shows the painted picture on a display and waits for fingers and keys. The
 * name of the SDL renderer is always given and never left to SDL: "software", unless
 * TOWNLINE_RENDERER or the options say "opengles2".
 */
#ifndef TOWNLINE_WINDOW_H
#define TOWNLINE_WINDOW_H

#include "paint.h"
#include "slide.h"
#include "touch.h"

/* The size in which a window that covers the display should be painted: the display's,
 * halved while it has more than 2,000 pixels in a row, since then nobody sees single
 * ones. False when there is no display. */
bool window_find_display_size(int *width_px_out, int *height_px_out);

struct window;
struct window_options {
    const struct panel *panel; /* borrowed until the window is closed */
    const char *renderer;      /* NULL: that of the environment, else "software" */
    bool fullscreen;
    bool keys_only_act; /* keys never write, so the screen is typed on by touch */
    /* The wall's window beside the kiosk's own. It takes no touches, and neither keys
     * nor the eye of the desktop from the other. */
    bool is_second;
    int display; /* of a second window that covers a display; below 0: it covers none */
};
bool window_open(const struct window_options *options, struct window **out,
                 struct error *err) __attribute__((warn_unused_result));
void window_close(struct window *window);
/* Above all others, and the keys are for it. */
void window_raise(struct window *window);
/* A display that this window is not on, and its size; false when there is none. */
bool window_find_other_display(const struct window *window, int *display_out,
                               int *width_px_out, int *height_px_out);

/* Shows what the last paint changed; everything, when the window was covered before. */
bool window_show(struct window *window, const struct paint *paint, struct error *err)
    __attribute__((warn_unused_result));

/* Does what window_show does, but the new picture slides in over the old one.
 * `direction` as in slide.h; 0 shows it at once. It returns after the first frame.
 * window_wait draws the others while nothing else happens; a touch or a key ends the
 * slide. */
bool window_slide(struct window *window, const struct paint *paint, int direction,
                  struct error *err) __attribute__((warn_unused_result));

/* Shows nothing, until window_show shows everything. */
bool window_darken(struct window *window, struct error *err)
    __attribute__((warn_unused_result));
/* Whether SDL draws on the displays itself, without a desktop that looks after them. */
bool window_has_no_desktop(void);

enum window_event_kind {
    WINDOW_NOTHING, /* the time is over, or a slide ended */
    WINDOW_TOUCH,
    WINDOW_ACTION,
    WINDOW_TEXT,    /* `text` was typed, after window_set_typing(true) */
    WINDOW_EXPOSED, /* call window_show again */
    WINDOW_LOST,    /* the display is another one: close the window and open it again */
    WINDOW_QUIT,
};
struct window_event {
    enum window_event_kind kind;
    struct touch_event touch;
    enum action action; /* of a key; ACTION_NONE where it has none */
    int key;            /* its code */
    char text[32];      /* UTF-8 */
    uint64_t time_ms;   /* since the program began */
};
/* Whether the screen that is shown has a field to type in; then letters are no
 * commands. */
void window_set_typing(struct window *window, bool typing);
/* Keys that are switches and write nothing; 0: none. */
void window_set_switches(struct window *window, int move, int select);
/* Keys that tell of a headset, also while text is typed; 0: none. */
void window_set_headset_keys(struct window *window, int in, int out);
/* Waits for one event, at most timeout_ms. Repeats of a held key are dropped. */
struct window_event window_wait(struct window *window, int timeout_ms);

#endif

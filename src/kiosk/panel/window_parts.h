/*
 * window_parts: what the files of the window share, and nobody else.
 */
#ifndef TOWNLINE_WINDOW_PARTS_H
#define TOWNLINE_WINDOW_PARTS_H

#include "window.h"

#include <SDL2/SDL.h>

struct window {
    Uint32 id;                 /* of SDL's window */
    const struct panel *panel; /* borrowed: staff may measure it again */
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture; /* the picture that is shown or slides in */
    /* the picture that it replaces; there only while one slides in */
    SDL_Texture *before;
    struct slide slide;
    bool keys_only_act;  /* they never do */
    bool typing;         /* keys write letters */
    bool writes_nothing; /* the key that went down last is held, or is a switch */
    int switches[2];     /* codes of keys; 0: none */
    int headset[2];      /* the same, of a keypad that tells of its headset */
    bool uncovered;      /* the next show draws everything */
};

/* In window_events.c: what an event of SDL means. `out` stays when it means nothing
 * here. */
void window_translate(struct window *window, const SDL_Event *event,
                      struct window_event *out);

#endif

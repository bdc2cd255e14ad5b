/* window: opens the window and shows the picture in it with SDL. */
#include "window.h"

#include "window_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* between two frames of a slide; drawing a frame takes some time too */
#define FRAME_MS 8
#define WIDTH_MAX_PX 2000 /* that a picture has, however fine the display is */

static const char *
wanted_renderer(const struct window_options *options)
{
    const char *name =
        options->renderer ? options->renderer : getenv("TOWNLINE_RENDERER");
    return name && strcmp(name, "opengles2") == 0 ? name : "software";
}

static int
renderer_index(const char *name)
{
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static SDL_Texture *
create_texture(const struct window *window)
{
    return SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_XRGB8888,
                             SDL_TEXTUREACCESS_STREAMING, window->panel->width_px,
                             window->panel->height_px);
}

/* Turns off what a kiosk does not need and what would cost much: SDL would start a
 * message bus to stop a screen saver, and Xlib would read half a megabyte of key
 * compositions. Where the environment sets them, they stay. */
static void
leave_out_the_desktop(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

/* SDL can also draw where nobody sees it, and does when it finds no display. That is
 * taken only when it was asked for. */
static bool
begin_video(void)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return false;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    if (!getenv("SDL_VIDEODRIVER") && driver && strcmp(driver, "offscreen") == 0) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        SDL_SetError("none was found");
        return false;
    }
    return true;
}

bool
window_find_display_size(int *width_px_out, int *height_px_out)
{
    SDL_DisplayMode mode;
    leave_out_the_desktop();
    if (!begin_video()) {
        return false;
    }
    bool ok =
        SDL_GetDesktopDisplayMode(0, &mode) == 0 && mode.w >= 320 && mode.h >= 320;
    if (ok) {
        int parts = 1;
        while (mode.w / parts > WIDTH_MAX_PX) {
            parts *= 2;
        }
        *width_px_out = mode.w / parts;
        *height_px_out = mode.h / parts;
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return ok;
}

bool
window_open(const struct window_options *options, struct window **out,
            struct error *err)
{
    const char *name = wanted_renderer(options);
    leave_out_the_desktop();
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    /* of two windows one has the keys, and both stay */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    /* Without this, SDL shows software pixels through OpenGL where it can. On a machine
     * without a GPU that starts a compiler with its threads and takes 60 MB for
     * nothing. */
    if (strcmp(name, "software") == 0) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    }
    struct window *window = calloc(1, sizeof *window);
    if (!window) {
        return error_no_memory(err);
    }
    window->panel = options->panel;
    window->keys_only_act = options->keys_only_act;
    window->uncovered = true;
    if (!begin_video()) {
        error_set(err, ERROR_SYSTEM,
                  "there is no display to show the screen on: %s. Connect one, or use "
                  "--render to write pictures",
                  SDL_GetError());
        free(window);
        return false;
    }
    if (!options->is_second) { /* SDL begins with it */
        SDL_StopTextInput();
    }
    int index = renderer_index(name);
    Uint32 flags = options->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0;
    int place = SDL_WINDOWPOS_CENTERED;
    if (options->is_second) {
        flags |= SDL_WINDOW_SKIP_TASKBAR;
        place = options->display < 0
                    ? 0
                    : (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)options->display);
    }
    window->window = SDL_CreateWindow("Townline", place, place, window->panel->width_px,
                                      window->panel->height_px, flags);
    window->id = SDL_GetWindowID(window->window);
    if (window->window && index >= 0) {
        window->renderer = SDL_CreateRenderer(window->window, index,
                                              strcmp(name, "software") == 0
                                                  ? SDL_RENDERER_SOFTWARE
                                                  : SDL_RENDERER_ACCELERATED);
    }
    if (window->renderer) {
        SDL_RenderSetLogicalSize(window->renderer, window->panel->width_px,
                                 window->panel->height_px);
        window->texture = create_texture(window);
    }
    if (!window->texture) {
        error_set(err, ERROR_SYSTEM, "the screen cannot be opened with renderer %s: %s",
                  name, SDL_GetError());
        window_close(window);
        return false;
    }
    *out = window;
    return true;
}

bool
window_find_other_display(const struct window *window, int *display_out,
                          int *width_px_out, int *height_px_out)
{
    int own = SDL_GetWindowDisplayIndex(window->window);
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
        SDL_DisplayMode mode;
        if (i != own && SDL_GetDesktopDisplayMode(i, &mode) == 0) {
            *display_out = i;
            *width_px_out = mode.w;
            *height_px_out = mode.h;
            return true;
        }
    }
    return false;
}

void
window_raise(struct window *window)
{
    SDL_RaiseWindow(window->window);
}

void
window_close(struct window *window)
{
    if (!window) {
        return;
    }
    if (window->texture) {
        SDL_DestroyTexture(window->texture);
    }
    if (window->before) {
        SDL_DestroyTexture(window->before);
    }
    if (window->renderer) {
        SDL_DestroyRenderer(window->renderer);
    }
    if (window->window) {
        SDL_DestroyWindow(window->window);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(window);
}

static bool
copy_rect(struct window *window, const SDL_Surface *from, const SDL_Rect *rect)
{
    const unsigned char *pixels = from->pixels;
    return SDL_UpdateTexture(window->texture, rect,
                             pixels + (ptrdiff_t)rect->y * from->pitch +
                                 (ptrdiff_t)rect->x * 4,
                             from->pitch) == 0;
}

/* Whether the picture fills the window. If not, nobody draws the bars beside it. */
static bool
fills_window(const struct window *window)
{
    int width, height;
    return SDL_GetRendererOutputSize(window->renderer, &width, &height) == 0 &&
           width == window->panel->width_px && height == window->panel->height_px;
}

/* Shows the new picture `offset_px` away from its place, and the old one beside it. */
static bool
present(struct window *window, int offset_px)
{
    int width = window->panel->width_px, height = window->panel->height_px;
    SDL_Rect here = {offset_px, 0, width, height};
    SDL_Rect there = {offset_px > 0 ? offset_px - width : offset_px + width, 0, width,
                      height};
    if ((!fills_window(window) && SDL_RenderClear(window->renderer) != 0) ||
        (offset_px != 0 &&
         SDL_RenderCopy(window->renderer, window->before, NULL, &there) != 0) ||
        SDL_RenderCopy(window->renderer, window->texture, NULL, &here) != 0) {
        return false;
    }
    SDL_RenderPresent(window->renderer);
    return true;
}

/* The old picture takes as much memory as the screen, and is not needed any more. */
static void
end_slide(struct window *window)
{
    slide_end(&window->slide);
    if (window->before) {
        SDL_DestroyTexture(window->before);
        window->before = NULL;
    }
}

bool
window_show(struct window *window, const struct paint *paint, struct error *err)
{
    const SDL_Surface *from = paint_surface(paint);
    const SDL_Rect *rects;
    size_t count = paint_damage(paint, &rects);
    SDL_Rect all = {0, 0, from->w, from->h};
    bool ok = true;
    if (window->uncovered) {
        ok = copy_rect(window, from, &all);
    } else {
        for (size_t i = 0; ok && i < count; i++) {
            ok = copy_rect(window, from, &rects[i]);
        }
    }
    end_slide(window);
    ok = ok && present(window, 0);
    if (!ok) {
        return error_set(err, ERROR_SYSTEM, "the screen cannot be drawn: %s",
                         SDL_GetError());
    }
    window->uncovered = false;
    return true;
}

bool
window_slide(struct window *window, const struct paint *paint, int direction,
             struct error *err)
{
    if (direction == 0 || window->uncovered) {
        return window_show(window, paint, err);
    }
    SDL_Texture *next = window->before ? window->before : create_texture(window);
    if (!next) {
        return window_show(window, paint, err);
    }
    window->before = window->texture;
    window->texture = next;
    const SDL_Surface *from = paint_surface(paint);
    SDL_Rect all = {0, 0, from->w, from->h};
    slide_begin(&window->slide, direction, SDL_GetTicks64());
    if (!copy_rect(window, from, &all) || !present(window, direction * from->w)) {
        return error_set(err, ERROR_SYSTEM, "the screen cannot be drawn: %s",
                         SDL_GetError());
    }
    return true;
}

bool
window_darken(struct window *window, struct error *err)
{
    end_slide(window);
    window->uncovered = true;
    if (SDL_SetRenderDrawColor(window->renderer, 0, 0, 0, SDL_ALPHA_OPAQUE) != 0 ||
        SDL_RenderClear(window->renderer) != 0) {
        return error_set(err, ERROR_SYSTEM, "the screen cannot be made dark: %s",
                         SDL_GetError());
    }
    SDL_RenderPresent(window->renderer);
    return true;
}

bool
window_has_no_desktop(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, "KMSDRM") == 0;
}

void
window_set_typing(struct window *window, bool typing)
{
    typing = typing && !window->keys_only_act;
    if (typing == window->typing) {
        return;
    }
    window->typing = typing;
    if (typing) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput();
    }
}

void
window_set_headset_keys(struct window *window, int in, int out)
{
    window->headset[0] = in;
    window->headset[1] = out;
}

void
window_set_switches(struct window *window, int move, int select)
{
    window->switches[0] = move;
    window->switches[1] = select;
}

static bool
is_pressed(const struct window_event *event)
{
    return event->kind == WINDOW_ACTION || event->kind == WINDOW_TEXT ||
           (event->kind == WINDOW_TOUCH && event->touch.kind == TOUCH_DOWN);
}

/* Draws the slide at its present place. When a frame fails, it does no harm: the last
 * frame or the next picture shows everything. */
static void
move_on(struct window *window)
{
    uint64_t now = SDL_GetTicks64();
    int offset = slide_offset_px(&window->slide, now, window->panel->width_px);
    if (!slide_is_moving(&window->slide, now)) {
        end_slide(window);
    }
    (void)present(window, offset);
}

struct window_event
window_wait(struct window *window, int timeout_ms)
{
    struct window_event out = {.kind = WINDOW_NOTHING};
    uint64_t end = SDL_GetTicks64() + (uint64_t)(timeout_ms > 0 ? timeout_ms : 0);
    for (;;) {
        SDL_Event event;
        uint64_t now = SDL_GetTicks64();
        int left = now < end ? (int)(end - now) : 0;
        bool moving = window->slide.direction != 0;
        if (moving && left > FRAME_MS) {
            left = FRAME_MS;
        }
        int got = left > 0 ? SDL_WaitEventTimeout(&event, left) : SDL_PollEvent(&event);
        if (got) {
            window_translate(window, &event, &out);
        } else if (moving) {
            move_on(window);
        }
        if (out.kind != WINDOW_NOTHING || (!got && SDL_GetTicks64() >= end)) {
            break;
        }
    }
    if (window->slide.direction != 0 && is_pressed(&out)) {
        end_slide(window);
        (void)present(window, 0);
    }
    out.time_ms = SDL_GetTicks64();
    return out;
}

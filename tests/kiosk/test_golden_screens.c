/* Thirty screens of the sample pack, pixel for pixel as in tests/golden/screens. A
 * picture that is missing fails; beside a failure NAME_err.png is left.
 * tools/renew-golden writes them anew. */
#include "album.h"
#include "support_booth.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Taken of each panel; what staff see has keys and counts of its own each time. */
static const char *const screens[] = {
    "attract",
    "purpose",
    "question-community",
    "question-services-answered",
    "service",
    "question-about-block-map-identity",
    "map",
    "question-about-block-concerns",
    "question-about-block-sharing-share",
    "delete",
};
#define SCREENS (sizeof screens / sizeof *screens)

struct gallery {
    const char *panel;
    unsigned seen, wrong;
};

static bool
is_alike(const char *golden, const SDL_Surface *now)
{
    SDL_Surface *loaded = IMG_Load(golden);
    SDL_Surface *wanted =
        loaded ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_XRGB8888, 0) : NULL;
    bool same = wanted && wanted->w == now->w && wanted->h == now->h;
    for (int y = 0; same && y < now->h; y++) {
        const unsigned char *a = wanted->pixels, *b = now->pixels;
        const uint32_t *row_a =
            (const uint32_t *)(const void *)(a + (ptrdiff_t)y * wanted->pitch);
        const uint32_t *row_b =
            (const uint32_t *)(const void *)(b + (ptrdiff_t)y * now->pitch);
        for (int x = 0; same && x < now->w; x++) {
            same = ((row_a[x] ^ row_b[x]) & 0xFFFFFF) == 0;
        }
    }
    SDL_FreeSurface(loaded);
    SDL_FreeSurface(wanted);
    return same;
}

static bool
on_page(void *context, const struct kiosk *kiosk, const char *name, struct error *err)
{
    struct gallery *gallery = context;
    size_t of = 0, size = strcspn(name, ".");
    while (of < SCREENS &&
           (strlen(screens[of]) != size || strncmp(screens[of], name, size) != 0)) {
        of++;
    }
    if (of == SCREENS) {
        return true;
    }
    char golden[300], wrong[300];
    snprintf(golden, sizeof golden, "%s/golden/screens/%s.%s.png", TESTS_DIR,
             gallery->panel, name);
    snprintf(wrong, sizeof wrong, "%s.%s_err.png", gallery->panel, name);
    gallery->seen++;
    if (getenv("TOWNLINE_RENEW_GOLDEN")) {
        return paint_save_png(kiosk->paint, golden, err);
    }
    if (is_alike(golden, paint_surface(kiosk->paint))) {
        return true;
    }
    gallery->wrong++;
    print_error("%s is missing or differs: see %s\n", golden, wrong);
    return paint_save_png(kiosk->paint, wrong, err);
}

static void
compare(const char *name, const char *wanted)
{
    struct booth booth;
    struct error err = {0};
    struct gallery gallery = {.panel = name};
    const struct panel *panel = panel_find(name);
    struct album_options options = {
        .wanted = wanted, .on_page = on_page, .context = &gallery};
    booth_start(&booth);
    booth.options.width_px = panel->width_px;
    booth.options.height_px = panel->height_px;
    booth.options.width_mm = (int)panel->width_mm;
    booth.options.height_mm = (int)panel->height_mm;
    assert_true(booth_open(&booth, &err));
    if (!album_make(booth.kiosk, &options, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(gallery.seen, SCREENS);
    assert_int_equal(gallery.wrong, 0);
    booth_finish(&booth);
}

static void
ten_screens_of_the_usual_panel_look_as_they_did(void **state)
{
    (void)state;
    compare("10.1", "*.en.m.default");
}

static void
ten_screens_of_the_smallest_panel_look_as_they_did(void **state)
{
    (void)state;
    compare("7", "*.en.m.default");
}

static void
ten_screens_of_the_tall_panel_look_as_they_did(void **state)
{
    (void)state;
    compare("21.5", "*.en.m.default");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_screens_of_the_usual_panel_look_as_they_did),
        cmocka_unit_test(ten_screens_of_the_smallest_panel_look_as_they_did),
        cmocka_unit_test(ten_screens_of_the_tall_panel_look_as_they_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

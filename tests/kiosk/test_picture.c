/* Pictures compared pixel for pixel with tests/golden/kiosk, and what is drawn again
 * when little changed. tools/renew-golden writes the pictures anew. */
#include "paint.h"
#include "part.h"
#include "support_pages.h"
#include "townline/picture_color.h"

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

struct easel {
    struct typeset *typeset;
    struct paint *paint;
    struct theme theme;
    struct tree tree;
};

static struct easel
easel_of(const char *panel)
{
    struct easel easel = {0};
    struct error err = {0};
    struct display display = display_default();
    struct paint_options options = {.assets_dir = SAMPLE_ASSETS,
                                    .panel = panel_find(panel)};
    if (!typeset_open(NULL, &easel.typeset, &err)) {
        fail_msg("%s", err.text);
    }
    options.typeset = easel.typeset;
    if (!paint_open(&options, &easel.paint, &err)) {
        fail_msg("%s", err.text);
    }
    theme_init(&easel.theme, options.panel, &display);
    tree_init(&easel.tree);
    return easel;
}

static void
put_away(struct easel *easel)
{
    tree_finish(&easel->tree);
    paint_close(easel->paint);
    typeset_close(easel->typeset);
}

static int
draw(struct easel *easel, const char *sample)
{
    assert_true(sample_build(sample_find(sample), &easel->theme, easel->typeset, 0,
                             &easel->tree) > 0);
    return paint_tree(easel->paint, &easel->theme, &easel->tree);
}

/* Number of pixels that differ; -1 when the sizes do. */
static long
difference(const SDL_Surface *a, const SDL_Surface *b)
{
    long count = 0;
    if (a->w != b->w || a->h != b->h) {
        return -1;
    }
    for (int y = 0; y < a->h; y++) {
        const unsigned char *bytes_a = a->pixels, *bytes_b = b->pixels;
        const uint32_t *row_a =
            (const uint32_t *)(const void *)(bytes_a + (ptrdiff_t)y * a->pitch);
        const uint32_t *row_b =
            (const uint32_t *)(const void *)(bytes_b + (ptrdiff_t)y * b->pitch);
        for (int x = 0; x < a->w; x++) {
            count += (row_a[x] & 0xFFFFFF) != (row_b[x] & 0xFFFFFF);
        }
    }
    return count;
}

static void
compare_with_golden(struct easel *easel, const char *name)
{
    char golden[300], wrong[300];
    struct error err;
    snprintf(golden, sizeof golden, "%s/golden/kiosk/%s.png", TESTS_DIR, name);
    snprintf(wrong, sizeof wrong, "%s_err.png", name); /* in the build directory */
    if (getenv("TOWNLINE_RENEW_GOLDEN")) {
        assert_true(paint_save_png(easel->paint, golden, &err));
        return;
    }
    SDL_Surface *loaded = IMG_Load(golden);
    if (!loaded) {
        fail_msg("%s is missing: tools/renew-golden writes it", golden);
    }
    SDL_Surface *wanted = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_XRGB8888, 0);
    SDL_FreeSurface(loaded);
    assert_non_null(wanted);
    long pixels = difference(wanted, paint_surface(easel->paint));
    SDL_FreeSurface(wanted);
    if (pixels != 0) {
        assert_true(paint_save_png(easel->paint, wrong, &err));
        fail_msg("%s differs in %ld pixels: see %s", golden, pixels, wrong);
    }
}

static void
a_question_looks_as_it_did(void **state)
{
    (void)state;
    struct easel easel = easel_of("10.1");
    draw(&easel, "question");
    compare_with_golden(&easel, "question-10.1");
    put_away(&easel);
}

static void
arabic_with_dates_and_a_telephone_number_looks_as_it_did(void **state)
{
    (void)state;
    struct easel easel = easel_of("10.1");
    draw(&easel, "digits-ar");
    compare_with_golden(&easel, "digits-ar-10.1");
    put_away(&easel);
}

static void
a_question_on_a_tall_panel_looks_as_it_did(void **state)
{
    (void)state;
    struct easel easel = easel_of("21.5");
    draw(&easel, "question");
    compare_with_golden(&easel, "question-21.5");
    put_away(&easel);
}

static void
nothing_is_drawn_when_nothing_changed(void **state)
{
    (void)state;
    struct easel easel = easel_of("10.1");
    const SDL_Rect *rects;
    assert_true(draw(&easel, "question") > 10);
    assert_int_equal(draw(&easel, "question"), 0);
    assert_int_equal(paint_damage(easel.paint, &rects), 0);
    paint_forget(easel.paint);
    assert_true(draw(&easel, "question") > 10);
    put_away(&easel);
}

static void
a_pressed_button_alone_is_drawn_again(void **state)
{
    (void)state;
    struct easel easel = easel_of("10.1");
    draw(&easel, "map");
    int next = tree_find(&easel.tree, "next");
    tree_mark(&easel.tree, next, NODE_PRESSED);
    assert_int_equal(paint_tree(easel.paint, &easel.theme, &easel.tree), 1);
    const SDL_Rect *rects;
    assert_int_equal(paint_damage(easel.paint, &rects), 1);
    const struct rect_mm *rect = &easel.tree.nodes[next].rect;
    assert_true(rects[0].w <
                theme_px(&easel.theme, rect->w) + theme_px(&easel.theme, 6));
    put_away(&easel);
}

static void
pressing_and_letting_go_leaves_the_picture_as_it_was(void **state)
{
    (void)state;
    static const char *const names[] = {"question", "services", "question-ar",
                                        "comment"};
    for (size_t s = 0; s < sizeof names / sizeof *names; s++) {
        struct easel easel = easel_of("10.1");
        draw(&easel, names[s]);
        SDL_Surface *before = SDL_DuplicateSurface(paint_surface(easel.paint));
        for (size_t i = 0; i < easel.tree.count; i++) {
            if (!node_is_active(&easel.tree.nodes[i])) {
                continue;
            }
            tree_mark(&easel.tree, (int)i, NODE_PRESSED | NODE_FOCUSED);
            paint_tree(easel.paint, &easel.theme, &easel.tree);
            assert_int_not_equal(difference(before, paint_surface(easel.paint)), 0);
            tree_mark(&easel.tree, -1, NODE_PRESSED | NODE_FOCUSED);
            paint_tree(easel.paint, &easel.theme, &easel.tree);
            assert_int_equal(difference(before, paint_surface(easel.paint)), 0);
        }
        SDL_FreeSurface(before);
        put_away(&easel);
    }
}

static void
painting_what_changed_gives_the_picture_of_painting_all(void **state)
{
    (void)state;
    struct easel easel = easel_of("10.1");
    static const char *const names[] = {"question", "services", "map",  "service",
                                        "export",   "comment",  "still"};
    for (size_t s = 0; s < sizeof names / sizeof *names; s++) {
        draw(&easel, names[s]);
        SDL_Surface *partial = SDL_DuplicateSurface(paint_surface(easel.paint));
        paint_forget(easel.paint);
        paint_tree(easel.paint, &easel.theme, &easel.tree);
        assert_int_equal(difference(partial, paint_surface(easel.paint)), 0);
        SDL_FreeSurface(partial);
    }
    put_away(&easel);
}

/* Whole pixels a module, pure black on white, four modules of quiet zone. */
static void
the_code_stands_on_whole_pixels_with_its_quiet_zone(void **state)
{
    (void)state;
    for (size_t p = 0; panel_at(p); p++) {
        struct easel easel = easel_of(panel_at(p)->name);
        draw(&easel, "export");
        const struct rect_mm *rect =
            &easel.tree.nodes[tree_find(&easel.tree, "qr")].rect;
        const SDL_Surface *picture = paint_surface(easel.paint);
        int x = theme_px(&easel.theme, rect->x), y = theme_px(&easel.theme, rect->y);
        int side = theme_px(&easel.theme, rect->w), module = side / 57;
        assert_int_equal(module * 57, side);
        assert_true(module >= 3);
        const unsigned char *bytes = picture->pixels;
        for (int row = -4 * module; row < side + 4 * module; row++) {
            const uint32_t *line =
                (const uint32_t *)(const void *)(bytes +
                                                 (ptrdiff_t)(y + row) * picture->pitch);
            for (int column = -4 * module; column < side + 4 * module; column++) {
                uint32_t pixel = line[x + column] & 0xFFFFFF;
                bool inside = row >= 0 && column >= 0 && row < side && column < side;
                if (inside) {
                    assert_true(pixel == 0 || pixel == 0xFFFFFF);
                } else {
                    assert_int_equal(pixel, 0xFFFFFF);
                }
                if (inside && column % module > 0) {
                    assert_int_equal(pixel, line[x + column - 1] & 0xFFFFFF);
                }
            }
        }
        put_away(&easel);
    }
}

static void
icons_that_are_missing_or_lead_elsewhere_are_a_disc(void **state)
{
    (void)state;
    struct error err = {0};
    struct paint *paint = NULL;
    struct easel easel = easel_of("10.1");
    struct paint_options options = {.assets_dir = "/nonexistent",
                                    .panel = panel_find("7"),
                                    .typeset = easel.typeset};
    assert_false(paint_open(&options, &paint, &err));
    assert_int_equal(err.code, ERROR_MISSING);

    static const char *const names[] = {"../../etc/passwd", "no-such-icon", ""};
    for (size_t i = 0; i < 3; i++) {
        struct page_frame frame = {.screen = "t", .language = "en", .progress = -1};
        struct page *page = page_begin(&easel.theme, easel.typeset, &frame);
        struct page_item item = {.id = "a", .text = "A", .detail = "B"};
        item.icon = names[i];
        page_facts(page, &item, 1);
        assert_int_equal(page_end(page, &easel.tree), 1);
        assert_true(paint_tree(easel.paint, &easel.theme, &easel.tree) > 0 || i > 0);
    }
    put_away(&easel);
}

static void
save(const char *folder, const char *name, const void *data, size_t size)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* A picture in one color. */
static void
save_picture(const char *folder, const char *name, bool is_jpeg, const uint8_t rgba[4])
{
    static uint8_t pixels[200 * 160 * 4];
    const struct picture_color picture = {200, 160, pixels};
    struct buffer file;
    for (size_t i = 0; i < sizeof pixels; i++) {
        pixels[i] = rgba[i % 4];
    }
    buffer_init(&file, (size_t)1 << 20);
    assert_true(picture_color_write(&picture, is_jpeg, &file, NULL));
    save(folder, name, file.data, file.size);
    buffer_finish(&file);
}

/* The color in the middle of the icon of the only item, whose tint is another. */
static uint32_t
painted(struct easel *easel, const char *icon)
{
    struct page_frame frame = {.screen = "t", .language = "en", .progress = -1};
    struct page *page = page_begin(&easel->theme, easel->typeset, &frame);
    struct page_item item = {.id = "a", .text = "A", .detail = "B", .icon = icon};
    page_facts(page, &item, 1);
    assert_int_equal(page_end(page, &easel->tree), 1);
    paint_tree(easel->paint, &easel->theme, &easel->tree);
    for (size_t i = 0; i < easel->tree.part_count; i++) {
        const struct part *part = &easel->tree.parts[i];
        if (part->kind != PART_ICON) {
            continue;
        }
        const SDL_Surface *surface = paint_surface(easel->paint);
        int x = theme_px(&easel->theme, part->rect.x + part->rect.w / 2);
        int y = theme_px(&easel->theme, part->rect.y + part->rect.h / 2);
        const unsigned char *bytes = surface->pixels;
        return ((const uint32_t *)(const void *)(bytes +
                                                 (ptrdiff_t)y * surface->pitch))[x] &
               0xffffff;
    }
    fail_msg("no icon");
    return 0;
}

static void
pictures_keep_their_colors_and_drawings_of_ours_take_the_themes(void **state)
{
    (void)state;
    static const char red[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        "<circle cx='4' cy='4' r='3' fill='#cc0000'/></svg>";
    static const char ours[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        "<circle cx='4' cy='4' r='3' fill='#ffffff'/></svg>";
    char folder[] = "/tmp/townline-media-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    save_picture(folder, "sun.png", false, (const uint8_t[]){250, 180, 0, 255});
    save_picture(folder, "Snow Plow.v2.JPG", true, (const uint8_t[]){20, 40, 240, 255});
    save_picture(folder, "clear.png", false, (const uint8_t[]){0, 0, 0, 0});
    save(folder, "red.svg", red, strlen(red));
    save(folder, "ours.svg", ours, strlen(ours));
    save(folder, "lie.png", red, strlen(red));

    struct easel easel = easel_of("10.1");
    struct paint_options options = {.assets_dir = SAMPLE_ASSETS,
                                    .media_dir = folder,
                                    .panel = panel_find("10.1"),
                                    .typeset = easel.typeset};
    paint_close(easel.paint);
    assert_true(paint_open(&options, &easel.paint, NULL));
    uint32_t disc = painted(&easel, "not-there.png");
    assert_int_equal(painted(&easel, "sun.png"), 0xfab400);
    uint32_t plow = painted(&easel, "Snow Plow.v2.JPG");
    assert_in_range(plow & 0xff, 230, 250);
    assert_true(plow >> 16 < 40);
    assert_int_equal(painted(&easel, "red.svg"), 0xcc0000);
    assert_int_equal(painted(&easel, "clear.png"), 0xffffff);
    assert_int_equal(painted(&easel, "ours.svg"), disc);
    assert_int_equal(painted(&easel, "lie.png"), disc);
    assert_int_equal(painted(&easel, "../sun.png"), disc);
    put_away(&easel);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void
drawings_in_our_colors_are_those_of_the_theme_or_their_lines_alone(void **state)
{
    (void)state;
    static const char filled[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        "<rect width='8' height='8' fill='#0B3C49'/>"
        "<rect x='1' y='1' width='6' height='6' fill='#E3EEEA'/></svg>";
    static const char line[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
        "<rect width='8' height='8' fill='#F3EBDD'/>"
        "<rect x='1' y='1' width='6' height='6' fill='#0b3c49'/></svg>";
    char folder[] = "/tmp/townline-media-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    save(folder, "filled.svg", filled, strlen(filled));
    save(folder, "line.svg", line, strlen(line));
    struct easel easel = easel_of("10.1");
    struct paint_options options = {.assets_dir = SAMPLE_ASSETS,
                                    .media_dir = folder,
                                    .panel = panel_find("10.1"),
                                    .typeset = easel.typeset};
    paint_close(easel.paint);
    assert_true(paint_open(&options, &easel.paint, NULL));
    assert_int_equal(painted(&easel, "filled.svg"), 0xe3eeea);
    assert_int_equal(painted(&easel, "line.svg"), 0x0b3c49);

    /* a county's own color */
    easel.theme.colors[TINT_ACCENT] = (struct color){0x10, 0x20, 0x60};
    assert_int_equal(painted(&easel, "line.svg"), 0x102060);

    struct display dark = {.size = TEXT_SIZE_M, .colors = COLORS_WHITE_ON_BLACK};
    theme_init(&easel.theme, panel_find("10.1"), &dark);
    assert_int_equal(painted(&easel, "filled.svg"), 0x000000);
    assert_int_equal(painted(&easel, "line.svg"), 0xffffff);
    put_away(&easel);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

/* A full disk takes the file's name, but not its bytes. */
static void
a_picture_that_the_disk_did_not_take_is_not_written(void **state)
{
    (void)state;
    struct easel easel = easel_of("7");
    struct error err = {ERROR_NONE, ""};
    draw(&easel, "question");
    assert_false(paint_save_png(easel.paint, "/dev/full", &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_non_null(strstr(err.text, "/dev/full: could not be written: there is no"));
    put_away(&easel);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_looks_as_it_did),
        cmocka_unit_test(arabic_with_dates_and_a_telephone_number_looks_as_it_did),
        cmocka_unit_test(a_question_on_a_tall_panel_looks_as_it_did),
        cmocka_unit_test(a_picture_that_the_disk_did_not_take_is_not_written),
        cmocka_unit_test(nothing_is_drawn_when_nothing_changed),
        cmocka_unit_test(a_pressed_button_alone_is_drawn_again),
        cmocka_unit_test(pressing_and_letting_go_leaves_the_picture_as_it_was),
        cmocka_unit_test(painting_what_changed_gives_the_picture_of_painting_all),
        cmocka_unit_test(the_code_stands_on_whole_pixels_with_its_quiet_zone),
        cmocka_unit_test(icons_that_are_missing_or_lead_elsewhere_are_a_disc),
        cmocka_unit_test(
            pictures_keep_their_colors_and_drawings_of_ours_take_the_themes),
        cmocka_unit_test(
            drawings_in_our_colors_are_those_of_the_theme_or_their_lines_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

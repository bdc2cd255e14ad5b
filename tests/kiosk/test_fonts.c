/* A font is open in few sizes at a time, and each text is drawn as if it had its own.
 */
#include "typeset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <SDL2/SDL.h>

#define KEPT_BYTES ((size_t)1 << 20)

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static struct typeset *
open_one(void)
{
    struct typeset *typeset;
    struct error err;
    if (!typeset_open(NULL, &typeset, &err)) {
        fail_msg("%s", err.text);
    }
    return typeset;
}

static struct text_picture
draw(struct typeset *typeset, int px)
{
    const struct text_spec spec = {
        .text = "Library \x01thư viện\x02 图书馆 \x01镇\x02 المكتبة \x01هنا\x02",
        .language = "en",
        .font_px = px,
        .weight = 400,
        .width_px = 300,
        .pitch_px = px + 10};
    struct text_picture picture = typeset_draw(typeset, &spec);
    assert_non_null(picture.surface);
    return picture;
}

static void
draw_sizes(struct typeset *typeset, int from, int to)
{
    for (int px = from; px < to; px++) {
        (void)draw(typeset, px);
    }
}

static void
a_text_is_drawn_alike_whatever_sizes_were_drawn_before(void **state)
{
    (void)state;
    struct typeset *fresh = open_one(), *used = open_one();
    draw_sizes(used, 16, 40);
    typeset_forget(used);
    for (int px = 38; px >= 18; px -= 5) {
        struct text_picture one = draw(fresh, px), other = draw(used, px);
        assert_int_equal(one.x, other.x);
        assert_int_equal(one.y, other.y);
        assert_int_equal(one.surface->w, other.surface->w);
        assert_int_equal(one.surface->h, other.surface->h);
        assert_memory_equal(one.surface->pixels, other.surface->pixels,
                            (size_t)one.surface->pitch * (size_t)one.surface->h);
    }
    typeset_close(fresh);
    typeset_close(used);
}

static void
sizes_do_not_add_up_in_memory(void **state)
{
    (void)state;
    if (!__sanitizer_get_current_allocated_bytes) {
        skip();
    }
    struct typeset *typeset = open_one();
    draw_sizes(typeset, 20, 26);
    typeset_forget(typeset);
    size_t before = __sanitizer_get_current_allocated_bytes();
    draw_sizes(typeset, 26, 60);
    typeset_forget(typeset);
    size_t after = __sanitizer_get_current_allocated_bytes();
    print_message("%zu bytes, and %zu after 34 more sizes\n", before, after);
    assert_true(after < before + KEPT_BYTES);
    typeset_close(typeset);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_drawn_alike_whatever_sizes_were_drawn_before),
        cmocka_unit_test(sizes_do_not_add_up_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

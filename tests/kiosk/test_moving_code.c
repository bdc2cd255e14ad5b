#include "kiosk.h"
#include "paint.h"
#include "support_booth.h"
#include "townline/file.h"
#include "townline/frame.h"
#include "townline/qr.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TO_SENDING                                                                     \
    "touch next\nstaff 246810\ntouch next\ntouch final\ntouch next\n"                  \
    "expect screen staff-sending\n"

/* A kiosk with this panel that shows the moving code. */
static void
start_sending(struct booth *booth, const struct panel *panel)
{
    booth_start(booth);
    booth->options.width_px = panel->width_px;
    booth->options.height_px = panel->height_px;
    booth->options.width_mm = (int)panel->width_mm;
    booth->options.height_mm = (int)panel->height_mm;
    assert_true(booth_open(booth, NULL));
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, TO_SENDING);
}

/* The painted code: its place, and how wide the white around it is on the side where it
 * is least. */
struct seen_code {
    int left, top, right, bottom; /* of what is not white */
    int quiet_px;
};

static void
save(const struct kiosk *kiosk, struct picture *out)
{
    char path[200];
    struct buffer png;
    snprintf(path, sizeof path, "%s/seen.png", kiosk->options->data_dir);
    assert_true(paint_save_png(kiosk->paint, path, NULL));
    buffer_init(&png, 64 << 20);
    assert_true(file_load(path, &png, NULL));
    assert_true(picture_read(png.data, png.size, out, NULL));
    buffer_finish(&png);
}

static bool
is_white(const struct picture *picture, int left, int top, int right, int bottom)
{
    if (left < 0 || top < 0 || right >= (int)picture->width ||
        bottom >= (int)picture->height) {
        return false;
    }
    for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
            if (picture->pixels[(size_t)y * picture->stride + (size_t)x] != 255) {
                return false;
            }
        }
    }
    return true;
}

static struct seen_code
look_at_code(const struct kiosk *kiosk, const struct picture *picture)
{
    int node = tree_find(&kiosk->tree, "qr");
    assert_true(node >= 0);
    struct rect_mm rect = kiosk->tree.nodes[node].rect;
    double scale = kiosk->theme.px_per_mm;
    struct seen_code code = {.left = (int)(rect.x * scale + 0.5),
                             .top = (int)(rect.y * scale + 0.5),
                             .right = (int)((rect.x + rect.w) * scale + 0.5) - 1,
                             .bottom = (int)((rect.y + rect.h) * scale + 0.5) - 1};
    for (;;) {
        int more = code.quiet_px + 1;
        if (!is_white(picture, code.left - more, code.top - more, code.right + more,
                      code.top - more) ||
            !is_white(picture, code.left - more, code.bottom + more, code.right + more,
                      code.bottom + more) ||
            !is_white(picture, code.left - more, code.top, code.left - more,
                      code.bottom) ||
            !is_white(picture, code.right + more, code.top, code.right + more,
                      code.bottom)) {
            return code;
        }
        code.quiet_px = more;
    }
}

static void
on_code(void *context, const uint8_t *data, size_t size)
{
    struct frame frame;
    *(unsigned *)context += frame_read(data, size, &frame, NULL);
}

/* Looks at the code in its present size. */
static void
check_code(struct booth *booth, const char *panel)
{
    struct kiosk *kiosk = booth->kiosk;
    struct stream_status status = stream_status(kiosk->staff.stream);
    struct picture picture;
    unsigned codes = 0;
    save(kiosk, &picture);
    struct seen_code code = look_at_code(kiosk, &picture);
    int dot_px = (code.right - code.left + 1) / (int)status.dots;
    if (code.quiet_px < QR_QUIET_MODULES * dot_px) {
        fail_msg("%s, %u dots of %d px: only %d px are white around the code", panel,
                 status.dots, dot_px, code.quiet_px);
    }
    assert_true(qr_read(&picture, on_code, &codes, NULL));
    if (codes != 1) {
        fail_msg("%s, %u dots of %d px: %u codes are read", panel, status.dots, dot_px,
                 codes);
    }
    picture_finish(&picture);
}

static void
each_size_of_dots_has_its_white_margin_on_each_panel(void **state)
{
    (void)state;
    for (size_t i = 0; panel_at(i); i++) {
        const struct panel *panel = panel_at(i);
        struct booth booth;
        start_sending(&booth, panel);
        while (stream_status(booth.kiosk->staff.stream).can_enlarge) {
            booth_play(&booth, "touch larger\n");
        }
        check_code(&booth, panel->name);
        while (stream_status(booth.kiosk->staff.stream).can_shrink) {
            booth_play(&booth, "touch smaller\n");
            check_code(&booth, panel->name);
        }
        booth_finish(&booth);
    }
}

/* A phone of 720 lines whose picture is 0.73 of its distance high, and which is held so
 * that the code fills 0.8 of it, from 200 mm on. */
static void
a_phone_has_enough_pixels_for_each_dot(void **state)
{
    (void)state;
    for (size_t i = 0; panel_at(i); i++) {
        const struct panel *panel = panel_at(i);
        struct booth booth;
        start_sending(&booth, panel);
        const struct kiosk *kiosk = booth.kiosk;
        struct stream_status status = stream_status(kiosk->staff.stream);
        int node = tree_find(&kiosk->tree, "qr");
        /* The pixels of the smallest panel are wider than high. */
        double mm = sqrt(panel->width_mm * panel->height_mm / panel->width_px /
                         panel->height_px);
        double side_mm = kiosk->tree.nodes[node].rect.w * kiosk->theme.px_per_mm * mm;
        double high_mm = side_mm * (status.dots + 8) / status.dots / 0.8;
        high_mm = high_mm < 146 ? 146 : high_mm;
        double px_a_dot = 720 / high_mm * side_mm / status.dots;
        print_message("%s: %u dots of %.2f mm, %.1f pixels of a phone each\n",
                      panel->name, status.dots, side_mm / status.dots, px_a_dot);
        assert_true(px_a_dot >= 3.6);
        /* And it is not slower than it has to be: three symbols a picture and more. */
        assert_true(status.version >= 20);
        booth_finish(&booth);
    }
}

static void
a_frame_is_made_while_the_one_before_it_is_shown(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, TO_SENDING);
    struct kiosk *kiosk = booth->kiosk;
    struct outbox_entry before, after;
    assert_true(store_outbox(kiosk->store, 0, &before));
    kiosk_tick(kiosk); /* the touch before took longer than a frame */
    assert_true(kiosk_draw(kiosk, NULL, NULL));
    kiosk->staff.pace.late = kiosk->staff.pace.worst_ms = 0;
    for (unsigned i = 0; i < 60 * STREAM_RATE_DEFAULT; i++) {
        clock_advance(kiosk->clock, kiosk_hold_ms(kiosk));
        assert_int_equal(kiosk_hold_ms(kiosk), 0);
        kiosk_tick(kiosk); /* it is shown, and the next one is made */
        assert_true(kiosk->dirty);
        assert_true(kiosk_draw(kiosk, NULL, NULL));
        /* All is done, and there is time left: 83 ms, but for what a ms is cut to. */
        assert_true(kiosk_hold_ms(kiosk) >= 1000 / STREAM_RATE_DEFAULT);
        assert_int_equal(kiosk_wait_ms(kiosk), kiosk_hold_ms(kiosk));
        kiosk_tick(kiosk);
        assert_false(kiosk->dirty);
    }
    assert_int_equal(kiosk->staff.pace.late, 0);
    assert_int_equal(kiosk->staff.pace.worst_ms, 0);
    /* No frame of this minute waited for the disk. */
    assert_true(store_outbox(kiosk->store, 0, &after));
    assert_int_equal(after.next_symbol, before.next_symbol);
}

static void
a_pause_holds_the_picture_and_going_on_gives_it_its_whole_time(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, TO_SENDING "touch pause\nwait 2\n");
    struct kiosk *kiosk = booth->kiosk;
    assert_int_equal(kiosk_hold_ms(kiosk), 0);
    uint64_t flips = kiosk->staff.pace.flips;
    kiosk_tick(kiosk);
    assert_int_equal(kiosk->staff.pace.flips, flips);
    booth_play(booth, "touch pause\n");
    assert_true(kiosk_hold_ms(kiosk) > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_size_of_dots_has_its_white_margin_on_each_panel),
        cmocka_unit_test(a_phone_has_enough_pixels_for_each_dot),
        cmocka_unit_test_setup_teardown(
            a_frame_is_made_while_the_one_before_it_is_shown, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_pause_holds_the_picture_and_going_on_gives_it_its_whole_time, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

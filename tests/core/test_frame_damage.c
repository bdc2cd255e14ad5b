/* Frames that were damaged on the way. What a camera reads wrongly mostly fails in the
 * code itself; here it is taken as read. */
#include "support_made_up.h"

#include "townline/frame.h"
#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAMAGED 100000
#define BUNDLE_BYTES 5000
#define SYMBOLS 6 /* in a frame, as a code of version 27 has them */

static uint64_t seed;

static size_t
draw(size_t below)
{
    return made_up_below(&seed, below);
}

enum damage {
    DAMAGE_BITS,   /* some bits are the other way round */
    DAMAGE_BURST,  /* a stretch is noise, as where a frame was torn */
    DAMAGE_HEADER, /* one byte of the header is another */
    DAMAGE_CUT,
    DAMAGE_LONGER,
    DAMAGE_JOINED, /* the end is that of another frame */
    DAMAGES,
};

static void
damage(enum damage kind, uint8_t *frame, size_t *size, const uint8_t *other)
{
    struct random_source random = random_seeded(&seed);
    size_t at = draw(*size), more;
    switch (kind) {
    case DAMAGE_BITS:
        for (size_t left = 1 + draw(40); left > 0; left--) {
            frame[draw(*size)] ^= (uint8_t)(1u << draw(8));
        }
        return;
    case DAMAGE_BURST:
        random.fill(random.context, frame + at, 1 + draw(*size - at));
        return;
    case DAMAGE_HEADER:
        frame[draw(FRAME_HEADER_BYTES)] ^= (uint8_t)(1 + draw(255));
        return;
    case DAMAGE_CUT:
        *size = at;
        return;
    case DAMAGE_LONGER:
        more = 1 + draw(FRAME_MAX_BYTES - *size);
        random.fill(random.context, frame + *size, more);
        *size += more;
        return;
    case DAMAGE_JOINED:
    case DAMAGES:
        break;
    }
    memcpy(frame + at, other + at, *size - at);
}

/* One bundle that is shown over and over. */
struct show {
    uint8_t bundle[BUNDLE_BYTES];
    struct frame_sender *sender;
    uint32_t next;
};

static size_t
show_frame(struct show *show, uint8_t out[FRAME_MAX_BYTES])
{
    show->next += SYMBOLS;
    return frame_write(show->sender, show->next, SYMBOLS, out);
}

static void
assert_whole(const struct frame_collector *collector, const struct show *show)
{
    const uint8_t *data;
    size_t size;
    frame_collector_bundle(collector, &data, &size);
    assert_int_equal(size, BUNDLE_BYTES);
    assert_memory_equal(data, show->bundle, size);
}

static void
no_wrong_byte_comes_out_of_a_hundred_thousand_damaged_frames(void **state)
{
    (void)state;
    static struct show show;
    uint8_t frame[FRAME_MAX_BYTES], whole[FRAME_MAX_BYTES], other[FRAME_MAX_BYTES];
    size_t refused = 0, unharmed = 0, bundles = 0;
    seed = made_up_seed();
    random_seeded(&seed).fill(&seed, show.bundle, sizeof show.bundle);
    assert_true(
        frame_sender_create(show.bundle, sizeof show.bundle, &show.sender, NULL));
    struct frame_collector *collector = NULL;
    while (refused < DAMAGED) {
        if (!collector) {
            assert_true(frame_collector_create(&collector, NULL));
        }
        size_t size = show_frame(&show, whole), length = size;
        show_frame(&show, other);
        memcpy(frame, whole, size);
        damage((enum damage)draw(DAMAGES), frame, &length, other);
        if (length == size &&
            (memcmp(frame, whole, size) == 0 || memcmp(frame, other, size) == 0)) {
            unharmed++; /* as when two bits of damage are the same one */
            continue;
        }
        assert_int_equal(frame_collect(collector, frame, length), COLLECTOR_NOT_OURS);
        refused++;
        /* One in eight arrives, so that bundles become whole all the time. */
        if (draw(8) == 0 && frame_collect(collector, whole, size) == COLLECTOR_BUNDLE) {
            assert_whole(collector, &show);
            bundles++;
            frame_collector_destroy(collector);
            collector = NULL;
        }
    }
    frame_collector_destroy(collector);
    frame_sender_destroy(show.sender);
    printf("%zu damaged frames were refused, %zu bundles came whole\n", refused,
           bundles);
    assert_true(bundles > 1000 && unharmed < DAMAGED / 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_wrong_byte_comes_out_of_a_hundred_thousand_damaged_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

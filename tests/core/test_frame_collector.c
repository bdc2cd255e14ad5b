#include "townline/frame.h"

#include "support_forge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BUNDLE_BYTES 24000 /* 101 symbols */

static uint64_t seed = 1;

static uint32_t
draw(uint32_t below)
{
    return (uint32_t)(random_splitmix64(&seed) % below);
}

struct stream {
    uint8_t *bundle;
    size_t size;
    struct frame_sender *sender;
};

static struct stream
stream_over(size_t size)
{
    struct stream stream = {.bundle = malloc(size), .size = size};
    assert_non_null(stream.bundle);
    random_seeded(&seed).fill(&seed, stream.bundle, size);
    assert_true(frame_sender_create(stream.bundle, size, &stream.sender, NULL));
    return stream;
}

static void
stream_finish(struct stream *stream)
{
    frame_sender_destroy(stream->sender);
    free(stream->bundle);
}

static struct frame_collector *
collector(void)
{
    struct frame_collector *out;
    assert_true(frame_collector_create(&out, NULL));
    return out;
}

static enum collector_event
collect(struct frame_collector *to, const struct stream *from, uint32_t index,
        size_t count)
{
    uint8_t frame[FRAME_MAX_BYTES];
    size_t size = frame_write(from->sender, index, count, frame);
    return frame_collect(to, frame, size);
}

/* A frame with the stream's header, a right CRC and other symbols. */
static enum collector_event
collect_forged(struct frame_collector *to, const struct stream *from, uint32_t index,
               size_t count)
{
    uint8_t frame[FRAME_MAX_BYTES];
    size_t size = frame_write(from->sender, index, count, frame);
    random_seeded(&seed).fill(&seed, frame + FRAME_HEADER_BYTES,
                              size - FRAME_HEADER_BYTES);
    forge_seal(frame, size);
    return frame_collect(to, frame, size);
}

static void
assert_bundle(const struct frame_collector *from, const struct stream *expected)
{
    const uint8_t *data;
    size_t size;
    frame_collector_bundle(from, &data, &size);
    assert_int_equal(size, expected->size);
    assert_memory_equal(data, expected->bundle, size);
}

static void
shuffled_frames_of_two_bundles_with_losses_give_both(void **state)
{
    (void)state;
    enum { frames = 80 };
    for (size_t trial = 0; trial < 5; trial++) {
        struct stream a = stream_over(BUNDLE_BYTES), b = stream_over(BUNDLE_BYTES / 2);
        struct frame_collector *to = collector();
        uint32_t order[frames];
        for (uint32_t i = 0; i < frames; i++) {
            uint32_t at = draw(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        size_t whole = 0;
        for (size_t i = 0; i < frames; i++) {
            if (draw(100) < 30) {
                continue;
            }
            const struct stream *from = order[i] % 2 == 0 ? &a : &b;
            enum collector_event event = collect(to, from, order[i] / 2 * 5, 5);
            assert_true(event == COLLECTOR_PROGRESS || event == COLLECTOR_KNOWN ||
                        event == COLLECTOR_BUNDLE);
            if (event == COLLECTOR_BUNDLE) {
                assert_bundle(to, from);
                whole++;
            }
        }
        assert_int_equal(whole, 2);
        frame_collector_destroy(to);
        stream_finish(&a);
        stream_finish(&b);
    }
}

static void
progress_is_the_rank_and_repeats_bring_nothing(void **state)
{
    (void)state;
    struct stream a = stream_over(BUNDLE_BYTES);
    struct frame_collector *to = collector();
    uint8_t tag[4], id[BUNDLE_ID_BYTES];
    size_t rank, k;
    assert_false(frame_collector_partial(to, 0, tag, &rank, &k));
    assert_int_equal(collect(to, &a, 0, 5), COLLECTOR_PROGRESS);
    assert_int_equal(collect(to, &a, 0, 5), COLLECTOR_KNOWN);
    assert_int_equal(collect(to, &a, 3, 2), COLLECTOR_KNOWN);
    assert_int_equal(collect(to, &a, 500, 3), COLLECTOR_PROGRESS);
    assert_true(frame_collector_partial(to, 0, tag, &rank, &k));
    bundle_id(a.bundle, a.size, id);
    assert_memory_equal(tag, id, 4);
    assert_int_equal(rank, 8);
    assert_int_equal(k, 101);
    assert_false(frame_collector_partial(to, 1, tag, &rank, &k));
    uint32_t index = 1000;
    while (collect(to, &a, index, 5) != COLLECTOR_BUNDLE) {
        index += 5;
    }
    assert_bundle(to, &a);
    assert_int_equal(collect(to, &a, index + 5, 5), COLLECTOR_KNOWN);
    assert_false(frame_collector_partial(to, 0, tag, &rank, &k));
    frame_collector_destroy(to);
    stream_finish(&a);
}

static void
what_is_no_frame_changes_nothing(void **state)
{
    (void)state;
    struct frame_collector *to = collector();
    uint8_t tag[4];
    size_t rank, k;
    assert_int_equal(frame_collect(to, "", 0), COLLECTOR_NOT_OURS);
    assert_int_equal(frame_collect(to, "https://example.org/menu", 24),
                     COLLECTOR_NOT_OURS);
    assert_false(frame_collector_partial(to, 0, tag, &rank, &k));
    frame_collector_destroy(to);
    frame_collector_destroy(NULL);
}

/* Sends frames until the bundle is whole, each forged with a chance of one in
 * `one_in`; returns how many more symbols than K the honest frames brought. */
static size_t
collect_among_forgeries(size_t bundle_bytes, size_t count, uint32_t one_in)
{
    struct stream a = stream_over(bundle_bytes);
    struct frame_collector *to = collector();
    size_t honest = 0, k = frame_sender_k(a.sender), forged = 0;
    enum collector_event event = COLLECTOR_PROGRESS;
    bool told = false;
    uint32_t forge_at = draw(one_in);
    for (uint32_t i = 0; event != COLLECTOR_BUNDLE; i++) {
        uint32_t index = i * (uint32_t)count;
        assert_true(honest < 3 * k + 200);
        if (i % one_in == forge_at) {
            event = collect_forged(to, &a, index, count);
            forged++;
            told = told || event == COLLECTOR_FORGED;
        }
        /* Also a forged frame may be what the search was waiting for. */
        if (event == COLLECTOR_BUNDLE || draw(100) < 30) {
            continue;
        }
        honest += count;
        event = collect(to, &a, index, count);
        told = told || event == COLLECTOR_FORGED;
    }
    assert_bundle(to, &a);
    assert_true(forged == 0 || told);
    frame_collector_destroy(to);
    stream_finish(&a);
    return honest - k;
}

static void
a_forged_frame_in_fifty_costs_a_few_frames_more(void **state)
{
    (void)state;
    size_t extra = 0, worst = 0;
    enum { trials = 15 };
    for (size_t trial = 0; trial < trials; trial++) {
        size_t more = collect_among_forgeries(BUNDLE_BYTES, 5, 50);
        extra += more;
        worst = more > worst ? more : worst;
    }
    printf("5 symbols a frame: %.1f more symbols of 101, at worst %zu\n",
           (double)extra / trials, worst);
    assert_true(extra < trials * 25);
    for (size_t trial = 0; trial < 5; trial++) {
        collect_among_forgeries(BUNDLE_BYTES, 1, 50);
    }
    collect_among_forgeries(700, 1, 2);
    collect_among_forgeries(700, 12, 2);
}

/* Two frames that carry the same fault in every symbol: no symbol alone explains it. */
static void
forgeries_fitted_to_one_another_are_told_and_it_finishes(void **state)
{
    (void)state;
    struct stream a = stream_over(6000);
    struct frame_collector *to = collector();
    uint8_t frame[FRAME_MAX_BYTES];
    for (uint32_t index = 0; index < 2; index++) {
        size_t size = frame_write(a.sender, index, 1, frame);
        for (size_t i = FRAME_HEADER_BYTES; i < size; i++) {
            frame[i] ^= 0x5a;
        }
        forge_seal(frame, size);
        assert_int_equal(frame_collect(to, frame, size), COLLECTOR_PROGRESS);
    }
    uint32_t index = 2;
    size_t told = 0;
    for (;; index++) {
        enum collector_event event = collect(to, &a, index, 1);
        told += event == COLLECTOR_FORGED ? 1 : 0;
        if (event == COLLECTOR_BUNDLE) {
            break;
        }
        assert_true(index < 300);
    }
    assert_true(told >= 1);
    assert_bundle(to, &a);
    frame_collector_destroy(to);
    stream_finish(&a);
}

/* The same fault in every forged frame, without end: no relation between the symbols
 * tells which they are, and every start from nothing meets them again. */
static void
a_fitted_forgery_in_every_tenth_frame_does_not_keep_the_bundle_away(void **state)
{
    (void)state;
    enum { per_frame = 5, one_in = 10 };
    struct stream a = stream_over(BUNDLE_BYTES);
    struct frame_collector *to = collector();
    uint8_t frame[FRAME_MAX_BYTES];
    enum collector_event event = COLLECTOR_PROGRESS;
    size_t told = 0, frames = 0;
    for (; event != COLLECTOR_BUNDLE; frames++) {
        uint32_t index = 1000 + (uint32_t)frames * per_frame;
        size_t size = frame_write(a.sender, index, per_frame, frame);
        if (frames % one_in == 3) {
            frame[FRAME_HEADER_BYTES] ^= 0x5a;
            forge_seal(frame, size);
        }
        event = frame_collect(to, frame, size);
        told += event == COLLECTOR_FORGED ? 1 : 0;
        assert_true(frames < 80);
    }
    printf("%zu frames where 21 would do without forgeries\n", frames);
    assert_true(told >= 1);
    assert_bundle(to, &a);
    frame_collector_destroy(to);
    stream_finish(&a);
}

static void
frames_with_the_tag_but_another_shape_leave_the_stream_alone(void **state)
{
    (void)state;
    struct stream a = stream_over(BUNDLE_BYTES);
    struct frame_collector *to = collector();
    uint8_t frame[FRAME_MAX_BYTES];
    size_t size = frame_write(a.sender, 0, 5, frame);
    frame[6] = 77; /* k */
    forge_seal(frame, size);
    assert_int_equal(frame_collect(to, frame, size), COLLECTOR_PROGRESS);
    frame[1] = 0x13; /* 1200 bytes a symbol */
    forge_seal(frame, size);
    assert_int_equal(frame_collect(to, frame, size), COLLECTOR_PROGRESS);
    for (uint32_t i = 0; i < 21; i++) {
        assert_int_equal(collect(to, &a, i * 5, 5),
                         i < 20 ? COLLECTOR_PROGRESS : COLLECTOR_BUNDLE);
    }
    assert_bundle(to, &a);
    frame_collector_destroy(to);
    stream_finish(&a);
}

static void
frames_that_contradict_each_other_without_end_do_not_fill_the_memory(void **state)
{
    (void)state;
    struct stream a = stream_over(700);
    struct frame_collector *to = collector();
    bool told = false;
    for (size_t i = 0; i < 200; i++) {
        told = collect_forged(to, &a, 0, 1) == COLLECTOR_FORGED || told;
    }
    assert_true(told);
    enum collector_event event = COLLECTOR_KNOWN;
    for (uint32_t index = 0; event != COLLECTOR_BUNDLE; index++) {
        event = collect(to, &a, index, 1);
        assert_true(index < 200);
    }
    assert_bundle(to, &a);
    frame_collector_destroy(to);
    stream_finish(&a);
}

static void
a_fifth_bundle_waits_until_another_has_been_silent(void **state)
{
    (void)state;
    struct stream streams[5];
    struct frame_collector *to = collector();
    for (size_t i = 0; i < 5; i++) {
        streams[i] = stream_over(3000 + 100 * i);
        assert_int_equal(collect(to, &streams[i], 0, 1),
                         i < 4 ? COLLECTOR_PROGRESS : COLLECTOR_CROWDED);
    }
    enum collector_event event = COLLECTOR_CROWDED;
    size_t waited = 0;
    for (; event == COLLECTOR_CROWDED; waited++) {
        event = collect(to, &streams[4], 0, 1);
    }
    assert_int_equal(event, COLLECTOR_PROGRESS);
    assert_true(waited > 100 && waited < 300);
    frame_collector_destroy(to);
    for (size_t i = 0; i < 5; i++) {
        stream_finish(&streams[i]);
    }
}

/* Frames of large streams that contradict each other are kept, to find the forged ones
 * among them; together they stay below the limit. */
static void
no_more_than_16_mb_are_kept(void **state)
{
    (void)state;
    enum { frame_bytes = FRAME_HEADER_BYTES + 1200, streams = 3, rounds = 6000 };
    struct frame_collector *to = collector();
    uint8_t frame[frame_bytes];
    size_t kept = 0, crowded = 0;
    for (uint32_t i = 0; i < rounds && crowded < 10; i++) {
        for (int stream = 0; stream < streams; stream++) {
            const uint8_t head[] = {'T', 0x13, (uint8_t)stream, 0, 0, 0, 0xb0, 4};
            random_seeded(&seed).fill(&seed, frame, sizeof frame);
            memcpy(frame, head, sizeof head);
            memset(frame + 8, 0, 4);
            frame[8] = (uint8_t)i;
            forge_seal(frame, sizeof frame);
            enum collector_event event = frame_collect(to, frame, sizeof frame);
            kept += event == COLLECTOR_CROWDED ? 0 : 1;
            crowded += event == COLLECTOR_CROWDED ? 1 : 0;
            assert_true(kept * 1200 <= COLLECTOR_MAX_BYTES);
        }
    }
    assert_true(crowded >= 10);
    frame_collector_destroy(to);
}

int
main(void)
{
    const char *text = getenv("TOWNLINE_SEED");
    if (text) {
        seed = strtoull(text, NULL, 10);
    }
    printf("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shuffled_frames_of_two_bundles_with_losses_give_both),
        cmocka_unit_test(progress_is_the_rank_and_repeats_bring_nothing),
        cmocka_unit_test(what_is_no_frame_changes_nothing),
        cmocka_unit_test(a_forged_frame_in_fifty_costs_a_few_frames_more),
        cmocka_unit_test(forgeries_fitted_to_one_another_are_told_and_it_finishes),
        cmocka_unit_test(
            a_fitted_forgery_in_every_tenth_frame_does_not_keep_the_bundle_away),
        cmocka_unit_test(frames_with_the_tag_but_another_shape_leave_the_stream_alone),
        cmocka_unit_test(
            frames_that_contradict_each_other_without_end_do_not_fill_the_memory),
        cmocka_unit_test(no_more_than_16_mb_are_kept),
        cmocka_unit_test(a_fifth_bundle_waits_until_another_has_been_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

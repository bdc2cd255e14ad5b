#include "townline/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
what_is_taken_is_zeroed_aligned_and_does_not_move(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *things[600];
    for (size_t i = 0; i < 600; i++) {
        assert_non_null(arena_text(&arena, "library", i % 7));
        things[i] = arena_take(&arena, i, 3);
        assert_non_null(things[i]);
        assert_int_equal((uintptr_t)things[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < 3 * i; j++) {
            assert_int_equal(things[i][j], 0);
        }
        memset(things[i], (int)(i % 251), 3 * i);
    }
    for (size_t i = 0; i < 600; i++) {
        for (size_t j = 0; j < 3 * i; j++) {
            assert_int_equal(things[i][j], i % 251);
        }
    }
    arena_finish(&arena);
    assert_int_equal(arena.taken, 0);
    arena_finish(NULL);
}

static void
a_text_is_copied_with_a_nul(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(arena_text(&arena, "library", 3), "lib");
    assert_string_equal(arena_text(&arena, NULL, 0), "");
    arena_finish(&arena);
}

static void
the_maximum_is_kept_and_the_failure_too(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 100000);
    assert_non_null(arena_take(&arena, 1, 90000));
    assert_null(arena_take(&arena, 1, 90000));
    assert_true(arena.failed);
    assert_null(arena_take(&arena, 1, 1)); /* although there would be room */
    assert_null(arena_text(&arena, "x", 1));
    assert_true(arena.taken <= 100000);
    arena_clear(&arena);
    assert_false(arena.failed);
    assert_non_null(arena_take(&arena, 1, 90000));
    arena_finish(&arena);
    assert_false(arena.failed);
    assert_null(arena_take(&arena, 1, 100001)); /* the maximum stays */
    arena_finish(&arena);
}

static void
a_size_that_overflows_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_non_null(arena_take(&arena, 0, 16));
    assert_null(arena_take(&arena, SIZE_MAX / 2, 3));
    assert_true(arena.failed);
    arena_clear(&arena);
    assert_null(arena_take(&arena, 1, SIZE_MAX));
    arena_clear(&arena);
    assert_null(arena_text(&arena, "x", SIZE_MAX));
    arena_finish(&arena);
}

/* The block that is kept after a clear can be looked at: taking again gives the same
 * memory, and arena_text does not zero the bytes behind its own. */
static void
secrets_are_overwritten_when_they_are_given_back(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 100000);
    arena.is_secret = true;
    char *secret = arena_text(&arena, "my neighbour", 12);
    assert_non_null(secret);
    arena_clear(&arena);
    char *again = arena_text(&arena, "", 0);
    assert_ptr_equal(again, secret);
    for (size_t i = 0; i < 12; i++) {
        assert_int_equal(secret[i], 0);
    }
    arena_finish(&arena);
}

static void
a_cleared_arena_keeps_one_block_at_most(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < 1000; i++) {
        assert_non_null(arena_take(&arena, 1, 1000));
    }
    assert_true(arena.taken >= 1000000);
    arena_clear(&arena);
    assert_true(arena.taken > 0 && arena.taken <= 65536);
    assert_non_null(arena_take(&arena, 1, 1000000));
    arena_clear(&arena);
    assert_int_equal(arena.taken, 0);
    arena_finish(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_zeroed_aligned_and_does_not_move),
        cmocka_unit_test(a_text_is_copied_with_a_nul),
        cmocka_unit_test(the_maximum_is_kept_and_the_failure_too),
        cmocka_unit_test(a_size_that_overflows_is_refused),
        cmocka_unit_test(secrets_are_overwritten_when_they_are_given_back),
        cmocka_unit_test(a_cleared_arena_keeps_one_block_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

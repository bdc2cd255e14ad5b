#include "townline/bestworst.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g",
                                    "h", "i", "j", "k", "l", "m"};

static void
every_thing_is_shown_and_nearly_equally_often(void **state)
{
    (void)state;
    for (size_t count = BESTWORST_MIN; count <= BESTWORST_MAX; count++) {
        for (uint32_t seed = 0; seed < 256; seed++) {
            struct bestworst all;
            unsigned shown[BESTWORST_MAX] = {0};
            assert_true(bestworst_init(&all, codes, count, seed));
            for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
                for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
                    assert_true(all.shown[s][i] < count);
                    shown[all.shown[s][i]]++;
                    for (size_t k = 0; k < i; k++) {
                        assert_int_not_equal(all.shown[s][i], all.shown[s][k]);
                    }
                }
            }
            for (size_t i = 0; i < count; i++) {
                assert_in_range(shown[i], 16 / count, 16 / count + 1);
            }
        }
    }
}

/* Over all seeds each thing stands in each part of the design about equally often. */
static void
the_seed_mixes_which_thing_is_shown_first(void **state)
{
    (void)state;
    unsigned first[8] = {0};
    for (uint32_t seed = 0; seed < 256; seed++) {
        struct bestworst all;
        assert_true(bestworst_init(&all, codes, 8, seed));
        first[all.shown[0][0]]++;
    }
    for (size_t i = 0; i < 8; i++) {
        assert_in_range(first[i], 14, 52); /* 32 expected, four deviations */
    }
}

static void
too_few_and_too_many_are_refused(void **state)
{
    (void)state;
    struct bestworst all;
    assert_false(bestworst_init(&all, codes, BESTWORST_MIN - 1, 1));
    assert_false(bestworst_init(&all, codes, BESTWORST_MAX + 1, 1));
}

static void
the_first_touch_is_the_best_and_the_second_the_worst(void **state)
{
    (void)state;
    struct bestworst all;
    assert_true(bestworst_init(&all, codes, 8, 7));
    const char *shown[BESTWORST_SHOWN];
    for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
        shown[i] = codes[all.shown[2][i]];
    }
    assert_true(bestworst_pick(&all, 2, shown[1]));
    assert_true(bestworst_pick(&all, 2, shown[3]));
    assert_int_equal(all.best[2], all.shown[2][1]);
    assert_int_equal(all.worst[2], all.shown[2][3]);
    assert_false(bestworst_pick(&all, 2, shown[0]));
    assert_true(bestworst_pick(&all, 2, shown[1])); /* taken back */
    assert_int_equal(all.best[2], -1);
    assert_true(bestworst_pick(&all, 2, shown[0]));
    assert_int_equal(all.best[2], all.shown[2][0]);
    assert_false(bestworst_pick(&all, 2, "nothing"));
    assert_false(bestworst_pick(&all, BESTWORST_SCREENS, shown[0]));
}

static void
pick_all(struct bestworst *all)
{
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        assert_true(bestworst_pick(all, s, codes[all->shown[s][0]]));
        assert_true(bestworst_pick(all, s, codes[all->shown[s][3]]));
    }
}

static void
picks_come_back_from_their_text(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 50; seed++) {
        struct bestworst all, again;
        char text[400], copy[400];
        assert_true(bestworst_init(&all, codes, 11, seed));
        assert_true(bestworst_write(&all, text, sizeof text));
        assert_string_equal(text, "");
        pick_all(&all);
        assert_true(bestworst_pick(&all, 1, codes[all.shown[1][0]]));
        assert_true(bestworst_write(&all, text, sizeof text));
        assert_true(bestworst_init(&again, codes, 11, seed));
        bestworst_read(&again, text);
        assert_true(bestworst_write(&again, copy, sizeof copy));
        assert_string_equal(copy, text);
        assert_false(bestworst_write(&all, copy, strlen(text)));
    }
}

static void
a_text_of_another_seed_or_a_damaged_one_gives_no_picks(void **state)
{
    (void)state;
    struct bestworst all, other;
    char text[400], damaged[400];
    assert_true(bestworst_init(&all, codes, 9, 3));
    pick_all(&all);
    assert_true(bestworst_write(&all, text, sizeof text));
    assert_true(bestworst_init(&other, codes, 9, 4));
    bestworst_read(&other, text);
    assert_int_equal(other.best[0], -1);
    for (size_t i = 0; i < strlen(text); i++) {
        memcpy(damaged, text, sizeof text);
        damaged[i] = 'z';
        assert_true(bestworst_init(&other, codes, 9, 3));
        bestworst_read(&other, damaged);
        assert_int_equal(other.best[0], -1);
        memcpy(damaged, text, sizeof text);
        damaged[i] = '\0';
        bestworst_read(&other, damaged);
        assert_int_equal(other.best[0], -1);
    }
}

static void
a_rank_needs_all_picks_and_follows_them(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 50; seed++) {
        struct bestworst all;
        char rank[100];
        int score[BESTWORST_MAX] = {0}, shown[BESTWORST_MAX] = {0};
        assert_true(bestworst_init(&all, codes, 10, seed));
        bestworst_rank(&all, rank, sizeof rank);
        assert_string_equal(rank, "");
        pick_all(&all);
        bestworst_rank(&all, rank, sizeof rank);
        assert_int_equal(strlen(rank), 2 * 10 - 1);
        for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
            score[all.best[s]]++;
            score[all.worst[s]]--;
            for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
                shown[all.shown[s][i]]++;
            }
        }
        for (size_t i = 0; i + 1 < 10; i++) {
            int a = rank[2 * i] - 'a', b = rank[2 * i + 2] - 'a';
            assert_true(score[a] * shown[b] >= score[b] * shown[a]);
        }
        bestworst_rank(&all, rank, 10);
        assert_string_equal(rank, "");
        assert_true(bestworst_pick(&all, 3, codes[all.best[3]]));
        bestworst_rank(&all, rank, sizeof rank);
        assert_string_equal(rank, "");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_thing_is_shown_and_nearly_equally_often),
        cmocka_unit_test(the_seed_mixes_which_thing_is_shown_first),
        cmocka_unit_test(too_few_and_too_many_are_refused),
        cmocka_unit_test(the_first_touch_is_the_best_and_the_second_the_worst),
        cmocka_unit_test(picks_come_back_from_their_text),
        cmocka_unit_test(a_text_of_another_seed_or_a_damaged_one_gives_no_picks),
        cmocka_unit_test(a_rank_needs_all_picks_and_follows_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "logistic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Both sides of a bundle must agree on where a weight ends, however they came there. */
static void
a_weight_never_leaves_sixteen(void **state)
{
    (void)state;
    int32_t weights[2] = {0, 0};
    const int inputs[2] = {LOGISTIC_MAX, -LOGISTIC_MAX};
    for (size_t i = 0; i < 20000; i++) {
        mixer_learn(weights, inputs, 2, 1, 1, 16);
    }
    assert_int_equal(weights[0], 16 * MIXER_ONE);
    assert_int_equal(weights[1], -16 * MIXER_ONE);
    assert_int_equal(mixer_sum(weights, inputs, 2), LOGISTIC_MAX);
    for (size_t i = 0; i < 40000; i++) {
        mixer_learn(weights, inputs, 2, 65535, 0, 16);
    }
    assert_int_equal(weights[0], -16 * MIXER_ONE);
    assert_int_equal(mixer_sum(weights, inputs, 2), -LOGISTIC_MAX);
}

static void
opposite_values_have_opposite_chances(void **state)
{
    (void)state;
    struct logistic logistic;
    logistic_init(&logistic);
    assert_int_equal(logistic_squash(&logistic, 0), 32768);
    for (int value = 1; value < LOGISTIC_MAX; value++) {
        assert_int_equal(logistic_squash(&logistic, value) +
                             logistic_squash(&logistic, -value),
                         65536);
    }
    assert_true(logistic_squash(&logistic, -LOGISTIC_MAX) > 0);
    assert_true(logistic_squash(&logistic, LOGISTIC_MAX) < 65536);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weight_never_leaves_sixteen),
        cmocka_unit_test(opposite_values_have_opposite_chances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

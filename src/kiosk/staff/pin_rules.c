/* pin_rules: finds runs and repeats, which make a PIN easy to guess. */
#include "pin_rules.h"

#include <string.h>

/* From one digit to the next, 0 to 9; 9 is followed by 0. */
static int
step_at(const char *digits, size_t i)
{
    return (digits[i + 1] - digits[i] + 10) % 10;
}

/* Every digit is the one `period` places before it. */
static bool
repeats(const char *digits, size_t count, size_t period)
{
    for (size_t i = period; i < count; i++) {
        if (digits[i] != digits[i - period]) {
            return false;
        }
    }
    return true;
}

/* Steps alternate between two sizes, or have one: 1, 1, 1 or 0, 1, 0, 1. */
static bool
steps_repeat(const char *digits, size_t count)
{
    for (size_t i = 2; i + 1 < count; i++) {
        if (step_at(digits, i) != step_at(digits, i - 2)) {
            return false;
        }
    }
    return true;
}

/* How many pieces it is made of, each going up by one, down by one, or staying. */
static size_t
count_runs(const char *digits, size_t count)
{
    size_t runs = 0;
    for (size_t i = 0; i < count; runs++) {
        int step = i + 1 < count ? step_at(digits, i) : 2;
        bool is_run = step == 0 || step == 1 || step == 9;
        for (i++; is_run && i < count && step_at(digits, i - 1) == step; i++) {
        }
    }
    return runs;
}

bool
pin_is_easy(const char *digits)
{
    size_t count = strlen(digits);
    bool easy = steps_repeat(digits, count) || count_runs(digits, count) <= count / 3;
    for (size_t period = 1; period <= count / 2; period++) {
        easy = easy || repeats(digits, count, period);
    }
    return easy;
}

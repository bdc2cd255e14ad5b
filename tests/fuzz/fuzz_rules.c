/*
 * Input: a file of rules; its first line is also read as weights.
 */
#include "fuzz.h"

#include "townline/rules.h"

#include <stdbool.h>
#include <string.h>

#define WEIGHTS_BYTES 64

const size_t fuzz_heap_max_bytes = (size_t)16 << 20;

static void
try_weights(const uint8_t *data, size_t size)
{
    char text[WEIGHTS_BYTES] = "";
    uint32_t weights[RULES_WEIGHTS], sum = 0;
    size_t length = 0;
    while (length < size && length < sizeof text - 1 && data[length] != '\n') {
        text[length] = (char)data[length];
        length++;
    }
    if (rules_read_weights(text, weights, NULL)) {
        for (size_t i = 0; i < RULES_WEIGHTS; i++) {
            assert(weights[i] <= RULES_WEIGHT_MAX);
            sum += weights[i];
        }
        assert(sum > 0);
    }
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct rules rules;
    struct error err = {0};
    try_weights(data, size);
    if (!rules_read(data, size, &rules, &err)) {
        assert(err.code == ERROR_INPUT && err.text[0] != '\0');
        return;
    }
    for (size_t i = 0; i < RULES_COUNT; i++) {
        struct rule_value value = rules_value(&rules, i);
        assert(value.name != NULL);
        assert(value.is_share
                   ? value.share.part > 0 && value.share.part <= value.share.whole &&
                         value.share.whole <= RULES_SHARE_MAX
                   : value.number > 0 && value.number <= RULES_ANSWERS_MAX);
    }
}

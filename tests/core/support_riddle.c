#include "support_riddle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

uint64_t
riddle_tell(uint64_t told, uint64_t number)
{
    uint64_t mixed = (told * 3 ^ number) + UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

void
riddle_add(struct riddle *riddle, const struct riddle_table *table)
{
    if (riddle->count == riddle->room) {
        riddle->room = riddle->room == 0 ? 1024 : riddle->room * 2;
        riddle->tables = realloc(riddle->tables, riddle->room * sizeof *riddle->tables);
        assert_non_null(riddle->tables);
    }
    riddle->tables[riddle->count++] = *table;
}

static int
compare(const void *a, const void *b)
{
    uint64_t left = ((const struct riddle_table *)a)->told;
    uint64_t right = ((const struct riddle_table *)b)->told;
    return left < right ? -1 : left > right;
}

static void
say(const struct riddle *riddle, const struct riddle_table *table, size_t cell,
    unsigned value)
{
    char text[200] = "";
    for (size_t i = 0; i < riddle->cells; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%u%s",
                 i == 0 ? "" : " ", (unsigned)table->cells[i],
                 table->hidden >> i & 1 ? "*" : "");
    }
    fail_msg("of %s, cell %zu cannot be %u", text, cell, value);
}

/* All tables of which the same is told. */
static void
check_group(const struct riddle *riddle, size_t first, size_t end, unsigned smallest)
{
    for (size_t cell = 0; cell < riddle->cells; cell++) {
        if (!(riddle->tables[first].hidden >> cell & 1)) {
            continue;
        }
        unsigned possible = 0;
        for (size_t i = first; i < end; i++) {
            assert_int_equal(riddle->tables[i].hidden, riddle->tables[first].hidden);
            possible |= riddle->tables[i].cells[cell] < smallest
                            ? 1u << riddle->tables[i].cells[cell]
                            : 0;
        }
        for (unsigned value = 0; value < smallest; value++) {
            if (!(possible >> value & 1)) {
                say(riddle, &riddle->tables[first], cell, value);
            }
        }
    }
}

void
riddle_check(struct riddle *riddle, unsigned smallest)
{
    assert_true(riddle->count > 0);
    qsort(riddle->tables, riddle->count, sizeof *riddle->tables, compare);
    for (size_t first = 0, end; first < riddle->count; first = end) {
        end = first + 1;
        while (end < riddle->count &&
               riddle->tables[end].told == riddle->tables[first].told) {
            end++;
        }
        check_group(riddle, first, end, smallest);
    }
    free(riddle->tables);
    *riddle = (struct riddle){0};
}

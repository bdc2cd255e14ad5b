/* support_riddle: every table there is, by what is told of it. A reader who knows the
 * rules and what was told must think possible every table of which the same is told. */
#ifndef SUPPORT_RIDDLE_H
#define SUPPORT_RIDDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RIDDLE_CELLS 12
struct riddle_table {
    uint64_t told; /* a hash of everything that is told */
    uint8_t cells[RIDDLE_CELLS];
    uint16_t hidden; /* a bit for each cell */
};
struct riddle {
    struct riddle_table *tables; /* owned */
    size_t count, room;
    size_t cells;
};
/* The hash with one more number that is told (SplitMix64 of S. Vigna, which has no two
 * alike among so few). */
uint64_t riddle_tell(uint64_t told, uint64_t number);
void riddle_add(struct riddle *riddle, const struct riddle_table *table);
/* Fails the test when, of some table, a hidden cell cannot be any number under
 * `smallest`. Empties it. */
void riddle_check(struct riddle *riddle, unsigned smallest);

#endif

/* hiding_units: makes units, and gives each figure its name, by which later reports
 * know it. */
#include "hiding_units.h"

#include "townline/hash.h"

#include <stdlib.h>
#include <string.h>

uint64_t
hiding_word(uint64_t name, const char *word)
{
    return hash_bytes(name, word, strlen(word) + 1);
}

uint64_t
hiding_number(uint64_t name, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(number >> 8 * i);
    }
    return hash_bytes(name, bytes, sizeof bytes);
}

uint64_t
hiding_silent(const struct hiding_unit *unit)
{
    return hiding_word(unit->name, "left it out");
}

uint64_t
hiding_when(enum model_unit unit)
{
    return hiding_number(hiding_word(HASH_BEGIN, "when"), (uint64_t)unit);
}

const struct hiding_unit hiding_nothing = {.service = -1};

static void *
grown(struct hiding *hiding, void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    size_t wanted = *room == 0 ? 64 : *room * 2;
    void *larger = arena_take(&hiding->arena, wanted, size);
    if (!larger) {
        hiding->is_full = true;
        return array;
    }
    if (count > 0) {
        memcpy(larger, array, count * size);
    }
    *room = wanted;
    return larger;
}

/* Room for `count` cells is taken at once. */
struct hiding_unit *
hiding_add_unit(struct hiding *hiding, struct hiding_unit unit, size_t count)
{
    static struct hiding_unit spare;
    hiding->units = grown(hiding, hiding->units, hiding->unit_count, &hiding->unit_room,
                          sizeof *hiding->units);
    unit.cells = arena_take(&hiding->arena, count, sizeof *unit.cells);
    if (!unit.cells || hiding->is_full) {
        hiding->is_full = true;
        spare = hiding_nothing;
        return &spare;
    }
    unit.count = 0;
    hiding->units[hiding->unit_count] = unit;
    return &hiding->units[hiding->unit_count++];
}

void
hiding_put_name(struct hiding *hiding, struct figure *figure, uint64_t name)
{
    hiding->names = grown(hiding, hiding->names, hiding->name_count, &hiding->name_room,
                          sizeof *hiding->names);
    if (!hiding->is_full) {
        hiding->names[hiding->name_count++] =
            (struct hiding_name){figure, name, hiding->unit_count - 1, false};
    }
}

void
hiding_put_cell(struct hiding *hiding, struct hiding_unit *unit, struct figure *cell,
                uint64_t name)
{
    if (!hiding->is_full) {
        unit->cells[unit->count++] = cell;
        hiding_put_name(hiding, cell, name);
    }
}

void
hiding_put_other(struct hiding *hiding, struct hiding_unit *unit, struct figure *cell)
{
    if (!hiding->is_full) {
        unit->cells[unit->count++] = cell;
    }
}

void
hiding_add_single(struct hiding *hiding, enum unit_kind kind, int service,
                  struct figure *figure, struct figure *total, uint64_t name)
{
    struct hiding_unit unit = hiding_nothing;
    unit.kind = kind;
    unit.name = name;
    unit.service = service;
    unit.total = total;
    hiding_put_cell(hiding, hiding_add_unit(hiding, unit, 1), figure, name);
}

/* ---- names ---- */

static int
compare_names(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t)((const struct hiding_name *)a)->figure;
    uintptr_t right = (uintptr_t)((const struct hiding_name *)b)->figure;
    return left < right ? -1 : left > right;
}

void
hiding_sort_names(struct hiding *hiding)
{
    qsort(hiding->names, hiding->name_count, sizeof *hiding->names, compare_names);
}

struct hiding_name *
hiding_find(const struct hiding *hiding, const struct figure *figure)
{
    const struct hiding_name wanted = {.figure = (struct figure *)(uintptr_t)figure};
    return bsearch(&wanted, hiding->names, hiding->name_count, sizeof *hiding->names,
                   compare_names);
}

void
hiding_leave_out(struct hiding *hiding, const struct figure *figure)
{
    struct hiding_name *name = hiding_find(hiding, figure);
    if (name) {
        name->is_left_out = true;
    }
}

/* disclosure: what may be told of a single number, of a table, and of ticks. */
#include "townline/disclosure.h"

bool
disclosure_part(uint32_t part, uint32_t whole, uint32_t smallest)
{
    return part <= whole && part >= smallest && whole - part >= smallest;
}

bool
disclosure_mean(const struct disclosure_cell *cells, size_t count,
                enum disclosure_told told)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i].joined) {
            return false;
        }
    }
    return told == DISCLOSURE_ALL;
}

enum disclosure_told
disclosure_ticks(struct disclosure_cell *cells, size_t count, uint32_t people,
                 uint32_t smallest)
{
    uint64_t told = 0;
    size_t hidden = 0;
    for (size_t i = 0; i < count; i++) {
        cells[i].joined = !disclosure_part(cells[i].n, people, smallest);
        hidden += cells[i].joined;
        told += cells[i].joined ? 0 : cells[i].n;
    }
    if (hidden == 0) {
        return DISCLOSURE_ALL;
    }
    if (told >= people) {
        return DISCLOSURE_SOME;
    }
    for (size_t i = 0; i < count; i++) {
        cells[i].joined = true;
    }
    return DISCLOSURE_NOTHING;
}

bool
disclosure_is_enough_new(uint32_t people_before, uint32_t people_now, uint32_t smallest)
{
    uint32_t apart = people_now > people_before ? people_now - people_before
                                                : people_before - people_now;
    return apart >= smallest;
}

static uint32_t
cell_of(const struct disclosure_table *table, size_t row, size_t column)
{
    return table->cells[row * table->columns + column];
}

static bool
is_small_row(const struct disclosure_table *table, size_t row)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (cell_of(table, row, i) < table->smallest) {
            return true;
        }
    }
    return false;
}

/* Whether the rows that are not told protect each other. */
static bool
is_rest_safe(const struct disclosure_table *table)
{
    size_t rows = 0;
    for (size_t i = 0; i < table->rows; i++) {
        rows += !table->told[i];
    }
    if (rows == 0) {
        return true;
    }
    for (size_t column = 0; column < table->columns; column++) {
        uint64_t sum = 0;
        for (size_t i = 0; i < table->rows; i++) {
            sum += table->told[i] ? 0 : cell_of(table, i, column);
        }
        if (sum < table->smallest) {
            return false;
        }
    }
    return rows >= 2;
}

static bool
was_told(const struct disclosure_table *table, size_t row)
{
    return table->before && table->before[row];
}

/* The row with the fewest people among those that are told now and were not told
 * before; `rows` when there is none. */
static size_t
find_partner(const struct disclosure_table *table)
{
    size_t found = table->rows;
    uint64_t fewest = UINT64_MAX;
    for (size_t i = 0; i < table->rows; i++) {
        uint64_t people = 0;
        for (size_t column = 0; column < table->columns; column++) {
            people += cell_of(table, i, column);
        }
        if (table->told[i] && !was_told(table, i) && people < fewest) {
            fewest = people;
            found = i;
        }
    }
    return found;
}

/* Whether each part into which the old rest falls is, in each column, as large as all
 * of the old rest was. */
static bool
may_split(const struct disclosure_table *table)
{
    for (size_t column = 0; column < table->columns; column++) {
        uint32_t old = table->before_rest[column];
        uint64_t rest = 0;
        size_t hidden = 0;
        for (size_t i = 0; i < table->rows; i++) {
            uint32_t n = cell_of(table, i, column);
            if (table->told[i] && !was_told(table, i) && n < old) {
                return false;
            }
            hidden += !table->told[i];
            rest += table->told[i] ? 0 : n;
        }
        if (hidden > 0 && rest < old) {
            return false;
        }
    }
    return true;
}

size_t
disclosure_table(const struct disclosure_table *table)
{
    for (size_t i = 0; i < table->rows; i++) {
        if (was_told(table, i) && is_small_row(table, i)) { /* it has shrunk */
            struct disclosure_table first = *table;
            first.before = NULL;
            return disclosure_table(&first);
        }
    }
    for (size_t i = 0; i < table->rows; i++) {
        table->told[i] = was_told(table, i) || !is_small_row(table, i);
    }
    while (!is_rest_safe(table)) {
        size_t partner = find_partner(table);
        if (partner == table->rows) {
            break;
        }
        table->told[partner] = false;
    }
    bool keeps_old = table->before && !may_split(table);
    size_t told = 0;
    for (size_t i = 0; i < table->rows; i++) {
        table->told[i] = keeps_old ? was_told(table, i) : table->told[i];
        told += table->told[i];
    }
    return told;
}

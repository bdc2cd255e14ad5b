/* column_checks: headers that cannot be right. */
#include "compiler.h"

#include <string.h>

#define GUESSES_MAX ((size_t)100000)

/* Letters to change, add, leave out or swap to make one of the other; at most `most`,
 * else more than that. Names are short. */
static size_t
distance(const char *a, const char *b, size_t most)
{
    enum { LONGEST = 40 };
    size_t rows[3][LONGEST + 1];
    size_t a_size = strlen(a), b_size = strlen(b);
    if (a_size > LONGEST || b_size > LONGEST ||
        (a_size > b_size ? a_size - b_size : b_size - a_size) > most)
        return most + 1;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        /* What is further from the diagonal than `most` is more than that. */
        size_t from = i > most ? i - most : 1;
        size_t to = i + most < b_size ? i + most : b_size;
        row[from - 1] = most + 1;
        row[0] = i;
        if (to < b_size)
            row[to + 1] = most + 1;
        for (size_t j = from; j <= to; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a_size % 3][b_size];
}

bool
compiler_may_guess(struct compiler *compiler, size_t count)
{
    if (count > GUESSES_MAX - compiler->guesses)
        return false;
    compiler->guesses += count;
    return true;
}

bool
is_like(const char *a, const char *b)
{
    size_t size = strlen(a);
    size_t most = size > 6 ? 2 : size > 2 ? 1 : 0;
    return distance(a, b, most) <= most;
}

static struct cell_place
header_place(const struct table *table, size_t column)
{
    return (struct cell_place){table->name, (unsigned)table->first_row,
                               (unsigned)column + 1};
}

static void
check_twice(struct compiler *compiler, const struct table *table, size_t index)
{
    const struct column *column = &table->columns[index];
    for (size_t i = 0; i < index; i++) {
        const struct column *other = &table->columns[i];
        if (other->key.is_said != column->key.is_said ||
            other->language != column->language ||
            strcmp(other->key.name, column->key.name) != 0)
            continue;
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        header_place(table, index), "Keep one of them.",
                        "the columns \"%s\" and \"%s\" are the same.", other->written,
                        column->written);
        return;
    }
}

static const char *
misspelt(const struct column *column, const struct column_rules *rules)
{
    char head[40];
    size_t size = strcspn(column->written, ":");
    if (size == 0 || size >= sizeof head)
        return NULL;
    for (size_t i = 0; i < size; i++) {
        char c = column->written[i];
        head[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' ? '_' : c;
    }
    head[size] = '\0';
    for (const char *const *name = rules->names; *name != NULL; name++) {
        if (strcmp(head, *name) != 0 && is_like(head, *name))
            return *name;
    }
    return NULL;
}

void
columns_check(struct compiler *compiler, const struct table *table,
              const struct column_rules *rules)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        if (column->written[0] == '\0')
            continue;
        check_twice(compiler, table, i);
        const char *meant = column->is_known ? NULL : misspelt(column, rules);
        if (meant == NULL || table_has(table, meant))
            continue;
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, header_place(table, i),
                        "", "the column \"%s\" is not known; was \"%s\" meant?",
                        column->written, meant);
    }
}

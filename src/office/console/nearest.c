/* The distance between words, as Damerau and Levenshtein count it. */
#include "nearest.h"

#include <string.h>

enum { WORD_MAX = 31 };

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned
nearest_distance(const char *a, const char *b)
{
    unsigned table[WORD_MAX + 1][WORD_MAX + 1];
    size_t a_size = strlen(a), b_size = strlen(b);
    if (a_size > WORD_MAX || b_size > WORD_MAX) {
        return 2 * WORD_MAX;
    }
    for (size_t i = 0; i <= a_size; i++) {
        for (size_t j = 0; j <= b_size; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = (unsigned)(i + j);
                continue;
            }
            unsigned changed = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            unsigned other = least(table[i - 1][j], table[i][j - 1]) + 1;
            table[i][j] = least(changed, other);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
            }
        }
    }
    return table[a_size][b_size];
}

int
nearest_is_close(unsigned distance, size_t size)
{
    return distance > 0 && distance <= (size < 5 ? 1u : 2u);
}

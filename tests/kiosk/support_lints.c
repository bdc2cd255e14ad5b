/* support_lints: measures gaps and finds doubled marks. */
#include "support_lints.h"

#include <math.h>
#include <string.h>

double
gap(const struct rect_mm *a, const struct rect_mm *b)
{
    double x = fmax(a->x, b->x) - fmin(a->x + a->w, b->x + b->w);
    double y = fmax(a->y, b->y) - fmin(a->y + a->h, b->y + b->h);
    return fmax(x, y);
}

/* The size of the mark at `at`, 0 for a letter. */
static size_t
mark_size(const char *at)
{
    static const char *const marks[] = {
        ".",      "?",      "!",      ":",      ";",      ",",
        "\u060C", "\u061B", "\u061F", "\u06D4", "\u3001", "\u3002",
        "\uFF01", "\uFF0C", "\uFF1A", "\uFF1B", "\uFF1F"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(at, marks[i], strlen(marks[i])) == 0) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

bool
has_doubled_mark(const char *text)
{
    for (const char *at = text; *at; at++) {
        size_t size = mark_size(at);
        const char *next = at + size + strspn(at + size, " ");
        size_t second = size > 0 ? mark_size(next) : 0;
        if (second == 0) {
            continue;
        }
        if (strncmp(at, "...", 3) == 0) {
            at += 2;
            continue;
        }
        if (*at != '.' || *next == '.' || second > 1 || next > at + 1) {
            return true;
        }
    }
    return false;
}

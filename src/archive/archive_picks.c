/* Reads the picks of a resident, which come from outside and may be anything. */
#include "archive_picks.h"

#include <string.h>

/* Takes the words up to `end`, "/", "|" or the end of the text, each as a choice;
 * "-" is -1. */
static bool
read_part(const struct question *rank, const char **at, int out[PICKS_MAX_SHOWN],
          size_t *count_out, char *end_out)
{
    *count_out = 0;
    for (;;) {
        size_t size = strcspn(*at, " ");
        const char *word = *at;
        *at += size + (word[size] == ' ');
        *end_out = size == 0 ? '\0' : word[0];
        if (size == 0) {
            return *word == '\0';
        }
        if (size == 1 && (word[0] == '/' || word[0] == '|')) {
            return **at != '\0'; /* something has to follow */
        }
        bool is_none = size == 1 && word[0] == '-';
        int choice = is_none ? -1 : question_find_choice(rank, word, size);
        if ((choice < 0 && !is_none) || *count_out == PICKS_MAX_SHOWN) {
            return false;
        }
        out[(*count_out)++] = choice;
    }
}

static bool
is_shown(const struct picks_screen *screen, int choice)
{
    for (size_t i = 0; i < screen->count; i++) {
        if (screen->shown[i] == choice) {
            return true;
        }
    }
    return choice == -1;
}

static bool
read_screen(const struct question *rank, const char **at, struct picks_screen *out,
            char *end_out)
{
    int part[PICKS_MAX_SHOWN];
    size_t count;
    *out = (struct picks_screen){.count = 0};
    if (!read_part(rank, at, part, &count, end_out) || count < 2 || *end_out != '/') {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (part[i] < 0 || is_shown(out, part[i])) {
            return false;
        }
        out->shown[out->count++] = part[i];
    }
    if (!read_part(rank, at, part, &count, end_out) || count != 1 || *end_out != '/') {
        return false;
    }
    out->most = part[0];
    if (!read_part(rank, at, part, &count, end_out) || count != 1 || *end_out == '/') {
        return false;
    }
    out->least = part[0];
    return is_shown(out, out->most) && is_shown(out, out->least) &&
           (out->most != out->least || out->most < 0);
}

bool
picks_read(const struct question *rank, const char *text, struct picks *out)
{
    char end = '|';
    out->count = 0;
    for (size_t screens = 0; end == '|'; screens++) {
        struct picks_screen screen;
        if (screens == PICKS_MAX_SCREENS || !read_screen(rank, &text, &screen, &end)) {
            return false;
        }
        if (screen.most >= 0 || screen.least >= 0) {
            out->screens[out->count++] = screen;
        }
    }
    return true;
}

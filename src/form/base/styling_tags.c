/* styling_tags: writes styled words out, and reads the HTML tags and entities in
 * them. */
#include "styling_tags.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TAG_MAX_BYTES 400 /* with its attributes; a longer one is read as words */

void
styler_add(struct styler *styler, const char *words, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)words[i];
        if (c == '\n') {
            if (styler->out->size == styler->begin || ++styler->breaks > 2) {
                continue;
            }
        } else if ((c < ' ' && c != '\t' && c != STYLING_OUTPUT) || c == 0x7f) {
            continue;
        } else if (c != ' ') {
            styler->breaks = 0;
        }
        buffer_add_u8(styler->out, c);
    }
}

void
styler_weigh(struct styler *styler, enum style style, int step)
{
    static const char marks[STYLES][2] = {{STYLING_BOLD_ON, STYLING_BOLD_OFF},
                                          {STYLING_ITALIC_ON, STYLING_ITALIC_OFF}};
    if (step < 0 && styler->on[style] == 0) {
        return;
    }
    if (step > 0 && styler->on[style]++ == 0) {
        buffer_add_u8(styler->out, (uint8_t)marks[style][0]);
    } else if (step < 0 && --styler->on[style] == 0) {
        buffer_add_u8(styler->out, (uint8_t)marks[style][1]);
    }
}

/* Takes blanks off the end, and closes the marks that are still open. */
void
styler_end(struct styler *styler)
{
    struct buffer *out = styler->out;
    while (out->size > styler->begin && strchr(" \t\n", out->data[out->size - 1])) {
        out->size--;
    }
    for (int i = 0; i < STYLES; i++) {
        styler->on[i] = styler->on[i] > 0;
        styler_weigh(styler, (enum style)i, -1);
    }
}

enum tag_effect {
    TAG_BOLD,
    TAG_ITALIC,
    TAG_BREAK,   /* a new line where the tag stands */
    TAG_LINE,    /* its words have a line of their own */
    TAG_HEADING, /* the same, in bold */
    TAG_ITEM,
    TAG_PLAIN, /* changes nothing that can be seen */
    TAG_UNKNOWN
};

static enum tag_effect
effect_of(const char *name)
{
    static const struct {
        const char *name;
        enum tag_effect effect;
    } tags[] = {
        {"b", TAG_BOLD},     {"strong", TAG_BOLD}, {"i", TAG_ITALIC},
        {"em", TAG_ITALIC},  {"br", TAG_BREAK},    {"p", TAG_LINE},
        {"div", TAG_LINE},   {"ul", TAG_LINE},     {"ol", TAG_LINE},
        {"h1", TAG_HEADING}, {"h2", TAG_HEADING},  {"h3", TAG_HEADING},
        {"h4", TAG_HEADING}, {"h5", TAG_HEADING},  {"h6", TAG_HEADING},
        {"li", TAG_ITEM},    {"span", TAG_PLAIN},  {"a", TAG_PLAIN},
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (strcasecmp(tags[i].name, name) == 0) {
            return tags[i].effect;
        }
    }
    return TAG_UNKNOWN;
}

static void
start_line(struct styler *styler)
{
    if (styler->breaks == 0) {
        styler_add(styler, "\n", 1);
    }
}

static void
apply(struct styler *styler, const char *name, bool is_end)
{
    int step = is_end ? -1 : 1;
    switch (effect_of(name)) {
    case TAG_BOLD:
        styler_weigh(styler, STYLE_BOLD, step);
        break;
    case TAG_ITALIC:
        styler_weigh(styler, STYLE_ITALIC, step);
        break;
    case TAG_BREAK:
        styler_add(styler, "\n", 1);
        break;
    case TAG_HEADING:
        if (!is_end) {
            start_line(styler);
        }
        styler_weigh(styler, STYLE_BOLD, step);
        if (is_end) {
            start_line(styler);
        }
        break;
    case TAG_LINE:
        start_line(styler);
        break;
    case TAG_ITEM:
        start_line(styler);
        if (!is_end) {
            styler_add(styler, STYLER_BULLET, strlen(STYLER_BULLET));
        }
        break;
    case TAG_PLAIN:
        break;
    case TAG_UNKNOWN:
        if (styler->left_out->tag[0] == '\0') {
            snprintf(styler->left_out->tag, STYLING_TAG_MAX_BYTES, "%s", name);
        }
        break;
    }
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

static size_t
comment_size(const struct styler *styler, size_t at, size_t end)
{
    if (end - at < 7 || memcmp(styler->text + at, "<!--", 4) != 0) {
        return 0;
    }
    size_t last = end - at > TAG_MAX_BYTES ? at + TAG_MAX_BYTES : end;
    for (size_t i = at + 4; i + 3 <= last; i++) {
        if (memcmp(styler->text + i, "-->", 3) == 0) {
            return i + 3 - at;
        }
    }
    return 0;
}

size_t
styler_read_tag(struct styler *styler, size_t at, size_t end)
{
    const char *text = styler->text;
    size_t comment = comment_size(styler, at, end);
    if (comment > 0) {
        return comment;
    }
    size_t from = at + 1;
    bool is_end = from < end && text[from] == '/';
    from += is_end;
    if (from >= end || !is_letter(text[from])) {
        return 0;
    }
    size_t name_end = from;
    while (name_end < end && is_name(text[name_end])) {
        name_end++;
    }
    size_t last = name_end;
    while (last < end && last - at < TAG_MAX_BYTES && text[last] != '>' &&
           text[last] != '<') {
        last++;
    }
    if (last >= end || text[last] != '>') {
        return 0;
    }
    if (text[name_end] == ':' || text[name_end] == '@' || text[name_end] == '.') {
        /* the tag is an address, <https://...>, and its words stay */
        styler_add(styler, text + from, last - from);
        return last + 1 - at;
    }
    char name[STYLING_TAG_MAX_BYTES];
    snprintf(name, sizeof name, "%.*s", (int)(name_end - from), text + from);
    apply(styler, name, is_end);
    return last + 1 - at;
}

size_t
styler_read_entity(struct styler *styler, size_t at, size_t end)
{
    static const struct {
        const char *written, *shown;
    } entities[] = {{"&amp;", "&"},      {"&lt;", "<"},   {"&gt;", ">"},
                    {"&quot;", "\""},    {"&apos;", "'"}, {"&#39;", "'"},
                    {"&nbsp;", "\u00a0"}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t size = strlen(entities[i].written);
        if (end - at >= size &&
            memcmp(styler->text + at, entities[i].written, size) == 0) {
            styler_add(styler, entities[i].shown, strlen(entities[i].shown));
            return size;
        }
    }
    return 0;
}

/* styling: reads **bold**, links and the like in a text, and writes words with marks.
 * The text is read once, from its beginning to its end. The inside of an emphasis, a
 * heading or a link is a stretch of its own, which is read in the same way. When a
 * search for the end of an emphasis finds none, this is remembered for the paragraph,
 * so that a text of a thousand "**" is not searched a thousand times. */
#include "townline/styling.h"

#include "styling_tags.h"

#include <string.h>

/* how deep stretches may lie in one another; what is deeper stays as it was written */
#define DEPTH_MAX 8

enum delimiter { STARS, STAR, UNDERSCORES, UNDERSCORE, BRACKET, DELIMITERS };

/* A part of the text that is read by itself, for example the words of a link. */
struct stretch {
    size_t at, end;
    size_t paragraph_end; /* no emphasis goes on past it */
    /* equal to paragraph_end when no end of this kind was found before it */
    size_t in_vain[DELIMITERS];
    unsigned depth;
};

static bool
is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
find_paragraph_end(const struct styler *styler, size_t at, size_t end)
{
    for (; at < end; at++) {
        if (styler->text[at] == '\n' && at + 1 < end && styler->text[at + 1] == '\n') {
            return at;
        }
    }
    return end;
}

static size_t
run_length(const struct styler *styler, size_t at, size_t end)
{
    size_t size = 0;
    while (at + size < end && styler->text[at + size] == styler->text[at]) {
        size++;
    }
    return size;
}

static bool
is_escape(const struct styler *styler, size_t at, size_t end)
{
    return styler->text[at] == '\\' && at + 1 < end &&
           is_punctuation(styler->text[at + 1]);
}

/* Whether this byte belongs to a letter or digit of a script that puts spaces between
 * words. In such a script no emphasis begins or ends inside of a word, so that
 * Bürger*innen and snake_case stay as they are. Chinese needs emphasis inside of its
 * long runs of letters. */
static bool
is_in_word(const struct styler *styler, size_t at)
{
    unsigned char c = (unsigned char)styler->text[at];
    if (c < 0x80) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               (c >= 'a' && c <= 'z');
    }
    while (at > 0 && ((unsigned char)styler->text[at] & 0xc0) == 0x80) {
        at--;
    }
    c = (unsigned char)styler->text[at];
    return c >= 0xc3 && c <= 0xdb; /* U+00C0 to U+06FF: Latin to Arabic */
}

static bool
is_word_before(const struct styler *styler, size_t at)
{
    return at > 0 && is_in_word(styler, at - 1);
}

static bool
is_word_after(const struct styler *styler, size_t at)
{
    return at < styler->size && is_in_word(styler, at);
}

/* Finds the end of the emphasis whose words begin at `at`. Gives `end` when there is
 * none. */
static size_t
find_closing(const struct styler *styler, char c, size_t width, size_t at, size_t end)
{
    size_t begin = at;
    while (at < end) {
        if (is_escape(styler, at, end)) {
            at += 2;
            continue;
        }
        if (styler->text[at] != c) {
            at++;
            continue;
        }
        size_t run = run_length(styler, at, end);
        bool fits = width == 2 ? run >= 2 : run == 1 || run == 3;
        bool may_end = at > begin && !is_space(styler->text[at - 1]);
        bool is_inside = (c == '_' || width == 1) && is_word_after(styler, at + run);
        if (fits && may_end && !is_inside) {
            return at + run - width;
        }
        at += run;
    }
    return end;
}

static void read_stretch(struct styler *styler, size_t at, size_t end, unsigned depth);

static bool
read_emphasis(struct styler *styler, struct stretch *stretch, size_t width)
{
    char c = styler->text[stretch->at];
    enum delimiter delimiter = c == '*' ? (width == 2 ? STARS : STAR)
                                        : (width == 2 ? UNDERSCORES : UNDERSCORE);
    size_t from = stretch->at + width, end = stretch->paragraph_end;
    if (stretch->in_vain[delimiter] == end || from >= end ||
        is_space(styler->text[from])) {
        return false;
    }
    if ((c == '_' || width == 1) && is_word_before(styler, stretch->at)) {
        return false;
    }
    size_t closing = find_closing(styler, c, width, from, end);
    if (closing == end) {
        stretch->in_vain[delimiter] = end;
        return false;
    }
    styler_weigh(styler, width == 2 ? STYLE_BOLD : STYLE_ITALIC, 1);
    read_stretch(styler, from, closing, stretch->depth + 1);
    styler_weigh(styler, width == 2 ? STYLE_BOLD : STYLE_ITALIC, -1);
    stretch->at = closing + width;
    return true;
}

static void
read_run(struct styler *styler, struct stretch *stretch)
{
    size_t run = run_length(styler, stretch->at, stretch->end);
    bool is_read = run <= 3 && stretch->depth < DEPTH_MAX &&
                   (run >= 2 ? read_emphasis(styler, stretch, 2)
                             : read_emphasis(styler, stretch, 1));
    if (is_read) {
        return;
    }
    styler_add(styler, styler->text + stretch->at, run);
    stretch->at += run;
}

/* Reads [words](address) and ![words](picture), of which the words stay. */
static bool
read_link(struct styler *styler, struct stretch *stretch)
{
    size_t from = stretch->at + 1, end = stretch->paragraph_end, words = from;
    if (stretch->in_vain[BRACKET] == end || stretch->depth >= DEPTH_MAX) {
        return false;
    }
    while (words < end && styler->text[words] != ']' && styler->text[words] != '[') {
        words += is_escape(styler, words, end) ? 2 : 1;
    }
    if (words + 1 >= end || styler->text[words] != ']' ||
        styler->text[words + 1] != '(') {
        return false;
    }
    size_t close = words + 2;
    while (close < end && styler->text[close] != ')') {
        close++;
    }
    if (close == end) {
        stretch->in_vain[BRACKET] = end;
        return false;
    }
    read_stretch(styler, from, words, stretch->depth + 1);
    stretch->at = close + 1;
    return true;
}

/* Reads "# Welcome" as a bold line. "#1" without the space is a number and stays. */
static bool
read_heading(struct styler *styler, struct stretch *stretch)
{
    size_t run = run_length(styler, stretch->at, stretch->end);
    size_t from = stretch->at + run, end = from;
    if (run > 6 || from >= stretch->end || styler->text[from] != ' ' ||
        stretch->depth >= DEPTH_MAX) {
        return false;
    }
    while (end < stretch->end && styler->text[end] != '\n') {
        end++;
    }
    size_t last = end;
    while (last > from &&
           (is_space(styler->text[last - 1]) ||
            (styler->text[last - 1] == '#' && styler->text[last - 2] != '\\'))) {
        last--;
    }
    while (from < last && is_space(styler->text[from])) {
        from++;
    }
    styler_weigh(styler, STYLE_BOLD, 1);
    read_stretch(styler, from, last, stretch->depth + 1);
    styler_weigh(styler, STYLE_BOLD, -1);
    stretch->at = end;
    return true;
}

static bool
read_line_start(struct styler *styler, struct stretch *stretch)
{
    char c = styler->text[stretch->at];
    if (c == '#') {
        return read_heading(styler, stretch);
    }
    bool is_bullet =
        stretch->at + 1 < stretch->end && styler->text[stretch->at + 1] == ' ';
    if (is_bullet) {
        styler_add(styler, STYLER_BULLET, strlen(STYLER_BULLET));
        stretch->at += 2;
    }
    return is_bullet;
}

static bool
is_line_start(const struct styler *styler, size_t at)
{
    while (at > 0 && (styler->text[at - 1] == ' ' || styler->text[at - 1] == '\t')) {
        at--;
    }
    return at == 0 || styler->text[at - 1] == '\n';
}

/* Reads one character, or the emphasis, link or tag that begins with it. */
static void
read_next(struct styler *styler, struct stretch *stretch)
{
    char c = styler->text[stretch->at];
    if ((c == '#' || c == '*') && is_line_start(styler, stretch->at) &&
        read_line_start(styler, stretch)) {
        return;
    }
    if (is_escape(styler, stretch->at, stretch->end)) {
        styler_add(styler, styler->text + stretch->at + 1, 1);
        stretch->at += 2;
        return;
    }
    if (c == '*' || c == '_') {
        read_run(styler, stretch);
        return;
    }
    bool is_picture = c == '!' && stretch->at + 1 < stretch->paragraph_end &&
                      styler->text[stretch->at + 1] == '[';
    if (is_picture) {
        stretch->at++;
    }
    if ((c == '[' || is_picture) && read_link(styler, stretch)) {
        return;
    }
    if (is_picture) {
        stretch->at--;
    }
    size_t taken = c == '<'   ? styler_read_tag(styler, stretch->at, stretch->end)
                   : c == '&' ? styler_read_entity(styler, stretch->at, stretch->end)
                              : 0;
    if (taken == 0) {
        styler_add(styler, &c, 1);
    }
    stretch->at += taken == 0 ? 1 : taken;
}

/* Reads the text from `at` to `end`. Emphasis and links below DEPTH_MAX stay as
 * written. */
static void
read_stretch(struct styler *styler, size_t at, size_t end, unsigned depth)
{
    struct stretch stretch = {.at = at, .end = end, .depth = depth};
    for (int i = 0; i < DELIMITERS; i++) {
        stretch.in_vain[i] = SIZE_MAX;
    }
    stretch.paragraph_end = find_paragraph_end(styler, at, end);
    while (stretch.at < end) {
        if (stretch.at >= stretch.paragraph_end) {
            stretch.paragraph_end = find_paragraph_end(styler, stretch.at + 1, end);
        }
        read_next(styler, &stretch);
    }
}

void
styling_read(const char *text, size_t size, struct buffer *out,
             struct styling_left_out *left_out)
{
    struct styling_left_out unused;
    struct styler styler = {.text = text,
                            .size = size,
                            .out = out,
                            .begin = out->size,
                            .left_out = !left_out ? &unused : left_out};
    styler.left_out->tag[0] = '\0';
    read_stretch(&styler, 0, size, 0);
    styler_end(&styler);
}

bool
styling_is_mark(char c)
{
    return c >= STYLING_BOLD_ON && c <= STYLING_ITALIC_OFF;
}

void
styling_plain(const char *styled, size_t size, struct buffer *out)
{
    for (size_t i = 0; i < size; i++) {
        if (!styling_is_mark(styled[i])) {
            buffer_add_u8(out, (uint8_t)styled[i]);
        }
    }
}

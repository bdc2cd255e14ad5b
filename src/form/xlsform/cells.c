/* cells: reads cells: cleans their texts, and checks names and names of files. */
#include "compiler.h"
#include "townline/characters.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool
compiler_no_memory(struct compiler *compiler)
{
    return error_set(compiler->err, ERROR_FULL, "the workbook is too large to compile");
}

/* Whether the text begins with a curly quotation mark, as word processors write it, and
 * which straight one stands for it. Gives the length of the curly one, or 0.
 * Expressions cannot read curly marks. */
static size_t
straight_quote(const char *text, char *out)
{
    static const struct {
        const char *curly;
        char straight;
    } quotes[] = {{"\u2018", '\''}, {"\u2019", '\''}, {"\u201c", '"'}, {"\u201d", '"'}};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t size = strlen(quotes[i].curly);
        if (strncmp(text, quotes[i].curly, size) == 0) {
            *out = quotes[i].straight;
            return size;
        }
    }
    return 0;
}

/* Whether a character that begins with this byte is a wide one, such as a Chinese one:
 * those from U+3000 on. Characters that begin with 0xef are left out, since Arabic
 * forms are among them. */
static bool
is_wide(unsigned char first)
{
    return first >= 0xe3 && first != 0xef;
}

static bool
is_among_wide(const char *text, size_t at, size_t size)
{
    size_t before = at;
    while (before > 0 && character_is_inside(text[before - 1])) {
        before--;
    }
    return (before > 0 && is_wide((unsigned char)text[before - 1])) ||
           is_wide((unsigned char)text[at + size]);
}

enum cleaning {
    CLEAN_SPACES = 1, /* runs of them are one */
    CLEAN_QUOTES = 2,
    KEEP_WIDE_QUOTES = 4,
};

static const char *
clean(struct compiler *compiler, const char *text, unsigned how)
{
    char *out = arena_text(&compiler->arena, text, strlen(text));
    size_t size = 0;
    if (!out) {
        return NULL;
    }
    for (size_t at = 0; text[at] != '\0';) {
        char quote;
        size_t taken =
            (how & CLEAN_QUOTES) != 0 ? straight_quote(text + at, &quote) : 0;
        if ((how & KEEP_WIDE_QUOTES) != 0 && is_among_wide(text, at, taken)) {
            taken = 0;
        }
        if (taken > 0) {
            out[size++] = quote;
            at += taken;
        } else if ((how & CLEAN_SPACES) != 0 && text[at] == ' ' && size > 0 &&
                   out[size - 1] == ' ') {
            at++;
        } else {
            out[size++] = text[at++];
        }
    }
    out[size] = '\0';
    return out;
}

/* How texts of this sheet are cleaned. On the survey several spaces become one, unless
 * the settings say no. On our own sheets they do too, but quotation marks stay as they
 * are. */
static unsigned
cleaning_of(const struct compiler *compiler, const struct table *table)
{
    if (table == &compiler->survey) {
        return CLEAN_QUOTES | (compiler->settings.keeps_spaces ? 0 : CLEAN_SPACES);
    }
    return table == &compiler->choices || table == &compiler->setting ? CLEAN_QUOTES
                                                                      : CLEAN_SPACES;
}

const char *
compiler_clean(struct compiler *compiler, const struct table *table, const char *text)
{
    return clean(compiler, text, cleaning_of(compiler, table));
}

struct formula
compiler_formula(struct compiler *compiler, const struct table *table, size_t row,
                 const char *column)
{
    const char *cell = table_cell(table, row, column);
    const char *text = cell[0] == '\0' ? "" : compiler_clean(compiler, table, cell);
    return (struct formula){.text = text ? text : "",
                            .place = table_place(table, row, column)};
}

static bool
is_media(const char *name)
{
    return strcmp(name, "image") == 0 || strcmp(name, "big-image") == 0 ||
           strcmp(name, "audio") == 0;
}

bool
compiler_text(struct compiler *compiler, const struct table *table, size_t row,
              struct column_key key, struct text *out)
{
    *out = (struct text){.place = table_words_place(table, row, key, 0)};
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const char *words = table_words(table, row, key, i);
        if (words[0] == '\0') {
            continue;
        }
        size_t count = compiler->languages.count;
        if (!out->words) {
            out->words = arena_take(&compiler->arena, count, sizeof *out->words);
            out->columns = arena_take(&compiler->arena, count, sizeof *out->columns);
        }
        if (!out->words || !out->columns) {
            return compiler_no_memory(compiler);
        }
        out->words[i] =
            clean(compiler, words, cleaning_of(compiler, table) | KEEP_WIDE_QUOTES);
        if (!out->words[i]) {
            return compiler_no_memory(compiler);
        }
        struct cell_place place = table_words_place(table, row, key, i);
        out->columns[i] = place.column;
        if (!is_media(key.name) && !styling_check(compiler, out->words[i], place)) {
            return false;
        }
        if (table->columns[place.column - 1].language >= 0) {
            out->is_translated = true;
        }
        if (out->place.column == 0) {
            out->place = place;
        }
    }
    return true;
}

const char *
text_in(const struct text *text, size_t language)
{
    return !text->words || !text->words[language] ? "" : text->words[language];
}

struct cell_place
text_place(const struct text *text, size_t language)
{
    struct cell_place place = text->place;
    if (text->columns && text->columns[language] > 0) {
        place.column = text->columns[language];
    }
    return place;
}

bool
text_is_empty(const struct text *text)
{
    return !text->words;
}

struct cell_place
compiler_label_place(const struct compiler *compiler, const struct table *table,
                     size_t row)
{
    const struct column_key label = {.name = "label"};
    struct cell_place place = table_words_place(table, row, label, 0);
    for (size_t i = 1; place.column == 0 && i < compiler->languages.count; i++) {
        place = table_words_place(table, row, label, i);
    }
    return place;
}

bool
is_yes(const char *text)
{
    return strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0 ||
           strcasecmp(text, "true()") == 0 || strcmp(text, "1") == 0;
}

bool
is_no(const char *text)
{
    return strcasecmp(text, "no") == 0 || strcasecmp(text, "false") == 0 ||
           strcasecmp(text, "false()") == 0 || strcmp(text, "0") == 0;
}

/* Whether a name in XML may begin with this character (XML 1.0, productions 4 and 4a).
 */
static bool
is_name_letter(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
        {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
        {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd},
    };
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static bool
is_name_further(uint32_t c)
{
    return is_name_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == 0xb7 || (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040;
}

bool
is_valid_name(const char *name)
{
    size_t size;
    if (!is_name_letter(character_at(name, &size))) {
        return false;
    }
    while (*(name += size) != '\0') {
        if (!is_name_further(character_at(name, &size))) {
            return false;
        }
    }
    return true;
}

static void
tell_no_media(struct compiler *compiler, const char *name, struct cell_place place)
{
    const struct xlsform_options *options = compiler->options;
    char like[256], instead[300] = "Put it there, or take its name out.";
    if (options->like_media && compiler_may_guess(compiler, 1000) &&
        options->like_media(options->media_context, name, like, sizeof like)) {
        snprintf(instead, sizeof instead,
                 "Write \"%s\": capital letters are other letters.", like);
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, instead,
                    "the media folder has no file \"%s\".", name);
}

void
compiler_check_media(struct compiler *compiler, const struct text *text)
{
    const struct xlsform_options *options = compiler->options;
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const char *name = text_in(text, i);
        if (name[0] == '\0' || strcmp(name, "-") == 0 ||
            (i > 0 && strcmp(name, text_in(text, 0)) == 0)) {
            continue;
        }
        if (has_placeholder(name)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, text_place(text, i),
                            "Write the name of a file, as in library.png.",
                            "a file cannot be chosen by an answer: \"%s\".", name);
        } else if (name[0] == '.' || strpbrk(name, "/\\:")) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, text_place(text, i),
                            "Write the name alone, as in library.png.",
                            "\"%s\" is no name of a file in the media folder.", name);
        } else if (options->has_media &&
                   !options->has_media(options->media_context, name)) {
            tell_no_media(compiler, name, text_place(text, i));
        }
    }
}

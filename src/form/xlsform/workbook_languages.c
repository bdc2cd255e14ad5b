/* workbook_languages: finds the languages of a workbook in the headings of the survey
 * and the choices. The default language comes first. */
#include "compiler.h"
#include "language.h"

#include "townline/kiosk_words.h"

#include <string.h>
#include <strings.h>

static bool
add_language(struct compiler *compiler, const struct table *table, size_t column)
{
    struct languages *languages = &compiler->languages;
    const char *name = table->columns[column].language_name;
    int found = languages_find(languages, name);
    if (found >= 0) {
        if (strcmp(languages->names[found], name) != 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            (struct cell_place){table->name, (unsigned)table->first_row,
                                                (unsigned)column + 1},
                            "Write a language in the same way everywhere.",
                            "\"%s\" and \"%s\" are taken for the same language.", name,
                            languages->names[found]);
        }
        return true;
    }
    if (languages->count == LANGUAGES_MAX - 1) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){table->name, (unsigned)table->first_row,
                                            (unsigned)column + 1},
                        "", "A form has at most %d languages.", LANGUAGES_MAX - 1);
        return false;
    }
    languages->names[languages->count++] = name;
    return true;
}

/* "label::default" is what other compilers call a plain "label". */
static void
read_plain(struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        if (strcmp(column->language_name, LANGUAGE_PLAIN) == 0) {
            column->language_name = "";
        }
    }
}

static void
collect(struct compiler *compiler, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].language_name[0] != '\0' &&
            !add_language(compiler, table, i)) {
            return;
        }
    }
}

/* Finds a language by its code alone, or without it: "es" finds "Español (es)". */
static int
find_loosely(const struct languages *languages, const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < languages->count; i++) {
        const char *written = languages->names[i];
        const char *open = strrchr(written, '(');
        if (!open) {
            continue;
        }
        size_t words = (size_t)(open - written);
        while (words > 0 && written[words - 1] == ' ') {
            words--;
        }
        bool is_code = strncasecmp(open + 1, name, size) == 0 && open[size + 1] == ')';
        if (is_code || (words == size && strncasecmp(written, name, size) == 0)) {
            return (int)i;
        }
    }
    return -1;
}

static void
put_first(struct languages *languages, size_t index)
{
    const char *name = languages->names[index];
    memmove(languages->names + 1, languages->names, index * sizeof *languages->names);
    languages->names[0] = name;
}

static int
find_default(struct compiler *compiler, bool has_plain)
{
    struct languages *languages = &compiler->languages;
    const char *wanted = compiler->settings.default_language;
    if (wanted[0] == '\0') {
        return has_plain ? -1 : 0;
    }
    int found = languages_find(languages, wanted);
    if (found >= 0 || has_plain) {
        return found;
    }
    found = find_loosely(languages, wanted);
    struct cell_place place = table_place(
        &compiler->setting, compiler->setting.first_row, "default_language");
    diagnostics_add(
        compiler->diagnostics, SEVERITY_WARNING, place,
        "Write it as in the headers of the columns, as in label::Espa\u00f1ol "
        "(es).",
        "no column is in the language \"%s\"; the default is \"%s\".", wanted,
        languages->names[found < 0 ? 0 : found]);
    return found < 0 ? 0 : found;
}

void
languages_bind(struct compiler *compiler, struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        if (column->language_name[0] == '\0') {
            continue;
        }
        column->language = languages_find(&compiler->languages, column->language_name);
        if (column->language >= 0) {
            continue;
        }
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){table->name, (unsigned)table->first_row,
                                            (unsigned)i + 1},
                        "Use the languages of the survey sheet, written as there.",
                        "the survey has no language \"%s\".", column->language_name);
        column->language = LANGUAGES_MAX; /* none that is asked for */
    }
    table_sort(table);
}

static bool
has_column(const struct table *table, const char *name, bool is_translated)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (!column->key.is_said && strcmp(column->key.name, name) == 0 &&
            (column->language_name[0] != '\0') == is_translated) {
            return true;
        }
    }
    return false;
}

/* Labels without a language are in one of their own, and so are other words that stand
 * beside translated ones; pictures and sounds are for all. */
static bool
has_plain_words(const struct table *table)
{
    static const char *const others[] = {"hint", "guidance_hint", "required_message",
                                         "constraint_message"};
    bool has_plain = has_column(table, "label", false);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        has_plain = has_plain || (has_column(table, others[i], false) &&
                                  has_column(table, others[i], true));
    }
    return has_plain;
}

/* The first cell that names a language; without a sheet where none does. */
static struct cell_place
language_place(const struct compiler *compiler, size_t language)
{
    const struct table *tables[] = {&compiler->survey, &compiler->choices};
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < tables[t]->column_count; i++) {
            if (tables[t]->columns[i].language == (int)language) {
                return (struct cell_place){
                    tables[t]->name, (unsigned)tables[t]->first_row, (unsigned)i + 1};
            }
        }
    }
    return (struct cell_place){"", 0, 0};
}

/* The language's code says in which direction it is written, which voice reads it and
 * which of the kiosk's own words stand beside it. */
static void
check_code(struct compiler *compiler, size_t language)
{
    const char *name = compiler->languages.names[language];
    struct language_name read;
    language_read(name, &read);
    if (strcmp(read.code, LANGUAGE_UNKNOWN) == 0) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_WARNING, language_place(compiler, language),
            "Write its code behind, as in label::Espa\u00f1ol (es).",
            "the language \"%s\" has no code, so no voice can read it%s.", name,
            workbook_find_sheet(compiler->workbook, KIOSK_WORDS_SHEET)
                ? ""
                : ", and the kiosk's own words beside it are English");
        return;
    }
    for (size_t i = 0; i < language; i++) {
        struct language_name other;
        language_read(compiler->languages.names[i], &other);
        if (strcmp(other.code, read.code) == 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            language_place(compiler, language),
                            "Give each language a code of its own, or one column.",
                            "\"%s\" and \"%s\" have one code; residents can choose "
                            "each of them.",
                            compiler->languages.names[i], name);
        }
    }
}

/* Beside others it needs a name, so that residents know what they choose. */
static void
check_plain(struct compiler *compiler)
{
    const struct table *table =
        has_plain_words(&compiler->survey) ? &compiler->survey : &compiler->choices;
    int column =
        table_column(table, (struct column_key){.name = "label"}, LANGUAGE_NONE);
    diagnostics_add(
        compiler->diagnostics, SEVERITY_WARNING,
        (struct cell_place){table->name, (unsigned)table->first_row,
                            (unsigned)(column + 1)},
        "Write it as in label::English (en), or as default_language in the settings.",
        "these words do not say their language; its button says \"Start\" to "
        "residents.");
}

bool
languages_load(struct compiler *compiler)
{
    struct languages *languages = &compiler->languages;
    if (compiler->settings.default_language[0] == '\0') {
        read_plain(&compiler->survey);
        read_plain(&compiler->choices);
    }
    bool has_plain =
        has_plain_words(&compiler->survey) || has_plain_words(&compiler->choices);
    const char *wanted = compiler->settings.default_language;
    const char *plain = wanted[0] == '\0' ? LANGUAGE_PLAIN : wanted;
    collect(compiler, &compiler->survey);
    collect(compiler, &compiler->choices);
    languages->are_named = languages->count > 0;
    int first = languages->are_named ? find_default(compiler, has_plain) : -1;
    if (first < 0) {
        languages->names[languages->count] = plain;
        first = (int)languages->count++;
        languages->is_default_plain = true;
    }
    put_first(languages, (size_t)first);
    languages_bind(compiler, &compiler->survey);
    languages_bind(compiler, &compiler->choices);
    for (size_t i = languages->is_default_plain; i < languages->count; i++) {
        check_code(compiler, i);
    }
    if (languages->is_default_plain && languages->are_named && wanted[0] == '\0') {
        check_plain(compiler);
    }
    compiler->itext.language_count = languages->count;
    return true;
}

/* extra_sheets: reads the sheets services, stories, events and county, which other
 * programs ignore. Their texts become itext. The rest becomes an instance with the id
 * "townline", which form/README.md shows. services_checks.c checks that they fit the
 * survey. */
#include "extra_sheets.h"

#include "tag.h"
#include "townline/characters.h"

#include <stdio.h>
#include <string.h>

#define INSTANCE_DEPTH 3 /* it stands inside of html, head and model */

static const char *const service_names[] = {
    "name",
    "label",
    "group",
    "provided_by",
    "staff_now",
    "assets",
    "summary",
    "today",
    "change",
    "stays_here",
    "jobs",
    "partners",
    "savings_low",
    "savings_high",
    "savings_period",
    "savings_threshold",
    "savings_source",
    "savings_date",
    "geography",
    "geography_rating",
    "grouping_rating",
    "agency_culture",
    "culture_rating",
    "urgency",
    "visibility",
    "already_shared",
    "together",
    "closes",
    "gives_up",
    "identity",
    "control",
    "image",
    "audio",
    "url",
    NULL,
};
static const char *const story_names[] = {
    "service",  "title", "place", "year", "legal_form",
    "partners", "text",  "image", NULL,
};
static const char *const event_names[] = {"name", "label", NULL};
static const char *const county_names[] = {
    "name",      "logo",       "picture",    "accent_color",    "contact",
    "next_date", "next_place", "decided_by", "results_address", "collect_address",
    NULL,
};

const struct column_rules service_columns = {.names = service_names, .key = "name"};
static const struct column_rules story_columns = {.names = story_names, .key = "title"};
static const struct column_rules event_columns = {.names = event_names, .key = "name"};
static const struct column_rules county_columns = {.names = county_names,
                                                   .key = "name"};

static const struct kind {
    const char *sheet, *element;
    const struct column_rules *rules;
    bool has_code; /* the key is a code; else rows are counted */
    bool has_one_row;
} kinds[] = {
    {"services", "service", &service_columns, true, false},
    {"stories", "story", &story_columns, false, false},
    {"events", "event", &event_columns, true, false},
    {"county", "county", &county_columns, false, true},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* How many letters a text may have, so that cards stay short. The numbers were chosen,
 * not measured. Chinese characters are twice as wide and count twice. */
static const struct {
    const char *column;
    size_t letters;
    const char *sheet; /* NULL: any */
} rooms[] = {
    {"label", 40, NULL},    {"title", 60, NULL},      {"summary", 140, NULL},
    {"today", 220, NULL},   {"change", 220, NULL},    {"stays_here", 220, NULL},
    {"jobs", 220, NULL},    {"text", 300, NULL},      {"gives_up", 220, NULL},
    {"contact", 120, NULL}, {"next_place", 60, NULL}, {"decided_by", 80, NULL},
    {"name", 40, "county"},
};

static size_t
letters_of(const char *words)
{
    size_t letters = 0;
    for (const unsigned char *at = (const unsigned char *)words; *at != '\0'; at++) {
        letters += !character_is_inside((char)*at);
        /* characters from U+3000 on are wide; those with 0xEF at the beginning are not
         * counted, because Arabic forms are among them */
        letters += *at >= 0xE3 && *at != 0xEF;
    }
    return letters;
}

static void
check_room(struct compiler *compiler, const struct table *table, size_t row,
           const char *column, const struct text *text)
{
    size_t room = 0;
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        bool is_ours = !rooms[i].sheet || strcmp(rooms[i].sheet, table->name) == 0;
        if (is_ours && strcmp(rooms[i].column, column) == 0) {
            room = rooms[i].letters;
        }
    }
    for (size_t i = 0; room > 0 && i < compiler->languages.count; i++) {
        size_t letters = letters_of(text_in(text, i));
        if (letters <= room) {
            continue;
        }
        struct column_key key = {.name = column};
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_words_place(table, row, key, i), "Say it in fewer words.",
                        "%zu letters do not fit; there is room for %zu.", letters,
                        room);
    }
}

static bool
is_file(const char *column)
{
    static const char *const files[] = {"image", "audio", "logo", "picture"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(files[i], column) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether words that stand there once, without a language, are spoken in each. */
static bool
is_spoken_plain(const struct kind *kind, const char *column)
{
    return strcmp(kind->sheet, "county") == 0 && form_speaks_of_county(column);
}

/* Makes the id of a text, such as "services:dispatch:today". On a sheet whose rows have
 * no name the number of the row stands there: "stories:2:text". */
static const char *
make_id(struct compiler *compiler, const struct kind *kind, const char *row_name,
        const char *column)
{
    size_t size = strlen(kind->sheet) + strlen(row_name) + strlen(column) + 3;
    char *id = arena_take(&compiler->arena, 1, size);
    if (!id) {
        return NULL;
    }
    snprintf(id, size, "%s:%s:%s", kind->sheet, row_name, column);
    return id;
}

static bool
write_itext(struct compiler *compiler, struct tags *tags, const char *id,
            const struct text texts[2], const char *column)
{
    struct itext *itext =
        !id ? NULL : itext_add(&compiler->itext, &compiler->arena, id);
    size_t size = !id ? 0 : strlen(id) + sizeof "jr:itext('')";
    char *ref = !itext ? NULL : arena_take(&compiler->arena, 1, size);
    if (!ref) {
        return compiler_no_memory(compiler);
    }
    for (size_t i = 0; i < compiler->languages.count; i++) {
        /* what stands there once, without a language, is for all of them */
        itext_set(itext, i, strcmp(column, "audio") == 0 ? ITEXT_AUDIO : ITEXT_SHOWN,
                  text_in(&texts[0], texts[0].is_translated ? i : 0));
        itext_set(itext, i, ITEXT_SAY, text_in(&texts[1], i));
    }
    snprintf(ref, size, "jr:itext('%s')", id);
    tag_open(tags, column);
    tag_attribute(tags, "ref", ref);
    tag_close(tags);
    return true;
}

/* Writes one column of a row, in all its languages. */
static bool
write_column(struct compiler *compiler, struct tags *tags, const struct kind *kind,
             const struct extra_row *row, const char *column)
{
    struct text texts[2]; /* shown, spoken */
    if (!compiler_text(compiler, row->table, row->row,
                       (struct column_key){column, false}, &texts[0]) ||
        !compiler_text(compiler, row->table, row->row,
                       (struct column_key){column, true}, &texts[1])) {
        return false;
    }
    if (text_is_empty(&texts[0])) {
        return true;
    }
    if (is_file(column)) {
        compiler_check_media(compiler, &texts[0]);
    }
    check_room(compiler, row->table, row->row, column, &texts[0]);
    bool is_plain = !texts[0].is_translated && text_is_empty(&texts[1]);
    if (strcmp(column, "audio") == 0) {
        recordings_check(compiler, &texts[0]);
        return write_itext(compiler, tags, make_id(compiler, kind, row->name, column),
                           texts, column);
    }
    if (!is_plain && !is_file(column)) {
        spoken_cells_tell(compiler, row->table, &texts[0], &texts[1], NULL);
        return write_itext(compiler, tags, make_id(compiler, kind, row->name, column),
                           texts, column);
    }
    if (is_spoken_plain(kind, column)) {
        spoken_cells_tell(compiler, row->table, &texts[0], &texts[1], NULL);
    }
    if (texts[0].is_translated) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, texts[0].place,
                        "Write one file, in a column without a language.",
                        "the file of the default language is used for all.");
    }
    tag_element(tags, column, text_in(&texts[0], 0));
    return true;
}

static bool
write_row(struct compiler *compiler, struct tags *tags, const struct kind *kind,
          const struct extra_row *row)
{
    tag_open(tags, kind->element);
    for (const char *const *name = kind->rules->names; *name; name++) {
        if (!write_column(compiler, tags, kind, row, *name)) {
            return false;
        }
    }
    tag_close(tags);
    return true;
}

const char *
extra_row_words(const struct extra_row *row, const char *column, size_t language)
{
    return table_words(row->table, row->row, (struct column_key){.name = column},
                       language);
}

struct cell_place
extra_row_place(const struct extra_row *row, const char *column, size_t language)
{
    return table_words_place(row->table, row->row, (struct column_key){.name = column},
                             language);
}

/* Whether the row has a name that can be used. If not, the author is told and the row
 * is left out. */
static bool
is_named(struct compiler *compiler, const struct kind *kind,
         const struct extra_row *row)
{
    bool is_code = kind->has_code;
    struct cell_place place = extra_row_place(row, kind->rules->key, 0);
    const char *words = extra_row_words(row, kind->rules->key, 0);
    if (words[0] == '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, NULL,
                        "this row has no %s.", kind->rules->key);
    } else if (is_code && !is_valid_name(words)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Use letters, digits and _ only, beginning with a letter.",
                        "\"%s\" cannot be a name.", words);
    } else {
        return true;
    }
    return false;
}

static bool
load_row(struct compiler *compiler, struct table *table, const struct kind *kind,
         struct extra_row *out)
{
    bool is_code = kind->has_code;
    char number[24];
    snprintf(number, sizeof number, "%zu", out->row - table->first_row + 1);
    out->table = table;
    const char *name = is_code ? table_cell(table, out->row, "name") : number;
    out->name = arena_text(&compiler->arena, name, strlen(name));
    return out->name || compiler_no_memory(compiler);
}

static bool
write_sheet(struct compiler *compiler, struct tags *tags, const struct kind *kind,
            struct rows *rows)
{
    struct table table;
    if (!table_open(&table, compiler->workbook, kind->sheet, kind->rules,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    if (!table.sheet) {
        return true;
    }
    languages_bind(compiler, &table);
    columns_check(compiler, &table, kind->rules);
    if (!lost_cells_tell(compiler, &table)) {
        return false;
    }
    if (!key_column_check(compiler, &table, kind->rules)) {
        return true;
    }
    rows->table = table;
    rows->list = arena_take(&compiler->arena, table.row_count, sizeof *rows->list);
    if (!rows->list && table.row_count > 0) {
        return compiler_no_memory(compiler);
    }
    for (size_t i = table.first_row; i < table.row_count; i++) {
        struct extra_row row = {.row = i};
        if (table_row_is_empty(&table, i)) {
            continue;
        }
        if (!load_row(compiler, &rows->table, kind, &row)) {
            return false;
        }
        if (!is_named(compiler, kind, &row)) {
            continue;
        }
        if (kind->has_one_row && rows->count > 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            (struct cell_place){table.name, (unsigned)i + 1, 0},
                            "Take this row out.", "the sheet %s has one row.",
                            kind->sheet);
            continue;
        }
        if (!write_row(compiler, tags, kind, &row)) {
            return false;
        }
        struct extra_row *kept = &rows->list[rows->count++];
        *kept = row;
        if (!name_index_add(&rows->names, &compiler->arena, NULL, kept->name, kept)) {
            return compiler_no_memory(compiler);
        }
    }
    name_index_sort(&rows->names);
    return true;
}

bool
extra_sheets_compile(struct compiler *compiler)
{
    struct tags tags;
    struct rows rows[KIND_COUNT] = {{.count = 0}}, words = {.count = 0};
    tag_init(&tags, &compiler->instances, INSTANCE_DEPTH);
    tag_open(&tags, "instance");
    tag_attribute(&tags, "id", "townline");
    tag_open(&tags, "root");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (!write_sheet(compiler, &tags, &kinds[i], &rows[i])) {
            return false;
        }
    }
    if (!kiosk_words_write(compiler, &tags, &words)) {
        return false;
    }
    tag_close(&tags);
    tag_close(&tags);
    size_t count = words.count;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        count += rows[i].count;
    }
    if (count == 0) {
        buffer_clear(&compiler->instances);
    }
    if (!services_check(compiler, &rows[0])) {
        return false;
    }
    stories_check(compiler, &rows[1], &rows[0]);
    rows_check_names(compiler, &rows[2]);
    county_check(compiler, &rows[3]);
    return !compiler->instances.failed || compiler_no_memory(compiler);
}

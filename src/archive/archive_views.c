/* Writes the views of a form. */
#include "archive_views.h"

#include <stdio.h>
#include <string.h>

#define VIEW_MAX_BYTES ((size_t)16 << 20)

struct viewing {
    int64_t form;
    const struct slice *slice;
    bool with_labels;
    struct buffer sql;
};

static void
add_words(struct buffer *sql, const char *column, const char *const *words,
          size_t count)
{
    buffer_add_format(sql, ", CASE t.%s", column);
    for (size_t i = 0; i < count; i++) {
        buffer_add_format(sql, " WHEN %zu THEN '%s'", i, words[i]);
    }
    buffer_add_format(sql, " END AS %s", column);
}
#define ADD_WORDS(sql, column, words)                                                  \
    add_words(sql, column, words, sizeof(words) / sizeof *(words))

static void
add_head(struct buffer *sql)
{
    static const char *const channels[] = {"touch", "keys", "switches", "voice"};
    static const char *const durations[] = {"under 1", "1 to 2", "2 to 4", "4 to 8",
                                            "over 8"};
    static const char *const straight_lines[] = {"none", "some", "all", "unknown"};
    static const char *const saids[] = {"", "yes", "no"};
    static const char *const terms[] = {"round", "event", "language"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        buffer_add_format(sql,
                          ", (SELECT e.text FROM term e WHERE e.office = t.office"
                          " AND e.term = t.%s) AS %s",
                          terms[i], terms[i]);
    }
    buffer_add_format(sql, ", t.half_day, t.clock_trusted");
    ADD_WORDS(sql, "channel", channels);
    ADD_WORDS(sql, "duration", durations);
    ADD_WORDS(sql, "straight_line", straight_lines);
    buffer_add_format(sql, ", t.complete, t.after_results");
    ADD_WORDS(sql, "assisted", saids);
    ADD_WORDS(sql, "first_time", saids);
    buffer_add_format(sql, ", t.order_seed, b.recovered IS NOT NULL AS recovered");
}

/* Four instance numbers in one, as other_value and comment have them. */
static void
add_place(struct viewing *viewing)
{
    size_t depth = viewing->slice->table->depth;
    buffer_add_format(&viewing->sql, depth == 0 ? "0" : "(");
    for (size_t i = 0; i < depth; i++) {
        buffer_add_format(&viewing->sql, "%st.instance%zu * %llu", i > 0 ? " + " : "",
                          i + 1, 1ULL << 16 * (DESCRIPTOR_MAX_DEPTH - 1 - i));
    }
    buffer_add_format(&viewing->sql, depth == 0 ? "" : ")");
}

static void
add_kept(struct viewing *viewing, const char *column, const char *table,
         size_t question)
{
    buffer_add_format(&viewing->sql,
                      "(SELECT o.%s FROM %s o WHERE o.office = t.office"
                      " AND o.bundle = t.bundle AND o.position = t.position"
                      " AND o.question = %zu AND o.place = ",
                      column, table, question);
    add_place(viewing);
    buffer_add_format(&viewing->sql, ")");
}

static void
add_code(struct viewing *viewing, size_t question, const char *choice)
{
    buffer_add_format(&viewing->sql,
                      "(SELECT %s FROM choice c WHERE c.form = %lld"
                      " AND c.question = %zu AND c.choice = %s",
                      viewing->with_labels ? "coalesce(c.label, c.code)" : "c.code",
                      (long long)viewing->form, question, choice);
}

static void
add_column(struct viewing *viewing, const struct column *column,
           const struct question *question, const char *name)
{
    struct buffer *sql = &viewing->sql;
    const char *between = viewing->with_labels ? "; " : " ";
    buffer_add_format(sql, ", ");
    switch (column->kind) {
    case COLUMN_CHOICE:
        buffer_add_format(sql, "CASE t.");
        add_quoted(sql, name, '"');
        buffer_add_format(sql, " WHEN -1 THEN '' WHEN -2 THEN ");
        add_kept(viewing, "value", "other_value", column->question);
        buffer_add_format(sql, " ELSE ");
        add_code(viewing, column->question, "t.");
        add_quoted(sql, name, '"');
        buffer_add_format(sql, ") END");
        break;
    case COLUMN_MASK:
        buffer_add_format(sql, "CASE t.");
        add_quoted(sql, name, '"');
        buffer_add_format(sql, " WHEN -1 THEN '' WHEN -2 THEN ");
        add_kept(viewing, "value", "other_value", column->question);
        buffer_add_format(sql, " ELSE substr(''");
        for (size_t i = 0; i < question->choice_count; i++) {
            char number[24];
            buffer_add_format(sql, " || CASE WHEN t.");
            add_quoted(sql, name, '"');
            buffer_add_format(sql, " & %llu <> 0 THEN '%s' || ", 1ULL << i, between);
            snprintf(number, sizeof number, "%zu)", i);
            add_code(viewing, column->question, number);
            buffer_add_format(sql, " ELSE '' END");
        }
        buffer_add_format(sql, ", %zu) END", strlen(between) + 1);
        break;
    case COLUMN_COMMENT: /* only what was allowed */
        buffer_add_format(sql, "CASE t.");
        add_quoted(sql, name, '"');
        buffer_add_format(sql, " WHEN -1 THEN '' WHEN 1 THEN ");
        add_kept(viewing, "text", "allowed_comment", column->question);
        buffer_add_format(sql, " END");
        break;
    case COLUMN_CODES:
    case COLUMN_RANK:
    case COLUMN_VALUE:
        buffer_add_format(sql, "t.");
        add_quoted(sql, name, '"');
        break;
    }
    buffer_add_format(sql, " AS ");
    add_quoted(sql, name, '"');
}

static void
add_instances(struct viewing *viewing, const struct descriptor *descriptor)
{
    const struct form_table *table = viewing->slice->table;
    int repeats[DESCRIPTOR_MAX_DEPTH] = {0};
    size_t level = table->depth;
    for (int r = table->repeat; r >= 0; r = descriptor->repeats[r].parent) {
        repeats[--level] = r;
    }
    for (size_t i = 0; i < table->depth; i++) {
        if (!descriptor->repeats[repeats[i]].keys) {
            buffer_add_format(&viewing->sql, ", t.instance%zu + 1", i + 1);
        } else {
            buffer_add_format(&viewing->sql,
                              ", (SELECT %s FROM instance i WHERE i.form = %lld AND"
                              " i.repeat = %d AND i.instance = t.instance%zu)",
                              viewing->with_labels ? "coalesce(i.label, i.code)"
                                                   : "i.code",
                              (long long)viewing->form, repeats[i], i + 1);
        }
        buffer_add_format(&viewing->sql,
                          table->depth == 1 ? " AS instance" : " AS instance%zu",
                          i + 1);
    }
}

static void
add_name(struct viewing *viewing, const char *repeat)
{
    struct buffer name;
    size_t part = viewing->slice->first / SLICE_COLUMNS;
    buffer_init(&name, 256);
    buffer_add_format(&name, "%s%lld", viewing->with_labels ? "labels" : "form",
                      (long long)viewing->form);
    if (part > 0) {
        buffer_add_format(&name, "_part%zu", part + 1);
    }
    if (repeat) {
        buffer_add_format(&name, "-%s", repeat);
    }
    buffer_add_u8(&name, 0);
    add_quoted(&viewing->sql, (const char *)name.data, '"');
    buffer_finish(&name);
}

static bool
create_view(struct archive *archive, struct viewing *viewing, const char *repeat,
            const struct descriptor *descriptor, char (*names)[NAME_MAX_BYTES],
            struct error *err)
{
    const struct slice *slice = viewing->slice;
    buffer_init(&viewing->sql, VIEW_MAX_BYTES);
    buffer_add_format(&viewing->sql, "CREATE VIEW ");
    add_name(viewing, repeat);
    buffer_add_format(&viewing->sql, " AS SELECT t.office, t.bundle, t.position");
    add_instances(viewing, descriptor);
    if (slice->answer_column > slice->key_columns) {
        add_head(&viewing->sql);
    }
    for (size_t i = slice->first; i < slice->first + slice->count; i++) {
        const struct column *column = &slice->table->columns[i];
        add_column(viewing, column, &descriptor->questions[column->question], names[i]);
    }
    buffer_add_format(&viewing->sql,
                      " FROM %s t JOIN bundle b ON b.bundle = t.bundle"
                      " WHERE b.counted = 1",
                      slice->name);
    buffer_add_u8(&viewing->sql, 0);
    bool ok = !viewing->sql.failed ||
              error_set(err, ERROR_INPUT, "the form is too large to be kept");
    ok =
        ok && database_script(&archive->database, (const char *)viewing->sql.data, err);
    buffer_finish(&viewing->sql);
    return ok;
}

bool
slice_view_create(struct archive *archive, int64_t form,
                  const struct descriptor *descriptor, const struct slice *slice,
                  const char *repeat, char (*names)[NAME_MAX_BYTES], struct error *err)
{
    struct viewing codes = {.form = form, .slice = slice};
    struct viewing labels = {.form = form, .slice = slice, .with_labels = true};
    return create_view(archive, &codes, repeat, descriptor, names, err) &&
           create_view(archive, &labels, repeat, descriptor, names, err);
}

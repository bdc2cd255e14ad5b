/* Makes the tables of a form. */
#include "archive_tables.h"

#include "archive_names.h"
#include "archive_schema.h"
#include "archive_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
column_is_text(enum column_kind kind)
{
    return kind == COLUMN_CODES || kind == COLUMN_RANK || kind == COLUMN_VALUE;
}

static void
name_slice(struct slice *slice, int64_t form, size_t part)
{
    int size =
        snprintf(slice->name, sizeof slice->name, "answers_%lld", (long long)form);
    if (slice->table_index > 0) {
        size += snprintf(slice->name + size, sizeof slice->name - (size_t)size,
                         "_repeat_%zu", slice->table_index);
    }
    if (part > 0) {
        snprintf(slice->name + size, sizeof slice->name - (size_t)size, "_part_%zu",
                 part + 1);
    }
}

static size_t
slices_of(const struct form_table *table)
{
    size_t count = (table->count + SLICE_COLUMNS - 1) / SLICE_COLUMNS;
    return count == 0 && table->repeat < 0 ? 1 : count;
}

bool
form_tables_init(struct form_tables *tables, int64_t form,
                 const struct descriptor *descriptor, struct error *err)
{
    *tables = (struct form_tables){.slices = NULL};
    if (!layout_init(&tables->layout, descriptor, err)) {
        return false;
    }
    size_t count = 0;
    for (size_t t = 0; t < tables->layout.table_count; t++) {
        count += slices_of(&tables->layout.tables[t]);
    }
    tables->slices = calloc(count + 1, sizeof *tables->slices);
    tables->slice_of = calloc(tables->layout.table_count, sizeof *tables->slice_of);
    if (!tables->slices || !tables->slice_of) {
        return error_no_memory(err);
    }
    for (size_t t = 0; t < tables->layout.table_count; t++) {
        const struct form_table *table = &tables->layout.tables[t];
        tables->slice_of[t] = tables->slice_count;
        for (size_t part = 0; part < slices_of(table); part++) {
            struct slice *slice = &tables->slices[tables->slice_count++];
            size_t first = part * SLICE_COLUMNS;
            *slice = (struct slice){.table = table,
                                    .table_index = t,
                                    .first = first,
                                    .count = table->count - first < SLICE_COLUMNS
                                                 ? table->count - first
                                                 : SLICE_COLUMNS};
            slice->key_columns = 3 + table->depth;
            slice->answer_column =
                slice->key_columns + (t == 0 && part == 0 ? SLICE_HEAD_COLUMNS : 0);
            name_slice(slice, form, part);
        }
    }
    return true;
}

void
form_tables_finish(struct form_tables *tables)
{
    layout_finish(&tables->layout);
    free(tables->slices);
    free(tables->slice_of);
    *tables = (struct form_tables){.slices = NULL};
}

static bool
create_slice(struct archive *archive, const struct slice *slice,
             char (*names)[NAME_MAX_BYTES], struct error *err)
{
    struct buffer sql;
    buffer_init(&sql, (size_t)1 << 20);
    buffer_add_format(&sql,
                      "CREATE TABLE %s (office INTEGER NOT NULL,"
                      " bundle INTEGER NOT NULL, position INTEGER NOT NULL",
                      slice->name);
    for (size_t i = 1; i <= slice->table->depth; i++) {
        buffer_add_format(&sql, ", instance%zu INTEGER NOT NULL", i);
    }
    if (slice->answer_column > slice->key_columns) {
        buffer_add_format(&sql,
                          ", round INTEGER NOT NULL, event INTEGER NOT NULL,"
                          " language INTEGER NOT NULL, half_day INTEGER NOT NULL,"
                          " clock_trusted INTEGER NOT NULL, channel INTEGER NOT NULL,"
                          " duration INTEGER NOT NULL, straight_line INTEGER NOT NULL,"
                          " complete INTEGER NOT NULL, after_results INTEGER NOT NULL,"
                          " assisted INTEGER NOT NULL, first_time INTEGER NOT NULL,"
                          " order_seed INTEGER NOT NULL");
    }
    for (size_t i = 0; i < slice->count; i++) {
        const struct column *column = &slice->table->columns[slice->first + i];
        buffer_add_format(&sql, ", ");
        add_quoted(&sql, names[slice->first + i], '"');
        buffer_add_format(&sql, column_is_text(column->kind) ? " TEXT" : " INTEGER");
    }
    buffer_add_format(&sql, ", PRIMARY KEY (office, bundle, position");
    for (size_t i = 1; i <= slice->table->depth; i++) {
        buffer_add_format(&sql, ", instance%zu", i);
    }
    buffer_add_format(&sql, ")) STRICT, WITHOUT ROWID");
    buffer_add_u8(&sql, 0);
    bool ok = !sql.failed || error_no_memory(err);
    ok = ok && database_script(&archive->database, (const char *)sql.data, err);
    buffer_finish(&sql);
    return ok;
}

static bool
list_question(struct archive *archive, int64_t form, size_t index,
              const struct question *question, const char *table, const char *name,
              struct error *err)
{
    bool ok = database_run(&archive->database, err,
                           "INSERT INTO question (form, question, path, type, role,"
                           " repeat, table_name, column_name)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                           "iitiiitt", form, (int64_t)index, question->path,
                           (int64_t)question->type, (int64_t)question->role,
                           (int64_t)question->repeat, table, name);
    for (size_t i = 0; ok && i < question->choice_count; i++) {
        ok = database_run(&archive->database, err,
                          "INSERT INTO choice (form, question, choice, code)"
                          " VALUES ($1, $2, $3, $4)",
                          "iiit", form, (int64_t)index, (int64_t)i,
                          question->choices[i]);
    }
    return ok;
}

static bool
list_instances(struct archive *archive, int64_t form, size_t index,
               const struct repeat *repeat, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && repeat->keys && i < repeat->key_count; i++) {
        ok = database_run(&archive->database, err,
                          "INSERT INTO instance (form, repeat, instance, code)"
                          " VALUES ($1, $2, $3, $4)",
                          "iiit", form, (int64_t)index, (int64_t)i, repeat->keys[i]);
    }
    return ok;
}

static bool
create_all(struct archive *archive, int64_t form, const struct form_tables *tables,
           char (*repeat_names)[NAME_MAX_BYTES], struct error *err)
{
    const struct descriptor *descriptor = tables->layout.descriptor;
    char(*names)[NAME_MAX_BYTES] = NULL;
    bool ok = true;
    for (size_t s = 0; ok && s < tables->slice_count; s++) {
        const struct slice *slice = &tables->slices[s];
        if (slice->first == 0) {
            free(names);
            names = NULL;
            ok = names_of_columns(&tables->layout, slice->table, &names, err);
        }
        const char *repeat =
            slice->table->repeat < 0 ? NULL : repeat_names[slice->table->repeat];
        ok = ok && create_slice(archive, slice, names, err) &&
             slice_view_create(archive, form, descriptor, slice, repeat, names, err);
        for (size_t i = slice->first; ok && i < slice->first + slice->count; i++) {
            size_t question = slice->table->columns[i].question;
            ok =
                list_question(archive, form, question, &descriptor->questions[question],
                              slice->name, names[i], err);
        }
    }
    for (size_t r = 0; ok && r < descriptor->repeat_count; r++) {
        ok = list_instances(archive, form, r, &descriptor->repeats[r], err);
    }
    free(names);
    return ok;
}

bool
form_tables_create(struct archive *archive, int64_t form,
                   const struct descriptor *descriptor, struct error *err)
{
    struct form_tables tables;
    char(*repeat_names)[NAME_MAX_BYTES] = NULL;
    bool ok = form_tables_init(&tables, form, descriptor, err) &&
              names_of_repeats(descriptor, &repeat_names, err) &&
              create_all(archive, form, &tables, repeat_names, err);
    free(repeat_names);
    form_tables_finish(&tables);
    return ok;
}

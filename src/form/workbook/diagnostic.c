/* diagnostic: the list of what an author has to mend, sorted by sheet, row and column.
 */
#include "townline/diagnostic.h"

#include "townline/arena.h"
#include "townline/characters.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADING_MAX_BYTES 80
#define MAX_MEMORY ((size_t)16 << 20)

struct heading {
    unsigned column;
    const char *text;
    const struct heading *next;
};
struct named_sheet {
    const char *name;
    const struct heading *headings;
    struct named_sheet *next;
};

/* A cell of which nothing more is told, because its first fault causes the others. */
struct hushed_cell {
    const struct named_sheet *sheet;
    unsigned row, column;
};

struct diagnostics {
    struct arena arena;
    struct hushed_cell hushed[DIAGNOSTIC_MAX];
    size_t hushed_count;
    struct named_sheet *sheets; /* in the order in which they were first named */
    struct diagnostic list[DIAGNOSTIC_MAX + 1];
    unsigned
        orders[DIAGNOSTIC_MAX]; /* for each entry of list: the number of its sheet */
    size_t count, errors, left_out;
    char left_out_text[80];
};

bool
diagnostics_create(struct diagnostics **out, struct error *err)
{
    struct diagnostics *diagnostics = calloc(1, sizeof *diagnostics);
    if (!diagnostics) {
        return error_no_memory(err);
    }
    arena_init(&diagnostics->arena, MAX_MEMORY);
    *out = diagnostics;
    return true;
}

void
diagnostics_destroy(struct diagnostics *diagnostics)
{
    if (!diagnostics) {
        return;
    }
    arena_finish(&diagnostics->arena);
    free(diagnostics);
}

/* A copy of at most `max` bytes that does not end inside of a character. Line breaks
 * become spaces. Gives "" when there is no memory left. */
static const char *
copy_text(struct diagnostics *diagnostics, const char *text, size_t max)
{
    size_t size = characters_fitting(text, max);
    char *copy = arena_text(&diagnostics->arena, text, size);
    if (!copy) {
        return "";
    }
    for (char *at = copy; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' || *at == '\x7f') {
            *at = ' ';
        }
    }
    return copy;
}

/* Finds the sheet of that name, or adds it behind the others. *order_out is its number.
 * Gives NULL when there is no memory left. */
static struct named_sheet *
name_sheet(struct diagnostics *diagnostics, const char *name, unsigned *order_out)
{
    struct named_sheet **at = &diagnostics->sheets;
    *order_out = 0;
    for (; *at; at = &(*at)->next, ++*order_out) {
        if (strcmp((*at)->name, name) == 0) {
            return *at;
        }
    }
    struct named_sheet *sheet = arena_take(&diagnostics->arena, 1, sizeof *sheet);
    if (!sheet) {
        return NULL;
    }
    /* The whole name is kept, because later names are compared with it. */
    sheet->name = arena_text(&diagnostics->arena, name, strlen(name));
    if (!sheet->name) {
        return NULL;
    }
    *at = sheet;
    return sheet;
}

static const char *
find_heading(const struct named_sheet *sheet, unsigned column)
{
    for (const struct heading *at = sheet->headings; at; at = at->next) {
        if (at->column == column) {
            return at->text;
        }
    }
    return "";
}

void
diagnostics_name_column(struct diagnostics *diagnostics, const char *sheet_name,
                        unsigned column, const char *text)
{
    unsigned order;
    struct named_sheet *sheet = name_sheet(diagnostics, sheet_name, &order);
    struct heading *heading = arena_take(&diagnostics->arena, 1, sizeof *heading);
    if (!sheet || !heading) {
        return;
    }
    heading->column = column;
    heading->text = copy_text(diagnostics, text, HEADING_MAX_BYTES);
    heading->next = sheet->headings;
    sheet->headings = heading;
}

static void
leave_out(struct diagnostics *diagnostics, enum severity severity)
{
    struct diagnostic *last = &diagnostics->list[DIAGNOSTIC_MAX];
    diagnostics->left_out++;
    snprintf(diagnostics->left_out_text, sizeof diagnostics->left_out_text,
             "there are %zu more that are not listed here", diagnostics->left_out);
    if (diagnostics->left_out == 1) {
        *last = (struct diagnostic){.severity = severity,
                                    .sheet = "",
                                    .heading = "",
                                    .what = diagnostics->left_out_text,
                                    .instead = "Mend these first and try again"};
    }
    if (severity > last->severity) {
        last->severity = severity;
    }
}

/* Puts a diagnostic where it belongs: behind those of earlier sheets, and behind those
 * of its own sheet that are about the same cell or one before it. */
static void
insert(struct diagnostics *diagnostics, const struct diagnostic *new, unsigned order)
{
    size_t at = diagnostics->count++;
    for (; at > 0; at--) {
        const struct diagnostic *before = &diagnostics->list[at - 1];
        unsigned before_order = diagnostics->orders[at - 1];
        if (before_order < order ||
            (before_order == order &&
             (before->row < new->row ||
              (before->row == new->row && before->column <= new->column)))) {
            break;
        }
        diagnostics->list[at] = diagnostics->list[at - 1];
        diagnostics->orders[at] = diagnostics->orders[at - 1];
    }
    diagnostics->list[at] = *new;
    diagnostics->orders[at] = order;
}

void
diagnostics_hush(struct diagnostics *diagnostics, struct cell_place place)
{
    unsigned order;
    const struct named_sheet *sheet = name_sheet(diagnostics, place.sheet, &order);
    if (sheet && diagnostics->hushed_count < DIAGNOSTIC_MAX) {
        diagnostics->hushed[diagnostics->hushed_count++] =
            (struct hushed_cell){sheet, place.row, place.column};
    }
}

static bool
is_hushed(const struct diagnostics *diagnostics, const struct named_sheet *sheet,
          struct cell_place place)
{
    for (size_t i = 0; i < diagnostics->hushed_count; i++) {
        const struct hushed_cell *at = &diagnostics->hushed[i];
        if (at->sheet == sheet && at->row == place.row && at->column == place.column) {
            return true;
        }
    }
    return false;
}

void
diagnostics_add(struct diagnostics *diagnostics, enum severity severity,
                struct cell_place place, const char *instead, const char *what, ...)
{
    /* Longer than what is kept, so that copy_text() sees where to cut. */
    char text[DIAGNOSTIC_TEXT_MAX_BYTES + 8];
    va_list arguments;
    if (diagnostics->count == DIAGNOSTIC_MAX) {
        diagnostics->errors += severity == SEVERITY_ERROR;
        leave_out(diagnostics, severity);
        return;
    }
    unsigned order;
    struct named_sheet *sheet =
        name_sheet(diagnostics, place.sheet ? place.sheet : "", &order);
    if (sheet && is_hushed(diagnostics, sheet, place)) {
        return;
    }
    diagnostics->errors += severity == SEVERITY_ERROR;
    if (!sheet) {
        return;
    }
    va_start(arguments, what);
    vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    struct diagnostic new = {
        .severity = severity,
        .sheet = sheet->name,
        .row = place.row,
        .column = place.column,
        .heading = find_heading(sheet, place.column),
        .what = copy_text(diagnostics, text, DIAGNOSTIC_TEXT_MAX_BYTES),
        .instead =
            copy_text(diagnostics, instead ? instead : "", DIAGNOSTIC_TEXT_MAX_BYTES),
    };
    insert(diagnostics, &new, order);
}

size_t
diagnostics_count(const struct diagnostics *diagnostics)
{
    return diagnostics->count + (diagnostics->left_out > 0);
}

size_t
diagnostics_errors(const struct diagnostics *diagnostics)
{
    return diagnostics->errors;
}

const struct diagnostic *
diagnostics_at(const struct diagnostics *diagnostics, size_t index)
{
    assert(index < diagnostics_count(diagnostics));
    return &diagnostics->list[index];
}

bool
diagnostics_are_whole(const struct diagnostics *diagnostics)
{
    return !diagnostics->arena.failed;
}

void
diagnostic_column_letters(unsigned column, char letters[4])
{
    char turned[3];
    size_t count = 0;
    for (; column > 0 && count < sizeof turned; column = (column - 1) / 26) {
        turned[count++] = (char)('A' + (column - 1) % 26);
    }
    for (size_t i = 0; i < count; i++) {
        letters[i] = turned[count - 1 - i];
    }
    letters[count] = '\0';
}

static void
write_sentence(struct buffer *out, const char *text)
{
    size_t size = strlen(text);
    buffer_add(out, text, size);
    if (size > 0 && !strchr(".?!:", text[size - 1])) {
        buffer_add(out, ".", 1);
    }
}

void
diagnostic_write(const struct diagnostic *diagnostic, struct buffer *out)
{
    char letters[4];
    const char *between = diagnostic->sheet[0] == '\0' ? "" : ", ";
    buffer_add_format(out, "%s", diagnostic->sheet);
    if (diagnostic->row > 0) {
        buffer_add_format(out, "%srow %u", between, diagnostic->row);
        between = ", ";
    }
    if (diagnostic->column > 0) {
        diagnostic_column_letters(diagnostic->column, letters);
        buffer_add_format(out, "%scolumn %s", between, letters);
        between = ", ";
        if (diagnostic->heading[0] != '\0') {
            buffer_add_format(out, " (%s)", diagnostic->heading);
        }
    }
    if (between[0] != '\0') {
        buffer_add(out, ": ", 2);
    }
    write_sentence(out, diagnostic->what);
    if (diagnostic->instead[0] != '\0') {
        buffer_add(out, " ", 1);
    }
    write_sentence(out, diagnostic->instead);
}

/*
 * Input: the sheets choices, survey, services, stories, events and kiosk_words as CSV
 * text, each ended by a line with a form feed alone: what is read of them, the services
 * that residents could not choose yet, and choices.csv with those added.
 */
#include "fuzz.h"

#include "townline/form.h"
#include "townline/missing_services.h"
#include "townline/xlsform.h"

#include <stdbool.h>
#include <string.h>

#define SHEETS 6

const size_t fuzz_heap_max_bytes = (size_t)192 << 20;

static struct workbook *
read_sheets(const struct fuzz_part *parts, size_t count)
{
    static const char *const names[SHEETS] = {"choices.csv",  "survey.csv",
                                              "services.csv", "stories.csv",
                                              "events.csv",   "kiosk_words.csv"};
    struct csv_file files[SHEETS];
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {0};
    for (size_t i = 0; i < count; i++) {
        files[i] = (struct csv_file){names[i], parts[i].data, parts[i].size};
    }
    if (!diagnostics_create(&diagnostics, &err)) {
        return NULL;
    }
    if (!workbook_read_csv(files, count, diagnostics, &workbook, &err)) {
        assert(err.code != ERROR_NONE && !workbook);
    }
    diagnostics_destroy(diagnostics);
    return workbook;
}

/* Every cell is trimmed text of a length that is allowed. */
static void
check_cells(const struct workbook *workbook)
{
    for (size_t s = 0; s < workbook_sheet_count(workbook); s++) {
        const struct sheet *sheet = workbook_sheet(workbook, s);
        assert(sheet->row_count <= WORKBOOK_MAX_ROWS &&
               sheet->column_count <= WORKBOOK_MAX_COLUMNS);
        for (size_t r = 0; r < sheet->row_count; r++) {
            for (size_t c = 0; c < sheet->column_count; c++) {
                const char *text = sheet_text(sheet, r, c);
                size_t size = strlen(text);
                assert(size <= WORKBOOK_CELL_MAX_BYTES);
                assert(size == 0 || (text[0] != ' ' && text[size - 1] != ' '));
            }
        }
    }
}

static void
compile(const struct workbook *workbook)
{
    struct diagnostics *diagnostics = NULL;
    struct buffer xml;
    struct error err = {0};
    if (!diagnostics_create(&diagnostics, &err)) {
        return;
    }
    buffer_init(&xml, FORM_MAX_BYTES);
    const struct xlsform_options options = {.name = "fuzz"};
    bool ok = xlsform_compile(workbook, &options, diagnostics, &xml, &err);
    assert(ok ? xml.size > 0 : err.code != ERROR_NONE && xml.size == 0);
    buffer_finish(&xml);
    diagnostics_destroy(diagnostics);
}

/* What was missing is there afterwards, and no row of the file was lost. */
static void
fix(const struct workbook *workbook, struct fuzz_part *parts, size_t count)
{
    struct missing_services *missing = NULL;
    struct buffer fixed;
    struct error err = {0};
    if (!missing_services_find(workbook, &missing, &err)) {
        return;
    }
    size_t added = missing_services_count(missing);
    buffer_init(&fixed, WORKBOOK_MAX_BYTES);
    if (added > 0 &&
        missing_services_append(missing, parts[0].data, parts[0].size, &fixed, &err)) {
        assert(fixed.size > parts[0].size &&
               memcmp(fixed.data, parts[0].data, parts[0].size) == 0);
        parts[0] = (struct fuzz_part){fixed.data, fixed.size};
        struct workbook *again = read_sheets(parts, count);
        const struct sheet *before = workbook_find_sheet(workbook, "choices");
        const struct sheet *after =
            !again ? NULL : workbook_find_sheet(again, "choices");
        assert(!again || after->row_count >= before->row_count);
        workbook_close(again);
    }
    buffer_finish(&fixed);
    missing_services_destroy(missing);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct fuzz_part parts[SHEETS];
    size_t count = fuzz_split(data, size, parts, SHEETS);
    struct workbook *workbook = read_sheets(parts, count);
    if (!workbook) {
        return;
    }
    check_cells(workbook);
    compile(workbook);
    fix(workbook, parts, count);
    workbook_close(workbook);
}

/*
 * Input: the sheets survey, choices and settings as CSV text, each ended by a line with
 * a form feed alone.
 */
#include "fuzz.h"

#include "townline/form.h"
#include "townline/xlsform.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)192 << 20;

/* A form that is given out is one that the engine takes; a refusal has its reason. */
static void
compile(const struct workbook *workbook, struct diagnostics *diagnostics)
{
    struct buffer xml;
    struct error err = {0};
    size_t errors = diagnostics_errors(diagnostics);
    buffer_init(&xml, FORM_MAX_BYTES);
    const struct xlsform_options options = {.name = "fuzz"};
    bool ok = xlsform_compile(workbook, &options, diagnostics, &xml, &err);
    assert(ok ? xml.size > 0 : err.code != ERROR_NONE && xml.size == 0);
    assert(!ok || diagnostics_errors(diagnostics) == errors);
    for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
        struct buffer line;
        buffer_init(&line, 1 << 20);
        diagnostic_write(diagnostics_at(diagnostics, i), &line);
        assert(line.size > 0 && !memchr(line.data, '\n', line.size));
        buffer_finish(&line);
    }
    buffer_finish(&xml);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"survey.csv", "choices.csv", "settings.csv"};
    struct fuzz_part parts[3];
    struct csv_file files[3];
    size_t count = fuzz_split(data, size, parts, 3);
    for (size_t i = 0; i < count; i++) {
        files[i] = (struct csv_file){names[i], parts[i].data, parts[i].size};
    }
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {0};
    if (!diagnostics_create(&diagnostics, &err)) {
        return;
    }
    if (workbook_read_csv(files, count, diagnostics, &workbook, &err)) {
        compile(workbook, diagnostics);
    }
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
}

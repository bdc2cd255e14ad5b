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

static size_t
split(const uint8_t *data, size_t size, struct csv_file files[3])
{
    static const char *const names[] = {"survey.csv", "choices.csv", "settings.csv"};
    size_t count = 0;
    while (count < 3) {
        const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
        size_t length = end == NULL ? size : (size_t)(end - data);
        files[count] = (struct csv_file){names[count], data, length};
        count++;
        if (end == NULL)
            break;
        data += length + 1;
        size -= length + 1;
        if (size > 0 && data[0] == '\n') {
            data++;
            size--;
        }
    }
    return count;
}

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
        assert(line.size > 0 && memchr(line.data, '\n', line.size) == NULL);
        buffer_finish(&line);
    }
    buffer_finish(&xml);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct csv_file files[3];
    size_t count = split(data, size, files);
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {0};
    if (!diagnostics_create(&diagnostics, &err))
        return;
    if (workbook_read_csv(files, count, diagnostics, &workbook, &err))
        compile(workbook, diagnostics);
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
}

/* Reads a workbook from the disk and compiles it. */
#include "workbook_file.h"

#include "names.h"
#include "townline/characters.h"
#include "townline/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static int
is_sheet(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && characters_end_with(entry->d_name, ".csv");
}

static bool
load_sheet(const char *folder, const char *name, struct buffer *out, struct error *err)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) {
        return error_no_memory(err);
    }
    snprintf(path, size, "%s/%s", folder, name);
    bool ok = file_load(path, out, err) || error_prefix(err, "%s", path);
    free(path);
    return ok;
}

static bool
load_folder(const char *folder, struct diagnostics *diagnostics, struct workbook **out,
            struct error *err)
{
    struct buffer buffers[WORKBOOK_MAX_SHEETS] = {{NULL}};
    struct csv_file files[WORKBOOK_MAX_SHEETS];
    struct dirent **entries = NULL;
    size_t read = 0;
    int count = scandir(folder, &entries, is_sheet, alphasort);
    bool ok = count > 0 && count <= WORKBOOK_MAX_SHEETS;
    if (!ok) {
        error_set(err, ERROR_INPUT,
                  count > 0 ? "%s: more than %d sheets"
                            : "%s: there is no .csv file in this folder (at most %d)",
                  folder, WORKBOOK_MAX_SHEETS);
    }
    for (; ok && read < (size_t)count; read++) {
        buffer_init(&buffers[read], WORKBOOK_MAX_BYTES);
        ok = load_sheet(folder, entries[read]->d_name, &buffers[read], err);
        files[read] = (struct csv_file){entries[read]->d_name, buffers[read].data,
                                        buffers[read].size};
    }
    ok = ok && workbook_read_csv(files, read, diagnostics, out, err);
    for (size_t i = 0; i < read; i++) {
        buffer_finish(&buffers[i]);
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    return ok;
}

static bool
is_named_csv(const char *path)
{
    size_t size = strlen(path);
    return size > 4 && strcasecmp(path + size - 4, ".csv") == 0;
}

static bool
load_file(const char *path, struct diagnostics *diagnostics, struct workbook **out,
          struct error *err)
{
    struct buffer data;
    if (is_named_csv(path)) {
        return error_set(err, ERROR_INPUT,
                         "%s: one sheet alone is no workbook; put survey.csv, "
                         "choices.csv and settings.csv into a folder and name the "
                         "folder",
                         path);
    }
    buffer_init(&data, WORKBOOK_MAX_BYTES);
    bool ok = (file_load(path, &data, err) &&
               workbook_read_xlsx(data.data, data.size, diagnostics, out, err)) ||
              error_prefix(err, "%s", path);
    buffer_finish(&data);
    return ok;
}

bool
workbook_load(const char *path, struct diagnostics *diagnostics, struct workbook **out,
              struct error *err)
{
    if (!file_exists(path)) {
        return error_set(err, ERROR_MISSING, "%s: there is no such workbook", path);
    }
    return file_is_folder(path) ? load_folder(path, diagnostics, out, err)
                                : load_file(path, diagnostics, out, err);
}

/* "NAME.xlsx" or the folder's name, without what leads there and without its ending. */
static char *
file_name(const char *path)
{
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/') {
        size--;
    }
    size_t begin = size;
    while (begin > 0 && path[begin - 1] != '/') {
        begin--;
    }
    char *name = strndup(path + begin, size - begin);
    char *point = !name ? NULL : strrchr(name, '.');
    if (point && point > name) {
        *point = '\0';
    }
    return name;
}

bool
workbook_media_like(const char *folder, const char *name, char *out, size_t size)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    bool is_found = false;
    for (int i = 0; i < count; i++) {
        if (!is_found && strcasecmp(entries[i]->d_name, name) == 0) {
            int written = snprintf(out, size, "%s", entries[i]->d_name);
            is_found = written > 0 && (size_t)written < size;
        }
        free(entries[i]);
    }
    free(entries);
    return is_found;
}

bool
workbook_compile(const char *path, const struct xlsform_options *media,
                 struct diagnostics *diagnostics, struct buffer *xml, struct error *err)
{
    struct workbook *workbook = NULL;
    struct xlsform_options options = *media;
    char *name = file_name(path);
    options.name = name;
    bool ok = name || error_no_memory(err);
    ok = ok && workbook_load(path, diagnostics, &workbook, err) &&
         xlsform_compile(workbook, &options, diagnostics, xml, err);
    /* ERROR_FULL would say that the machine has no room; here the workbook is too
     * large. */
    if (!ok && err && err->code == ERROR_FULL) {
        err->code = ERROR_INPUT;
    }
    workbook_close(workbook);
    free(name);
    return ok;
}

static const char *
severity_name(enum severity severity)
{
    return severity == SEVERITY_ERROR     ? "error"
           : severity == SEVERITY_WARNING ? "warning"
                                          : "note";
}

void
faults_print(const struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
        const struct diagnostic *at = diagnostics_at(diagnostics, i);
        struct buffer line;
        buffer_init(&line, 64 << 10);
        diagnostic_write(at, &line);
        for (size_t j = 0; j < line.size; j++) {
            if (line.data[j] < ' ' || line.data[j] == 0x7f) {
                line.data[j] = '?';
            }
        }
        fprintf(stderr, "%s: %.*s\n", severity_name(at->severity), (int)line.size,
                (const char *)line.data);
        buffer_finish(&line);
    }
}

json_t *
faults_json(const struct diagnostics *diagnostics)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < diagnostics_count(diagnostics); i++) {
        const struct diagnostic *at = diagnostics_at(diagnostics, i);
        char letters[4] = "";
        if (at->column > 0) {
            diagnostic_column_letters(at->column, letters);
        }
        json_array_append_new(list, json_pack("{s:s, s:o, s:i, s:s, s:o, s:o}",
                                              "severity", severity_name(at->severity),
                                              "sheet", names_json_text(at->sheet),
                                              "row", (int)at->row, "column", letters,
                                              "what", names_json_text(at->what),
                                              "instead", names_json_text(at->instead)));
    }
    return list;
}

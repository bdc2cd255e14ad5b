/* Adds to choices.csv the services that residents could not choose. */
#include "workbook_fix.h"

#include "console.h"
#include "names.h"
#include "townline/file.h"
#include "townline/missing_services.h"
#include "workbook_file.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>

static int
is_choices(const struct dirent *entry)
{
    return strcasecmp(entry->d_name, "choices.csv") == 0;
}

static bool
find_choices(const char *folder, char out[PATH_MAX], struct error *err)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_choices, alphasort);
    bool ok = count == 1 &&
              snprintf(out, PATH_MAX, "%s/%s", folder, entries[0]->d_name) < PATH_MAX;
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    return ok ||
           error_set(err, ERROR_MISSING,
                     "%s: there has to be one file choices.csv to add to", folder);
}

static bool
add_rows(const char *folder, const struct missing_services *missing, struct error *err)
{
    char path[PATH_MAX];
    struct buffer old, new;
    struct stat status;
    if (!find_choices(folder, path, err)) {
        return false;
    }
    buffer_init(&old, WORKBOOK_MAX_BYTES);
    buffer_init(&new, WORKBOOK_MAX_BYTES);
    bool ok = file_load(path, &old, err) &&
              missing_services_append(missing, old.data, old.size, &new, err);
    const struct file_content content = {
        .data = new.data,
        .size = new.size,
        .mode = stat(path, &status) == 0 ? status.st_mode & 0777 : 0644,
        .existing = FILE_REPLACE,
        .verify = true,
    };
    ok = (ok && file_save(path, &content, err)) || error_prefix(err, "%s", path);
    buffer_finish(&old);
    buffer_finish(&new);
    return ok;
}

static void
say_row(const struct missing_services *missing, size_t index)
{
    struct buffer line;
    buffer_init(&line, 64 << 10);
    for (size_t i = 0; i < missing_services_columns(missing); i++) {
        const char *cell = missing_services_cell(missing, index, i);
        if (cell[0] != '\0') {
            buffer_add_format(&line, "%s%s: %s", line.size > 0 ? ", " : "",
                              missing_services_heading(missing, i), cell);
        }
    }
    buffer_add_u8(&line, 0);
    if (!line.failed) {
        console_tell("pack build", "add to the sheet choices a row with %s",
                     (const char *)line.data);
    }
    buffer_finish(&line);
}

static bool
fix(const char *path, const struct missing_services *missing, json_t *added,
    struct error *err)
{
    size_t count = missing_services_count(missing);
    bool is_folder = file_is_folder(path);
    if (count == 0) {
        return true;
    }
    if (!is_folder) {
        for (size_t i = 0; i < count; i++) {
            say_row(missing, i);
        }
        return true;
    }
    if (!add_rows(path, missing, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = missing_services_name(missing, i);
        console_tell("pack build", "the service %s is added to choices.csv", name);
        if (json_array_append_new(added, names_json_text(name)) != 0) {
            return error_no_memory(err);
        }
    }
    return true;
}

bool
workbook_fix(const char *path, json_t *added, struct error *err)
{
    struct diagnostics *diagnostics = NULL;
    struct workbook *workbook = NULL;
    struct missing_services *missing = NULL;
    bool ok = diagnostics_create(&diagnostics, err) &&
              workbook_load(path, diagnostics, &workbook, err);
    if (ok && diagnostics_errors(diagnostics) == 0) {
        ok = missing_services_find(workbook, &missing, err) &&
             fix(path, missing, added, err);
    }
    missing_services_destroy(missing);
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
    return ok;
}

/* townline export: responses and comments as tables for other programs. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "output.h"
#include "townline/file.h"
#include "townline/report.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct export
{
    const char *archive_path;
    const char *folder;
    bool all_comments, byte_order_mark, force;
    struct archive *archive;
};

/* Without a text it only checks that the file may be written. */
static bool
save_as(const struct export *export, const char *name, const struct buffer *text,
        struct error *err)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", export->folder, name) >= PATH_MAX) {
        return error_set(err, ERROR_INPUT, "the name is too long");
    }
    if (!text) {
        return output_check(path, export->force, err);
    }
    if (!output_save(path, text, export->force, err)) {
        return false;
    }
    console_say("%s", path);
    return true;
}

/* "responses.csv"; of a second form "responses-2.csv". */
static bool
save(const struct export *export, const char *stem, size_t form,
     const struct buffer *text, struct error *err)
{
    char name[80], number[24] = "";
    if (form > 0) {
        snprintf(number, sizeof number, "-%zu", form + 1);
    }
    snprintf(name, sizeof name, "%s%s.csv", stem, number);
    return save_as(export, name, text, err);
}

static bool
save_readme(const struct export *export, const struct archive_form *forms, size_t count,
            struct error *err)
{
    struct buffer text;
    buffer_init(&text, REPORT_MAX_BYTES);
    bool ok = report_csv_readme(forms, count, &text, err) &&
              save_as(export, "README.txt", &text, err);
    buffer_finish(&text);
    return ok;
}

static bool
export_form(const struct export *export, const struct archive_form *form, size_t index,
            struct error *err)
{
    const struct csv_options options = {.form = form,
                                        .byte_order_mark = export->byte_order_mark};
    struct buffer responses, comments;
    buffer_init(&responses, REPORT_MAX_BYTES);
    buffer_init(&comments, REPORT_MAX_BYTES);
    /* Both tables are made before the first is written, so that they are of one moment.
     */
    bool ok = report_csv(export->archive, &options, &responses, err) &&
              report_comments_csv(export->archive, &options, export->all_comments,
                                  &comments, err) &&
              save(export, "responses", index, &responses, err) &&
              save(export, "comments", index, &comments, err);
    buffer_finish(&responses);
    buffer_finish(&comments);
    return ok;
}

static int
run(struct export *export)
{
    struct error err;
    struct archive_form *forms = NULL;
    size_t count = 0;
    bool ok = false;
    if (!archive_file_read(export->archive_path, &export->archive, NULL, &err) ||
        !archive_forms(export->archive, &forms, &count, &err)) {
        goto out;
    }
    if (count == 0) {
        error_set(&err, ERROR_MISSING, "the archive holds no response yet");
        goto out;
    }
    if (!file_make_folder(export->folder, 0755, &err)) {
        error_prefix(&err, "%s", export->folder);
        goto out;
    }
    ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = save(export, "responses", i, NULL, &err) &&
             save(export, "comments", i, NULL, &err);
    }
    ok = ok && save_as(export, "README.txt", NULL, &err);
    console_progress("Writing the tables");
    for (size_t i = 0; ok && i < count; i++) {
        ok = export_form(export, &forms[i], i, &err);
    }
    ok = ok && save_readme(export, forms, count, &err);
    console_progress(NULL);
out:
    archive_forms_finish(forms, count);
    archive_close(export->archive);
    return ok ? COMMAND_DONE : command_fail("export", &err);
}

int
command_export(int argc, char **argv)
{
    struct export export = {.archive_path = NULL};
    bool is_public = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &export.archive_path},
        {"-o", OPTION_TEXT, true, &export.folder},
        {"--all-comments", OPTION_FLAG, false, &export.all_comments},
        {"--excel", OPTION_FLAG, false, &export.byte_order_mark},
        {"--force", OPTION_FLAG, false, &export.force},
        {"--public", OPTION_FLAG, false, &is_public},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("export", &err);
    }
    if (words != 1 || strcmp(argv[0], "csv") != 0) {
        error_set(&err, ERROR_INPUT, "say in which format: csv");
        return command_usage("export", &err);
    }
    if (is_public) {
        error_set(
            &err, ERROR_INPUT,
            "rows of single people cannot be made public, whatever is left out of "
            "them; \"townline report --public\" makes what can");
        return command_fail("export", &err);
    }
    return run(&export);
}

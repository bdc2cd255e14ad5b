/*
 * workbook_file: a workbook from the disk: an .xlsx file or a folder of .csv sheets.
 * What its authors have to mend is shown on standard error, a line each.
 */
#ifndef WORKBOOK_FILE_H
#define WORKBOOK_FILE_H

#include "townline/xlsform.h"

#include <jansson.h>

bool workbook_load(const char *path, struct diagnostics *diagnostics,
                   struct workbook **out, struct error *err)
    __attribute__((warn_unused_result));
/* Loads it and compiles it to an XForm, added to `xml`; its name is the file's. Of
 * `media` the name is not looked at. */
bool workbook_compile(const char *path, const struct xlsform_options *media,
                      struct diagnostics *diagnostics, struct buffer *xml,
                      struct error *err) __attribute__((warn_unused_result));

/* A file of the folder whose name differs from this one in capital letters alone. */
bool workbook_media_like(const char *folder, const char *name, char *out, size_t size);

/* Errors, warnings and notes, each "error: survey, row 3, ...". */
void faults_print(const struct diagnostics *diagnostics);
/* The same as a list of objects; NULL without memory. */
json_t *faults_json(const struct diagnostics *diagnostics);

#endif

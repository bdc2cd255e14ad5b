/*
 * xlsx: an .xlsx file while it is being read: its parts, its shared strings and which
 * of its styles show a number as a date. For the xlsx_* files alone.
 * Source: ECMA-376 part 1, clause 18 (SpreadsheetML); part 2 for the relationships.
 */
#ifndef TOWNLINE_XLSX_H
#define TOWNLINE_XLSX_H

#include "pack/zip_files.h"
#include "workbook/sheet_builder.h"
#include "xml.h"

#define XLSX_MAX_FILES 2000
#define XLSX_PART_MAX_MEMORY ((size_t)192 << 20) /* of a tree */
#define XLSX_PATH_MAX_BYTES 300

enum xlsx_style { XLSX_PLAIN, XLSX_DATE, XLSX_TIME, XLSX_DATE_TIME };

/* A string that cells share. One that is too long for any cell is kept only so far that
 * this is seen. */
struct xlsx_string {
    const char *text;
    size_t size;
};

struct xlsx {
    struct zip_files *files;
    struct arena arena; /* of the strings and styles */
    struct xlsx_string *strings;
    size_t string_count, string_capacity;
    enum xlsx_style *styles; /* by the number that a cell has in `s` */
    size_t style_count;
    bool begins_1904;                        /* dates are counted from 1904 */
    size_t sheet_parts[WORKBOOK_MAX_SHEETS]; /* files that were read as a sheet */
    struct sheet_builder builder;
    struct error *err;
};

/* A part as a tree in the arena, which the caller inits; NULL in *root_out when there
 * is no part of that name. */
bool xlsx_read_part(struct xlsx *xlsx, const char *name, struct arena *arena,
                    struct xml_node **root_out);
/* Each element of a part that is too large for a tree; nothing when there is no part of
 * that name. */
bool xlsx_read_each(struct xlsx *xlsx, const char *name, const struct xml_parts *parts);
bool xlsx_no_memory(struct xlsx *xlsx);

/* The words of an <si> or <is>: its text or its runs, without what is only about how to
 * pronounce them. Added to `out`. */
void xlsx_words(const struct xml_node *item, struct buffer *out);
bool xlsx_read_strings(struct xlsx *xlsx, const char *part);
bool xlsx_read_styles(struct xlsx *xlsx, const char *part);
bool xlsx_read_sheet(struct xlsx *xlsx, const char *part);

#endif

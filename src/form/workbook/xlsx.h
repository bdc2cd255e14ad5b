/*
 * xlsx: an .xlsx file while it is being read: its parts, the strings that cells share,
 * and which of its styles show a number as a date. Only the xlsx_* files use this.
 * Source: ECMA-376 part 1, clause 18 (SpreadsheetML); part 2 for the relationships.
 */
#ifndef TOWNLINE_XLSX_H
#define TOWNLINE_XLSX_H

#include "pack/zip_files.h"
#include "workbook/sheet_builder.h"
#include "xml.h"

#define XLSX_MAX_FILES 2000
#define XLSX_PART_MAX_MEMORY ((size_t)192 << 20) /* for the tree of one part */
#define XLSX_PATH_MAX_BYTES 300

enum xlsx_style { XLSX_PLAIN, XLSX_DATE, XLSX_TIME, XLSX_DATE_TIME };

/* A string that several cells share. A string that is too long for a cell is cut right
 * behind the longest length, so that whoever uses it sees that it is too long. */
struct xlsx_string {
    const char *text;
    size_t size;
};

struct xlsx {
    struct zip_files *files;
    struct arena arena; /* holds the strings and the styles */
    struct xlsx_string *strings;
    size_t string_count, string_capacity;
    enum xlsx_style
        *styles; /* the index is the number in the attribute `s` of a cell */
    size_t style_count;
    bool begins_1904;                        /* dates are counted from 1904 */
    size_t sheet_parts[WORKBOOK_MAX_SHEETS]; /* for each sheet: which file of the
                                                archive it was read from */
    struct sheet_builder builder;
    struct error *err;
};

/* Reads a part as a tree into an arena that the caller has made ready. *root_out is
 * NULL when the file has no part of that name. */
bool xlsx_read_part(struct xlsx *xlsx, const char *name, struct arena *arena,
                    struct xml_node **root_out);
/* Calls `parts` for each element of a part that is too large to be one tree. Does
 * nothing when the file has no part of that name. */
bool xlsx_read_each(struct xlsx *xlsx, const char *name, const struct xml_parts *parts);
bool xlsx_no_memory(struct xlsx *xlsx);

/* Adds the words of an <si> or <is> element to `out`. Notes on how to pronounce them
 * are left out. */
void xlsx_words(const struct xml_node *item, struct buffer *out);
bool xlsx_read_strings(struct xlsx *xlsx, const char *part);
bool xlsx_read_styles(struct xlsx *xlsx, const char *part);
bool xlsx_read_sheet(struct xlsx *xlsx, const char *part);

#endif

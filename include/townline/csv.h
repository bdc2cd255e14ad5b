/*
 * csv: cells and rows of RFC 4180, safe to open in a spreadsheet. Commas between the
 * cells are the caller's; a row ends with CRLF.
 */
#ifndef TOWNLINE_CSV_H
#define TOWNLINE_CSV_H

#include "townline/buffer.h"

/* A cell of any text: formulas are disarmed, quotes put where they are needed. */
void csv_cell(struct buffer *out, const char *text);
void csv_end_row(struct buffer *out);

#endif

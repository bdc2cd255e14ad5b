/* csv_sheets: how a .csv sheet is written, for those who read it and those who add to
 * it. */
#ifndef TOWNLINE_CSV_SHEETS_H
#define TOWNLINE_CSV_SHEETS_H

/* What stands between cells: whichever of comma, semicolon and tab the first line has
 * most of, outside of quotation marks. */
char csv_separator(const char *text, const char *end);

#endif

/* csv_sheets: finds out how a .csv sheet is written. Both reading a sheet and adding
 * rows to it need this. */
#ifndef TOWNLINE_CSV_SHEETS_H
#define TOWNLINE_CSV_SHEETS_H

/* The sign between two cells: a comma, a semicolon or a tab, whichever the first line
 * has most often. Signs inside of quotation marks do not count. */
char csv_separator(const char *text, const char *end);

#endif

/*
 * month: the names of the months, for a report.
 */
#ifndef TOWNLINE_MONTH_H
#define TOWNLINE_MONTH_H

/* In English; `month` from 1 to 12. */
const char *month_name(int month);

#endif

/*
 * missing_services: rows of the sheet `services` that residents cannot choose yet,
 * because the list of the townline-services question does not have them, and the rows
 * that the sheet `choices` would need for them. `pack build --fix` adds these. The
 * opposite is not done: only staff can write what a service is.
 */
#ifndef TOWNLINE_MISSING_SERVICES_H
#define TOWNLINE_MISSING_SERVICES_H

#include "townline/workbook.h"

struct missing_services;
/* None is missing when the workbook has no such sheets or no such question; its faults
 * are not told here. Nothing of the workbook is kept. */
bool missing_services_find(const struct workbook *workbook,
                           struct missing_services **out, struct error *err)
    __attribute__((warn_unused_result));
void missing_services_destroy(struct missing_services *missing); /* takes NULL */

size_t missing_services_count(const struct missing_services *missing);
const char *missing_services_name(const struct missing_services *missing, size_t index);
/* By the columns of the sheet `choices`; "" where a service has nothing for a column.
 */
size_t missing_services_columns(const struct missing_services *missing);
const char *missing_services_heading(const struct missing_services *missing,
                                     size_t column);
const char *missing_services_cell(const struct missing_services *missing, size_t index,
                                  size_t column);

/* The bytes of choices.csv with those rows at its end, with the same separators and
 * line ends. Nothing else in it changes. */
bool missing_services_append(const struct missing_services *missing, const void *csv,
                             size_t size, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

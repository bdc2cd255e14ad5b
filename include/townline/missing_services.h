/*
 * missing_services: rows of the sheet `services` that residents cannot choose yet,
 * since the list of the question with the appearance townline-services does not have
 * them; and as which rows they would stand on the sheet `choices`. `pack build --fix`
 * adds them. The other way round nothing is made up: what a service is, staff have to
 * write.
 */
#ifndef TOWNLINE_MISSING_SERVICES_H
#define TOWNLINE_MISSING_SERVICES_H

#include "townline/workbook.h"

struct missing_services;
/* None are missing where the workbook has no such sheets or question; its faults are
 * not told. Nothing of the workbook is kept. */
bool missing_services_find(const struct workbook *workbook,
                           struct missing_services **out, struct error *err)
    __attribute__((warn_unused_result));
void missing_services_destroy(struct missing_services *missing); /* takes NULL */

size_t missing_services_count(const struct missing_services *missing);
const char *missing_services_name(const struct missing_services *missing, size_t index);
/* By the columns of the sheet choices; "" where a service has nothing to say. */
size_t missing_services_columns(const struct missing_services *missing);
const char *missing_services_heading(const struct missing_services *missing,
                                     size_t column);
const char *missing_services_cell(const struct missing_services *missing, size_t index,
                                  size_t column);

/* The bytes of choices.csv with those rows behind its own, separated and broken as they
 * are; nothing else of it changes. */
bool missing_services_append(const struct missing_services *missing, const void *csv,
                             size_t size, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

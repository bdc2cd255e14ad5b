/*
 * county: what the pack says of the county that asks, as screens show it. A pack may be
 * hostile, so nothing is taken that the compiler would have refused.
 */
#ifndef TOWNLINE_COUNTY_H
#define TOWNLINE_COUNTY_H

#include "townline/calendar.h"
#include "townline/color.h"
#include "townline/form.h"

/* The text of a field in that language; NULL where the pack says nothing. */
const char *county_text(const struct form *form, const char *field, size_t language,
                        enum text_form text_form);
/* False when the pack has none that can be used. */
bool county_accent(const struct form *form, struct color *out);
/* The page with the results; NULL when there is none. */
const char *county_results_address(const struct form *form);

struct county_meeting {
    struct calendar_date date;
    bool has_time;
    int minute; /* of the day */
};
bool county_meeting(const struct form *form, struct county_meeting *out);

/* The names of the towns, which are the choices of the question "community" but for
 * outside, elsewhere, other and none: how many there are, at most `max`. None where
 * there are more. Borrowed from the form. */
#define COUNTY_TOWNS_MAX 6
size_t county_towns(const struct form *form, size_t language,
                    const char *names_out[COUNTY_TOWNS_MAX]);

#endif

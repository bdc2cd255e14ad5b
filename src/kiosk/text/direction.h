/*
 * direction: the embedding level of every character (UAX 9 by fribidi), with one
 * change: a number written in groups (a telephone number, a span of years) or with a
 * sign ("$90,000", "-5", "50%") is one piece that runs from left to right. By the plain
 * rules "707-555-0148" after Arabic letters would be shown as "0148-555-707", which
 * nobody would notice, and "$90" as "90$". Private to text/.
 */
#ifndef TOWNLINE_DIRECTION_H
#define TOWNLINE_DIRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One paragraph, without line breaks of the writer's. False: memory ran out. */
bool direction_levels(const uint32_t *text, size_t count, bool rtl,
                      uint8_t *levels_out);

#endif

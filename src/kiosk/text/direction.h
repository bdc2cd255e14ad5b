/*
 * direction: the embedding level of every character, by UAX 9 with fribidi, with one
 * change. A number in groups (a telephone number, a span of years) or with a sign
 * ("$90,000", "-5", "50%") is one piece that runs from left to right. By the plain
 * rules, "707-555-0148" after Arabic letters would be shown as "0148-555-707", which
 * nobody would notice, and "$90" as "90$". For text/ alone.
 */
#ifndef TOWNLINE_DIRECTION_H
#define TOWNLINE_DIRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes one paragraph, without line breaks in it. False when memory ran out. */
bool direction_levels(const uint32_t *text, size_t count, bool rtl,
                      uint8_t *levels_out);

#endif

/*
 * bars: the charts that are one bar in a row of a table. Each is as wide as its place.
 * `label` is what is read aloud instead: plain text, already escaped; "" where the
 * numbers stand beside the bar anyway.
 */
#ifndef TOWNLINE_BARS_H
#define TOWNLINE_BARS_H

#include "drawing.h"

/* Yes, maybe and no, which together are not 0. Numbers are whole percents, and stand
 * in parts that have room for them where the bar is `width_px` wide. */
struct share_bar {
    uint32_t yes, maybe, no;
    /* maybe and no are told together: `maybe` is their sum, `no` is not looked at;
     * `joined` is what is written on it: "not yes 73" */
    const char *joined;
    int width_px, height;
};
void share_bar_add(const struct writer *writer, const struct share_bar *bar,
                   const char *label);

/* Five points of a scale around the middle of the third. Where parts are not told
 * apart they are one part. */
struct five_bar {
    uint32_t parts[5]; /* from the lowest to the highest; their sum is not 0 */
    /* the two lowest or the two highest are one: parts[0] and parts[4] are 0 */
    bool low_joined, high_joined;
    /* the side and the middle are one: parts[0] and parts[1] are 0 */
    bool low_in_middle, high_in_middle;
    /* how many percent the width is: 170, or 200 where a bar would not fit */
    int span;
    int height;
};
#define FIVE_BAR_SPAN 170
#define FIVE_BAR_WIDE_SPAN 200
/* Whether it would stand out of its place at FIVE_BAR_SPAN. */
bool five_bar_is_wide(const struct five_bar *bar);
void five_bar_add(const struct writer *writer, const struct five_bar *bar,
                  const char *label);

/* One bar from the start: `part` of `whole`, which is not 0. */
void plain_bar_add(const struct writer *writer, uint32_t part, uint32_t whole,
                   int height, enum fill fill, const char *label);
/* Two parts behind one another, of `whole`: what people and what staff bring. */
void points_bar_add(const struct writer *writer, uint32_t people, uint32_t staff,
                    uint32_t whole, const char *label);
/* From -most to +most, around the middle. */
void signed_bar_add(const struct writer *writer, int value, int most, int height,
                    const char *label);
/* A range on a scale of thresholds from 0 to 3.2, with a tick at 1; what is beyond ends
 * at the edge. threshold > 0, low <= high. */
void savings_bar_add(const struct writer *writer, uint64_t low, uint64_t high,
                     uint64_t threshold, const char *label);
/* How many answers of those that are needed; `few` hatches what may be. */
void progress_bar_add(const struct writer *writer, uint32_t n, uint32_t needed,
                      bool few, const char *label);

#endif

/* Charts that are one bar. */
#include "bars.h"

#include "text_width.h"

enum { NUMBER_PX = 13, LEAST_WIDTH_PX = 13 };

static int
along(uint64_t part, uint64_t whole)
{
    uint64_t at = part * DRAWING_WIDE / whole;
    return at > DRAWING_WIDE ? DRAWING_WIDE : (int)at;
}

static void
add_number(const struct drawing *drawing, const struct share_bar *bar, int from, int to,
           uint32_t part, bool on_dark)
{
    uint32_t whole = bar->yes + bar->maybe + (bar->joined ? 0 : bar->no);
    int percent = chart_percent(part, whole);
    int needed = percent < 10 ? LEAST_WIDTH_PX - 3 : LEAST_WIDTH_PX + 1;
    if ((to - from) * bar->width_px / DRAWING_WIDE >= needed) {
        drawing_number(drawing, (from + to) / 2, bar->height / 2 + 5, ANCHOR_MIDDLE,
                       on_dark ? "in-dark" : "in-light", percent);
    }
}

void
share_bar_add(const struct writer *writer, const struct share_bar *bar,
              const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, bar->height};
    uint32_t no = bar->joined ? 0 : bar->no;
    uint64_t whole = (uint64_t)bar->yes + bar->maybe + no;
    int yes_end = along(bar->yes, whole);
    int maybe_end = along((uint64_t)bar->yes + bar->maybe, whole);
    int inside = bar->height - 1;
    drawing_begin(&drawing, label);
    if (bar->joined) {
        drawing_box(&drawing, yes_end, 0, DRAWING_WIDE - yes_end, inside, FILL_DASHED);
        if ((DRAWING_WIDE - yes_end) * bar->width_px / DRAWING_WIDE >
            text_width_px(bar->joined, NUMBER_PX, false)) {
            drawing_text(&drawing, (yes_end + DRAWING_WIDE) / 2, bar->height / 2 + 5,
                         ANCHOR_MIDDLE, "", bar->joined);
        }
    } else {
        drawing_box(&drawing, maybe_end, 0, DRAWING_WIDE - maybe_end, inside,
                    FILL_WHITE);
        drawing_box(&drawing, yes_end, 0, maybe_end - yes_end, inside, FILL_LIGHT);
        add_number(&drawing, bar, maybe_end, DRAWING_WIDE, no, false);
        add_number(&drawing, bar, yes_end, maybe_end, bar->maybe, false);
    }
    drawing_box(&drawing, 0, 0, yes_end, inside, FILL_DARK);
    add_number(&drawing, bar, 0, yes_end, bar->yes, true);
    drawing_end(&drawing);
}

static uint64_t
sum_of(const struct five_bar *bar)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < 5; i++) {
        sum += bar->parts[i];
    }
    return sum;
}

/* Both ends of the bar before it is cut, in hundredths of a percent of the width. */
static void
find_ends(const struct five_bar *bar, int64_t span, int64_t *start, int64_t *end)
{
    int64_t sum = (int64_t)sum_of(bar);
    int64_t before =
        2 * ((int64_t)bar->parts[0] + bar->parts[1]) + (int64_t)bar->parts[2];
    int64_t scale = (int64_t)DRAWING_WIDE * 100;
    *start = DRAWING_WIDE / 2 - before * scale / (2 * span * sum);
    *end = *start + scale / span;
}

bool
five_bar_is_wide(const struct five_bar *bar)
{
    int64_t start, end;
    find_ends(bar, FIVE_BAR_SPAN, &start, &end);
    return start < 0 || end > DRAWING_WIDE;
}

void
five_bar_add(const struct writer *writer, const struct five_bar *bar, const char *label)
{
    static const enum fill fills[] = {FILL_DENSE_HATCH, FILL_WIDE_HATCH, FILL_SAND,
                                      FILL_MIDDLE, FILL_DARK};
    const struct drawing drawing = {writer, DRAWING_WIDE, bar->height};
    int64_t start, end;
    uint64_t sum = sum_of(bar), before = 0;
    find_ends(bar, bar->span, &start, &end);
    drawing_begin(&drawing, label);
    for (size_t i = 0; i < 5; i++) {
        int64_t left = start + (end - start) * (int64_t)before / (int64_t)sum;
        before += bar->parts[i];
        int64_t right = start + (end - start) * (int64_t)before / (int64_t)sum;
        enum fill fill = fills[i];
        if (i == 2 && (bar->low_in_middle || bar->high_in_middle)) {
            fill = FILL_WHITE;
        }
        drawing_box(&drawing, (int)left, 0, (int)(right - left), bar->height - 1, fill);
    }
    drawing_line(&drawing, DRAWING_WIDE / 2, 0, DRAWING_WIDE / 2, bar->height,
                 "middle");
    drawing_end(&drawing);
}

void
plain_bar_add(const struct writer *writer, uint32_t part, uint32_t whole, int height,
              enum fill fill, const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, height};
    drawing_begin(&drawing, label);
    drawing_box(&drawing, 0, 0, along(part, whole), height - 1, fill);
    drawing_end(&drawing);
}

void
points_bar_add(const struct writer *writer, uint32_t people, uint32_t staff,
               uint32_t whole, const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, 8};
    int middle = along(people, whole), end = along((uint64_t)people + staff, whole);
    drawing_begin(&drawing, label);
    drawing_box(&drawing, 0, 0, middle, 7, FILL_DARK);
    drawing_box(&drawing, middle, 0, end - middle, 7, FILL_WIDE_HATCH);
    drawing_end(&drawing);
}

void
signed_bar_add(const struct writer *writer, int value, int most, int height,
               const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, height};
    const int middle = DRAWING_WIDE / 2;
    int length = (value < 0 ? -value : value) * middle / most;
    length = length > middle ? middle : length;
    drawing_begin(&drawing, label);
    drawing_box(&drawing, value < 0 ? middle - length : middle, 2, length, height - 5,
                value < 0 ? FILL_WIDE_HATCH : FILL_DARK);
    drawing_line(&drawing, middle, 0, middle, height, "");
    drawing_end(&drawing);
}

void
savings_bar_add(const struct writer *writer, uint64_t low, uint64_t high,
                uint64_t threshold, const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, 13};
    const uint64_t most = UINT64_MAX / DRAWING_WIDE / 10;
    const uint64_t whole = threshold > most ? most : threshold;
    int left = along((low > most ? most : low) * 10, whole * 32);
    int right = along((high > most ? most : high) * 10, whole * 32);
    int tick = DRAWING_WIDE * 10 / 32;
    if (right - left < 100) {
        left = left > DRAWING_WIDE - 100 ? DRAWING_WIDE - 100 : left;
        right = left + 100;
    }
    drawing_begin(&drawing, label);
    drawing_line(&drawing, 0, 6, DRAWING_WIDE, 6, "scale");
    drawing_box(&drawing, left, 2, right - left, 8, FILL_WIDE_HATCH);
    drawing_line(&drawing, tick, 0, tick, 13, "tick");
    drawing_end(&drawing);
}

void
progress_bar_add(const struct writer *writer, uint32_t n, uint32_t needed, bool few,
                 const char *label)
{
    const struct drawing drawing = {writer, DRAWING_WIDE, 12};
    drawing_begin(&drawing, label);
    drawing_box(&drawing, 0, 0, DRAWING_WIDE, 11, FILL_WHITE);
    drawing_box(&drawing, 0, 0, along(n, needed), 11,
                few ? FILL_WIDE_HATCH : FILL_DARK);
    drawing_end(&drawing);
}

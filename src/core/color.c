/* color: reads colors, and computes how well one is seen on another. */
#include "townline/color.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
color_parse(const char *text, struct color *out)
{
    if (text[0] != '#' || strlen(text) != 7 ||
        strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        return false;
    }
    unsigned long value = strtoul(text + 1, NULL, 16);
    *out =
        (struct color){(uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
    return true;
}

static double
channel(uint8_t value)
{
    double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double
color_contrast(struct color a, struct color b)
{
    double la = 0.2126 * channel(a.r) + 0.7152 * channel(a.g) + 0.0722 * channel(a.b);
    double lb = 0.2126 * channel(b.r) + 0.7152 * channel(b.g) + 0.0722 * channel(b.b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

double
color_on_paper(struct color color)
{
    static const struct color paper = {COLOR_PAPER >> 16, COLOR_PAPER >> 8 & 0xFF,
                                       COLOR_PAPER & 0xFF};
    return color_contrast(color, paper);
}

double
color_with_white(struct color color)
{
    return color_contrast(color, (struct color){255, 255, 255});
}

bool
color_is_accent(struct color color)
{
    return color_on_paper(color) >= COLOR_ACCENT_CONTRAST &&
           color_with_white(color) >= COLOR_ACCENT_CONTRAST;
}

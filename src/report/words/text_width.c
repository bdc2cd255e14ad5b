/* Widths of letters, in thousandths of their size. */
#include "text_width.h"

#include "townline/characters.h"

enum { FIRST = 0x20, LAST = 0x7e };

static const short regular_widths[LAST - FIRST + 1] = {
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372,
    572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434,
    899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
    605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444,
    281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
    615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572};
static const short bold_widths[LAST - FIRST + 1] = {
    260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413,
    572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 285, 285, 572, 572, 572, 477,
    897, 690, 672, 637, 740, 560, 549, 724, 765, 389, 331, 664, 565, 943, 813, 796,
    628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331, 413, 331, 572, 411,
    362, 604, 633, 514, 633, 591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619,
    633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394, 551, 394, 572};

/* The letter without its marks, of Latin-1, Latin Extended-A and Vietnamese; others
 * stay. */
static const char latin_1[] =
    "AAAAAAOCEEEEIIIIDNOOOOOxOUUUUYPBaaaaaaoceeeeiiiidnooooo+ouuuuypy";
static const char latin_a[] =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiNnJjKkkLlLlLlL"
    "lLlNnNnNnwNnOoOoOoWwRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzf";
static const char vietnamese[] =
    "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOo"
    "OoOoUuUuUuUuUuUuUuYyYyYyYy";

static uint32_t
base_letter(uint32_t letter)
{
    if (letter >= 0xc0 && letter < 0x100) {
        return (unsigned char)latin_1[letter - 0xc0];
    }
    if (letter >= 0x100 && letter < 0x180) {
        return (unsigned char)latin_a[letter - 0x100];
    }
    if (letter >= 0x1ea0 && letter < 0x1efa) {
        return (unsigned char)vietnamese[letter - 0x1ea0];
    }
    return letter;
}

static int
letter_width(uint32_t letter, bool bold)
{
    letter = base_letter(letter);
    if (letter >= FIRST && letter <= LAST) {
        return (bold ? bold_widths : regular_widths)[letter - FIRST];
    }
    if (letter >= 0x300 && letter < 0x370) {
        return 0; /* marks stand on the letter before */
    }
    if (letter >= 0x600 && letter < 0x700) {
        return letter >= 0x64b && letter <= 0x65f ? 0 : 520;
    }
    if (letter == 0x2018 || letter == 0x2019) {
        return 200;
    }
    if (letter == 0x2013 || letter == 0x201c || letter == 0x201d) {
        return 480;
    }
    return letter >= 0x1100 ? 1000 : 700;
}

int
text_width_px(const char *text, int size_px, bool bold)
{
    int64_t width = 0;
    size_t size = 0;
    for (; *text != '\0'; text += size) {
        uint32_t letter = character_at(text, &size);
        if (size == 0) {
            break;
        }
        width += letter_width(letter, bold);
    }
    int64_t pixels = (width * size_px + 999) / 1000;
    return pixels > 100000 ? 100000 : (int)pixels;
}

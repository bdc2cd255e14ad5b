/*
 * styling: reads the styling that XLSForm allows in texts: **bold**, *italic*, #
 * headings, [words](address), \* for a star, and a few HTML tags. A text is read once
 * and becomes words with marks between them, so a resident never sees the stars and
 * tags themselves. Time and memory grow with the length of the text alone, whatever it
 * holds.
 *
 * What is read: ** __ <b> <strong> make bold; * _ <i> <em> make italic; # to ###### at
 * the start of a line, and <h1> to <h6>, make a bold line; <br> <p> <div> begin a new
 * line; * at the start of a line, and <li>, make a bullet; of a link and of <a> the
 * words stay; of <span> too, without its colors; &amp; and the like become their
 * character. Other tags are left out, and the words in them stay.
 */
#ifndef TOWNLINE_STYLING_H
#define TOWNLINE_STYLING_H

#include "townline/buffer.h"

/* The words between ON and OFF are bold or italic; without an OFF they are so to the
 * end of the text. No text has these bytes for another reason. */
#define STYLING_BOLD_ON '\x01'
#define STYLING_BOLD_OFF '\x02'
#define STYLING_ITALIC_ON '\x03'
#define STYLING_ITALIC_OFF '\x04'
/* Stands for a place that is filled in later (<output>); it is passed on as it is. */
#define STYLING_OUTPUT '\x05'

#define STYLING_TAG_MAX_BYTES 16

/* The first tag that meant something and was left out; "" when there was none. */
struct styling_left_out {
    char tag[STYLING_TAG_MAX_BYTES];
};

/* Reads UTF-8 and adds UTF-8 with marks to `out`, without a NUL. Control characters
 * other than tab and line break are dropped. `left_out` may be NULL. */
void styling_read(const char *text, size_t size, struct buffer *out,
                  struct styling_left_out *left_out);
bool styling_is_mark(char c); /* a mark of bold or italic */
/* Adds the words without those marks. */
void styling_plain(const char *styled, size_t size, struct buffer *out);

#endif

/*
 * styling: the styling that XLSForm allows in what is shown: **bold**, *italic*,
 * # headings, [words](address), \* for a star, and a few HTML tags. A text is read once
 * into words with marks between them; a resident never meets what was written to style
 * them. Time and memory grow with the text alone, whatever it holds.
 *
 * Read: ** __ <b> <strong> bold; * _ <i> <em> italic; # to ###### at the start of a
 * line, <h1> to <h6> a bold line; <br> <p> <div> new lines; * and <li> at the start of
 * a line a bullet; the words of links and <a>; <span> without its colors; &amp; and the
 * like. Other tags are left out, their words stay.
 */
#ifndef TOWNLINE_STYLING_H
#define TOWNLINE_STYLING_H

#include "townline/buffer.h"

/* Between these the words are bold or italic, until the end where the second is
 * missing. No other text holds them. */
#define STYLING_BOLD_ON '\x01'
#define STYLING_BOLD_OFF '\x02'
#define STYLING_ITALIC_ON '\x03'
#define STYLING_ITALIC_OFF '\x04'
/* Stands for a place that is filled in later; passed on as it is. */
#define STYLING_OUTPUT '\x05'

#define STYLING_TAG_MAX_BYTES 16

/* The first tag that was left out with its meaning; "" when there was none. */
struct styling_left_out {
    char tag[STYLING_TAG_MAX_BYTES];
};

/* UTF-8 in, UTF-8 with marks out, without a NUL; other control characters than tab and
 * line break are dropped. `left_out` may be NULL. */
void styling_read(const char *text, size_t size, struct buffer *out,
                  struct styling_left_out *left_out);
bool styling_is_mark(char c); /* of bold and italic */
/* Without those marks. */
void styling_plain(const char *styled, size_t size, struct buffer *out);

#endif

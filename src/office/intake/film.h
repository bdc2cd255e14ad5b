/*
 * film: what a phone or a browser recorded of a moving code, as grey pictures one after
 * the other. MP4, MOV, MKV and WebM are taken, with the codings that phones and
 * browsers write. How a film is to be turned does not matter for codes, so it is not.
 *
 * A film may lie: nothing but its own file is opened, whatever it names, and pictures,
 * memory and work are bounded. Not thread-safe in one film.
 */
#ifndef FILM_H
#define FILM_H

#include "townline/picture.h"

#define FILM_MAX_SIDE 8192
#define FILM_MAX_PIXELS ((size_t)4096 * 2304) /* of one picture */
/* What is taken from one film: an hour and more of 1080 lines, 30 a second. */
#define FILM_MAX_WORK_PIXELS ((uint64_t)1 << 38)
#define FILM_MAX_STEPS 1000000u /* pieces of the file */

struct film;
/* `descriptor` is a file that can be sought in, and is borrowed. ERROR_INPUT: it is no
 * such film, damaged, or of a kind that is not read; the text says what helps. */
bool film_open(int descriptor, struct film **out, struct error *err)
    __attribute__((warn_unused_result));
void film_close(struct film *film); /* takes NULL */

enum film_step {
    FILM_PICTURE,
    FILM_SAME, /* a picture that is like the one before to the last pixel */
    FILM_END,
    FILM_TOO_LONG, /* the limits above are reached */
    FILM_NO_MEMORY,
};
/* The next picture, borrowed until the next call. */
enum film_step film_next(struct film *film, struct picture *out);

struct film_place {
    size_t pictures;  /* that were given out */
    size_t damaged;   /* pieces that could not be made a picture of */
    uint64_t at_ms;   /* of the last picture */
    uint64_t long_ms; /* the whole film; 0: it does not say */
};
struct film_place film_place(const struct film *film);

#endif

/*
 * stream: the moving QR code: frames of every bundle that waits, one bundle after the
 * other and round again, always at indices that were never shown before. Symbol indices
 * are set aside in the store before they are shown, so that a stream opened again goes
 * on at fresh ones.
 */
#ifndef TOWNLINE_STREAM_H
#define TOWNLINE_STREAM_H

#include "townline/qr.h"
#include "townline/store.h"

#define STREAM_RATE_DEFAULT 12 /* frames a second */

struct stream;
struct stream_status {
    uint32_t number; /* of the bundle shown now */
    enum bundle_kind kind;
    uint32_t responses; /* in it */
    size_t which, of;   /* "2 of 3", from 1 */
    unsigned rate;      /* frames a second */
    unsigned version;   /* of the QR code */
    bool paused;
    unsigned pass;    /* how often this bundle began, from 1 */
    double pass_done; /* 0 to 1: how far this pass is */
    unsigned pass_s;  /* seconds that one pass of this bundle takes, about */
    unsigned dots;    /* squares of the code across */
    bool can_slow, can_hurry, can_enlarge, can_shrink;
};

struct stream_options {
    struct store *store; /* borrowed */
    int side_px;         /* room for the code on the panel: the densest code with dots
                            large enough for a phone is chosen */
    double px_per_mm;    /* of the panel */
    uint32_t number;     /* this bundle alone; 0: all that wait, and where none does,
                            those that were carried and not confirmed, since a phone can
                            be lost */
};
/* ERROR_MISSING: there is no such bundle. */
bool stream_open(const struct stream_options *options, struct stream **out,
                 struct error *err) __attribute__((warn_unused_result));
void stream_close(struct stream *stream);

/* Draws the next frame. */
bool stream_advance(struct stream *stream, struct error *err)
    __attribute__((warn_unused_result));
const struct qr *stream_qr(const struct stream *stream); /* borrowed till advanced */
struct stream_status stream_status(const struct stream *stream);

void stream_pause(struct stream *stream, bool paused);
void stream_change_rate(struct stream *stream, int step); /* -1 slower, 1 faster */
/* 1: fewer, larger dots. The code never needs more dots than it had: sizes in which no
 * symbol of some bundle fits are left out. */
void stream_change_size(struct stream *stream, int step);

/* The bundle of the stream whose carried code has these digits; hyphens and spaces in
 * `typed` do not count. False when none has. */
bool stream_find_code(const struct stream *stream, const char *typed,
                      uint32_t *number_out);

#endif

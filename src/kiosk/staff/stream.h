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
    unsigned round_s; /* seconds that one round of this bundle takes, about */
    bool can_slow, can_hurry, can_enlarge, can_shrink;
};

/* Opens on all bundles that wait; where none does, on those that were carried and not
 * confirmed, since a phone can be lost. `side_px` is the room for the code on
 * the panel: the densest code with modules large enough for a phone is chosen.
 * ERROR_MISSING: there is no such bundle. */
bool stream_open(struct store *store, int side_px, struct stream **out,
                 struct error *err) __attribute__((warn_unused_result));
void stream_close(struct stream *stream);

/* Draws the next frame. */
bool stream_advance(struct stream *stream, struct error *err)
    __attribute__((warn_unused_result));
const struct qr *stream_qr(const struct stream *stream); /* borrowed till advanced */
struct stream_status stream_status(const struct stream *stream);

void stream_pause(struct stream *stream, bool paused);
void stream_change_rate(struct stream *stream, int step); /* -1 slower, 1 faster */
void stream_change_size(struct stream *stream, int step); /* 1 larger modules */

/* All bundles of the stream are marked as carried. */
bool stream_carried(struct stream *stream, struct error *err)
    __attribute__((warn_unused_result));
/* Code of bundle `i` for comparing with the phone; false past the last. */
bool stream_code(const struct stream *stream, size_t i, char *out, size_t size);

#endif

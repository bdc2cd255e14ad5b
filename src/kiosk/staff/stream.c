/* stream: draws the frames of the bundles that wait, at indices never shown before. */
#include "stream.h"

#include "townline/characters.h"
#include "townline/frame.h"

#include <stdlib.h>
#include <string.h>

#define BUNDLES_MAX 64 /* in one stream; later ones wait for the next */
/* Set aside when the stream is opened: for a quarter of an hour, so that no frame waits
 * for the disk. */
#define RESERVE_SYMBOLS 65536

/* What a phone needs to read a code: so many of its pixels a dot. It is held so that
 * the code fills most of its picture, but no nearer than it can focus and no farther
 * than an arm. Of its picture 720 lines are counted on, which are so high at a distance
 * of 1. */
#define PHONE_PX_A_DOT 3.6
#define PHONE_LINES 720.0
#define PHONE_FILL 0.8
#define PHONE_HEIGHT_AT_1 0.73
#define PHONE_NEAR_MM 200.0
#define PHONE_FAR_MM 600.0

#define VERSION_MIN 10
#define VERSION_MAX 27 /* denser ones are read less often, by all that was measured */
#define DOT_MIN_PX 4
#define DOTS_MAX (VERSION_MAX - VERSION_MIN + 1)

static const unsigned rates[] = {4, 6, 8, STREAM_RATE_DEFAULT, 15};
#define RATE_COUNT (sizeof rates / sizeof *rates)
#define RATE_DEFAULT_INDEX 3

struct part_of_stream {
    struct outbox_entry entry;
    struct frame_sender *sender;
    uint32_t next, reserved; /* symbol indices */
    unsigned pass;           /* from 1; 0: not shown yet */
};
struct stream {
    struct store *store; /* borrowed */
    struct part_of_stream parts[BUNDLES_MAX];
    size_t part_count, at;
    size_t sent_this_turn;       /* symbols of the part shown now */
    unsigned versions[DOTS_MAX]; /* those to choose from, of ever more dots */
    size_t version_count;
    size_t version, rate; /* indices in the tables */
    size_t least_version; /* in smaller ones some bundle's symbols do not fit */
    bool paused;
    struct qr qr;
};

static bool
reserve(struct stream *stream, struct part_of_stream *part, struct error *err)
{
    uint32_t reserved = part->next + RESERVE_SYMBOLS;
    if (!store_reserve_symbols(stream->store, part->entry.number, reserved, err)) {
        return false;
    }
    part->reserved = reserved;
    return true;
}

static bool
open_part(struct stream *stream, const struct outbox_entry *entry, struct error *err)
{
    struct part_of_stream *part = &stream->parts[stream->part_count];
    struct buffer bundle;
    buffer_init(&bundle, BUNDLE_MAX_BYTES);
    *part = (struct part_of_stream){
        .entry = *entry, .next = entry->next_symbol, .reserved = entry->next_symbol};
    bool ok = store_bundle(stream->store, entry->number, &bundle, err) &&
              frame_sender_create(bundle.data, bundle.size, &part->sender, err);
    if (ok) {
        stream->part_count++;
        ok = reserve(stream, part, err);
    }
    buffer_finish(&bundle);
    return ok;
}

static int
modules_of(unsigned version)
{
    return (int)qr_side(version) + 2 * QR_QUIET_MODULES;
}

/* Dots are whole pixels, so for each size of a dot there is one version that fills the
 * room best. Of these, those are kept that hold more symbols than the one before. */
static void
find_versions(struct stream *stream, int side_px)
{
    size_t symbols = 0;
    stream->version_count = 0;
    for (int dot_px = side_px / modules_of(VERSION_MIN); dot_px > 0; dot_px--) {
        unsigned version = VERSION_MIN;
        while (version < VERSION_MAX && modules_of(version + 1) * dot_px <= side_px) {
            version++;
        }
        size_t held =
            frame_symbols(qr_capacity_bytes(version), fountain_symbol_bytes(1));
        if (held > symbols) {
            stream->versions[stream->version_count++] = version;
            symbols = held;
        }
    }
    if (stream->version_count == 0) { /* no panel is so small */
        stream->versions[stream->version_count++] = VERSION_MIN;
    }
}

static double
least_dot_mm(double side_mm)
{
    double from_mm = side_mm / PHONE_FILL / PHONE_HEIGHT_AT_1;
    from_mm = from_mm < PHONE_NEAR_MM  ? PHONE_NEAR_MM
              : from_mm > PHONE_FAR_MM ? PHONE_FAR_MM
                                       : from_mm;
    return PHONE_PX_A_DOT * PHONE_HEIGHT_AT_1 * from_mm / PHONE_LINES;
}

/* The densest code that a phone can read and which fills nearly all of its room. */
static size_t
densest_version(const struct stream *stream, int side_px, double px_per_mm)
{
    double least_px = least_dot_mm(side_px / px_per_mm) * px_per_mm;
    size_t best = 0, filling = stream->version_count;
    for (size_t i = 0; i < stream->version_count; i++) {
        int modules = modules_of(stream->versions[i]);
        int dot_px = side_px / modules;
        if (dot_px >= DOT_MIN_PX && dot_px >= least_px) {
            best = i;
            filling = dot_px * modules >= side_px * 92 / 100 ? i : filling;
        }
    }
    return filling < stream->version_count ? filling : best;
}

static size_t
least_version(const struct stream *stream)
{
    size_t least = 0;
    for (size_t i = 0; i < stream->part_count; i++) {
        size_t bytes = frame_sender_symbol_bytes(stream->parts[i].sender);
        while (least + 1 < stream->version_count &&
               frame_symbols(qr_capacity_bytes(stream->versions[least]), bytes) == 0) {
            least++;
        }
    }
    return least;
}

bool
stream_open(const struct stream_options *options, struct stream **out,
            struct error *err)
{
    struct store *store = options->store;
    struct outbox_entry entry;
    struct stream *stream = calloc(1, sizeof *stream);
    if (!stream) {
        return error_no_memory(err);
    }
    stream->store = store;
    stream->rate = RATE_DEFAULT_INDEX;
    find_versions(stream, options->side_px);
    stream->version = densest_version(stream, options->side_px, options->px_per_mm);
    enum outbox_state wanted = OUTBOX_CARRIED;
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        wanted = entry.state == OUTBOX_WAITING ? OUTBOX_WAITING : wanted;
    }
    for (size_t i = 0;
         store_outbox(store, i, &entry) && stream->part_count < BUNDLES_MAX; i++) {
        bool is_wanted = options->number > 0 ? entry.number == options->number
                                             : entry.state == wanted;
        if (is_wanted && !open_part(stream, &entry, err)) {
            goto out;
        }
    }
    if (stream->part_count == 0) {
        error_set(err, ERROR_MISSING, "there is nothing to send");
        goto out;
    }
    stream->least_version = least_version(stream);
    if (stream->version < stream->least_version) {
        stream->version = stream->least_version;
    }
    stream->parts[0].pass = 1;
    if (!stream_advance(stream, err)) {
        goto out;
    }
    *out = stream;
    return true;
out:
    stream_close(stream);
    return false;
}

void
stream_close(struct stream *stream)
{
    if (!stream) {
        return;
    }
    for (size_t i = 0; i < stream->part_count; i++) {
        frame_sender_destroy(stream->parts[i].sender);
    }
    qr_finish(&stream->qr);
    free(stream);
}

static size_t
symbols_a_frame(const struct stream *stream, const struct part_of_stream *part)
{
    size_t fit = frame_symbols(qr_capacity_bytes(stream->versions[stream->version]),
                               frame_sender_symbol_bytes(part->sender));
    return fit > 0 ? fit : 1;
}

/* Half as much again as the bundle has: enough for one pass with a third lost. */
static size_t
symbols_a_turn(const struct part_of_stream *part)
{
    return frame_sender_k(part->sender) * 3 / 2 + 1;
}

bool
stream_advance(struct stream *stream, struct error *err)
{
    struct part_of_stream *part = &stream->parts[stream->at];
    if (stream->sent_this_turn >= symbols_a_turn(part)) {
        stream->at = (stream->at + 1) % stream->part_count;
        stream->sent_this_turn = 0;
        part = &stream->parts[stream->at];
        part->pass++;
    }
    size_t count = symbols_a_frame(stream, part);
    if (part->next + count > part->reserved && !reserve(stream, part, err)) {
        return false;
    }
    uint8_t bytes[FRAME_MAX_BYTES];
    size_t size = frame_write(part->sender, part->next, count, bytes);
    unsigned version = stream->versions[stream->version];
    struct qr qr;
    if (!qr_draw(bytes, size, size > qr_capacity_bytes(version) ? 0 : version, &qr,
                 err)) {
        return false;
    }
    qr_finish(&stream->qr);
    stream->qr = qr;
    part->next += (uint32_t)count;
    stream->sent_this_turn += count;
    return true;
}

const struct qr *
stream_qr(const struct stream *stream)
{
    return &stream->qr;
}

struct stream_status
stream_status(const struct stream *stream)
{
    const struct part_of_stream *part = &stream->parts[stream->at];
    size_t frames = symbols_a_turn(part) / symbols_a_frame(stream, part) + 1;
    unsigned rate = rates[stream->rate];
    return (struct stream_status){
        .number = part->entry.number,
        .kind = part->entry.kind,
        .responses = part->entry.responses,
        .which = stream->at + 1,
        .of = stream->part_count,
        .rate = rate,
        .version = stream->versions[stream->version],
        .paused = stream->paused,
        .pass = part->pass,
        .pass_done = (double)stream->sent_this_turn / (double)symbols_a_turn(part),
        .pass_s = (unsigned)(frames + rate - 1) / rate,
        .dots = (unsigned)stream->qr.side,
        .can_slow = stream->rate > 0,
        .can_hurry = stream->rate + 1 < RATE_COUNT,
        .can_enlarge = stream->version > stream->least_version,
        .can_shrink = stream->version + 1 < stream->version_count,
    };
}

void
stream_pause(struct stream *stream, bool paused)
{
    stream->paused = paused;
}

static size_t
stepped(size_t at, int step, size_t count)
{
    if (step < 0) {
        return at > 0 ? at - 1 : 0;
    }
    return at + 1 < count ? at + 1 : at;
}

void
stream_change_rate(struct stream *stream, int step)
{
    stream->rate = stepped(stream->rate, step, RATE_COUNT);
}

void
stream_change_size(struct stream *stream, int step)
{
    size_t version = stepped(stream->version, -step, stream->version_count);
    stream->version = version < stream->least_version ? stream->least_version : version;
}

/* Digits alone. */
static void
keep_digits(const char *text, char *out, size_t size)
{
    size_t count = 0;
    for (; *text && count + 1 < size; text++) {
        if (character_is_digit(*text)) {
            out[count++] = *text;
        }
    }
    out[count] = '\0';
}

bool
stream_find_code(const struct stream *stream, const char *typed, uint32_t *number_out)
{
    char code[32], digits[32], wanted[32];
    keep_digits(typed, wanted, sizeof wanted);
    for (size_t i = 0; i < stream->part_count; i++) {
        const struct outbox_entry *entry = &stream->parts[i].entry;
        carried_code(entry->number, entry->id, code, sizeof code);
        keep_digits(code, digits, sizeof digits);
        if (strcmp(digits, wanted) == 0) {
            *number_out = entry->number;
            return true;
        }
    }
    return false;
}

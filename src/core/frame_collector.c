/* frame_collector: puts bundles together from frames that come in any order. */
#include "townline/frame.h"

#include "forgery.h"
#include "townline/random.h"

#include <stdlib.h>
#include <string.h>

#define FINISHED_MAX 64 /* bundles that are done, whose further frames are ignored */
/* a stream of which more symbols came has frames that contradict each other */
#define MOST_SYMBOLS(k) (4 * (k) + 64)
/* frames of other streams after which a silent stream gives up its place */
#define SILENT_FRAMES 200

/* The name of a stream. A forged frame with the right tag but another shape belongs to
 * another stream. */
struct stream_name {
    uint8_t tag[4];
    uint16_t k, symbol_bytes;
};

struct partial {
    struct stream_name name;
    struct fountain_decoder *decoder; /* NULL: this place is free */
    struct kept_frame **frames;       /* as they came, to find forged ones among them */
    size_t frame_count, frame_capacity;
    size_t symbol_count, frame_bytes;
    uint64_t fed_at; /* the collector's count of frames when the last one came */
    /* the number of symbols at which the next search for forgeries is due */
    size_t search_at;
};

struct frame_collector {
    struct partial partials[COLLECTOR_PARTIAL_MAX];
    uint64_t frames_seen;
    uint64_t shuffles; /* the state of splitmix64 */
    struct stream_name finished[FINISHED_MAX];
    size_t finished_count;
    uint8_t *bundle;
    size_t bundle_size;
};

bool
frame_collector_create(struct frame_collector **out, struct error *err)
{
    *out = calloc(1, sizeof **out);
    return *out || error_no_memory(err);
}

static void
partial_forget_frames(struct partial *partial)
{
    for (size_t i = 0; i < partial->frame_count; i++) {
        free(partial->frames[i]);
    }
    partial->frame_count = partial->symbol_count = partial->frame_bytes = 0;
}

static void
partial_finish(struct partial *partial)
{
    partial_forget_frames(partial);
    free(partial->frames);
    fountain_decoder_destroy(partial->decoder);
    *partial = (struct partial){.decoder = NULL};
}

void
frame_collector_destroy(struct frame_collector *collector)
{
    if (!collector) {
        return;
    }
    for (size_t i = 0; i < COLLECTOR_PARTIAL_MAX; i++) {
        partial_finish(&collector->partials[i]);
    }
    free(collector->bundle);
    free(collector);
}

static uint32_t
tag_number(const uint8_t tag[4])
{
    return (uint32_t)tag[0] | (uint32_t)tag[1] << 8 | (uint32_t)tag[2] << 16 |
           (uint32_t)tag[3] << 24;
}

static bool
partial_restart(struct partial *partial)
{
    fountain_decoder_destroy(partial->decoder);
    partial->decoder = NULL;
    return fountain_decoder_create(tag_number(partial->name.tag), partial->name.k,
                                   partial->name.symbol_bytes, &partial->decoder, NULL);
}

/* The memory that a stream takes, with what solving it will take. */
static size_t
partial_memory(const struct partial *partial)
{
    if (!partial->decoder) {
        return 0;
    }
    return fountain_memory(partial->decoder) + partial->frame_bytes +
           (size_t)partial->name.k * partial->name.symbol_bytes;
}

static size_t
collector_memory(const struct frame_collector *collector)
{
    size_t memory = collector->bundle_size;
    for (size_t i = 0; i < COLLECTOR_PARTIAL_MAX; i++) {
        memory += partial_memory(&collector->partials[i]);
    }
    return memory;
}

/* Frees the place of the stream that has been silent for longest, if that is long
 * enough. */
static struct partial *
give_up_silent(struct frame_collector *collector, const struct partial *but)
{
    struct partial *silent = NULL;
    for (size_t i = 0; i < COLLECTOR_PARTIAL_MAX; i++) {
        struct partial *partial = &collector->partials[i];
        if (partial != but && partial->decoder &&
            collector->frames_seen - partial->fed_at > SILENT_FRAMES &&
            (!silent || partial->fed_at < silent->fed_at)) {
            silent = partial;
        }
    }
    if (silent) {
        partial_finish(silent);
    }
    return silent;
}

/* The place of a stream, a new one when it has none; NULL when no place is left. */
static struct partial *
find_partial(struct frame_collector *collector, const struct stream_name *name)
{
    struct partial *vacant = NULL;
    for (size_t i = 0; i < COLLECTOR_PARTIAL_MAX; i++) {
        struct partial *partial = &collector->partials[i];
        if (!partial->decoder) {
            vacant = partial;
        } else if (memcmp(&partial->name, name, sizeof *name) == 0) {
            return partial;
        }
    }
    if (!vacant) {
        vacant = give_up_silent(collector, NULL);
    }
    if (!vacant) {
        return NULL;
    }
    vacant->name = *name;
    return partial_restart(vacant) ? vacant : NULL;
}

static bool
is_finished(const struct frame_collector *collector, const struct stream_name *name)
{
    for (size_t i = 0; i < FINISHED_MAX && i < collector->finished_count; i++) {
        if (memcmp(&collector->finished[i], name, sizeof *name) == 0) {
            return true;
        }
    }
    return false;
}

static bool
has_frame(const struct partial *partial, const struct frame *frame)
{
    for (size_t i = 0; i < partial->frame_count; i++) {
        const struct kept_frame *kept = partial->frames[i];
        if (kept->index == frame->index && kept->symbol_count == frame->symbol_count &&
            memcmp(kept->symbols, frame->symbols,
                   frame->symbol_count * frame->symbol_bytes) == 0) {
            return true;
        }
    }
    return false;
}

static bool
keep_frame(struct partial *partial, const struct frame *frame)
{
    size_t bytes = frame->symbol_count * frame->symbol_bytes;
    if (partial->frame_count == partial->frame_capacity) {
        size_t capacity =
            partial->frame_capacity == 0 ? 16 : 2 * partial->frame_capacity;
        struct kept_frame **frames =
            realloc(partial->frames, capacity * sizeof(struct kept_frame *));
        if (!frames) {
            return false;
        }
        partial->frames = frames;
        partial->frame_capacity = capacity;
    }
    struct kept_frame *kept = malloc(sizeof *kept + bytes);
    if (!kept) {
        return false;
    }
    kept->index = frame->index;
    kept->symbol_count = frame->symbol_count;
    kept->suspect = false;
    memcpy(kept->symbols, frame->symbols, bytes);
    partial->frames[partial->frame_count++] = kept;
    partial->symbol_count += frame->symbol_count;
    partial->frame_bytes += sizeof *kept + sizeof(struct kept_frame *) + bytes;
    return true;
}

/* False when none of its symbols was new. */
static bool
feed(struct partial *partial, uint32_t index, size_t count, const uint8_t *symbols)
{
    bool grew = false;
    for (size_t i = 0; i < count; i++) {
        grew = fountain_decode(partial->decoder, index + (uint32_t)i,
                               symbols + i * partial->name.symbol_bytes) ||
               grew;
    }
    return grew;
}

/* Gives the bundle out if its id begins with the tag of its frames. */
static bool
take_bundle(struct frame_collector *collector, struct partial *partial)
{
    const uint8_t *data;
    size_t size;
    uint8_t id[BUNDLE_ID_BYTES];
    if (!fountain_is_full(partial->decoder) ||
        !fountain_data(partial->decoder, &data, &size)) {
        return false;
    }
    bundle_id(data, size, id);
    if (memcmp(id, partial->name.tag, sizeof partial->name.tag) != 0) {
        return false;
    }
    uint8_t *bundle = malloc(size + 1);
    if (!bundle) {
        return false;
    }
    memcpy(bundle, data, size);
    collector->bundle = bundle;
    collector->bundle_size = size;
    collector->finished[collector->finished_count++ % FINISHED_MAX] = partial->name;
    partial_finish(partial);
    return true;
}

/* Drops the marked frames, or all, and decodes the others again. */
static bool
drop_frames(struct partial *partial, bool all)
{
    size_t left = 0;
    for (size_t i = 0; i < partial->frame_count; i++) {
        struct kept_frame *frame = partial->frames[i];
        if (!all && !frame->suspect) {
            partial->frames[left++] = frame;
            continue;
        }
        partial->symbol_count -= frame->symbol_count;
        partial->frame_bytes -= sizeof *frame + sizeof(struct kept_frame *) +
                                frame->symbol_count * partial->name.symbol_bytes;
        free(frame);
    }
    partial->frame_count = left;
    partial->search_at = 0;
    if (!partial_restart(partial)) {
        partial_finish(partial);
        return false;
    }
    for (size_t i = 0; i < left; i++) {
        feed(partial, partial->frames[i]->index, partial->frames[i]->symbol_count,
             partial->frames[i]->symbols);
    }
    return true;
}

/* Decodes from the frames in a random order. Those that come late are not needed, so
 * another choice of frames is tried each time. */
static bool
take_some(struct frame_collector *collector, struct partial *partial)
{
    for (size_t i = partial->frame_count; i > 1; i--) {
        size_t j = random_splitmix64(&collector->shuffles) % i;
        struct kept_frame *moved = partial->frames[i - 1];
        partial->frames[i - 1] = partial->frames[j];
        partial->frames[j] = moved;
    }
    if (!partial_restart(partial)) {
        partial_finish(partial);
        return false;
    }
    for (size_t i = 0; i < partial->frame_count && !fountain_is_full(partial->decoder);
         i++) {
        feed(partial, partial->frames[i]->index, partial->frames[i]->symbol_count,
             partial->frames[i]->symbols);
    }
    return take_bundle(collector, partial);
}

/* Drops the frames that the others prove to be wrong; false when there are none. */
static bool
drop_proven(struct partial *partial)
{
    struct forgery_stream stream = {
        .tag = tag_number(partial->name.tag),
        .k = partial->name.k,
        .symbol_bytes = partial->name.symbol_bytes,
        .frames = partial->frames,
        .frame_count = partial->frame_count,
    };
    size_t found;
    return forgery_find(&stream, &found) && found > 0 && drop_frames(partial, false);
}

/* Enough symbols came, but they give the wrong bundle: somebody forged a frame. Each
 * time the number of spare symbols has doubled, forged frames are searched for. Those
 * that were fitted to each other are not found; so with each frame that comes, another
 * choice of frames is tried, until one of them has no forged frame. */
static enum collector_event
sift(struct frame_collector *collector, struct partial *partial)
{
    size_t k = partial->name.k, largest = 0;
    bool first = partial->search_at == 0;
    for (size_t i = 0; i < partial->frame_count; i++) {
        if (partial->frames[i]->symbol_count > largest) {
            largest = partial->frames[i]->symbol_count;
        }
    }
    if (first) {
        partial->search_at = k + largest + 2;
    }
    if (partial->symbol_count > MOST_SYMBOLS(k)) {
        drop_frames(partial, true);
        return COLLECTOR_FORGED;
    }
    size_t spare = partial->symbol_count - k;
    bool is_time = partial->symbol_count >= partial->search_at;
    if (is_time && drop_proven(partial)) {
        return take_bundle(collector, partial) ? COLLECTOR_BUNDLE : COLLECTOR_FORGED;
    }
    /* Among so many useless frames another search would find nothing either, and take
     * long. */
    if (is_time) {
        partial->search_at =
            spare < k / 4 + 4 * largest + 32 ? k + 2 * spare : SIZE_MAX;
    }
    if (partial->decoder && spare >= k / 4 + 4 * largest + 2 &&
        take_some(collector, partial)) {
        return COLLECTOR_BUNDLE;
    }
    return first ? COLLECTOR_FORGED : COLLECTOR_KNOWN;
}

enum collector_event
frame_collect(struct frame_collector *collector, const void *data, size_t size)
{
    struct frame frame;
    free(collector->bundle);
    collector->bundle = NULL;
    collector->bundle_size = 0;
    if (!frame_read(data, size, &frame, NULL)) {
        return COLLECTOR_NOT_OURS;
    }

    collector->frames_seen++;
    struct stream_name name = {.k = (uint16_t)frame.k,
                               .symbol_bytes = (uint16_t)frame.symbol_bytes};
    memcpy(name.tag, frame.tag, sizeof name.tag);
    if (is_finished(collector, &name)) {
        return COLLECTOR_KNOWN;
    }
    struct partial *partial = find_partial(collector, &name);
    if (!partial) {
        return COLLECTOR_CROWDED;
    }
    partial->fed_at = collector->frames_seen;
    if (has_frame(partial, &frame)) {
        return COLLECTOR_KNOWN;
    }

    /* Each symbol is kept twice: as it came, and as a row with its coefficients. */
    size_t wanted = frame.symbol_count * (2 * frame.symbol_bytes + frame.k + 64);
    while (collector_memory(collector) + wanted > COLLECTOR_MAX_BYTES) {
        if (!give_up_silent(collector, partial)) {
            return COLLECTOR_CROWDED;
        }
    }
    if (!keep_frame(partial, &frame)) {
        return COLLECTOR_CROWDED;
    }
    bool grew = feed(partial, frame.index, frame.symbol_count, frame.symbols);
    if (!fountain_is_full(partial->decoder)) {
        if (partial->symbol_count <= MOST_SYMBOLS(frame.k)) {
            return grew ? COLLECTOR_PROGRESS : COLLECTOR_KNOWN;
        }
        drop_frames(partial, true);
        return COLLECTOR_FORGED;
    }
    if (grew && take_bundle(collector, partial)) {
        return COLLECTOR_BUNDLE;
    }
    return sift(collector, partial);
}

void
frame_collector_bundle(const struct frame_collector *collector,
                       const uint8_t **data_out, size_t *size_out)
{
    *data_out = collector->bundle;
    *size_out = collector->bundle_size;
}

bool
frame_collector_partial(const struct frame_collector *collector, size_t i,
                        uint8_t tag_out[4], size_t *rank_out, size_t *k_out)
{
    for (size_t place = 0; place < COLLECTOR_PARTIAL_MAX; place++) {
        const struct partial *partial = &collector->partials[place];
        if (!partial->decoder || i-- > 0) {
            continue;
        }
        memcpy(tag_out, partial->name.tag, 4);
        *rank_out = fountain_rank(partial->decoder);
        *k_out = partial->name.k;
        return true;
    }
    return false;
}

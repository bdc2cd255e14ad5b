/* Frames, and what the clear header of a bundle says. */
#include "page_frames.h"

#include "answer.h"
#include "page_calls.h"
#include "townline/keys.h"
#include "townline/receipt.h"

#define NUMBER_AND_DIGITS_BYTES 24 /* "4294967295-4821" */

struct frame_collector *
page_frames_open(void)
{
    struct frame_collector *collector = NULL;
    answer_begin();
    return frame_collector_create(&collector, answer_error()) ? collector : NULL;
}

void
page_frames_close(struct frame_collector *collector)
{
    frame_collector_destroy(collector);
}

int
page_frames_take(struct frame_collector *collector, const uint8_t *data, size_t size)
{
    return (int)frame_collect(collector, data, size);
}

bool
page_frames_bundle(const struct frame_collector *collector)
{
    const uint8_t *data;
    size_t size;
    struct buffer *out = answer_begin();
    frame_collector_bundle(collector, &data, &size);
    buffer_add(out, data, size);
    return answer_end(true);
}

bool
page_frames_progress(const struct frame_collector *collector)
{
    uint8_t tag[4];
    size_t rank, k;
    struct buffer *out = answer_begin();
    answer_open(out, NULL, '[');
    for (size_t i = 0; frame_collector_partial(collector, i, tag, &rank, &k); i++) {
        answer_open(out, NULL, '{');
        answer_hex(out, "tag", tag, sizeof tag);
        answer_number(out, "rank", rank);
        answer_number(out, "k", k);
        answer_close(out, '}');
    }
    answer_close(out, ']');
    return answer_end(true);
}

bool
page_frame_about(const uint8_t *data, size_t size)
{
    struct frame frame;
    struct buffer *out = answer_begin();
    if (!frame_read(data, size, &frame, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '{');
    answer_hex(out, "tag", frame.tag, sizeof frame.tag);
    answer_number(out, "k", frame.k);
    answer_number(out, "index", frame.index);
    answer_number(out, "count", frame.symbol_count);
    answer_number(out, "symbol_bytes", frame.symbol_bytes);
    answer_close(out, '}');
    return answer_end(true);
}

struct frame_sender *
page_sender_open(const uint8_t *bundle, size_t size)
{
    struct frame_sender *sender = NULL;
    answer_begin();
    return frame_sender_create(bundle, size, &sender, answer_error()) ? sender : NULL;
}

void
page_sender_close(struct frame_sender *sender)
{
    frame_sender_destroy(sender);
}

bool
page_sender_frame(const struct frame_sender *sender, uint32_t index, size_t count)
{
    uint8_t frame[FRAME_MAX_BYTES];
    struct buffer *out = answer_begin();
    size_t most = frame_symbols(sizeof frame, frame_sender_symbol_bytes(sender));
    if (count == 0 || count > most) {
        return error_set(answer_error(), ERROR_INPUT,
                         "a frame holds 1 to %zu symbols of this bundle", most);
    }
    buffer_add(out, frame, frame_write(sender, index, count, frame));
    return answer_end(true);
}

void
page_add_header(struct buffer *out, const struct sealed_bundle *sealed)
{
    static const char *const kinds[] = {
        [BUNDLE_RESPONSES] = "responses",
        [BUNDLE_CONTACTS] = "contacts",
        [BUNDLE_STATUS] = "status",
    };
    const struct bundle_header *header = &sealed->header;
    char print[KEYS_FINGERPRINT_BYTES], carried[NUMBER_AND_DIGITS_BYTES];
    keys_fingerprint(&header->kiosk, print);
    carried_code(header->number, sealed->id, carried, sizeof carried);
    answer_hex(out, "id", sealed->id, sizeof sealed->id);
    answer_number(out, "number", header->number);
    answer_text(out, "kind", kinds[header->kind]);
    answer_hex(out, "kiosk", &header->kiosk, sizeof header->kiosk);
    answer_text(out, "print", print);
    answer_hex(out, "store", header->store_id, sizeof header->store_id);
    answer_hex(out, "office", header->office_id, sizeof header->office_id);
    answer_text(out, "carried", carried);
    answer_open(out, "recipients", '[');
    for (size_t i = 0; i < header->slot_count; i++) {
        answer_hex(out, NULL, header->slots[i].recipient_id, SEAL_RECIPIENT_ID_BYTES);
    }
    answer_close(out, ']');
}

bool
page_bundle_about(const uint8_t *data, size_t size)
{
    struct sealed_bundle sealed;
    struct buffer *out = answer_begin();
    if (!sealed_bundle_read(data, size, &sealed, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '{');
    page_add_header(out, &sealed);
    answer_close(out, '}');
    return answer_end(true);
}

/* staff_collect: shows the moving code, and takes carried codes and receipts. */
#include "staff_collect.h"

#include "words.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

uint32_t
staff_free_mb(const char *dir)
{
    struct statvfs disk;
    if (statvfs(dir, &disk) != 0) {
        return 0;
    }
    uint64_t mb = (uint64_t)disk.f_bavail * disk.f_frsize >> 20;
    return mb > UINT32_MAX ? UINT32_MAX : (uint32_t)mb;
}

static bool
freeze(struct staff *staff, bool final_collection, uint64_t now_ms, struct error *err)
{
    struct freeze_options options = {.final_collection = final_collection,
                                     .uptime_hours = (uint32_t)(now_ms / 3600000),
                                     .storage_free_mb =
                                         staff_free_mb(staff->options.data_dir)};
    size_t frozen = 0;
    return store_freeze(staff->options.store, &options, &frozen, err) &&
           store_count(staff->options.store, &staff->counts, err);
}

/* `number` 0: all bundles that wait. */
static void
show_stream(struct staff *staff, uint32_t number, uint64_t now_ms)
{
    const struct stream_options options = {.store = staff->options.store,
                                           .side_px = staff->options.qr_side_px,
                                           .px_per_mm = staff->options.px_per_mm,
                                           .number = number};
    struct error err;
    if (!stream_open(&options, &staff->stream, &err)) {
        staff_say_storage(staff);
        staff_go(staff, STAFF_MENU);
        return;
    }
    staff->is_ahead = false;
    pace_begin(&staff->pace, stream_status(staff->stream).rate, now_ms);
    staff_note(staff, AUDIT_CODE_SHOWN, number);
    staff_go(staff, STAFF_SENDING);
}

void
staff_send(struct staff *staff, bool final_collection, uint64_t now_ms)
{
    struct error err;
    if (!freeze(staff, final_collection, now_ms, &err)) {
        staff_say_storage(staff);
        staff_go(staff, STAFF_MENU);
        return;
    }
    if (final_collection) {
        staff_note(staff, AUDIT_FINAL_COLLECTION, 0);
    }
    show_stream(staff, 0, now_ms);
}

void
staff_send_again(struct staff *staff, uint64_t now_ms)
{
    if (staff->chosen > 0) {
        show_stream(staff, staff->chosen, now_ms);
    }
}

uint64_t
staff_hold_ms(const struct staff *staff, uint64_t now_ms)
{
    if (staff->view != STAFF_SENDING || !staff->is_ahead ||
        stream_status(staff->stream).paused) {
        return 0;
    }
    uint64_t due_ms = pace_due_ms(&staff->pace);
    return due_ms > now_ms ? due_ms - now_ms : 0;
}

/* Each frame is made as soon as the one before it is shown, not when it is due: then
 * only showing it is left to do. */
bool
staff_follow_code(struct staff *staff, uint64_t now_ms)
{
    if (stream_status(staff->stream).paused) {
        return false;
    }
    if (staff->is_ahead) {
        if (staff_hold_ms(staff, now_ms) > 0) {
            return false;
        }
        pace_flip(&staff->pace, now_ms);
    }
    struct error err;
    staff->is_ahead = stream_advance(staff->stream, &err);
    if (!staff->is_ahead) {
        staff_say_storage(staff);
        staff_go(staff, STAFF_MENU);
    }
    return true;
}

void
staff_change_code(struct staff *staff, const char *id)
{
    struct stream *stream = staff->stream;
    if (strcmp(id, "slower") == 0 || strcmp(id, "faster") == 0) {
        stream_change_rate(stream, *id == 'f' ? 1 : -1);
        pace_begin(&staff->pace, stream_status(stream).rate, staff->active_ms);
    } else if (strcmp(id, "larger") == 0 || strcmp(id, "smaller") == 0) {
        stream_change_size(stream, *id == 'l' ? 1 : -1);
    } else if (strcmp(id, "pause") == 0) {
        stream_pause(stream, !stream_status(stream).paused);
        pace_begin(&staff->pace, stream_status(stream).rate, staff->active_ms);
    }
}

static void
join_sentences(char *out, size_t size, const char *first, const char *second)
{
    char begun[400];
    words_fill(begun, sizeof begun, tr("{first} {second}"), "first", first);
    words_fill(out, size, begun, "second", second);
}

void
staff_few_words(uint32_t here, char *out, size_t size)
{
    char waits[80], rest[120];
    uint32_t more = here < STORE_FREEZE_MIN ? STORE_FREEZE_MIN - here : 0;
    snprintf(waits, sizeof waits, trn("%u answer waits.", "%u answers wait.", here),
             here);
    snprintf(rest, sizeof rest,
             trn("They leave in tens: %u more, or a final collection.",
                 "They leave in tens: %u more, or a final collection.", more),
             more);
    join_sentences(out, size, waits, rest);
}

void
staff_take_receipt(struct staff *staff, uint64_t now_ms)
{
    struct receipt_answer answer;
    struct error err;
    if (!store_receipt(staff->options.store, staff->digits, now_ms / 1000, &answer,
                       &err)) {
        staff_say_storage(staff);
        return;
    }
    switch (answer.result) {
    case RECEIPT_CONFIRMED:
        staff_say_number(staff, false, "Confirmed up to bundle {count}. Thank you.",
                         answer.number);
        staff_go(staff, STAFF_MENU);
        break;
    case RECEIPT_MISTYPED:
        staff_say(staff, true,
                  "A digit is wrong. Compare with the office's receipt. This does "
                  "not count as a try.");
        break;
    case RECEIPT_NOT_OURS:
        staff_say_number(
            staff, true,
            "This receipt is for no bundle of this kiosk. Wrong tries: {count}.",
            answer.wrong);
        break;
    case RECEIPT_LOCKED:
        staff_say_count(
            staff, true,
            "Too many wrong receipts. Wait {count} second, then try again.",
            "Too many wrong receipts. Wait {count} seconds, then try again.",
            answer.wait_s);
        break;
    }
}

void
staff_take_code(struct staff *staff, uint64_t now_ms)
{
    struct error err;
    uint32_t number = 0;
    if (strlen(staff->digits) == RECEIPT_DIGITS) {
        staff_take_receipt(staff, now_ms);
        return;
    }
    if (!stream_find_code(staff->stream, staff->digits, &number)) {
        staff_say(staff, true,
                  "This is not the number that the phone shows. Look again; nothing "
                  "was changed.");
        return;
    }
    if (!store_carried(staff->options.store, number, OUTBOX_BY_PHONE, &err)) {
        staff_say_storage(staff);
        return;
    }
    staff_say_number(staff, false,
                     "Bundle {count} is noted as carried. Type the receipt when the "
                     "office gives it.",
                     number);
    staff_go(staff, STAFF_MENU);
}

/* support_life: runs the life of a kiosk step by step and notes what is known. */
#include "support_life.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A store that did not open is tried again, as a kiosk that is switched on again. */
static bool
is_open(struct life *life)
{
    struct desk *desk = life->desk;
    struct error err = {0};
    if (life->store) {
        return true;
    }
    desk->options.half_day = life->half_day;
    desk->options.pack_id[0] = life->second_pack ? 'b' : 'a';
    desk->options.random = random_seeded(&life->key_seed);
    if (store_open(&desk->options, &life->store, &err)) {
        return true;
    }
    life->store = NULL;
    life->failures++;
    if (err.code == ERROR_INPUT || err.code == ERROR_MISSING) {
        fail_msg("a fault of the disk is called damage: %s", err.text);
    }
    return false;
}

static void
note_moment(struct life *life)
{
    if (!life->log) {
        return;
    }
    struct moment *moments =
        realloc(life->moments, (life->moment_count + 1) * sizeof *moments);
    assert_non_null(moments);
    life->moments = moments;
    moments[life->moment_count++] =
        (struct moment){.at = life->log->count, .known = life->known};
}

/* What became of a call; `after` is what is known if it was acknowledged. */
static bool
came_back(struct life *life, bool ok, const struct error *err,
          const struct known *after)
{
    if (ok) {
        life->known = *after;
        note_moment(life);
        return true;
    }
    life->failures++;
    if (life->allowed == ERROR_NONE) {
        fail_msg("a call failed on a sound disk: %s", err->text);
    }
    if (err->code != life->allowed) {
        fail_msg("failed with code %d, not %d: %s", err->code, life->allowed,
                 err->text);
    }
    return false;
}

static struct response *
response_of(uint32_t resident, enum version version)
{
    char concern[64], comment[64];
    static char texts[2][64];
    snprintf(concern, sizeof concern, "Slow crews, says %u.", resident);
    snprintf(comment, sizeof comment, "Keep the branch, says %u.", resident);
    memcpy(texts[0], concern, sizeof concern);
    memcpy(texts[1], comment, sizeof comment);
    struct response *response = make_response(resident, texts[0], texts[1]);
    if (version == VERSION_FIRST_BLOCK) {
        response->answer_count = 4; /* with the concern */
    }
    return response;
}

static void
save_version(struct life *life, uint32_t resident, enum version version)
{
    struct error err = {0};
    struct known after = life->known;
    if (!is_open(life)) {
        return;
    }
    after.may[resident] = 1u << version;
    life->known.may[resident] |= 1u << version;
    note_moment(life);
    bool ok = version == VERSION_NONE
                  ? store_remove(life->store,
                                 response_of(resident, VERSION_ALL)->head.id, &err)
                  : store_save(life->store, response_of(resident, version), &err);
    came_back(life, ok, &err, &after);
}

static void
save_contact(struct life *life, unsigned contact)
{
    struct error err = {0};
    char lines[32];
    struct known after = life->known;
    if (!is_open(life)) {
        return;
    }
    life->known.contacts_may = after.contacts_may |= 1u << contact;
    after.contacts_least |= 1u << contact;
    note_moment(life);
    snprintf(lines, sizeof lines, "name=%u", contact);
    came_back(life, store_save_contact(life->store, lines, &err), &err, &after);
}

/* What is in the outbox leaves the kiosk: from here on it may not change. */
static void
hand_out(struct life *life)
{
    struct outbox_entry entry;
    struct error err = {0};
    if (!is_open(life)) {
        return;
    }
    for (uint32_t i = 0; store_outbox(life->store, i, &entry); i++) {
        struct buffer bytes;
        assert_true(entry.number <= LIFE_BUNDLES_MAX);
        buffer_init(&bytes, BUNDLE_MAX_BYTES);
        struct buffer *kept = &life->bundles[entry.number];
        struct known after = life->known;
        bool ok = store_bundle(life->store, entry.number, &bytes, &err);
        if (ok && kept->size > 0 &&
            (bytes.size != kept->size ||
             memcmp(bytes.data, kept->data, kept->size) != 0)) {
            fail_msg("bundle %u has changed", entry.number);
        }
        if (ok && kept->size == 0) {
            buffer_add(kept, bytes.data, bytes.size);
        }
        if (after.handed_out < entry.number) {
            after.handed_out = entry.number;
        }
        came_back(life, ok, &err, &after);
        buffer_finish(&bytes);
        if (!ok) {
            return;
        }
    }
}

static void export(struct life *life)
{
    struct error err = {0};
    struct freeze_options options = {.final_collection = true};
    size_t frozen;
    if (!is_open(life)) {
        return;
    }
    came_back(life, store_freeze(life->store, &options, &frozen, &err), &err,
              &life->known);
    hand_out(life);
}

static void
carry(struct life *life, uint32_t number)
{
    struct error err = {0};
    struct known after = life->known;
    if (!is_open(life) || life->known.handed_out < number) {
        return;
    }
    after.carried = number;
    came_back(life, store_carried(life->store, number, OUTBOX_BY_STICK, &err), &err,
              &after);
    after = life->known;
    after.next_symbol += 50;
    came_back(life, store_reserve_symbols(life->store, 1, after.next_symbol, &err),
              &err, &after);
}

static void
type_receipt(struct life *life, uint32_t number)
{
    struct error err = {0};
    struct receipt_answer answer = {0};
    struct bundle *bundle;
    char code[RECEIPT_DIGITS + 1];
    struct known after = life->known;
    const struct buffer *bytes = &life->bundles[number];
    if (!is_open(life) || life->known.handed_out < number) {
        return;
    }
    assert_true(
        bundle_open(bytes->data, bytes->size, &life->desk->secret, &bundle, NULL));
    receipt_code(bundle->content.receipt_key, bundle->id, code);
    bundle_close(bundle);
    after.confirmed = number;
    after.wrong_receipts = 0;
    life->known.wrong_receipts = 0;
    note_moment(life);
    bool ok = store_receipt(life->store, code, 0, &answer, &err);
    if (ok) {
        assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    }
    came_back(life, ok, &err, &after);
}

static void
type_wrong_receipt(struct life *life)
{
    struct error err = {0};
    struct receipt_answer answer;
    struct known after = life->known;
    uint8_t key[SEAL_KEY_BYTES] = {7}, id[BUNDLE_ID_BYTES] = {9};
    char code[RECEIPT_DIGITS + 1];
    if (!is_open(life)) {
        return;
    }
    receipt_code(key, id, code);
    after.wrong_receipts++;
    came_back(life, store_receipt(life->store, code, 0, &answer, &err), &err, &after);
}

static void
start_again(struct life *life, bool second_pack)
{
    store_close(life->store);
    life->store = NULL;
    life->second_pack = second_pack;
    (void)is_open(life);
}

static void
next_half_day(struct life *life)
{
    struct error err = {0};
    life->half_day++;
    if (is_open(life)) {
        came_back(life, store_rotate(life->store, life->half_day, true, &err), &err,
                  &life->known);
    }
}

static void
live(struct life *life)
{
    (void)is_open(life);
    save_version(life, 0, VERSION_FIRST_BLOCK);
    save_version(life, 0, VERSION_ALL);
    save_version(life, 1, VERSION_ALL);
    save_version(life, 1, VERSION_NONE);
    save_contact(life, 0);
    save_version(life, 2, VERSION_ALL);
    export(life); /* bundles 1 and 2 */
    carry(life, 1);
    save_version(life, 3, VERSION_FIRST_BLOCK);
    save_contact(life, 1);
    type_wrong_receipt(life);
    type_receipt(life, 2);
    next_half_day(life); /* erases contacts that are confirmed */
    save_version(life, 4, VERSION_ALL);
    start_again(life, true); /* bundles 3 and 4, under the old pack */
    hand_out(life);
    save_version(life, 5, VERSION_ALL);
    type_receipt(life, 4);
    export(life); /* bundle 5 */
    type_receipt(life, 5);
    export(life); /* nothing new: status, bundle 6 */
    save_version(life, 6, VERSION_FIRST_BLOCK);
    save_contact(life, 2);
}

void
life_run(struct life *life, struct desk *desk, struct disk_log *log,
         enum error_code allowed)
{
    *life = (struct life){.desk = desk,
                          .log = log,
                          .allowed = allowed,
                          .half_day = BASE_HALF_DAY,
                          .key_seed = desk->seed};
    for (uint32_t i = 0; i < RESIDENTS; i++) {
        life->known.may[i] = 1u << VERSION_NONE;
    }
    for (uint32_t i = 0; i <= LIFE_BUNDLES_MAX; i++) {
        buffer_init(&life->bundles[i], BUNDLE_MAX_BYTES);
    }
    note_moment(life);
    live(life);
    store_close(life->store);
    life->store = NULL;
}

void
life_finish(struct life *life)
{
    for (uint32_t i = 0; i <= LIFE_BUNDLES_MAX; i++) {
        buffer_finish(&life->bundles[i]);
    }
    free(life->moments);
    *life = (struct life){0};
}

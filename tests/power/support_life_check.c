/* support_life_check: compares what a disk holds with what it may hold. */
#define _XOPEN_SOURCE 700 /* nftw */

#include "support_life.h"

#include "townline/comment.h"
#include "townline/store_card.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What was found, to be held against what is known. */
struct found {
    struct life *life;
    const struct known *known;
    const char *what;
    struct store *store;
    unsigned versions[RESIDENTS]; /* bits */
    uint32_t rows[RESIDENTS];     /* bundle + 1 of its row; 0: no row */
    unsigned contacts;            /* bits */
    struct epoch const *epochs;
    size_t epoch_count;
};

/* Opens a text as the office does. */
static void
open_text(struct found *found, const struct sealed_text *sealed, const char *path,
          char *out, size_t size)
{
    uint8_t key[SEAL_KEY_BYTES];
    struct buffer text;
    struct error err = {0};
    buffer_init(&text, size - 1);
    bool opened = false;
    for (size_t i = 0; i < found->epoch_count && !opened; i++) {
        opened = memcmp(found->epochs[i].id, sealed->epoch_id, 16) == 0 &&
                 epoch_open(&found->epochs[i], &found->life->desk->secret, key, &err) &&
                 comment_open(NULL, key, sealed, path, &text, &err);
    }
    if (!opened) {
        fail_msg("%s: a text cannot be opened: %s", found->what, err.text);
    }
    memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    buffer_finish(&text);
}

/* Which of the versions is it, to the letter? */
static enum version
version_of(struct found *found, const struct descriptor *descriptor,
           const struct response *response, bool open_texts)
{
    struct response *whole = make_response(response->head.order_seed, "?", "?");
    bool first_block = response->answer_count == 4;
    if (!first_block && response->answer_count != whole->answer_count) {
        fail_msg("%s: half a response: %zu answers", found->what,
                 response->answer_count);
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i],
                            *given = &whole->answers[i];
        char text[128], expected[64];
        assert_int_equal(answer->question, given->question);
        assert_memory_equal(answer->instance, given->instance, sizeof given->instance);
        if (descriptor->questions[answer->question].type != QUESTION_TEXT) {
            assert_int_equal(answer->state, given->state);
            if (answer->state == ANSWER_VALUE) {
                assert_string_equal(answer->value, given->value);
            }
            continue;
        }
        assert_int_equal(answer->state, ANSWER_SEALED);
        if (!open_texts) {
            continue;
        }
        snprintf(expected, sizeof expected,
                 answer->question == Q_CONCERN ? "Slow crews, says %u."
                                               : "Keep the branch, says %u.",
                 response->head.order_seed);
        open_text(found, &answer->sealed, descriptor->questions[answer->question].path,
                  text, sizeof text);
        assert_string_equal(text, expected);
    }
    return first_block ? VERSION_FIRST_BLOCK : VERSION_ALL;
}

static bool
note_row(void *context, const struct stored_response *stored)
{
    struct found *found = context;
    uint32_t resident = stored->response->head.order_seed;
    assert_true(resident < RESIDENTS);
    assert_memory_equal(stored->response->head.id,
                        make_response(resident, NULL, NULL)->head.id,
                        RESPONSE_ID_BYTES);
    assert_int_equal(found->rows[resident], 0);
    found->rows[resident] = stored->bundle + 1;
    enum version version =
        version_of(found, stored->descriptor, stored->response, false);
    if (!(found->known->may[resident] & 1u << version)) {
        fail_msg("%s: resident %u is stored as version %d", found->what, resident,
                 version);
    }
    return true;
}

static void
look_into(struct found *found, const struct bundle *bundle, struct lot *lot)
{
    const struct bundle_content *content = &bundle->content;
    *lot = (struct lot){.known = true};
    found->epochs = content->epochs;
    found->epoch_count = content->epoch_count;
    for (size_t i = 0; i < content->responses.count; i++) {
        const struct response *response = &content->responses.responses[i];
        uint32_t resident = response->head.order_seed;
        assert_true(resident < RESIDENTS);
        if (lot->versions[resident] != 0) {
            fail_msg("%s: resident %u is twice in a bundle", found->what, resident);
        }
        lot->versions[resident] =
            1u << version_of(found, content->descriptor, response, true);
    }
    for (size_t i = 0; i < content->contact_count; i++) {
        char lines[64];
        unsigned contact;
        open_text(found, &content->contacts[i].sealed, COMMENT_CONTACT_PATH, lines,
                  sizeof lines);
        assert_int_equal(sscanf(lines, "name=%u", &contact), 1);
        if (lot->contacts & 1u << contact) {
            fail_msg("%s: contact %u is twice in a bundle", found->what, contact);
        }
        lot->contacts |= 1u << contact;
    }
}

static void
add_lot(struct found *found, const struct lot *lot, uint32_t number)
{
    for (uint32_t i = 0; i < RESIDENTS; i++) {
        if (lot->versions[i] == 0) {
            continue;
        }
        if (found->versions[i] != 0) {
            fail_msg("%s: resident %u is in two bundles", found->what, i);
        }
        found->versions[i] = lot->versions[i];
        /* Its row may be gone; else it says which bundle it is in. */
        if (found->rows[i] > 1 && found->rows[i] != number + 1) {
            fail_msg("%s: resident %u is in bundle %u, its row says %u", found->what, i,
                     number, found->rows[i] - 1);
        }
    }
    if (found->contacts & lot->contacts) {
        fail_msg("%s: contacts %#x are in two bundles", found->what,
                 found->contacts & lot->contacts);
    }
    found->contacts |= lot->contacts;
}

/* Those that were handed out are what they were (check_outbox) and are opened once. */
static void
check_bundles(struct found *found)
{
    struct outbox_entry entry;
    struct lot fresh;
    uint8_t previous[BUNDLE_ID_BYTES] = {0};
    uint32_t number = 1;
    for (; store_outbox(found->store, number - 1, &entry); number++) {
        struct buffer bytes;
        struct bundle_header header;
        buffer_init(&bytes, BUNDLE_MAX_BYTES);
        assert_true(store_bundle(found->store, number, &bytes, NULL));
        assert_true(bundle_header_read(bytes.data, bytes.size, &header, NULL));
        buffer_finish(&bytes);
        assert_int_equal(header.number, number);
        assert_memory_equal(header.previous_id, previous, BUNDLE_ID_BYTES);
        memcpy(previous, entry.id, BUNDLE_ID_BYTES);
        bool kept = number <= found->known->handed_out;
        struct lot *lot = kept ? &found->life->lots[number] : &fresh;
        if (!kept || !lot->known) {
            struct bundle *bundle =
                open_bundle(found->life->desk, found->store, number);
            look_into(found, bundle, lot);
            bundle_close(bundle);
        }
        add_lot(found, lot, number);
    }
    if (number <= found->known->handed_out) {
        fail_msg("%s: bundle %u was handed out and is gone", found->what,
                 found->known->handed_out);
    }
}

/* Bundles that left the kiosk have the bytes they had, and the state they reached. */
static void
check_outbox(struct found *found)
{
    const struct known *known = found->known;
    for (uint32_t number = 1; number <= known->handed_out; number++) {
        const struct buffer *kept = &found->life->bundles[number];
        struct buffer bytes;
        buffer_init(&bytes, BUNDLE_MAX_BYTES);
        if (!store_bundle(found->store, number, &bytes, NULL) ||
            bytes.size != kept->size ||
            memcmp(bytes.data, kept->data, kept->size) != 0) {
            fail_msg("%s: bundle %u is not what was handed out", found->what, number);
        }
        buffer_finish(&bytes);
        struct outbox_entry entry = outbox_entry(found->store, number);
        if (number <= known->confirmed && entry.state != OUTBOX_CONFIRMED) {
            fail_msg("%s: the receipt of bundle %u is forgotten", found->what, number);
        }
        if (number == known->carried && entry.state == OUTBOX_WAITING) {
            fail_msg("%s: bundle %u was carried", found->what, number);
        }
        if (number == 1 && entry.next_symbol < known->next_symbol) {
            fail_msg("%s: symbols would be sent again", found->what);
        }
    }
}

static void
check_receipts(struct found *found)
{
    struct receipt_answer answer;
    assert_true(store_receipt(found->store, "0", 0, &answer, NULL));
    if (answer.wrong < found->known->wrong_receipts) {
        fail_msg("%s: wrong receipts are forgotten", found->what);
    }
}

static void
check_people(const struct found *found)
{
    const struct known *known = found->known;
    for (uint32_t i = 0; i < RESIDENTS; i++) {
        unsigned found_bits = found->versions[i] ? found->versions[i] : 1u;
        if (!(known->may[i] & found_bits)) {
            fail_msg("%s: resident %u: may be %#x, is %#x", found->what, i,
                     known->may[i], found_bits);
        }
    }
    if ((found->contacts & known->contacts_least) != known->contacts_least ||
        (found->contacts & ~known->contacts_may) != 0) {
        fail_msg("%s: contacts at least %#x, at most %#x, are %#x", found->what,
                 known->contacts_least, known->contacts_may, found->contacts);
    }
}

void
life_check(struct life *life, const struct known *known, const char *directory,
           const char *what)
{
    struct store_options options = life->desk->options;
    struct found found = {.life = life, .known = known, .what = what};
    struct freeze_options everything = {.final_collection = true};
    struct error err = {0};
    size_t frozen;
    options.directory = directory;
    options.half_day = life->half_day;
    options.random = seal_random();
    if (!store_open(&options, &found.store, &err)) {
        fail_msg("%s: does not open: %s", what, err.text);
    }
    check_outbox(&found);
    check_receipts(&found);
    if (!store_each_response(found.store, note_row, &found, &err) ||
        !store_freeze(found.store, &everything, &frozen, &err)) {
        fail_msg("%s: %s", what, err.text);
    }
    check_bundles(&found);
    check_people(&found);
    store_close(found.store);
}

static bool
note_card_bundle(void *context, uint32_t number, const void *sealed, size_t size)
{
    struct found *found = context;
    struct lot fresh;
    assert_true(number <= LIFE_BUNDLES_MAX);
    bool kept = number <= found->known->handed_out;
    struct lot *lot = kept ? &found->life->lots[number] : &fresh;
    if (!kept || !lot->known) {
        struct bundle *bundle;
        assert_true(
            bundle_open(sealed, size, &found->life->desk->secret, &bundle, NULL));
        look_into(found, bundle, lot);
        bundle_close(bundle);
    }
    add_lot(found, lot, number);
    return true;
}

/* What is in a bundle must be what its row says. */
static bool
note_card_row(void *context, const struct store_card_response *stored)
{
    struct found *found = context;
    uint32_t resident = stored->response->head.order_seed;
    assert_true(resident < RESIDENTS);
    found->epochs = stored->epochs;
    found->epoch_count = stored->epoch_count;
    unsigned version =
        1u << version_of(found, stored->terms->descriptor, stored->response, true);
    if (found->versions[resident] != 0 && found->versions[resident] != version) {
        fail_msg("%s: the card has two versions of resident %u", found->what, resident);
    }
    found->versions[resident] = version;
    return true;
}

static bool
note_card_contact(void *context, const struct sealed_text *sealed,
                  const struct epoch *epoch)
{
    struct found *found = context;
    char lines[64];
    unsigned contact;
    found->epochs = epoch;
    found->epoch_count = 1;
    open_text(found, sealed, COMMENT_CONTACT_PATH, lines, sizeof lines);
    assert_int_equal(sscanf(lines, "name=%u", &contact), 1);
    found->contacts |= 1u << contact;
    return true;
}

void
life_check_card(struct life *life, const struct known *known, const char *directory,
                const char *what)
{
    struct found found = {.life = life, .known = known, .what = what};
    struct store_card *card;
    struct error err = {0};
    if (!store_card_open(directory, &card, &err)) {
        /* The kiosk was never started to the end, and nothing was acknowledged. */
        check_people(&found);
        if (known->handed_out > 0) {
            fail_msg("%s: the card is not read: %s", what, err.text);
        }
        return;
    }
    const struct store_card_about *about = store_card_about(card);
    if (!store_card_each_bundle(card, note_card_bundle, &found, &err) ||
        !store_card_each_response(card, note_card_row, &found, &err) ||
        !store_card_each_contact(card, note_card_contact, &found, &err)) {
        fail_msg("%s: %s", what, err.text);
    }
    if (about->is_torn || about->contacts_torn || about->responses_lost > 0 ||
        about->texts_lost > 0) {
        fail_msg("%s: the card is called damaged", what);
    }
    check_people(&found);
    store_card_close(card);
}

static void
check_file(const char *directory, const char *name, const char *what)
{
    char path[256];
    sqlite3 *handle;
    sqlite3_stmt *statement;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    if (access(path, F_OK) != 0) {
        return;
    }
    assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, "unix"),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(handle, "PRAGMA integrity_check", -1, &statement, NULL),
        SQLITE_OK);
    int result = sqlite3_step(statement);
    const char *verdict = (const char *)sqlite3_column_text(statement, 0);
    if (result != SQLITE_ROW || strcmp(verdict, "ok") != 0) {
        fail_msg("%s: %s: %s", what, name,
                 result == SQLITE_ROW ? verdict : sqlite3_errmsg(handle));
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

void
check_integrity(const char *directory, const char *what)
{
    check_file(directory, "store.db", what);
    check_file(directory, "contacts.db", what);
}

static int
remove_one(const char *path, const struct stat *status, int flag, struct FTW *walk)
{
    (void)status;
    (void)flag;
    (void)walk;
    return remove(path);
}

void
remove_folder(const char *directory)
{
    nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/*
 * Writes the seeds of every fuzz target from real data: make-seeds FOLDER. The same
 * each time; tools/renew-seeds runs it after a format changed.
 */
#include "support_bundle.h"
#include "support_forge.h"
#include "support_made_up.h"
#include "townline/codec.h"
#include "townline/comment.h"
#include "townline/frame.h"
#include "townline/ledger.h"
#include "townline/pin_reset.h"
#include "townline/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SEED_MAX_BYTES ((size_t)64 << 10)

static const char *folder;
static uint64_t state = 20261122;

static void
save(const char *target, const char *name, const struct buffer *bytes)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/%s", folder, target);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s/%s", folder, target, name);
    FILE *file = fopen(path, "wb");
    if (!file || bytes->failed ||
        fwrite(bytes->data, 1, bytes->size, file) != bytes->size || fclose(file) != 0) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
}

static void
add_frame(struct buffer *out, const uint8_t *frame, size_t size, uint8_t flags)
{
    buffer_add_u16(out, (uint16_t)size);
    buffer_add_u8(out, flags);
    buffer_add(out, frame, size);
}

static void
make_frames(const struct buffer *bundle)
{
    static const struct {
        const char *name;
        uint32_t first, step, frames;
        size_t count;
        int forged; /* which frame, or -1 */
    } streams[] = {{"as-they-are", 0, 1, 8, 1, -1},
                   {"coded", 1000, 2, 5, 2, -1},
                   {"coded-and-as-they-are", 2, 3, 4, 3, -1},
                   {"one-forged", 0, 1, 30, 1, 3},
                   {"many-at-once", 0, 12, 2, 12, -1}};
    struct frame_sender *sender;
    uint8_t frame[FRAME_MAX_BYTES];
    if (!frame_sender_create(bundle->data, bundle->size, &sender, NULL)) {
        exit(1);
    }
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        struct buffer out;
        buffer_init(&out, SEED_MAX_BYTES);
        for (uint32_t j = 0; j < streams[i].frames; j++) {
            size_t size = frame_write(sender, streams[i].first + j * streams[i].step,
                                      streams[i].count, frame);
            if ((int)j == streams[i].forged) {
                frame[FRAME_HEADER_BYTES + 5] ^= 1;
            }
            add_frame(&out, frame, size, 1);
        }
        save("frame", streams[i].name, &out);
        buffer_finish(&out);
    }
    frame_sender_destroy(sender);
}

static void
add_plaintext(const struct lot *lot, const char *name)
{
    struct buffer out, text;
    buffer_init(&out, SEED_MAX_BYTES);
    buffer_init(&text, SEED_MAX_BYTES);
    if (!bundle_plaintext(&lot->content, &text, NULL)) {
        exit(1);
    }
    buffer_add_u8(&out, (uint8_t)lot->header.kind);
    buffer_add(&out, text.data, text.size);
    save("bundle", name, &out);
    buffer_finish(&text);
    buffer_finish(&out);
}

static void
make_receipts(const struct lot *lot, const struct buffer *sealed)
{
    struct bundle *bundle;
    struct receipt_file receipt;
    struct buffer out;
    struct buffer text;
    char recovery[KEYS_RECOVERY_BYTES];
    buffer_init(&text, SEED_MAX_BYTES);
    if (!bundle_open(sealed->data, sealed->size, &lot->keys.office_secret.recipient,
                     &bundle, NULL)) {
        exit(1);
    }
    buffer_init(&out, SEED_MAX_BYTES);
    buffer_add_u8(&out, 0);
    receipt_file_make(bundle, &receipt);
    receipt_file_write(&receipt, &out);
    save("receipt", "file", &out);

    buffer_clear(&out);
    buffer_add_u8(&out, 0);
    buffer_clear(&text);
    receipt_file_date(&receipt, 20786);
    receipt_file_write(&receipt, &text);
    buffer_add(&out, text.data, text.size);
    save("receipt", "dated-file", &out);
    buffer_finish(&text);

    buffer_clear(&out);
    buffer_add_format(&out, "\x01%s", "1234-5678 38");
    save("receipt", "code", &out);

    buffer_clear(&out);
    buffer_add_u8(&out, 2);
    keys_public_write(&lot->keys.office, &out);
    save("receipt", "public-keys", &out);

    buffer_clear(&out);
    keys_recovery_write(&lot->keys.recovery, recovery);
    buffer_add_format(&out, "\x03%s", recovery);
    save("receipt", "recovery", &out);
    buffer_finish(&out);
    bundle_close(bundle);
}

static void
make_pin_reset(void)
{
    struct golden_keys keys;
    struct buffer out;
    keys_golden(&keys);
    struct pin_reset reset = {.kiosk = keys.kiosk, .name = "Main Library", .number = 7};
    pin_reset_sign(&reset, &keys.office_secret.sign);
    buffer_init(&out, SEED_MAX_BYTES);
    pin_reset_write(&reset, &out);
    save("pin_reset", "file", &out);
    buffer_clear(&out);
    buffer_add_format(&out, "townline pin reset 2\nname x\n");
    save("pin_reset", "newer", &out);
    buffer_finish(&out);
}

/* Of responses, of contacts and a status. */
static void
make_bundles(void)
{
    struct random_source random = random_seeded(&state);
    struct lot lot;
    struct buffer sealed, out;
    lot_init(&lot, 4, random);
    lot_seal(&lot, random, &sealed);
    buffer_init(&out, SEED_MAX_BYTES);
    buffer_add_u8(&out, 0);
    buffer_add(&out, sealed.data, sealed.size);
    save("bundle", "sealed", &out);
    make_frames(&sealed);
    make_receipts(&lot, &sealed);
    make_pin_reset();
    add_plaintext(&lot, "responses");
    lot_make_contacts(&lot, random);
    add_plaintext(&lot, "contacts");
    lot_make_status(&lot);
    lot.content.contact_count = 0;
    add_plaintext(&lot, "status");
    lot_finish(&lot);
    buffer_finish(&sealed);
    buffer_finish(&out);
}

static void
make_columns(const char *name, struct descriptor *form, size_t count)
{
    struct response_set set = {0};
    struct buffer bytes, out;
    buffer_init(&bytes, SEED_MAX_BYTES);
    buffer_init(&out, SEED_MAX_BYTES);
    made_up_responses(&state, form, count, &set);
    descriptor_write(form, &bytes);
    save("descriptor", name, &bytes);
    buffer_add_u16(&out, (uint16_t)bytes.size);
    buffer_add(&out, bytes.data, bytes.size);
    if (!codec_encode(form, set.responses, set.count, &out, NULL)) {
        exit(1);
    }
    save("codec", name, &out);
    buffer_finish(&bytes);
    buffer_finish(&out);
    response_set_finish(&set);
    descriptor_close(form);
}

/* Ranks with their picks, outside of a repeat and in one, and assigned services. */
static struct descriptor *
picks_form(void)
{
    static const char *const items[] = {"a", "b", "c", "d", "e", "f",
                                        "g", "h", "i", "j", "k", "l"};
    const struct question questions[] = {
        {.path = "services",
         .type = QUESTION_SELECT_MULTIPLE,
         .role = ROLE_SERVICES,
         .choices = items,
         .choice_count = 3},
        {.path = "services_assigned", .type = QUESTION_STRING},
        {.path = "rank", .type = QUESTION_RANK, .choices = items, .choice_count = 12},
        {.path = "rank_picks", .type = QUESTION_STRING},
        {.path = "about/rank",
         .type = QUESTION_RANK,
         .choices = items,
         .choice_count = 7},
        {.path = "about/rank_picks", .type = QUESTION_STRING},
    };
    struct descriptor *form = NULL;
    bool ok = descriptor_create("picks", "1", &form, NULL);
    for (size_t i = 0; ok && i < sizeof questions / sizeof *questions; i++) {
        ok = (i != 4 || descriptor_begin_repeat(form, "about", items, 3, NULL)) &&
             descriptor_add_question(form, &questions[i], NULL);
    }
    if (!ok) {
        exit(1);
    }
    descriptor_end_repeat(form);
    return form;
}

static void
make_comments(void)
{
    static const struct {
        const char *name, *text;
    } comments[] = {
        {"short", "no"},
        {"english", "Please keep the library open on Saturdays; my kids love it."},
        {"spanish", "Me preocupa que tengamos que esperar más a los bomberos."},
        {"chinese", "请保留我们的图书馆。"},
        {"arabic", "أرجو أن تبقى المكتبة مفتوحة."},
        {"mixed", "OK!!! 12345 \xf0\x9f\x91\x8d\nTHE PARK"},
    };
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        struct buffer out;
        buffer_init(&out, SEED_MAX_BYTES);
        if (!comment_pack(NULL, comments[i].text, strlen(comments[i].text), &out,
                          NULL)) {
            exit(1);
        }
        save("comment", comments[i].name, &out);
        buffer_finish(&out);
    }
}

/* One for each function and operator; the first letter says where it stands. */
static const char *const expressions[] = {
    "1 + 2 * 3 - 4 div 5 mod 6",
    "/data/n > 3 and not(/data/town = 'hollow') or true()",
    "../v | /data/n",
    "count(/data/about[v != ''])",
    "/data/about[position() = 2]/w",
    "instance('towns')/root/item[n > 1]/name",
    "instance('towns')/root/item[name = /data/list]/n",
    "if(selected(/data/list, 'b'), 'yes', \"no\")",
    "coalesce(/data/empty, concat('a', 1, true()))",
    "selected-at(/data/list, 1)",
    "count-selected(/data/list) + string-length('\xc3\xa9')",
    "jr:itext('a')",
    "position(..)",
    "position(current()/..) - 1",
    "format-date(/data/day, '%Y-%n-%e %a %b')",
    "format-date-time(now(), '%H:%M')",
    "date('2026-05-12') - today()",
    "decimal-date-time(/data/day) * -1",
    "regex('ab12', '[a-z]+[0-9]{2}(x|y)?')",
    "substr('abc', 1, 2)",
    "substring-before('a-b', '-')",
    "translate('abc', 'ab', 'xy')",
    "normalize-space('  a  b ')",
    "join(' ', /data/about/v)",
    "sum(/data/n) + min(1, 2) + max(3, /data/n)",
    "round(2.345, 2) + int(7.9) + floor(1.5)",
    "pow(2, 10) + sqrt(2) + exp(1) + log(3)",
    "randomize(instance('towns')/root/item, 42)",
    "random() + once(1)",
    "checklist(1, 2, true(), false())",
    "weighted-checklist(1, 2, true(), 1)",
    "boolean-from-string('1')",
    "digest('abc', 'SHA-256')",
    "uuid()",
    "indexed-repeat(/data/about/v, /data/about, 2)",
    "number('1e3') = 1000",
    "-(-(1))",
    "((((((1))))))",
};

static void
make_expressions(void)
{
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        struct buffer out;
        char name[32];
        buffer_init(&out, SEED_MAX_BYTES);
        buffer_add_u8(&out, (uint8_t)(i % 4));
        buffer_add(&out, expressions[i], strlen(expressions[i]));
        snprintf(name, sizeof name, "expression-%02zu", i + 1);
        save("expression", name, &out);
        buffer_finish(&out);
    }
}

/* Two reports about yes, maybe and no of three towns; the second is larger. */
static void
add_publication(struct buffer *out, uint32_t people)
{
    enum { TOWNS = 3, ANSWERS = 3 };
    struct ledger *ledger;
    if (!ledger_create(10, &ledger, NULL)) {
        exit(1);
    }
    bool ok = ledger_tell(ledger, 1, people, people, NULL);
    for (uint64_t answer = 0; ok && answer < ANSWERS; answer++) {
        uint64_t towns[TOWNS];
        for (uint64_t town = 0; town < TOWNS; town++) {
            towns[town] = 1000 + 10 * town + answer;
        }
        struct ledger_rule rule = {LEDGER_SUM, 100 + answer, towns, TOWNS};
        ok = ledger_add(ledger, &rule, NULL) &&
             ledger_tell(ledger, 100 + answer, people / 4, people / 4, NULL);
    }
    struct ledger_rule all = {LEDGER_SUM, 1, (const uint64_t[]){100, 101, 102},
                              ANSWERS};
    struct ledger_rule ticks = {LEDGER_TICKS, 1, (const uint64_t[]){7, 8}, 2};
    ok = ok && ledger_tell(ledger, 103, 0, 9, NULL) && ledger_add(ledger, &all, NULL) &&
         ledger_add(ledger, &ticks, NULL) && ledger_write(ledger, people, out, NULL);
    if (!ok) {
        exit(1);
    }
    ledger_close(ledger);
}

static void
make_ledgers(void)
{
    struct buffer out;
    buffer_init(&out, SEED_MAX_BYTES);
    add_publication(&out, 200);
    save("ledger", "one-report", &out);
    buffer_add(&out, "\n\f\n", 3);
    add_publication(&out, 300);
    save("ledger", "two-reports", &out);
    buffer_finish(&out);
}

int
main(int argc, char **argv)
{
    if (argc != 2 || !seal_start()) {
        fprintf(stderr, "usage: make-seeds FOLDER\n");
        return 2;
    }
    folder = argv[1];
    make_bundles();
    make_columns("every-type", made_up_small_form(), 4);
    make_columns("picks", picks_form(), 6);
    for (size_t i = 0; i < 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "made-up-%zu", i + 1);
        make_columns(name, made_up_descriptor(&state), 3);
    }
    make_comments();
    make_expressions();
    make_ledgers();
    return 0;
}

/* support_fake_kiosk: seals bundles of made-up responses and merges them. */
#include "support_fake_kiosk.h"

#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static void
add(struct descriptor *descriptor, struct question question)
{
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

static struct descriptor *
make_descriptor(void)
{
    static const char *const towns[] = {"ferry", "hollow"};
    static const char *const services[] = {"fire", "library"};
    static const char *const agree[] = {"5", "4", "3", "2", "1", "none"};
    struct descriptor *descriptor;
    assert_true(descriptor_create("county", "1", &descriptor, NULL));
    add(descriptor, (struct question){.path = "town",
                                      .type = QUESTION_SELECT_ONE,
                                      .choices = towns,
                                      .choice_count = 2});
    add(descriptor, (struct question){.path = "services",
                                      .type = QUESTION_SELECT_MULTIPLE,
                                      .role = ROLE_SERVICES,
                                      .choices = services,
                                      .choice_count = 2});
    assert_true(descriptor_begin_repeat(descriptor, "about", services, 2, NULL));
    add(descriptor, (struct question){.path = "about/identity",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_IDENTITY,
                                      .choices = agree,
                                      .choice_count = 6});
    add(descriptor, (struct question){.path = "about/control",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_CONTROL,
                                      .choices = agree,
                                      .choice_count = 6});
    add(descriptor, (struct question){.path = "about/mind", .type = QUESTION_TEXT});
    descriptor_end_repeat(descriptor);
    add(descriptor, (struct question){.path = "comment", .type = QUESTION_TEXT});
    return descriptor;
}

void
office_init(struct fake_office *office)
{
    *office = (struct fake_office){.seed = 7};
    /* In memory where there is such a folder: many commits, each with its fsync. */
    snprintf(office->folder, sizeof office->folder, "%s/townline-archive-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(office->folder));
    snprintf(office->archive_path, sizeof office->archive_path, "%s/archive.db",
             office->folder);
    snprintf(office->contacts_path, sizeof office->contacts_path, "%s/contacts.db",
             office->folder);
    assert_true(seal_start());
    office->random = random_seeded(&office->seed);
    recipient_pair(office->random, &office->public_key, &office->secret_key);
    office->descriptor = make_descriptor();
    office_reopen(office);
}

void
office_close(struct fake_office *office)
{
    archive_close(office->archive);
    archive_contacts_close(office->contacts);
    office->archive = NULL;
    office->contacts = NULL;
}

void
office_reopen(struct fake_office *office)
{
    office_close(office);
    struct error err = {0};
    if (!archive_open(office->archive_path, true, &office->archive, &err) ||
        !archive_contacts_open(office->contacts_path, true, &office->contacts, &err)) {
        fail_msg("%s", err.text);
    }
}

void
office_finish(struct fake_office *office)
{
    office_close(office);
    descriptor_close(office->descriptor);
    char journal[120];
    snprintf(journal, sizeof journal, "%s-journal", office->archive_path);
    unlink(journal);
    unlink(office->archive_path);
    unlink(office->contacts_path);
    rmdir(office->folder);
}

void
kiosk_init(struct fake_kiosk *kiosk, struct fake_office *office)
{
    *kiosk = (struct fake_kiosk){
        .health = {.uptime_hours = 40, .sessions_begun = 31, .program_version = "0.1"}};
    sign_pair(office->random, &kiosk->key, &kiosk->secret);
    office->random.fill(office->random.context, kiosk->store_id,
                        sizeof kiosk->store_id);
}

/* What a bundle is made of, alive until it is sealed. */
struct making {
    struct fake_office *office;
    const struct plan *plan;
    uint8_t key[SEAL_KEY_BYTES];
    struct epoch epoch;
    struct buffer boxes;
    struct response_set set;
    struct comment_model *model;
};

static struct sealed_text
seal_text(struct making *making, const char *path, const char *text)
{
    struct sealed_text sealed;
    assert_true(comment_seal(making->model, making->key, making->epoch.id, path, text,
                             making->office->random, &making->boxes, &sealed, NULL));
    return sealed;
}

static void
add_response(struct making *making, size_t i)
{
    static const char *const agree[] = {"5", "4", "3", "2", "1", "none"};
    char text[64];
    snprintf(text, sizeof text, "Keep the story hour, visitor %zu", i);
    bool is_first = i == 0 && making->plan->first_text != NULL;
    bool spoilt = making->plan->spoil_text && i + 1 == COMMENTS_MADE;
    buffer_clear(&making->boxes); /* the set copies what is in it */
    struct answer answers[] = {
        {.question = Q_TOWN,
         .state = ANSWER_VALUE,
         .value = i % 2 ? "ferry" : "hollow"},
        {.question = Q_SERVICES, .state = ANSWER_VALUE, .value = "library"},
        {.question = Q_IDENTITY,
         .instance = {1},
         .state = ANSWER_VALUE,
         .value = agree[i % 6]},
        {.question = Q_CONTROL, .instance = {1}, .state = ANSWER_EMPTY},
        {.question = Q_COMMENT, .state = ANSWER_EMPTY},
    };
    if (i < COMMENTS_MADE) {
        answers[4].state = ANSWER_SEALED;
        answers[4].sealed = seal_text(making, spoilt ? "about/mind" : "comment",
                                      is_first ? making->plan->first_text : text);
    }
    struct response response = {
        .head = {.round = "spring",
                 .event = "",
                 .language = i % 3 ? "en" : "es",
                 .half_day = 41000 + (uint32_t)(i % 4),
                 .clock_trusted = true,
                 .complete = i % 5 != 0},
        .answers = answers,
        .answer_count = 5,
    };
    struct error err = {0};
    if (!response_set_add(&making->set, making->office->descriptor, &response, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
fill_content(struct making *making, struct bundle_content *content)
{
    const struct plan *plan = making->plan;
    struct fake_office *office = making->office;
    bool has_texts = plan->responses > 0 || plan->contacts > 0;
    struct recipient_public to = office->public_key;
    struct recipient_secret other;
    if (plan->spoil_epoch) {
        recipient_pair(office->random, &to, &other);
    }
    epoch_begin(&to, 1, office->random, &making->epoch, making->key);
    for (size_t i = 0; i < plan->responses; i++) {
        add_response(making, i);
    }
    *content = (struct bundle_content){
        .test_mode = plan->test_mode,
        .replaces = plan->replaces,
        .responses = making->set,
        .epochs = &making->epoch,
        .epoch_count = has_texts,
    };
    if (plan->kind == 0 || plan->kind == BUNDLE_RESPONSES) {
        content->descriptor = office->descriptor;
    }
    memset(content->pack_id, plan->pack ? plan->pack : 5, sizeof content->pack_id);
    office->random.fill(office->random.context, content->receipt_key,
                        sizeof content->receipt_key);
}

void
kiosk_seal(struct fake_kiosk *kiosk, struct fake_office *office,
           const struct plan *plan, struct buffer *out)
{
    struct making making = {.office = office, .plan = plan};
    buffer_init(&making.boxes, 1 << 20);
    assert_true(comment_model_create(&making.model, NULL));
    struct bundle_content content;
    fill_content(&making, &content);
    content.health = kiosk->health;

    struct contact contacts[8];
    struct buffer lines[8];
    for (size_t i = 0; i < plan->contacts && i < 8; i++) {
        char text[64];
        snprintf(text, sizeof text, "name=Visitor %zu\nmail=v%zu@example.org", i, i);
        buffer_init(&lines[i], 4096);
        assert_true(comment_seal(making.model, making.key, making.epoch.id,
                                 COMMENT_CONTACT_PATH, text, office->random, &lines[i],
                                 &contacts[i].sealed, NULL));
    }
    comment_model_destroy(making.model);
    content.contacts = contacts;
    content.contact_count = plan->contacts;

    struct bundle_header header = {
        .kind = plan->kind == 0 ? BUNDLE_RESPONSES : plan->kind,
        .kiosk = kiosk->key,
        .number = ++kiosk->number,
    };
    memcpy(header.store_id, kiosk->store_id, sizeof header.store_id);
    memcpy(header.previous_id, kiosk->previous_id, sizeof header.previous_id);
    buffer_init(out, BUNDLE_MAX_BYTES);
    struct error err = {0};
    if (!bundle_seal(&header, &content, &kiosk->secret, &office->public_key, 1,
                     office->random, out, &err)) {
        fail_msg("%s", err.text);
    }
    bundle_id(out->data, out->size, kiosk->previous_id);
    for (size_t i = 0; i < plan->contacts && i < 8; i++) {
        buffer_finish(&lines[i]);
    }
    response_set_finish(&making.set);
    buffer_finish(&making.boxes);
}

bool
office_merge(struct fake_office *office, const struct buffer *sealed,
             struct merge_result *out, struct error *err)
{
    struct bundle *bundle;
    struct error opening = {0};
    struct sealed_bundle read;
    if (!sealed_bundle_read(sealed->data, sealed->size, &read, &opening) ||
        !sealed_bundle_open(&read, &office->secret_key, &bundle, &opening)) {
        fail_msg("%s", opening.text);
    }
    const struct archive_merge merge = {
        .sealed = &read,
        .bundle = bundle,
        .secret = &office->secret_key,
        .today = TODAY,
        .contacts = office->contacts,
    };
    bool ok = archive_merge(office->archive, &merge, out, err);
    bundle_close(bundle);
    return ok;
}

static int
dump_row(void *context, int count, char **values, char **names)
{
    struct buffer *out = context;
    for (int i = 0; i < count; i++) {
        buffer_add_format(out, "%s=%s|", names[i], values[i] ? values[i] : "");
    }
    buffer_add_format(out, "\n");
    return 0;
}

void
office_dump(const struct fake_office *office, struct buffer *out)
{
    static const char *const selects[] = {
        "SELECT kiosk, hex(key), name, state, since FROM kiosk ORDER BY kiosk",
        "SELECT form, hex(pack), form_id, version, hex(hash), hex(descriptor) "
        "FROM form ORDER BY form",
        "SELECT * FROM question ORDER BY form, question",
        "SELECT * FROM choice ORDER BY form, question, choice",
        "SELECT *, hex(id), hex(digest), hex(receipt_mac) FROM bundle ORDER BY bundle",
        "SELECT bundle, hex(bytes) FROM sealed ORDER BY bundle",
        "SELECT * FROM answers_1 ORDER BY bundle, position",
        "SELECT * FROM answers_1_repeat_1 ORDER BY bundle, position, instance1",
        "SELECT *, hex(id) FROM comment ORDER BY bundle, position, question, place",
        "SELECT *, hex(id) FROM decision ORDER BY id",
        "SELECT * FROM counted ORDER BY form, round, part, member, question, instance,"
        " kind, value",
        "SELECT * FROM origin ORDER BY form, round, kiosk, half_day",
        "SELECT * FROM round ORDER BY form, round",
        "SELECT * FROM term ORDER BY term",
    };
    sqlite3 *db;
    assert_int_equal(sqlite3_open(office->archive_path, &db), SQLITE_OK);
    buffer_init(out, (size_t)64 << 20);
    for (size_t i = 0; i < sizeof selects / sizeof selects[0]; i++) {
        /* There are no tables of answers before the first. */
        bool is_answers = strstr(selects[i], "FROM answers_") != NULL;
        assert_true(sqlite3_exec(db, selects[i], dump_row, out, NULL) == SQLITE_OK ||
                    is_answers);
    }
    sqlite3_close(db);
    buffer_add_u8(out, 0);
    assert_false(out->failed);
}

void
office_sql(const struct fake_office *office, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(office->archive_path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(db));
    }
    sqlite3_close(db);
}

/* Forms that are made to be difficult: names that are alike or full of quotes, more
 * questions than a table has columns, repeats in repeats, values that are no choices.
 */
#include "support_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { PLAIN = 900, RESPONSES = 12, ANSWERS_MAX = 4000 };

static const char *const few[] = {"a", "b'", "c\"d"};
static char many_names[70][8];
static const char *many[70];

static void
add(struct descriptor *descriptor, const char *path, enum question_type type,
    const char *const *choices, size_t count)
{
    const struct question question = {
        .path = path, .type = type, .choices = choices, .choice_count = count};
    struct error err;
    if (!descriptor_add_question(descriptor, &question, &err)) {
        fail_msg("%s", err.text);
    }
}

static struct descriptor *
make_form(void)
{
    struct descriptor *form;
    char path[300];
    for (size_t i = 0; i < 70; i++) {
        snprintf(many_names[i], sizeof many_names[i], "m%zu", i);
        many[i] = many_names[i];
    }
    assert_true(descriptor_create("wide \"form\"", "1", &form, NULL));
    add(form, "office", QUESTION_SELECT_ONE, few, 3);
    add(form, "a/Position", QUESTION_STRING, NULL, 0);
    add(form, "b/position", QUESTION_SELECT_MULTIPLE, few, 3);
    add(form, "b-position", QUESTION_SELECT_MULTIPLE, many, 70);
    add(form, "x\"; DROP TABLE bundle; --", QUESTION_RANK, few, 3);
    memset(path, 'l', 200);
    path[200] = '\0';
    add(form, path, QUESTION_INTEGER, NULL, 0);
    path[199] = 'L';
    add(form, path, QUESTION_TEXT, NULL, 0);
    for (size_t i = 0; i < PLAIN; i++) {
        snprintf(path, sizeof path, "g%zu/%s", i, i % 2 ? "same" : "SAME");
        add(form, path, i % 3 ? QUESTION_SELECT_ONE : QUESTION_DECIMAL,
            i % 3 ? few : NULL, i % 3 ? 3 : 0);
    }
    assert_true(descriptor_begin_repeat(form, "outer", NULL, 0, NULL));
    add(form, "outer/instance1", QUESTION_SELECT_ONE, few, 3);
    assert_true(descriptor_begin_repeat(form, "outer/Outer", few, 3, NULL));
    for (size_t i = 0; i < 250; i++) {
        snprintf(path, sizeof path, "outer/Outer/%zu", i);
        add(form, path, QUESTION_SELECT_MULTIPLE, few, 3);
    }
    descriptor_end_repeat(form);
    add(form, "outer/end", QUESTION_DATE, NULL, 0);
    descriptor_end_repeat(form);
    return form;
}

static const char *
value_for(const struct question *question, uint64_t random)
{
    static const char *const ones[] = {"a", "c\"d", "no choice"};
    static const char *const sets[] = {"a",   "b' c\"d", "c\"d a",
                                       "a a", "a  b'",   "zz a"};
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        return ones[random % 3];
    case QUESTION_SELECT_MULTIPLE:
        return question->choice_count == 70 ? "m3 m69 m1" : sets[random % 6];
    case QUESTION_RANK:
        return random % 2 ? "c\"d a b'" : "a other";
    case QUESTION_DATE:
        return "2026-05-12";
    default:
        return random % 2 ? "007" : "4.50";
    }
}

static void
add_response(struct response_set *set, const struct descriptor *form, uint64_t *seed)
{
    struct answer *answers = calloc(ANSWERS_MAX, sizeof *answers);
    size_t count = 0;
    assert_non_null(answers);
    for (size_t q = 0; q < form->question_count; q++) {
        const struct question *question = &form->questions[q];
        size_t depth = descriptor_depth(form, q);
        for (uint16_t i = 0; i < (depth > 0 ? 3 : 1); i++) {
            for (uint16_t j = 0; j < (depth > 1 ? 3 : 1); j++) {
                uint64_t random = random_splitmix64(seed);
                if (random % 3 == 0 || question->type == QUESTION_TEXT) {
                    continue;
                }
                answers[count] = (struct answer){.question = q, .instance = {i, j}};
                if (random % 3 == 1) {
                    answers[count].state = ANSWER_VALUE;
                    answers[count].value = value_for(question, random >> 8);
                }
                count++;
            }
        }
    }
    const struct response response = {
        .head = {.round = "spring", .event = "", .language = "en", .half_day = 41000},
        .answers = answers,
        .answer_count = count};
    struct error err;
    if (!response_set_add(set, form, &response, &err)) {
        fail_msg("%s", err.text);
    }
    free(answers);
}

struct looking {
    const struct bundle *bundle;
    size_t seen;
};

/* Every response is as the bundle has it. */
static bool
compare(void *context, const struct archive_response *row)
{
    struct looking *looking = context;
    const struct response *right =
        &looking->bundle->content.responses.responses[row->position];
    assert_int_equal(row->response.answer_count, right->answer_count);
    for (size_t i = 0; i < right->answer_count; i++) {
        const struct answer *a = &right->answers[i], *b = &row->response.answers[i];
        assert_int_equal(a->question, b->question);
        assert_memory_equal(a->instance, b->instance, sizeof a->instance);
        assert_int_equal(a->state, b->state);
        if (a->state == ANSWER_VALUE) {
            assert_string_equal(a->value, b->value);
        }
    }
    looking->seen++;
    return true;
}

/* Each view can be read. */
static void
read_views(void)
{
    sqlite3 *db;
    sqlite3_stmt *names;
    size_t rows = 0;
    assert_int_equal(sqlite3_open(office.archive_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT 'SELECT * FROM \"' || replace(name, "
                                        "'\"', '\"\"') || '\"' FROM sqlite_schema"
                                        " WHERE type = 'view'",
                                        -1, &names, NULL),
                     SQLITE_OK);
    while (sqlite3_step(names) == SQLITE_ROW) {
        sqlite3_stmt *view;
        if (sqlite3_prepare_v2(db, (const char *)sqlite3_column_text(names, 0), -1,
                               &view, NULL) != SQLITE_OK) {
            fail_msg("%s: %s", sqlite3_column_text(names, 0), sqlite3_errmsg(db));
        }
        while (sqlite3_step(view) == SQLITE_ROW) {
            rows++;
        }
        sqlite3_finalize(view);
    }
    assert_true(rows > 100);
    sqlite3_finalize(names);
    sqlite3_close(db);
}

static void
a_difficult_form_comes_back_as_it_was_answered(void **state)
{
    (void)state;
    struct descriptor *form = make_form();
    struct bundle_content content = {.descriptor = form};
    struct bundle_header header = {
        .kind = BUNDLE_RESPONSES, .kiosk = kiosk.key, .number = 1};
    struct buffer sealed;
    struct sealed_bundle read;
    struct bundle *bundle;
    struct merge_result result;
    struct archive_form *forms;
    struct error err = {0};
    uint64_t seed = 20261122;
    size_t count;
    for (size_t i = 0; i < RESPONSES; i++) {
        add_response(&content.responses, form, &seed);
    }
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    if (!bundle_seal(&header, &content, &kiosk.secret, &office.public_key, 1,
                     office.random, &sealed, &err) ||
        !office_merge(&office, &sealed, &result, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(result.responses, RESPONSES);
    assert_true(sealed_bundle_read(sealed.data, sealed.size, &read, NULL));
    assert_true(sealed_bundle_open(&read, &office.secret_key, &bundle, NULL));
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    struct looking looking = {.bundle = bundle};
    struct archive_each each = {.form = forms, .texts = TEXTS_ALL};
    if (!archive_each_response(office.archive, &each, compare, &looking, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(looking.seen, RESPONSES);
    struct archive_verified verified;
    if (!archive_verify(office.archive, &verified, &err)) {
        fail_msg("%s", err.text);
    }
    read_views();
    archive_forms_finish(forms, count);
    bundle_close(bundle);
    response_set_finish(&content.responses);
    buffer_finish(&sealed);
    descriptor_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_difficult_form_comes_back_as_it_was_answered,
                                        counter_setup, counter_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void
assert_no_archive(const char *path, bool create, enum error_code code)
{
    struct archive *archive;
    struct error err = {0};
    assert_false(archive_open(path, create, &archive, &err));
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, path));
}

static void
a_file_that_is_no_archive_is_refused(void **state)
{
    (void)state;
    assert_no_archive("/nowhere/at/all.db", false, ERROR_MISSING);
    assert_no_archive("/nowhere/at/all.db", true, ERROR_SYSTEM);
    assert_no_archive(office.contacts_path, true, ERROR_INPUT);
    char path[120];
    snprintf(path, sizeof path, "%s/notes.txt", office.folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 200; i++) {
        fputs("these are notes and no database at all\n", file);
    }
    fclose(file);
    assert_no_archive(path, true, ERROR_INPUT);
    unlink(path);
}

static void
an_archive_of_a_newer_version_is_refused(void **state)
{
    (void)state;
    office_sql(&office, "PRAGMA user_version = 99");
    assert_no_archive(office.archive_path, true, ERROR_MISSING);
}

static void
an_archive_is_the_same_after_closing(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct buffer before, after;
    office_dump(&office, &before);
    office_reopen(&office);
    office_dump(&office, &after);
    assert_string_equal((char *)before.data, (char *)after.data);
    buffer_finish(&before);
    buffer_finish(&after);
}

static void
kiosks_have_names_of_their_own(void **state)
{
    (void)state;
    struct fake_kiosk other;
    kiosk_init(&other, &office);
    struct error err = {0};
    assert_false(
        archive_accept_kiosk(office.archive, &other.key, "Library", TODAY, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(archive_accept_kiosk(office.archive, &other.key, "", TODAY, &err));
    assert_false(
        archive_accept_kiosk(office.archive, &other.key, "Hall\n2", TODAY, &err));
    char long_name[ARCHIVE_NAME_MAX_BYTES + 1];
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    assert_false(
        archive_accept_kiosk(office.archive, &other.key, long_name, TODAY, &err));
    assert_false(
        archive_accept_kiosk(office.archive, &other.key, "Hall", "22.11.2026", &err));
    assert_true(archive_accept_kiosk(office.archive, &other.key, "Hall", TODAY, NULL));
    /* Renamed, and still the same kiosk. */
    assert_true(archive_accept_kiosk(office.archive, &other.key, "City hall",
                                     "2026-12-01", NULL));
    struct archive_kiosk *kiosks;
    size_t count;
    assert_true(archive_kiosks(office.archive, &kiosks, &count, NULL));
    assert_int_equal(count, 2);
    assert_string_equal(kiosks[0].name, "City hall");
    assert_string_equal(kiosks[0].since, TODAY);
    assert_string_equal(kiosks[1].name, "Library");
    free(kiosks);
}

static void
a_kiosk_never_seen_cannot_be_retired(void **state)
{
    (void)state;
    struct fake_kiosk other;
    kiosk_init(&other, &office);
    struct error err = {0};
    assert_false(archive_retire_kiosk(office.archive, &other.key, TODAY, &err));
    assert_int_equal(err.code, ERROR_MISSING);
}

static void
bytes_that_are_no_bundle_are_not_kept(void **state)
{
    (void)state;
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed);
    struct error err = {0};
    /* The clear header ends before the body begins. */
    for (size_t size = 0; size < 200; size++) {
        assert_false(
            archive_keep(office.archive, sealed.data, size, TODAY, NULL, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    struct archive_bundle *bundles;
    size_t count;
    assert_true(archive_bundles(office.archive, &bundles, &count, NULL));
    assert_int_equal(count, 0);
    free(bundles);
    bool is_new = false;
    assert_true(
        archive_keep(office.archive, sealed.data, sealed.size, TODAY, &is_new, NULL));
    assert_true(is_new);
    assert_true(
        archive_keep(office.archive, sealed.data, sealed.size, TODAY, &is_new, NULL));
    assert_false(is_new);
    buffer_finish(&sealed);
}

/* Kept is one thing, merged another, and each is counted where it belongs. */
static void
what_waits_and_what_is_merged_are_counted_apart(void **state)
{
    (void)state;
    struct buffer first, second, test;
    struct merge_result result;
    struct archive_kiosk *kiosks;
    struct archive_bundle *bundles;
    size_t count;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &first);
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10, .test_mode = true},
               &test);
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &second);
    assert_true(office_merge(&office, &first, &result, NULL));
    assert_true(office_merge(&office, &test, &result, NULL));
    assert_true(
        archive_keep(office.archive, second.data, second.size, TODAY, NULL, NULL));
    assert_true(archive_kiosks(office.archive, &kiosks, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(kiosks[0].merged, 2);
    assert_int_equal(kiosks[0].waiting, 1);
    assert_int_equal(kiosks[0].apart, 0);
    assert_int_equal(kiosks[0].responses, 10);
    free(kiosks);
    assert_true(archive_bundles(office.archive, &bundles, &count, NULL));
    assert_int_equal(count, 3);
    size_t counted = 0;
    for (size_t i = 0; i < count; i++) {
        counted += bundles[i].counted;
    }
    assert_int_equal(counted, 1);
    free(bundles);
    buffer_finish(&first);
    buffer_finish(&second);
    buffer_finish(&test);
}

static void
a_day_is_written_as_a_date(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "x026-11-22", "2026-11-2",
                                        "2026-11-2:", "2026/11/22", "2026-11-22 "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(
            archive_accept_kiosk(office.archive, &kiosk.key, "Hall", wrong[i], NULL));
    }
    assert_true(
        archive_accept_kiosk(office.archive, &kiosk.key, "Hall", "2026-11-22", NULL));
}

static void
a_receipt_is_what_the_kiosk_expects(void **state)
{
    (void)state;
    struct archive_receipt receipt;
    struct error err = {0};
    assert_false(
        archive_receipt(office.archive, &kiosk.key, kiosk.store_id, &receipt, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed);
    /* Kept is not merged: nothing is confirmed. */
    assert_true(
        archive_keep(office.archive, sealed.data, sealed.size, TODAY, NULL, NULL));
    assert_false(
        archive_receipt(office.archive, &kiosk.key, kiosk.store_id, &receipt, &err));
    struct merge_result result;
    assert_true(office_merge(&office, &sealed, &result, NULL));
    assert_true(
        archive_receipt(office.archive, &kiosk.key, kiosk.store_id, &receipt, NULL));
    struct bundle *bundle;
    assert_true(
        bundle_open(sealed.data, sealed.size, &office.secret_key, &bundle, NULL));
    assert_int_equal(receipt.file.number, 1);
    assert_memory_equal(receipt.file.id, bundle->id, sizeof bundle->id);
    assert_true(receipt_file_is_right(&receipt.file, bundle->content.receipt_key));
    assert_int_equal(
        receipt_check(receipt.code, bundle->content.receipt_key, bundle->id),
        RECEIPT_RIGHT);
    bundle_close(bundle);
    buffer_finish(&sealed);
}

static struct archive_form *
only_form(void)
{
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_int_equal(count, 1);
    return forms;
}

static uint32_t
count_of(const struct counts *counts, int question, int instance, enum counts_kind kind,
         int value)
{
    const struct counts_cell cell = {
        .question = question, .instance = instance, .kind = kind, .value = value};
    return counts_n(counts, &cell);
}

static void
choices_and_empties_and_services_are_counted_apart(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 12});
    struct archive_form *form = only_form();
    struct counts *counts;
    assert_true(archive_counts(office.archive, form, NULL, &counts, NULL));
    for (int choice = 0; choice < 6; choice++) {
        assert_int_equal(count_of(counts, Q_IDENTITY, 1, COUNTS_CHOICE, choice), 2);
        assert_int_equal(count_of(counts, Q_IDENTITY, 0, COUNTS_CHOICE, choice), 0);
    }
    assert_int_equal(count_of(counts, Q_IDENTITY, 1, COUNTS_ANSWERED, 0), 12);
    assert_int_equal(count_of(counts, Q_CONTROL, 1, COUNTS_EMPTY, 0), 12);
    assert_int_equal(count_of(counts, Q_CONTROL, 1, COUNTS_ANSWERED, 0), 0);
    assert_int_equal(count_of(counts, Q_SERVICES, 0, COUNTS_CHOICE, 1), 12);
    assert_int_equal(count_of(counts, Q_COMMENT, 0, COUNTS_ANSWERED, 0), COMMENTS_MADE);
    assert_int_equal(count_of(counts, COUNTS_RESPONSES, 0, COUNTS_ANSWERED, 0), 12);
    assert_int_equal(count_of(counts, COUNTS_COMPLETE, 0, COUNTS_ANSWERED, 0), 9);
    counts_close(counts);
    archive_forms_finish(form, 1);
}

static void
origins_say_where_and_when(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 12});
    struct archive_form *form = only_form();
    struct archive_origin *origins;
    size_t count;
    assert_true(archive_origins(office.archive, form, &origins, &count, NULL));
    assert_int_equal(count, 4);
    uint32_t all = 0, complete = 0;
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(origins[i].kiosk_name, "Library");
        assert_int_equal(origins[i].half_day, 41000 + i);
        all += origins[i].responses;
        complete += origins[i].complete;
    }
    assert_int_equal(all, 12);
    assert_int_equal(complete, 9); /* all but 0, 5 and 10 */
    free(origins);
    archive_forms_finish(form, 1);
}

static bool
expect_sealed(void *context, const struct archive_response *row)
{
    const struct answer *comment = &row->response.answers[4];
    assert_int_not_equal(comment->state, ANSWER_VALUE);
    assert_null(comment->value);
    *(size_t *)context += comment->state == ANSWER_SEALED;
    return true;
}

static bool
count_pending(void *context, const struct archive_comment *comment)
{
    assert_int_equal(comment->state, COMMENT_PENDING);
    assert_int_equal(comment->question, Q_COMMENT);
    ++*(size_t *)context;
    return true;
}

static void
comments_are_pending_and_stay_closed_unless_asked_for(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct archive_form *form = only_form();
    size_t count = 0;
    struct archive_each each = {.form = form, .texts = TEXTS_ALLOWED};
    assert_true(
        archive_each_response(office.archive, &each, expect_sealed, &count, NULL));
    assert_int_equal(count, COMMENTS_MADE);
    count = 0;
    assert_true(
        archive_each_comment(office.archive, form, count_pending, &count, NULL));
    assert_int_equal(count, COMMENTS_MADE);
    archive_forms_finish(form, 1);
}

static void
expect_fault(const char *sql, const char *word)
{
    struct archive_verified verified;
    struct error err = {0};
    assert_true(archive_verify(office.archive, &verified, NULL));
    assert_int_equal(verified.merged, 2);
    assert_int_equal(verified.responses, 20);
    assert_int_equal(verified.comments, 2 * COMMENTS_MADE);
    office_sql(&office, sql);
    assert_false(archive_verify(office.archive, &verified, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    if (!strstr(err.text, word)) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, word);
    }
}

static void
any_change_behind_the_archives_back_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *word;
    } changes[] = {
        {"UPDATE sealed SET bytes = substr(bytes, 1, length(bytes) - 1)", "changed"},
        {"DELETE FROM sealed WHERE bundle = 2", "gone"},
        {"UPDATE answers_1_repeat_1 SET identity = 0 WHERE identity = 4", "merged"},
        {"UPDATE comment SET text = 'Close it'", "merged"},
        {"UPDATE answers_1 SET complete = 1", "merged"},
        {"UPDATE answers_1 SET town = 3", "no question"},
        {"DELETE FROM answers_1_repeat_1 WHERE position = 3", "merged"},
        {"DELETE FROM answers_1", "no question"},
        {"DELETE FROM answers_1; DELETE FROM answers_1_repeat_1", "merged"},
        {"DELETE FROM comment", "gone"},
        {"UPDATE counted SET n = n + 1 WHERE question = 2", "counts"},
        {"UPDATE counted SET value = value + 1 WHERE kind = 2 AND value = 5", "counts"},
        {"DELETE FROM counted", "counts"},
        {"UPDATE origin SET half_day = half_day + 100", "counts"},
        {"DELETE FROM round", "counts"},
        {"UPDATE term SET text = 'xx' WHERE text = 'en'", ""},
        {"UPDATE bundle SET number = number + 1 WHERE number = 2", "says something"},
        {"UPDATE answers_1 SET bundle = 1, position = 99 WHERE bundle = 2 AND position "
         "= 9",
         ""},
        {"DELETE FROM kiosk", ""},
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        counter_collect(&(struct plan){.responses = 10});
        counter_collect(&(struct plan){.responses = 10});
        expect_fault(changes[i].sql, changes[i].word);
        counter_teardown(NULL);
        counter_setup(NULL);
    }
}

int
main(void)
{
#define TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, counter_setup, counter_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_is_no_archive_is_refused),
        TEST(an_archive_of_a_newer_version_is_refused),
        TEST(an_archive_is_the_same_after_closing),
        TEST(kiosks_have_names_of_their_own),
        TEST(a_kiosk_never_seen_cannot_be_retired),
        TEST(bytes_that_are_no_bundle_are_not_kept),
        TEST(what_waits_and_what_is_merged_are_counted_apart),
        TEST(a_day_is_written_as_a_date),
        TEST(a_receipt_is_what_the_kiosk_expects),
        TEST(choices_and_empties_and_services_are_counted_apart),
        TEST(origins_say_where_and_when),
        TEST(comments_are_pending_and_stay_closed_unless_asked_for),
        TEST(any_change_behind_the_archives_back_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

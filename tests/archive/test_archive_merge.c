#include "support_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct merge_result
merge(const struct buffer *sealed)
{
    struct merge_result result;
    struct error err = {0};
    if (!office_merge(&office, sealed, &result, &err)) {
        fail_msg("%s", err.text);
    }
    return result;
}

/* By the list of bundles and by the counts, which have to be those of the rows. */
static uint32_t
counted_responses(void)
{
    static const struct counts_cell all = {.question = COUNTS_RESPONSES};
    struct archive_form *forms;
    struct archive_verified verified;
    struct error err = {0};
    size_t count;
    uint32_t responses = 0, counted = 0;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        struct counts *counts;
        assert_true(archive_counts(office.archive, &forms[i], NULL, &counts, NULL));
        counted += counts_n(counts, &all);
        counts_close(counts);
        responses += forms[i].responses;
    }
    assert_int_equal(counted, responses);
    if (!archive_verify(office.archive, &verified, &err)) {
        fail_msg("%s", err.text);
    }
    archive_forms_finish(forms, count);
    return responses;
}

static void
assert_dump_unchanged(struct buffer *before)
{
    struct buffer after;
    office_dump(&office, &after);
    assert_string_equal((char *)before->data, (char *)after.data);
    buffer_finish(before);
    buffer_finish(&after);
}

struct seen {
    size_t responses, comments;
};

static bool
look_at(void *context, const struct archive_response *row)
{
    struct seen *seen = context;
    assert_string_equal(row->kiosk->name, "Library");
    assert_int_equal(row->bundle_number, 1);
    assert_string_equal(row->response.head.round, "spring");
    assert_int_equal(row->response.answer_count, 5);
    const struct answer *answers = row->response.answers;
    assert_string_equal(answers[1].value, "library");
    assert_int_equal(answers[2].question, Q_IDENTITY);
    assert_int_equal(answers[2].instance[0], 1);
    assert_int_equal(answers[3].state, ANSWER_EMPTY);
    seen->responses++;
    if (answers[4].state != ANSWER_EMPTY) {
        assert_int_equal(answers[4].state, ANSWER_VALUE);
        assert_memory_equal(answers[4].value, "Keep the story hour", 19);
        seen->comments++;
    }
    return true;
}

static void
a_merged_bundle_gives_every_answer_and_comment_back(void **state)
{
    (void)state;
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 30}, &sealed);
    struct merge_result result = merge(&sealed);
    assert_int_equal(result.outcome, MERGE_DONE);
    assert_int_equal(result.responses, 30);
    assert_int_equal(result.comments, COMMENTS_MADE);
    assert_int_equal(result.missing_first, 0);
    assert_true(result.counted);
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_int_equal(count, 1);
    struct seen seen = {0};
    struct archive_each each = {.form = forms, .texts = TEXTS_ALL};
    assert_true(archive_each_response(office.archive, &each, look_at, &seen, NULL));
    assert_int_equal(seen.responses, 30);
    assert_int_equal(seen.comments, COMMENTS_MADE);
    archive_forms_finish(forms, count);
    struct buffer kept;
    buffer_init(&kept, BUNDLE_MAX_BYTES);
    uint8_t id[BUNDLE_ID_BYTES];
    bundle_id(sealed.data, sealed.size, id);
    assert_true(archive_sealed(office.archive, id, &kept, NULL));
    assert_int_equal(kept.size, sealed.size);
    assert_memory_equal(kept.data, sealed.data, sealed.size);
    buffer_finish(&kept);
    buffer_finish(&sealed);
}

static void
merging_twice_changes_nothing(void **state)
{
    (void)state;
    struct buffer sealed, before;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 12}, &sealed);
    merge(&sealed);
    office_dump(&office, &before);
    assert_non_null(strstr((char *)before.data, "visitor 1"));
    struct merge_result again = merge(&sealed);
    assert_int_equal(again.outcome, MERGE_SAME);
    assert_int_equal(again.responses, 0);
    assert_dump_unchanged(&before);
    buffer_finish(&sealed);
}

static void
a_bundle_of_an_unknown_kiosk_waits_until_it_is_accepted(void **state)
{
    (void)state;
    struct fake_kiosk stranger;
    kiosk_init(&stranger, &office);
    struct buffer sealed;
    kiosk_seal(&stranger, &office, &(struct plan){.responses = 10}, &sealed);
    assert_int_equal(merge(&sealed).outcome, MERGE_UNKNOWN);
    assert_int_equal(counted_responses(), 0);
    struct archive_bundle *bundles;
    size_t count;
    assert_true(archive_bundles(office.archive, &bundles, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(bundles[0].place, BUNDLE_KEPT);
    assert_int_equal(bundles[0].kiosk_state, KIOSK_UNKNOWN);
    free(bundles);
    assert_true(
        archive_accept_kiosk(office.archive, &stranger.key, "City hall", TODAY, NULL));
    assert_int_equal(merge(&sealed).outcome, MERGE_DONE);
    assert_int_equal(counted_responses(), 10);
    buffer_finish(&sealed);
}

static void
a_retired_kiosk_keeps_what_counts_and_adds_nothing(void **state)
{
    (void)state;
    struct buffer first, second;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &first);
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 11}, &second);
    merge(&first);
    assert_true(archive_retire_kiosk(office.archive, &kiosk.key, TODAY, NULL));
    assert_int_equal(merge(&second).outcome, MERGE_UNKNOWN);
    assert_int_equal(counted_responses(), 10);
    buffer_finish(&first);
    buffer_finish(&second);
}

static void
a_gap_is_told_and_closed(void **state)
{
    (void)state;
    struct buffer sealed[4];
    for (size_t i = 0; i < 4; i++) {
        kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed[i]);
    }
    merge(&sealed[0]);
    struct merge_result result = merge(&sealed[3]);
    assert_int_equal(result.outcome, MERGE_DONE);
    assert_int_equal(result.missing_first, 2);
    assert_int_equal(result.missing_last, 3);
    struct archive_receipt receipt;
    assert_true(
        archive_receipt(office.archive, &kiosk.key, kiosk.store_id, &receipt, NULL));
    assert_int_equal(receipt.file.number, 1);
    result = merge(&sealed[2]);
    assert_int_equal(result.missing_first, 2);
    assert_int_equal(result.missing_last, 2);
    assert_int_equal(merge(&sealed[1]).missing_first, 0);
    assert_true(
        archive_receipt(office.archive, &kiosk.key, kiosk.store_id, &receipt, NULL));
    assert_int_equal(receipt.file.number, 4);
    for (size_t i = 0; i < 4; i++) {
        buffer_finish(&sealed[i]);
    }
}

static void
another_bundle_of_the_same_number_is_kept_apart(void **state)
{
    (void)state;
    struct fake_kiosk copy = kiosk;
    struct buffer mine, theirs;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &mine);
    kiosk_seal(&copy, &office, &(struct plan){.responses = 14}, &theirs);
    merge(&mine);
    assert_int_equal(merge(&theirs).outcome, MERGE_CLONE);
    assert_int_equal(merge(&theirs).outcome, MERGE_CLONE);
    assert_int_equal(counted_responses(), 10);
    struct archive_kiosk *kiosks;
    size_t count;
    assert_true(archive_kiosks(office.archive, &kiosks, &count, NULL));
    assert_int_equal(kiosks[0].apart, 1);
    free(kiosks);
    buffer_finish(&mine);
    buffer_finish(&theirs);
}

static void
a_bundle_that_follows_another_history_is_kept_apart(void **state)
{
    (void)state;
    struct buffer sealed[3];
    struct fake_kiosk restored = kiosk;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed[0]);
    kiosk_seal(&restored, &office, &(struct plan){.responses = 11}, &sealed[1]);
    kiosk_seal(&restored, &office, &(struct plan){.responses = 12}, &sealed[2]);
    merge(&sealed[0]);
    assert_int_equal(merge(&sealed[2]).outcome, MERGE_CLONE); /* after another first */
    assert_int_equal(counted_responses(), 10);
    for (size_t i = 0; i < 3; i++) {
        buffer_finish(&sealed[i]);
    }
}

static void
an_older_bundle_of_another_history_is_kept_apart(void **state)
{
    (void)state;
    struct buffer sealed[3];
    struct fake_kiosk restored = kiosk;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed[0]);
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 11}, &sealed[1]);
    kiosk_seal(&restored, &office, &(struct plan){.responses = 12}, &sealed[2]);
    merge(&sealed[1]);
    assert_int_equal(merge(&sealed[2]).outcome, MERGE_CLONE);
    assert_int_equal(merge(&sealed[0]).outcome, MERGE_DONE);
    for (size_t i = 0; i < 3; i++) {
        buffer_finish(&sealed[i]);
    }
}

static void
a_reissued_bundle_counts_once_in_any_order(void **state)
{
    (void)state;
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < 6; i++) {
        struct fake_kiosk other;
        kiosk_init(&other, &office);
        assert_true(archive_accept_kiosk(office.archive, &other.key,
                                         (char[]){(char)('a' + i), '\0'}, TODAY, NULL));
        struct buffer sealed[3];
        uint32_t before = counted_responses();
        kiosk_seal(&other, &office, &(struct plan){.responses = 10}, &sealed[0]);
        /* Told apart by how many they hold: the first is the one that counts. */
        kiosk_seal(&other, &office, &(struct plan){.responses = 11, .replaces = 1},
                   &sealed[1]);
        kiosk_seal(&other, &office, &(struct plan){.responses = 12, .replaces = 2},
                   &sealed[2]);
        for (size_t j = 0; j < 3; j++) {
            assert_int_equal(merge(&sealed[orders[i][j]]).outcome, MERGE_DONE);
        }
        assert_int_equal(counted_responses(), before + 10);
        for (size_t j = 0; j < 3; j++) {
            buffer_finish(&sealed[j]);
        }
    }
}

static void
test_mode_is_held_and_never_counted(void **state)
{
    (void)state;
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10, .test_mode = true},
               &sealed);
    struct merge_result result = merge(&sealed);
    assert_int_equal(result.responses, 10);
    assert_true(result.test_mode);
    assert_false(result.counted);
    assert_int_equal(counted_responses(), 0);
    buffer_finish(&sealed);
}

static void
refused(const struct plan *plan, const char *word)
{
    struct buffer good, sealed, before;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &good);
    merge(&good);
    kiosk_seal(&kiosk, &office, plan, &sealed);
    office_dump(&office, &before);
    struct merge_result result;
    struct error err = {0};
    assert_false(office_merge(&office, &sealed, &result, &err));
    if (!strstr(err.text, word)) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, word);
    }
    assert_dump_unchanged(&before);
    buffer_finish(&good);
    buffer_finish(&sealed);
}

static void
a_comment_that_does_not_open_leaves_nothing_half_merged(void **state)
{
    (void)state;
    refused(&(struct plan){.responses = 10, .spoil_text = true}, "nothing of this");
}

static void
an_epoch_that_does_not_open_leaves_nothing_half_merged(void **state)
{
    (void)state;
    refused(&(struct plan){.responses = 10, .spoil_epoch = true}, "key 1 of 1");
}

static void
bytes_of_another_bundle_are_refused(void **state)
{
    (void)state;
    struct buffer one, other;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &one);
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &other);
    struct bundle *bundle;
    assert_true(bundle_open(one.data, one.size, &office.secret_key, &bundle, NULL));
    struct sealed_bundle read;
    assert_true(sealed_bundle_read(other.data, other.size, &read, NULL));
    struct archive_merge mixed = {.sealed = &read,
                                  .bundle = bundle,
                                  .secret = &office.secret_key,
                                  .today = TODAY};
    struct merge_result result;
    struct error err = {0};
    assert_false(archive_merge(office.archive, &mixed, &result, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    bundle_close(bundle);
    buffer_finish(&one);
    buffer_finish(&other);
}

static bool
count_contact(void *context, const uint8_t row_id[16], const char *lines)
{
    (void)row_id;
    assert_non_null(strstr(lines, "@example.org"));
    ++*(size_t *)context;
    return true;
}

static void
contacts_go_to_their_own_file_once(void **state)
{
    (void)state;
    struct buffer sealed, dump;
    kiosk_seal(&kiosk, &office, &(struct plan){.kind = BUNDLE_CONTACTS, .contacts = 3},
               &sealed);
    assert_int_equal(merge(&sealed).contacts, 3);
    assert_int_equal(merge(&sealed).outcome, MERGE_SAME);
    size_t count = 0;
    assert_true(archive_contacts_list(office.contacts, count_contact, &count, NULL));
    assert_int_equal(count, 3);
    office_dump(&office, &dump);
    assert_null(strstr((char *)dump.data, "example.org"));
    buffer_finish(&dump);
    buffer_finish(&sealed);
}

static void
contacts_without_a_file_for_them_are_not_merged(void **state)
{
    (void)state;
    archive_contacts_close(office.contacts);
    office.contacts = NULL;
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.kind = BUNDLE_CONTACTS, .contacts = 1},
               &sealed);
    struct merge_result result;
    struct error err = {0};
    assert_false(office_merge(&office, &sealed, &result, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    buffer_finish(&sealed);
}

static void
a_status_bundle_brings_health_and_no_responses(void **state)
{
    (void)state;
    struct buffer sealed;
    kiosk.health.storage_free_mb = 777;
    kiosk_seal(&kiosk, &office, &(struct plan){.kind = BUNDLE_STATUS}, &sealed);
    assert_int_equal(merge(&sealed).outcome, MERGE_DONE);
    struct archive_kiosk *kiosks;
    size_t count;
    assert_true(archive_kiosks(office.archive, &kiosks, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(kiosks[0].has_health);
    assert_int_equal(kiosks[0].health.storage_free_mb, 777);
    assert_int_equal(kiosks[0].last_number, 1);
    assert_string_equal(kiosks[0].last_collected, TODAY);
    assert_int_equal(kiosks[0].responses, 0);
    free(kiosks);
    buffer_finish(&sealed);
}

int
main(void)
{
#define TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, counter_setup, counter_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_merged_bundle_gives_every_answer_and_comment_back),
        TEST(merging_twice_changes_nothing),
        TEST(a_bundle_of_an_unknown_kiosk_waits_until_it_is_accepted),
        TEST(a_retired_kiosk_keeps_what_counts_and_adds_nothing),
        TEST(a_gap_is_told_and_closed),
        TEST(another_bundle_of_the_same_number_is_kept_apart),
        TEST(a_bundle_that_follows_another_history_is_kept_apart),
        TEST(an_older_bundle_of_another_history_is_kept_apart),
        TEST(a_reissued_bundle_counts_once_in_any_order),
        TEST(test_mode_is_held_and_never_counted),
        TEST(a_comment_that_does_not_open_leaves_nothing_half_merged),
        TEST(an_epoch_that_does_not_open_leaves_nothing_half_merged),
        TEST(bytes_of_another_bundle_are_refused),
        TEST(contacts_go_to_their_own_file_once),
        TEST(contacts_without_a_file_for_them_are_not_merged),
        TEST(a_status_bundle_brings_health_and_no_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

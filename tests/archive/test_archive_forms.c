#include "support_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Responses that each form counts, the largest first. */
static size_t
list(uint32_t responses[4])
{
    static const struct counts_cell all = {.question = COUNTS_RESPONSES};
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_true(count <= 4);
    for (size_t i = 0; i < count; i++) {
        struct counts *counts;
        assert_true(archive_counts(office.archive, &forms[i], NULL, &counts, NULL));
        responses[i] = counts_n(counts, &all);
        assert_int_equal(responses[i], forms[i].responses);
        counts_close(counts);
    }
    archive_forms_finish(forms, count);
    return count;
}

static bool
count_it(void *context, const struct archive_response *row)
{
    assert_int_equal(row->part->pack_id[0], row->bundle_number == 1 ? 5 : 6);
    ++*(size_t *)context;
    return true;
}

static bool
count_comment(void *context, const struct archive_comment *comment)
{
    assert_non_null(comment->part);
    ++*(size_t *)context;
    return true;
}

static void
packs_that_ask_the_same_are_pooled(void **state)
{
    (void)state;
    uint32_t responses[4];
    counter_collect(&(struct plan){.responses = 12});
    counter_collect(&(struct plan){.responses = 20, .pack = 6});
    assert_int_equal(list(responses), 1);
    assert_int_equal(responses[0], 32);
    struct archive_form *forms;
    struct archive_origin *origins;
    struct archive_round *rounds;
    size_t count, seen = 0, comments = 0;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_int_equal(forms->part_count, 2);
    assert_int_equal(forms->pack_id[0], 6);
    assert_true(archive_form_has_pack(forms, forms->parts[0].pack_id));
    struct archive_each each = {.form = forms, .texts = TEXTS_ALL};
    assert_true(archive_each_response(office.archive, &each, count_it, &seen, NULL));
    assert_int_equal(seen, 32);
    assert_true(
        archive_each_comment(office.archive, forms, count_comment, &comments, NULL));
    assert_int_equal(comments, 2 * COMMENTS_MADE);
    uint32_t from_origins = 0;
    assert_true(archive_origins(office.archive, forms, &origins, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        from_origins += origins[i].responses;
    }
    assert_int_equal(from_origins, 32);
    free(origins);
    assert_true(archive_rounds(office.archive, forms, &rounds, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(rounds[0].responses, 32);
    free(rounds);
    archive_forms_finish(forms, 1);
}

static void
learn(uint8_t pack, uint8_t previous, bool is_different)
{
    struct archive_pack learned = {.is_different = is_different};
    uint8_t before[PACK_ID_BYTES];
    memset(learned.pack_id, pack, sizeof learned.pack_id);
    memset(before, previous, sizeof before);
    learned.previous_id = previous ? before : NULL;
    assert_true(archive_learn_pack(office.archive, &learned, NULL));
}

static void
a_pack_that_changed_a_meaning_begins_anew(void **state)
{
    (void)state;
    uint32_t responses[4];
    counter_collect(&(struct plan){.responses = 10});
    counter_collect(&(struct plan){.responses = 11, .pack = 6});
    counter_collect(&(struct plan){.responses = 12, .pack = 7});
    learn(5, 0, false);
    assert_int_equal(list(responses), 1);
    learn(6, 5, true);
    assert_int_equal(list(responses), 2); /* 7 after 5, as far as is known */
    learn(7, 6, false);
    assert_int_equal(list(responses), 2);
    assert_int_equal(responses[0], 23);
    assert_int_equal(responses[1], 10);
    struct archive_verified verified;
    assert_true(archive_verify(office.archive, &verified, NULL));
}

struct kept {
    uint8_t id[ARCHIVE_COMMENT_ID_BYTES];
    size_t count, allowed;
    char reason[40];
};

static bool
keep_first(void *context, const struct archive_comment *comment)
{
    struct kept *kept = context;
    if (kept->count++ == 0) {
        memcpy(kept->id, comment->id, sizeof kept->id);
    }
    if (comment->state == COMMENT_ALLOWED) {
        kept->allowed++;
        strncpy(kept->reason, comment->reason, sizeof kept->reason - 1);
    }
    return true;
}

static struct kept
comments(void)
{
    struct kept kept = {.count = 0};
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_true(archive_each_comment(office.archive, forms, keep_first, &kept, NULL));
    archive_forms_finish(forms, count);
    return kept;
}

static bool
count_decision(void *context, const struct archive_decision *decision)
{
    assert_string_equal(decision->day, TODAY);
    ++*(size_t *)context;
    return true;
}

static void
a_decision_about_a_comment_is_kept_and_logged(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct kept before = comments();
    struct error err;
    assert_int_equal(before.count, COMMENTS_MADE);
    assert_int_equal(before.allowed, 0);
    assert_true(archive_comment_set_state(office.archive, before.id, COMMENT_HIDDEN,
                                          "a name", TODAY, NULL));
    assert_true(archive_comment_set_state(office.archive, before.id, COMMENT_ALLOWED,
                                          "no name at all", TODAY, NULL));
    office_reopen(&office);
    struct kept after = comments();
    assert_int_equal(after.allowed, 1);
    assert_string_equal(after.reason, "no name at all");
    size_t decisions = 0;
    assert_true(archive_comment_log(office.archive, count_decision, &decisions, NULL));
    assert_int_equal(decisions, 2);
    before.id[0] ^= 1;
    assert_false(archive_comment_set_state(office.archive, before.id, COMMENT_ALLOWED,
                                           "", TODAY, &err));
    assert_int_equal(err.code, ERROR_MISSING);
}

/* What was decided and published goes with the bundles into an archive made anew. */
static void
a_new_archive_takes_over_what_was_decided(void **state)
{
    (void)state;
    struct fake_office fresh;
    struct buffer sealed;
    struct merge_result result;
    struct archive_salvaged salvaged;
    struct archive_form *forms;
    size_t count;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 10}, &sealed);
    assert_true(office_merge(&office, &sealed, &result, NULL));
    struct kept before = comments();
    assert_true(archive_comment_set_state(office.archive, before.id, COMMENT_ALLOWED,
                                          "no name at all", TODAY, NULL));
    const struct archive_publication given = {TODAY, 10, "told", 5};
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_true(archive_publication_add(office.archive, forms, &given, NULL));
    archive_forms_finish(forms, count);

    office_init(&fresh);
    assert_true(
        archive_accept_kiosk(fresh.archive, &kiosk.key, "Library", TODAY, NULL));
    assert_true(office_merge(&fresh, &sealed, &result, NULL));
    assert_true(
        archive_salvage_lists(fresh.archive, office.archive_path, &salvaged, NULL));
    assert_int_equal(salvaged.decisions, 1);
    assert_int_equal(salvaged.publications, 1);
    assert_false(salvaged.lost_decisions || salvaged.lost_publications);
    size_t decisions = 0;
    assert_true(archive_comment_log(fresh.archive, count_decision, &decisions, NULL));
    assert_int_equal(decisions, 1);
    office_finish(&fresh);

    /* A decision that was changed is not taken, nor any other. */
    office_sql(&office, "UPDATE decision SET state = 2");
    office_init(&fresh);
    assert_true(
        archive_accept_kiosk(fresh.archive, &kiosk.key, "Library", TODAY, NULL));
    assert_true(office_merge(&fresh, &sealed, &result, NULL));
    assert_true(
        archive_salvage_lists(fresh.archive, office.archive_path, &salvaged, NULL));
    assert_int_equal(salvaged.decisions, 0);
    assert_true(salvaged.lost_decisions);
    office_finish(&fresh);
    buffer_finish(&sealed);
}

struct published {
    size_t count;
    uint32_t responses;
};

static bool
read_publication(void *context, const struct archive_publication *publication)
{
    struct published *published = context;
    assert_int_equal(publication->size, 5);
    assert_memory_equal(publication->bytes, "told", 5);
    assert_true(publication->responses > published->responses);
    published->responses = publication->responses;
    published->count++;
    return true;
}

static void
what_was_published_is_kept(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct archive_form *forms;
    size_t count;
    struct published published = {0};
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    for (uint32_t i = 1; i <= 2; i++) {
        const struct archive_publication given = {TODAY, 10 * i, "told", 5};
        assert_true(archive_publication_add(office.archive, forms, &given, NULL));
    }
    assert_true(archive_publication_each(office.archive, forms, read_publication,
                                         &published, NULL));
    assert_int_equal(published.count, 2);
    office_sql(&office, "UPDATE publication SET bytes = x'746f6c6500'");
    assert_false(archive_publication_each(office.archive, forms, read_publication,
                                          &published, NULL));
    archive_forms_finish(forms, count);
}

static void
a_rejected_kiosk_is_never_merged(void **state)
{
    (void)state;
    struct fake_kiosk stranger;
    struct buffer sealed;
    struct merge_result result;
    struct error err = {0};
    kiosk_init(&stranger, &office);
    assert_false(archive_reject_kiosk(office.archive, &stranger.key, TODAY, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    kiosk_seal(&stranger, &office, &(struct plan){.responses = 10}, &sealed);
    assert_true(office_merge(&office, &sealed, &result, NULL));
    assert_true(archive_reject_kiosk(office.archive, &stranger.key, TODAY, NULL));
    assert_true(office_merge(&office, &sealed, &result, NULL));
    assert_int_equal(result.outcome, MERGE_UNKNOWN);
    counter_collect(&(struct plan){.responses = 10});
    assert_false(archive_reject_kiosk(office.archive, &kiosk.key, TODAY, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    buffer_finish(&sealed);
}

static void
counts_made_anew_are_the_same(void **state)
{
    (void)state;
    struct buffer before, after;
    counter_collect(&(struct plan){.responses = 12});
    counter_collect(&(struct plan){.responses = 20, .pack = 6});
    office_dump(&office, &before);
    office_sql(&office, "DELETE FROM counted; UPDATE origin SET responses = 1");
    assert_true(archive_recount(office.archive, NULL));
    office_dump(&office, &after);
    assert_string_equal((char *)before.data, (char *)after.data);
    buffer_finish(&before);
    buffer_finish(&after);
}

int
main(void)
{
#define TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, counter_setup, counter_teardown)
    const struct CMUnitTest tests[] = {
        TEST(packs_that_ask_the_same_are_pooled),
        TEST(a_pack_that_changed_a_meaning_begins_anew),
        TEST(a_decision_about_a_comment_is_kept_and_logged),
        TEST(a_new_archive_takes_over_what_was_decided),
        TEST(what_was_published_is_kept),
        TEST(a_rejected_kiosk_is_never_merged),
        TEST(counts_made_anew_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

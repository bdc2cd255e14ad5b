#include "support_store.h"

#include "townline/codec.h"
#include "townline/comment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What store_each_response showed, one line for each answer. */
struct listing {
    struct buffer text;
    size_t responses;
    struct sealed_text sealed[8];
    uint8_t boxes[8][512];
    size_t sealed_count;
};

static bool
list_one(void *context, const struct stored_response *stored)
{
    struct listing *listing = context;
    const struct response *response = stored->response;
    listing->responses++;
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        buffer_add_format(&listing->text, "%s[%u]=%s\n",
                          stored->descriptor->questions[answer->question].path,
                          answer->instance[0],
                          answer->state == ANSWER_VALUE    ? answer->value
                          : answer->state == ANSWER_SEALED ? "(sealed)"
                                                           : "");
        if (answer->state == ANSWER_SEALED) {
            size_t at = listing->sealed_count++;
            assert_true(at < 8 && answer->sealed.box_size <= 512);
            listing->sealed[at] = answer->sealed;
            memcpy(listing->boxes[at], answer->sealed.box, answer->sealed.box_size);
        }
    }
    return true;
}

static void
list(struct store *store, struct listing *out)
{
    *out = (struct listing){0};
    buffer_init(&out->text, 1 << 16);
    assert_true(store_each_response(store, list_one, out, NULL));
    buffer_add_u8(&out->text, 0);
}

static void
a_saved_response_comes_back_as_it_was_given(void **state)
{
    struct desk *desk = *state;
    struct listing listing;
    struct store *store = open_store(desk);
    save(store, make_response(1, "Response times.", "Keep our library."));
    store_close(store);
    store = open_store(desk);
    list(store, &listing);
    assert_int_equal(listing.responses, 1);
    assert_string_equal((char *)listing.text.data, "services[0]=fire parks\n"
                                                   "block/identity[0]=2\n"
                                                   "block/control[0]=\n"
                                                   "block/concern[0]=(sealed)\n"
                                                   "block/identity[2]=4\n"
                                                   "block/control[2]=\n"
                                                   "comment[0]=(sealed)\n");
    buffer_finish(&listing.text);
    store_close(store);
}

struct half_days {
    uint32_t list[8];
    size_t count;
};

static void
note_half_day(void *context, uint32_t half_day)
{
    struct half_days *half_days = context;
    assert_true(half_days->count < 8);
    half_days->list[half_days->count++] = half_day;
}

static void
half_days_are_listed_from_the_oldest_on(void **state)
{
    struct desk *desk = *state;
    struct half_days half_days = {.count = 0};
    struct store *store = open_store(desk);
    static const uint32_t days[] = {BASE_HALF_DAY + 3, BASE_HALF_DAY + 5,
                                    BASE_HALF_DAY + 5};
    assert_true(store_each_half_day(store, note_half_day, &half_days, NULL));
    assert_int_equal(half_days.count, 0);
    for (uint32_t i = 0; i < 3; i++) {
        struct response *response = make_response(i + 1, NULL, NULL);
        response->head.half_day = days[i];
        save(store, response);
    }
    assert_true(store_each_half_day(store, note_half_day, &half_days, NULL));
    assert_int_equal(half_days.count, 3);
    assert_memory_equal(half_days.list, days, sizeof days);
    store_close(store);
}

static void
saving_again_replaces_what_was_saved_before(void **state)
{
    struct desk *desk = *state;
    struct listing listing;
    struct store *store = open_store(desk);
    save(store, make_response(1, "First.", "Second."));
    struct response *response = make_response(1, NULL, NULL);
    response->answer_count = 1;
    response->answers[0].value = "library";
    save(store, response);
    assert_int_equal(count(store).open, 1);
    list(store, &listing);
    assert_string_equal((char *)listing.text.data, "services[0]=library\n");
    buffer_finish(&listing.text);
    store_close(store);
}

static void
an_unchanged_text_keeps_its_box_and_a_changed_one_gets_another(void **state)
{
    struct desk *desk = *state;
    struct listing before, after;
    struct store *store = open_store(desk);
    save(store, make_response(1, "Response times.", "Keep our library."));
    list(store, &before);
    save(store, make_response(1, "Response times.", "Keep our library!"));
    list(store, &after);
    assert_int_equal(before.sealed_count, 2);
    assert_int_equal(after.sealed_count, 2);
    assert_memory_equal(before.sealed[0].row_id, after.sealed[0].row_id, 16);
    assert_memory_equal(before.boxes[0], after.boxes[0], before.sealed[0].box_size);
    assert_memory_not_equal(before.sealed[1].row_id, after.sealed[1].row_id, 16);
    buffer_finish(&before.text);
    buffer_finish(&after.text);

    /* The same words of another resident are another box. */
    save(store, make_response(2, "Response times.", NULL));
    list(store, &after);
    assert_int_equal(after.sealed_count, 3);
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = i + 1; j < 3; j++) {
            assert_memory_not_equal(after.sealed[i].row_id, after.sealed[j].row_id, 16);
        }
    }
    buffer_finish(&after.text);
    store_close(store);
}

static void
a_texts_words_are_nowhere_on_disk(void **state)
{
    struct desk *desk = *state;
    static const char *const words[] = {"hydrant", "Librarian", "Quetzalcoatl",
                                        "555-0199"};
    static const char *const names[] = {"store.db", "store.db-wal", "contacts.db",
                                        "contacts.db-wal"};
    struct store *store = open_store(desk);
    save(store, make_response(1, "No hydrant near us", "Our Librarian knows us"));
    save(store, make_response(1, "No hydrant near me", "Our Librarian knows us"));
    assert_true(store_save_contact(store, "name=Quetzalcoatl\nphone=555-0199", NULL));
    for (int round = 0; round < 3; round++) {
        size_t seen = 0;
        for (size_t i = 0; i < 4; i++) {
            struct buffer bytes;
            read_bytes(desk->store, names[i], &bytes);
            seen += bytes.size;
            for (size_t j = 0; j < 4; j++) {
                if (contains(&bytes, words[j], strlen(words[j]))) {
                    fail_msg("%s holds \"%s\" in clear", names[i], words[j]);
                }
            }
            if (round == 0 && i == 1) { /* the test looks in the right place */
                assert_true(contains(&bytes, "fire parks", 10));
            }
            buffer_finish(&bytes);
        }
        assert_true(seen > 8192);
        if (round == 0) {
            assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
        }
        if (round == 1) {
            store_close(store);
            store = NULL;
        }
    }
}

static void
each_text_opens_with_the_offices_key_alone(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    save(store, make_response(1, "Response times.", NULL));
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    save(store, make_response(2, "The station.", NULL));
    assert_int_equal(freeze(store, true), 2);
    struct bundle *bundle = open_bundle(desk, store, 1);
    assert_int_equal(bundle->content.epoch_count, 2);
    size_t found = 0;
    for (size_t i = 0; i < 2; i++) {
        const struct response *response = &bundle->content.responses.responses[i];
        for (size_t j = 0; j < response->answer_count; j++) {
            const struct answer *answer = &response->answers[j];
            if (answer->state != ANSWER_SEALED) {
                continue;
            }
            for (size_t k = 0; k < 2; k++) {
                const struct epoch *epoch = &bundle->content.epochs[k];
                uint8_t key[SEAL_KEY_BYTES];
                if (memcmp(epoch->id, answer->sealed.epoch_id, 16) != 0) {
                    continue;
                }
                struct buffer text;
                buffer_init(&text, COMMENT_MAX_BYTES);
                assert_true(epoch_open(epoch, &desk->secret, key, NULL));
                assert_true(comment_open(NULL, key, &answer->sealed, "block/concern",
                                         &text, NULL));
                found +=
                    text.size == 15 && memcmp(text.data, "Response times.", 15) == 0;
                found += text.size == 12 && memcmp(text.data, "The station.", 12) == 0;
                buffer_finish(&text);
            }
        }
    }
    assert_int_equal(found, 2);
    bundle_close(bundle);
    store_close(store);
}

static void
a_removed_response_leaves_nothing(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    struct response *response = make_response(1, "Mine.", NULL);
    uint8_t id[RESPONSE_ID_BYTES];
    memcpy(id, response->head.id, sizeof id);
    save(store, response);
    save(store, make_response(2, NULL, NULL));
    assert_true(store_remove(store, id, NULL));
    assert_int_equal(count(store).open, 1);
    static const char *const names[] = {"store.db", "store.db-wal"};
    for (size_t i = 0; i < 2; i++) {
        struct buffer bytes;
        read_bytes(desk->store, names[i], &bytes);
        assert_false(contains(&bytes, id, sizeof id));
        buffer_finish(&bytes);
    }
    store_close(store);
}

static void
removing_what_is_not_there_is_no_error(void **state)
{
    struct desk *desk = *state;
    static const uint8_t id[RESPONSE_ID_BYTES] = {1};
    struct store *store = open_store(desk);
    assert_true(store_remove(store, id, NULL));
    store_close(store);
}

static void
what_no_bundle_could_hold_is_refused(void **state)
{
    struct desk *desk = *state;
    struct error err = {0};
    char *words = malloc(RESPONSE_VALUE_MAX_BYTES + 2);
    assert_non_null(words);
    struct store *store = open_store(desk);
    struct response *response;

    memset(words, 'a', RESPONSE_TEXT_MAX_CHARACTERS + 1);
    words[RESPONSE_TEXT_MAX_CHARACTERS + 1] = '\0';
    assert_false(store_save(store, make_response(1, words, NULL), &err));
    assert_int_equal(err.code, ERROR_INPUT);
    words[RESPONSE_TEXT_MAX_CHARACTERS] = '\0';
    assert_true(store_save(store, make_response(1, words, NULL), NULL));

    assert_false(store_save(store, make_response(2, "\xff\xfe", NULL), &err));
    response = make_response(3, NULL, NULL);
    response->answers[0].value = "\xc3";
    assert_false(store_save(store, response, &err));
    response = make_response(4, NULL, NULL);
    response->answers[1].question = 5;
    assert_false(store_save(store, response, &err));
    response = make_response(5, NULL, NULL);
    response->answers[1].instance[0] = 3;
    assert_false(store_save(store, response, &err));
    response = make_response(6, NULL, NULL);
    response->answers[3] = response->answers[1]; /* twice the same question */
    assert_false(store_save(store, response, &err));
    assert_int_equal(count(store).open, 1);
    store_close(store);
    free(words);
}

static void
a_contact_is_neither_empty_nor_longer_than_it_may_be(void **state)
{
    struct desk *desk = *state;
    struct error err = {0};
    char lines[1002];
    struct store *store = open_store(desk);
    assert_false(store_save_contact(store, "", &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_true(store_save_contact(store, "a", NULL));
    memset(lines, 'a', sizeof lines);
    lines[1001] = '\0';
    assert_false(store_save_contact(store, lines, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    lines[1000] = '\0';
    assert_true(store_save_contact(store, lines, NULL));
    assert_int_equal(count(store).contacts_open, 2);
    store_close(store);
}

/* One response that weighs more than all of a bundle may: each of its answers is
 * allowed, and no reader would ever take them. It would hold up all others. */
static void
a_response_that_weighs_too_much_for_any_bundle_is_refused(void **state)
{
    struct desk *desk = *state;
    enum { QUESTIONS = 7 };
    static char value[RESPONSE_VALUE_MAX_BYTES + 1];
    struct descriptor *form;
    struct error err = {0};
    assert_true(descriptor_create("heavy", "1", &form, NULL));
    assert_true(descriptor_begin_repeat(form, "part", NULL, 0, NULL));
    for (char i = 0; i < QUESTIONS; i++) {
        char path[] = {'q', (char)('a' + i), '\0'};
        struct question question = {.path = path, .type = QUESTION_STRING};
        assert_true(descriptor_add_question(form, &question, NULL));
    }
    descriptor_end_repeat(form);
    desk->options.descriptor = form;
    struct store *store = open_store(desk);
    memset(value, 'x', RESPONSE_VALUE_MAX_BYTES);
    size_t most = (size_t)QUESTIONS * RESPONSE_INSTANCE_MAX;
    struct answer *answers = calloc(most, sizeof *answers);
    assert_non_null(answers);
    for (size_t i = 0; i < most; i++) {
        answers[i] = (struct answer){.question = i % QUESTIONS,
                                     .instance = {(uint16_t)(i / QUESTIONS)},
                                     .state = ANSWER_VALUE,
                                     .value = value};
    }
    struct response response = {
        .head = {.round = "", .event = "", .language = "en", .half_day = BASE_HALF_DAY},
        .answers = answers,
        .answer_count = most};
    assert_true(codec_weight(&response) > CODEC_MEMORY_MAX);
    assert_false(store_save(store, &response, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_int_equal(count(store).open, 0);
    response.answer_count = 100;
    assert_true(store_save(store, &response, NULL));
    assert_int_equal(count(store).open, 1);
    store_close(store);
    free(answers);
    descriptor_close(form);
}

static void
a_response_in_a_bundle_does_not_change(void **state)
{
    struct desk *desk = *state;
    struct error err = {0};
    struct store *store = open_store(desk);
    save(store, make_response(1, NULL, NULL));
    assert_int_equal(freeze(store, true), 1);
    struct response *response = make_response(1, NULL, "Late.");
    assert_false(store_save(store, response, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(store_remove(store, response->head.id, &err));
    assert_int_equal(count(store).waiting, 1);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_saved_response_comes_back_as_it_was_given),
        TEST(half_days_are_listed_from_the_oldest_on),
        TEST(saving_again_replaces_what_was_saved_before),
        TEST(an_unchanged_text_keeps_its_box_and_a_changed_one_gets_another),
        TEST(a_texts_words_are_nowhere_on_disk),
        TEST(each_text_opens_with_the_offices_key_alone),
        TEST(a_removed_response_leaves_nothing),
        TEST(removing_what_is_not_there_is_no_error),
        TEST(what_no_bundle_could_hold_is_refused),
        TEST(a_response_in_a_bundle_does_not_change),
        TEST(a_contact_is_neither_empty_nor_longer_than_it_may_be),
        TEST(a_response_that_weighs_too_much_for_any_bundle_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

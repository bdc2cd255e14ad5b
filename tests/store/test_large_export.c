#include "support_store.h"

#include "townline/fountain.h"

#include <stdlib.h>

/* Three texts each of 2,000 characters that hold 6.55 bits: 1.6 MB and more. */
#define RESPONSES 330

/* Texts that do not compress, so that few responses make a large bundle. */
static void
save_bulky(struct store *store, uint64_t seed, uint32_t n)
{
    char *text = malloc(RESPONSE_TEXT_MAX_CHARACTERS + 1);
    assert_non_null(text);
    for (uint32_t i = 0; i < n; i++) {
        for (size_t j = 0; j < RESPONSE_TEXT_MAX_CHARACTERS; j++) {
            text[j] = (char)('!' + random_splitmix64(&seed) % 94);
        }
        text[RESPONSE_TEXT_MAX_CHARACTERS] = '\0';
        struct answer answers[3];
        for (uint16_t k = 0; k < 3; k++) {
            answers[k] = (struct answer){.question = Q_CONCERN,
                                         .instance = {k},
                                         .state = ANSWER_VALUE,
                                         .value = text};
        }
        struct response *response = make_response(i, NULL, NULL);
        response->answers = answers;
        response->answer_count = 3;
        save(store, response);
    }
    free(text);
}

static void
more_than_a_stream_of_frames_holds_becomes_several_bundles(void **state)
{
    struct desk *desk = *state;
    struct outbox_entry entry;
    struct store *store = open_store(desk);
    print_message("seed %llu\n", (unsigned long long)desk->seed);
    save_bulky(store, desk->seed, RESPONSES);
    assert_int_equal(freeze(store, false), RESPONSES);
    uint32_t responses = 0, bundles = 0;
    for (; store_outbox(store, bundles, &entry); bundles++) {
        assert_int_not_equal(fountain_symbol_bytes(entry.size), 0);
        assert_true(entry.responses >= STORE_FREEZE_MIN);
        responses += entry.responses;
        struct bundle *bundle = open_bundle(desk, store, entry.number);
        assert_int_equal(bundle->content.responses.count, entry.responses);
        bundle_close(bundle);
    }
    assert_true(bundles >= 2);
    assert_int_equal(responses, RESPONSES);
    assert_int_equal(count(store).waiting, RESPONSES);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(more_than_a_stream_of_frames_holds_becomes_several_bundles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

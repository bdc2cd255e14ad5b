/* Bundles that were written once and are kept for ever. Every version reads from them
 * what the first one wrote, and writes the same bytes again. */
#include "support_bundle.h"
#include "support_every_type.h"
#include "support_golden.h"
#include "townline/codec.h"
#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SHOWN                                                                          \
    2 /* responses that the .txt file spells out; the others are in its hash */
#define LISTING_MAX_BYTES ((size_t)4 << 20)

/* A golden bundle, and how it is made while there is none. */
struct kept {
    const char *bundle, *listing;
    uint64_t seal_seed;
};

/* By the number of the response model. */
static const struct kept types[] = {
    [1] = {"codec-types.bundle", "codec-types.txt", 71},
    [2] = {"codec-2-types.bundle", "codec-2-types.txt", 73},
};
static const struct kept many[] = {
    [1] = {"codec-many.bundle", "codec-many.txt", 72},
    [2] = {"codec-2-many.bundle", "codec-2-many.txt", 74},
};

static void
list_answer(const struct bundle *bundle, const uint8_t key[SEAL_KEY_BYTES],
            struct comment_model *model, const struct answer *answer,
            struct buffer *out)
{
    static const char *const states[] = {"empty", "value", "sealed"};
    const char *path = bundle->content.descriptor->questions[answer->question].path;
    buffer_add_format(out, "    %s", path);
    for (size_t i = 0; i < DESCRIPTOR_MAX_DEPTH; i++) {
        buffer_add_format(out, " %u", answer->instance[i]);
    }
    buffer_add_format(out, " %s ", states[answer->state]);
    if (answer->state == ANSWER_VALUE) {
        buffer_add(out, answer->value, strlen(answer->value));
    }
    struct error err = {0};
    if (answer->state == ANSWER_SEALED &&
        !comment_open(model, key, &answer->sealed, path, out, &err)) {
        fail_msg("%s: %s", path, err.text);
    }
    buffer_add_u8(out, '\n');
}

static void
list_response(const struct bundle *bundle, const uint8_t key[SEAL_KEY_BYTES],
              struct comment_model *model, const struct response *response,
              struct buffer *out)
{
    const struct response_head *head = &response->head;
    buffer_add_format(out, "response '%s' '%s' '%s' %u %d %d %d %d %d %d %d %d %u\n",
                      head->round, head->event, head->language,
                      (unsigned)head->half_day, head->clock_trusted, (int)head->channel,
                      (int)head->duration, (int)head->straight_line, head->complete,
                      head->after_results, (int)head->assisted, (int)head->first_time,
                      (unsigned)head->order_seed);
    for (size_t i = 0; i < response->answer_count; i++) {
        list_answer(bundle, key, model, &response->answers[i], out);
    }
}

/* What a reader finds: the first responses in words, then all of them as a hash. */
static void
list_bundle(const struct bundle *bundle, const struct recipient_secret *secret,
            struct buffer *out)
{
    uint8_t key[SEAL_KEY_BYTES] = {0}, hash[SEAL_HASH_BYTES];
    struct comment_model *model;
    struct buffer all;
    const struct response_set *set = &bundle->content.responses;
    assert_true(comment_model_create(&model, NULL));
    buffer_init(&all, LISTING_MAX_BYTES);
    if (bundle->content.epoch_count > 0) {
        assert_true(epoch_open(&bundle->content.epochs[0], secret, key, NULL));
    }
    for (size_t i = 0; i < set->count; i++) {
        list_response(bundle, key, model, &set->responses[i], &all);
        if (i + 1 == SHOWN) {
            buffer_add(out, all.data, all.size);
        }
    }
    assert_false(all.failed);
    seal_hash(all.data, all.size, hash);
    buffer_add_format(out, "responses %zu\n", set->count);
    golden_add_hex(out, "hash", hash, sizeof hash);
    buffer_finish(&all);
    comment_model_destroy(model);
}

static void
seal_kept(const struct kept *kept, const struct bundle_content *content,
          struct buffer *out)
{
    struct golden_keys keys;
    uint64_t seed = kept->seal_seed;
    struct error err = {0};
    keys_golden(&keys);
    struct bundle_header header = {
        .kind = BUNDLE_RESPONSES, .kiosk = keys.kiosk, .number = 1};
    memset(header.store_id, 7, sizeof header.store_id);
    keys_office_id(&keys.office.sign, header.office_id);
    buffer_init(out, BUNDLE_MAX_BYTES);
    if (!bundle_seal(&header, content, &keys.kiosk_secret, keys.office.recipients, 1,
                     random_seeded(&seed), out, &err)) {
        fail_msg("%s", err.text);
    }
}

struct sealing {
    const struct descriptor *form;
    struct comment_model *model;
    struct random_source random;
    struct buffer boxes;
    struct epoch epoch;
    uint8_t key[SEAL_KEY_BYTES];
};

static void
seal_comment(void *context, size_t question, size_t index, struct sealed_text *out)
{
    struct sealing *sealing = context;
    const char *text = every_type_comments[index % every_type_comment_count];
    assert_true(comment_seal(sealing->model, sealing->key, sealing->epoch.id,
                             sealing->form->questions[question].path, text,
                             sealing->random, &sealing->boxes, out, NULL));
}

static void
make_types(struct buffer *out)
{
    struct golden_keys keys;
    uint64_t seed = 7, state = 8;
    struct sealing sealing = {.form = every_type_form(),
                              .random = random_seeded(&seed)};
    keys_golden(&keys);
    assert_true(comment_model_create(&sealing.model, NULL));
    buffer_init(&sealing.boxes, (size_t)1 << 16);
    /* Boxes are pointed at while the buffer grows, so that it grows first. */
    uint8_t room[1 << 15] = {0};
    buffer_add(&sealing.boxes, room, sizeof room);
    buffer_clear(&sealing.boxes);
    epoch_begin(keys.office.recipients, 1, sealing.random, &sealing.epoch, sealing.key);
    struct bundle_content content = {
        .descriptor = sealing.form, .epochs = &sealing.epoch, .epoch_count = 1};
    every_type_responses(&state, sealing.form, seal_comment, &sealing,
                         &content.responses);
    seal_kept(&types[CODEC_MODEL_NEWEST], &content, out);
    response_set_finish(&content.responses);
    descriptor_close((struct descriptor *)sealing.form);
    comment_model_destroy(sealing.model);
    buffer_finish(&sealing.boxes);
}

static void
make_many(struct buffer *out)
{
    uint64_t state = 9;
    struct descriptor *form = many_form();
    struct bundle_content content = {.descriptor = form};
    many_responses(&state, form, &content.responses);
    seal_kept(&many[CODEC_MODEL_NEWEST], &content, out);
    response_set_finish(&content.responses);
    descriptor_close(form);
}

/* Reads the kept bundle, compares what is in it, and writes it again. */
static void
check_kept(const struct kept *kept, void (*make)(struct buffer *out))
{
    struct golden_keys keys;
    struct buffer file, again, listing;
    struct bundle *bundle;
    struct error err = {0};
    keys_golden(&keys);
    if (golden_is_first(kept->bundle)) {
        make(&file);
        golden_keep(kept->bundle, &file);
        buffer_finish(&file);
    }
    golden_read(kept->bundle, &file);
    if (!bundle_open(file.data, file.size, &keys.office_secret.recipient, &bundle,
                     &err)) {
        fail_msg("%s cannot be read any more: %s", kept->bundle, err.text);
    }
    buffer_init(&listing, LISTING_MAX_BYTES);
    list_bundle(bundle, &keys.office_secret.recipient, &listing);
    if (golden_is_first(kept->listing)) {
        golden_keep(kept->listing, &listing);
    }
    golden_compare(kept->listing, &listing);
    seal_kept(kept, &bundle->content, &again);
    assert_int_equal(again.size, file.size);
    assert_memory_equal(again.data, file.data, file.size);
    bundle_close(bundle);
    buffer_finish(&file);
    buffer_finish(&again);
    buffer_finish(&listing);
}

static void
a_bundle_of_every_type_is_read_and_written_as_ever(void **state)
{
    (void)state;
    for (size_t model = 1; model <= CODEC_MODEL_NEWEST; model++) {
        check_kept(&types[model], make_types);
    }
}

static void
a_bundle_of_many_responses_is_read_and_written_as_ever(void **state)
{
    (void)state;
    for (size_t model = 1; model <= CODEC_MODEL_NEWEST; model++) {
        check_kept(&many[model], make_many);
    }
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bundle_of_every_type_is_read_and_written_as_ever),
        cmocka_unit_test(a_bundle_of_many_responses_is_read_and_written_as_ever),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}

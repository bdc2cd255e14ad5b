/* support_county: seals lots of responses as bundles and merges them into an
 * archive. */
#include "support_county.h"

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

#define TODAY "2026-11-22"

void
county_init(struct county *county)
{
    *county = (struct county){.seed = 11};
    /* In memory where there is such a folder: many commits, each with its fsync. */
    snprintf(county->folder, sizeof county->folder, "%s/townline-report-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(county->folder));
    snprintf(county->archive_path, sizeof county->archive_path, "%s/archive.db",
             county->folder);
    assert_true(seal_start());
    county->random = random_seeded(&county->seed);
    recipient_pair(county->random, &county->public_key, &county->secret_key);
    struct error err = {0};
    if (!archive_open(county->archive_path, true, &county->archive, &err)) {
        fail_msg("%s", err.text);
    }
}

void
county_finish(struct county *county)
{
    archive_close(county->archive);
    unlink(county->archive_path);
    rmdir(county->folder);
}

/* Texts in clear become sealed ones; the boxes lie in `boxes`. */
static void
seal_texts(struct county *county, const struct lot *lot, struct epoch *epoch,
           struct buffer *boxes)
{
    uint8_t key[SEAL_KEY_BYTES];
    struct comment_model *model;
    assert_true(comment_model_create(&model, NULL));
    epoch_begin(&county->public_key, 1, county->random, epoch, key);
    for (size_t pass = 0; pass < 2; pass++) {
        size_t at = 0; /* pointers are set when the buffer grows no more */
        for (size_t i = 0; i < lot->set->count; i++) {
            struct response *response = &lot->set->responses[i];
            for (size_t j = 0; j < response->answer_count; j++) {
                struct answer *answer = &response->answers[j];
                const struct question *question =
                    &lot->descriptor->questions[answer->question];
                if (question->type != QUESTION_TEXT || answer->state == ANSWER_EMPTY) {
                    continue;
                }
                if (pass == 0) {
                    struct sealed_text sealed;
                    assert_true(comment_seal(model, key, epoch->id, question->path,
                                             answer->value, county->random, boxes,
                                             &sealed, NULL));
                    answer->state = ANSWER_SEALED;
                    answer->sealed = sealed;
                } else {
                    answer->sealed.box = boxes->data + at;
                    at += answer->sealed.box_size;
                }
            }
        }
    }
    comment_model_destroy(model);
}

static void
merge(struct county *county, const struct buffer *sealed)
{
    struct bundle *bundle;
    struct error err = {0};
    struct sealed_bundle read;
    if (!sealed_bundle_read(sealed->data, sealed->size, &read, &err) ||
        !sealed_bundle_open(&read, &county->secret_key, &bundle, &err)) {
        fail_msg("%s", err.text);
    }
    const struct archive_merge in = {.sealed = &read,
                                     .bundle = bundle,
                                     .secret = &county->secret_key,
                                     .today = TODAY};
    struct merge_result result;
    if (!archive_merge(county->archive, &in, &result, &err)) {
        fail_msg("%s", err.text);
    }
    bundle_close(bundle);
}

void
county_collect(struct county *county, const struct lot *lot)
{
    struct sign_secret secret;
    struct bundle_header header = {.kind = BUNDLE_RESPONSES, .number = 1};
    sign_pair(county->random, &header.kiosk, &secret);
    if (lot->kiosk) {
        assert_true(archive_accept_kiosk(county->archive, &header.kiosk, lot->kiosk,
                                         TODAY, NULL));
    }
    struct buffer boxes, sealed;
    struct epoch epoch;
    buffer_init(&boxes, (size_t)4 << 20);
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    seal_texts(county, lot, &epoch, &boxes);
    struct bundle_content content = {.test_mode = lot->test_mode,
                                     .descriptor = lot->descriptor,
                                     .responses = *lot->set,
                                     .epochs = &epoch,
                                     .epoch_count = 1};
    struct error err = {0};
    if (!bundle_seal(&header, &content, &secret, &county->public_key, 1, county->random,
                     &sealed, &err)) {
        fail_msg("%s", err.text);
    }
    merge(county, &sealed);
    buffer_finish(&sealed);
    buffer_finish(&boxes);
}

struct form *
county_sample(void)
{
    FILE *file = fopen(TESTS_DIR "/../assets/packs/sample/form.xml", "rb");
    assert_non_null(file);
    char *xml = malloc(FORM_MAX_BYTES);
    assert_non_null(xml);
    size_t size = fread(xml, 1, FORM_MAX_BYTES, file);
    fclose(file);
    struct form *form;
    struct error err = {0};
    if (!form_load(xml, size, &form, &err)) {
        fail_msg("%s", err.text);
    }
    free(xml);
    return form;
}

struct archive_form *
county_form(struct county *county)
{
    struct archive_form *forms;
    size_t count;
    struct error err = {0};
    if (!archive_forms(county->archive, &forms, &count, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(count, 1);
    return forms;
}

struct buffer
county_report(struct county *county, const struct report_options *options)
{
    struct buffer page;
    struct error err = {0};
    buffer_init(&page, REPORT_MAX_BYTES);
    if (!report_html(county->archive, options, &page, &err)) {
        fail_msg("%s", err.text);
    }
    buffer_add_u8(&page, 0);
    return page;
}

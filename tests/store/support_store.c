/* support_store: makes a form, an office and responses, and opens stores. */
#define _XOPEN_SOURCE 700 /* nftw */

#include "support_store.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const services[] = {"fire", "library", "parks"};
static const char *const scale[] = {"1", "2", "3", "4", "5", "none"};

static void
add_question(struct descriptor *descriptor, const char *path, enum question_type type,
             enum question_role role)
{
    struct question question = {.path = path, .type = type, .role = role};
    if (type == QUESTION_SELECT_MULTIPLE) {
        question.choices = services;
        question.choice_count = 3;
    } else if (type == QUESTION_SELECT_ONE) {
        question.choices = scale;
        question.choice_count = 6;
    }
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

static struct descriptor *
make_descriptor(void)
{
    struct descriptor *descriptor;
    assert_true(descriptor_create("store-test", "1", &descriptor, NULL));
    add_question(descriptor, "services", QUESTION_SELECT_MULTIPLE, ROLE_SERVICES);
    assert_true(descriptor_begin_repeat(descriptor, "block", services, 3, NULL));
    add_question(descriptor, "block/identity", QUESTION_SELECT_ONE, ROLE_IDENTITY);
    add_question(descriptor, "block/control", QUESTION_SELECT_ONE, ROLE_CONTROL);
    add_question(descriptor, "block/concern", QUESTION_TEXT, ROLE_NONE);
    descriptor_end_repeat(descriptor);
    add_question(descriptor, "comment", QUESTION_TEXT, ROLE_NONE);
    return descriptor;
}

int
desk_setup(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    assert_true(seal_start());
    const char *seed = getenv("TOWNLINE_SEED");
    desk->seed = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    /* In memory where there is such a folder: these tests do not cut the power. */
    snprintf(desk->directory, sizeof desk->directory, "%s/townline-store-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(desk->directory));
    snprintf(desk->store, sizeof desk->store, "%s/store", desk->directory);
    desk->descriptor = make_descriptor();
    struct recipient_secret recovery;
    recipient_pair(seal_random(), &desk->recipients[0], &desk->secret);
    recipient_pair(seal_random(), &desk->recipients[1], &recovery);
    desk->options = (struct store_options){
        .directory = desk->store,
        .half_day = BASE_HALF_DAY,
        .clock_trusted = true,
        .pack_id = "a pack",
        .descriptor = desk->descriptor,
        .recipients = desk->recipients,
        .recipient_count = 2,
        .office_id = "office",
        .program_version = "0.1",
        .random = seal_random(),
    };
    *state = desk;
    return 0;
}

static int
remove_one(const char *path, const struct stat *status, int flag, struct FTW *walk)
{
    (void)status;
    (void)flag;
    (void)walk;
    return remove(path);
}

int
desk_teardown(void **state)
{
    struct desk *desk = *state;
    descriptor_close(desk->descriptor);
    nftw(desk->directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(desk);
    return 0;
}

struct store *
open_store(struct desk *desk)
{
    struct store *store = NULL;
    struct error err = {0};
    if (!store_open(&desk->options, &store, &err)) {
        fail_msg("the store did not open: %s", err.text);
    }
    return store;
}

void
expect_refused(struct desk *desk, enum error_code code, struct error *err)
{
    struct store *store = NULL;
    *err = (struct error){0};
    assert_false(store_open(&desk->options, &store, err));
    if (err->code != code) {
        fail_msg("refused with code %d, not %d: %s", err->code, code, err->text);
    }
    assert_true(err->text[0] != '\0');
}

struct response *
make_response(uint32_t mark, const char *concern, const char *comment)
{
    static struct answer answers[8];
    static struct response response;
    uint64_t state = mark;
    memset(answers, 0, sizeof answers);
    response = (struct response){
        .head = {.round = "2026",
                 .event = "",
                 .language = mark % 3 ? "en" : "es",
                 .half_day = BASE_HALF_DAY,
                 .clock_trusted = true,
                 .duration = DURATION_2_4,
                 .straight_line = STRAIGHT_UNKNOWN,
                 .order_seed = (uint8_t)mark},
        .answers = answers,
    };
    struct random_source random = random_seeded(&state);
    random.fill(random.context, response.head.id, RESPONSE_ID_BYTES);
    answers[0] = (struct answer){
        .question = Q_SERVICES, .state = ANSWER_VALUE, .value = "fire parks"};
    size_t n = 1;
    for (uint16_t i = 0; i < 3; i += 2) {
        answers[n] = (struct answer){.question = Q_IDENTITY,
                                     .instance = {i},
                                     .state = ANSWER_VALUE,
                                     .value = scale[(mark + i) % 6]};
        answers[n + 1] = (struct answer){
            .question = Q_CONTROL, .instance = {i}, .state = ANSWER_EMPTY};
        n += 2;
        if (i == 0 && concern) {
            answers[n++] = (struct answer){
                .question = Q_CONCERN, .state = ANSWER_VALUE, .value = concern};
        }
    }
    if (comment) {
        answers[n++] = (struct answer){
            .question = Q_COMMENT, .state = ANSWER_VALUE, .value = comment};
    }
    response.answer_count = n;
    return &response;
}

void
save(struct store *store, const struct response *response)
{
    struct error err = {0};
    if (!store_save(store, response, &err)) {
        fail_msg("not saved: %s", err.text);
    }
}

void
save_many(struct store *store, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++) {
        save(store, make_response(i, NULL, NULL));
    }
}

struct store_counts
count(struct store *store)
{
    struct store_counts counts;
    assert_true(store_count(store, &counts, NULL));
    return counts;
}

size_t
freeze(struct store *store, bool final_collection)
{
    struct freeze_options options = {.final_collection = final_collection,
                                     .uptime_hours = 7,
                                     .storage_free_mb = 900};
    struct error err = {0};
    size_t frozen = 0;
    if (!store_freeze(store, &options, &frozen, &err)) {
        fail_msg("not frozen: %s", err.text);
    }
    return frozen;
}

struct bundle *
open_bundle(struct desk *desk, struct store *store, uint32_t number)
{
    struct buffer bytes;
    struct bundle *bundle = NULL;
    struct error err = {0};
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    if (!store_bundle(store, number, &bytes, &err) ||
        !bundle_open(bytes.data, bytes.size, &desk->secret, &bundle, &err)) {
        fail_msg("bundle %u: %s", number, err.text);
    }
    buffer_finish(&bytes);
    return bundle;
}

struct outbox_entry
outbox_entry(struct store *store, uint32_t number)
{
    struct outbox_entry entry;
    assert_true(store_outbox(store, number - 1, &entry));
    assert_int_equal(entry.number, number);
    return entry;
}

void
read_bytes(const char *directory, const char *name, struct buffer *out)
{
    char path[512], block[4096];
    size_t size;
    buffer_init(out, (size_t)64 << 20);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        return;
    }
    while ((size = fread(block, 1, sizeof block, file)) > 0) {
        buffer_add(out, block, size);
    }
    fclose(file);
    assert_false(out->failed);
}

void
write_bytes(const char *directory, const char *name, const void *bytes, size_t size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void
copy_file(const char *from, const char *to, const char *name)
{
    struct buffer bytes;
    read_bytes(from, name, &bytes);
    mkdir(to, 0700);
    write_bytes(to, name, bytes.size ? bytes.data : (const uint8_t *)"", bytes.size);
    buffer_finish(&bytes);
}

bool
contains(const struct buffer *bytes, const void *needle, size_t size)
{
    for (size_t i = 0; i + size <= bytes->size; i++) {
        if (memcmp(bytes->data + i, needle, size) == 0) {
            return true;
        }
    }
    return false;
}

bool
store_has_file(const char *directory, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return access(path, F_OK) == 0;
}

/* support_office: runs the real program in a small office and checks what it says. */
#define _XOPEN_SOURCE 700
#include "support_office.h"

#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORDS_MAX = 32, PASSPHRASE_DESCRIPTOR = 3 };

static void
save(struct office *office, const char *name, struct buffer *text)
{
    assert_false(text->failed);
    folder_write(&office->folder, name, text->data, text->size);
    buffer_finish(text);
}

void
office_begin(struct office *office)
{
    /* As cheap as the format allows: many programs are run. */
    static const struct passphrase_cost cost = {.operations = 1,
                                                .memory_bytes = 8 << 20};
    struct recipient_secret recovery;
    struct buffer text;
    memset(office, 0, sizeof *office);
    folder_begin(&office->folder);
    assert_true(seal_start());
    office->random = 20261122;
    struct random_source random = random_seeded(&office->random);
    keys_make("Test Office", random, &office->secret, &office->public, &recovery);
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    assert_true(
        keys_lock(&office->secret, OFFICE_PASSPHRASE, cost, random, &text, NULL));
    save(office, "office.secret", &text);
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    keys_public_write(&office->public, &text);
    save(office, "office.pub", &text);
}

void
office_end(struct office *office)
{
    free(office->out);
    free(office->err);
    folder_end(&office->folder);
}

static char *
read_all(FILE *file)
{
    rewind(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    size_t size = fread(text, 1, (1 << 20) - 1, file);
    text[size] = '\0';
    fclose(file);
    return text;
}

static void
become(const struct office *office, const char *const *words, int out, int err,
       int passphrase)
{
    char *arguments[WORDS_MAX] = {(char[]){"townline"}};
    for (size_t i = 0; words[i] && i + 2 < WORDS_MAX; i++) {
        arguments[i + 1] = strdup(words[i]);
    }
    if (chdir(office->folder.path) != 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0 || dup2(passphrase, PASSPHRASE_DESCRIPTOR) < 0) {
        _exit(99);
    }
    /* SIGPROF ends a program that does not know it, as SIGKILL would. */
    const struct itimerval timer = {
        .it_value = {office->kill_after_us / 1000000, office->kill_after_us % 1000000}};
    if (setitimer(ITIMER_PROF, &timer, NULL) != 0) {
        _exit(97);
    }
    execv(BUILD_BIN "/townline", arguments);
    _exit(98);
}

void
office_run(struct office *office, const char *const *words)
{
    FILE *out = tmpfile(), *err = tmpfile(), *passphrase = tmpfile();
    assert_true(out && err && passphrase);
    assert_true(fputs(OFFICE_PASSPHRASE "\n", passphrase) >= 0);
    assert_int_equal(fflush(passphrase), 0);
    rewind(passphrase);
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        become(office, words, fileno(out), fileno(err), fileno(passphrase));
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    fclose(passphrase);
    free(office->out);
    free(office->err);
    office->out = read_all(out);
    office->err = read_all(err);
    office->code = WIFEXITED(status) ? WEXITSTATUS(status) : OFFICE_KILLED;
}

void
office_expect(const struct office *office, int code, const char *text)
{
    if (office->code != code ||
        (!strstr(office->out, text) && !strstr(office->err, text))) {
        fail_msg("expected code %d and \"%s\", but it ended with %d and said\n%s%s",
                 code, text, office->code, office->out, office->err);
    }
}

json_t *
office_json(const struct office *office)
{
    json_error_t fault;
    json_t *object = json_loads(office->out, 0, &fault);
    if (!object) {
        fail_msg("no JSON: %s in %s%s", fault.text, office->out, office->err);
    }
    return object;
}

void
kiosk_begin(struct office *office, struct kiosk *kiosk)
{
    struct random_source random = random_seeded(&office->random);
    memset(kiosk, 0, sizeof *kiosk);
    sign_pair(random, &kiosk->key, &kiosk->secret);
    random.fill(random.context, kiosk->store_id, sizeof kiosk->store_id);
}

/* Two questions in clear and one text. */
static struct descriptor *
make_form(void)
{
    static const char *const codes[] = {"1", "2", "3", "4", "5"};
    const struct question questions[] = {
        {.path = "about/identity",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_IDENTITY,
         .choices = codes,
         .choice_count = 5},
        {.path = "about/control",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_CONTROL,
         .choices = codes,
         .choice_count = 5},
        {.path = "comment", .type = QUESTION_TEXT},
    };
    struct descriptor *form;
    assert_true(descriptor_create("test", "1", &form, NULL));
    for (size_t i = 0; i < 3; i++) {
        assert_true(descriptor_add_question(form, &questions[i], NULL));
    }
    return form;
}

static void
add_response(struct response_set *set, const struct descriptor *form, size_t index,
             const struct sealed_text *comment)
{
    static const char *const values[] = {"1", "2", "3", "4", "5"};
    struct answer answers[3] = {
        {.question = 0, .state = ANSWER_VALUE, .value = values[index % 5]},
        {.question = 1, .state = ANSWER_VALUE, .value = values[index / 5 % 5]},
        {.question = 2, .state = ANSWER_EMPTY},
    };
    if (comment) {
        answers[2].state = ANSWER_SEALED;
        answers[2].sealed = *comment;
    }
    const struct response response = {
        .head = {.round = "2026",
                 .event = "",
                 .language = "en",
                 .half_day = 41500,
                 .clock_trusted = true,
                 .complete = true},
        .answers = answers,
        .answer_count = 3,
    };
    struct error err;
    if (!response_set_add(set, form, &response, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
seal(struct office *office, struct kiosk *kiosk, enum bundle_kind kind,
     const struct bundle_content *content, struct buffer *out)
{
    struct error err;
    struct random_source random = random_seeded(&office->random);
    struct bundle_content whole = *content;
    struct bundle_header header = {
        .kind = kind, .kiosk = kiosk->key, .number = ++kiosk->number};
    whole.audit = kiosk->log;
    memcpy(header.store_id, kiosk->store_id, sizeof header.store_id);
    memcpy(header.previous_id, kiosk->last_id, sizeof header.previous_id);
    keys_office_id(&office->public.sign, header.office_id);
    buffer_init(out, BUNDLE_MAX_BYTES);
    if (!bundle_seal(&header, &whole, &kiosk->secret, office->public.recipients,
                     office->public.recipient_count, random, out, &err)) {
        fail_msg("%s", err.text);
    }
    bundle_id(out->data, out->size, kiosk->last_id);
}

void
kiosk_export(struct office *office, struct kiosk *kiosk, size_t responses,
             struct buffer *out)
{
    struct random_source random = random_seeded(&office->random);
    uint8_t key[SEAL_KEY_BYTES];
    struct epoch epoch;
    struct sealed_text comment;
    struct buffer boxes;
    struct descriptor *form = make_form();
    struct bundle_content content = {
        .descriptor = form, .epochs = &epoch, .epoch_count = 1};
    buffer_init(&boxes, 4096);
    epoch_begin(office->public.recipients, office->public.recipient_count, random,
                &epoch, key);
    assert_true(comment_seal(NULL, key, epoch.id, "comment",
                             "Keep our library as it is.", random, &boxes, &comment,
                             NULL));
    for (size_t i = 0; i < responses; i++) {
        add_response(&content.responses, form, i, i == 0 ? &comment : NULL);
    }
    memset(content.pack_id, 7, sizeof content.pack_id);
    random.fill(random.context, content.receipt_key, sizeof content.receipt_key);
    memcpy(kiosk->receipt_key, content.receipt_key, sizeof kiosk->receipt_key);

    seal(office, kiosk, BUNDLE_RESPONSES, &content, out);
    response_set_finish(&content.responses);
    buffer_finish(&boxes);
    descriptor_close(form);
}

void
kiosk_export_file(struct office *office, struct kiosk *kiosk, size_t responses,
                  const char *name)
{
    struct buffer bundle;
    kiosk_export(office, kiosk, responses, &bundle);
    folder_write(&office->folder, name, bundle.data, bundle.size);
    buffer_finish(&bundle);
}

void
kiosk_export_contacts(struct office *office, struct kiosk *kiosk,
                      const char *const *contacts, const char *name)
{
    struct random_source random = random_seeded(&office->random);
    uint8_t key[SEAL_KEY_BYTES];
    struct epoch epoch;
    struct contact sealed[8];
    struct buffer boxes[8], bundle;
    struct bundle_content content = {
        .epochs = &epoch, .epoch_count = 1, .contacts = sealed};
    epoch_begin(office->public.recipients, office->public.recipient_count, random,
                &epoch, key);
    for (; contacts[content.contact_count] && content.contact_count < 8;
         content.contact_count++) {
        size_t i = content.contact_count;
        buffer_init(&boxes[i], 4096);
        assert_true(comment_seal(NULL, key, epoch.id, COMMENT_CONTACT_PATH, contacts[i],
                                 random, &boxes[i], &sealed[i].sealed, NULL));
    }
    memset(content.pack_id, 7, sizeof content.pack_id);
    random.fill(random.context, content.receipt_key, sizeof content.receipt_key);
    seal(office, kiosk, BUNDLE_CONTACTS, &content, &bundle);
    folder_write(&office->folder, name, bundle.data, bundle.size);
    buffer_finish(&bundle);
    for (size_t i = 0; i < content.contact_count; i++) {
        buffer_finish(&boxes[i]);
    }
}

const char *
kiosk_digits(const struct kiosk *kiosk)
{
    static char digits[9];
    for (size_t i = 0; i < 4; i++) {
        sprintf(digits + 2 * i, "%02x", kiosk->key.bytes[i]);
    }
    return digits;
}

int
bench_begin(void **state)
{
    static struct bench bench;
    office_begin(&bench.office);
    kiosk_begin(&bench.office, &bench.kiosk);
    *state = &bench;
    return 0;
}

int
bench_end(void **state)
{
    struct bench *bench = *state;
    office_end(&bench->office);
    return 0;
}

void
bench_accept(struct bench *bench)
{
    kiosk_export_file(&bench->office, &bench->kiosk, 12, "1.bundle");
    COLLECT(&bench->office, "1.bundle");
    office_expect(&bench->office, 1, "kept apart");
    RUN(&bench->office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--name",
        "Main Library", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    office_expect(&bench->office, 0, "merged 12 responses and 1 comment");
}

uint32_t
bench_responses(struct bench *bench)
{
    if (!folder_has(&bench->office.folder, "a.db")) { /* nothing was ever kept */
        return 0;
    }
    RUN(&bench->office, "verify", "--archive", "a.db", "--json");
    json_t *object = office_json(&bench->office);
    json_int_t count = json_integer_value(json_object_get(object, "responses"));
    json_decref(object);
    return (uint32_t)count;
}

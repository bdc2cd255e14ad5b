/* What all kiosks together said, for a room: one question at a time, by whole tens. */
#include "answer.h"
#include "page_archive.h"
#include "page_calls.h"
#include "townline/counts.h"
#include "townline/pack.h"
#include "townline/small_groups.h"

#include <string.h>

/* As on a kiosk's own wall. */
#define CHOICES_MAX 16
#define QUESTIONS_MAX 12
#define WORDS_MAX_BYTES 4000

struct wall {
    const struct descriptor *descriptor; /* of the answers */
    const struct counts *counts;
    const struct form *form; /* of the pack; NULL: codes are told */
    struct instance *instance;
    size_t language;
};

/* The repeat over all services, or -1. */
static int
find_services(const struct descriptor *descriptor)
{
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        if (descriptor->repeats[i].keys) {
            return (int)i;
        }
    }
    return -1;
}

static uint32_t
count_choice(const struct wall *wall, size_t question, size_t service, size_t choice)
{
    const struct counts_cell cell = {.part = COUNTS_ALL,
                                     .question = (int)question,
                                     .instance = (int)service,
                                     .kind = COUNTS_CHOICE,
                                     .value = (int)choice};
    return counts_n(wall->counts, &cell);
}

static uint32_t
count_people(const struct wall *wall)
{
    const struct counts_cell cell = {
        .part = COUNTS_ALL, .question = COUNTS_RESPONSES, .kind = COUNTS_ANSWERED};
    return counts_n(wall->counts, &cell);
}

/* Where the pack asks the question about that service. Its own numbers may be others.
 */
static bool
find_place(const struct wall *wall, size_t question, const char *service,
           struct place *out)
{
    const struct descriptor *own = wall->form ? form_descriptor(wall->form) : NULL;
    int repeat = own ? find_services(own) : -1;
    for (size_t i = 0; own && i < form_control_count(wall->form); i++) {
        int at = form_control(wall->form, i)->question;
        if (at < 0 || own->questions[at].repeat != repeat || repeat < 0 ||
            strcmp(own->questions[at].path,
                   wall->descriptor->questions[question].path) != 0) {
            continue;
        }
        const struct repeat *services = &own->repeats[repeat];
        for (size_t k = 0; k < services->key_count; k++) {
            if (strcmp(services->keys[k], service) == 0) {
                *out = (struct place){.control = i, .instance = {(uint16_t)k}};
                return true;
            }
        }
    }
    return false;
}

/* Adds what was written into `words`, or else the code. */
static void
add_words(struct buffer *out, const char *name, struct buffer *words, const char *code)
{
    if (words->size > 0) {
        answer_bytes(out, name, words->data, words->size);
    } else {
        answer_text(out, name, code);
    }
    buffer_finish(words);
}

static void
add_answer(const struct wall *wall, struct buffer *out, const struct place *place,
           const char *code, uint32_t people)
{
    struct buffer words;
    buffer_init(&words, WORDS_MAX_BYTES);
    size_t count = place ? instance_choice_count(wall->instance, place) : 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(instance_choice_code(wall->instance, place, i), code) == 0) {
            instance_choice_label(wall->instance, place, i, wall->language, TEXT_SHOWN,
                                  &words);
            break;
        }
    }
    answer_open(out, NULL, '{');
    add_words(out, "label", &words, code);
    answer_number(out, "people", small_groups_tens(people));
    answer_close(out, '}');
}

static void
add_slide(const struct wall *wall, struct buffer *out, size_t service, size_t question)
{
    const struct question *asked = &wall->descriptor->questions[question];
    const char *key = wall->descriptor->repeats[asked->repeat].keys[service];
    int known = wall->form ? form_find_service(wall->form, key) : -1;
    const char *name = known < 0 ? NULL
                                 : form_service_text(wall->form, (size_t)known, "label",
                                                     wall->language, TEXT_SHOWN);
    struct place place;
    bool has_place = find_place(wall, question, key, &place);
    struct buffer words;
    buffer_init(&words, WORDS_MAX_BYTES);
    if (has_place) {
        instance_label(wall->instance, &place, wall->language, TEXT_SHOWN, &words);
    }
    answer_open(out, NULL, '{');
    answer_text(out, "service", name ? name : key);
    add_words(out, "question", &words, asked->path);
    answer_open(out, "answers", '[');
    for (size_t i = 0; i < asked->choice_count; i++) {
        add_answer(wall, out, has_place ? &place : NULL, asked->choices[i],
                   count_choice(wall, question, service, i));
    }
    answer_close(out, ']');
    answer_close(out, '}');
}

/* Whether any answer was given by ten people. */
static bool
has_slide(const struct wall *wall, size_t service, size_t question)
{
    size_t choices = wall->descriptor->questions[question].choice_count;
    for (size_t i = 0; i < choices; i++) {
        if (small_groups_tens(count_choice(wall, question, service, i)) > 0) {
            return true;
        }
    }
    return false;
}

static void
add_slides(const struct wall *wall, struct buffer *out)
{
    const struct descriptor *descriptor = wall->descriptor;
    int repeat = find_services(descriptor);
    size_t services = repeat < 0 ? 0 : descriptor->repeats[repeat].key_count;
    for (size_t service = 0; service < services; service++) {
        size_t told = 0;
        for (size_t i = 0; i < descriptor->question_count; i++) {
            const struct question *question = &descriptor->questions[i];
            bool is_told =
                question->repeat == repeat && question->type == QUESTION_SELECT_ONE &&
                question->choice_count <= CHOICES_MAX && told < QUESTIONS_MAX;
            told += is_told;
            if (is_told && has_slide(wall, service, i)) {
                add_slide(wall, out, service, i);
            }
        }
    }
}

static void
add_wall(const struct wall *wall, uint32_t shown, struct buffer *out)
{
    uint32_t people = count_people(wall);
    bool may_tell = people >= SMALL_GROUP &&
                    (shown == 0 || people == shown || people >= shown + SMALL_GROUP);
    answer_open(out, NULL, '{');
    answer_number(out, "people", people);
    answer_number(out, "tens", small_groups_tens(people));
    answer_flag(out, "may_tell", may_tell);
    answer_open(out, "slides", '[');
    if (may_tell) {
        add_slides(wall, out);
    }
    answer_close(out, ']');
    answer_close(out, '}');
}

bool
page_wall(struct page_archive *archive, const struct pack *pack, const char *language,
          uint32_t shown)
{
    const struct instance_options plain = {0};
    struct buffer *out = answer_begin();
    struct error *err = answer_error();
    struct archive_form *forms;
    size_t count;
    if (!archive_forms(archive->archive, &forms, &count, err)) {
        return false;
    }
    const struct archive_form *form = page_choose_form(forms, count, pack, err);
    struct counts *counts = NULL;
    struct wall wall = {.form = pack ? pack->form : NULL,
                        .language = page_find_language(pack, language)};
    bool ok = form && archive_counts(archive->archive, form, NULL, &counts, err) &&
              (!pack || instance_create(pack->form, &plain, &wall.instance, err));
    if (ok) {
        wall.descriptor = form->descriptor;
        wall.counts = counts;
        add_wall(&wall, shown, out);
    }
    instance_destroy(wall.instance);
    counts_close(counts);
    archive_forms_finish(forms, count);
    return answer_end(ok);
}

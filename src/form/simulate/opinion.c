/* opinion: how made-up residents feel about the services of a form. */
#include "opinion_parts.h"

#include "townline/random.h"

#include <stdlib.h>
#include <string.h>

uint64_t
hash_mix(uint64_t a, uint64_t b)
{
    uint64_t state = a ^ (b * 0x9e3779b97f4a7c15u);
    return random_splitmix64(&state);
}

uint64_t
words_hash(const char *words)
{
    uint64_t hash = 0;
    for (; *words != '\0'; words++) {
        hash = hash_mix(hash, (unsigned char)*words);
    }
    return hash;
}

int
hash_leaning(uint64_t hash, int range)
{
    return (int)(hash % (uint64_t)(2 * range + 1)) - range;
}

int
within(int value, int limit)
{
    return value < -limit ? -limit : value > limit ? limit : value;
}

static int
visible(const struct form *form, const char *service)
{
    int found = form_find_service(form, service);
    const char *words =
        found < 0 ? NULL
                  : form_service_text(form, (size_t)found, "visibility", 0, TEXT_SHOWN);
    return !words ? 0 : strcmp(words, "low") == 0 ? -1 : strcmp(words, "high") == 0;
}

/* Where the service stands when all are spread evenly from `low` to `high` in an order
 * that looks like chance. Each seed gives another order. */
static int
spread(const struct repeat *repeat, uint64_t seed, size_t index, int low, int high)
{
    size_t place = 0, count = repeat->key_count;
    uint64_t own = hash_mix(words_hash(repeat->keys[index]), seed);
    for (size_t i = 0; i < count; i++) {
        uint64_t other = hash_mix(words_hash(repeat->keys[i]), seed);
        place += other < own || (other == own && i < index);
    }
    return count < 2 ? (low + high) / 2
                     : low + (int)((size_t)(high - low) * place / (count - 1));
}

/* Services are spread from unloved to loved, and from those that people would share to
 * those that they would not, so that each simulation has some of all. What nobody sees
 * is loved less and shared more easily. */
static bool
feel_about_services(struct opinions *opinions, const struct repeat *repeat,
                    struct error *err)
{
    size_t count = repeat->key_count;
    opinions->services = calloc(count + 1, sizeof *opinions->services);
    if (!opinions->services) {
        return error_no_memory(err);
    }
    opinions->service_count = count;
    for (size_t i = 0; i < count; i++) {
        struct feeling *feeling = &opinions->services[i];
        uint64_t seed = opinions->seed;
        int seen = visible(opinions->form, repeat->keys[i]);
        feeling->identity = spread(repeat, seed, i, -65, 65) + 15 * seen;
        feeling->control = within(
            feeling->identity * 6 / 10 + spread(repeat, seed + 1, i, -40, 40), 90);
        feeling->share = within(spread(repeat, seed + 2, i, -50, 75) -
                                    feeling->control * 3 / 10 - 15 * seen,
                                90);
        /* two of twelve; without many services none, since one may be all of them */
        feeling->is_split = count > 2 && spread(repeat, seed + 3, i, 0, 100) > 84;
    }
    return true;
}

/* Which service each choice of the services question is. */
static bool
match_choices(struct opinions *opinions, const struct repeat *repeat, struct error *err)
{
    int found = descriptor_find_role(opinions->descriptor, ROLE_SERVICES);
    if (found < 0) {
        return true;
    }
    const struct question *question = &opinions->descriptor->questions[found];
    opinions->service_of_choice =
        calloc(question->choice_count + 1, sizeof *opinions->service_of_choice);
    if (!opinions->service_of_choice) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < question->choice_count; i++) {
        size_t key = 0;
        while (key < repeat->key_count &&
               strcmp(repeat->keys[key], question->choices[i]) != 0) {
            key++;
        }
        if (key == repeat->key_count) {
            return true;
        }
        opinions->service_of_choice[i] = key;
    }
    opinions->services_question = question;
    return true;
}

static int
find_appearance(const struct form *form, const char *word)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        const struct control *control = form_control(form, i);
        if (control->question >= 0 && control_has_appearance(control, word)) {
            return control->question;
        }
    }
    return -1;
}

static int
find_town_question(const struct descriptor *descriptor)
{
    int first = -1;
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        const char *slash = strrchr(question->path, '/');
        if (question->type != QUESTION_SELECT_ONE || question->repeat >= 0) {
            continue;
        }
        if (strcmp(slash ? slash + 1 : question->path, "community") == 0) {
            return (int)i;
        }
        first = first < 0 ? (int)i : first;
    }
    return first;
}

bool
opinions_create(const struct form *form, uint64_t seed, bool uniform,
                struct opinions **out, struct error *err)
{
    struct opinions *opinions = calloc(1, sizeof *opinions);
    if (!opinions) {
        return error_no_memory(err);
    }
    const struct descriptor *descriptor = form_descriptor(form);
    *opinions = (struct opinions){
        .form = form,
        .descriptor = descriptor,
        .seed = seed,
        .uniform = uniform,
        .town_question = find_town_question(descriptor),
        .assisted_question = find_appearance(form, "townline-assisted"),
        .first_time_question = find_appearance(form, "townline-first-time"),
    };
    for (size_t i = 0; i < descriptor->repeat_count && !opinions->services; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        if (repeat->keys && repeat->parent < 0 &&
            (!feel_about_services(opinions, repeat, err) ||
             !match_choices(opinions, repeat, err))) {
            opinions_destroy(opinions);
            return false;
        }
    }
    *out = opinions;
    return true;
}

void
opinions_destroy(struct opinions *opinions)
{
    if (opinions) {
        free(opinions->services);
        free(opinions->service_of_choice);
        free(opinions);
    }
}

int
opinions_town_question(const struct opinions *opinions)
{
    return opinions->town_question;
}

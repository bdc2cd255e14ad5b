/* opinion_chances: the chances of the answers of made-up residents. */
#include "opinion_parts.h"

#include <stdlib.h>
#include <string.h>

#define NO_OPINION 700 /* of OPINION_WHOLE */
#define ALONE 800      /* of OPINION_WHOLE: "none of these" */

/* Of a town or service, for a hash; also of -1, which is none. */
static uint64_t
number_of(int value)
{
    return (uint64_t)value + 2;
}

/* How many of the hashes are smaller than this one: its place when they are sorted. */
static size_t
hash_place(const uint64_t *hashes, size_t count, size_t index)
{
    size_t place = 0;
    for (size_t i = 0; i < count; i++) {
        place += hashes[i] < hashes[index] || (i < index && hashes[i] == hashes[index]);
    }
    return place;
}

static bool
read_point(const char *code, long *out)
{
    char *end = NULL;
    *out = strtol(code, &end, 10);
    return end != code && *end == '\0' && *out >= -9999 && *out <= 9999;
}

static bool
is_no_opinion(const char *code)
{
    return strcmp(code, "none") == 0 || strcmp(code, "unsure") == 0;
}

/* A question is a scale when most of its codes are numbers. */
static void
find_scale(const struct question *question, struct opinion *out)
{
    size_t points = 0;
    long low = 0, high = 0, point = 0;
    for (size_t i = 0; i < question->choice_count; i++) {
        out->is_alone[i] = !read_point(question->choices[i], &point);
        if (out->is_alone[i]) {
            continue;
        }
        if (points == 0 || point < low) {
            low = point;
            out->low = (int)i;
        }
        if (points == 0 || point > high) {
            high = point;
            out->high = (int)i;
        }
        points++;
    }
    out->is_scale = points >= 3 && points + 2 >= question->choice_count && high > low;
    out->descends = out->low > out->high;
    for (size_t i = 0; i < question->choice_count && !out->is_scale; i++) {
        out->is_alone[i] = is_no_opinion(question->choices[i]);
    }
}

/* Makes all weights together OPINION_WHOLE; those that stand alone get `alone` of it in
 * equal parts. */
static void
make_whole(struct opinion *opinion, uint32_t alone)
{
    uint64_t sum = 0;
    size_t alone_count = 0, largest = opinion->count;
    uint32_t left = OPINION_WHOLE;
    for (size_t i = 0; i < opinion->count; i++) {
        alone_count += opinion->is_alone[i];
        sum += opinion->is_alone[i] ? 0 : opinion->weights[i];
    }
    uint32_t whole =
        alone_count == 0 || sum == 0 ? OPINION_WHOLE : OPINION_WHOLE - alone;
    for (size_t i = 0; i < opinion->count; i++) {
        uint32_t *weight = &opinion->weights[i];
        if (opinion->is_alone[i] && sum > 0) {
            *weight = alone / (uint32_t)alone_count;
        } else if (sum > 0) {
            *weight = (uint32_t)(*weight * (uint64_t)whole / sum);
        } else {
            *weight = OPINION_WHOLE / (uint32_t)opinion->count;
        }
        left -= *weight;
        if (largest == opinion->count || *weight > opinion->weights[largest]) {
            largest = i;
        }
    }
    if (opinion->count > 0) {
        opinion->weights[largest] += left; /* what rounding left over */
    }
}

/* The further a point lies from what people think as a rule, the rarer it is. */
static uint32_t
bell(int place, int middle)
{
    int near = 230 - abs(place - middle);
    return near < 20 ? 8 : (uint32_t)(near * near / 100 * near / 100);
}

static void
weigh_scale(const struct question *question, int middle, bool is_split,
            struct opinion *out)
{
    long low = 0, high = 0, point = 0;
    (void)read_point(question->choices[out->low], &low);
    (void)read_point(question->choices[out->high], &high);
    for (size_t i = 0; i < out->count; i++) {
        if (!out->is_alone[i]) {
            (void)read_point(question->choices[i], &point);
            int place = (int)(200 * (point - low) / (high - low)) - 100;
            out->weights[i] =
                is_split ? bell(place, middle / 4 + 75) + bell(place, middle / 4 - 75)
                         : bell(place, middle);
        }
    }
}

/* The choices yes, maybe and no, or whatever stands in their places. */
static bool
weigh_share(const struct question *question, int open, struct opinion *out)
{
    int yes = question_find_choice(question, "yes", 3);
    int no = question_find_choice(question, "no", 2);
    const char *slash = strrchr(question->path, '/');
    if (yes < 0 || no < 0 || strcmp(slash ? slash + 1 : question->path, "share") != 0) {
        return false;
    }
    uint32_t agree = (uint32_t)(44 + within(open, 90) * 43 / 100);
    uint32_t refuse = (uint32_t)(28 - within(open, 90) * 26 / 100);
    for (size_t i = 0; i < out->count; i++) {
        out->weights[i] = 100 - agree - refuse > 100 ? 0 : 100 - agree - refuse;
    }
    out->weights[yes] = agree;
    out->weights[no] = refuse;
    return true;
}

/* What people think of one side of a service, or of something without a service. */
static int
middle_of(const struct opinions *opinions, const struct opinion_about *about,
          const struct question *question, bool *split_out)
{
    uint64_t side = hash_mix(words_hash(question->path), opinions->seed);
    uint64_t town =
        hash_mix(hash_mix(side, number_of(about->service)), number_of(about->town));
    int shift = about->town < 0 ? 0 : hash_leaning(town, 36);
    *split_out = false;
    if (about->service < 0 || (size_t)about->service >= opinions->service_count) {
        return hash_leaning(side, 60) + shift;
    }
    const struct feeling *feeling = &opinions->services[about->service];
    if (question->role == ROLE_IDENTITY) {
        return feeling->identity + shift - 12 * about->assigned;
    }
    if (question->role == ROLE_CONTROL) {
        *split_out = feeling->is_split;
        return feeling->control + shift - 12 * about->assigned;
    }
    if (question_find_choice(question, "yes", 3) >= 0) {
        return feeling->share + shift + 10 * about->assigned;
    }
    return feeling->identity / 2 + hash_leaning(side, 30) + shift;
}

/* Whether the choices are those of the services question. */
static bool
are_services(const struct opinions *opinions, const struct question *question)
{
    const struct question *services = opinions->services_question;
    if (!services || services->choice_count != question->choice_count) {
        return false;
    }
    for (size_t i = 0; i < question->choice_count; i++) {
        if (strcmp(services->choices[i], question->choices[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* What people want to talk about is what they love; elsewhere they choose what they
 * would share. */
static void
weigh_services(const struct opinions *opinions, const struct opinion_about *about,
               const struct question *question, struct opinion *out)
{
    uint64_t side = hash_mix(words_hash(question->path), opinions->seed);
    for (size_t i = 0; i < out->count; i++) {
        const struct feeling *feeling =
            &opinions->services[opinions->service_of_choice[i]];
        uint64_t town = hash_mix(hash_mix(side, i + 2), number_of(about->town));
        int liked = question->role == ROLE_SERVICES ? feeling->identity / 2 + 40
                                                    : feeling->share;
        liked += about->town < 0 ? 0 : hash_leaning(town, 36);
        out->weights[i] = (uint32_t)((liked + 150) * (liked + 150) / 16);
    }
}

/* Each thing in the order of liking is liked three quarters as much as the one before.
 */
static void
weigh_order(const struct opinions *opinions, const struct opinion_about *about,
            const struct question *question, struct opinion *out)
{
    uint64_t hashes[DESCRIPTOR_MAX_CHOICES];
    uint64_t side = hash_mix(words_hash(question->path), opinions->seed);
    for (size_t i = 0; i < out->count; i++) {
        hashes[i] = hash_mix(side, words_hash(question->choices[i]));
    }
    for (size_t i = 0; i < out->count; i++) {
        size_t place =
            out->count <= 64 ? hash_place(hashes, out->count, i) : hashes[i] % 12;
        uint32_t weight = 8000;
        for (; place > 0 && weight > 40; place--) {
            weight = weight * 3 / 4;
        }
        int shift = about->town < 0
                        ? 0
                        : hash_leaning(hash_mix(hashes[i], number_of(about->town)), 35);
        out->weights[i] = weight * (uint32_t)(100 + shift) / 100;
    }
}

static void
weigh_some(const struct opinions *opinions, const struct opinion_about *about,
           const struct question *question, struct opinion *out)
{
    uint64_t side = hash_mix(hash_mix(words_hash(question->path), opinions->seed),
                             number_of(about->service));
    for (size_t i = 0; i < out->count; i++) {
        uint64_t code = hash_mix(side, words_hash(question->choices[i]));
        int shift = about->town < 0
                        ? 0
                        : hash_leaning(hash_mix(code, number_of(about->town)), 900);
        out->weights[i] = (uint32_t)(1100 + (int)(code % 3700) + shift);
        if (out->is_alone[i]) {
            out->weights[i] = ALONE;
        }
    }
}

static void
weigh_one(const struct opinions *opinions, const struct opinion_about *about,
          const struct question *question, struct opinion *out)
{
    bool is_split;
    int middle = middle_of(opinions, about, question, &is_split);
    if (out->is_scale) {
        weigh_scale(question, within(middle, 100), is_split, out);
    } else if (!weigh_share(question, within(middle, 90), out)) {
        weigh_order(opinions, about, question, out);
    }
    int yes = question_find_choice(question, "yes", 3);
    if (yes >= 0 && ((int)about->question == opinions->assisted_question ||
                     (int)about->question == opinions->first_time_question)) {
        bool is_first = (int)about->question == opinions->first_time_question;
        for (size_t i = 0; i < out->count; i++) {
            out->weights[i] = is_first ? 15 : 88;
        }
        out->weights[yes] = is_first ? 85 : 12;
    }
    if ((int)about->question == opinions->town_question && about->home >= 0 &&
        (size_t)about->home < out->count) {
        out->weights[about->home] *= OPINION_HOME_FACTOR;
    }
    make_whole(out, NO_OPINION);
}

static void
weigh_equally(struct opinion *out)
{
    for (size_t i = 0; i < out->count; i++) {
        out->weights[i] = out->kind == OPINION_SOME ? 4200 : 100;
        out->is_alone[i] = out->is_alone[i] && out->kind == OPINION_SOME;
    }
    if (out->kind == OPINION_ONE) {
        make_whole(out, 0);
    }
}

void
opinions_about(const struct opinions *opinions, const struct opinion_about *about,
               struct opinion *out)
{
    const struct question *question = &opinions->descriptor->questions[about->question];
    out->kind = OPINION_NONE;
    out->count = question->choice_count;
    out->is_scale = out->descends = false;
    out->low = out->high = 0;
    if (!question_has_choices(question->type) || out->count == 0) {
        return;
    }
    find_scale(question, out);
    bool has_services =
        question->type == QUESTION_SELECT_MULTIPLE && are_services(opinions, question);
    out->kind = question->type == QUESTION_SELECT_ONE             ? OPINION_ONE
                : question->type == QUESTION_RANK || has_services ? OPINION_ORDER
                                                                  : OPINION_SOME;
    if (opinions->uniform) {
        weigh_equally(out);
    } else if (has_services) {
        weigh_services(opinions, about, question, out);
    } else if (out->kind == OPINION_ONE) {
        weigh_one(opinions, about, question, out);
    } else if (out->kind == OPINION_SOME) {
        weigh_some(opinions, about, question, out);
    } else {
        weigh_order(opinions, about, question, out);
    }
}

void
opinion_add_straight(struct opinion *opinion)
{
    uint32_t points = 0;
    if (!opinion->is_scale || opinion->kind != OPINION_ONE) {
        return;
    }
    for (size_t i = 0; i < opinion->count; i++) {
        points += !opinion->is_alone[i];
    }
    for (size_t i = 0; i < opinion->count; i++) {
        uint32_t same = opinion->is_alone[i] ? 0 : OPINION_WHOLE / points;
        opinion->weights[i] = (opinion->weights[i] * (1000 - OPINION_STRAIGHT) +
                               same * OPINION_STRAIGHT) /
                              1000;
    }
}

/* A range: few values are buttons, stars when it is a rating; many are stepped
 * through. */
#include "question_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

#define NUMBERS_MAX 11 /* values that are buttons */
#define LEAP 10        /* values: where there are many times more */

static const struct question *
question_of(const struct kiosk *kiosk, const struct ask *ask)
{
    const struct form *form = kiosk->session.options.form;
    return &form_descriptor(form)->questions[ask->control->question];
}

/* Value number `i` of the range as the form writes it. */
static void
range_value(const struct question *question, int64_t i, char out[32])
{
    int64_t units = question->range_min + i * question->range_step;
    int64_t scale = 1;
    for (unsigned d = 0; d < question->range_decimals; d++) {
        scale *= 10;
    }
    int64_t size = units < 0 ? -units : units;
    if (question->range_decimals == 0) {
        snprintf(out, 32, "%lld", (long long)units);
    } else {
        snprintf(out, 32, "%s%lld.%0*lld", units < 0 ? "-" : "",
                 (long long)(size / scale), (int)question->range_decimals,
                 (long long)(size % scale));
    }
}

static int64_t
range_count(const struct question *question)
{
    return question->range_step > 0
               ? (question->range_max - question->range_min) / question->range_step + 1
               : 1;
}

/* Which value of the range the answer is, -1 when there is none. */
static int64_t
range_at(const struct question *question, const char *value)
{
    if (*value == '\0') {
        return -1;
    }
    double scale = 1;
    for (unsigned d = 0; d < question->range_decimals; d++) {
        scale *= 10;
    }
    double units = strtod(value, NULL) * scale - (double)question->range_min;
    return question->range_step > 0
               ? (int64_t)(units / (double)question->range_step + 0.5)
               : 0;
}

static const char *
value_words(struct scene *scene, const struct question *question, int64_t i)
{
    char text[32];
    range_value(question, i, text);
    return scene_format(scene, "%s", text);
}

/* Up to the chosen star all are filled, and below them stands how many. */
static void
add_numbers(struct scene *scene, const struct ask *ask, int64_t count)
{
    const struct question *question = question_of(scene->kiosk, ask);
    int64_t at = range_at(question, ask_value(scene->kiosk, ask));
    bool stars = control_has_appearance(ask->control, "rating");
    struct page_item *items = scene_items(scene, (size_t)count);
    const char *last = value_words(scene, question, count - 1);
    for (int64_t i = 0; i < count; i++) {
        const char *text = value_words(scene, question, i);
        char number[24];
        snprintf(number, sizeof number, "%d", (int)i);
        items[i] = (struct page_item){.id = ask_id(scene, ask, "range", number),
                                      .text = text,
                                      .icon = stars ? "star" : NULL,
                                      .level = stars && i <= at ? 1 : 0,
                                      .chosen = i == at};
        if (stars) {
            const char *say =
                scene_fill(scene, tr("{stars} of {all} stars"), "stars", text);
            items[i].say = scene_fill(scene, say, "all", last);
        }
    }
    page_numbers(scene->page, items, (size_t)count);
    if (stars) {
        page_note(scene->page,
                  at < 0 ? tr("Touch the star that fits: more stars are better.")
                         : items[at].say);
    }
}

static void
add_steps(struct scene *scene, const struct ask *ask, int64_t count)
{
    const struct question *question = question_of(scene->kiosk, ask);
    int64_t at = range_at(question, ask_value(scene->kiosk, ask));
    const char *value = at < 0 ? "\u2013" : value_words(scene, question, at);
    struct page_stepper *stepper = scene_steppers(scene, 1);
    *stepper =
        (struct page_stepper){.id = ask_id(scene, ask, "range", ""),
                              .value = value,
                              .say = at < 0 ? tr("Not answered yet") : value,
                              .less_say = tr("Less"),
                              .more_say = tr("More"),
                              .leap = count > 4 * LEAP ? "10" : NULL,
                              .back_say = tr("Ten steps less"),
                              .ahead_say = tr("Ten steps more"),
                              .no_less = at == 0,
                              .no_more = at == count - 1,
                              .low = value_words(scene, question, 0),
                              .high = value_words(scene, question, count - 1),
                              .at = at < 0 ? -1 : (double)at / (double)(count - 1)};
    if (stepper->leap && question->range_step != 1) {
        stepper->leap = "10 \u00d7"; /* ten steps, whatever a step is */
    }
    page_steppers(scene->page, stepper, 1);
}

static void
add_range(struct scene *scene, const struct ask *ask)
{
    int64_t count = range_count(question_of(scene->kiosk, ask));
    if (count <= NUMBERS_MAX) {
        add_numbers(scene, ask, count);
    } else {
        add_steps(scene, ask, count);
    }
}

/* From no answer the first step leads to the middle: nothing is suggested before. */
static bool
touch_range(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    static const struct {
        const char *name;
        int64_t step;
    } steps[] = {{"less", -1}, {"more", 1}, {"back", -LEAP}, {"ahead", LEAP}};
    const struct question *question = question_of(kiosk, ask);
    int64_t count = range_count(question);
    int64_t at = range_at(question, ask_value(kiosk, ask)), to = at;
    const char *name = id_after(id, "range");
    if (!name) {
        return false;
    }
    bool is_step = false;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (strcmp(name, steps[i].name) == 0) {
            to = at < 0 ? (count - 1) / 2 : at + steps[i].step;
            is_step = true;
        }
    }
    if (!is_step) {
        to = strtoll(name, NULL, 10);
    }
    char value[32];
    to = to < 0 ? 0 : to >= count ? count - 1 : to;
    range_value(question, to, value);
    ask_write(kiosk, ask, value);
    return true;
}

const struct asker asker_range = {NULL, add_range, touch_range};

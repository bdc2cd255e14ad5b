/* answer_words: writes what was answered in the words of the screen's language. */
#include "answer_words.h"

#include "calendar_day.h"
#include "townline/characters.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_LETTERS 90 /* of a text */

const char *
day_words(struct scene *scene, const char *date)
{
    struct calendar_date day;
    if (!day_parse(date, &day)) {
        return date;
    }
    const char *words = scene_fill(scene, tr("{month} {day}, {year}"), "month",
                                   day_month_name(day.month));
    words = scene_fill(scene, words, "day", scene_format(scene, "%d", day.day));
    return scene_fill(scene, words, "year", scene_format(scene, "%d", day.year));
}

/* One answer after another, as the language joins them. */
struct joined {
    struct buffer words;
    size_t count;
};

static struct joined
joined_begin(void)
{
    struct joined joined = {.count = 0};
    buffer_init(&joined.words, SCENE_FILLED_MAX_BYTES);
    return joined;
}

static void
join(struct joined *joined, const char *more)
{
    buffer_add_format(&joined->words, "%s%s", joined->count++ > 0 ? tr(", ") : "",
                      more);
}

/* NULL when there was none. */
static const char *
joined_end(struct scene *scene, struct joined *joined)
{
    return joined->count > 0 ? scene_take(scene, &joined->words) : NULL;
}

/* The chosen ones in the order shown; of a rank in the order of the answer. */
static const char *
choice_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    size_t count = instance_choice_count(session->instance, place);
    struct joined words = joined_begin();
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        if (session_is_chosen(session, place, code)) {
            join(&words, scene_choice(scene, place, i, TEXT_STYLED));
        }
    }
    return joined_end(scene, &words);
}

static const char *
rank_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    const char *value =
        scene_format(scene, "%s", instance_value(session->instance, place));
    size_t count = instance_choice_count(session->instance, place);
    struct joined joined = joined_begin();
    for (const char *at = value; *at;) {
        size_t size = strcspn(at, " ");
        for (size_t i = 0; i < count; i++) {
            const char *code = instance_choice_code(session->instance, place, i);
            if (strlen(code) == size && memcmp(code, at, size) == 0) {
                join(&joined, scene_choice(scene, place, i, TEXT_STYLED));
            }
        }
        at += size;
        at += strspn(at, " ");
    }
    const char *words = joined_end(scene, &joined);
    const char *picks = instance_picks(session->instance, place);
    return !words && picks && *picks ? tr("Begun, not finished") : words;
}

const char *
beginning(struct scene *scene, const char *text, size_t letters)
{
    size_t size = 0;
    for (; text[size] && letters > 0; letters--) {
        size++;
        while (character_is_inside(text[size])) {
            size++;
        }
    }
    return text[size] ? scene_format(scene, "%.*s\u2026", (int)size, text) : text;
}

static const char *
on_one_line(struct scene *scene, const char *text)
{
    struct buffer line;
    buffer_init(&line, SCENE_FILLED_MAX_BYTES);
    for (; *text; text++) {
        buffer_add_u8(&line, *text == '\n' ? ' ' : (uint8_t)*text);
    }
    return scene_take(scene, &line);
}

/* The question of a field-list that is asked after control `after`. */
static bool
next_in_list(const struct scene *scene, const struct place *list, size_t after,
             struct place *out)
{
    const struct form *form = scene->kiosk->session.options.form;
    for (size_t i = after + 1; i < form_control_count(form); i++) {
        int parent = form_control(form, i)->parent;
        while (parent > (int)list->control) {
            parent = form_control(form, (size_t)parent)->parent;
        }
        *out = *list;
        out->control = i;
        if (parent == (int)list->control && form_control(form, i)->question >= 0 &&
            instance_is_relevant(scene->kiosk->session.instance, out)) {
            return true;
        }
    }
    return false;
}

static const char *
list_words(struct scene *scene, const struct place *list)
{
    struct joined words = joined_begin();
    struct place place;
    for (bool there = next_in_list(scene, list, list->control, &place); there;
         there = next_in_list(scene, list, place.control, &place)) {
        const char *answer = answer_words(scene, &place);
        if (answer) {
            join(&words, answer);
        }
    }
    return joined_end(scene, &words);
}

struct asked
asked_at(struct scene *scene, const struct place *place)
{
    const char *field = stops_own_sentence(scene->kiosk->session.options.form, place);
    const char *own = field ? scene_service(scene, place, field, TEXT_STYLED) : NULL;
    if (own && *own) {
        const char *say = scene_service(scene, place, field, TEXT_SAY);
        return (struct asked){.text = own, .say = say ? say : own, .is_own = true};
    }
    return (struct asked){
        .text = scene_label(scene, place, TEXT_STYLED),
        .say = scene_label(scene, place, TEXT_SAY),
        .recording = scene_recording(scene, place),
        .about = field ? scene_service(scene, place, "label", TEXT_STYLED) : NULL};
}

const char *
question_words(struct scene *scene, const struct place *place)
{
    const struct form *form = scene->kiosk->session.options.form;
    const char *label = asked_at(scene, place).text;
    struct place first;
    if (*label == '\0' && form_control(form, place->control)->kind == CONTROL_GROUP &&
        next_in_list(scene, place, place->control, &first)) {
        label = asked_at(scene, &first).text;
    }
    return label;
}

const char *
answer_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    const struct control *control = form_control(session->options.form, place->control);
    switch (control->kind) {
    case CONTROL_GROUP:
        return list_words(scene, place);
    case CONTROL_RANK:
        return rank_words(scene, place);
    case CONTROL_SELECT_ONE:
    case CONTROL_SELECT_MULTIPLE:
        return choice_words(scene, place);
    default:
        break;
    }
    const char *value = instance_value(session->instance, place);
    if (*value == '\0') {
        return NULL;
    }
    return control->kind == CONTROL_DATE   ? day_words(scene, value)
           : control->kind == CONTROL_TIME ? scene_format(scene, "%.5s", value)
           : control->kind == CONTROL_ACKNOWLEDGE
               ? tr("OK")
               : beginning(scene, on_one_line(scene, value), SHOWN_LETTERS);
}

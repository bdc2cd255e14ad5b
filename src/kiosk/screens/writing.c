/* Questions that are answered by typing or stepping: text, numbers, ranges. */
#include "question_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX_DIGITS 12
#define RANGE_MAX_ANSWERS 7

void
build_writing(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct session *session = &kiosk->session;
    const char *text = instance_value(session->instance, &session->stop.place);
    const char *hint = scene_hint(scene, &session->stop.place);
    struct page_field field = {.id = "field",
                               .text = text,
                               .placeholder =
                                   *hint ? hint : tr("Touch the letters below."),
                               .focus = true};
    keyboard_rows(&kiosk->keyboard, scene->frame.language, &scene->keyboard);
    question_begin(scene);
    if (scene->page) {
        page_field(scene->page, &field);
        page_keyboard(scene->page, scene->keyboard.rows, KEYBOARD_ROWS);
    }
}

void
build_number(struct scene *scene, bool decimals)
{
    const struct session *session = &scene->kiosk->session;
    struct page_field field = {
        .id = "field",
        .text = instance_value(session->instance, &session->stop.place),
        .focus = true};
    question_begin(scene);
    if (scene->page) {
        page_field(scene->page, &field);
        scene_pad(scene, "key", decimals ? "." : NULL);
    }
}

static const struct question *
question_here(const struct session *session)
{
    const struct form *form = session->options.form;
    int question = form_control(form, session->stop.place.control)->question;
    return question >= 0 ? &form_descriptor(form)->questions[question] : NULL;
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
range_at(const struct session *session, const struct question *question)
{
    double value =
        strtod(instance_value(session->instance, &session->stop.place), NULL);
    char text[32];
    for (int64_t i = 0; i < range_count(question); i++) {
        range_value(question, i, text);
        if (*instance_value(session->instance, &session->stop.place) &&
            strtod(text, NULL) >= value - 1e-9) {
            return i;
        }
    }
    return -1;
}

/* Few values are cards; many are stepped through. */
void
build_range(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct question *question = question_here(session);
    int64_t count = range_count(question), at = range_at(session, question);
    struct page_item *items = scene_items(scene, RANGE_MAX_ANSWERS);
    question_begin(scene);
    if (!scene->page) {
        return;
    }
    if (count <= RANGE_MAX_ANSWERS) {
        for (int64_t i = 0; i < count; i++) {
            char text[32];
            range_value(question, i, text);
            items[i] = (struct page_item){.id = scene_format(scene, "range-%d", (int)i),
                                          .text = scene_format(scene, "%s", text),
                                          .chosen = i == at};
        }
        page_answers(scene->page, items, (size_t)count, 0);
        return;
    }
    page_field(scene->page,
               &(struct page_field){
                   .id = "field",
                   .text = instance_value(session->instance, &session->stop.place)});
    items[0] =
        (struct page_item){.id = "range-less", .text = tr("Less"), .disabled = at == 0};
    items[1] = (struct page_item){
        .id = "range-more", .text = tr("More"), .disabled = at == count - 1};
    page_choices(scene->page, items, 2, false);
}

static void
write_value(struct kiosk *kiosk, const char *value)
{
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_WRITE, .text = value});
}

static bool
touch_range(struct kiosk *kiosk, const char *id)
{
    const struct session *session = &kiosk->session;
    const struct question *question = question_here(session);
    if (!question || question->type != QUESTION_RANGE) {
        return false;
    }
    int64_t count = range_count(question), at = range_at(session, question);
    int64_t touched = strtoll(id + strlen("range-"), NULL, 10);
    char value[32];
    if (strcmp(id, "range-less") == 0) {
        at = at < 0 ? count / 2 : at > 0 ? at - 1 : 0;
    } else if (strcmp(id, "range-more") == 0) {
        at = at < 0 ? count / 2 : at + 1 < count ? at + 1 : at;
    } else if (touched == at) {
        write_value(kiosk, "");
        return true;
    } else {
        at = touched;
    }
    range_value(question, at < count ? at : count - 1, value);
    write_value(kiosk, value);
    return true;
}

bool
touch_writing(struct kiosk *kiosk, const char *id)
{
    const struct session *session = &kiosk->session;
    enum control_kind kind =
        form_control(session->options.form, session->stop.place.control)->kind;
    if (strncmp(id, "range-", 6) == 0) {
        return touch_range(kiosk, id);
    }
    if (strncmp(id, "key-", 4) != 0) {
        return false;
    }
    static char text[RESPONSE_VALUE_MAX_BYTES]; /* 8 KB is much for a stack */
    size_t room = kind == CONTROL_TEXT ? sizeof text : NUMBER_MAX_DIGITS + 1;
    snprintf(text, room, "%s", instance_value(session->instance, &session->stop.place));
    if (keyboard_press(&kiosk->keyboard, id, text, room)) {
        write_value(kiosk, text);
    }
    memset(text, 0, sizeof text);
    return true;
}

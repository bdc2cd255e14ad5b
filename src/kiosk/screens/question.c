/* The form's own steps: one question a screen, shown as its kind asks. */
#include "question_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

void
question_choices(struct scene *scene, struct choices *out, const char *prefix)
{
    const struct session *session = &scene->kiosk->session;
    const struct place *place = &session->stop.place;
    size_t count = instance_choice_count(session->instance, place);
    *out = (struct choices){.items = scene_items(scene, count), .count = count};
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        out->items[i] =
            (struct page_item){.id = scene_choice_id(scene, prefix, code),
                               .text = scene_choice(scene, place, i),
                               .chosen = session_is_chosen(session, place, code)};
    }
}

static int
compare_levels(const void *a, const void *b)
{
    return ((const struct page_item *)a)->level - ((const struct page_item *)b)->level;
}

static void
turn_round(struct page_item *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct page_item item = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = item;
    }
}

/* Puts the points of the scale first, least to most, and what is not on it ("No
 * opinion") after them; returns how many points there are. */
static size_t
sort_scale(struct choices *choices, int points)
{
    for (size_t i = 0; i < choices->count; i++) {
        const char *code = strchr(choices->items[i].id, '-') + 1;
        bool is_point = code[0] >= '1' && code[0] <= '0' + points && code[1] == '\0';
        choices->items[i].level = is_point ? code[0] - '0' : points + 1;
    }
    qsort(choices->items, choices->count, sizeof *choices->items, compare_levels);
    for (size_t i = (size_t)points; i < choices->count; i++) {
        choices->items[i].level = 0;
    }
    return (size_t)points;
}

/* Five cards beside each other, "No opinion" in the frame; or rows on a tall panel,
 * most agreeing first or last by the session's seed. */
static void
build_scale(struct scene *scene, int points)
{
    const struct kiosk *kiosk = scene->kiosk;
    struct choices choices;
    question_choices(scene, &choices, "choice");
    size_t on_scale = sort_scale(&choices, points);
    bool has_extra = choices.count == on_scale + 1;
    if (kiosk->theme.tall && kiosk->session.order_seed % 2) {
        turn_round(choices.items, on_scale);
    }
    if (has_extra && !kiosk->theme.tall) {
        const struct page_item *extra = &choices.items[on_scale];
        scene->frame.extra.text = extra->text;
        scene->frame.extra_chosen = extra->chosen;
        choices.count = on_scale;
    }
    question_begin(scene);
    if (scene->page && (has_extra || choices.count == on_scale)) {
        page_answers(scene->page, choices.items, choices.count, points);
    } else if (scene->page) {
        page_choices(scene->page, choices.items, choices.count, false);
    }
}

static void
build_select(struct scene *scene, bool several)
{
    struct choices choices;
    question_begin(scene);
    question_choices(scene, &choices, "choice");
    if (scene->page) {
        page_choices(scene->page, choices.items, choices.count, several);
    }
}

static void
build_services(struct scene *scene)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language;
    struct choices choices;
    question_begin(scene);
    question_choices(scene, &choices, "service");
    for (size_t i = 0; i < choices.count; i++) {
        struct page_item *item = &choices.items[i];
        int service = form_find_service(form, strchr(item->id, '-') + 1);
        if (service < 0) {
            continue;
        }
        size_t index = (size_t)service;
        const char *image = form_service_text(form, index, "image", 0, TEXT_SHOWN);
        item->detail = form_service_text(form, index, "summary", language, TEXT_SHOWN);
        item->icon =
            image ? scene_format(scene, "%.*s", (int)strcspn(image, "."), image) : NULL;
    }
    if (scene->page) {
        page_cards(scene->page, choices.items, choices.count);
    }
}

static void
build_acknowledge(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct page_item *item = scene_items(scene, 1);
    *item = (struct page_item){
        .id = "choice-OK",
        .text = tr("OK"),
        .chosen = *instance_value(session->instance, &session->stop.place) != '\0'};
    question_begin(scene);
    if (scene->page) {
        page_choices(scene->page, item, 1, true);
    }
}

void
question_begin(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct place *place = &session->stop.place;
    const char *label = scene_label(scene, place, TEXT_SHOWN);
    const char *say = scene_label(scene, place, TEXT_SAY);
    /* Above a keyboard there is little room: the hint stands in the field, and on the
     * smallest panel the question in the top bar. */
    bool in_field =
        form_control(session->options.form, place->control)->kind == CONTROL_TEXT;
    const struct theme *theme = &scene->kiosk->theme;
    bool in_bar = in_field && (theme->compact || (theme->height_mm < 150 &&
                                                  theme->display.size == TEXT_SIZE_XL));
    if (in_bar) {
        scene->frame.where = label;
        scene->frame.where_short = NULL;
        scene->frame.where_say = say;
        scene->frame.where_asks = true;
        scene->frame.progress = -1;
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    scene_problem(scene);
    if (!in_bar) {
        page_heading(scene->page, label, say);
    }
    const char *hint = scene_hint(scene, place);
    if (*hint && !in_field) {
        page_note(scene->page, hint);
    }
}

static void
build_question(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct place *place = &session->stop.place;
    const struct control *control = form_control(session->options.form, place->control);
    struct stops stops = session_stops(session);
    int points = stops_scale(&stops, place).points;
    bool is_empty = *instance_value(session->instance, place) == '\0';

    scene_path_frame(scene);
    if (is_empty && control->kind != CONTROL_NOTE && !session_is_required(session)) {
        scene->frame.skip.text = tr("Skip");
    }
    switch (control->kind) {
    case CONTROL_SELECT_ONE:
        if (points >= 3 && points <= 7) {
            build_scale(scene, points);
        } else {
            build_select(scene, false);
        }
        break;
    case CONTROL_SELECT_MULTIPLE:
        if (control_has_appearance(control, "townline-services")) {
            build_services(scene);
        } else {
            build_select(scene, true);
        }
        break;
    case CONTROL_RANK:
        build_select(scene, true);
        break;
    case CONTROL_TEXT:
        build_writing(scene);
        break;
    case CONTROL_INTEGER:
    case CONTROL_DECIMAL:
        build_number(scene, control->kind == CONTROL_DECIMAL);
        break;
    case CONTROL_RANGE:
        build_range(scene);
        break;
    case CONTROL_ACKNOWLEDGE:
        build_acknowledge(scene);
        break;
    case CONTROL_NOTE:
    case CONTROL_GROUP:
    case CONTROL_REPEAT:
    case CONTROL_DATE: /* refused at the start */
    case CONTROL_TIME:
        question_begin(scene);
        break;
    }
}

/* The code of the choice that has the id; "extra" is the one that is not on the
 * scale. */
static const char *
touched_code(const struct kiosk *kiosk, const char *id)
{
    const struct session *session = &kiosk->session;
    const struct place *place = &session->stop.place;
    bool is_choice = strncmp(id, "choice-", 7) == 0;
    bool is_service = strncmp(id, "service-", 8) == 0;
    bool is_extra = strcmp(id, "extra") == 0;
    size_t count = instance_choice_count(session->instance, place);
    struct stops stops = session_stops(session);
    int points = stops_scale(&stops, place).points;
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        bool is_point = code[0] >= '1' && code[0] <= '0' + points && code[1] == '\0';
        if ((is_choice && strcmp(id + 7, code) == 0) ||
            (is_service && strcmp(id + 8, code) == 0) || (is_extra && !is_point)) {
            return code;
        }
    }
    return strcmp(id, "choice-OK") == 0 ? "OK" : NULL;
}

static bool
touch_question(struct kiosk *kiosk, const char *id)
{
    if (touch_writing(kiosk, id)) {
        return true;
    }
    const char *code = touched_code(kiosk, id);
    if (!code) {
        return false;
    }
    char copy[SESSION_VALUE_MAX_BYTES];
    snprintf(copy, sizeof copy, "%s", code);
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_CHOOSE, .text = copy});
    return true;
}

const struct screen screen_question = {"question", build_question, touch_question};

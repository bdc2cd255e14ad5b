/* Choosing: one or several of a list, the points of a scale, services, "OK". */
#include "question_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

#define CARDS_MAX 7 /* equal answers beside each other */

void
ask_choices(struct scene *scene, const struct ask *ask, const char *name,
            struct choices *out)
{
    const struct session *session = &scene->kiosk->session;
    size_t count = instance_choice_count(session->instance, &ask->place);
    struct page_item *items = scene_items(scene, count);
    count = items ? count : 0;
    *out = (struct choices){.items = items, .count = count};
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, &ask->place, i);
        out->items[i] = (struct page_item){
            .id = ask_id(scene, ask, name, code),
            .text = scene_choice(scene, &ask->place, i, TEXT_STYLED),
            .say = scene_choice(scene, &ask->place, i, TEXT_SAY),
            .recording = scene_choice_recording(scene, &ask->place, i),
            .icon = scene_choice_icon(scene, &ask->place, i),
            .chosen = session_is_chosen(session, &ask->place, code)};
    }
}

/* ---- scales ---- */

static int
scale_points(const struct session *session, const struct ask *ask)
{
    struct stops stops = session_stops(session);
    int points = stops_scale(&stops, &ask->place).points;
    return points >= 3 && points <= CARDS_MAX ? points : 0;
}

static bool
is_point(const char *code, int points)
{
    return code[0] >= '1' && code[0] <= '0' + points && code[1] == '\0';
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
 * opinion") after them. */
static void
sort_scale(struct choices *choices, int points)
{
    for (size_t i = 0; i < choices->count; i++) {
        const char *code = strchr(choices->items[i].id, '-') + 1;
        choices->items[i].level = is_point(code, points) ? code[0] - '0' : points + 1;
    }
    qsort(choices->items, choices->count, sizeof *choices->items, compare_levels);
    for (size_t i = (size_t)points; i < choices->count; i++) {
        choices->items[i].level = 0;
    }
}

/* The one choice that is not on the scale; -1 when there is none, or more. */
static int
extra_choice(const struct session *session, const struct ask *ask, int points)
{
    size_t count = instance_choice_count(session->instance, &ask->place);
    int found = -1;
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, &ask->place, i);
        if (is_point(code, points)) {
            continue;
        }
        if (found >= 0) {
            return -1;
        }
        found = (int)i;
    }
    return found;
}

/* "No opinion" stands in the frame, as large as the answers, unless the panel is tall:
 * there it is a row like the others. */
static void
frame_select_one(struct scene *scene, const struct ask *ask)
{
    const struct session *session = &scene->kiosk->session;
    int points = scale_points(session, ask);
    int extra = points > 0 ? extra_choice(session, ask, points) : -1;
    if (extra < 0 || scene->kiosk->theme.tall) {
        return;
    }
    const char *code =
        instance_choice_code(session->instance, &ask->place, (size_t)extra);
    scene->frame.extra_chosen = session_is_chosen(session, &ask->place, code);
    scene->frame.extra.text =
        scene_choice(scene, &ask->place, (size_t)extra, TEXT_STYLED);
    scene->frame.extra.say = scene_choice(scene, &ask->place, (size_t)extra, TEXT_SAY);
}

/* Five cards beside each other; or rows on a tall panel, most agreeing first or last by
 * the session's seed. */
static void
add_scale(struct scene *scene, const struct ask *ask, int points)
{
    const struct kiosk *kiosk = scene->kiosk;
    struct choices choices;
    size_t on_scale = (size_t)points;
    ask_choices(scene, ask, "choice", &choices);
    sort_scale(&choices, points);
    if (kiosk->theme.tall && kiosk->session.order_seed % 2) {
        turn_round(choices.items, on_scale);
    }
    if (scene->frame.extra.text) {
        choices.count = on_scale;
    }
    if (choices.count <= on_scale + 1) {
        page_answers(scene->page, choices.items, choices.count, points);
    } else {
        page_choices(scene->page, choices.items, choices.count, false);
    }
}

static void
add_select_one(struct scene *scene, const struct ask *ask)
{
    int points = scale_points(&scene->kiosk->session, ask);
    struct choices choices;
    if (points > 0 && ask->alone) {
        add_scale(scene, ask, points);
        return;
    }
    ask_choices(scene, ask, "choice", &choices);
    bool is_likert = control_has_appearance(ask->control, "likert");
    if (is_likert && ask->alone && choices.count >= 2 && choices.count <= CARDS_MAX) {
        page_answers(scene->page, choices.items, choices.count, 0);
    } else {
        page_choices(scene->page, choices.items, choices.count, false);
    }
}

/* The code of the choice that has the id; "extra" is the one that is not on the
 * scale. */
static bool
touch_select(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    const struct session *session = &kiosk->session;
    const char *code = id_after(id, "choice");
    code = code ? code : id_after(id, "service");
    int points = scale_points(session, ask);
    if (strcmp(id, "extra") == 0 && points > 0) {
        int extra = extra_choice(session, ask, points);
        code = extra < 0 ? NULL
                         : instance_choice_code(session->instance, &ask->place,
                                                (size_t)extra);
    }
    size_t count = instance_choice_count(session->instance, &ask->place);
    for (size_t i = 0; code && i < count; i++) {
        if (strcmp(instance_choice_code(session->instance, &ask->place, i), code) ==
            0) {
            ask_choose(kiosk, ask, code);
            return true;
        }
    }
    return false;
}

const struct asker asker_select_one = {frame_select_one, add_select_one, touch_select};

/* ---- several ---- */

/* How many services are chosen, and what the one touched last is. Nothing is said
 * before one was touched. */
static void
frame_services(struct scene *scene, const struct ask *ask)
{
    const struct session *session = &scene->kiosk->session;
    const struct form *form = scene->kiosk->pack->form;
    unsigned chosen = 0;
    size_t count = instance_choice_count(session->instance, &ask->place);
    if (session->fault_choice < 0 || (size_t)session->fault_choice >= count ||
        !control_has_appearance(ask->control, "townline-services")) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, &ask->place, i);
        chosen += session_is_chosen(session, &ask->place, code);
    }
    size_t touched = (size_t)session->fault_choice;
    int service = form_find_service(
        form, instance_choice_code(session->instance, &ask->place, touched));
    const char *tally = scene_fill(scene, tr("{count} chosen."), "count",
                                   scene_format(scene, "%u", chosen));
    const char *bold = scene_format(scene, "\x01%s\x02", tally);
    scene->frame.tally = scene->frame.tally_short = bold;
    scene->frame.tally_say = scene->frame.tally_aloud = tally;
    const char *summary = service < 0
                              ? NULL
                              : form_service_text(form, (size_t)service, "summary",
                                                  session->language, TEXT_STYLED);
    if (summary && *summary) {
        const char *name = scene_choice(scene, &ask->place, touched, TEXT_STYLED);
        const char *is = scene_labeled(scene, name, summary);
        scene->frame.tally = scene_sentences(scene, bold, is);
        scene->frame.tally_say = scene_say(
            scene, tally,
            scene_labeled(scene, scene_choice(scene, &ask->place, touched, TEXT_SAY),
                          form_service_text(form, (size_t)service, "summary",
                                            session->language, TEXT_SAY)));
    }
}

/* A card is heard with its name and its summary, or with the service's recording, which
 * says both. */
static void
add_card_speech(struct scene *scene, size_t service, struct page_item *item)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language;
    const char *summary =
        form_service_text(form, service, "summary", language, TEXT_SAY);
    const char *audio = form_service_text(form, service, "audio", language, TEXT_AUDIO);
    if (summary && *summary) {
        item->say = scene_labeled(scene, item->say, summary);
        item->recording = NULL; /* of the name alone */
    }
    item->recording = audio ? audio : item->recording;
}

static void
add_services(struct scene *scene, const struct ask *ask)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language;
    struct choices choices;
    ask_choices(scene, ask, "service", &choices);
    for (size_t i = 0; i < choices.count; i++) {
        struct page_item *item = &choices.items[i];
        int service = form_find_service(form, strchr(item->id, '-') + 1);
        if (service < 0) {
            continue;
        }
        size_t index = (size_t)service;
        const char *image = form_service_text(form, index, "image", 0, TEXT_SHOWN);
        item->detail = form_service_text(form, index, "summary", language, TEXT_STYLED);
        add_card_speech(scene, index, item);
        if (image) {
            item->icon = image;
        }
    }
    page_cards(scene->page, choices.items, choices.count);
}

static void
add_select_multiple(struct scene *scene, const struct ask *ask)
{
    struct choices choices;
    if (control_has_appearance(ask->control, "townline-services")) {
        add_services(scene, ask);
        return;
    }
    ask_choices(scene, ask, "choice", &choices);
    page_choices(scene->page, choices.items, choices.count, true);
}

const struct asker asker_select_multiple = {frame_services, add_select_multiple,
                                            touch_select};

/* ---- "OK" ---- */

static void
add_acknowledge(struct scene *scene, const struct ask *ask)
{
    struct page_item *item = scene_items(scene, 1);
    *item = (struct page_item){.id = ask_id(scene, ask, "choice", "OK"),
                               .text = tr("OK"),
                               .chosen = *ask_value(scene->kiosk, ask) != '\0'};
    page_choices(scene->page, item, 1, true);
}

static bool
touch_acknowledge(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    if (strcmp(id, "choice-OK") != 0) {
        return false;
    }
    ask_choose(kiosk, ask, "OK");
    return true;
}

const struct asker asker_acknowledge = {NULL, add_acknowledge, touch_acknowledge};

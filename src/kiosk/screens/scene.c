/* scene: gives a screen room for what it shows, and fills in the frame of its page. */
#include "scene.h"

#include "languages.h"
#include "townline/qr.h"
#include "words.h"

#include <string.h>

struct page_item *
scene_items(struct scene *scene, size_t count)
{
    struct page_item *items = arena_take(&scene->memory, count, sizeof *items);
    scene->failed |= !items;
    return items ? items : count <= SCENE_FEW ? scene->spare_items : NULL;
}

struct page_stepper *
scene_steppers(struct scene *scene, size_t count)
{
    struct page_stepper *steppers = arena_take(&scene->memory, count, sizeof *steppers);
    scene->failed |= !steppers;
    return steppers ? steppers : count <= SCENE_FEW ? scene->spare_steppers : NULL;
}

#define FOUR_IN_A_ROW 0.75 /* of a key's width */

/* The keys before 0 in the last row: none, the corner, a minus, or both. */
static size_t
begin_last_row(struct scene *scene, struct page_key *row, const char *prefix,
               const char *corner, bool has_minus)
{
    size_t count = 0;
    if (has_minus) {
        row[count++] = (struct page_key){.id = scene_format(scene, "%s-minus", prefix),
                                         .text = "\u2212",
                                         .say = tr("Minus")};
    }
    if (corner || count == 0) {
        row[count++] = (struct page_key){
            .id = corner ? scene_format(scene, "%s-%s", prefix, corner) : NULL,
            .text = corner};
    }
    return count;
}

struct page_table_row *
scene_table_rows(struct scene *scene, size_t count)
{
    struct page_table_row *rows = arena_take(&scene->memory, count, sizeof *rows);
    scene->failed = scene->failed || !rows;
    return rows;
}

struct page_tens *
scene_tens(struct scene *scene, size_t count)
{
    struct page_tens *rows = arena_take(&scene->memory, count, sizeof *rows);
    scene->failed = scene->failed || !rows;
    return rows;
}

struct page_control *
scene_controls(struct scene *scene, size_t count)
{
    struct page_control *controls = arena_take(&scene->memory, count, sizeof *controls);
    scene->failed = scene->failed || !controls;
    return controls;
}

struct page_step *
scene_steps(struct scene *scene, size_t count)
{
    struct page_step *steps = arena_take(&scene->memory, count, sizeof *steps);
    scene->failed = scene->failed || !steps;
    return steps;
}

struct page_headline *
scene_headlines(struct scene *scene, size_t count)
{
    struct page_headline *headlines =
        arena_take(&scene->memory, count, sizeof *headlines);
    scene->failed = scene->failed || !headlines;
    return headlines;
}

const char *
scene_time(struct scene *scene, int minutes)
{
    int hour = minutes / 60, minute = minutes % 60;
    if (strcmp(scene->frame.language, "en") != 0) {
        return scene_format(scene, "%d:%02d", hour, minute);
    }
    return scene_format(scene, "%d:%02d %s", (hour + 11) % 12 + 1, minute,
                        hour < 12 ? "AM" : "PM");
}

const char *
scene_readers(struct scene *scene, enum text_form text_form)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language;
    const char *name = county_text(form, "name", language, text_form);
    const char *contact = county_text(form, "contact", language, text_form);
    const char *reads =
        name ? scene_fill(scene, tr("Read by {county}."), "county", name) : NULL;
    const char *asks =
        contact ? scene_fill(scene, tr("Questions: {contact}"), "contact", contact)
                : NULL;
    return reads && asks ? scene_sentences(scene, reads, asks) : reads ? reads : asks;
}

bool
scene_code(struct scene *scene, const void *bytes, size_t size, const char *say,
           struct page_qr *out)
{
    struct qr qr = {0};
    bool ok = qr_draw(bytes, size, 0, &qr, NULL);
    uint8_t *modules = ok ? arena_take(&scene->memory, qr.side, qr.side) : NULL;
    if (modules) {
        memcpy(modules, qr.modules, qr.side * qr.side);
        *out = (struct page_qr){.modules = modules, .size = (int)qr.side, .say = say};
    }
    qr_finish(&qr);
    return modules != NULL;
}

void
scene_place(struct scene *scene, struct page_place *out)
{
    const struct form *form = scene->kiosk->pack->form;
    *out = (struct page_place){
        .name = county_text(form, "name", 0, TEXT_SHOWN),
        .logo = county_text(form, "logo", 0, TEXT_SHOWN),
        .picture = county_text(form, "picture", 0, TEXT_SHOWN),
        .towns = scene->towns,
        .town_count = county_towns(form, 0, scene->towns),
        .language = form_language(form, 0)->code,
    };
}

void
scene_pad(struct scene *scene, const char *prefix, const char *corner, bool has_minus)
{
    for (size_t row = 0; row < 3; row++) {
        for (size_t i = 0; i < 3; i++) {
            const char *digit = scene_format(scene, "%zu", 3 * row + i + 1);
            scene->pad[row][i] = (struct page_key){
                .id = scene_format(scene, "%s-%s", prefix, digit), .text = digit};
        }
        scene->pad_rows[row] =
            (struct page_key_row){.keys = scene->pad[row], .count = 3};
    }
    struct page_key *last = scene->pad[3];
    size_t count = begin_last_row(scene, last, prefix, corner, has_minus);
    last[count++] =
        (struct page_key){.id = scene_format(scene, "%s-0", prefix), .text = "0"};
    last[count++] = (struct page_key){.id = scene_format(scene, "%s-backspace", prefix),
                                      .icon = "backspace",
                                      .say = tr("Take the last digit away")};
    for (size_t i = 0; count > 3 && i < count; i++) {
        last[i].width = FOUR_IN_A_ROW;
    }
    scene->pad_rows[3] = (struct page_key_row){.keys = last, .count = count};
    typing_name_rows(scene, scene->pad_rows, 4);
    page_pad(scene->page, scene->pad_rows, 4);
}

void
scene_begin(struct scene *scene)
{
    struct kiosk *kiosk = scene->kiosk;
    scene->frame.page = kiosk->page;
    if (!scene->frame.more) {
        scene->frame.more = tr("More: {left} left");
        scene->frame.more_short = tr("More: {left}");
    }
    if (kiosk->page > 0 && !scene->frame.back.text) {
        scene->frame.back.text = tr("Back");
    }
    if (kiosk->pack) {
        scene->frame.scenery = county_text(kiosk->pack->form, "picture", 0, TEXT_SHOWN);
    }
    scene->page = page_begin(scene->theme, kiosk->typeset, &scene->frame);
    scene->failed |= !scene->page;
}

/* The service's picture, by its name in the pack; NULL when it has none. */
static const char *
service_icon(struct scene *scene, const struct place *place)
{
    return scene_service(scene, place, "image", TEXT_SHOWN);
}

/* "Libraries, question 2 of 5", "Step 3 of 7"; between questions the service alone.
 * `short_out`: where there is less room. */
static const char *
where_words(struct scene *scene, const char **short_out)
{
    const struct session *session = &scene->kiosk->session;
    const struct session_progress *progress = &session->progress;
    const char *service =
        scene_service(scene, &session->stop.place, "label", TEXT_STYLED);
    if (!service) {
        return scene_format(scene, tr("Step %u of %u"), progress->step,
                            progress->steps);
    }
    if (session->stop.kind != STOP_QUESTION) {
        return service;
    }
    const char *number = scene_format(scene, "%u", progress->question);
    const char *all = scene_format(scene, "%u", progress->questions);
    const char *const patterns[] = {tr("{service}, question {number} of {all}"),
                                    tr("{service}, {number}/{all}")};
    const char *words[2];
    for (size_t i = 0; i < 2; i++) {
        words[i] = scene_fill(scene, patterns[i], "service", service);
        words[i] = scene_fill(scene, words[i], "number", number);
        words[i] = scene_fill(scene, words[i], "all", all);
    }
    *short_out = words[1];
    return words[0];
}

void
scene_path_frame(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct page_frame *frame = &scene->frame;
    frame->settings = (struct page_button){.text = "Aa", .say = tr("Text and colors")};
    frame->settings_long = (struct page_button){.text = tr("Aa Text and colors"),
                                                .say = tr("Text and colors")};
    frame->listen =
        (struct page_button){.text = tr("Listen"), .hidden = !scene->kiosk->has_voice};
    frame->language_name.text = language_name(scene->kiosk, session->language);
    frame->back.text = tr("Back");
    frame->next.text = tr("Next");
    if (session->view == SESSION_AT_STOP) {
        frame->where = where_words(scene, &frame->where_short);
        frame->progress = session->progress.share;
        frame->icon = service_icon(scene, &session->stop.place);
    }
}

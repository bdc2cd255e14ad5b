/* scene: finds the screen that is due, and helps screens to build their page. */
#include "scene.h"

#include "languages.h"
#include "townline/qr.h"
#include "townline/seal.h"
#include "townline/styling.h"
#include "words.h"

#include <stdarg.h>
#include <string.h>

/* The form's marks are drawn as they are. */
_Static_assert(STYLING_BOLD_ON == TYPESET_BOLD_ON &&
                   STYLING_ITALIC_OFF == TYPESET_ITALIC_OFF,
               "a text has the same marks where it is read and where it is drawn");

static const struct screen *
stop_screen(enum stop_kind kind)
{
    switch (kind) {
    case STOP_SERVICE:
        return &screen_service;
    case STOP_QUESTION:
        return &screen_question;
    case STOP_MAP:
        return &screen_map;
    case STOP_ANOTHER:
        return &screen_another;
    case STOP_RECORDED:
        return &screen_recorded;
    }
    return &screen_attract;
}

const struct screen *
screen_find(const struct kiosk *kiosk)
{
    static const struct screen *const staff_screens[] = {
        [STAFF_HOURS] = &screen_staff_hours,
        [STAFF_EVENT] = &screen_staff_event,
        [STAFF_DISPLAY] = &screen_staff_display,
        [STAFF_ERASE] = &screen_staff_erase,
        [STAFF_ERASING] = &screen_staff_erasing,
        [STAFF_TEST] = &screen_staff_test,
        [STAFF_OLD_PIN] = &screen_staff_old_pin,
        [STAFF_CLOCK_BACK] = &screen_staff_clock_back,
        [STAFF_CHECKS] = &screen_staff_checks,
        [STAFF_TOUCH] = &screen_staff_touch,
        [STAFF_UPDATE] = &screen_staff_update,
        [STAFF_LANGUAGE] = &screen_staff_language,
        [STAFF_SIZE] = &screen_staff_size,
        [STAFF_NAME] = &screen_staff_name,
        [STAFF_SET_CLOCK] = &screen_staff_clock,
        [STAFF_PACK] = &screen_staff_pack,
        [STAFF_OFFICE] = &screen_staff_office,
        [STAFF_STOPPED] = &screen_staff_stopped,
        [STAFF_NEW_PIN] = &screen_staff_new_pin,
        [STAFF_PIN_AGAIN] = &screen_staff_pin_again,
        [STAFF_KEY] = &screen_staff_key,
        [STAFF_PAGE] = &screen_staff_page,
        [STAFF_PIN] = &screen_staff_pin,
        [STAFF_MENU] = &screen_staff_menu,
        [STAFF_FINAL] = &screen_staff_final,
        [STAFF_SENDING] = &screen_staff_sending,
        [STAFF_CARRIED] = &screen_staff_carried,
        [STAFF_RECEIPT] = &screen_staff_receipt,
        [STAFF_BUNDLES] = &screen_staff_bundles,
        [STAFF_MORE] = &screen_staff_more,
        [STAFF_CLOSE] = &screen_staff_close,
        [STAFF_WALL] = &screen_staff_wall,
        [STAFF_STICK] = &screen_staff_stick,
        [STAFF_LOG] = &screen_staff_log,
    };
    static const struct screen *const sheets[] = {
        [SHEET_SETTINGS] = &screen_settings, [SHEET_LANGUAGES] = &screen_languages,
        [SHEET_DELETE] = &screen_delete,     [SHEET_REVIEW] = &screen_review,
        [SHEET_OTHERS] = &screen_others,     [SHEET_IDLE] = &screen_idle,
        [SHEET_STORY] = &screen_story,       [SHEET_LISTEN] = &screen_listen,
        [SHEET_KEYS] = &screen_keys,         [SHEET_SWITCHES] = &screen_switches,
    };
    const struct session *session = &kiosk->session;
    if (kiosk_is_resting(kiosk)) {
        return &screen_resting;
    }
    if (kiosk->staff.view != STAFF_AWAY) {
        return staff_screens[kiosk->staff.view];
    }
    enum staff_station station = kiosk_station(kiosk);
    if (station != STATION_OPEN && session->view == SESSION_ATTRACT) {
        return station == STATION_CLOSED ? &screen_closed : &screen_resting;
    }
    if (session->sheet != SHEET_NONE) {
        return sheets[session->sheet];
    }
    switch (session->view) {
    case SESSION_ATTRACT:
        return &screen_attract;
    case SESSION_PURPOSE:
        return &screen_purpose;
    case SESSION_AT_STOP:
        return stop_screen(session->stop.kind);
    case SESSION_DELETED:
        return &screen_deleted;
    case SESSION_RESTING:
        return &screen_resting;
    }
    return &screen_attract;
}

/* Room for a text that lives until the page was ended; NULL, and the scene has failed,
 * when memory ran out. */
static char *
take_text(struct scene *scene, size_t size)
{
    char *text = arena_take(&scene->memory, 1, size);
    scene->failed |= !text;
    return text;
}

const char *
scene_take(struct scene *scene, struct buffer *buffer)
{
    static const char end[] = "\u2026";
    bool is_cut = buffer->failed || buffer->size > ASKABLE_TEXT_MAX_BYTES;
    size_t size =
        buffer->size < ASKABLE_TEXT_MAX_BYTES ? buffer->size : ASKABLE_TEXT_MAX_BYTES;
    while (is_cut && size > 0 && size < buffer->size &&
           (buffer->data[size] & 0xC0) == 0x80) {
        size--; /* to a whole character */
    }
    char *text = take_text(scene, size + sizeof end);
    if (text && size > 0) {
        memcpy(text, buffer->data, size);
    }
    if (text && is_cut) {
        memcpy(text + size, end, sizeof end);
    }
    buffer_finish(buffer);
    return text ? text : "";
}

const char *
scene_format(struct scene *scene, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = size >= 0 ? take_text(scene, (size_t)size + 1) : NULL;
    if (text) {
        va_start(args, format);
        vsnprintf(text, (size_t)size + 1, format, args);
        va_end(args);
    }
    return text ? text : "";
}

const char *
scene_fill(struct scene *scene, const char *text, const char *name, const char *value)
{
    size_t size = strlen(text) + strlen(value) + WORDS_FILL_MORE_BYTES + 1;
    char *filled = take_text(scene, size);
    if (filled) {
        words_fill(filled, size, text, name, value);
    }
    return filled ? filled : "";
}

const char *
scene_labeled(struct scene *scene, const char *label, const char *value)
{
    const char *words = scene_fill(scene, tr("{label}: {value}"), "label", label);
    return scene_fill(scene, words, "value", value);
}

const char *
scene_sentences(struct scene *scene, const char *first, const char *second)
{
    const char *words = scene_fill(scene, tr("{first} {second}"), "first", first);
    return scene_fill(scene, words, "second", second);
}

const char *
scene_say(struct scene *scene, const char *first, const char *second)
{
    size_t size = strlen(first) + strlen(second) + WORDS_FILL_MORE_BYTES;
    char *both = take_text(scene, size);
    if (both) {
        words_sentences(both, size, first, second);
    }
    return both ? both : "";
}

const char *
scene_bold(struct scene *scene, const char *words)
{
    char *text = take_text(scene, strlen(words) + 1);
    bool is_on = false;
    if (!text) {
        return "";
    }
    strcpy(text, words);
    for (char *at = strchr(text, '*'); at; at = strchr(at, '*')) {
        *at = is_on ? TYPESET_BOLD_OFF : TYPESET_BOLD_ON;
        is_on = !is_on;
    }
    return text;
}

const char *
scene_label(struct scene *scene, const struct place *place, enum text_form form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_label(session->instance, place, session->language, form, &out);
    return scene_take(scene, &out);
}

const char *
scene_hint(struct scene *scene, const struct place *place, enum text_form form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_hint(session->instance, place, session->language, form, &out);
    return scene_take(scene, &out);
}

const char *
scene_choice(struct scene *scene, const struct place *place, size_t i,
             enum text_form text_form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_choice_label(session->instance, place, i, session->language, text_form,
                          &out);
    return scene_take(scene, &out);
}

const char *
scene_choice_icon(struct scene *scene, const struct place *place, size_t i)
{
    const char *image = scene_choice(scene, place, i, TEXT_IMAGE);
    return *image ? image : NULL;
}

const char *
scene_choice_recording(struct scene *scene, const struct place *place, size_t i)
{
    const char *name = scene_choice(scene, place, i, TEXT_AUDIO);
    return *name ? name : NULL;
}

const char *
scene_recording(struct scene *scene, const struct place *place)
{
    const char *name = scene_label(scene, place, TEXT_AUDIO);
    return *name ? name : NULL;
}

const char *
scene_service(const struct scene *scene, const struct place *place, const char *field,
              enum text_form text_form)
{
    const struct form *form = scene->kiosk->pack->form;
    int service = place_service(form, place);
    if (service < 0) {
        return NULL;
    }
    return form_service_text(form, (size_t)service, field,
                             scene->kiosk->session.language, text_form);
}

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

/* Which of the choices to touch: those that leave an answer that fits when they are
 * taken back. */
static const char *
excess_words(struct scene *scene, const struct place *place)
{
    size_t first, second;
    size_t count = session_excess(&scene->kiosk->session, place, &first, &second);
    if (count < 1 || count > 2) {
        return tr("These are too many, or do not go together. Touch one of your "
                  "choices to take it back.");
    }
    const char *words = count == 1 ? tr("This does not go together. Touch “{first}” to "
                                        "take it back.")
                                   : tr("This does not go together. Touch “{first}” or "
                                        "“{second}” to take it back.");
    words = scene_fill(scene, words, "first",
                       scene_choice(scene, place, first, TEXT_SHOWN));
    return count == 1 ? words
                      : scene_fill(scene, words, "second",
                                   scene_choice(scene, place, second, TEXT_SHOWN));
}

/* Our own words for a fault of which the form says nothing. */
static const char *
fault_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = form_control(session->options.form, place->control)->kind;
    bool is_number = kind == CONTROL_INTEGER || kind == CONTROL_DECIMAL;
    return session->fault == FAULT_REQUIRED  ? tr("Please choose an answer first.")
           : kind == CONTROL_SELECT_MULTIPLE ? excess_words(scene, place)
           : is_number ? tr("This number does not fit. Please check it.")
                       : tr("This answer does not fit.");
}

const char *
scene_problem_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    if (session->fault == FAULT_NONE || !place_is_same(place, &session->fault_place)) {
        return NULL;
    }
    return session->fault_message ? session->fault_message : fault_words(scene, place);
}

const char *
scene_problem_say(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    if (!scene_problem_words(scene, place) || !session->fault_message) {
        return NULL;
    }
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_fault_say(session->instance, place, session->language, &out);
    return scene_take(scene, &out);
}

/* Of choices that do not go together, others do not hear which they are. */
static const char *
problem_aloud(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = form_control(session->options.form, place->control)->kind;
    bool is_named = kind == CONTROL_SELECT_MULTIPLE && !session->fault_message &&
                    session->fault != FAULT_REQUIRED;
    return is_named ? scene_say(scene, tr("There is a problem"),
                                tr("These are too many, or do not go together. Touch "
                                   "one of your choices to take it back."))
                    : NULL;
}

void
scene_problem(struct scene *scene, const struct place *place)
{
    const char *text = scene_problem_words(scene, place);
    if (text) {
        page_message(scene->page, tr("There is a problem"), text,
                     scene->kiosk->session.fault_choice);
        page_message_say(scene->page, scene_problem_say(scene, place));
        page_speech(scene->page, problem_aloud(scene, place), NULL);
    }
}

/* walkthrough: follows the default path through a form and counts its screens and
 * touches. */
#include "walkthrough_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCREENS_MAX 1000
/* To try a choice, the whole way behind it is followed. When a form needs more steps
 * than this, the first choice is taken from there on. */
#define STOPS_LOOKED_AT_MAX 40000
#define CODE_MAX_BYTES 512
/* The kiosk asks a best-worst rank of this many items on this many screens. */
#define PICKS_MIN 7
#define PICKS_MAX 12
#define PICKS_SCREENS 4

/* Words that the kiosk adds, in English. */
#define PURPOSE_WORDS 29
#define READERS_WORDS 2 /* "Read by" the county */
#define CONTACT_WORDS 1 /* "Questions:" and how to reach it */
#define MAP_WORDS 17
#define ANOTHER_WORDS 14
#define RECORDED_WORDS 50
#define ORIENTATION_WORDS 60 /* how the keys work; only who hears it is told */

/* The next question of the field-list `list` behind `control` that is asked now. */
static bool
next_in_list(const struct walkthrough_try *try, const struct place *list,
             size_t *control)
{
    const struct form *form = try->form;
    for (size_t i = *control + 1; i < form_control_count(form); i++) {
        int parent = form_control(form, i)->parent;
        while (parent >= 0 && (size_t)parent > list->control) {
            parent = form_control(form, (size_t)parent)->parent;
        }
        if (parent < 0 || (size_t)parent != list->control) {
            return false;
        }
        struct place place = *list;
        place.control = i;
        enum control_kind kind = form_control(form, i)->kind;
        if (kind != CONTROL_GROUP && kind != CONTROL_REPEAT &&
            instance_is_relevant(try->instance, &place)) {
            *control = i;
            return true;
        }
    }
    return false;
}

/* How much is asked from this stop to "recorded". */
static size_t
extent(struct walkthrough_try *try, struct stop at)
{
    size_t asked = 0;
    for (; at.kind != STOP_RECORDED && *try->stops_left > 0; --*try->stops_left) {
        struct stop next;
        asked++;
        for (size_t control = at.place.control;
             at.kind == STOP_QUESTION && next_in_list(try, &at.place, &control);) {
            asked++;
        }
        stops_forward(&try->stops, &at, &next);
        at = next;
    }
    return asked;
}

static bool
choose(struct walkthrough_try *try, const struct place *place, const char *code)
{
    return instance_set(try->instance, place, code, NULL) &&
           instance_fault(try->instance, place, try->language, NULL) == FAULT_NONE;
}

/* Takes the choice that leads to most questions; of several, the first. */
static void
choose_best(struct walkthrough_try *try, const struct stop *stop,
            const struct place *place)
{
    size_t count = instance_choice_count(try->instance, place), most = 0;
    char best[CODE_MAX_BYTES] = "", code[CODE_MAX_BYTES];
    for (size_t i = 0; i < count && (i == 0 || *try->stops_left > 0); i++) {
        int size = snprintf(code, sizeof code, "%s",
                            instance_choice_code(try->instance, place, i));
        if (size < 0 || (size_t)size >= sizeof code || !choose(try, place, code)) {
            continue;
        }
        size_t asked = extent(try, *stop);
        if (best[0] == '\0' || asked > most) {
            most = asked;
            memcpy(best, code, sizeof best);
        }
    }
    /* when the form accepts no single choice, the question stays empty */
    (void)choose(try, place, best);
}

static void
answer(struct walkthrough_try *try, const struct stop *stop, const struct place *place)
{
    const struct control *control = form_control(try->form, place->control);
    bool chooses =
        control->kind == CONTROL_SELECT_ONE || control->kind == CONTROL_SELECT_MULTIPLE;
    if (chooses && control_has_appearance(control, "townline-services") &&
        try->service && choose(try, place, try->service)) {
        return;
    }
    if (chooses) {
        choose_best(try, stop, place);
    }
}

/* The touches that an answer needs, without the one on Next. */
static unsigned
answer_touches(const struct walkthrough_try *try, const struct place *place)
{
    switch (form_control(try->form, place->control)->kind) {
    case CONTROL_SELECT_ONE:
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANGE:
    case CONTROL_ACKNOWLEDGE:
        return 1;
    case CONTROL_INTEGER:
    case CONTROL_DECIMAL:
    case CONTROL_TIME:
        return 2;
    case CONTROL_DATE:
        return 3;
    case CONTROL_RANK:
        return (unsigned)instance_choice_count(try->instance, place);
    case CONTROL_TEXT: /* a text is written only where the form requires one */
        return instance_fault(try->instance, place, try->language, NULL) ==
                       FAULT_REQUIRED
                   ? 20
                   : 0;
    case CONTROL_NOTE:
    case CONTROL_GROUP:
    case CONTROL_REPEAT:
        break;
    }
    return 0;
}

static bool
add_screen(struct walkthrough *path, const struct walkthrough_screen *screen,
           struct error *err)
{
    if ((path->count & (path->count - 1)) == 0) {
        size_t wanted = path->count == 0 ? 1 : 2 * path->count;
        struct walkthrough_screen *grown =
            realloc(path->screens, wanted * sizeof *grown);
        if (!grown) {
            return error_no_memory(err);
        }
        path->screens = grown;
    }
    path->screens[path->count++] = *screen;
    return true;
}

static bool
add_picks(struct walkthrough_try *try, const struct place *place,
          struct walkthrough *path, const struct walkthrough_screen *screen,
          struct error *err)
{
    struct walkthrough_screen one = *screen;
    one.touches = 3;
    for (int i = 0; i < PICKS_SCREENS; i++) {
        one.words = i == 0 ? walkthrough_try_words(try, place) : 0;
        walkthrough_hear_screen(try, one.touches);
        if (!add_screen(path, &one, err)) {
            return false;
        }
    }
    return true;
}

static bool
is_picked(const struct walkthrough_try *try, const struct place *place)
{
    const struct control *control = form_control(try->form, place->control);
    size_t count = instance_choice_count(try->instance, place);
    return control->kind == CONTROL_RANK &&
           control_has_appearance(control, "townline-bestworst") &&
           instance_picks(try->instance, place) && count >= PICKS_MIN &&
           count <= PICKS_MAX;
}

static bool
add_question(struct walkthrough_try *try, const struct stop *stop,
             struct walkthrough *path, struct error *err)
{
    const struct place *place = &stop->place;
    const struct control *control = form_control(try->form, place->control);
    struct walkthrough_screen screen = {.touches = 1};
    snprintf(screen.name, sizeof screen.name, "question %s", control->path);
    answer(try, stop, place);
    if (is_picked(try, place)) {
        return add_picks(try, place, path, &screen, err);
    }
    screen.words =
        walkthrough_try_savings_words(try, place) + walkthrough_try_words(try, place);
    screen.touches += answer_touches(try, place);
    walkthrough_hear_screen(try, screen.touches);
    struct place inner = *place;
    while (control->kind == CONTROL_GROUP && next_in_list(try, place, &inner.control)) {
        answer(try, stop, &inner);
        screen.words += walkthrough_try_words(try, &inner);
        screen.touches += answer_touches(try, &inner);
    }
    return add_screen(path, &screen, err);
}

static bool
add_stop(struct walkthrough_try *try, const struct stop *stop, struct walkthrough *path,
         struct error *err)
{
    switch (stop->kind) {
    case STOP_SERVICE:
        walkthrough_hear_screen(try, 1);
        return add_screen(
            path,
            &(struct walkthrough_screen){
                "service", walkthrough_try_service_words(try, &stop->place), 1},
            err);
    case STOP_QUESTION:
        return add_question(try, stop, path, err);
    case STOP_MAP:
        walkthrough_hear_kiosk(try, MAP_WORDS);
        walkthrough_hear_screen(try, 1);
        return add_screen(path, &(struct walkthrough_screen){"map", MAP_WORDS, 1}, err);
    case STOP_ANOTHER:
        walkthrough_hear_kiosk(try, ANOTHER_WORDS);
        walkthrough_hear_screen(try, 1);
        return add_screen(
            path, &(struct walkthrough_screen){"another", ANOTHER_WORDS, 1}, err);
    case STOP_RECORDED:
        walkthrough_hear_kiosk(try, RECORDED_WORDS);
        break;
    }
    return add_screen(path, &(struct walkthrough_screen){"recorded", 0, 0}, err);
}

/* What is said before the first question, with who reads the answers. */
static size_t
purpose_words(struct walkthrough_try *try)
{
    const char *name = form_county_text(try->form, "name", try->language, TEXT_SHOWN);
    const char *contact =
        form_county_text(try->form, "contact", try->language, TEXT_SHOWN);
    walkthrough_hear_kiosk(try, ORIENTATION_WORDS + PURPOSE_WORDS);
    walkthrough_hear_screen(try, 2);
    walkthrough_hear_words(try, name);
    walkthrough_hear_words(try, contact);
    return PURPOSE_WORDS + (name ? READERS_WORDS + walkthrough_words(name) : 0) +
           (contact ? CONTACT_WORDS + walkthrough_words(contact) : 0);
}

static bool
take(struct walkthrough_try *try, struct walkthrough *path, struct error *err)
{
    struct stop at, next;
    bool ok =
        add_screen(path, &(struct walkthrough_screen){"attract", 0, 0}, err) &&
        add_screen(path, &(struct walkthrough_screen){"purpose", purpose_words(try), 1},
                   err);
    if (!ok || !stops_first(&try->stops, &at)) {
        return ok;
    }
    while ((ok = add_stop(try, &at, path, err)) && at.kind != STOP_RECORDED &&
           path->count < SCREENS_MAX) {
        stops_forward(&try->stops, &at, &next);
        at = next;
    }
    return ok;
}

static bool
try_service(const struct form *form, size_t language, const char *service,
            size_t *stops_left, struct walkthrough *out, struct error *err)
{
    const struct instance_options options = {.seed = 1};
    struct walkthrough_try *try = calloc(1, sizeof *try);
    if (!try) {
        return error_no_memory(err);
    }
    *try = (struct walkthrough_try){.form = form,
                                    .language = language,
                                    .service = service,
                                    .stops_left = stops_left};
    *out = (struct walkthrough){.service = service};
    bool ok = instance_create(form, &options, &try->instance, err);
    try->stops = (struct stops){.form = form, .instance = try->instance};
    ok = ok && take(try, out, err);
    out->heard_ms = try->heard_ms;
    instance_destroy(try->instance);
    free(try);
    if (!ok) {
        walkthrough_finish(out);
    }
    return ok;
}

static bool
has_services(const struct form *form)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (control_has_appearance(form_control(form, i), "townline-services")) {
            return form_service_count(form) > 0;
        }
    }
    return false;
}

bool
walkthrough_estimate(const struct form *form, size_t language, struct walkthrough *out,
                     struct error *err)
{
    size_t stops_left = STOPS_LOOKED_AT_MAX;
    struct walkthrough longest = {.screens = NULL}, path;
    if (!has_services(form)) {
        return try_service(form, language, NULL, &stops_left, out, err);
    }
    for (size_t i = 0; i < form_service_count(form) && stops_left > 0; i++) {
        if (!try_service(form, language, form_service_name(form, i), &stops_left, &path,
                         err)) {
            walkthrough_finish(&longest);
            return false;
        }
        bool is_longer = walkthrough_seconds(&path) > walkthrough_seconds(&longest);
        walkthrough_finish(is_longer ? &longest : &path);
        longest = is_longer ? path : longest;
    }
    *out = longest;
    return true;
}

void
walkthrough_finish(struct walkthrough *path)
{
    free(path->screens);
    *path = (struct walkthrough){.screens = NULL};
}

static unsigned
seconds(size_t words, size_t touches)
{
    size_t reading =
        (words * 60 + WALKTHROUGH_WORDS_PER_MINUTE - 1) / WALKTHROUGH_WORDS_PER_MINUTE;
    return (unsigned)(reading + touches * WALKTHROUGH_TOUCH_S);
}

unsigned
walkthrough_screen_seconds(const struct walkthrough_screen *screen)
{
    return seconds(screen->words, screen->touches);
}

unsigned
walkthrough_seconds(const struct walkthrough *path)
{
    size_t words = 0, touches = 0;
    for (size_t i = 0; i < path->count; i++) {
        words += path->screens[i].words;
        touches += path->screens[i].touches;
    }
    return seconds(words, touches);
}

bool
walkthrough_is_too_long(const struct walkthrough *path)
{
    return path->count > WALKTHROUGH_MAX_SCREENS ||
           walkthrough_seconds(path) > WALKTHROUGH_MAX_S;
}

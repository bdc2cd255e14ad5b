#include "path_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCREENS_MAX 1000
/* Trying choices walks the rest of the way for each. A form that would need more is
 * answered with first choices from there on. */
#define STOPS_LOOKED_AT_MAX 40000
#define CODE_MAX_BYTES 512
/* The kiosk asks a best-worst rank of so many things on so many screens. */
#define PICKS_MIN 7
#define PICKS_MAX 12
#define PICKS_SCREENS 4

/* What the kiosk says by itself, in English. */
#define PURPOSE_WORDS 43
#define MAP_WORDS 12
#define ANOTHER_WORDS 14

/* ---- answering ---- */

/* The next question of the field-list `list` after `control` that is asked now. */
static bool
next_in_list(const struct walk *walk, const struct place *list, size_t *control)
{
    const struct form *form = walk->form;
    for (size_t i = *control + 1; i < form_control_count(form); i++) {
        int parent = form_control(form, i)->parent;
        while (parent >= 0 && (size_t)parent > list->control)
            parent = form_control(form, (size_t)parent)->parent;
        if (parent < 0 || (size_t)parent != list->control)
            return false;
        struct place place = *list;
        place.control = i;
        enum control_kind kind = form_control(form, i)->kind;
        if (kind != CONTROL_GROUP && kind != CONTROL_REPEAT &&
            instance_is_relevant(walk->instance, &place)) {
            *control = i;
            return true;
        }
    }
    return false;
}

/* How much is asked from here to "recorded". */
static size_t
extent(struct walk *walk, struct stop at)
{
    size_t asked = 0;
    for (; at.kind != STOP_RECORDED && *walk->stops_left > 0; --*walk->stops_left) {
        struct stop next;
        asked++;
        for (size_t control = at.place.control;
             at.kind == STOP_QUESTION && next_in_list(walk, &at.place, &control);)
            asked++;
        stops_forward(&walk->stops, &at, &next);
        at = next;
    }
    return asked;
}

static bool
choose(struct walk *walk, const struct place *place, const char *code)
{
    return instance_set(walk->instance, place, code, NULL) &&
           instance_fault(walk->instance, place, walk->language, NULL) == FAULT_NONE;
}

/* The choice that leads furthest; the first of several. */
static void
choose_best(struct walk *walk, const struct stop *stop, const struct place *place)
{
    size_t count = instance_choice_count(walk->instance, place), most = 0;
    char best[CODE_MAX_BYTES] = "", code[CODE_MAX_BYTES];
    for (size_t i = 0; i < count && (i == 0 || *walk->stops_left > 0); i++) {
        int size = snprintf(code, sizeof code, "%s",
                            instance_choice_code(walk->instance, place, i));
        if (size < 0 || (size_t)size >= sizeof code || !choose(walk, place, code))
            continue;
        size_t asked = extent(walk, *stop);
        if (best[0] == '\0' || asked > most) {
            most = asked;
            memcpy(best, code, sizeof best);
        }
    }
    /* None fits alone: what is asked stays without an answer. */
    (void)choose(walk, place, best);
}

static void
answer(struct walk *walk, const struct stop *stop, const struct place *place)
{
    const struct control *control = form_control(walk->form, place->control);
    bool chooses =
        control->kind == CONTROL_SELECT_ONE || control->kind == CONTROL_SELECT_MULTIPLE;
    if (chooses && control_has_appearance(control, "townline-services") &&
        walk->service != NULL && choose(walk, place, walk->service))
        return;
    if (chooses)
        choose_best(walk, stop, place);
}

/* ---- screens ---- */

/* Touches that an answer takes, without the one that goes on. */
static unsigned
answer_touches(const struct walk *walk, const struct place *place)
{
    switch (form_control(walk->form, place->control)->kind) {
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
        return (unsigned)instance_choice_count(walk->instance, place);
    case CONTROL_TEXT: /* somebody writes only where nothing else is taken */
        return instance_fault(walk->instance, place, walk->language, NULL) ==
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
add_screen(struct path *path, const struct path_screen *screen, struct error *err)
{
    if ((path->count & (path->count - 1)) == 0) {
        size_t wanted = path->count == 0 ? 1 : 2 * path->count;
        struct path_screen *grown = realloc(path->screens, wanted * sizeof *grown);
        if (grown == NULL)
            return error_set(err, ERROR_FULL, "there is no memory left");
        path->screens = grown;
    }
    path->screens[path->count++] = *screen;
    return true;
}

static bool
add_picks(struct walk *walk, const struct place *place, struct path *path,
          const struct path_screen *screen, struct error *err)
{
    struct path_screen one = *screen;
    one.touches = 3;
    for (int i = 0; i < PICKS_SCREENS; i++) {
        one.words = i == 0 ? walk_words(walk, place) : 0;
        if (!add_screen(path, &one, err))
            return false;
    }
    return true;
}

static bool
is_picked(const struct walk *walk, const struct place *place)
{
    const struct control *control = form_control(walk->form, place->control);
    size_t count = instance_choice_count(walk->instance, place);
    return control->kind == CONTROL_RANK &&
           control_has_appearance(control, "townline-bestworst") &&
           instance_picks(walk->instance, place) != NULL && count >= PICKS_MIN &&
           count <= PICKS_MAX;
}

static bool
add_question(struct walk *walk, const struct stop *stop, struct path *path,
             struct error *err)
{
    const struct place *place = &stop->place;
    const struct control *control = form_control(walk->form, place->control);
    struct path_screen screen = {.touches = 1};
    snprintf(screen.name, sizeof screen.name, "question %s", control->path);
    answer(walk, stop, place);
    if (is_picked(walk, place))
        return add_picks(walk, place, path, &screen, err);
    screen.words = walk_savings_words(walk, place) + walk_words(walk, place);
    screen.touches += answer_touches(walk, place);
    struct place inner = *place;
    while (control->kind == CONTROL_GROUP &&
           next_in_list(walk, place, &inner.control)) {
        answer(walk, stop, &inner);
        screen.words += walk_words(walk, &inner);
        screen.touches += answer_touches(walk, &inner);
    }
    return add_screen(path, &screen, err);
}

static bool
add_stop(struct walk *walk, const struct stop *stop, struct path *path,
         struct error *err)
{
    switch (stop->kind) {
    case STOP_SERVICE:
        return add_screen(
            path,
            &(struct path_screen){"service", walk_service_words(walk, &stop->place), 1},
            err);
    case STOP_QUESTION:
        return add_question(walk, stop, path, err);
    case STOP_MAP:
        return add_screen(path, &(struct path_screen){"map", MAP_WORDS, 1}, err);
    case STOP_ANOTHER:
        return add_screen(path, &(struct path_screen){"another", ANOTHER_WORDS, 1},
                          err);
    case STOP_RECORDED:
        break;
    }
    return add_screen(path, &(struct path_screen){"recorded", 0, 0}, err);
}

/* ---- the way ---- */

static bool
take(struct walk *walk, struct path *path, struct error *err)
{
    struct stop at, next;
    bool ok = add_screen(path, &(struct path_screen){"attract", 0, 0}, err) &&
              add_screen(path, &(struct path_screen){"purpose", PURPOSE_WORDS, 1}, err);
    if (!ok || !stops_first(&walk->stops, &at))
        return ok;
    while ((ok = add_stop(walk, &at, path, err)) && at.kind != STOP_RECORDED &&
           path->count < SCREENS_MAX) {
        stops_forward(&walk->stops, &at, &next);
        at = next;
    }
    return ok;
}

static bool
walk_for(const struct form *form, size_t language, const char *service,
         size_t *stops_left, struct path *out, struct error *err)
{
    const struct instance_options options = {.seed = 1};
    struct walk *walk = calloc(1, sizeof *walk);
    if (walk == NULL)
        return error_set(err, ERROR_FULL, "there is no memory left");
    *walk = (struct walk){.form = form,
                          .language = language,
                          .service = service,
                          .stops_left = stops_left};
    *out = (struct path){.service = service};
    bool ok = instance_create(form, &options, &walk->instance, err);
    walk->stops = (struct stops){.form = form, .instance = walk->instance};
    ok = ok && take(walk, out, err);
    instance_destroy(walk->instance);
    free(walk);
    if (!ok)
        path_finish(out);
    return ok;
}

static bool
has_services(const struct form *form)
{
    for (size_t i = 0; i < form_control_count(form); i++)
        if (control_has_appearance(form_control(form, i), "townline-services"))
            return form_service_count(form) > 0;
    return false;
}

bool
path_estimate(const struct form *form, size_t language, struct path *out,
              struct error *err)
{
    size_t stops_left = STOPS_LOOKED_AT_MAX;
    struct path longest = {.screens = NULL}, path;
    if (!has_services(form))
        return walk_for(form, language, NULL, &stops_left, out, err);
    for (size_t i = 0; i < form_service_count(form) && stops_left > 0; i++) {
        if (!walk_for(form, language, form_service_name(form, i), &stops_left, &path,
                      err)) {
            path_finish(&longest);
            return false;
        }
        bool is_longer = path_seconds(&path) > path_seconds(&longest);
        path_finish(is_longer ? &longest : &path);
        longest = is_longer ? path : longest;
    }
    *out = longest;
    return true;
}

void
path_finish(struct path *path)
{
    free(path->screens);
    *path = (struct path){.screens = NULL};
}

/* ---- time ---- */

static unsigned
seconds(size_t words, size_t touches)
{
    size_t reading = (words * 60 + PATH_WORDS_PER_MINUTE - 1) / PATH_WORDS_PER_MINUTE;
    return (unsigned)(reading + touches * PATH_TOUCH_S);
}

unsigned
path_screen_seconds(const struct path_screen *screen)
{
    return seconds(screen->words, screen->touches);
}

unsigned
path_seconds(const struct path *path)
{
    size_t words = 0, touches = 0;
    for (size_t i = 0; i < path->count; i++) {
        words += path->screens[i].words;
        touches += path->screens[i].touches;
    }
    return seconds(words, touches);
}

bool
path_is_too_long(const struct path *path)
{
    return path->count > PATH_MAX_SCREENS || path_seconds(path) > PATH_MAX_S;
}

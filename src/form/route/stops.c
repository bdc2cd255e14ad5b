/* stops: finds the stops before and after another one on the way through a form. */
#include "townline/stops.h"

#include <string.h>

#define SCALE_MAX_POINTS 9

const struct repeat *
stops_blocks(const struct descriptor *descriptor)
{
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        if (descriptor->repeats[i].keys) {
            return &descriptor->repeats[i];
        }
    }
    return NULL;
}

bool
place_is_same(const struct place *a, const struct place *b)
{
    return a->control == b->control &&
           memcmp(a->instance, b->instance, sizeof a->instance) == 0;
}

/* The number, in the descriptor, of the repeat over all services around the place; -1
 * when there is none. */
static int
keyed_repeat(const struct form *form, const struct place *place)
{
    const struct descriptor *descriptor = form_descriptor(form);
    int repeat = form_control(form, place->control)->repeat;
    while (repeat >= 0 && !descriptor->repeats[repeat].keys) {
        repeat = descriptor->repeats[repeat].parent;
    }
    return repeat;
}

int
place_block(const struct form *form, const struct place *place)
{
    const struct descriptor *descriptor = form_descriptor(form);
    int repeat = keyed_repeat(form, place);
    if (repeat < 0) {
        return -1;
    }
    size_t depth = 0;
    for (int up = descriptor->repeats[repeat].parent; up >= 0;
         up = descriptor->repeats[up].parent) {
        depth++;
    }
    return place->instance[depth];
}

int
place_service(const struct form *form, const struct place *place)
{
    int block = place_block(form, place);
    if (block < 0) {
        return -1;
    }
    const struct repeat *repeat =
        &form_descriptor(form)->repeats[keyed_repeat(form, place)];
    return (size_t)block < repeat->key_count
               ? form_find_service(form, repeat->keys[block])
               : -1;
}

/* The innermost control around `place` that has the appearance; -1 when there is none.
 */
static int
group_around(const struct form *form, const struct place *place, const char *appearance)
{
    int control = (int)place->control;
    while (control >= 0 &&
           !control_has_appearance(form_control(form, (size_t)control), appearance)) {
        control = form_control(form, (size_t)control)->parent;
    }
    return control;
}

bool
control_is_contact(const struct form *form, size_t control)
{
    struct place place = {.control = control};
    return group_around(form, &place, "townline-contact") >= 0;
}

static bool
has_service_page(const struct stops *stops, int service)
{
    static const char *const fields[] = {"today", "change", "stays_here", "jobs"};
    if (service < 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (form_service_text(stops->form, (size_t)service, fields[i], 0, TEXT_SHOWN)) {
            return true;
        }
    }
    return false;
}

/* Whether the service has both sides: what could be saved and what could be given up.
 */
static bool
has_both_sides(const struct stops *stops, int service)
{
    return service >= 0 &&
           form_service_text(stops->form, (size_t)service, "savings_low", 0,
                             TEXT_SHOWN) &&
           form_service_text(stops->form, (size_t)service, "gives_up", 0, TEXT_SHOWN);
}

/* Whether the way from `from` to the place enters a block. With `from` NULL the place
 * is the first step. */
static bool
begins_block(const struct stops *stops, const struct place *from,
             const struct place *to)
{
    int block = place_block(stops->form, to);
    return has_service_page(stops, place_service(stops->form, to)) &&
           (!from || place_block(stops->form, from) != block);
}

static bool
is_done(const struct stops *stops, const struct place *place)
{
    int block = place_block(stops->form, place);
    return block >= 0 ? stops->finished[block] : stops->passed[place->control];
}

static bool
next_place(const struct stops *stops, const struct place *from, struct place *out)
{
    struct place at;
    bool is_there = instance_next(stops->instance, from, &at);
    while (is_there && stops->skip_done && is_done(stops, &at)) {
        struct place before = at;
        is_there = instance_next(stops->instance, &before, &at);
    }
    if (is_there) {
        *out = at;
    }
    return is_there;
}

static struct stop
arrive(const struct stops *stops, const struct place *from, const struct place *to)
{
    struct stop stop = {.kind = STOP_QUESTION, .place = *to};
    if (begins_block(stops, from, to)) {
        stop.kind = STOP_SERVICE;
    }
    return stop;
}

bool
stops_first(const struct stops *stops, struct stop *out)
{
    struct place first;
    if (!next_place(stops, NULL, &first)) {
        return false;
    }
    *out = arrive(stops, NULL, &first);
    return true;
}

struct scale
stops_scale(const struct stops *stops, const struct place *place)
{
    struct scale scale = {0, 0};
    if (form_control(stops->form, place->control)->kind != CONTROL_SELECT_ONE) {
        return scale;
    }
    bool seen[SCALE_MAX_POINTS + 1] = {false};
    size_t count = instance_choice_count(stops->instance, place);
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(stops->instance, place, i);
        if (code[0] >= '1' && code[0] <= '9' && code[1] == '\0') {
            seen[code[0] - '0'] = true;
        }
    }
    while (scale.points < SCALE_MAX_POINTS && seen[scale.points + 1]) {
        scale.points++;
    }
    if (scale.points < 2) {
        scale.points = 0;
        return scale;
    }
    const char *value = instance_value(stops->instance, place);
    if (value[0] >= '1' && value[0] <= '0' + scale.points && value[1] == '\0') {
        scale.value = value[0] - '0';
    }
    return scale;
}

bool
stops_map_questions(const struct stops *stops, const struct place *place,
                    struct place *identity_out, struct place *control_out)
{
    int group = group_around(stops->form, place, "townline-map");
    if (group < 0) {
        return false;
    }
    const struct descriptor *descriptor = form_descriptor(stops->form);
    bool has_identity = false, has_control = false;
    for (size_t i = (size_t)group; i < form_control_count(stops->form); i++) {
        const struct control *control = form_control(stops->form, i);
        if (control->parent != group || control->question < 0) {
            continue;
        }
        enum question_role role = descriptor->questions[control->question].role;
        if (role == ROLE_IDENTITY) {
            *identity_out = *place;
            identity_out->control = i;
            has_identity = true;
        } else if (role == ROLE_CONTROL) {
            *control_out = *place;
            control_out->control = i;
            has_control = true;
        }
    }
    return has_identity && has_control;
}

const char *
stops_own_sentence(const struct form *form, const struct place *place)
{
    int question = form_control(form, place->control)->question;
    if (question < 0) {
        return NULL;
    }
    switch (form_descriptor(form)->questions[question].role) {
    case ROLE_IDENTITY:
        return "identity";
    case ROLE_CONTROL:
        return "control";
    case ROLE_NONE:
    case ROLE_SERVICES:
        break;
    }
    return NULL;
}

/* Whether a question of the map about the same service is asked at the place or after
 * it. What argues waits for both of them, wherever a form puts it. */
static bool
is_before_map(const struct form *form, const struct place *place)
{
    int repeat = form_control(form, place->control)->repeat;
    for (size_t i = place->control; i < form_control_count(form); i++) {
        int parent = form_control(form, i)->parent;
        if (parent >= 0 && form_control(form, i)->repeat == repeat &&
            control_has_appearance(form_control(form, (size_t)parent),
                                   "townline-map")) {
            return true;
        }
    }
    return false;
}

static bool
begins_savings(const struct stops *stops, const struct place *place)
{
    int group = group_around(stops->form, place, "townline-savings");
    struct place before;
    return group >= 0 && !is_before_map(stops->form, place) &&
           (!instance_previous(stops->instance, place, &before) ||
            place_block(stops->form, &before) != place_block(stops->form, place) ||
            group_around(stops->form, &before, "townline-savings") != group);
}

bool
stops_tells_savings(const struct stops *stops, const struct place *place)
{
    return begins_savings(stops, place) &&
           has_both_sides(stops, place_service(stops->form, place));
}

int
stops_story(const struct stops *stops, const struct place *place)
{
    int service = place_service(stops->form, place);
    if (service < 0 || !begins_savings(stops, place)) {
        return -1;
    }
    const char *name = form_service_name(stops->form, (size_t)service);
    for (size_t i = 0; i < form_story_count(stops->form); i++) {
        const char *about = form_story_text(stops->form, i, "service", 0, TEXT_SHOWN);
        const char *text = form_story_text(stops->form, i, "text", 0, TEXT_SHOWN);
        if (about && text && strcmp(about, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* The dot is shown after the second question when both answers are points of their
 * scales. */
static bool
is_map_due(const struct stops *stops, const struct place *place)
{
    struct place identity, control;
    return stops_map_questions(stops, place, &identity, &control) &&
           place_is_same(place, &control) && stops_scale(stops, &identity).value > 0 &&
           stops_scale(stops, &control).value > 0;
}

/* Whether both places lie in the same instance of the repeat, which is the `depth`th
 * around them. */
static bool
shares_instance(const struct form *form, size_t repeat, size_t depth,
                const struct place *a, const struct place *b)
{
    int control = (int)b->control;
    while (control > (int)repeat) {
        control = form_control(form, (size_t)control)->parent;
    }
    return control == (int)repeat &&
           memcmp(a->instance, b->instance, (depth + 1) * sizeof *a->instance) == 0;
}

/* The innermost open repeat around `control` whose last instance ends between `place`
 * and `next`, the step after it (NULL when there is none); -1 when none ends there. */
static int
repeat_left(const struct stops *stops, int control, const struct place *place,
            const struct place *next)
{
    const struct form *form = stops->form;
    for (; control >= 0; control = form_control(form, (size_t)control)->parent) {
        if (!control_is_open_repeat(form, (size_t)control)) {
            continue;
        }
        size_t depth = 0;
        int above = form_control(form, (size_t)control)->parent;
        for (; above >= 0; above = form_control(form, (size_t)above)->parent) {
            depth += form_control(form, (size_t)above)->kind == CONTROL_REPEAT;
        }
        if (next && shares_instance(form, (size_t)control, depth, place, next)) {
            return -1;
        }
        struct place at = *place;
        at.control = (size_t)control;
        size_t count = instance_repeat_count(stops->instance, &at);
        if (place->instance[depth] + 1u == count && count < RESPONSE_INSTANCE_MAX) {
            return control;
        }
    }
    return -1;
}

/* The stop after a step. `inside` is the control whose repeats have not been asked
 * about yet. */
static struct stop
after(const struct stops *stops, const struct place *place, int inside)
{
    struct place next;
    bool is_there = next_place(stops, place, &next);
    int repeat = repeat_left(stops, inside, place, is_there ? &next : NULL);
    if (repeat >= 0) {
        return (struct stop){STOP_ANOTHER, *place, (size_t)repeat};
    }
    bool leaves_blocks = place_block(stops->form, place) >= 0 &&
                         (!is_there || place_block(stops->form, &next) < 0);
    if (!is_there || leaves_blocks) {
        return (struct stop){.kind = STOP_RECORDED, .place = *place};
    }
    return arrive(stops, place, &next);
}

void
stops_forward(const struct stops *stops, const struct stop *from, struct stop *out)
{
    struct place at = from->place;
    struct stop next = {.kind = STOP_QUESTION, .place = at};
    switch (from->kind) {
    case STOP_SERVICE:
        break;
    case STOP_QUESTION:
        if (is_map_due(stops, &at)) {
            next.kind = STOP_MAP;
        } else {
            next = after(stops, &at, (int)at.control);
        }
        break;
    case STOP_MAP:
        next = after(stops, &at, (int)at.control);
        break;
    case STOP_ANOTHER:
        next = after(stops, &at, form_control(stops->form, from->repeat)->parent);
        break;
    case STOP_RECORDED:
        next = *from;
        break;
    }
    *out = next;
}

bool
stops_more(const struct stops *stops, const struct stop *recorded, struct stop *out)
{
    struct place next;
    if (!next_place(stops, &recorded->place, &next)) {
        return false;
    }
    *out = arrive(stops, &recorded->place, &next);
    return true;
}

bool
stops_back(const struct stops *stops, const struct stop *from, struct stop *out)
{
    struct place before;
    struct stop back = {.place = from->place};
    if (from->kind == STOP_MAP || from->kind == STOP_ANOTHER ||
        from->kind == STOP_RECORDED) {
        bool to_map = from->kind != STOP_MAP && is_map_due(stops, &from->place);
        back.kind = to_map ? STOP_MAP : STOP_QUESTION;
        *out = back;
        return true;
    }
    bool has_before = instance_previous(stops->instance, &from->place, &before);
    const struct place *previous = has_before ? &before : NULL;
    if (from->kind != STOP_SERVICE && begins_block(stops, previous, &from->place)) {
        back.kind = STOP_SERVICE;
    } else if (has_before) {
        back.place = before;
        back.kind = is_map_due(stops, &before) ? STOP_MAP : STOP_QUESTION;
    } else {
        return false;
    }
    *out = back;
    return true;
}

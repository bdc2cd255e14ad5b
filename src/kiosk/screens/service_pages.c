/* What is said about a service: the page at the start of its block, and what staff
 * expect to save, above the question of sharing it. */
#include "answer_words.h"
#include "words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* With whom the service is shared already; NULL when it is not. */
static const char *
shared_with(const struct scene *scene)
{
    const char *shared = scene_service(scene, &scene->kiosk->session.stop.place,
                                       "already_shared", TEXT_SHOWN);
    return shared && *shared && strcmp(shared, "no") != 0 ? shared : NULL;
}

/* Whether one of the words is the code. */
static bool
has_word(const char *words, const char *code)
{
    size_t size = strlen(code);
    for (const char *at = words; at && *at; at += strspn(at, " ,")) {
        size_t length = strcspn(at, " ,");
        if (length == size && strncmp(at, code, size) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

/* The question that asks in which town somebody lives; -1 when there is none. */
static int
find_community(const struct form *form)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        const struct control *control = form_control(form, i);
        const char *slash = strrchr(control->path, '/');
        if (control->kind == CONTROL_SELECT_ONE &&
            strcmp(slash ? slash + 1 : control->path, "community") == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* The number of the town's group, from 1, where groups are divided by ";"; 0 when it is
 * in none. */
static int
find_group(const char *groups, const char *code)
{
    int group = 1;
    for (const char *at = groups; at && *at;) {
        size_t length = strcspn(at, " ,;");
        if (length == strlen(code) && strncmp(at, code, length) == 0) {
            return group;
        }
        at += length;
        group += *at == ';';
        at += *at != '\0';
    }
    return 0;
}

/* Adds a town beside those with which it runs the service. */
static void
add_town(struct page_sharing *sharing, bool closes, int group)
{
    size_t at = sharing->towns;
    for (size_t i = 0; group > 0 && i < sharing->towns; i++) {
        at = sharing->together[i] == group ? i + 1 : at;
    }
    size_t behind = sharing->towns - at;
    memmove(&sharing->closes[at + 1], &sharing->closes[at],
            behind * sizeof sharing->closes[0]);
    memmove(&sharing->together[at + 1], &sharing->together[at],
            behind * sizeof sharing->together[0]);
    sharing->closes[at] = closes;
    sharing->together[at] = group;
    sharing->towns++;
}

/* Fills in one house for each town of the form. False when there are too few towns for
 * sharing, or more than a diagram shows. */
static bool
find_towns(const struct scene *scene, struct page_sharing *sharing)
{
    static const char *const elsewhere[] = {"outside", "elsewhere", "other", "none"};
    const struct session *session = &scene->kiosk->session;
    int control = find_community(session->options.form);
    struct place place = {.control = (size_t)(control < 0 ? 0 : control)};
    const struct place *at = &session->stop.place;
    const char *closes = scene_service(scene, at, "closes", TEXT_SHOWN);
    const char *groups = scene_service(scene, at, "together", TEXT_SHOWN);
    size_t count = control < 0 ? 0 : instance_choice_count(session->instance, &place);
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, &place, i);
        bool is_town = true;
        for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++) {
            is_town = is_town && strcmp(code, elsewhere[k]) != 0;
        }
        if (is_town && sharing->towns == PAGE_TOWNS_MAX) {
            return false;
        }
        if (is_town) {
            add_town(sharing, has_word(closes, code), find_group(groups, code));
        }
    }
    return sharing->towns >= 2;
}

/* Which of several services it is: who comes from one sees that another follows, and
 * how many there are. */
static void
tell_which(struct scene *scene)
{
    const struct session_progress *progress = &scene->kiosk->session.progress;
    if (!scene->frame.where || progress->services < 2) {
        return;
    }
    const char *words = progress->service > 1
                            ? tr("Next: {service}. {number} of {all}")
                            : tr("First: {service}. {number} of {all}");
    words = scene_fill(scene, words, "service", scene->frame.where);
    words = scene_fill(scene, words, "number",
                       scene_format(scene, "%u", progress->service));
    scene->frame.where =
        scene_fill(scene, words, "all", scene_format(scene, "%u", progress->services));
}

static void
build_service(struct scene *scene)
{
    static const struct {
        const char *field, *icon;
    } facts[] = {{"today", "clock"},
                 {"change", "change"},
                 {"stays_here", "pin"},
                 {"jobs", "people"}};
    const char *const titles[] = {tr("Today"), tr("What would change"),
                                  tr("What stays here"), tr("Jobs")};
    struct page_item *items = scene_items(scene, 4);
    size_t count = 0;
    bool has_both = true; /* today and what would change */
    for (size_t i = 0; i < 4; i++) {
        const struct place *place = &scene->kiosk->session.stop.place;
        const char *text = scene_service(scene, place, facts[i].field, TEXT_STYLED);
        const char *say = scene_service(scene, place, facts[i].field, TEXT_SAY);
        if (text) {
            has_both = has_both && (i > 1 || count == i);
            items[count++] = (struct page_item){
                .id = scene_format(scene, "fact-%s", facts[i].field),
                .text = titles[i],
                .detail = text,
                .run_in = scene_labeled(
                    scene, scene_format(scene, "\x01%s\x02", titles[i]), text),
                .say = scene_say(scene, titles[i], say ? say : text),
                .icon = facts[i].icon};
        }
    }
    scene_path_frame(scene);
    tell_which(scene);
    const char *shared = shared_with(scene);
    if (shared && scene->frame.where) {
        if (!scene->frame.where_short) {
            scene->frame.where_short = scene->frame.where;
        }
        scene->frame.where = scene_format(scene, "%s \u00b7 %s", scene->frame.where,
                                          tr("Already shared here"));
    }
    scene_begin(scene);
    struct page_sharing sharing = {.items = items,
                                   .item_count = count,
                                   .icon = scene->frame.icon,
                                   .grown = kiosk_grown(scene->kiosk)};
    if (!scene->page) {
        return;
    }
    /* of a service that is shared, the picture is true where the pack says by whom */
    bool is_known = !shared || scene_service(scene, &scene->kiosk->session.stop.place,
                                             "together", TEXT_SHOWN);
    if (count >= 2 && has_both && is_known && find_towns(scene, &sharing)) {
        page_sharing(scene->page, &sharing);
    } else {
        page_facts(scene->page, items, count);
    }
}

const struct screen screen_service = {"service", build_service, NULL};

/* "180000" to "$180,000"; what is no whole number stays as it is. */
static const char *
dollars(struct scene *scene, const char *amount)
{
    size_t size = strlen(amount);
    char out[64];
    size_t at = 0;
    if (size == 0 || size > 15 || strspn(amount, "0123456789") != size) {
        return amount;
    }
    for (size_t i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0) {
            out[at++] = ',';
        }
        out[at++] = amount[i];
    }
    out[at] = '\0';
    return scene_format(scene, "$%s", out);
}

/* Per year only where the sheet says so. `high` NULL: one amount. */
static const char *
savings_words(struct scene *scene, const struct place *place, const char *low,
              const char *high)
{
    const char *period = scene_service(scene, place, "savings_period", TEXT_SHOWN);
    bool is_yearly = period && strcmp(period, "year") == 0;
    if (!high) {
        return is_yearly ? scene_fill(scene, tr("{low} a year"), "low", low) : low;
    }
    const char *words =
        is_yearly ? tr("{low} to {high} a year") : tr("{low} to {high}");
    return scene_fill(scene, scene_fill(scene, words, "low", low), "high", high);
}

void
scene_answers_frame(struct scene *scene, const struct place *place)
{
    struct stops stops = session_stops(&scene->kiosk->session);
    if (scene->kiosk->page == 0 && stops_tells_savings(&stops, place)) {
        scene->frame.more = tr("Choose your answer");
        scene->frame.more_short = tr("Choose");
    }
}

void
scene_savings(struct scene *scene, const struct place *place)
{
    struct stops stops = session_stops(&scene->kiosk->session);
    if (!stops_tells_savings(&stops, place)) {
        return;
    }
    const char *low = scene_service(scene, place, "savings_low", TEXT_SHOWN);
    const char *high = scene_service(scene, place, "savings_high", TEXT_SHOWN);
    const char *source = scene_service(scene, place, "savings_source", TEXT_STYLED);
    const char *date = scene_service(scene, place, "savings_date", TEXT_SHOWN);
    low = low ? low : "";
    const char *amount =
        savings_words(scene, place, dollars(scene, low),
                      high && strcmp(high, low) != 0 ? dollars(scene, high) : NULL);
    if (source && date) {
        source = scene_fill(scene, tr("{source}, {date}"), "source", source);
        source = scene_fill(scene, source, "date", day_words(scene, date));
    }
    struct page_item *sides = scene_items(scene, 2);
    sides[0] = (struct page_item){
        .id = "savings",
        .icon = "money",
        .text = tr("Could be saved"),
        .detail = scene_fill(scene, tr("{amount} for all towns"), "amount", amount)};
    sides[1] = (struct page_item){
        .id = "gives-up",
        .icon = "person",
        .text = tr("Could be given up"),
        .detail = scene_service(scene, place, "gives_up", TEXT_STYLED)};
    const char *said = scene_service(scene, place, "gives_up", TEXT_SAY);
    if (said) {
        sides[1].say = scene_say(scene, sides[1].text, said);
    }
    page_sides(scene->page, sides,
               source ? scene_fill(scene, tr("Estimate: {source}"), "source", source)
                      : tr("An estimate"));
}

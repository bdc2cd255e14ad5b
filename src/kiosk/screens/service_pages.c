/* What is said about a service: the page at the start of its block, and what staff
 * expect to save, above the question of sharing it. */
#include "answer_words.h"
#include "words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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
    for (size_t i = 0; i < 4; i++) {
        const struct place *place = &scene->kiosk->session.stop.place;
        const char *text = scene_service(scene, place, facts[i].field, TEXT_STYLED);
        const char *say = scene_service(scene, place, facts[i].field, TEXT_SAY);
        if (text) {
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
    const char *shared = scene_service(scene, &scene->kiosk->session.stop.place,
                                       "already_shared", TEXT_SHOWN);
    if (shared && *shared && strcmp(shared, "no") != 0 && scene->frame.where) {
        if (!scene->frame.where_short) {
            scene->frame.where_short = scene->frame.where;
        }
        scene->frame.where = scene_format(scene, "%s \u00b7 %s", scene->frame.where,
                                          tr("Already shared here"));
    }
    scene_begin(scene);
    if (scene->page) {
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
    struct page_item item = {
        .id = "savings",
        .icon = "money",
        .text = scene_labeled(scene, tr("All towns together could save"),
                              scene_format(scene, "\x01%s\x02", amount)),
        .detail = source
                      ? scene_fill(scene, tr("Source: {source}. This is an estimate."),
                                   "source", source)
                      : tr("This is an estimate.")};
    page_aside(scene->page, &item);
}

/* staff_bundles: every bundle, what became of it, and the code by which it is known. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

#define SHOWN_MAX 64 /* the newest of them */
#define DASH "\342\200\224"

/* Upright and on 7 inch there is no room for two more columns. */
static bool
has_days(const struct scene *scene)
{
    const struct theme *theme = &scene->kiosk->theme;
    return !theme->compact && !theme->tall;
}

static const char *
state_words(enum outbox_state state)
{
    switch (state) {
    case OUTBOX_WAITING:
        return tr("Only on this kiosk");
    case OUTBOX_CARRIED:
        return tr("Carried, no receipt yet");
    case OUTBOX_CONFIRMED:
        return tr("Confirmed");
    }
    return "";
}

static const char *
content_words(struct scene *scene, const struct outbox_entry *entry)
{
    const char *number = staff_number(scene, entry->responses);
    switch (entry->kind) {
    case BUNDLE_CONTACTS:
        return scene_fill(scene, tr("{number} contacts"), "number", number);
    case BUNDLE_STATUS:
        return tr("health only");
    case BUNDLE_RESPONSES:
        break;
    }
    return number;
}

static const char *
way_words(enum outbox_way way)
{
    switch (way) {
    case OUTBOX_BY_PHONE:
        return tr("phone");
    case OUTBOX_BY_STICK:
        return tr("stick");
    case OUTBOX_BY_NOBODY:
        break;
    }
    return DASH;
}

/* A confirmed bundle is one that somebody has, also where nobody typed the carried
 * code. */
static const char *
collected_words(struct scene *scene, const struct outbox_entry *entry)
{
    if (entry->taken > 0) {
        return staff_day(scene, entry->taken / 2);
    }
    return entry->state == OUTBOX_WAITING ? tr("not collected") : DASH;
}

/* On small panels, where the days have no columns, the state says the day too. */
static const char *
fate_words(struct scene *scene, const struct outbox_entry *entry)
{
    if (entry->state == OUTBOX_CONFIRMED && entry->confirmed > 0) {
        return scene_fill(scene, tr("Confirmed {day}"), "day",
                          staff_day(scene, entry->confirmed / 2));
    }
    return state_words(entry->state);
}

static struct page_table_row
row_of(struct scene *scene, const struct outbox_entry *entry)
{
    static const char *const icons[] = {"", "arrow", "check"};
    char code[32] = DASH;
    if (entry->state != OUTBOX_WAITING) {
        carried_code(entry->number, entry->id, code, sizeof code);
    }
    const char *number = scene_format(scene, "%u", entry->number);
    const char *shown = scene_format(scene, "%s", code);
    struct page_table_row row = {
        .id = scene_format(scene, "bundle-%u", entry->number),
        .icon = icons[entry->state],
        .chosen = entry->number == scene->kiosk->staff.chosen,
        .strong = entry->state != OUTBOX_CONFIRMED,
    };
    const char *wide[] = {number,
                          content_words(scene, entry),
                          collected_words(scene, entry),
                          way_words(entry->taken_by),
                          shown,
                          fate_words(scene, entry)};
    const char *narrow[] = {number, content_words(scene, entry), shown,
                            fate_words(scene, entry)};
    memcpy(row.cells, has_days(scene) ? wide : narrow,
           has_days(scene) ? sizeof wide : sizeof narrow);
    return row;
}

static void
build_bundles(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    struct outbox_entry entry;
    size_t count = 0, shown = 0;
    while (store_outbox(kiosk->store, count, &entry)) {
        count++;
    }
    struct page_table_row *rows = scene_table_rows(scene, SHOWN_MAX);
    for (size_t i = rows ? count : 0; i > 0 && shown < SHOWN_MAX; i--) {
        if (store_outbox(kiosk->store, i - 1, &entry)) {
            rows[shown++] = row_of(scene, &entry);
        }
    }
    scene->frame.back.text = tr("Back");
    scene->frame.next.text =
        kiosk->staff.chosen > 0
            ? scene_format(scene, tr("Send %u again"), kiosk->staff.chosen)
            : NULL;
    scene->frame.next_always = true;
    staff_begin(scene, tr("Bundles"));
    if (!scene->page) {
        return;
    }
    page_note(scene->page,
              count > 0 ? tr("A bundle is one lot of answers, sealed for the office.")
                        : tr("There is no bundle yet. The first is made when you "
                             "collect."));
    struct page_table table = {
        .headings = {tr("Bundle"), tr("Answers"), tr("Carried code"), tr("Now")},
        .shares = {0.17, 0.2, 0.23, 0.4},
        .at_end = {false, true},
        .column_count = 4,
        .row_count = shown,
        .rows = rows,
    };
    if (has_days(scene)) {
        table = (struct page_table){
            .headings = {tr("Bundle"), tr("Answers"), tr("Collected"), tr("By"),
                         tr("Carried code"), tr("Now")},
            .shares = {0.14, 0.14, 0.17, 0.1, 0.15, 0.3},
            .at_end = {false, true},
            .column_count = 6,
            .row_count = shown,
            .rows = rows,
        };
    }
    if (shown > 0) {
        page_table(scene->page, &table);
    }
}

const struct screen screen_staff_bundles = {"staff-bundles", build_bundles, NULL};

/* staff_log: what staff did at this kiosk, the newest first. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

#define SHOWN_MAX 64

static const char *
station_words(int64_t station)
{
    switch (station) {
    case STATION_OPEN:
        return tr("Opened for residents");
    case STATION_RESTING:
        return tr("Set to rest");
    default:
        return tr("Closed for residents");
    }
}

static const char *
bundle_words(struct scene *scene, const char *words, int64_t number)
{
    return scene_fill(scene, words, "number",
                      scene_format(scene, "%lld", (long long)number));
}

static const char *
pin_words(const struct audit_entry *entry)
{
    switch ((enum audit_kind)entry->kind) {
    case AUDIT_PIN_RIGHT:
        return tr("Opened with the PIN");
    case AUDIT_PIN_WRONG:
        return tr("Wrong PIN");
    case AUDIT_PIN_LOCKED:
        return tr("Wrong PIN too often: locked for a time");
    case AUDIT_PIN_SET:
        return tr("A new PIN was set");
    default:
        return tr("The office took the PIN back");
    }
}

static const char *
collecting_words(struct scene *scene, const struct audit_entry *entry)
{
    switch ((enum audit_kind)entry->kind) {
    case AUDIT_CODE_SHOWN:
        return tr("The moving code was shown");
    case AUDIT_CARRIED:
        return bundle_words(scene,
                            entry->second == OUTBOX_BY_STICK
                                ? tr("Bundle {number} was saved to a stick")
                                : tr("A phone has bundle {number}"),
                            entry->first);
    case AUDIT_RECEIPT:
        return bundle_words(scene, tr("Receipt up to bundle {number}"), entry->first);
    case AUDIT_ERASED:
        return bundle_words(scene, tr("Confirmed answers erased up to bundle {number}"),
                            entry->second);
    default:
        return tr("Final collection");
    }
}

static const char *
entry_words(struct scene *scene, const struct audit_entry *entry)
{
    switch ((enum audit_kind)entry->kind) {
    case AUDIT_PIN_RIGHT:
    case AUDIT_PIN_WRONG:
    case AUDIT_PIN_LOCKED:
    case AUDIT_PIN_SET:
    case AUDIT_PIN_RESET:
        return pin_words(entry);
    case AUDIT_CODE_SHOWN:
    case AUDIT_CARRIED:
    case AUDIT_RECEIPT:
    case AUDIT_FINAL_COLLECTION:
    case AUDIT_ERASED:
        return collecting_words(scene, entry);
    case AUDIT_STATION:
        return station_words(entry->first);
    case AUDIT_CLOCK_SET:
        return tr("The clock was set");
    case AUDIT_CLOCK_BACK:
        return tr("The clock was set back: later answers have no certain date");
    case AUDIT_PACK:
        return tr("Other questions are asked");
    case AUDIT_TEST_MODE:
        return entry->first ? tr("Test mode on") : tr("Test mode off");
    case AUDIT_CLOSED:
        return tr("The program was closed");
    case AUDIT_HELPING:
        return entry->first ? tr("I am helping: yes") : tr("I am helping: no");
    case AUDIT_SETTING:
        return tr("A setting was changed");
    case AUDIT_UPDATE:
        return entry->first ? tr("The new version is installed")
                            : tr("The new version was not installed");
    }
    return tr("Something that only a newer program knows");
}

static struct page_table_row
row_of(struct scene *scene, const struct audit_entry *entry)
{
    const char *day = staff_day(scene, entry->half_day / 2);
    const char *half = entry->half_day % 2 ? tr("afternoon") : tr("morning");
    const char *when = entry->certain ? scene_format(scene, "%s  %s", day, half)
                                      : tr("date not certain");
    return (struct page_table_row){
        .id = scene_format(scene, "entry-%u", entry->number),
        .cells = {scene_format(scene, "%u", entry->number), when,
                  entry_words(scene, entry)},
    };
}

static void
build_log(struct scene *scene)
{
    struct store *store = scene->kiosk->store;
    struct audit_entry entry;
    bool whole = false;
    struct error err;
    size_t shown = 0;
    struct page_table_row *rows = scene_table_rows(scene, SHOWN_MAX);
    while (rows && shown < SHOWN_MAX && store_audit_entry(store, shown, &entry)) {
        rows[shown++] = row_of(scene, &entry);
    }
    scene->frame.back.text = tr("Back");
    staff_begin(scene, tr("Staff log"));
    if (!scene->page) {
        return;
    }
    if (!store_audit_is_whole(store, &whole, &err) || !whole) {
        page_problem(scene->page, tr("There is a problem"),
                     tr("This log was changed outside of the program."));
    }
    page_note(scene->page, shown > 0
                               ? tr("What staff did here, the newest first. It names "
                                    "nobody and cannot be changed here.")
                               : tr("Nothing yet."));
    struct page_table table = {
        .headings = {tr("No."), tr("When"), tr("What")},
        .shares = {0.1, 0.38, 0.52},
        .at_end = {true},
        .column_count = 3,
        .row_count = shown,
        .rows = rows,
        .read_only = true,
    };
    if (shown > 0) {
        page_table(scene->page, &table);
    }
}

const struct screen screen_staff_log = {"staff-log", build_log, NULL};

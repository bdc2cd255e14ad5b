/* staff_bundles: every bundle, what became of it, and the code by which it is known. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

#define SHOWN_MAX 64 /* the newest of them */

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

static struct page_table_row
row_of(struct scene *scene, const struct outbox_entry *entry)
{
    static const char *const icons[] = {"", "arrow", "check"};
    char code[32] = "\342\200\224";
    if (entry->state != OUTBOX_WAITING) {
        carried_code(entry->number, entry->id, code, sizeof code);
    }
    return (struct page_table_row){
        .id = scene_format(scene, "bundle-%u", entry->number),
        .cells = {scene_format(scene, "%u", entry->number), content_words(scene, entry),
                  scene_format(scene, "%s", code), state_words(entry->state)},
        .icon = icons[entry->state],
        .chosen = entry->number == scene->kiosk->staff.chosen,
        .strong = entry->state != OUTBOX_CONFIRMED,
    };
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
        .shares = {0.14, 0.2, 0.22, 0.44},
        .at_end = {false, true},
        .column_count = 4,
        .row_count = shown,
        .rows = rows,
    };
    if (shown > 0) {
        page_table(scene->page, &table);
    }
}

const struct screen screen_staff_bundles = {"staff-bundles", build_bundles, NULL};

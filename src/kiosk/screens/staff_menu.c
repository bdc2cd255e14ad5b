/* staff_menu: what staff see after the PIN: what to do today, where the answers are,
 * how to take them, what residents find, and how the kiosk is doing. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

static uint32_t
only_here(const struct store_counts *counts)
{
    return counts->open + counts->waiting;
}

static const char *
few_words(struct scene *scene, uint32_t here)
{
    char words[200];
    staff_few_words(here, words, sizeof words);
    return scene_format(scene, "%s", words);
}

/* "12 answers were confirmed more than 30 days ago." */
static const char *
due_words(struct scene *scene, const struct retention *due)
{
    const char *words =
        scene_fill(scene,
                   trn("{count} answer was confirmed more than {days} days ago.",
                       "{count} answers were confirmed more than {days} days ago.",
                       due->responses),
                   "count", staff_number(scene, due->responses));
    return scene_fill(scene, words, "days", scene_format(scene, "%u", due->days));
}

/* The first of these that holds is today's sentence. */
static struct page_item
today(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct store_counts *counts = &kiosk->staff.counts;
    uint32_t here = only_here(counts);
    const struct retention due = staff_find_due(kiosk);
    struct page_item item = {.id = "today", .icon = "arrow"};
    if (*kiosk->cause || *kiosk->missed) {
        item.icon = "problem";
        item.text = tr("Look at this first.");
        item.detail = *kiosk->cause ? kiosk->cause : tr(kiosk->missed);
    } else if (staff_has_stick(&kiosk->staff)) {
        item.icon = "stick";
        item.text = tr("The stick is in.");
        item.detail = tr("Nobody has read it yet. Touch \"With a USB stick\".");
    } else if (here >= STORE_FREEZE_MIN || counts->waiting > 0) {
        item.text = tr("Collect today.");
        item.detail = scene_format(
            scene,
            trn("%u answer is only on this kiosk. Use a phone or a stick.",
                "%u answers are only on this kiosk. Use a phone or a stick.", here),
            here);
    } else if (counts->carried > 0) {
        item.text = tr("Type the receipt.");
        item.detail = scene_format(
            scene,
            trn("%u answer was carried, and the office has not confirmed it yet.",
                "%u answers were carried, and the office has not confirmed them yet.",
                counts->carried),
            counts->carried);
    } else if (due.responses > 0) {
        item.icon = "storage";
        item.text = tr("Erase old answers?");
        item.detail = due_words(scene, &due);
        item.leads = true;
    } else if (here > 0) {
        item.icon = "clock";
        item.text = tr("Not yet.");
        item.detail = few_words(scene, here);
    } else {
        item.icon = "check";
        item.text = tr("Nothing to do.");
        item.detail = counts->confirmed > 0
                          ? scene_format(scene,
                                         trn("%s answer is safe at the office.",
                                             "All %s answers are safe at the office.",
                                             counts->confirmed),
                                         staff_number(scene, counts->confirmed))
                          : tr("No answers yet.");
    }
    return item;
}

static void
add_tallies(struct scene *scene)
{
    const struct store_counts *counts = &scene->kiosk->staff.counts;
    const struct page_item tallies[] = {
        {.id = "count-open",
         .text = tr("Only on this kiosk"),
         .badge = staff_number(scene, only_here(counts)),
         .detail = tr("not collected yet")},
        {.id = "count-carried",
         .text = tr("Carried"),
         .badge = staff_number(scene, counts->carried),
         .detail = tr("no receipt yet")},
        {.id = "count-confirmed",
         .text = tr("Confirmed"),
         .badge = staff_number(scene, counts->confirmed),
         .detail = tr("safe at the office")},
    };
    struct page_item *items = scene_items(scene, 3);
    memcpy(items, tallies, sizeof tallies);
    page_tallies(scene->page, items, 3);
}

static void
add_acts(struct scene *scene)
{
    const struct store_counts *counts = &scene->kiosk->staff.counts;
    bool collect = only_here(counts) >= STORE_FREEZE_MIN || counts->waiting > 0;
    const struct page_item acts[] = {
        {.id = "send",
         .icon = "qr",
         .text = tr("With a phone"),
         .detail = tr("shows a moving code"),
         .primary = collect},
        {.id = "stick",
         .icon = "stick",
         .text = tr("With a USB stick"),
         .detail = tr("saves and reads files")},
        {.id = "receipt",
         .icon = "check",
         .text = tr("Type a receipt"),
         .detail = tr("the 10 digits of the office"),
         .primary = !collect && counts->carried > 0},
    };
    struct page_item *items = scene_items(scene, 3);
    memcpy(items, acts, sizeof acts);
    /* On small panels names alone leave room for the numbers on the same page. */
    for (size_t i = 0; scene->kiosk->theme.compact && i < 3; i++) {
        items[i].detail = NULL;
    }
    page_acts(scene->page, items, 3);
}

/* The event, where the pack has any, and "I am helping". Returns how many. A small
 * panel has no room for the event: its line on the card tells it, and More chooses it.
 */
static size_t
add_switches(struct scene *scene, struct page_item *switches)
{
    const struct kiosk *kiosk = scene->kiosk;
    const char *event = staff_event_words(scene);
    size_t count = 0;
    if (form_event_count(kiosk->pack->form) > 0 && !kiosk->theme.compact) {
        switches[count++] = (struct page_item){
            .id = "event",
            .text = scene_labeled(scene, tr("Event"), *event ? event : tr("none")),
            .leads = true};
    }
    bool helping = kiosk->staff.helping;
    switches[count++] = (struct page_item){.id = "helping",
                                           .text = helping ? tr("I am helping: yes")
                                                           : tr("I am helping: no"),
                                           .chosen = helping};
    return count;
}

static void
add_board(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct staff *staff = &kiosk->staff;
    bool clock_ok = clock_is_trusted(kiosk->clock);
    const struct page_item choices[] = {
        {.id = "station-open",
         .text = tr("Open"),
         .chosen = staff->station == STATION_OPEN},
        {.id = "station-resting",
         .text = tr("Resting"),
         .chosen = staff->station == STATION_RESTING},
        {.id = "station-closed",
         .text = tr("Closed"),
         .chosen = staff->station == STATION_CLOSED},
    };
    struct page_item *items = scene_items(scene, 5 + STAFF_HEALTH_MAX);
    memcpy(items, choices, sizeof choices);
    size_t switch_count = add_switches(scene, items + 3);
    size_t line_count = staff_health(scene, items + 5);
    bool warns = *kiosk->cause || *kiosk->missed || !clock_ok;
    struct page_board board = {
        .label = tr("What residents find"),
        .choices = items,
        .choice_count = 3,
        .switches = items + 3,
        .switch_count = switch_count,
        .card = {.id = "health",
                 .text = warns ? tr("Look at this") : tr("All is well"),
                 .detail = tr("Checks")},
        .lines = items + 5,
        .line_count = line_count,
        .warns = warns,
    };
    page_board(scene->page, &board);
}

static void
build_menu(struct scene *scene)
{
    scene->frame.back.text =
        scene->kiosk->theme.compact ? tr("Back") : tr("Back to residents");
    scene->frame.extra.text = tr("List of bundles");
    /* On small panels the next page is "More". */
    scene->frame.next.text = scene->kiosk->theme.compact ? tr("Settings") : tr("More");
    scene->frame.next_always = scene->frame.next_is_plain = true;
    staff_begin(scene, NULL);
    if (!scene->page) {
        return;
    }
    if (!scene->kiosk->staff.message.one) {
        struct page_item sentence = today(scene);
        page_banner(scene->page, &sentence);
    }
    add_tallies(scene);
    add_acts(scene);
    add_board(scene);
}

/* Today's sentence can be touched where it asks something; all else is the model's. */
static bool
touch_menu(struct kiosk *kiosk, const char *id)
{
    bool is_asked = strcmp(id, "today") == 0;
    if (is_asked) {
        staff_ask_to_erase(kiosk);
    }
    return is_asked;
}

const struct screen screen_staff_menu = {"staff-menu", build_menu, touch_menu};

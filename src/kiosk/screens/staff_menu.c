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

/* The first of these that holds is today's sentence. */
static struct page_item
today(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct store_counts *counts = &kiosk->staff.counts;
    uint32_t here = only_here(counts);
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
    const struct page_item switches[] = {
        {.id = "helping",
         .text = staff->helping ? tr("I am helping: yes") : tr("I am helping: no"),
         .chosen = staff->helping},
    };
    struct page_item *items = scene_items(scene, 4 + STAFF_HEALTH_MAX);
    memcpy(items, choices, sizeof choices);
    memcpy(items + 3, switches, sizeof switches);
    size_t line_count = staff_health(scene, items + 4);
    bool warns = *kiosk->cause || *kiosk->missed || !clock_ok;
    struct page_board board = {
        .label = tr("What residents find"),
        .choices = items,
        .choice_count = 3,
        .switches = items + 3,
        .switch_count = 1,
        .card = {.id = "health",
                 .text = warns ? tr("Look at this") : tr("All is well"),
                 .detail = tr("Checks")},
        .lines = items + 4,
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

const struct screen screen_staff_menu = {"staff-menu", build_menu, NULL};

/* staff_frame: what every screen of the staff has: the bar over it, what is to be told,
 * and numbers as staff read them. */
#include "staff_parts.h"

#include "calendar_day.h"
#include "first_start.h"
#include "townline/calendar.h"
#include "townline/manifest.h"
#include "words.h"

#include <string.h>

const char *
staff_day(struct scene *scene, int64_t days)
{
    struct calendar_date date = calendar_date(days);
    const char *words =
        scene_fill(scene, tr("{month} {day}"), "month", day_month_name(date.month));
    return scene_fill(scene, words, "day", scene_format(scene, "%d", date.day));
}

static const char *
what_is_asked(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct manifest *manifest = kiosk->pack->manifest;
    const char *title = form_title(kiosk->pack->form), *version = "", *round = "";
    if (manifest) {
        title = *manifest->title ? manifest->title : title;
        version = manifest->form_version;
        round = manifest->round;
    }
    const char *words = title;
    if (*version) {
        words = scene_fill(scene, tr("{title}, version {version}"), "title", title);
        words = scene_fill(scene, words, "version", version);
    }
    return *round ? scene_format(scene, "%s \302\267 %s", words, round) : words;
}

static const char *
step_name(enum staff_view view)
{
    switch (view) {
    case STAFF_LANGUAGE:
        return tr("language");
    case STAFF_SIZE:
        return tr("size");
    case STAFF_NAME:
        return tr("name");
    case STAFF_SET_CLOCK:
        return tr("clock");
    case STAFF_NEW_PIN:
        return tr("PIN");
    case STAFF_PIN_AGAIN:
        return tr("PIN again");
    case STAFF_PACK:
        return tr("questions");
    case STAFF_OFFICE:
    case STAFF_STOPPED:
        return tr("office key");
    case STAFF_PAGE:
        return tr("page for phones");
    default:
        return tr("kiosk key");
    }
}

/* "Step 2 of 8: size" and its dots, in the place of what only a kiosk in use has. */
static bool
fill_steps(struct scene *scene)
{
    struct page_staff_bar *bar = &scene->frame.staff_bar;
    bar->step = first_start_step(&scene->kiosk->staff, &bar->steps);
    if (bar->step == 0) {
        bar->steps = 0;
        return false;
    }
    bar->name = tr("Setting up this kiosk");
    bar->about = scene_labeled(
        scene, scene_format(scene, tr("Step %u of %u"), bar->step, bar->steps),
        step_name(scene->kiosk->staff.view));
    return true;
}

void
staff_step_frame(struct scene *scene)
{
    const struct staff *staff = &scene->kiosk->staff;
    int steps, step = first_start_step(staff, &steps);
    scene->frame.next.text = step > 0 ? tr("Next") : tr("Keep");
    scene->frame.back.text = step == 1 ? NULL : tr("Back");
}

static void
fill_bar(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    struct page_staff_bar *bar = &scene->frame.staff_bar;
    if (fill_steps(scene)) {
        return;
    }
    int64_t minutes = clock_minutes(kiosk->clock);
    const char *day = staff_day(scene, minutes / 1440);
    const char *name = kiosk_name(kiosk);
    bar->name = *name ? name : tr("Kiosk");
    bar->badge = tr("Staff");
    bar->about = what_is_asked(scene);
    bar->when = scene_time(scene, (int)(minutes % 1440));
    if (kiosk->staff.view != STAFF_SENDING) {
        bar->when = scene_format(scene, "%s  %s", day, bar->when);
    }
    if (kiosk->staff.is_warned) { /* in the bar: it moves nothing on the screen */
        bar->about = tr("Soon back to residents. Touch to stay.");
        bar->when = NULL;
    }
    if (kiosk_is_test(kiosk)) {
        bar->is_test = true;
        bar->badge = tr("TEST: nothing counts");
    }
}

void
staff_begin(struct scene *scene, const char *title)
{
    const struct staff *staff = &scene->kiosk->staff;
    scene->frame.staff = true;
    fill_bar(scene);
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    char words[STAFF_MESSAGE_MAX_BYTES];
    staff_message_words(&staff->message, words, sizeof words);
    const char *told = *words ? scene_format(scene, "%s", words) : NULL;
    if (told && staff->message.is_problem) {
        page_problem(scene->page, tr("There is a problem"), told);
    }
    if (title) {
        page_heading(scene->page, title, NULL);
    }
    if (told && !staff->message.is_problem) {
        page_body(scene->page, told, NULL);
    }
}

const char *
staff_number(struct scene *scene, uint32_t n)
{
    if (n < 1000) {
        return scene_format(scene, "%u", n);
    }
    if (n < 1000000) {
        return scene_format(scene, "%u,%03u", n / 1000, n % 1000);
    }
    return scene_format(scene, "%u,%03u,%03u", n / 1000000, n / 1000 % 1000, n % 1000);
}

const struct page_item *
staff_count_items(struct scene *scene)
{
    const struct store_counts *counts = &scene->kiosk->staff.counts;
    const uint32_t numbers[] = {counts->open + counts->waiting, counts->carried,
                                counts->confirmed};
    const char *const names[] = {tr("Only on this kiosk"), tr("Carried"),
                                 tr("Confirmed")};
    static const char *const ids[] = {"count-open", "count-carried", "count-confirmed"};
    struct page_item *items = scene_items(scene, 3);
    for (size_t i = 0; i < 3; i++) {
        items[i] = (struct page_item){
            .id = ids[i], .text = names[i], .detail = staff_number(scene, numbers[i])};
    }
    return items;
}

void
staff_counts(struct scene *scene)
{
    page_counts(scene->page, staff_count_items(scene), 3);
}

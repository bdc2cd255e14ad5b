/* staff_checks: whether all is well, one card each; the points that are touched; and
 * the page of it for the office. */
#include "staff_parts.h"

#include "staff_collect.h"
#include "staff_findings.h"
#include "staff_visit.h"
#include "townline/stick.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define REPORT_MAX_BYTES ((size_t)64 << 10)

static const char *const check_ids[CHECKED_KINDS] = {
    "check-touch", "check-size",      "check-storage", "check-clock",
    "check-keys",  "check-questions", "check-power"};

static const char *
when_words(struct scene *scene, const struct check_finding *finding)
{
    if (finding->result == CHECK_NOT_DONE) {
        return tr("not done");
    }
    return finding->half_day > 0 ? staff_day(scene, finding->half_day / 2)
                                 : tr("today");
}

static const char *
count_words(struct scene *scene, const unsigned counts[3])
{
    const char *const patterns[] = {tr("{number} not done yet"), tr("{number} good"),
                                    tr("{number} to look at")};
    static const enum check_result order[] = {CHECK_GOOD, CHECK_LOOK, CHECK_NOT_DONE};
    const char *words = "";
    for (size_t i = 0; i < 3; i++) {
        unsigned count = counts[order[i]];
        const char *part = scene_fill(scene, patterns[order[i]], "number",
                                      scene_format(scene, "%u", count));
        if (count > 0) {
            words =
                scene_format(scene, "%s%s%s", words, *words ? " \302\267 " : "", part);
        }
    }
    return words;
}

/* Those that were begun and not finished were left, deleted or cut off. */
static const char *
session_words(struct scene *scene)
{
    const struct store_counts *counts = &scene->kiosk->staff.counts;
    uint32_t begun = counts->sessions_begun, finished = counts->sessions_finished;
    uint32_t abandoned = begun > finished ? begun - finished : 0;
    const char *words =
        scene_fill(scene,
                   tr("Residents: {begun} began, {finished} finished, {abandoned} "
                      "stopped early"),
                   "begun", staff_number(scene, begun));
    words = scene_fill(scene, words, "finished", staff_number(scene, finished));
    return scene_fill(scene, words, "abandoned", staff_number(scene, abandoned));
}

static void
build_checks(struct scene *scene)
{
    struct page_item *items = scene_items(scene, CHECKED_KINDS);
    unsigned counts[3] = {0};
    for (int i = 0; i < CHECKED_KINDS; i++) {
        static const int levels[] = {
            [CHECK_GOOD] = 1, [CHECK_LOOK] = 2, [CHECK_NOT_DONE] = 3};
        struct check_finding finding;
        check_find(scene->kiosk, (enum check_kind)i, &finding);
        counts[finding.result]++;
        items[i] =
            (struct page_item){.id = check_ids[i],
                               .icon = check_icon((enum check_kind)i),
                               .text = check_name((enum check_kind)i),
                               .detail = scene_format(scene, "%s", finding.words),
                               .badge = when_words(scene, &finding),
                               .level = levels[finding.result]};
    }
    scene->frame.back.text = tr("Back");
    scene->frame.extra.text = scene->kiosk->theme.compact ? tr("Log") : tr("Staff log");
    scene->frame.next.text = tr("Save for the office");
    scene->frame.next_always = scene->frame.next_is_plain = true;
    staff_begin(scene, tr("Checks"));
    if (!scene->page) {
        return;
    }
    page_note(scene->page, count_words(scene, counts));
    page_note(scene->page, session_words(scene));
    page_acts(scene->page, items, CHECKED_KINDS);
}

static bool
write_report(struct kiosk *kiosk, const char *root, struct error *err)
{
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    struct stick *stick = NULL;
    struct buffer page;
    buffer_init(&page, REPORT_MAX_BYTES);
    check_report(kiosk, &page);
    store_identity(kiosk->store, &key, store_id);
    bool ok = !page.failed || error_set(err, ERROR_FULL, "there is not enough memory");
    ok = ok && stick_open(root, &key, kiosk_name(kiosk), &stick, err) &&
         stick_write_report(stick, &page, err) && stick_settle(stick, err);
    stick_close(stick);
    buffer_finish(&page);
    return ok;
}

static void
save_report(struct kiosk *kiosk)
{
    struct staff *staff = &kiosk->staff;
    struct error err;
    const char *root = staff_stick_root(staff);
    if (!root) {
        staff_say_no_stick(staff);
        return;
    }
    if (write_report(kiosk, root, &err)) {
        staff_say(staff, false,
                  "The page is on the stick. You can take the stick out.");
    } else {
        staff_say(staff, true, "The stick cannot be read");
    }
    staff_release_stick(staff);
}

static bool
touch_checks(struct kiosk *kiosk, const char *id)
{
    struct staff *staff = &kiosk->staff;
    staff_say_nothing(staff);
    if (strcmp(id, "extra") == 0) {
        staff_go(staff, STAFF_LOG);
    } else if (strcmp(id, "next") == 0) {
        save_report(kiosk);
    } else if (strcmp(id, "check-touch") == 0) {
        staff->points_hit = 0;
        staff_go(staff, STAFF_TOUCH);
    } else if (strcmp(id, "check-size") == 0 && !staff->options.has_size) {
        staff->returns_to = STAFF_CHECKS;
        staff_go(staff, STAFF_SIZE);
    } else if (strcmp(id, "check-clock") == 0) {
        staff->returns_to = STAFF_CHECKS;
        staff->clock_shift_min = 0;
        staff_go(staff, STAFF_SET_CLOCK);
    } else {
        return strncmp(id, "check-", 6) == 0; /* found anew with each look */
    }
    return true;
}

const struct screen screen_staff_checks = {"staff-checks", build_checks, touch_checks};

/* ---- points ---- */

static void
build_touch(struct scene *scene)
{
    struct page_item *items = scene_items(scene, TOUCH_POINTS);
    for (unsigned i = 0; i < TOUCH_POINTS; i++) {
        items[i] = (struct page_item){
            .id = scene_format(scene, "point-%u", i + 1),
            .text = scene_format(scene, "%u", i + 1),
            .chosen = (scene->kiosk->staff.points_hit >> i & 1) != 0};
    }
    scene->frame.back.text = tr("Back");
    staff_begin(scene, scene->kiosk->theme.compact ? NULL : tr("Touch every point"));
    if (scene->page) {
        page_targets(scene->page, items, TOUCH_POINTS);
    }
}

static bool
touch_point(struct kiosk *kiosk, const char *id)
{
    struct staff *staff = &kiosk->staff;
    struct error err;
    unsigned long point = strncmp(id, "point-", 6) == 0 ? strtoul(id + 6, NULL, 10) : 0;
    if (point < 1 || point > TOUCH_POINTS) {
        return false;
    }
    staff->points_hit |= 1u << (point - 1);
    if (staff->points_hit == (1u << TOUCH_POINTS) - 1) {
        if (!check_keep(kiosk, CHECKED_TOUCH, &err)) {
            staff_say_storage(staff);
        }
        staff_go(staff, STAFF_CHECKS);
    }
    return true;
}

const struct screen screen_staff_touch = {"staff-touch", build_touch, touch_point};

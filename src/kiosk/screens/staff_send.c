/* The moving code, and the question whether it arrived. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

static const char *
send_title(struct scene *scene, const struct stream_status *status)
{
    if (status->of > 1) {
        return scene_format(scene, tr("Bundle %u (%zu of %zu)"), status->number,
                            status->which, status->of);
    }
    return scene_format(scene, tr("Bundle %u"), status->number);
}

static const char *
content_words(struct scene *scene, const struct stream_status *status)
{
    switch (status->kind) {
    case BUNDLE_RESPONSES:
        return scene_format(scene, trn("%u answer.", "%u answers.", status->responses),
                            status->responses);
    case BUNDLE_CONTACTS:
        return scene_format(scene,
                            trn("%u contact.", "%u contacts.", status->responses),
                            status->responses);
    case BUNDLE_STATUS:
        return tr("Nothing new: how this kiosk is doing.");
    }
    return "";
}

/* Each control keeps its place; at its end a button is disabled. */
static void
add_controls(struct scene *scene, const struct stream_status *status)
{
    const struct page_control rows[] = {
        {.id = "pass",
         .label = scene_format(scene, tr("Pass %u"), status->pass),
         .value = scene_format(scene,
                               trn("%u second each", "%u seconds each", status->pass_s),
                               status->pass_s),
         .amount = status->pass_done,
         .more = {.id = "pause", .text = status->paused ? tr("Go on") : tr("Pause")}},
        {.id = "speed",
         .label = tr("Speed"),
         .value = scene_format(scene, tr("%u a second"), status->rate),
         .less = {.id = "slower", .text = tr("Slower"), .disabled = !status->can_slow},
         .more = {.id = "faster",
                  .text = tr("Faster"),
                  .disabled = !status->can_hurry}},
        {.id = "dots",
         .label = tr("Dots"),
         .value = scene_format(scene, tr("%u across"), status->dots),
         .less = {.id = "larger",
                  .text = tr("Bigger"),
                  .disabled = !status->can_enlarge},
         .more = {.id = "smaller",
                  .text = tr("Smaller"),
                  .disabled = !status->can_shrink}},
    };
    struct page_control *controls = scene_controls(scene, 3);
    if (!controls) {
        return;
    }
    memcpy(controls, rows, sizeof rows);
    page_controls(scene->page, controls, 3);
}

static void
build_sending(struct scene *scene)
{
    const struct stream *stream = scene->kiosk->staff.stream;
    struct stream_status status = stream_status(stream);
    const struct qr *qr = stream_qr(stream);
    struct page_qr code = {.modules = qr->modules,
                           .size = (int)qr->side,
                           .say =
                               tr("A moving code for the office's phone or camera.")};
    scene->frame.back.text = tr("Stop");
    scene->frame.next.text = tr("The phone has it");
    staff_begin(scene, NULL);
    if (!scene->page) {
        return;
    }
    page_qr(scene->page, &code);
    page_heading(scene->page, tr("Point the phone here"), NULL);
    page_note(scene->page, tr("with the collector page open on it"));
    page_body(scene->page,
              scene_format(scene, "\x01%s\x02 \302\267 %s", send_title(scene, &status),
                           content_words(scene, &status)),
              NULL);
    staff_counts(scene);
    add_controls(scene, &status);
}

const struct screen screen_staff_sending = {"staff-sending", build_sending, NULL};

/* A look at the phone is not enough: its number is typed, and only a right one counts.
 */
static void
build_carried(struct scene *scene)
{
    const struct staff *staff = &scene->kiosk->staff;
    struct page_field field = {.id = "field",
                               .text = staff->digits,
                               .number = true,
                               .focus = true,
                               .say = tr("The number that the phone shows")};
    scene->frame.back.text = tr("Back to the code");
    scene->frame.next.text = tr("Check");
    scene->frame.next.disabled = strlen(staff->digits) <= CARRIED_DIGITS;
    staff_begin(scene, tr("Which number does the phone show?"));
    if (!scene->page) {
        return;
    }
    page_note(scene->page,
              tr("Type its carried code, such as 7-4821, or the 10 digits of "
                 "the office's receipt."));
    page_field(scene->page, &field);
    page_note(scene->page, tr("Nothing is erased here before the office's receipt."));
    scene_pad(scene, "pin", NULL, false);
}

const struct screen screen_staff_carried = {"staff-carried", build_carried, NULL};

/* The moving code, and the question whether it arrived. */
#include "staff_parts.h"

#include "words.h"

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
        return scene_format(scene,
                            trn("%u response.", "%u responses.", status->responses),
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
    struct page_item *pills = scene_items(scene, 5);
    pills[0] = (struct page_item){
        .id = "slower", .text = tr("Slower"), .disabled = !status.can_slow};
    pills[1] = (struct page_item){
        .id = "faster", .text = tr("Faster"), .disabled = !status.can_hurry};
    pills[2] = (struct page_item){
        .id = "larger", .text = tr("Larger"), .disabled = !status.can_enlarge};
    pills[3] = (struct page_item){
        .id = "smaller", .text = tr("Smaller"), .disabled = !status.can_shrink};
    pills[4] = (struct page_item){.id = "pause",
                                  .text = status.paused ? tr("Go on") : tr("Pause")};
    const char *round = scene_format(scene,
                                     trn("One round takes %u second.",
                                         "One round takes %u seconds.", status.round_s),
                                     status.round_s);
    scene->frame.staff = true;
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Done");
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_qr(scene->page, &code);
    page_heading(scene->page, send_title(scene, &status), NULL);
    page_body(scene->page,
              scene_format(scene, "%s %s", content_words(scene, &status), round), NULL);
    staff_counts(scene);
    page_pills(scene->page, pills, 5);
}

const struct screen screen_staff_sending = {"staff-sending", build_sending, NULL};

static void
build_carried(struct scene *scene)
{
    const struct stream *stream = scene->kiosk->staff.stream;
    char code[32];
    scene->frame.back.text = tr("No, not yet");
    scene->frame.next.text = tr("Yes, it has");
    staff_begin(scene, tr("Does the phone have everything?"));
    if (!scene->page) {
        return;
    }
    page_body(scene->page, tr("Then it shows these numbers:"), NULL);
    for (size_t i = 0; stream_code(stream, i, code, sizeof code); i++) {
        page_body(scene->page, scene_format(scene, "\x01%s\x02", code), NULL);
    }
    page_note(scene->page, tr("Nothing is erased here before the office's receipt."));
}

const struct screen screen_staff_carried = {"staff-carried", build_carried, NULL};

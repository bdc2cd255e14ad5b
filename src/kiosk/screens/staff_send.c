/* The moving code, and the question whether it arrived. */
#include "staff_parts.h"

#include "words.h"

#define PILLS_MAX 5

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

/* What can still be changed, and the pause. */
static size_t
fill_pills(const struct stream_status *status, struct page_item items[PILLS_MAX])
{
    const struct {
        const char *id, *text;
        bool is_there;
    } pills[PILLS_MAX] = {
        {"slower", tr("Slower"), status->can_slow},
        {"faster", tr("Faster"), status->can_hurry},
        {"larger", tr("Larger"), status->can_enlarge},
        {"smaller", tr("Smaller"), status->can_shrink},
        {"pause", status->paused ? tr("Go on") : tr("Pause"), true},
    };
    size_t count = 0;
    for (size_t i = 0; i < PILLS_MAX; i++) {
        if (pills[i].is_there) {
            items[count++] =
                (struct page_item){.id = pills[i].id, .text = pills[i].text};
        }
    }
    return count;
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
    struct page_item *pills = scene_items(scene, PILLS_MAX);
    size_t pill_count = fill_pills(&status, pills);
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
    if (pill_count < PILLS_MAX) { /* with all of them there is no room for it */
        page_body(scene->page,
                  scene_sentences(scene, content_words(scene, &status), round), NULL);
    }
    staff_counts(scene);
    page_pills(scene->page, pills, pill_count);
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
    size_t count = 0;
    while (stream_code(stream, count, code, sizeof code)) {
        count++;
    }
    page_body(scene->page,
              trn("Then it shows this number:", "Then it shows these numbers:", count),
              NULL);
    for (size_t i = 0; stream_code(stream, i, code, sizeof code); i++) {
        if (count == 1) { /* large: it is compared from one screen to another */
            page_title(scene->page, scene_format(scene, "%s", code));
        } else {
            page_body(scene->page, scene_format(scene, "\x01%s\x02", code), NULL);
        }
    }
    page_note(scene->page, tr("Nothing is erased here before the office's receipt."));
}

const struct screen screen_staff_carried = {"staff-carried", build_carried, NULL};

/* staff_stick: what one visit of the stick did, step by step, and whether it may be
 * taken out, which the panel at the side alone says. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

static const char *
joined(struct scene *scene, const char *first, const char *second)
{
    return !second || !*second ? first
           : !first || !*first ? second
                               : scene_sentences(scene, first, second);
}

static const char *
answers_words(struct scene *scene, uint32_t count)
{
    return scene_format(scene, trn("%u answer.", "%u answers.", count), count);
}

/* ---- receipts ---- */

static void
fill_receipts(struct scene *scene, const struct stick_visit_status *status,
              struct page_step *step)
{
    switch (status->states[VISIT_RECEIPTS]) {
    case VISIT_TO_DO:
    case VISIT_WORKING:
        step->text = tr("Looking for receipts");
        break;
    case VISIT_NONE:
        step->text = tr("No new receipt");
        break;
    case VISIT_FAILED:
        step->text = tr("Receipts not read");
        break;
    case VISIT_DONE:
        step->text = scene_format(
            scene, trn("%u receipt read", "%u receipts read", status->receipts),
            status->receipts);
        step->detail = joined(
            scene,
            scene_format(scene, tr("Confirmed up to bundle %u."), status->confirmed_to),
            answers_words(scene, status->confirmed));
        break;
    }
}

/* ---- questions ---- */

static const char *
version_of(struct scene *scene, const struct manifest *manifest)
{
    return *manifest->form_version ? scene_fill(scene, tr("version {version}"),
                                                "version", manifest->form_version)
                                   : manifest->title;
}

static const char *
refusal_words(struct scene *scene, const struct stick_visit_status *status)
{
    switch (status->refusal) {
    case REFUSED_NONE:
        break;
    case REFUSED_UNFIT:
        return tr("This kiosk cannot ask these questions. Tell the office.");
    case REFUSED_OLDER:
        return *status->refused_version
                   ? scene_fill(scene,
                                tr("The questions on the stick are older: version "
                                   "{version}."),
                                "version", status->refused_version)
                   : tr("The questions on the stick are older.");
    case REFUSED_FOREIGN:
        return tr("These questions are not signed by your office.");
    case REFUSED_DAMAGED:
        return tr("The questions on the stick are damaged. Ask the office for them "
                  "again.");
    }
    return "";
}

/* What is new, and what staff can do about it. Two packs may have the same version. */
static void
offer(struct scene *scene, const struct stick_visit_status *status,
      struct page_step *step)
{
    const struct manifest *now = scene->kiosk->pack->manifest;
    const char *next = version_of(scene, status->offered);
    const char *has = now ? version_of(scene, now) : "";
    bool differs = *has && strcmp(next, has) != 0;
    /* On a small panel the buttons alone say what there is and what is new. */
    bool is_small = scene->kiosk->theme.compact;
    struct page_item *choices = scene_items(scene, 2);
    step->text =
        scene_fill(scene, tr("New questions found: {version}"), "version", next);
    step->detail = tr("Signed by your office.");
    if (differs && !is_small) {
        step->detail =
            joined(scene, step->detail,
                   scene_fill(scene, tr("This kiosk has {version}."), "version", has));
    }
    if (status->changed > 0) {
        unsigned changed = (unsigned)status->changed;
        step->detail =
            joined(scene, step->detail,
                   scene_format(scene,
                                trn("%u question has other words.",
                                    "%u questions have other words.", changed),
                                changed));
    }
    if (!is_small) {
        step->detail = joined(scene, step->detail,
                              tr("It will change when no resident is at the screen."));
    }
    choices[0] = (struct page_item){
        .id = "pack-use",
        .text = differs ? scene_fill(scene, tr("Use {version}"), "version", next)
                        : tr("Use the new ones"),
        .chosen = status->uses_offered};
    choices[1] = (struct page_item){
        .id = "pack-keep",
        .text = differs ? scene_fill(scene, tr("Keep {version}"), "version", has)
                        : tr("Keep the old ones"),
        .chosen = !status->uses_offered};
    step->choices = choices;
    step->choice_count = 2;
}

static void
fill_questions(struct scene *scene, const struct stick_visit_status *status,
               struct page_step *step)
{
    switch (status->states[VISIT_QUESTIONS]) {
    case VISIT_TO_DO:
    case VISIT_WORKING:
        step->text = tr("Looking for new questions");
        break;
    case VISIT_NONE:
        step->text = tr("No new questions");
        if (status->states[VISIT_RECEIPTS] == VISIT_NONE) {
            step->detail = status->is_over
                               ? tr("Nothing to read.")
                               : tr("Nothing to read. Answers can be saved.");
        }
        break;
    case VISIT_FAILED:
        step->text = tr("No new questions taken");
        step->detail = refusal_words(scene, status);
        break;
    case VISIT_DONE:
        if (status->offered) {
            offer(scene, status, step);
        }
        break;
    }
}

/* ---- answers ---- */

/* "312 answers" */
static const char *
content_words(struct scene *scene, enum bundle_kind kind, uint32_t count)
{
    switch (kind) {
    case BUNDLE_RESPONSES:
        return scene_format(scene, trn("%u answer", "%u answers", count), count);
    case BUNDLE_CONTACTS:
        return scene_format(scene, trn("%u contact", "%u contacts", count), count);
    case BUNDLE_STATUS:
        return tr("how this kiosk is doing");
    }
    return "";
}

static const char *
bundle_words(struct scene *scene, const char *words, const struct outbox_entry *entry)
{
    const char *filled =
        scene_fill(scene, words, "number", scene_format(scene, "%u", entry->number));
    return scene_fill(scene, filled, "content",
                      content_words(scene, entry->kind, entry->responses));
}

static const char *
size_words(struct scene *scene, uint64_t bytes)
{
    double kb = (double)bytes / 1000;
    if (kb < 1000) {
        return scene_format(scene, "%.0f kB", kb < 1 ? 1 : kb);
    }
    return kb < 1e6 ? scene_format(scene, "%.0f MB", kb / 1000)
                    : scene_format(scene, "%.0f GB", kb / 1e6);
}

static const char *
kept_words(struct scene *scene, uint32_t kept)
{
    return kept == 0
               ? ""
               : scene_format(scene,
                              trn("%u answer stays here: they leave in tens.",
                                  "%u answers stay here: they leave in tens.", kept),
                              kept);
}

static void
fill_saved(struct scene *scene, const struct stick_visit_status *status,
           struct page_step *step)
{
    const char *check = scene_fill(scene, tr("Written, read back, the same. {size}."),
                                   "size", size_words(scene, status->saved_bytes));
    if (status->saved == 1) {
        step->text = bundle_words(scene, tr("Bundle {number} saved: {content}"),
                                  &status->bundle);
    } else {
        step->text = scene_format(
            scene, trn("%u bundle saved", "%u bundles saved", status->saved),
            status->saved);
        check = joined(scene, answers_words(scene, status->saved_responses), check);
    }
    step->detail = joined(scene, check, kept_words(scene, status->kept));
}

static void
fill_saving(struct scene *scene, const struct stick_visit_status *status,
            struct page_step *step)
{
    if (status->which == 0) {
        step->text = tr("Sealing the answers");
        return;
    }
    double done = status->saved + (status->reads_back ? 0.6 : 0.1);
    step->text =
        bundle_words(scene, tr("Saving bundle {number}: {content}"), &status->bundle);
    step->detail = status->reads_back ? tr("Written. Now reading it back to be sure.")
                                      : tr("Writing.");
    step->amount = status->of > 0 ? done / status->of : 0;
}

static void
fill_answers(struct scene *scene, const struct stick_visit_status *status,
             struct page_step *step)
{
    switch (status->states[VISIT_ANSWERS]) {
    case VISIT_TO_DO:
        step->text = tr("Answers");
        break;
    case VISIT_WORKING:
        fill_saving(scene, status, step);
        break;
    case VISIT_NONE:
        step->text = tr("No answers to save");
        step->detail = kept_words(scene, status->kept);
        break;
    case VISIT_DONE:
        fill_saved(scene, status, step);
        break;
    case VISIT_FAILED:
        step->text = tr("Not all answers were saved");
        step->detail = scene_format(
            scene, trn("Saved %u of %u bundle.", "Saved %u of %u bundles.", status->of),
            status->saved, status->of);
        break;
    }
}

/* ---- the panel ---- */

static void
fill_fault(const struct stick_visit_status *status, struct page_verdict *verdict)
{
    verdict->icon = "problem";
    if (status->fault == VISIT_CARD) {
        verdict->text = tr("This kiosk's storage failed");
        verdict->detail = tr("Take the stick out and tell the office.");
        return;
    }
    switch (status->stick_fault) {
    case STICK_GONE:
        verdict->text = tr("The stick is out");
        verdict->detail = tr("Nothing is lost. Put it back in.");
        break;
    case STICK_FULL:
        verdict->text = tr("The stick is full");
        verdict->detail = tr("Nothing is lost. Take it out and use another.");
        break;
    case STICK_READ_ONLY:
        verdict->text = tr("The stick cannot be written");
        verdict->detail = tr("It is locked. Nothing is lost. Take it out and use "
                             "another.");
        break;
    case STICK_UNREADABLE:
        verdict->text = tr("The stick cannot be read");
        verdict->detail = tr("Nothing is lost. Use another one, formatted as exFAT or "
                             "FAT32.");
        break;
    case STICK_NAME_TAKEN:
        verdict->text = tr("Another file is in the way");
        verdict->detail = tr("Nothing is lost. Take it out and use another.");
        break;
    }
}

/* What staff have to know of the page on the stick; NULL: nothing. */
static const char *
page_words(const struct stick_visit_status *status)
{
    switch (status->page) {
    case PAGE_NONE:
    case PAGE_SAVED:
        break;
    case PAGE_OTHER:
        return tr("Another collect.html is on the stick and was left as it is. Ask the "
                  "office before you open it.");
    case PAGE_FAILED:
        return tr("collect.html could not be saved. The answers do not need it.");
    }
    return NULL;
}

static void
add_verdict(struct scene *scene, const struct stick_visit_status *status)
{
    struct page_verdict verdict = {.id = "verdict", .counts = staff_count_items(scene)};
    verdict.count = verdict.counts ? 3 : 0;
    if (!status->is_over) {
        verdict.icon = "hand";
        verdict.text = tr("Leave the stick in");
        verdict.detail = tr("A few more seconds. If it comes out now, nothing is lost; "
                            "you only start again.");
    } else if (status->fault != VISIT_FINE) {
        fill_fault(status, &verdict);
    } else {
        verdict.icon = "check";
        verdict.text = tr("Safe to take out");
        verdict.detail = status->update[0]
                             ? tr("Leave it in to install the new version.")
                             : page_words(status);
        verdict.is_good = true;
    }
    page_verdict(scene->page, &verdict);
}

static enum page_step_mark
mark_of(enum visit_state state)
{
    static const enum page_step_mark marks[] = {[VISIT_TO_DO] = PAGE_STEP_TO_DO,
                                                [VISIT_WORKING] = PAGE_STEP_WORKING,
                                                [VISIT_NONE] = PAGE_STEP_NONE,
                                                [VISIT_DONE] = PAGE_STEP_DONE,
                                                [VISIT_FAILED] = PAGE_STEP_PROBLEM};
    return marks[state];
}

static void
build_stick(struct scene *scene)
{
    const struct stick_visit_status *status = visit_status(scene->kiosk->staff.visit);
    static const char *const ids[] = {"step-receipts", "step-questions",
                                      "step-answers"};
    bool is_busy = !status->is_over;
    /* On a small panel there is no room for more than the steps and the panel. */
    bool is_small = scene->kiosk->theme.compact;
    size_t count = status->update[0] && !is_small ? VISIT_STEPS + 1 : VISIT_STEPS;
    struct page_step *steps = scene_steps(scene, VISIT_STEPS + 1);
    scene->frame.back = (struct page_button){.text = tr("Back"), .disabled = is_busy};
    scene->frame.next = (struct page_button){
        .text = status->fault == VISIT_FINE ? tr("Done") : tr("Try again"),
        .disabled = is_busy};
    scene->frame.next_always = true;
    staff_begin(scene, tr("Stick from the office"));
    if (!scene->page || !steps) {
        return;
    }
    for (size_t i = 0; i < VISIT_STEPS; i++) {
        steps[i] = (struct page_step){
            .id = ids[i], .mark = mark_of(status->states[i]), .amount = -1};
    }
    fill_receipts(scene, status, &steps[VISIT_RECEIPTS]);
    fill_questions(scene, status, &steps[VISIT_QUESTIONS]);
    fill_answers(scene, status, &steps[VISIT_ANSWERS]);
    if (status->has_room && !is_small) {
        const char *room = scene_fill(scene, tr("{free} free of {size}"), "free",
                                      size_words(scene, status->free_bytes));
        page_note(scene->page, scene_fill(scene, room, "size",
                                          size_words(scene, status->size_bytes)));
    }
    steps[VISIT_STEPS] =
        (struct page_step){.id = "step-update",
                           .mark = PAGE_STEP_DONE,
                           .amount = -1,
                           .text = tr("A new version for this kiosk was found"),
                           .detail = tr("You are asked about it next.")};
    page_checklist(scene->page, steps, count);
    if (status->is_over && status->saved > 0 && !is_small) {
        page_note(scene->page,
                  tr("Next: take the stick to the office. It gives a receipt; "
                     "bring that back on the same stick, or type its digits here."));
    }
    if (status->page == PAGE_SAVED && status->is_over && !is_small) {
        page_note(
            scene->page,
            tr("A laptop can read a kiosk's code with collect.html on the stick."));
    }
    add_verdict(scene, status);
}

const struct screen screen_staff_stick = {"staff-stick", build_stick, NULL};

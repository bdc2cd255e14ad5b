/* A new version of the kiosk's program: whether to install it, how far it is, and how
 * it went. */
#include "staff_parts.h"

#include "words.h"

static const char *
refusal_words(enum updater_refusal refusal)
{
    switch (refusal) {
    case UPDATER_SIGNATURE:
        return tr("Whoever made this kiosk did not sign it.");
    case UPDATER_OTHER:
        return tr("It is for another kind of kiosk.");
    case UPDATER_OLDER:
        return tr("It is older than this kiosk may have.");
    case UPDATER_MISSING:
        return tr("The stick is out, or the file is gone. Put it in and try again.");
    case UPDATER_BUSY:
        return tr("The stick is in use. Try again in a minute.");
    case UPDATER_FAILED:
        break;
    }
    return tr("It could not be written. Tell the office.");
}

static void
fill_step(struct scene *scene, const struct staff_update *update,
          struct page_step *step)
{
    bool is_good = update->status.state == UPDATER_INSTALLED;
    switch (update->step) {
    case UPDATE_ASKED:
        step->mark = PAGE_STEP_TO_DO;
        step->text = update->name;
        step->detail = tr("It takes some minutes, and nobody can answer meanwhile. "
                          "All answers stay.");
        break;
    case UPDATE_RUNNING:
        step->mark = PAGE_STEP_WORKING;
        step->text = tr("Installing the new version");
        step->detail = update->name;
        step->amount = update->status.percent / 100.0;
        break;
    case UPDATE_ENDED:
    case UPDATE_RESTARTING:
        step->mark = is_good ? PAGE_STEP_DONE : PAGE_STEP_PROBLEM;
        step->text = is_good ? tr("The new version is installed")
                             : tr("The new version was not installed");
        step->detail =
            is_good ? scene_fill(scene, tr("version {version}"), "version",
                                 update->status.version)
                    : scene_sentences(scene, refusal_words(update->status.refusal),
                                      tr("The kiosk is as it was."));
        break;
    }
}

static void
fill_verdict(const struct staff_update *update, struct page_verdict *verdict)
{
    bool is_good = update->status.state == UPDATER_INSTALLED;
    switch (update->step) {
    case UPDATE_ASKED:
    case UPDATE_RUNNING:
        verdict->icon = "hand";
        verdict->text = tr("Leave the stick in");
        verdict->detail = tr("Leave the power on, too. If it goes off, nothing is "
                             "lost; you only start again.");
        break;
    case UPDATE_ENDED:
        verdict->icon = is_good ? "check" : "problem";
        verdict->text = tr("Safe to take out");
        verdict->detail =
            is_good ? tr("The new version is used when the kiosk starts anew.") : NULL;
        verdict->is_good = is_good;
        break;
    case UPDATE_RESTARTING:
        verdict->icon = "check";
        verdict->text = tr("The kiosk starts anew");
        verdict->detail = tr("This takes a minute.");
        verdict->is_good = true;
        break;
    }
}

static void
build_update(struct scene *scene)
{
    const struct staff_update *update = &scene->kiosk->staff.update;
    bool is_busy = update->step == UPDATE_RUNNING || update->step == UPDATE_RESTARTING;
    bool is_good = update->status.state == UPDATER_INSTALLED;
    struct page_step *steps = scene_steps(scene, 1);
    struct page_verdict verdict = {.id = "verdict"};
    scene->frame.back = (struct page_button){
        .text = update->step == UPDATE_ASKED ? tr("Not now") : tr("Back"),
        .disabled = is_busy};
    scene->frame.next =
        (struct page_button){.text = update->step <= UPDATE_RUNNING ? tr("Install")
                                     : is_good                      ? tr("Start anew")
                                                                    : tr("Done"),
                             .disabled = is_busy};
    scene->frame.next_always = true;
    staff_begin(scene, tr("A new version for this kiosk"));
    if (!scene->page || !steps) {
        return;
    }
    steps[0] = (struct page_step){.id = "step-update", .amount = -1};
    fill_step(scene, update, &steps[0]);
    fill_verdict(update, &verdict);
    page_checklist(scene->page, steps, 1);
    page_verdict(scene->page, &verdict);
}

const struct screen screen_staff_update = {"staff-update", build_update, NULL};

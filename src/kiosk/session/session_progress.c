/* How far along the way the resident is: one count, from which come the bar and the
 * words "Step 3 of 7". */
#include "session_parts.h"

/* The control of the repeat over all services; the number of controls without one. */
static size_t
blocks_control(const struct form *form)
{
    size_t i = 0;
    while (i < form_control_count(form) && !form_control(form, i)->is_services) {
        i++;
    }
    return i;
}

/* Counts the steps of the way as it is now. All blocks together are one step, whether
 * or not a service was chosen yet: choosing some makes the way no longer. */
static struct session_progress
count_steps(const struct session *session, const struct place *here)
{
    const struct form *form = session->options.form;
    size_t blocks = blocks_control(form);
    bool has_blocks = blocks < form_control_count(form), is_past = false;
    int block = place_block(form, here);
    int last_block = -1;
    unsigned before = 0, in_blocks = 0;
    struct session_progress progress = {.steps = has_blocks ? 1 : 0};
    struct place at;
    for (bool there = instance_next(session->instance, NULL, &at); there;) {
        int its_block = place_block(form, &at);
        bool is_here = place_is_same(&at, here);
        if (its_block >= 0 && its_block != last_block) {
            /* another service may stand before those that were recorded already */
            bool was_recorded = session->finished && session->finished[its_block];
            progress.services++;
            progress.service += !is_past || was_recorded;
            last_block = its_block;
        }
        if (its_block < 0) {
            progress.steps++;
            progress.step += at.control <= here->control && !is_past;
        } else {
            in_blocks++;
            before += !is_past && !is_here;
            progress.questions += its_block == block;
            progress.question += its_block == block && !is_past;
        }
        is_past = is_past || is_here;
        struct place from = at;
        there = instance_next(session->instance, &from, &at);
    }
    double within = 1;
    if (block >= 0) {
        progress.step++;
        within = (double)(before + 1) / (double)(in_blocks + 1);
    } else if (has_blocks && here->control > blocks) {
        progress.step++;
    }
    if (progress.steps > 0) {
        progress.share = (progress.step - 1 + within) / progress.steps;
    }
    return progress;
}

void
session_count_progress(struct session *session, bool forward)
{
    const struct session_progress before = session->progress;
    struct session_progress now = count_steps(session, &session->stop.place);
    if (forward) {
        now.step = now.step > before.step ? now.step : before.step;
        now.steps = now.steps > now.step ? now.steps : now.step;
        now.share = now.share > before.share ? now.share : before.share;
    }
    session->progress = now;
}

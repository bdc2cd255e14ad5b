/* session_review: changes an answer from the list of all answers. */
#include "session_parts.h"

/* From "my answers" to the question, which leads back there. */
void
session_revise(struct session *session, const struct place *place)
{
    if (session->view != SESSION_AT_STOP || session->sheet != SHEET_REVIEW ||
        !instance_is_relevant(session->instance, place)) {
        return;
    }
    if (!session->revising) {
        session->revise_from = session->stop;
    }
    struct stop stop = {.kind = STOP_QUESTION, .place = *place};
    session_clear_fault(session);
    session->sheet = SHEET_NONE;
    session->revising = true;
    session->editing = false;
    session->part = 0;
    session->stop = stop;
    session_count_progress(session, false);
}

bool
session_end_revision(struct session *session, enum session_effect *effect_out)
{
    if (!session->revising) {
        return false;
    }
    session->revising = false;
    const struct stop back = session->revise_from;
    if (!instance_is_relevant(session->instance, &back.place)) {
        return false; /* the change took its place away: on from here */
    }
    *effect_out = session_move(session, &back);
    session->sheet = SHEET_REVIEW;
    return true;
}

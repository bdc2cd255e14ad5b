/* session_picks: a long rank that is asked on several screens of four. */
#include "session_parts.h"

bool
session_bestworst(const struct session *session, const struct place *place,
                  struct bestworst *out)
{
    const struct form *form = session->options.form;
    const struct control *control = form_control(form, place->control);
    const char *codes[BESTWORST_MAX];
    if (session->editing || control->kind != CONTROL_RANK ||
        !control_has_appearance(control, "townline-bestworst")) {
        return false;
    }
    const char *picks = instance_picks(session->instance, place);
    size_t count = instance_choice_count(session->instance, place);
    if (!picks || count > BESTWORST_MAX) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        codes[i] = instance_choice_code(session->instance, place, i);
    }
    if (!bestworst_init(out, codes, count, session->order_seed)) {
        return false;
    }
    bestworst_read(out, picks);
    return true;
}

unsigned
session_part_count(const struct session *session)
{
    struct bestworst bestworst;
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_QUESTION &&
                   session_bestworst(session, &session->stop.place, &bestworst)
               ? BESTWORST_SCREENS
               : 1;
}

/* The rank follows from the picks, and is empty while one is missing. */
void
session_pick(struct session *session, const struct place *place, const char *code)
{
    struct bestworst bestworst;
    struct error err;
    char picks[RESPONSE_VALUE_MAX_BYTES + 1], rank[SESSION_VALUE_MAX_BYTES];
    if (!session_bestworst(session, place, &bestworst) ||
        !bestworst_pick(&bestworst, session->part, code) ||
        !bestworst_write(&bestworst, picks, sizeof picks)) {
        return;
    }
    bestworst_rank(&bestworst, rank, sizeof rank); /* its codes are borrowed: first */
    if (instance_set_picks(session->instance, place, picks, &err)) {
        session->changed = true;
        session_write(session, place, rank);
    }
}

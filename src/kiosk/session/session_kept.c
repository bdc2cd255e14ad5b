/* Which services the resident has said something about that is kept. */
#include "session.h"

/* Any question of the step is answered: of a list, one in it. */
static bool
has_answer(const struct session *session, const struct place *step)
{
    const struct form *form = session->options.form;
    struct place at = *step;
    for (; at.control < form_control_count(form); at.control++) {
        int parent = (int)at.control;
        while (parent > (int)step->control) {
            parent = form_control(form, (size_t)parent)->parent;
        }
        if (parent != (int)step->control) {
            return false; /* past the end of the list */
        }
        if (form_control(form, at.control)->question >= 0 &&
            instance_is_relevant(session->instance, &at) &&
            *instance_value(session->instance, &at)) {
            return true;
        }
    }
    return false;
}

size_t
session_kept(const struct session *session, struct place *out, size_t max)
{
    size_t count = 0;
    int counted = -1;
    struct place at;
    for (bool there = instance_next(session->instance, NULL, &at); there;) {
        int block = place_block(session->options.form, &at);
        if (block >= 0 && block != counted && session->finished[block] &&
            has_answer(session, &at)) {
            counted = block;
            if (count < max) {
                out[count] = at;
            }
            count++;
        }
        struct place from = at;
        there = instance_next(session->instance, &from, &at);
    }
    return count;
}

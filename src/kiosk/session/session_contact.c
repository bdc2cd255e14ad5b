/* session_contact: the name and address that a resident leaves, apart from the
 * answers. */
#include "session_parts.h"

/* Some question of the contact was left by Next. */
static bool
has_passed(const struct session *session)
{
    const struct form *form = session->options.form;
    for (size_t i = 0; i < form_control_count(form); i++) {
        bool passed = false;
        for (int at = form_control(form, i)->is_contact ? (int)i : -1;
             at >= 0 && !passed; at = form_control(form, (size_t)at)->parent) {
            passed = session->passed[at];
        }
        if (passed) {
            return true;
        }
    }
    return false;
}

bool
session_contact(const struct session *session, struct buffer *out)
{
    bool ends = session->storing && session->after == AFTER_GO &&
                session->next_stop.kind == STOP_RECORDED;
    if (!session->instance || session->contact_saved || !ends || !has_passed(session)) {
        return false;
    }
    instance_contact(session->instance, out);
    return out->size > 0 || out->failed;
}

void
session_contact_done(struct session *session)
{
    session->contact_saved = true;
}

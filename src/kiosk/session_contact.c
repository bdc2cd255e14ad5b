#include "session_parts.h"

#include <string.h>

/* "mail" of "reach/mail". */
static const char *
last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* One line, cut at a whole letter. */
static void
add_line(struct buffer *out, const char *name, const char *value)
{
    size_t size = strlen(value);
    if (size >= SESSION_CONTACT_MAX_BYTES) {
        size = SESSION_CONTACT_MAX_BYTES - 1;
        while (size > 0 && ((unsigned char)value[size] & 0xC0) == 0x80) {
            size--;
        }
    }
    buffer_add_format(out, "%s=", name);
    for (size_t i = 0; i < size; i++) {
        buffer_add_u8(out, value[i] == '\n' ? ' ' : (uint8_t)value[i]);
    }
    buffer_add_u8(out, '\n');
}

static bool
was_passed(const struct session *session, size_t control)
{
    bool passed = false;
    for (int at = (int)control; at >= 0 && !passed;
         at = form_control(session->options.form, (size_t)at)->parent) {
        passed = session->passed[at];
    }
    return passed;
}

bool
session_contact(const struct session *session, struct buffer *out)
{
    const struct form *form = session->options.form;
    bool found = false;
    bool ends = session->storing && session->after == AFTER_GO &&
                session->next_stop.kind == STOP_RECORDED;
    if (!session->instance || session->contact_saved || !ends) {
        return false;
    }
    for (size_t i = 0; i < form_control_count(form); i++) {
        const struct control *control = form_control(form, i);
        struct place place = {.control = i};
        if (control->question < 0 || !control_is_contact(form, i) ||
            !was_passed(session, i) ||
            !instance_is_relevant(session->instance, &place)) {
            continue;
        }
        const char *value = instance_value(session->instance, &place);
        if (*value) {
            add_line(out, last_name(control->path), value);
            found = true;
        }
    }
    return found;
}

void
session_contact_done(struct session *session)
{
    session->contact_saved = true;
}

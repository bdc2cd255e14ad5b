/* contact_lines: writes the answers of the townline-contact group as lines, which are
 * stored apart from the response. */
#include "instance_state.h"
#include "townline/characters.h"

#include <string.h>

/* the store keeps no more of one answer */
#define CONTACT_VALUE_MAX_BYTES 160

/* Adds one line. The value is cut at CONTACT_VALUE_MAX_BYTES, never inside of a
 * character. */
static void
add_line(struct buffer *out, const char *name, const char *value)
{
    size_t size = characters_fitting(value, CONTACT_VALUE_MAX_BYTES);
    buffer_add_format(out, "%s%s=", out->size > 0 ? "\n" : "", name);
    for (size_t i = 0; i < size; i++) {
        buffer_add_u8(out, (unsigned char)value[i] < ' ' ? ' ' : (uint8_t)value[i]);
    }
}

void
instance_contact(const struct instance *instance, struct buffer *lines_out)
{
    const struct form *form = instance->form;
    size_t before = lines_out->size;
    bool is_written = false;
    for (size_t i = 0; i < form->control_count; i++) {
        struct place place = {.control = i};
        const struct control *control = &form->controls[i];
        const struct form_node *node =
            control->is_contact ? instance_place_node(instance, &place) : NULL;
        if (!node || !node_is_relevant(node) || node->value[0] == '\0') {
            continue;
        }
        is_written = is_written || control->kind == CONTROL_TEXT;
        add_line(lines_out, node->field->name, node->value);
    }
    if (!is_written) {
        lines_out->size = before;
    }
}

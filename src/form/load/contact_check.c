/* contact_check: checks the group in which residents leave a name and a way to reach
 * them. It is asked as any other group, but is no part of the response: the descriptor
 * leaves it out, and instance_contact gives what was written. */
#include "contact_check.h"

#include "instance_state.h"
#include "reference.h"
#include "townline/characters.h"

#include <string.h>

#define APPEARANCE "townline-contact"

static bool
refuse(struct loader *loader, size_t group, const char *why)
{
    const struct form *form = loader->form;
    return error_set(loader->err, ERROR_INPUT,
                     "/%s/%s has the appearance " APPEARANCE ", so %s",
                     form->root->name, form->controls[group].path, why);
}

static bool
check_group(struct loader *loader, size_t group)
{
    const struct form *form = loader->form;
    if (form->details[group].field == form->root) {
        return refuse(loader, group, "it has to have a node of its own");
    }
    for (const struct field *at = form->details[group].field; at; at = at->parent) {
        if (at->is_repeat) {
            return refuse(loader, group, "it cannot lie in a repeat");
        }
    }
    size_t asked = 0;
    for (size_t i = group + 1; i < form->details[group].end; i++) {
        enum control_kind kind = form->controls[i].kind;
        if (kind != CONTROL_TEXT && kind != CONTROL_SELECT_ONE &&
            kind != CONTROL_ACKNOWLEDGE && kind != CONTROL_NOTE &&
            kind != CONTROL_GROUP) {
            return refuse(loader, group,
                          "it can hold texts and choices of one, nothing else");
        }
        asked += kind != CONTROL_NOTE && kind != CONTROL_GROUP;
    }
    if (asked > CONTACT_MAX_QUESTIONS) {
        return refuse(loader, group, "it can hold five questions at most");
    }
    return true;
}

/* Refuses a calculation that reads the group, since it would carry a name into the
 * response. */
static bool
check_calculations(struct loader *loader)
{
    const struct form *form = loader->form;
    struct arena arena;
    arena_init(&arena, (size_t)16 << 20);
    size_t work = 1000000;
    bool ok = true;
    for (size_t i = 0; ok && i < form->field_count; i++) {
        const struct field *field = form->fields[i];
        struct references references = {
            .form = form, .arena = &arena, .work = &work, .err = loader->err};
        if (!field->calculate || contact_holds(form, field)) {
            continue;
        }
        ok = references_add(&references, field->calculate, field);
        for (size_t j = 0; ok && j < references.count; j++) {
            const struct field *read = references.found[j].field;
            if (read && contact_holds(form, read)) {
                ok = error_set(loader->err, ERROR_INPUT,
                               "/%s/%s reads /%s/%s, which is a contact and may not "
                               "stand with the answers",
                               form->root->name, field->path, form->root->name,
                               read->path);
            }
        }
    }
    arena_finish(&arena);
    return ok;
}

bool
contact_check(struct loader *loader)
{
    const struct form *form = loader->form;
    bool has_contact = false;
    for (size_t i = 0; i < form->control_count; i++) {
        bool is_contact = control_has_appearance(&form->controls[i], APPEARANCE);
        if (is_contact && form->controls[i].kind != CONTROL_GROUP) {
            return refuse(loader, i, "it has to be a group");
        }
        if (is_contact && !check_group(loader, i)) {
            return false;
        }
        has_contact = has_contact || is_contact;
    }
    return !has_contact || check_calculations(loader);
}

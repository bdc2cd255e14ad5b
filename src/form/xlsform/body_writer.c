/* body_writer: writes the body of the XForm: the questions in the order of the survey.
 */
#include "compiler.h"
#include "tag.h"

#include <stdio.h>
#include <string.h>

static bool
write_reference(struct compiler *compiler, struct tags *tags,
                const struct element *element, const char *name)
{
    const char *id = text_id(compiler, element, name);
    char *reference = !id ? NULL : arena_take(&compiler->arena, 1, strlen(id) + 16);
    if (!reference) {
        return compiler_no_memory(compiler);
    }
    snprintf(reference, strlen(id) + 16, "jr:itext('%s')", id);
    tag_open(tags, name);
    tag_attribute(tags, "ref", reference);
    tag_close(tags);
    return true;
}

static bool
write_plain(struct compiler *compiler, struct tags *tags, const struct element *element,
            const char *name, const struct text *text)
{
    tag_open(tags, name);
    if (!text_is_empty(text) &&
        !placeholder_write_words(compiler, tags, element, text_in(text, 0))) {
        return false;
    }
    tag_close(tags);
    return true;
}

static bool
write_label(struct compiler *compiler, struct tags *tags, const struct element *element)
{
    if (label_has_itext(element)) {
        return write_reference(compiler, tags, element, "label");
    }
    if (text_is_empty(&element->label) && element->kind != ELEMENT_QUESTION) {
        return true;
    }
    return write_plain(compiler, tags, element, "label", &element->label);
}

static bool
write_hint(struct compiler *compiler, struct tags *tags, const struct element *element)
{
    if (hint_has_itext(element)) {
        return write_reference(compiler, tags, element, "hint");
    }
    return text_is_empty(&element->hint) ||
           write_plain(compiler, tags, element, "hint", &element->hint);
}

static bool
add_seed(struct compiler *compiler, const struct element *element, struct buffer *out)
{
    if (!element->seed || !element->is_randomized) {
        return true;
    }
    const char *seed =
        placeholder_resolve(compiler, element, element->seed, PLACEHOLDER_PATH);
    if (!seed) {
        return false;
    }
    seed += strspn(seed, " ");
    size_t size = strlen(seed);
    while (size > 0 && seed[size - 1] == ' ') {
        size--;
    }
    buffer_add_format(out, ", %.*s", (int)size, seed);
    return true;
}

static bool
write_itemset(struct compiler *compiler, struct tags *tags,
              const struct element *element)
{
    struct buffer nodeset;
    const char *filter = placeholder_resolve(compiler, element, element->filter.text,
                                             PLACEHOLDER_CURRENT);
    if (!filter) {
        return false;
    }
    buffer_init(&nodeset, (size_t)1 << 20);
    buffer_add_format(&nodeset, "%sinstance('%s')/root/item",
                      element->is_randomized ? "randomize(" : "", element->list->name);
    if (filter[0] != '\0') {
        buffer_add_format(&nodeset, "[%s]", filter);
    }
    bool ok = add_seed(compiler, element, &nodeset);
    if (element->is_randomized) {
        buffer_add_format(&nodeset, ")");
    }
    buffer_add_u8(&nodeset, '\0');
    ok = ok && (!nodeset.failed || compiler_no_memory(compiler));
    if (ok) {
        tag_open(tags, "itemset");
        tag_attribute(tags, "nodeset", (const char *)nodeset.data);
        tag_open(tags, "value");
        tag_attribute(tags, "ref", "name");
        tag_close(tags);
        tag_open(tags, "label");
        tag_attribute(tags, "ref",
                      element->list->has_itext ? "jr:itext(itextId)" : "label");
        tag_close(tags);
        tag_close(tags);
    }
    buffer_finish(&nodeset);
    return ok;
}

static const char *
control_name(const struct element *element)
{
    switch (element->type->kind) {
    case SURVEY_SELECT_ONE:
        return "select1";
    case SURVEY_SELECT_MULTIPLE:
        return "select";
    case SURVEY_RANK:
        return "odk:rank";
    case SURVEY_RANGE:
        return "range";
    case SURVEY_ACKNOWLEDGE:
        return "trigger";
    default:
        return "input";
    }
}

static bool
write_appearance(struct compiler *compiler, struct tags *tags,
                 const struct element *element)
{
    const char *appearance = placeholder_resolve(
        compiler, element, element->appearance.text, PLACEHOLDER_PATH);
    if (!appearance) {
        return false;
    }
    if (appearance[0] != '\0') {
        tag_attribute(tags, "appearance", appearance);
    }
    return true;
}

static void
write_range(struct tags *tags, const struct element *element)
{
    static const char *const names[] = {
        [RANGE_START] = "start",
        [RANGE_END] = "end",
        [RANGE_STEP] = "step",
        [RANGE_TICKS] = "odk:tick-interval",
        [RANGE_SHOWN] = "odk:placeholder",
    };
    for (size_t i = 0; i < RANGE_LABELS; i++) {
        if (element->range[i]) {
            tag_attribute(tags, names[i], element->range[i]);
        }
    }
}

static bool
write_question(struct compiler *compiler, struct tags *tags,
               const struct element *element)
{
    if (!element_is_shown(element)) {
        return true;
    }
    tag_open(tags, control_name(element));
    xform_mark(compiler, tags, element);
    tag_attribute(tags, "ref", element->path);
    if (!write_appearance(compiler, tags, element)) {
        return false;
    }
    if (element->rows) {
        tag_attribute(tags, "rows", element->rows);
    }
    write_range(tags, element);
    if (!attributes_write(compiler, tags, element, PART_CONTROL)) {
        return false;
    }
    if (!write_label(compiler, tags, element) || !write_hint(compiler, tags, element) ||
        (element->list && !write_itemset(compiler, tags, element))) {
        return false;
    }
    tag_close(tags);
    return true;
}

static bool
write_count(struct compiler *compiler, struct tags *tags, const struct element *element)
{
    const char *count =
        placeholder_resolve(compiler, element, element->count.text, PLACEHOLDER_PATH);
    if (!count) {
        return false;
    }
    if (count[0] != '\0') {
        tag_attribute(tags, "jr:count", count);
    }
    return true;
}

static const struct element *
innermost_repeat(const struct element *element)
{
    do {
        element = element->parent;
    } while (element && element->kind != ELEMENT_REPEAT);
    return element;
}

/* Defaults that are worked out again for each instance that residents add to a repeat.
 * For the instances that are there from the beginning, the model has the same. */
static bool
write_defaults(struct compiler *compiler, struct tags *tags,
               const struct element *repeat)
{
    for (const struct element *at = repeat->all_next; at; at = at->all_next) {
        if (innermost_repeat(at) == repeat && default_is_dynamic(at) &&
            !setvalue_write(compiler, tags, at, "odk-new-repeat")) {
            return false;
        }
    }
    return true;
}

static bool write_inside(struct compiler *compiler, struct tags *tags,
                         const struct element *parent);

static bool
write_repeat(struct compiler *compiler, struct tags *tags,
             const struct element *element)
{
    tag_open(tags, "group");
    tag_attribute(tags, "ref", element->path);
    if (!write_label(compiler, tags, element)) {
        return false;
    }
    tag_open(tags, "repeat");
    xform_mark(compiler, tags, element);
    tag_attribute(tags, "nodeset", element->path);
    if (!write_appearance(compiler, tags, element) ||
        !write_count(compiler, tags, element) ||
        !attributes_write(compiler, tags, element, PART_CONTROL) ||
        !write_inside(compiler, tags, element) ||
        !write_defaults(compiler, tags, element)) {
        return false;
    }
    tag_close(tags);
    tag_close(tags);
    return true;
}

static bool
write_group(struct compiler *compiler, struct tags *tags, const struct element *element)
{
    tag_open(tags, "group");
    xform_mark(compiler, tags, element);
    tag_attribute(tags, "ref", element->path);
    if (!write_appearance(compiler, tags, element) ||
        !attributes_write(compiler, tags, element, PART_CONTROL) ||
        !write_label(compiler, tags, element) ||
        !write_inside(compiler, tags, element)) {
        return false;
    }
    tag_close(tags);
    return true;
}

/* Calls itself for each group inside of a group, at most COMPILER_MAX_DEPTH deep. */
static bool
write_inside(struct compiler *compiler, struct tags *tags, const struct element *parent)
{
    for (const struct element *at = parent->first; at; at = at->next) {
        bool ok = at->kind == ELEMENT_REPEAT  ? write_repeat(compiler, tags, at)
                  : at->kind == ELEMENT_GROUP ? write_group(compiler, tags, at)
                                              : write_question(compiler, tags, at);
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool
body_write(struct compiler *compiler, struct tags *tags)
{
    tag_open(tags, "h:body");
    if (compiler->settings.style[0] != '\0') {
        tag_attribute(tags, "class", compiler->settings.style);
    }
    if (!write_inside(compiler, tags, &compiler->root)) {
        return false;
    }
    tag_close(tags);
    return true;
}

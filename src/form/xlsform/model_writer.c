/* model_writer: writes the model of the XForm: texts, instances, binds and actions.
 * They look as other compilers of XLSForm write them, so that all programs can read
 * them. */
#include "compiler.h"
#include "tag.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool
write_words(struct compiler *compiler, struct tags *tags, const struct itext *itext,
            enum itext_form form, const char *words)
{
    static const char *const names[ITEXT_FORMS] = {
        [ITEXT_SAY] = "say",     [ITEXT_GUIDANCE] = "guidance",
        [ITEXT_IMAGE] = "image", [ITEXT_BIG_IMAGE] = "big-image",
        [ITEXT_AUDIO] = "audio",
    };
    tag_open(tags, "value");
    if (names[form]) {
        tag_attribute(tags, "form", names[form]);
    }
    if (form >= ITEXT_IMAGE) {
        tag_words(tags, form == ITEXT_AUDIO ? "jr://audio/" : "jr://images/");
        tag_words(tags, words);
    } else if (!placeholder_write_words(compiler, tags, itext->context, words)) {
        return false;
    }
    tag_close(tags);
    return true;
}

static bool
has_shown(const struct itext *itext, size_t languages)
{
    for (size_t i = 0; i < languages; i++) {
        if (itext->words[i * ITEXT_FORMS + ITEXT_SHOWN]) {
            return true;
        }
    }
    return false;
}

static bool
write_text(struct compiler *compiler, struct tags *tags, const struct itext *itext,
           size_t language)
{
    const char **words = itext->words + language * ITEXT_FORMS;
    tag_open(tags, "text");
    tag_attribute(tags, "id", itext->id);
    for (int form = 0; form < ITEXT_FORMS; form++) {
        const char *shown = words[form];
        if (form == ITEXT_SHOWN && !shown &&
            has_shown(itext, compiler->languages.count)) {
            shown = "-"; /* what stands for a missing translation */
        }
        if (shown &&
            !write_words(compiler, tags, itext, (enum itext_form)form, shown)) {
            return false;
        }
    }
    tag_close(tags);
    return true;
}

static bool
write_itext(struct compiler *compiler, struct tags *tags)
{
    if (compiler->itext.count == 0) {
        return true;
    }
    size_t first = itext_first_language(compiler);
    tag_open(tags, "itext");
    for (size_t i = first; i < compiler->languages.count; i++) {
        tag_open(tags, "translation");
        if (i == first) {
            tag_attribute(tags, "default", "true()");
        }
        tag_attribute(tags, "lang", compiler->languages.names[i]);
        for (const struct itext *at = compiler->itext.first; at; at = at->next) {
            if (!write_text(compiler, tags, at, i)) {
                return false;
            }
        }
        tag_close(tags);
    }
    tag_close(tags);
    return true;
}

enum copy { COPY_FIRST, COPY_TEMPLATE, COPY_PLAIN };

static bool write_nodes(struct compiler *compiler, struct tags *tags,
                        const struct element *parent, enum copy copy);

static bool
write_node(struct compiler *compiler, struct tags *tags, const struct element *element,
           enum copy copy)
{
    tag_open(tags, element->name);
    if (element->kind == ELEMENT_REPEAT && copy == COPY_TEMPLATE) {
        tag_attribute(tags, "jr:template", "");
    }
    if (!attributes_write(compiler, tags, element, PART_INSTANCE) ||
        !write_nodes(compiler, tags, element, copy)) {
        return false;
    }
    if (element->kind == ELEMENT_QUESTION && element->initial.text[0] != '\0' &&
        !default_is_dynamic(element)) {
        tag_words(tags, element->initial.text);
    }
    tag_close(tags);
    return true;
}

/* Writes the nodes of the answers. A repeat is written twice, as a template and as its
 * first instance. Repeats inside of it are written once in each. */
static bool
write_nodes(struct compiler *compiler, struct tags *tags, const struct element *parent,
            enum copy copy)
{
    for (const struct element *at = parent->first; at; at = at->next) {
        bool is_first = at->kind == ELEMENT_REPEAT && copy == COPY_FIRST;
        if (is_first && !write_node(compiler, tags, at, COPY_TEMPLATE)) {
            return false;
        }
        if (!write_node(compiler, tags, at, is_first ? COPY_PLAIN : copy)) {
            return false;
        }
    }
    return true;
}

static bool
write_instance(struct compiler *compiler, struct tags *tags)
{
    const struct settings *settings = &compiler->settings;
    tag_open(tags, "instance");
    tag_open(tags, compiler->root.name);
    tag_attribute(tags, "id", settings->id);
    if (settings->version[0] != '\0') {
        tag_attribute(tags, "version", settings->version);
    }
    attributes_write_form(compiler, tags);
    if (!write_nodes(compiler, tags, &compiler->root, COPY_FIRST)) {
        return false;
    }
    bool has_name = settings->instance_name.text[0] != '\0';
    if (has_name || !settings->leaves_out_the_id) {
        tag_open(tags, "meta");
    }
    if (!settings->leaves_out_the_id) {
        tag_element(tags, "instanceID", "");
    }
    if (has_name) {
        tag_element(tags, "instanceName", "");
    }
    if (has_name || !settings->leaves_out_the_id) {
        tag_close(tags);
    }
    tag_close(tags);
    tag_close(tags);
    return true;
}

/* Writes the further columns of a choice, which a choice_filter may use. */
static void
write_extra(const struct compiler *compiler, struct tags *tags, size_t row)
{
    const struct table *table = &compiler->choices;
    for (size_t i = 0;
         (i = sheet_next_column(table->sheet, row, i)) < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (!column->is_known && is_valid_name(column->written)) {
            tag_element(tags, column->written, sheet_text(table->sheet, row, i));
        }
    }
}

static void
write_list(const struct compiler *compiler, struct tags *tags,
           const struct choice_list *list)
{
    size_t index = 0;
    char number[24];
    tag_open(tags, "instance");
    tag_attribute(tags, "id", list->name);
    tag_open(tags, "root");
    for (const struct choice_item *at = list->first; at; at = at->next) {
        tag_open(tags, "item");
        if (list->has_itext) {
            snprintf(number, sizeof number, "-%zu", index++);
            tag_open(tags, "itextId");
            tag_words(tags, list->name);
            tag_words(tags, number);
            tag_close(tags);
        }
        tag_element(tags, "name", at->name);
        if (!list->has_itext && !text_is_empty(&at->label)) {
            tag_element(tags, "label", text_in(&at->label, 0));
        }
        if (at->row != SIZE_MAX) {
            write_extra(compiler, tags, at->row);
        }
        tag_close(tags);
    }
    tag_close(tags);
    tag_close(tags);
}

static bool
write_formula(struct compiler *compiler, struct tags *tags,
              const struct element *element, const char *name, const char *text)
{
    if (text[0] == '\0') {
        return true;
    }
    const char *resolved =
        placeholder_resolve(compiler, element, text, PLACEHOLDER_PATH);
    if (!resolved) {
        return false;
    }
    tag_attribute(tags, name, resolved);
    return true;
}

static bool
write_message(struct compiler *compiler, struct tags *tags,
              const struct element *element, const char *name,
              const struct text *message, const struct text *say)
{
    char *reference;
    if (text_is_empty(message)) {
        return true;
    }
    if (!message_has_itext(message, say)) {
        tag_attribute(tags, name, text_in(message, 0));
        return true;
    }
    const char *id = text_id(compiler, element, name);
    if (!id || !(reference = arena_take(&compiler->arena, 1, strlen(id) + 16))) {
        return compiler_no_memory(compiler);
    }
    snprintf(reference, strlen(id) + 16, "jr:itext('%s')", id);
    tag_attribute(tags, name, reference);
    return true;
}

static const char *
bind_type(const struct element *element)
{
    if (element->bind_type.text[0] != '\0') {
        return element->bind_type.text;
    }
    return element->has_fractions ? "decimal" : element->type->bind;
}

/* Writes an attribute that comes with the type of the question, unless a column of the
 * workbook sets it to something else. */
static void
write_preload(const struct compiler *compiler, struct tags *tags,
              const struct element *element, const char *name, const char *value)
{
    if (!attributes_has(compiler, element, PART_BIND, name)) {
        tag_attribute(tags, name, value);
    }
}

static bool
write_bind(struct compiler *compiler, struct tags *tags, const struct element *element)
{
    const struct survey_type *type = element->type;
    bool is_question = element->kind == ELEMENT_QUESTION;
    if (!is_question && element->relevant.text[0] == '\0' &&
        element->readonly.text[0] == '\0') {
        return true;
    }
    const char *constraint = element->constraint.text;
    const char *readonly = element->readonly.text;
    if (is_question && constraint[0] == '\0' && type->constraint) {
        constraint = type->constraint;
    }
    if (element_is(element, SURVEY_NOTE) && readonly[0] == '\0') {
        readonly = "true()";
    }
    tag_open(tags, "bind");
    xform_mark(compiler, tags, element);
    tag_attribute(tags, "nodeset", element->path);
    if (is_question) {
        tag_attribute(tags, "type", bind_type(element));
    }
    if (is_question && type->preload) {
        write_preload(compiler, tags, element, "jr:preload", type->preload);
        write_preload(compiler, tags, element, "jr:preloadParams",
                      type->preload_params);
    }
    if (!write_formula(compiler, tags, element, "relevant", element->relevant.text) ||
        !write_formula(compiler, tags, element, "required", element->required.text) ||
        !write_formula(compiler, tags, element, "readonly", readonly) ||
        !write_formula(compiler, tags, element, "constraint", constraint) ||
        !write_formula(compiler, tags, element, "calculate", element->calculate.text) ||
        !write_message(compiler, tags, element, "jr:requiredMsg",
                       &element->required_message, &element->say_required) ||
        !write_message(compiler, tags, element, "jr:constraintMsg",
                       &element->constraint_message, &element->say_constraint) ||
        !attributes_write(compiler, tags, element, PART_BIND)) {
        return false;
    }
    tag_close(tags);
    return true;
}

static bool
open_meta_bind(struct compiler *compiler, struct tags *tags, const char *name)
{
    size_t size = strlen(compiler->root.path) + strlen(name) + 8;
    char *path = arena_take(&compiler->arena, 1, size);
    if (!path) {
        return compiler_no_memory(compiler);
    }
    snprintf(path, size, "%s/meta/%s", compiler->root.path, name);
    tag_open(tags, "bind");
    tag_attribute(tags, "nodeset", path);
    tag_attribute(tags, "type", "string");
    return true;
}

static bool
write_meta_binds(struct compiler *compiler, struct tags *tags)
{
    const char *name = compiler->settings.instance_name.text;
    if (!compiler->settings.leaves_out_the_id) {
        if (!open_meta_bind(compiler, tags, "instanceID")) {
            return false;
        }
        tag_attribute(tags, "readonly", "true()");
        tag_attribute(tags, "jr:preload", "uid");
        tag_close(tags);
    }
    if (name[0] == '\0') {
        return true;
    }
    if (!open_meta_bind(compiler, tags, "instanceName") ||
        !write_formula(compiler, tags, NULL, "calculate", name)) {
        return false;
    }
    tag_close(tags);
    return true;
}

bool
setvalue_write(struct compiler *compiler, struct tags *tags,
               const struct element *element, const char *event)
{
    tag_open(tags, "setvalue");
    xform_mark(compiler, tags, element);
    tag_attribute(tags, "event", event);
    tag_attribute(tags, "ref", element->path);
    if (!write_formula(compiler, tags, element, "value", element->initial.text)) {
        return false;
    }
    tag_close(tags);
    return true;
}

bool
model_write(struct compiler *compiler, struct tags *tags)
{
    tag_open(tags, "model");
    tag_attribute(tags, "odk:xforms-version", "1.0.0");
    if (!write_itext(compiler, tags) || !write_instance(compiler, tags)) {
        return false;
    }
    for (const struct choice_list *at = compiler->lists; at; at = at->next) {
        write_list(compiler, tags, at);
    }
    tag_lines(tags, compiler->instances.data, compiler->instances.size);
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (!write_bind(compiler, tags, at)) {
            return false;
        }
    }
    if (!write_meta_binds(compiler, tags)) {
        return false;
    }
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (default_is_dynamic(at) &&
            !setvalue_write(compiler, tags, at, "odk-instance-first-load")) {
            return false;
        }
    }
    tag_close(tags);
    return true;
}

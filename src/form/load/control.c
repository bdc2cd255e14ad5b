/* control: loads the body of a form: groups, repeats, questions and notes. */
#include "function.h"
#include "loader.h"
#include "term.h"
#include "value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool load_inside(struct loader *loader, const struct xml_node *xml, int parent);

static const struct field *
find_field(struct loader *loader, const struct xml_node *xml,
           const struct control_detail *parent)
{
    const char *ref = control_reference(xml);
    bool is_group = xml_is(xml, "group");
    if (is_group && (!ref || repeat_is_inside(loader->form, parent->field, xml))) {
        return parent->field;
    }
    struct field *field = control_bound_field(loader->form, parent->field, xml);
    if (!field) {
        loader_refuse(loader, xml, "there is no question %.120s",
                      !ref ? "named in it (ref)" : ref);
        return NULL;
    }
    const struct field *around = field;
    while (around && around != parent->field) {
        around = around->parent;
    }
    if (!around) {
        loader_refuse(loader, xml, "%.120s is asked outside of its group or repeat",
                      ref);
        return NULL;
    }
    for (around = field->parent; around != parent->field && around != NULL;
         around = around->parent) {
        if (around->is_repeat) {
            loader_refuse(loader, xml, "%.120s is asked outside of its repeat", ref);
            return NULL;
        }
    }
    return field;
}

/* A question whose bind makes it read-only from the start takes no answer, so it is a
 * note. */
static bool
is_note(const struct field *field)
{
    const struct term *term = field->readonly;
    return term && term->kind == TERM_CALL && strcmp(term->function->name, "true") == 0;
}

static bool
kind_of_input(struct loader *loader, const struct xml_node *xml,
              const struct field *field, enum control_kind *out)
{
    static const enum control_kind kinds[] = {
        [DATA_STRING] = CONTROL_TEXT,     [DATA_INTEGER] = CONTROL_INTEGER,
        [DATA_DECIMAL] = CONTROL_DECIMAL, [DATA_DATE] = CONTROL_DATE,
        [DATA_TIME] = CONTROL_TIME,
    };
    if (is_note(field)) {
        *out = CONTROL_NOTE;
        return true;
    }
    if (field->type == DATA_TRUTH || field->type == DATA_DATE_TIME) {
        return loader_refuse(loader, xml, "an answer of this type cannot be typed in");
    }
    *out = kinds[field->type];
    return true;
}

static bool
kind_of(struct loader *loader, const struct xml_node *xml, const struct field *field,
        enum control_kind *out)
{
    static const struct {
        const char *name;
        enum control_kind kind;
    } kinds[] = {
        {"group", CONTROL_GROUP},         {"repeat", CONTROL_REPEAT},
        {"select1", CONTROL_SELECT_ONE},  {"select", CONTROL_SELECT_MULTIPLE},
        {"rank", CONTROL_RANK},           {"range", CONTROL_RANGE},
        {"trigger", CONTROL_ACKNOWLEDGE},
    };
    if (xml_is(xml, "input")) {
        return kind_of_input(loader, xml, field, out);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (xml_is(xml, kinds[i].name)) {
            *out = kinds[i].kind;
            return true;
        }
    }
    if (xml_is(xml, "upload")) {
        return loader_refuse(loader, xml,
                             "a kiosk takes no pictures, sounds, films or files; take "
                             "this question out of the form");
    }
    return loader_refuse(loader, xml,
                         "a kiosk cannot ask this; take it out of the form");
}

#define RANGE_MAX_STEPS 1000000

/* How many digits after the point a number needs; -1 when the text is no number, or has
 * too many digits. */
static int
decimals_of(const char *text)
{
    double number;
    if (!text || !number_parse(text, &number) || fabs(number) > 1e9) {
        return -1;
    }
    const char *point = strchr(text, '.');
    size_t count = !point ? 0 : strspn(point + 1, "0123456789");
    while (count > 0 && point[count] == '0') {
        count--;
    }
    return count > 6 ? -1 : (int)count;
}

/* Loads the numbers that a range offers: from the start in steps to the end. The end
 * may be below the start; the numbers are kept and shown from the lowest up all the
 * same. */
static bool
load_range(struct loader *loader, const struct xml_node *xml,
           struct control_detail *detail)
{
    /* Attributes that are missing have the values of XLSForm. */
    static const char *const names[] = {"start", "end", "step"};
    static const char *const defaults[] = {"1", "10", "1"};
    const char *texts[3];
    double numbers[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        texts[i] = xml_attribute(xml, names[i]);
        if (!texts[i]) {
            texts[i] = defaults[i];
        }
        int decimals = decimals_of(texts[i]);
        if (decimals < 0) {
            return loader_refuse(loader, xml, "its start, end or step is no number");
        }
        if ((unsigned)decimals > detail->range_decimals) {
            detail->range_decimals = (unsigned)decimals;
        }
    }
    for (size_t i = 0; i < 3; i++) {
        numbers[i] = round(strtod(texts[i], NULL) * pow(10, detail->range_decimals));
    }
    double step = fabs(numbers[2]);
    double steps = floor(fabs(numbers[1] - numbers[0]) / step);
    if (!(step > 0) || steps < 1 || steps > RANGE_MAX_STEPS) {
        return loader_refuse(loader, xml,
                             "it has to have at least one step and at most %d",
                             RANGE_MAX_STEPS);
    }
    bool is_downwards = numbers[0] > numbers[1];
    detail->range_min =
        (int64_t)(is_downwards ? numbers[0] - steps * step : numbers[0]);
    detail->range_max = (int64_t)(is_downwards ? numbers[0] : numbers[1]);
    detail->range_step = (int64_t)step;
    return true;
}

static bool
load_words(struct loader *loader, const struct xml_node *xml,
           struct control_detail *detail)
{
    const struct xml_node *label = xml_child(xml, "label");
    const struct xml_node *hint = xml_child(xml, "hint");
    return (!label || label_load(loader, label, &detail->label)) &&
           (!hint || label_load(loader, hint, &detail->hint));
}

static bool
load_detail(struct loader *loader, const struct xml_node *xml, enum control_kind kind,
            struct control_detail *detail)
{
    if (!load_words(loader, xml, detail)) {
        return false;
    }
    switch (kind) {
    case CONTROL_SELECT_ONE:
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANK:
        return itemset_load(loader, xml, detail);
    case CONTROL_RANGE:
        return load_range(loader, xml, detail);
    default:
        return true;
    }
}

static bool
bind_field(struct loader *loader, const struct xml_node *xml, enum control_kind kind,
           const struct control_detail *detail, size_t index)
{
    struct field *field = loader->form->fields[detail->field->index];
    if (kind == CONTROL_REPEAT) {
        return repeat_load(loader, xml, field);
    }
    if (kind == CONTROL_GROUP) {
        return true;
    }
    if (field->first) {
        return loader_refuse(loader, xml, "%s is a group, no question", field->path);
    }
    if (field->control >= 0) {
        return loader_refuse(loader, xml, "%s is asked twice", field->path);
    }
    field->control = (int)index;
    return true;
}

/* Whether a select is only the heading of a table: it shows the choices once above the
 * other questions of a field-list, and nobody answers it. A kiosk shows the choices
 * with each question instead. */
static bool
is_heading(const struct control *control)
{
    return (control->kind == CONTROL_SELECT_ONE ||
            control->kind == CONTROL_SELECT_MULTIPLE) &&
           control_has_appearance(control, "label");
}

static bool
load_control(struct loader *loader, const struct xml_node *xml, int parent)
{
    struct form *form = loader->form;
    if (form->control_count == FORM_MAX_CONTROLS) {
        return loader_refuse(loader, xml, "the form asks more than %d questions",
                             FORM_MAX_CONTROLS);
    }
    enum control_kind kind = CONTROL_GROUP;
    const struct field *field = find_field(loader, xml, &form->details[parent]);
    if (!field || !kind_of(loader, xml, field, &kind)) {
        return false;
    }
    size_t index = form->control_count;
    const char *appearance = xml_attribute(xml, "appearance");
    form->controls[index] = (struct control){
        .kind = kind,
        .path = field->path,
        .appearance = appearance ? appearance : "",
        .parent = parent,
        .question = -1,
        .repeat = -1,
    };
    if (is_heading(&form->controls[index])) {
        form->fields[field->index]->is_heading = true;
        return true;
    }
    form->control_count++;
    struct control_detail *detail = &form->details[index];
    detail->field = field;
    if (!bind_field(loader, xml, kind, detail, index) ||
        !load_detail(loader, xml, kind, detail)) {
        return false;
    }
    if ((kind == CONTROL_GROUP || kind == CONTROL_REPEAT) &&
        !load_inside(loader, xml, (int)index)) {
        return false;
    }
    detail->end = form->control_count;
    return true;
}

/* Recurses as deep as the XML is nested, which is limited. */
static bool
load_inside(struct loader *loader, const struct xml_node *xml, int parent)
{
    static const char *const words[] = {"label", "hint", "help", "alert", "setvalue"};
    for (const struct xml_node *at = xml_child(xml, NULL); at;
         at = xml_next(at, NULL)) {
        size_t i = 0;
        while (i < sizeof words / sizeof *words && !xml_is(at, words[i])) {
            i++;
        }
        if (i == sizeof words / sizeof *words && !load_control(loader, at, parent)) {
            return false;
        }
    }
    return true;
}

static size_t
count_elements(const struct xml_node *xml)
{
    size_t count = 1;
    for (const struct xml_node *at = xml_child(xml, NULL); at;
         at = xml_next(at, NULL)) {
        count += count_elements(at);
    }
    return count;
}

static bool
check_again(struct loader *loader)
{
    const struct form *form = loader->form;
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = form->fields[i];
        if (field->again && !field->is_repeat) {
            return loader_refuse(loader, field->again,
                                 "the question /%s/%s is there twice", form->root->name,
                                 field->path);
        }
    }
    return true;
}

bool
control_load(struct loader *loader)
{
    struct form *form = loader->form;
    /* labels and the like are counted too */
    size_t most = count_elements(loader->body);
    if (most > FORM_MAX_CONTROLS) {
        most = FORM_MAX_CONTROLS;
    }
    form->controls = arena_take(&form->arena, most, sizeof *form->controls);
    form->details = arena_take(&form->arena, most, sizeof *form->details);
    if (!form->controls || !form->details) {
        return loader_no_memory(loader);
    }
    form->controls[0] = (struct control){
        .kind = CONTROL_GROUP,
        .path = "",
        .appearance = "",
        .parent = -1,
        .question = -1,
        .repeat = -1,
    };
    form->details[0].field = form->root;
    form->control_count = 1;
    if (!load_inside(loader, loader->body, 0)) {
        return false;
    }
    form->details[0].end = form->control_count;
    return check_again(loader);
}

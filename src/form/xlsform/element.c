/* element: reads the cells of one row of the survey. */
#include "compiler.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool
load_texts(struct compiler *compiler, struct element *element, size_t row)
{
    const struct {
        struct column_key key;
        struct text *text;
    } texts[] = {
        {{"label", false}, &element->label},
        {{"label", true}, &element->say},
        {{"hint", false}, &element->hint},
        {{"hint", true}, &element->say_hint},
        {{"guidance_hint", false}, &element->guidance},
        {{"image", false}, &element->image},
        {{"big-image", false}, &element->big_image},
        {{"audio", false}, &element->audio},
        {{"required_message", false}, &element->required_message},
        {{"constraint_message", false}, &element->constraint_message},
        {{"required_message", true}, &element->say_required},
        {{"constraint_message", true}, &element->say_constraint},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!compiler_text(compiler, &compiler->survey, row, texts[i].key,
                           texts[i].text)) {
            return false;
        }
    }
    compiler_check_media(compiler, &element->image);
    compiler_check_media(compiler, &element->big_image);
    compiler_check_media(compiler, &element->audio);
    recordings_check(compiler, &element->audio);
    spoken_cells_tell(compiler, &compiler->survey, &element->label, &element->say,
                      &element->audio);
    spoken_cells_tell(compiler, &compiler->survey, &element->hint, &element->say_hint,
                      NULL);
    spoken_cells_tell(compiler, &compiler->survey, &element->required_message,
                      &element->say_required, NULL);
    spoken_cells_tell(compiler, &compiler->survey, &element->constraint_message,
                      &element->say_constraint, NULL);
    return true;
}

/* In these columns "yes" means true() and "no" means false(). */
static void
make_truth(struct formula *formula)
{
    static const char *const yes[] = {"yes", "true"}, *const no[] = {"no", "false"};
    for (size_t i = 0; i < 2; i++) {
        if (strcasecmp(formula->text, yes[i]) == 0) {
            formula->text = "true()";
        }
        if (strcasecmp(formula->text, no[i]) == 0) {
            formula->text = "false()";
        }
    }
}

static void
load_formulas(struct compiler *compiler, struct element *element, size_t row)
{
    const struct table *table = &compiler->survey;
    const struct {
        const char *column;
        struct formula *formula;
    } formulas[] = {
        {"relevant", &element->relevant},     {"required", &element->required},
        {"constraint", &element->constraint}, {"readonly", &element->readonly},
        {"calculation", &element->calculate}, {"default", &element->initial},
        {"repeat_count", &element->count},    {"choice_filter", &element->filter},
        {"parameters", &element->parameters}, {"appearance", &element->appearance},
        {"bind_type", &element->bind_type},
    };
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        *formulas[i].formula =
            compiler_formula(compiler, table, row, formulas[i].column);
    }
    make_truth(&element->relevant);
    make_truth(&element->required);
    make_truth(&element->constraint);
    make_truth(&element->readonly);
    make_truth(&element->calculate);
    const char *skippable = table_cell(table, row, "skippable");
    if (element->required.text[0] == '\0' && is_no(skippable)) {
        element->required = (struct formula){
            .text = "true()", .place = table_place(table, row, "skippable")};
    }
    if (strcmp(element->bind_type.text, "integer") == 0) {
        element->bind_type.text = "int";
    }
}

/* Tells the author about columns that ask for what a kiosk does not do. */
static void
tell_refused(struct compiler *compiler, size_t row)
{
    static const struct {
        const char *column;
        enum severity severity;
        const char *what, *instead;
    } refused[] = {
        {"trigger", SEVERITY_ERROR, "a kiosk works out all calculations at once.",
         "Take the trigger out: the calculation follows what it names."},
        {"video", SEVERITY_WARNING, "a kiosk shows no videos; it is left out.", NULL},
        {"save_to", SEVERITY_ERROR, "a kiosk keeps no entities.", "Take it out."},
        {"intent", SEVERITY_WARNING, "a kiosk starts no other programs.", NULL},
        {"autoplay", SEVERITY_NOTE, "a kiosk speaks when it is asked to.", NULL},
    };
    const struct table *table = &compiler->survey;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (table_words(table, row, (struct column_key){.name = refused[i].column},
                        0)[0] != '\0') {
            diagnostics_add(compiler->diagnostics, refused[i].severity,
                            table_place(table, row, refused[i].column),
                            refused[i].instead, "%s", refused[i].what);
        }
    }
}

static void
tell_no_list(struct compiler *compiler, const char *name, struct cell_place place)
{
    char instead[80] = "Add its choices there, each with this list_name.";
    bool has_sheet = compiler->choices.sheet != NULL;
    if (name[0] != '\0' && (compiler->lost_choices || !has_sheet)) {
        /* Told once, not at each question. */
        if (!has_sheet && compiler->lost_count++ == 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                            compiler->lost_choices
                                ? "Rename the sheet with the choices."
                                : "Add one with the columns list_name, name and label.",
                            "the workbook has no sheet \"choices\" with the list "
                            "\"%s\".",
                            name);
        }
        return;
    }
    bool may_guess = compiler_may_guess(compiler, compiler->list_names.count);
    for (const struct choice_list *at = compiler->lists; at && may_guess;
         at = at->next) {
        if (is_like(name, at->name)) {
            snprintf(instead, sizeof instead, "Was \"%.50s\" meant?", at->name);
        }
    }
    if (name[0] == '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write it behind the type, as in select_one towns.",
                        "the name of the list is missing.");
    } else {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, instead,
                        "the sheet choices has no list \"%s\".", name);
    }
}

/* Tells choice names with spaces in them. An answer with several choices is written
 * with spaces between the names, so a name may have none. */
static void
tell_spaces(struct compiler *compiler, const struct element *element)
{
    if (element->list->told_spaces) {
        return;
    }
    element->list->told_spaces = true;
    for (const struct choice_item *at = element->list->first; at; at = at->next) {
        if (strchr(at->name, ' ')) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            table_place(&compiler->choices, at->row, "name"),
                            "Write it with _ in place of the spaces.",
                            "the choice name \"%s\" has spaces in it, and the question "
                            "of row %u of the survey takes several choices.",
                            at->name, element->row);
        }
    }
}

bool
element_set_type(struct compiler *compiler, struct element *element,
                 const struct type_cell *cell, struct cell_place place)
{
    element->type = cell->type;
    element->has_other = cell->has_other;
    if (cell->rest[0] != '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write select_one LIST or select_one LIST or_other.",
                        "\"%s\" behind the list's name means nothing.", cell->rest);
    }
    if (!survey_type_is_select(cell->type)) {
        return true;
    }
    if (strncmp(cell->list, "${", 2) == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Put the choices on the sheet choices.",
                        "a kiosk offers no choices that come from earlier answers.");
        return true;
    }
    element->list = choices_find(compiler, cell->list);
    if (!element->list) {
        tell_no_list(compiler, cell->list, place);
        return true;
    }
    element->list->is_used = true;
    if (cell->type->kind != SURVEY_SELECT_ONE) {
        tell_spaces(compiler, element);
    }
    if (cell->has_other) {
        element->list->gets_other = true;
    }
    return true;
}

bool
element_load(struct compiler *compiler, struct element *element, size_t row)
{
    if (!load_texts(compiler, element, row)) {
        return false;
    }
    load_formulas(compiler, element, row);
    tell_refused(compiler, row);
    const char *rows = table_cell(&compiler->survey, row, "rows");
    element->rows = rows[0] == '\0' ? NULL : rows;
    return parameters_load(compiler, element);
}

void
element_clear_formulas(struct element *element)
{
    struct formula *formulas[] = {
        &element->relevant,   &element->required,  &element->constraint,
        &element->readonly,   &element->calculate, &element->initial,
        &element->count,      &element->filter,    &element->parameters,
        &element->appearance, &element->bind_type, NULL,
    };
    for (size_t i = 0; formulas[i]; i++) {
        if (!formulas[i]->text) {
            formulas[i]->text = "";
        }
    }
}

struct element *
element_child(const struct element *parent, const char *name)
{
    struct element *at = parent->first;
    while (at && strcmp(at->name, name) != 0) {
        at = at->next;
    }
    return at;
}

bool
element_is(const struct element *element, enum survey_kind kind)
{
    return element->kind == ELEMENT_QUESTION && element->type->kind == kind;
}

bool
element_is_repeated(const struct element *element)
{
    for (element = element->parent; element; element = element->parent) {
        if (element->kind == ELEMENT_REPEAT) {
            return true;
        }
    }
    return false;
}

bool
element_has_appearance(const struct element *element, const char *word)
{
    size_t size = strlen(word);
    const char *at = element->appearance.text;
    while (*at != '\0') {
        at += strspn(at, " ");
        size_t length = strcspn(at, " ");
        if (length == size && memcmp(at, word, size) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

/* A question that is calculated and has neither label nor hint is not shown. */
bool
element_is_shown(const struct element *element)
{
    if (element->kind != ELEMENT_QUESTION) {
        return true;
    }
    enum survey_kind kind = element->type->kind;
    return kind != SURVEY_CALCULATE && kind != SURVEY_HIDDEN &&
           kind != SURVEY_PRELOADED &&
           (element->calculate.text[0] == '\0' || !text_is_empty(&element->label) ||
            !text_is_empty(&element->hint));
}

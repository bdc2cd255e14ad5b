/* survey_sheet: reads the rows of the survey and makes a tree of questions, groups and
 * repeats. */
#include "column_names.h"
#include "compiler.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NAME_MAX_BYTES 255

struct reader {
    struct compiler *compiler;
    struct element *parent; /* what is open */
    unsigned depth;
    bool is_in_table; /* in a table-list */
    const struct choice_list *table_list;
};

static void
tell(struct compiler *compiler, size_t row, const char *column, const char *instead,
     const char *what)
{
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    table_place(&compiler->survey, row, column), instead, "%s", what);
}

static bool
make_path(struct compiler *compiler, struct element *element)
{
    size_t size = strlen(element->parent->path) + strlen(element->name) + 2;
    char *path = arena_take(&compiler->arena, 1, size);
    if (!path) {
        return false;
    }
    snprintf(path, size, "%s/%s", element->parent->path, element->name);
    element->path = path;
    return true;
}

struct element *
element_add(struct compiler *compiler, struct element *parent, enum element_kind kind,
            const char *name, unsigned row)
{
    struct element *element = arena_take(&compiler->arena, 1, sizeof *element);
    if (!element || compiler->element_count == COMPILER_MAX_ELEMENTS) {
        error_set(compiler->err, ERROR_FULL, "the survey has more than %d rows",
                  COMPILER_MAX_ELEMENTS);
        return NULL;
    }
    element->kind = kind;
    element->name = name;
    element->parent = parent;
    element->row = row;
    element_clear_formulas(element);
    if (!make_path(compiler, element)) {
        compiler_no_memory(compiler);
        return NULL;
    }
    if (!parent->first) {
        parent->first = element;
    } else {
        parent->last->next = element;
    }
    parent->last = element;
    if (!compiler->first) {
        compiler->first = element;
    } else {
        compiler->last->all_next = element;
    }
    compiler->last = element;
    compiler->element_count++;
    return element;
}

/* The name of the row. A note without a name gets one. Gives "" when there is none and
 * the author was told, and NULL when there is no memory left. */
static const char *
read_name(struct reader *reader, size_t row, const struct type_cell *type)
{
    struct compiler *compiler = reader->compiler;
    const char *name = compiler_clean(compiler, &compiler->survey,
                                      table_cell(&compiler->survey, row, "name"));
    if (!name) {
        return NULL;
    }
    if (name[0] != '\0') {
        return name;
    }
    if (type->meaning == TYPE_QUESTION && type->type->kind == SURVEY_NOTE) {
        char made[48];
        snprintf(made, sizeof made, "generated_note_name_%zu", row + 1);
        return arena_text(&compiler->arena, made, strlen(made));
    }
    if (!compiler->lost_names || table_has(&compiler->survey, "name")) {
        tell(compiler, row, "name", "Give it a name: letters, digits and _.",
             "this row has no name.");
    }
    return "";
}

static void
check_name(struct reader *reader, const char *name, size_t row)
{
    struct compiler *compiler = reader->compiler;
    struct cell_place place = table_place(&compiler->survey, row, "name");
    if (name[0] == '\0') {
        return;
    }
    if (strlen(name) > NAME_MAX_BYTES) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write a shorter one; what residents read is the label.",
                        "a name has at most %d letters.", NAME_MAX_BYTES);
        return;
    }
    if (!is_valid_name(name)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Begin with a letter or _; go on with letters, digits, _, - "
                        "and points.",
                        "\"%s\" is no name that a form can use.", name);
        return;
    }
    if (strcmp(name, "meta") == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Choose another name.",
                        "the name \"meta\" belongs to the form itself.");
    }
}

/* Adds the question NAME_count, which holds how often the repeat NAME is asked. It is
 * not needed when repeat_count is a question already. */
static bool
add_count(struct reader *reader, const char *name, size_t row, struct formula *count)
{
    struct compiler *compiler = reader->compiler;
    *count = compiler_formula(compiler, &compiler->survey, row, "repeat_count");
    if (count->text[0] == '\0' || is_plain_reference(count->text)) {
        return true;
    }
    size_t size = strlen(name) + 10;
    char *made = arena_take(&compiler->arena, 1, size);
    char *reference = arena_take(&compiler->arena, 1, size);
    if (!made || !reference) {
        return compiler_no_memory(compiler);
    }
    snprintf(made, size, "%s_count", name);
    snprintf(reference, size, "${%s}", made);
    check_name(reader, made, row);
    struct element *element = element_add(compiler, reader->parent, ELEMENT_QUESTION,
                                          made, (unsigned)row + 1);
    if (!element) {
        return false;
    }
    element->is_made = true;
    element->type = &survey_type_calculate;
    element->calculate = *count;
    element->readonly.text = "true()";
    count->text = reference;
    return true;
}

/* A repeat may not have the name of the form: other programs store the answers of each
 * in a table of its name. */
static void
check_repeat_name(struct compiler *compiler, const char *name, size_t row)
{
    if (strcmp(name, compiler->root.name) == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(&compiler->survey, row, "name"),
                        "Choose another name.",
                        "a repeat cannot be named \"%s\": so is the form.", name);
    }
}

static bool
begin_section(struct reader *reader, const struct type_cell *type, const char *name,
              size_t row)
{
    struct compiler *compiler = reader->compiler;
    if (reader->depth == COMPILER_MAX_DEPTH) {
        return error_set(compiler->err, ERROR_INPUT,
                         "survey, row %zu: more than %d groups lie in each other",
                         row + 1, COMPILER_MAX_DEPTH);
    }
    bool is_repeat = type->meaning == TYPE_BEGIN_REPEAT;
    struct formula count = {.text = ""};
    if (is_repeat) {
        check_repeat_name(compiler, name, row);
        if (!add_count(reader, name, row, &count)) {
            return false;
        }
    }
    struct element *element = element_add(compiler, reader->parent,
                                          is_repeat ? ELEMENT_REPEAT : ELEMENT_GROUP,
                                          name, (unsigned)row + 1);
    if (!element || !element_load(compiler, element, row)) {
        return false;
    }
    element->count = count;
    reader->parent = element;
    reader->depth++;
    if (!element_has_appearance(element, "table-list")) {
        return true;
    }
    reader->is_in_table = true;
    reader->table_list = NULL;
    return table_list_begin(compiler, element);
}

static void
end_section(struct reader *reader, const struct type_cell *type, size_t row)
{
    struct compiler *compiler = reader->compiler;
    bool ends_repeat = type->meaning == TYPE_END_REPEAT;
    struct element *open = reader->parent;
    if (reader->depth == 0) {
        if (!compiler->lost_types) {
            tell(compiler, row, "type",
                 "Take this row out, or put the beginning before it.",
                 ends_repeat ? "no repeat is open here to end."
                             : "no group is open here to end.");
        }
        return;
    }
    if (ends_repeat != (open->kind == ELEMENT_REPEAT) && !compiler->lost_types) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_ERROR,
            table_place(&compiler->survey, row, "type"),
            open->kind == ELEMENT_REPEAT ? "Write end_repeat." : "Write end_group.",
            "what is open here is the %s \"%s\" of row %u.",
            open->kind == ELEMENT_REPEAT ? "repeat" : "group", open->name, open->row);
    }
    reader->parent = open->parent;
    reader->depth--;
    reader->is_in_table = false;
}

static void
refuse_type(struct compiler *compiler, size_t row, const char *text,
            const struct type_cell *type)
{
    struct cell_place place = table_place(&compiler->survey, row, "type");
    const char *like = survey_type_like(text);
    char instead[96] = "The page assets/packs/WORKBOOK.md lists the types.";
    if (type->meaning == TYPE_REFUSED) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, type->instead,
                        "\"%s\" cannot be asked here: %s", text, type->reason);
        return;
    }
    if (like) {
        snprintf(instead, sizeof instead, "Was \"%s\" meant?", like);
    }
    /* Where a group begins or ends is not known then. */
    if (strncasecmp(text, "begin", 5) == 0 || strncasecmp(text, "end", 3) == 0) {
        compiler->lost_types = true;
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, instead,
                    "there is no type \"%s\".", text);
}

/* Whether this is a row such as "set form title", which old workbooks have in the
 * survey. */
static bool
is_setting(struct compiler *compiler, const char *type, size_t row)
{
    const char *name = table_cell(&compiler->survey, row, "name");
    if (strcasecmp(type, "set form title") == 0 ||
        strcasecmp(type, "form_title") == 0) {
        compiler->settings.title = name;
    } else if (strcasecmp(type, "set form id") == 0 ||
               strcasecmp(type, "form_id") == 0) {
        compiler->settings.id = name;
    } else {
        return false;
    }
    return true;
}

/* Leaves out a row that asks residents nothing. When an expression refers to it, an
 * empty question is kept for it. */
static bool
leave_out(struct reader *reader, size_t row, const char *text,
          const struct type_cell *type)
{
    struct compiler *compiler = reader->compiler;
    const struct table *table = &compiler->survey;
    const char *name = compiler_clean(compiler, table, table_cell(table, row, "name"));
    bool is_there = false;
    if (!name || !references_find(compiler, name, &is_there)) {
        return compiler_no_memory(compiler);
    }
    diagnostics_add(
        compiler->diagnostics, SEVERITY_WARNING, table_place(table, row, "type"),
        is_there ? "Look at what refers to it: it is always empty there." : "",
        "the row \"%s\" is left out: %s", text, type->reason);
    if (!is_there || !is_valid_name(name)) {
        return true;
    }
    struct element *element = element_add(compiler, reader->parent, ELEMENT_QUESTION,
                                          name, (unsigned)row + 1);
    if (!element) {
        return false;
    }
    element->type = &survey_type_hidden;
    return true;
}

static bool
read_row(struct reader *reader, size_t row)
{
    struct compiler *compiler = reader->compiler;
    const struct table *table = &compiler->survey;
    const char *text = compiler_clean(compiler, table, table_cell(table, row, "type"));
    struct type_cell type;
    if (!text) {
        return compiler_no_memory(compiler);
    }
    if (is_yes(table_cell(table, row, "disabled"))) {
        return true;
    }
    if (text[0] == '\0') {
        if (table_cell(table, row, "name")[0] != '\0' ||
            table_words(table, row, (struct column_key){.name = "label"}, 0)[0] !=
                '\0') {
            tell(compiler, row, "type",
                 "Write what it asks for: text, select_one LIST.",
                 "this row has no type.");
        }
        return true; /* else a remark */
    }
    if (is_setting(compiler, text, row)) {
        return true;
    }
    if (!survey_type_read(text, &compiler->arena, &type)) {
        return compiler_no_memory(compiler);
    }
    if (type.meaning == TYPE_LEFT_OUT) {
        return leave_out(reader, row, text, &type);
    }
    if (type.meaning == TYPE_END_GROUP || type.meaning == TYPE_END_REPEAT) {
        end_section(reader, &type, row);
        return true;
    }
    bool is_asked = type.meaning != TYPE_REFUSED && type.meaning != TYPE_UNKNOWN;
    if (!is_asked) {
        refuse_type(compiler, row, text, &type);
    }
    const char *name =
        is_asked ? read_name(reader, row, &type)
                 : compiler_clean(compiler, table, table_cell(table, row, "name"));
    if (!name) {
        return compiler_no_memory(compiler);
    }
    check_name(reader, name, row);
    if (type.meaning == TYPE_BEGIN_GROUP || type.meaning == TYPE_BEGIN_REPEAT) {
        return begin_section(reader, &type, name, row);
    }
    bool is_in_table =
        is_asked && reader->is_in_table && survey_type_is_select(type.type);
    if (is_in_table &&
        !table_list_add(compiler, &reader->table_list, reader->parent, &type, row)) {
        return false;
    }
    struct element *element = element_add(compiler, reader->parent, ELEMENT_QUESTION,
                                          name, (unsigned)row + 1);
    if (!element) {
        return false;
    }
    element->is_refused = !is_asked;
    element->type = &survey_type_text; /* of what is refused */
    if (!is_asked) {
        return true;
    }
    if (!element_set_type(compiler, element, &type, table_place(table, row, "type")) ||
        !element_load(compiler, element, row)) {
        return false;
    }
    if (is_in_table) {
        element->appearance.text = "list-nolabel";
    }
    return true;
}

static void
tell_open(struct reader *reader)
{
    if (reader->compiler->lost_types) {
        return;
    }
    for (struct element *at = reader->parent; at->parent; at = at->parent) {
        bool is_repeat = at->kind == ELEMENT_REPEAT;
        diagnostics_add(reader->compiler->diagnostics, SEVERITY_ERROR,
                        table_place(&reader->compiler->survey, at->row - 1, "type"),
                        is_repeat ? "Put end_repeat after its last question."
                                  : "Put end_group after its last question.",
                        "the %s \"%s\" is not ended.", is_repeat ? "repeat" : "group",
                        at->name);
    }
}

bool
survey_load(struct compiler *compiler)
{
    struct table *table = &compiler->survey;
    struct reader reader = {.compiler = compiler, .parent = &compiler->root};
    compiler->root.kind = ELEMENT_GROUP;
    if (!settings_name_root(compiler)) {
        return false;
    }
    columns_check(compiler, table, &survey_columns);
    attributes_check(compiler, table);
    if (!table_has(table, "type")) {
        if (!compiler->lost_types && headings_check(compiler, table, "type", "name")) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            (struct cell_place){"survey", 1, 0},
                            "Give it the columns type, name and label.",
                            "the sheet has no column \"type\".");
        }
        compiler->lost_types = compiler->lost_names = true;
        return true;
    }
    for (size_t row = table->first_row; row < table->row_count; row++) {
        if (!table_row_is_empty(table, row) && !read_row(&reader, row)) {
            return false;
        }
    }
    tell_open(&reader);
    if (!names_check(compiler)) {
        return false;
    }
    if (!compiler->first && !compiler->lost_types) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){"survey", 0, 0}, "",
                        "the survey asks nothing.");
    }
    return true;
}

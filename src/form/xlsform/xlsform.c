/* xlsform: runs the steps that make an XForm from a workbook. Each step is in the file
 * of its name. */
#include "column_names.h"
#include "compiler.h"

#include "townline/askable.h"

#include <stdlib.h>
#include <string.h>

static bool
open_sheets(struct compiler *compiler)
{
    if (!table_open(&compiler->survey, compiler->workbook, "survey", &survey_columns,
                    &compiler->arena) ||
        !table_open(&compiler->choices, compiler->workbook, "choices", &choices_columns,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    return lost_cells_tell(compiler, &compiler->survey) &&
           lost_cells_tell(compiler, &compiler->choices);
}

/* The sheets that are read, and other names that authors give them. */
static const struct {
    const char *name, *others[4];
} sheets[] = {
    {"survey", {"questions"}},
    {"choices", {"choice", "options"}},
    {"settings", {"setting"}},
    {"services", {"service"}},
    {"stories", {"story"}},
    {"events", {"event"}},
    {"county", {"counties"}},
    {"kiosk_words", {"kiosk words", "kiosk-words", "kioskwords"}},
};
enum { SHEET_COUNT = sizeof sheets / sizeof *sheets };

static bool
is_meant(const char *written, size_t sheet)
{
    char small[80];
    size_t size = strlen(written);
    if (size >= sizeof small) {
        return false;
    }
    for (size_t i = 0; i <= size; i++) {
        small[i] = written[i] >= 'A' && written[i] <= 'Z' ? (char)(written[i] | 0x20)
                                                          : written[i];
    }
    for (size_t i = 0; i < 4 && sheets[sheet].others[i] != NULL; i++) {
        if (strcmp(small, sheets[sheet].others[i]) == 0) {
            return true;
        }
    }
    return is_like(sheets[sheet].name, small);
}

static void
tell_no_survey(struct compiler *compiler)
{
    const char *like = "";
    if (workbook_find_sheet(compiler->workbook, "survey")) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_ERROR, (struct cell_place){"survey", 0, 0},
            "Write the columns type, name and label.", "the sheet is empty.");
        return;
    }
    for (size_t i = 0; i < workbook_sheet_count(compiler->workbook); i++) {
        const char *name = workbook_sheet(compiler->workbook, i)->name;
        like = is_meant(name, 0) ? name : like;
    }
    diagnostics_add(
        compiler->diagnostics, SEVERITY_ERROR, (struct cell_place){"", 0, 0},
        like[0] == '\0' ? "Add one with the columns type, name and label."
                        : "Rename that sheet.",
        like[0] == '\0' ? "the workbook has no sheet \"survey\"."
                        : "the workbook has no sheet \"survey\"; was \"%s\" meant?",
        like);
}

/* Tells a sheet that is not read, when its name is nearly that of a missing sheet. */
static void
check_misspelt_sheet(struct compiler *compiler, const char *written)
{
    for (size_t i = 0; i < SHEET_COUNT; i++) {
        if (workbook_find_sheet(compiler->workbook, sheets[i].name) ||
            !is_meant(written, i)) {
            continue;
        }
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        (struct cell_place){written, 0, 0}, "",
                        "the sheet \"%s\" is not read; was \"%s\" meant?", written,
                        sheets[i].name);
        compiler->lost_choices =
            compiler->lost_choices || strcmp(sheets[i].name, "choices") == 0;
        return;
    }
}

/* Tells sheets that are misspelt, and sheets of XLSForm that a kiosk does not use. */
static void
check_sheets(struct compiler *compiler)
{
    static const char *const refused[] = {"external_choices", "entities", "osm"};
    for (size_t i = 0; i < workbook_sheet_count(compiler->workbook); i++) {
        const char *written = workbook_sheet(compiler->workbook, i)->name;
        bool is_read = false;
        for (size_t j = 0; j < SHEET_COUNT; j++) {
            is_read =
                is_read || workbook_find_sheet(compiler->workbook, sheets[j].name) ==
                               workbook_sheet(compiler->workbook, i);
        }
        if (!is_read) {
            check_misspelt_sheet(compiler, written);
        }
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct sheet *sheet = workbook_find_sheet(compiler->workbook, refused[i]);
        if (sheet && sheet->row_count > 1) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            (struct cell_place){sheet->name, 0, 0}, "",
                            "a kiosk does not use the sheet \"%s\".", sheet->name);
        }
    }
}

static bool
read_workbook(struct compiler *compiler)
{
    if (!open_sheets(compiler)) {
        return false;
    }
    if (!compiler->survey.sheet) {
        tell_no_survey(compiler);
        return true;
    }
    check_sheets(compiler);
    if (!settings_sheet_load(compiler) || !languages_load(compiler) ||
        !choices_load(compiler) || !survey_load(compiler) || !or_other_add(compiler) ||
        !elements_index(compiler) || !formulas_check(compiler) ||
        !survey_texts_add(compiler) || !extra_sheets_compile(compiler)) {
        return false;
    }
    survey_check(compiler);
    appearances_check(compiler);
    return itext_count_missing(compiler);
}

/* Finds the row that an error of the form engine is about. The error names a line of
 * the XForm or a path; of several paths the longest counts. */
static const struct element *
find_row(const struct compiler *compiler, const char *text)
{
    const struct element *found = NULL;
    unsigned long line =
        strncmp(text, "line ", 5) == 0 ? strtoul(text + 5, NULL, 10) : 0;
    unsigned long nearest = 0;
    for (size_t i = 0; i < compiler->mark_count; i++) {
        const struct line_mark *mark = &compiler->marks[i];
        if (mark->line <= line && mark->line >= nearest) {
            nearest = mark->line;
            found = mark->element;
        }
    }
    for (const struct element *at = compiler->first; at && line == 0;
         at = at->all_next) {
        if (strstr(text, at->path) &&
            (!found || strlen(at->path) > strlen(found->path))) {
            found = at;
        }
    }
    return found;
}

/* The row of a question by its path below the root; NULL for the whole form. */
static const struct element *
find_path(const struct compiler *compiler, const char *path)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        const char *below = at->path[0] == '/' ? strchr(at->path + 1, '/') : NULL;
        if (below && strcmp(below + 1, path) == 0) {
            return at;
        }
    }
    return NULL;
}

static void
tell_unaskable(void *context, const struct askable_fault *fault)
{
    struct compiler *compiler = context;
    const struct element *row = find_path(compiler, fault->path);
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    (struct cell_place){!row ? "" : "survey", row ? row->row : 0, 0},
                    fault->instead, "a kiosk cannot ask this: %s", fault->what);
}

/* The formula of a row that reads other questions: what goes round in a circle. */
static const struct formula *
reading_formula(const struct element *row)
{
    const struct formula *formulas[] = {&row->relevant, &row->calculate, &row->required,
                                        &row->readonly, &row->filter};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        if (formulas[i]->text && strstr(formulas[i]->text, "${")) {
            return formulas[i];
        }
    }
    return NULL;
}

/* Loads the form that was written. This finds what no single row shows, such as
 * calculations that depend on each other in a circle. */
static bool
try_form(struct compiler *compiler, const struct buffer *xml, size_t begin)
{
    struct form *form = NULL;
    struct error err = {ERROR_NONE, ""};
    if (form_load(xml->data + begin, xml->size - begin, &form, &err)) {
        askable_judge(form, tell_unaskable, compiler);
        form_close(form);
        return true;
    }
    if (err.code != ERROR_INPUT) {
        if (compiler->err) {
            *compiler->err = err;
        }
        return false;
    }
    const struct element *row = find_row(compiler, err.text);
    const char *text =
        strncmp(err.text, "line ", 5) == 0 ? strchr(err.text, ',') : NULL;
    bool is_circle = row && strstr(err.text, "goes round in a circle");
    const struct formula *reading = !is_circle ? NULL : reading_formula(row);
    diagnostics_add(
        compiler->diagnostics, SEVERITY_ERROR,
        reading ? reading->place
                : (struct cell_place){!row ? "" : "survey", row ? row->row : 0, 0},
        reading ? "Take the ${name} out that closes it." : "",
        "the form cannot be used: %s", !text ? err.text : text + 2);
    return true;
}

/* Whether the survey asks anything. Other programs can show a form of notes alone, but
 * a kiosk cannot. */
static bool
asks_something(struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (at->kind == ELEMENT_QUESTION && !element_is(at, SURVEY_NOTE) &&
            !element_is(at, SURVEY_PRELOADED) &&
            strcmp(at->readonly.text, "true()") != 0) {
            return true;
        }
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                    (struct cell_place){"survey", 0, 0}, "",
                    "the survey asks nothing; a kiosk refuses such a form.");
    return false;
}

bool
xlsform_compile(const struct workbook *workbook, const struct xlsform_options *options,
                struct diagnostics *diagnostics, struct buffer *xml_out,
                struct error *err)
{
    static const struct xlsform_options none = {0};
    struct compiler compiler = {.workbook = workbook,
                                .options = !options ? &none : options,
                                .diagnostics = diagnostics,
                                .err = err};
    size_t begin = xml_out->size;
    arena_init(&compiler.arena, COMPILER_MAX_MEMORY);
    buffer_init(&compiler.instances, FORM_MAX_BYTES);
    /* When a whole sheet could not be read, nothing further is checked: much would seem
     * to be missing. */
    bool ok = diagnostics_errors(diagnostics) > 0 || read_workbook(&compiler);
    if (ok && diagnostics_errors(diagnostics) == 0) {
        ok = xform_write(&compiler, xml_out) &&
             (!asks_something(&compiler) || try_form(&compiler, xml_out, begin));
    }
    size_t faults = diagnostics_errors(diagnostics);
    if (!ok || faults > 0) {
        xml_out->size = begin;
    }
    if (ok && faults > 0) {
        ok = error_set(err, ERROR_INPUT, "the workbook has %zu %s to mend", faults,
                       faults == 1 ? "fault" : "faults");
    }
    if (ok && !diagnostics_are_whole(diagnostics)) {
        ok = compiler_no_memory(&compiler);
    }
    buffer_finish(&compiler.instances);
    arena_finish(&compiler.arena);
    return ok;
}

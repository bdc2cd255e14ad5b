/* support_xlsform: compiles small workbooks and checks what comes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char shared_choices[] = "list_name,name,label,town,weight\n"
                                     "towns,a,Ash,,\n"
                                     "towns,b,Birch,,\n"
                                     "services,lib,Libraries,a b,2\n"
                                     "services,pay,Payroll,b,3\n"
                                     "services,fire,Fire crews,a,5\n"
                                     "seven,1,one,,\n"
                                     "seven,2,two,,\n"
                                     "seven,3,three,,\n"
                                     "seven,4,four,,\n"
                                     "seven,5,five,,\n"
                                     "seven,6,six,,\n"
                                     "seven,7,seven,,\n";

static void
add_sheet(struct csv_file *files, size_t *count, const char *name, const char *text)
{
    if (text) {
        files[(*count)++] = (struct csv_file){name, text, strlen(text)};
    }
}

struct compiled
compile_sheets(const struct sheets *sheets)
{
    return compile_extra(sheets, &(struct extra_texts){.services = NULL});
}

struct compiled
compile_extra(const struct sheets *sheets, const struct extra_texts *extra)
{
    struct compiled compiled = {.err = {ERROR_NONE, ""}};
    struct csv_file files[8];
    size_t count = 0;
    struct workbook *workbook = NULL;
    struct buffer xml;
    add_sheet(files, &count, "survey.csv", sheets->survey);
    add_sheet(files, &count, "choices.csv", sheets->choices);
    add_sheet(files, &count, "settings.csv", sheets->settings);
    add_sheet(files, &count, "services.csv", extra->services);
    add_sheet(files, &count, "stories.csv", extra->stories);
    add_sheet(files, &count, "events.csv", extra->events);
    add_sheet(files, &count, "kiosk_words.csv", extra->kiosk_words);
    add_sheet(files, &count, "county.csv", extra->county);
    assert_true(diagnostics_create(&compiled.diagnostics, NULL));
    assert_true(workbook_read_csv(files, count, compiled.diagnostics, &workbook,
                                  &compiled.err));
    buffer_init(&xml, (size_t)4 << 20);
    const struct xlsform_options options = {.name = "file_name",
                                            .has_media = sheets->has_media,
                                            .on_spoken = extra->on_spoken,
                                            .spoken_context = extra->spoken_context};
    compiled.ok =
        xlsform_compile(workbook, &options, compiled.diagnostics, &xml, &compiled.err);
    buffer_add_u8(&xml, '\0');
    assert_false(xml.failed);
    compiled.xml = (char *)xml.data;
    workbook_close(workbook);
    return compiled;
}

struct compiled
compile_survey(const char *survey)
{
    return compile_sheets(&(struct sheets){
        .survey = survey, .choices = shared_choices, .settings = "form_id\ntest\n"});
}

void
compiled_finish(struct compiled *compiled)
{
    free(compiled->xml);
    diagnostics_destroy(compiled->diagnostics);
}

static void
show(const struct compiled *compiled)
{
    for (size_t i = 0; i < diagnostics_count(compiled->diagnostics); i++) {
        struct buffer line;
        buffer_init(&line, 8192);
        diagnostic_write(diagnostics_at(compiled->diagnostics, i), &line);
        print_error("%.*s\n", (int)line.size, (const char *)line.data);
        buffer_finish(&line);
    }
    print_error("%s\n", compiled->xml);
}

void
assert_form_has(const struct compiled *compiled, const char *text)
{
    if (compiled->ok && strstr(compiled->xml, text)) {
        return;
    }
    show(compiled);
    fail_msg("the form has no %s", text);
}

void
assert_form_lacks(const struct compiled *compiled, const char *text)
{
    if (compiled->ok && !strstr(compiled->xml, text)) {
        return;
    }
    show(compiled);
    fail_msg("the form has %s", text);
}

static bool
is_told(const struct diagnostic *diagnostic, const char *place, const char *what)
{
    struct buffer line;
    buffer_init(&line, 8192);
    diagnostic_write(diagnostic, &line);
    buffer_add_u8(&line, '\0');
    assert_false(line.failed);
    const char *text = (const char *)line.data;
    bool is_there =
        strncmp(text, place, strlen(place)) == 0 && strstr(text, what) != NULL;
    buffer_finish(&line);
    return is_there;
}

void
assert_tells(const struct compiled *compiled, enum severity severity, const char *place,
             const char *what)
{
    for (size_t i = 0; i < diagnostics_count(compiled->diagnostics); i++) {
        const struct diagnostic *at = diagnostics_at(compiled->diagnostics, i);
        if (at->severity == severity && is_told(at, place, what)) {
            return;
        }
    }
    show(compiled);
    fail_msg("nothing tells at \"%s\": %s", place, what);
}

void
assert_tells_nothing(const struct compiled *compiled)
{
    if (compiled->ok && diagnostics_count(compiled->diagnostics) == 0) {
        return;
    }
    show(compiled);
    fail_msg("something is told");
}

void
assert_survey_gives(const char *survey, const char *text)
{
    struct compiled compiled = compile_survey(survey);
    assert_form_has(&compiled, text);
    compiled_finish(&compiled);
}

void
assert_survey_is_refused(const char *survey, const char *place, const char *what)
{
    struct compiled compiled = compile_survey(survey);
    assert_false(compiled.ok);
    assert_int_equal(compiled.err.code, ERROR_INPUT);
    assert_string_equal(compiled.xml, "");
    assert_tells(&compiled, SEVERITY_ERROR, place, what);
    compiled_finish(&compiled);
}

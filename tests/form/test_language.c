#include "support_xlsform.h"

#include "townline/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct form *
form_of(const struct compiled *compiled)
{
    struct form *form = NULL;
    struct error err = {0};
    assert_true(compiled->ok);
    if (!form_load(compiled->xml, strlen(compiled->xml), &form, &err)) {
        fail_msg("%s", err.text);
    }
    return form;
}

/* A survey with one question whose label has these columns, loaded. */
static struct form *
form_in(const char *columns, const char *cells)
{
    char survey[2000];
    snprintf(survey, sizeof survey, "type,name,%s\ntext,q,%s\n", columns, cells);
    const struct sheets sheets = {.survey = survey};
    struct compiled compiled = compile_sheets(&sheets);
    struct form *form = form_of(&compiled);
    compiled_finish(&compiled);
    return form;
}

static void
assert_language(const struct form *form, size_t i, const char *label, const char *code,
                const char *id)
{
    assert_string_equal(form_language(form, i)->label, label);
    assert_string_equal(form_language(form, i)->code, code);
    assert_string_equal(form_language(form, i)->id, id);
}

static void
a_code_is_read_however_it_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *name, *label, *code;
    } names[] = {
        {"Kiswahili(sw)", "Kiswahili", "sw"},
        {"Kiswahili  ( sw )", "Kiswahili", "sw"},
        {"Portugu\u00eas (pt_BR)", "Portugu\u00eas", "pt-BR"},
        {"English (EN)", "English", "en"},
        {"Hmoob (hmn)", "Hmoob", "hmn"},
        {"es", "es", "es"},
        {"zh-Hant", "zh-Hant", "zh-Hant"},
        {"Twi", "Twi", "und"},
        {"Chinese (traditional)", "Chinese (traditional)", "und"},
        {"English (easy to read)", "English (easy to read)", "und"},
        {"Deutsch", "Deutsch", "und"},
        {"(fr)", "(fr)", "fr"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char column[100];
        snprintf(column, sizeof column, "label::%s", names[i].name);
        struct form *form = form_in(column, "Q?");
        assert_language(form, 0, names[i].label, names[i].code, names[i].code);
        form_close(form);
    }
}

static void
languages_without_codes_are_told_apart(void **state)
{
    (void)state;
    struct form *form =
        form_in("label::English,label::Fran\u00e7ais,label::\u4e2d\u6587", "a,b,c");
    assert_int_equal(form_language_count(form), 3);
    assert_language(form, 0, "English", "und", "und-x-english");
    assert_language(form, 1, "Fran\u00e7ais", "und", "und-x-franais");
    assert_int_equal(strncmp(form_language(form, 2)->id, "und-x-", 6), 0);
    assert_string_equal(form_text(form, 1, "/data/q:label", TEXT_SHOWN, NULL), "b");
    form_close(form);
    /* The same ids in another order. */
    form = form_in("label::Fran\u00e7ais,label::English", "a,b");
    assert_language(form, 0, "Fran\u00e7ais", "und", "und-x-franais");
    assert_language(form, 1, "English", "und", "und-x-english");
    form_close(form);
}

static void
two_columns_of_one_code_are_two_languages(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label::English (en),label::Easy English (en),"
                  "label::Easy english 2 (en)\ntext,q,a,b,c\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column D",
                 "have one code");
    struct form *form = form_of(&compiled);
    assert_language(form, 0, "English", "en", "en");
    assert_language(form, 1, "Easy English", "en", "en-x-easyengl");
    assert_language(form, 2, "Easy english 2", "en", "en-x-easyengl-2");
    form_close(form);
    compiled_finish(&compiled);
}

static void
a_language_without_a_code_is_warned_of_at_its_column(void **state)
{
    (void)state;
    const struct sheets sheets = {
        .survey = "type,name,label::English (en),label::Deutsch\ntext,q,a,b\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column D", "has no code");
    compiled_finish(&compiled);
}

static void
plain_labels_have_no_name_that_residents_read(void **state)
{
    (void)state;
    struct form *form = form_in("label", "a");
    assert_language(form, 0, "", "und", "und");
    form_close(form);
    const struct sheets sheets = {
        .survey = "type,name,label,label::Espa\u00f1ol (es)\ntext,q,a,b\n"};
    struct compiled compiled = compile_sheets(&sheets);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 1, column C",
                 "do not say their language");
    form = form_of(&compiled);
    assert_language(form, 0, "", "und", "und");
    assert_language(form, 1, "Espa\u00f1ol", "es", "es");
    form_close(form);
    compiled_finish(&compiled);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_read_however_it_is_written),
        cmocka_unit_test(languages_without_codes_are_told_apart),
        cmocka_unit_test(two_columns_of_one_code_are_two_languages),
        cmocka_unit_test(a_language_without_a_code_is_warned_of_at_its_column),
        cmocka_unit_test(plain_labels_have_no_name_that_residents_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

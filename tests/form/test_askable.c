/* What a kiosk can ask: the limits of its screens, in forms and in workbooks. */
#include "support_form.h"
#include "support_xlsform.h"
#include "townline/askable.h"

#include <stdio.h>
#include <stdlib.h>

/* "word word ..." of `size` bytes; free() it. */
static char *
words(size_t size)
{
    char *text = malloc(size + 1);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++) {
        text[i] = "word "[i % 5];
    }
    text[size] = '\0';
    return text;
}

static struct compiled
compile(const char *survey, const char *choices)
{
    const struct sheets sheets = {
        .survey = survey, .choices = choices, .settings = "form_id,version\nkiosk,1\n"};
    return compile_sheets(&sheets);
}

static void
assert_unaskable(const char *survey, const char *choices, const char *place,
                 const char *what)
{
    struct compiled compiled = compile(survey, choices);
    assert_false(compiled.ok);
    assert_tells(&compiled, SEVERITY_ERROR, place, what);
    compiled_finish(&compiled);
}

static void
assert_askable(const char *survey, const char *choices)
{
    struct compiled compiled = compile(survey, choices);
    struct form *form;
    struct error err = {0};
    if (!compiled.ok) {
        print_error("%s\n", compiled.err.text);
    }
    assert_true(compiled.ok);
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, &err));
    assert_true(askable_check(form, &err));
    form_close(form);
    compiled_finish(&compiled);
}

/* A sheet of `count` rows, each "FIRST<number>SECOND<number>THIRD". free() it. */
struct rows {
    const char *before, *first, *second, *third, *after;
    unsigned count;
};
static char *
write_rows(const struct rows *rows)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    fputs(rows->before, out);
    for (unsigned i = 0; i < rows->count; i++) {
        fprintf(out, "%s%u%s%u%s", rows->first, i, rows->second, i, rows->third);
    }
    fputs(rows->after, out);
    assert_int_equal(fclose(out), 0);
    return text;
}

static char *
choices_of(unsigned count)
{
    return write_rows(&(struct rows){.before = "list_name,name,label\n",
                                     .first = "many,c",
                                     .second = ",Choice ",
                                     .third = "\n",
                                     .after = "",
                                     .count = count});
}

static char *
field_list(const char *type, unsigned count)
{
    char first[80];
    snprintf(first, sizeof first, "%s,q", type);
    return write_rows(&(struct rows){.before = "type,name,label,appearance\n"
                                               "begin_group,g,All of it,field-list\n",
                                     .first = first,
                                     .second = ",Question ",
                                     .third = ",\n",
                                     .after = "end_group,,,\n",
                                     .count = count});
}

static void
what_was_met_on_large_forms_is_askable(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        unsigned count, choices;
    } forms[] = {{"select_one many", 16, 5},
                 {"date", 16, 2},
                 {"date", 25, 2},
                 {"time", 40, 2},
                 {"select_one many", 3, 400},
                 {"select_multiple many", 1, 1000}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char *survey = field_list(forms[i].type, forms[i].count);
        char *choices = choices_of(forms[i].choices);
        assert_askable(survey, choices);
        free(survey);
        free(choices);
    }
}

static void
a_field_list_of_too_much_is_told_at_its_row(void **state)
{
    (void)state;
    char *many = field_list("integer", ASKABLE_QUESTIONS_MAX + 1);
    char *full = field_list("integer", ASKABLE_QUESTIONS_MAX);
    char *selects = field_list("select_one many", 3);
    char *choices = choices_of(900);
    assert_unaskable(many, NULL, "survey, row 2", "201 questions and notes");
    assert_askable(full, NULL);
    assert_unaskable(selects, choices, "survey, row 2", "2703 choices and buttons");
    free(many);
    free(full);
    free(selects);
    free(choices);
}

static void
a_repeat_in_a_field_list_is_told_at_its_row(void **state)
{
    (void)state;
    assert_unaskable("type,name,label,appearance,repeat_count\n"
                     "begin_group,g,All,field-list,\nbegin_group,h,Inner,,\n"
                     "begin_repeat,r,Again,,2\ntext,t,Say,,\nend_repeat,,,,\n"
                     "end_group,,,,\nend_group,,,,\n",
                     NULL, "survey, row 4", "a repeat cannot stand in a field-list");
}

static void
a_text_longer_than_a_screen_takes_is_told_in_its_language(void **state)
{
    (void)state;
    char *long_words = words(ASKABLE_TEXT_MAX_BYTES + 500);
    char *most = words(ASKABLE_TEXT_MAX_BYTES - 1);
    char survey[3 * ASKABLE_TEXT_MAX_BYTES];
    snprintf(survey, sizeof survey,
             "type,name,label::English (en),label::Espa\u00f1ol (es)\n"
             "text,a,Short,Corto\ntext,b,Short,%s\n",
             long_words);
    assert_unaskable(survey, NULL, "survey, row 3", "(es)\" is 8499 bytes long");
    snprintf(survey, sizeof survey, "type,name,label,hint\ntext,a,Short,%s\n",
             long_words);
    assert_unaskable(survey, NULL, "survey, row 2", "the hint");
    snprintf(survey, sizeof survey, "type,name,label\ntext,a,%s\n", most);
    assert_askable(survey, NULL);
    free(long_words);
    free(most);
}

static void
a_choice_that_no_page_holds_is_told(void **state)
{
    (void)state;
    char *long_words = words(ASKABLE_CHOICE_MAX_LETTERS + 11);
    char choices[2000], name[ASKABLE_CODE_MAX_BYTES + 2];
    const char survey[] = "type,name,label\nselect_one many,q,Which?\n";
    snprintf(choices, sizeof choices, "list_name,name,label\nmany,a,%s\nmany,b,B\n",
             long_words);
    assert_unaskable(survey, choices, "survey, row 2", "its choice \"a\"");
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    snprintf(choices, sizeof choices, "list_name,name,label\nmany,%s,A\nmany,b,B\n",
             name);
    assert_unaskable(survey, choices, "survey, row 2", "longer than 200 bytes");
    free(long_words);
}

static void
an_order_of_more_than_an_answer_holds_is_told(void **state)
{
    (void)state;
    char *choices =
        write_rows(&(struct rows){.before = "list_name,name,label\n",
                                  .first = "many,a_name_of_quite_some_length_",
                                  .second = ",Choice ",
                                  .third = "\n",
                                  .after = "",
                                  .count = 400});
    assert_unaskable("type,name,label\nrank many,q,Order?\n", choices, "survey, row 2",
                     "an answer takes 8000");
    assert_askable("type,name,label\nselect_one many,q,Which?\n", choices);
    free(choices);
}

static void
more_languages_than_the_first_screen_has_buttons_are_told(void **state)
{
    (void)state;
    char text[2000] = "type,name", cells[200] = "";
    for (int i = 0; i < ASKABLE_LANGUAGES_MAX + 1; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), ",label::T%c (a%c)",
                 'A' + i, 'a' + i);
        strcat(cells, ",Say");
    }
    snprintf(text + strlen(text), sizeof text - strlen(text), "\ntext,q%s\n", cells);
    assert_unaskable(text, NULL, "", "13 languages");
}

/* A form that no compiler of ours wrote. */
static void
a_form_from_elsewhere_is_judged_by_the_same(void **state)
{
    (void)state;
    const struct parts parts = {
        .instance = "<g><r><t/></r></g>",
        .binds = "<bind nodeset=\"/data/g/r/t\" type=\"string\"/>",
        .body = "<group ref=\"/data/g\" appearance=\"field-list\">"
                "<repeat nodeset=\"/data/g/r\"><input ref=\"/data/g/r/t\">"
                "<label>T</label></input></repeat></group>"};
    struct form *form = load_parts(&parts);
    struct error err = {0};
    assert_false(askable_check(form, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "g/r: a repeat cannot stand in a field-list"));
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_met_on_large_forms_is_askable),
        cmocka_unit_test(a_field_list_of_too_much_is_told_at_its_row),
        cmocka_unit_test(a_repeat_in_a_field_list_is_told_at_its_row),
        cmocka_unit_test(a_text_longer_than_a_screen_takes_is_told_in_its_language),
        cmocka_unit_test(a_choice_that_no_page_holds_is_told),
        cmocka_unit_test(an_order_of_more_than_an_answer_holds_is_told),
        cmocka_unit_test(more_languages_than_the_first_screen_has_buttons_are_told),
        cmocka_unit_test(a_form_from_elsewhere_is_judged_by_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

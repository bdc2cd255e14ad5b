/* Functions of the ODK table, each with what it does at its edges. */
#include "support_expression.h"

#include <stdio.h>

static const struct parts edge_parts = {
    .instance = "<n>7</n><e/><d>2026-05-12</d><t>13:30:00.000</t>"
                "<s>2012-07-23T18:30:00.000Z</s><g><a>no</a><b/><c>0</c></g>"
                "<w><x>2</x><y>3</y><z/></w>",
    .lists = "<instance id='l'><root><v>3</v><v/><v>-1</v></root></instance>"
             "<instance id='none'><root/></instance>",
    .body = "<input ref='/data/n'/>",
};

static void
check(const char *const (*pairs)[2], size_t count)
{
    struct form *form = load_parts(&edge_parts);
    struct instance *instance = open_instance(form);
    for (size_t i = 0; i < count; i++) {
        const char *value = evaluated(instance, "/data", pairs[i][0]);
        if (strcmp(value, pairs[i][1]) != 0) {
            fail_msg("%s is \"%s\", not \"%s\"", pairs[i][0], value, pairs[i][1]);
        }
    }
    instance_destroy(instance);
    form_close(form);
}
#define EDGES(...)                                                                     \
    do {                                                                               \
        static const char *const pairs[][2] = {__VA_ARGS__};                           \
        check(pairs, sizeof pairs / sizeof *pairs);                                    \
    } while (0)

static void
functions_on_texts(void **state)
{
    (void)state;
    CHECK("/data/name", {"string-length(.)", "10"}, {"substr(., 0, 4)", "José"},
          {"substr(., 5)", "Ñandú"}, {"substr(., -2)", "dú"},
          {"substr('abc', 2, 1)", ""}, {"substr('hello', 1, 3)", "el"},
          {"contains(., 'sé Ñ')", "true"}, {"starts-with(., 'José')", "true"},
          {"ends-with(., 'dú')", "true"}, {"ends-with('a', 'ba')", "false"},
          {"concat('a', 1, true())", "a1true"},
          {"concat(instance('towns')/root/item/name, '!')", "abc!"},
          {"join(', ', instance('towns')/root/item/name, 'z')", "a, b, c, z"},
          {"normalize-space('  a \n b  ')", "a b"},
          {"translate('cañón', 'ñó', 'no')", "canon"},
          {"translate('abcd', 'bd', 'B')", "aBc"},
          {"substring-before('2026-05', '-')", "2026"},
          {"substring-after('2026-05', '-')", "05"}, {"string(5.50)", "5.5"},
          {"string(-0.001)", "-0.001"}, {"string(true())", "true"},
          {"string()", "José Ñandú"});
}

static void
functions_on_lists_of_choices(void **state)
{
    (void)state;
    CHECK("/data/list", {"selected(., 'c')", "true"}, {"selected(., 'd')", "false"},
          {"selected(., 'b c')", "false"}, {"selected(., ' c ')", "true"},
          {"selected('abc', 'b')", "false"}, {"selected(., '')", "false"},
          {"selected('', '')", "true"}, {"selected(' ', '')", "true"},
          {"selected-at(., 0)", "b"}, {"selected-at(., 2)", "a"},
          {"selected-at(., 3)", ""}, {"selected-at(., -1)", ""},
          {"count-selected(.)", "3"}, {"count-selected('')", "0"},
          {"count-selected(' a  b ')", "2"});
}

static void
functions_on_numbers_and_truths(void **state)
{
    (void)state;
    CHECK("/data", {"round(2.5)", "3"}, {"round(-2.5)", "-3"},
          {"round(1.2345, 2)", "1.23"}, {"round(1250, -2)", "1300"},
          {"int(-2.7)", "-2"}, {"floor(-2.1)", "-3"}, {"ceiling(2.1)", "3"},
          {"abs(-4)", "4"}, {"pow(2, 10)", "1024"}, {"number('12.50')", "12.5"},
          {"number(' -3 ')", "-3"}, {"number('1e3')", "NaN"}, {"number('abc')", "NaN"},
          {"number('')", "NaN"}, {"number(true())", "1"}, {"boolean('false')", "true"},
          {"boolean('')", "false"}, {"boolean(0)", "false"},
          {"not(/data/nothing)", "true"}, {"if(1 > 2, 'yes', 'no')", "no"},
          {"coalesce('', 'b', 'c')", "b"}, {"coalesce(0 div 0, 'b')", "b"},
          {"coalesce(0, 'b')", "0"},
          {"sum(instance('towns')/root/item/n[. != ''])", "3"},
          {"max(instance('towns')/root/item[n != '']/n)", "2"}, {"min(3, 2, 9)", "2"},
          {"max('')", "NaN"}, {"count-non-empty(instance('towns')/root/item/n)", "2"},
          {"random() >= 0 and random() < 1", "true"}, {"random() != random()", "true"});
}

static void
angles_powers_and_logarithms(void **state)
{
    (void)state;
    EDGES({"sin(0)", "0"}, {"cos(0)", "1"}, {"tan(0)", "0"}, {"asin(2)", "NaN"},
          {"round(asin(1) * 2, 6) = round(pi(), 6)", "true"}, {"acos(1)", "0"},
          {"round(atan(1) * 4, 6)", "3.141593"}, {"round(atan2(1, -1), 4)", "2.3562"},
          {"sqrt(16)", "4"}, {"sqrt(-1)", "NaN"}, {"exp(0)", "1"}, {"exp10(3)", "1000"},
          {"exp10(-2)", "0.01"}, {"log(1)", "0"}, {"log10(1000)", "3"},
          {"log(0) < 0", "true"}, {"log10('')", "NaN"}, {"round(pi(), 4)", "3.1416"},
          {"pow(4, 0.5)", "2"}, {"pow('a', 2)", "NaN"});
}

static void
rounding_goes_away_from_zero_at_a_half(void **state)
{
    (void)state;
    EDGES({"round(0.5)", "1"}, {"round(-0.5)", "-1"}, {"round(-1.5)", "-2"},
          {"round(-1.475, 2)", "-1.48"}, {"round(2.15, 1)", "2.2"},
          {"round(1.005, 2)", "1.01"}, {"round(23.7825, -1)", "20"},
          {"round(-50.55, -2)", "-100"}, {"round(626.3, -3)", "1000"},
          {"round(0.49999)", "0"}, {"round('')", "NaN"}, {"round(1, 'x')", "NaN"},
          {"round(1 div 0)", "Infinity"},
          {"round(12345678901234567, 2)", "12345678901234568"}, {"int(-3.9)", "-3"},
          {"int('')", "NaN"}, {"round(1 div 3, 3)", "0.333"});
}

static void
truths_from_texts_and_lists_of_them(void **state)
{
    (void)state;
    EDGES({"boolean-from-string('true')", "true"}, {"boolean-from-string('1')", "true"},
          {"boolean-from-string(1)", "true"}, {"boolean-from-string('yes')", "false"},
          {"boolean-from-string('')", "false"}, {"checklist(-1, 2, 2 > 1)", "true"},
          {"checklist(1, 2, 1 = 1, 2 = 2, 3 = 3)", "false"},
          {"checklist(2, -1, true(), true())", "true"},
          {"checklist(2, 2, /data/g/*)", "true"}, {"checklist(1, 1, '')", "false"},
          {"weighted-checklist(5, 5, true(), 2, true(), 3)", "true"},
          {"weighted-checklist(-1, 4, true(), 2, true(), 3)", "false"},
          {"weighted-checklist(5, 5, /data/w/*, /data/w/*)", "true"});
}

static void
what_is_empty_is_no_number_in_sums(void **state)
{
    (void)state;
    EDGES({"sum(instance('l')/root/v)", "NaN"}, {"min(instance('l')/root/v)", "NaN"},
          {"max(instance('l')/root/v)", "NaN"}, {"sum(instance('none')/root/v)", "0"},
          {"sum(instance('l')/root/v[. != ''])", "2"},
          {"min(instance('l')/root/v[. != ''])", "-1"},
          {"max(instance('l')/root/v[. != ''])", "3"},
          {"max(instance('none')/root/v)", "NaN"},
          {"min(instance('none')/root/v)", "NaN"}, {"max(1, 'a', 3)", "NaN"},
          {"count(instance('none')/root/v)", "0"},
          {"count-non-empty(instance('l')/root/v)", "2"}, {"join(' ')", ""},
          {"join('-', instance('l')/root/v)", "3---1"}, {"concat()", ""},
          {"coalesce(/data/e, /data/n)", "7"}, {"coalesce(/data/e, '')", ""});
}

static void
dates_and_times_are_numbers_too(void **state)
{
    (void)state;
    EDGES({"decimal-time(/data/t)", "0.5625"}, {"decimal-time('12:00')", "0.5"},
          {"decimal-time('x')", "NaN"},
          {"decimal-time('06:00:00.000-01:00')", "0.2916666666666667"},
          {"decimal-time('00:30+01:00') = decimal-time('23:30')", "true"},
          {"date-time('2026-05-12')", "2026-05-12T00:00:00.000"},
          {"format-date(/data/d, '%e/%n/%y %b %a')", "12/5/26 May Tue"},
          {"format-date('', '%Y')", ""}, {"format-date('x', '%Y')", ""},
          {"format-date(/data/d, '%Y%%')", "2026%"},
          {"format-date-time('2026-05-12T08:05:09.007', '%H:%h:%M:%S.%3')",
           "08:8:05:09.007"},
          {"today() - /data/d", "0"},
          {"int((today() - date('2000-01-01')) div 365.25)", "26"},
          {"/data/d < today() + 1", "true"}, {"/data/d = today()", "true"},
          {"'2026-05-13' > /data/d", "true"}, {"date(0)", "1970-01-01"},
          {"date(-1)", "1969-12-31"}, {"date('')", ""}, {"number(/data/d)", "20585"},
          {"string(today() + 1)", "20586"}, {"date(today() + 1)", "2026-05-13"},
          {"decimal-date-time('1970-01-02')", "1"});
}

static void
texts_are_cut_by_letters_from_both_ends(void **state)
{
    (void)state;
    EDGES({"substr('hello', 1, 3)", "el"}, {"substr('hello', -2)", "lo"},
          {"substr('hello', 0, -1)", "hell"}, {"substr('hello', 9)", ""},
          {"substr('ñandú', 0, 1)", "ñ"}, {"substr('hello', 3, 1)", ""},
          {"selected-at('a b', 2)", ""}, {"selected-at('a b', -1)", ""},
          {"selected-at('', 0)", ""}, {"string-length('日本')", "2"},
          {"string(1 div 3)", "0.3333333333333333"});
}

static void
a_uuid_is_as_long_as_asked_for(void **state)
{
    (void)state;
    EDGES({"string-length(uuid())", "36"},
          {"regex(uuid(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
           "[0-9a-f]{12}')",
           "true"},
          {"string-length(uuid(6))", "6"}, {"uuid() = uuid()", "false"},
          {"uuid(0)", ""}, {"string-length(uuid(-1))", "0"});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_on_texts),
        cmocka_unit_test(functions_on_lists_of_choices),
        cmocka_unit_test(functions_on_numbers_and_truths),
        cmocka_unit_test(angles_powers_and_logarithms),
        cmocka_unit_test(rounding_goes_away_from_zero_at_a_half),
        cmocka_unit_test(truths_from_texts_and_lists_of_them),
        cmocka_unit_test(what_is_empty_is_no_number_in_sums),
        cmocka_unit_test(dates_and_times_are_numbers_too),
        cmocka_unit_test(texts_are_cut_by_letters_from_both_ends),
        cmocka_unit_test(a_uuid_is_as_long_as_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

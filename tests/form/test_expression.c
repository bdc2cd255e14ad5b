#include "support_form.h"

#include "townline/expression.h"

#include <stdio.h>
#include <stdlib.h>

/* One form for all: a repeat of three, lists, dates, prefixed nodes. */
static const struct parts parts = {
    .itext = "<translation lang='en' default='true()'>"
             "<text id='a'><value>Apple</value></text>"
             "<text id='b'><value>Bread</value></text></translation>",
    .instance = "<town>oakhollow</town><x>b</x><empty/><n>7</n><list>b c a</list>"
                "<day>2026-05-12</day><name>José Ñandú</name><flag>false</flag>"
                "<orx:deep><orx:inside>found</orx:inside></orx:deep>"
                "<rep><v/><w/><pos/><prev/></rep><hidden>5</hidden><food/>",
    .lists = "<instance id='towns'><root>"
             "<item><name>a</name><town>brindle</town><n>1</n></item>"
             "<item><name>b</name><town>oakhollow</town><n>2</n></item>"
             "<item><name>c</name><town>oakhollow</town><n/></item>"
             "</root></instance>"
             "<instance id='food'><root><item><name>a</name><t>a</t></item>"
             "<item><name>b</name><t>b</t></item></root></instance>",
    .binds = "<bind nodeset='/data/day' type='date'/>"
             "<bind nodeset='/data/n' type='int'/>"
             "<bind nodeset='/data/hidden' type='string' relevant='/data/n = 0'/>"
             "<bind nodeset='/data/rep/pos' type='int' calculate='position(..)'/>"
             "<bind nodeset='/data/rep/w' type='string' "
             "calculate='concat(/data/rep/v, \"!\")'/>"
             "<bind nodeset='/data/rep/prev' type='int' "
             "calculate='coalesce(/data/rep[position() = position(current()/..) - "
             "1]/prev, 0) + ../pos'/>",
    .body = "<input ref='/data/n'/><input ref='/data/day'/><input ref='/data/list'/>"
            "<select1 ref='/data/food'><itemset nodeset=\"instance('food')/root/item\">"
            "<value ref='name'/><label ref='jr:itext(t)'/></itemset></select1>"
            "<repeat nodeset='/data/rep' jr:count='3'><input ref='/data/rep/v'/>"
            "</repeat>",
};

struct checked {
    const char *expression, *value;
};

static void
check_at(const char *context, const struct checked *checked, size_t count)
{
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    for (unsigned i = 0; i < 3; i++) {
        struct place place = place_of(form, "rep/v", i, 0);
        char text[2] = {(char)('p' + i), '\0'};
        set(instance, &place, text);
    }
    for (size_t i = 0; i < count; i++) {
        const char *value = evaluated(instance, context, checked[i].expression);
        if (strcmp(value, checked[i].value) != 0)
            fail_msg("%s is \"%s\", not \"%s\"", checked[i].expression, value,
                     checked[i].value);
    }
    instance_destroy(instance);
    form_close(form);
}
#define CHECK(context, ...)                                                            \
    do {                                                                               \
        static const struct checked checked[] = {__VA_ARGS__};                         \
        check_at(context, checked, sizeof checked / sizeof *checked);                  \
    } while (0)

static void
an_absolute_path_in_a_predicate_means_the_primary_instance(void **state)
{
    (void)state;
    CHECK("/data/town", {"count(instance('towns')/root/item[town = /data/town])", "2"},
          {"instance('towns')/root/item[name = /data/x]/n", "2"},
          {"instance('towns')/root/item[town=/data/town and n != '']/name", "b"},
          {"count(instance('towns')/root/item[/data/n = 7])", "3"},
          {"count(instance('towns')/data/town)", "0"});
}

static void
current_and_dot_mean_different_nodes_in_a_predicate(void **state)
{
    (void)state;
    CHECK("/data/x",
          {"instance('towns')/root/item[name = current()]/town", "oakhollow"},
          {"instance('towns')/root/item[name = current()/.]/n", "2"},
          {"instance('towns')/root/item[name = current()/../x]/n", "2"},
          {"count(instance('towns')/root/item/name[. = 'c'])", "1"},
          {"instance('towns')/root/item[./name = 'a']/n", "1"}, {".", "b"},
          {"current()", "b"}, {"../n + 1", "8"});
}

static void
dates_compare_and_subtract(void **state)
{
    (void)state;
    CHECK("/data/day", {". < today()", "false"}, {". = today()", "true"},
          {". <= date('2026-05-13')", "true"}, {"date('2026-05-13') - .", "1"},
          {"today() - date('2026-04-12')", "30"}, {"date(today() - 1)", "2026-05-11"},
          {"date(. + 20)", "2026-06-01"}, {". > '2026-05-11'", "true"},
          {"'2026-05-12' > '2025-12-31'", "true"}, {"number('1970-01-02')", "1"},
          {"decimal-date-time('2026-05-12T06:00:00.000Z') - decimal-date-time(.)",
           "0.25"},
          {"date('2026-02-30')", ""}, {"date('2024-02-29') - date('2024-02-28')", "1"},
          {"format-date(., '%d %b %Y, %a %e %n %y')", "12 May 2026, Tue 12 5 26"},
          {"int((today() - date('1980-05-13')) div 365.25)", "45"},
          {"today() = '2026-05-12'", "true"}, {"today() != '2026-05-13'", "true"},
          {"max('2026-01-01', '2026-05-05') = date('2026-05-05')", "true"});
}

static void
the_time_of_day_is_known_to_half_a_day(void **state)
{
    (void)state;
    CHECK("/data", {"now()", "2026-05-12T12:00:00.000"}, {"today()", "2026-05-12"},
          {"format-date-time(now(), '%H:%M:%S')", "12:00:00"},
          {"decimal-date-time(now()) - decimal-date-time(today())", "0.5"},
          {"now() > today()", "true"}, {"decimal-time('18:00')", "0.75"});
}

static void
position_of_a_node_counts_its_own_kind(void **state)
{
    (void)state;
    CHECK(
        "/data/rep[2]/v", {"position(..)", "2"}, {"position(.)", "1"},
        {"position(current()/..)", "2"}, {"../pos", "2"},
        {"instance('towns')/root/item[position() = position(current()/..)]/name", "b"},
        {"instance('towns')/root/item[2]/name", "b"},
        {"instance('towns')/root/item[last()]/name", "c"},
        {"indexed-repeat(/data/rep/v, /data/rep, 3)", "r"},
        {"indexed-repeat(/data/rep/v, /data/rep, position(..) - 1)", "p"},
        {"indexed-repeat(/data/rep/v, /data/rep, 9)", ""});
}

static void
nodes_of_any_namespace_are_found_by_their_name(void **state)
{
    (void)state;
    CHECK("/data", {"/data/deep/inside", "found"},
          {"/data/orx:deep/orx:inside", "found"}, {"/x:data/y:town", "oakhollow"},
          {"//inside", "found"}, {"count(/data/*)", "13"}, {"deep/inside", "found"},
          {"child::deep/child::inside/parent::deep/inside", "found"});
}

static void
an_absolute_path_inside_a_repeat_means_the_same_instance(void **state)
{
    (void)state;
    CHECK("/data/rep[2]/v", {"/data/rep/v", "q"}, {"/data/rep/w", "q!"},
          {"count(/data/rep)", "3"}, {"/data/rep[1]/v", "p"}, {"/data/rep[3]/v", "r"},
          {"count(/data/rep/v)", "1"}, {"count(../../rep)", "3"},
          {"join('', ../../rep/v)", "pqr"});
    CHECK("/data/n", {"count(/data/rep/v)", "3"},
          {"join(' ', /data/rep/w)", "p! q! r!"}, {"/data/rep[v = 'q']/pos", "2"});
}

static void
a_question_may_read_itself_in_an_earlier_instance(void **state)
{
    (void)state;
    CHECK("/data", {"join(' ', /data/rep/prev)", "1 3 6"});
}

static void
what_is_not_relevant_is_not_there(void **state)
{
    (void)state;
    CHECK("/data", {"count(/data/hidden)", "0"}, {"string(/data/hidden)", ""},
          {"/data/hidden = 5", "false"}, {"coalesce(/data/hidden, 'none')", "none"});
}

static void
operators_bind_as_in_xpath(void **state)
{
    (void)state;
    CHECK("/data/n", {"1 + 2 * 3", "7"}, {"(1 + 2) * 3", "9"}, {"10 - 4 - 3", "3"},
          {"-2 + 5", "3"}, {"- - 2", "2"}, {"7 mod 4", "3"}, {"-7 mod 4", "-3"},
          {"1 div 0", "Infinity"}, {"-1 div 0", "-Infinity"}, {"0 div 0", "NaN"},
          {"1 = 1 or 1 div 0 = 2", "true"}, {"1 < 2 = true()", "true"},
          {"2 > 1 and not(1 > 2)", "true"}, {". * . ", "49"}, {".*2", "14"},
          {"../n div 2", "3.5"}, {"count(../x | ../n | ../x)", "2"},
          {"0.1 + 0.2", "0.30000000000000004"}, {"1000000 * 1000000", "1000000000000"},
          {"'a' = 'b'", "false"}, {"'1' = 1", "true"}, {"'' = 0", "false"},
          {"../empty = ''", "true"}, {"../nothing-like-it = ''", "false"},
          {"1 != 2", "true"}, {"3 >= 3", "true"}, {"true() + true()", "2"},
          {"instance('towns')/root/item/n > 1", "true"},
          {"instance('towns')/root/item/n != 2", "true"}, {"4 div 2 div 2", "1"});
}

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
          {"selected(., 'b c')", "true"}, {"selected('abc', 'b')", "false"},
          {"selected(., '')", "false"}, {"selected-at(., 0)", "b"},
          {"selected-at(., 2)", "a"}, {"selected-at(., 3)", ""},
          {"selected-at(., -1)", ""}, {"count-selected(.)", "3"},
          {"count-selected('')", "0"}, {"count-selected(' a  b ')", "2"});
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
          {"coalesce('', 'b', 'c')", "b"}, {"sum(instance('towns')/root/item/n)", "3"},
          {"max(instance('towns')/root/item/n)", "2"}, {"min(3, 2, 9)", "2"},
          {"max('')", "NaN"}, {"count-non-empty(instance('towns')/root/item/n)", "2"},
          {"random() >= 0 and random() < 1", "true"}, {"random() != random()", "true"});
}

static void
once_keeps_what_is_there(void **state)
{
    (void)state;
    CHECK("/data/x", {"once('new')", "b"});
    CHECK("/data/empty", {"once('new')", "new"});
}

static void
texts_of_the_form_and_names_of_choices(void **state)
{
    (void)state;
    CHECK("/data/x", {"jr:itext('a')", "Apple"}, {"jr:itext('missing')", ""},
          {"jr:choice-name(., '/data/food')", "Bread"},
          {"jr:choice-name('a', ' ../food ')", "Apple"},
          {"jr:choice-name('z', '/data/food')", ""},
          {"jr:choice-name('a', '/data/nothing')", ""});
}

/* Seeded orders are those of other ODK programs: "inside-out" with Park and Miller's
 * generator, seed 42 and so on, checked against theirs. */
static void
a_seed_gives_the_order_it_gives_elsewhere(void **state)
{
    (void)state;
    static const char list[] =
        "<instance id='l'><root><i>A</i><i>B</i><i>C</i><i>D</i><i>E</i><i>F</i></root>"
        "</instance>";
    struct parts six = {
        .instance = "<q/>", .lists = list, .body = "<input ref='/data/q'/>"};
    struct form *form = load_parts(&six);
    struct instance *instance = open_instance(form);
    static const struct checked checked[] = {
        {"join('', randomize(instance('l')/root/i, 42))", "AFCBDE"},
        {"join('', randomize(instance('l')/root/i, 1))", "BFEACD"},
        {"join('', randomize(instance('l')/root/i, 11111111))", "ACDBFE"},
        {"count(randomize(instance('l')/root/i))", "6"},
    };
    for (size_t i = 0; i < sizeof checked / sizeof *checked; i++)
        assert_string_equal(evaluated(instance, "/data", checked[i].expression),
                            checked[i].value);
    instance_destroy(instance);
    form_close(form);
}

static void
patterns_are_looked_for_anywhere_in_the_text(void **state)
{
    (void)state;
    CHECK("/data", {"regex('12345', '[0-9]{5}')", "true"},
          {"regex('123456', '[0-9]{5}')", "true"},
          {"regex('123456', '^[0-9]{5}$')", "false"},
          {"regex('cocotero', 'te')", "true"}, {"regex('ab', '^b')", "false"},
          {"regex('ab', 'a$')", "false"}, {"regex('ab\n', 'b$')", "false"},
          {"regex('aab', '^(a|b)+$')", "true"}, {"regex('', '^$')", "true"},
          {"regex('abc', '')", "true"}, {"regex('ab12', '\\w+\\d{2,}')", "true"},
          {"regex('abc', '^a.c$')", "true"}, {"regex('', 'a*')", "true"},
          {"regex('cat', 'dog|cat|bird')", "true"},
          {"regex('cats', '^(dog|cat)$')", "false"}, {"regex('a-b', 'a\\-b')", "true"},
          {"regex('x', '[^a-w]')", "true"}, {"regex('ñ', '.')", "true"},
          {"regex('aaa', '^(aa)*$')", "false"}, {"regex('aaaa', '(?:aa)*')", "true"},
          {"regex('ab', 'a(b|c)?')", "true"}, {"regex(']', '[]]')", "true"},
          {"regex('a b', '\\S\\s\\S')", "true"}, {"regex('1', '\\D')", "false"},
          {"regex('xyz', concat('x', '[yz]{2}'))", "true"},
          {"regex('x', concat('(', 'x'))", "false"},
          {"regex('aab', 'a{1,2}?b')", "true"});
}

static void
a_pattern_meant_to_hang_does_not(void **state)
{
    (void)state;
    CHECK(
        "/data",
        {"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', "
         "'(a+)+')",
         "false"},
        {"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '(a?){30}a{30}(a|aa)*')", "true"});
}

static void
what_is_no_expression_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } wrong[] = {
        {"", "expected a value"},
        {"1 +", "at the end: expected a value"},
        {"(1", "at the end: expected \")\""},
        {"1 2", "at character 3: expected an operator or the end, found \"2\""},
        {"foo(1)", "at character 1: there is no function \"foo\""},
        {"if(1, 2)", "if() takes 3 values"},
        {"'abc", "a quote is opened and not closed"},
        {"/data/", "expected the name of a question"},
        {"a[1", "expected \"]\""},
        {"a[]", "expected a value"},
        {"$x", "\"$\" has no meaning"},
        {"${x}", "\"$\" has no meaning"},
        {"following-sibling::a", "expected one of the axes"},
        {"a/@b", "attributes (@) cannot be read"},
        {"a !b", "has no meaning"},
        {"concat(1,)", "expected a value"},
        {"regex(., '(')", "is not closed"},
        {"regex(., '(?=a)')", "(? is only known as (?:"},
        {"pulldata('a', 'b', 'c', 'd')", "use instance()"},
        {"digest('a', 'MD5')", "neither signs nor encodes"},
        {"area(.)", "no places on a map"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct expression *expression = NULL;
        struct error err = {0};
        assert_false(expression_parse(wrong[i].text, &expression, &err));
        assert_null(expression);
        assert_int_equal(err.code, ERROR_INPUT);
        if (strstr(err.text, wrong[i].says) == NULL)
            fail_msg("%s: \"%s\" is not in \"%s\"", wrong[i].text, wrong[i].says,
                     err.text);
    }
}

/* `count` times `part` between `before` and `after`. */
static char *
repeated(const char *before, const char *part, size_t count, const char *after)
{
    size_t size = strlen(before) + strlen(part) * count + strlen(after) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    strcpy(text, before);
    char *at = text + strlen(before);
    for (size_t i = 0; i < count; i++, at += strlen(part))
        memcpy(at, part, strlen(part));
    strcpy(at, after);
    return text;
}

static void
endless_nesting_is_refused(void **state)
{
    (void)state;
    static const char *const parts_of[][2] = {
        {"(", "1"},     {"not(", "1"}, {"a[", "1"}, {"- ", "1 +"},
        {"1+(2*", "1"}, {"/a", "["},   {"a|", ""},  {"((", "))"},
    };
    for (size_t i = 0; i < sizeof parts_of / sizeof *parts_of; i++) {
        char *text = repeated("", parts_of[i][0], 5000, parts_of[i][1]);
        struct expression *expression = NULL;
        assert_false(expression_parse(text, &expression, NULL));
        free(text);
    }
    char *text = repeated("", "1+", 5000, "1"); /* long is not deep */
    struct expression *expression = NULL;
    assert_true(expression_parse(text, &expression, NULL));
    expression_destroy(expression);
    free(text);
    expression_destroy(NULL);
}

static void
endless_work_is_stopped(void **state)
{
    (void)state;
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    static const char greedy[] =
        "count(//*[count(//*[count(//*[count(//*[count(//*[count(//*[count(//*) > 0]) "
        "> 0]) > 0]) > 0]) > 0]) > 0])";
    char *doubling = repeated("", "concat(.,", 30, "'x'");
    doubling = realloc(doubling, strlen(doubling) + 40);
    assert_non_null(doubling);
    strcat(doubling, "))))))))))))))))))))))))))))))");
    struct buffer buffer;
    buffer_init(&buffer, 10000);
    struct evaluated result = {.text = &buffer};
    struct error err = {0};
    assert_false(instance_evaluate(instance, "/data", greedy, &result, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_true(instance_evaluate(instance, "/data/x", doubling, &result, &err));
    free(doubling);
    buffer_finish(&buffer);
    instance_destroy(instance);
    form_close(form);
}

/* Whatever bytes are given, the parser answers; what it takes, evaluation survives. */
static void
random_expressions_never_crash(void **state)
{
    (void)state;
    const char *given = getenv("TOWNLINE_SEED");
    uint64_t seed = given == NULL ? 20261122 : strtoull(given, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    static const char *const words[] = {
        "/data",
        "/rep",
        "/v",
        "[",
        "]",
        "(",
        ")",
        ".",
        "..",
        "*",
        "+",
        "-",
        " div ",
        " mod ",
        " and ",
        " or ",
        "=",
        "!=",
        "<",
        ">=",
        "|",
        ",",
        "'a'",
        "1",
        "2.5",
        "//",
        "/",
        "count(",
        "sum(",
        "position(",
        "instance('towns')",
        "/root/item",
        "/name",
        "current()",
        "selected(",
        "if(",
        "today()",
        "date(",
        "randomize(",
        "join(",
        "concat(",
        "substr(",
        "indexed-repeat(",
        "jr:choice-name(",
        "once(",
        "regex(",
        "translate(",
        "format-date(",
        "'%Y %b'",
        "node()",
        "last()",
        "round(",
        "\xc3\xb1",
        "string-length(",
        "coalesce(",
        "number(",
        "-1",
        "1 div 0",
    };
    const size_t count = sizeof words / sizeof *words;
    struct form *form = load_parts(&parts);
    struct instance *instance = open_instance(form);
    struct buffer buffer;
    buffer_init(&buffer, 100000);
    struct evaluated result = {.text = &buffer};
    for (size_t i = 0; i < 20000; i++) {
        char text[600] = "";
        size_t pieces = 1 + (seed >> 33) % 14;
        for (size_t j = 0; j < pieces; j++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            strcat(text, words[(seed >> 33) % count]);
        }
        /* Close what was opened, so that more than a few are expressions. */
        int open = 0;
        for (const char *at = text; *at != '\0'; at++)
            open += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        for (; open > 0; open--)
            strcat(text, ")");
        buffer_clear(&buffer);
        bool ok = instance_evaluate(instance, "/data/rep[2]/v", text, &result, NULL);
        (void)ok;
    }
    buffer_finish(&buffer);
    instance_destroy(instance);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_absolute_path_in_a_predicate_means_the_primary_instance),
        cmocka_unit_test(current_and_dot_mean_different_nodes_in_a_predicate),
        cmocka_unit_test(dates_compare_and_subtract),
        cmocka_unit_test(the_time_of_day_is_known_to_half_a_day),
        cmocka_unit_test(position_of_a_node_counts_its_own_kind),
        cmocka_unit_test(nodes_of_any_namespace_are_found_by_their_name),
        cmocka_unit_test(an_absolute_path_inside_a_repeat_means_the_same_instance),
        cmocka_unit_test(a_question_may_read_itself_in_an_earlier_instance),
        cmocka_unit_test(what_is_not_relevant_is_not_there),
        cmocka_unit_test(operators_bind_as_in_xpath),
        cmocka_unit_test(functions_on_texts),
        cmocka_unit_test(functions_on_lists_of_choices),
        cmocka_unit_test(functions_on_numbers_and_truths),
        cmocka_unit_test(once_keeps_what_is_there),
        cmocka_unit_test(texts_of_the_form_and_names_of_choices),
        cmocka_unit_test(a_seed_gives_the_order_it_gives_elsewhere),
        cmocka_unit_test(patterns_are_looked_for_anywhere_in_the_text),
        cmocka_unit_test(a_pattern_meant_to_hang_does_not),
        cmocka_unit_test(what_is_no_expression_is_refused_with_its_place),
        cmocka_unit_test(endless_nesting_is_refused),
        cmocka_unit_test(endless_work_is_stopped),
        cmocka_unit_test(random_expressions_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

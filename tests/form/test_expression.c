/* Paths, dates, operators and the form's own words in expressions. */
#include "support_expression.h"

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
what_is_not_relevant_compares_as_blank(void **state)
{
    (void)state;
    CHECK("/data", {"/data/hidden = ''", "true"}, {"'' = /data/hidden", "true"},
          {"/data/hidden != ''", "false"}, {"/data/hidden = /data/empty", "true"},
          {"/data/hidden = /data/x", "false"}, {"/data/hidden != /data/x", "true"},
          {"/data/hidden < 1", "false"}, {"/data/hidden = false()", "true"},
          {"sum(/data/hidden)", "0"}, {"/data/nothing = ''", "false"},
          {"indexed-repeat(/data/rep/v, /data/rep, 9) = ''", "true"});
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
an_operator_may_touch_the_number_behind_it(void **state)
{
    (void)state;
    CHECK("/data/n", {"8div2", "4"}, {"7 mod4", "3"}, {". div-7", "-1"},
          {"1and1", "true"}, {"0 or0", "false"});
}

static void
a_group_says_what_its_questions_say(void **state)
{
    (void)state;
    CHECK("/data/n", {"string(/data/deep)", "found"}, {"/data/deep = 'found'", "true"},
          {"string-length(instance('towns')/root/item[1])", "9"},
          {"join('+', /data/deep, 'x')", "found+x"}, {"/data/deep = ''", "false"},
          {"count-non-empty(/data/deep)", "1"});
}

static void
nodes_put_together_stand_as_in_the_form(void **state)
{
    (void)state;
    CHECK("/data/rep[2]/v", {"join('', ../../rep[3]/v | ../../rep[1]/v)", "pr"},
          {"count(/data/rep | ../../rep[1] | ..)", "3"},
          {"string(/data/deep/inside | /data/deep)", "found"},
          {"count(/data/deep/inside | /data/deep)", "2"});
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
        {"join('', randomize(instance('l')/root/i, -42))", "EDAFBC"},
        {"join('', randomize(instance('l')/root/i, 11111111))", "ACDBFE"},
        {"join('', randomize(instance('l')/root/i, 'abc'))", "ACBEFD"},
        {"join('', randomize(instance('l')/root/i, 'https://a.b'))", "ADECBF"},
        {"randomize(instance('l')/root/i, '') = randomize(instance('l')/root/i, 0)",
         "true"},
        {"count(randomize(instance('l')/root/i))", "6"},
    };
    for (size_t i = 0; i < sizeof checked / sizeof *checked; i++) {
        assert_string_equal(evaluated(instance, "/data", checked[i].expression),
                            checked[i].value);
    }
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
        cmocka_unit_test(what_is_not_relevant_compares_as_blank),
        cmocka_unit_test(operators_bind_as_in_xpath),
        cmocka_unit_test(an_operator_may_touch_the_number_behind_it),
        cmocka_unit_test(a_group_says_what_its_questions_say),
        cmocka_unit_test(nodes_put_together_stand_as_in_the_form),
        cmocka_unit_test(once_keeps_what_is_there),
        cmocka_unit_test(texts_of_the_form_and_names_of_choices),
        cmocka_unit_test(a_seed_gives_the_order_it_gives_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

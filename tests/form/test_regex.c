/* The patterns of regex(). */
#include "support_expression.h"

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
         "'^(a+)+$')",
         "false"},
        {"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '(a?){30}a{30}(a|aa)*')", "true"});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_looked_for_anywhere_in_the_text),
        cmocka_unit_test(a_pattern_meant_to_hang_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

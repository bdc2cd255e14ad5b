/* What is no expression, or asks for too much. */
#include "support_expression.h"

#include "townline/expression.h"

#include <stdio.h>
#include <stdlib.h>

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
        {"count('a')", "count() takes questions or groups in its brackets: a path"},
        {"position(1)", "position() takes"},
        {"sum(a + b)", "sum() takes"},
        {"count-non-empty(-a)", "count-non-empty() takes"},
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
        if (!strstr(err.text, wrong[i].says)) {
            fail_msg("%s: \"%s\" is not in \"%s\"", wrong[i].text, wrong[i].says,
                     err.text);
        }
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
    for (size_t i = 0; i < count; i++, at += strlen(part)) {
        memcpy(at, part, strlen(part));
    }
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
    struct form *form = load_parts(&expression_parts);
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
    uint64_t seed = !given ? 20261122 : strtoull(given, NULL, 10);
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
    struct form *form = load_parts(&expression_parts);
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
        for (const char *at = text; *at != '\0'; at++) {
            open += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        }
        for (; open > 0; open--) {
            strcat(text, ")");
        }
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
        cmocka_unit_test(what_is_no_expression_is_refused_with_its_place),
        cmocka_unit_test(endless_nesting_is_refused),
        cmocka_unit_test(endless_work_is_stopped),
        cmocka_unit_test(random_expressions_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

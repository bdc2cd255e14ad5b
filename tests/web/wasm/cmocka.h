/*
 * cmocka for WebAssembly: as much of it as the tests of the portable layers use. There
 * are no long jumps, so a test that fails ends the program with its place and words.
 */
#ifndef TOWNLINE_WASM_CMOCKA_H
#define TOWNLINE_WASM_CMOCKA_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WASM_FAIL(...)                                                                 \
    (fprintf(stderr, "%s:%d: ", __FILE__, __LINE__), fprintf(stderr, __VA_ARGS__),     \
     fprintf(stderr, "\n"), abort())
#define WASM_CHECK(holds, words) ((holds) ? (void)0 : WASM_FAIL("%s", words))

#define fail_msg(...) WASM_FAIL(__VA_ARGS__)
#define fail() WASM_FAIL("fail")
#define assert_true(c) WASM_CHECK((c) ? 1 : 0, "not true: " #c)
#define assert_false(c) WASM_CHECK((c) ? 0 : 1, "not false: " #c)
#define assert_null(p) WASM_CHECK(!(p), "not NULL: " #p)
#define assert_non_null(p) WASM_CHECK((p), "NULL: " #p)
#define assert_ptr_equal(a, b) WASM_CHECK((a) == (b), #a " is not " #b)

static inline void
wasm_numbers(intmax_t a, intmax_t b, int want_equal, const char *words,
             const char *file, int line)
{
    if ((a == b) != want_equal) {
        fprintf(stderr, "%s:%d: %s: %" PRIdMAX " and %" PRIdMAX "\n", file, line, words,
                a, b);
        abort();
    }
}
#define assert_int_equal(a, b)                                                         \
    wasm_numbers((intmax_t)(a), (intmax_t)(b), 1, #a " is not " #b, __FILE__, __LINE__)
#define assert_int_not_equal(a, b)                                                     \
    wasm_numbers((intmax_t)(a), (intmax_t)(b), 0, #a " is " #b, __FILE__, __LINE__)
#define assert_in_range(value, low, high)                                              \
    WASM_CHECK((uintmax_t)(value) >= (uintmax_t)(low) &&                               \
                   (uintmax_t)(value) <= (uintmax_t)(high),                            \
               #value " is not in its range")

static inline void
wasm_texts(const char *a, const char *b, int want_equal, const char *file, int line)
{
    if ((strcmp(a, b) == 0) != want_equal) {
        fprintf(stderr, "%s:%d: \"%s\" and \"%s\"\n", file, line, a, b);
        abort();
    }
}
#define assert_string_equal(a, b) wasm_texts(a, b, 1, __FILE__, __LINE__)
#define assert_string_not_equal(a, b) wasm_texts(a, b, 0, __FILE__, __LINE__)
#define assert_memory_equal(a, b, size)                                                \
    WASM_CHECK(memcmp(a, b, size) == 0, "other bytes: " #a " and " #b)
#define assert_memory_not_equal(a, b, size)                                            \
    WASM_CHECK(memcmp(a, b, size) != 0, "the same bytes: " #a " and " #b)
#define print_message(...) printf(__VA_ARGS__)
#define print_error(...) fprintf(stderr, __VA_ARGS__)
#define skip() return

struct CMUnitTest {
    const char *name;
    void (*test)(void **state);
    int (*setup)(void **state);
    int (*teardown)(void **state);
};
#define cmocka_unit_test(test)                                                         \
    {                                                                                  \
#test, test, NULL, NULL                                                        \
    }
#define cmocka_unit_test_setup_teardown(test, setup, teardown)                         \
    {                                                                                  \
#test, test, setup, teardown                                                   \
    }

static inline int
wasm_run(const struct CMUnitTest *tests, size_t count, int (*setup)(void **state),
         int (*teardown)(void **state))
{
    void *group = NULL;
    if (setup && setup(&group) != 0) {
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        void *state = group;
        fprintf(stderr, "  %s\n", tests[i].name);
        if (tests[i].setup && tests[i].setup(&state) != 0) {
            return 1;
        }
        tests[i].test(&state);
        if (tests[i].teardown) {
            tests[i].teardown(&state);
        }
    }
    printf("%zu tests\n", count);
    return teardown ? teardown(&group) : 0;
}
#define cmocka_run_group_tests(tests, setup, teardown)                                 \
    wasm_run(tests, sizeof(tests) / sizeof *(tests), setup, teardown)

#endif

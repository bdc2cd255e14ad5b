#include "townline/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The published values of FNV-1a with 64 bits. */
static void
it_is_the_published_function(void **state)
{
    (void)state;
    assert_true(hash_bytes(HASH_BEGIN, "", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(hash_bytes(HASH_BEGIN, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(hash_bytes(HASH_BEGIN, "foobar", 6) == UINT64_C(0x85944171f73967e8));
}

static void
a_hash_goes_on_where_it_was(void **state)
{
    (void)state;
    uint64_t half = hash_bytes(HASH_BEGIN, "foo", 3);
    assert_true(hash_bytes(half, "bar", 3) == hash_bytes(HASH_BEGIN, "foobar", 6));
    assert_true(hash_number(HASH_BEGIN, 'a') == hash_bytes(HASH_BEGIN, "a", 1));
    assert_true(hash_number(HASH_BEGIN, 256) != hash_number(HASH_BEGIN, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_published_function),
        cmocka_unit_test(a_hash_goes_on_where_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

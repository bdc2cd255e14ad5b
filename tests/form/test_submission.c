/* The XML of an instance, as other ODK clients would send it. */
#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

static char *
submission(const struct instance *instance)
{
    struct buffer out;
    buffer_init(&out, 100000);
    instance_submission(instance, &out);
    buffer_add_u8(&out, 0);
    assert_false(out.failed);
    return (char *)out.data;
}

static const struct parts with_everything = {
    .instance = "<name/><why/><kept/><hidden>7</hidden><person jr:template=''><age/>"
                "</person><orx:meta><orx:instanceID/></orx:meta>",
    .binds = "<bind nodeset='/data/name' type='string'/>"
             "<bind nodeset='/data/why' type='string' relevant=\"/data/name = 'a'\"/>"
             "<bind nodeset='/data/kept' type='string' calculate=\"concat('&lt;',"
             "/data/name, '&amp;')\"/>"
             "<bind nodeset='/data/person/age' type='int'/>"
             "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()'"
             " jr:preload='uid'/>",
    .body = "<input ref='/data/name'/><input ref='/data/why'/>"
            "<group ref='/data/person'><repeat nodeset='/data/person' jr:count='2'>"
            "<input ref='/data/person/age'/></repeat></group>",
};

static void
the_submission_holds_what_is_relevant_and_no_more(void **state)
{
    (void)state;
    struct form *form = load_parts(&with_everything);
    struct instance *instance = open_instance(form);
    struct place name = place_of(form, "name", 0, 0);
    struct place why = place_of(form, "why", 0, 0);
    struct place second = place_of(form, "person/age", 1, 0);
    set(instance, &name, "a");
    set(instance, &why, "so & so");
    set(instance, &second, "7");
    char *with = submission(instance);
    assert_non_null(strstr(with, "<name>a</name><why>so &amp; so</why>"
                                 "<kept>&lt;a&amp;</kept><hidden>7</hidden>"
                                 "<person><age/></person><person><age>7</age></person>"
                                 "<orx:meta><orx:instanceID>uuid:"));
    set(instance, &name, "b");
    char *without = submission(instance);
    assert_null(strstr(without, "so &amp; so"));
    assert_non_null(strstr(without, "<name>b</name><kept>"));
    free(with);
    free(without);
    instance_destroy(instance);
    form_close(form);
}

static void
the_root_keeps_its_id_and_version(void **state)
{
    (void)state;
    struct form *form = load_parts(&with_everything);
    struct instance *instance = open_instance(form);
    char *xml = submission(instance);
    const char *begin = "<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"test\" "
                        "version=\"1\"><name/>";
    assert_int_equal(strncmp(xml, begin, strlen(begin)), 0);
    free(xml);
    instance_destroy(instance);
    form_close(form);
}

static void
the_same_seed_gives_the_same_instance_id(void **state)
{
    (void)state;
    struct form *form = load_parts(&with_everything);
    struct instance *first = open_instance(form), *again = open_instance(form);
    struct instance *other = NULL;
    struct instance_options options = {.half_day = 41171, .seed = 8};
    assert_true(instance_create(form, &options, &other, NULL));
    char *a = submission(first), *b = submission(again), *c = submission(other);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    const char *id = strstr(a, "uuid:") + 5;
    assert_int_equal(strspn(id, "0123456789abcdef-"), 36);
    assert_int_equal(id[14], '4');
    free(a);
    free(b);
    free(c);
    instance_destroy(first);
    instance_destroy(again);
    instance_destroy(other);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_submission_holds_what_is_relevant_and_no_more),
        cmocka_unit_test(the_root_keeps_its_id_and_version),
        cmocka_unit_test(the_same_seed_gives_the_same_instance_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

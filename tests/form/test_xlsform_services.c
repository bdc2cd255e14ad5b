#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support_xlsform.h"

#include "townline/form.h"

#include <string.h>

/* What a resident's path is made of: services as cards, a repeat over all of them. */
static const char path[] =
    "type,name,label,appearance,repeat_count,relevant,calculation\n"
    "select_multiple services,services,Which?,townline-services,,,\n"
    "begin_repeat,about,About,,count(instance('services')/root/item),,\n"
    "calculate,service,,,,,instance('services')/root/item[position() = "
    "position(current()/..)]/name\n"
    "calculate,service_name,,,,,\"jr:choice-name(${service}, '${services}')\"\n"
    "begin_group,block,${service_name},,,\"selected(${services}, ${service})\",\n"
    "begin_group,map,,townline-map,,,\n"
    "select_one seven,identity,Ours?,likert,,,\n"
    "select_one seven,control,Here?,likert,,,\n"
    "end_group,,,,,,\n"
    "begin_group,money,,townline-savings,,,\n"
    "select_one towns,share,Share?,,,,\n"
    "end_group,,,,,,\n"
    "end_group,,,,,,\n"
    "end_repeat,,,,,,\n"
    "rank seven,values,Order,townline-bestworst,,,\n"
    "begin_group,contact,Write to us,townline-contact,,,\n"
    "text,mail,Address,,,,\n"
    "end_group,,,,,,\n";

static void
the_repeat_over_all_services_is_one_for_the_engine_too(void **state)
{
    (void)state;
    struct compiled compiled = compile_survey(path);
    struct form *form = NULL;
    assert_form_has(&compiled, "appearance=\"townline-services\"");
    assert_form_has(&compiled, "appearance=\"townline-bestworst\"");
    assert_form_has(&compiled, "appearance=\"townline-contact\"");
    assert_true(form_load(compiled.xml, strlen(compiled.xml), &form, NULL));
    size_t keyed = 0;
    for (size_t i = 0; i < form_control_count(form); i++) {
        keyed += form_control(form, i)->is_services;
    }
    assert_int_equal(keyed, 1);
    for (size_t i = 0; i < diagnostics_count(compiled.diagnostics); i++) {
        assert_int_equal(diagnostics_at(compiled.diagnostics, i)->severity,
                         SEVERITY_NOTE);
    }
    form_close(form);
    compiled_finish(&compiled);
}

static void
a_repeat_over_the_chosen_services_is_warned_of(void **state)
{
    (void)state;
    struct compiled compiled =
        compile_survey("type,name,label,appearance,repeat_count\n"
                       "select_multiple services,services,Which?,townline-services,\n"
                       "begin_repeat,about,About,,count-selected(${services})\n"
                       "text,q,Q,,\n"
                       "end_repeat,,,,\n");
    assert_true(compiled.ok);
    assert_tells(&compiled, SEVERITY_WARNING, "survey, row 3, column E",
                 "count(instance('services')/root/item)");
    compiled_finish(&compiled);
}

static void
our_appearances_stand_where_they_can_be_shown(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *place, *what;
    } wrong[] = {
        {"select_one towns,a,A,townline-services\n", "survey, row 2, column D",
         "belongs to a select_multiple"},
        {"select_multiple towns,a,A,townline-services\n"
         "select_multiple services,b,B,townline-services\n",
         "survey, row 3, column D", "one question alone"},
        {"begin_group,g,G,townline-map\nselect_one towns,a,A,\nend_group,,,\n",
         "survey, row 2, column D", "two select_one"},
        {"begin_group,g,G,townline-map\nselect_one towns,a,A,\nselect_one towns,b,B,\n"
         "text,c,C,\nend_group,,,\n",
         "survey, row 2, column D", "two select_one"},
        {"select_one towns,a,A,townline-map\n", "survey, row 2, column D", "a group"},
        {"rank services,a,A,townline-bestworst\n", "survey, row 2, column D",
         "needs 5 to 12 choices; the list \"services\" has 3"},
        {"select_one seven,a,A,townline-bestworst\n", "survey, row 2, column D",
         "belongs to a rank"},
        {"text,a,A,townline-contact\n", "survey, row 2, column D",
         "belongs to a group"},
        {"select_one towns,a,A,townline-first-time\n", "survey, row 2, column D",
         "the choices \"yes\" and \"no\""},
        {"text,a,A,townline-assisted\n", "survey, row 2, column D",
         "belongs to a select_one"},
        {"text,a,A,townline-savings\n", "survey, row 2, column D",
         "belongs to a group"},
        {"text,a,A,townline-saving\n", "survey, row 2, column D",
         "no appearance \"townline-saving\""},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char survey[512] = "type,name,label,appearance\n";
        strncat(survey, wrong[i].rows, sizeof survey - strlen(survey) - 1);
        assert_survey_is_refused(survey, wrong[i].place, wrong[i].what);
    }
    assert_survey_is_refused("type,name,label,appearance,repeat_count\n"
                             "begin_repeat,r,R,,2\n"
                             "begin_group,g,G,townline-contact,\ntext,a,A,,\n"
                             "end_group,,,,\nend_repeat,,,,\n",
                             "survey, row 3, column D", "cannot lie in a repeat");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_repeat_over_all_services_is_one_for_the_engine_too),
        cmocka_unit_test(a_repeat_over_the_chosen_services_is_warned_of),
        cmocka_unit_test(our_appearances_stand_where_they_can_be_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

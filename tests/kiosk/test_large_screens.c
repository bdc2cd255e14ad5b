/* Screens of more than a page: whatever a form may hold is shown and answered to the
 * end; what cannot be shown is passed over and told to staff. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define BEGIN "choose-pin 246810\ntouch language-und\ntouch next\n"

/* A form of one field-list, or of its questions one by one, each `kind` a time. */
struct asked {
    const char *element, *type; /* "select1", "string" */
    unsigned count, choices;
    size_t label_bytes; /* of the first question */
    bool in_list;
};

static void
write_choices(FILE *out, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        fprintf(out, "<item><label>Choice %u</label><value>c%u</value></item>", i, i);
    }
}

static void
write_form(FILE *out, const struct asked *asked)
{
    fputs("<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
          "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Large</h:title>"
          "<model><instance><data id=\"large\" version=\"1\"><g>",
          out);
    for (unsigned i = 0; i < asked->count; i++) {
        fprintf(out, "<q%u/>", i);
    }
    fputs("</g><after/></data></instance>", out);
    for (unsigned i = 0; i < asked->count; i++) {
        fprintf(out, "<bind nodeset=\"/data/g/q%u\" type=\"%s\"/>", i, asked->type);
    }
    fprintf(out,
            "<bind nodeset=\"/data/after\" type=\"int\"/></model></h:head><h:body>"
            "<group ref=\"/data/g\"%s>",
            asked->in_list ? " appearance=\"field-list\"" : "");
    for (unsigned i = 0; i < asked->count; i++) {
        fprintf(out, "<%s ref=\"/data/g/q%u\"><label>Question %u", asked->element, i,
                i);
        for (size_t k = 0; i == 0 && k + 20 < asked->label_bytes; k += 5) {
            fputs(" word", out);
        }
        fputs("</label>", out);
        write_choices(out, asked->choices);
        fprintf(out, "</%s>", asked->element);
    }
    fputs("</group><input ref=\"/data/after\"><label>After</label></input></h:body>"
          "</h:html>",
          out);
}

static void
open_form(struct booth *booth, const struct asked *asked, struct error *err, bool opens)
{
    static char folder[128];
    char path[160];
    snprintf(folder, sizeof folder, "%s/pack", booth->folder);
    snprintf(path, sizeof path, "%s/form.xml", folder);
    mkdir(folder, 0700);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    write_form(out, asked);
    assert_int_equal(fclose(out), 0);
    booth->options.pack_dir = folder;
    bool ok = booth_open(booth, err);
    if (opens && !ok) {
        print_error("%s\n", err->text);
    }
    assert_int_equal(ok, opens);
}

static void
play_to_the_end(struct booth *booth, const struct asked *asked, const char *script)
{
    struct error err = {0};
    open_form(booth, asked, &err, true);
    booth_play(booth, script);
    booth_close(booth);
}

static void
a_field_list_of_many_questions_is_answered(void **state)
{
    play_to_the_end(*state,
                    &(struct asked){.element = "select1",
                                    .type = "string",
                                    .count = 16,
                                    .choices = 5,
                                    .in_list = true},
                    BEGIN "touch q2.choice-c0\ntouch q17.choice-c4\ntouch next\n"
                          "expect screen question after\ntype 7\ntouch next\n"
                          "expect screen recorded\n");
    play_to_the_end(
        *state,
        &(struct asked){
            .element = "input", .type = "date", .count = 25, .in_list = true},
        BEGIN "touch q26.day-more\ntouch next\n"
              "expect screen question after\n");
}

static void
long_lists_are_answered(void **state)
{
    play_to_the_end(
        *state,
        &(struct asked){
            .element = "select1", .type = "string", .count = 1, .choices = 520},
        BEGIN "touch choice-c40\nexpect chosen choice-c40\n");
    play_to_the_end(*state,
                    &(struct asked){.element = "select",
                                    .type = "string",
                                    .count = 3,
                                    .choices = 400,
                                    .in_list = true},
                    BEGIN "touch q2.choice-c40\nexpect chosen q2.choice-c40\n");
}

static void
long_words_are_read_page_by_page(void **state)
{
    play_to_the_end(*state,
                    &(struct asked){.element = "select1",
                                    .type = "string",
                                    .count = 1,
                                    .choices = 3,
                                    .label_bytes = 7900},
                    BEGIN "expect screen question g/q0\ntouch choice-c1\ntouch next\n"
                          "expect screen question after\n");
}

static void
what_no_screen_takes_is_refused_at_the_start(void **state)
{
    struct error err = {0};
    open_form(
        *state,
        &(struct asked){
            .element = "input", .type = "string", .count = 1, .label_bytes = 8500},
        &err, false);
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "a screen takes 8000"));
}

/* As where the memory is gone for a screen of that size. */
static void
a_screen_that_cannot_be_built_is_passed_over_and_told_to_staff(void **state)
{
    struct booth *booth = *state;
    struct error err = {0};
    open_form(booth,
              &(struct asked){
                  .element = "select1", .type = "string", .count = 1, .choices = 900},
              &err, true);
    booth->kiosk->screen_max_bytes = (size_t)48 << 10;
    booth_play(booth, BEGIN "expect screen question after\ntype 7\ntouch next\n"
                            "expect screen recorded\ntouch next\nstaff 246810\n"
                            "expect screen staff-menu\n"
                            "expect text question g/q0 could not be shown\n");
}

static void
without_any_memory_the_picture_stays_and_the_kiosk_goes_on(void **state)
{
    struct booth *booth = *state;
    struct error err = {0};
    bool painted = true;
    booth->options.script_path = NULL; /* as with a window */
    open_form(booth,
              &(struct asked){
                  .element = "select1", .type = "string", .count = 1, .choices = 3},
              &err, true);
    booth_play(booth, BEGIN "expect screen question g/q0\n");
    size_t before = booth->kiosk->screen_max_bytes;
    booth->kiosk->screen_max_bytes = 1;
    booth->kiosk->transcript = NULL;
    booth->kiosk->dirty = true;
    assert_true(kiosk_draw(booth->kiosk, &painted, &err));
    assert_false(painted);
    booth->kiosk->screen_max_bytes = before;
    booth->kiosk->transcript = booth->transcript;
    booth_play(booth, "expect screen attract\ntouch language-und\ntouch next\n"
                      "touch choice-c2\ntouch next\nexpect screen question after\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_list_of_many_questions_is_answered,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(long_lists_are_answered, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(long_words_are_read_page_by_page, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(what_no_screen_takes_is_refused_at_the_start,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_screen_that_cannot_be_built_is_passed_over_and_told_to_staff, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            without_any_memory_the_picture_stays_and_the_kiosk_goes_on, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

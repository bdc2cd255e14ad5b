/* A repeat without a count: as many as the resident wants. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define HEAD "choose-pin 246810\ntouch language-en\ntouch next\n"

/* One pet after the other, then whether that is all. */
static const char form[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' "
    "xmlns:h='http://www.w3.org/1999/xhtml' xmlns:jr='http://openrosa.org/javarosa'>"
    "<h:head><h:title>Pets</h:title><model><itext><translation lang='English "
    "(en)'><text id='t'>"
    "<value>t</value></text></translation></itext><instance>"
    "<data id='pets' version='1'><pet jr:template=''><kind/><old/></pet>"
    "<pet><kind/><old/></pet><all/></data></instance>"
    "<bind nodeset='/data/pet/kind' type='string'/>"
    "<bind nodeset='/data/pet/old' type='string'/>"
    "<bind nodeset='/data/all' type='string'/></model></h:head><h:body>"
    "<group ref='/data/pet'><label>Pets at home</label><repeat nodeset='/data/pet'>"
    "<select1 ref='/data/pet/kind'><label>What is it?</label>"
    "<item><label>Cat</label><value>cat</value></item>"
    "<item><label>Dog</label><value>dog</value></item></select1>"
    "<select1 ref='/data/pet/old'><label>Is it old?</label>"
    "<item><label>Yes</label><value>y</value></item>"
    "<item><label>No</label><value>n</value></item></select1></repeat></group>"
    "<select1 ref='/data/all'><label>Was that all?</label>"
    "<item><label>Yes</label><value>y</value></item></select1></h:body></h:html>";

static int
start(void **state)
{
    static struct booth booth;
    static char pack[96], path[128];
    booth_start(&booth);
    snprintf(pack, sizeof pack, "%s/pack", booth.folder);
    snprintf(path, sizeof path, "%s/form.xml", pack);
    assert_int_equal(mkdir(pack, 0700), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(form, file) >= 0);
    assert_int_equal(fclose(file), 0);
    booth.options.pack_dir = pack;
    *state = &booth;
    return 0;
}

static const char *
submission(const struct booth *booth)
{
    static char text[4000];
    struct buffer xml;
    buffer_init(&xml, sizeof text);
    instance_submission(booth->kiosk->session.instance, &xml);
    assert_false(xml.failed);
    memcpy(text, xml.data, xml.size);
    text[xml.size] = '\0';
    buffer_finish(&xml);
    return text;
}

#define CAT "touch choice-cat\ntouch next\ntouch choice-n\ntouch next\n"
#define DOG "touch choice-dog\ntouch next\ntouch choice-y\ntouch next\n"

static void
after_each_the_resident_may_add_another(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, HEAD CAT
               "expect screen another\nexpect text Pets at home\n"
               "expect no node remove\ntouch add\nexpect screen question pet/kind\n" DOG
               "expect screen another\nexpect node remove\ntouch next\n"
               "expect screen question all\n");
    assert_non_null(strstr(submission(booth),
                           "<pet><kind>cat</kind><old>n</old></pet>"
                           "<pet><kind>dog</kind><old>y</old></pet>"));
    booth_play(booth, "touch choice-y\ntouch next\nexpect screen recorded\n");
    assert_int_equal(booth_open_responses(booth), 1);
}

static void
the_last_one_can_be_taken_away_again(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, HEAD CAT "touch add\n" DOG "touch remove\nexpect screen another\n"
                               "expect no node remove\ntouch back\n"
                               "expect screen question pet/old\n"
                               "expect chosen choice-n\ntouch next\n"
                               "expect screen another\ntouch next\n"
                               "expect screen question all\n");
    assert_null(strstr(submission(booth), "dog"));
}

static void
the_way_back_asks_for_none(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, HEAD CAT "touch next\nexpect screen question all\ntouch back\n"
                               "expect screen question pet/old\n"
                               "expect chosen choice-n\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(after_each_the_resident_may_add_another, start,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(the_last_one_can_be_taken_away_again, start,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(the_way_back_asks_for_none, start,
                                        booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

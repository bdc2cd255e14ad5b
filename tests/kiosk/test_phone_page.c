/* The page for phones: a code and the address that the pack's county names. */
#include "phone_page.h"
#include "support_office.h"
#include "townline/pack_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BOOTH_TEST(test) cmocka_unit_test_setup_teardown(test, start, booth_teardown)
#define ADDRESS "https://larkmoor.example/collect"
#define MORE "staff 246810\ntouch next\nexpect screen staff-more\n"

/* A new kiosk, which takes the first pack's office. */
static int
start(void **state)
{
    int failed = booth_setup(state);
    struct booth *booth = *state;
    booth->options.keys_path = NULL;
    return failed;
}

static void
restart(struct booth *booth)
{
    struct error err;
    booth_close(booth);
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
the_first_start_ends_with_the_page_for_phones(void **state)
{
    struct booth *booth = *state;
    struct office office;
    office_make(&office);
    office_write_county_pack(booth, &office, ADDRESS);
    booth_play(booth, "skip-to staff-new-pin\ntype 246810\ntouch next\ntype 246810\n"
                      "touch next\ntouch next\nexpect screen staff-key\ntouch next\n"
                      "expect screen staff-page\nexpect node qr\nexpect text " ADDRESS
                      "\ntouch back\nexpect screen staff-key\ntouch next\n");
    restart(booth);
    booth_play(booth, "expect screen staff-page\ntouch next\nexpect screen attract\n");
    restart(booth);
    booth_play(booth, "expect screen attract\n");
}

static void
staff_find_the_page_for_phones_behind_more(void **state)
{
    struct booth *booth = *state;
    struct office office;
    office_make(&office);
    office_write_county_pack(booth, &office, ADDRESS);
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n" MORE
                      "touch page\nexpect screen staff-page\nexpect node qr\n"
                      "expect text " ADDRESS "\nexpect no node next\ntouch back\n"
                      "expect screen staff-more\n");
}

static void
without_an_address_there_is_no_page_for_phones(void **state)
{
    struct booth *booth = *state;
    struct office office;
    struct error err;
    office_make(&office);
    office_write_pack(booth, &office, 1);
    booth_play(booth, "skip-to staff-new-pin\ntype 246810\ntouch next\ntype 246810\n"
                      "touch next\ntouch next\nexpect screen staff-key\ntouch next\n"
                      "expect screen attract\n" MORE);
    assert_false(booth_try(booth, "touch page\n", &err));
}

/* Whether the kiosk shows the address of such a pack. */
static bool
is_shown(struct booth *booth, const struct office *office, const char *address)
{
    struct pack *pack = NULL;
    struct error err;
    office_write_county_pack(booth, office, address);
    if (!pack_load(booth->options.pack_dir, NULL, &pack, &err)) {
        fail_msg("%s", err.text);
    }
    const char *shown = phone_page_address(pack->form);
    bool is_same = shown && strcmp(shown, address) == 0;
    assert_true(is_same || !shown);
    pack_close(pack);
    return is_same;
}

static void
phones_are_led_to_pages_of_the_web_alone(void **state)
{
    static const char *const wrong[] = {
        "javascript:alert(1)",
        "ftp://larkmoor.example",
        "larkmoor.example",
        "https://a b.example",
        "https://a\"b.example",
        "https://",
        "http://",
        "tel:911",
    };
    struct booth *booth = *state;
    struct office office;
    char text[PHONE_PAGE_MAX_BYTES + 2] = "https://";
    office_make(&office);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (is_shown(booth, &office, wrong[i])) {
            fail_msg("%s is shown", wrong[i]);
        }
    }
    assert_true(is_shown(booth, &office, ADDRESS));
    assert_true(is_shown(booth, &office, "http://10.0.0.1/"));
    memset(text + 8, 'a', sizeof text - 9);
    assert_false(is_shown(booth, &office, text));
    text[PHONE_PAGE_MAX_BYTES] = '\0';
    assert_true(is_shown(booth, &office, text));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(the_first_start_ends_with_the_page_for_phones),
        BOOTH_TEST(staff_find_the_page_for_phones_behind_more),
        BOOTH_TEST(without_an_address_there_is_no_page_for_phones),
        BOOTH_TEST(phones_are_led_to_pages_of_the_web_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"
#define RESTS "expect screen resting\nexpect text This kiosk is resting\n"

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.script_path = NULL; /* as with a window */
    *state = &booth;
    return 0;
}

static void
open_with_one_response(struct booth *booth)
{
    char script[1024];
    snprintf(script, sizeof script, PIN "%s", booth_to_recorded);
    booth->options.script_path = "test"; /* the order of choices does not matter */
    booth_play(booth, script);
    booth_close(booth);
    booth->options.script_path = NULL;
}

/* The bytes of a file of the store; the caller frees them. */
static char *
read_file(struct booth *booth, const char *name, size_t *size_out)
{
    char path[160];
    snprintf(path, sizeof path, "%s/official/%s", booth->data, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 20);
    assert_non_null(bytes);
    *size_out = fread(bytes, 1, 1 << 20, file);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void
write_file(struct booth *booth, const char *name, const char *bytes, size_t size)
{
    char path[160];
    snprintf(path, sizeof path, "%s/official/%s", booth->data, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void
a_data_folder_that_comes_later_ends_the_rest(void **state)
{
    struct booth *booth = *state;
    static char late[160]; /* named until the kiosk is closed */
    snprintf(late, sizeof late, "%s/late/data", booth->folder);
    booth->options.data_dir = late;
    booth_play(booth, RESTS "expect text For staff\nexpect text late/data\nwait 61\n"
                            "expect screen resting\n");
    snprintf(late, sizeof late, "%s/late", booth->folder);
    assert_int_equal(mkdir(late, 0700), 0);
    snprintf(late, sizeof late, "%s/late/data", booth->folder);
    booth_play(booth, "wait 31\n" PIN "expect screen attract\n");
}

static void
a_damaged_store_rests_and_every_byte_stays(void **state)
{
    struct booth *booth = *state;
    size_t size, size_after;
    open_with_one_response(booth);
    char *whole = read_file(booth, "store.db", &size);
    char *damaged = malloc(size);
    assert_non_null(damaged);
    memcpy(damaged, whole, size);
    memset(damaged + 4096, 0x5a, size - 4096);
    write_file(booth, "store.db", damaged, size);
    booth_play(booth, RESTS "expect text For staff\nexpect text store.db\nwait 100\n"
                            "expect screen resting\n");
    char *after = read_file(booth, "store.db", &size_after);
    assert_int_equal(size_after, size);
    assert_memory_equal(after, damaged, size);
    /* The copy that staff kept is put back; nobody starts the program again. */
    write_file(booth, "store.db", whole, size);
    booth_play(booth, "wait 31\nexpect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
    free(whole);
    free(damaged);
    free(after);
}

static void
a_store_that_another_program_has_rests_until_it_is_free(void **state)
{
    struct booth *booth = *state;
    struct booth other = *booth;
    open_with_one_response(booth);
    booth_play(booth, "expect screen attract\n");
    other.kiosk = NULL;
    booth_play(&other, RESTS "expect text another program\n");
    booth_close(booth);
    booth_play(&other, "wait 31\nexpect screen attract\n");
    assert_int_equal(booth_open_responses(&other), 1);
    booth_close(&other);
}

static void
a_store_without_its_companion_rests_and_says_which(void **state)
{
    struct booth *booth = *state;
    size_t size;
    open_with_one_response(booth);
    booth_play(booth, "expect screen attract\n");
    char *open = read_file(booth, "store.db", &size); /* as a copy made while it ran */
    booth_close(booth);
    write_file(booth, "store.db", open, size);
    free(open);
    booth_play(booth, RESTS "expect text store.db-wal\n");
}

static void
while_it_rests_no_touch_does_anything(void **state)
{
    struct booth *booth = *state;
    booth->options.data_dir = booth->keys; /* a file */
    booth_play(booth,
               RESTS "touch staff-corner\ntouch staff-corner\ntouch staff-corner\n"
                     "touch staff-corner\ntouch staff-corner\nkey select\n"
                     "key language\nkey help\n" RESTS);
}

static void
a_resting_screen_is_not_drawn_again_and_again(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.data_dir = booth->keys;
    booth_play(booth, RESTS);
    for (int i = 0; i < 100; i++) {
        bool painted = true;
        clock_advance(&booth->clock, 1000);
        kiosk_tick(booth->kiosk);
        assert_true(kiosk_draw(booth->kiosk, &painted, &err));
        assert_false(painted);
    }
}

static void
a_script_is_told_at_once(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.data_dir = booth->keys;
    booth->options.script_path = "test";
    assert_false(booth_open(booth, &err));
    assert_true(strlen(err.text) > 0);
}

static void
missing_keys_stay_an_error_at_the_start(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.keys_path = "/nothing/here";
    assert_false(booth_open(booth, &err));
    assert_int_equal(err.code, ERROR_MISSING);
}

/* All but the store, as the window has it while its first picture is drawn. */
static struct kiosk *
open_without_store(struct booth *booth)
{
    struct error err;
    if (!kiosk_open(&booth->options, &booth->clock, &booth->kiosk, &err)) {
        fail_msg("%s", err.text);
    }
    booth->kiosk->transcript = booth->transcript;
    return booth->kiosk;
}

static void
expect_picture(struct kiosk *kiosk, const char *screen)
{
    struct error err;
    assert_true(kiosk_draw(kiosk, NULL, &err));
    assert_string_equal(kiosk->screen, screen);
}

static void
the_first_picture_does_not_wait_for_a_store_that_is_there(void **state)
{
    struct booth *booth = *state;
    struct error err;
    open_with_one_response(booth);
    struct kiosk *kiosk = open_without_store(booth);
    assert_true(kiosk_expect_store(kiosk));
    assert_null(kiosk->store);
    expect_picture(kiosk, "attract");
    assert_true(kiosk_open_store(kiosk, &err));
    assert_non_null(kiosk->store);
    expect_picture(kiosk, "attract");
}

static void
the_first_picture_of_a_closed_station_says_so(void **state)
{
    struct booth *booth = *state;
    char mark[160];
    open_with_one_response(booth);
    snprintf(mark, sizeof mark, "%s/closed", booth->data);
    FILE *file = fopen(mark, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    struct kiosk *kiosk = open_without_store(booth);
    assert_true(kiosk_expect_store(kiosk));
    expect_picture(kiosk, "closed");
}

/* Staff choose a PIN there first. */
static void
where_there_is_no_store_yet_the_first_picture_waits_for_it(void **state)
{
    struct booth *booth = *state;
    struct error err;
    struct kiosk *kiosk = open_without_store(booth);
    assert_false(kiosk_expect_store(kiosk));
    assert_true(kiosk_open_store(kiosk, &err));
    expect_picture(kiosk, "staff-language");
}

static void
a_store_that_is_there_and_cannot_be_opened_rests_after_the_first_picture(void **state)
{
    struct booth *booth = *state;
    struct error err;
    open_with_one_response(booth);
    write_file(booth, "store.db", "no database", 11);
    struct kiosk *kiosk = open_without_store(booth);
    assert_true(kiosk_expect_store(kiosk));
    assert_true(kiosk_open_store(kiosk, &err)); /* no failure where there is a window */
    expect_picture(kiosk, "resting");
}

#define REST_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        REST_TEST(a_data_folder_that_comes_later_ends_the_rest),
        REST_TEST(a_damaged_store_rests_and_every_byte_stays),
        REST_TEST(a_store_that_another_program_has_rests_until_it_is_free),
        REST_TEST(a_store_without_its_companion_rests_and_says_which),
        REST_TEST(while_it_rests_no_touch_does_anything),
        REST_TEST(a_resting_screen_is_not_drawn_again_and_again),
        REST_TEST(a_script_is_told_at_once),
        REST_TEST(missing_keys_stay_an_error_at_the_start),
        REST_TEST(the_first_picture_does_not_wait_for_a_store_that_is_there),
        REST_TEST(the_first_picture_of_a_closed_station_says_so),
        REST_TEST(where_there_is_no_store_yet_the_first_picture_waits_for_it),
        REST_TEST(
            a_store_that_is_there_and_cannot_be_opened_rests_after_the_first_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

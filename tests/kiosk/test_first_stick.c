/* A kiosk without questions is set up by touch from the stick of the office alone. */
#include "support_mounter.h"
#include "support_office.h"

#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct desk {
    struct booth booth;
    struct office office;
    char stick[100], pack[140]; /* the pack's path on it */
    char kept[140];             /* where the kiosk keeps it */
};

/* The kiosk is given nothing but a folder for its data. */
static int
start(void **state)
{
    static struct desk desk;
    booth_start(&desk.booth);
    desk.booth.options.keys_path = NULL;
    desk.booth.options.pack_dir = NULL;
    desk.booth.options.width_px = 1280;
    desk.booth.options.height_px = 800;
    desk.booth.options.width_mm = desk.booth.options.height_mm = 0;
    office_make(&desk.office);
    snprintf(desk.stick, sizeof desk.stick, "%s/stick", desk.booth.folder);
    snprintf(desk.pack, sizeof desk.pack, "%s/questions.townpack", desk.stick);
    snprintf(desk.kept, sizeof desk.kept, "%s/" OPTIONS_KEPT_PACK, desk.booth.data);
    assert_int_equal(mkdir(desk.stick, 0700), 0);
    desk.booth.options.stick_dir = desk.stick;
    *state = &desk;
    return 0;
}

static int
stop(void **state)
{
    struct desk *desk = *state;
    booth_finish(&desk->booth);
    return 0;
}

/* The power goes, and comes back: the program takes the kept pack, if there is one, as
 * options_read does. */
static void
restart(struct desk *desk)
{
    struct error err;
    booth_close(&desk->booth);
    desk->booth.options.pack_dir = file_exists(desk->kept) ? desk->kept : NULL;
    clock_init_fake(&desk->booth.clock, 41300);
    if (!booth_open(&desk->booth, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
play(struct desk *desk, const char *script)
{
    booth_play(&desk->booth, script);
}

/* Up to the stick, which is the seventh step. */
#define TO_STICK                                                                       \
    "expect screen staff-language\ntouch language-en\ntouch next\n"                    \
    "expect screen staff-size\ntouch next\n"                                           \
    "expect screen staff-name\ntype Front desk\ntouch next\n"                          \
    "expect screen staff-clock\ntouch next\n"                                          \
    "type 246810\ntouch next\ntype 246810\ntouch next\n"                               \
    "expect screen staff-pack\n"

static void
from_no_questions_to_a_response_on_the_stick(void **state)
{
    struct desk *desk = *state;
    char path[200];
    struct outbox_entry entry;
    office_write_pack_at(desk->pack, &desk->office, 7, "3");
    play(desk, TO_STICK "expect text A stick is in.\nexpect text Step 7 of 9\n"
                        "touch next\nexpect screen staff-office\nexpect node digits\n"
                        "expect text Larkmoor\ntouch next\n"
                        "expect screen staff-key\ntouch extra\n"
                        "expect text on the stick\ntouch next\n"
                        "expect screen attract\n");
    assert_true(file_exists(desk->kept));
    play(desk, booth_to_recorded);
    play(desk, "touch next\nexpect screen attract\n"
               "staff 246810\nexpect text Front desk\nexpect text version 3\n"
               "touch next\ntouch final\ntouch next\nexpect screen staff-sending\n"
               "touch back\ntouch stick\nexpect text Safe to take out\n");
    assert_true(store_outbox(desk->booth.kiosk->store, 0, &entry));
    assert_int_equal(entry.responses, 1);
    assert_int_equal(entry.state, OUTBOX_CARRIED);
    snprintf(path, sizeof path, "%s/TOWNLINE", desk->stick);
    assert_true(file_is_folder(path));
    restart(desk);
    play(desk, "expect screen attract\n");
}

static void
interrupted_anywhere_it_goes_on_where_it_was(void **state)
{
    struct desk *desk = *state;
    static const struct {
        const char *screen, *play, *again; /* shown after a power cut */
    } steps[] = {
        {"language", "touch language-es\ntouch next\n", "language"},
        {"size", "touch next\n", "size"},
        {"name", "type Mesa\ntouch next\n", "name"},
        {"clock", "touch next\n", "clock"},
        {"new-pin", "type 246810\ntouch next\ntype 246810\ntouch next\n", "new-pin"},
        {"pack", "touch next\nexpect screen staff-office\n", "pack"},
        {"pack", "touch next\ntouch next\n", "pack"}, /* nobody had compared it */
        {"key", "touch next\n", "key"},
    };
    char line[80];
    office_write_pack_at(desk->pack, &desk->office, 7, "3");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        restart(desk);
        snprintf(line, sizeof line, "expect screen staff-%s\n", steps[i].again);
        play(desk, line);
        snprintf(line, sizeof line, "expect screen staff-%s\n", steps[i].screen);
        play(desk, line);
        play(desk, steps[i].play);
    }
    restart(desk);
    play(desk, "expect screen attract\nstaff 246810\nexpect text Mesa\n");
}

static void
a_stick_that_brings_nothing_good_is_told(void **state)
{
    struct desk *desk = *state;
    static const char bytes[] = "no pack";
    struct file_content content = {.data = bytes, .size = sizeof bytes, .mode = 0600};
    play(desk, TO_STICK "touch next\nexpect screen staff-pack\n"
                        "expect text There are no questions on this stick\n");
    assert_true(file_save(desk->pack, &content, NULL));
    play(desk, "touch next\nexpect screen staff-pack\nexpect text damaged\n");
    desk->booth.options.stick_dir = NULL;
    restart(desk);
    play(desk, "touch next\nexpect text There is no stick\n"
               "touch back\nexpect screen staff-new-pin\ntouch next\n"
               "expect screen staff-pack\n");
}

/* The helper sees it, and knows no filesystem on it. */
static void
a_stick_that_cannot_be_mounted_is_told(void **state)
{
    struct desk *desk = *state;
    struct mounter mounter;
    assert_int_equal(rmdir(desk->stick), 0); /* there is nothing to mount */
    mounter_begin(&mounter, desk->booth.folder);
    desk->booth.options.stick_dir = NULL;
    desk->booth.options.stick_helper = mounter.socket;
    desk->booth.options.script_path = NULL; /* a script has no stick but its own */
    play(desk, TO_STICK "expect text A stick is in.\ntouch next\n"
                        "expect screen staff-pack\n"
                        "expect text formatted as exFAT or FAT32\n");
    booth_close(&desk->booth);
    mounter_end(&mounter);
}

/* A sentence becomes words when it is shown, not when it is said. */
static void
what_was_told_follows_the_language_of_the_screen(void **state)
{
    struct desk *desk = *state;
    desk->booth.options.stick_dir = NULL;
    play(desk, TO_STICK "touch next\nexpect text There is no stick\n");
    snprintf(desk->booth.kiosk->setup.language,
             sizeof desk->booth.kiosk->setup.language, "es");
    desk->booth.kiosk->dirty = true;
    play(desk, "wait 1\nexpect text No hay memoria USB\n");
}

static void
another_office_than_on_the_paper_stops_it(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 7, "3");
    play(desk, TO_STICK "touch next\nexpect screen staff-office\ntouch extra\n"
                        "expect screen staff-stopped\nexpect no node next\nwait 300\n"
                        "expect screen staff-stopped\ntouch back\n"
                        "expect screen staff-pack\n");
    assert_false(file_exists(desk->kept));
    restart(desk);
    play(desk, "expect screen staff-pack\n");
}

static void
questions_that_cannot_be_kept_are_told(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 7, "3");
    play(desk, TO_STICK);
    assert_int_equal(mkdir(desk->kept, 0700), 0); /* in the way of the file */
    play(desk, "touch next\ntouch next\nexpect screen staff-pack\n"
               "expect text could not be kept\n");
    assert_int_equal(rmdir(desk->kept), 0);
    play(desk, "touch next\ntouch next\nexpect screen staff-key\n");
}

static void
a_kiosk_in_use_that_lost_its_questions_rests_until_staff_come(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 7, "3");
    play(desk, TO_STICK "touch next\ntouch next\ntouch next\nexpect screen attract\n");
    play(desk, booth_to_recorded);
    booth_close(&desk->booth);
    assert_int_equal(unlink(desk->kept), 0);
    restart(desk);
    play(desk, "expect screen resting\nstaff 246810\nexpect screen staff-pack\n"
               "touch next\nexpect screen staff-office\ntouch next\n"
               "expect screen staff-key\ntouch next\nexpect screen attract\n"
               "staff 246810\nexpect text 1 answer waits\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_no_questions_to_a_response_on_the_stick,
                                        start, stop),
        cmocka_unit_test_setup_teardown(interrupted_anywhere_it_goes_on_where_it_was,
                                        start, stop),
        cmocka_unit_test_setup_teardown(a_stick_that_cannot_be_mounted_is_told, start,
                                        stop),
        cmocka_unit_test_setup_teardown(a_stick_that_brings_nothing_good_is_told, start,
                                        stop),
        cmocka_unit_test_setup_teardown(
            what_was_told_follows_the_language_of_the_screen, start, stop),
        cmocka_unit_test_setup_teardown(another_office_than_on_the_paper_stops_it,
                                        start, stop),
        cmocka_unit_test_setup_teardown(questions_that_cannot_be_kept_are_told, start,
                                        stop),
        cmocka_unit_test_setup_teardown(
            a_kiosk_in_use_that_lost_its_questions_rests_until_staff_come, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

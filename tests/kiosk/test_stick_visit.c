#include "support_mounter.h"
#include "support_office.h"

#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct desk {
    struct booth booth;
    struct office office;
    char stick[100], pack[140]; /* the pack's path on it */
};

static int
start(void **state)
{
    static struct desk desk;
    booth_start(&desk.booth);
    desk.booth.options.keys_path = NULL;
    office_make(&desk.office);
    office_write_pack(&desk.booth, &desk.office, 7);
    snprintf(desk.stick, sizeof desk.stick, "%s/stick", desk.booth.folder);
    snprintf(desk.pack, sizeof desk.pack, "%s/questions.townpack", desk.stick);
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

/* Nobody looks at the pictures. */
static void
play(struct desk *desk, const char *script)
{
    struct error err;
    if (!desk->booth.kiosk && !booth_open(&desk->booth, &err)) {
        fail_msg("%s", err.text);
    }
    desk->booth.kiosk->unpainted = true;
    booth_play(&desk->booth, script);
}

/* One answer is kept, and staff are at their menu. */
static void
answer(struct desk *desk)
{
    play(desk, "choose-pin 246810\n");
    play(desk, booth_to_recorded);
    play(desk, "touch next\nstaff 246810\n");
}

static const struct manifest *
in_use(struct desk *desk)
{
    return desk->booth.kiosk->pack->manifest;
}

static struct outbox_entry
bundle(struct desk *desk, size_t i)
{
    struct outbox_entry entry;
    assert_true(store_outbox(desk->booth.kiosk->store, i, &entry));
    return entry;
}

static void
new_questions_are_used_from_the_next_resident_on(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 8, "4");
    answer(desk);
    play(desk, "touch stick\nexpect screen staff-stick\n"
               "expect text New questions found: version 4\n"
               "expect text Signed by your office\nexpect text Use version 4\n"
               "expect chosen pack-use\nexpect text Safe to take out\n"
               "expect text 1 answer stays here\ntouch next\n"
               "expect screen staff-menu\n");
    assert_int_equal(in_use(desk)->build, 7);
    play(desk, "touch back\nwait 1\nexpect screen attract\n");
    assert_int_equal(in_use(desk)->build, 8);
    assert_string_equal(in_use(desk)->form_version, "4");
    /* What was answered before is in a bundle of the pack it was given under. */
    assert_int_equal(bundle(desk, 0).responses, 1);
    assert_int_equal(bundle(desk, 0).state, OUTBOX_WAITING);
    play(desk, booth_to_recorded);
    assert_int_equal(booth_open_responses(&desk->booth), 1);
    /* The program is still started with the older one. */
    booth_close(&desk->booth);
    play(desk, "expect screen attract\n");
    assert_int_equal(in_use(desk)->build, 8);
    assert_int_equal(booth_open_responses(&desk->booth), 1);
}

static void
questions_that_staff_do_not_want_are_left(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 8, "4");
    answer(desk);
    play(desk, "touch stick\ntouch pack-keep\nexpect chosen pack-keep\ntouch next\n"
               "touch back\nwait 1\nexpect screen attract\n");
    assert_int_equal(in_use(desk)->build, 7);
    booth_close(&desk->booth);
    play(desk, "expect screen attract\n");
    assert_int_equal(in_use(desk)->build, 7);
}

/* Something in the data folder is in the way: the old questions go on, and staff know.
 */
static void
questions_that_cannot_be_kept_change_nothing(void **state)
{
    struct desk *desk = *state;
    char path[160];
    office_write_pack_at(desk->pack, &desk->office, 8, "4");
    answer(desk);
    snprintf(path, sizeof path, "%s/pack-from-stick", desk->booth.data);
    assert_int_equal(mkdir(path, 0700), 0);
    play(desk, "touch stick\ntouch next\ntouch back\nwait 1\nexpect screen attract\n");
    assert_int_equal(in_use(desk)->build, 7);
    assert_int_equal(booth_open_responses(&desk->booth), 1);
    play(desk, "staff 246810\nexpect text The old ones are still asked.\ntouch back\n");
    play(desk, booth_to_recorded);
    assert_int_equal(booth_open_responses(&desk->booth), 2);
}

/* The power went after the mark was written and before the pack was. */
static void
a_change_that_the_power_cut_short_did_not_happen(void **state)
{
    struct desk *desk = *state;
    char path[160];
    static const uint8_t other[PACK_ID_BYTES] = {1, 2, 3};
    const struct file_content mark = {
        .data = other, .size = sizeof other, .mode = 0600};
    answer(desk);
    booth_close(&desk->booth);
    snprintf(path, sizeof path, "%s/pack-from-stick", desk->booth.data);
    assert_true(file_save(path, &mark, NULL));
    play(desk, "expect screen attract\n");
    assert_int_equal(in_use(desk)->build, 7);
}

static void
the_newest_of_several_is_offered(void **state)
{
    struct desk *desk = *state;
    char path[160];
    snprintf(path, sizeof path, "%s/TOWNLINE", desk->stick);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/TOWNLINE/a.townpack", desk->stick);
    office_write_pack_at(path, &desk->office, 12, "6");
    office_write_pack_at(desk->pack, &desk->office, 9, "5");
    answer(desk);
    play(desk, "touch stick\nexpect text New questions found: version 6\n");
}

/* Nothing is offered, and the sentence says why; answers are saved all the same. */
static void
refuses(struct desk *desk, const char *why)
{
    char script[500];
    answer(desk);
    snprintf(script, sizeof script,
             "touch next\ntouch final\ntouch next\ntouch back\ntouch stick\n"
             "expect screen staff-stick\nexpect text %s\nexpect no node pack-use\n"
             "expect text Bundle 1 saved: 1 answer\nexpect text Safe to take out\n"
             "touch next\ntouch back\nwait 1\n",
             why);
    play(desk, script);
    assert_int_equal(in_use(desk)->build, 7);
    assert_int_equal(bundle(desk, 0).state, OUTBOX_CARRIED);
}

static void
questions_of_another_office_are_refused(void **state)
{
    struct desk *desk = *state;
    struct office other;
    office_make(&other);
    office_write_pack_at(desk->pack, &other, 9, "9");
    refuses(desk, "These questions are not signed by your office.");
}

static void
older_questions_are_refused(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 6, "2");
    refuses(desk, "The questions on the stick are older: version 2.");
}

static void
damaged_questions_are_refused(void **state)
{
    struct desk *desk = *state;
    office_write_pack_at(desk->pack, &desk->office, 9, "9");
    struct stat status;
    assert_int_equal(stat(desk->pack, &status), 0);
    assert_int_equal(truncate(desk->pack, status.st_size / 2), 0);
    refuses(desk, "The questions on the stick are damaged.");
}

static void
an_empty_stick_has_nothing_to_read(void **state)
{
    struct desk *desk = *state;
    refuses(desk, "Nothing to read.");
}

static void
with_no_stick_the_menu_says_so(void **state)
{
    struct desk *desk = *state;
    desk->booth.options.stick_dir = NULL;
    answer(desk);
    play(desk,
         "touch stick\nexpect screen staff-menu\nexpect text There is no stick\n");
}

/* On an appliance: before the PIN it is known that a stick is in, and nobody reads it.
 */
static void
an_appliances_stick_is_mounted_for_the_visit_alone(void **state)
{
    struct desk *desk = *state;
    struct mounter mounter;
    char hidden[120];
    snprintf(hidden, sizeof hidden, "%s/hidden", desk->booth.folder);
    assert_int_equal(rename(desk->stick, hidden), 0);
    mounter_begin(&mounter, desk->booth.folder);
    desk->booth.options.stick_dir = NULL;
    desk->booth.options.stick_helper = mounter.socket;
    desk->booth.options.script_path = NULL; /* a script has no stick but its own */
    play(desk, "choose-pin 246810\n");
    play(desk, booth_to_recorded);
    play(desk, "touch next\ntouch staff-corner\ntouch staff-corner\n"
               "touch staff-corner\ntouch staff-corner\ntouch staff-corner\nwait 2\n"
               "expect screen staff-pin\nexpect text A stick is in.\n");
    assert_int_not_equal(access(desk->stick, F_OK), 0);
    play(desk, "type 246810\ntouch next\nwait 2\nexpect text The stick is in.\n"
               "touch next\ntouch final\ntouch next\ntouch back\n");
    assert_int_not_equal(access(desk->stick, F_OK), 0);
    play(desk, "touch stick\nexpect text Bundle 1 saved: 1 answer\n"
               "expect text Safe to take out\n");
    assert_int_not_equal(access(desk->stick, F_OK), 0);
    snprintf(hidden, sizeof hidden, "%s/hidden/TOWNLINE", desk->booth.folder);
    assert_int_equal(access(hidden, F_OK), 0);
    assert_int_equal(bundle(desk, 0).state, OUTBOX_CARRIED);
    booth_close(&desk->booth);
    mounter_end(&mounter);
}

static unsigned
state_of(const struct kiosk *kiosk, const char *id)
{
    int node = tree_find(&kiosk->tree, id);
    assert_true(node >= 0);
    return kiosk->tree.nodes[node].state;
}

static void
assert_says(const struct kiosk *kiosk, const char *id, const char *words)
{
    int node = tree_find(&kiosk->tree, id);
    assert_true(node >= 0);
    if (!strstr(kiosk->tree.nodes[node].text, words)) {
        fail_msg("\"%s\" does not say \"%s\"", kiosk->tree.nodes[node].text, words);
    }
}

/* Each bit is shown, and nobody leaves before the last. */
static void
while_it_works_nobody_can_leave(void **state)
{
    struct desk *desk = *state;
    unsigned bits = 0;
    answer(desk);
    struct kiosk *kiosk = desk->booth.kiosk;
    staff_touch(&kiosk->staff, "stick", clock_ms(kiosk->clock));
    kiosk->dirty = true;
    assert_true(kiosk_draw(kiosk, NULL, NULL));
    while (staff_is_busy(&kiosk->staff)) {
        assert_true(state_of(kiosk, "back") & NODE_DISABLED);
        assert_true(state_of(kiosk, "next") & NODE_DISABLED);
        assert_says(kiosk, "verdict", "Leave the stick in");
        assert_int_equal(kiosk_wait_ms(kiosk), 0);
        staff_touch(&kiosk->staff, bits % 2 ? "back" : "next", clock_ms(kiosk->clock));
        kiosk_tick(kiosk);
        assert_true(kiosk->dirty);
        assert_true(kiosk_draw(kiosk, NULL, NULL));
        bits++;
    }
    assert_true(bits >= 6);
    assert_false(state_of(kiosk, "next") & NODE_DISABLED);
    assert_says(kiosk, "verdict", "Safe to take out");
}

/* The visit so far, until the step works; then the stick is what `spoil` makes of it.
 */
static void
a_stick_that_is_pulled_is_told_and_tried_again(void **state)
{
    struct desk *desk = *state;
    char away[120];
    answer(desk);
    play(desk, "touch next\ntouch final\ntouch next\ntouch back\n");
    struct kiosk *kiosk = desk->booth.kiosk;
    staff_touch(&kiosk->staff, "stick", clock_ms(kiosk->clock));
    while (visit_status(kiosk->staff.visit)->which == 0) {
        kiosk_tick(kiosk);
    }
    snprintf(away, sizeof away, "%s-away", desk->stick);
    assert_int_equal(rename(desk->stick, away), 0);
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", away);
    assert_int_equal(system(command), 0);
    play(desk, "wait 1\nexpect screen staff-stick\nexpect text The stick is out\n"
               "expect text Nothing is lost. Put it back in.\n"
               "expect text Try again\n");
    assert_int_equal(bundle(desk, 0).state, OUTBOX_WAITING);
    play(desk, "touch next\nexpect text The stick is out\n");
    assert_int_equal(mkdir(desk->stick, 0700), 0);
    play(desk, "touch next\nexpect text Bundle 1 saved: 1 answer\n");
    assert_int_equal(bundle(desk, 0).state, OUTBOX_CARRIED);
}

/* ---- the collector page ---- */

/* The kiosk is installed with a page for sticks, which has these words. */
static void
install_page(struct desk *desk, const char *html)
{
    static char assets[100];
    char path[200];
    const struct file_content content = {
        .data = html, .size = strlen(html), .mode = 0644};
    snprintf(assets, sizeof assets, "%s/assets", desk->booth.folder);
    assert_int_equal(mkdir(assets, 0700), 0);
    snprintf(path, sizeof path, "%s/icons", assets);
    assert_int_equal(symlink(TESTS_DIR "/../assets/icons", path), 0);
    snprintf(path, sizeof path, "%s/carrier", assets);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/carrier/collect.html", assets);
    assert_true(file_save(path, &content, NULL));
    desk->booth.options.assets_dir = assets;
}

static void
assert_page(const struct desk *desk, const char *html)
{
    char path[200];
    struct buffer there;
    snprintf(path, sizeof path, "%s/TOWNLINE/collect.html", desk->stick);
    buffer_init(&there, 1000);
    assert_true(file_load(path, &there, NULL));
    assert_int_equal(there.size, strlen(html));
    assert_memory_equal(there.data, html, there.size);
    buffer_finish(&there);
}

static bool
screen_says(const struct desk *desk, const char *words)
{
    const struct tree *tree = &desk->booth.kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].text && strstr(tree->nodes[i].text, words)) {
            return true;
        }
    }
    return false;
}

static void
a_kiosk_that_has_the_page_puts_it_on_the_stick(void **state)
{
    struct desk *desk = *state;
    install_page(desk, "<p>collect");
    answer(desk);
    play(desk, "touch stick\nexpect text Safe to take out\n"
               "expect text A laptop can read a kiosk's code with collect.html\n");
    assert_false(screen_says(desk, "Another"));
    assert_page(desk, "<p>collect");
    play(desk, "touch next\ntouch stick\nexpect text Safe to take out\n");
    assert_false(screen_says(desk, "Another"));
    assert_page(desk, "<p>collect");
}

/* And the answers are saved all the same. */
static void
another_page_on_the_stick_is_left_and_told(void **state)
{
    struct desk *desk = *state;
    char path[200];
    const struct file_content other = {.data = "<p>other", .size = 8, .mode = 0644};
    install_page(desk, "<p>collect");
    snprintf(path, sizeof path, "%s/TOWNLINE", desk->stick);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/TOWNLINE/collect.html", desk->stick);
    assert_true(file_save(path, &other, NULL));
    refuses(desk, "Another collect.html is on the stick and was left as it is. Ask the "
                  "office before you open it.");
    assert_page(desk, "<p>other");
}

static void
a_kiosk_without_the_page_says_nothing_of_it(void **state)
{
    struct desk *desk = *state;
    char path[200];
    answer(desk);
    play(desk, "touch stick\nexpect text Safe to take out\n");
    assert_false(screen_says(desk, "collect.html"));
    snprintf(path, sizeof path, "%s/TOWNLINE/collect.html", desk->stick);
    assert_int_not_equal(access(path, F_OK), 0);
}

#define VISIT_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(new_questions_are_used_from_the_next_resident_on),
        VISIT_TEST(questions_that_staff_do_not_want_are_left),
        VISIT_TEST(questions_that_cannot_be_kept_change_nothing),
        VISIT_TEST(a_change_that_the_power_cut_short_did_not_happen),
        VISIT_TEST(the_newest_of_several_is_offered),
        VISIT_TEST(questions_of_another_office_are_refused),
        VISIT_TEST(older_questions_are_refused),
        VISIT_TEST(damaged_questions_are_refused),
        VISIT_TEST(an_empty_stick_has_nothing_to_read),
        VISIT_TEST(with_no_stick_the_menu_says_so),
        VISIT_TEST(an_appliances_stick_is_mounted_for_the_visit_alone),
        VISIT_TEST(while_it_works_nobody_can_leave),
        VISIT_TEST(a_stick_that_is_pulled_is_told_and_tried_again),
        VISIT_TEST(a_kiosk_that_has_the_page_puts_it_on_the_stick),
        VISIT_TEST(another_page_on_the_stick_is_left_and_told),
        VISIT_TEST(a_kiosk_without_the_page_says_nothing_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

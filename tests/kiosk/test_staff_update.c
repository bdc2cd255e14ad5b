#include "support_mounter.h"
#include "support_office.h"

#include "staff_update.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* A kiosk on an appliance, with a stick in. */
struct appliance {
    struct booth booth;
    struct mounter mounter;
};

static int
start(void **state)
{
    static struct appliance appliance;
    char hidden[120];
    struct booth *booth = &appliance.booth;
    booth_start(booth);
    snprintf(hidden, sizeof hidden, "%s/hidden", booth->folder);
    assert_int_equal(mkdir(hidden, 0700), 0);
    mounter_begin(&appliance.mounter, booth->folder);
    booth->options.stick_helper = appliance.mounter.socket;
    booth->options.script_path = NULL; /* a script has no stick but its own */
    booth->options.updates = true;
    *state = &appliance;
    return 0;
}

static int
stop(void **state)
{
    struct appliance *appliance = *state;
    booth_finish(&appliance->booth);
    mounter_end(&appliance->mounter);
    return 0;
}

/* An update whose installation goes as these lines of the helper say. */
static void
put_update(struct appliance *appliance, const char *name, const char *lines)
{
    char path[300];
    snprintf(path, sizeof path, "%s/hidden/TOWNLINE", appliance->booth.folder);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/hidden/TOWNLINE/%s", appliance->booth.folder, name);
    const struct file_content content = {
        .data = lines, .size = strlen(lines), .mode = 0644};
    assert_true(file_save(path, &content, NULL));
}

static void
play(struct appliance *appliance, const char *script)
{
    struct error err;
    if (!appliance->booth.kiosk && !booth_open(&appliance->booth, &err)) {
        fail_msg("%s", err.text);
    }
    appliance->booth.kiosk->unpainted = true;
    booth_play(&appliance->booth, script);
}

static void
to_the_stick(struct appliance *appliance)
{
    play(appliance, "choose-pin 246810\n");
    play(appliance, "wait 1\nstaff 246810\nwait 2\ntouch stick\n"
                    "expect screen staff-stick\nexpect text Safe to take out\n");
}

/* The helper answers in its own time, which is not the script's. */
static void
wait_until_it_ended(struct appliance *appliance)
{
    for (int i = 0; i < 1000 && staff_is_updating(&appliance->booth.kiosk->staff);
         i++) {
        const struct timespec moment = {.tv_nsec = 2000000};
        nanosleep(&moment, NULL);
        play(appliance, "wait 1\n");
    }
    assert_false(staff_is_updating(&appliance->booth.kiosk->staff));
}

static struct audit_entry
last_entry(struct appliance *appliance)
{
    struct audit_entry entry;
    assert_true(store_audit_entry(appliance->booth.kiosk->store, 0, &entry));
    return entry;
}

static void
a_new_version_is_asked_about_installed_and_started(void **state)
{
    struct appliance *appliance = *state;
    put_update(appliance, "townline-2026.9.raucb", "refused older \n");
    put_update(appliance, "townline-2026.12.raucb",
               "progress 20\nprogress 80\ninstalled 2026.12\n");
    to_the_stick(appliance);
    play(appliance, "expect text A new version for this kiosk was found\ntouch next\n"
                    "expect screen staff-update\nexpect text townline-2026.12.raucb\n"
                    "expect text Leave the stick in\ntouch next\n");
    wait_until_it_ended(appliance);
    play(appliance, "expect text The new version is installed\n"
                    "expect text version 2026.12\nexpect text Safe to take out\n");
    struct audit_entry entry = last_entry(appliance);
    assert_int_equal(entry.kind, AUDIT_UPDATE);
    assert_int_equal(entry.first, 1);
    play(appliance, "touch next\nexpect text The kiosk starts anew\n");
}

static void
staff_may_leave_it_for_later(void **state)
{
    struct appliance *appliance = *state;
    put_update(appliance, "k.raucb", "installed 2\n");
    to_the_stick(appliance);
    play(appliance, "touch next\nexpect screen staff-update\nexpect text Not now\n"
                    "touch back\nexpect screen staff-menu\n");
    assert_int_not_equal(last_entry(appliance).kind, AUDIT_UPDATE);
}

static void
a_refusal_is_told_in_words_and_changes_nothing(void **state)
{
    static const struct {
        const char *lines, *words;
    } refusals[] = {
        {"refused signature self-signed\n", "Whoever made this kiosk did not sign it"},
        {"refused other \n", "It is for another kind of kiosk"},
        {"refused older \n", "It is older than this kiosk may have"},
        {"progress 40\nrefused failed EIO\n", "It could not be written"},
        {"progress 40\n", "It could not be written"},
    };
    struct appliance *appliance = *state;
    put_update(appliance, "k.raucb", "");
    to_the_stick(appliance);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char script[200];
        put_update(appliance, "k.raucb", refusals[i].lines);
        play(appliance, "touch next\nexpect screen staff-update\ntouch next\n");
        wait_until_it_ended(appliance);
        snprintf(script, sizeof script,
                 "expect text was not installed\nexpect text %s\n"
                 "expect text The kiosk is as it was\ntouch next\n"
                 "expect screen staff-menu\ntouch stick\nwait 1\n",
                 refusals[i].words);
        play(appliance, script);
    }
    booth_close(&appliance->booth);
}

static void
while_it_installs_nobody_leaves_and_nobody_is_sent_away(void **state)
{
    struct appliance *appliance = *state;
    put_update(appliance, "k.raucb", "progress 10\n");
    to_the_stick(appliance);
    play(appliance, "touch next\nexpect screen staff-update\n");
    struct kiosk *kiosk = appliance->booth.kiosk;
    staff_touch(&kiosk->staff, "next", clock_ms(kiosk->clock));
    assert_true(staff_is_updating(&kiosk->staff));
    assert_true(kiosk_wait_ms(kiosk) > 0); /* it does not spin */
    staff_touch(&kiosk->staff, "back", clock_ms(kiosk->clock));
    staff_touch(&kiosk->staff, "next", clock_ms(kiosk->clock));
    assert_true(staff_is_updating(&kiosk->staff));
    wait_until_it_ended(appliance);
}

static void
without_the_setting_no_update_is_offered(void **state)
{
    struct appliance *appliance = *state;
    put_update(appliance, "k.raucb", "installed 2\n");
    appliance->booth.options.updates = false;
    to_the_stick(appliance);
    play(appliance, "expect no node step-update\ntouch next\n"
                    "expect screen staff-menu\n");
}

static void
names_that_are_not_plain_are_passed_over(void **state)
{
    struct appliance *appliance = *state;
    char link[200];
    put_update(appliance, "a b.raucb", "installed 2\n");
    put_update(appliance, "line\nend.raucb", "installed 2\n");
    put_update(appliance, ".raucb", "installed 2\n");
    snprintf(link, sizeof link, "%s/hidden/TOWNLINE/l.raucb", appliance->booth.folder);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    to_the_stick(appliance);
    play(appliance, "expect no node step-update\ntouch next\n"
                    "expect screen staff-menu\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_version_is_asked_about_installed_and_started),
        TEST(staff_may_leave_it_for_later),
        TEST(a_refusal_is_told_in_words_and_changes_nothing),
        TEST(while_it_installs_nobody_leaves_and_nobody_is_sent_away),
        TEST(without_the_setting_no_update_is_offered),
        TEST(names_that_are_not_plain_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

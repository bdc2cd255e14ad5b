/* support_days: staff, the clock and the power, between two residents. */
#include "support_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define MENU "staff 246810\nexpect screen staff-menu\n"
#define HOUR_MS ((uint64_t)3600 * 1000)
#define DAY_HALF_DAYS 2

void
days_start(struct days *days, struct listener *listener)
{
    struct booth *booth = &listener->booth;
    *days = (struct days){.listener = listener};
    snprintf(days->stick, sizeof days->stick, "%s/stick", booth->folder);
    booth->options.stick_dir = days->stick;
}

uint32_t
days_kept(const struct days *days)
{
    struct store_counts counts;
    struct error err;
    if (!store_count(days->listener->booth.kiosk->store, &counts, &err)) {
        fail_msg("%s", err.text);
    }
    return counts.open + counts.waiting + counts.carried + counts.confirmed;
}

static void
play(struct days *days, const char *script)
{
    booth_play(&days->listener->booth, script);
}

static void
remove_folder(const char *folder)
{
    char command[200];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void
put_in(struct days *days)
{
    if (access(days->stick, F_OK) != 0) {
        assert_int_equal(mkdir(days->stick, 0700), 0);
    }
    listener_wait(days->listener, KIOSK_STICK_MS + 100);
}

/* Whatever was on it: somebody may read it elsewhere meanwhile. */
static void
take_out(struct days *days)
{
    remove_folder(days->stick);
    listener_wait(days->listener, KIOSK_STICK_MS + 100);
}

static bool
is_at(const struct days *days, const char *screen)
{
    return listener_is_at(days->listener, screen);
}

static void
leave(struct days *days)
{
    struct kiosk *kiosk = days->listener->booth.kiosk;
    for (int i = 0; i < 10 && kiosk->staff.view != STAFF_AWAY; i++) {
        bool has_back = tree_find(&kiosk->tree, "back") >= 0;
        play(days, has_back ? "touch back\n" : "touch next\n");
    }
    if (kiosk->staff.view != STAFF_AWAY) {
        fail_msg("staff cannot leave:\n%s", tree_dump(&kiosk->tree));
    }
}

/* Staff want all that is there, and sometimes pull the stick out too early. */
static void
carry_away(struct days *days, uint32_t chance)
{
    put_in(days);
    play(days, MENU "touch next\ntouch final\ntouch next\ntouch back\n");
    if (chance % 4 == 1) {
        take_out(days);
    }
    if (tree_find(&days->listener->booth.kiosk->tree, "stick") >= 0) {
        if (chance % 4 == 2) { /* pulled out, and not noticed yet */
            remove_folder(days->stick);
        }
        play(days, "touch stick\n");
    }
    if (chance % 4 == 3) {
        take_out(days);
    }
    leave(days);
    take_out(days);
}

static void
switch_hours(struct days *days)
{
    play(days, MENU "touch next\nexpect screen staff-more\ntouch hours\ntouch extra\n"
                    "touch back\ntouch back\ntouch back\n");
}

/* Hours are kept by a clock that is right, and staff say that it is. */
static void
keep_hours(struct days *days, uint32_t chance)
{
    struct kiosk *kiosk = days->listener->booth.kiosk;
    kiosk_set_clock(kiosk, 0, true);
    switch_hours(days);
    clock_advance(&days->listener->booth.clock, HOUR_MS * (1 + chance % 23));
    listener_wait(days->listener, KIOSK_SETTLE_MS + 100);
    bool is_open = kiosk_station(kiosk) == STATION_OPEN;
    assert_true(is_at(days, is_open ? "attract" : "closed"));
    if (!is_open) { /* nobody can begin */
        listener_press(days->listener, ACTION_SELECT, 350);
        assert_true(is_at(days, "closed"));
        assert_int_equal(kiosk->session.view, SESSION_ATTRACT);
        days->closed++;
    }
    switch_hours(days);
}

static void
change_practice(struct days *days)
{
    uint32_t before = days_kept(days);
    play(days, MENU "touch next\ntouch test\ntype 246810\ntouch next\n"
                    "expect screen staff-menu\ntouch back\n");
    days->is_practice = !days->is_practice;
    if (days->is_practice) {
        days->official = before;
    } else {
        assert_int_equal(days_kept(days), days->official);
    }
}

void
days_shift_clock(struct days *days, bool back)
{
    struct clock *clock = &days->listener->booth.clock;
    if (back) {
        clock->start_half_day -= DAY_HALF_DAYS;
    } else {
        clock->start_half_day += DAY_HALF_DAYS;
    }
    listener_wait(days->listener, 100);
}

/* A machine without power has lost all its memory. Here the tables of pinyin stay open
 * for the next start, since each closing of them loses some (hanzi.h). */
static struct hanzi *
take_tables(struct kiosk *kiosk)
{
    struct hanzi *hanzi = kiosk->hanzi;
    hanzi_forget(hanzi);
    kiosk->hanzi = NULL;
    return hanzi;
}

void
days_cut_power(struct days *days)
{
    struct listener *listener = days->listener;
    struct booth *booth = &listener->booth;
    FILE *transcript = booth->kiosk->transcript;
    struct hanzi *hanzi = take_tables(booth->kiosk);
    char then[120], command[300];
    snprintf(then, sizeof then, "%s.then", booth->data);
    snprintf(command, sizeof command, "cp -a '%s' '%s'", booth->data, then);
    assert_int_equal(system(command), 0);
    booth->kiosk->transcript = NULL;
    booth_close(booth);
    remove_folder(booth->data);
    assert_int_equal(rename(then, booth->data), 0);
    booth->clock.fake_boot++;
    listener_open_again(listener);
    booth->kiosk->hanzi = hanzi;
    booth->kiosk->unpainted = true;
    booth->kiosk->transcript = transcript;
    listener_wait(listener, KIOSK_SETTLE_MS);
}

void
days_let_happen(struct days *days, enum happening happening, uint32_t chance)
{
    uint32_t before = days_kept(days);
    bool is_practice = days->is_practice;
    days->happened[happening]++;
    switch (happening) {
    case A_STICK_COMES_AND_GOES:
        carry_away(days, chance);
        break;
    case THE_POWER_FAILS:
        days_cut_power(days);
        break;
    case HOURS_ARE_KEPT:
        keep_hours(days, chance);
        break;
    case THE_CLOCK_JUMPS:
        days_shift_clock(days, chance % 2 == 0);
        break;
    case PRACTICE_BEGINS_OR_ENDS:
        change_practice(days);
        break;
    case HAPPENINGS:
        break;
    }
    listener_wait(days->listener, KIOSK_SETTLE_MS + 100);
    if (days->is_practice == is_practice && days_kept(days) != before) {
        fail_msg("%u responses were kept, and %u are left", before, days_kept(days));
    }
}

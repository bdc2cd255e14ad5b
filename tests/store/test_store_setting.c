#include "support_store.h"

#include <stdio.h>
#include <string.h>

static void
expect_setting(struct store *store, const char *name, const char *value)
{
    char text[STORE_SETTING_MAX_BYTES + 1] = "as it was";
    bool found = false;
    assert_true(store_setting(store, name, text, &found, NULL));
    assert_int_equal(found, value != NULL);
    assert_string_equal(text, value ? value : "");
}

static void
a_setting_holds_across_a_restart_until_it_is_taken_back(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    expect_setting(store, "name", NULL);
    assert_true(store_set_setting(store, "name", "Bücherei, Eingang", NULL));
    assert_true(store_set_setting(store, "volume", "40", NULL));
    assert_true(store_set_setting(store, "volume", "60", NULL));
    store_close(store);
    store = open_store(desk);
    expect_setting(store, "name", "Bücherei, Eingang");
    expect_setting(store, "volume", "60");
    assert_true(store_set_setting(store, "name", NULL, NULL));
    assert_true(store_set_setting(store, "never-set", NULL, NULL));
    expect_setting(store, "name", NULL);
    store_close(store);
}

static void
add_name(void *context, const char *name, const char *value)
{
    char *names = context;
    size_t used = strlen(names);
    snprintf(names + used, 200 - used, "%s=%s ", name, value);
}

static void
all_settings_come_in_order_of_their_names(void **state)
{
    struct desk *desk = *state;
    char names[200] = "";
    struct store *store = open_store(desk);
    assert_true(store_set_setting(store, "volume", "60", NULL));
    assert_true(store_set_setting(store, "event", "", NULL));
    assert_true(store_set_setting(store, "round", "2026", NULL));
    assert_true(store_each_setting(store, add_name, names, NULL));
    assert_string_equal(names, "event= round=2026 volume=60 ");
    store_close(store);
}

static void
settings_of_a_kiosk_that_is_off_can_be_read_and_nothing_is_made_for_it(void **state)
{
    struct desk *desk = *state;
    char names[200] = "";
    struct error err = {0};
    assert_false(store_peek_settings(desk->store, false, add_name, names, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_false(store_has_file(desk->directory, "store"));
    struct store *store = open_store(desk);
    assert_true(store_set_setting(store, "event", "fair", NULL));
    assert_false(store_peek_settings(desk->store, false, add_name, names, &err));
    assert_int_equal(err.code, ERROR_BUSY);
    store_close(store);
    assert_true(store_peek_settings(desk->store, false, add_name, names, &err));
    assert_string_equal(names, "event=fair ");
    store = open_store(desk);
    assert_int_equal(count(store).open, 0);
    store_close(store);
}

static void
a_setting_that_holds_already_is_not_noted_again(void **state)
{
    struct desk *desk = *state;
    struct audit_entry entry;
    struct store *store = open_store(desk);
    assert_true(store_set_setting(store, "volume", NULL, NULL));
    assert_true(store_set_setting(store, "volume", "60", NULL));
    assert_true(store_set_setting(store, "volume", "60", NULL));
    assert_true(store_set_setting(store, "volume", NULL, NULL));
    assert_true(store_audit_entry(store, 1, &entry));
    assert_false(store_audit_entry(store, 2, &entry));
    store_close(store);
}

static void
names_and_values_of_other_forms_are_refused_and_change_nothing(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    struct error err;
    char longest[STORE_SETTING_MAX_BYTES + 2];
    memset(longest, 'x', sizeof longest);
    longest[STORE_SETTING_MAX_BYTES + 1] = '\0';
    static const char *const names[] = {"",
                                        "Name",
                                        "a b",
                                        "n\xc3\xa4me",
                                        "x'; DROP TABLE settings; --",
                                        "a-name-that-is-longer-than-32-bytes"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_false(store_set_setting(store, names[i], "1", &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    assert_false(store_set_setting(store, "name", longest, &err));
    assert_false(store_set_setting(store, "name", "two\nlines", &err));
    longest[STORE_SETTING_MAX_BYTES] = '\0';
    assert_true(store_set_setting(store, "name", longest, &err));
    expect_setting(store, "name", longest);
    for (int i = 0; i < STORE_SETTINGS_MAX - 1; i++) {
        char name[16];
        snprintf(name, sizeof name, "n-%d", i);
        assert_true(store_set_setting(store, name, "1", &err));
    }
    assert_false(store_set_setting(store, "one-more", "1", &err));
    assert_true(store_set_setting(store, "n-1", "2", &err));
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_setting_holds_across_a_restart_until_it_is_taken_back),
        TEST(all_settings_come_in_order_of_their_names),
        TEST(settings_of_a_kiosk_that_is_off_can_be_read_and_nothing_is_made_for_it),
        TEST(a_setting_that_holds_already_is_not_noted_again),
        TEST(names_and_values_of_other_forms_are_refused_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

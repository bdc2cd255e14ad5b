/* What residents wrote: reviewed, allowed, hidden, with a log. */
#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char sample[] = TESTS_DIR "/../assets/packs/sample";

#define COMMENTS(office, ...) RUN(office, "comments", __VA_ARGS__, "--archive", "a.db")

/* Three bundles with a comment each. */
static int
begin(void **state)
{
    bench_begin(state);
    struct bench *bench = *state;
    bench_accept(bench);
    for (int i = 2; i <= 3; i++) {
        char name[20];
        snprintf(name, sizeof name, "%d.bundle", i);
        kiosk_export_file(&bench->office, &bench->kiosk, 12, name);
        COLLECT(&bench->office, name);
    }
    return 0;
}

/* The comments in that state, as JSON. */
static json_t *
comments(struct office *office, const char *state)
{
    COMMENTS(office, "review", "--state", state, "--json");
    assert_int_equal(office->code, 0);
    json_t *object = office_json(office);
    json_t *list = json_incref(json_object_get(object, "comments"));
    json_decref(object);
    return list;
}

static size_t
count(struct office *office, const char *state)
{
    json_t *list = comments(office, state);
    size_t size = json_array_size(list);
    json_decref(list);
    return size;
}

/* The first eight digits of the first comment in that state. */
static void
first_id(struct office *office, const char *state, char out[9])
{
    json_t *list = comments(office, state);
    const char *id = json_string_value(json_object_get(json_array_get(list, 0), "id"));
    assert_non_null(id);
    snprintf(out, 9, "%s", id);
    json_decref(list);
}

static void
comments_are_listed_without_who_wrote_them(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    COMMENTS(office, "review");
    office_expect(office, 0, "Keep our library as it is.");
    office_expect(office, 0, "pending  comment, en");
    office_expect(office, 0, "3 comments pending");
    static const char *const secrets[] = {"Main Library", "2083", "41500", "half"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        assert_null(strstr(office->out, secrets[i]));
    }
    COMMENTS(office, "review", "--json");
    office_expect(office, 0, "\"question\": \"comment\"");
    static const char *const names[] = {"kiosk", "date",   "half_day", "town",
                                        "age",   "bundle", "position"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char key[40];
        snprintf(key, sizeof key, "\"%s\"", names[i]);
        assert_null(strstr(office->out, key));
    }
}

static void
what_is_allowed_and_hidden_is_in_the_log(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    char first[9], second[9];
    first_id(office, "pending", first);
    COMMENTS(office, "allow", first);
    office_expect(office, 0, "1 comment is allowed");
    first_id(office, "pending", second);
    COMMENTS(office, "hide", second, "--reason", "names a neighbour");
    office_expect(office, 0, "1 comment is hidden");
    assert_int_equal(count(office, "pending"), 1);
    assert_int_equal(count(office, "allowed"), 1);
    COMMENTS(office, "review", "--state", "hidden");
    office_expect(office, 0, "because: names a neighbour");
    COMMENTS(office, "allow", second, "--json");
    office_expect(office, 0, "\"state\": \"allowed\"");
    COMMENTS(office, "log");
    office_expect(office, 0, "hidden: names a neighbour");
    COMMENTS(office, "log", "--json");
    json_t *object = office_json(office);
    assert_int_equal(json_array_size(json_object_get(object, "decisions")), 3);
    json_decref(object);
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out");
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 0, "all is as it was collected");
}

static void
what_makes_no_sense_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    char id[9];
    first_id(office, "pending", id);
    COMMENTS(office, "hide", id);
    office_expect(office, 2, "--reason is missing");
    COMMENTS(office, "allow", id, "00000000");
    office_expect(office, 1, "no comment has an id that begins with \"00000000\"");
    assert_int_equal(count(office, "pending"), 3); /* all or none */
    id[7] = '\0';
    COMMENTS(office, "allow", id);
    office_expect(office, 1, "is too short for a comment's id");
    COMMENTS(office, "review", "--question", "nothing");
    office_expect(office, 1,
                  "no question for words is called \"nothing\"; there are: "
                  "comment");
    COMMENTS(office, "review", "--service", "nothing");
    office_expect(office, 1, "no service is called \"nothing\"");
    COMMENTS(office, "review", "--state", "gone");
    office_expect(office, 2, "--state is pending, allowed, hidden or all");
    COMMENTS(office, "allow");
    office_expect(office, 2, "say \"review\" or \"log\"");
    RUN(office, "comments", "review", "--archive", "none.db");
    office_expect(office, 1, "none.db");
}

/* Reviews one by one with what somebody types, a line each. */
static int
type(struct office *office, const char *typed)
{
    char command[700];
    snprintf(command, sizeof command,
             "cd '%s' && printf '%s' | '" BUILD_BIN
             "/townline' comments review --one-by-one --archive a.db >out 2>&1",
             office->folder.path, typed);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
one_after_the_other_is_asked_about(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    assert_int_equal(type(office, "x\\ns\\nq\\n"), 0);
    assert_int_equal(count(office, "pending"), 3);
    assert_int_equal(type(office, "a\\nh\\n\\nh\\nrude\\n"), 0);
    assert_int_equal(count(office, "pending"), 1);
    assert_int_equal(count(office, "allowed"), 1);
    COMMENTS(office, "log");
    office_expect(office, 0, "hidden: rude");
    assert_int_equal(type(office, "a\\n"), 0);
    assert_int_equal(count(office, "pending"), 0);
}

/* Simulated residents of several towns, all of whose comments are allowed. */
static void
collect_towns(struct office *office)
{
    RUN(office, "simulate", sample, "--keys", "office.pub", "--responses", "400",
        "--seed", "4", "--kiosks", "1", "-o", "stick");
    office_expect(office, 0, "400 simulated responses");
    char command[700];
    snprintf(command, sizeof command,
             "cd '%s' && rm -f a.db && '" BUILD_BIN
             "/townline' kiosks accept stick/TOWNLINE/*/kiosk.pub --archive a.db >out",
             office->folder.path);
    assert_int_equal(system(command), 0);
    COLLECT(office, "stick");
    office_expect(office, 0, "merged 400 responses");
    snprintf(command, sizeof command,
             "cd '%s' && yes a | '" BUILD_BIN
             "/townline' comments review --one-by-one --archive a.db >out 2>&1",
             office->folder.path);
    assert_int_equal(system(command), 0);
}

static const char *
text_of(const json_t *comment, const char *name)
{
    const char *text = json_string_value(json_object_get(comment, name));
    return text ? text : "";
}

/* How many comments about the service show the town. */
static size_t
shown_of(const json_t *list, const char *service, const char *town)
{
    size_t shown = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *comment = json_array_get(list, i);
        shown += strcmp(text_of(comment, "service"), service) == 0 &&
                 strcmp(text_of(comment, "town"), town) == 0;
    }
    return shown;
}

static json_t *
with_towns(struct office *office)
{
    COMMENTS(office, "review", "--state", "all", "--towns", "--json");
    json_t *object = office_json(office);
    json_t *list = json_incref(json_object_get(object, "comments"));
    json_decref(object);
    return list;
}

static void
a_town_stands_only_beside_ten_comments_of_it(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    collect_towns(office);
    json_t *list = with_towns(office);
    size_t groups = 0;
    char town[60] = "", service[60] = "";
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *comment = json_array_get(list, i);
        if (text_of(comment, "town")[0]) {
            snprintf(town, sizeof town, "%s", text_of(comment, "town"));
            snprintf(service, sizeof service, "%s", text_of(comment, "service"));
            assert_true(shown_of(list, service, town) >= 10);
            groups++;
        }
    }
    assert_true(groups >= 10);
    assert_true(groups < json_array_size(list));
    /* hidden until nine are left, none of them shows the town */
    size_t left = shown_of(list, service, town);
    for (size_t i = 0; left > 9 && i < json_array_size(list); i++) {
        const json_t *comment = json_array_get(list, i);
        if (strcmp(text_of(comment, "service"), service) == 0 &&
            strcmp(text_of(comment, "town"), town) == 0) {
            COMMENTS(office, "hide", text_of(comment, "id"), "--reason", "test");
            office_expect(office, 0, "hidden");
            left--;
        }
    }
    json_decref(list);
    list = with_towns(office);
    assert_int_equal(shown_of(list, service, town), 0);
    json_decref(list);
    COMMENTS(office, "review", "--state", "all", "--json");
    assert_null(strstr(office->out, "\"town\""));
    COMMENTS(office, "review", "--state", "allowed", "--question", "mind", "--list");
    office_expect(office, 0, "comments allowed");
    assert_null(strstr(office->out, "  comment, "));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, bench_end)
    const struct CMUnitTest tests[] = {
        TEST(comments_are_listed_without_who_wrote_them),
        TEST(what_is_allowed_and_hidden_is_in_the_log),
        TEST(what_makes_no_sense_is_told),
        TEST(one_after_the_other_is_asked_about),
        TEST(a_town_stands_only_beside_ten_comments_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Who wishes to hear from the office: listed, exported, erased. */
#include "support_office.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define CONTACTS(office, ...) RUN(office, "contacts", __VA_ARGS__, "--archive", "a.db")

static const char *const people[] = {
    "adult=yes\ncontact_name=Ana Ruiz\ncontact_reach=ana@example.org",
    "contact_name==HYPERLINK(\"x\")\ncontact_reach=555 0100",
    "contact_name=Bo, the baker\nmore=by \"mail\"", NULL};

/* The bundle is collected, and named a-contacts. */
static int
begin(void **state)
{
    bench_begin(state);
    struct bench *bench = *state;
    bench_accept(bench);
    kiosk_export_contacts(&bench->office, &bench->kiosk, people, "2.bundle");
    COLLECT(&bench->office, "2.bundle");
    office_expect(&bench->office, 0, "merged 3 contacts");
    return 0;
}

static char *
load(struct office *office, const char *name)
{
    struct buffer text;
    buffer_init(&text, 1 << 20);
    assert_true(file_load(folder_path(&office->folder, name), &text, NULL));
    buffer_add_u8(&text, 0);
    return (char *)text.data;
}

static bool
holds(struct office *office, const char *name, const char *words)
{
    struct buffer bytes;
    bool found = false;
    buffer_init(&bytes, 1 << 22);
    assert_true(file_load(folder_path(&office->folder, name), &bytes, NULL));
    for (size_t i = 0; i + strlen(words) <= bytes.size && !found; i++) {
        found = memcmp(bytes.data + i, words, strlen(words)) == 0;
    }
    buffer_finish(&bytes);
    return found;
}

/* The id of the contact with these words, as list shows it. */
static void
find_id(struct office *office, const char *words, char out[9])
{
    CONTACTS(office, "list");
    office_expect(office, 0, words);
    const char *at = strstr(office->out, words);
    while (at > office->out && at[-1] != '\n') {
        at--;
    }
    snprintf(out, 9, "%.8s", at);
}

static void
contacts_are_listed(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    CONTACTS(office, "list");
    office_expect(office, 0, "adult=yes;contact_name=Ana Ruiz;contact_reach=ana@");
    office_expect(office, 0, "3 contacts");
    CONTACTS(office, "list", "--json");
    json_t *object = office_json(office);
    const json_t *list = json_object_get(object, "contacts");
    assert_int_equal(json_array_size(list), 3);
    size_t found = 0;
    for (size_t i = 0; i < 3; i++) {
        const json_t *answers = json_object_get(json_array_get(list, i), "answers");
        const char *name = json_string_value(json_object_get(answers, "contact_name"));
        found += strcmp(name, "=HYPERLINK(\"x\")") == 0;
    }
    assert_int_equal(found, 1);
    json_decref(object);
}

static void
an_export_is_safe_for_spreadsheets(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    CONTACTS(office, "export", "-o", "c.csv");
    office_expect(office, 0, "c.csv  3 contacts");
    char *text = load(office, "c.csv");
    assert_non_null(strstr(text, "\"'=HYPERLINK(\"\"x\"\")\""));
    assert_non_null(strstr(text, "\"Bo, the baker\""));
    assert_non_null(strstr(text, "\"by \"\"mail\"\"\""));
    assert_memory_equal(text, "id,", 3);
    free(text);
    CONTACTS(office, "export", "-o", "c.csv");
    office_expect(office, 1, "is there already");
    CONTACTS(office, "export");
    office_expect(office, 2, "-o FILE.csv");
}

static void
what_is_erased_is_gone_and_stays_gone(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    char id[9];
    find_id(office, "Ana Ruiz", id);
    CONTACTS(office, "erase", id, "--yes");
    office_expect(office, 0, "Erased 1 contact.");
    assert_false(holds(office, "a-contacts.db", "Ana Ruiz"));
    assert_true(holds(office, "a-contacts.db", "Bo, the baker"));
    COLLECT(office, "2.bundle");
    RUN(office, "rebuild", "a.db", "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "");
    CONTACTS(office, "list");
    office_expect(office, 0, "2 contacts");
    CONTACTS(office, "erase", id, "--yes");
    office_expect(office, 1, "no contact has an id that begins with");
    id[4] = '\0';
    CONTACTS(office, "erase", id, "--yes");
    office_expect(office, 1, "is too short for a contact's id");
    CONTACTS(office, "erase", "--all", "--yes");
    office_expect(office, 0, "Erased 2 contacts.");
    assert_false(holds(office, "a-contacts.db", "baker"));
    CONTACTS(office, "list");
    office_expect(office, 0, "0 contacts");
}

/* Runs `erase --all` with what somebody types. */
static void
erase_typing(struct office *office, const char *typed, int code, const char *words)
{
    char command[600];
    snprintf(command, sizeof command,
             "cd '%s' && printf '%s' | '" BUILD_BIN
             "/townline' contacts erase --all --archive a.db >out 2>&1",
             office->folder.path, typed);
    int status = system(command);
    assert_int_equal(WEXITSTATUS(status), code);
    assert_true(holds(office, "out", words));
}

static void
erasing_asks_twice(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    erase_typing(office, "", 1, "nothing was erased");
    erase_typing(office, "no\\n", 1, "nothing was erased");
    erase_typing(office, "yes\\nyes\\n", 1, "nothing was erased");
    erase_typing(office, "yes\\n2\\n", 1, "nothing was erased");
    CONTACTS(office, "list");
    office_expect(office, 0, "3 contacts");
    erase_typing(office, "yes\\n3\\n", 0, "Erased 3 contacts.");
}

static void
what_is_not_there_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "contacts", "list", "--archive", "none.db");
    office_expect(office, 1, "none.db: there is no such archive");
    remove(folder_path(&office->folder, "a-contacts.db"));
    CONTACTS(office, "list");
    office_expect(office, 0, "Nobody has left a contact yet.");
    CONTACTS(office, "erase", "12345678");
    office_expect(office, 1, "nobody has left a contact yet");
    CONTACTS(office, "erase", "12345678", "--all");
    office_expect(office, 2, "say \"list\"");
    CONTACTS(office, "erase");
    office_expect(office, 2, "say \"list\"");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(contacts_are_listed, begin, bench_end),
        cmocka_unit_test_setup_teardown(an_export_is_safe_for_spreadsheets, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(what_is_erased_is_gone_and_stays_gone, begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(erasing_asks_twice, begin, bench_end),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_told, begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

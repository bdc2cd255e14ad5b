/* townline kiosks log: the staff log of a kiosk, from its bundles. */
#include "support_office.h"
#include "townline/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LOG_ENTRIES 9
#define LOG                                                                            \
    "kiosks", "log", "Main Library", "--archive", "a.db", "--keys", "office.secret",   \
        "--passphrase-fd", "3"

static struct audit_entry entries[LOG_ENTRIES];

static int
begin(void **state)
{
    static const uint32_t kinds[LOG_ENTRIES] = {
        AUDIT_CLOCK_SET, AUDIT_PIN_SET, AUDIT_PIN_WRONG,  AUDIT_PIN_RIGHT,
        AUDIT_STATION,   AUDIT_RECEIPT, AUDIT_CLOCK_BACK, 77,
        AUDIT_CLOSED};
    uint8_t before[SEAL_HASH_BYTES] = {0};
    for (uint32_t i = 0; i < LOG_ENTRIES; i++) {
        entries[i] = (struct audit_entry){.number = i + 1,
                                          .kind = kinds[i],
                                          .half_day = 41300 + i,
                                          .certain = i > 0,
                                          .first = 2};
        audit_chain(before, &entries[i]);
        memcpy(before, entries[i].hash, sizeof before);
    }
    return bench_begin(state);
}

/* The next bundle carries the entries from `first` to before `end`. */
static void export(struct bench *bench, size_t first, size_t end, const char *name)
{
    bench->kiosk.log =
        (struct audit_log){.entries = entries + first, .count = end - first};
    if (first > 0) {
        memcpy(bench->kiosk.log.before, entries[first - 1].hash, SEAL_HASH_BYTES);
    }
    kiosk_export_file(&bench->office, &bench->kiosk, 12, name);
}

static void
accept_and_collect(struct bench *bench)
{
    struct office *office = &bench->office;
    COLLECT(office, "1.bundle");
    RUN(office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--name",
        "Main Library", "--archive", "a.db", "--keys", "office.secret",
        "--passphrase-fd", "3");
    COLLECT(office, "2.bundle");
}

static void
a_whole_log_is_shown_with_what_staff_did(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    export(bench, 0, 4, "1.bundle");
    export(bench, 4, LOG_ENTRIES, "2.bundle");
    accept_and_collect(bench);
    RUN(office, LOG);
    office_expect(office, 0,
                  "2026-07-16 morning    the clock was set (date not certain)");
    office_expect(office, 0, "a wrong PIN (2 in a row)");
    office_expect(office, 0, "the clock was set back");
    office_expect(office, 0, "something that a newer program knows (77)");
    office_expect(office, 0, "9 entries: each follows the one before it");
    RUN(office, LOG, "--json");
    json_t *object = office_json(office);
    json_t *list = json_object_get(object, "entries");
    assert_int_equal(json_array_size(list), LOG_ENTRIES);
    assert_int_equal(json_array_size(json_object_get(object, "faults")), 0);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(list, 5), "kind")), "receipt");
    json_decref(object);
}

static void
what_is_missing_is_told(void **state)
{
    struct bench *bench = *state;
    export(bench, 0, 2, "1.bundle");
    export(bench, 5, LOG_ENTRIES, "2.bundle");
    accept_and_collect(bench);
    RUN(&bench->office, LOG);
    office_expect(&bench->office, 1, "entries 3 to 5 are missing before bundle 2-");
    RUN(&bench->office, LOG, "--json");
    office_expect(&bench->office, 1, "entries 3 to 5 are missing");
}

static void
a_log_that_was_written_anew_is_told(void **state)
{
    struct bench *bench = *state;
    export(bench, 0, 4, "1.bundle");
    entries[3].first = 3; /* and all hashes from there on */
    audit_chain(entries[2].hash, &entries[3]);
    export(bench, 4, LOG_ENTRIES, "2.bundle");
    accept_and_collect(bench);
    RUN(&bench->office, LOG);
    office_expect(&bench->office, 1, "changed outside of the program");
}

static void
a_log_that_was_set_back_is_told(void **state)
{
    struct bench *bench = *state;
    export(bench, 0, 4, "1.bundle");
    export(bench, 2, LOG_ENTRIES, "2.bundle");
    accept_and_collect(bench);
    RUN(&bench->office, LOG);
    office_expect(&bench->office, 1, "has entry 3 again");
}

static void
a_log_needs_keys_and_a_known_kiosk(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    export(bench, 0, 4, "1.bundle");
    export(bench, 4, LOG_ENTRIES, "2.bundle");
    accept_and_collect(bench);
    RUN(office, "kiosks", "log", "Main Library", "--archive", "a.db");
    office_expect(office, 2, "\"log\" and a kiosk with --keys");
    RUN(office, "kiosks", "log", "Nowhere", "--archive", "a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 1, "the archive knows no kiosk \"Nowhere\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, bench_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_log_is_shown_with_what_staff_did),
        TEST(what_is_missing_is_told),
        TEST(a_log_that_was_written_anew_is_told),
        TEST(a_log_that_was_set_back_is_told),
        TEST(a_log_needs_keys_and_a_known_kiosk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

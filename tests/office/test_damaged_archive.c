/* An archive is damaged in some hundred ways. What is read from it afterwards is either
 * what was in it, to the letter, or refused. TOWNLINE_SEED repeats a run. */
#include "archive_file.h"
#include "support_office.h"
#include "townline/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define PAGE_BYTES 4096

static uint64_t seed;

static struct buffer
read_whole(struct office *office, const char *name)
{
    struct buffer whole;
    buffer_init(&whole, (size_t)1 << 26);
    FILE *file = fopen(folder_path(&office->folder, name), "rb");
    assert_non_null(file);
    uint8_t part[PAGE_BYTES];
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;) {
        buffer_add(&whole, part, size);
    }
    fclose(file);
    assert_false(whole.failed);
    return whole;
}

/* Three bundles of an accepted kiosk, and one of a kiosk that nobody accepted. */
static int
begin(void **state)
{
    const char *given = getenv("TOWNLINE_SEED");
    seed = given ? strtoull(given, NULL, 10) : 20261122;
    print_message("seed %llu\n", (unsigned long long)seed);
    bench_begin(state);
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct kiosk other;
    bench_accept(bench);
    kiosk_export_file(office, &bench->kiosk, 40, "2.bundle");
    kiosk_export_file(office, &bench->kiosk, 30, "3.bundle");
    kiosk_begin(office, &other);
    kiosk_export_file(office, &other, 10, "4.bundle");
    COLLECT(office, "2.bundle", "3.bundle", "4.bundle");
    office_expect(office, 1, "merged 30 responses");
    return 0;
}

/* All that commands read from an archive, in one text; false when it is refused. */
static bool
read_all_of_it(const char *path, struct buffer *out, struct error *err)
{
    struct archive *archive;
    struct archive_form *forms = NULL;
    struct archive_kiosk *kiosks = NULL;
    size_t count = 0, kiosk_count = 0;
    if (!archive_file_read(path, &archive, NULL, err)) {
        return false;
    }
    bool ok = archive_forms(archive, &forms, &count, err) &&
              archive_kiosks(archive, &kiosks, &kiosk_count, err);
    for (size_t i = 0; ok && i < count; i++) {
        const struct report_options report = {.form = &forms[i]};
        const struct csv_options csv = {.form = &forms[i]};
        ok = report_html(archive, &report, out, err) &&
             report_csv(archive, &csv, out, err) &&
             report_comments_csv(archive, &csv, true, out, err);
    }
    for (size_t i = 0; ok && i < kiosk_count; i++) {
        buffer_add_format(out, "%s %d %u %u %u\n", kiosks[i].name, kiosks[i].state,
                          kiosks[i].merged, kiosks[i].waiting, kiosks[i].responses);
        buffer_add(out, &kiosks[i].key, sizeof kiosks[i].key);
    }
    free(kiosks);
    archive_forms_finish(forms, count);
    archive_close(archive);
    return ok;
}

static void
damage(struct buffer *bytes, unsigned kind)
{
    size_t at = random_splitmix64(&seed) % bytes->size;
    size_t page = at / PAGE_BYTES * PAGE_BYTES;
    switch (kind) {
    case 0: /* one bit */
        bytes->data[at] ^= (uint8_t)(1u << random_splitmix64(&seed) % 8);
        break;
    case 1: /* one byte */
        bytes->data[at] = (uint8_t)random_splitmix64(&seed);
        break;
    case 2: /* a bit near the start of a page, where its structure is */
        bytes->data[page + random_splitmix64(&seed) % 40] ^=
            (uint8_t)(1u << random_splitmix64(&seed) % 8);
        break;
    case 3: /* a sector that is not there */
        memset(bytes->data + at / 512 * 512, 0, 512);
        break;
    case 4: /* a page that was written elsewhere */
        memcpy(bytes->data + page,
               bytes->data +
                   random_splitmix64(&seed) % (bytes->size / PAGE_BYTES) * PAGE_BYTES,
               PAGE_BYTES);
        break;
    case 5: /* a file cut short */
        bytes->size = at;
        break;
    default: /* the header */
        bytes->data[random_splitmix64(&seed) % 100] ^=
            (uint8_t)(1u << random_splitmix64(&seed) % 8);
        break;
    }
}

static void
a_damaged_archive_is_read_right_or_refused(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer whole = read_whole(office, "a.db"), right, now;
    struct error err = {0};
    char path[512];
    size_t refused = 0, same = 0;
    buffer_init(&right, (size_t)1 << 22);
    buffer_init(&now, (size_t)1 << 22);
    snprintf(path, sizeof path, "%s", folder_path(&office->folder, "a.db"));
    if (!read_all_of_it(path, &right, &err)) {
        fail_msg("%s", err.text);
    }
    for (unsigned i = 0; i < 420; i++) {
        struct buffer bytes;
        uint64_t begun = seed;
        buffer_init(&bytes, (size_t)1 << 26);
        buffer_add(&bytes, whole.data, whole.size);
        damage(&bytes, i % 7);
        folder_write(&office->folder, "a.db", bytes.data, bytes.size);
        buffer_finish(&bytes);
        buffer_clear(&now);
        if (!read_all_of_it(path, &now, &err)) {
            refused++;
            if (i % 7 < 6 && err.code != ERROR_INPUT) {
                fail_msg("damage %u with %llu: code %d: %s", i,
                         (unsigned long long)begun, err.code, err.text);
            }
        } else if (now.size == right.size &&
                   memcmp(now.data, right.data, now.size) == 0) {
            same++;
        } else {
            fail_msg("damage %u with %llu gives another result", i,
                     (unsigned long long)begun);
        }
        unlink(folder_path(&office->folder, "a.db-journal"));
    }
    print_message("%zu refused, %zu read right\n", refused, same);
    assert_true(refused > 150);
    buffer_finish(&whole);
    buffer_finish(&right);
    buffer_finish(&now);
}

static void
run_sql(struct office *office, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(folder_path(&office->folder, "a.db"), &db),
                     SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s: %s", sql, message);
    }
    sqlite3_close(db);
}

static void
a_row_that_is_gone_or_changed_is_told(void **state)
{
    static const char *const changes[] = {
        "DELETE FROM answers_1 WHERE bundle = 1 AND position = 3",
        "DELETE FROM answers_1 WHERE bundle = 1",
        "DELETE FROM comment",
        "DELETE FROM counted WHERE part = 0",
        "DELETE FROM origin",
        "DELETE FROM round",
        "DELETE FROM term",
        "DELETE FROM question WHERE question = 0",
        "DELETE FROM form",
        "DELETE FROM sealed WHERE bundle = 1",
        "DELETE FROM kiosk WHERE state = 0",
        "DELETE FROM bundle WHERE bundle = 2",
        /* without leaving anything behind */
        "DELETE FROM answers_1 WHERE bundle = 3; DELETE FROM comment WHERE bundle = 3; "
        "DELETE FROM sealed WHERE"
        " bundle = 3; DELETE FROM bundle WHERE bundle = 3",
        "DELETE FROM tally",
        "DELETE FROM tally WHERE part = 'bundle'",
        "UPDATE bundle SET responses = responses + 1 WHERE bundle = 1",
        "UPDATE bundle SET responses = responses - 1",
        "UPDATE bundle SET counted = 0 WHERE bundle = 1",
        "UPDATE bundle SET place = 0 WHERE bundle = 1",
        "UPDATE bundle SET test = 1 WHERE bundle = 1",
        "UPDATE bundle SET number = 9 WHERE bundle = 3",
        "UPDATE bundle SET receipt_code = '1234567890'",
        "UPDATE bundle SET uptime_hours = 7000",
        "UPDATE bundle SET recovered = 1 WHERE bundle = 1",
        "UPDATE answers_1 SET half_day = half_day + 1 WHERE bundle = 1 AND position = "
        "5",
        "UPDATE answers_1 SET complete = 1 - complete WHERE bundle = 1 AND position = "
        "5",
        "UPDATE counted SET n = n + 1",
        "UPDATE counted SET value = value + 100 WHERE kind = 2",
        "UPDATE term SET text = text || 'x'",
        "UPDATE comment SET text = text || '!'",
        "INSERT INTO decision SELECT office, id, 1, '', '2026-11-22' FROM comment",
        "UPDATE kiosk SET name = 'Elsewhere' WHERE state = 1",
        "UPDATE kiosk SET state = 1, name = 'x' WHERE state = 0",
        "UPDATE form SET version = '2'",
        "UPDATE sealed SET bytes = zeroblob(500) WHERE bundle = 1",
        "DROP VIEW form1; CREATE VIEW form1 AS SELECT 1 AS form",
        "DROP TABLE choice",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
    };
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer whole = read_whole(office, "a.db");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct error err = {0};
        struct buffer now;
        buffer_init(&now, (size_t)1 << 22);
        folder_write(&office->folder, "a.db", whole.data, whole.size);
        run_sql(office, changes[i]);
        if (read_all_of_it(folder_path(&office->folder, "a.db"), &now, &err)) {
            fail_msg("not told: %s", changes[i]);
        }
        if (err.code != ERROR_INPUT || !strstr(err.text, "townline rebuild ")) {
            fail_msg("%s: code %d: %s", changes[i], err.code, err.text);
        }
        buffer_finish(&now);
    }
    folder_write(&office->folder, "a.db", whole.data, whole.size);
    buffer_finish(&whole);
}

/* Nothing is wrong with it, so nothing is to be made anew. */
static void
an_archive_of_a_newer_version_is_left_as_it_is(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer whole = read_whole(office, "a.db");
    run_sql(office, "PRAGMA user_version = 99");
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 1, "use that version\n");
    /* of one without a bundle: what is left to do */
    folder_write(&office->folder, "a.db", whole.data, PAGE_BYTES);
    RUN(office, "verify", "--archive", "a.db");
    office_expect(office, 1, "collect the bundles again into a new archive");
    folder_write(&office->folder, "a.db", whole.data, whole.size);
    buffer_finish(&whole);
}

/* Every command that reads says so and ends with 1, and leaves no output. */
static void
no_command_reads_a_damaged_archive(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    run_sql(office, "UPDATE bundle SET responses = 3000 WHERE bundle = 1");
    static const char *const commands[][8] = {
        {"report", "--archive", "a.db", "-o", "out.html"},
        {"export", "csv", "--archive", "a.db", "-o", "out"},
        {"verify", "--archive", "a.db"},
        {"kiosks", "list", "--archive", "a.db"},
        {"receipt", "1.bundle", "--archive", "a.db"},
        {"kiosks", "accept", "Main Library", "--archive", "a.db"},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        office_run(office, commands[i]);
        office_expect(office, 1, "a.db: ");
        office_expect(office, 1, "townline rebuild a.db --keys office.secret");
    }
    COLLECT(office, "1.bundle");
    office_expect(office, 1, "townline rebuild a.db");
    assert_false(folder_has(&office->folder, "out.html"));
    assert_false(folder_has(&office->folder, "out"));
    RUN(office, "verify", "--archive", "a.db", "--json");
    assert_int_equal(office->code, 1);
}

#define REBUILD(office)                                                                \
    RUN(office, "rebuild", "a.db", "--keys", "office.secret", "--passphrase-fd", "3")

static void
a_damaged_archive_is_made_anew_from_its_bundles(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer whole = read_whole(office, "a.db"), right, now;
    struct error err = {0};
    buffer_init(&right, (size_t)1 << 22);
    buffer_init(&now, (size_t)1 << 22);
    assert_true(read_all_of_it(folder_path(&office->folder, "a.db"), &right, &err));
    for (unsigned i = 0; i < 8; i++) {
        struct buffer bytes, kept;
        buffer_init(&bytes, (size_t)1 << 26);
        buffer_add(&bytes, whole.data, whole.size);
        /* The first page with the schema, then whole pages of tables. */
        memset(bytes.data + i * PAGE_BYTES, 0x5a, PAGE_BYTES);
        folder_write(&office->folder, "a.db", bytes.data, bytes.size);
        REBUILD(office);
        if (office->code != 0 && office->code != 1) {
            fail_msg("page %u: %d %s%s", i + 1, office->code, office->out, office->err);
        }
        if (office->code == 0) {
            buffer_clear(&now);
            if (!read_all_of_it(folder_path(&office->folder, "a.db"), &now, &err)) {
                fail_msg("page %u: %s", i + 1, err.text);
            }
            assert_int_equal(now.size, right.size);
            assert_memory_equal(now.data, right.data, now.size);
        } else if (!strstr(office->err, "is lost from the archive") &&
                   !strstr(office->err, "kiosks accept")) {
            fail_msg("page %u: %s", i + 1, office->err);
        }
        /* The old one is there, byte for byte. */
        char name[32] = "a.db.damaged";
        if (i > 0) {
            snprintf(name, sizeof name, "a.db.damaged-%u", i + 1);
        }
        kept = read_whole(office, name);
        assert_int_equal(kept.size, bytes.size);
        assert_memory_equal(kept.data, bytes.data, kept.size);
        buffer_finish(&kept);
        buffer_finish(&bytes);
    }
    buffer_finish(&whole);
    buffer_finish(&right);
    buffer_finish(&now);
}

static void
what_cannot_be_made_anew_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    folder_write(&office->folder, "a.db", "no archive", 10);
    REBUILD(office);
    office_expect(office, 1, "no bundle is in this file");
    assert_true(folder_has(&office->folder, "a.db"));
    assert_false(folder_has(&office->folder, "a.db.damaged"));
    RUN(office, "rebuild", "none.db", "--keys", "office.secret", "--passphrase-fd",
        "3");
    office_expect(office, 1, "none.db: ");
    RUN(office, "rebuild", "a.db");
    office_expect(office, 2, "--keys is missing");
}

/* The kept archive of version 2. */
static void
put_old_archive(struct office *office)
{
    struct buffer old;
    uint8_t part[PAGE_BYTES];
    FILE *file = fopen(TESTS_DIR "/archive/data/archive-v2.db", "rb");
    assert_non_null(file);
    buffer_init(&old, (size_t)1 << 22);
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;) {
        buffer_add(&old, part, size);
    }
    fclose(file);
    folder_write(&office->folder, "a.db", old.data, old.size);
    buffer_finish(&old);
}

/* What another version of the program left is brought to this one, and then guarded. */
static void
an_archive_of_the_version_before_is_taken_over(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    for (int version = 1; version <= 2; version++) {
        put_old_archive(office);
        if (version == 1) {
            run_sql(office,
                    "DROP VIEW counted_answer; DROP VIEW counted_response;"
                    "DROP TABLE tally; DROP INDEX comment_decided;"
                    "ALTER TABLE bundle DROP COLUMN recovered;"
                    "CREATE VIEW counted_response AS SELECT response.*, bundle.form"
                    " FROM response JOIN bundle USING (bundle) WHERE counted = 1;"
                    "CREATE VIEW counted_answer AS SELECT 1 AS form;"
                    "PRAGMA user_version = 1");
        }
        RUN(office, "verify", "--archive", "a.db");
        office_expect(office, 1,
                      "10 bundles (7 merged, 2 kept apart), 85 responses,"
                      " 37 comments");
        run_sql(office, "UPDATE bundle SET counted = 0 WHERE bundle = 1");
        RUN(office, "verify", "--archive", "a.db");
        office_expect(office, 1, "townline rebuild a.db");
    }
}

/* An answer, a list or a decision that was changed is not taken over as if it were
 * right; the file stays as it was. */
static void
a_damaged_archive_of_the_version_before_is_not_taken_over(void **state)
{
    static const char *const changes[] = {
        "UPDATE answer SET value = '5' WHERE value = '4'",
        "DELETE FROM response WHERE response = 3",
        "UPDATE comment SET state = 1",
        "UPDATE bundle SET counted = 1",
        "UPDATE kiosk SET name = 'Elsewhere' WHERE state = 2",
    };
    struct bench *bench = *state;
    struct office *office = &bench->office;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        put_old_archive(office);
        run_sql(office, changes[i]);
        struct buffer before = read_whole(office, "a.db");
        RUN(office, "report", "--archive", "a.db", "-o", "out.html");
        office_expect(office, 1, "townline rebuild a.db");
        struct buffer after = read_whole(office, "a.db");
        assert_int_equal(after.size, before.size);
        assert_memory_equal(after.data, before.data, after.size);
        buffer_finish(&before);
        buffer_finish(&after);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, bench_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_damaged_archive_is_read_right_or_refused),
        TEST(a_row_that_is_gone_or_changed_is_told),
        TEST(an_archive_of_a_newer_version_is_left_as_it_is),
        TEST(no_command_reads_a_damaged_archive),
        TEST(a_damaged_archive_is_made_anew_from_its_bundles),
        TEST(what_cannot_be_made_anew_is_told),
        TEST(an_archive_of_the_version_before_is_taken_over),
        TEST(a_damaged_archive_of_the_version_before_is_not_taken_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

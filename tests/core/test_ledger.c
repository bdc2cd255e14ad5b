/* A reader who adds and subtracts what all reports told. */
#include "townline/ledger.h"

#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEAKS_MAX 100

static struct ledger *
new_ledger(uint32_t smallest)
{
    struct ledger *ledger = NULL;
    assert_true(ledger_create(smallest, &ledger, NULL));
    return ledger;
}

static void
add(struct ledger *ledger, enum ledger_kind kind, uint64_t whole, const uint64_t *parts,
    size_t count)
{
    struct ledger_rule rule = {kind, whole, parts, count};
    assert_true(ledger_add(ledger, &rule, NULL));
}

static void
tell(struct ledger *ledger, uint64_t cell, uint32_t n)
{
    assert_true(ledger_tell(ledger, cell, n, n, NULL));
}

static struct ledger_leak leaks[LEAKS_MAX];

static size_t
audit(struct ledger *ledger)
{
    size_t count = 0;
    struct error err = {0};
    if (!ledger_audit(ledger, leaks, LEAKS_MAX, &count, &err)) {
        fail_msg("%s", err.text);
    }
    return count;
}

/* Total 1, and parts 11, 12, 13. */
static struct ledger *
three_parts(uint32_t total, uint32_t first)
{
    struct ledger *ledger = new_ledger(10);
    add(ledger, LEDGER_SUM, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(ledger, 1, total);
    tell(ledger, 11, first);
    return ledger;
}

static void
what_is_left_of_a_sum_must_have_room(void **state)
{
    (void)state;
    struct ledger *ledger = three_parts(40, 20);
    assert_int_equal(audit(ledger), 0);
    tell(ledger, 12, 14); /* so 13 is 6 */
    assert_int_equal(audit(ledger), 1);
    assert_int_equal(leaks[0].cell, 13);
    assert_int_equal(leaks[0].low, 6);
    assert_int_equal(leaks[0].high, 6);
    ledger_close(ledger);

    ledger = three_parts(28, 20); /* eight are left: nine is impossible */
    assert_int_equal(audit(ledger), 2);
    ledger_close(ledger);

    ledger = three_parts(40, 10);
    tell(ledger, 12, 15); /* 15 are left: hidden, and no small cell */
    assert_int_equal(audit(ledger), 0);
    ledger_close(ledger);
}

/* Yes and no of two towns and of the rest: 1 yes, 2 no, 3 all. */
static void
a_hidden_cell_is_found_through_several_sums(void **state)
{
    (void)state;
    struct ledger *ledger = new_ledger(10);
    add(ledger, LEDGER_SUM, 3, (const uint64_t[]){1, 2}, 2);
    add(ledger, LEDGER_SUM, 1, (const uint64_t[]){101, 102}, 2);
    add(ledger, LEDGER_SUM, 2, (const uint64_t[]){201, 202}, 2);
    add(ledger, LEDGER_SUM, 301, (const uint64_t[]){101, 201}, 2);
    tell(ledger, 3, 100);
    tell(ledger, 1, 60);
    assert_int_equal(audit(ledger), 0);
    tell(ledger, 301, 70); /* no of the first town is 30 or more less than that */
    assert_int_equal(audit(ledger), 0);
    tell(ledger, 102, 57); /* so yes of the first town is 3, and no 67: but 40 are */
    assert_true(audit(ledger) > 0);
    assert_true(leaks[0].low > leaks[0].high || leaks[0].low == leaks[0].high);
    ledger_close(ledger);
}

/* Three sums of two each give all three: bounds alone would not show it. */
static void
a_number_that_leads_to_a_contradiction_is_found(void **state)
{
    (void)state;
    struct ledger *ledger = new_ledger(10);
    add(ledger, LEDGER_SUM, 1, (const uint64_t[]){12, 13}, 2);
    add(ledger, LEDGER_SUM, 2, (const uint64_t[]){11, 13}, 2);
    add(ledger, LEDGER_SUM, 3, (const uint64_t[]){11, 12}, 2);
    tell(ledger, 1, 28);
    tell(ledger, 2, 22);
    tell(ledger, 3, 22); /* 8, 14, 14: the 14 are large, whatever they are */
    assert_int_equal(audit(ledger), 1);
    assert_int_equal(leaks[0].cell, 11);
    ledger_close(ledger);
}

/* What no table has may be known to be somebody, but not to be few. */
static void
a_cell_that_is_left_out_may_be_large_or_anything(void **state)
{
    (void)state;
    struct ledger *ledger = three_parts(40, 20);
    assert_true(ledger_tell(ledger, 12, 0, 16, NULL)); /* so 13 is 4 or more */
    assert_int_equal(audit(ledger), 1);
    assert_int_equal(leaks[0].cell, 13);
    assert_true(ledger_leave_out(ledger, 13, NULL));
    assert_int_equal(audit(ledger), 0);
    tell(ledger, 12, 14); /* so 13 is 6 */
    assert_int_equal(audit(ledger), 1);
    ledger_close(ledger);
}

static void
ticks_are_part_of_the_people_and_everybody_ticked_one(void **state)
{
    (void)state;
    struct ledger *ledger = new_ledger(10);
    add(ledger, LEDGER_TICKS, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(ledger, 1, 50);
    tell(ledger, 11, 30);
    tell(ledger, 12, 25);
    assert_int_equal(audit(ledger), 0);
    ledger_restart(ledger);
    add(ledger, LEDGER_TICKS, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(ledger, 1, 50);
    tell(ledger, 11, 30);
    tell(ledger, 12, 18); /* two at least ticked 13 */
    assert_int_equal(audit(ledger), 1);
    assert_int_equal(leaks[0].low, 2);
    ledger_restart(ledger);
    add(ledger, LEDGER_SOME, 1, (const uint64_t[]){11}, 1);
    tell(ledger, 1, 6); /* not told of whom: six at most */
    assert_int_equal(audit(ledger), 1);
    assert_int_equal(leaks[0].high, 6);
    ledger_close(ledger);
}

/* The report of `from`, read as an earlier one by `to`. */
static void
publish(const struct ledger *from, struct ledger *to, uint32_t people)
{
    struct buffer bytes;
    uint32_t read = 0;
    buffer_init(&bytes, LEDGER_MAX_BYTES);
    assert_true(ledger_write(from, people, &bytes, NULL));
    assert_true(ledger_read(to, bytes.data, bytes.size, &read, NULL));
    assert_int_equal(read, people);
    buffer_finish(&bytes);
}

static void
what_was_joined_before_is_given_away_by_telling_its_parts_later(void **state)
{
    (void)state;
    struct ledger *before = three_parts(66, 20); /* 12 and 13 are 46 */
    struct ledger *now = new_ledger(10);
    publish(before, now, 70);
    uint32_t n = 0;
    assert_int_equal(ledger_before(now, 11, &n), LEDGER_TOLD);
    assert_int_equal(n, 20);
    assert_int_equal(ledger_before(now, 12, &n), LEDGER_HIDDEN);
    assert_int_equal(ledger_before(now, 99, &n), LEDGER_NEW);
    add(now, LEDGER_SUM, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(now, 1, 90);
    tell(now, 11, 30);
    assert_int_equal(audit(now), 0);
    tell(now, 12, 20);
    assert_int_equal(audit(now),
                     1); /* 13 is 40, so in the old report 12 was 6 or more */
    assert_int_equal(leaks[0].report, 0);
    assert_int_equal(leaks[0].cell, 12);
    assert_int_equal(leaks[0].low, 6);
    ledger_close(now);
    ledger_close(before);
}

static void
a_number_that_shrank_is_not_compared(void **state)
{
    (void)state;
    struct ledger *before = three_parts(66, 20);
    struct ledger *now = new_ledger(10);
    publish(before, now, 70);
    add(now, LEDGER_SUM, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(now, 1, 50);
    tell(now, 11, 14);
    assert_int_equal(audit(now), 0);
    ledger_close(now);
    ledger_close(before);
}

static void
three_reports_are_looked_at_together(void **state)
{
    (void)state;
    struct ledger *first = three_parts(66, 20), *now = new_ledger(10);
    publish(first, now, 70);
    struct ledger *second = new_ledger(10); /* does not tell of 12 and 13 */
    tell(second, 1, 70);
    publish(second, now, 80);
    add(now, LEDGER_SUM, 1, (const uint64_t[]){11, 12, 13}, 3);
    tell(now, 1, 90);
    tell(now, 11, 40);
    assert_int_equal(audit(now), 0);
    tell(now, 11, 40);
    tell(now, 12, 40); /* so 13 was 6 or more of the first 46 */
    assert_int_equal(audit(now), 1);
    assert_int_equal(leaks[0].report, 0);
    assert_int_equal(leaks[0].cell, 13);
    ledger_close(now);
    ledger_close(second);
    ledger_close(first);
}

static void
a_publication_holds_no_hidden_number_and_is_the_same_each_time(void **state)
{
    (void)state;
    struct ledger *ledger = three_parts(66, 20), *other = new_ledger(10);
    /* the same, entered in another order */
    tell(other, 11, 20);
    tell(other, 1, 66);
    add(other, LEDGER_SUM, 1, (const uint64_t[]){11, 12, 13}, 3);
    struct buffer a, b;
    buffer_init(&a, LEDGER_MAX_BYTES);
    buffer_init(&b, LEDGER_MAX_BYTES);
    assert_true(ledger_write(ledger, 70, &a, NULL));
    assert_true(ledger_write(other, 70, &b, NULL));
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.data, b.data, a.size);
    buffer_finish(&b);
    buffer_init(&b, 20);
    assert_false(ledger_write(ledger, 70, &b, NULL));
    buffer_finish(&b);
    buffer_finish(&a);
    ledger_close(ledger);
    ledger_close(other);
}

static void
a_damaged_publication_is_refused(void **state)
{
    (void)state;
    struct ledger *ledger = three_parts(66, 20), *now = new_ledger(10);
    struct buffer bytes;
    struct error err = {0};
    uint32_t people = 0;
    buffer_init(&bytes, LEDGER_MAX_BYTES);
    assert_true(ledger_write(ledger, 70, &bytes, NULL));
    for (size_t size = 0; size < bytes.size; size++) {
        assert_false(ledger_read(now, bytes.data, size, &people, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    bytes.data[4] = 9;
    assert_false(ledger_read(now, bytes.data, bytes.size, &people, &err));
    assert_non_null(strstr(err.text, "version"));
    bytes.data[4] = 1;
    for (size_t i = 0; i < bytes.size; i++) { /* anything but a crash */
        bytes.data[i] ^= 0x41;
        if (ledger_read(now, bytes.data, bytes.size, &people, &err)) {
            audit(now);
        }
        bytes.data[i] ^= 0x41;
    }
    buffer_add_u8(&bytes, 0);
    assert_false(ledger_read(now, bytes.data, bytes.size, &people, &err));
    buffer_finish(&bytes);
    ledger_close(now);
    ledger_close(ledger);
}

static void
what_is_told_twice_must_hold_together(void **state)
{
    (void)state;
    struct ledger *ledger = new_ledger(10);
    struct error err = {0};
    assert_true(ledger_tell(ledger, 1, 5, 20, &err));
    assert_true(ledger_tell(ledger, 1, 8, 30, &err));
    assert_false(ledger_tell(ledger, 1, 21, 21, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    ledger_close(ledger);
}

/* ---- against all tables there are ---- */

enum { ROWS = 3, COLUMNS = 2, ALL = ROWS * COLUMNS, NAMES = ALL + ROWS + COLUMNS + 1 };

/* Cells, then the sums of rows, of columns, and of all. */
static void
fill_sums(uint32_t *n)
{
    memset(n + ALL, 0, (NAMES - ALL) * sizeof *n);
    for (size_t i = 0; i < ALL; i++) {
        n[ALL + i / COLUMNS] += n[i];
        n[ALL + ROWS + i % COLUMNS] += n[i];
        n[NAMES - 1] += n[i];
    }
}

static bool
next(uint32_t *n, uint32_t most)
{
    for (size_t i = 0; i < ALL; i++) {
        if (n[i] < most) {
            n[i]++;
            return true;
        }
        n[i] = 0;
    }
    return false;
}

/* Which numbers each may be, when those of `told` (bits) are as in `truth`. */
static void
find_possible(const uint32_t *truth, unsigned told, uint32_t most, unsigned *possible)
{
    uint32_t n[NAMES] = {0};
    memset(possible, 0, NAMES * sizeof *possible);
    do {
        fill_sums(n);
        bool is_same = true;
        for (size_t i = 0; i < NAMES; i++) {
            is_same = is_same && (!(told >> i & 1) || n[i] == truth[i]);
        }
        for (size_t i = 0; is_same && i < NAMES; i++) {
            possible[i] |= 1u << n[i];
        }
    } while (next(n, most));
}

static void
enter(struct ledger *ledger, const uint32_t *truth, unsigned told, uint32_t most)
{
    uint64_t rows[ROWS], columns[COLUMNS], parts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        rows[i] = ALL + i;
        parts[0] = i * COLUMNS;
        parts[1] = i * COLUMNS + 1;
        add(ledger, LEDGER_SUM, rows[i], parts, COLUMNS);
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        columns[i] = ALL + ROWS + i;
        for (size_t k = 0; k < ROWS; k++) {
            parts[k] = k * COLUMNS + i;
        }
        add(ledger, LEDGER_SUM, columns[i], parts, ROWS);
    }
    add(ledger, LEDGER_SUM, NAMES - 1, rows, ROWS);
    add(ledger, LEDGER_SUM, NAMES - 1, columns, COLUMNS);
    for (size_t i = 0; i < NAMES; i++) {
        if (told >> i & 1) {
            tell(ledger, i, truth[i]);
        } else if (i < ALL) {
            assert_true(ledger_tell(ledger, i, 0, most, NULL));
        }
    }
}

static bool
is_leaking(uint64_t cell, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (leaks[i].cell == cell) {
            return true;
        }
    }
    return false;
}

/* With two columns and three rows the audit finds exactly what there is to find. */
static void
the_audit_finds_what_trying_all_tables_finds(void **state)
{
    (void)state;
    const char *from = getenv("TOWNLINE_SEED");
    uint64_t seed = !from ? 20261123 : strtoull(from, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    const uint32_t most = 3, smallest = 2;
    size_t found = 0, missed = 0;
    for (int round = 0; round < 60; round++) {
        uint32_t truth[NAMES] = {0};
        unsigned told = (unsigned)random_splitmix64(&seed) &
                        (unsigned)random_splitmix64(&seed) & ((1u << NAMES) - 1);
        unsigned possible[NAMES];
        for (size_t i = 0; i < ALL; i++) {
            truth[i] = (uint32_t)(random_splitmix64(&seed) % (most + 1));
        }
        fill_sums(truth);
        find_possible(truth, told, most, possible);
        struct ledger *ledger = new_ledger(smallest);
        enter(ledger, truth, told, most);
        size_t count = audit(ledger);
        for (size_t i = 0; i < NAMES; i++) {
            unsigned small = possible[i] & ((1u << smallest) - 1);
            bool is_riddle = small == 0 || small == (1u << smallest) - 1;
            if (told >> i & 1) {
                assert_false(is_leaking(i, count));
            } else if (is_riddle) {
                assert_false(is_leaking(i, count)); /* nothing is made up */
            } else {
                found += is_leaking(i, count);
                missed += !is_leaking(i, count);
            }
        }
        ledger_close(ledger);
    }
    print_message("%zu of %zu leaks found\n", found, found + missed);
    assert_int_equal(missed, 0);
    assert_true(from || found > 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_of_a_sum_must_have_room),
        cmocka_unit_test(a_hidden_cell_is_found_through_several_sums),
        cmocka_unit_test(a_number_that_leads_to_a_contradiction_is_found),
        cmocka_unit_test(a_cell_that_is_left_out_may_be_large_or_anything),
        cmocka_unit_test(ticks_are_part_of_the_people_and_everybody_ticked_one),
        cmocka_unit_test(
            what_was_joined_before_is_given_away_by_telling_its_parts_later),
        cmocka_unit_test(a_number_that_shrank_is_not_compared),
        cmocka_unit_test(three_reports_are_looked_at_together),
        cmocka_unit_test(
            a_publication_holds_no_hidden_number_and_is_the_same_each_time),
        cmocka_unit_test(a_damaged_publication_is_refused),
        cmocka_unit_test(what_is_told_twice_must_hold_together),
        cmocka_unit_test(the_audit_finds_what_trying_all_tables_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

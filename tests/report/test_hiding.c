/* What a reader works out of all figures that are told: people who answer at random,
 * and a reader who narrows the bounds of every hidden figure by every sum until nothing
 * changes. The reader here knows nothing of the ledger. */
#include "support_visitors.h"

#include "hiding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SMALL 10

/* ---- a reader ---- */

#define SUMS_MAX 20000
#define PARTS_MAX 100000
#define FIGURES_MAX 20000
#define REPORTS_MAX 4

/* What one report told, copied, for the figures that are read later belong to another
 * model. Figures are numbered in the order in which the sums name them, which is the
 * same for each report of one form. */
struct told {
    uint32_t n;
    bool is_told, is_printed;
    int64_t low, high;
};
struct sum {
    enum model_sum_kind kind;
    uint32_t total, first, count;
};
static struct reader {
    const struct figure *figures[FIGURES_MAX];
    uint32_t figure_count;
    struct sum sums[SUMS_MAX];
    uint32_t sum_count, parts[PARTS_MAX], part_count;
    struct told told[REPORTS_MAX][FIGURES_MAX];
    size_t reports;
} reader;

static uint32_t
number_of(const struct figure *figure)
{
    for (uint32_t i = reader.figure_count; i-- > 0;) {
        if (reader.figures[i] == figure) {
            return i;
        }
    }
    assert_true(reader.figure_count < FIGURES_MAX);
    reader.figures[reader.figure_count] = figure;
    return reader.figure_count++;
}

static bool
note_sum(void *context, const struct model_sum *sum, struct error *err)
{
    (void)context, (void)err;
    assert_true(reader.sum_count < SUMS_MAX &&
                reader.part_count + sum->count < PARTS_MAX);
    reader.sums[reader.sum_count++] = (struct sum){
        sum->kind, number_of(sum->total), reader.part_count, (uint32_t)sum->count};
    uint64_t all = 0;
    for (size_t i = 0; i < sum->count; i++) {
        reader.parts[reader.part_count++] = number_of(sum->parts[i]);
        all += sum->parts[i]->n;
        assert_true(sum->parts[i]->n <= sum->total->n);
    }
    assert_true(sum->kind != SUM_PARTS || all == sum->total->n);
    return true;
}

/* Takes the sums of the model, before anything is removed from it. */
static void
learn_sums(struct model *model)
{
    reader.figure_count = reader.sum_count = reader.part_count = 0;
    assert_true(model_each_sum(model, note_sum, NULL, NULL));
}

/* Nobody puts a choice before itself. */
static bool
is_diagonal(const struct figure *figure)
{
    const struct model_values *values = &made.model.values;
    for (size_t i = 0; i < values->count; i++) {
        if (figure == &values->before[i * values->count + i]) {
            return true;
        }
    }
    return false;
}

/* Reads what is told: no bounds, only numbers. */
static void
read_report(void)
{
    struct told *told = reader.told[reader.reports++];
    for (uint32_t i = 0; i < reader.figure_count; i++) {
        const struct figure *figure = reader.figures[i];
        bool is_told = figure_is_told(figure);
        told[i] = (struct told){figure->n, is_told, true, is_told ? figure->low : 0,
                                is_told ? figure->low : 1000000};
        if (is_told) {
            assert_int_equal(figure->low, figure->n);
            assert_true(figure->n >= SMALL || is_diagonal(figure));
        }
        assert_in_range(figure->n, figure->low, figure->high);
    }
}

/* Of a part the page prints yes, maybe, no and n, and who agrees; of a table in which
 * no row is told nothing. */
static void
leave_out(struct told *told, const struct figure *figure)
{
    told[number_of(figure)].is_printed = false;
}

static void
leave_out_statement(struct told *told, const struct model_statement *at, bool is_there)
{
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        leave_out(told, &at->parts[i]);
    }
    leave_out(told, &at->disagree);
    leave_out(told, &at->none);
    if (!is_there) {
        leave_out(told, &at->agree);
        leave_out(told, &at->n);
    }
}

static void
leave_out_members(struct told *told, const struct model_main *members, size_t count)
{
    bool has_share = false, has_identity = false, has_control = false;
    for (size_t i = 0; i < count; i++) {
        has_share = has_share || figure_is_told(&members[i].share.n);
        has_identity = has_identity || figure_is_told(&members[i].identity.n);
        has_control = has_control || figure_is_told(&members[i].control.n);
    }
    for (size_t i = 0; i < count; i++) {
        const struct model_share *share = &members[i].share;
        leave_out(told, &share->none);
        leave_out_statement(told, &members[i].identity, has_identity);
        leave_out_statement(told, &members[i].control, has_control);
        if (!has_share || figure_is_told(&share->yes)) {
            leave_out(told, &share->maybe);
            leave_out(told, &share->no);
        }
        if (!has_share) {
            leave_out(told, &share->yes);
            leave_out(told, &share->n);
        }
    }
}

/* `services` are as they were before tables without a row were taken out. */
/* Of a rank the page has points and places; of promises that are all hidden nothing. */
static void
leave_out_ranks(struct told *told, const struct model *model)
{
    const struct model_values *values = &model->values;
    const struct model_promises *promises = &model->promises;
    bool has_promises = false;
    for (size_t i = 0; i < values->count * values->count; i++) {
        leave_out(told, &values->items[i / values->count].places[i % values->count]);
        if (!is_diagonal(&values->before[i])) {
            leave_out(told, &values->before[i]);
        }
    }
    for (size_t i = 0; i < promises->count; i++) {
        has_promises = has_promises || figure_is_told(&promises->items[i].shown);
    }
    for (size_t i = 0; !has_promises && i < promises->count; i++) {
        leave_out(told, &promises->items[i].shown);
        leave_out(told, &promises->items[i].most);
        leave_out(told, &promises->items[i].least);
    }
}

static void
leave_out_parts(const struct model *model, const struct model_service *services)
{
    struct told *told = reader.told[reader.reports - 1];
    leave_out_ranks(told, model);
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &services[i];
        for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
            if (service->parts[part]) {
                leave_out_members(told, service->parts[part],
                                  part == COUNTS_ASSIGNED ? 2
                                                          : model->parts[part].count);
            }
        }
        if (service->rounds) {
            leave_out_members(told, service->rounds, VISITORS_ROUNDS);
        }
    }
}

static bool
narrow(struct told *told, int64_t low, int64_t high)
{
    bool changes = low > told->low || high < told->high;
    told->low = low > told->low ? low : told->low;
    told->high = high < told->high ? high : told->high;
    return changes;
}

static bool
use_sum(struct told *told, const struct sum *sum)
{
    struct told *total = &told[sum->total];
    const uint32_t *parts = &reader.parts[sum->first];
    int64_t low = 0, high = 0;
    bool changes = false;
    for (uint32_t i = 0; i < sum->count; i++) {
        low += told[parts[i]].low;
        high += told[parts[i]].high;
        if (sum->kind != SUM_PARTS) {
            changes |= narrow(total, told[parts[i]].low, INT64_MAX);
            changes |= narrow(&told[parts[i]], 0, total->high);
        }
    }
    for (uint32_t i = 0; sum->kind == SUM_TICKS && i < sum->count; i++) {
        struct told *part = &told[parts[i]];
        changes |= narrow(part, total->low - (high - part->high), INT64_MAX);
    }
    if (sum->kind != SUM_PARTS) {
        return changes;
    }
    changes |= narrow(total, low, high);
    for (uint32_t i = 0; i < sum->count; i++) {
        struct told *part = &told[parts[i]];
        changes |= narrow(part, total->low - (high - part->high),
                          total->high - (low - part->low));
        low = high = 0; /* it may have been narrowed */
        for (uint32_t k = 0; k < sum->count; k++) {
            low += told[parts[k]].low;
            high += told[parts[k]].high;
        }
    }
    return changes;
}

static bool
use_growth(void)
{
    bool changes = false;
    for (size_t i = 1; i < reader.reports; i++) {
        for (uint32_t k = 0; k < reader.figure_count; k++) {
            struct told *before = &reader.told[i - 1][k], *now = &reader.told[i][k];
            changes |= narrow(now, before->low, INT64_MAX);
            changes |= narrow(before, 0, now->high);
        }
    }
    return changes;
}

/* Works out what can be worked out, and fails where a hidden number is no riddle. The
 * count of hidden figures is added to *hidden_out. */
static void
work_out(size_t *hidden_out, size_t *told_out)
{
    for (bool changes = true; changes;) {
        changes = use_growth();
        for (size_t i = 0; i < reader.reports; i++) {
            for (uint32_t k = 0; k < reader.sum_count; k++) {
                changes |= use_sum(reader.told[i], &reader.sums[k]);
            }
        }
    }
    for (size_t i = 0; i < reader.reports; i++) {
        for (uint32_t k = 0; k < reader.figure_count; k++) {
            const struct told *told = &reader.told[i][k];
            if (told->is_told) {
                assert_true(told->low == told->high);
                ++*told_out;
                continue;
            }
            ++*hidden_out;
            assert_true(told->low <= (int64_t)told->n &&
                        (int64_t)told->n <= told->high);
            bool is_any = told->low == 0 && told->high >= SMALL - 1;
            bool is_large = told->is_printed ? told->low >= SMALL : told->high >= SMALL;
            if (!is_any && !is_large) {
                fail_msg("report %zu: figure %u is %u, and a reader finds %lld to %lld",
                         i, k, told->n, (long long)told->low, (long long)told->high);
            }
        }
    }
}

/* ---- reports ---- */

/* Makes a public report of everybody who came, after those that `earlier` holds. */
static void
publish(struct buffer *earlier, size_t earlier_count, struct buffer *out)
{
    struct ledger *ledger = NULL;
    struct error err = {0};
    model_finish(&made.model);
    struct model *model = made_read();
    assert_true(ledger_create(SMALL, &ledger, &err));
    for (size_t i = 0; i < earlier_count; i++) {
        uint32_t people;
        assert_true(
            ledger_read(ledger, earlier[i].data, earlier[i].size, &people, &err));
    }
    learn_sums(model);
    struct model_service services[SERVICES];
    memcpy(services, model->services, sizeof services);
    if (!hiding_apply(model, ledger, &err)) {
        fail_msg("%s", err.text);
    }
    read_report();
    leave_out_parts(model, services);
    buffer_init(out, LEDGER_MAX_BYTES);
    assert_true(ledger_write(ledger, model->people.n, out, &err));
    ledger_close(ledger);
}

static void
no_hidden_number_of_one_report_can_be_worked_out(void **state)
{
    const char *from = getenv("TOWNLINE_SEED");
    visitors_seed = !from ? 20261124 : strtoull(from, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)visitors_seed);
    size_t hidden = 0, told = 0;
    for (int i = 0; i < 12; i++) {
        struct buffer bytes;
        reader.reports = 0;
        visitors_come(i % 4 == 0 ? visitors_draw(60) : 30 + visitors_draw(900));
        publish(NULL, 0, &bytes);
        work_out(&hidden, &told);
        made_decide();
        buffer_finish(&bytes);
        visitors_teardown(state);
        visitors_setup(state);
    }
    print_message("%zu figures told, %zu hidden\n", told, hidden);
    assert_true(from || (hidden > 1000 && told > 1000));
}

static void
nor_can_one_of_several_reports(void **state)
{
    const char *from = getenv("TOWNLINE_SEED");
    visitors_seed = !from ? 20261125 : strtoull(from, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)visitors_seed);
    size_t hidden = 0, told = 0;
    for (int i = 0; i < 4; i++) {
        struct buffer bytes[REPORTS_MAX];
        reader.reports = 0;
        for (size_t k = 0; k < REPORTS_MAX; k++) {
            visitors_come(k == 0 ? 40 + visitors_draw(200) : 10 + visitors_draw(200));
            publish(bytes, k, &bytes[k]);
        }
        work_out(&hidden, &told);
        for (size_t k = 0; k < REPORTS_MAX; k++) {
            buffer_finish(&bytes[k]);
        }
        visitors_teardown(state);
        visitors_setup(state);
    }
    print_message("%zu figures told, %zu hidden\n", told, hidden);
    assert_true(from || (hidden > 1000 && told > 1000));
}

/* Each tick is told or hidden by itself, so a hidden one may be said to be small. */
static void
of_a_hidden_tick_it_is_told_whether_it_is_small(void **state)
{
    (void)state;
    static const uint32_t ticks[] = {95, 60, 45, 4};
    struct ledger *ledger = NULL;
    made_people(300);
    made_add(ASK_CONCERNS, FIRE, COUNTS_ANSWERED, 0, 100);
    for (int i = 0; i < 4; i++) {
        made_add(ASK_CONCERNS, FIRE, COUNTS_CHOICE, i, ticks[i]);
    }
    struct model *model = made_read();
    assert_true(ledger_create(SMALL, &ledger, NULL));
    assert_true(hiding_apply(model, ledger, NULL));
    made_decide();
    const struct model_service *service = &model->services[FIRE];
    static const uint32_t low[] = {91, 60, 45, 0}, high[] = {100, 60, 45, 9};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(service->concerns.items[i].n.low, low[i]);
        assert_int_equal(service->concerns.items[i].n.high, high[i]);
    }
    /* the one that nearly everybody named is the top one, and is not told */
    assert_int_equal(service->top_concern, -1);
    ledger_close(ledger);
}

/* A row that is only there because somebody is in it says "not nobody". */
static void
kiosks_days_and_sessions_of_few_people_are_not_named(void **state)
{
    (void)state;
    const struct model_origin origins[] = {{"Hall", 41000, 30, 30},
                                           {"Library", 41000, 4, 4},
                                           {"Library", 41100, 26, 26},
                                           {"Museum", 41200, 7, 7},
                                           {"Market", 41200, 6, 6}};
    const struct model_health health[] = {
        {.kiosk = "Hall", .sessions_begun = 90, .sessions_finished = 71}};
    struct ledger *ledger = NULL;
    made_people(73);
    made_add(COUNTS_COMPLETE, 0, COUNTS_ANSWERED, 0, 71);
    made_add(COUNTS_DURATION, 0, COUNTS_CHOICE, 1, 73);
    made_add(COUNTS_STRAIGHT_LINE, 0, COUNTS_CHOICE, 0, 73);
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        made_add_part((enum counts_part)part, 0, COUNTS_RESPONSES, 0, COUNTS_ANSWERED,
                      0, 73);
    }
    made.input.round_count = 0;
    made.input.origins = origins;
    made.input.origin_count = sizeof origins / sizeof *origins;
    made.input.health = health;
    made.input.health_count = 1;
    struct model *model = made_read();
    assert_int_equal(model->kiosk_count, 4);
    assert_int_equal(model->period_count, 3); /* weeks, in public */
    assert_true(ledger_create(SMALL, &ledger, NULL));
    assert_true(hiding_apply(model, ledger, NULL));
    ledger_close(ledger);
    /* 7 and 6 are 13 together, and less than the 30 by more than ten */
    assert_int_equal(model->kiosk_count, 2);
    assert_string_equal(model->kiosks[0].code, "Hall");
    assert_string_equal(model->kiosks[1].code, "Library");
    assert_int_equal(model->kiosk_total, 0);
    assert_int_equal(model->period_count, 3);
    assert_int_equal(model->periods[0].people.low, 34);
    /* all but two came to the end, so the sessions would tell */
    assert_false(figure_is_told(&model->complete));
    assert_int_equal(model->sessions_finished, 0);
}

static void
of_fewer_than_ten_people_nothing_is_told(void **state)
{
    (void)state;
    struct buffer bytes;
    reader.reports = 0;
    visitors_come(9);
    publish(NULL, 0, &bytes);
    for (uint32_t i = 0; i < reader.figure_count; i++) {
        assert_false(reader.told[0][i].is_told);
    }
    made_decide();
    buffer_finish(&bytes);
}

#define TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, visitors_setup, visitors_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_hidden_number_of_one_report_can_be_worked_out),
        TEST(nor_can_one_of_several_reports),
        TEST(kiosks_days_and_sessions_of_few_people_are_not_named),
        TEST(of_fewer_than_ten_people_nothing_is_told),
        TEST(of_a_hidden_tick_it_is_told_whether_it_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

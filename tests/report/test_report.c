#include "support_county.h"
#include "townline/simulate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct county county;

static int
set_up(void **state)
{
    (void)state;
    county_init(&county);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    county_finish(&county);
    return 0;
}

static void
add(struct descriptor *descriptor, struct question question)
{
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

/* Two questions of the map about each of two services. */
static struct descriptor *
make_map(const char *form_id, const char *const keys[2])
{
    static const char *const agree[] = {"5", "4", "3", "2", "1", "none"};
    struct descriptor *descriptor;
    assert_true(descriptor_create(form_id, "1", &descriptor, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "about", keys, 2, NULL));
    add(descriptor, (struct question){.path = "about/a",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_IDENTITY,
                                      .choices = agree,
                                      .choice_count = 6});
    add(descriptor, (struct question){.path = "about/b",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_CONTROL,
                                      .choices = agree,
                                      .choice_count = 6});
    descriptor_end_repeat(descriptor);
    return descriptor;
}

/* `n` people who answer so about one service. */
static void
say(struct response_set *set, const struct descriptor *descriptor, size_t n,
    const char *identity, const char *control)
{
    for (size_t i = 0; i < n; i++) {
        struct answer answers[] = {
            {.question = 0, .state = ANSWER_VALUE, .value = identity},
            {.question = 1, .state = ANSWER_VALUE, .value = control},
        };
        struct response response = {.head = {.round = "",
                                             .event = "",
                                             .language = "en",
                                             .half_day = 41500,
                                             .complete = true},
                                    .answers = answers,
                                    .answer_count = 2};
        assert_true(response_set_add(set, descriptor, &response, NULL));
    }
}

static void
assert_says(const struct buffer *page, const char *words)
{
    if (!strstr((const char *)page->data, words)) {
        fail_msg("the page does not say: %s", words);
    }
}

static void
assert_says_not(const struct buffer *page, const char *words)
{
    if (strstr((const char *)page->data, words)) {
        fail_msg("the page says: %s", words);
    }
}

static struct buffer
report_of(const struct form *labels)
{
    struct archive_form *form = county_form(&county);
    struct report_options options = {
        .form = form, .labels = labels, .office = "A & B", .today = "2026-11-22"};
    struct buffer page = county_report(&county, &options);
    archive_forms_finish(form, 1);
    return page;
}

static const char *const plain_keys[2] = {"fire", "parks"};

static void
the_table_gives_the_figures_of_the_answers(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 30, "5", "2");
    say(&set, descriptor, 10, "2", "2");
    say(&set, descriptor, 10, "none", "1");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    /* Identity: 30 of 40 agree, (150 + 20) / 40 = 4.25, ten had no opinion. */
    assert_says(&page, "<td class=\"start\">40</td><td>75%<span class=\"bar\">"
                       "<i style=\"width:75%\"></i></span></td><td>4.3</td>"
                       "<td>10</td>");
    /* Control: none of 50 agrees, (80 + 10) / 50 = 1.8. */
    assert_says(&page, "<td class=\"start\">50</td><td><span class=\"few\">"
                       "fewer than 10</span></td><td>1.8</td>"
                       "<td><span class=\"few\">fewer than 10</span></td>");
    assert_says(&page, "<td class=\"start words\">High identity, low control</td>");
    /* The other service was never asked about. */
    assert_says(&page, "<td class=\"start words\">–</td>");
    assert_says(&page, "2&nbsp;<bdi>parks</bdi>");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
nothing_is_shown_of_fewer_than_ten_people(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 9, "5", "2");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says(&page, "Fewer than 10 people have answered");
    assert_says_not(&page, "<table");
    assert_says_not(&page, "<svg");
    assert_says_not(&page, ">9<");
    assert_says_not(&page, "Hall");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
a_service_with_few_opinions_has_neither_share_nor_dot(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 9, "5", "2");
    say(&set, descriptor, 14, "none", "4");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says(&page, "<td class=\"start\"><span class=\"few\">fewer than 10</span>"
                       "</td><td>–</td><td>–</td>");
    assert_says_not(&page, "<circle");
    /* 23 took part; 14 without an opinion on identity would leave nine. */
    assert_says_not(&page, "<td>14</td>");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

/* Three kiosks, each on a day of its own; the one that is counted first has the last.
 */
static void
days_stand_in_the_order_of_time(void **state)
{
    (void)state;
    static const struct {
        const char *kiosk;
        uint32_t half_day;
        size_t n;
    } lots[] = {{"A", 41520, 21}, {"B", 41500, 22}, {"C", 41508, 23}};
    static const char *const days[] = {"Oct 24, 2026", "Oct 28, 2026", "Nov 3, 2026"};
    struct descriptor *descriptor = make_map("county", plain_keys);
    for (size_t i = 0; i < 3; i++) {
        struct response_set set = {0};
        say(&set, descriptor, lots[i].n, "5", "2");
        for (size_t j = 0; j < set.count; j++) {
            set.responses[j].head.half_day = lots[i].half_day;
        }
        county_collect(&county, &(struct lot){lots[i].kiosk, descriptor, &set, false});
        response_set_finish(&set);
    }
    struct buffer page = report_of(NULL);
    const char *at = (const char *)page.data;
    for (size_t i = 0; i < 3 && at != NULL; i++) {
        at = strstr(at, days[i]);
        if (!at) {
            fail_msg("%s is missing, or stands before the day before", days[i]);
        }
    }
    buffer_finish(&page);
    descriptor_close(descriptor);
}

static void
a_share_gives_no_small_group_away(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 53, "5", "2");
    say(&set, descriptor, 9, "2", "4");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    /* 85 % of 62 would leave nine, and 15 % of 62 are nine. */
    assert_says(&page, "<td class=\"start\">62</td><td><span class=\"few\">all but "
                       "fewer than 10"
                       "</span></td><td>4.6</td>");
    assert_says(&page, "<td class=\"start\">62</td><td><span class=\"few\">fewer than "
                       "10</span></td><td>2.3</td>");
    assert_says_not(&page, "85%");
    assert_says_not(&page, "15%");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
hostile_words_stay_words(void **state)
{
    (void)state;
    static const char *const keys[2] = {"<script>alert(1)</script>",
                                        "\"onload=\"x\"&'"};
    struct descriptor *descriptor = make_map("</title><script>f()</script>", keys);
    struct response_set set = {0};
    say(&set, descriptor, 20, "5", "4");
    county_collect(&county,
                   &(struct lot){"<img src=x onerror=f()>", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says_not(&page, "<script");
    assert_says_not(&page, "<img");
    assert_says_not(&page, "\"onload");
    assert_says(&page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_says(&page, "&quot;onload=&quot;x&quot;&amp;&#39;");
    assert_says(&page, "A &amp; B");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
labels_and_questions_come_from_the_form(void **state)
{
    (void)state;
    struct form *form = county_sample();
    struct response_set set = {0};
    struct simulate_options options = {
        .responses = 60, .seed = 4, .half_days = 6, .without_comments = true};
    assert_true(simulate(form, &options, &set, NULL));
    county_collect(&county,
                   &(struct lot){"Library", form_descriptor(form), &set, false});
    struct buffer page = report_of(form);
    for (size_t i = 0; i < form_service_count(form); i++) {
        assert_says(&page, form_service_text(form, i, "label", 0, TEXT_SHOWN));
    }
    assert_says(&page, form_title(form));
    assert_says(&page, "This service is part of what makes our community what it is.");
    assert_says(&page, "Visitors chose themselves.");
    assert_says(&page, "no margin of error is given");
    assert_says(&page, "<circle");
    assert_says_not(&page, "http");
    buffer_finish(&page);
    /* And without it, codes. */
    page = report_of(NULL);
    assert_says(&page, form_service_name(form, 0));
    buffer_finish(&page);
    response_set_finish(&set);
    form_close(form);
}

static void
what_is_left_out_is_told(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 15, "5", "2");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says_not(&page, "What is not in these figures");
    buffer_finish(&page);
    county_collect(&county, &(struct lot){NULL, descriptor, &set, false});
    county_collect(&county, &(struct lot){"Back room", descriptor, &set, true});
    page = report_of(NULL);
    assert_says(&page, "1 bundle of a kiosk that is not accepted");
    assert_says(&page, "1 bundle from test mode");
    assert_says(&page, "<dd>15</dd>");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

/* The rows of one table as a reader sees them. */
struct reading {
    unsigned long sum; /* of the numbers shown */
    size_t smalls, hidden;
    bool is_there;
};

static struct reading
read_table(const struct buffer *page, const char *caption)
{
    struct reading reading = {0};
    char start[64];
    snprintf(start, sizeof start, "<caption>%s</caption>", caption);
    const char *at = strstr((const char *)page->data, start);
    if (!at) {
        return reading;
    }
    reading.is_there = true;
    const char *end = strstr(at, "</table>");
    while ((at = strstr(at, "</bdi></th><td>")) && at < end) {
        at += strlen("</bdi></th><td>");
        const char *stop = strstr(at, "</td>");
        const char *bar = strstr(at, "</i></span>");
        if (strncmp(at, "<span class=\"few\">few", 21) == 0) {
            reading.smalls++;
        } else if (strncmp(at, "<span class=\"few\">not", 21) == 0) {
            reading.hidden++;
        } else {
            assert_true(bar && bar < stop);
            unsigned long n = strtoul(bar + strlen("</i></span>"), NULL, 10);
            assert_true(n >= 10);
            reading.sum += n;
        }
    }
    return reading;
}

static void
no_total_gives_a_small_kiosk_away(void **state)
{
    (void)state;
    const char *from = getenv("TOWNLINE_SEED");
    uint64_t seed = !from ? 20261122 : strtoull(from, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    struct descriptor *descriptor = make_map("county", plain_keys);
    size_t shown = 0, with_hidden = 0;
    for (int round = 0; round < 12; round++) {
        size_t kiosks = 2 + random_splitmix64(&seed) % 4, total = 0;
        for (size_t i = 0; i < kiosks; i++) {
            bool is_small = random_splitmix64(&seed) % 3 == 0;
            size_t n = 1 + random_splitmix64(&seed) % (is_small ? 9 : 40);
            char name[] = {(char)('A' + i), '\0'};
            struct response_set set = {0};
            say(&set, descriptor, n, "4", "4");
            county_collect(&county, &(struct lot){name, descriptor, &set, false});
            response_set_finish(&set);
            total += n;
        }
        struct buffer page = report_of(NULL);
        struct reading reading = read_table(&page, "Where");
        assert_int_equal(reading.smalls, 0); /* no mark says which ones are small */
        if (reading.is_there && reading.hidden > 0) {
            assert_true(reading.hidden > 1);
            assert_true(total - reading.sum >= 10);
            with_hidden++;
        } else if (reading.is_there) {
            assert_int_equal(reading.sum, total);
        }
        shown += reading.is_there;
        buffer_finish(&page);
        tear_down(NULL);
        set_up(NULL);
    }
    assert_true(from || (shown > 4 && with_hidden > 1));
    descriptor_close(descriptor);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_table_gives_the_figures_of_the_answers),
        TEST(nothing_is_shown_of_fewer_than_ten_people),
        TEST(a_service_with_few_opinions_has_neither_share_nor_dot),
        TEST(days_stand_in_the_order_of_time),
        TEST(a_share_gives_no_small_group_away),
        TEST(hostile_words_stay_words),
        TEST(labels_and_questions_come_from_the_form),
        TEST(what_is_left_out_is_told),
        TEST(no_total_gives_a_small_kiosk_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

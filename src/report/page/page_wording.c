/* Sentences of the report: dates, sums, lists of services, and the headline. */
#include "report_page.h"

#include "markup.h"
#include "townline/calendar.h"
#include "townline/characters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The small letter of a large one, of the alphabets of our languages. */
static uint32_t
small_letter(uint32_t letter)
{
    if ((letter >= 'A' && letter <= 'Z') || (letter >= 0xc0 && letter <= 0xde)) {
        return letter + 32;
    }
    bool in_pairs = (letter >= 0x100 && letter < 0x130) ||
                    (letter >= 0x1ea0 && letter < 0x1efa) || letter == 0x1a0 ||
                    letter == 0x1af;
    if (letter == 0x1af) {
        return 0x1b0;
    }
    return in_pairs && letter % 2 == 0 ? letter + 1 : letter;
}

static size_t
put_letter(uint32_t letter, char *out)
{
    if (letter < 0x80) {
        out[0] = (char)letter;
        return 1;
    }
    if (letter < 0x800) {
        out[0] = (char)(0xc0 | letter >> 6);
        out[1] = (char)(0x80 | (letter & 0x3f));
        return 2;
    }
    out[0] = (char)(0xe0 | letter >> 12);
    out[1] = (char)(0x80 | (letter >> 6 & 0x3f));
    out[2] = (char)(0x80 | (letter & 0x3f));
    return 3;
}

const char *
inside_sentence(const char *label, char out[WORDING_BYTES])
{
    size_t first = 0, length = strlen(label);
    uint32_t letter = character_at(label, &first), small = small_letter(letter);
    if (first == 0 || small == letter || length + 4 > WORDING_BYTES) {
        return label;
    }
    size_t size = 0;
    for (const char *at = label + first; *at != '\0'; at += size) {
        uint32_t other = character_at(at, &size);
        if (size == 0 || small_letter(other) != other) {
            return label; /* a name, or letters that stand for words */
        }
    }
    size_t put = put_letter(small, out);
    memcpy(out + put, label + first, length - first + 1);
    return out;
}

static const char *
month_name(const struct page *page, int month)
{
    const char *const names[] = {
        tr(page, "January"), tr(page, "February"), tr(page, "March"),
        tr(page, "April"),   tr(page, "May"),      tr(page, "June"),
        tr(page, "July"),    tr(page, "August"),   tr(page, "September"),
        tr(page, "October"), tr(page, "November"), tr(page, "December")};
    return names[month - 1];
}

/* Of a year no separator is written. */
static struct slot
plain_number(const char *name, int n, char digits[12])
{
    snprintf(digits, 12, "%d", n);
    return MARKUP_SLOT(name, digits);
}

void
say_date(const struct page *page, const char *iso_date)
{
    double days;
    bool has_time;
    if (!calendar_parse(iso_date, &days, &has_time)) {
        say_text(&page->writer, iso_date);
        return;
    }
    struct calendar_date date = calendar_date((int64_t)days);
    char day[12], year[12];
    SAY(&page->writer, "{month} {day}, {year}",
        MARKUP_SLOT("month", month_name(page, date.month)),
        plain_number("day", date.day, day), plain_number("year", date.year, year));
}

void
say_half_days(const struct page *page, uint32_t first, uint32_t last)
{
    struct calendar_date from = calendar_date(first / 2), to = calendar_date(last / 2);
    char day[12], year[12], last_day[12], last_year[12];
    const struct slot values[] = {
        MARKUP_SLOT("month", month_name(page, from.month)),
        plain_number("day", from.day, day),
        plain_number("year", from.year, year),
        MARKUP_SLOT("last_month", month_name(page, to.month)),
        plain_number("last_day", to.day, last_day),
        plain_number("last_year", to.year, last_year),
        {0},
    };
    const char *sentence = tr(page, "{month} {day}, {year}");
    if (from.year != to.year) {
        sentence =
            tr(page, "{month} {day}, {year} to {last_month} {last_day}, {last_year}");
    } else if (from.month != to.month) {
        sentence = tr(page, "{month} {day} to {last_month} {last_day}, {last_year}");
    } else if (from.day != to.day) {
        sentence = tr(page, "{month} {day} to {last_day}, {last_year}");
    }
    say_filled(&page->writer, sentence, values);
}

void
say_time(const struct page *page)
{
    const struct model *model = page->model;
    if (model->period_count > 0) {
        say_half_days(page, model->periods[0].first_half_day,
                      model->periods[model->period_count - 1].last_half_day);
    }
}

void
say_month_of(const struct page *page, uint32_t half_day)
{
    struct calendar_date date = calendar_date(half_day / 2);
    char year[12];
    SAY(&page->writer, "{month} {year}",
        MARKUP_SLOT("month", month_name(page, date.month)),
        plain_number("year", date.year, year));
}

/* A sum in short: in full, in thousands, or in ten thousands as in Chinese. */
static void
write_sum(const struct page *page, uint64_t sum, uint64_t unit, char *out, size_t size)
{
    struct buffer digits;
    struct writer writer = {&digits, page->writer.words, true};
    uint64_t whole = sum / 100 / unit, rest = sum / 100 % unit;
    buffer_init(&digits, 64);
    say_number(&writer, (int64_t)whole);
    if (rest > 0) {
        buffer_add_format(&digits, ".%llu", (unsigned long long)(rest * 10 / unit));
    }
    buffer_add_u8(&digits, 0);
    snprintf(out, size, "%s", digits.failed ? "" : (const char *)digits.data);
    buffer_finish(&digits);
}

static bool
is_in_thousands(uint64_t sum)
{
    return sum / 100 % 1000 == 0;
}

enum { SUM_BYTES = 40 };
struct sum_words {
    char full[SUM_BYTES], k[SUM_BYTES], wan[SUM_BYTES];
};

static void
write_sums(const struct page *page, uint64_t sum, struct sum_words *out)
{
    write_sum(page, sum, 1, out->full, sizeof out->full);
    write_sum(page, sum, 1000, out->k, sizeof out->k);
    write_sum(page, sum, 10000, out->wan, sizeof out->wan);
}

void
say_money_range(const struct page *page, uint64_t low, uint64_t high)
{
    struct sum_words from, to;
    write_sums(page, low, &from);
    write_sums(page, high, &to);
    const struct slot values[] = {
        MARKUP_SLOT("low", from.full),
        MARKUP_SLOT("high", to.full),
        MARKUP_SLOT("low_k", from.k),
        MARKUP_SLOT("high_k", to.k),
        MARKUP_SLOT("low_wan", from.wan),
        MARKUP_SLOT("high_wan", to.wan),
        {0},
    };
    bool in_short = is_in_thousands(low) && is_in_thousands(high) && high > 0;
    html(page, "<bdi dir=\"ltr\">");
    say_filled(&page->writer,
               in_short ? tr(page, "${low_k}–{high_k}k") : tr(page, "${low}–{high}"),
               values);
    html(page, "</bdi>");
}

void
say_money(const struct page *page, uint64_t sum)
{
    struct sum_words words;
    write_sums(page, sum, &words);
    const struct slot values[] = {MARKUP_SLOT("sum", words.full),
                                  MARKUP_SLOT("sum_k", words.k),
                                  MARKUP_SLOT("sum_wan", words.wan),
                                  {0}};
    html(page, "<bdi dir=\"ltr\">");
    say_filled(&page->writer,
               is_in_thousands(sum) && sum > 0 ? tr(page, "${sum_k}k")
                                               : tr(page, "${sum}"),
               values);
    html(page, "</bdi>");
}

void
say_money_full(const struct page *page, uint64_t sum)
{
    struct sum_words words;
    write_sums(page, sum, &words);
    html(page, "<bdi dir=\"ltr\">");
    SAY(&page->writer, "${sum}", MARKUP_SLOT("sum", words.full));
    html(page, "</bdi>");
}

void
say_services(const struct page *page, const size_t *services, size_t count, size_t most)
{
    char words[8][WORDING_BYTES];
    const char *names[8];
    size_t shown = count <= most ? count : most;
    shown = shown > 8 ? 8 : shown;
    for (size_t i = 0; i < shown; i++) {
        names[i] = inside_sentence(page->model->services[services[i]].label, words[i]);
    }
    if (shown == count) {
        say_list(&page->writer, names, shown);
        return;
    }
    for (size_t i = 0; i < shown; i++) {
        if (i > 0) {
            say(&page->writer, ", ");
        }
        say_text(&page->writer, names[i]);
    }
    SAY_COUNT(&page->writer, (int64_t)(count - shown), " and {n} other",
              " and {n} others", NUMBER_SLOT("count", 0));
}

/* The names of one group as markup. */
static void
say_group(const struct page *page, enum model_group group, size_t most,
          const char *sentence)
{
    const struct model *model = page->model;
    struct buffer names;
    struct page inner = *page;
    buffer_init(&names, (size_t)1 << 16);
    inner.writer.out = &names;
    say_services(&inner, model->order + model->group_first[group],
                 model->group_count[group], most);
    buffer_add_u8(&names, 0);
    if (!names.failed) {
        const struct slot values[] = {MARKUP_SLOT("services", (const char *)names.data),
                                      {0}};
        say_filled(&page->writer, sentence, values);
    }
    buffer_finish(&names);
}

void
say_headline(const struct page *page)
{
    const struct model *model = page->model;
    if (!model->is_sorted) {
        say(&page->writer, "What people answered.");
    } else if (model->few.is_few) {
        say(&page->writer, "Too early to say where to start.");
    } else if (model->group_count[GROUP_START] == 0) {
        say(&page->writer, "Nothing is ready to start.");
    } else {
        say_group(page, GROUP_START, 3, tr(page, "Start with {services}."));
    }
}

void
say_second_line(const struct page *page)
{
    const struct model *model = page->model;
    if (model->group_count[GROUP_TALK] > 0) {
        say_group(page, GROUP_TALK, model->group_count[GROUP_TALK] > 3 ? 1 : 3,
                  tr(page, "Talk first about {services}."));
        html(page, " ");
    }
    if (model->group_count[GROUP_LEAVE] > 0) {
        say_group(page, GROUP_LEAVE, 3, tr(page, "Leave {services} for now."));
        html(page, " ");
    }
    if (model->group_count[GROUP_NEEDS] > 0) {
        say_group(page, GROUP_NEEDS, 3,
                  tr(page, "Too few have answered about {services}."));
    }
}

const char *
level_name(enum model_level level)
{
    static const char *const names[] = {"", WORD("low"), WORD("medium"), WORD("high")};
    return names[level];
}

const char *
rating_sign(enum model_rating rating)
{
    static const char *const signs[] = {"", "▲", "–", "▽"};
    return signs[rating];
}

int
share_percent(struct share_rule share)
{
    return (int)percent_of(share.part, share.whole);
}

/* A share that is no whole percent is written as it is, "1/3". */
void
say_share(const struct page *page, struct share_rule share)
{
    if (share.part * 100 % share.whole == 0) {
        html(page, "%u%%", share.part * 100 / share.whole);
    } else {
        html(page, "<bdi dir=\"ltr\">%u/%u</bdi>", share.part, share.whole);
    }
}

/* One condition that is not met, with the rule's value in it. */
static void
say_condition(const struct page *page, enum model_condition condition)
{
    const struct rules *rules = &page->model->input->rules;
    char share[16];
    switch (condition) {
    case CONDITION_YES:
        snprintf(share, sizeof share, "%d%%", share_percent(rules->start_yes));
        SAY(&page->writer, "yes is under {share}", MARKUP_SLOT("share", share));
        break;
    case CONDITION_NO:
        snprintf(share, sizeof share, "%d%%", share_percent(rules->start_no));
        SAY(&page->writer, "no is over {share}", MARKUP_SLOT("share", share));
        break;
    case CONDITION_CONTROL:
        snprintf(share, sizeof share, "%d%%", share_percent(rules->start_control));
        SAY(&page->writer, "“decided here” is {share} or more",
            MARKUP_SLOT("share", share));
        break;
    case CONDITION_SPLIT:
        say(&page->writer, "people are split");
        break;
    case CONDITION_SAVINGS:
        say(&page->writer, "savings are not shown to reach the threshold");
        break;
    }
}

void
say_not_yet(const struct page *page, const struct model_service *service)
{
    size_t count = 0, said = 0;
    for (size_t i = 0; i < MODEL_CONDITIONS; i++) {
        count += service->unmet[i];
    }
    for (size_t i = 0; i < MODEL_CONDITIONS; i++) {
        if (!service->unmet[i]) {
            continue;
        }
        said++;
        if (said > 1) {
            say(&page->writer, said == count ? WORD(" and ") : WORD(", "));
        }
        say_condition(page, (enum model_condition)i);
        html(page, service->is_open[i] ? " (?)" : ""); /* its number is hidden */
    }
}

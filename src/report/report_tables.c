/* Writes the tables of the report. */
#include "report_tables.h"

#include "markup.h"
#include "month.h"
#include "townline/calendar.h"
#include "townline/disclosure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PERIOD_BYTES 40
#define ROWS_MAX 31 /* of a list of days or weeks that a reader can take in */

void
report_words(struct buffer *out, const struct report_options *options, const char *text)
{
    if (!options->labels) {
        buffer_add_format(out, "<bdi>");
    } else {
        const struct form_language *language =
            form_language(options->labels, options->language);
        buffer_add_format(out, "<bdi lang=\"");
        markup_add(out, language->code);
        buffer_add_format(out, "\"%s>", language->right_to_left ? " dir=\"rtl\"" : "");
    }
    markup_add(out, text);
    buffer_add_format(out, "</bdi>");
}

static const char few[] = "<span class=\"few\">fewer than 10</span>";
static const char hidden[] = "<span class=\"few\">not shown</span>";

/* A share with the number it is a share of gives the count away, of those who agree and
 * of the others alike. */
static void
add_share(struct buffer *out, const struct axis *axis)
{
    if (axis->agree < SMALL_GROUP) {
        buffer_add_format(out, "<td>%s</td>", few);
    } else if (axis->n - axis->agree < SMALL_GROUP) {
        buffer_add_format(out,
                          "<td><span class=\"few\">all but fewer than 10</span></td>");
    } else {
        uint32_t share = (axis->agree * 200 + axis->n) / (axis->n * 2);
        buffer_add_format(out,
                          "<td>%u%%<span class=\"bar\"><i style=\"width:%u%%\"></i>"
                          "</span></td>",
                          share, share);
    }
}

static void
add_axis(struct buffer *out, const struct axis *axis, const struct axis_scale *scale)
{
    if (!axis->is_shown) {
        buffer_add_format(out, "<td class=\"start\">%s</td><td>–</td><td>–</td>", few);
    } else {
        uint32_t mean = (axis->mean_hundredths + 5) / 10;
        int32_t tenths = scale->lowest * 10 + (int32_t)mean;
        buffer_add_format(out, "<td class=\"start\">%u</td>", axis->n);
        add_share(out, axis);
        buffer_add_format(out, "<td>%s%d.%d</td>", tenths < 0 ? "−" : "",
                          abs(tenths) / 10, abs(tenths) % 10);
    }
    if (axis->no_opinion_is_shown) {
        buffer_add_format(out, "<td>%u</td>", axis->no_opinion);
    } else {
        buffer_add_format(out, "<td>%s</td>",
                          axis->no_opinion < SMALL_GROUP ? few : hidden);
    }
}

void
report_service_table(struct buffer *out, const struct figures *figures,
                     const struct report_options *options)
{
    static const char axis_heads[] =
        "<th scope=\"col\" class=\"start\">Gave an opinion</th>"
        "<th scope=\"col\">Agree</th><th scope=\"col\">Mean</th>"
        "<th scope=\"col\">No opinion</th>";
    buffer_add_format(
        out,
        "<div class=\"wide\"><table><caption>Each service, from %d (strongly disagree) "
        "to %d (strongly agree)</caption><thead><tr>"
        "<th scope=\"col\" rowspan=\"2\">Service</th>"
        "<th scope=\"colgroup\" colspan=\"4\" class=\"start\">Part of who we are</th>"
        "<th scope=\"colgroup\" colspan=\"4\" class=\"start\">Decided here</th>"
        "<th scope=\"col\" rowspan=\"2\" class=\"start words\">On the map</th></tr>"
        "<tr>%s%s</tr></thead><tbody>",
        (int)figures->identity.lowest, (int)figures->identity.highest, axis_heads,
        axis_heads);
    for (size_t i = 0; i < figures->service_count; i++) {
        const struct service_figures *service = &figures->services[i];
        const char *side = figures_side(figures, service);
        buffer_add_format(out, "<tr><th scope=\"row\">%zu&nbsp;", i + 1);
        report_words(out, options, service->label);
        buffer_add_format(out, "</th>");
        add_axis(out, &service->identity, &figures->identity);
        add_axis(out, &service->control, &figures->control);
        buffer_add_format(out, "<td class=\"start words\">%s</td></tr>",
                          !side ? "–" : side);
    }
    buffer_add_format(out, "</tbody></table></div>");
}

struct group {
    const char *label; /* borrowed */
    uint32_t n;
};

/* One table of groups. Of those that are hidden nothing says which of them are small.
 */
static void
add_groups(struct buffer *out, const char *caption, const char *head,
           const struct group *groups, const struct disclosure_cell *cells,
           size_t count)
{
    uint32_t most = 1;
    for (size_t i = 0; i < count; i++) {
        if (!cells[i].joined && groups[i].n > most) {
            most = groups[i].n;
        }
    }
    buffer_add_format(out,
                      "<table><caption>%s</caption><thead><tr><th scope=\"col\">%s</th>"
                      "<th scope=\"col\">People</th></tr></thead><tbody>",
                      caption, head);
    for (size_t i = 0; i < count; i++) {
        buffer_add_format(out, "<tr><th scope=\"row\"><bdi>");
        markup_add(out, groups[i].label);
        buffer_add_format(out, "</bdi></th><td>");
        if (!cells[i].joined) {
            buffer_add_format(out,
                              "<span class=\"line\"><span class=\"bar\"><i "
                              "style=\"width:%u%%\"></i></span>%u</span>",
                              (uint32_t)((uint64_t)groups[i].n * 100 / most),
                              groups[i].n);
        } else {
            buffer_add_format(out, "%s", hidden);
        }
        buffer_add_format(out, "</td></tr>");
    }
    buffer_add_format(out, "</tbody></table>");
}

static bool
add_hidden_or_groups(struct buffer *out, const char *caption, const char *head,
                     const struct group *groups, size_t count)
{
    struct disclosure_cell *cells = calloc(count + 1, sizeof *cells);
    if (!cells) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        cells[i].n = groups[i].n;
    }
    struct disclosure_list list = {
        .cells = cells, .count = count, .smallest = DISCLOSURE_PUBLIC};
    enum disclosure_told told = disclosure_list(&list);
    if (told == DISCLOSURE_ALL || told == DISCLOSURE_SOME) {
        add_groups(out, caption, head, groups, cells, count);
    } else {
        buffer_add_format(out,
                          "<div><h3>%s</h3><p>Not shown: the numbers are too small to "
                          "protect the people behind them.</p></div>",
                          caption);
    }
    free(cells);
    return true;
}

enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH };

/* A number that is the same for all half-days of the period, and grows with time. */
static uint32_t
period_of(uint32_t half_day, enum period period)
{
    struct calendar_date date = calendar_date(half_day / 2);
    if (period == PERIOD_MONTH) {
        return (uint32_t)(date.year * 12 + date.month - 1);
    }
    /* 1970-01-01 was a Thursday; weeks begin on Monday. */
    return period == PERIOD_DAY ? half_day / 2 : (half_day / 2 + 3) / 7;
}

static void
name_period(uint32_t number, enum period period, char out[PERIOD_BYTES])
{
    if (period == PERIOD_MONTH) {
        snprintf(out, PERIOD_BYTES, "%s %u", month_name((int)(number % 12) + 1),
                 number / 12);
        return;
    }
    uint32_t first = period == PERIOD_DAY ? number : number * 7 - 3;
    if (period == PERIOD_WEEK && number == 0) {
        first = 0;
    }
    struct calendar_date date = calendar_date(first);
    snprintf(out, PERIOD_BYTES, "%s%.3s %d, %d",
             period == PERIOD_WEEK ? "Week from " : "", month_name(date.month),
             date.day, date.year);
}

struct periods {
    struct group *groups;
    char (*names)[PERIOD_BYTES];
    uint32_t *numbers;
    size_t count;
};

static void
collect_periods(struct periods *periods, const struct figures *figures,
                enum period period)
{
    periods->count = 0;
    for (size_t i = 0; i < figures->origin_count; i++) {
        uint32_t number = period_of(figures->origins[i].half_day, period);
        size_t at = 0; /* kept sorted: few enough to be inserted one by one */
        while (at < periods->count && periods->numbers[at] < number) {
            at++;
        }
        if (at == periods->count || periods->numbers[at] != number) {
            size_t after = periods->count - at;
            memmove(&periods->numbers[at + 1], &periods->numbers[at],
                    after * sizeof periods->numbers[0]);
            memmove(&periods->groups[at + 1], &periods->groups[at],
                    after * sizeof periods->groups[0]);
            periods->numbers[at] = number;
            periods->groups[at] = (struct group){0};
            periods->count++;
        }
        periods->groups[at].n += figures->origins[i].responses;
    }
    for (size_t i = 0; i < periods->count; i++) {
        name_period(periods->numbers[i], period, periods->names[i]);
        periods->groups[i].label = periods->names[i];
    }
}

/* Days are only worth listing when most of them may be shown. */
static bool
is_readable(const struct periods *periods)
{
    size_t small = 0;
    for (size_t i = 0; i < periods->count; i++) {
        small += periods->groups[i].n < SMALL_GROUP;
    }
    return periods->count <= ROWS_MAX && small * 4 <= periods->count;
}

static bool
add_periods(struct buffer *out, const struct figures *figures, struct error *err)
{
    size_t room = figures->origin_count + 1;
    struct periods periods = {
        .groups = calloc(room, sizeof *periods.groups),
        .names = calloc(room, sizeof *periods.names),
        .numbers = calloc(room, sizeof *periods.numbers),
    };
    bool ok = periods.groups && periods.names && periods.numbers != NULL;
    static const char *const heads[] = {"Day", "Week", "Month"};
    enum period period = PERIOD_DAY;
    for (; ok; period++) {
        collect_periods(&periods, figures, period);
        if (period == PERIOD_MONTH || is_readable(&periods)) {
            break;
        }
    }
    ok = ok && add_hidden_or_groups(out, "When", heads[period], periods.groups,
                                    periods.count);
    free(periods.groups);
    free(periods.names);
    free(periods.numbers);
    return ok || error_no_memory(err);
}

static bool
add_kiosks(struct buffer *out, const struct figures *figures, struct error *err)
{
    struct group *groups = calloc(figures->origin_count + 1, sizeof *groups);
    if (!groups) {
        return error_no_memory(err);
    }
    size_t count = 0;
    for (size_t i = 0; i < figures->origin_count; i++) {
        const struct archive_origin *origin = &figures->origins[i];
        /* They come kiosk by kiosk. */
        if (i == 0 || memcmp(origin->kiosk.bytes, origin[-1].kiosk.bytes,
                             sizeof origin->kiosk.bytes) != 0) {
            groups[count++] = (struct group){.label = origin->kiosk_name};
        }
        groups[count - 1].n += origin->responses;
    }
    bool ok = add_hidden_or_groups(out, "Where", "Kiosk", groups, count);
    free(groups);
    return ok || error_no_memory(err);
}

bool
report_origin_tables(struct buffer *out, const struct figures *figures,
                     struct error *err)
{
    buffer_add_format(out, "<div class=\"pair\">");
    if (!add_kiosks(out, figures, err) || !add_periods(out, figures, err)) {
        return false;
    }
    buffer_add_format(out, "</div>");
    return true;
}

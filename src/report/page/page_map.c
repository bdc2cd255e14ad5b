/* The map of page 1 with its notes. */
#include "report_page.h"

#include "map_chart.h"
#include "markup.h"

#include <stdio.h>
#include <stdlib.h>

struct dots {
    struct map_dot *list;
    char (*numbers)[12];
    size_t count;
};

static int
arm_of(const struct model_statement *statement)
{
    uint32_t agree, disagree;
    if (!figure_percent(&statement->agree, &statement->n, &agree) ||
        !figure_percent(&statement->disagree, &statement->n, &disagree)) {
        return -1;
    }
    return (int)(agree < disagree ? agree : disagree);
}

/* Services that have a place and whose two percents are told. */
static bool
make_dots(const struct page *page, bool as_numbers, struct dots *out)
{
    const struct model *model = page->model;
    out->list = calloc(model->service_count + 1, sizeof *out->list);
    out->numbers = calloc(model->service_count + 1, sizeof *out->numbers);
    if (!out->list || !out->numbers) {
        return false;
    }
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &model->services[model->order[i]];
        const struct model_main *all = &service->all;
        uint32_t x, y;
        if (service->group == GROUP_NEEDS ||
            !figure_percent(&all->identity.agree, &all->identity.n, &x) ||
            !figure_percent(&all->control.agree, &all->control.n, &y)) {
            continue;
        }
        snprintf(out->numbers[out->count], sizeof *out->numbers, "%u", service->place);
        out->list[out->count] = (struct map_dot){
            .x_percent = (int)x,
            .y_percent = (int)y,
            .x_arm = arm_of(&all->identity),
            .y_arm = arm_of(&all->control),
            .mark = group_mark(service->group),
            .label = as_numbers ? out->numbers[out->count] : service->label,
        };
        out->count++;
    }
    return true;
}

enum { NAMES_MAX = 30 }; /* of more services only the numbers fit */

static bool
add_chart(struct page *page, bool on_phone)
{
    const struct rules *rules = &page->model->input->rules;
    struct dots dots = {0};
    char both[64], start[64];
    bool ok =
        make_dots(page, on_phone || page->model->service_count > NAMES_MAX, &dots);
    say_short(
        page->writer.words, tr(page, "{n}% on both"),
        (const struct slot[]){NUMBER_SLOT("n", share_percent(rules->leave_agree)), {0}},
        both, sizeof both);
    say_short(page->writer.words, tr(page, "below {n}: may start"),
              (const struct slot[]){
                  NUMBER_SLOT("n", share_percent(rules->start_control)), {0}},
              start, sizeof start);
    const struct map_chart chart = {
        .dots = dots.list,
        .count = dots.count,
        .plot_width = on_phone ? 286 : 368,
        .plot_height = on_phone ? 262 : 200,
        .start_below = share_percent(rules->start_control),
        .leave_from = share_percent(rules->leave_agree),
        .x_title = tr(page, "“part of what makes our community” →"),
        .y_title = tr(page, "“decided by our own town” →"),
        .start_words = start,
        .leave_words = both,
    };
    if (ok && dots.count > 0) {
        const struct writer *label = label_begin(page);
        SAY(label,
            "Map of {n} services by how many agree with each statement; all numbers "
            "stand in the table above",
            NUMBER_SLOT("n", (int64_t)dots.count));
        ok = map_chart_add(&page->writer, &chart, label_end(page));
    }
    free(dots.list);
    free(dots.numbers);
    return ok;
}

static void
add_numbered_names(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<ul class=\"mapnames\">");
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &model->services[model->order[i]];
        if (service->place > 0) {
            html(page, "<li>%u. ", service->place);
            say_group_mark(page, service->group);
            say_text(&page->writer, service->label);
            html(page, "</li>");
        }
    }
    html(page, "</ul>\n");
}

static void
say_close_calls(const struct page *page)
{
    const struct model *model = page->model;
    size_t *close = calloc(model->service_count + 1, sizeof *close), count = 0;
    for (size_t i = 0; close && i < model->service_count; i++) {
        if (model->services[model->order[i]].is_close) {
            close[count++] = model->order[i];
        }
    }
    if (count > 0) {
        struct buffer names;
        struct page inner = *page;
        char share[16];
        buffer_init(&names, (size_t)1 << 16);
        inner.writer.out = &names;
        say_services(&inner, close, count, 6);
        buffer_add_u8(&names, 0);
        snprintf(share, sizeof share, "%d", share_percent(model->input->rules.close));
        html(page, "<p>");
        if (!names.failed) {
            SAY(&page->writer,
                "<b>≈ Close call:</b> {share} answers in 100 would change the group of "
                "{services}.",
                MARKUP_SLOT("share", share),
                MARKUP_SLOT("services", (const char *)names.data));
        }
        html(page, "</p>\n");
        buffer_finish(&names);
    }
    free(close);
}

static bool
has_open(const struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        for (size_t j = 0; j < MODEL_CONDITIONS; j++) {
            if (model->services[i].is_open[j]) {
                return true;
            }
        }
    }
    return false;
}

static void
add_points_note(const struct page *page)
{
    const uint32_t *weights = page->model->input->weights;
    struct buffer people, staff;
    struct page inner = *page;
    buffer_init(&people, 4096);
    buffer_init(&staff, 4096);
    inner.writer.out = &people;
    legend_box(&inner, FILL_DARK, WORD("people"));
    buffer_add_u8(&people, 0);
    inner.writer.out = &staff;
    legend_box(&inner, FILL_WIDE_HATCH, WORD("staff"));
    buffer_add_u8(&staff, 0);
    html(page, "<p>");
    if (!people.failed && !staff.failed) {
        SAY(&page->writer,
            "<b>Points</b> only set the order in a group: {people}: yes ×{w1}, not "
            "“decided here” ×{w2}, first three ×{w3}; {staff}: savings ×{w4}, seldom "
            "seen ×{w5}.",
            MARKUP_SLOT("people", (const char *)people.data),
            MARKUP_SLOT("staff", (const char *)staff.data),
            NUMBER_SLOT("w1", weights[POINT_YES]),
            NUMBER_SLOT("w2", weights[POINT_CONTROL]),
            NUMBER_SLOT("w3", weights[POINT_FIRST]),
            NUMBER_SLOT("w4", weights[POINT_SAVINGS]),
            NUMBER_SLOT("w5", weights[POINT_SEEN]));
    }
    html(page, "</p>\n");
    buffer_finish(&people);
    buffer_finish(&staff);
}

static void
add_notes(const struct page *page)
{
    char split[16];
    html(page, "<div class=\"notes\">");
    add_points_note(page);
    html(page, "<p>%s</p>\n",
         tr(page, "<b>Map:</b> % who agree. Arms show how many say the opposite."));
    say_close_calls(page);
    snprintf(split, sizeof split, "%d%%",
             share_percent(page->model->input->rules.split));
    html(page, "<p>");
    SAY(&page->writer, "<b>Split:</b> {share} or more on each side.",
        MARKUP_SLOT("share", split));
    html(page, " ");
    SAY(&page->writer,
        "<b>&lt;{smallest}:</b> fewer than {smallest} people; a side without its dark "
        "end hides such a part.",
        NUMBER_SLOT("smallest", page->smallest));
    if (has_open(page->model)) {
        html(page, " %s",
             tr(page, "<b>?</b> the number is hidden, so it counts as not met."));
    }
    html(page, "</p>\n<p>");
    if (is_told(&page->model->first_three_n)) {
        SAY(&page->writer, "<b>First three:</b> n {n}.",
            NUMBER_SLOT("n", page->model->first_three_n.low));
    }
    html(page, " <span class=\"wide\">%s</span></p></div>\n",
         tr(page, "<b class=\"tickmark\">❙</b> is the staff’s threshold."));
}

bool
add_map(struct page *page)
{
    html(page, "<div class=\"mapblock\"><figure class=\"wide\">");
    if (!add_chart(page, false)) {
        return false;
    }
    html(page, "</figure><div class=\"phone\"><h2>%s</h2><p>%s</p>",
         tr(page, "The two statements, all services"),
         tr(page, "% who agree. Numbers as above. Arms show how many say the "
                  "opposite."));
    if (!add_chart(page, true)) {
        return false;
    }
    add_numbered_names(page);
    html(page, "</div>");
    add_notes(page);
    html(page, "</div>\n");
    return true;
}

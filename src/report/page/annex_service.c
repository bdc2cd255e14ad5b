/* The annex: a sheet about each service. */
#include "annex.h"

#include <stdio.h>
#include <string.h>

/* "Talk first, because yes is under 50% and people are split." */
static void
add_reason(const struct page *page, const struct model_service *service)
{
    const struct model_main *all = &service->all;
    html(page, "<p class=\"reason\">");
    if (service->group == GROUP_TALK) {
        html(page, "%s ", tr(page, "Talk first, because"));
        say_not_yet(page, service);
        say(&page->writer, ". ");
    } else if (service->group == GROUP_LEAVE) {
        uint32_t no, identity, control;
        if ((service->leave_because & LEAVE_BECAUSE_NO) &&
            figure_percent(&all->share.no, &all->share.n, &no)) {
            SAY(&page->writer, "Leave for now, because {n}% say no.",
                NUMBER_SLOT("n", no));
        } else if (figure_percent(&all->identity.agree, &all->identity.n, &identity) &&
                   figure_percent(&all->control.agree, &all->control.n, &control)) {
            SAY(&page->writer,
                "Leave for now, because {a}% see it as part of the community and {b}% "
                "want it decided here.",
                NUMBER_SLOT("a", identity), NUMBER_SLOT("b", control));
        }
    } else if (service->group == GROUP_START) {
        say(&page->writer, "Start here, because every condition is met.");
    } else {
        say(&page->writer, "Too early to say: too few have answered.");
    }
    html(page, "</p>\n");
}

static void
add_points_line(const struct page *page, const struct model_service *service)
{
    static const char *const names[] = {WORD("yes"), WORD("not “decided here”"),
                                        WORD("first three"), WORD("savings"),
                                        WORD("seldom seen")};
    const struct model_points *points = &service->points;
    const uint32_t *weights = page->model->input->weights;
    if (!points->is_given) {
        return;
    }
    html(page, "<p class=\"reason\">%s ", tr(page, "Points:"));
    bool is_first = true;
    for (size_t i = 0; i < RULES_WEIGHTS; i++) {
        if (!points->has[i]) {
            continue; /* it is not asked, or weighs nothing */
        }
        if (!is_first) {
            say(&page->writer, ", ");
        }
        is_first = false;
        html(page, "%s %u <bdi dir=\"ltr\">×%u</bdi>", tr(page, names[i]),
             points->of[i], weights[i]);
    }
    html(page, "; ");
    SAY(&page->writer, "the sum divided by {n}.", NUMBER_SLOT("n", points->weight_sum));
    html(page, "</p>\n");
}

/* A text of staff's about the service, or nothing. */
static void
add_staff_text(const struct page *page, const struct model_service *service,
               const char *head, const char *field)
{
    const struct model_input *input = page->model->input;
    int at = form_find_service(input->labels, service->code);
    const char *text = at < 0 ? NULL
                              : form_service_text(input->labels, (size_t)at, field,
                                                  input->language, TEXT_SHOWN);
    if (text && text[0] != '\0') {
        html(page, "<div><dt>%s</dt> <dd>", tr(page, head));
        say_text(&page->writer, text);
        html(page, "</dd></div>\n");
    }
}

static void
add_savings_text(const struct page *page, const struct model_service *service)
{
    const struct model_savings *savings = &service->savings;
    if (!savings->has_low || !savings->has_high) {
        return;
    }
    html(page, "<div><dt>%s</dt> <dd>", tr(page, "Savings"));
    say_money_full(page, savings->low);
    html(page, " – ");
    say_money_full(page, savings->high);
    html(page, " %s", savings->is_once ? tr(page, "once") : tr(page, "a year"));
    if (savings->has_threshold) {
        html(page, "; %s ", tr(page, "threshold"));
        say_money_full(page, savings->threshold);
    }
    if (savings->source) {
        html(page, ". ");
        say_text(&page->writer, savings->source);
    }
    if (savings->date) {
        say_comma(page);
        say_date(page, savings->date);
    }
    html(page, "</dd></div>\n");
}

/* Who provides it, with how many people and what. */
static void
add_inventory(const struct page *page, const struct model_service *service)
{
    static const char *const fields[] = {"provided_by", "staff_now", "assets"};
    const struct model_input *input = page->model->input;
    int at = form_find_service(input->labels, service->code);
    bool any = false;
    for (size_t i = 0; at >= 0 && i < 3; i++) {
        const char *text = form_service_text(input->labels, (size_t)at, fields[i],
                                             input->language, TEXT_SHOWN);
        if (!text || text[0] == '\0') {
            continue;
        }
        if (!any) {
            html(page, "<div><dt>%s</dt> <dd>", tr(page, "Inventory"));
        }
        html(page, any ? "; " : "");
        any = true;
        if (i == 1) {
            SAY(&page->writer, "staff: {n}", TEXT_SLOT("n", text));
        } else {
            say_text(&page->writer, text);
        }
    }
    html(page, any ? "</dd></div>\n" : "");
}

static void
add_staff_box(const struct page *page, const struct model_service *service)
{
    static const struct {
        const char *head;
        const char *field;
    } rows[] = {
        {WORD("Today"), "today"},
        {WORD("Would change"), "change"},
        {WORD("Would stay"), "stays_here"},
        {"", ""},
        {WORD("Jobs"), "jobs"},
        {WORD("A town gives up"), "gives_up"},
        {WORD("Geography"), "geography"},
        {WORD("Culture"), "agency_culture"},
        {WORD("Shared already"), "already_shared"},
    };
    if (!page->model->input->labels) {
        return;
    }
    html(page, "<section class=\"staffbox\"><h3>%s</h3><dl>", tr(page, "From staff"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].field[0] == '\0') {
            add_inventory(page, service);
            add_savings_text(page, service);
        } else {
            add_staff_text(page, service, rows[i].head, rows[i].field);
        }
    }
    html(page, "</dl></section>\n");
}

/* The story of another place, as a lesson. */
static void
add_story(const struct page *page, const struct model_service *service)
{
    const struct model_input *input = page->model->input;
    for (size_t i = 0; input->labels && i < form_story_count(input->labels); i++) {
        const char *about =
            form_story_text(input->labels, i, "service", input->language, TEXT_SHOWN);
        const char *title =
            form_story_text(input->labels, i, "title", input->language, TEXT_SHOWN);
        const char *text =
            form_story_text(input->labels, i, "text", input->language, TEXT_SHOWN);
        const char *place =
            form_story_text(input->labels, i, "place", input->language, TEXT_SHOWN);
        const char *year =
            form_story_text(input->labels, i, "year", input->language, TEXT_SHOWN);
        if (!about || strcmp(about, service->code) != 0 || !text) {
            continue;
        }
        html(page, "<p class=\"story\"><b>%s", tr(page, "How it went elsewhere:"));
        if (title) {
            html(page, " ");
            say_text(&page->writer, title);
        }
        html(page, "</b> ");
        say_text(&page->writer, text);
        if (place) {
            html(page, " (");
            say_text(&page->writer, place);
            if (year) {
                say_comma(page);
                say_text(&page->writer, year);
            }
            html(page, ")");
        }
        html(page, "</p>\n");
    }
}

static void
add_concerns(struct page *page, const struct model_service *service)
{
    if (service->concerns.question < 0) {
        return;
    }
    html(page, "<section>");
    heading(page, 3, WORD("What concerns them"));
    html(page, "<p class=\"sub\">%s; ", tr(page, "All that fit"));
    say_n(page, &service->concerns.answered);
    html(page, "</p>\n");
    add_list_bars(page, &service->concerns, 0);
    html(page, "</section>\n");
}

static void
add_minds(const struct page *page, const struct model_service *service)
{
    if (service->minds.count == 0) {
        return;
    }
    html(page, "<section>");
    heading(page, 3, WORD("What would change their mind"));
    html(page, "<p class=\"sub\">");
    SAY(&page->writer, "Drawn by lot from {n} let through",
        NUMBER_SLOT("n", (int64_t)service->minds.let_through));
    html(page, "</p>\n");
    for (size_t i = 0; i < service->minds.count && i < 3; i++) {
        html(page, "<blockquote>“");
        say_text(&page->writer, service->minds.drawn[i]->text);
        html(page, "”</blockquote>\n");
    }
    html(page, "</section>\n");
}

static void
add_head(const struct page *page, const struct model_service *service, size_t number)
{
    static const char *const classes[] = {"start", "talk", "leave", "needs"};
    html(page, "<p class=\"kind\">");
    SAY(&page->writer, "Annex · service {n} of {all}",
        NUMBER_SLOT("n", (int64_t)number),
        NUMBER_SLOT("all", (int64_t)page->model->service_count));
    html(page, "</p>\n<h2 class=\"servicehead\">");
    say_text(&page->writer, service->label);
    if (page->model->is_sorted) {
        html(page, "%s <span class=\"badge %s\">", service->is_close ? " ≈" : "",
             classes[service->group]);
        say_group_mark(page, service->group);
        html(page, "%s</span>", tr(page, group_name(service->group)));
    }
    if (service->points.is_given) {
        html(page, " <span class=\"pointshead\"><b>%u</b> %s</span>",
             service->points.total, tr(page, "points"));
    }
    html(page, "</h2>\n");
}

static void
add_sheet(struct page *page, const struct model_service *service, size_t number)
{
    char left[16] = "", right[64];
    sheet_begin(page, "annex");
    add_head(page, service, number);
    if (page->model->is_sorted) {
        add_reason(page, service);
        add_points_line(page, service);
    }
    add_staff_box(page, service);
    add_statements_in_people(page, service);
    if (page->model->share_question >= 0) {
        add_share_in_people(page, service);
    }
    html(page, "<div class=\"two\">");
    add_concerns(page, service);
    add_minds(page, service);
    html(page, "</div>\n");
    add_by_town(page, service);
    add_by_round(page, service);
    add_small_parts(page, service);
    add_story(page, service);
    say_short(page->writer.words, tr(page, "Annex {n}"),
              (const struct slot[]){NUMBER_SLOT("n", (int64_t)number), {0}}, right,
              sizeof right);
    sheet_end(page, left, right);
}

bool
add_service_sheets(struct page *page)
{
    const struct model *model = page->model;
    for (size_t i = 0; i < model->service_count; i++) {
        add_sheet(page, &model->services[model->order[i]], i + 1);
    }
    return !page->writer.out->failed;
}

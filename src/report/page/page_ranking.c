/* Page 1: what to tackle first and why. */
#include "report_page.h"
#include "text_width.h"

#include <stdio.h>

/* What keeps a service from "start here" is boxed where it is talked about first. */
static bool
is_boxed(const struct model_service *service, enum model_condition condition)
{
    return service->group == GROUP_TALK && service->unmet[condition];
}

/* Staff's savings: the scale of thresholds, and the sums. */
static void
add_savings(struct page *page, const struct model_service *service)
{
    const struct model_savings *savings = &service->savings;
    html(page,
         "<td role=\"cell\" class=\"staff savings\">"
         "<b class=\"phone\">%s</b> ",
         tr(page, "Staff"));
    if (!savings->has_low || !savings->has_high) {
        html(page, "<span class=\"none\">%s</span>", tr(page, "none given"));
    } else {
        if (savings->has_threshold && savings->threshold > 0 &&
            savings->low <= savings->high) {
            html(page, "<span class=\"wide\">");
            savings_bar_add(&page->writer, savings->low, savings->high,
                            savings->threshold, "");
            html(page, "</span>");
        }
        html(page, "<span class=\"sum%s\">",
             is_boxed(service, CONDITION_SAVINGS) ? " chip" : "");
        say_money_range(page, savings->low, savings->high);
        html(page, "</span><span class=\"phone\"> %s",
             savings->is_once ? tr(page, "saved once") : tr(page, "saved a year"));
        if (savings->has_threshold) {
            html(page, ", %s ", tr(page, "threshold"));
            say_money(page, savings->threshold);
        }
        html(page, "</span>");
    }
    html(page,
         "</td><td role=\"cell\" class=\"staff seen\"><span class=\"phone\">%s: "
         "</span>%s</td>",
         tr(page, "Seen by all"),
         service->visibility == LEVEL_BLANK ? ""
         : service->visibility == LEVEL_MEDIUM
             ? tr(page, "mid")
             : tr(page, level_name(service->visibility)));
}

static void
add_chip(const struct page *page, const struct model_service *service,
         enum model_condition condition, const char *english)
{
    if (is_boxed(service, condition)) {
        html(page, " <span class=\"chip wide\">%s%s</span>", tr(page, english),
             service->is_open[condition] ? "?" : "");
    }
}

static void
add_share(struct page *page, const struct model_service *service)
{
    html(page, "<td role=\"cell\" class=\"share\"><span class=\"phone cap\">%s</span>",
         tr(page, "Would you share it?"));
    add_share_bar(page, &service->all.share, 119, 17);
    say_n(page, &service->all.share.n);
    add_chip(page, service, CONDITION_YES, WORD("yes"));
    add_chip(page, service, CONDITION_NO, WORD("no"));
    html(page, "</td>");
}

/* Disagree at the start, n in the middle, agree at the end, below the bar. */
static void
add_statement(struct page *page, const struct model_service *service, bool is_control)
{
    const struct model_statement *statement =
        is_control ? &service->all.control : &service->all.identity;
    html(page,
         "<td role=\"cell\" class=\"five\"><span class=\"phone cap\">%s</span>"
         "<span class=\"fivebar\">",
         is_control ? tr(page, "Decided by our own town")
                    : tr(page, "Part of our community"));
    add_five_bar(page, statement, 17);
    bool has_chip = is_control && is_boxed(service, CONDITION_SPLIT);
    html(page, "</span><span class=\"under%s\"><span class=\"low\">",
         has_chip ? " tight" : "");
    uint32_t percent;
    if (figure_percent(&statement->disagree, &statement->n, &percent)) {
        html(page, "%u", percent);
    } else {
        say_hidden(page, &statement->disagree);
    }
    html(page, "</span><span class=\"between\">");
    say_n(page, &statement->n);
    if (statement->is_split && !has_chip) {
        html(page, " · %s", tr(page, "split"));
    } else if (has_chip) {
        html(page,
             "<span class=\"phone\"> · %s</span> <span class=\"chip wide\">%s%s"
             "</span>",
             tr(page, "split"), tr(page, "split"),
             service->is_open[CONDITION_SPLIT] ? "?" : "");
    }
    html(page, "</span><span class=\"high%s\">",
         is_control && is_boxed(service, CONDITION_CONTROL) ? " chip" : "");
    if (figure_percent(&statement->agree, &statement->n, &percent)) {
        html(page, "%u", percent);
    } else {
        say_hidden(page, &statement->agree);
    }
    html(page, "</span></span></td>");
}

static void
add_need(const struct page *page, const struct model_service *service)
{
    if (page->model->input->is_public) {
        html(page, "%s", tr(page, "too early to say"));
    } else if (service->has_exact_need) {
        SAY_COUNT(&page->writer, service->need, "needs {n} more", "needs {n} more",
                  NUMBER_SLOT("count", 0));
    } else if (service->need == 0) {
        html(page, "%s", tr(page, "too early to say"));
    } else {
        SAY(&page->writer, "needs {n} or more", NUMBER_SLOT("n", service->need));
    }
}

/* The words may be cut, the number may not. */
static void
add_worry(const struct page *page, const struct model_service *service,
          bool with_percent_bold)
{
    char words[WORDING_BYTES];
    if (service->top_concern < 0) {
        return;
    }
    const struct model_item *item = &service->concerns.items[service->top_concern];
    html(page, "<span>");
    say_text(&page->writer, inside_sentence(item->label, words));
    html(page, "</span>");
    if (item->has_percent) {
        html(page, with_percent_bold ? " <b>%u%%</b>" : " <span>%u%%</span>",
             item->percent);
    }
}

/* Where a name has room in the letters of the table, and in smaller ones. */
enum { TITLE_PX = 152, LONGEST_TITLE_PX = 178, CLOSE_PX = 14 };

static void
add_name(const struct page *page, const struct model_service *service)
{
    html(page, "<th role=\"rowheader\" scope=\"row\" class=\"name\">");
    if (service->place > 0) {
        html(page, "<span class=\"rank\">%u</span> ", service->place);
    }
    int width =
        text_width_px(service->label, 13, true) + (service->is_close ? CLOSE_PX : 0);
    html(page, "<span class=\"title%s\">",
         width > LONGEST_TITLE_PX ? " longer"
         : width > TITLE_PX       ? " long"
                                  : "");
    say_text(&page->writer, service->label);
    html(page, "%s</span><span class=\"worry wide\">", service->is_close ? " ≈" : "");
    if (service->group == GROUP_NEEDS) {
        add_need(page, service);
    } else {
        add_worry(page, service, false);
    }
    html(page, "</span></th>");
}

static void
add_points(struct page *page, const struct model_service *service)
{
    const struct model_points *points = &service->points;
    html(page, "<td role=\"cell\" class=\"points\">");
    if (points->is_given) {
        html(page, "<b>%u</b><span class=\"phone\"> %s</span><span class=\"wide\">",
             points->total, tr(page, "points"));
        points_bar_add(&page->writer, points->people_sum, points->staff_sum,
                       points->weight_sum * 100, "");
        html(page, "</span>");
    } else {
        html(page, "<span class=\"none\">–</span>");
    }
    html(page, "</td>");
}

/* What is below the bars on a phone, and the column "first three" elsewhere. */
static void
add_first(struct page *page, const struct model_service *service)
{
    uint32_t percent;
    bool has = figure_percent(&service->first, &page->model->first_three_n, &percent);
    html(page, "<td role=\"cell\" class=\"first\"><span class=\"phone\">");
    if (service->top_concern >= 0 && service->group != GROUP_NEEDS) {
        html(page, "%s: ", tr(page, "Most named worry"));
        add_worry(page, service, true);
        html(page, "<br>");
    }
    html(page, "%s: </span><b>", tr(page, "In people’s first three"));
    say_percent(page, &service->first, &page->model->first_three_n);
    html(page, "</b>");
    if (has) {
        html(page, "<span class=\"wide\">");
        plain_bar_add(&page->writer, percent, 50 > percent ? 50 : percent, 7, FILL_DARK,
                      "");
        html(page, "</span>");
    }
    html(page, "</td>");
}

static void
add_service(struct page *page, const struct model_service *service)
{
    html(page, "<tr role=\"row\" class=\"service\">");
    add_name(page, service);
    add_points(page, service);
    html(page, "<td role=\"cell\" class=\"notyet phone\">");
    if (service->group == GROUP_TALK) {
        html(page, "<span class=\"chip\">%s ", tr(page, "Not yet:"));
        say_not_yet(page, service);
        html(page, "</span>");
    } else if (service->group == GROUP_NEEDS) {
        html(page, "<span class=\"chip\">");
        add_need(page, service);
        html(page, "</span>");
    }
    html(page, "</td>");
    add_share(page, service);
    add_statement(page, service, false);
    add_statement(page, service, true);
    add_first(page, service);
    add_savings(page, service);
    html(page, "</tr>\n");
}

/* The rule of a group, with its values. */
static void
say_group_rule(const struct page *page, enum model_group group)
{
    const struct rules *rules = &page->model->input->rules;
    char yes[16], no[16], control[16];
    snprintf(yes, sizeof yes, "%d%%", share_percent(rules->start_yes));
    snprintf(no, sizeof no, "%d%%", share_percent(rules->start_no));
    snprintf(control, sizeof control, "%d%%", share_percent(rules->start_control));
    if (group == GROUP_START) {
        SAY(&page->writer,
            "{yes} or more say yes, {no} or fewer no, under {control} agree "
            "“decided here”, no split, savings reach the threshold",
            MARKUP_SLOT("yes", yes), MARKUP_SLOT("no", no),
            MARKUP_SLOT("control", control));
    } else if (group == GROUP_TALK) {
        say(&page->writer,
            "every other service; what keeps it from “start here” is boxed");
    } else if (group == GROUP_LEAVE) {
        snprintf(no, sizeof no, "%d%%", share_percent(rules->leave_no));
        snprintf(yes, sizeof yes, "%d%%", share_percent(rules->leave_agree));
        SAY(&page->writer,
            "{no} or more say no, or {agree} or more agree with both "
            "statements",
            MARKUP_SLOT("no", no), MARKUP_SLOT("agree", yes));
    } else {
        SAY(&page->writer, "fewer than {n} answers to one of the three questions",
            NUMBER_SLOT("n", rules->answers));
    }
}

static void
add_group(struct page *page, enum model_group group)
{
    static const char *const classes[] = {"start", "talk", "leave", "needs"};
    const struct model *model = page->model;
    if (model->group_count[group] == 0) {
        return;
    }
    html(page,
         "<tbody role=\"rowgroup\"><tr role=\"row\" class=\"group\"><th role=\"cell\" "
         "colspan=\"8\"><span class=\"badge %s\">",
         classes[group]);
    say_group_mark(page, group);
    html(page, "%s</span> <span class=\"rule\">", tr(page, group_name(group)));
    say_group_rule(page, group);
    html(page, "</span></th></tr>\n");
    for (size_t i = 0; i < model->group_count[group]; i++) {
        size_t at = model->order[model->group_first[group] + i];
        add_service(page, &model->services[at]);
    }
    html(page, "</tbody>\n");
}

static void
add_columns(const struct page *page)
{
    html(page,
         "<caption class=\"hidden\">%s</caption><colgroup><col class=\"c1\"><col "
         "class=\"c2\"><col class=\"c3\"><col class=\"c4\"><col "
         "class=\"c4\"><col class=\"c5\"><col class=\"c6\"><col class=\"c7\">"
         "</colgroup>\n<thead role=\"rowgroup\"><tr role=\"row\"><td role=\"cell\" "
         "colspan=\"2\"></td><th role=\"columnheader\" "
         "scope=\"colgroup\" colspan=\"4\" class=\"people\">%s</th>"
         "<th role=\"columnheader\" scope=\"colgroup\" colspan=\"2\" class=\"staff\">%s"
         "</th></tr>\n",
         tr(page, "Services in their order"),
         tr(page, "From people who answered, in %"), tr(page, "From staff"));
    html(page,
         "<tr role=\"row\"><th role=\"columnheader\" scope=\"col\" class=\"name\">%s"
         "</th><th role=\"columnheader\" scope=\"col\">%s</th><th "
         "role=\"columnheader\" scope=\"col\">%s<br>"
         "<span class=\"keys\">",
         tr(page, "Service,<br>most named worry"), tr(page, "Points<br>of 100"),
         tr(page, "Would you share it?"));
    legend_key(page, FILL_DARK, WORD("yes"));
    legend_key(page, FILL_LIGHT, WORD("maybe"));
    legend_key(page, FILL_WHITE, WORD("no"));
    html(page,
         "</span></th><th role=\"columnheader\" scope=\"col\">%s</th>"
         "<th role=\"columnheader\" scope=\"col\">%s</th>"
         "<th role=\"columnheader\" scope=\"col\">%s</th>"
         "<th role=\"columnheader\" scope=\"col\" class=\"staff\">%s</th>"
         "<th role=\"columnheader\" scope=\"col\" class=\"staff seen\">%s</th>"
         "</tr></thead>\n",
         tr(page, "Part of our<br>community"), tr(page, "Decided by<br>our own town"),
         tr(page, "First<br>three"), tr(page, "Savings<br>a year"), tr(page, "Seen"));
}

bool
add_ranking_sheet(struct page *page)
{
    sheet_begin(page, "one");
    add_memo_head(page);
    add_phone_keys(page);
    html(page, "<table role=\"table\" class=\"ranking\">");
    add_columns(page);
    for (int group = 0; group < MODEL_GROUPS; group++) {
        add_group(page, (enum model_group)group);
    }
    html(page, "</table>\n<div class=\"wide\">");
    add_five_keys(page);
    html(page, "</div>");
    add_ranking_numbers(page);
    if (!add_map(page)) {
        return false;
    }
    add_footer_form(page);
    return true;
}

/* Page 1 of a form that does not ask the three main questions: nothing is sorted. */
#include "report_page.h"

static void
add_statement(struct page *page, const struct model_statement *statement)
{
    html(page, "<td class=\"bar\">");
    add_five_bar(page, statement, 17);
    html(page, "</td><td class=\"number\">");
    say_percent(page, &statement->agree, &statement->n);
    html(page, " <span class=\"n\">");
    say_n(page, &statement->n);
    html(page, "</span></td>");
}

static void
add_row(struct page *page, const struct model_service *service)
{
    const struct model *model = page->model;
    html(page, "<tr><th scope=\"row\">");
    say_text(&page->writer, service->label);
    html(page, "</th>");
    if (model->identity_question >= 0) {
        add_statement(page, &service->all.identity);
    }
    if (model->control_question >= 0) {
        add_statement(page, &service->all.control);
    }
    if (model->share_question >= 0) {
        html(page, "<td class=\"bar\">");
        add_share_bar(page, &service->all.share, 119, 17);
        html(page, "</td><td class=\"number\">");
        say_n(page, &service->all.share.n);
        html(page, "</td>");
    }
    html(page, "</tr>\n");
}

static void
add_head(const struct page *page, const char *english)
{
    html(page, "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>",
         tr(page, english), tr(page, "agree"));
}

static void
add_table(struct page *page)
{
    const struct model *model = page->model;
    html(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table "
        "class=\"main unsorted\"><thead><tr><th scope=\"col\">%s</th>",
        tr(page, "Services in the order of the form"), tr(page, "Service"));
    if (model->identity_question >= 0) {
        add_head(page, WORD("Part of our community"));
    }
    if (model->control_question >= 0) {
        add_head(page, WORD("Decided by our own town"));
    }
    if (model->share_question >= 0) {
        html(page, "<th scope=\"col\">%s</th><th scope=\"col\">n</th>",
             tr(page, "Would you share it?"));
    }
    html(page, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < model->service_count; i++) {
        add_row(page, &model->services[i]);
    }
    html(page, "</tbody></table></div>\n");
    add_five_keys(page);
}

bool
asks_of_services(const struct model *model)
{
    return model->service_count > 0 &&
           (model->identity_question >= 0 || model->control_question >= 0 ||
            model->share_question >= 0);
}

static void
add_plain_head(struct page *page)
{
    add_memo_kind(page);
    html(page, "<h1>");
    say_headline(page);
    html(page, "</h1>\n");
    add_facts(page);
}

/* Without these questions the answers themselves are the first sheet. */
void
add_plain_sheet(struct page *page)
{
    if (!asks_of_services(page->model)) {
        flow_begin(page, "early");
        add_plain_head(page);
        html(page, "<h2 class=\"hidden\">%s</h2>\n", tr(page, "Every question"));
        add_lists(page);
        add_cannot_say(page);
        html(page, "</td></tr></tbody></table>");
        add_footer_form(page);
        return;
    }
    sheet_begin(page, "one early");
    add_plain_head(page);
    add_table(page);
    add_cannot_say(page);
    add_footer_form(page);
}

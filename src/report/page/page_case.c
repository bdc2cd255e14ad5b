/* Page 2: what each case needs, and what people would hold the councils to. */
#include "report_page.h"

static void
add_comments(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<section>");
    heading(page, 3, WORD("In their words"));
    if (model->comments.count == 0) {
        html(page, "<p class=\"sub\">%s</p></section>\n",
             tr(page, "No comment was let through yet."));
        return;
    }
    html(page, "<p class=\"sub\">");
    SAY(&page->writer, "Drawn by lot from {n} comments let through",
        NUMBER_SLOT("n", (int64_t)model->comments.let_through));
    if (is_told(&model->comments.written)) {
        say_comma(page);
        SAY(&page->writer, "of {n}", NUMBER_SLOT("n", model->comments.written.low));
    }
    html(page, "</p>\n");
    for (size_t i = 0; i < model->comments.count && i < 3; i++) {
        html(page, "<blockquote>“");
        say_text(&page->writer, model->comments.drawn[i]->text);
        html(page, "”</blockquote>\n");
    }
    html(page, "</section>\n");
}

void
add_cannot_say(const struct page *page)
{
    html(page, "<section>");
    heading(page, page->model->is_sorted ? 3 : 2, WORD("What we cannot say"));
    html(page, "<ul class=\"cannot\"><li>%s</li>",
         tr(page, "What all residents think: visitors chose themselves."));
    if (page->model->town_count > 1) {
        html(page, "<li>%s</li>",
             tr(page, "Whether a few points between towns are chance."));
    }
    if (page->model->is_sorted || asks_of_services(page->model)) {
        html(page, "<li>%s</li>",
             tr(page, "Whether the savings will come: they are staff’s."));
    }
    html(page, "<li>");
    SAY(&page->writer, "Anything about a group of fewer than {n}.",
        NUMBER_SLOT("n", page->smallest));
    html(page, "</li></ul></section>\n");
}

static void
add_foot(const struct page *page)
{
    const struct model *model = page->model;
    struct buffer left;
    struct page inner = *page;
    buffer_init(&left, (size_t)1 << 14);
    inner.writer.out = &left;
    if (is_told(&model->people) && is_told(&model->complete)) {
        SAY(&inner.writer, "{n} answered, {complete} to the end.",
            NUMBER_SLOT("n", model->people.low),
            NUMBER_SLOT("complete", model->complete.low));
        html(&inner, " ");
    }
    say(&inner.writer, "Annex: one page for each service, the weights, who took part.");
    buffer_add_u8(&left, 0);
    sheet_end(page, left.failed ? "" : (const char *)left.data, tr(page, "2 of 2"));
    buffer_finish(&left);
}

bool
add_case_sheet(struct page *page)
{
    sheet_begin(page, "two-of-two");
    heading(page, 2, WORD("What each case needs, and what people would hold you to"));
    add_factors(page);
    add_answers(page);
    html(page, "<div class=\"two uneven\"><section>");
    add_towns(page);
    html(page, "</section><section>");
    add_values(page);
    add_partners(page);
    html(page, "</section></div>\n");
    add_governance(page);
    html(page, "<div class=\"two\">");
    add_comments(page);
    add_cannot_say(page);
    html(page, "</div>\n");
    add_foot(page);
    return true;
}

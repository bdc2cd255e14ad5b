/* What should matter most, with whom to share, and who should run it. */
#include "report_page.h"

static void
add_value_row(const struct page *page, const struct model_values *values,
              const struct model_value *value)
{
    html(page, "<tr><th scope=\"row\">");
    say_text(&page->writer, value->label);
    html(page, "</th><td class=\"bar\">");
    if (value->has_borda) {
        plain_bar_add(&page->writer, value->borda, 100, 14, FILL_DARK, "");
        html(page, "</td><td class=\"number\">%u</td>", value->borda);
    } else {
        html(page, "</td><td class=\"number\">–</td>");
    }
    if (values->has_pairs) {
        html(page, "<td class=\"number plain\">%u.</td>", value->pairs_place);
    } else {
        html(page, "<td class=\"number plain\">–</td>");
    }
    html(page, "</tr>\n");
}

/* "Places 3 and 4 differ: in pairs, 241 of 471 put b before a." */
static void
say_differences(const struct page *page, const struct model_values *values)
{
    char below_words[WORDING_BYTES], above_words[WORDING_BYTES];
    if (values->has_cycle) {
        html(page, " %s",
             tr(page, "In pairs some values go round in a circle: each beats the next, "
                      "and the last beats the first."));
    }
    size_t said = 0;
    for (size_t i = 0; i < values->difference_count && said < 2; i++) {
        const struct model_difference *difference = &values->differences[i];
        const struct model_value *above = &values->items[difference->above];
        const struct model_value *below = &values->items[difference->below];
        if (!is_told(difference->below_first) || !is_told(&values->answered)) {
            continue;
        }
        said++;
        html(page, " ");
        SAY(&page->writer,
            "Places {a} and {b} differ: in pairs, {n} of {all} put “{below}” before "
            "“{above}”.",
            NUMBER_SLOT("a", above->borda_place), NUMBER_SLOT("b", below->borda_place),
            NUMBER_SLOT("n", difference->below_first->low),
            NUMBER_SLOT("all", values->answered.low),
            TEXT_SLOT("below", inside_sentence(below->label, below_words)),
            TEXT_SLOT("above", inside_sentence(above->label, above_words)));
    }
}

/* People answered, and no place and no pair may be told. */
static bool
is_all_hidden(const struct model_values *values)
{
    bool tells = values->has_pairs;
    for (size_t i = 0; i < values->count; i++) {
        tells = tells || values->items[i].has_borda;
    }
    return !tells && values->answered.high > 0;
}

void
add_rank_table(struct page *page, const struct model_values *values)
{
    if (is_all_hidden(values)) {
        html(page, "<p><span class=\"few\">%s</span></p>\n", tr(page, "not shown"));
        return;
    }
    html(page,
         "<table class=\"bars values\"><colgroup><col class=\"b1\"><col><col "
         "class=\"b3\"><col class=\"b4\"></colgroup><thead><tr><th scope=\"col\">");
    say_n(page, &values->answered);
    html(page,
         "</th><td></td><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr>"
         "</thead><tbody>\n",
         tr(page, "Borda, %"), tr(page, "Pairs"));
    for (size_t i = 0; i < values->count; i++) {
        size_t at = values->order ? values->order[i] : i;
        add_value_row(page, values, &values->items[at]);
    }
    html(page, "</tbody></table>\n<p class=\"sub\">");
    say_differences(page, values);
    html(page, "</p>");
}

void
add_values(struct page *page)
{
    const struct model_values *values = &page->model->values;
    if (values->question < 0) {
        return;
    }
    heading(page, 3, WORD("What should matter most"));
    add_rank_table(page, values);
}

void
add_partners(struct page *page)
{
    const struct model *model = page->model;
    bool any = false;
    for (size_t i = 0; i < model->partner_count; i++) {
        any = any || model->partners[i].is_offered;
    }
    if (!any) {
        return;
    }
    heading(page, 3, WORD("With whom, and under whom"));
    html(page,
         "<p class=\"sub\">%s</p>\n<table class=\"bars partners\">" BAR_COLUMNS
         "<thead "
         "class=\"hidden\"><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         tr(page, "Of yes and maybe, where staff offer that partner"),
         tr(page, "Partner"), tr(page, "Bar"), tr(page, "Share"));
    for (size_t i = 0; i < model->partner_count; i++) {
        const struct model_partner *partner = &model->partners[model->partner_order[i]];
        if (!partner->is_offered) {
            continue;
        }
        html(page, "<tr><th scope=\"row\">");
        say_text(&page->writer, partner->label);
        html(page, "</th><td class=\"bar\">");
        if (partner->has_percent) {
            plain_bar_add(&page->writer, partner->percent, 100, 14, FILL_DARK, "");
            html(page, "</td><td class=\"number\">%u%%</td></tr>\n", partner->percent);
        } else {
            html(page, "</td><td class=\"number\">");
            say_hidden(page, &partner->n);
            html(page, "</td></tr>\n");
        }
    }
    html(page, "</tbody></table>\n");
}

/* "Who should run it (n 1,454): a board with a seat for each town 46%, ..." */
void
add_governance(struct page *page)
{
    const struct model_list *list = &page->model->governance;
    if (list->question < 0) {
        return;
    }
    html(page, "<p class=\"governance\"><b>%s</b> ", tr(page, "Who should run it"));
    say_shares(page, list);
    html(page, "</p>\n");
}

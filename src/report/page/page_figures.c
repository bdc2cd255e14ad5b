/* Charts of figures, which may be hidden: what is not told is not given to a chart. */
#include "report_page.h"

#include <stdio.h>

static void
add_dash(const struct page *page)
{
    html(page, "<span class=\"few\">%s</span>", tr(page, "not shown"));
}

void
add_share_bar(struct page *page, const struct model_share *share, int width_px,
              int height)
{
    uint32_t percent, maybe, no;
    char joined[64];
    struct share_bar bar = {.width_px = width_px, .height = height};
    if (!figure_percent(&share->yes, &share->n, &percent) || share->n.low == 0) {
        add_dash(page);
        return;
    }
    const struct writer *label = label_begin(page);
    bar.yes = share->yes.low;
    if (figure_percent(&share->maybe, &share->n, &maybe) &&
        figure_percent(&share->no, &share->n, &no)) {
        bar.maybe = share->maybe.low;
        bar.no = share->no.low;
        SAY(label, "yes {yes}%, maybe {maybe}%, no {no}%", NUMBER_SLOT("yes", percent),
            NUMBER_SLOT("maybe", maybe), NUMBER_SLOT("no", no));
    } else {
        uint32_t rest = share->n.low - share->yes.low;
        bar.maybe = rest;
        say_short(page->writer.words, tr(page, "not yes {n}"),
                  (const struct slot[]){
                      NUMBER_SLOT("n", chart_percent(rest, share->n.low)), {0}},
                  joined, sizeof joined);
        bar.joined = joined;
        SAY(label, "yes {yes}%, not yes {rest}%", NUMBER_SLOT("yes", percent),
            NUMBER_SLOT("rest", chart_percent(rest, share->n.low)));
    }
    share_bar_add(&page->writer, &bar, label_end(page));
}

/* Sides that are not told part by part are joined, or joined with the middle. */
static bool
make_five_bar(const struct model_statement *statement, struct five_bar *bar)
{
    const struct figure *parts = statement->parts;
    bool low = is_told(&statement->disagree), high = is_told(&statement->agree);
    if (!is_told(&statement->n) || statement->n.low == 0 || (!low && !high)) {
        return false;
    }
    uint32_t rest = statement->n.low;
    bar->low_in_middle = !low;
    bar->high_in_middle = !high;
    if (low) {
        bar->low_joined = !is_told(&parts[0]) || !is_told(&parts[1]);
        bar->parts[0] = bar->low_joined ? 0 : parts[0].low;
        bar->parts[1] = bar->low_joined ? statement->disagree.low : parts[1].low;
        rest -= statement->disagree.low;
    }
    if (high) {
        bar->high_joined = !is_told(&parts[3]) || !is_told(&parts[4]);
        bar->parts[3] = bar->high_joined ? statement->agree.low : parts[3].low;
        bar->parts[4] = bar->high_joined ? 0 : parts[4].low;
        rest -= statement->agree.low;
    }
    bar->parts[2] = rest;
    return true;
}

void
add_five_bar(struct page *page, const struct model_statement *statement, int height)
{
    struct five_bar bar = {.span = page->five_span, .height = height};
    if (!make_five_bar(statement, &bar)) {
        add_dash(page);
        return;
    }
    const struct writer *label = label_begin(page);
    uint32_t agree, disagree;
    bool has_agree = figure_percent(&statement->agree, &statement->n, &agree);
    bool has_disagree = figure_percent(&statement->disagree, &statement->n, &disagree);
    if (has_agree && has_disagree) {
        SAY(label, "disagree {disagree}%, agree {agree}%",
            NUMBER_SLOT("disagree", disagree), NUMBER_SLOT("agree", agree));
    } else if (has_agree) {
        SAY(label, "agree {agree}%", NUMBER_SLOT("agree", agree));
    } else {
        SAY(label, "disagree {disagree}%", NUMBER_SLOT("disagree", disagree));
    }
    five_bar_add(&page->writer, &bar, label_end(page));
}

/* Whether any five-part bar of the page needs the wide scale. */
static bool
is_wide(const struct model_main *main)
{
    struct five_bar identity = {0}, control = {0};
    return (make_five_bar(&main->identity, &identity) && five_bar_is_wide(&identity)) ||
           (make_five_bar(&main->control, &control) && five_bar_is_wide(&control));
}

int
page_five_span(const struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        if (is_wide(&model->services[i].all)) {
            return FIVE_BAR_WIDE_SPAN;
        }
    }
    return FIVE_BAR_SPAN;
}

void
add_list_bars(struct page *page, const struct model_list *list, size_t most)
{
    size_t shown = 0;
    /* Scales, ages and values stay in their order. */
    bool in_order = list->kind != LIST_MULTIPLE;
    html(page, "<table class=\"bars long\">" BAR_COLUMNS);
    html(page,
         "<thead class=\"hidden\"><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         tr(page, "Answer"), tr(page, "Share"));
    for (size_t i = 0; i < list->count && (most == 0 || shown < most); i++) {
        size_t at = in_order || !list->order ? i : list->order[i];
        const struct model_item *item = &list->items[at];
        shown++;
        html(page, "<tr><th scope=\"row\">");
        say_item(page, item);
        if (item->last) {
            html(page, "–");
            say_text(&page->writer, item->last);
        }
        html(page, "</th><td class=\"bar\">");
        if (item->has_percent) {
            plain_bar_add(&page->writer, item->percent, 100, 14, FILL_DARK, "");
        }
        html(page, "</td><td class=\"number\">");
        if (item->has_percent) {
            html(page, "%u%%", item->percent);
        } else {
            say_hidden(page, &item->n);
        }
        html(page, "</td></tr>\n");
    }
    html(page, "</tbody></table>\n");
}

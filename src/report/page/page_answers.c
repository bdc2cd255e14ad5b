/* Promises, and what must stay decided here. */
#include "report_page.h"

static void
add_promise(const struct page *page, const struct model_promise *promise, int most)
{
    html(page, "<tr><th scope=\"row\">");
    say_text(&page->writer, promise->label);
    html(page, "</th><td class=\"bar\">");
    if (promise->has_score) {
        signed_bar_add(&page->writer, promise->score, most, 16, "");
    }
    html(page, "</td><td class=\"number\">");
    if (promise->has_score) {
        html(page, "<bdi dir=\"ltr\">%s%d</bdi>",
             promise->score > 0   ? "+"
             : promise->score < 0 ? "−"
                                  : "",
             promise->score < 0 ? -promise->score : promise->score);
    } else {
        html(page, "<span class=\"few\">–</span>");
    }
    html(page, "</td></tr>\n");
}

enum { NARROW_SCALE = 60, WIDE_SCALE = 100 };

static int
scale_of(const struct model_promises *promises)
{
    for (size_t i = 0; i < promises->count; i++) {
        int score = promises->items[i].score;
        if (promises->items[i].has_score &&
            (score > NARROW_SCALE || score < -NARROW_SCALE)) {
            return WIDE_SCALE;
        }
    }
    return NARROW_SCALE;
}

static void
add_promises(const struct page *page)
{
    const struct model_promises *promises = &page->model->promises;
    if (promises->question < 0) {
        return;
    }
    int most = scale_of(promises);
    html(page, "<section>");
    heading(page, 3, WORD("Promises that would have to be made"));
    html(page, "<p class=\"sub\">%s; ",
         tr(page, "Most minus least important, from +100 to −100"));
    say_n(page, &promises->answered);
    html(page,
         "</p>\n<table class=\"bars promises\">" BAR_COLUMNS
         "<thead class=\"hidden\"><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         tr(page, "Promise"), tr(page, "Bar"), tr(page, "Points"));
    for (size_t i = 0; i < promises->count; i++) {
        size_t at = promises->order ? promises->order[i] : i;
        add_promise(page, &promises->items[at], most);
    }
    html(page, "</tbody></table></section>\n");
}

static void
add_decide_here(struct page *page)
{
    const struct model_list *list = &page->model->decide_here;
    if (list->question < 0) {
        return;
    }
    html(page, "<section>");
    heading(page, 3, WORD("What must stay decided here"));
    html(page, "<p class=\"sub\">%s; ",
         tr(page, "If a service is shared; all that fit"));
    say_n(page, &list->answered);
    html(page, "</p>\n");
    add_list_bars(page, list, 0);
    html(page, "</section>\n");
}

void
add_answers(struct page *page)
{
    html(page, "<div class=\"two\">");
    add_promises(page);
    add_decide_here(page);
    html(page, "</div>\n");
}

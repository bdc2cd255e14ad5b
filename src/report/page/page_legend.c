/* What the bars of page 1 mean, and all their numbers as a table. */
#include "report_page.h"

void
add_five_keys(const struct page *page)
{
    html(page, "<p class=\"legend\"><span class=\"keys\">");
    legend_key(page, FILL_DENSE_HATCH, WORD("strongly disagree"));
    legend_key(page, FILL_WIDE_HATCH, WORD("disagree"));
    legend_key(page, FILL_SAND, WORD("in between"));
    legend_key(page, FILL_MIDDLE, WORD("agree"));
    legend_key(page, FILL_DARK, WORD("strongly agree"));
    html(page, "</span><span class=\"wide\">%s</span></p>\n",
         tr(page, "number at left: disagree, at right: <b>agree</b>"));
}

/* On a phone the keys stand before the cards. */
void
add_phone_keys(const struct page *page)
{
    html(page, "<div class=\"phone keyblock\"><b>%s</b><br>",
         tr(page, "Would you share it?"));
    legend_key(page, FILL_DARK, WORD("yes"));
    legend_key(page, FILL_LIGHT, WORD("maybe"));
    legend_key(page, FILL_WHITE, WORD("no"));
    html(page, "<br><b>%s</b>", tr(page, "The two statements"));
    add_five_keys(page);
    html(page, "<span>%s</span></div>\n",
         tr(page, "Left of the bar: % who disagree; right: % who agree."));
}

/* Inner parts of the bars have no number beside them; here they have. */
void
add_ranking_numbers(const struct page *page)
{
    const struct model *model = page->model;
    details_begin(page, WORD("All numbers as a table"));
    html(page, "<table><thead><tr><th scope=\"col\">%s</th>", tr(page, "Service"));
    static const char *const heads[] = {WORD("yes"), WORD("maybe"), WORD("no"), "n"};
    static const char *const parts[] = {WORD("strongly disagree"), WORD("disagree"),
                                        WORD("in between"),        WORD("agree"),
                                        WORD("strongly agree"),    "n"};
    for (size_t i = 0; i < 4; i++) {
        html(page, "<th scope=\"col\">%s</th>", tr(page, heads[i]));
    }
    for (int statement = 0; statement < 2; statement++) {
        for (size_t i = 0; i < 6; i++) {
            html(page, "<th scope=\"col\">%s: %s</th>",
                 statement == 0 ? tr(page, "Part of our community")
                                : tr(page, "Decided by our own town"),
                 tr(page, parts[i]));
        }
    }
    html(page, "</tr></thead><tbody>");
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &model->services[model->order[i]];
        const struct model_share *share = &service->all.share;
        const struct figure *figures[] = {&share->yes, &share->maybe, &share->no,
                                          &share->n};
        html(page, "<tr><th scope=\"row\">");
        say_text(&page->writer, service->label);
        html(page, "</th>");
        for (size_t j = 0; j < 4; j++) {
            html(page, "<td>");
            say_figure(page, figures[j]);
            html(page, "</td>");
        }
        for (int statement = 0; statement < 2; statement++) {
            const struct model_statement *of =
                statement == 0 ? &service->all.identity : &service->all.control;
            for (size_t j = 0; j <= MODEL_PARTS; j++) {
                html(page, "<td>");
                say_figure(page, j == MODEL_PARTS ? &of->n : &of->parts[j]);
                html(page, "</td>");
            }
        }
        html(page, "</tr>\n");
    }
    html(page, "</tbody></table>");
    details_end(page);
}

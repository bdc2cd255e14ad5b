/* The six factors of each case, with who supplied what. */
#include "report_page.h"

static void
add_sign(const struct page *page, enum model_rating rating, const char *english)
{
    if (rating == RATING_BLANK) {
        html(page, "<td class=\"staff\"><span class=\"hidden\">%s</span></td>",
             tr(page, "none given"));
        return;
    }
    html(page, "<td class=\"staff\">%s %s</td>", rating_sign(rating),
         english[0] == '\0' ? "" : tr(page, english));
}

static const char *
rating_word(enum model_rating rating)
{
    static const char *const words[] = {"", WORD("helps"), WORD("neither"),
                                        WORD("hinders")};
    return words[rating];
}

static void
add_savings_factor(const struct page *page, const struct model_service *service)
{
    const struct model_savings *savings = &service->savings;
    enum model_rating rating = service->factors[FACTOR_SAVINGS];
    if (rating == RATING_BLANK || !savings->has_threshold) {
        add_sign(page, RATING_BLANK, "");
        return;
    }
    html(page, "<td class=\"staff\">%s %s ", rating_sign(rating),
         rating == RATING_HELPS     ? tr(page, "meets")
         : rating == RATING_HINDERS ? tr(page, "under")
                                    : tr(page, "around"));
    say_money(page, savings->threshold);
    html(page, "</td>");
}

static void
add_gap(const struct page *page, const struct model_towns *towns)
{
    html(page, "<td class=\"people\">");
    if (towns->has_gap) {
        html(page, "%u%s", towns->gap, towns->unmarked > 0 ? "*" : "");
    } else {
        html(page, "–");
    }
    html(page, "</td>");
}

static void
add_total(const struct page *page, const struct model_service *service)
{
    if (service->factors_blank == 0) {
        html(page, "<td class=\"six\"><b>");
        SAY(&page->writer, "{for} for, {against} against",
            NUMBER_SLOT("for", service->factors_for),
            NUMBER_SLOT("against", service->factors_against));
        html(page, "</b></td>");
    } else {
        html(page, "<td class=\"six\">");
        SAY_COUNT(&page->writer, service->factors_blank, "no total: {n} blank",
                  "no total: {n} blank", NUMBER_SLOT("count", 0));
        html(page, "</td>");
    }
}

static void
add_row(const struct page *page, const struct model_service *service)
{
    html(page, "<tr><th scope=\"row\">");
    say_group_mark(page, service->group);
    say_text(&page->writer, service->label);
    html(page, "</th><td class=\"people\">");
    enum model_rating control = service->factors[FACTOR_CONTROL];
    html(page, "%s ", rating_sign(control));
    say_percent(page, &service->all.control.agree, &service->all.control.n);
    html(page, "</td>");
    add_gap(page, &service->towns);
    add_savings_factor(page, service);
    add_sign(page, service->factors[FACTOR_GEOGRAPHY],
             rating_word(service->factors[FACTOR_GEOGRAPHY]));
    add_sign(page, service->factors[FACTOR_GROUPING],
             rating_word(service->factors[FACTOR_GROUPING]));
    add_sign(page, service->factors[FACTOR_URGENCY], level_name(service->urgency));
    add_sign(page, service->factors[FACTOR_CULTURE],
             rating_word(service->factors[FACTOR_CULTURE]));
    add_total(page, service);
    html(page, "</tr>\n");
}

static void
add_heads(const struct page *page)
{
    static const char *const staff[] = {WORD("Savings"), WORD("Geography"),
                                        WORD("Grouping"), WORD("Urgency"),
                                        WORD("Culture")};
    html(page,
         "<thead><tr><td></td><th scope=\"colgroup\" colspan=\"2\" class=\"people\">%s"
         "</th><th scope=\"colgroup\" colspan=\"5\" class=\"staff\">%s",
         tr(page, "From people"), tr(page, "From staff"));
    if (page->savings_date) {
        say_comma(page);
        say_date(page, page->savings_date);
    }
    html(page,
         "</th><td></td></tr>\n<tr><th scope=\"col\">%s</th><th scope=\"col\" "
         "class=\"people\">%s</th><th scope=\"col\" class=\"people\">%s</th>",
         tr(page, "Service"), tr(page, "Local<br>control"),
         tr(page, "Towns<br>differ"));
    for (size_t i = 0; i < 5; i++) {
        html(page, "<th scope=\"col\" class=\"staff\">%s</th>", tr(page, staff[i]));
    }
    html(page, "<th scope=\"col\">%s</th></tr></thead>\n", tr(page, "All six"));
}

void
add_factors(struct page *page)
{
    const struct model *model = page->model;
    const struct rules *rules = &model->input->rules;
    html(page,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"factors\"><caption class=\"hidden\">%s</caption>",
         tr(page, "The six factors of each service"),
         tr(page, "The six factors of each service"));
    add_heads(page);
    html(page, "<tbody>");
    for (size_t i = 0; i < model->service_count; i++) {
        add_row(page, &model->services[model->order[i]]);
    }
    html(page, "</tbody></table></div>\n<p class=\"note\">");
    SAY(&page->writer,
        "▲ for sharing, ▽ against. Local control: ▲ under {helps}% want it decided "
        "here, ▽ {hinders}% or more. Empty: none given.",
        NUMBER_SLOT("helps", share_percent(rules->control_helps)),
        NUMBER_SLOT("hinders", share_percent(rules->control_hinders)));
    html(page, "</p>\n");
}

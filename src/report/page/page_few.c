/* Page 1 while no service has its place: what is still needed, and what can be said. */
#include "report_page.h"

static void
say_needed(const struct page *page)
{
    const struct model *model = page->model;
    const struct model_few *few = &model->few;
    html(page, "<p class=\"lead\"><b>");
    if (is_told(&model->people)) {
        SAY_COUNT(&page->writer, model->people.low, "{n} person has answered.",
                  "{n} people have answered.", NUMBER_SLOT("count", 0));
    } else {
        SAY(&page->writer, "Fewer than {n} people have answered.",
            NUMBER_SLOT("n", page->smallest));
    }
    html(page, "</b> ");
    SAY(&page->writer,
        "A service gets its place when {n} have answered its three main questions.",
        NUMBER_SLOT("n", model->input->rules.answers));
    if (few->has_people && !model->input->is_public) {
        html(page, " ");
        if (few->has_half_days) {
            SAY_COUNT(&page->writer, few->half_days,
                      "That takes about {people} more people: {n} half-day at today’s "
                      "pace.",
                      "That takes about {people} more people: {n} half-days at today’s "
                      "pace.",
                      NUMBER_SLOT("people", few->people));
        } else {
            SAY(&page->writer, "That takes about {people} more people.",
                NUMBER_SLOT("people", few->people));
        }
    }
    html(page, "</p>\n");
}

static void
add_few_staff(const struct page *page, const struct model_service *service)
{
    const struct model_savings *savings = &service->savings;
    html(page, "<td class=\"staff\">");
    if (savings->has_low && savings->has_high) {
        say_money_range(page, savings->low, savings->high);
    } else {
        html(page, "–");
    }
    html(page, "</td><td class=\"staff\">");
    if (savings->has_threshold && service->factors[FACTOR_SAVINGS] != RATING_BLANK) {
        enum model_rating rating = service->factors[FACTOR_SAVINGS];
        html(page, "%s",
             rating == RATING_HELPS     ? tr(page, "Yes")
             : rating == RATING_HINDERS ? tr(page, "No")
                                        : tr(page, "partly"));
        say_comma(page);
        say_money(page, savings->threshold);
    }
    html(page, "</td><td class=\"staff\">%s</td>",
         service->urgency == LEVEL_BLANK ? "" : tr(page, level_name(service->urgency)));
}

static void
add_few_row(struct page *page, const struct model_service *service)
{
    uint32_t needed = page->model->input->rules.answers;
    bool told = is_told(&service->fewest);
    uint32_t bar = told ? service->fewest.low : page->smallest - 1;
    html(page, "<tr><th scope=\"row\">");
    say_text(&page->writer, service->label);
    html(page, "</th><td class=\"bar\">");
    progress_bar_add(&page->writer, bar > needed ? needed : bar, needed, !told, "");
    html(page, "</td><td>");
    if (told) {
        say_number(&page->writer, service->fewest.low);
    } else if (service->fewest.high < page->smallest) {
        SAY(&page->writer, "fewer than {n}", NUMBER_SLOT("n", page->smallest));
    } else {
        say(&page->writer, "not shown");
    }
    html(page, "</td><td><b>");
    if (service->has_exact_need) {
        SAY_COUNT(&page->writer, service->need, "{n} more", "{n} more",
                  NUMBER_SLOT("count", 0));
    } else if (service->need == 0) {
        say(&page->writer, "not shown");
    } else {
        SAY(&page->writer, "{n} or more", NUMBER_SLOT("n", service->need));
    }
    html(page, "</b></td><td>");
    say_figure(page, &service->first);
    html(page, "</td>");
    add_few_staff(page, service);
    html(page, "</tr>\n");
}

static void
add_few_table(struct page *page)
{
    const struct model *model = page->model;
    html(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table "
        "class=\"few\"><thead><tr><td></td><th scope=\"colgroup\" colspan=\"4\" "
        "class=\"people\">%s</th><th scope=\"colgroup\" colspan=\"3\" "
        "class=\"staff\">%s",
        tr(page, "What is still needed"),
        tr(page, "From people who answered, as counts"), tr(page, "From staff"));
    if (page->savings_date) {
        say_comma(page);
        say_date(page, page->savings_date);
    }
    html(page,
         "</th></tr>\n<tr><th scope=\"col\">%s</th><th scope=\"col\" "
         "colspan=\"2\">",
         tr(page, "Service, in the<br>order of the form"));
    SAY(&page->writer, "Answers so far,<br>of the {n} it needs",
        NUMBER_SLOT("n", model->input->rules.answers));
    html(page,
         "</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" "
         "class=\"staff\">%s</th><th scope=\"col\" class=\"staff\">%s</th><th "
         "scope=\"col\" class=\"staff\">%s</th></tr></thead><tbody>\n",
         tr(page, "Still<br>needed"), tr(page, "In first<br>three"),
         tr(page, "Savings<br>a year"), tr(page, "Meets<br>threshold"),
         tr(page, "Urgency"));
    for (size_t i = 0; i < model->service_count; i++) {
        add_few_row(page, &model->services[i]);
    }
    html(page, "</tbody></table></div>\n<p class=\"note\">");
    SAY(&page->writer,
        "Hatched: 0 to {last}. Groups of fewer than {n} are hidden so that nobody can "
        "be "
        "found. This is no ranking.",
        NUMBER_SLOT("last", page->smallest - 1), NUMBER_SLOT("n", page->smallest));
    html(page, "</p>\n");
}

/* Counts of a list over all services, told ones alone. */
static void
add_counts(struct page *page, const struct model_list *list)
{
    bool hidden = false;
    if (list->question < 0) {
        return;
    }
    uint32_t whole = list->answered.high > 0 ? list->answered.high : 1;
    html(page,
         "<table class=\"bars\">" BAR_COLUMNS
         "<thead class=\"hidden\"><tr><th scope=\"col\">%s"
         "</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>"
         "<tbody>",
         tr(page, "Answer"), tr(page, "Bar"), tr(page, "People"));
    for (size_t i = 0; i < list->count; i++) {
        const struct model_item *item = &list->items[list->order ? list->order[i] : i];
        if (!is_told(&item->n)) {
            hidden = true;
            continue;
        }
        html(page, "<tr><th scope=\"row\">");
        say_item(page, item);
        html(page, "</th><td class=\"bar\">");
        plain_bar_add(&page->writer, item->n.low,
                      whole > item->n.low ? whole : item->n.low, 14, FILL_DARK, "");
        html(page, "</td><td class=\"number\">");
        say_number(&page->writer, item->n.low);
        html(page, "</td></tr>\n");
    }
    html(page, "</tbody></table>\n");
    if (hidden) {
        html(page, "<p class=\"sub\">%s</p>\n",
             tr(page, "Every other answer: not shown."));
    }
}

static void
add_said_head(const struct page *page, const char *words, const struct figure *n)
{
    html(page, "<h3>%s", words);
    if (is_told(n)) {
        say_comma(page);
        say_n(page, n);
    }
    html(page, "</h3>\n");
}

static void
add_said(struct page *page)
{
    const struct model *model = page->model;
    html(page, "<section>");
    heading(page, 2, WORD("What can be said already"));
    if (model->concerns.question >= 0) {
        add_said_head(page, tr(page, "What concerns them, over all services"),
                      &model->concerns.answered);
        add_counts(page, &model->concerns);
    }
    if (model->governance.question >= 0) {
        add_said_head(page, tr(page, "Who should run a shared service"),
                      &model->governance.answered);
        add_counts(page, &model->governance);
    }
    html(page, "<h3>%s</h3>\n<p>", tr(page, "Not yet"));
    SAY(&page->writer,
        "Map, points, groups, towns, promises, values and the pages for each service: "
        "none is drawn below {n} answers.",
        NUMBER_SLOT("n", model->input->rules.answers));
    html(page, "</p></section>\n");
}

/* Towns from which few came, as a sentence. */
static void
add_few_towns(const struct page *page)
{
    const struct model *model = page->model;
    const char *names[6];
    size_t count = 0;
    for (size_t i = 0; i < model->town_count && count < 6; i++) {
        const struct model_place *place = &model->parts[COUNTS_TOWN].members[i];
        if (place->people.high < page->smallest) {
            names[count++] = town_name(model, i);
        }
    }
    if (count == 0) {
        return;
    }
    struct buffer list;
    struct writer writer = {&list, page->writer.words, false};
    buffer_init(&list, (size_t)1 << 14);
    say_list(&writer, names, count);
    buffer_add_u8(&list, 0);
    if (!list.failed) {
        html(page, "<li>");
        SAY(&page->writer,
            "<b>Take it to {towns}.</b> Fewer than {n} people came from "
            "each.",
            MARKUP_SLOT("towns", (const char *)list.data),
            NUMBER_SLOT("n", page->smallest));
        html(page, "</li>\n");
    }
    buffer_finish(&list);
}

static void
add_blanks(const struct page *page)
{
    static const enum model_factor factors[] = {FACTOR_SAVINGS, FACTOR_GEOGRAPHY,
                                                FACTOR_GROUPING, FACTOR_URGENCY,
                                                FACTOR_CULTURE};
    static const char *const names[] = {WORD("Savings"), WORD("Geography"),
                                        WORD("Grouping"), WORD("Urgency"),
                                        WORD("Culture")};
    const struct model_few *few = &page->model->few;
    bool any = false;
    if (!page->model->input->labels) {
        return; /* staff's ratings are in the pack, and none was given */
    }
    for (size_t i = 0; i < 5; i++) {
        if (few->blanks[factors[i]] == 0) {
            continue;
        }
        html(page, any ? ", " : "<li>%s ",
             tr(page, "<b>Fill the blanks.</b> Staff gave no rating, by number of "
                      "services:"));
        any = true;
        html(page, "%s %u", tr(page, names[i]), few->blanks[factors[i]]);
    }
    if (any) {
        html(page, ". %s</li>\n",
             tr(page, "Without them there is no six-factor total."));
    }
}

static void
add_to_do(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<section>");
    heading(page, 2, WORD("What to do now"));
    html(page, "<ol class=\"todo\"><li>%s</li>\n",
         tr(page, "<b>Keep the booth open.</b> Every service needs its answers."));
    add_few_towns(page);
    html(page, "<li>%s</li>\n",
         tr(page,
            "<b>Let it choose.</b> The booth offers each visitor one more service, "
            "one with few answers."));
    add_blanks(page);
    html(page, "<li>");
    if (is_told(&model->people)) {
        SAY_COUNT(
            &page->writer, model->people.low,
            "<b>Hold the ranking.</b> An order made of {n} answer may not go out.",
            "<b>Hold the ranking.</b> An order made of {n} answers may not go out.",
            NUMBER_SLOT("count", 0));
    } else {
        say(&page->writer,
            "<b>Hold the ranking.</b> An order made of so few answers may "
            "not go out.");
    }
    html(page, "</li></ol></section>\n");
}

void
add_few_sheet(struct page *page)
{
    sheet_begin(page, "one early");
    add_memo_kind(page);
    html(page, "<h1>");
    say_headline(page);
    html(page, "</h1>\n");
    say_needed(page);
    add_facts(page);
    if (page->model->service_count > 0) {
        add_few_table(page);
    }
    html(page, "<div class=\"two\">");
    add_said(page);
    add_to_do(page);
    html(page, "</div>\n");
    add_footer_form(page);
}

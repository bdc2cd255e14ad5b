/* Of one service: the main questions in people, and by town, round and other parts. */
#include "annex.h"

#include <string.h>

/* The sentence that residents read, else what the page calls it. */
static void
say_statement(const struct page *page, const struct model_service *service,
              bool is_control)
{
    const struct model_input *input = page->model->input;
    int at = !input->labels ? -1 : form_find_service(input->labels, service->code);
    const char *own = at < 0 ? NULL
                             : form_service_text(input->labels, (size_t)at,
                                                 is_control ? "control" : "identity",
                                                 input->language, TEXT_SHOWN);
    const struct buffer *asked = &page->statements[is_control];
    const char *words =
        asked->size > 1 && !asked->failed ? (const char *)asked->data : NULL;
    if ((own && own[0] != '\0') || words) {
        html(page, "“");
        say_text(&page->writer, own && own[0] != '\0' ? own : words);
        html(page, "”");
    } else {
        say(&page->writer,
            is_control ? "Decided by our own town" : "Part of our community");
    }
}

/* Two cells, or one that spans both where they are told together. */
static void
add_side(const struct page *page, const struct figure *first,
         const struct figure *second, const struct figure *sum)
{
    if (is_told(first) && is_told(second)) {
        html(page, "<td>");
        say_figure(page, first);
        html(page, "</td><td>");
        say_figure(page, second);
        html(page, "</td>");
    } else {
        html(page, "<td colspan=\"2\" class=\"joined\"><span>");
        say_figure(page, sum);
        html(page, "</span></td>");
    }
}

static void
add_statement(struct page *page, const struct model_service *service, bool is_control)
{
    const struct model_statement *statement =
        is_control ? &service->all.control : &service->all.identity;
    html(page, "<tr><th scope=\"row\">");
    say_statement(page, service, is_control);
    html(page, "</th><td class=\"bar\">");
    add_five_bar(page, statement, 18);
    html(page, "</td>");
    add_side(page, &statement->parts[0], &statement->parts[1], &statement->disagree);
    html(page, "<td>");
    say_figure(page, &statement->parts[2]);
    html(page, "</td>");
    add_side(page, &statement->parts[3], &statement->parts[4], &statement->agree);
    html(page, "<td><b>");
    say_figure(page, &statement->n);
    html(page, "</b></td><td>");
    say_figure(page, &statement->none);
    html(page, "</td><td><b>");
    say_percent(page, &statement->agree, &statement->n);
    html(page, "</b></td></tr>\n");
}

void
add_statements_in_people(struct page *page, const struct model_service *service)
{
    static const enum fill fills[] = {FILL_DENSE_HATCH, FILL_WIDE_HATCH, FILL_SAND,
                                      FILL_MIDDLE, FILL_DARK};
    static const char *const signs[] = {"−−", "−", "±", "+", "++"};
    static const char *const words[] = {WORD("strongly disagree"), WORD("disagree"),
                                        WORD("in between"), WORD("agree"),
                                        WORD("strongly agree")};
    if (page->model->identity_question < 0 && page->model->control_question < 0) {
        return;
    }
    heading(page, 3, WORD("The two statements, in people"));
    const struct writer *label = label_begin(page);
    SAY(label, "The two statements, in people: {service}",
        TEXT_SLOT("service", service->label));
    html(page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    const char *said = label_end(page);
    buffer_add(page->writer.out, said, strlen(said));
    html(page,
         "\"><table class=\"people5\"><thead><tr><th scope=\"col\"><span "
         "class=\"hidden\">%s</span></th><th scope=\"col\"><span "
         "class=\"hidden\">%s</span></th>",
         tr(page, "Statement"), tr(page, "Bar"));
    for (size_t i = 0; i < 5; i++) {
        const struct drawing drawing = {&page->writer, 14, 13};
        html(page, "<th scope=\"col\">");
        drawing_begin(&drawing, tr(page, words[i]));
        drawing_box(&drawing, 1, 1, 12, 11, fills[i]);
        drawing_end(&drawing);
        html(page, "<br><span aria-hidden=\"true\">%s</span></th>", signs[i]);
    }
    html(page,
         "<th scope=\"col\">n</th><th scope=\"col\">%s</th><th scope=\"col\">%s"
         "</th></tr></thead><tbody>\n",
         tr(page, "no opinion"), tr(page, "agree"));
    if (page->model->identity_question >= 0) {
        add_statement(page, service, false);
    }
    if (page->model->control_question >= 0) {
        add_statement(page, service, true);
    }
    html(page, "</tbody></table></div>\n<p class=\"note\">%s</p>\n",
         tr(page,
            "−− strongly disagree, − disagree, ± in between, + agree, ++ strongly "
            "agree. A bracket joins parts that are not told apart."));
}

static void
say_partners(const struct page *page, const struct model_service *service)
{
    const struct model_list *list = &service->partners;
    if (list->question < 0 || !is_told(&list->answered) || list->answered.low == 0) {
        return;
    }
    html(page, "<p class=\"sub\">%s ", tr(page, "With whom, of yes and maybe"));
    say_shares(page, list);
    html(page, "</p>\n");
}

void
add_share_in_people(struct page *page, const struct model_service *service)
{
    const struct model_share *share = &service->all.share;
    heading(page, 3, WORD("Would you share it?"));
    html(page, "<div class=\"sharerow\"><div class=\"bar\">");
    add_share_bar(page, share, 420, 22);
    html(page, "</div><p><b>");
    say_figure(page, &share->yes);
    html(page, "</b> %s, <b>", tr(page, "yes"));
    say_figure(page, &share->maybe);
    html(page, "</b> %s, <b>", tr(page, "maybe"));
    say_figure(page, &share->no);
    html(page, "</b> %s; ", tr(page, "no"));
    say_n(page, &share->n);
    html(page, ", %s ", tr(page, "no opinion"));
    say_figure(page, &share->none);
    html(page, "</p></div>\n");
    say_partners(page, service);
}

static void
add_agree(const struct page *page, const struct model_statement *statement)
{
    uint32_t percent;
    html(page, "<td>");
    if (figure_percent(&statement->agree, &statement->n, &percent)) {
        SAY(&page->writer, "<b>{percent}%</b> of {n}", NUMBER_SLOT("percent", percent),
            NUMBER_SLOT("n", statement->n.low));
    } else {
        say_hidden(page, &statement->agree);
    }
    html(page, "</td>");
}

/* One row of the main questions: share, n, and the two statements. */
static void
add_main_row(struct page *page, const struct model_place *place, const char *own,
             const struct model_main *main, bool with_statements)
{
    html(page, "<tr><th scope=\"row\">");
    if (place) {
        say_place(page, place);
    } else {
        say(&page->writer, own);
    }
    html(page, "</th><td class=\"bar\">");
    add_share_bar(page, &main->share, with_statements ? 240 : 180, 15);
    html(page, "</td><td class=\"number plain\">");
    say_figure(page, &main->share.n);
    html(page, "</td>");
    if (with_statements) {
        add_agree(page, &main->identity);
        add_agree(page, &main->control);
    }
    html(page, "</tr>\n");
}

static void
begin_rows(const struct page *page, bool with_statements, const char *first)
{
    html(page,
         "<table class=\"main\"><thead><tr><th scope=\"col\"><span "
         "class=\"hidden\">%s</span></th><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">n</th>",
         tr(page, first), tr(page, "Yes, maybe, no, %"));
    if (with_statements) {
        html(page, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
             tr(page, "Part of us: agree"), tr(page, "Decided here: agree"));
    }
    html(page, "</tr></thead><tbody>\n");
}

void
add_by_town(struct page *page, const struct model_service *service)
{
    const struct model *model = page->model;
    const struct model_main *towns = service->parts[COUNTS_TOWN];
    const struct model_part *part = &model->parts[COUNTS_TOWN];
    if (!towns || model->town_count == 0) {
        return;
    }
    heading(page, 3, WORD("By town"));
    begin_rows(page, true, WORD("Town"));
    for (size_t i = 0; i <= model->town_count; i++) {
        bool is_town = i < model->town_count;
        add_main_row(page, is_town ? &part->members[i] : NULL,
                     WORD("elsewhere or not said"), &towns[i], true);
    }
    html(page, "</tbody></table>\n");
}

void
add_by_round(struct page *page, const struct model_service *service)
{
    const struct model_input *input = page->model->input;
    if (!service->rounds || input->round_count < 2) {
        return;
    }
    html(page, "<section>");
    heading(page, 3, WORD("Rounds"));
    begin_rows(page, false, WORD("Round"));
    for (size_t i = 0; i < input->round_count; i++) {
        const char *name = input->rounds[i].name;
        const struct model_place place = {.code = name, .label = name};
        add_main_row(page, name[0] == '\0' ? NULL : &place, WORD("without a name"),
                     &service->rounds[i], false);
    }
    html(page,
         "</tbody></table>\n<p class=\"sub\">%s: ", tr(page, "Decided here: agree"));
    for (size_t i = 0; i < input->round_count; i++) {
        const struct model_statement *control = &service->rounds[i].control;
        if (i > 0) {
            say(&page->writer, ", then ");
        }
        say_percent(page, &control->agree, &control->n);
    }
    html(page, ". %s</p></section>\n",
         tr(page, "Other visitors came each time; same questions, same form."));
}

const char *
part_name(enum counts_part part)
{
    static const char *const names[COUNTS_PARTS] = {
        [COUNTS_ALL] = "",
        [COUNTS_TOWN] = WORD("Towns"),
        [COUNTS_ASSIGNED] = WORD("Chosen and assigned"),
        [COUNTS_CHANNEL] = WORD("How they answered"),
        [COUNTS_ASSISTED] = WORD("Helped by somebody"),
        [COUNTS_FIRST_TIME] = WORD("First time here"),
        [COUNTS_AFTER_RESULTS] = WORD("Had seen results before the end"),
    };
    return names[part];
}

/* One row of a small table: share and n. Nothing is said of members of whom nothing is
 * told. */
static void
add_small_row(struct page *page, const struct model_place *place, const char *own,
              const struct model_main *main)
{
    if (!is_told(&main->share.yes) || !is_told(&main->share.n)) {
        return;
    }
    html(page, "<tr><th scope=\"row\">");
    if (place) {
        say_place(page, place);
    } else {
        say(&page->writer, own);
    }
    html(page, "</th><td class=\"bar\">");
    add_share_bar(page, &main->share, 110, 14);
    html(page, "</td><td class=\"number plain\">");
    say_figure(page, &main->share.n);
    html(page, "</td></tr>\n");
}

/* How many members of the part are told of. */
static size_t
members_told(const struct model_main *members, size_t count)
{
    size_t told = 0;
    for (size_t i = 0; members && i < count; i++) {
        told += is_told(&members[i].share.yes) && is_told(&members[i].share.n);
    }
    return told;
}

static void
add_small_part(struct page *page, const struct model_service *service,
               enum counts_part which)
{
    static const char *const assigned[] = {WORD("Chose it"), WORD("Assigned")};
    const struct model_main *members = service->parts[which];
    const struct model_part *part = &page->model->parts[which];
    size_t count = which == COUNTS_ASSIGNED ? 2 : part->count;
    if (members_told(members, count) == 0) {
        return;
    }
    html(
        page,
        "<table class=\"bars small\"><caption>%s</caption>" BAR_COLUMNS
        "<thead class=\"hidden\"><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
        "<th scope=\"col\">n</th></tr></thead><tbody>\n",
        tr(page, part_name(which)), tr(page, "Part"), tr(page, "Yes, maybe, no, %"));
    for (size_t i = 0; i < count; i++) {
        bool is_assigned = which == COUNTS_ASSIGNED;
        add_small_row(page, is_assigned ? NULL : &part->members[i],
                      is_assigned ? assigned[i] : "", &members[i]);
    }
    html(page, "</tbody></table>\n");
}

/* Chosen and assigned, channels, assisted, first time and after results, side by side.
 */
void
add_small_parts(struct page *page, const struct model_service *service)
{
    static const enum counts_part parts[] = {COUNTS_ASSIGNED, COUNTS_ASSISTED,
                                             COUNTS_FIRST_TIME, COUNTS_CHANNEL,
                                             COUNTS_AFTER_RESULTS};
    if (page->model->share_question < 0) {
        return;
    }
    heading(page, 3, WORD("Parts of those who answered: would they share it?"));
    html(page, "<div class=\"smalls\">\n");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        add_small_part(page, service, parts[i]);
    }
    html(page, "</div>\n");
}

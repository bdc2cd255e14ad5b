/* Who took part, where and when; sessions; how the kiosks are. */
#include "annex.h"

static void
begin_table(const struct page *page, const char *caption, const char *first,
            const char *second)
{
    heading(page, 3, caption);
    html(page,
         "<table class=\"plain\"><thead><tr><th scope=\"col\">%s</th><th "
         "scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>\n",
         tr(page, first), tr(page, second));
}

static void
add_member(const struct page *page, const struct model_place *place, const char *own)
{
    html(page, "<tr><th scope=\"row\">");
    if (own) {
        say(&page->writer, own);
    } else {
        say_place(page, place);
    }
    html(page, "</th><td class=\"number\">");
    say_figure(page, &place->people);
    html(page, "</td></tr>\n");
}

static void
add_part(const struct page *page, enum counts_part part)
{
    const struct model_part *members = &page->model->parts[part];
    size_t told = 0;
    for (size_t i = 0; i < members->count; i++) {
        told += members->members[i].people.high > 0;
    }
    if (told < 2) {
        return;
    }
    html(page, "<section class=\"question\">");
    begin_table(page, part_name(part), WORD("Who"), WORD("People"));
    for (size_t i = 0; i < members->count; i++) {
        bool is_rest = part == COUNTS_TOWN && i >= page->model->town_count;
        add_member(page, &members->members[i],
                   is_rest ? WORD("elsewhere or not said") : NULL);
    }
    html(page, "</tbody></table></section>\n");
}

static void
add_kiosks(const struct page *page)
{
    const struct model *model = page->model;
    if (model->kiosk_count == 0) {
        return;
    }
    html(page, "<section class=\"question\">");
    begin_table(page, WORD("Where"), WORD("Kiosk"), WORD("People"));
    for (size_t i = 0; i < model->kiosk_count; i++) {
        add_member(page, &model->kiosks[i], NULL);
    }
    html(page, "</tbody></table></section>\n");
}

static void
add_list(struct page *page, const struct model_list *list, const char *caption)
{
    if (list->count < 2) {
        return;
    }
    html(page, "<section class=\"question\">");
    heading(page, 3, caption);
    add_list_bars(page, list, 0);
    html(page, "</section>\n");
}

static void
add_rounds(const struct page *page)
{
    const struct model *model = page->model;
    const struct model_input *input = model->input;
    if (input->round_count < 2 || !model->round_people) {
        return;
    }
    html(page, "<section class=\"question\">");
    begin_table(page, WORD("Rounds"), WORD("Round"), WORD("People"));
    for (size_t i = 0; i < input->round_count; i++) {
        const char *name = input->rounds[i].name;
        const struct model_place place = {name, name, model->round_people[i]};
        add_member(page, &place, name[0] == '\0' ? WORD("without a name") : NULL);
    }
    html(page, "</tbody></table></section>\n");
}

static void
add_when(const struct page *page)
{
    const struct model *model = page->model;
    if (model->half_days == 0 || model->period_count == 0) {
        return;
    }
    html(page, "<p>");
    SAY_COUNT(&page->writer, model->half_days,
              "Answers came in {n} half-day of a kiosk,",
              "Answers came in {n} half-days of kiosks,", NUMBER_SLOT("count", 0));
    html(page, " ");
    say_time(page);
    html(page, ".");
    if (is_told(&model->clock_untrusted) && model->clock_untrusted.low > 0) {
        html(page, " ");
        SAY_COUNT(&page->writer, model->clock_untrusted.low,
                  "{n} while a kiosk was not sure of the date.",
                  "{n} while a kiosk was not sure of the date.",
                  NUMBER_SLOT("count", 0));
    }
    html(page, "</p>\n");
}

/* People by half-day, day, week or month: never crossed with anything. */
static void
add_periods(const struct page *page)
{
    const struct model *model = page->model;
    static const char *const units[] = {[UNIT_HALF_DAY] = WORD("Half-day"),
                                        [UNIT_DAY] = WORD("Day"),
                                        [UNIT_WEEK] = WORD("Week"),
                                        [UNIT_MONTH] = WORD("Month")};
    if (model->period_count < 2) {
        return;
    }
    html(page, "<section class=\"question\">");
    begin_table(page, WORD("When"), units[model->unit], WORD("People"));
    for (size_t i = 0; i < model->period_count; i++) {
        const struct model_period *period = &model->periods[i];
        html(page, "<tr><th scope=\"row\">");
        if (model->unit == UNIT_MONTH) {
            say_month_of(page, period->first_half_day);
        } else {
            say_half_days(page, period->first_half_day, period->last_half_day);
        }
        if (model->unit == UNIT_HALF_DAY) {
            html(page, ", %s",
                 period->first_half_day % 2 == 0 ? tr(page, "morning")
                                                 : tr(page, "afternoon"));
        }
        html(page, "</th><td class=\"number\">");
        say_figure(page, &period->people);
        html(page, "</td></tr>\n");
    }
    html(page, "</tbody></table></section>\n");
}

static void
add_sessions(const struct page *page)
{
    const struct model *model = page->model;
    if (model->sessions_begun == 0) {
        return;
    }
    heading(page, 3, WORD("Sessions"));
    html(page, "<p>");
    SAY(&page->writer,
        "{begun} were begun, {finished} finished, and {abandoned} were left: somebody "
        "walked away, and the kiosk wiped the screen.",
        NUMBER_SLOT("begun", model->sessions_begun),
        NUMBER_SLOT("finished", model->sessions_finished),
        NUMBER_SLOT("abandoned", model->sessions_timed_out));
    html(page, "</p>\n");
}

static void
add_health(const struct page *page)
{
    const struct model_input *input = page->model->input;
    static const char *const heads[] = {
        WORD("Kiosk"), WORD("Version"),  WORD("Last collected"), WORD("Bundles"),
        WORD("Gaps"),  WORD("Hours on"), WORD("Free space, MB")};
    if (input->health_count == 0) {
        return;
    }
    heading(page, 3, WORD("The kiosks"));
    html(page,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"plain health\"><thead><tr>",
         tr(page, "The kiosks"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        html(page, "<th scope=\"col\">%s</th>", tr(page, heads[i]));
    }
    html(page, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < input->health_count; i++) {
        const struct model_health *kiosk = &input->health[i];
        const uint32_t numbers[] = {kiosk->bundles, kiosk->gaps, kiosk->uptime_hours,
                                    kiosk->storage_free_mb};
        html(page, "<tr><th scope=\"row\">");
        say_text(&page->writer, kiosk->kiosk ? kiosk->kiosk : "");
        html(page, "</th><td>");
        say_text(&page->writer, kiosk->program_version ? kiosk->program_version : "");
        html(page, "</td><td>");
        if (kiosk->last_collected && kiosk->last_collected[0] != '\0') {
            say_date(page, kiosk->last_collected);
        }
        html(page, "</td>");
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
            html(page, "<td class=\"number\">");
            say_number(&page->writer, numbers[j]);
            html(page, "</td>");
        }
        html(page, "</tr>\n");
    }
    html(page, "</tbody></table></div>\n");
}

static void
add_item(const struct page *page, uint32_t n, const char *one, const char *many)
{
    if (n > 0) {
        html(page, "<li>");
        say_filled(&page->writer, words_plural(page->writer.words, one, many, n),
                   (const struct slot[]){NUMBER_SLOT("n", n), {0}});
        html(page, "</li>\n");
    }
}

/* Bundles are no people, so their numbers are told as they are. */
static void
add_left_out(const struct page *page)
{
    const struct page_extra *extra = page->extra;
    if (extra->bundles_kept + extra->bundles_apart + extra->bundles_test +
            extra->gaps ==
        0) {
        return;
    }
    heading(page, 3, WORD("What is not in these figures"));
    html(page, "<ul>");
    add_item(page, extra->bundles_kept,
             "{n} bundle of a kiosk that is not accepted, or that was not opened",
             "{n} bundles of kiosks that are not accepted, or that were not opened");
    add_item(page, extra->bundles_apart,
             "{n} bundle of a copied or restored card, kept apart",
             "{n} bundles of copied or restored cards, kept apart");
    add_item(
        page, extra->gaps,
        "{n} gap: a kiosk made bundles that have not arrived, so figures may change",
        "{n} gaps: kiosks made bundles that have not arrived, so figures may "
        "change");
    add_item(page, extra->bundles_test, "{n} bundle from test mode",
             "{n} bundles from test mode");
    html(page, "</ul>\n");
}

void
add_people_sheet(struct page *page)
{
    const struct model *model = page->model;
    flow_begin(page, "who");
    heading(page, 2, WORD("Who took part, where and when"));
    html(page, "<p>%s</p>\n",
         tr(page,
            "Visitors chose to take part. They are not a sample of all residents, "
            "so there is no margin of error, and a share here is not a share of "
            "the population."));
    if (page->extra->recovered > 0) {
        html(page, "<p>%s</p>\n",
             tr(page, "Some of these responses were read from the card of a kiosk that "
                      "had failed."));
    }
    add_when(page);
    html(page, "<div class=\"questions\">\n");
    add_part(page, COUNTS_TOWN);
    add_kiosks(page);
    add_periods(page);
    add_rounds(page);
    add_list(page, &model->languages, WORD("Languages"));
    add_list(page, &model->events, WORD("Events"));
    add_part(page, COUNTS_CHANNEL);
    add_part(page, COUNTS_ASSISTED);
    add_part(page, COUNTS_FIRST_TIME);
    add_part(page, COUNTS_AFTER_RESULTS);
    add_list(page, &model->durations, WORD("How long it took"));
    add_list(page, &model->straight_lines, WORD("The same answer all along"));
    html(page, "</div>\n");
    add_sessions(page);
    add_health(page);
    add_left_out(page);
    flow_end(page);
}

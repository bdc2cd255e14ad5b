/* The head of page 1: who writes, the headline, and who took part. */
#include "report_page.h"

#include "markup.h"

#include <string.h>

static const char *
office_of(const struct page *page)
{
    const struct model_input *input = page->model->input;
    if (page->options->office && page->options->office[0] != '\0') {
        return page->options->office;
    }
    return !input->labels
               ? NULL
               : form_county_text(input->labels, "name", input->language, TEXT_SHOWN);
}

static const char *
title_of(const struct page *page)
{
    const struct form *labels = page->model->input->labels;
    const char *title = !labels ? NULL : form_title(labels);
    return !title || title[0] == '\0' ? page->model->input->descriptor->form_id : title;
}

/* "Memo to the councils · Larkmoor County: sharing services · round 2" */
void
add_memo_kind(const struct page *page)
{
    const char *office = office_of(page), *title = title_of(page);
    html(page, "<p class=\"kind\">%s",
         page->model->input->is_public ? tr(page, "Report to the public")
                                       : tr(page, "Memo to the councils"));
    if (office && strncmp(title, office, strlen(office)) != 0) {
        html(page, " · ");
        say_text(&page->writer, office);
    }
    html(page, " · ");
    say_text(&page->writer, title);
    if (page->options->round && page->options->round[0] != '\0') {
        html(page, " · ");
        say_text(&page->writer, page->options->round);
    }
    html(page, "</p>\n");
}

/* "Brindle Ferry 604, Oakhollow 497, elsewhere or not said 220" */
static void
say_towns(const struct page *page)
{
    const struct model_part *part = &page->model->parts[COUNTS_TOWN];
    for (size_t i = 0; i < part->count; i++) {
        const struct model_place *place = &part->members[i];
        if (i > 0) {
            say(&page->writer, ", ");
        }
        if (i < page->model->town_count) {
            say_place(page, place);
        } else {
            say(&page->writer, "elsewhere or not said");
        }
        html(page, " ");
        say_figure(page, &place->people);
    }
}

void
add_facts(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<p class=\"facts\">");
    if (is_told(&model->people)) {
        SAY_COUNT(&page->writer, model->people.low, "<b>{n} person answered</b>",
                  "<b>{n} people answered</b>", NUMBER_SLOT("count", 0));
    } else {
        SAY(&page->writer, "<b>Fewer than {smallest} people answered</b>",
            NUMBER_SLOT("smallest", page->smallest));
    }
    if (model->kiosk_total > 0) {
        html(page, " ");
        SAY_COUNT(&page->writer, (int64_t)model->kiosk_total, "at {n} kiosk",
                  "at {n} kiosks", NUMBER_SLOT("count", 0));
    }
    if (model->period_count > 0) {
        say_comma(page);
        say_time(page);
    }
    if (model->parts[COUNTS_TOWN].count > 0) {
        say(&page->writer, ": ");
        say_towns(page);
    }
    say(&page->writer, ". ");
    say(&page->writer, "They chose to take part: not a sample, so no margin of error.");
    html(page, "</p>\n");
}

void
add_memo_head(struct page *page)
{
    add_memo_kind(page);
    html(page, "<h1>");
    say_headline(page);
    html(page, "</h1>\n<p class=\"lead\">");
    say_second_line(page);
    html(page, "</p>\n");
    add_facts(page);
}

/* "Form larkmoor-sharing 2026090101. Savings: sample figures of September 1, 2026." */
void
add_footer_form(struct page *page)
{
    const struct descriptor *descriptor = page->model->input->descriptor;
    struct buffer left;
    struct page inner = *page;
    char words[WORDING_BYTES];
    buffer_init(&left, (size_t)1 << 16);
    inner.writer.out = &left;
    SAY(&inner.writer, "Form {form} {version}.", TEXT_SLOT("form", descriptor->form_id),
        TEXT_SLOT("version", descriptor->form_version));
    bool tells_services = page->model->is_sorted || asks_of_services(page->model);
    if (page->savings_source && tells_services) {
        html(&inner, " ");
        SAY(&inner.writer, "Savings: {source}",
            TEXT_SLOT("source", inside_sentence(page->savings_source, words)));
        if (page->savings_date) {
            say_comma(&inner);
            say_date(&inner, page->savings_date);
        }
        html(&inner, ".");
    }
    if (page->options->today) {
        html(&inner, " %s ", tr(page, "Made on"));
        say_date(&inner, page->options->today);
        html(&inner, ".");
    }
    buffer_add_u8(&left, 0);
    /* A first sheet of nothing but answers runs on over as many pages as they need. */
    const char *right = "";
    if (tells_services) {
        bool is_alone = !page->model->is_sorted || page->model->few.is_few;
        right = is_alone ? tr(page, "1 of 1") : tr(page, "1 of 2");
    }
    sheet_end(page, left.failed ? "" : (const char *)left.data, right);
    buffer_finish(&left);
}

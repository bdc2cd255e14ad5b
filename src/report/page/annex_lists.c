/* Every other question of the form, in the chart of its type. */
#include "annex.h"

static void
add_list_head(const struct page *page, const struct model_list *list)
{
    html(page, "<h3>");
    say_text(&page->writer, list->label);
    html(page, "</h3>\n<p class=\"sub\">");
    switch (list->kind) {
    case LIST_ONE:
        say(&page->writer, "One answer");
        break;
    case LIST_MULTIPLE:
        say(&page->writer, "All that fit");
        break;
    case LIST_VALUES:
        say(&page->writer, "Values in their order");
        break;
    case LIST_RANK:
        say(&page->writer, "In order of importance");
        break;
    case LIST_TEXTS:
        say(&page->writer, "In their own words");
        break;
    }
    html(page, "; ");
    if (!is_told(&list->answered) && is_told(&page->model->people)) {
        SAY(&page->writer, "in % of all {n} people",
            NUMBER_SLOT("n", page->model->people.low));
    } else {
        say_n(page, &list->answered);
    }
    html(page, "</p>\n");
}

static bool
is_same_question(const struct model_list *a, const struct model_list *b)
{
    return a->question == b->question;
}

/* Points of a scale from one end to the other stay in their order, as do values. */
static void
add_list(struct page *page, const struct model_list *list)
{
    html(page, "<section class=\"question\">");
    if (list->instance_label) {
        html(page, "<h4>");
        say_text(&page->writer, list->instance_label);
        html(page, " <span class=\"n\">");
        say_n(page, &list->answered);
        html(page, "</span></h4>\n");
    } else {
        add_list_head(page, list);
    }
    if (list->kind == LIST_RANK && list->rank) {
        add_rank_table(page, list->rank);
    } else if (list->kind != LIST_TEXTS && list->answered.high > 0) {
        add_list_bars(page, list, 0);
    }
    html(page, "</section>\n");
}

/* A question in a repeat: its words once, then each instance. */
static void
add_repeated_head(const struct page *page, const struct model_list *list)
{
    html(page, "<h3 class=\"full\">");
    say_text(&page->writer, list->label);
    html(page, "</h3>\n");
    if (list->kind == LIST_TEXTS) { /* only their number stands here, so say of what */
        html(page, "<p class=\"sub full\">%s</p>\n", tr(page, "In their own words"));
    }
}

/* A value that the form works out for itself is no question, and the pack has no words
 * for it. Without a pack nothing has words, and all of them are shown. */
static bool
is_asked(const struct model *model, const struct model_list *list)
{
    const struct model_input *input = model->input;
    const struct question *question = &input->descriptor->questions[list->question];
    return !input->labels || question->type != QUESTION_STRING ||
           form_find_control(input->labels, question->path) >= 0;
}

void
add_lists(struct page *page)
{
    const struct model *model = page->model;
    html(page, "<div class=\"questions\">\n");
    for (size_t i = 0; i < model->list_count; i++) {
        const struct model_list *list = &model->lists[i];
        if (!is_asked(model, list)) {
            continue;
        }
        if (list->instance_label &&
            (i == 0 || !is_same_question(list, &model->lists[i - 1]))) {
            add_repeated_head(page, list);
        }
        add_list(page, list);
    }
    html(page, "</div>\n");
}

void
add_list_sheets(struct page *page)
{
    if (page->model->list_count == 0) {
        return;
    }
    flow_begin(page, "lists");
    heading(page, 2, WORD("Every other question"));
    add_lists(page);
    flow_end(page);
}

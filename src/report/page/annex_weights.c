/* How the order moves with the weights. */
#include "report_page.h"

#include "weights_chart.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const column_names[] = {WORD("As printed"), WORD("All alike"),
                                           WORD("Savings ×3"), WORD("Control ×3"),
                                           WORD("People only")};
static const char *const weight_names[] = {WORD("said yes"), WORD("not “decided here”"),
                                           WORD("first three"), WORD("savings (staff)"),
                                           WORD("seldom seen (staff)")};

static void
add_weights(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<table class=\"weights\"><thead><tr><td></td>");
    for (size_t i = 0; i < MODEL_WEIGHINGS; i++) {
        html(page, "<th scope=\"col\">%s</th>", tr(page, column_names[i]));
    }
    html(page, "<td></td></tr></thead><tbody>\n");
    for (size_t row = 0; row < RULES_WEIGHTS; row++) {
        html(page, "<tr%s><th scope=\"row\">%s</th>",
             row >= POINT_SAVINGS ? " class=\"staff\"" : "",
             tr(page, weight_names[row]));
        for (size_t i = 0; i < MODEL_WEIGHINGS; i++) {
            uint32_t weight = model->weighings[i].weights[row];
            bool differs = weight != model->weighings[0].weights[row];
            html(page,
                 differs ? "<td><b><bdi dir=\"ltr\">×%u</bdi></b></td>"
                         : "<td><bdi dir=\"ltr\">×%u</bdi></td>",
                 weight);
        }
        html(page, "<td></td></tr>\n");
    }
    html(page, "</tbody></table>\n");
}

/* The lines of one group; places count from the group's first. */
static struct weights_line *
make_lines(const struct page *page, enum model_group group, char (*places)[32])
{
    const struct model *model = page->model;
    size_t count = model->group_count[group], first = model->group_first[group];
    struct weights_line *lines = calloc(count, sizeof *lines);
    for (size_t i = 0; lines && i < count; i++) {
        size_t at = model->order[first + i];
        const struct model_move *move = &model->moves[at];
        lines[i].name = model->services[at].label;
        lines[i].moves = move->moves;
        if (move->first_place == move->last_place) {
            snprintf(places[i], sizeof *places, "%u", move->first_place);
        } else {
            snprintf(places[i], sizeof *places, "%u–%u", move->first_place,
                     move->last_place);
        }
        lines[i].places = places[i];
        for (size_t column = 0; column < MODEL_WEIGHINGS; column++) {
            const struct model_order *order = &model->weighings[column];
            lines[i].rows[column] = order->places[at] - 1 - first;
            lines[i].has_points[column] = order->points[at].is_given;
            lines[i].points[column] = (int)order->points[at].total;
        }
    }
    return lines;
}

static bool
add_group(struct page *page, enum model_group group)
{
    const struct model *model = page->model;
    size_t count = model->group_count[group];
    if (count == 0) {
        return true;
    }
    char(*places)[32] = calloc(count, sizeof *places);
    struct weights_line *lines = !places ? NULL : make_lines(page, group, places);
    if (lines) {
        const struct weights_chart chart = {lines, count, group_mark(group)};
        const struct writer *label = label_begin(page);
        SAY(label,
            "Places of {n} services under five sets of weights; the table below "
            "has the numbers",
            NUMBER_SLOT("n", (int64_t)count));
        html(page, "<figure class=\"weightsgroup wide\">");
        weights_chart_add(&page->writer, &chart, label_end(page));
        html(page, "</figure>\n");
    }
    free(lines);
    free(places);
    return lines != NULL;
}

static void
add_numbers(const struct page *page)
{
    const struct model *model = page->model;
    details_begin(page, WORD("Points and places as a table"));
    html(page, "<table><thead><tr><th scope=\"col\">%s</th>", tr(page, "Service"));
    for (size_t i = 0; i < MODEL_WEIGHINGS; i++) {
        html(page, "<th scope=\"col\">%s</th>", tr(page, column_names[i]));
    }
    html(page, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < model->service_count; i++) {
        size_t at = model->order[i];
        if (model->services[at].place == 0) {
            continue;
        }
        html(page, "<tr><th scope=\"row\">");
        say_text(&page->writer, model->services[at].label);
        html(page, "</th>");
        for (size_t column = 0; column < MODEL_WEIGHINGS; column++) {
            const struct model_order *order = &model->weighings[column];
            html(page, "<td>%u. ", order->places[at]);
            if (order->points[at].is_given) {
                html(page, "(%u)", order->points[at].total);
            }
            html(page, "</td>");
        }
        html(page, "</tr>\n");
    }
    html(page, "</tbody></table>");
    details_end(page);
}

/* "Payroll comes first under all five. 7 of 12 move inside their group (dark); none
 * changes group." */
static void
say_summary(const struct page *page)
{
    const struct model *model = page->model;
    const struct model_service *first = &model->services[model->order[0]];
    html(page, "<p class=\"lead\">");
    if (first->place == 1 && model->moves[model->order[0]].last_place == 1) {
        SAY(&page->writer, "{service} comes first under all five.",
            TEXT_SLOT("service", first->label));
        html(page, " ");
    }
    SAY_COUNT(&page->writer, (int64_t)model->moving,
              "{n} of {all} moves inside its group (dark); none changes group.",
              "{n} of {all} move inside their group (dark); none changes group.",
              NUMBER_SLOT("all", (int64_t)model->service_count));
    html(page, "</p>\n");
}

bool
add_weights_sheet(struct page *page)
{
    sheet_begin(page, "annex");
    heading(page, 2, WORD("How the order moves with the weights"));
    say_summary(page);
    add_weights(page);
    for (int group = GROUP_START; group < GROUP_NEEDS; group++) {
        if (!add_group(page, (enum model_group)group)) {
            return false;
        }
    }
    add_numbers(page);
    html(page,
         "<p class=\"note\">%s <b><bdi dir=\"ltr\">townline report --weights "
         "3,2,1,2,2</bdi></b></p>\n",
         tr(page,
            "In the boxes: points of 100 with these weights. Ties keep the form’s "
            "order. Other weights:"));
    sheet_end(page, "", tr(page, "Annex"));
    return true;
}

/* How the towns differ. */
#include "report_page.h"

#include "text_width.h"
#include "towns_bar.h"

#include <stdlib.h>

enum { NAME_LEAST_PX = 90, NAME_MOST_PX = 170 };

static enum mark
town_mark(size_t town)
{
    static const enum mark marks[] = {MARK_DISC,   MARK_RING,      MARK_TRIANGLE,
                                      MARK_SQUARE, MARK_HALF_RING, MARK_DIAMOND,
                                      MARK_CROSS};
    return marks[town % MARKS];
}

static void
add_keys(const struct page *page)
{
    const struct model *model = page->model;
    html(page, "<p class=\"keys townkeys\">");
    for (size_t i = 0; i < model->town_count; i++) {
        html(page, "<span class=\"key\">");
        towns_mark_add(&page->writer, town_mark(i));
        html(page, " ");
        say_text(&page->writer, town_name(model, i));
        html(page, "</span> ");
    }
    html(page, "</p>\n");
}

static void
add_row(struct page *page, const struct model_service *service,
        struct towns_bar_mark *marks)
{
    const struct model *model = page->model;
    html(page, "<tr><th scope=\"row\">");
    say_text(&page->writer, service->label);
    html(page, "</th><td class=\"bar\">");
    const struct writer *label = label_begin(page);
    for (size_t i = 0; i < model->town_count; i++) {
        const struct model_town_mark *mark = &service->towns.marks[i];
        marks[i] =
            (struct towns_bar_mark){mark->is_marked, (int)mark->percent, town_mark(i)};
        if (mark->is_marked) {
            SAY(label, "{town} {n}%; ", TEXT_SLOT("town", town_name(model, i)),
                NUMBER_SLOT("n", mark->percent));
        }
    }
    const struct towns_bar bar = {marks, model->town_count, 250, 16};
    const char *said = label_end(page);
    towns_bar_add(&page->writer, &bar,
                  said[0] == '\0' ? tr(page, "no town is shown") : said);
    html(page, "</td><td class=\"number plain\">");
    if (service->towns.has_gap) {
        html(page, "%u%s", service->towns.gap, service->towns.unmarked > 0 ? "*" : "");
    } else {
        html(page, "–");
    }
    html(page, "</td></tr>\n");
}

/* What all towns that are shown have in common. */
static void
say_shared(const struct page *page)
{
    const struct model *model = page->model;
    size_t *all = calloc(model->service_count + 1, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; all && i < model->service_count; i++) {
        const struct model_towns *towns = &model->services[model->order[i]].towns;
        if (towns->all_half && towns->marked > 1) {
            all[count++] = model->order[i];
        }
    }
    if (count > 0) {
        struct buffer names;
        struct page inner = *page;
        buffer_init(&names, (size_t)1 << 16);
        inner.writer.out = &names;
        say_services(&inner, all, count, 4);
        buffer_add_u8(&names, 0);
        if (!names.failed) {
            html(page, " ");
            SAY(&page->writer,
                "In all towns shown, half or more would share {services}.",
                MARKUP_SLOT("services", (const char *)names.data));
        }
        buffer_finish(&names);
    }
    free(all);
}

static bool
any_unmarked(const struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        if (model->services[i].towns.unmarked > 0) {
            return true;
        }
    }
    return false;
}

/* As wide as the longest name, within bounds. */
static int
name_width(const struct model *model)
{
    int width = NAME_LEAST_PX;
    for (size_t i = 0; i < model->service_count; i++) {
        int name = text_width_px(model->services[i].label, 13, false) + 6;
        width = name > width ? name : width;
    }
    return width > NAME_MOST_PX ? NAME_MOST_PX : width;
}

static void
add_numbers(const struct page *page)
{
    const struct model *model = page->model;
    details_begin(page, WORD("These shares as a table"));
    html(page, "<table><thead><tr><th scope=\"col\">%s</th>", tr(page, "Service"));
    for (size_t i = 0; i < model->town_count; i++) {
        html(page, "<th scope=\"col\">");
        say_text(&page->writer, town_name(model, i));
        html(page, "</th>");
    }
    html(page, "</tr></thead><tbody>");
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &model->services[model->by_gap[i]];
        html(page, "<tr><th scope=\"row\">");
        say_text(&page->writer, service->label);
        html(page, "</th>");
        for (size_t j = 0; j < model->town_count; j++) {
            if (service->towns.marks[j].is_marked) {
                html(page, "<td>%u%%</td>", service->towns.marks[j].percent);
            } else {
                html(page, "<td>–</td>");
            }
        }
        html(page, "</tr>");
    }
    html(page, "</tbody></table>");
    details_end(page);
}

void
add_towns(struct page *page)
{
    const struct model *model = page->model;
    struct towns_bar_mark *marks = calloc(model->town_count + 1, sizeof *marks);
    if (!marks || model->town_count < 2 || model->town_count > MARKS) {
        free(marks);
        return;
    }
    heading(page, 3, WORD("How the towns differ"));
    html(page, "<p class=\"sub\">%s</p>\n",
         tr(page, "Yes to sharing, in % of each town’s answers; widest gap first"));
    add_keys(page);
    html(page,
         "<table class=\"bars towns\"><colgroup><col style=\"width:%dpx\"><col><col "
         "class=\"b3\"></colgroup><thead class=\"hidden\"><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
         name_width(model), tr(page, "Service"), tr(page, "Towns"), tr(page, "Gap"));
    for (size_t i = 0; i < model->service_count; i++) {
        add_row(page, &model->services[model->by_gap[i]], marks);
    }
    html(page, "<tr class=\"scalerow\"><td></td><td class=\"bar\">");
    towns_scale_add(&page->writer);
    html(page, "</td><td></td></tr></tbody></table>\n<p class=\"sub\">%s",
         tr(page, "Right: gap in points."));
    if (any_unmarked(model)) {
        html(page, " %s", tr(page, "* Not all towns are shown."));
    }
    say_shared(page);
    html(page, "</p>\n");
    add_numbers(page);
    free(marks);
}

/* The pieces of which all sheets are made. */
#include "report_page.h"

#include "townline/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
html(const struct page *page, const char *format, ...)
{
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        page->writer.out->failed = true;
        return;
    }
    buffer_add(page->writer.out, text, (size_t)length);
}

const char *
tr(const struct page *page, const char *english)
{
    return words_text(page->writer.words, english);
}

const struct writer *
label_begin(struct page *page)
{
    buffer_clear(&page->label);
    return &page->label_writer;
}

const char *
label_end(struct page *page)
{
    buffer_add_u8(&page->label, 0);
    return page->label.failed ? "" : (const char *)page->label.data;
}

static void
add_band(const struct page *page)
{
    if (page->options->is_simulated) {
        html(page, "<p class=\"band\"><strong>%s</strong><span>%s</span></p>",
             tr(page, "SIMULATED DATA"),
             tr(page, "No resident gave these answers. Do not decide by them."));
    }
}

/* A sheet that may need several printed pages is a table with one cell, since printers
 * repeat the head of a table: so the band is on each page. */
void
flow_begin(const struct page *page, const char *kind)
{
    html(page,
         "<section class=\"sheet annex flowing %s\"><table class=\"flow\" "
         "role=\"presentation\"><thead><tr><td>",
         kind);
    add_band(page);
    html(page, "</td></tr></thead><tbody><tr><td>\n");
}

void
flow_end(const struct page *page)
{
    html(page, "</td></tr></tbody></table>");
    sheet_end(page, "", tr(page, "Annex"));
}

void
sheet_begin(const struct page *page, const char *kind)
{
    html(page, "<section class=\"sheet%s%s\">\n", kind[0] == '\0' ? "" : " ", kind);
    add_band(page);
}

void
sheet_end(const struct page *page, const char *left, const char *right)
{
    struct buffer *out = page->writer.out;
    buffer_add_format(out, "<p class=\"foot\"><span>");
    buffer_add(out, left, strlen(left));
    buffer_add_format(out, "</span><span>");
    buffer_add(out, right, strlen(right));
    buffer_add_format(out, "</span></p>\n</section>\n");
}

void
heading(const struct page *page, int level, const char *english)
{
    html(page, "<h%d>%s</h%d>\n", level, tr(page, english), level);
}

void
details_begin(const struct page *page, const char *english)
{
    html(page,
         "<details class=\"numbers\"><summary>%s</summary><div class=\"scroll\" "
         "tabindex=\"0\" role=\"region\" aria-label=\"%s\">",
         tr(page, english), tr(page, english));
}

void
details_end(const struct page *page)
{
    html(page, "</div></details>\n");
}

bool
is_told(const struct figure *figure)
{
    return figure->low == figure->high;
}

void
say_hidden(const struct page *page, const struct figure *figure)
{
    if (figure->high < page->smallest) {
        html(page, "<span class=\"few\">&lt;%u</span>", page->smallest);
    } else {
        html(page, "<span class=\"few\" title=\"%s\">–</span>", tr(page, "not shown"));
    }
}

void
say_figure(const struct page *page, const struct figure *figure)
{
    if (is_told(figure)) {
        say_number(&page->writer, figure->low);
    } else {
        say_hidden(page, figure);
    }
}

void
say_percent(const struct page *page, const struct figure *part,
            const struct figure *whole)
{
    uint32_t percent;
    if (figure_percent(part, whole, &percent)) {
        html(page, "%u%%", percent);
    } else {
        say_hidden(page, part);
    }
}

void
say_n(const struct page *page, const struct figure *n)
{
    html(page, "<span class=\"n\">n ");
    say_figure(page, n);
    html(page, "</span>");
}

/* The codes of the model that have no label of a form. */
static const char *
name_of_code(const char *code)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"touch", WORD("by touch")},
        {"keys", WORD("with keys")},
        {"switches", WORD("with switches")},
        {"voice", WORD("by voice")},
        {"not_said", WORD("not said")},
        {"yes", WORD("Yes")},
        {"no", WORD("No")},
        {"under_1", WORD("under 1 minute")},
        {"1_to_2", WORD("1 to 2 minutes")},
        {"2_to_4", WORD("2 to 4 minutes")},
        {"4_to_8", WORD("4 to 8 minutes")},
        {"over_8", WORD("over 8 minutes")},
        {"no_line", WORD("never")},
        {"some", WORD("some of the time")},
        {"all", WORD("all of the time")},
        {"unknown", WORD("not known")},
        {"", WORD("none")},
        {"en", WORD("English")},
        {"es", WORD("Spanish")},
        {"zh", WORD("Chinese")},
        {"vi", WORD("Vietnamese")},
        {"tl", WORD("Tagalog")},
        {"ar", WORD("Arabic")},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].code, code) == 0) {
            return names[i].name;
        }
    }
    return NULL;
}

static void
say_label(const struct page *page, const char *label, const char *code)
{
    const char *name = label ? NULL : name_of_code(code);
    if (name) {
        say(&page->writer, name);
    } else {
        say_text(&page->writer, label ? label : code);
    }
}

/* Chinese has a mark of its own between entries of a list. */
void
say_comma(const struct page *page)
{
    if (strcmp(words_code(page->writer.words), "zh") == 0) {
        html(page, "，");
    } else {
        say(&page->writer, ", ");
    }
}

void
say_item(const struct page *page, const struct model_item *item)
{
    say_label(page, item->label, item->code ? item->code : "");
}

void
say_place(const struct page *page, const struct model_place *place)
{
    say_label(page, place->label, place->code ? place->code : "");
}

void
legend_box(const struct page *page, enum fill fill, const char *english)
{
    const struct drawing drawing = {&page->writer, 13, 13};
    html(page, "<span class=\"key\">");
    drawing_begin(&drawing, "");
    drawing_box(&drawing, 1, 1, 11, 11, fill);
    drawing_end(&drawing);
    html(page, "%s</span>", tr(page, english));
}

void
legend_key(const struct page *page, enum fill fill, const char *english)
{
    legend_box(page, fill, english);
    html(page, " ");
}

const char *
town_name(const struct model *model, size_t town)
{
    const struct model_place *place = &model->parts[COUNTS_TOWN].members[town];
    return place->label ? place->label : place->code;
}

enum mark
group_mark(enum model_group group)
{
    static const enum mark marks[] = {[GROUP_START] = MARK_DISC,
                                      [GROUP_TALK] = MARK_DIAMOND,
                                      [GROUP_LEAVE] = MARK_SQUARE,
                                      [GROUP_NEEDS] = MARK_CROSS};
    return marks[group];
}

const char *
group_name(enum model_group group)
{
    static const char *const names[] = {[GROUP_START] = WORD("Start here"),
                                        [GROUP_TALK] = WORD("Talk first"),
                                        [GROUP_LEAVE] = WORD("Leave for now"),
                                        [GROUP_NEEDS] = WORD("Needs answers")};
    return names[group];
}

void
say_group_mark(const struct page *page, enum model_group group)
{
    const struct drawing drawing = {&page->writer, 13, 13};
    drawing_begin(&drawing, tr(page, group_name(group)));
    drawing_mark(&drawing, 6, 6, 4, group_mark(group));
    drawing_end(&drawing);
    html(page, " ");
}

void
say_shares(const struct page *page, const struct model_list *list)
{
    char words[WORDING_BYTES];
    html(page, "(");
    say_n(page, &list->answered);
    html(page, "): ");
    for (size_t i = 0; i < list->count; i++) {
        const struct model_item *item = &list->items[list->order ? list->order[i] : i];
        if (i > 0) {
            say(&page->writer, ", ");
        }
        say_text(&page->writer, inside_sentence(item->label, words));
        html(page, " <b>");
        if (item->has_percent) {
            html(page, "%u%%", item->percent);
        } else {
            say_hidden(page, &item->n);
        }
        html(page, "</b>");
    }
    html(page, ".");
}

/* The report from its first sheet to its last. */
#include "report_page.h"

#include "markup.h"
#include "style.h"

#include <string.h>

/* A watermark across each sheet that holds no resident's answers, as a picture that the
 * style repeats. */
static void
add_watermark(const struct page *page)
{
    if (!page->options->is_simulated) {
        return;
    }
    const char *words = tr(page, "SIMULATED DATA");
    html(page, "<style>.sheet::after{background-image:url(\"data:image/svg+xml,%s",
         "%3Csvg xmlns='http://www.w3.org/2000/svg' width='390' height='310'%3E%3Ctext "
         "x='195' y='165' text-anchor='middle' transform='rotate(-30 195 155)' "
         "font-family='Noto Sans,sans-serif' font-size='44' font-weight='700' "
         "letter-spacing='3' fill='%2316263A' fill-opacity='.05'%3E");
    for (; *words != '\0'; words++) {
        html(page, "%%%02X", (unsigned char)*words);
    }
    html(page, "%s\")}</style>\n", "%3C/text%3E%3C/svg%3E");
}

static void
begin_document(const struct page *page)
{
    const struct model_input *input = page->model->input;
    const char *title = !input->labels ? NULL : form_title(input->labels);
    struct buffer *out = page->writer.out;
    html(page,
         "<!DOCTYPE html>\n<html lang=\"%s\"%s><head><meta charset=\"utf-8\"><meta "
         "name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
         "name=\"generator\" content=\"Townline\"><title>",
         words_code(page->writer.words),
         words_right_to_left(page->writer.words) ? " dir=\"rtl\"" : "");
    markup_add(out, !title || title[0] == '\0' ? input->descriptor->form_id : title);
    html(page, "</title>\n<style>");
    buffer_add(out, report_style, strlen(report_style));
    html(page, "</style>\n");
    add_watermark(page);
    html(page, "</head><body>\n");
    drawing_patterns(out);
    html(page, "<main>\n");
}

/* What staff say of all services alike. */
static const char *
same_of_all(const struct model *model, bool is_date)
{
    const char *same = NULL;
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_savings *savings = &model->services[i].savings;
        const char *one = is_date ? savings->date : savings->source;
        if (!one) {
            continue;
        }
        if (same && strcmp(same, one) != 0) {
            return NULL;
        }
        same = one;
    }
    return same;
}

static bool
add_sheets(struct page *page)
{
    const struct model *model = page->model;
    if (!model->is_sorted) {
        add_plain_sheet(page);
        if (asks_of_services(model) && !add_service_sheets(page)) {
            return false;
        }
    } else if (model->few.is_few) {
        add_few_sheet(page);
    } else if (!add_ranking_sheet(page) || !add_case_sheet(page) ||
               !add_service_sheets(page) || !add_weights_sheet(page)) {
        return false;
    }
    if (model->is_sorted || asks_of_services(model)) {
        add_list_sheets(page);
    }
    add_people_sheet(page);
    add_rules_sheet(page);
    return true;
}

/* The words of a question as residents read it, in `out`; "" when nobody knows them. */
static void
find_question_words(const struct model_input *input, const struct instance *instance,
                    int question, struct buffer *out)
{
    const struct form *form = input->labels;
    for (size_t i = 0; form && question >= 0 && i < form_control_count(form); i++) {
        if (form_control(form, i)->question == question) {
            struct place place = {.control = i};
            instance_label(instance, &place, input->language, TEXT_SHOWN, out);
            break;
        }
    }
    buffer_add_u8(out, 0);
}

/* The words of another form would be put into residents' mouths. */
static void
find_statements(struct page *page)
{
    const struct model_input *input = page->model->input;
    struct instance_options fresh = {0};
    struct instance *instance = NULL;
    if (!input->labels) {
        return;
    }
    const struct descriptor *theirs = form_descriptor(input->labels);
    if (strcmp(theirs->form_id, input->descriptor->form_id) != 0 ||
        strcmp(theirs->form_version, input->descriptor->form_version) != 0 ||
        !instance_create(input->labels, &fresh, &instance, NULL)) {
        return; /* the page is whole without the sentences */
    }
    find_question_words(input, instance, page->model->identity_question,
                        &page->statements[0]);
    find_question_words(input, instance, page->model->control_question,
                        &page->statements[1]);
    instance_destroy(instance);
}

bool
page_add(const struct model *model, const struct page_options *options,
         const struct page_extra *extra, struct buffer *out, struct error *err)
{
    const struct words *words =
        words_find(options->language ? options->language : "en");
    if (!words) {
        return error_set(err, ERROR_INPUT, "the report has no words in \"%.20s\"",
                         options->language);
    }
    struct page page = {.writer = {out, words, false},
                        .model = model,
                        .options = options,
                        .extra = extra,
                        .smallest = model->input->smallest,
                        .five_span = page_five_span(model),
                        .savings_date = same_of_all(model, true),
                        .savings_source = same_of_all(model, false)};
    buffer_init(&page.label, (size_t)1 << 16);
    buffer_init(&page.statements[0], (size_t)1 << 16);
    buffer_init(&page.statements[1], (size_t)1 << 16);
    page.label_writer = (struct writer){&page.label, words, true};
    find_statements(&page);
    begin_document(&page);
    bool ok = add_sheets(&page);
    html(&page, "</main></body></html>\n");
    buffer_finish(&page.label);
    buffer_finish(&page.statements[0]);
    buffer_finish(&page.statements[1]);
    return (ok && !out->failed) ||
           error_set(err, ERROR_FULL, "the report is too large for this program");
}

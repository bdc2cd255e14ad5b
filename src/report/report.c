/* Writes the HTML report. */
#include "townline/report.h"

#include "map_chart.h"
#include "markup.h"
#include "month.h"
#include "report_style.h"
#include "report_tables.h"
#include "townline/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report_page {
    struct buffer *out;
    struct archive *archive;
    const struct report_options *options;
    struct figures figures;
};

static const char *
title_of(const struct report_options *options)
{
    const char *title = !options->labels ? NULL : form_title(options->labels);
    return !title || title[0] == '\0' ? options->form->descriptor->form_id : title;
}

/* "October 14 – 27, 2026", naming month and year once where they are the same. */
static void
add_time_span(const struct report_page *page)
{
    const struct figures *figures = &page->figures;
    uint32_t first_half = UINT32_MAX, last_half = 0;
    for (size_t i = 0; i < figures->origin_count; i++) {
        uint32_t half_day = figures->origins[i].half_day;
        first_half = half_day < first_half ? half_day : first_half;
        last_half = half_day > last_half ? half_day : last_half;
    }
    struct calendar_date first = calendar_date(first_half / 2);
    struct calendar_date last = calendar_date(last_half / 2);
    bool same_year = first.year == last.year;
    bool same_month = same_year && first.month == last.month;
    buffer_add_format(page->out, "%s %d", month_name(first.month), first.day);
    if (!same_year) {
        buffer_add_format(page->out, ", %d", first.year);
    }
    if (!same_month) {
        buffer_add_format(page->out, " – %s %d", month_name(last.month), last.day);
    } else if (first.day != last.day) {
        buffer_add_format(page->out, " – %d", last.day);
    }
    buffer_add_format(page->out, ", %d", last.year);
}

static size_t
count_kiosks(const struct figures *figures)
{
    size_t count = 0;
    for (size_t i = 0; i < figures->origin_count; i++) {
        count += i == 0 || memcmp(figures->origins[i].kiosk.bytes,
                                  figures->origins[i - 1].kiosk.bytes,
                                  sizeof figures->origins[i].kiosk.bytes) != 0;
    }
    return count;
}

static void
add_head(const struct report_page *page)
{
    struct buffer *out = page->out;
    buffer_add_format(
        out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\"><meta name=\"generator\" content=\"Townline\">"
             "<title>");
    markup_add(out, title_of(page->options));
    buffer_add_format(out, "</title><style>%s%s</style></head><body>\n<header>",
                      report_style, report_style_print);
    buffer_add_format(out, "<p class=\"kind\">What residents told us");
    if (page->options->office && page->options->office[0] != '\0') {
        buffer_add_format(out, " · <bdi>");
        markup_add(out, page->options->office);
        buffer_add_format(out, "</bdi>");
    }
    buffer_add_format(out, "</p><h1>");
    report_words(out, page->options, title_of(page->options));
    buffer_add_format(
        out,
        "</h1><p class=\"lead\">Visitors to Townline kiosks said, service by "
        "service, how much it is part of who they are as a community, and how much "
        "of it should be decided by their own town.</p>");
}

static void
add_facts(const struct report_page *page)
{
    struct buffer *out = page->out;
    const struct figures *figures = &page->figures;
    if (figures->responses < SMALL_GROUP) {
        buffer_add_format(out, "</header>\n");
        return;
    }
    buffer_add_format(out,
                      "<dl class=\"facts\"><div><dt>People who answered</dt><dd>%u</dd>"
                      "</div><div><dt>Kiosks</dt><dd>%zu</dd></div>",
                      figures->responses, count_kiosks(figures));
    if (figures->service_count > 1) {
        buffer_add_format(out, "<div><dt>Services</dt><dd>%zu</dd></div>",
                          figures->service_count);
    }
    buffer_add_format(out, "<div><dt>Time</dt><dd>");
    add_time_span(page);
    buffer_add_format(out, "</dd></div></dl></header>\n");
}

static void
add_honest_words(struct buffer *out)
{
    buffer_add_format(
        out,
        "<section class=\"honest\"><h2>Before you read the numbers</h2><ul>"
        "<li><strong>Visitors chose themselves.</strong> These are the views of people "
        "who came by a kiosk and wished to answer. They are not a sample of all "
        "residents, so no margin of error is given, and a share here is not a share of "
        "the population.</li>"
        "<li><strong>Small groups are hidden.</strong> A group of fewer than %d people "
        "is shown as “fewer than %d”. Where a total would give it away, another number "
        "says “not shown”.</li>"
        "<li><strong>Every figure on this page comes from residents.</strong> None was "
        "supplied by staff.</li></ul></section>\n",
        SMALL_GROUP, SMALL_GROUP);
}

/* The sentence that residents read, when the form is at hand. */
static void
add_question(const struct report_page *page, const struct instance *instance,
             int question, const char *name)
{
    const struct form *form = page->options->labels;
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (form_control(form, i)->question != question) {
            continue;
        }
        struct place place = {.control = i};
        struct buffer label;
        buffer_init(&label, (size_t)1 << 16);
        instance_label(instance, &place, page->options->language, TEXT_SHOWN, &label);
        buffer_add_u8(&label, 0);
        if (!label.failed) {
            buffer_add_format(page->out, "<p><strong>%s:</strong> “", name);
            report_words(page->out, page->options, (const char *)label.data);
            buffer_add_format(page->out, "”</p>");
        }
        buffer_finish(&label);
        return;
    }
}

static void
add_questions(const struct report_page *page)
{
    const struct report_options *options = page->options;
    /* The words of another form would be put into residents' mouths. */
    if (!options->labels) {
        return;
    }
    const struct descriptor *theirs = form_descriptor(options->labels);
    int identity = descriptor_find_role(theirs, ROLE_IDENTITY);
    int control = descriptor_find_role(theirs, ROLE_CONTROL);
    if (strcmp(theirs->form_id, options->form->descriptor->form_id) != 0 ||
        strcmp(theirs->form_version, options->form->descriptor->form_version) != 0 ||
        identity < 0 || control < 0) {
        return;
    }
    struct instance_options fresh = {0};
    struct instance *instance = NULL;
    if (!instance_create(options->labels, &fresh, &instance, NULL)) {
        return; /* the page is whole without the sentences */
    }
    buffer_add_format(page->out, "<div class=\"asked\">");
    add_question(page, instance, identity, "Part of who we are");
    add_question(page, instance, control, "Decided here");
    buffer_add_format(page->out, "</div>");
    instance_destroy(instance);
}

static void
add_services(const struct report_page *page)
{
    struct buffer *out = page->out;
    const struct figures *figures = &page->figures;
    if (figures->service_count == 0) {
        return;
    }
    buffer_add_format(out,
                      "<section><h2>Identity and control, service by service</h2>");
    add_questions(page);
    buffer_add_format(out, "<figure>");
    map_chart_add(out, figures);
    buffer_add_format(
        out, "<figcaption>Each dot is a service at the mean of its answers. Dots close "
             "to the middle lines should not be read as being on one side. A service "
             "with too few answers has no dot.</figcaption></figure>");
    report_service_table(out, figures, page->options);
    buffer_add_format(out, "</section>\n");
}

/* How many of all, when neither they nor the others are a small group; nothing is said
 * of a small one unless `few` says it. */
static void
add_part(struct buffer *out, uint32_t part, uint32_t all, const char *many,
         const char *few)
{
    if (part >= SMALL_GROUP && all - part >= SMALL_GROUP) {
        buffer_add_format(out, "%u %s ", part, many);
    } else if (part >= SMALL_GROUP) {
        buffer_add_format(out, "All but fewer than 10 %s ", many);
    } else if (few) {
        buffer_add_format(out, "%s ", few);
    }
}

static bool
add_origins(const struct report_page *page, struct error *err)
{
    struct buffer *out = page->out;
    const struct figures *figures = &page->figures;
    uint32_t all = figures->responses;
    buffer_add_format(out, "<section><h2>Who answered, where and when</h2><p>");
    add_part(out, all - figures->complete, all,
             "left before the end; what they had finished is counted.",
             "Fewer than 10 left before the end; what they had finished is counted.");
    add_part(out, figures->afternoons, all, "answered in the afternoon or evening.",
             "Fewer than 10 answered in the afternoon or evening.");
    add_part(out, figures->after_results, all,
             "had seen how others answered before they ended.", NULL);
    add_part(out, figures->clock_untrusted, all,
             "answered while the kiosk was not sure of the date.", NULL);
    if (page->options->form->recovered > 0) {
        add_part(out, page->options->form->recovered, all,
                 "were read from the card of a kiosk that had failed.",
                 "Fewer than 10 were read from the card of a kiosk that had failed.");
    }
    buffer_add_format(out, "</p>");
    if (!report_origin_tables(out, figures, err)) {
        return false;
    }
    buffer_add_format(out, "</section>\n");
    return true;
}

static void
add_count_item(struct buffer *out, uint32_t n, const char *one, const char *many)
{
    if (n > 0) {
        buffer_add_format(out, "<li>%u %s</li>", n, n == 1 ? one : many);
    }
}

/* Bundles are no people, so their numbers are shown as they are. */
static bool
add_left_out(const struct report_page *page, struct error *err)
{
    struct archive_bundle *bundles = NULL;
    size_t count = 0;
    if (!archive_bundles(page->archive, &bundles, &count, err)) {
        return false;
    }
    uint32_t apart = 0, kept = 0, test = 0, gaps = 0;
    for (size_t i = 0; i < count; i++) {
        apart += bundles[i].place == BUNDLE_APART;
        kept += bundles[i].place == BUNDLE_KEPT;
        test += bundles[i].place == BUNDLE_MERGED && bundles[i].test_mode;
        gaps += bundles[i].is_gap_before;
    }
    free(bundles);
    if (apart + kept + test + gaps == 0) {
        return true;
    }
    struct buffer *out = page->out;
    buffer_add_format(out, "<section><h2>What is not in these figures</h2><ul>");
    add_count_item(out, kept,
                   "bundle of a kiosk that is not accepted, or was not opened.",
                   "bundles of kiosks that are not accepted, or were not opened.");
    add_count_item(out, apart, "bundle of a copied or restored card, kept apart.",
                   "bundles of copied or restored cards, kept apart.");
    add_count_item(out, gaps,
                   "gap between bundles: a kiosk made one that has not arrived, so the "
                   "figures may still change.",
                   "gaps between bundles: kiosks made some that have not arrived, so "
                   "the figures may still change.");
    add_count_item(out, test, "bundle from test mode.", "bundles from test mode.");
    buffer_add_format(out, "</ul></section>\n");
    return true;
}

static void
add_terms(const struct report_page *page)
{
    const struct descriptor *descriptor = page->options->form->descriptor;
    struct buffer *out = page->out;
    buffer_add_format(
        out,
        "<section><h2>What the words mean</h2><dl class=\"terms\">"
        "<div><dt>Gave an opinion</dt><dd>Those who chose one of the points of the "
        "scale. Whoever chose “no opinion” is counted beside them; whoever was not "
        "asked or passed the question over is not in this table.</dd></div>"
        "<div><dt>Agree</dt><dd>The share of those with an opinion who chose one of "
        "the two highest points, in whole percent. Where they or the others are "
        "fewer than ten, words stand instead, since the share would give the number "
        "away.</dd></div>"
        "<div><dt>Mean</dt><dd>The average point of those with an opinion.</dd></div>"
        "<div><dt>On the map</dt><dd>The quarter that both means lie in. Within a "
        "quarter of a point of the middle of either scale a service is “near the "
        "middle”.</dd></div>"
        "</dl></section>\n<footer>");
    if (page->options->today) {
        buffer_add_format(out, "Made on ");
        markup_add(out, page->options->today);
        buffer_add_format(out, " with Townline. ");
    }
    buffer_add_format(out, "Form <bdi>");
    markup_add(out, descriptor->form_id);
    buffer_add_format(out, "</bdi>, version <bdi>");
    markup_add(out, descriptor->form_version);
    buffer_add_format(out, "</bdi>. Services stand in the order of the form.</footer>\n"
                           "</body></html>\n");
}

static bool
add_page(const struct report_page *page, struct error *err)
{
    add_head(page);
    add_facts(page);
    add_honest_words(page->out);
    if (page->figures.responses < SMALL_GROUP) {
        buffer_add_format(page->out,
                          "<section><h2>Too early for figures</h2><p>Fewer than %d "
                          "people have answered so far. Figures are shown from %d on, "
                          "so that nobody can be recognized.</p></section>\n",
                          SMALL_GROUP, SMALL_GROUP);
    } else {
        add_services(page);
    }
    if (page->figures.responses >= SMALL_GROUP && !add_origins(page, err)) {
        return false;
    }
    if (!add_left_out(page, err)) {
        return false;
    }
    add_terms(page);
    return !page->out->failed ||
           error_set(err, ERROR_FULL, "the report is too large for this program");
}

bool
report_html(struct archive *archive, const struct report_options *options,
            struct buffer *out, struct error *err)
{
    struct report_page page = {.out = out, .archive = archive, .options = options};
    if (!figures_init(&page.figures, archive, options, err)) {
        return false;
    }
    bool ok = add_page(&page, err);
    figures_finish(&page.figures);
    return ok;
}

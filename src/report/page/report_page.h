/*
 * report_page: the report as HTML, made of a decided model. The page shows; it computes
 * nothing but percents of told numbers, so what it may say is settled before.
 *
 * It is made of sheets. A sheet is one printed page; on a screen sheets stand below one
 * another, and on a phone rows of the ranking become cards. Each part of a sheet has a
 * file of its own, and this header has what they share.
 */
#ifndef TOWNLINE_REPORT_PAGE_H
#define TOWNLINE_REPORT_PAGE_H

#include "bars.h"
#include "model.h"
#include "say.h"

struct page_options {
    const char *language; /* of our own words: "es"; NULL or unknown: English */
    const char *office;   /* who asks: "County of ..."; NULL: the form's county */
    const char *today;    /* "2026-11-22", or NULL */
    const char *round;    /* which one is reported; NULL: all, or it has no name */
    bool is_simulated;    /* each sheet says so */
};
struct page {
    struct writer writer;
    struct writer label_writer; /* plain, into `label` */
    struct buffer label;
    const struct model *model;
    const struct page_options *options;
    const struct page_extra *extra;
    struct buffer statements[2]; /* the two as residents read them; may be empty */
    uint32_t smallest;
    int five_span; /* of every five-part bar, so that all are alike */
    /* what staff say of all services alike; NULL where they differ or say nothing */
    const char *savings_date, *savings_source;
};
/* What is not in the model. */
struct page_extra {
    uint32_t bundles_kept, bundles_apart, bundles_test, gaps;
    uint32_t recovered; /* responses from the card of a dead kiosk */
};

/* Adds the whole page. False when memory is short, or out->failed is set. */
bool page_add(const struct model *model, const struct page_options *options,
              const struct page_extra *extra, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* ---- pieces: page_pieces.c ---- */

void html(const struct page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Our own words, looked up. */
const char *tr(const struct page *page, const char *english);
/* A label for a chart: begin it, say something into the writer, take the text. The text
 * stays until the next label begins. */
const struct writer *label_begin(struct page *page);
const char *label_end(struct page *page);

/* One printed page. `kind` is a class more, or "". */
void sheet_begin(const struct page *page, const char *kind);
/* The same for what may need several pages. */
void flow_begin(const struct page *page, const char *kind);
void flow_end(const struct page *page);
/* The last line: what `left` and `right` made; both are markup. */
void sheet_end(const struct page *page, const char *left, const char *right);
void heading(const struct page *page, int level, const char *english);
/* A closed drawer with a table of what a chart shows, on screens alone. */
void details_begin(const struct page *page, const char *english);
void details_end(const struct page *page);

bool is_told(const struct figure *figure);
/* What stands for a number that is not told: "<10", or a dash where only a large one is
 * hidden. */
void say_hidden(const struct page *page, const struct figure *figure);
void say_figure(const struct page *page, const struct figure *figure);
/* "43%", or what stands for it. */
void say_percent(const struct page *page, const struct figure *part,
                 const struct figure *whole);
/* "n 337" */
/* Between parts of a sentence; entries of a list are joined by say(", "). */
void say_comma(const struct page *page);
/* The label of a choice; codes of ours get our words. */
void say_item(const struct page *page, const struct model_item *item);
void say_place(const struct page *page, const struct model_place *place);
void say_n(const struct page *page, const struct figure *n);
/* A small box and what it means; a key is one of several. */
void legend_box(const struct page *page, enum fill fill, const char *english);
void legend_key(const struct page *page, enum fill fill, const char *english);

const char *town_name(const struct model *model, size_t town);
enum mark group_mark(enum model_group group);
const char *group_name(enum model_group group); /* in English */
/* "● " before the name of a service, as a drawing */
void say_group_mark(const struct page *page, enum model_group group);

/* ---- wording: page_wording.c ---- */

/* A label inside a sentence: with a small letter where it begins with a large one and
 * has no other. `out` is as long as the label may be. */
#define WORDING_BYTES 400
const char *inside_sentence(const char *label, char out[WORDING_BYTES]);
void say_date(const struct page *page, const char *iso_date);
void say_half_days(const struct page *page, uint32_t first, uint32_t last);
/* From the first day with an answer to the last. */
void say_time(const struct page *page);
void say_month_of(const struct page *page, uint32_t half_day);
/* "$25–45k", sums in hundredths; "$100k" */
void say_money_range(const struct page *page, uint64_t low, uint64_t high);
void say_money(const struct page *page, uint64_t sum);
/* In full: "$180,000" */
void say_money_full(const struct page *page, uint64_t sum);
/* The names of services, joined by commas and "and"; at most `most`, then "k others".
 */
void say_services(const struct page *page, const size_t *services, size_t count,
                  size_t most);
/* "(n 1,454): a board with a seat for each town 46%, ..., no opinion 11%." */
void say_shares(const struct page *page, const struct model_list *list);
void say_headline(const struct page *page);
void say_second_line(const struct page *page);
const char *level_name(enum model_level level);    /* in English; "" for blank */
const char *rating_sign(enum model_rating rating); /* "▲", "–", "▽", "" */

/* What keeps a service from "start here", as a sentence. */
void say_not_yet(const struct page *page, const struct model_service *service);
/* A share of the rules: "25%" */
void say_share(const struct page *page, struct share_rule share);
int share_percent(struct share_rule share);

/* ---- charts of figures: page_figures.c ---- */

/* Of a table with rows of label, bar and number. */
#define BAR_COLUMNS "<colgroup><col class=\"b1\"><col><col class=\"b3\"></colgroup>"

/* Share, or one dash where it may not be drawn; all with their label. */
void add_share_bar(struct page *page, const struct model_share *share, int width_px,
                   int height);
void add_five_bar(struct page *page, const struct model_statement *statement,
                  int height);
/* Rows of label, bar and percent. `most` rows; 0: all. */
void add_list_bars(struct page *page, const struct model_list *list, size_t most);
/* The scale of all five-part bars of a report. */
int page_five_span(const struct model *model);

/* ---- sheets ---- */

bool add_ranking_sheet(struct page *page);
bool add_map(struct page *page);
bool add_case_sheet(struct page *page);
void add_factors(struct page *page);
void add_answers(struct page *page);
void add_towns(struct page *page);
void add_values(struct page *page);
void add_partners(struct page *page);
void add_governance(struct page *page);
/* Borda and pairs of a rank. */
void add_rank_table(struct page *page, const struct model_values *values);
void add_few_sheet(struct page *page);
void add_plain_sheet(struct page *page);
void add_cannot_say(const struct page *page);
void add_five_keys(const struct page *page);
void add_phone_keys(const struct page *page);
void add_ranking_numbers(const struct page *page);
bool add_service_sheets(struct page *page);
bool add_weights_sheet(struct page *page);
void add_list_sheets(struct page *page);
void add_lists(struct page *page);
/* Whether the form asks one of the three main questions about services. */
bool asks_of_services(const struct model *model);
void add_people_sheet(struct page *page);
void add_rules_sheet(struct page *page);
void add_memo_head(struct page *page);
void add_memo_kind(const struct page *page);
void add_facts(const struct page *page);
void add_footer_form(struct page *page);

#endif

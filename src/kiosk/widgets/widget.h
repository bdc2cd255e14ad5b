/*
 * widget: the kinds of content that a page can have. Each kind has a function that
 * measures its block into rows, and one that draws a row.
 */
#ifndef TOWNLINE_WIDGET_H
#define TOWNLINE_WIDGET_H

#include "sketch.h"

void prose_measure(struct page *page, const struct block *block, double width);
/* The type of a heading that is repeated on a later page, where it is smaller. */
enum type prose_again_type(const struct page *page);
void prose_draw(struct page *page, const struct row *row, struct rect_mm rect);
/* A note in a place that is there in any case, and whether it has room there. */
bool prose_fits(struct page *page, const struct block *block, struct rect_mm rect);
void prose_draw_in(struct page *page, const struct block *block, struct rect_mm rect);
void problem_measure(struct page *page, const struct block *block, double width);
void problem_draw(struct page *page, const struct row *row, struct rect_mm rect);
/* For a place that is there in any case: whether the problem's words fit into it, and
 * drawing them there. */
bool problem_fits(struct page *page, const struct block *block, struct rect_mm rect);
void problem_draw_in(struct page *page, const struct block *block, struct rect_mm rect);
/* Whether the answers below both sides keep their size and place at the bottom, however
 * much is said above them. */
bool sides_fix_answers(const struct page *page);
void sides_measure(struct page *page, const struct block *block, double width);
void sides_draw(struct page *page, const struct row *row, struct rect_mm rect);
void answers_measure(struct page *page, const struct block *block, double width);
void answers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void numbers_measure(struct page *page, const struct block *block, double width);
void numbers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void steppers_measure(struct page *page, const struct block *block, double width);
void steppers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void choices_measure(struct page *page, const struct block *block, double width);
/* Whether it is a few choices of which one is chosen, or choices that are compared. */
bool choices_belong_together(const struct block *block);
/* Whether its cards may be higher than their words need. */
bool choices_can_stretch(const struct block *block);
/* Finds the first free place in a row whose last places are empty. `rect` is the row's
 * on the way in and the place's on the way out. */
bool choices_free_cell(const struct page *page, const struct row *row,
                       struct rect_mm *rect);
void choices_draw(struct page *page, const struct row *row, struct rect_mm rect);
void lists_measure(struct page *page, const struct block *block, double width);
void lists_draw(struct page *page, const struct row *row, struct rect_mm rect);
void samples_measure(struct page *page, const struct block *block, double width);
void samples_draw(struct page *page, const struct row *row, struct rect_mm rect);
void aside_measure(struct page *page, const struct block *block, double width);
void aside_draw(struct page *page, const struct row *row, struct rect_mm rect);
void large_picture_measure(struct page *page, const struct block *block, double width);
void large_picture_draw(struct page *page, const struct row *row, struct rect_mm rect);
void service_facts_measure(struct page *page, const struct block *block, double width);
void service_facts_draw(struct page *page, const struct row *row, struct rect_mm rect);
void map_measure(struct page *page, const struct block *block, double width);
/* Whether every word of the labels fits beside the map. */
bool map_labels_fit(struct page *page, const struct block *block, double width);
void map_draw(struct page *page, const struct row *row, struct rect_mm rect);
void field_measure(struct page *page, const struct block *block, double width);
void field_draw(struct page *page, const struct row *row, struct rect_mm rect);
double field_gap(const struct page *page); /* above the field, and above the keys */
void keys_measure(struct page *page, const struct block *block, double width);
/* The width of a pad that stands beside the words. */
double keys_pad_mm(const struct theme *theme);
void keys_draw(struct page *page, const struct row *row, struct rect_mm rect);
/* The least width that the last row of a keyboard needs between Back and Next, and the
 * row in that place. It has no key for a new line. */
double keys_bar_least_mm(const struct page *page, const struct block *block);
void keys_draw_bar(struct page *page, const struct block *block, struct rect_mm rect);
void qr_draw_code(struct page *page, const struct block *block);
void attract_draw(struct page *page, const struct page_attract *attract);
void banner_measure(struct page *page, const struct block *block, double width);
void banner_draw(struct page *page, const struct row *row, struct rect_mm rect);
void tallies_measure(struct page *page, const struct block *block, double width);
void tallies_draw(struct page *page, const struct row *row, struct rect_mm rect);
void acts_measure(struct page *page, const struct block *block, double width);
void acts_draw(struct page *page, const struct row *row, struct rect_mm rect);
void board_measure(struct page *page, const struct block *block, double width);
void board_draw(struct page *page, const struct row *row, struct rect_mm rect);
void table_measure(struct page *page, const struct block *block, double width);
void table_draw(struct page *page, const struct row *row, struct rect_mm rect);
void controls_measure(struct page *page, const struct block *block, double width);
void controls_draw(struct page *page, const struct row *row, struct rect_mm rect);
void tens_measure(struct page *page, const struct block *block, double width);
void tens_draw(struct page *page, const struct row *row, struct rect_mm rect);
void checklist_measure(struct page *page, const struct block *block, double width);
void checklist_draw(struct page *page, const struct row *row, struct rect_mm rect);
void verdict_measure(struct page *page, const struct block *block, double width);
void verdict_draw(struct page *page, const struct row *row, struct rect_mm rect);
/* The width that card and ruler need, at most `most`. */
double ruler_width(const struct page *page, const struct block *block, double most);
void ruler_measure(struct page *page, const struct block *block, double width);
void ruler_draw(struct page *page, const struct row *row, struct rect_mm rect);
void dials_measure(struct page *page, const struct block *block, double width);
void dials_draw(struct page *page, const struct row *row, struct rect_mm rect);
void digits_measure(struct page *page, const struct block *block, double width);
void digits_draw(struct page *page, const struct row *row, struct rect_mm rect);
void answer_dots_measure(struct page *page, const struct block *block, double width);
void answer_dots_draw(struct page *page, const struct row *row, struct rect_mm rect);
void ending_measure(struct page *page, const struct block *block, double width);
void ending_draw(struct page *page, const struct row *row, struct rect_mm rect);
void code_measure(struct page *page, const struct block *block, double width);
void code_draw(struct page *page, const struct row *row, struct rect_mm rect);
#define TARGETS_IN_A_ROW 4
void targets_measure(struct page *page, const struct block *block, double width);
void targets_draw(struct page *page, const struct row *row, struct rect_mm rect);
void countdown_measure(struct page *page, const struct block *block, double width);
void countdown_draw(struct page *page, const struct row *row, struct rect_mm rect);

#endif

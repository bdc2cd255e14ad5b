/* Values that are no choices: numbers, days, times and hidden texts. There may be
 * thousands, so many are joined into one row. */
#include "model_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 20    /* rows of a chart of numbers, days or times */
#define TEXTS_MAX 200  /* rows of a list of texts */
#define DIGITS_MAX 12  /* of a number before the point that can be joined */
#define DECIMALS_MAX 6 /* and behind it */
#define BOUND_BYTES 32 /* of a bound of joined numbers */

/* ---- finding them ---- */

struct gathering {
    const struct counts *counts;
    struct model_text_cell *cells; /* NULL: only count them */
    size_t count;
    int last_instance;
};

static bool
is_wanted(const struct counts_cell *cell)
{
    return cell->part == COUNTS_ALL && cell->kind == COUNTS_TEXT;
}

static bool
gather(void *context, const struct counts_cell *cell, uint32_t n, struct error *err)
{
    struct gathering *gathering = context;
    (void)err;
    if (cell->instance > gathering->last_instance) {
        gathering->last_instance = cell->instance;
    }
    if (!is_wanted(cell) || n == 0) {
        return true;
    }
    if (gathering->cells) {
        const char *text = counts_text(gathering->counts, cell->value);
        gathering->cells[gathering->count] = (struct model_text_cell){
            cell->question, cell->instance, text ? text : "", n};
    }
    gathering->count++;
    return true;
}

static int
compare_places(const struct model_text_cell *a, const struct model_text_cell *b)
{
    if (a->question != b->question) {
        return a->question < b->question ? -1 : 1;
    }
    return a->instance < b->instance ? -1 : a->instance > b->instance;
}

static int
compare_cells(const void *a, const void *b)
{
    const struct model_text_cell *left = a, *right = b;
    int order = compare_places(left, right);
    return order != 0 ? order : strcmp(left->text, right->text);
}

bool
model_read_texts(struct model *model, struct error *err)
{
    struct gathering gathering = {.counts = model->input->counts};
    if (!counts_each(gathering.counts, gather, &gathering, err)) {
        return false;
    }
    model->instance_count = gathering.last_instance + 1;
    model->texts = model_take(model, gathering.count, sizeof *model->texts, err);
    gathering =
        (struct gathering){.counts = model->input->counts, .cells = model->texts};
    if (!model->texts || !counts_each(gathering.counts, gather, &gathering, err)) {
        return false;
    }
    model->text_count = gathering.count;
    qsort(model->texts, model->text_count, sizeof *model->texts, compare_cells);
    return true;
}

const struct model_text_cell *
model_find_texts(const struct model *model, int question, int instance,
                 size_t *count_out)
{
    const struct model_text_cell wanted = {.question = question, .instance = instance};
    size_t low = 0, high = model->text_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&model->texts[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t end = low;
    while (end < model->text_count &&
           compare_places(&model->texts[end], &wanted) == 0) {
        end++;
    }
    *count_out = end - low;
    return model->texts + low;
}

/* ---- numbers ---- */

/* A number in units of 10^-DECIMALS_MAX. */
static bool
read_number(const char *text, int64_t *out, unsigned *decimals)
{
    const char *at = text[0] == '-' ? text + 1 : text;
    size_t whole = strspn(at, "0123456789");
    size_t after = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
    const char *end = at + whole + (at[whole] == '.' ? 1 + after : 0);
    int64_t number = 0;
    if (whole + after == 0 || whole > DIGITS_MAX || after > DECIMALS_MAX ||
        end[0] != '\0') {
        return false;
    }
    for (size_t i = 0; i < whole; i++) {
        number = number * 10 + (at[i] - '0');
    }
    for (size_t i = 0; i < DECIMALS_MAX; i++) {
        number = number * 10 + (i < after ? at[whole + 1 + i] - '0' : 0);
    }
    *decimals = (unsigned)after > *decimals ? (unsigned)after : *decimals;
    *out = text[0] == '-' ? -number : number;
    return true;
}

struct numbered {
    const struct model_text_cell *cell;
    int64_t number;
};

static int
compare_numbers(const void *a, const void *b)
{
    const struct numbered *left = a, *right = b;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* All values as numbers in their order; false where one of them is none. */
static bool
read_numbers(const struct model_text_cell *cells, size_t count, struct numbered *out,
             unsigned *decimals)
{
    *decimals = 0;
    for (size_t i = 0; i < count; i++) {
        out[i].cell = &cells[i];
        if (!read_number(cells[i].text, &out[i].number, decimals)) {
            return false;
        }
    }
    qsort(out, count, sizeof *out, compare_numbers);
    return true;
}

static int64_t
floor_to(int64_t number, int64_t width)
{
    int64_t below = number % width;
    return number - (below < 0 ? below + width : below);
}

/* The smallest of 1, 2, 5, 10, 20, ... units with which all rows fit. */
static int64_t
width_of(int64_t first, int64_t last, int64_t unit)
{
    static const int64_t steps[] = {2, 5, 10};
    int64_t decade = unit, width = unit;
    for (size_t i = 0;
         (floor_to(last, width) - floor_to(first, width)) / width + 1 > ROWS_MAX; i++) {
        width = decade * steps[i % 3];
        decade = i % 3 == 2 ? width : decade;
    }
    return width;
}

static const char *
write_number(struct model *model, int64_t number, unsigned decimals)
{
    char text[BOUND_BYTES], fraction[BOUND_BYTES];
    int64_t one = 1000000, size = number < 0 ? -number : number;
    int used = snprintf(fraction, sizeof fraction, "%06lld", (long long)(size % one));
    fraction[used < (int)decimals ? used : (int)decimals] = '\0';
    int length = snprintf(text, sizeof text, "%s%lld%s%s", number < 0 ? "-" : "",
                          (long long)(size / one), decimals > 0 ? "." : "", fraction);
    return arena_text(&model->arena, text, (size_t)length);
}

/* Rows of one width; those in the middle that nobody is in are there, too. */
static bool
join_numbers(struct model *model, const struct numbered *numbers, size_t count,
             unsigned decimals, struct model_list *list, struct error *err)
{
    int64_t unit = 1000000;
    for (unsigned i = 0; i < decimals; i++) {
        unit /= 10;
    }
    int64_t first = numbers[0].number, last = numbers[count - 1].number;
    int64_t width = width_of(first, last, unit);
    first = floor_to(first, width);
    list->count = (size_t)((floor_to(last, width) - first) / width) + 1;
    list->items = model_take(model, list->count, sizeof *list->items, err);
    if (!list->items) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        struct model_item *item = &list->items[i];
        int64_t from = first + (int64_t)i * width;
        item->code = write_number(model, from, decimals);
        item->last =
            width == unit ? NULL : write_number(model, from + width - unit, decimals);
        item->label = item->code;
        if (!item->code || (width != unit && !item->last)) {
            return error_no_memory(err);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct model_item *item = &list->items[(numbers[i].number - first) / width];
        item->n = figure_of(item->n.n + numbers[i].cell->n);
    }
    return true;
}

/* ---- days and times, and other texts ---- */

/* How many values are left when those with the same first bytes are joined. */
static size_t
count_rows(const struct model_text_cell *cells, size_t count, size_t bytes)
{
    size_t rows = count > 0;
    for (size_t i = 1; i < count; i++) {
        rows += strncmp(cells[i - 1].text, cells[i].text, bytes) != 0;
    }
    return rows;
}

/* Values in the order of their bytes, which for days and times is that of the time.
 * Those that begin with the same `bytes` bytes are joined. */
static bool
join_texts(struct model *model, const struct model_text_cell *cells, size_t count,
           size_t bytes, struct model_list *list, struct error *err)
{
    size_t rows = count_rows(cells, count, bytes);
    rows = rows < TEXTS_MAX ? rows : TEXTS_MAX;
    list->items = model_take(model, rows, sizeof *list->items, err);
    if (!list->items) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_new = i == 0 || strncmp(cells[i - 1].text, cells[i].text, bytes) != 0;
        if (is_new && list->count == rows) {
            list->is_cut = true;
            return true;
        }
        if (is_new) {
            list->items[list->count++] = (struct model_item){
                .code = cells[i].text, .label = cells[i].text, .n = figure_of(0)};
        }
        struct model_item *item = &list->items[list->count - 1];
        item->n = figure_of(item->n.n + cells[i].n);
        item->last = is_new ? NULL : cells[i].text;
    }
    return true;
}

static size_t
bytes_to_compare(const struct model_text_cell *cells, size_t count,
                 enum question_type type)
{
    /* of 2026-05-12 the day, month or year; of 13:30:00 the minute or hour */
    static const size_t day[] = {10, 7, 4, 0}, time[] = {5, 2, 0};
    const size_t *bytes = type == QUESTION_DATE   ? day
                          : type == QUESTION_TIME ? time
                                                  : NULL;
    if (!bytes) {
        return SIZE_MAX;
    }
    while (bytes[1] != 0 && count_rows(cells, count, bytes[0]) > ROWS_MAX) {
        bytes++;
    }
    return bytes[0];
}

bool
model_read_values(struct model *model, struct model_list *list, struct error *err)
{
    enum question_type type = model->input->descriptor->questions[list->question].type;
    size_t count;
    const struct model_text_cell *cells =
        model_find_texts(model, list->question, list->instance, &count);
    struct numbered *numbers = calloc(count + 1, sizeof *numbers);
    unsigned decimals;
    bool is_number =
        type == QUESTION_INTEGER || type == QUESTION_DECIMAL || type == QUESTION_RANGE;
    bool ok;
    if (!numbers) {
        return error_no_memory(err);
    }
    if (count > 0 && is_number && read_numbers(cells, count, numbers, &decimals)) {
        ok = join_numbers(model, numbers, count, decimals, list, err);
    } else {
        ok = join_texts(model, cells, count, bytes_to_compare(cells, count, type), list,
                        err);
    }
    free(numbers);
    return ok;
}

/* Gives what was counted as cells of counts.h. */
#include "archive_counter_parts.h"

static void
kind_at(bool is_rank, size_t choices, size_t offset, struct counts_cell *out)
{
    static const enum counts_kind kinds[] = {COUNTS_SHOWN, COUNTS_MOST, COUNTS_LEAST};
    size_t square = choices * choices;
    out->value = 0;
    if (offset < 2) {
        out->kind = offset == 0 ? COUNTS_ANSWERED : COUNTS_EMPTY;
        return;
    }
    offset -= 2;
    if (!is_rank) {
        out->kind = COUNTS_CHOICE;
    } else if (offset < 3 * choices) {
        out->kind = kinds[offset / choices];
        offset %= choices;
    } else {
        offset -= 3 * choices;
        out->kind = offset < square ? COUNTS_PLACE : COUNTS_BEFORE;
        offset -= offset < square ? 0 : square;
    }
    out->value = (int)offset;
}

struct taking {
    struct counter *counter;
    counter_sink *sink;
    void *context;
};

static bool
give(struct taking *taking, struct counts_cell *cell, uint32_t *n, struct error *err)
{
    uint32_t given = *n;
    *n = 0;
    return given == 0 || taking->sink(taking->context, cell, NULL, given, err);
}

/* What a cell of a block stands for. */
typedef void naming(const struct counter *counter, int question, size_t offset,
                    struct counts_cell *out);

static void
name_answer(const struct counter *counter, int question, size_t offset,
            struct counts_cell *out)
{
    const struct question *asked = &counter->layout->descriptor->questions[question];
    out->question = question;
    kind_at(asked->type == QUESTION_RANK, asked->choice_count, offset, out);
}

static void
name_head(const struct counter *counter, int question, size_t offset,
          struct counts_cell *out)
{
    (void)counter;
    (void)question;
    out->value = 0;
    out->kind = offset < HEAD_DURATION ? COUNTS_ANSWERED : COUNTS_CHOICE;
    if (offset < HEAD_DURATION) {
        out->question = offset == HEAD_RESPONSES  ? COUNTS_RESPONSES
                        : offset == HEAD_COMPLETE ? COUNTS_COMPLETE
                                                  : COUNTS_UNTRUSTED;
    } else {
        bool is_duration = offset < HEAD_STRAIGHT_LINE;
        out->question = is_duration ? COUNTS_DURATION : COUNTS_STRAIGHT_LINE;
        out->value = (int)(offset - (is_duration ? HEAD_DURATION : HEAD_STRAIGHT_LINE));
    }
}

static bool
take_part(struct taking *taking, const struct spot *spot, naming *name,
          struct counts_cell *cell, uint32_t **at, struct error *err)
{
    for (size_t offset = 0; offset < spot->width; offset++, ++*at) {
        if (**at != 0) {
            name(taking->counter, spot->question, offset, cell);
            if (!give(taking, cell, *at, err)) {
                return false;
            }
        }
    }
    return true;
}

/* Everybody is the sum of the towns; then come the towns and the other parts. */
static bool
take_block(struct taking *taking, const struct spot *spot, naming *name,
           struct error *err)
{
    struct counter *counter = taking->counter;
    uint32_t *at = spot->block->cells;
    struct counts_cell cell = {.instance = spot->instance};
    bool ok = true;
    for (size_t offset = 0; ok && offset < spot->width && counter->layout->town >= 0;
         offset++) {
        uint32_t all = 0;
        for (size_t town = 0; town < counter->towns; town++) {
            all += at[town * spot->width + offset];
        }
        name(counter, spot->question, offset, &cell);
        ok = give(taking, &cell, &all, err);
    }
    cell.part = counter->layout->town >= 0 ? COUNTS_TOWN : COUNTS_ALL;
    for (size_t town = 0; ok && town < counter->towns; town++) {
        cell.member = (int)town;
        ok = take_part(taking, spot, name, &cell, &at, err);
    }
    cell.part = COUNTS_ASSIGNED;
    for (int member = 0; ok && spot->by_assigned && member < 2; member++) {
        cell.member = member;
        ok = take_part(taking, spot, name, &cell, &at, err);
    }
    for (size_t i = 0; spot->by_head && i < HEAD_PARTS; i++) {
        cell.part = counter_head_parts[i].part;
        for (uint32_t member = 0; ok && member < counter_head_parts[i].members;
             member++) {
            cell.member = (int)member;
            ok = take_part(taking, spot, name, &cell, &at, err);
        }
    }
    return ok;
}

static bool
take_single(void *context, const struct counts_cell *cell, uint32_t n,
            struct error *err)
{
    struct taking *taking = context;
    const char *text = cell->kind == COUNTS_TEXT
                           ? counts_text(taking->counter->single, cell->value)
                           : NULL;
    return taking->sink(taking->context, cell, text, n, err);
}

static bool
take_question(struct taking *taking, size_t question, struct error *err)
{
    struct counter *counter = taking->counter;
    struct question_blocks *blocks = &counter->questions[question];
    const struct column_place *place = &counter->layout->places[question];
    const struct column *column =
        &counter->layout->tables[place->table].columns[place->column];
    bool ok = true;
    for (size_t i = 0; ok && i < blocks->count; i++) {
        if (blocks->instances[i].cells) {
            const struct spot spot = {
                .question = (int)question,
                .instance = (int)i,
                .by_assigned = column->by_assigned,
                .by_head = column->by_head,
                .block = &blocks->instances[i],
                .width = counter_width(counter->layout, (int)question)};
            ok = take_block(taking, &spot, name_answer, err);
        }
    }
    return ok;
}

bool
counter_take(struct counter *counter, counter_sink *sink, void *context,
             struct error *err)
{
    struct taking taking = {.counter = counter, .sink = sink, .context = context};
    struct block head = {.cells = counter->head};
    const struct spot spot = {.by_head = true, .block = &head, .width = HEAD_WIDTH};
    bool ok = take_block(&taking, &spot, name_head, err);
    for (size_t i = 0; ok && i < counter->layout->descriptor->question_count; i++) {
        ok = take_question(&taking, i, err);
    }
    ok = ok && counts_each(counter->single, take_single, &taking, err);
    if (!ok) {
        return false;
    }
    struct counts *empty = NULL;
    if (counter->single_count == 0) {
        return true;
    }
    if (!counts_create(&empty, err)) {
        return false;
    }
    counts_close(counter->single);
    counter->single = empty;
    counter->single_count = counter->single_bytes = 0;
    return true;
}

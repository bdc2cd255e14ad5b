/* Counts into blocks of numbers, one by one where a block would be too large. */
#include "archive_counter_parts.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_MAX_CELLS ((size_t)1 << 17)
#define BLOCKS_MAX_CELLS ((size_t)16 << 20) /* of all blocks together */
#define SINGLE_MAX ((size_t)1 << 19)        /* numbers outside of blocks */
#define SINGLE_TEXT_MAX_BYTES ((size_t)32 << 20)

const struct counter_head_part counter_head_parts[HEAD_PARTS] = {
    {COUNTS_CHANNEL, 4},
    {COUNTS_ASSISTED, 3},
    {COUNTS_FIRST_TIME, 3},
    {COUNTS_AFTER_RESULTS, 2}};

bool
counter_create(const struct layout *layout, struct counter **out, struct error *err)
{
    struct counter *counter = calloc(1, sizeof *counter);
    if (!counter) {
        return error_no_memory(err);
    }
    const struct descriptor *descriptor = layout->descriptor;
    counter->layout = layout;
    counter->towns =
        layout->town < 0
            ? 1
            : (uint32_t)descriptor->questions[layout->town].choice_count + 1;
    if (layout->services_repeat >= 0) {
        counter->service_count = descriptor->repeats[layout->services_repeat].key_count;
    }
    counter->questions =
        calloc(descriptor->question_count + 1, sizeof *counter->questions);
    counter->head = calloc((size_t)(counter->towns + HEAD_MEMBERS) * HEAD_WIDTH,
                           sizeof *counter->head);
    counter->assigned = calloc(counter->service_count + 1, 1);
    if (!counter->questions || !counter->head || !counter->assigned) {
        counter_close(counter);
        return error_no_memory(err);
    }
    if (!counts_create(&counter->single, err)) {
        counter_close(counter);
        return false;
    }
    *out = counter;
    return true;
}

void
counter_close(struct counter *counter)
{
    if (!counter) {
        return;
    }
    size_t questions = counter->layout->descriptor->question_count;
    for (size_t i = 0; counter->questions && i < questions; i++) {
        struct question_blocks *blocks = &counter->questions[i];
        for (size_t j = 0; j < blocks->count; j++) {
            free(blocks->instances[j].cells);
        }
        free(blocks->instances);
    }
    free(counter->questions);
    free(counter->head);
    free(counter->assigned);
    counts_close(counter->single);
    free(counter);
}

size_t
counter_width(const struct layout *layout, int question)
{
    const struct question *asked = &layout->descriptor->questions[question];
    size_t choices = question_has_choices(asked->type) ? asked->choice_count : 0;
    return 2 + choices +
           (asked->type == QUESTION_RANK ? 2 * choices * choices + 2 * choices : 0);
}

/* Where `value` of a kind lies among them. */
static size_t
offset_of(size_t choices, enum counts_kind kind, int value)
{
    size_t square = choices * choices;
    switch (kind) {
    case COUNTS_ANSWERED:
        return 0;
    case COUNTS_EMPTY:
        return 1;
    case COUNTS_CHOICE: /* a rank has none, so these two share their place */
    case COUNTS_SHOWN:
        return 2 + (size_t)value;
    case COUNTS_MOST:
        return 2 + choices + (size_t)value;
    case COUNTS_LEAST:
        return 2 + 2 * choices + (size_t)value;
    case COUNTS_PLACE:
        return 2 + 3 * choices + (size_t)value;
    case COUNTS_BEFORE:
        return 2 + 3 * choices + square + (size_t)value;
    case COUNTS_TEXT:
        break;
    }
    return 0;
}

/* The block of a question in an instance, made when it is used for the first time. */
static struct block *
find_block(struct counter *counter, struct spot *spot)
{
    struct question_blocks *blocks = &counter->questions[spot->question];
    size_t instance = (size_t)spot->instance;
    if (instance >= blocks->count) {
        size_t count = instance + 1 < 16 ? 16 : 2 * instance;
        struct block *more = realloc(blocks->instances, count * sizeof *more);
        if (!more) {
            return NULL;
        }
        memset(more + blocks->count, 0, (count - blocks->count) * sizeof *more);
        blocks->instances = more;
        blocks->count = count;
    }
    struct block *block = &blocks->instances[instance];
    if (!block->cells && !block->is_single) {
        size_t members = counter->towns + (spot->by_assigned ? 2 : 0) +
                         (spot->by_head ? HEAD_MEMBERS : 0);
        size_t cells = spot->width * members;
        block->is_single =
            cells > BLOCK_MAX_CELLS || counter->used + cells > BLOCKS_MAX_CELLS;
        if (!block->is_single) {
            block->cells = calloc(cells, sizeof *block->cells);
            counter->used += cells;
            return block->cells ? block : NULL;
        }
    }
    return block;
}

/* The parts and members that the response at hand belongs to. */
static size_t
list_members(const struct counter *counter, const struct spot *spot,
             struct counts_cell out[PARTS_MAX + 1])
{
    size_t count = 0;
    out[count++] = (struct counts_cell){.part = COUNTS_ALL};
    if (counter->layout->town >= 0) {
        out[count++] =
            (struct counts_cell){.part = COUNTS_TOWN, .member = (int)counter->town};
    }
    if (spot->by_assigned) {
        out[count++] = (struct counts_cell){.part = COUNTS_ASSIGNED,
                                            .member = (int)spot->is_assigned};
    }
    for (size_t i = 0; spot->by_head && i < HEAD_PARTS; i++) {
        out[count++] = (struct counts_cell){.part = counter_head_parts[i].part,
                                            .member = (int)counter->head_members[i]};
    }
    return count;
}

bool
counter_add_single(struct counter *counter, const struct spot *spot,
                   enum counts_kind kind, int value, const char *text,
                   struct error *err)
{
    struct counts_cell members[PARTS_MAX + 1];
    size_t count = list_members(counter, spot, members);
    if (text) {
        counter->single_bytes += strlen(text);
        if (!counts_text_number(counter->single, text, &value, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        members[i].question = spot->question;
        members[i].instance = spot->instance;
        members[i].kind = kind;
        members[i].value = value;
        if (!counts_add(counter->single, &members[i], 1, err)) {
            return false;
        }
    }
    counter->single_count += count;
    return true;
}

bool
counter_add(struct counter *counter, const struct spot *spot, enum counts_kind kind,
            int value, struct error *err)
{
    if (spot->block->is_single) {
        return counter_add_single(counter, spot, kind, value, NULL, err);
    }
    const struct question *asked =
        &counter->layout->descriptor->questions[spot->question];
    uint32_t *cell = spot->block->cells + offset_of(asked->choice_count, kind, value);
    cell[spot->width * counter->town]++;
    cell += spot->width * counter->towns;
    if (spot->by_assigned) {
        cell[spot->width * spot->is_assigned]++;
        cell += spot->width * 2;
    }
    for (size_t i = 0; spot->by_head && i < HEAD_PARTS; i++) {
        cell[spot->width * counter->head_members[i]]++;
        cell += spot->width * counter_head_parts[i].members;
    }
    return true;
}

bool
counter_begin_spot(struct counter *counter, const struct column *column, int question,
                   int instance, struct spot *out, struct error *err)
{
    *out = (struct spot){.question = question,
                         .instance = instance,
                         .by_assigned = column->by_assigned,
                         .by_head = column->by_head,
                         .width = counter_width(counter->layout, question)};
    out->is_assigned = column->by_assigned && (size_t)instance < counter->service_count
                           ? counter->assigned[instance]
                           : 0;
    out->block = find_block(counter, out);
    return out->block || error_no_memory(err);
}

bool
counter_is_full(const struct counter *counter)
{
    return counter->single_count > SINGLE_MAX ||
           counter->single_bytes > SINGLE_TEXT_MAX_BYTES;
}

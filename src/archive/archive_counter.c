/* Counts cells into blocks of numbers, and gives these as cells of counts.h. */
#include "archive_counter.h"

#include "archive_picks.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_MAX_CELLS ((size_t)1 << 17)
#define BLOCKS_MAX_CELLS ((size_t)16 << 20) /* of all blocks together */
#define SINGLE_MAX ((size_t)1 << 19)        /* numbers outside of blocks */
#define SINGLE_TEXT_MAX_BYTES ((size_t)32 << 20)

/* The parts that depend on the head of a response, in the order of a block. */
static const struct {
    enum counts_part part;
    uint32_t members;
} head_parts[] = {{COUNTS_CHANNEL, 4},
                  {COUNTS_ASSISTED, 3},
                  {COUNTS_FIRST_TIME, 3},
                  {COUNTS_AFTER_RESULTS, 2}};
enum { HEAD_PARTS = sizeof head_parts / sizeof *head_parts, HEAD_MEMBERS = 12 };
enum { PARTS_MAX = 2 + HEAD_PARTS };

/* The numbers of the head's own block. */
enum {
    HEAD_RESPONSES,
    HEAD_COMPLETE,
    HEAD_UNTRUSTED,
    HEAD_DURATION,
    HEAD_STRAIGHT_LINE = HEAD_DURATION + 5,
    HEAD_WIDTH = HEAD_STRAIGHT_LINE + 4
};

/* `width` numbers for each member of each part: those of a question in an instance. */
struct block {
    uint32_t *cells; /* NULL: not used yet */
    bool is_single;  /* too large: its numbers lie in `single` */
};
struct question_blocks {
    struct block *instances; /* owned */
    size_t count;
};
struct counter {
    const struct layout *layout; /* borrowed */
    struct question_blocks *questions;
    uint32_t *head; /* owned */
    size_t used;    /* cells of blocks */
    struct counts *single;
    size_t single_count, single_bytes;
    uint32_t towns; /* members of the first part of a block */
    /* of the response at hand */
    uint32_t town, head_members[HEAD_PARTS];
    uint8_t *assigned; /* owned; of each service */
    size_t service_count;
};

/* Where a number is added: a block, or cells one by one. */
struct spot {
    int question, instance;
    bool by_assigned, by_head;
    uint32_t is_assigned;
    struct block *block;
    size_t width;
};

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

/* How many numbers a question has for one member: answered, empty, and its values. */
static size_t
width_of(const struct layout *layout, int question)
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
        out[count++] = (struct counts_cell){.part = head_parts[i].part,
                                            .member = (int)counter->head_members[i]};
    }
    return count;
}

static bool
count_single(struct counter *counter, const struct spot *spot, enum counts_kind kind,
             int value, const char *text, struct error *err)
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

static bool
count_at(struct counter *counter, const struct spot *spot, enum counts_kind kind,
         int value, struct error *err)
{
    if (spot->block->is_single) {
        return count_single(counter, spot, kind, value, NULL, err);
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
        cell += spot->width * head_parts[i].members;
    }
    return true;
}

static bool
count_text(struct counter *counter, const struct spot *spot, const char *text,
           struct error *err)
{
    return strlen(text) > COUNTER_TEXT_MAX_BYTES ||
           count_single(counter, spot, COUNTS_TEXT, 0, text, err);
}

static bool
count_bits(struct counter *counter, const struct spot *spot, uint64_t bits,
           struct error *err)
{
    for (int choice = 0; bits != 0; bits >>= 1, choice++) {
        if (bits & 1 && !count_at(counter, spot, COUNTS_CHOICE, choice, err)) {
            return false;
        }
    }
    return true;
}

/* The choices that are named in a text, each once; what is no choice is left out. */
static size_t
read_choices(const struct question *asked, const char *text,
             uint16_t out[DESCRIPTOR_MAX_CHOICES])
{
    uint64_t seen[(DESCRIPTOR_MAX_CHOICES + 63) / 64] = {0};
    const char *word;
    size_t size, count = 0;
    while (count < asked->choice_count && next_word(&text, &word, &size)) {
        int choice = question_find_choice(asked, word, size);
        if (choice >= 0 && !(seen[choice / 64] >> choice % 64 & 1)) {
            seen[choice / 64] |= (uint64_t)1 << choice % 64;
            out[count++] = (uint16_t)choice;
        }
    }
    return count;
}

static bool
count_rank(struct counter *counter, const struct spot *spot,
           const struct question *asked, const char *text, struct error *err)
{
    uint16_t list[DESCRIPTOR_MAX_CHOICES];
    int choices = (int)asked->choice_count;
    size_t count = read_choices(asked, text, list);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = count_at(counter, spot, COUNTS_PLACE, list[i] * choices + (int)i, err);
        for (size_t j = i + 1; ok && choices <= COUNTER_PAIRS_MAX_CHOICES && j < count;
             j++) {
            ok = count_at(counter, spot, COUNTS_BEFORE, list[i] * choices + list[j],
                          err);
        }
    }
    return ok;
}

/* Words of a select_multiple that are no choices are counted as other values. */
static bool
count_codes(struct counter *counter, const struct spot *spot,
            const struct question *asked, const char *text, struct error *err)
{
    uint16_t list[DESCRIPTOR_MAX_CHOICES];
    size_t count = read_choices(asked, text, list);
    for (size_t i = 0; i < count; i++) {
        if (!count_at(counter, spot, COUNTS_CHOICE, list[i], err)) {
            return false;
        }
    }
    const char *word;
    for (size_t size; next_word(&text, &word, &size);) {
        char other[COUNTER_TEXT_MAX_BYTES + 1];
        if (size == 0 || size >= sizeof other ||
            question_find_choice(asked, word, size) >= 0) {
            continue;
        }
        memcpy(other, word, size);
        other[size] = '\0';
        if (!count_text(counter, spot, other, err)) {
            return false;
        }
    }
    return true;
}

static bool
begin_spot(struct counter *counter, const struct column *column, int question,
           int instance, struct spot *out, struct error *err)
{
    *out = (struct spot){.question = question,
                         .instance = instance,
                         .by_assigned = column->by_assigned,
                         .by_head = column->by_head,
                         .width = width_of(counter->layout, question)};
    out->is_assigned = column->by_assigned && (size_t)instance < counter->service_count
                           ? counter->assigned[instance]
                           : 0;
    out->block = find_block(counter, out);
    return out->block || error_no_memory(err);
}

static bool
count_picks(struct counter *counter, const struct column *column, int instance,
            const char *text, struct error *err)
{
    const struct descriptor *descriptor = counter->layout->descriptor;
    const struct question *rank = &descriptor->questions[column->picks_of];
    const struct column_place *place = &counter->layout->places[column->picks_of];
    const struct column *of =
        &counter->layout->tables[place->table].columns[place->column];
    struct picks picks;
    struct spot spot;
    if (!picks_read(rank, text, &picks)) {
        return true;
    }
    bool ok = begin_spot(counter, of, column->picks_of, instance, &spot, err);
    for (size_t i = 0; ok && i < picks.count; i++) {
        const struct picks_screen *screen = &picks.screens[i];
        for (size_t j = 0; ok && j < screen->count; j++) {
            ok = count_at(counter, &spot, COUNTS_SHOWN, screen->shown[j], err);
        }
        ok = ok &&
             (screen->most < 0 ||
              count_at(counter, &spot, COUNTS_MOST, screen->most, err)) &&
             (screen->least < 0 ||
              count_at(counter, &spot, COUNTS_LEAST, screen->least, err));
    }
    return ok;
}

static bool
count_value(struct counter *counter, const struct column *column,
            const struct spot *spot, const struct cell *cell, struct error *err)
{
    const struct question *asked =
        &counter->layout->descriptor->questions[column->question];
    switch (column->kind) {
    case COLUMN_CHOICE:
        return cell->state == CELL_NUMBER
                   ? count_at(counter, spot, COUNTS_CHOICE, (int)cell->number, err)
                   : count_text(counter, spot, cell->text, err);
    case COLUMN_MASK:
        return cell->state == CELL_NUMBER
                   ? count_bits(counter, spot, (uint64_t)cell->number, err)
                   : count_codes(counter, spot, asked, cell->text, err);
    case COLUMN_CODES:
        return count_codes(counter, spot, asked, cell->text, err);
    case COLUMN_RANK:
        return count_rank(counter, spot, asked, cell->text, err);
    case COLUMN_COMMENT:
        return true;
    case COLUMN_VALUE:
        break;
    }
    if (column->picks_of >= 0) {
        return count_picks(counter, column, spot->instance, cell->text, err);
    }
    return column->is_assigned || count_text(counter, spot, cell->text, err);
}

bool
counter_row(struct counter *counter, size_t table, int instance,
            const struct cell *cells, size_t count, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        const struct column *column =
            &counter->layout->tables[table].columns[cells[i].column];
        bool is_empty = cells[i].state == CELL_EMPTY;
        struct spot spot;
        ok = begin_spot(counter, column, (int)column->question, instance, &spot, err) &&
             count_at(counter, &spot, is_empty ? COUNTS_EMPTY : COUNTS_ANSWERED, 0,
                      err) &&
             (is_empty || count_value(counter, column, &spot, &cells[i], err));
    }
    return ok;
}

/* The services that the kiosk chose, from the field that lists them. */
static void
read_assigned(struct counter *counter, const char *text)
{
    const struct layout *layout = counter->layout;
    const char *word;
    if (layout->services_repeat < 0) {
        return;
    }
    const struct repeat *repeat = &layout->descriptor->repeats[layout->services_repeat];
    for (size_t size; next_word(&text, &word, &size);) {
        for (size_t i = 0; i < repeat->key_count; i++) {
            if (strncmp(repeat->keys[i], word, size) == 0 &&
                repeat->keys[i][size] == '\0') {
                counter->assigned[i] = 1;
                break;
            }
        }
    }
}

static void
begin_response(struct counter *counter, const struct counter_head *head,
               const struct cell *cells, size_t count)
{
    const struct layout *layout = counter->layout;
    const uint32_t members[HEAD_PARTS] = {head->channel, head->assisted,
                                          head->first_time, head->after_results};
    for (size_t i = 0; i < HEAD_PARTS; i++) {
        uint32_t last = head_parts[i].members - 1;
        counter->head_members[i] = members[i] < last ? members[i] : last;
    }
    memset(counter->assigned, 0, counter->service_count);
    counter->town = counter->towns - 1;
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &layout->tables[0].columns[cells[i].column];
        if ((int)column->question == layout->town && cells[i].state == CELL_NUMBER) {
            counter->town = (uint32_t)cells[i].number;
        }
        if (column->is_assigned && cells[i].state == CELL_TEXT) {
            read_assigned(counter, cells[i].text);
        }
    }
}

static bool
count_head(struct counter *counter, const struct counter_head *head, struct error *err)
{
    struct block block = {.cells = counter->head};
    struct spot spot = {.by_head = true,
                        .block = &block,
                        .width = HEAD_WIDTH,
                        .question = COUNTS_EVENT};
    const size_t numbers[] = {
        HEAD_RESPONSES, HEAD_DURATION + (head->duration < 5 ? head->duration : 4),
        HEAD_STRAIGHT_LINE + (head->straight_line < 4 ? head->straight_line : 3),
        HEAD_COMPLETE, HEAD_UNTRUSTED};
    const bool counted[] = {true, true, true, head->complete, !head->clock_trusted};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint32_t *cell = counter->head + numbers[i];
        cell[HEAD_WIDTH * counter->town] += counted[i];
        cell += (size_t)HEAD_WIDTH * counter->towns;
        for (size_t p = 0; p < HEAD_PARTS; p++) {
            cell[HEAD_WIDTH * counter->head_members[p]] += counted[i];
            cell += (size_t)HEAD_WIDTH * head_parts[p].members;
        }
    }
    if (!count_single(counter, &spot, COUNTS_TEXT, 0, head->event, err)) {
        return false;
    }
    spot.question = COUNTS_LANGUAGE;
    return count_single(counter, &spot, COUNTS_TEXT, 0, head->language, err);
}

bool
counter_response(struct counter *counter, const struct counter_head *head,
                 const struct cell *cells, size_t count, struct error *err)
{
    begin_response(counter, head, cells, count);
    return count_head(counter, head, err) &&
           counter_row(counter, 0, 0, cells, count, err);
}

struct counter_head
counter_head_of(const struct response_head *head)
{
    return (struct counter_head){
        .language = head->language,
        .event = head->event,
        .channel = (uint8_t)head->channel,
        .duration = (uint8_t)head->duration,
        .straight_line = (uint8_t)head->straight_line,
        .assisted = (uint8_t)head->assisted,
        .first_time = (uint8_t)head->first_time,
        .complete = head->complete,
        .after_results = head->after_results,
        .clock_trusted = head->clock_trusted,
    };
}

bool
counter_answers(struct counter *counter, const struct response *response,
                struct error *err)
{
    const struct layout *layout = counter->layout;
    struct counter_head head = counter_head_of(&response->head);
    struct cell *cells = calloc(layout->tables[0].count + 1, sizeof *cells);
    size_t count = 0;
    if (!cells) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        if (layout->places[answer->question].table == 0) {
            cells[count++] = cell_of(layout, answer);
        }
    }
    bool ok = counter_response(counter, &head, cells, count, err);
    free(cells);
    for (size_t i = 0; ok && i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        size_t table = layout->places[answer->question].table;
        struct cell cell = cell_of(layout, answer);
        ok = table == 0 ||
             counter_row(counter, table, answer->instance[0], &cell, 1, err);
    }
    return ok;
}

bool
counter_is_full(const struct counter *counter)
{
    return counter->single_count > SINGLE_MAX ||
           counter->single_bytes > SINGLE_TEXT_MAX_BYTES;
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
        cell.part = head_parts[i].part;
        for (uint32_t member = 0; ok && member < head_parts[i].members; member++) {
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
            const struct spot spot = {.question = (int)question,
                                      .instance = (int)i,
                                      .by_assigned = column->by_assigned,
                                      .by_head = column->by_head,
                                      .block = &blocks->instances[i],
                                      .width =
                                          width_of(counter->layout, (int)question)};
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

/* Counts the answers of a response by what they mean. */
#include "archive_counter_parts.h"
#include "archive_picks.h"

#include <string.h>

static bool
count_text(struct counter *counter, const struct spot *spot, const char *text,
           struct error *err)
{
    return strlen(text) > COUNTER_TEXT_MAX_BYTES ||
           counter_add_single(counter, spot, COUNTS_TEXT, 0, text, err);
}

static bool
count_bits(struct counter *counter, const struct spot *spot, uint64_t bits,
           struct error *err)
{
    for (int choice = 0; bits != 0; bits >>= 1, choice++) {
        if (bits & 1 && !counter_add(counter, spot, COUNTS_CHOICE, choice, err)) {
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
        ok = counter_add(counter, spot, COUNTS_PLACE, list[i] * choices + (int)i, err);
        for (size_t j = i + 1; ok && choices <= COUNTER_PAIRS_MAX_CHOICES && j < count;
             j++) {
            ok = counter_add(counter, spot, COUNTS_BEFORE, list[i] * choices + list[j],
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
        if (!counter_add(counter, spot, COUNTS_CHOICE, list[i], err)) {
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
    bool ok = counter_begin_spot(counter, of, column->picks_of, instance, &spot, err);
    for (size_t i = 0; ok && i < picks.count; i++) {
        const struct picks_screen *screen = &picks.screens[i];
        for (size_t j = 0; ok && j < screen->count; j++) {
            ok = counter_add(counter, &spot, COUNTS_SHOWN, screen->shown[j], err);
        }
        ok = ok &&
             (screen->most < 0 ||
              counter_add(counter, &spot, COUNTS_MOST, screen->most, err)) &&
             (screen->least < 0 ||
              counter_add(counter, &spot, COUNTS_LEAST, screen->least, err));
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
                   ? counter_add(counter, spot, COUNTS_CHOICE, (int)cell->number, err)
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
        ok = counter_begin_spot(counter, column, (int)column->question, instance, &spot,
                                err) &&
             counter_add(counter, &spot, is_empty ? COUNTS_EMPTY : COUNTS_ANSWERED, 0,
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
        uint32_t last = counter_head_parts[i].members - 1;
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
            cell += (size_t)HEAD_WIDTH * counter_head_parts[p].members;
        }
    }
    if (!counter_add_single(counter, &spot, COUNTS_TEXT, 0, head->event, err)) {
        return false;
    }
    spot.question = COUNTS_LANGUAGE;
    return counter_add_single(counter, &spot, COUNTS_TEXT, 0, head->language, err);
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

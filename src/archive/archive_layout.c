/* Which column holds the answer to which question, and what stands in it. */
#include "archive_layout.h"

#include "townline/counts.h"

#include <stdlib.h>
#include <string.h>

static enum column_kind
kind_of(const struct question *question)
{
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        return COLUMN_CHOICE;
    case QUESTION_SELECT_MULTIPLE:
        return question->choice_count <= COLUMN_MASK_CHOICES ? COLUMN_MASK
                                                             : COLUMN_CODES;
    case QUESTION_RANK:
        return COLUMN_RANK;
    case QUESTION_TEXT:
        return COLUMN_COMMENT;
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
    case QUESTION_DATE:
    case QUESTION_TIME:
    case QUESTION_ACKNOWLEDGE:
    case QUESTION_STRING:
        break;
    }
    return COLUMN_VALUE;
}

/* The rank whose path, with "_picks" behind it, is that of this field. */
static int
find_rank(const struct descriptor *descriptor, const struct question *field)
{
    static const char end[] = "_picks";
    size_t size = strlen(field->path);
    if (field->type != QUESTION_STRING || size < sizeof end ||
        strcmp(field->path + size - (sizeof end - 1), end) != 0) {
        return -1;
    }
    size -= sizeof end - 1;
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *rank = &descriptor->questions[i];
        if (rank->type == QUESTION_RANK && rank->repeat == field->repeat &&
            strncmp(rank->path, field->path, size) == 0 && rank->path[size] == '\0') {
            return (int)i;
        }
    }
    return -1;
}

static void
add_column(struct layout *layout, size_t question, int assigned)
{
    const struct descriptor *descriptor = layout->descriptor;
    const struct question *asked = &descriptor->questions[question];
    struct form_table *table = &layout->tables[asked->repeat + 1];
    layout->places[question] =
        (struct column_place){(uint32_t)(asked->repeat + 1), (uint32_t)table->count};
    table->columns[table->count++] = (struct column){
        .question = question,
        .kind = kind_of(asked),
        .picks_of = find_rank(descriptor, asked),
        .is_assigned = (int)question == assigned && asked->repeat < 0,
        .by_assigned = counts_has_part(descriptor, (int)question, COUNTS_ASSIGNED),
        .by_head = counts_has_part(descriptor, (int)question, COUNTS_CHANNEL),
    };
}

bool
layout_init(struct layout *layout, const struct descriptor *descriptor,
            struct error *err)
{
    size_t questions = descriptor->question_count;
    int assigned = counts_assigned_question(descriptor);
    int identity = descriptor_find_role(descriptor, ROLE_IDENTITY);
    *layout = (struct layout){.descriptor = descriptor,
                              .table_count = descriptor->repeat_count + 1,
                              .town = counts_town_question(descriptor),
                              .services_repeat = -1};
    layout->tables = calloc(layout->table_count, sizeof *layout->tables);
    layout->columns = calloc(questions + 1, sizeof *layout->columns);
    layout->places = calloc(questions + 1, sizeof *layout->places);
    if (!layout->tables || !layout->columns || !layout->places) {
        return error_no_memory(err);
    }
    if (identity >= 0 && counts_has_part(descriptor, identity, COUNTS_ASSIGNED)) {
        layout->services_repeat = descriptor->questions[identity].repeat;
    }
    struct column *next = layout->columns;
    for (size_t t = 0; t < layout->table_count; t++) {
        struct form_table *table = &layout->tables[t];
        table->repeat = (int)t - 1;
        for (int r = table->repeat; r >= 0; r = descriptor->repeats[r].parent) {
            table->depth++;
        }
        table->columns = next;
        for (size_t i = 0; i < questions; i++) {
            next += descriptor->questions[i].repeat == table->repeat;
        }
    }
    for (size_t i = 0; i < questions; i++) {
        add_column(layout, i, assigned);
    }
    return true;
}

void
layout_finish(struct layout *layout)
{
    free(layout->tables);
    free(layout->columns);
    free(layout->places);
    *layout = (struct layout){.descriptor = NULL};
}

bool
next_word(const char **at, const char **word_out, size_t *size_out)
{
    if (**at == '\0') {
        return false;
    }
    size_t size = strcspn(*at, " ");
    *word_out = *at;
    *size_out = size;
    *at += size + ((*at)[size] == ' ');
    return true;
}

/* The bits of "fire library". False when a word is no choice, or the words do not stand
 * in the order of the form: then the bits would not give the value back. */
static bool
read_bits(const struct question *question, const char *value, int64_t *out)
{
    const char *word, *start = value;
    size_t size = 0, choice = 0;
    *out = 0;
    while (next_word(&value, &word, &size)) {
        while (choice < question->choice_count &&
               (question->choices[choice][0] != word[0] ||
                strncmp(question->choices[choice], word, size) != 0 ||
                question->choices[choice][size] != '\0')) {
            choice++;
        }
        if (choice == question->choice_count) {
            return false;
        }
        *out |= (int64_t)1 << choice++;
    }
    return value == start || value[-1] != ' ';
}

struct cell
cell_of(const struct layout *layout, const struct answer *answer)
{
    const struct column_place *place = &layout->places[answer->question];
    const struct column *column = &layout->tables[place->table].columns[place->column];
    const struct question *question = &layout->descriptor->questions[answer->question];
    struct cell cell = {.column = place->column, .state = CELL_EMPTY};
    if (column->kind == COLUMN_COMMENT && answer->state != ANSWER_EMPTY) {
        cell.state = CELL_NUMBER;
        cell.number = 1;
        return cell;
    }
    if (answer->state != ANSWER_VALUE || answer->value[0] == '\0') {
        return cell;
    }
    cell.text = answer->value;
    cell.state = CELL_TEXT;
    if (column->kind == COLUMN_CHOICE) {
        cell.number =
            question_find_choice(question, answer->value, strlen(answer->value));
        cell.state = cell.number < 0 ? CELL_OTHER : CELL_NUMBER;
    } else if (column->kind == COLUMN_MASK) {
        cell.state =
            read_bits(question, answer->value, &cell.number) ? CELL_NUMBER : CELL_OTHER;
    }
    return cell;
}

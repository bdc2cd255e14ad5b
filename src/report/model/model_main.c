/* Reads the three main questions: the share, and the two statements with their scale.
 */
#include "model_parts.h"

#include <string.h>

#define POINTS_MAX 11

uint32_t
model_count(const struct model_who *who, int question, int instance,
            enum counts_kind kind, int value)
{
    const struct counts_cell cell = {.part = who->part,
                                     .member = who->member,
                                     .question = question,
                                     .instance = instance,
                                     .kind = kind,
                                     .value = value};
    return counts_n(who->counts, &cell);
}

int
model_find(const struct descriptor *descriptor, const char *name,
           enum question_type type, int repeat)
{
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        if (question->repeat == repeat && question->type == type &&
            strcmp(model_question_name(question), name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* A code that is a whole number of at most four digits. */
static bool
read_point(const char *code, int *out)
{
    const char *digits = code[0] == '-' ? code + 1 : code;
    size_t count = strspn(digits, "0123456789");
    int value = 0;
    if (count == 0 || count > 4 || digits[count] != '\0') {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    *out = code[0] == '-' ? -value : value;
    return true;
}

/* Which of the five parts is the point with `below` points below it, of `points`. */
static int
part_of(size_t below, size_t points)
{
    size_t above = points - 1 - below;
    if (below == 0 || above == 0) {
        return below == 0 ? 0 : MODEL_PARTS - 1;
    }
    if (points >= 4 && (below == 1 || above == 1)) {
        return below == 1 ? 1 : MODEL_PARTS - 2;
    }
    return MODEL_PARTS / 2;
}

bool
model_scale(struct model *model, int question, int **parts_out, struct error *err)
{
    *parts_out = NULL;
    const struct question *asked =
        question < 0 ? NULL : &model->input->descriptor->questions[question];
    if (!asked || asked->type != QUESTION_SELECT_ONE) {
        return true;
    }
    int values[DESCRIPTOR_MAX_CHOICES];
    bool is_point[DESCRIPTOR_MAX_CHOICES];
    size_t points = 0;
    for (size_t i = 0; i < asked->choice_count; i++) {
        is_point[i] = read_point(asked->choices[i], &values[i]);
        points += is_point[i];
    }
    if (points < 2 || points > POINTS_MAX) {
        return true;
    }
    int *parts = model_take(model, asked->choice_count, sizeof *parts, err);
    if (!parts) {
        return false;
    }
    for (size_t i = 0; i < asked->choice_count; i++) {
        size_t below = 0;
        for (size_t j = 0; j < asked->choice_count; j++) {
            below += is_point[i] && is_point[j] && values[j] < values[i];
        }
        parts[i] = is_point[i] ? part_of(below, points) : -1;
    }
    *parts_out = parts;
    return true;
}

bool
model_main_begin(struct model *model, struct model_main_reader *out, struct error *err)
{
    *out = (struct model_main_reader){.model = model, .share = {-1, -1, -1}};
    if (model->share_question >= 0) {
        const struct question *share =
            &model->input->descriptor->questions[model->share_question];
        out->share.yes = question_find_choice(share, "yes", 3);
        out->share.maybe = question_find_choice(share, "maybe", 5);
        out->share.no = question_find_choice(share, "no", 2);
    }
    return model_scale(model, model->identity_question, &out->identity_parts, err) &&
           model_scale(model, model->control_question, &out->control_parts, err);
}

static void
add_to(struct figure *figure, uint32_t n)
{
    *figure = figure_of(figure->n + n);
}

static void
read_statement(const struct model_main_reader *reader, int question, const int *parts,
               const struct model_who *who, int instance, struct model_statement *out)
{
    *out = (struct model_statement){.is_split = false};
    if (!parts) {
        return;
    }
    const struct question *asked =
        &reader->model->input->descriptor->questions[question];
    for (size_t i = 0; i < asked->choice_count; i++) {
        uint32_t n = model_count(who, question, instance, COUNTS_CHOICE, (int)i);
        add_to(parts[i] < 0 ? &out->none : &out->parts[parts[i]], n);
    }
    out->disagree = figure_of(out->parts[0].n + out->parts[1].n);
    out->agree = figure_of(out->parts[3].n + out->parts[4].n);
    out->n = figure_of(out->disagree.n + out->parts[2].n + out->agree.n);
}

static void
read_share(const struct model_main_reader *reader, const struct model_who *who,
           int instance, struct model_share *out)
{
    int question = reader->model->share_question;
    *out = (struct model_share){.none = figure_of(0)};
    if (question < 0) {
        return;
    }
    const struct question *asked =
        &reader->model->input->descriptor->questions[question];
    for (int i = 0; i < (int)asked->choice_count; i++) {
        uint32_t n = model_count(who, question, instance, COUNTS_CHOICE, i);
        struct figure *figure = i == reader->share.yes     ? &out->yes
                                : i == reader->share.maybe ? &out->maybe
                                : i == reader->share.no    ? &out->no
                                                           : &out->none;
        add_to(figure, n);
    }
    out->n = figure_of(out->yes.n + out->maybe.n + out->no.n);
}

void
model_main_read(const struct model_main_reader *reader, const struct model_who *who,
                int instance, struct model_main *out)
{
    const struct model *model = reader->model;
    read_share(reader, who, instance, &out->share);
    read_statement(reader, model->identity_question, reader->identity_parts, who,
                   instance, &out->identity);
    read_statement(reader, model->control_question, reader->control_parts, who,
                   instance, &out->control);
}

static void
add_statement(struct model_statement *to, const struct model_statement *from)
{
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        add_to(&to->parts[i], from->parts[i].n);
    }
    add_to(&to->disagree, from->disagree.n);
    add_to(&to->agree, from->agree.n);
    add_to(&to->n, from->n.n);
    add_to(&to->none, from->none.n);
}

void
model_main_add(struct model_main *to, const struct model_main *from)
{
    add_to(&to->share.yes, from->share.yes.n);
    add_to(&to->share.maybe, from->share.maybe.n);
    add_to(&to->share.no, from->share.no.n);
    add_to(&to->share.n, from->share.n.n);
    add_to(&to->share.none, from->share.none.n);
    add_statement(&to->identity, &from->identity);
    add_statement(&to->control, &from->control);
}

/* codec_picks: codes what was picked on the screens of a long rank, and the rank that
 * follows from it. Which items a screen shows follows from the order seed. */
#include "codec_value.h"

#include "townline/bestworst.h"

#include <string.h>

#define NOT_YET (-2) /* nothing was picked on this screen before */

bool
codec_is_picks(const struct codec_values *values, size_t question)
{
    static const char end[] = "_picks";
    const struct descriptor *descriptor = values->descriptor;
    if (values->model->number == 1 || question == 0) {
        return false;
    }
    const struct question *picks = &descriptor->questions[question];
    const struct question *rank = picks - 1;
    size_t size = strlen(rank->path);
    return picks->type == QUESTION_STRING && rank->type == QUESTION_RANK &&
           picks->repeat == rank->repeat && rank->choice_count >= BESTWORST_MIN &&
           rank->choice_count <= BESTWORST_MAX &&
           strncmp(picks->path, rank->path, size) == 0 &&
           strcmp(picks->path + size, end) == 0;
}

static void
begin(const struct codec_values *values, size_t rank, struct bestworst *out)
{
    const struct question *question = &values->descriptor->questions[rank];
    (void)bestworst_init(out, question->choices, question->choice_count,
                         values->picks.order_seed);
}

/* Reads picks; false when they would not be written the same way. */
static bool
read(const struct codec_values *values, size_t rank, const char *picks,
     struct bestworst *out)
{
    char again[RESPONSE_VALUE_MAX_BYTES + 1];
    begin(values, rank, out);
    bestworst_read(out, picks);
    return bestworst_write(out, again, sizeof again) && strcmp(picks, again) == 0;
}

/* Codes which of the items of a screen was picked, by a bit for each of them until it
 * is found. `other` was picked before, or is -1. */
static int
code_pick(struct codec_values *values, size_t rank, const uint8_t *shown, int picked,
          int other)
{
    struct codec_model *model = values->model;
    int is_least = other != NOT_YET;
    for (unsigned i = 0; i < BESTWORST_SHOWN; i++) {
        if (shown[i] == other) {
            continue;
        }
        struct codec_place place = {rank + 1, FIELD_VALUE,
                                    (unsigned)is_least * BESTWORST_SHOWN + i,
                                    2 * BESTWORST_SHOWN};
        model->near[NEAR_VALUE] = shown[i] + 1u;
        if (codec_symbol(model, place, picked == shown[i], 2)) {
            return shown[i];
        }
    }
    return -1;
}

/* Codes all picks. `picks` is their text when encoding. */
static const char *
code_screens(struct codec_values *values, size_t rank, struct bestworst *bestworst,
             const char *picks)
{
    char text[RESPONSE_VALUE_MAX_BYTES + 1];
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        const uint8_t *shown = bestworst->shown[s];
        bestworst->best[s] =
            code_pick(values, rank, shown, bestworst->best[s], NOT_YET);
        bestworst->worst[s] =
            code_pick(values, rank, shown, bestworst->worst[s], bestworst->best[s]);
    }
    values->work += BESTWORST_SCREENS * 2 * BESTWORST_SHOWN;
    if (!values->model->coder.decoding) {
        return picks;
    }
    return bestworst_write(bestworst, text, sizeof text)
               ? codec_value_keep(values, text, strlen(text))
               : codec_value_fail(values);
}

bool
codec_is_by_picks(const struct codec_values *values, size_t question, const char *rank)
{
    char given[RESPONSE_VALUE_MAX_BYTES + 1];
    struct bestworst bestworst;
    if (question + 1 >= values->descriptor->question_count ||
        !codec_is_picks(values, question + 1) || !values->picks.next_value ||
        !read(values, question, values->picks.next_value, &bestworst)) {
        return false;
    }
    bestworst_rank(&bestworst, given, sizeof given);
    return strcmp(rank, given) == 0;
}

const char *
codec_rank_by_picks(struct codec_values *values, size_t question, const char *rank)
{
    char given[RESPONSE_VALUE_MAX_BYTES + 1];
    struct bestworst bestworst;
    if (question + 1 >= values->descriptor->question_count ||
        !codec_is_picks(values, question + 1)) {
        return codec_value_fail(values);
    }
    begin(values, question, &bestworst);
    const char *picks = values->picks.next_value;
    if (!values->model->coder.decoding) {
        bestworst_read(&bestworst, picks);
    }
    values->picks.coded = code_screens(values, question, &bestworst, picks);
    bestworst_rank(&bestworst, given, sizeof given);
    return values->model->coder.decoding
               ? codec_value_keep(values, given, strlen(given))
               : rank;
}

const char *
codec_picks(struct codec_values *values, size_t question, const char *value)
{
    struct bestworst bestworst;
    bool decoding = values->model->coder.decoding;
    const char *coded = values->picks.coded;
    values->picks.coded = NULL;
    begin(values, question - 1, &bestworst);
    bool is_usual = decoding || read(values, question - 1, value, &bestworst);
    if (codec_value_form(values, question, is_usual ? FORM_USUAL : FORM_RAW) !=
        FORM_USUAL) {
        return coded ? codec_value_fail(values)
                     : codec_value_raw(values, question, value);
    }
    return coded ? coded : code_screens(values, question - 1, &bestworst, value);
}

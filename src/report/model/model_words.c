/* Draws comments by lot from those that were let through. */
#include "model_parts.h"
#include "townline/hash.h"

#include <string.h>

void
model_read_written(const struct model *model, int question, int instance,
                   struct model_words *out)
{
    const struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    *out = (struct model_words){.let_through = 0};
    if (question >= 0) {
        out->written =
            figure_of(model_count(&all, question, instance, COUNTS_ANSWERED, 0));
    }
}

/* The lot of a comment depends on the seed and its words alone, not on its place among
 * the comments. */
static uint64_t
lot_of(uint64_t seed, const struct model_comment *comment)
{
    uint64_t lot = hash_number(HASH_BEGIN, seed);
    lot = hash_number(lot, (uint64_t)comment->question);
    lot = hash_number(lot, (uint64_t)comment->instance);
    lot = hash_bytes(lot, comment->text, strlen(comment->text));
    return hash_number(lot, seed ^ lot >> 32);
}

struct drawn {
    const struct model_comment *comment;
    uint64_t lot;
};

/* Keeps the comment when its lot is among the smallest. */
static void
keep(struct drawn *drawn, size_t *count, struct drawn one)
{
    if (*count == MODEL_DRAWN_MAX && drawn[*count - 1].lot <= one.lot) {
        return;
    }
    size_t at = *count < MODEL_DRAWN_MAX ? (*count)++ : *count - 1;
    while (at > 0 && drawn[at - 1].lot > one.lot) {
        drawn[at] = drawn[at - 1];
        at--;
    }
    drawn[at] = one;
}

void
model_decide_words(const struct model *model, int question, int instance,
                   struct model_words *words)
{
    const struct model_input *input = model->input;
    struct drawn drawn[MODEL_DRAWN_MAX] = {{NULL, 0}};
    size_t count = 0;
    uint32_t let_through = 0;
    for (size_t i = 0; question >= 0 && i < input->comment_count; i++) {
        const struct model_comment *comment = &input->comments[i];
        if (comment->question == question && comment->instance == instance) {
            let_through++;
            keep(drawn, &count, (struct drawn){comment, lot_of(input->seed, comment)});
        }
    }
    if (let_through < MODEL_COMMENTS_FEWEST) {
        return;
    }
    words->let_through = let_through;
    words->count = count;
    for (size_t i = 0; i < count; i++) {
        words->drawn[i] = drawn[i].comment;
    }
}

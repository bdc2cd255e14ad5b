/* persona_picks: how a made-up person picks most and least on four screens, and which
 * service the kiosk picks for one. */
#include "persona_visit.h"

#include "townline/bestworst.h"

#include <stdio.h>
#include <string.h>

#define WEIGHT_MOST (1u << 24) /* of the least liked, when the least is drawn */

static void
pick_on(struct persona_visit *visit, struct bestworst *bestworst, size_t screen)
{
    struct persona *persona = &visit->persona;
    const struct opinion *opinion = &visit->opinion;
    const uint8_t *shown = bestworst->shown[screen];
    uint32_t weights[BESTWORST_SHOWN];
    for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
        weights[i] = opinion->weights[shown[i]];
    }
    size_t best = persona_draw(persona, weights, BESTWORST_SHOWN);
    for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
        weights[i] = i == best || weights[i] == 0 ? 0 : WEIGHT_MOST / weights[i];
    }
    size_t worst = persona_draw(persona, weights, BESTWORST_SHOWN);
    if (best < BESTWORST_SHOWN && worst < BESTWORST_SHOWN) {
        (void)bestworst_pick(bestworst, screen, bestworst->codes[shown[best]]);
        (void)bestworst_pick(bestworst, screen, bestworst->codes[shown[worst]]);
    }
}

bool
persona_picks(struct persona_visit *visit, const struct place *place)
{
    const struct question *question = persona_visit_question(visit, place);
    struct bestworst bestworst;
    char picks[RESPONSE_VALUE_MAX_BYTES + 1];
    if (!instance_picks(visit->instance, place) ||
        instance_choice_count(visit->instance, place) != question->choice_count ||
        !control_has_appearance(form_control(visit->form, place->control),
                                "townline-bestworst") ||
        !bestworst_init(&bestworst, question->choices, question->choice_count,
                        visit->order_seed)) {
        return false;
    }
    /* one in twenty stops before the last screen */
    size_t screens = BESTWORST_SCREENS;
    if (persona_chance(&visit->persona, 5)) {
        screens = 1 + persona_pick(&visit->persona, BESTWORST_SCREENS - 1);
    }
    for (size_t i = 0; i < screens; i++) {
        pick_on(visit, &bestworst, i);
    }
    if (!bestworst_write(&bestworst, picks, sizeof picks) ||
        !instance_set_picks(visit->instance, place, picks, NULL)) {
        return false;
    }
    bestworst_rank(&bestworst, visit->value, sizeof visit->value);
    return true;
}

void
persona_assign(struct persona_visit *visit, const struct place *place)
{
    const struct descriptor *descriptor = form_descriptor(visit->form);
    const char *chosen = instance_value(visit->instance, place);
    size_t count = instance_choice_count(visit->instance, place), free_count = 0;
    if (!instance_assigned(visit->instance, place) || chosen[0] == '\0' ||
        !persona_chance(&visit->persona, 45)) {
        return;
    }
    const char *picked = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(visit->instance, place, i);
        if (!codes_hold(chosen, code) &&
            persona_pick(&visit->persona, (uint32_t)++free_count) == 0) {
            picked = code; /* each of those before is as likely as this one */
        }
    }
    char code[RESPONSE_VALUE_MAX_BYTES + 1];
    snprintf(code, sizeof code, "%s", picked ? picked : "");
    if (!picked || !instance_assign(visit->instance, place, code, NULL)) {
        return;
    }
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        for (size_t k = 0; repeat->keys && repeat->parent < 0 && k < repeat->key_count;
             k++) {
            visit->assigned =
                strcmp(repeat->keys[k], code) == 0 ? (int)k : visit->assigned;
        }
    }
}

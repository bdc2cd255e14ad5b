/* session_offer: the service that is picked for a resident after "recorded". */
#include "session_parts.h"

#include <string.h>

static bool
is_free(const struct session *session, const struct place *services, const char *code)
{
    const struct instance *instance = session->instance;
    if (codes_hold(instance_value(instance, services), code) ||
        codes_hold(instance_assigned(instance, services), code)) {
        return false;
    }
    size_t count = instance_choice_count(instance, services);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(instance_choice_code(instance, services, i), code) == 0) {
            return true;
        }
    }
    return false;
}

const char *
session_offer(const struct session *session, const uint32_t *responses, size_t count)
{
    const struct repeat *blocks = stops_blocks(form_descriptor(session->options.form));
    struct place services;
    if (session->view != SESSION_AT_STOP || session->stop.kind != STOP_RECORDED ||
        !blocks || !session_find_services(session, &services) ||
        !instance_assigned(session->instance, &services)) {
        return NULL;
    }
    if (count > blocks->key_count) {
        count = blocks->key_count;
    }
    const char *least = NULL;
    uint32_t fewest = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t block = (i + session->order_seed) % count;
        if (responses[block] < fewest &&
            is_free(session, &services, blocks->keys[block])) {
            fewest = responses[block];
            least = blocks->keys[block];
        }
    }
    return least;
}

/* As to a service that the resident adds: what is done is passed over on the way. */
enum session_effect
session_assign(struct session *session, const char *code)
{
    struct stop from = {.kind = STOP_QUESTION}, target;
    struct error err;
    if (session->view != SESSION_AT_STOP || session->stop.kind != STOP_RECORDED ||
        !session_find_services(session, &from.place) ||
        !instance_assign(session->instance, &from.place, code, &err)) {
        return EFFECT_NONE;
    }
    session->changed = true;
    session->recorded = false;
    session->adding = true;
    struct stops stops = session_stops(session);
    stops_forward(&stops, &from, &target);
    session_go(session, &target);
    return EFFECT_NONE;
}

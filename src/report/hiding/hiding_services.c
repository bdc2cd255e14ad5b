/* hiding_services: lists what is told together of one service, and of all. */
#include "hiding_units.h"
#include "model_parts.h"

#include <string.h>

static void
name_statement(struct hiding *hiding, struct model_statement *at, uint64_t name)
{
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        hiding_put_name(hiding, &at->parts[i], hiding_number(name, i));
    }
    hiding_put_name(hiding, &at->disagree, hiding_word(name, "disagree"));
    hiding_put_name(hiding, &at->agree, hiding_word(name, "agree"));
    hiding_put_name(hiding, &at->n, hiding_word(name, "n"));
    hiding_put_name(hiding, &at->none, hiding_word(name, "none"));
}

static void
name_share(struct hiding *hiding, struct model_share *at, uint64_t name)
{
    hiding_put_name(hiding, &at->yes, hiding_word(name, "yes"));
    hiding_put_name(hiding, &at->maybe, hiding_word(name, "maybe"));
    hiding_put_name(hiding, &at->no, hiding_word(name, "no"));
    hiding_put_name(hiding, &at->n, hiding_word(name, "n"));
    hiding_put_name(hiding, &at->none, hiding_word(name, "none"));
}

/* The form has no such choice: everybody knows that nobody gave it. */
static void
put_if(struct hiding *hiding, struct hiding_unit *unit, bool is_asked,
       struct figure *cell, uint64_t name)
{
    if (is_asked) {
        hiding_put_cell(hiding, unit, cell, name);
    } else {
        hiding_put_name(hiding, cell, name);
    }
}

static void
collect_share(struct hiding *hiding, struct model_share *at, int service, uint64_t name)
{
    const struct model *model = hiding->model;
    struct hiding_unit unit = hiding_nothing;
    static const char *const codes[] = {"yes", "maybe", "no"};
    struct figure *cells[] = {&at->yes, &at->maybe, &at->no};
    if (model->share_question < 0) {
        hiding_add_unit(hiding, unit, 0);
        name_share(hiding, at, name);
        return;
    }
    unit.kind = UNIT_LIST;
    unit.name = name;
    unit.service = service;
    unit.total = &at->n;
    unit.owns_total = true;
    unit.prefer_first = true;
    struct hiding_unit *list = hiding_add_unit(hiding, unit, 3);
    hiding_put_name(hiding, &at->n, hiding_word(name, "n"));
    for (size_t i = 0; i < 3; i++) {
        bool is_asked = model->share_question >= 0 &&
                        question_find_choice(
                            &model->input->descriptor->questions[model->share_question],
                            codes[i], strlen(codes[i])) >= 0;
        put_if(hiding, list, is_asked, cells[i], hiding_word(name, codes[i]));
    }
    hiding_add_single(hiding, UNIT_SINGLE, service, &at->none, NULL,
                      hiding_word(name, "none"));
}

/* Which of the five parts the scale has; false where it is not asked. */
static bool
find_parts(struct hiding *hiding, int question, bool has[MODEL_PARTS])
{
    struct model *model = hiding->model;
    int *parts = NULL;
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        has[i] = false;
    }
    if (!model_scale(model, question, &parts, NULL)) {
        hiding->is_full = true;
        return false;
    }
    size_t choices =
        !parts ? 0 : model->input->descriptor->questions[question].choice_count;
    for (size_t i = 0; i < choices; i++) {
        if (parts[i] >= 0) {
            has[parts[i]] = true;
        }
    }
    return parts != NULL;
}

static void
collect_side(struct hiding *hiding, struct model_statement *at, size_t first,
             const bool has[MODEL_PARTS], struct hiding_unit unit, uint64_t name)
{
    unit.total = first == 0 ? &at->disagree : &at->agree;
    unit.name = hiding_number(name, 10 + first);
    unit.owns_total = unit.prefer_first = false;
    struct hiding_unit *list = hiding_add_unit(hiding, unit, 2);
    put_if(hiding, list, has[first], &at->parts[first], hiding_number(name, first));
    put_if(hiding, list, has[first + 1], &at->parts[first + 1],
           hiding_number(name, first + 1));
}

static void
collect_statement(struct hiding *hiding, struct model_statement *at, int question,
                  int service, uint64_t name)
{
    struct hiding_unit unit = hiding_nothing;
    bool has[MODEL_PARTS];
    if (!find_parts(hiding, question, has)) {
        hiding_add_unit(hiding, unit, 0);
        name_statement(hiding, at, name);
        return;
    }
    unit.kind = UNIT_LIST;
    unit.name = name;
    unit.service = service;
    unit.total = &at->n;
    unit.owns_total = true;
    unit.prefer_first = true;
    struct hiding_unit *list = hiding_add_unit(hiding, unit, 3);
    hiding_put_name(hiding, &at->n, hiding_word(name, "n"));
    hiding_put_cell(hiding, list, &at->agree, hiding_word(name, "agree"));
    put_if(hiding, list, has[2], &at->parts[2], hiding_number(name, 2));
    hiding_put_cell(hiding, list, &at->disagree, hiding_word(name, "disagree"));
    collect_side(hiding, at, 0, has, unit, name);
    collect_side(hiding, at, 3, has, unit, name);
    hiding_add_single(hiding, UNIT_SINGLE, service, &at->none, NULL,
                      hiding_word(name, "none"));
}

static const char *const questions[] = {"share", "identity", "control"};

static bool
is_asked(struct hiding *hiding, int question)
{
    const struct model *model = hiding->model;
    bool has[MODEL_PARTS];
    if (question == UNIT_SHARE) {
        return model->share_question >= 0;
    }
    return find_parts(hiding,
                      question == UNIT_IDENTITY ? model->identity_question
                                                : model->control_question,
                      has);
}

/* The three questions of each member. `codes` gives the members' names. */
static void
collect_members(struct hiding *hiding, struct model_service *service, int index,
                struct model_main *members, const char *const *codes, size_t count,
                uint64_t name)
{
    for (int question = UNIT_SHARE; question <= UNIT_CONTROL; question++) {
        struct hiding_unit unit = hiding_nothing;
        unit.kind = is_asked(hiding, question) ? UNIT_TABLE : UNIT_ABSENT;
        unit.name = hiding_word(name, questions[question]);
        unit.service = index;
        unit.question = (enum unit_question)question;
        unit.all = &service->all;
        unit.members = members;
        struct hiding_unit *table = hiding_add_unit(hiding, unit, 0);
        table->count = count;
        for (size_t i = 0; i < count; i++) {
            uint64_t own = hiding_word(unit.name, codes[i]);
            if (question == UNIT_SHARE) {
                name_share(hiding, &members[i].share, own);
            } else {
                name_statement(hiding,
                               question == UNIT_IDENTITY ? &members[i].identity
                                                         : &members[i].control,
                               own);
            }
        }
    }
}

static void
collect_parts(struct hiding *hiding, struct model_service *service, int index,
              uint64_t name)
{
    static const char *const assigned[] = {"chosen", "assigned"};
    struct model *model = hiding->model;
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        struct model_main *members = service->parts[part];
        size_t count = part == COUNTS_ASSIGNED ? 2 : model->parts[part].count;
        const char **codes = arena_take(&hiding->arena, count, sizeof *codes);
        if (!members || !codes) {
            hiding->is_full = hiding->is_full || !codes;
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            codes[i] = part == COUNTS_ASSIGNED ? assigned[i]
                                               : model->parts[part].members[i].code;
        }
        collect_members(hiding, service, index, members, codes, count,
                        hiding_number(hiding_word(name, "part"), (uint64_t)part));
    }
    size_t rounds = model->input->round_count;
    const char **codes = arena_take(&hiding->arena, rounds, sizeof *codes);
    if (!service->rounds || !codes) {
        hiding->is_full = hiding->is_full || !codes;
        return;
    }
    for (size_t i = 0; i < rounds; i++) {
        codes[i] = model->input->rounds[i].name;
    }
    collect_members(hiding, service, index, service->rounds, codes, rounds,
                    hiding_word(name, "round"));
}

/* Partners are named by people who said yes or maybe, unless the form asks others. */
static void
put_share(struct hiding *hiding, const struct model_service *service)
{
    const struct model_share *share = &service->all.share;
    const struct figure *answered = &service->partners.answered;
    for (size_t i = 0; i < hiding->unit_count; i++) {
        struct hiding_unit *unit = &hiding->units[i];
        if (unit->kind == UNIT_TICKS && unit->total == answered &&
            answered->n <= share->yes.n + share->maybe.n) {
            unit->share = share;
        }
    }
}

void
hiding_collect_service(struct hiding *hiding, size_t index, uint64_t base)
{
    struct model *model = hiding->model;
    struct model_service *service = &model->services[index];
    uint64_t name = hiding_word(hiding_word(base, "service"), service->code);
    int own = (int)index;
    collect_share(hiding, &service->all.share, own, hiding_word(name, "share"));
    collect_statement(hiding, &service->all.identity, model->identity_question, own,
                      hiding_word(name, "identity"));
    collect_statement(hiding, &service->all.control, model->control_question, own,
                      hiding_word(name, "control"));
    collect_parts(hiding, service, own, name);
    hiding_collect_list(hiding, &service->concerns, own, name);
    if (service->partners.question >= 0) {
        hiding_collect_list(hiding, &service->partners, own, name);
        put_share(hiding, service);
    }
    hiding_add_single(hiding, UNIT_SINGLE, own, &service->minds.written, NULL,
                      hiding_word(name, "mind"));
}

void
hiding_collect_first_three(struct hiding *hiding, uint64_t base)
{
    struct model *model = hiding->model;
    uint64_t name = hiding_word(base, "first three");
    struct hiding_unit unit = hiding_nothing;
    unit.kind = UNIT_FEW;
    unit.name = name;
    unit.total = &model->first_three_n;
    unit.owns_total = true;
    struct hiding_unit *list = hiding_add_unit(hiding, unit, model->service_count);
    hiding_put_name(hiding, &model->first_three_n, hiding_word(name, "n"));
    for (size_t i = 0; i < model->service_count; i++) {
        hiding_put_cell(hiding, list, &model->services[i].first,
                        hiding_word(name, model->services[i].code));
    }
}

/* ---- over all services ---- */

static struct hiding_unit *
add_pooled(struct hiding *hiding, enum unit_kind kind, struct figure *total,
           uint64_t name, size_t count)
{
    struct hiding_unit unit = hiding_nothing;
    unit.kind = kind;
    unit.name = name;
    unit.total = total;
    struct hiding_unit *pooled = hiding_add_unit(hiding, unit, count);
    hiding_put_name(hiding, total, name);
    return pooled;
}

void
hiding_collect_concerns(struct hiding *hiding, uint64_t base)
{
    struct model *model = hiding->model;
    struct model_list *list = &model->concerns;
    uint64_t name = hiding_word(base, "all concerns");
    if (list->question < 0) {
        return;
    }
    struct hiding_unit *all =
        add_pooled(hiding, UNIT_POOLED, &list->answered, hiding_word(name, "answered"),
                   model->service_count);
    for (size_t i = 0; i < model->service_count; i++) {
        hiding_put_other(hiding, all, &model->services[i].concerns.answered);
    }
    hiding_add_single(hiding, UNIT_SINGLE, -1, &list->empty, NULL,
                      hiding_word(name, "empty"));
    for (size_t i = 0; i < list->count; i++) {
        struct hiding_unit *item =
            add_pooled(hiding, UNIT_POOLED, &list->items[i].n,
                       hiding_word(name, list->items[i].code), model->service_count);
        for (size_t j = 0; j < model->service_count; j++) {
            hiding_put_other(hiding, item, &model->services[j].concerns.items[i].n);
        }
    }
}

void
hiding_collect_partners(struct hiding *hiding, uint64_t base)
{
    struct model *model = hiding->model;
    uint64_t name = hiding_word(base, "all partners");
    for (size_t i = 0; i < model->partner_count; i++) {
        struct model_partner *partner = &model->partners[i];
        uint64_t own = hiding_word(name, partner->code);
        struct hiding_unit *n =
            add_pooled(hiding, UNIT_POOLED, &partner->n, own, model->service_count);
        for (size_t j = 0; j < model->service_count; j++) {
            if (model_is_offered(model, &model->services[j], partner->code)) {
                hiding_put_other(hiding, n, &model->services[j].partners.items[i].n);
            }
        }
        struct hiding_unit *of =
            add_pooled(hiding, UNIT_OFFERED, &partner->of, hiding_word(own, "of"),
                       2 * model->service_count);
        for (size_t j = 0; j < model->service_count; j++) {
            if (model_is_offered(model, &model->services[j], partner->code)) {
                hiding_put_other(hiding, of, &model->services[j].all.share.no);
                hiding_put_other(hiding, of, &model->services[j].all.share.n);
            }
        }
    }
}

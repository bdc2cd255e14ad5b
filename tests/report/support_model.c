/* support_model: a small form, its counts, and the model that they give. */
#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct made made;

static const char *const keys[] = {"fire", "parks", "roads"};
static const char *const towns[] = {"a_town", "b_town", "elsewhere"};
static const char *const agree[] = {"5", "4", "3", "2", "1", "none"};
static const char *const concerns[] = {"change", "workers", "risk", "none"};
static const char *const shares[] = {"yes", "maybe", "no", "none"};
static const char *const partners[] = {"towns", "county", "unsure"};
static const char *const decide_here[] = {"hours", "fees", "none"};
static const char *const guarantees[] = {"counter", "staff", "seat", "exit"};
static const char *const values[] = {"economy", "respect", "added"};
static const char *const governance[] = {"board", "county", "none"};
static const char *const ages[] = {"young", "old"};

static void
ask(const char *path, enum question_type type, enum question_role role,
    const char *const *choices, size_t count)
{
    const struct question question = {.path = path,
                                      .type = type,
                                      .role = role,
                                      .choices = choices,
                                      .choice_count = count};
    assert_true(descriptor_add_question(made.descriptor, &question, NULL));
}
#define ASK(path, type, role, list)                                                    \
    ask(path, type, role, list, sizeof(list) / sizeof *(list))

static void
make_form(void)
{
    assert_true(descriptor_create("made", "1", &made.descriptor, NULL));
    ASK("community", QUESTION_SELECT_ONE, ROLE_NONE, towns);
    ASK("services", QUESTION_SELECT_MULTIPLE, ROLE_SERVICES, keys);
    ask("services_assigned", QUESTION_STRING, ROLE_NONE, NULL, 0);
    assert_true(descriptor_begin_repeat(made.descriptor, "about", keys, 3, NULL));
    ASK("about/identity", QUESTION_SELECT_ONE, ROLE_IDENTITY, agree);
    ASK("about/control", QUESTION_SELECT_ONE, ROLE_CONTROL, agree);
    ASK("about/concerns", QUESTION_SELECT_MULTIPLE, ROLE_NONE, concerns);
    ask("about/mind", QUESTION_TEXT, ROLE_NONE, NULL, 0);
    ASK("about/share", QUESTION_SELECT_ONE, ROLE_NONE, shares);
    ASK("about/partners", QUESTION_SELECT_MULTIPLE, ROLE_NONE, partners);
    descriptor_end_repeat(made.descriptor);
    ASK("more/decide_here", QUESTION_SELECT_MULTIPLE, ROLE_NONE, decide_here);
    ASK("more/guarantees", QUESTION_RANK, ROLE_NONE, guarantees);
    ask("more/guarantees_picks", QUESTION_STRING, ROLE_NONE, NULL, 0);
    ASK("more/values", QUESTION_RANK, ROLE_NONE, values);
    ASK("more/first_three", QUESTION_SELECT_MULTIPLE, ROLE_NONE, keys);
    ASK("more/governance", QUESTION_SELECT_ONE, ROLE_NONE, governance);
    ask("comment", QUESTION_TEXT, ROLE_NONE, NULL, 0);
    ASK("you/age", QUESTION_SELECT_ONE, ROLE_NONE, ages);
    ask("you/years", QUESTION_INTEGER, ROLE_NONE, NULL, 0);
}

int
made_setup(void **state)
{
    (void)state;
    made = (struct made){.input = {.rules = rules_default, .smallest = 10}};
    make_form();
    assert_true(counts_create(&made.counts, NULL));
    memcpy(made.input.weights, rules_default_weights, sizeof made.input.weights);
    made.input.descriptor = made.descriptor;
    made.input.counts = made.counts;
    return 0;
}

int
made_teardown(void **state)
{
    (void)state;
    model_finish(&made.model);
    counts_close(made.counts);
    descriptor_close(made.descriptor);
    return 0;
}

void
made_add_part(enum counts_part part, int member, int question, int instance,
              enum counts_kind kind, int value, uint32_t n)
{
    const struct counts_cell cell = {.part = part,
                                     .member = member,
                                     .question = question,
                                     .instance = instance,
                                     .kind = kind,
                                     .value = value};
    assert_true(counts_add(made.counts, &cell, n, NULL));
}

void
made_add(int question, int instance, enum counts_kind kind, int value, uint32_t n)
{
    made_add_part(COUNTS_ALL, 0, question, instance, kind, value, n);
}

void
made_people(uint32_t n)
{
    made_add(COUNTS_RESPONSES, 0, COUNTS_ANSWERED, 0, n);
}

void
made_share(int service, uint32_t yes, uint32_t maybe, uint32_t no)
{
    const uint32_t n[] = {yes, maybe, no};
    for (int i = YES; i <= NO; i++) {
        made_add(ASK_SHARE, service, COUNTS_CHOICE, i, n[i]);
    }
    made_add(ASK_SHARE, service, COUNTS_ANSWERED, 0, yes + maybe + no);
}

void
made_statement(int question, int service, const uint32_t points[6])
{
    for (int i = 0; i < 6; i++) {
        /* choice 4 is the code "1", strongly disagree; choice 5 is no opinion */
        made_add(question, service, COUNTS_CHOICE, i < 5 ? 4 - i : 5, points[i]);
        made_add(question, service, COUNTS_ANSWERED, 0, points[i]);
    }
}

void
made_agree(int question, int service, uint32_t n, uint32_t agrees, uint32_t disagrees)
{
    made_statement(question, service,
                   (const uint32_t[6]){disagrees / 2, disagrees - disagrees / 2,
                                       n - agrees - disagrees, agrees / 3,
                                       agrees - agrees / 3, 0});
}

void
made_starting(int service)
{
    made_share(service, 60, 30, 10);
    made_agree(ASK_IDENTITY, service, 100, 20, 20);
    made_agree(ASK_CONTROL, service, 100, 20, 20);
}

struct model *
made_read(void)
{
    struct error err = {0};
    if (!model_read(&made.input, &made.model, &err)) {
        fail_msg("%s", err.text);
    }
    for (size_t i = 0; i < made.model.service_count; i++) {
        struct model_service *service = &made.model.services[i];
        service->savings = (struct model_savings){.has_low = true,
                                                  .has_high = true,
                                                  .has_threshold = true,
                                                  .low = 1000000,
                                                  .high = 2000000,
                                                  .threshold = 1000000};
        service->urgency = service->visibility = LEVEL_MEDIUM;
        for (int j = 0; j < MODEL_FACTORS; j++) {
            service->factors[j] = RATING_NEITHER;
        }
        service->factors[FACTOR_SAVINGS] = RATING_HELPS;
    }
    return &made.model;
}

void
made_decide(void)
{
    struct error err = {0};
    if (!model_decide(&made.model, &err)) {
        fail_msg("%s", err.text);
    }
}

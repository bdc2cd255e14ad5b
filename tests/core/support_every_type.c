/* support_every_type: makes the responses of the golden bundles. */
#include "support_every_type.h"

#include "support_made_up.h"
#include "townline/bestworst.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(list) (sizeof list / sizeof *(list))
#define RESPONSES 72
#define MANY_RESPONSES 1300

const char *const every_type_comments[] = {
    "Please keep the reading room open on Saturdays, and the same people at the desk.",
    "I would share the building inspectors, but not the fire station on our hill!",
    "Que la biblioteca siga abierta los sábados, con las mismas personas de siempre.",
    "No me importa quién repara las calles; sí me importa a quién llamo si hay fuego.",
    "希望图书馆周六继续开放，工作人员也不要换。",
    "消防站离我们家很近，大家都觉得安心，不想搬走。",
    "Xin giữ thư viện mở cửa ngày thứ bảy và đừng thay đổi những người ở đó.",
    "Tôi muốn đội cứu hỏa vẫn ở gần khu phố của chúng tôi.",
    "Sana po ay manatiling bukas ang aklatan tuwing Sabado, at ang mga tao roon.",
    "Ayaw ko pong mawala ang mga bumbero sa ating bayan.",
    "أرجو أن تبقى المكتبة مفتوحة يوم السبت وأن يبقى الموظفون أنفسهم.",
    "لا نريد أن تنتقل محطة الإطفاء بعيدا عن حينا.",
    "Qx7#",
    "🙂",
    "Call 555-0100\nafter 5 pm; BOTH lines.  Thanks\tvery much, ZIP 00000",
};
const size_t every_type_comment_count = COUNT(every_type_comments);

static const char *const services[] = {"fire", "library", "parks", "water", "roads"};
static const char *const keys[] = {"parks", "fire", "county", "roads", "library"};
static const char *const towns[] = {"north", "south", "hill"};
static const char *const scale[] = {"1", "2", "3", "4", "5", "none"};
static const char *const yes_no[] = {"yes", "no"};
static const char *const items[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                    "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"};

static void
add(struct descriptor *form, struct question question)
{
    assert_true(descriptor_add_question(form, &question, NULL));
}

static void
add_choices(struct descriptor *form, const char *path, enum question_type type,
            const char *const *choices, size_t count)
{
    enum question_role role = ROLE_NONE;
    if (strcmp(path, "services") == 0) {
        role = ROLE_SERVICES;
    } else if (strcmp(path, "about/identity") == 0) {
        role = ROLE_IDENTITY;
    } else if (strcmp(path, "about/control") == 0) {
        role = ROLE_CONTROL;
    }
    add(form, (struct question){.path = path,
                                .type = type,
                                .role = role,
                                .choices = choices,
                                .choice_count = count});
}

static void
begin(struct descriptor *form, const char *path, const char *const *list, size_t count)
{
    assert_true(descriptor_begin_repeat(form, path, list, count, NULL));
}

static void
add_plain_types(struct descriptor *form)
{
    add(form, (struct question){.path = "worry",
                                .type = QUESTION_RANGE,
                                .range_min = -10,
                                .range_max = 100,
                                .range_step = 5,
                                .range_decimals = 1});
    add(form, (struct question){.path = "dollars",
                                .type = QUESTION_RANGE,
                                .range_min = -500,
                                .range_max = 900000,
                                .range_step = 100});
    static const struct question plain[] = {
        {.path = "age", .type = QUESTION_INTEGER},
        {.path = "share", .type = QUESTION_DECIMAL},
        {.path = "since", .type = QUESTION_DATE},
        {.path = "hour", .type = QUESTION_TIME},
        {.path = "agreed", .type = QUESTION_ACKNOWLEDGE},
        {.path = "comment", .type = QUESTION_TEXT},
        {.path = "picks", .type = QUESTION_STRING},
    };
    for (size_t i = 0; i < COUNT(plain); i++) {
        add(form, plain[i]);
    }
}

struct descriptor *
every_type_form(void)
{
    struct descriptor *form = NULL;
    assert_true(descriptor_create("every type", "1", &form, NULL));
    add_choices(form, "town", QUESTION_SELECT_ONE, towns, COUNT(towns));
    add_choices(form, "services", QUESTION_SELECT_MULTIPLE, services, COUNT(services));
    add(form, (struct question){.path = "services_assigned", .type = QUESTION_STRING});
    add_choices(form, "guarantees", QUESTION_SELECT_MULTIPLE, items, 7);
    add_choices(form, "promises", QUESTION_RANK, items, 9);
    add(form, (struct question){.path = "promises_picks", .type = QUESTION_STRING});
    add_choices(form, "values", QUESTION_RANK, scale, 5);
    add_choices(form, "order", QUESTION_RANK, items, COUNT(items));
    begin(form, "about", keys, COUNT(keys));
    add_choices(form, "about/identity", QUESTION_SELECT_ONE, scale, COUNT(scale));
    add_choices(form, "about/control", QUESTION_SELECT_ONE, scale, COUNT(scale));
    add_choices(form, "about/concerns", QUESTION_SELECT_MULTIPLE, items, 5);
    add_choices(form, "about/first", QUESTION_RANK, items, 4);
    add(form, (struct question){.path = "about/much",
                                .type = QUESTION_RANGE,
                                .range_max = 10,
                                .range_step = 1});
    add(form, (struct question){.path = "about/why", .type = QUESTION_TEXT});
    add_choices(form, "about/values", QUESTION_RANK, items, BESTWORST_MIN);
    add(form, (struct question){.path = "about/values_picks", .type = QUESTION_STRING});
    begin(form, "about/partner", NULL, 0);
    add(form, (struct question){.path = "about/partner/name", .type = QUESTION_STRING});
    add(form,
        (struct question){.path = "about/partner/years", .type = QUESTION_INTEGER});
    descriptor_end_repeat(form);
    descriptor_end_repeat(form);
    begin(form, "visit", towns, COUNT(towns));
    add_choices(form, "visit/often", QUESTION_SELECT_ONE, yes_no, COUNT(yes_no));
    begin(form, "visit/what", services, 3);
    add_choices(form, "visit/what/liked", QUESTION_SELECT_ONE, scale, COUNT(scale));
    descriptor_end_repeat(form);
    add(form, (struct question){.path = "visit/last", .type = QUESTION_DATE});
    descriptor_end_repeat(form);
    begin(form, "pet", NULL, 0);
    add(form, (struct question){.path = "pet/age", .type = QUESTION_INTEGER});
    descriptor_end_repeat(form);
    add_plain_types(form);
    return form;
}

/* One resident's answers as they are made. */
struct making {
    uint64_t *state;
    const struct descriptor *form;
    every_type_comment *comment;
    void *context;
    size_t *comments; /* how many all residents left so far */
    size_t number;    /* of the resident */
    size_t mood;      /* answers of one resident are like each other */
    uint8_t order_seed;
    bool chosen[COUNT(services)];
    char picks[120]; /* that the rank before came from; "" when it was typed */
    struct answer answers[300];
    char values[300][120];
    size_t count;
};

static size_t
below(struct making *making, size_t limit)
{
    return made_up_below(making->state, limit);
}

static void
write_words(struct making *making, const struct question *question, char *out,
            size_t size)
{
    bool is_rank = question->type == QUESTION_RANK;
    size_t first =
        is_rank || below(making, 6) == 0 ? below(making, question->choice_count) : 0;
    size_t most = is_rank ? (below(making, 3) ? 99 : below(making, 9)) : 99;
    size_t step = is_rank ? 3 - (question->choice_count % 3 == 0) : 1;
    size_t length = 0, written = 0;
    out[0] = '\0';
    for (size_t i = 0; i < question->choice_count && written < most; i++) {
        size_t choice = (first + i * step) % question->choice_count;
        if (!is_rank && below(making, 3) == 0) {
            continue;
        }
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   length == 0 ? "" : " ", question->choices[choice]);
        written++;
    }
}

static void
write_time(struct making *making, char *out, size_t size)
{
    static const char *const zones[] = {"", "Z", "+05:45", "-08:00", "+01:00"};
    const char *zone = zones[below(making, COUNT(zones))];
    size_t hour = below(making, 24), minute = below(making, 60);
    size_t second = below(making, 60), millisecond = below(making, 1000);
    size_t precision = below(making, 3);
    if (precision == 0) {
        snprintf(out, size, "%02zu:%02zu%s", hour, minute, zone);
    } else if (precision == 1) {
        snprintf(out, size, "%02zu:%02zu:%02zu%s", hour, minute, second, zone);
    } else {
        snprintf(out, size, "%02zu:%02zu:%02zu.%03zu%s", hour, minute, second,
                 millisecond, zone);
    }
}

static void
write_range(struct making *making, const struct question *question, char *out,
            size_t size)
{
    int64_t steps = (question->range_max - question->range_min) / question->range_step;
    int64_t scaled = question->range_min +
                     question->range_step * (int64_t)below(making, (size_t)steps + 1);
    if (question->range_decimals == 0) {
        snprintf(out, size, "%lld", (long long)scaled);
    } else {
        snprintf(out, size, below(making, 4) ? "%g" : "%.1f", (double)scaled / 10);
    }
}

static bool
is_named(const struct question *question, const char *end)
{
    size_t size = strlen(question->path), tail = strlen(end);
    return size > tail && strcmp(question->path + size - tail, end) == 0;
}

/* Whether the rank is asked by picks on screens of four. */
static bool
is_picked(const struct question *question)
{
    return question->type == QUESTION_RANK &&
           (is_named(question, "promises") || is_named(question, "/values"));
}

/* Picks on some or all screens, and the rank that follows from them, which is "" when
 * some are missing. */
static void
write_picked_rank(struct making *making, const struct question *rank, char *out,
                  size_t size)
{
    struct bestworst bestworst;
    assert_true(bestworst_init(&bestworst, rank->choices, rank->choice_count,
                               making->order_seed));
    size_t screens = below(making, 4) ? BESTWORST_SCREENS : below(making, 4);
    for (size_t i = 0; i < screens; i++) {
        const uint8_t *shown = bestworst.shown[i];
        size_t best = below(making, 4), worst = below(making, 4);
        bestworst_pick(&bestworst, i, rank->choices[shown[best]]);
        if (worst != best) {
            bestworst_pick(&bestworst, i, rank->choices[shown[worst]]);
        }
    }
    assert_true(bestworst_write(&bestworst, making->picks, sizeof making->picks));
    bestworst_rank(&bestworst, out, size);
}

/* A value that its question takes in no usual spelling. */
static const char *const odd[] = {"04",         "+4",    "99999999999999999999",
                                  "nobody",     "a a",   " a",
                                  "2026-02-30", "24:00", "\x01 bell"};

static void
write_value(struct making *making, const struct question *question, char *out,
            size_t size)
{
    size_t number = below(making, (size_t)1 << (making->number % 34));
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        snprintf(out, size, "%s",
                 question->choices[(making->mood + below(making, 2)) %
                                   question->choice_count]);
        return;
    case QUESTION_RANK:
        making->picks[0] = '\0';
        if (is_picked(question) && below(making, 4)) {
            write_picked_rank(making, question, out, size);
            return;
        }
        write_words(making, question, out, size);
        return;
    case QUESTION_SELECT_MULTIPLE:
        write_words(making, question, out, size);
        return;
    case QUESTION_RANGE:
        write_range(making, question, out, size);
        return;
    case QUESTION_INTEGER:
        snprintf(out, size, "%s%zu", number > 0 && below(making, 4) == 0 ? "-" : "",
                 number);
        return;
    case QUESTION_DECIMAL:
        snprintf(out, size, "%s%zu.%zu", below(making, 5) == 0 ? "-" : "", number,
                 1 + below(making, 99));
        return;
    case QUESTION_DATE:
        snprintf(out, size, "%zu-%02zu-%02zu",
                 below(making, 5) ? 2026 : 1900 + below(making, 200),
                 1 + below(making, 12), 1 + below(making, 28));
        return;
    case QUESTION_TIME:
        write_time(making, out, size);
        return;
    case QUESTION_ACKNOWLEDGE:
        snprintf(out, size, "OK");
        return;
    case QUESTION_STRING:
        if (is_named(question, "_picks") && making->picks[0] != '\0') {
            snprintf(out, size, "%s", making->picks);
            return;
        }
        if (is_named(question, "_assigned")) {
            snprintf(out, size, below(making, 3) ? "%s" : "%s water",
                     services[below(making, COUNT(services))]);
            return;
        }
        break;
    case QUESTION_TEXT:
        break;
    }
    static const char *const words[] = {"fire>parks", "library;roads;water", "seven",
                                        "Bücherei", "图书馆"};
    snprintf(out, size, "%s %zu", words[below(making, COUNT(words))], below(making, 4));
}

static void
add_answer(struct making *making, size_t question,
           const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    if (below(making, 9) == 0) {
        return;
    }
    assert_true(making->count < COUNT(making->answers));
    const struct question *asked = &making->form->questions[question];
    struct answer *answer = &making->answers[making->count];
    char *value = making->values[making->count++];
    *answer = (struct answer){.question = question};
    memcpy(answer->instance, instance, sizeof answer->instance);
    /* Free text is sealed; the first comments are one of each. */
    bool is_comment = asked->type == QUESTION_TEXT;
    if (is_comment && *making->comments < 3 * every_type_comment_count) {
        answer->state = ANSWER_SEALED;
        making->comment(making->context, question, (*making->comments)++,
                        &answer->sealed);
        return;
    }
    if (is_comment || below(making, 10) == 0) {
        return; /* was asked, nothing was said */
    }
    answer->state = ANSWER_VALUE;
    answer->value = value;
    if (below(making, 12) == 0) {
        snprintf(value, sizeof making->values[0], "%s", odd[below(making, COUNT(odd))]);
    } else {
        write_value(making, asked, value, sizeof making->values[0]);
    }
    if (value[0] == '\0' && is_picked(asked)) {
        answer->state = ANSWER_EMPTY; /* a pick is missing */
        answer->value = NULL;
    }
    for (size_t i = 0; asked->role == ROLE_SERVICES && i < COUNT(services); i++) {
        making->chosen[i] = strstr(value, services[i]) != NULL;
    }
}

/* A service that was chosen is mostly answered, another seldom. */
static bool
has_instance(struct making *making, const struct repeat *repeat, size_t instance)
{
    if (!repeat->keys) {
        return below(making, 2);
    }
    for (size_t i = 0; i < COUNT(services); i++) {
        if (strcmp(repeat->keys[instance], services[i]) == 0) {
            return making->chosen[i] ? below(making, 6) > 0 : below(making, 6) == 0;
        }
    }
    return below(making, 3) == 0;
}

/* Answers one scope in the order of the form: its questions, and the repeats that begin
 * before a question. */
static void
answer_scope(struct making *making, int scope, size_t depth,
             uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    const struct descriptor *form = making->form;
    for (size_t i = 0; i < form->question_count; i++) {
        for (size_t j = 0; j < form->repeat_count; j++) {
            const struct repeat *repeat = &form->repeats[j];
            if (repeat->parent != scope || repeat->first_question != i) {
                continue;
            }
            size_t limit = repeat->keys != NULL ? repeat->key_count : 4;
            for (size_t k = 0; k < limit; k++) {
                instance[depth] = (uint16_t)k;
                if (has_instance(making, repeat, k)) {
                    answer_scope(making, (int)j, depth + 1, instance);
                }
            }
            instance[depth] = 0;
        }
        if (form->questions[i].repeat == scope) {
            add_answer(making, i, instance);
        }
    }
}

static struct response_head
make_head(struct making *making)
{
    static const char *const rounds[] = {"2026", "", "2027 autumn"};
    static const char *const events[] = {"", "", "fair", "Feria día 2"};
    static const char *const languages[] = {"en", "es", "zh", "vi", "tl", "ar"};
    return (struct response_head){
        .round = rounds[below(making, COUNT(rounds))],
        .event = events[below(making, COUNT(events))],
        .language = languages[below(making, COUNT(languages))],
        .half_day = (uint32_t)(41500 + below(making, 30)),
        .clock_trusted = below(making, 5) > 0,
        .channel = (enum channel)below(making, CHANNEL_VOICE + 1),
        .duration = (enum duration_band)below(making, DURATION_OVER_8 + 1),
        .straight_line = (enum straight_line)below(making, STRAIGHT_UNKNOWN + 1),
        .complete = below(making, 3) > 0,
        .after_results = below(making, 4) == 0,
        .assisted = (enum said)below(making, SAID_NO + 1),
        .first_time = (enum said)below(making, SAID_NO + 1),
        .order_seed = making->order_seed,
    };
}

static void
add_response(const struct making *making, const struct response_head *head,
             struct response_set *out)
{
    struct response response = {.head = *head,
                                .answers = (struct answer *)making->answers,
                                .answer_count = making->count};
    struct error err = {0};
    if (!response_set_add(out, making->form, &response, &err)) {
        fail_msg("%s", err.text);
    }
}

void
every_type_responses(uint64_t *state, const struct descriptor *form,
                     every_type_comment *comment, void *context,
                     struct response_set *out)
{
    static struct making making;
    size_t comments = 0;
    for (size_t i = 0; i < RESPONSES; i++) {
        uint16_t instance[DESCRIPTOR_MAX_DEPTH] = {0};
        making = (struct making){.state = state,
                                 .form = form,
                                 .comment = comment,
                                 .context = context,
                                 .comments = &comments,
                                 .number = i,
                                 .order_seed = (uint8_t)(made_up_below(state, 4) * 60),
                                 .mood = made_up_below(state, 4)};
        answer_scope(&making, -1, 0, instance);
        struct response_head head = make_head(&making);
        add_response(&making, &head, out);
    }
    assert_int_equal(comments, 3 * every_type_comment_count);
}

struct descriptor *
many_form(void)
{
    struct descriptor *form = NULL;
    assert_true(descriptor_create("many", "1", &form, NULL));
    add_choices(form, "share", QUESTION_SELECT_ONE, yes_no, COUNT(yes_no));
    add(form, (struct question){.path = "where", .type = QUESTION_STRING});
    return form;
}

void
many_responses(uint64_t *state, const struct descriptor *form, struct response_set *out)
{
    static struct making making;
    for (size_t i = 0; i < MANY_RESPONSES; i++) {
        making = (struct making){.state = state, .form = form, .count = 2};
        for (size_t j = 0; j < 2; j++) {
            making.answers[j] = (struct answer){
                .question = j, .state = ANSWER_VALUE, .value = making.values[j]};
        }
        bool yes = made_up_below(state, 5) > 0;
        size_t place = i < 300 ? i : made_up_below(state, 300);
        snprintf(making.values[0], sizeof making.values[0], "%s", yes_no[!yes]);
        snprintf(making.values[1], sizeof making.values[1], "%zu", place);
        struct response_head head = {.round = "1",
                                     .event = "",
                                     .language = "en",
                                     .half_day =
                                         (uint32_t)(40000 + made_up_below(state, 6000)),
                                     .clock_trusted = true,
                                     .complete = true,
                                     .order_seed = (uint8_t)(i % 2)};
        add_response(&making, &head, out);
    }
}

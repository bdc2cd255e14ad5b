/* Loads comments with what may be told about them. */
#include "comment_list.h"

#include "names.h"
#include "townline/counts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const comment_states[] = {
    [COMMENT_PENDING] = "pending",
    [COMMENT_ALLOWED] = "allowed",
    [COMMENT_HIDDEN] = "hidden",
};

struct loading {
    const struct comment_filter *filter;
    struct comment_list *list;
    size_t form;
    struct error *err;
    bool failed;
};

/* The outermost repeat around a question when its instances have names. */
static const struct repeat *
services_of(const struct descriptor *descriptor, size_t question)
{
    int repeat = descriptor->questions[question].repeat;
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    return repeat >= 0 && descriptor->repeats[repeat].keys
               ? &descriptor->repeats[repeat]
               : NULL;
}

static bool
is_named(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    return strcmp(path, name) == 0 || strcmp(slash ? slash + 1 : path, name) == 0;
}

static bool
passes(const struct comment_filter *filter, const struct descriptor *descriptor,
       const struct archive_comment *comment)
{
    const char *path = descriptor->questions[comment->question].path;
    const struct repeat *services = services_of(descriptor, comment->question);
    if (!filter->all_states && comment->state != filter->state) {
        return false;
    }
    if (filter->question && !is_named(path, filter->question)) {
        return false;
    }
    return !filter->service ||
           (services && comment->instance[0] < services->key_count &&
            strcmp(services->keys[comment->instance[0]], filter->service) == 0);
}

static bool
on_comment(void *context, const struct archive_comment *comment)
{
    struct loading *loading = context;
    struct comment_list *list = loading->list;
    const struct descriptor *descriptor = list->forms[loading->form].descriptor;
    if (!passes(loading->filter, descriptor, comment)) {
        return true;
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 256;
        struct listed_comment *larger =
            realloc(list->comments, capacity * sizeof *larger);
        if (!larger) {
            loading->failed = true;
            return false;
        }
        list->comments = larger;
        list->capacity = capacity;
    }
    const struct repeat *services = services_of(descriptor, comment->question);
    struct listed_comment *row = &list->comments[list->count++];
    *row = (struct listed_comment){
        .state = comment->state,
        .form = loading->form,
        .question = comment->question,
        .service = services && comment->instance[0] < services->key_count
                       ? comment->instance[0]
                       : -1,
        .town = comment->town,
        .language = strdup(comment->language),
        .reason = strdup(comment->reason),
        .text = strdup(comment->text),
    };
    memcpy(row->id, comment->id, sizeof row->id);
    loading->failed = !row->language || !row->reason || !row->text;
    return !loading->failed;
}

/* How many people of a town answered about the service; outside of the services, how
 * many of it took part. */
static uint32_t
people_of(const struct counts *counts, const struct descriptor *descriptor,
          const struct listed_comment *comment, int town)
{
    struct counts_cell cell = {.part = COUNTS_TOWN,
                               .member = town,
                               .question = COUNTS_RESPONSES,
                               .kind = COUNTS_ANSWERED};
    if (comment->service >= 0) {
        cell.question = descriptor_find_role(descriptor, ROLE_IDENTITY);
        cell.instance = comment->service;
    }
    return cell.question < COUNTS_UNTRUSTED ? 0 : counts_n(counts, &cell);
}

/* How many comments of each town about each service of one form are listed as allowed:
 * the number of service s and town t is at (s + 1) * towns + t. */
struct shown {
    uint32_t *numbers; /* owned */
    size_t services, towns;
};

static size_t
shown_place(const struct shown *shown, const struct listed_comment *comment)
{
    return (size_t)(comment->service + 1) * shown->towns + (size_t)comment->town;
}

static bool
count_shown(const struct comment_list *list, size_t first, size_t end,
            struct shown *out, struct error *err)
{
    const struct descriptor *descriptor =
        list->forms[list->comments[first].form].descriptor;
    int question = counts_town_question(descriptor);
    *out = (struct shown){
        .towns = question < 0 ? 0 : descriptor->questions[question].choice_count};
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        size_t keys = descriptor->repeats[i].key_count;
        out->services = keys > out->services ? keys : out->services;
    }
    out->numbers = calloc((out->services + 1) * out->towns + 1, sizeof *out->numbers);
    for (size_t i = first; out->numbers && i < end; i++) {
        const struct listed_comment *comment = &list->comments[i];
        if (comment->state == COMMENT_ALLOWED && comment->town >= 0 &&
            (size_t)comment->town < out->towns) {
            out->numbers[shown_place(out, comment)]++;
        }
    }
    return out->numbers || error_no_memory(err);
}

/* Forgets the towns that may not be told, in the comments of one form. */
static bool
judge_form(struct archive *archive, struct comment_list *list, size_t first, size_t end,
           struct error *err)
{
    const struct archive_form *form = &list->forms[list->comments[first].form];
    struct counts *counts = NULL;
    struct shown shown;
    bool ok = count_shown(list, first, end, &shown, err) &&
              archive_counts(archive, form, NULL, &counts, err);
    for (size_t i = first; ok && i < end; i++) {
        struct listed_comment *comment = &list->comments[i];
        if (comment->state != COMMENT_ALLOWED || comment->town < 0 ||
            (size_t)comment->town >= shown.towns ||
            shown.numbers[shown_place(&shown, comment)] < COMMENT_TOWN_MIN ||
            people_of(counts, form->descriptor, comment, comment->town) <
                COMMENT_TOWN_MIN) {
            comment->town = -1;
        }
    }
    counts_close(counts);
    free(shown.numbers);
    return ok;
}

static bool
judge_towns(struct archive *archive, struct comment_list *list, bool wanted,
            struct error *err)
{
    for (size_t i = 0; i < list->count && !wanted; i++) {
        list->comments[i].town = -1;
    }
    bool ok = true;
    size_t end;
    for (size_t first = 0; ok && wanted && first < list->count; first = end) {
        end = first + 1; /* comments are listed form by form */
        while (end < list->count &&
               list->comments[end].form == list->comments[first].form) {
            end++;
        }
        ok = judge_form(archive, list, first, end, err);
    }
    return ok;
}

/* Whether any form has a text question, or a service, of that name; else tells which
 * there are. */
static bool
check_filter(const struct comment_filter *filter, const struct comment_list *list,
             struct error *err)
{
    char questions[160] = "", services[160] = "";
    bool has_question = !filter->question, has_service = !filter->service;
    for (size_t f = 0; f < list->form_count; f++) {
        const struct descriptor *descriptor = list->forms[f].descriptor;
        for (size_t q = 0; q < descriptor->question_count; q++) {
            const struct question *question = &descriptor->questions[q];
            if (question->type != QUESTION_TEXT) {
                continue;
            }
            size_t length = strlen(questions);
            snprintf(questions + length, sizeof questions - length, " %s",
                     question->path);
            has_question = has_question || is_named(question->path, filter->question);
            const struct repeat *keyed = services_of(descriptor, q);
            for (size_t k = 0; keyed && k < keyed->key_count; k++) {
                length = strlen(services);
                snprintf(services + length, sizeof services - length, " %s",
                         keyed->keys[k]);
                has_service =
                    has_service || strcmp(keyed->keys[k], filter->service) == 0;
            }
        }
    }
    if (!has_question) {
        return error_set(err, ERROR_MISSING,
                         "no question for words is called \"%.60s\"; there are:%.120s",
                         filter->question, questions);
    }
    return has_service || error_set(err, ERROR_MISSING,
                                    "no service is called \"%.60s\"; there are:%.120s",
                                    filter->service, services);
}

bool
comment_list_load(struct archive *archive, const struct comment_filter *filter,
                  struct comment_list *out, struct error *err)
{
    struct loading loading = {.filter = filter, .list = out, .err = err};
    *out = (struct comment_list){.count = 0};
    if (!archive_forms(archive, &out->forms, &out->form_count, err) ||
        !check_filter(filter, out, err)) {
        return false;
    }
    for (size_t i = 0; i < out->form_count; i++) {
        loading.form = i;
        if (!archive_each_comment(archive, &out->forms[i], on_comment, &loading, err)) {
            return false;
        }
        if (loading.failed) {
            return error_no_memory(err);
        }
    }
    return judge_towns(archive, out, filter->towns, err);
}

void
comment_list_finish(struct comment_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->comments[i].language);
        free(list->comments[i].reason);
        free(list->comments[i].text);
    }
    free(list->comments);
    archive_forms_finish(list->forms, list->form_count);
}

bool
comment_list_find(const struct comment_list *list, const char *digits,
                  const struct listed_comment **out, struct error *err)
{
    size_t found = 0, size = strlen(digits);
    if (size < COMMENT_ID_DIGITS) {
        return error_set(err, ERROR_INPUT,
                         "\"%.40s\" is too short for a comment's id: give at least its "
                         "first eight digits, as \"comments review\" shows them",
                         digits);
    }
    for (size_t i = 0; i < list->count; i++) {
        char hex[NAMES_HEX_BYTES];
        names_hex(list->comments[i].id, ARCHIVE_COMMENT_ID_BYTES, hex);
        bool is_like = size <= strlen(hex);
        for (size_t d = 0; is_like && d < size; d++) {
            is_like = tolower((unsigned char)digits[d]) == hex[d];
        }
        if (is_like) {
            *out = &list->comments[i];
            found++;
        }
    }
    return found == 1 ||
           error_set(err, found > 1 ? ERROR_INPUT : ERROR_MISSING,
                     found > 1
                         ? "the ids of several comments begin with \"%.40s\"; give "
                           "more digits"
                         : "no comment has an id that begins with \"%.40s\"; "
                           "\"comments review\" shows them, and eight digits are "
                           "enough",
                     digits);
}

static const char *
service_name(const struct comment_list *list, const struct listed_comment *comment)
{
    const struct repeat *services =
        services_of(list->forms[comment->form].descriptor, comment->question);
    return comment->service < 0 ? NULL : services->keys[comment->service];
}

static const char *
town_name(const struct comment_list *list, const struct listed_comment *comment)
{
    const struct descriptor *descriptor = list->forms[comment->form].descriptor;
    int question = counts_town_question(descriptor);
    return comment->town < 0 || question < 0 ||
                   (size_t)comment->town >= descriptor->questions[question].choice_count
               ? NULL
               : descriptor->questions[question].choices[comment->town];
}

struct comment_subject
comment_subject(const struct comment_list *list, const struct listed_comment *comment)
{
    struct comment_subject subject;
    const char *service = service_name(list, comment), *town = town_name(list, comment);
    snprintf(subject.text, sizeof subject.text, "%.60s%s%.120s, %.64s%s%.60s",
             service ? service : "", service ? ", " : "",
             list->forms[comment->form].descriptor->questions[comment->question].path,
             comment->language, town ? ", from " : "", town ? town : "");
    return subject;
}

json_t *
comment_json(const struct comment_list *list, const struct listed_comment *comment)
{
    const char *service = service_name(list, comment), *town = town_name(list, comment);
    json_t *object = json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "id",
        names_json_hex(comment->id, ARCHIVE_COMMENT_ID_BYTES), "state",
        comment_states[comment->state], "question",
        names_json_text(
            list->forms[comment->form].descriptor->questions[comment->question].path),
        "service", service ? names_json_text(service) : json_null(), "language",
        names_json_text(comment->language), "reason", names_json_text(comment->reason),
        "text", names_json_text(comment->text));
    if (object && town) {
        json_object_set_new(object, "town", names_json_text(town));
    }
    return object;
}

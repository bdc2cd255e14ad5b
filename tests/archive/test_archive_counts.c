#include "townline/archive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[128];
static struct archive *archive;

/* A copy of the kept archive of the version before. */
static int
setup(void **state)
{
    (void)state;
    char data[65536];
    snprintf(path, sizeof path, "/tmp/townline-counts-XXXXXX");
    int file = mkstemp(path);
    FILE *from = fopen(TESTS_DIR "/archive/data/archive-v2.db", "rb");
    assert_true(file >= 0);
    assert_non_null(from);
    for (size_t size; (size = fread(data, 1, sizeof data, from)) > 0;) {
        assert_int_equal(write(file, data, size), size);
    }
    fclose(from);
    close(file);
    struct error err;
    assert_true(seal_start());
    if (!archive_open(path, false, &archive, &err)) {
        fail_msg("%s", err.text);
    }
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    archive_close(archive);
    unlink(path);
    return 0;
}

/* The same numbers, worked out from the words of each response, the slow way. */
struct plain {
    const struct descriptor *form;
    const char *round;
    struct counts *counts;
    const struct response *response;
    const char *town, *assigned;
};

static const char *
value_of(const struct plain *plain, const char *name)
{
    for (size_t i = 0; i < plain->response->answer_count; i++) {
        const struct answer *answer = &plain->response->answers[i];
        if (strcmp(plain->form->questions[answer->question].path, name) == 0 &&
            answer->state == ANSWER_VALUE) {
            return answer->value;
        }
    }
    return "";
}

static bool
has_word(const char *list, const char *word)
{
    char inside[9000], wanted[200];
    snprintf(inside, sizeof inside, " %s ", list);
    snprintf(wanted, sizeof wanted, " %s ", word);
    return strstr(inside, wanted) != NULL;
}

static void
add(struct plain *plain, int question, int instance, enum counts_kind kind, int value)
{
    const struct response_head *head = &plain->response->head;
    const struct descriptor *form = plain->form;
    int town = counts_town_question(form), towns = 0, member = 0, assigned = 0;
    if (town >= 0) {
        towns = (int)form->questions[town].choice_count;
        member = question_find_choice(&form->questions[town], plain->town,
                                      strlen(plain->town));
    }
    if (question >= 0 && form->questions[question].repeat >= 0) {
        const struct repeat *repeat = &form->repeats[form->questions[question].repeat];
        assigned =
            repeat->keys && has_word(plain->assigned, repeat->keys[instance]) ? 1 : 0;
    }
    const int members[COUNTS_PARTS] = {0,
                                       member < 0 ? towns : member,
                                       assigned,
                                       (int)head->channel,
                                       (int)head->assisted,
                                       (int)head->first_time,
                                       head->after_results};
    for (int part = 0; part < COUNTS_PARTS; part++) {
        if (counts_has_part(form, question, (enum counts_part)part)) {
            struct counts_cell cell = {
                (enum counts_part)part, members[part], question, instance, kind, value};
            assert_true(counts_add(plain->counts, &cell, 1, NULL));
        }
    }
}

static void
add_text(struct plain *plain, int question, int instance, const char *text)
{
    int number;
    assert_true(counts_text_number(plain->counts, text, &number, NULL));
    add(plain, question, instance, COUNTS_TEXT, number);
}

static size_t
split(const char *text, char words[][100])
{
    size_t count = 0;
    int size;
    for (; sscanf(text, "%99s%n", words[count], &size) == 1; text += size) {
        count++;
    }
    return count;
}

static void
add_rank(struct plain *plain, int question, const char *value)
{
    char words[40][100];
    const struct question *asked = &plain->form->questions[question];
    int c = (int)asked->choice_count;
    size_t count = split(value, words);
    for (size_t i = 0; i < count; i++) {
        int a = question_find_choice(asked, words[i], strlen(words[i]));
        add(plain, question, 0, COUNTS_PLACE, a * c + (int)i);
        for (size_t j = i + 1; j < count; j++) {
            int b = question_find_choice(asked, words[j], strlen(words[j]));
            add(plain, question, 0, COUNTS_BEFORE, a * c + b);
        }
    }
}

/* Screens of four, so the words stand at known places: a b c d / m / l | */
static void
add_picks(struct plain *plain, int rank, const char *value)
{
    char words[100][100];
    const struct question *asked = &plain->form->questions[rank];
    size_t count = split(value, words);
    for (size_t i = 0; i + 8 <= count; i += 9) {
        static const size_t at[] = {0, 1, 2, 3, 5, 7};
        for (size_t k = 0; k < 6; k++) {
            const char *word = words[i + at[k]];
            int choice = question_find_choice(asked, word, strlen(word));
            if (choice >= 0) {
                add(plain, rank, 0,
                    k < 4    ? COUNTS_SHOWN
                    : k == 4 ? COUNTS_MOST
                             : COUNTS_LEAST,
                    choice);
            }
        }
    }
}

static void
add_answer(struct plain *plain, const struct answer *answer)
{
    char words[40][100];
    int question = (int)answer->question, instance = answer->instance[0];
    const struct question *asked = &plain->form->questions[question];
    if (answer->state == ANSWER_EMPTY) {
        add(plain, question, instance, COUNTS_EMPTY, 0);
        return;
    }
    add(plain, question, instance, COUNTS_ANSWERED, 0);
    if (asked->type == QUESTION_TEXT) {
        return;
    }
    if (strcmp(asked->path, "more/guarantees_picks") == 0) {
        add_picks(plain, descriptor_find_question(plain->form, "more/guarantees"),
                  answer->value);
    } else if (asked->type == QUESTION_RANK) {
        add_rank(plain, question, answer->value);
    } else if (question_has_choices(asked->type)) {
        size_t count = split(answer->value, words);
        for (size_t i = 0; i < count; i++) {
            add(plain, question, instance, COUNTS_CHOICE,
                question_find_choice(asked, words[i], strlen(words[i])));
        }
    } else if (question != counts_assigned_question(plain->form)) {
        add_text(plain, question, instance, answer->value);
    }
}

static bool
add_response(void *context, const struct archive_response *row)
{
    struct plain *plain = context;
    const struct response_head *head = &row->response.head;
    if (plain->round && strcmp(head->round, plain->round) != 0) {
        return true;
    }
    plain->response = &row->response;
    plain->town = value_of(plain, "community");
    plain->assigned = value_of(plain, "services_assigned");
    add(plain, COUNTS_RESPONSES, 0, COUNTS_ANSWERED, 0);
    if (head->complete) {
        add(plain, COUNTS_COMPLETE, 0, COUNTS_ANSWERED, 0);
    }
    if (!head->clock_trusted) {
        add(plain, COUNTS_UNTRUSTED, 0, COUNTS_ANSWERED, 0);
    }
    add(plain, COUNTS_DURATION, 0, COUNTS_CHOICE, (int)head->duration);
    add(plain, COUNTS_STRAIGHT_LINE, 0, COUNTS_CHOICE, (int)head->straight_line);
    add_text(plain, COUNTS_LANGUAGE, 0, head->language);
    add_text(plain, COUNTS_EVENT, 0, head->event);
    for (size_t i = 0; i < row->response.answer_count; i++) {
        add_answer(plain, &row->response.answers[i]);
    }
    return true;
}

struct comparing {
    const struct counts *mine;
    struct counts *theirs;
    size_t cells;
};

static bool
compare(void *context, const struct counts_cell *cell, uint32_t n, struct error *err)
{
    struct comparing *comparing = context;
    struct counts_cell other = *cell;
    (void)err;
    if (cell->kind == COUNTS_TEXT) {
        assert_true(counts_text_number(comparing->theirs,
                                       counts_text(comparing->mine, cell->value),
                                       &other.value, NULL));
    }
    uint32_t given = counts_n(comparing->theirs, &other);
    if (given != n) {
        fail_msg("part %d member %d question %d instance %d kind %d value %d: %u, %u",
                 (int)cell->part, cell->member, cell->question, cell->instance,
                 (int)cell->kind, cell->value, n, given);
    }
    comparing->cells++;
    return true;
}

static size_t
compare_counts(const struct archive_form *form, const char *round)
{
    struct plain plain = {.form = form->descriptor, .round = round};
    struct archive_each each = {.form = form, .texts = TEXTS_ALL};
    struct counts *counts = NULL;
    struct error err = {0};
    assert_true(counts_create(&plain.counts, NULL));
    assert_true(archive_each_response(archive, &each, add_response, &plain, NULL));
    if (!archive_counts(archive, form, round, &counts, &err)) {
        fail_msg("%s", err.text);
    }
    struct comparing there = {plain.counts, counts, 0},
                     back = {counts, plain.counts, 0};
    assert_true(counts_each(plain.counts, compare, &there, NULL));
    assert_true(counts_each(counts, compare, &back, NULL));
    assert_int_equal(there.cells, back.cells);
    counts_close(counts);
    counts_close(plain.counts);
    return there.cells;
}

static void
counts_are_those_of_the_responses(void **state)
{
    (void)state;
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(archive, &forms, &count, NULL));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        struct archive_round *rounds;
        size_t round_count;
        assert_true(compare_counts(&forms[i], NULL) > 50);
        assert_true(archive_rounds(archive, &forms[i], &rounds, &round_count, NULL));
        uint32_t responses = 0;
        for (size_t j = 0; j < round_count; j++) {
            assert_true(compare_counts(&forms[i], rounds[j].name) > 50);
            assert_true(rounds[j].first_half_day <= rounds[j].last_half_day);
            responses += rounds[j].responses;
        }
        assert_int_equal(responses, forms[i].responses);
        assert_int_equal(compare_counts(&forms[i], "no such round"), 0);
        free(rounds);
    }
    archive_forms_finish(forms, count);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_those_of_the_responses, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

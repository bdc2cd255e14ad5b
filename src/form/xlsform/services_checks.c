/* services_checks: checks the sheets services and stories: that services are the same
 * as the choices of the services question, that stories are about services, and that
 * figures have a source and a date. */
#include "extra_sheets.h"
#include "townline/calendar.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void
tell(struct compiler *compiler, const struct extra_row *row, const char *column,
     const char *instead, const char *what)
{
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    extra_row_place(row, column, 0), instead, "%s", what);
}

static const struct extra_row *
find_row(const struct rows *rows, const char *name)
{
    const struct name_entry *found =
        name_index_find(&rows->names, NULL, name, strlen(name), NULL);
    return found ? found->value : NULL;
}

void
rows_check_names(struct compiler *compiler, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct extra_row *first = find_row(rows, rows->list[i].name);
        if (first && first != &rows->list[i]) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(&rows->list[i], "name", 0),
                            "Give each row a name of its own.",
                            "\"%s\" is in row %zu already.", first->name,
                            first->row + 1);
        }
    }
}

/* ---- figures ---- */

/* Reads an amount, a number of 0 or more. Gives -1 when the cell is empty or holds no
 * such number; then the author is told. */
static double
amount_in(struct compiler *compiler, const struct extra_row *row, const char *column)
{
    const char *text = extra_row_words(row, column, 0);
    size_t digits = strspn(text, "0123456789");
    char *end = NULL;
    double amount = digits == 0 ? -1 : strtod(text, &end);
    if (text[0] == '\0' || (digits > 0 && *end == '\0')) {
        return amount;
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    extra_row_place(row, column, 0),
                    "Write digits alone, as in 120000.", "\"%s\" is no number.", text);
    return -1;
}

static void
check_date(struct compiler *compiler, const struct extra_row *row, const char *column)
{
    const char *text = extra_row_words(row, column, 0);
    double days;
    bool has_time = false;
    if (text[0] == '\0' || (calendar_parse(text, &days, &has_time) && !has_time)) {
        return;
    }
    diagnostics_add(
        compiler->diagnostics, SEVERITY_ERROR, extra_row_place(row, column, 0),
        "Write year, month and day, as in 2026-05-12.", "\"%s\" is no date.", text);
}

static void
check_one_of(struct compiler *compiler, const struct extra_row *row, const char *column,
             const char *const *words)
{
    const char *text = extra_row_words(row, column, 0);
    if (text[0] == '\0') {
        return;
    }
    for (size_t i = 0; words[i]; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return;
        }
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    extra_row_place(row, column, 0), NULL,
                    "\"%s\" is neither %s nor %s.", text, words[0], words[1]);
}

static void
check_savings(struct compiler *compiler, const struct extra_row *row)
{
    static const char *const periods[] = {"year", "once", NULL};
    double low = amount_in(compiler, row, "savings_low");
    double high = amount_in(compiler, row, "savings_high");
    (void)amount_in(compiler, row, "savings_threshold");
    if (low >= 0 && high >= 0 && low > high) {
        tell(compiler, row, "savings_low", "Put the smaller one here.",
             "savings_low is more than savings_high.");
    }
    bool has_low = extra_row_words(row, "savings_low", 0)[0] != '\0';
    bool has_high = extra_row_words(row, "savings_high", 0)[0] != '\0';
    if ((has_low || has_high) && extra_row_words(row, "savings_source", 0)[0] == '\0') {
        tell(compiler, row, "savings_source",
             "Write who worked it out, as residents should read it.",
             "savings are given without a source.");
    }
    if ((has_low || has_high) && extra_row_words(row, "savings_date", 0)[0] == '\0') {
        tell(compiler, row, "savings_date", "Write the day they were worked out.",
             "savings are given without a date.");
    }
    check_date(compiler, row, "savings_date");
    check_one_of(compiler, row, "savings_period", periods);
}

/* A word of a small set. What stands there instead is told with what can be done. */
static void
check_word(struct compiler *compiler, const struct extra_row *row, const char *column,
           const char *const words[3])
{
    const char *text = extra_row_words(row, column, 0);
    for (size_t i = 0; i < 3; i++) {
        if (text[0] == '\0' || strcasecmp(text, words[i]) == 0) {
            return;
        }
    }
    char instead[80];
    snprintf(instead, sizeof instead, "Write %s, %s or %s, or leave it empty.",
             words[0], words[1], words[2]);
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                    extra_row_place(row, column, 0), instead,
                    "the report cannot use \"%s\".", text);
}

static void
check_factors(struct compiler *compiler, const struct extra_row *row)
{
    static const char *const ratings[3] = {"helps", "neither", "hinders"};
    static const char *const levels[3] = {"low", "medium", "high"};
    check_word(compiler, row, "geography_rating", ratings);
    check_word(compiler, row, "grouping_rating", ratings);
    check_word(compiler, row, "culture_rating", ratings);
    check_word(compiler, row, "urgency", levels);
    check_word(compiler, row, "visibility", levels);
}

/* ---- codes that stand in another list ---- */

/* Checks that each name in the cell is in that list of the sheet choices. When there is
 * no such list, any words may stand in the cell. */
static void
check_codes(struct compiler *compiler, const struct extra_row *row, const char *column,
            const char *list_name)
{
    struct choice_list *list = choices_find(compiler, list_name);
    const char *text = extra_row_words(row, column, 0);
    if (list) {
        list->is_used = true;
    }
    while (list && *(text += strspn(text, " ,")) != '\0') {
        size_t size = strcspn(text, " ,");
        if (!choices_find_item(compiler, list, text, size)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(row, column, 0),
                            "Use its names, or add this one there.",
                            "\"%.*s\" is not in the list \"%s\" of the sheet choices.",
                            (int)size, text, list_name);
        }
        text += size;
    }
}

/* Checks the group of a service. When there is no list of groups, a slip of the finger
 * can only be guessed: a group with one service that has nearly the name of another
 * group. */
static void
check_group(struct compiler *compiler, const struct rows *services,
            const struct name_index *groups, const struct extra_row *row)
{
    const char *group = extra_row_words(row, "group", 0);
    const char *like = NULL;
    size_t count = 0;
    if (choices_find(compiler, "groups")) {
        check_codes(compiler, row, "group", "groups");
        return;
    }
    name_index_find(groups, NULL, group, strlen(group), &count);
    if (group[0] == '\0' || count > 1 ||
        !compiler_may_guess(compiler, services->count)) {
        return;
    }
    for (size_t i = 0; i < services->count; i++) {
        const char *other = extra_row_words(&services->list[i], "group", 0);
        like = strcmp(other, group) != 0 && is_like(group, other) ? other : like;
    }
    if (like) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        extra_row_place(row, "group", 0), NULL,
                        "no other service is in the group \"%s\"; was \"%s\" "
                        "meant?",
                        group, like);
    }
}

static bool
index_groups(struct compiler *compiler, const struct rows *services,
             struct name_index *out)
{
    *out = (struct name_index){NULL, 0, 0};
    for (size_t i = 0; i < services->count; i++) {
        if (!name_index_add(out, &compiler->arena, NULL,
                            extra_row_words(&services->list[i], "group", 0),
                            &services->list[i])) {
            return compiler_no_memory(compiler);
        }
    }
    name_index_sort(out);
    return true;
}

/* ---- the choices of the services question ---- */

const struct choice_list *
services_list(const struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (element_has_appearance(at, "townline-services")) {
            return at->list;
        }
    }
    return NULL;
}

/* The words of a choice as they stand in the sheet. The choice that or_other added
 * stands in no row. */
static const char *
words_of_choice(const struct compiler *compiler, const struct choice_item *choice,
                struct column_key key, size_t language)
{
    return choice->row == SIZE_MAX
               ? text_in(&choice->label, language)
               : table_words(&compiler->choices, choice->row, key, language);
}

static void
check_label(struct compiler *compiler, const struct extra_row *row,
            const struct choice_item *choice)
{
    for (size_t i = 0; i < compiler->languages.count; i++) {
        struct column_key key = {.name = "label"};
        const char *ours = table_words(row->table, row->row, key, i);
        const char *theirs = words_of_choice(compiler, choice, key, i);
        if (ours[0] != '\0' && theirs[0] != '\0' && strcmp(ours, theirs) != 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            table_words_place(row->table, row->row, key, i),
                            "Write the same in both sheets.",
                            "this service is called \"%s\" here and \"%s\" in choices.",
                            ours, theirs);
        }
    }
}

static void
check_against_choices(struct compiler *compiler, const struct rows *services)
{
    const struct choice_list *list = services_list(compiler);
    if (!list) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        (struct cell_place){"services", 0, 0},
                        "Give a select_multiple the appearance townline-services.",
                        "no question of the survey lets residents choose services.");
        return;
    }
    for (size_t i = 0; i < services->count; i++) {
        const struct extra_row *row = &services->list[i];
        const struct choice_item *choice =
            choices_find_item(compiler, list, row->name, strlen(row->name));
        if (choice) {
            check_label(compiler, row, choice);
        } else {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(row, "name", 0),
                            "Add it there, or take this row out.",
                            "\"%s\" is not in the list \"%s\" of the sheet choices.",
                            row->name, list->name);
        }
    }
    for (const struct choice_item *at = list->first; at; at = at->next) {
        if (!find_row(services, at->name)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            table_place(&compiler->choices, at->row, "name"),
                            "Add its row there, or take the choice out.",
                            "\"%s\" is not in the sheet services.", at->name);
        }
    }
}

bool
services_check(struct compiler *compiler, const struct rows *services)
{
    struct name_index groups;
    if (!services->table.sheet) {
        const struct choice_list *list = services_list(compiler);
        if (list) {
            diagnostics_add(compiler->diagnostics, SEVERITY_NOTE,
                            (struct cell_place){"", 0, 0},
                            "Add one, so that residents read what would change.",
                            "the workbook has no sheet \"services\".");
        }
        return true;
    }
    if (!index_groups(compiler, services, &groups)) {
        return false;
    }
    rows_check_names(compiler, services);
    for (size_t i = 0; i < services->count; i++) {
        const struct extra_row *row = &services->list[i];
        check_savings(compiler, row);
        check_factors(compiler, row);
        check_group(compiler, services, &groups, row);
        check_codes(compiler, row, "partners", "partners");
    }
    sharing_check(compiler, services);
    check_against_choices(compiler, services);
    return true;
}

void
stories_check(struct compiler *compiler, const struct rows *stories,
              const struct rows *services)
{
    for (size_t i = 0; i < stories->count; i++) {
        const struct extra_row *row = &stories->list[i];
        const char *service = extra_row_words(row, "service", 0);
        if (service[0] != '\0' && !find_row(services, service)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(row, "service", 0),
                            "Use a name of that sheet.",
                            "\"%s\" is not in the sheet services.", service);
        }
        if (extra_row_words(row, "text", 0)[0] == '\0') {
            tell(compiler, row, "text", "Write what happened, in two sentences.",
                 "this story has no text.");
        }
        const char *year = extra_row_words(row, "year", 0);
        if (year[0] != '\0' && (strlen(year) != 4 || strspn(year, "0123456789") != 4)) {
            diagnostics_add(
                compiler->diagnostics, SEVERITY_ERROR, extra_row_place(row, "year", 0),
                "Write four digits, as in 2017.", "\"%s\" is no year.", year);
        }
        check_codes(compiler, row, "partners", "partners");
    }
}

/* range_checks: checks the numbers of a range, as other compilers of XLSForm do. They
 * are compared as whole numbers of the smallest unit that any of them has, so that 0.3
 * is exactly three steps of 0.1. */
#include "../value.h"
#include "compiler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DECIMALS 6
#define MOST_LABELS 100
#define MOST_STEPS 1000000
#define MANY_STEPS 1000 /* more steps than a resident can go through */

struct range {
    struct compiler *compiler;
    struct element *element;
    int64_t start, end, step, ticks;
    int64_t one; /* how many units 1 has */
};

static void
tell(const struct range *range, const char *about, const char *what,
     const char *instead)
{
    diagnostics_add(range->compiler->diagnostics, SEVERITY_ERROR,
                    range->element->parameters.place, instead, "\"%s\" %s.", about,
                    what);
}

/* How many digits stand behind the point. Gives -1 when the text is no number, or too
 * long. */
static int
decimals_of(const char *text)
{
    double number;
    if (!number_parse(text, &number) || fabs(number) > 1e9) {
        return -1;
    }
    const char *point = strchr(text, '.');
    size_t count = !point ? 0 : strlen(point + 1);
    while (count > 0 && point[count] == '0') {
        count--;
    }
    return count > MOST_DECIMALS ? -1 : (int)count;
}

static int64_t
units(const struct range *range, const char *text)
{
    return !text ? 0 : llround(strtod(text, NULL) * (double)range->one);
}

/* Reads start, end and step. Those that are not written are 1, 10 and 1. */
static bool
read_numbers(struct range *range)
{
    static const char *const usual[] = {"1", "10", "1"};
    const char **parts = range->element->range;
    int most = 0;
    for (size_t i = 0; i < RANGE_LABELS; i++) {
        if (i <= RANGE_STEP && !parts[i]) {
            parts[i] = usual[i];
        }
        int decimals = !parts[i] ? 0 : decimals_of(parts[i]);
        if (decimals < 0) {
            tell(range, parts[i], "is no number",
                 "Write it as in start=1 end=5 step=1.");
            return false;
        }
        most = decimals > most ? decimals : most;
    }
    range->element->has_fractions = most > 0;
    range->one = (int64_t)pow(10, most);
    range->start = units(range, parts[RANGE_START]);
    range->end = units(range, parts[RANGE_END]);
    range->step = units(range, parts[RANGE_STEP]);
    range->ticks = units(range, parts[RANGE_TICKS]);
    return true;
}

static bool
is_inside(const struct range *range, int64_t value)
{
    int64_t low = range->start < range->end ? range->start : range->end;
    int64_t high = range->start < range->end ? range->end : range->start;
    return value >= low && value <= high;
}

/* Checks a step, or the distance between two ticks. */
static bool
check_step(const struct range *range, const char *text, int64_t step)
{
    int64_t width = llabs(range->end - range->start);
    if (step == 0) {
        tell(range, text, "is no step", "Write one above 0.");
    } else if (llabs(step) > width) {
        tell(range, text, "is a step longer than the range", "Write a smaller step.");
    }
    return step != 0 && llabs(step) <= width;
}

static void
check_drawn(const struct range *range)
{
    const char *const *parts = range->element->range;
    if (parts[RANGE_TICKS] && check_step(range, parts[RANGE_TICKS], range->ticks) &&
        range->ticks % range->step != 0) {
        tell(range, parts[RANGE_TICKS], "is no multiple of the step",
             "Write one, two or more steps.");
    }
    int64_t shown = units(range, parts[RANGE_SHOWN]);
    if (parts[RANGE_SHOWN] &&
        (!is_inside(range, shown) || (shown - range->start) % range->step != 0)) {
        tell(range, parts[RANGE_SHOWN], "is no step of the range",
             "Write a number that a resident can choose.");
    }
}

/* Ticks, labels and a placeholder belong to a range that is drawn as a line, so other
 * appearances are refused beside them. */
static void
check_appearance(const struct range *range)
{
    const struct element *element = range->element;
    const char *at = element->appearance.text;
    bool is_drawn = element->range[RANGE_TICKS] || element->range[RANGE_SHOWN] ||
                    element->range[RANGE_LABELS] != NULL;
    for (size_t size; is_drawn && *(at += strspn(at, " ")) != '\0'; at += size) {
        size = strcspn(at, " ");
        bool is_line = (size == 8 && memcmp(at, "vertical", 8) == 0) ||
                       (size == 8 && memcmp(at, "no-ticks", 8) == 0);
        if (is_line) {
            continue;
        }
        tell(range, element->appearance.text,
             "does not go with tick_interval, placeholder and tick_labelset",
             "Take them out, or write vertical or no-ticks.");
        return;
    }
}

static bool
check_label(const struct range *range, const char *name)
{
    double number;
    if (!number_parse(name, &number)) {
        tell(range, name, "is no number, so it labels nothing of the range",
             "Name the choices of tick_labelset by the numbers that they label.");
    } else if (!is_inside(range, units(range, name))) {
        tell(range, name, "is labelled and lies outside of the range",
             "Take it out of the list, or widen the range.");
    } else if ((units(range, name) - range->start) %
                   (range->ticks == 0 ? range->step : range->ticks) !=
               0) {
        tell(range, name, "is labelled and there is no mark for it",
             "Label numbers that are steps of the range.");
    } else {
        return true;
    }
    return false;
}

/* Checks the list with the labels of a range. Other programs show these labels; a kiosk
 * shows the numbers. */
static void
check_labels(struct range *range)
{
    struct element *element = range->element;
    const char *name = element->range[RANGE_LABELS];
    bool has_ticks = !element_has_appearance(element, "no-ticks");
    bool has_ends[2] = {false, false}, has_others = false;
    if (!name) {
        return;
    }
    element->list = choices_find(range->compiler, name);
    if (!element->list) {
        tell(range, name, "is no list of the sheet choices",
             "Add its choices there, each with this list_name.");
        return;
    }
    element->list->is_used = true;
    if (element->list->count > MOST_LABELS) {
        tell(range, name, "has more choices than a range can show as labels",
             "Label the ends, and some numbers between them.");
        return;
    }
    for (const struct choice_item *at = element->list->first; at; at = at->next) {
        if (!check_label(range, at->name)) {
            return;
        }
        int64_t value = units(range, at->name);
        has_ends[0] = has_ends[0] || value == range->start;
        has_ends[1] = has_ends[1] || value == range->end;
        has_others = has_others || (value != range->start && value != range->end);
    }
    if (!has_ticks && (has_others || !has_ends[0] || !has_ends[1])) {
        tell(range, name, "labels more or less than the two ends",
             "With no-ticks, label the start and the end alone.");
    }
    diagnostics_add(range->compiler->diagnostics, SEVERITY_NOTE,
                    element->parameters.place, "",
                    "a kiosk writes the numbers themselves under a range.");
}

void
range_check(struct compiler *compiler, struct element *element)
{
    struct range range = {.compiler = compiler, .element = element};
    if (!read_numbers(&range)) {
        return;
    }
    const char *step = element->range[RANGE_STEP];
    if (!check_step(&range, step, range.step)) {
        return;
    }
    check_appearance(&range);
    check_drawn(&range);
    check_labels(&range);
    int64_t steps = llabs((range.end - range.start) / range.step);
    if (steps > MOST_STEPS) {
        tell(&range, step, "makes more than a million steps",
             "Write a longer step, or ask for an integer.");
    } else if (steps > MANY_STEPS) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        element->parameters.place, "Ask for an integer instead.",
                        "nobody can find one of %lld steps on a kiosk.",
                        (long long)steps);
    }
}

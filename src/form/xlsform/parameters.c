/* parameters: "start=1 end=5 step=0.5" of a range, "randomize=true seed=7" of a select,
 * "rows=3" of a text. */
#include "../value.h"
#include "compiler.h"

#include <string.h>
#include <strings.h>

static bool
is_select(const struct element *element)
{
    return element->list != NULL;
}

/* What is wrong with `about`, a piece of the cell. */
static void
tell(struct compiler *compiler, const struct element *element, const char *instead,
     const char *about, const char *what)
{
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, element->parameters.place,
                    instead, "\"%s\" %s.", about, what);
}

static void
set_select(struct compiler *compiler, struct element *element, const char *key,
           const char *value)
{
    double number;
    if (strcasecmp(key, "seed") == 0) {
        element->seed = value;
        if (strncmp(value, "${", 2) != 0 && !number_parse(value, &number))
            tell(compiler, element, "Write a number or ${name}.", value,
                 "is no number for a seed");
    } else if (is_yes(value)) {
        element->is_randomized = true;
    } else if (!is_no(value)) {
        tell(compiler, element, "Write randomize=true.", value,
             "is neither true nor false");
    }
}

static void
set(struct compiler *compiler, struct element *element, const char *key,
    const char *value)
{
    static const char *const range[] = {"start", "end", "step", "tick_interval",
                                        "placeholder"};
    enum survey_kind kind =
        element->kind == ELEMENT_QUESTION ? element->type->kind : SURVEY_CALCULATE;
    for (size_t i = 0; i < 5 && kind == SURVEY_RANGE; i++) {
        if (strcasecmp(key, range[i]) == 0) {
            element->range[i] = value;
            return;
        }
    }
    if (is_select(element) &&
        (strcasecmp(key, "randomize") == 0 || strcasecmp(key, "seed") == 0))
        set_select(compiler, element, key, value);
    else if (kind == SURVEY_INPUT && strcasecmp(key, "rows") == 0)
        element->rows = value;
    else if (kind == SURVEY_RANGE && strcasecmp(key, "tick_labelset") == 0)
        diagnostics_add(compiler->diagnostics, SEVERITY_NOTE, element->parameters.place,
                        "", "a kiosk writes the numbers themselves under a range.");
    else if (kind != SURVEY_RANGE && kind != SURVEY_INPUT && !is_select(element))
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        element->parameters.place, "Take it out.",
                        "\"%s\" does nothing here.", key);
    else
        tell(compiler, element,
             kind == SURVEY_RANGE ? "Write start, end and step."
             : is_select(element) ? "Write randomize and seed."
                                  : "Take it out.",
             key, "is no parameter of this type");
}

static bool
is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == ',' || c == ';';
}

/* A range runs upwards in steps that a resident can tell apart. */
static void
check_range(struct compiler *compiler, struct element *element)
{
    static const char *const usual[] = {"1", "10", "1"};
    double numbers[3];
    for (size_t i = 0; i < 3; i++) {
        if (element->range[i] == NULL)
            element->range[i] = usual[i];
        if (!number_parse(element->range[i], &numbers[i])) {
            tell(compiler, element, "Write it as in start=1 end=5 step=1.",
                 element->range[i], "is no number");
            return;
        }
    }
    if (!(numbers[2] > 0))
        tell(compiler, element, "Write a step above 0.", element->range[2],
             "is no step upwards");
    else if (!(numbers[0] < numbers[1]))
        tell(compiler, element, "Write an end above the start.", element->range[1],
             "ends the range before it begins");
    else if (numbers[2] > numbers[1] - numbers[0])
        tell(compiler, element, "Write a smaller step.", element->range[2],
             "is a step longer than the range");
    else if ((numbers[1] - numbers[0]) / numbers[2] > 1000)
        tell(compiler, element, "Write a longer step, or ask for an integer.",
             element->range[2], "makes more than 1000 steps");
}

bool
parameters_load(struct compiler *compiler, struct element *element)
{
    const char *at = element->parameters.text;
    while (*at != '\0') {
        if (is_between(*at)) {
            at++;
            continue;
        }
        size_t size = strcspn(at, "= \t\n,;");
        const char *key = pool_copy(&compiler->pool, at, size);
        at += size + strspn(at + size, " ");
        if (*at != '=') {
            if (key != NULL)
                tell(compiler, element, "Write it as in start=1 end=5.", key,
                     "has no value");
            break;
        }
        at += 1 + strspn(at + 1, " ");
        for (size = 0; at[size] != '\0' && !is_between(at[size]);)
            size++;
        const char *value = pool_copy(&compiler->pool, at, size);
        if (key == NULL || value == NULL)
            return compiler_no_memory(compiler);
        set(compiler, element, key, value);
        at += size;
    }
    if (element->kind == ELEMENT_QUESTION && element->type->kind == SURVEY_RANGE)
        check_range(compiler, element);
    if (element->seed != NULL && !element->is_randomized)
        tell(compiler, element, "Write randomize=true as well.", element->seed,
             "is a seed, but nothing is to be randomized");
    return true;
}

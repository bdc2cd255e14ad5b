/* parameters: reads the column parameters, such as "start=1 end=5 step=0.5" of a range,
 * "randomize=true seed=7" of a select, and "rows=3" of a text. range_checks.c checks
 * the numbers of a range. */
#include "../value.h"
#include "compiler.h"

#include <string.h>
#include <strings.h>

static bool
is_select(const struct element *element)
{
    return element->list != NULL;
}

/* Tells what is wrong with `about`, which is a piece of the cell. */
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
        if (!is_plain_reference(value) && !number_parse(value, &number)) {
            tell(compiler, element, "Write a number or ${name}.", value,
                 "is no number for a seed");
        }
    } else if (strcasecmp(value, "true") == 0 || strcasecmp(value, "false") == 0) {
        element->says_randomize = true;
        element->is_randomized = strcasecmp(value, "true") == 0;
    } else {
        tell(compiler, element, "Write randomize=true.", value,
             "is neither true nor false");
    }
}

static void
set_rows(struct compiler *compiler, struct element *element, const char *value)
{
    element->rows = value;
    if (value[strspn(value, "0123456789")] != '\0') {
        tell(compiler, element, "Write it as in rows=3.", value,
             "is no whole number of rows");
    }
}

static bool
set_range(struct element *element, const char *key, const char *value)
{
    static const char *const names[] = {
        [RANGE_START] = "start",       [RANGE_END] = "end",
        [RANGE_STEP] = "step",         [RANGE_TICKS] = "tick_interval",
        [RANGE_SHOWN] = "placeholder", [RANGE_LABELS] = "tick_labelset",
    };
    for (size_t i = 0; i < RANGE_PARTS; i++) {
        if (strcasecmp(key, names[i]) == 0) {
            element->range[i] = value;
            return true;
        }
    }
    return false;
}

static void
set(struct compiler *compiler, struct element *element, const char *key,
    const char *value)
{
    bool is_range = element_is(element, SURVEY_RANGE);
    bool is_text =
        element_is(element, SURVEY_INPUT) && strcmp(element->type->name, "text") == 0;
    if (is_range && set_range(element, key, value)) {
        return;
    }
    if (is_select(element) &&
        (strcasecmp(key, "randomize") == 0 || strcasecmp(key, "seed") == 0)) {
        set_select(compiler, element, key, value);
    } else if (is_text && strcasecmp(key, "rows") == 0) {
        set_rows(compiler, element, value);
    } else if (!is_range && !is_text && !is_select(element)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        element->parameters.place, "Take it out.",
                        "\"%s\" does nothing here.", key);
    } else {
        tell(compiler, element,
             is_range             ? "Write start, end and step."
             : is_select(element) ? "Write randomize and seed."
                                  : "Take it out.",
             key, "is no parameter of this type");
    }
}

static bool
is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == ',' || c == ';';
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
        const char *key = arena_text(&compiler->arena, at, size);
        at += size + strspn(at + size, " ");
        if (*at != '=' || size == 0) {
            if (key) {
                tell(compiler, element, "Write it as in start=1 end=5.", key,
                     "has no value");
            }
            break;
        }
        at += 1 + strspn(at + 1, " ");
        for (size = 0; at[size] != '\0' && !is_between(at[size]);) {
            size++;
        }
        const char *value = arena_text(&compiler->arena, at, size);
        if (!key || !value) {
            return compiler_no_memory(compiler);
        }
        if (value[0] == '\0' || strchr(value, '=')) {
            tell(compiler, element, "Write it as in start=1 end=5.", key,
                 "has no value");
            break;
        }
        set(compiler, element, key, value);
        at += size;
    }
    if (element_is(element, SURVEY_RANGE)) {
        range_check(compiler, element);
    }
    if (element->seed && !element->says_randomize) {
        tell(compiler, element, "Write randomize=true as well.", element->seed,
             "is a seed, but nothing is to be randomized");
    }
    return true;
}

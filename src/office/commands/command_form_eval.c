/* townline form eval: what an expression of a form gives. */
#include "arguments.h"
#include "command_form.h"
#include "console.h"
#include "names.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESULT_MAX_BYTES = 1 << 20 };

struct eval {
    struct trial_options trial;
    const char *expression; /* "-": from standard input */
    const char *at;         /* NULL: the root */
    struct option_list sets;
    bool json;
};

static const char *
type_name(enum value_type type)
{
    switch (type) {
    case VALUE_NUMBER:
        return "number";
    case VALUE_TEXT:
        return "string";
    case VALUE_TRUTH:
        return "boolean";
    case VALUE_DATE:
        return "date";
    case VALUE_NODES:
        break;
    }
    return "node-set";
}

/* Splits "PATH=VALUE" at the first "=", since names in a path have none. */
static bool
set_all(const struct option_list *sets, struct trial *trial, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < sets->count; i++) {
        const char *equals = strchr(sets->words[i], '=');
        char *path = equals ? strdup(sets->words[i]) : NULL;
        if (!equals) {
            return error_set(err, ERROR_INPUT,
                             "--set needs PATH=VALUE, such as /data/age=42, not "
                             "\"%.80s\"",
                             sets->words[i]);
        }
        if (!path) {
            return error_no_memory(err);
        }
        path[equals - sets->words[i]] = '\0';
        ok = trial_set(trial, path, equals + 1, err) ||
             error_prefix(err, "--set %.80s", path);
        free(path);
    }
    return ok;
}

/* One line, so that many can follow each other. */
static bool
show_json(json_t *object)
{
    char *line = object ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    if (line) {
        puts(line);
    }
    free(line);
    return line != NULL;
}

static bool
show(const struct eval *eval, const struct evaluated *value)
{
    buffer_add_u8(value->text, 0);
    if (value->text->failed) {
        return false;
    }
    char *text = (char *)value->text->data;
    if (eval->json) {
        json_t *object = json_pack("{s:s, s:o}", "type", type_name(value->type),
                                   "value", names_json_text(text));
        if (value->type == VALUE_NODES) {
            json_object_set_new(object, "count",
                                json_integer((json_int_t)value->count));
        }
        return show_json(object);
    }
    printf("%s ", type_name(value->type));
    console_text(text);
    return true;
}

static bool
evaluate(const struct eval *eval, const struct trial *trial, const char *at,
         const char *expression, struct error *err)
{
    struct buffer text;
    buffer_init(&text, RESULT_MAX_BYTES);
    struct evaluated value = {.text = &text};
    bool ok =
        instance_evaluate(trial->instance, at ? at : "/*", expression, &value, err);
    if (ok && !show(eval, &value)) {
        ok = error_no_memory(err);
    }
    buffer_finish(&text);
    return ok;
}

/* Every line, "EXPRESSION" or "EXPRESSION<tab>PATH", gives one line, so that what is
 * refused is told among the results. */
static int
evaluate_lines(const struct eval *eval, const struct trial *trial)
{
    struct error err;
    char *line = NULL;
    size_t room = 0;
    int code = COMMAND_DONE;
    for (ssize_t size; (size = getline(&line, &room, stdin)) >= 0;) {
        if (size > 0 && line[size - 1] == '\n') {
            line[size - 1] = '\0';
        }
        char *tab = strchr(line, '\t');
        if (tab) {
            *tab = '\0';
        }
        if (evaluate(eval, trial, tab ? tab + 1 : eval->at, line, &err)) {
            continue;
        }
        code = COMMAND_REFUSED;
        if (!eval->json) {
            console_say("refused %s", err.text);
        } else if (!show_json(
                       json_pack("{s:o}", "refused", names_json_text(err.text)))) {
            break;
        }
    }
    if (ferror(stdin)) {
        error_set(&err, ERROR_SYSTEM, "standard input could not be read");
        code = command_fail("form eval", &err);
    }
    free(line);
    return code;
}

static int
run(const struct eval *eval)
{
    struct error err;
    struct trial trial;
    int code = COMMAND_DONE;
    bool ok =
        trial_begin(&eval->trial, &trial, &err) && set_all(&eval->sets, &trial, &err);
    if (ok && strcmp(eval->expression, "-") == 0) {
        code = evaluate_lines(eval, &trial);
    } else if (ok) {
        ok = evaluate(eval, &trial, eval->at, eval->expression, &err);
    }
    trial_end(&trial);
    return ok ? code : command_fail("form eval", &err);
}

int
command_form_eval(int argc, char **argv)
{
    struct eval eval = {.trial = {.seed = 0}};
    const struct option options[] = {
        {"--at", OPTION_TEXT, false, &eval.at},
        {"--set", OPTION_LIST, false, &eval.sets},
        {"--seed", OPTION_NUMBER, false, &eval.trial.seed},
        {"--today", OPTION_TEXT, false, &eval.trial.today},
        {"--json", OPTION_FLAG, false, &eval.json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("form", &err);
    }
    if (words != 2) {
        error_set(&err, ERROR_INPUT, "name one form and one expression");
        return command_usage("form", &err);
    }
    eval.trial.path = argv[0];
    eval.expression = argv[1];
    return run(&eval);
}

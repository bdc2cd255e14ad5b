/* townline form play: a form filled in with the answers of a file. */
#include "answers_file.h"
#include "arguments.h"
#include "command_form.h"
#include "console.h"
#include "names.h"

#include "townline/styling.h"

#include <stdlib.h>
#include <string.h>

enum { SUBMISSION_MAX_BYTES = 16 << 20, WORDS_MAX_BYTES = 1 << 16 };

/* What is told of a form that was filled in. */
struct told {
    json_t *relevance; /* path -> true or false */
    json_t *faults;    /* {path, fault, messages} */
    json_t *refused;   /* {path, reason} */
    json_t *submission;
    bool failed; /* memory ran out */
};

/* The text without its styling, for people who read it in a terminal. */
static json_t *
take_text(struct buffer *buffer, struct told *told)
{
    struct buffer plain;
    buffer_init(&plain, WORDS_MAX_BYTES);
    styling_plain((const char *)buffer->data, buffer->size, &plain);
    buffer_add_u8(&plain, 0);
    bool failed = buffer->failed || plain.failed;
    told->failed = told->failed || failed;
    json_t *text = failed ? NULL : names_json_text((const char *)plain.data);
    buffer_finish(&plain);
    buffer_clear(buffer);
    return text;
}

static void
tell_fault(struct told *told, const struct trial *trial, const struct place *place,
           const char *path, struct buffer *words)
{
    if (form_control(trial->form, place->control)->question < 0) {
        return;
    }
    enum instance_fault fault = instance_fault(trial->instance, place, 0, NULL);
    if (fault == FAULT_NONE) {
        return;
    }
    json_t *messages = json_object();
    for (size_t i = 0; i < form_language_count(trial->form); i++) {
        instance_fault(trial->instance, place, i, words);
        if (json_object_set_new(messages, form_language(trial->form, i)->name,
                                take_text(words, told)) != 0) {
            told->failed = true;
        }
    }
    const char *kind = fault == FAULT_REQUIRED ? "required" : "constraint";
    if (json_array_append_new(told->faults,
                              json_pack("{s:s, s:s, s:o}", "path", path, "fault", kind,
                                        "messages", messages)) != 0) {
        told->failed = true;
    }
}

static void
tell_place(struct told *told, const struct trial *trial, const struct place *place)
{
    struct buffer words;
    if (form_control(trial->form, place->control)->path[0] == '\0') {
        return; /* a group without a question of its own */
    }
    buffer_init(&words, WORDS_MAX_BYTES);
    instance_path(trial->instance, place, &words);
    json_t *path = take_text(&words, told);
    bool is_relevant = instance_is_relevant(trial->instance, place);
    if (path && json_object_set_new(told->relevance, json_string_value(path),
                                    json_boolean(is_relevant)) != 0) {
        told->failed = true;
    }
    if (path && is_relevant) {
        tell_fault(told, trial, place, json_string_value(path), &words);
    }
    json_decref(path);
    buffer_finish(&words);
}

/* What stands in a control, in every instance of the repeats in it; forms are nested as
 * deep as their reader allows, and no deeper. */
static void
tell_inside(struct told *told, const struct trial *trial, size_t around,
            struct place place, size_t depth)
{
    for (size_t i = around + 1; i < form_control_count(trial->form); i++) {
        const struct control *control = form_control(trial->form, i);
        if (control->parent != (int)around) {
            continue;
        }
        place.control = i;
        bool is_repeat =
            control->kind == CONTROL_REPEAT && depth < DESCRIPTOR_MAX_DEPTH;
        size_t count = is_repeat ? instance_repeat_count(trial->instance, &place) : 1;
        for (size_t j = 0; j < count; j++) {
            if (is_repeat) {
                place.instance[depth] = (uint16_t)j;
            }
            place.control = i;
            tell_place(told, trial, &place);
            tell_inside(told, trial, i, place, depth + is_repeat);
        }
        if (is_repeat) {
            place.instance[depth] = 0;
        }
    }
}

static bool
told_begin(struct told *told)
{
    *told = (struct told){
        .relevance = json_object(), .faults = json_array(), .refused = json_array()};
    return told->relevance && told->faults && told->refused;
}

static void
tell(struct told *told, const struct trial *trial)
{
    struct buffer xml;
    tell_inside(told, trial, 0, (struct place){.control = 0}, 0);
    buffer_init(&xml, SUBMISSION_MAX_BYTES);
    instance_submission(trial->instance, &xml);
    told->submission = take_text(&xml, told);
    buffer_finish(&xml);
}

static void
say_relevance(const json_t *relevance, bool wanted)
{
    const char *path;
    json_t *value;
    json_object_foreach((json_t *)relevance, path,
                        value) if (json_is_true(value) == wanted)
        console_say("  %s", path);
}

static bool
say(const struct told *told)
{
    size_t i;
    json_t *one, *value;
    const char *language;
    console_say("asked:");
    say_relevance(told->relevance, true);
    console_say("not asked:");
    say_relevance(told->relevance, false);
    console_say("faults: %zu", json_array_size(told->faults));
    json_array_foreach(told->faults, i, one)
    {
        console_say("  %s: %s", json_string_value(json_object_get(one, "path")),
                    json_string_value(json_object_get(one, "fault")));
        json_object_foreach(json_object_get(one, "messages"), language, value)
            console_say("    %s: %s", language, json_string_value(value));
    }
    json_array_foreach(told->refused, i, one) console_tell(
        "form play", "%s: %s", json_string_value(json_object_get(one, "path")),
        json_string_value(json_object_get(one, "reason")));
    console_say("submission:");
    char *xml = json_is_string(told->submission)
                    ? strdup(json_string_value(told->submission))
                    : NULL;
    if (xml) {
        console_text(xml);
    }
    free(xml);
    return xml != NULL;
}

static bool
say_json(const struct told *told)
{
    return console_json(json_pack("{s:O, s:O, s:O, s:O}", "relevance", told->relevance,
                                  "faults", told->faults, "refused", told->refused,
                                  "submission", told->submission));
}

static int
run(const struct trial_options *options, const char *answers, bool json)
{
    struct error err;
    struct trial trial;
    struct told told;
    int code = COMMAND_DONE;
    bool is_begun = told_begin(&told);
    bool ok = trial_begin(options, &trial, &err);
    if (!is_begun) {
        ok = error_set(&err, ERROR_FULL, "there is no memory left");
    }
    ok = ok && answers_file_play(answers, &trial, told.refused, &err);
    if (ok) {
        tell(&told, &trial);
        if (told.failed || !(json ? say_json(&told) : say(&told))) {
            ok = error_set(&err, ERROR_FULL, "there is no memory left");
        } else if (json_array_size(told.refused) > 0) {
            code = COMMAND_REFUSED;
        }
    }
    trial_end(&trial);
    json_decref(told.relevance);
    json_decref(told.faults);
    json_decref(told.refused);
    json_decref(told.submission);
    return ok ? code : command_fail("form play", &err);
}

int
command_form_play(int argc, char **argv)
{
    struct trial_options trial = {.seed = 0};
    const char *answers = NULL;
    bool json = false;
    const struct option options[] = {
        {"--answers", OPTION_TEXT, true, &answers},
        {"--seed", OPTION_NUMBER, false, &trial.seed},
        {"--today", OPTION_TEXT, false, &trial.today},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("form", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT, "name one form");
        return command_usage("form", &err);
    }
    trial.path = argv[0];
    return run(&trial, answers, json);
}

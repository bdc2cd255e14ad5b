/* Asks, for each question that changed since the last pack, whether it still means
 * the same. */
#include "pack_meaning.h"

#include "console.h"

#include "townline/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct listing {
    const struct meaning_options *options;
    struct meaning *meaning;
    bool failed;
};

static bool
is_known(const struct meaning *meaning, const char *question)
{
    for (size_t i = 0; i < meaning->count; i++) {
        if (strcmp(meaning->changes[i].question, question) == 0) {
            return true;
        }
    }
    return false;
}

static bool
add_question(struct meaning *meaning, const char *question)
{
    struct manifest_change *grown =
        realloc(meaning->changes, (meaning->count + 1) * sizeof *grown);
    if (!grown) {
        return false;
    }
    meaning->changes = grown;
    char *copy = malloc(strlen(question) + 1);
    if (!copy) {
        return false;
    }
    strcpy(copy, question);
    grown[meaning->count++] = (struct manifest_change){.question = copy};
    return true;
}

static void
on_text(void *context, const struct pack_text *text)
{
    struct listing *listing = context;
    if (!is_known(listing->meaning, text->question) &&
        (listing->meaning->count == MANIFEST_MAX_CHANGES ||
         !add_question(listing->meaning, text->question))) {
        listing->failed = true;
    }
    if (listing->options->is_quiet) {
        return;
    }
    console_say("%s, %s, %s", text->question, text->part, text->language);
    console_say("  before: %s", text->old_words);
    console_say("  now:    %s", text->new_words);
}

static bool
is_among(const struct option_list *list, const char *question)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->words[i], "all") == 0 ||
            strcmp(list->words[i], question) == 0) {
            return true;
        }
    }
    return false;
}

/* What is said about a question by name counts before what is said about "all". */
static bool
is_named(const struct option_list *list, const char *question)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->words[i], question) == 0) {
            return true;
        }
    }
    return false;
}

static bool
ask(const char *question, bool *same_out, struct error *err)
{
    char line[32];
    if (!isatty(STDIN_FILENO)) {
        return error_set(err, ERROR_MISSING,
                         "say whether \"%.200s\" still means the same: --same-meaning "
                         "or --new-meaning, with its name or \"all\"",
                         question);
    }
    for (;;) {
        fprintf(stderr, "Does \"%s\" still mean the same? [yes/no] ", question);
        if (!fgets(line, sizeof line, stdin)) {
            return error_set(err, ERROR_MISSING, "the question was not answered");
        }
        if (line[0] == 'y' || line[0] == 'Y' || line[0] == 'n' || line[0] == 'N') {
            *same_out = line[0] == 'y' || line[0] == 'Y';
            return true;
        }
    }
}

static bool
decide(const struct meaning_options *options, struct manifest_change *change,
       struct error *err)
{
    const char *question = change->question;
    change->same_meaning = is_named(&options->same, question);
    if (change->same_meaning || is_named(&options->different, question)) {
        return true;
    }
    change->same_meaning = is_among(&options->same, question);
    return change->same_meaning || is_among(&options->different, question) ||
           ask(question, &change->same_meaning, err);
}

static bool
has_question(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (strcmp(form_control(form, i)->path, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A name that no question of either form has is a typing mistake. It is refused, since
 * the question that was meant would be decided without its author. */
static bool
check_names(const struct option_list *list, const char *option,
            const struct form *before, const struct form *after,
            const struct meaning *meaning, struct error *err)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *name = list->words[i];
        if (strcmp(name, "all") != 0 && !has_question(before, name) &&
            !has_question(after, name) && !is_known(meaning, name)) {
            return error_set(err, ERROR_INPUT,
                             "%s %.200s: no question has that name; write it with the "
                             "groups around it, as in about/age, or \"all\"",
                             option, name);
        }
    }
    return true;
}

bool
meaning_ask(const struct meaning_options *options, const struct form *before,
            const struct form *after, struct meaning *out, struct error *err)
{
    struct listing listing = {.options = options, .meaning = out};
    *out = (struct meaning){NULL, 0};
    bool ok = pack_compare(before, after, on_text, &listing, err);
    if (ok && listing.failed) {
        ok = error_set(err, ERROR_FULL,
                       "more than %d questions changed, or memory ran "
                       "out",
                       MANIFEST_MAX_CHANGES);
    }
    ok = ok && check_names(&options->same, "--same-meaning", before, after, out, err) &&
         check_names(&options->different, "--new-meaning", before, after, out, err);
    for (size_t i = 0; ok && i < out->count; i++) {
        ok = decide(options, &out->changes[i], err);
    }
    return ok;
}

void
meaning_finish(struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->count; i++) {
        free((void *)meaning->changes[i].question);
    }
    free(meaning->changes);
    *meaning = (struct meaning){NULL, 0};
}

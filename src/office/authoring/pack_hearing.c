/* Gathers what a voice would say wrongly, and tells it. */
#include "pack_hearing.h"

#include "console.h"
#include "counted.h"
#include "names.h"
#include "townline/spoken_words.h"
#include "workbook_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLD_TEXTS 5 /* of each language and kind; --json has all of them */
#define WORDS_MAX_BYTES 200

static const struct {
    const char *name, *what;
} faults[SPOKEN_FAULTS] = {
    [SPOKEN_NO_VOWELS] = {"no_vowels",
                          "words without vowels, which the voice guesses. Write them "
                          "with all their marks in a column say"},
    [SPOKEN_NUMBER] = {"number",
                       "numbers that a voice reads wrongly. Write them as words in a "
                       "column say"},
    [SPOKEN_CAPITALS] = {"capitals",
                         "abbreviations that a voice reads as words. Write them as "
                         "they are spoken in a column say"},
    [SPOKEN_NOTHING] = {"nothing",
                        "signs alone, of which nothing is heard. Write words in a "
                        "column say"},
};

struct adding {
    struct pack_hearing *hearing;
    const struct spoken_text *text;
    json_t *words[SPOKEN_FAULTS]; /* borrowed from the list; NULL: none yet */
};

bool
pack_hearing_init(struct pack_hearing *hearing, struct error *err)
{
    *hearing = (struct pack_hearing){.texts = json_array()};
    return hearing->texts || error_no_memory(err);
}

void
pack_hearing_finish(struct pack_hearing *hearing)
{
    json_decref(hearing->texts);
    hearing->texts = NULL;
}

static void
on_fault(void *context, enum spoken_fault fault, const char *word, size_t size)
{
    struct adding *adding = context;
    struct pack_hearing *hearing = adding->hearing;
    if (!adding->words[fault]) {
        json_t *words = json_array();
        json_t *text = json_pack("{s:o, s:o, s:s, s:o}", "language",
                                 names_json_text(adding->text->language), "where",
                                 names_json_text(adding->text->where), "fault",
                                 faults[fault].name, "words", words);
        hearing->failed = hearing->failed || !text;
        adding->words[fault] = !text ? NULL : words;
        hearing->failed |= json_array_append_new(hearing->texts, text) != 0;
    }
    char copy[WORDS_MAX_BYTES];
    snprintf(copy, sizeof copy, "%.*s", (int)size, word);
    if (adding->words[fault]) {
        hearing->failed |=
            json_array_append_new(adding->words[fault], names_json_text(copy)) != 0;
    }
}

void
pack_hearing_add(void *context, const struct spoken_text *text)
{
    struct adding adding = {context, text, {NULL}};
    spoken_words_judge(text->words, text->code, on_fault, &adding);
}

void
pack_hearing_add_form(struct pack_hearing *hearing, const struct form *form)
{
    spoken_texts_list(form, pack_hearing_add, hearing);
}

bool
pack_hearing_add_workbook(struct pack_hearing *hearing, const char *path,
                          const void *xml, size_t size, struct error *err)
{
    const struct xlsform_options options = {.on_spoken = pack_hearing_add,
                                            .spoken_context = hearing};
    struct diagnostics *diagnostics = NULL;
    struct buffer compiled;
    buffer_init(&compiled, FORM_MAX_BYTES);
    bool ok = diagnostics_create(&diagnostics, err) &&
              workbook_compile(path, &options, diagnostics, &compiled, err);
    if (!ok && diagnostics) {
        faults_print(diagnostics);
    }
    if (ok && (compiled.size != size || memcmp(compiled.data, xml, size) != 0)) {
        ok = error_set(err, ERROR_INPUT,
                       "%.200s is not the workbook that this pack was made of, or was "
                       "changed since",
                       path);
    }
    diagnostics_destroy(diagnostics);
    buffer_finish(&compiled);
    return ok;
}

static bool
is_of(const json_t *text, const char *language, enum spoken_fault fault)
{
    return strcmp(json_string_value(json_object_get(text, "language")), language) ==
               0 &&
           strcmp(json_string_value(json_object_get(text, "fault")),
                  faults[fault].name) == 0;
}

static void
say_text(const json_t *text)
{
    struct buffer words;
    size_t i;
    json_t *word;
    buffer_init(&words, WORDS_MAX_BYTES);
    json_array_foreach(json_object_get(text, "words"), i, word)
    {
        const char *written = json_string_value(word);
        if (words.size + strlen(written) + 8 > WORDS_MAX_BYTES) {
            buffer_add_format(&words, " ...");
            break;
        }
        buffer_add_format(&words, "%s%s", i > 0 ? ", " : "", written);
    }
    console_say("               %s: %.*s",
                json_string_value(json_object_get(text, "where")), (int)words.size,
                (const char *)words.data);
    buffer_finish(&words);
}

static void
say_kind(const struct pack_hearing *hearing, const char *language,
         enum spoken_fault fault)
{
    size_t i, count = 0, told = 0;
    json_t *text;
    json_array_foreach(hearing->texts, i, text)
    {
        count += is_of(text, language, fault);
    }
    if (count == 0) {
        return;
    }
    console_say("  by ear     %s: %s with %s:", language,
                counted(count, "text", "texts").text, faults[fault].what);
    json_array_foreach(hearing->texts, i, text)
    {
        if (is_of(text, language, fault) && told++ < TOLD_TEXTS) {
            say_text(text);
        }
    }
    if (count > TOLD_TEXTS) {
        console_say("               and %zu more; --json lists all of them",
                    count - TOLD_TEXTS);
    }
}

void
pack_hearing_say(const struct pack_hearing *hearing, const struct form *form)
{
    for (size_t i = 0; i < form_language_count(form); i++) {
        for (int fault = 0; fault < SPOKEN_FAULTS; fault++) {
            say_kind(hearing, form_language(form, i)->name, (enum spoken_fault)fault);
        }
    }
}

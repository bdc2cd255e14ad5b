/* spoken_cells: tells who wants to know it what a voice speaks, with its cell. */
#include "compiler.h"
#include "language.h"
#include "townline/characters.h"
#include "townline/spoken_texts.h"
#include "townline/voices.h"

#include <stdio.h>
#include <string.h>

static void
find_cell(const struct table *table, struct cell_place place,
          char out[SPOKEN_WHERE_MAX_BYTES])
{
    char letters[4];
    diagnostic_column_letters(place.column, letters);
    snprintf(out, SPOKEN_WHERE_MAX_BYTES, "%s, row %u, column %s (%s)", table->name,
             place.row, letters, table->columns[place.column - 1].written);
    out[characters_fitting(out, SPOKEN_WHERE_MAX_BYTES - 1)] = '\0';
}

void
spoken_cells_tell(const struct compiler *compiler, const struct table *table,
                  const struct text *shown, const struct text *said,
                  const struct text *audio)
{
    const struct xlsform_options *options = compiler->options;
    for (size_t i = 0; options->on_spoken && i < compiler->languages.count; i++) {
        const struct text *spoken = text_in(said, i)[0] != '\0' ? said : shown;
        const char *words = text_in(spoken, shown->is_translated ? i : 0);
        struct language_name language;
        char where[SPOKEN_WHERE_MAX_BYTES];
        language_read(compiler->languages.names[i], &language);
        if (words[0] == '\0' || (audio && text_in(audio, i)[0] != '\0') ||
            !voice_find(language.code)) {
            continue;
        }
        find_cell(table, text_place(spoken, i), where);
        options->on_spoken(options->spoken_context,
                           &(struct spoken_text){where, compiler->languages.names[i],
                                                 language.code, words});
    }
}

static bool
is_file(const char *name)
{
    return name[0] != '\0' && strcmp(name, "-") != 0;
}

/* Whether the file stands in the column of an earlier language too. */
static bool
is_in_earlier(const struct text *audio, size_t language)
{
    for (size_t i = 0; i < language; i++) {
        if (strcmp(text_in(audio, i), text_in(audio, language)) == 0) {
            return true;
        }
    }
    return false;
}

void
recordings_check(const struct compiler *compiler, const struct text *audio)
{
    bool is_for_all = !audio->is_translated && compiler->languages.count > 1;
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const char *name = text_in(audio, i);
        if (!is_file(name)) {
            continue;
        }
        if (!characters_end_with(name, ".wav")) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            text_place(audio, i), "Save the sound as .wav.",
                            "a kiosk plays .wav alone; in the place of \"%s\" the "
                            "voice speaks.",
                            name);
        }
        if (is_for_all || is_in_earlier(audio, i)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            text_place(audio, i),
                            "Give each language its own, as in "
                            "media::audio::Espa\u00f1ol (es), or audio::... for a "
                            "service.",
                            "\"%s\" is heard in more than one language.", name);
        }
    }
}

/* All texts of a pack side by side, for somebody who proof-reads a language. */
#include "answer.h"
#include "page_calls.h"
#include "townline/pack.h"

#include <stdio.h>
#include <string.h>

#define PLACE_MAX_BYTES 400

/* Texts of one place in all languages; they are told only when one of them has any. */
struct row {
    const struct form *form;
    char place[PLACE_MAX_BYTES];
    size_t part; /* number of a control, a service or a story */
    size_t choice;
    const char *field;
};
typedef const char *row_words(const struct row *row, size_t language);

static const char *
control_words(const struct row *row, size_t language)
{
    return form_control_label(row->form, row->part, language);
}

static const char *
choice_words(const struct row *row, size_t language)
{
    return form_choice_label(row->form, row->part, row->choice, language);
}

static const char *
service_words(const struct row *row, size_t language)
{
    return form_service_text(row->form, row->part, row->field, language, TEXT_SHOWN);
}

static const char *
story_words(const struct row *row, size_t language)
{
    return form_story_text(row->form, row->part, row->field, language, TEXT_SHOWN);
}

static void
add_row(struct buffer *out, const struct row *row, row_words *words)
{
    size_t count = form_language_count(row->form), filled = 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = words(row, i);
        filled += text && text[0] != '\0';
    }
    if (filled == 0) {
        return;
    }
    answer_open(out, NULL, '{');
    answer_text(out, "place", row->place);
    answer_open(out, "words", '[');
    for (size_t i = 0; i < count; i++) {
        const char *text = words(row, i);
        answer_text(out, NULL, text ? text : "");
    }
    answer_close(out, ']');
    answer_close(out, '}');
}

static void
add_control(struct buffer *out, struct row *row)
{
    const char *path = form_control(row->form, row->part)->path;
    path = path[0] == '\0' ? "(group)" : path; /* a group need not have a node */
    snprintf(row->place, sizeof row->place, "%s", path);
    add_row(out, row, control_words);
    size_t choices = form_choice_count(row->form, row->part);
    for (row->choice = 0; row->choice < choices; row->choice++) {
        snprintf(row->place, sizeof row->place, "%s: %s", path,
                 form_choice_code(row->form, row->part, row->choice));
        add_row(out, row, choice_words);
    }
}

static void
add_fields(struct buffer *out, struct row *row, const char *name,
           const char *const *fields, size_t count, row_words *words)
{
    for (size_t i = 0; i < count; i++) {
        row->field = fields[i];
        snprintf(row->place, sizeof row->place, "%s: %s", name, fields[i]);
        add_row(out, row, words);
    }
}

bool
page_pack_texts(const struct pack *pack)
{
    static const char *const of_service[] = {"label",  "summary",    "today",
                                             "change", "stays_here", "jobs"};
    static const char *const of_story[] = {"title", "text"};
    struct buffer *out = answer_begin();
    struct row row = {.form = pack->form};
    answer_open(out, NULL, '[');
    for (row.part = 1; row.part < form_control_count(row.form); row.part++) {
        add_control(out, &row);
    }
    for (row.part = 0; row.part < form_service_count(row.form); row.part++) {
        add_fields(out, &row, form_service_name(row.form, row.part), of_service,
                   sizeof of_service / sizeof *of_service, service_words);
    }
    for (row.part = 0; row.part < form_story_count(row.form); row.part++) {
        char name[32];
        snprintf(name, sizeof name, "%zu", row.part + 1);
        add_fields(out, &row, name, of_story, sizeof of_story / sizeof *of_story,
                   story_words);
    }
    answer_close(out, ']');
    return answer_end(true);
}

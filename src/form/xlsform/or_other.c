/* or_other: for "select_one towns or_other", adds the choice "other" to the list, and a
 * text question behind the select. Their words are the kiosk's own, in six languages.
 */
#include "compiler.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *code, *choice, *question;
} ours[] = {
    {"en", "Other", "Specify other."},
    {"es", "Otro", "Diga cu\u00e1l."},
    {"zh", "\u5176\u4ed6", "\u8bf7\u8bf4\u660e\u662f\u4ec0\u4e48\u3002"},
    {"vi", "Kh\u00e1c", "Xin ghi r\u00f5."},
    {"tl", "Iba pa", "Pakisabi kung ano."},
    {"fil", "Iba pa", "Pakisabi kung ano."},
    {"ar", "\u063a\u064a\u0631 \u0630\u0644\u0643", "\u0645\u0627 \u0647\u0648\u061f"},
};

/* Finds our words for a language such as "Español (es)" or "es". When we have none, it
 * finds the English ones. */
static size_t
find_ours(const char *language, bool *found)
{
    const char *open = strrchr(language, '(');
    const char *code = !open ? language : open + 1;
    size_t size = strcspn(code, ")-_ ");
    *found = true;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        if (strlen(ours[i].code) == size &&
            strncasecmp(ours[i].code, code, size) == 0) {
            return i;
        }
    }
    *found =
        strncasecmp(language, "English", 7) == 0 || strcmp(language, "default") == 0;
    return 0;
}

static bool
make_texts(struct compiler *compiler, struct text *choice, struct text *question)
{
    size_t count = compiler->languages.count;
    *choice = *question = (struct text){.is_translated = compiler->languages.are_named};
    choice->words = arena_take(&compiler->arena, count, sizeof *choice->words);
    question->words = arena_take(&compiler->arena, count, sizeof *question->words);
    if (!choice->words || !question->words) {
        return compiler_no_memory(compiler);
    }
    for (size_t i = 0; i < count; i++) {
        bool found;
        size_t at = find_ours(compiler->languages.names[i], &found);
        choice->words[i] = ours[at].choice;
        question->words[i] = ours[at].question;
        if (!found) {
            diagnostics_add(compiler->diagnostics, SEVERITY_NOTE,
                            (struct cell_place){"survey", 0, 0},
                            "Add the choice \"other\" and a text question yourself.",
                            "the words of or_other are English in \"%s\".",
                            compiler->languages.names[i]);
        }
    }
    return true;
}

static bool
add_choice(struct compiler *compiler, struct choice_list *list,
           const struct text *words)
{
    if (choices_find_item(compiler, list, "other", strlen("other"))) {
        return true;
    }
    struct choice_item *choice = arena_take(&compiler->arena, 1, sizeof *choice);
    if (!choice) {
        return compiler_no_memory(compiler);
    }
    choice->name = "other";
    choice->label = *words;
    choice->row = SIZE_MAX; /* none of the sheet */
    if (!list->first) {
        list->first = choice;
    } else {
        list->last->next = choice;
    }
    list->last = choice;
    list->other = choice;
    list->count++;
    return true;
}

/* Adds the text question right behind the select. */
static bool
add_question(struct compiler *compiler, struct element *select,
             const struct text *words)
{
    size_t size = strlen(select->name) + 40;
    char *name = arena_take(&compiler->arena, 1, size);
    char *path = arena_take(&compiler->arena, 1, size + strlen(select->parent->path));
    char *relevant = arena_take(&compiler->arena, 1, size);
    struct element *element = arena_take(&compiler->arena, 1, sizeof *element);
    if (!name || !path || !relevant || !element) {
        return compiler_no_memory(compiler);
    }
    snprintf(name, size, "%s_other", select->name);
    snprintf(path, size + strlen(select->parent->path), "%s/%s", select->parent->path,
             name);
    snprintf(relevant, size, "selected(../%s, 'other')", select->name);
    *element = (struct element){
        .kind = ELEMENT_QUESTION,
        .is_made = true,
        .type = &survey_type_text,
        .name = name,
        .path = path,
        .parent = select->parent,
        .next = select->next,
        .all_next = select->all_next,
        .row = select->row,
        .label = *words,
        .relevant = {.text = relevant},
    };
    element_clear_formulas(element);
    if (element_child(select->parent, name)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){"survey", select->row, 0},
                        "Choose another name for that question.",
                        "or_other adds a question \"%s\", and there is one already.",
                        name);
    }
    select->next = select->all_next = element;
    if (select->parent->last == select) {
        select->parent->last = element;
    }
    if (compiler->last == select) {
        compiler->last = element;
    }
    compiler->element_count++;
    return true;
}

bool
or_other_add(struct compiler *compiler)
{
    struct text choice = {0}, question = {0};
    for (struct element *at = compiler->first; at; at = at->all_next) {
        if (!at->has_other || !at->list) {
            continue;
        }
        if (at->filter.text[0] != '\0') {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, at->filter.place,
                            "Add the choice \"other\" to the list yourself.",
                            "or_other cannot be used with a choice_filter.");
        }
        if (!choice.words && !make_texts(compiler, &choice, &question)) {
            return false;
        }
        if (!add_choice(compiler, at->list, &choice) ||
            !add_question(compiler, at, &question)) {
            return false;
        }
    }
    return true;
}

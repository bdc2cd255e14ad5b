/* appearance_checks: checks that each appearance of ours stands at a question or group
 * that can have it. */
#include "compiler.h"

#include <string.h>

static void
tell(struct compiler *compiler, const struct element *element, const char *what)
{
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, element->appearance.place,
                    "", "%s", what);
}

static void
check_services(struct compiler *compiler, const struct element *element)
{
    if (!element_is(element, SURVEY_SELECT_MULTIPLE)) {
        tell(compiler, element, "townline-services belongs to a select_multiple.");
    }
    if (!compiler->services) {
        compiler->services = element;
    }
    if (compiler->services != element) {
        tell(compiler, element, "townline-services can stand at one question alone.");
    }
}

static void
check_map(struct compiler *compiler, const struct element *element)
{
    size_t selects = 0, others = 0;
    for (const struct element *at = element->first; at; at = at->next) {
        selects += element_is(at, SURVEY_SELECT_ONE);
        others += !element_is(at, SURVEY_SELECT_ONE) && element_is_shown(at);
    }
    if (element->kind != ELEMENT_GROUP || selects != 2 || others != 0) {
        tell(compiler, element,
             "townline-map belongs to a group of two select_one questions and nothing "
             "else.");
    }
}

static void
check_best_worst(struct compiler *compiler, const struct element *element)
{
    if (!element_is(element, SURVEY_RANK)) {
        tell(compiler, element, "townline-bestworst belongs to a rank.");
        return;
    }
    size_t count = element->list ? element->list->count : 5;
    if (count < 5 || count > 12) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        element->appearance.place,
                        "Shorten or lengthen the list, or take the appearance out.",
                        "townline-bestworst needs 5 to 12 choices; the list \"%s\" has "
                        "%zu.",
                        element->list->name, count);
    }
    if (element->filter.text[0] != '\0') {
        tell(compiler, element, "townline-bestworst cannot have a choice_filter.");
    }
}

/* Names and addresses are stored apart from the answers. In a repeat they would show
 * which service a person talked about. */
static void
check_contact(struct compiler *compiler, const struct element *element)
{
    if (element->kind != ELEMENT_GROUP) {
        tell(compiler, element, "townline-contact belongs to a group.");
    } else if (element_is_repeated(element)) {
        tell(compiler, element, "a townline-contact group cannot lie in a repeat.");
    }
}

static const struct element *
repeat_around(const struct element *element)
{
    while (element && element->kind != ELEMENT_REPEAT) {
        element = element->parent;
    }
    return element;
}

static bool
comes_before_map(const struct element *element)
{
    for (const struct element *at = element; at; at = at->all_next) {
        if (element_has_appearance(at, "townline-map") &&
            repeat_around(at) == repeat_around(element)) {
            return true;
        }
    }
    return false;
}

/* Sums and stories argue, so they come after both answers about the service. */
static void
check_savings(struct compiler *compiler, const struct element *element)
{
    if (element->kind != ELEMENT_GROUP) {
        tell(compiler, element, "townline-savings belongs to a group.");
    } else if (comes_before_map(element)) {
        tell(compiler, element,
             "what could be saved argues for an answer: put this group behind the "
             "one with townline-map.");
    }
}

/* These two questions ask about the visit, with yes or no. Their answers go into the
 * head of the response. */
static void
check_visit(struct compiler *compiler, const struct element *element)
{
    if (!element_is(element, SURVEY_SELECT_ONE) || element_is_repeated(element)) {
        tell(compiler, element,
             "this appearance belongs to a select_one outside of any repeat.");
    } else if (element->list &&
               !(choices_find_item(compiler, element->list, "yes", 3) &&
                 choices_find_item(compiler, element->list, "no", 2))) {
        tell(compiler, element,
             "this appearance needs a list with the choices \"yes\" and \"no\".");
    }
}

static const struct {
    const char *word;
    void (*check)(struct compiler *compiler, const struct element *element);
} ours[] = {
    {"townline-services", check_services},    {"townline-map", check_map},
    {"townline-bestworst", check_best_worst}, {"townline-contact", check_contact},
    {"townline-savings", check_savings},      {"townline-first-time", check_visit},
    {"townline-assisted", check_visit},
};

static void
check_word(struct compiler *compiler, const struct element *element, const char *word,
           size_t size)
{
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        if (strlen(ours[i].word) == size && memcmp(ours[i].word, word, size) == 0) {
            ours[i].check(compiler, element);
            return;
        }
    }
    if (strncmp(word, "search(", 7) == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        element->appearance.place,
                        "Put the choices on the sheet choices and use a choice_filter.",
                        "a kiosk's form reads no choices from another file.");
    }
    if (strncmp(word, "townline", 8) == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        element->appearance.place,
                        "There are townline-services, -map, -bestworst, -contact, "
                        "-savings, -first-time and -assisted.",
                        "there is no appearance \"%.*s\".", (int)size, word);
    }
}

void
appearances_check(struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        const char *word = at->appearance.text;
        if (element_has_appearance(at, "likert") &&
            !element_is(at, SURVEY_SELECT_ONE)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            at->appearance.place, "",
                            "likert belongs to a select_one and does nothing here.");
        }
        while (*word != '\0') {
            size_t size = strcspn(word, " ");
            check_word(compiler, at, word, size);
            word += size + strspn(word + size, " ");
        }
    }
}

/* formula_checks: checks that every expression and every ${name} can be read. */
#include "compiler.h"
#include "lexer.h"

#include "townline/characters.h"
#include "townline/expression.h"

#include <stdlib.h>
#include <string.h>

/* What to write instead of what other programs and languages write. NULL: nothing is
 * known. `at` is where the expression could not be read on. */
static const char *
written_elsewhere(const char *text, const char *at)
{
    static const struct {
        const char *sign, *instead;
    } signs[] = {
        {"==", "Write = for equal."},
        {"=>", "Write >= for at least."},
        {"=<", "Write <= for at most."},
        {"<>", "Write != for unlike."},
        {"&&", "Write and."},
        {"&", "Write and; to join words, concat()."},
        {"||", "Write or."},
        {"AND", "Write and, in small letters."},
        {"OR", "Write or, in small letters."},
        {"And", "Write and, in small letters."},
        {"Or", "Write or, in small letters."},
        {"NOT", "Write not(), in small letters."},
        {"IF", "Write if(), in small letters."},
        {";", "Put commas between what stands in the brackets."},
        {"%", "Write mod for the rest of a division."},
        {"/", "Write div to divide."},
        {"$", "Write ${name} for a question."},
        {"#{", "Write ${name} for a question."},
        {"{", "Write ${name} for a question."},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i].sign);
        /* The second sign of two is where reading stops. */
        if (strncmp(at, signs[i].sign, size) == 0 ||
            (size == 2 && at > text && strncmp(at - 1, signs[i].sign, size) == 0)) {
            return signs[i].instead;
        }
    }
    bool is_comma = *at == ',' && at > text && character_is_digit(at[-1]) &&
                    character_is_digit(at[1]);
    if (is_comma) {
        return "Write a number with a point, as in 1.5.";
    }
    bool is_cut = (*at == '<' || *at == '>' || *at == '=' || *at == '!') && at == text;
    return is_cut ? "Write a point for the answer itself, as in . >= 18." : NULL;
}

static const char *
what_to_write(const char *text, const char *message)
{
    unsigned long at = strncmp(message, "at character ", 13) == 0
                           ? strtoul(message + 13, NULL, 10)
                           : 0;
    const char *known =
        at == 0 || at > strlen(text) ? NULL : written_elsewhere(text, text + at - 1);
    return known ? known : "Look at brackets, quotes and names.";
}

static bool
check_expression(struct compiler *compiler, const struct element *element,
                 const struct formula *formula)
{
    struct expression *expression = NULL;
    struct error err = {ERROR_NONE, ""};
    if (formula->text[0] == '\0' ||
        !placeholders_check(compiler, formula->text, formula->place)) {
        return true;
    }
    if (strstr(formula->text, "$ {")) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, formula->place,
                        "Write ${name}.", "between $ and { stands a space.");
        return true;
    }
    const char *mask = placeholder_mask(compiler, formula->text);
    if (!mask) {
        return false;
    }
    if (!expression_parse(mask, &expression, &err)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, formula->place,
                        !element ? "Put words in quotes, as in 'Town survey'."
                                 : what_to_write(formula->text, err.text),
                        "the expression \"%.120s\" cannot be read: %s.", formula->text,
                        err.text);
    } else if (!element || formula != &element->filter) {
        references_check(compiler, element, formula, mask);
    }
    expression_destroy(expression);
    return true;
}

static void
check_words(struct compiler *compiler, const struct text *text)
{
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const char *words = text_in(text, i);
        if (i == 0 || strcmp(words, text_in(text, 0)) != 0) {
            placeholders_check(compiler, words, text_place(text, i));
        }
    }
}

/* A message has to be written in its cell. It cannot be an expression that chooses a
 * text. */
static void
check_message(struct compiler *compiler, const struct text *text)
{
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const char *words = text_in(text, i);
        if (strncmp(words, "jr:itext(", 9) == 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, text_place(text, i),
                            "Write the message itself.",
                            "a message cannot be worked out: \"%.80s\".", words);
        }
    }
}

static bool
is_choice_column(const struct compiler *compiler, const struct token *token)
{
    const struct table *table = &compiler->choices;
    if (table_has_name(table, token->text, token->size)) {
        return true;
    }
    return token_is(token, TOKEN_NAME, "itextId");
}

/* Checks the names of columns in a choice_filter. A name is one when no slash stands
 * before it, when it is no function, and when it does not stand for a ${name}. */
static void
check_filter_names(struct compiler *compiler, const struct element *element,
                   const char *mask)
{
    const struct token none = {TOKEN_END, "", 0, 0};
    struct token before = none, name = none;
    struct lexer lexer;
    bool more = lexer_init(&lexer, mask, NULL);
    while (more) {
        bool is_function = lexer.token.kind == TOKEN_OPEN;
        if (name.kind == TOKEN_NAME && !is_function &&
            element->filter.text[name.at] != '{' &&
            !is_choice_column(compiler, &name)) {
            diagnostics_add(
                compiler->diagnostics, SEVERITY_WARNING, element->filter.place,
                "Add the column, or write ${name} for a question.",
                "the sheet choices has no column \"%.*s\".", (int)name.size, name.text);
        }
        bool is_bare = before.kind != TOKEN_SLASH && before.kind != TOKEN_SLASHES &&
                       before.kind != TOKEN_AXIS && before.kind != TOKEN_AT;
        name = is_bare ? lexer.token : none;
        before = lexer.token;
        more = before.kind != TOKEN_END && lexer_next(&lexer, NULL);
    }
}

static bool
check_filter(struct compiler *compiler, const struct element *element)
{
    size_t errors = diagnostics_errors(compiler->diagnostics);
    if (!check_expression(compiler, element, &element->filter)) {
        return false;
    }
    if (element->filter.text[0] == '\0' || !element->list ||
        diagnostics_errors(compiler->diagnostics) > errors) {
        return true;
    }
    const char *mask = placeholder_mask(compiler, element->filter.text);
    if (mask) {
        check_filter_names(compiler, element, mask);
    }
    return mask != NULL;
}

static bool
check_element(struct compiler *compiler, const struct element *element)
{
    const struct formula *formulas[] = {
        &element->relevant, &element->required,  &element->constraint,
        &element->readonly, &element->calculate, NULL,
    };
    const struct text *texts[] = {
        &element->label,
        &element->say,
        &element->hint,
        &element->say_hint,
        &element->guidance,
        &element->required_message,
        &element->constraint_message,
        NULL,
    };
    for (size_t i = 0; formulas[i]; i++) {
        if (!check_expression(compiler, element, formulas[i])) {
            return false;
        }
    }
    if (!check_filter(compiler, element)) {
        return false;
    }
    for (size_t i = 0; texts[i]; i++) {
        check_words(compiler, texts[i]);
    }
    check_message(compiler, &element->required_message);
    check_message(compiler, &element->constraint_message);
    placeholders_check(compiler, element->appearance.text, element->appearance.place);
    if (element->seed) {
        placeholders_check(compiler, element->seed, element->parameters.place);
    }
    if (element->kind == ELEMENT_REPEAT) {
        placeholders_check(compiler, element->count.text, element->count.place);
    }
    return !default_is_dynamic(element) ||
           check_expression(compiler, element, &element->initial);
}

static void
check_choices(struct compiler *compiler, const struct choice_list *list)
{
    for (const struct choice_item *at = list->first; at; at = at->next) {
        check_words(compiler, &at->label);
        check_words(compiler, &at->say);
    }
}

bool
formulas_check(struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (!check_element(compiler, at)) {
            return false;
        }
    }
    for (const struct choice_list *at = compiler->lists; at; at = at->next) {
        check_choices(compiler, at);
    }
    return check_expression(compiler, NULL, &compiler->settings.instance_name);
}

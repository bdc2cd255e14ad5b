/* reference_checks: tells names that are written without ${}, paths that lead nowhere,
 * and choices that are in no list. */
#include "compiler.h"
#include "lexer.h"

#include <stdio.h>
#include <string.h>

/* An expression while its tokens are read one after the other. */
struct reading {
    struct compiler *compiler;
    const struct element *element; /* whose expression it is; NULL: the form's */
    const struct formula *formula;
    struct lexer lexer;
    struct token before[5]; /* before[0] is the last one */
    unsigned brackets;      /* how many square brackets are open; names in them mean
                               something else */
    struct buffer path;     /* the path that is being read */
    bool is_path, is_lost;  /* is_lost: the path has steps that are not followed here */
};

/* Whether a name stands for a ${name}. placeholder_mask() puts its first letter where
 * the brace was. */
static bool
is_placeholder(const struct reading *reading, const struct token *token)
{
    return token->kind == TOKEN_NAME && reading->formula->text[token->at] == '{';
}

static const struct element *
like_element(struct compiler *compiler, const char *name)
{
    const struct element *like = NULL;
    bool may_guess = compiler_may_guess(compiler, compiler->elements.count);
    for (const struct element *at = compiler->first; at && may_guess;
         at = at->all_next) {
        like = at->name[0] != '\0' && is_like(name, at->name) ? at : like;
    }
    return like;
}

static void
write_instead(struct compiler *compiler, const char *name, char *out, size_t size)
{
    static const char *const calls[] = {"true", "false", "today", "now"};
    const struct element *element = elements_find(compiler, name, strlen(name), NULL);
    for (size_t i = 0; !element && i < sizeof calls / sizeof *calls; i++) {
        if (strcmp(calls[i], name) == 0) {
            snprintf(out, size, "Write %s().", name);
            return;
        }
    }
    element = !element ? like_element(compiler, name) : element;
    if (element) {
        snprintf(out, size, "Write ${%.100s}.", element->name);
    } else {
        snprintf(out, size,
                 "Write ${name} with the name of a question, or put words in quotes.");
    }
}

static void
tell_name(struct reading *reading, const struct token *token)
{
    char name[120], instead[160];
    snprintf(name, sizeof name, "%.*s", (int)token->size, token->text);
    if (reading->element && element_child(reading->element, name)) {
        return; /* a path that begins at this group */
    }
    write_instead(reading->compiler, name, instead, sizeof instead);
    diagnostics_add(reading->compiler->diagnostics, SEVERITY_ERROR,
                    reading->formula->place, instead,
                    "\"%s\" is neither a ${question} nor a text in quotes.", name);
}

/* ---- paths ---- */

static void
begin_path(struct reading *reading, const char *from)
{
    buffer_clear(&reading->path);
    buffer_add(&reading->path, from, strlen(from));
    reading->is_path = true;
    reading->is_lost = false;
}

/* Takes the last step off the path, for "..". */
static void
step_up(struct reading *reading)
{
    struct buffer *path = &reading->path;
    while (path->size > 0 && path->data[path->size - 1] != '/') {
        path->size--;
    }
    if (path->size > 0) {
        path->size--;
    }
    reading->is_lost = reading->is_lost || path->size == 0;
}

static void
end_path(struct reading *reading)
{
    const struct compiler *compiler = reading->compiler;
    const char *path = (const char *)reading->path.data;
    size_t size = reading->path.size, root = strlen(compiler->root.path);
    reading->is_path = false;
    if (reading->is_lost || size == 0 || reading->path.failed) {
        return;
    }
    bool is_of_form = strncmp(path, compiler->root.path, root) == 0;
    if ((is_of_form && (size == root || strncmp(path + root, "/meta", 5) == 0)) ||
        name_index_find(&compiler->paths, NULL, path, size, NULL)) {
        return;
    }
    const char *last = path + size;
    while (last > path && last[-1] != '/') {
        last--;
    }
    char name[120], instead[160];
    snprintf(name, sizeof name, "%.*s", (int)(path + size - last), last);
    write_instead(reading->compiler, name, instead, sizeof instead);
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, reading->formula->place,
                    instead, "there is no question \"%.*s\".",
                    (int)(size < 200 ? size : 200), path);
}

static bool
is_value_end(enum token_kind kind)
{
    return kind == TOKEN_NAME || kind == TOKEN_CLOSE || kind == TOKEN_CLOSE_SQUARE ||
           kind == TOKEN_DOT || kind == TOKEN_DOTS || kind == TOKEN_ANY;
}

/* Follows paths that begin with "/" or with "..". */
static void
follow_path(struct reading *reading)
{
    const struct token *token = &reading->lexer.token;
    enum token_kind before = reading->before[0].kind;
    bool is_step = before == TOKEN_SLASH;
    if (reading->is_path && is_step && token->kind == TOKEN_NAME &&
        !is_placeholder(reading, token)) {
        buffer_add(&reading->path, "/", 1);
        buffer_add(&reading->path, token->text, token->size);
    } else if (reading->is_path && is_step && token->kind == TOKEN_DOTS) {
        step_up(reading);
    } else if (reading->is_path && is_step) {
        reading->is_lost = true;
        reading->is_path = token->kind != TOKEN_END;
    } else if (token->kind == TOKEN_SLASH && !is_value_end(before)) {
        begin_path(reading, "");
    } else if (token->kind == TOKEN_DOTS && !is_step && reading->element) {
        begin_path(reading, reading->element->path);
        step_up(reading);
    } else if (reading->is_path && token->kind != TOKEN_SLASH) {
        bool is_function = token->kind == TOKEN_OPEN;
        reading->is_lost = reading->is_lost || is_function;
        end_path(reading);
    }
}

/* ---- choices ---- */

static const struct element *
asked_by(const struct reading *reading, const struct token *token)
{
    if (token->kind == TOKEN_DOT) {
        return reading->element;
    }
    if (!is_placeholder(reading, token)) {
        return NULL;
    }
    const char *name = reading->formula->text + token->at + 1;
    return elements_find(reading->compiler, name, strcspn(name, "}"), NULL);
}

static void
check_choice(struct reading *reading, const struct token *question,
             const struct token *text)
{
    struct compiler *compiler = reading->compiler;
    const struct element *element = asked_by(reading, question);
    char name[120], instead[200] = "Write the name of a choice.";
    if (!element || element->kind != ELEMENT_QUESTION || !element->list ||
        element_is(element, SURVEY_RANGE) || compiler->lost_choices ||
        text->size == 0 || text->size >= sizeof name ||
        memchr(text->text, ' ', text->size) ||
        choices_find_item(compiler, element->list, text->text, text->size)) {
        return;
    }
    snprintf(name, sizeof name, "%.*s", (int)text->size, text->text);
    bool may_guess = compiler_may_guess(compiler, element->list->count);
    for (const struct choice_item *at = element->list->first; at && may_guess;
         at = at->next) {
        if (is_like(name, at->name)) {
            snprintf(instead, sizeof instead, "Was \"%.100s\" meant?", at->name);
        }
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, reading->formula->place,
                    instead, "\"%s\" is not in the list \"%.80s\" of ${%.80s}.", name,
                    element->list->name, element->name);
}

/* Looks for selected(${q}, 'code'), ${q} = 'code' and 'code' = ${q}, which end with the
 * token that was just read. */
static void
look_for_choices(struct reading *reading)
{
    const struct token *token = &reading->lexer.token, *before = reading->before;
    bool is_comparison = token_is(&before[0], TOKEN_OPERATOR, "=") ||
                         token_is(&before[0], TOKEN_OPERATOR, "!=");
    if (token->kind == TOKEN_TEXT && before[0].kind == TOKEN_COMMA &&
        before[2].kind == TOKEN_OPEN && token_is(&before[3], TOKEN_NAME, "selected")) {
        check_choice(reading, &before[1], token);
    } else if (token->kind == TOKEN_TEXT && is_comparison &&
               before[2].kind != TOKEN_SLASH) {
        check_choice(reading, &before[1], token);
    } else if (is_comparison && before[1].kind == TOKEN_TEXT) {
        check_choice(reading, token, &before[1]);
    }
}

/* ---- all of it ---- */

static void
read_token(struct reading *reading)
{
    const struct token *token = &reading->lexer.token, *last = &reading->before[0];
    enum token_kind earlier = reading->before[1].kind;
    bool is_bare = last->kind == TOKEN_NAME && !is_placeholder(reading, last) &&
                   token->kind != TOKEN_OPEN && earlier != TOKEN_SLASH &&
                   earlier != TOKEN_SLASHES && earlier != TOKEN_AXIS &&
                   earlier != TOKEN_AT;
    if (reading->brackets == 0 && is_bare) {
        tell_name(reading, last);
    }
    look_for_choices(reading);
    if (reading->brackets == 0) {
        follow_path(reading);
    }
    reading->brackets += token->kind == TOKEN_OPEN_SQUARE;
    reading->brackets -= token->kind == TOKEN_CLOSE_SQUARE && reading->brackets > 0;
}

void
references_check(struct compiler *compiler, const struct element *element,
                 const struct formula *formula, const char *mask)
{
    const struct token none = {TOKEN_END, "", 0, 0};
    struct reading reading = {
        .compiler = compiler,
        .element = element,
        .formula = formula,
        .before = {none, none, none, none, none},
    };
    if (compiler->lost_names) {
        return;
    }
    buffer_init(&reading.path, (size_t)64 << 10);
    bool more = lexer_init(&reading.lexer, mask, NULL);
    while (more) {
        read_token(&reading);
        memmove(reading.before + 1, reading.before, 4 * sizeof *reading.before);
        reading.before[0] = reading.lexer.token;
        more =
            reading.lexer.token.kind != TOKEN_END && lexer_next(&reading.lexer, NULL);
    }
    buffer_finish(&reading.path);
}

/* placeholder: puts the path of a question in place of each ${name}, in expressions and
 * in words. In words it also finds expressions that begin with instance(), such as one
 * for the label of a choice. When both questions are in one repeat, the path is
 * relative, so that it leads to the same instance. Else it is absolute. A path has a
 * space on both sides, as other compilers write it. */
#include "compiler.h"
#include "tag.h"

#include <stdio.h>
#include <string.h>

#define LAST_SAVED "last-saved#"

/* One ${name} in a text. */
struct placeholder {
    const char *begin, *end; /* end: behind the brace */
    const char *name;        /* in the arena */
};

bool
has_placeholder(const char *text)
{
    const char *open = strstr(text, "${");
    return open && strchr(open, '}') != NULL;
}

bool
is_plain_reference(const char *text)
{
    const char *close = strchr(text, '}');
    return strncmp(text, "${", 2) == 0 && close && close[1] == '\0';
}

/* Finds the next ${name} at or behind `at`. False when there is none, or no memory
 * left. */
static bool
find_next(struct compiler *compiler, const char *at, struct placeholder *out)
{
    out->begin = strstr(at, "${");
    const char *close = !out->begin ? NULL : strchr(out->begin, '}');
    if (!close) {
        return false;
    }
    const char *from = out->begin + 2, *to = close;
    while (from < to && *from == ' ') {
        from++;
    }
    while (to > from && to[-1] == ' ') {
        to--;
    }
    out->name = arena_text(&compiler->arena, from, (size_t)(to - from));
    out->end = close + 1;
    return out->name != NULL;
}

static bool
is_above(const struct element *above, const struct element *element)
{
    for (element = element->parent; element; element = element->parent) {
        if (element == above) {
            return true;
        }
    }
    return false;
}

/* When both elements are in one repeat: the innermost group or repeat around both. Else
 * NULL. */
static const struct element *
shared_in_repeat(const struct element *context, const struct element *target)
{
    const struct element *shared = context->parent;
    while (shared && !is_above(shared, target)) {
        shared = shared->parent;
    }
    for (const struct element *at = shared; at; at = at->parent) {
        if (at->kind == ELEMENT_REPEAT) {
            return shared;
        }
    }
    return NULL;
}

static void
add(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void
add_path(struct buffer *out, const struct element *context,
         const struct element *target, bool is_current)
{
    const struct element *shared = !context ? NULL : shared_in_repeat(context, target);
    if (!shared) {
        add(out, target->path);
        return;
    }
    add(out, is_current ? "current()/" : "");
    const char *step = "..";
    for (const struct element *at = context; at != shared; at = at->parent) {
        add(out, step);
        step = "/..";
    }
    add(out, target->path + strlen(shared->path));
}

/* Which quotes, brackets and calls are open at a place of an expression. The expression
 * is read once, from its beginning. */
struct surroundings {
    const char *text, *at; /* all of it; how far it was read */
    char quote;            /* '\0': none is open */
    unsigned brackets, depth;
    struct call {
        bool is_indexed; /* indexed-repeat() */
        unsigned argument;
    } calls[32];
    bool has_instance; /* anywhere in the text */
};

static void
begin_reading(struct surroundings *around, const char *text)
{
    *around = (struct surroundings){
        .text = text, .at = text, .has_instance = strstr(text, "instance(") != NULL};
}

static void
read_up_to(struct surroundings *around, const char *place)
{
    const unsigned deepest = sizeof around->calls / sizeof *around->calls;
    for (; around->at < place; around->at++) {
        const char *at = around->at;
        if (around->quote != '\0') {
            around->quote = *at == around->quote ? '\0' : around->quote;
        } else if (*at == '\'' || *at == '"') {
            around->quote = *at;
        } else if (*at == '[') {
            around->brackets++;
        } else if (*at == ']' && around->brackets > 0) {
            around->brackets--;
        } else if (*at == '(' && around->depth + 1 < deepest) {
            around->calls[++around->depth] = (struct call){
                at - around->text >= 14 && strncmp(at - 14, "indexed-repeat", 14) == 0,
                0};
        } else if (*at == ')' && around->depth > 0) {
            around->depth--;
        } else if (*at == ',') {
            around->calls[around->depth].argument++;
        }
    }
}

static bool
is_in_predicate(const struct surroundings *around)
{
    return around->brackets > 0 && around->has_instance;
}

/* Whether the place is an argument of indexed-repeat() that names a question or a
 * repeat as a whole: the first, the second, the fourth and the sixth one. */
static bool
is_whole_repeat(const struct surroundings *around)
{
    const struct call *call = &around->calls[around->depth];
    return call->is_indexed && (call->argument == 0 || call->argument % 2 == 1);
}

static const char *
finish(struct compiler *compiler, struct buffer *out)
{
    const char *text =
        out->failed ? NULL
                    : arena_text(&compiler->arena,
                                 !out->data ? "" : (const char *)out->data, out->size);
    buffer_finish(out);
    if (!text) {
        compiler_no_memory(compiler);
    }
    return text;
}

const char *
placeholder_resolve(struct compiler *compiler, const struct element *context,
                    const char *text, enum placeholder_mode mode)
{
    struct buffer out;
    struct placeholder at;
    struct surroundings around;
    const char *rest = text;
    if (!has_placeholder(text)) {
        return text;
    }
    buffer_init(&out, (size_t)1 << 20);
    begin_reading(&around, text);
    while (find_next(compiler, rest, &at)) {
        const struct element *target =
            elements_find(compiler, at.name, strlen(at.name), NULL);
        read_up_to(&around, at.begin);
        const bool is_quoted = around.quote != '\0';
        const char *space = is_quoted ? "" : " ";
        buffer_add(&out, rest, (size_t)(at.begin - rest));
        add(&out, space);
        if (target) {
            add_path(&out, is_quoted || is_whole_repeat(&around) ? NULL : context,
                     target, mode == PLACEHOLDER_CURRENT || is_in_predicate(&around));
        }
        add(&out, space);
        rest = at.end;
    }
    add(&out, rest);
    return finish(compiler, &out);
}

/* Where a path that begins with instance() ends: at the first space that is not in
 * square brackets. A full stop at its end belongs to the sentence around it. Gives NULL
 * when this is no such path. */
static const char *
instance_path_end(const char *text)
{
    unsigned brackets = 0;
    const char *at = text + strlen("instance(");
    at += strcspn(at, "()");
    if (*at != ')' || at[1] != '/') {
        return NULL;
    }
    while (*at != '\0' && (brackets > 0 || !strchr(" \t\n", *at))) {
        const char *quoted =
            (*at == '\'' || *at == '"') && brackets > 0 ? strchr(at + 1, *at) : NULL;
        at = quoted ? quoted : at;
        brackets += *at == '[';
        brackets -= *at == ']' && brackets > 0;
        at++;
    }
    while (strchr(".,;:!?", at[-1])) {
        at--;
    }
    return at;
}

/* Finds the next ${name}, or the next path that begins with instance(), at or behind
 * `at`. `last_brace` is where the last '}' of the text is, or NULL. */
static bool
find_output(const char *at, const char *last_brace, const char **begin,
            const char **end)
{
    for (; *at != '\0'; at++) {
        bool is_name = last_brace && at < last_brace && strncmp(at, "${", 2) == 0;
        *begin = at;
        *end = is_name                            ? strchr(at, '}') + 1
               : strncmp(at, "instance(", 9) == 0 ? instance_path_end(at)
                                                  : NULL;
        if (*end) {
            return true;
        }
    }
    return false;
}

bool
has_output(const char *words)
{
    const char *begin, *end;
    return find_output(words, strrchr(words, '}'), &begin, &end);
}

bool
placeholder_write_words(struct compiler *compiler, struct tags *tags,
                        const struct element *context, const char *words)
{
    const char *begin, *end, *last_brace = strrchr(words, '}');
    for (; find_output(words, last_brace, &begin, &end); words = end) {
        const char *before =
            arena_text(&compiler->arena, words, (size_t)(begin - words));
        const char *name = arena_text(&compiler->arena, begin, (size_t)(end - begin));
        const char *path =
            !name ? NULL
                  : placeholder_resolve(compiler, context, name, PLACEHOLDER_PATH);
        if (!before || !path) {
            return compiler_no_memory(compiler);
        }
        tag_words(tags, before);
        tag_open(tags, "output");
        tag_attribute(tags, "value", path);
        tag_close(tags);
    }
    tag_words(tags, words);
    return true;
}

static void
tell_name(struct compiler *compiler, const char *name, struct cell_place place)
{
    char instead[80] = "";
    if (compiler->lost_names) {
        return;
    }
    bool may_guess = compiler_may_guess(compiler, compiler->elements.count);
    for (const struct element *at = compiler->first; at && may_guess;
         at = at->all_next) {
        if (is_like(name, at->name)) {
            snprintf(instead, sizeof instead, "Was ${%.50s} meant?", at->name);
        }
    }
    diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                    instead[0] == '\0' ? "Write a name that stands in the column name."
                                       : instead,
                    "there is no question named \"%s\".", name);
}

static void
check_one(struct compiler *compiler, const struct placeholder *placeholder,
          struct cell_place place)
{
    const char *name = placeholder->name;
    size_t count, size = strlen(name);
    if (strncmp(name, LAST_SAVED, strlen(LAST_SAVED)) == 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place, "Take it out.",
                        "${%s}: a kiosk never shows one resident what another "
                        "answered.",
                        name);
        return;
    }
    if (!is_valid_name(name)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write ${name} with the name of a question.",
                        "\"${%s}\" holds no name.", name);
        return;
    }
    if ((size_t)(placeholder->end - placeholder->begin) != size + 3) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write it without spaces inside of the braces.",
                        "\"${ %s }\" is not understood everywhere.", name);
    }
    const struct element *found = elements_find(compiler, name, size, &count);
    if (count == 0) {
        tell_name(compiler, name, place);
    } else if (count > 1 && !found->is_twice) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Give each of them a name of its own.",
                        "%zu questions are named \"%s\", and it is not clear which is "
                        "meant.",
                        count, name);
    }
}

bool
placeholders_check(struct compiler *compiler, const char *text, struct cell_place place)
{
    size_t errors = diagnostics_errors(compiler->diagnostics);
    struct placeholder at;
    const char *rest = text;
    while (find_next(compiler, rest, &at)) {
        check_one(compiler, &at, place);
        rest = at.end;
    }
    if (strstr(rest, "${")) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write ${name} with both braces.",
                        "a ${ is not closed with }.");
    }
    return errors == diagnostics_errors(compiler->diagnostics);
}

const char *
placeholder_mask(struct compiler *compiler, const char *text)
{
    char *mask = arena_text(&compiler->arena, text, strlen(text));
    char *at = mask;
    if (!mask) {
        compiler_no_memory(compiler);
        return NULL;
    }
    while ((at = strstr(at, "${")) && strchr(at, '}')) {
        char *close = strchr(at, '}');
        *at++ = ' ';
        *at++ = 'a';
        while (at < close) {
            *at++ = '_';
        }
        *at++ = ' ';
    }
    return mask;
}

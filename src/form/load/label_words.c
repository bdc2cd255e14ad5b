/* label_words: reads the words of labels, hints and messages, with their outputs and
 * styling. */
#include "function.h"
#include "loader.h"
#include "term.h"
#include "townline/characters.h"

#include "townline/buffer.h"
#include "townline/styling.h"

#include <string.h>

static bool
add_piece(struct loader *loader, const struct xml_node *from, struct piece *piece)
{
    if (!from->name) {
        piece->text = from->text;
        return true;
    }
    if (!xml_is(from, "output")) {
        return loader_refuse(loader, from, "only <output> can stand inside a text");
    }
    const char *name = !xml_attribute(from, "value") ? "ref" : "value";
    if (!loader_term(loader, from, name, &piece->output)) {
        return false;
    }
    return piece->output ||
           loader_refuse(loader, from, "it does not say what to show (value)");
}

/* Takes off the blanks at both ends, which are the indentation of the XML. */
static bool
trim(struct loader *loader, struct piece *first, struct piece *last)
{
    while (first->text && character_is_space(*first->text)) {
        first->text++;
    }
    if (!last->text) {
        return true;
    }
    size_t size = strlen(last->text);
    while (size > 0 && character_is_space(last->text[size - 1])) {
        size--;
    }
    last->text = arena_text(&loader->form->arena, last->text, size);
    return last->text || loader_no_memory(loader);
}

/* Writes the text of all pieces, with the byte STYLING_OUTPUT for each output. */
static void
join(const struct piece *first, struct buffer *out)
{
    for (const struct piece *piece = first; piece; piece = piece->next) {
        if (!piece->text) {
            buffer_add_u8(out, STYLING_OUTPUT);
        } else {
            buffer_add(out, piece->text, strlen(piece->text));
        }
    }
}

static const char *
copy_plain(struct loader *loader, const char *styled, size_t size)
{
    char *copy = arena_take(&loader->form->arena, 1, size + 1);
    size_t length = 0;
    for (size_t i = 0; copy && i < size; i++) {
        if (!styling_is_mark(styled[i]) && styled[i] != STYLING_OUTPUT) {
            copy[length++] = styled[i];
        }
    }
    return copy;
}

static const char *
copy_styled(struct loader *loader, const char *styled, size_t size)
{
    char *copy = arena_take(&loader->form->arena, 1, size + 1);
    size_t length = 0;
    for (size_t i = 0; copy && i < size; i++) {
        if (styled[i] != STYLING_OUTPUT) {
            copy[length++] = styled[i];
        }
    }
    return copy;
}

/* Divides the styled text into pieces again. It was read as one text, since bold may
 * begin in one piece and end in another. */
static bool
split(struct loader *loader, const struct buffer *styled, struct words *words)
{
    const char *at = styled->size == 0 ? "" : (const char *)styled->data;
    const char *end = at + styled->size;
    words->plain = copy_plain(loader, at, styled->size);
    words->styled = copy_styled(loader, at, styled->size);
    struct piece *last = NULL;
    const struct piece *output = words->pieces;
    words->pieces = NULL;
    while (words->plain && words->styled) {
        const char *mark = memchr(at, STYLING_OUTPUT, (size_t)(end - at));
        size_t size = (size_t)((!mark ? end : mark) - at);
        struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
        struct piece *filled = arena_take(&loader->form->arena, 1, sizeof *filled);
        if (!piece || !filled) {
            break;
        }
        piece->text = copy_plain(loader, at, size);
        piece->styled = copy_styled(loader, at, size);
        if (!piece->text || !piece->styled) {
            break;
        }
        if (!last) {
            words->pieces = piece;
        } else {
            last->next = piece;
        }
        while (output && output->text) {
            output = output->next;
        }
        if (!mark || !output) {
            return true;
        }
        filled->output = output->output;
        output = output->next;
        piece->next = filled;
        last = filled;
        at = mark + 1;
    }
    return loader_no_memory(loader);
}

static bool
style(struct loader *loader, struct words *words)
{
    struct buffer joined, styled;
    buffer_init(&joined, FORM_MAX_MEMORY);
    buffer_init(&styled, FORM_MAX_MEMORY);
    join(words->pieces, &joined);
    styling_read((const char *)joined.data, joined.size, &styled, NULL);
    bool ok = joined.failed || styled.failed ? loader_no_memory(loader)
                                             : split(loader, &styled, words);
    buffer_finish(&joined);
    buffer_finish(&styled);
    return ok;
}

/* Most texts have no styling, and stay as they are. */
static bool
has_styling(const struct piece *first)
{
    for (const struct piece *piece = first; piece; piece = piece->next) {
        if (piece->text && strpbrk(piece->text, "*_#[]<>&\\!")) {
            return true;
        }
    }
    return false;
}

static bool
finish(struct loader *loader, const struct piece *first, struct words *out)
{
    out->pieces = first;
    if (has_styling(first)) {
        return style(loader, out);
    }
    struct buffer joined;
    buffer_init(&joined, FORM_MAX_MEMORY);
    join(first, &joined);
    out->plain = out->styled =
        copy_plain(loader, (const char *)joined.data, joined.size);
    bool ok = !joined.failed && out->plain != NULL;
    buffer_finish(&joined);
    return ok || loader_no_memory(loader);
}

bool
words_load(struct loader *loader, const struct xml_node *node, struct words *out)
{
    struct piece *first = NULL, *last = NULL;
    for (const struct xml_node *at = node->first; at; at = at->next) {
        struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
        if (!piece) {
            return loader_no_memory(loader);
        }
        if (!add_piece(loader, at, piece)) {
            return false;
        }
        if (!last) {
            first = piece;
        } else {
            last->next = piece;
        }
        last = piece;
    }
    if (!first) {
        return true;
    }
    if (!trim(loader, first, last)) {
        return false;
    }
    /* pyxform writes "-" for a missing translation. */
    bool is_missing = first == last && first->text &&
                      (first->text[0] == '\0' || strcmp(first->text, "-") == 0);
    if (is_missing) {
        return true;
    }
    return finish(loader, first, out);
}

/* The id in "jr:itext('id')"; NULL for any other text. */
static const char *
label_itext_id(struct loader *loader, const char *text)
{
    const struct term *term;
    if (!strstr(text, "jr:itext") ||
        !term_parse(text, loader->form, &loader->form->arena, &term, NULL)) {
        return NULL;
    }
    bool is_id = term->kind == TERM_CALL &&
                 strcmp(term->function->name, "jr:itext") == 0 &&
                 term->arguments[0]->kind == TERM_TEXT;
    return is_id ? term->arguments[0]->text : NULL;
}

static bool
find_text(struct loader *loader, const struct xml_node *node, const char *id,
          struct label *out)
{
    out->text = form_find_text(loader->form, id);
    return out->text || loader_refuse(loader, node, "there is no text \"%.80s\"", id);
}

static bool
load_one_piece(struct loader *loader, const char *text, const struct term *output,
               struct label *out)
{
    struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
    if (!piece) {
        return loader_no_memory(loader);
    }
    piece->text = text;
    piece->output = output;
    return finish(loader, piece, &out->words);
}

bool
label_load(struct loader *loader, const struct xml_node *node, struct label *out)
{
    const char *ref = xml_attribute(node, "ref");
    if (!ref) {
        return words_load(loader, node, &out->words);
    }
    const char *id = label_itext_id(loader, ref);
    if (id) {
        return find_text(loader, node, id, out);
    }
    const struct term *term = NULL;
    return loader_parse(loader, node, "ref", ref, &term) &&
           load_one_piece(loader, NULL, term, out);
}

bool
label_load_message(struct loader *loader, const struct xml_node *node, const char *name,
                   struct label *out)
{
    const char *text = xml_jr_attribute(node, name);
    if (!text || text[0] == '\0') {
        return true;
    }
    const char *id = label_itext_id(loader, text);
    if (id) {
        return find_text(loader, node, id, out);
    }
    return load_one_piece(loader, text, NULL, out);
}

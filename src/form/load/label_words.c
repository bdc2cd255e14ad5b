/* Reading the words of labels, hints and messages: words_load and label_load. */
#include "function.h"
#include "loader.h"
#include "term.h"
#include "townline/characters.h"

#include <string.h>

static bool
add_piece(struct loader *loader, const struct xml_node *from, struct piece *piece)
{
    if (from->name == NULL) {
        piece->text = from->text;
        return true;
    }
    if (!xml_is(from, "output"))
        return loader_refuse(loader, from, "only <output> can stand inside a text");
    const char *name = xml_attribute(from, "value") == NULL ? "ref" : "value";
    if (!loader_term(loader, from, name, &piece->output))
        return false;
    return piece->output != NULL ||
           loader_refuse(loader, from, "it does not say what to show (value)");
}

/* The indentation of the XML around a text is not part of it. */
static bool
trim(struct loader *loader, struct piece *first, struct piece *last)
{
    while (first->text != NULL && character_is_space(*first->text))
        first->text++;
    if (last->text == NULL)
        return true;
    size_t size = strlen(last->text);
    while (size > 0 && character_is_space(last->text[size - 1]))
        size--;
    last->text = arena_text(&loader->form->arena, last->text, size);
    return last->text != NULL || loader_no_memory(loader);
}

static bool
join_plain(struct loader *loader, struct words *words)
{
    size_t size = 0;
    for (const struct piece *piece = words->pieces; piece != NULL; piece = piece->next)
        size += piece->text == NULL ? 0 : strlen(piece->text);
    char *plain = arena_take(&loader->form->arena, 1, size + 1);
    if (plain == NULL)
        return loader_no_memory(loader);
    words->plain = plain;
    for (const struct piece *piece = words->pieces; piece != NULL;
         piece = piece->next) {
        size_t more = piece->text == NULL ? 0 : strlen(piece->text);
        if (more > 0)
            memcpy(plain, piece->text, more);
        plain += more;
    }
    return true;
}

bool
words_load(struct loader *loader, const struct xml_node *node, struct words *out)
{
    struct piece *first = NULL, *last = NULL;
    for (const struct xml_node *at = node->first; at != NULL; at = at->next) {
        struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
        if (piece == NULL)
            return loader_no_memory(loader);
        if (!add_piece(loader, at, piece))
            return false;
        if (last == NULL)
            first = piece;
        else
            last->next = piece;
        last = piece;
    }
    if (first == NULL)
        return true;
    if (!trim(loader, first, last))
        return false;
    /* "-" is how a missing translation is written. */
    bool is_missing = first == last && first->text != NULL &&
                      (first->text[0] == '\0' || strcmp(first->text, "-") == 0);
    if (is_missing)
        return true;
    out->pieces = first;
    return join_plain(loader, out);
}

const char *
label_itext_id(struct loader *loader, const char *text)
{
    const struct term *term;
    if (strstr(text, "jr:itext") == NULL ||
        !term_parse(text, loader->form, &loader->form->arena, &term, NULL))
        return NULL;
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
    return out->text != NULL ||
           loader_refuse(loader, node, "there is no text \"%.80s\"", id);
}

static bool
load_one_piece(struct loader *loader, const char *text, const struct term *output,
               struct label *out)
{
    struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
    if (piece == NULL)
        return loader_no_memory(loader);
    piece->text = text;
    piece->output = output;
    out->words = (struct words){.pieces = piece, .plain = text == NULL ? "" : text};
    return true;
}

bool
label_load(struct loader *loader, const struct xml_node *node, struct label *out)
{
    const char *ref = xml_attribute(node, "ref");
    if (ref == NULL)
        return words_load(loader, node, &out->words);
    const char *id = label_itext_id(loader, ref);
    if (id != NULL)
        return find_text(loader, node, id, out);
    const struct term *term = NULL;
    return loader_parse(loader, node, "ref", ref, &term) &&
           load_one_piece(loader, NULL, term, out);
}

bool
label_load_message(struct loader *loader, const struct xml_node *node, const char *name,
                   struct label *out)
{
    const char *text = xml_jr_attribute(node, name);
    if (text == NULL || text[0] == '\0')
        return true;
    const char *id = label_itext_id(loader, text);
    if (id != NULL)
        return find_text(loader, node, id, out);
    return load_one_piece(loader, text, NULL, out);
}

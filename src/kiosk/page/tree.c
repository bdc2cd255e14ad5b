/* tree: keeps the nodes of a screen, finds them, and writes them as a transcript. */
#include "tree.h"

#include "part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
tree_init(struct tree *tree)
{
    /* what is on a screen may be an answer */
    *tree = (struct tree){.screen = "", .language = "", .memory = {.is_secret = true}};
}

void
tree_finish(struct tree *tree)
{
    if (!tree) {
        return;
    }
    arena_finish(&tree->memory);
    free(tree->nodes);
    free(tree->parts);
    tree_init(tree);
}

void
tree_clear(struct tree *tree)
{
    tree_finish(tree);
}

void
tree_swap(struct tree *a, struct tree *b)
{
    struct tree swapped = *a;
    *a = *b;
    *b = swapped;
}

static void *
tree_copy_bytes(struct tree *tree, const void *bytes, size_t size)
{
    void *copy = bytes ? arena_text(&tree->memory, bytes, size) : NULL;
    tree->failed |= bytes && !copy;
    return copy;
}

const char *
tree_copy(struct tree *tree, const char *text)
{
    return text ? tree_copy_bytes(tree, text, strlen(text) + 1) : NULL;
}

/* The bytes of a mark that is only for drawing: bold, italic, or a direction of its own
 * (U+2066 to U+2069). */
static size_t
mark_size(const char *at)
{
    if (TYPESET_IS_MARK(*at)) {
        return 1;
    }
    bool isolates = strncmp(at, "\xE2\x81", 2) == 0 && (unsigned char)at[2] >= 0xA6 &&
                    (unsigned char)at[2] <= 0xA9;
    return isolates ? 3 : 0;
}

void
tree_drop_marks(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        size_t mark = mark_size(from);
        from += mark;
        if (mark == 0) {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

/* Copies the text as it is read, without such marks. */
static const char *
copy_plain(struct tree *tree, const char *text)
{
    char *copy = tree_copy_bytes(tree, text, strlen(text) + 1);
    if (!copy) {
        return "";
    }
    tree_drop_marks(copy);
    return copy;
}

/* Makes room for one more. False when memory ran out. */
static bool
grow(struct tree *tree, void **array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t more = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(*array, more * size);
    if (!grown) {
        tree->failed = true;
        return false;
    }
    *array = grown;
    *capacity = more;
    return true;
}

int
tree_add(struct tree *tree, const struct node *node)
{
    void *nodes = tree->nodes;
    if (!grow(tree, &nodes, &tree->node_capacity, tree->count, sizeof *node)) {
        return -1;
    }
    tree->nodes = nodes;
    struct node *added = &tree->nodes[tree->count];
    *added = *node;
    added->id = node->id ? tree_copy(tree, node->id) : "";
    added->text = copy_plain(tree, node->text ? node->text : "");
    added->say = node->say ? copy_plain(tree, node->say) : added->text;
    added->aloud = node->aloud ? copy_plain(tree, node->aloud) : NULL;
    added->recording = tree_copy(tree, node->recording);
    added->language = node->language ? tree_copy(tree, node->language) : tree->language;
    added->first_part = tree->part_count;
    added->part_count = 0;
    if (!added->id) {
        added->id = "";
    }
    if (!added->language) {
        added->language = "";
    }
    return (int)tree->count++;
}

void
tree_speak(struct tree *tree, const char *aloud, const char *recording)
{
    if (tree->count == 0) {
        return;
    }
    struct node *node = &tree->nodes[tree->count - 1];
    node->aloud = aloud ? copy_plain(tree, aloud) : node->aloud;
    node->recording = recording ? tree_copy(tree, recording) : node->recording;
}

void
tree_add_part(struct tree *tree, const struct part *part)
{
    void *parts = tree->parts;
    if (tree->count == 0 ||
        !grow(tree, &parts, &tree->part_capacity, tree->part_count, sizeof *part)) {
        return;
    }
    tree->parts = parts;
    struct part *added = &tree->parts[tree->part_count++];
    *added = *part;
    added->text = tree_copy(tree, part->text);
    added->language = part->language ? tree_copy(tree, part->language) : tree->language;
    added->icon = tree_copy(tree, part->icon);
    added->modules =
        tree_copy_bytes(tree, part->modules, (size_t)part->size * (size_t)part->size);
    tree->nodes[tree->count - 1].part_count++;
}

int
tree_find(const struct tree *tree, const char *id)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].id[0] != '\0' && strcmp(tree->nodes[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool
node_is_active(const struct node *node)
{
    switch (node->role) {
    case NODE_BUTTON:
    case NODE_ANSWER:
    case NODE_TOGGLE:
    case NODE_CARD:
    case NODE_KEY:
        return !(node->state & NODE_DISABLED);
    default:
        return false;
    }
}

int
tree_hit(const struct tree *tree, double x_mm, double y_mm)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node_is_active(node) && x_mm >= node->rect.x && y_mm >= node->rect.y &&
            x_mm < node->rect.x + node->rect.w && y_mm < node->rect.y + node->rect.h) {
            return (int)i;
        }
    }
    return -1;
}

int
tree_at(const struct tree *tree, double x_mm, double y_mm)
{
    int hit = tree_hit(tree, x_mm, y_mm);
    for (size_t i = 0; hit < 0 && i < tree->count; i++) {
        const struct rect_mm *rect = &tree->nodes[i].rect;
        if (tree->nodes[i].role != NODE_DECOR && x_mm >= rect->x && y_mm >= rect->y &&
            x_mm < rect->x + rect->w && y_mm < rect->y + rect->h) {
            hit = (int)i;
        }
    }
    return hit;
}

int
tree_row(const struct tree *tree, int node)
{
    if (node < 0 || tree->nodes[node].role != NODE_KEY) {
        return -1;
    }
    while (node > 0 && tree->nodes[node].role == NODE_KEY) {
        node--;
    }
    return tree->nodes[node].role == NODE_ROW ? node : -1;
}

static int
open_row(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].state & NODE_OPEN) {
            return (int)i;
        }
    }
    return -1;
}

int
tree_next(const struct tree *tree, int from, int step)
{
    int open = open_row(tree);
    int count = (int)tree->count;
    int at = from >= 0 ? from : step > 0 ? -1 : count;
    for (int tried = 0; tried < count; tried++) {
        at = (at + step + count) % count;
        bool is_row = tree->nodes[at].role == NODE_ROW;
        int row = is_row ? at : tree_row(tree, at);
        if ((is_row || node_is_active(&tree->nodes[at])) &&
            (open >= 0 ? row == open : is_row || row < 0)) {
            return at;
        }
    }
    return -1;
}

void
tree_mark(struct tree *tree, int index, unsigned bit)
{
    for (size_t i = 0; i < tree->count; i++) {
        if ((int)i == index) {
            tree->nodes[i].state |= bit;
        } else {
            tree->nodes[i].state &= ~bit;
        }
    }
}

static const char *
role_name(enum node_role role)
{
    static const char *const names[] = {
        [NODE_TEXT] = "text",         [NODE_HEADING] = "heading",
        [NODE_BUTTON] = "button",     [NODE_ANSWER] = "answer",
        [NODE_TOGGLE] = "toggle",     [NODE_CARD] = "card",
        [NODE_KEY] = "key",           [NODE_FIELD] = "field",
        [NODE_PROGRESS] = "progress", [NODE_PICTURE] = "picture",
        [NODE_MAP] = "map",           [NODE_QR] = "qr",
        [NODE_COUNT] = "count",       [NODE_DECOR] = "decor",
        [NODE_ROW] = "row",
    };
    return names[role];
}

/* Writes it in quotes, with spaces instead of line breaks, so that a node stays one
 * line. */
static void
print_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        fputc(*text == '\n' ? ' ' : *text, out);
    }
    fputc('"', out);
}

const char *
tree_dump(struct tree *tree)
{
    static const struct {
        unsigned bit;
        const char *name;
    } states[] = {{NODE_CHOSEN, "chosen"},
                  {NODE_PRESSED, "pressed"},
                  {NODE_DISABLED, "disabled"},
                  {NODE_FOCUSED, "focused"},
                  {NODE_OPEN, "open"}};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        return NULL;
    }
    fprintf(out, "screen %s %s\n", tree->screen, tree->language);
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->role == NODE_DECOR) {
            continue;
        }
        fprintf(out, "%s %s ", role_name(node->role), node->id[0] ? node->id : "-");
        print_quoted(out, node->text);
        if (strcmp(node->say, node->text) != 0) {
            fputs(" say ", out);
            print_quoted(out, node->say);
        }
        for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
            if (node->state & states[s].bit) {
                fprintf(out, " [%s]", states[s].name);
            }
        }
        fputc('\n', out);
    }
    fclose(out);
    const char *copy = tree_copy(tree, text);
    free(text);
    return copy;
}

/* heard: what was said of a screen last. */
#include "narration.h"

#include "townline/hash.h"
#include "townline/seal.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
hash_text(const char *text)
{
    return hash_bytes(HASH_BEGIN, text, strlen(text)) | 1;
}

int
tree_focus(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].state & NODE_FOCUSED) {
            return (int)i;
        }
    }
    return -1;
}

static bool
grow(struct heard *heard, size_t count)
{
    if (count <= heard->capacity) {
        return true;
    }
    void *grown = realloc(heard->nodes, count * sizeof *heard->nodes);
    if (!grown) {
        return false;
    }
    heard->nodes = grown;
    heard->capacity = count;
    return true;
}

void
heard_note(struct heard *heard, const struct tree *tree)
{
    int field = tree_find(tree, "field"), focus = tree_focus(tree);
    seal_text_free(heard->typed);
    heard->typed = field >= 0 ? strdup(tree->nodes[field].text) : NULL;
    heard->focus = focus >= 0 ? hash_text(tree->nodes[focus].id) : 0;
    heard->count = 0;
    if (!grow(heard, tree->count)) {
        return; /* then more is said than is new */
    }
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        heard->nodes[heard->count++] =
            (struct heard_node){hash_text(node->id), hash_text(node->say), node->state};
    }
}

const struct heard_node *
heard_find(const struct heard *heard, const struct node *node)
{
    uint64_t id = hash_text(node->id), say = hash_text(node->say);
    for (size_t i = 0; i < heard->count; i++) {
        const struct heard_node *before = &heard->nodes[i];
        if (before->id == id && (*node->id || before->say == say)) {
            return before;
        }
    }
    return NULL;
}

bool
heard_words(const struct heard_node *before, const struct node *node)
{
    return before->say == hash_text(node->say);
}

bool
heard_focus(const struct heard *heard, const struct node *node)
{
    return heard->focus == hash_text(node->id);
}

void
heard_again(struct heard *heard, const struct node *node)
{
    uint64_t id = hash_text(node->id);
    heard->focus = 0;
    for (size_t i = 0; i < heard->count; i++) {
        if (heard->nodes[i].id == id) {
            heard->nodes[i].say = 0;
        }
    }
}

void
heard_forget(struct heard *heard)
{
    seal_text_free(heard->typed);
    if (heard->nodes) {
        seal_wipe(heard->nodes, heard->capacity * sizeof *heard->nodes);
    }
    free(heard->nodes);
    *heard = (struct heard){0};
}

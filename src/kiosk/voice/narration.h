/*
 * narration: what is said of a screen, from its tree alone: all of it when it opens,
 * what changed after a touch, one node when the focus or a finger comes to it. The
 * words go to speech.h.
 *
 * Where others can hear, what was chosen, typed or kept is not said: a node's `aloud`
 * is said for its `say`, no node is said to be chosen, and of what was typed nothing.
 */
#ifndef TOWNLINE_NARRATION_H
#define TOWNLINE_NARRATION_H

#include "speech.h"
#include "townline/arena.h"
#include "tree.h"

/* More than any screen says; the rest would not be heard. */
#define NARRATION_PIECES_MAX 512

struct narration {
    struct arena memory; /* all words lie in it */
    struct speech_piece pieces[NARRATION_PIECES_MAX];
    size_t count;
    /* how it is said */
    const struct speech *speech; /* says which languages have a voice */
    const char *media_dir;       /* with the pack's recordings */
    const char *language;        /* of what is said beside the tree */
    bool tells_answers;          /* only the resident hears it, or wants it */
    bool has_answers;            /* this screen shows what the resident answered */
};
void narration_init(struct narration *narration, const struct speech *speech);
void narration_finish(struct narration *narration);
/* One more piece, in `narration->language`. "" adds nothing. */
void narration_add(struct narration *narration, const char *words);
/* Says all that was added. */
bool narration_say(struct narration *narration, struct error *err)
    __attribute__((warn_unused_result));

/* What a screen said and showed last, so that only what is new is said. It keeps no
 * words but those that are being typed. */
struct heard {
    struct heard_node {
        uint64_t id, say;
        unsigned state;
    } * nodes; /* owned */
    size_t count, capacity;
    uint64_t focus; /* hash of the focused node's id; 0: none */
    char *typed;    /* owned: the text of the field "field"; NULL: there is none */
};
void heard_note(struct heard *heard, const struct tree *tree);
void heard_forget(struct heard *heard); /* and wipes it; takes a zeroed struct */
/* How it was: a node with this id, or, without one, with these words; NULL: there was
 * none. */
const struct heard_node *heard_find(const struct heard *heard, const struct node *node);
bool heard_words(const struct heard_node *before, const struct node *node);
bool heard_focus(const struct heard *heard, const struct node *node);
/* The node is said again, as if it were new, and so is what has the focus. */
void heard_again(struct heard *heard, const struct node *node);

/* All that stands on the screen and cannot be used, unless it was heard already, and
 * how much there is to choose from. */
void narrate_screen(struct narration *narration, const struct tree *tree,
                    const struct heard *heard);
/* One node and its state. */
void narrate_node(struct narration *narration, const struct node *node);
/* What is not as it was heard: a problem first, then what is chosen now or not any
 * more, what was typed, and other words. */
void narrate_changes(struct narration *narration, const struct tree *tree,
                     const struct heard *heard);
/* The focused node, when it is another one than before. */
void narrate_focus(struct narration *narration, const struct tree *tree,
                   const struct heard *heard);
/* The index of the node with the focus; -1: none has it. */
int tree_focus(const struct tree *tree);

#endif

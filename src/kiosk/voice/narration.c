/* narration: puts what is to be said into words. */
#include "narration.h"

#include "recording.h"
#include "townline/seal.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define NARRATION_MAX_BYTES ((size_t)4 << 20)
#define PATH_MAX_BYTES 1200

void
narration_init(struct narration *narration, const struct speech *speech)
{
    *narration = (struct narration){.speech = speech, .language = ""};
    arena_init(&narration->memory, NARRATION_MAX_BYTES);
    narration->memory.is_secret = true; /* they may be an answer */
}

void
narration_finish(struct narration *narration)
{
    arena_finish(&narration->memory);
}

static const char *
keep(struct narration *narration, const char *words)
{
    char *kept = arena_text(&narration->memory, words, strlen(words));
    if (!kept) {
        return "";
    }
    tree_drop_marks(kept); /* words that were filled in here have them in Arabic */
    return kept;
}

/* The file of the pack, if it can be played. */
static const char *
find_recording(struct narration *narration, const char *name)
{
    char path[PATH_MAX_BYTES];
    if (!name || !narration->media_dir || !*narration->media_dir || strchr(name, '/') ||
        !recording_can_be(name)) {
        return NULL;
    }
    snprintf(path, sizeof path, "%s/%s", narration->media_dir, name);
    return keep(narration, path);
}

static void
add(struct narration *narration, const char *words, const char *language,
    const char *recording)
{
    const char *file = find_recording(narration, recording);
    if (!file && !speech_has_voice(narration->speech, language)) {
        language = narration->language; /* names are read by the screen's own voice */
    }
    bool is_heard = file || speech_has_voice(narration->speech, language);
    if (*words && is_heard && narration->count < NARRATION_PIECES_MAX) {
        narration->pieces[narration->count++] = (struct speech_piece){
            keep(narration, words), keep(narration, language), file};
    }
}

void
narration_add(struct narration *narration, const char *words)
{
    add(narration, words, narration->language, NULL);
}

bool
narration_say(struct narration *narration, struct error *err)
{
    if (narration->memory.failed) {
        return error_no_memory(err);
    }
    return narration->count == 0 ||
           speech_say(narration->speech, narration->pieces, narration->count, err);
}

/* What was typed or set, which nobody else may hear. */
static bool
is_secret(const struct narration *narration, const struct node *node)
{
    return !narration->tells_answers && narration->has_answers &&
           (node->role == NODE_FIELD || node->role == NODE_MAP);
}

static void
say_words(struct narration *narration, const struct node *node)
{
    if (is_secret(narration, node)) {
        narration_add(narration, tr("This is said only through a headset."));
        return;
    }
    bool is_public = !narration->tells_answers && node->aloud;
    add(narration, is_public ? node->aloud : node->say, node->language,
        is_public ? NULL : node->recording);
}

/* Whether it is chosen, where that is something to tell. */
static void
say_state(struct narration *narration, const struct node *node)
{
    bool may_tell = narration->tells_answers || !narration->has_answers;
    bool is_chosen = node->state & NODE_CHOSEN;
    bool is_choice = node->role == NODE_TOGGLE || node->role == NODE_ANSWER ||
                     node->role == NODE_CARD;
    if (node->state & NODE_DISABLED) {
        narration_add(narration, tr("This cannot be used now."));
    } else if (may_tell && is_chosen && is_choice) {
        narration_add(narration, tr("Chosen."));
    } else if (may_tell && node->role == NODE_TOGGLE) {
        narration_add(narration, tr("Not chosen."));
    }
}

void
narrate_node(struct narration *narration, const struct node *node)
{
    if (node->state & NODE_OPEN) {
        narration_add(narration, tr("Leave this row."));
        return;
    }
    say_words(narration, node);
    say_state(narration, node);
}

/* What can be used, and a row of keys, is said when the focus or a finger comes to it.
 */
static bool
is_read(const struct node *node)
{
    return node->role != NODE_DECOR && node->role != NODE_ROW &&
           !node_is_active(node) && *node->say;
}

static size_t
count_choices(const struct tree *tree)
{
    size_t count = 0;
    for (size_t i = 0; i < tree->count; i++) {
        enum node_role role = tree->nodes[i].role;
        bool is_choice =
            role == NODE_ANSWER || role == NODE_TOGGLE || role == NODE_CARD;
        count += is_choice && node_is_active(&tree->nodes[i]);
    }
    return count;
}

void
narrate_screen(struct narration *narration, const struct tree *tree,
               const struct heard *heard)
{
    char count[200], number[24];
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        const struct heard_node *before = heard_find(heard, node);
        if (is_read(node) && (!before || !heard_words(before, node))) {
            narrate_node(narration, node);
        }
    }
    size_t choices = count_choices(tree);
    if (choices > 0) {
        snprintf(number, sizeof number, "%zu", choices);
        words_fill(count, sizeof count,
                   trn("{count} choice.", "{count} choices.", choices), "count",
                   number);
        narration_add(narration, count);
    }
}

/* The letters that were added or taken away at the end; otherwise the whole text. */
static void
say_typed(struct narration *narration, const struct node *field, const char *before)
{
    char erased[200];
    size_t was = strlen(before), is = strlen(field->text);
    if (!narration->tells_answers) {
        narration_add(narration, is < was ? tr("A letter was taken away.")
                                          : tr("A letter was written."));
    } else if (is > was && strncmp(field->text, before, was) == 0) {
        const char *letters = field->text + was;
        narration_add(narration, strcmp(letters, " ") == 0    ? tr("Space")
                                 : strcmp(letters, "\n") == 0 ? tr("New line")
                                                              : letters);
    } else if (is < was && strncmp(field->text, before, is) == 0 &&
               was - is < sizeof erased / 2) {
        words_fill(erased, sizeof erased, tr("{letter} was taken away."), "letter",
                   before + is);
        narration_add(narration, erased);
        seal_wipe(erased, sizeof erased);
    } else {
        narrate_node(narration, field);
    }
}

static bool
is_problem(const struct node *node)
{
    return strncmp(node->id, "problem", 7) == 0;
}

static bool
is_choice_role(const struct node *node)
{
    return node->role == NODE_ANSWER || node->role == NODE_TOGGLE ||
           node->role == NODE_CARD || node->role == NODE_BUTTON;
}

/* Tells of what is chosen now; and of what is not any more, where no other was chosen
 * instead. */
static void
say_choices(struct narration *narration, const struct tree *tree,
            const struct heard *heard)
{
    bool may_tell = narration->tells_answers || !narration->has_answers;
    const struct node *taken_back = NULL;
    size_t chosen = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        const struct heard_node *before = heard_find(heard, node);
        bool is = node->state & NODE_CHOSEN;
        bool was = before && (before->state & NODE_CHOSEN);
        if (!before || !is_choice_role(node) || is == was) {
            continue;
        }
        if (is && may_tell) {
            narrate_node(narration, node);
        }
        chosen += is;
        taken_back = is ? taken_back : node;
    }
    if (!may_tell && chosen > 0) {
        narration_add(narration, tr("Your choice was taken."));
    } else if (!may_tell && taken_back) {
        narration_add(narration, tr("Your choice was taken back."));
    } else if (chosen == 0 && taken_back) {
        say_words(narration, taken_back);
        narration_add(narration, tr("Not chosen."));
    }
}

void
narrate_changes(struct narration *narration, const struct tree *tree,
                const struct heard *heard)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        const struct heard_node *before = heard_find(heard, node);
        if (is_problem(node) && (!before || !heard_words(before, node))) {
            narrate_node(narration, node);
        }
    }
    say_choices(narration, tree, heard);
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        const struct heard_node *before = heard_find(heard, node);
        bool is_same = before && heard_words(before, node);
        /* the seconds of the warning are told by whoever counts them */
        if (!is_read(node) || is_same || is_problem(node) ||
            strcmp(node->id, "countdown") == 0) {
            continue;
        }
        if (strcmp(node->id, "field") == 0 && heard->typed) {
            say_typed(narration, node, heard->typed);
        } else {
            narrate_node(narration, node);
        }
    }
}

void
narrate_focus(struct narration *narration, const struct tree *tree,
              const struct heard *heard)
{
    int focus = tree_focus(tree);
    if (focus >= 0 && !heard_focus(heard, &tree->nodes[focus])) {
        narrate_node(narration, &tree->nodes[focus]);
    }
}

/* Questions that are answered by typing: text and numbers. Among others on a screen
 * they are a line that leads to the keys. */
#include "question_parts.h"

#include "answer_words.h"
#include "townline/characters.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX_DIGITS 12
#define INTEGER_MAX_DIGITS 9
#define NUMBER_BYTES (NUMBER_MAX_DIGITS + 3) /* with its sign, a point and NUL */
#define LEFT_TOLD_FROM 400                   /* letters: what is left is told */
#define ENOUGH 500                           /* letters that are asked for at most */

/* A line with what was typed; touching it gives the question the screen. */
static void
add_line(struct scene *scene, const struct ask *ask)
{
    const char *words = answer_words(scene, &ask->place);
    struct page_item *line = scene_items(scene, 1);
    *line = (struct page_item){.id = ask_id(scene, ask, "write", ""),
                               .text = words ? words : tr("Touch to write")};
    page_links(scene->page, line, 1);
}

static bool
touch_line(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    if (strcmp(id, "write") != 0) {
        return false;
    }
    kiosk_send(kiosk,
               &(struct session_event){.kind = SESSION_EDIT, .place = &ask->place});
    return true;
}

/* "1,580 letters left", once much was written. */
static const char *
left_words(struct scene *scene, const char *text)
{
    size_t count = characters_count(text);
    if (count < LEFT_TOLD_FROM) {
        return NULL;
    }
    size_t left = count < ENOUGH ? ENOUGH - count
                  : count < RESPONSE_TEXT_MAX_CHARACTERS
                      ? RESPONSE_TEXT_MAX_CHARACTERS - count
                      : 0;
    const char *number = scene_format(scene, "%zu", left);
    return scene_fill(scene,
                      count < ENOUGH ? tr("{count} letters left of a short comment")
                                     : tr("That is plenty: {count} letters left"),
                      "count", number);
}

/* Whose keyboard cannot write the language's own letters is told that all are
 * welcome. */
static const char *
placeholder(struct scene *scene)
{
    const char *words = tr("Touch the letters below.");
    if (scene->kiosk->keyboard.pinyin && scene->kiosk->hanzi) {
        return tr("Touch the letters below, then a word above them.");
    }
    if (keyboard_writes(scene->frame.language, scene->kiosk->hanzi)) {
        return words;
    }
    return scene_sentences(scene, words,
                           tr("You can write in any language, with these letters."));
}

/* Stays while it is typed: the form's, else ours where names have no place. */
static const char *
typing_hint(struct scene *scene, const struct ask *ask)
{
    const struct kiosk *kiosk = scene->kiosk;
    const char *hint = scene_hint(scene, &ask->place, TEXT_STYLED);
    if (*hint) {
        return hint;
    }
    return control_is_contact(kiosk->pack->form, ask->place.control)
               ? NULL
               : tr("Please leave out names and phone numbers.");
}

/* Free words are sealed for the office. */
static const char *
hint_icon(const struct kiosk *kiosk, const struct ask *ask)
{
    return control_is_contact(kiosk->pack->form, ask->place.control) ? NULL : "lock";
}

/* What is wrong, in the line below the field: on the smallest panel without its
 * heading, which is said only. */
static const char *
problem_words(struct scene *scene, const struct ask *ask)
{
    const char *words = scene_problem_words(scene, &ask->place);
    if (!words || scene->kiosk->theme.compact) {
        return words;
    }
    const char *heading = scene_format(scene, "\x01%s\x02", tr("There is a problem"));
    return scene_say(scene, heading, words);
}

/* What is spoken for the words below the field; NULL: as they are. */
static const char *
below_say(struct scene *scene, const struct ask *ask)
{
    const char *problem = scene_problem_say(scene, &ask->place);
    const char *hint = scene_hint(scene, &ask->place, TEXT_SAY);
    return problem                                   ? problem
           : scene_problem_words(scene, &ask->place) ? NULL
           : *hint                                   ? hint
                                                     : NULL;
}

static void
add_text(struct scene *scene, const struct ask *ask)
{
    struct kiosk *kiosk = scene->kiosk;
    const char *text = ask_value(kiosk, ask);
    if (!ask->alone) {
        add_line(scene, ask);
        return;
    }
    bool is_phone = control_has_appearance(ask->control, "numbers");
    struct page_field field = {.id = "field",
                               .text = text,
                               .placeholder = is_phone ? tr("Touch the numbers.")
                                                       : placeholder(scene),
                               .hint = typing_hint(scene, ask),
                               .hint_icon = hint_icon(kiosk, ask),
                               .problem = problem_words(scene, ask),
                               .below_say = below_say(scene, ask),
                               .left = left_words(scene, text),
                               .number = is_phone,
                               .focus = true};
    page_field(scene->page, &field);
    if (is_phone) {
        scene_pad(scene, "key", "+", false);
        return;
    }
    typing_keys(scene, text);
}

static bool
touch_text(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    if (!ask->alone) {
        return touch_line(kiosk, ask, id);
    }
    if (strncmp(id, "key-", 4) != 0) {
        return false;
    }
    static char text[RESPONSE_VALUE_MAX_BYTES]; /* 8 KB is much for a stack */
    snprintf(text, sizeof text, "%s", ask_value(kiosk, ask));
    bool is_contact = control_is_contact(kiosk->pack->form, ask->place.control);
    size_t room = is_contact ? SESSION_CONTACT_MAX_BYTES : sizeof text;
    if (typing_press(kiosk, id, text, room)) {
        ask_write(kiosk, ask, text);
    }
    memset(text, 0, sizeof text);
    return true;
}

/* Leaving the keys is called Done: in a list it leads back to the list. */
static void
frame_typed(struct scene *scene, const struct ask *ask)
{
    if (ask->alone) {
        scene->frame.next.text = tr("Done");
    }
}

const struct asker asker_text = {frame_typed, add_text, touch_text};

/* ---- numbers ---- */

/* What was typed may be no number yet ("3."): the keyboard keeps it. */
static const char *
number_typed(const struct kiosk *kiosk, const struct ask *ask)
{
    const char *draft = kiosk->keyboard.draft;
    return *draft ? draft : ask_value(kiosk, ask);
}

static bool
may_be_negative(const struct kiosk *kiosk, const struct ask *ask)
{
    return control_may_be_negative(kiosk->pack->form, ask->place.control);
}

static void
add_number(struct scene *scene, const struct ask *ask)
{
    if (!ask->alone) {
        add_line(scene, ask);
        return;
    }
    bool decimals = ask->control->kind == CONTROL_DECIMAL;
    page_field(scene->page,
               &(struct page_field){.id = "field",
                                    .text = number_typed(scene->kiosk, ask),
                                    .placeholder = tr("Touch the numbers."),
                                    .problem = problem_words(scene, ask),
                                    .below_say = below_say(scene, ask),
                                    .number = true,
                                    .focus = true});
    scene_pad(scene, "key", decimals ? "." : NULL, may_be_negative(scene->kiosk, ask));
}

/* A number is written without a point at its end; without a digit there is none. */
static void
write_number(struct kiosk *kiosk, const struct ask *ask, const char *typed)
{
    char number[NUMBER_BYTES + 1];
    const char *digits = typed + (*typed == '-');
    const char *zero = *digits == '.' ? "0" : "";
    snprintf(number, sizeof number, "%s%s%s", *typed == '-' ? "-" : "", zero, digits);
    size_t size = strlen(number);
    if (size > 0 && number[size - 1] == '.') {
        number[size - 1] = '\0';
    }
    if (!strpbrk(typed, "0123456789")) {
        number[0] = '\0';
    }
    ask_write(kiosk, ask, number);
}

/* What the key makes of what was typed. A minus is put in front, or taken away again,
 * whenever it is touched. */
static void
press_number(const struct kiosk *kiosk, const struct ask *ask, const char *key,
             char typed[NUMBER_BYTES])
{
    bool decimals = ask->control->kind == CONTROL_DECIMAL;
    size_t sign = *typed == '-', size = strlen(typed);
    size_t most = sign + (decimals ? NUMBER_MAX_DIGITS : INTEGER_MAX_DIGITS);
    bool is_digit = key[0] >= '0' && key[0] <= '9';
    bool is_point = key[0] == '.' && decimals && !strchr(typed, '.');
    if (strcmp(key, "backspace") == 0 && size > 0) {
        typed[size - 1] = '\0';
    } else if (strcmp(key, "minus") == 0 && may_be_negative(kiosk, ask)) {
        memmove(typed + 1 - sign, typed + sign, size - sign + 1);
        typed[0] = sign ? typed[0] : '-';
    } else if ((is_digit || is_point) && size < most) {
        if (is_digit && strcmp(typed + sign, "0") == 0) {
            size = sign; /* no nought in front */
        }
        typed[size] = key[0];
        typed[size + 1] = '\0';
    }
}

static bool
touch_number(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    if (!ask->alone) {
        return touch_line(kiosk, ask, id);
    }
    const char *key = id_after(id, "key");
    if (!key) {
        return false;
    }
    char typed[NUMBER_BYTES];
    snprintf(typed, sizeof typed, "%s", number_typed(kiosk, ask));
    press_number(kiosk, ask, key, typed);
    snprintf(kiosk->keyboard.draft, sizeof kiosk->keyboard.draft, "%s", typed);
    write_number(kiosk, ask, typed);
    return true;
}

const struct asker asker_number = {frame_typed, add_number, touch_number};

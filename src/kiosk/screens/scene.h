/*
 * scene: one screen being built: the page it is laid out on, and memory for the words
 * of this screen alone. It takes as much as the screen needs, up to a maximum that no
 * form which askable.h lets through comes near; past that the scene has failed, and the
 * kiosk does without the screen.
 *
 * A screen is a name, a function that builds its page and a function that says what its
 * nodes do. The frame that all screens share (Back, Next, Aa, language) is filled in
 * here.
 */
#ifndef TOWNLINE_SCENE_H
#define TOWNLINE_SCENE_H

#include "county.h"
#include "kiosk.h"
#include "page.h"
#include "townline/arena.h"
#include "townline/askable.h"

#define SCENE_MAX_BYTES ((size_t)32 << 20)
#define SCENE_FILLED_MAX_BYTES                                                         \
    (8 * ASKABLE_TEXT_MAX_BYTES) /* of words being filled in */
#define SCENE_FEW 16             /* items or steppers of one question that is no list */

/* The rows of a keyboard, below one of candidates where Chinese is typed. */
struct typing_keys {
    struct keyboard_rows keyboard;
    struct page_key candidates[KEYBOARD_KEYS];
    char ids[KEYBOARD_KEYS][12];
    struct page_key_row rows[1 + KEYBOARD_ROWS];
};

struct scene {
    struct kiosk *kiosk;
    const struct theme *theme; /* of the screen that it is built for */
    struct page_frame frame;
    struct page *page;   /* once begun */
    struct arena memory; /* of words, items and steppers: until the page was ended */
    struct typing_keys typing; /* borrowed by the page until it was ended */
    struct page_key pad[4][4];
    struct page_key_row pad_rows[4];
    struct page_item spare_items[SCENE_FEW]; /* what is filled in without memory */
    struct page_stepper spare_steppers[SCENE_FEW];
    const char *towns[COUNTY_TOWNS_MAX];
    bool failed;
};

struct screen {
    const char *name; /* for transcripts and scripts */
    void (*build)(struct scene *scene);
    /* True when the id was this screen's. NULL: it has only the frame's. */
    bool (*touch)(struct kiosk *kiosk, const char *id);
};

/* Whether the screen that teaches the keys took the action: it says what the key does,
 * and does nothing else. */
bool screen_teaches_keys(struct kiosk *kiosk, enum action action);
/* The screen that the state asks for. */
const struct screen *screen_find(const struct kiosk *kiosk);

/* "" when memory ran out, and scene->failed is set. */
const char *scene_format(struct scene *scene, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `{name}` of a translated text replaced. */
const char *scene_fill(struct scene *scene, const char *text, const char *name,
                       const char *value);
/* "Source: the county", and one sentence after another, as the language joins them. */
const char *scene_labeled(struct scene *scene, const char *label, const char *value);
const char *scene_sentences(struct scene *scene, const char *first, const char *second);
/* The same for what is said aloud: a full stop stands between them unless the first has
 * a mark of its own. */
const char *scene_say(struct scene *scene, const char *first, const char *second);
/* Words between two stars in bold. */
const char *scene_bold(struct scene *scene, const char *words);
/* A buffer's bytes as a text, the end of a very long one left out; the buffer is
 * finished. */
const char *scene_take(struct scene *scene, struct buffer *buffer);
/* Words of the step at `place`. */
const char *scene_label(struct scene *scene, const struct place *place,
                        enum text_form form);
const char *scene_hint(struct scene *scene, const struct place *place,
                       enum text_form form);
/* Words of choice `i`. */
const char *scene_choice(struct scene *scene, const struct place *place, size_t i,
                         enum text_form text_form);
/* The name of its picture, NULL when it has none. */
const char *scene_choice_icon(struct scene *scene, const struct place *place, size_t i);
/* The name of the file that is heard instead of the words, NULL when there is none. */
const char *scene_choice_recording(struct scene *scene, const struct place *place,
                                   size_t i);
const char *scene_recording(struct scene *scene, const struct place *place);
/* A field of the service that the block of `place` is about, or NULL. */
const char *scene_service(const struct scene *scene, const struct place *place,
                          const char *field, enum text_form form);

/* Room for `count` items that live until the page was ended. Where memory ran out the
 * scene has failed; then it is NULL for more than SCENE_FEW of them, and room that
 * nobody draws for fewer. */
struct page_item *scene_items(struct scene *scene, size_t count);
struct page_stepper *scene_steppers(struct scene *scene, size_t count);
/* NULL when memory ran out. */
struct page_table_row *scene_table_rows(struct scene *scene, size_t count);
struct page_control *scene_controls(struct scene *scene, size_t count);
struct page_tens *scene_tens(struct scene *scene, size_t count);
struct page_step *scene_steps(struct scene *scene, size_t count);
struct page_headline *scene_headlines(struct scene *scene, size_t count);
/* "6:30 PM" where clocks are read so, "18:30" elsewhere. */
const char *scene_time(struct scene *scene, int minute_of_day);
/* Who reads the answers, and whom to ask, to be shown or spoken; NULL where the pack
 * does not say. */
const char *scene_readers(struct scene *scene, enum text_form text_form);
/* A code of these bytes, for a phone; `say` is what it is in words. False when they do
 * not fit into one, or memory ran out. */
bool scene_code(struct scene *scene, const void *bytes, size_t size, const char *say,
                struct page_qr *out);
/* Whose the kiosk is, as the pack says it, in the county's first language. */
void scene_place(struct scene *scene, struct page_place *out);
/* A pad of digits, ids "PREFIX-0" to "PREFIX-9" and "PREFIX-backspace"; `corner` (may
 * be NULL) stands at the bottom left, and so does "PREFIX-minus", if `has_minus`, or
 * beside it. */
void scene_pad(struct scene *scene, const char *prefix, const char *corner,
               bool has_minus);
/* Begins the page with scene->frame: fill that in first. */
void scene_begin(struct scene *scene);
/* Back, Next, Aa, language and where we are: what questions and pages between them
 * have. */
void scene_path_frame(struct scene *scene);
/* What is wrong at `place`: the form's own words, or ours. */
const char *scene_fault(struct scene *scene, enum instance_fault fault,
                        const struct place *place);
/* What staff expect to save at the service, and where the figure comes from, above the
 * question where the form wants it. */
void scene_savings(struct scene *scene, const struct place *place);
/* Where what staff expect fills the first page, "More" is the way to the answers. */
void scene_answers_frame(struct scene *scene, const struct place *place);
/* The button that opens the story, where there is one to tell; its touch. */
void scene_story_link(struct scene *scene);
bool scene_touch_story(struct kiosk *kiosk, const char *id);
/* The touch of a sheet that is only looked at: Close, or Back. */
bool scene_close_sheet(struct kiosk *kiosk, const char *id);
/* What is wrong at `place`, in words; NULL when it is not what the session tells. */
const char *scene_problem_words(struct scene *scene, const struct place *place);
/* The form's own words for it as they are spoken; NULL: they are ours, or there are
 * none.
 */
const char *scene_problem_say(struct scene *scene, const struct place *place);
/* "There is a problem", where the session tells of `place`: before its answers. */
void scene_problem(struct scene *scene, const struct place *place);

/* typing.c: the keys as they stand when a screen is first shown; nothing that was typed
 * before is left in them. */
void typing_begin(struct kiosk *kiosk, bool is_question);
/* Shows the keys for what was typed so far, until the page is ended. */
void typing_keys(struct scene *scene, const char *text);
/* Says of each row what the focus finds in it: "Row: q to p." */
void typing_name_rows(struct scene *scene, struct page_key_row *rows, size_t count);
/* What pressing a key does to the text, in place, which has room for `size` bytes;
 * false when it did not change. */
bool typing_press(struct kiosk *kiosk, const char *id, char *text, size_t size);
/* Wipes what typing Chinese knows of the text, and closes its tables, which take 20 MB.
 */
void typing_forget(struct kiosk *kiosk);

extern const struct screen screen_attract, screen_purpose, screen_service,
    screen_question, screen_map, screen_recorded, screen_deleted, screen_resting,
    screen_settings, screen_listen, screen_keys, screen_switches, screen_languages,
    screen_delete, screen_idle, screen_review, screen_others, screen_story,
    screen_another, screen_closed, screen_staff_hours, screen_staff_event,
    screen_staff_display, screen_staff_erase, screen_staff_erasing, screen_staff_test,
    screen_staff_old_pin, screen_staff_checks, screen_staff_touch, screen_staff_update,
    screen_staff_language, screen_staff_size, screen_staff_name, screen_staff_clock,
    screen_staff_pack, screen_staff_office, screen_staff_stopped, screen_staff_new_pin,
    screen_staff_pin_again, screen_staff_key, screen_staff_pin, screen_staff_menu,
    screen_staff_final, screen_staff_sending, screen_staff_carried,
    screen_staff_receipt, screen_staff_bundles, screen_staff_more, screen_staff_close,
    screen_staff_wall, screen_staff_stick, screen_staff_log, screen_staff_page,
    screen_staff_clock_back, screen_room;

#endif

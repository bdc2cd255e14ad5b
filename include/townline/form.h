/*
 * form: the questions, an ODK XForm, immutable once loaded; instance: one response
 * being filled in, with relevance, validity and calculation kept true after every
 * change. What a form calculates is in its default language; labels are in the language
 * asked for.
 *
 * Everything in a form is hostile until loaded. Loading refuses what this program
 * cannot do, naming the node and what is wrong. Not thread-safe per instance; a form
 * may be shared. Sources: ODK XForms specification (getodk.github.io/xforms-spec),
 * XForms 1.1 for the model, XPath 1.0 for expressions.
 */
#ifndef TOWNLINE_FORM_H
#define TOWNLINE_FORM_H

#include "townline/expression.h"
#include "townline/response.h"

#define FORM_MAX_BYTES ((size_t)4 << 20)

struct form;
bool form_load(const void *xml, size_t size, struct form **out, struct error *err)
    __attribute__((warn_unused_result));
void form_close(struct form *form);
const struct descriptor *form_descriptor(const struct form *form); /* borrowed */
const char *form_title(const struct form *form);

/* Languages in the form's order, the default first. */
struct form_language {
    const char *name;  /* as written in the form: "Español (es)" */
    const char *label; /* what residents read: "Español"; "" of one without a name */
    const char *code;  /* BCP 47: "es"; "und" where the name says none */
    /* Of this language alone, in responses and file names: the code, or where that is
     * not known or another language's too, one made from the name ("und-x-english"). */
    const char *id;
    bool right_to_left;
};
size_t form_language_count(const struct form *form);
const struct form_language *form_language(const struct form *form, size_t index);

/* The kiosk's own words that the form brings along in a language, by the index of
 * kiosk_words.h; each passed kiosk_word_check. NULL: it brings none; one that is
 * missing is NULL. */
const char *const *form_kiosk_words(const struct form *form, size_t language);
/* How many of them residents read in English, because neither the form nor the kiosk
 * has them; 0 for a language without a code, of which nobody knows. */
size_t form_missing_kiosk_words(const struct form *form, size_t language);

/* Which words of a text are wanted. A missing say falls back to the shown words. The
 * styling of a text (styling.h) is never among them, but for TEXT_STYLED: the shown
 * words with marks where they are bold or italic. */
enum text_form { TEXT_SHOWN, TEXT_SAY, TEXT_IMAGE, TEXT_AUDIO, TEXT_STYLED };
/* An itext by id, or NULL. A translation that is missing or "-" falls back to the
 * default language; *language_out (may be NULL) says which one the words are in. Places
 * to fill in (outputs) are left out. An image or audio is the name of a file in the
 * pack's media folder, never a path. */
const char *form_text(const struct form *form, size_t language, const char *id,
                      enum text_form text_form, size_t *language_out);

/* Services, from the instance with id "townline": what the service page shows. `field`
 * is a column of the services sheet: "label", "today", "change", "stays_here", "jobs",
 * "summary", "provided_by", "savings_low", "image", ...; NULL where the form has none.
 */
size_t form_service_count(const struct form *form);
const char *form_service_name(const struct form *form, size_t service);
const char *form_service_text(const struct form *form, size_t service,
                              const char *field, size_t language,
                              enum text_form text_form);
int form_find_service(const struct form *form, const char *name); /* -1 */

/* Stories of places that share a service: "title", "text", "place", "year",
 * "legal_form", "partners", "image", and "service", the name of the service it is
 * about; and events, by name: "label". In the order of their sheets. */
size_t form_story_count(const struct form *form);
const char *form_story_text(const struct form *form, size_t story, const char *field,
                            size_t language, enum text_form text_form);
size_t form_event_count(const struct form *form);
const char *form_event_name(const struct form *form, size_t event);
const char *form_event_text(const struct form *form, size_t event, const char *field,
                            size_t language, enum text_form text_form);

/* The form's body as a tree in document order; control 0 is the body itself. */
enum control_kind {
    CONTROL_GROUP,
    CONTROL_REPEAT,
    CONTROL_NOTE,
    CONTROL_SELECT_ONE,
    CONTROL_SELECT_MULTIPLE,
    CONTROL_RANK,
    CONTROL_RANGE,
    CONTROL_INTEGER,
    CONTROL_DECIMAL,
    CONTROL_TEXT,
    CONTROL_DATE,
    CONTROL_TIME,
    CONTROL_ACKNOWLEDGE,
};
struct control {
    enum control_kind kind;
    const char *path;       /* of its node: "about/identity" */
    const char *appearance; /* "" when none; words as written */
    int parent;             /* control index, -1 for the body */
    int question;           /* in the descriptor, -1 when it has none */
    int repeat;             /* innermost repeat of the descriptor around it, or -1 */
    bool is_services;       /* the keyed repeat over all services */
    bool is_contact; /* asked, but no part of the response: see instance_contact */
};
size_t form_control_count(const struct form *form);
const struct control *form_control(const struct form *form, size_t index);
/* True when `word` is one of the words of the control's appearance. */
bool control_has_appearance(const struct control *control, const char *word);

/* Whether a number below nought may be the answer: not where the constraint plainly
 * says that it is none, as ". >= 0" does. */
bool control_may_be_negative(const struct form *form, size_t control);

/* Paths below the root of the questions of a repeat that ask about the choice at their
 * own place in an earlier answer: taking a choice back moves what was answered there to
 * another one. NULL behind the last. */
const char *form_moving(const struct form *form, size_t index);

/* One control in one instance of each repeat around it. */
struct place {
    size_t control;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

struct instance;
struct instance_options {
    uint32_t
        half_day;  /* what today(), now(), start, end see: half-days since 1970-01-01 */
    uint64_t seed; /* of randomize() without a seed of its own, and of random() */
};
bool instance_create(const struct form *form, const struct instance_options *options,
                     struct instance **out, struct error *err)
    __attribute__((warn_unused_result));
void instance_destroy(struct instance *instance); /* wipes the answers */

/* Steps are what is shown one at a time: a relevant question or note, or a relevant
 * group whose appearance has the word field-list. `from` NULL: the first, or the last.
 * False when there is no further one. */
bool instance_next(const struct instance *instance, const struct place *from,
                   struct place *out);
bool instance_previous(const struct instance *instance, const struct place *from,
                       struct place *out);
bool instance_is_relevant(const struct instance *instance, const struct place *place);

/* Lexical value, "" when empty; borrowed until the next change. Of a question that is
 * not relevant it is what would come back. */
const char *instance_value(const struct instance *instance, const struct place *place);
/* Sets and recalculates. ERROR_INPUT when the value is not of the question's type, or
 * the question is read-only or not relevant; a value that breaks a constraint is kept
 * and told by instance_fault. On failure everything is as before. Codes of a
 * select_multiple are kept in form order, whatever order they came in. */
bool instance_set(struct instance *instance, const struct place *place,
                  const char *value, struct error *err)
    __attribute__((warn_unused_result));
/* True for one of the codes, which spaces divide. */
bool codes_hold(const char *codes, const char *code);
/* How a rank came about: the hidden field in the same group whose name is the rank's
 * and "_picks". NULL when the form has none. */
const char *instance_picks(const struct instance *instance, const struct place *place);
bool instance_set_picks(struct instance *instance, const struct place *place,
                        const char *picks, struct error *err)
    __attribute__((warn_unused_result));
/* What was picked for the resident beside what they chose at a select_multiple: codes
 * in the hidden field in the same group whose name is the question's and "_assigned".
 * NULL when the form has none. */
const char *instance_assigned(const struct instance *instance,
                              const struct place *place);
/* Adds one of the question's choices to it. */
bool instance_assign(struct instance *instance, const struct place *place,
                     const char *code, struct error *err)
    __attribute__((warn_unused_result));
enum instance_fault { FAULT_NONE, FAULT_REQUIRED, FAULT_CONSTRAINT };
/* `message_out` (may be NULL) gets the form's own message, styled, "" when it
 * has none. Of a field-list: the first fault in it. */
enum instance_fault instance_fault(const struct instance *instance,
                                   const struct place *place, size_t language,
                                   struct buffer *message_out);

/* True when an answer is wanted there, also while there is one. Of a field-list: of any
 * question in it. */
bool instance_is_required(const struct instance *instance, const struct place *place);

/* The words of a step, outputs filled in; not NUL-terminated. */
void instance_label(const struct instance *instance, const struct place *place,
                    size_t language, enum text_form text_form, struct buffer *out);
void instance_hint(const struct instance *instance, const struct place *place,
                   size_t language, enum text_form text_form, struct buffer *out);

/* The choices that a select shows now: filtered and in the order of randomize(). */
size_t instance_choice_count(const struct instance *instance,
                             const struct place *place);
const char *instance_choice_code(const struct instance *instance,
                                 const struct place *place,
                                 size_t choice); /* borrowed until the next change */
void instance_choice_label(const struct instance *instance, const struct place *place,
                           size_t choice, size_t language, enum text_form text_form,
                           struct buffer *out);

/* The relevant answers, with ANSWER_EMPTY for what was relevant and left empty; text
 * answers in clear. The array and its strings are borrowed until the next change.
 * `keep` (may be NULL for all) says whether an answer's place is finished and wanted.
 */
typedef bool instance_keep(void *context, size_t question,
                           const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
bool instance_answers(struct instance *instance, instance_keep *keep, void *context,
                      const struct answer **answers_out, size_t *count_out,
                      struct error *err) __attribute__((warn_unused_result));

/* For authors and tests: by a path such as "/data/about[2]/service", or the same below
 * the root, "about[2]/service". ERROR_MISSING when it leads nowhere now; a repeat
 * itself has a place also where it has no instance yet. */
bool instance_find(const struct instance *instance, const char *path, struct place *out,
                   struct error *err) __attribute__((warn_unused_result));
/* The other way: adds "/data/about[2]/service" to `out`, with the number of each repeat
 * around it. */
void instance_path(const struct instance *instance, const struct place *place,
                   struct buffer *out);
/* instance_set by path. A node that no control asks (hidden) takes any text. */
bool instance_set_path(struct instance *instance, const char *path, const char *value,
                       struct error *err) __attribute__((warn_unused_result));
/* A repeat without a count (jr:count) is as long as whoever answers wants: sets how
 * many instances there are, at most RESPONSE_INSTANCE_MAX; the last go first, and come
 * back with their answers. ERROR_INPUT for any other place. On failure all is as
 * before. */
bool control_is_open_repeat(const struct form *form, size_t control);
bool instance_repeat(struct instance *instance, const struct place *place, size_t count,
                     struct error *err) __attribute__((warn_unused_result));
/* How often the repeat at the place is there now, relevant or not. */
size_t instance_repeat_count(const struct instance *instance,
                             const struct place *place);
/* The instance as ODK clients send it: the form's nodes with their values, without what
 * is not relevant. A meta/instanceID that the form has was made from the seed. Adds
 * XML; out->failed tells that it did not fit. */
void instance_submission(const struct instance *instance, struct buffer *out);

/* What was left in the group with the appearance townline-contact: "name=value" lines
 * of what is relevant and answered there, if any of it is a text; else nothing. It is
 * in no answer of instance_answers, and is stored apart from them. */
void instance_contact(const struct instance *instance, struct buffer *lines_out);

/* For authors and tests: the type and value of an expression. `context` is an
 * expression that leads to the node it stands at, "/data/about[2]/service";
 * ERROR_MISSING when that leads nowhere. Of a node set the text is that of its first
 * node. */
struct evaluated {
    enum value_type type;
    size_t count;        /* of a node set */
    struct buffer *text; /* the caller's; added to, no NUL */
};
bool instance_evaluate(const struct instance *instance, const char *context,
                       const char *expression, struct evaluated *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

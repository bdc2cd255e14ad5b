/*
 * form: the questions. A form is an ODK XForm; it does not change once it is loaded. An
 * instance is one response that is being filled in: after every change it works out
 * again which questions are relevant, which values are valid and what is calculated.
 * Calculated texts are in the form's default language; labels are in the language that
 * the caller asks for.
 *
 * Everything in a form is hostile until it is loaded. Loading refuses what this program
 * cannot do, and names the node and what is wrong with it. One form may be used by
 * several threads, one instance by one thread at a time. Sources: the ODK XForms
 * specification (getodk.github.io/xforms-spec), XForms 1.1 for the model, XPath 1.0 for
 * expressions.
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
    /* The name of this language in responses and file names; no two languages of a form
     * have the same. It is the code. Where two languages have the same code, or none
     * that is known, it is a name made from the language's own: "und-x-english". */
    const char *id;
    bool right_to_left;
};
size_t form_language_count(const struct form *form);
const struct form_language *form_language(const struct form *form, size_t index);

/* The kiosk's own words that the form brings along in this language, by the index of
 * kiosk_words.h. Each one passed kiosk_word_check; a word that the form does not bring
 * is NULL. The result is NULL when the form brings none at all in this language.
 * Borrowed from the form. */
const char *const *form_kiosk_words(const struct form *form, size_t language);
/* How many of the kiosk's own words residents of this language read in English, because
 * neither the form nor the kiosk has them in it. 0 for a language without a code, since
 * nobody can tell which language it is. */
size_t form_missing_kiosk_words(const struct form *form, size_t language);

/* A text of the form has several forms: the words that are shown, the words that are
 * spoken, and the names of a picture and a sound. A text without words to speak is
 * spoken as it is shown. Only TEXT_STYLED has the marks of styling.h around bold and
 * italic words; the others have no styling. */
enum text_form { TEXT_SHOWN, TEXT_SAY, TEXT_IMAGE, TEXT_AUDIO, TEXT_STYLED };
/* The text with this id in the form's itext, or NULL. Where its translation is missing
 * or "-", the one of the default language is given; *language_out (may be NULL) is the
 * language that the words are in. Places for values (<output>) are left out. An image
 * or an audio is the name of a file in the pack's media folder, never a path. Borrowed
 * from the form. */
const char *form_text(const struct form *form, size_t language, const char *id,
                      enum text_form text_form, size_t *language_out);

/* The services, from the instance with the id "townline": what the service page shows.
 * `field` names a column of the services sheet: "label", "today", "change",
 * "stays_here", "jobs", "summary", "provided_by", "savings_low", "image", ... The
 * result is borrowed; it is NULL where the form has no such column or the service has
 * nothing in it. */
size_t form_service_count(const struct form *form);
const char *form_service_name(const struct form *form, size_t service);
const char *form_service_text(const struct form *form, size_t service,
                              const char *field, size_t language,
                              enum text_form text_form);
int form_find_service(const struct form *form, const char *name); /* -1: none */

/* Stories of places that share a service, in the order of their sheet. Their fields are
 * "title", "text", "place", "year", "legal_form", "partners", "image", and "service",
 * the name of the service that the story is about. Events have a name and the field
 * "label". */
size_t form_story_count(const struct form *form);
const char *form_story_text(const struct form *form, size_t story, const char *field,
                            size_t language, enum text_form text_form);
size_t form_event_count(const struct form *form);
const char *form_event_name(const struct form *form, size_t event);
const char *form_event_text(const struct form *form, size_t event, const char *field,
                            size_t language, enum text_form text_form);

/* The county that asks, the one row of its sheet. Its fields are "name", "logo",
 * "picture", "accent_color", "contact", "next_date", "next_place", "decided_by",
 * "results_address" and "collect_address", the page where phones collect. NULL where
 * the form says nothing about it. */
const char *form_county_text(const struct form *form, const char *field,
                             size_t language, enum text_form text_form);

/* The form's body is a tree. Its controls (questions, notes, groups and repeats) are
 * numbered in document order; control 0 is the body itself. */
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
    const char *appearance; /* words as written, "" when it has none */
    int parent;             /* number of the control around it, -1 for the body */
    int question;           /* number in the descriptor, -1 when it is no question */
    /* number in the descriptor of the innermost repeat around it, or -1 */
    int repeat;
    bool is_services; /* the repeat that has one instance for each service */
    /* lies in the group for contacts, which no response holds: see instance_contact */
    bool is_contact;
};
size_t form_control_count(const struct form *form);
const struct control *form_control(const struct form *form, size_t index);
/* The question with this path in the descriptor; -1 when there is none. */
int form_find_control(const struct form *form, const char *path);
/* What the control and each choice that it may ever show are called, for reports.
 * Places for values are left out. NULL where the form says nothing, and for the label
 * of a choice that has to be worked out. Borrowed from the form. */
const char *form_control_label(const struct form *form, size_t control,
                               size_t language);
size_t form_choice_count(const struct form *form, size_t control);
const char *form_choice_code(const struct form *form, size_t control, size_t choice);
const char *form_choice_label(const struct form *form, size_t control, size_t choice,
                              size_t language);
/* True when `word` is one of the words of the control's appearance. */
bool control_has_appearance(const struct control *control, const char *word);

/* Whether the answer may be below zero. Only a constraint that plainly says the
 * opposite, such as ". >= 0", makes it false. The kiosk then needs no key for minus. */
bool control_may_be_negative(const struct form *form, size_t control);

/* The paths, below the root, of questions that are in danger of a moved answer: they
 * lie in a repeat and ask about the choice that stands at their own position in an
 * earlier answer, for example selected-at(/data/chosen, position(..) - 1). When the
 * first choice is taken back, the second one moves to position 1, and what was answered
 * about the first then seems to be about the second. `pack check` warns of each. NULL
 * behind the last. */
const char *form_moving(const struct form *form, size_t index);

/* A place is one control; where it lies in repeats, `instance` says in which instance
 * of each of them, the outermost first. */
struct place {
    size_t control;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

struct instance;
struct instance_options {
    /* the day and half-day that today(), now(), start and end see, counted in
     * half-days since 1970-01-01 */
    uint32_t half_day;
    uint64_t seed; /* of random(), and of randomize() where the form gives no seed */
};
bool instance_create(const struct form *form, const struct instance_options *options,
                     struct instance **out, struct error *err)
    __attribute__((warn_unused_result));
void instance_destroy(struct instance *instance); /* wipes the answers; takes NULL */

/* A step is what is shown at one time: a relevant question or note, or a relevant group
 * whose appearance has the word field-list. instance_next gives the step after `from`,
 * instance_previous the one before it; with `from` NULL they give the first and the
 * last step. False when there is none. */
bool instance_next(const struct instance *instance, const struct place *from,
                   struct place *out);
bool instance_previous(const struct instance *instance, const struct place *from,
                       struct place *out);
bool instance_is_relevant(const struct instance *instance, const struct place *place);

/* The value as the form writes it ("2026-05-01", "library parks"), "" when there is
 * none; borrowed until the next change. A question that is not relevant keeps its
 * value, and gives it here: it is what the resident sees when the question becomes
 * relevant again. */
const char *instance_value(const struct instance *instance, const struct place *place);
/* Sets the value and recalculates. ERROR_INPUT when the value is not of the question's
 * type, or when the question is read-only or not relevant; then everything stays as
 * before. A value that breaks a constraint is kept, and instance_fault tells of it.
 * Codes of a select_multiple are kept in the order of the form, whatever their order in
 * `value`. */
bool instance_set(struct instance *instance, const struct place *place,
                  const char *value, struct error *err)
    __attribute__((warn_unused_result));
/* True when `code` is one of the codes in `codes`, a list divided by spaces. */
bool codes_hold(const char *codes, const char *code);
/* The picks are how a resident came to a rank: what was tapped on each screen. They are
 * kept in a hidden field of the same group that is named as the rank and "_picks"
 * (src/form/README.md has the format). NULL when the form has no such field. */
const char *instance_picks(const struct instance *instance, const struct place *place);
bool instance_set_picks(struct instance *instance, const struct place *place,
                        const char *picks, struct error *err)
    __attribute__((warn_unused_result));
/* The choices that the kiosk picked for the resident, beside those that the resident
 * chose at this select_multiple: codes, kept in a hidden field of the same group that
 * is named as the question and "_assigned". NULL when the form has no such field. */
const char *instance_assigned(const struct instance *instance,
                              const struct place *place);
/* Adds one of the question's choices to what was assigned. */
bool instance_assign(struct instance *instance, const struct place *place,
                     const char *code, struct error *err)
    __attribute__((warn_unused_result));
enum instance_fault { FAULT_NONE, FAULT_REQUIRED, FAULT_CONSTRAINT };
/* What is wrong with the answer at the place. `message_out` (may be NULL) gets the
 * form's own message with the marks of styling, or nothing where the form has none. For
 * a field-list it is the first fault in it. */
enum instance_fault instance_fault(const struct instance *instance,
                                   const struct place *place, size_t language,
                                   struct buffer *message_out);

/* The same message as it is spoken. */
void instance_fault_say(const struct instance *instance, const struct place *place,
                        size_t language, struct buffer *out);

/* True when the form wants an answer there, whether or not there is one already. For a
 * field-list: when it wants one of any question in it. */
bool instance_is_required(const struct instance *instance, const struct place *place);

/* Adds the words of a step to `out`, with the values filled in; no NUL is added. */
void instance_label(const struct instance *instance, const struct place *place,
                    size_t language, enum text_form text_form, struct buffer *out);
void instance_hint(const struct instance *instance, const struct place *place,
                   size_t language, enum text_form text_form, struct buffer *out);

/* The choices that a select shows now: those that its filter lets through, in the order
 * that randomize() gives them. */
size_t instance_choice_count(const struct instance *instance,
                             const struct place *place);
const char *instance_choice_code(const struct instance *instance,
                                 const struct place *place,
                                 size_t choice); /* borrowed until the next change */
void instance_choice_label(const struct instance *instance, const struct place *place,
                           size_t choice, size_t language, enum text_form text_form,
                           struct buffer *out);

/* The answers to all relevant questions, ANSWER_EMPTY for those that were left empty;
 * texts are not encrypted. The array and its strings are borrowed until the next
 * change. `keep` is called with each question and says whether its answer is wanted:
 * the kiosk, for example, leaves out what lies in an unfinished block. With `keep` NULL
 * all are given. */
typedef bool instance_keep(void *context, size_t question,
                           const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
bool instance_answers(struct instance *instance, instance_keep *keep, void *context,
                      const struct answer **answers_out, size_t *count_out,
                      struct error *err) __attribute__((warn_unused_result));

/* For authors and tests: finds a place by a path such as "/data/about[2]/service" or,
 * below the root, "about[2]/service". ERROR_MISSING when the path leads nowhere now. A
 * repeat has a place of its own even while it has no instance. */
bool instance_find(const struct instance *instance, const char *path, struct place *out,
                   struct error *err) __attribute__((warn_unused_result));
/* The opposite: adds the path of the place to `out`, with the number of the instance of
 * each repeat: "/data/about[2]/service". */
void instance_path(const struct instance *instance, const struct place *place,
                   struct buffer *out);
/* Does what instance_set does, with a path instead of a place. A hidden node, which no
 * control asks, takes any text. */
bool instance_set_path(struct instance *instance, const char *path, const char *value,
                       struct error *err) __attribute__((warn_unused_result));
/* A repeat without jr:count is open: whoever answers decides how many instances it has.
 * instance_repeat sets their number, at most RESPONSE_INSTANCE_MAX. When it is lowered,
 * the last instances go first; when it is raised again, they come back with their
 * answers. ERROR_INPUT for a place that is no open repeat; on failure everything stays
 * as before. */
bool control_is_open_repeat(const struct form *form, size_t control);
bool instance_repeat(struct instance *instance, const struct place *place, size_t count,
                     struct error *err) __attribute__((warn_unused_result));
/* The number of instances of the repeat at the place, whether or not it is relevant. */
size_t instance_repeat_count(const struct instance *instance,
                             const struct place *place);
/* Adds to `out` the XML that ODK clients send: the form's nodes with their values,
 * without those that are not relevant. Where the form has meta/instanceID, its value
 * was made from the seed. out->failed is set when it did not fit. */
void instance_submission(const struct instance *instance, struct buffer *out);

/* What the resident wrote in the group with the appearance townline-contact: a line
 * "name=value" for each question that is relevant and answered. Nothing is written when
 * none of the answers is a text, since then there is nobody to reach. instance_answers
 * has none of it, and it is stored apart from the answers. */
void instance_contact(const struct instance *instance, struct buffer *lines_out);

/* For authors and tests: the type and value of an expression. `context` is a path to
 * the node that the expression belongs to, "/data/about[2]/service"; ERROR_MISSING when
 * it leads nowhere. The text of a node set is that of its first node. */
struct evaluated {
    enum value_type type;
    size_t count;        /* nodes in a node set */
    struct buffer *text; /* the caller's; the value is added, without a NUL */
};
bool instance_evaluate(const struct instance *instance, const char *context,
                       const char *expression, struct evaluated *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

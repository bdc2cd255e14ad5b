/*
 * form_model: what a loaded form consists of, for the files of src/form alone. All of
 * it lies in the form's arena and does not change after loading.
 */
#ifndef TOWNLINE_FORM_MODEL_H
#define TOWNLINE_FORM_MODEL_H

#include "node.h"
#include "townline/arena.h"
#include "xml.h"

#include "townline/form.h"

struct term;

#define FORM_MAX_MEMORY ((size_t)96 << 20)
#define FORM_MAX_LANGUAGES 32
#define FORM_MAX_FIELDS 4000
#define FORM_MAX_CONTROLS 4000
#define FORM_MAX_LISTS 1000
#define FORM_MAX_TEXTS 50000
#define TEXT_FORMS 4 /* as many as enum text_form has */

/* A piece of a text: either words, or an output, which is a value to fill in. A value
 * that is filled in is never read as styling. */
struct piece {
    const char *text; /* the words as residents read them; NULL for an output */
    /* the same with the marks of styling.h; NULL when it has no styling */
    const char *styled;
    const struct term *output;
    const struct piece *next;
};
struct words {
    const struct piece *pieces; /* NULL when the text has no outputs */
    const char *plain, *styled; /* the text with its outputs left out */
};

struct text_entry {
    const char *id;
    struct words *forms; /* [language * TEXT_FORMS + form] */
};

/* What a control, a choice or a message says: an itext, or words of its own. */
struct label {
    const struct text_entry *text; /* NULL when it has `words` of its own */
    struct words words;
};

enum data_type {
    DATA_STRING,
    DATA_INTEGER,
    DATA_DECIMAL,
    DATA_TRUTH,
    DATA_DATE,
    DATA_TIME,
    DATA_DATE_TIME
};
enum preload {
    PRELOAD_NONE,
    PRELOAD_TODAY,
    PRELOAD_NOW,
    PRELOAD_IDENTITY, /* "uuid:..." of this instance */
    PRELOAD_EMPTY
};

/* A node of the form's own data (the primary instance), with its bind. */
struct field {
    const char *name;
    const char *path; /* below the root: "about/identity"; "" for the root itself */
    const struct field *parent;
    struct field *first, *last, *next;
    const struct xml_node *xml;
    size_t index;
    const char *value; /* the default, "" when it has none */
    bool is_meta;      /* lies in the meta block */
    bool is_bound;     /* has a bind of its own */
    /* stands for the heading of a table of questions, and is never answered */
    bool is_heading;
    enum data_type type;
    enum preload preload;
    const struct term *relevant, *required, *constraint, *readonly, *calculate;
    struct label required_message, constraint_message;
    /* the same repeat written a second time in the data, as ODK allows */
    const struct xml_node *again;
    /* Of a repeat: */
    bool is_repeat;
    bool is_keyed;            /* the repeat that has one instance for each service */
    bool is_fixed;            /* its number of instances cannot be changed */
    const struct term *count; /* jr:count; NULL when whoever answers decides */
    /* the node that jr:count names, NULL when it is more than a name */
    const struct field *counter;
    /* number in the descriptor of the innermost repeat around it, -1 when there is none
     */
    int repeat;
    int question; /* number in the descriptor, -1 when it is no question */
    int control;  /* number of the first control bound to it, -1 when there is none */
};

/* A choice that is written in the control itself, not in a list. */
struct choice {
    const char *code;
    struct label label;
};

struct control_detail {
    /* the question or group that the control is bound to; never NULL */
    const struct field *field;
    /* number of the first control behind it and all that lies in it */
    size_t end;
    struct label label, hint;
    /* where the choices come from; NULL when they are `choices` */
    const struct term *itemset;
    const struct term *item_value, *item_label; /* read at each item of the itemset */
    /* which choices are shown depends on answers */
    bool is_filtered;
    struct choice *choices;
    size_t choice_count;
    const char **codes; /* all codes it may ever have, in the order of the form */
    /* the items of these codes; NULL when there is no itemset */
    struct form_node **items;
    size_t code_count;
    /* all items of the itemset before any filter, also those that share a code */
    size_t offered_count;
    bool takes_one; /* is a select1 */
    /* counted in units of 10^-range_decimals */
    int64_t range_min, range_max, range_step;
    unsigned range_decimals;
};

/* A secondary instance, which holds a list for choices. */
struct list {
    const char *id;
    struct form_node *top; /* above its root element */
    const struct xml_node *xml;
};

/* What a form has to work out again after a change. `targets` holds them in an order in
 * which each comes after those that it reads. */
enum target_kind { TARGET_RELEVANT, TARGET_CALCULATE, TARGET_COUNT, TARGET_CHOICES };
struct target {
    enum target_kind kind;
    const struct field *field;
    const struct control_detail *detail; /* of TARGET_CHOICES */
};

/* <setvalue>: a default that is worked out when the instance begins, or a new instance
 * of a repeat. */
struct setter {
    const struct field *field;
    const struct term *term; /* NULL when it is `text` */
    const char *text;
    bool at_load, at_new_repeat;
    bool reads; /* its expression reads other questions */
};

struct record_column {
    const char *name;
    struct label label;
};
/* A service, a story, an event or the county: a row of its sheet. */
struct record {
    const char *name; /* "" for a story and the county, which are not found by it */
    struct record_column *columns;
    size_t column_count;
};
struct records {
    struct record *items;
    size_t count;
};

struct form {
    struct arena arena;
    const char *title, *id, *version;
    struct form_language *languages;
    size_t language_count;
    struct text_entry *texts; /* in the order of their ids */
    size_t text_count;
    struct list *lists;
    size_t list_count;
    struct field *root; /* "/data" */
    struct field **fields;
    size_t field_count;
    struct control *controls;
    struct control_detail *details; /* by the same number as controls */
    size_t control_count;
    struct target *targets;
    size_t target_count;
    struct setter *setters; /* in document order */
    size_t setter_count;
    struct records services, stories, events, county; /* one county at most */
    /* [language * kiosk_word_list_count + word]; NULL: the form brings none */
    const char **kiosk_words;
    struct descriptor *descriptor; /* owned */
};

const struct text_entry *form_find_text(const struct form *form, const char *id);
const struct list *form_find_list(const struct form *form, const char *id);
/* The words of a label in the language and form of text, with the same fall-backs as
 * form_text; NULL when there are none. */
const struct words *label_words(const struct form *form, const struct label *label,
                                size_t language, enum text_form text_form,
                                size_t *language_out);
/* The words with their outputs left out, in the form of text. */
const char *words_without_outputs(const struct words *words, enum text_form text_form);
/* Finds a field by an absolute path such as "/data/about/service", or one that begins
 * at the field `from`: "../age". */
struct field *form_find_from(const struct form *form, const struct field *from,
                             const char *path);
struct field *field_child(const struct field *field, const char *name);
/* Finds a service, story or event by its name; -1 when there is none. */
int records_find(const struct records *records, const char *name);
/* Whether the field is a townline-contact group, or lies in one. */
bool contact_holds(const struct form *form, const struct field *field);

#endif

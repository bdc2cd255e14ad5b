/*
 * form_model: what a loaded form consists of, for the files of this folder alone. All
 * of it lies in the form's arena and does not change after loading.
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
#define TEXT_FORMS 4 /* enum text_form */

/* A text with places to fill in. What fills them in is never read as styling. */
struct piece {
    const char *text;   /* as it is read; NULL for an output */
    const char *styled; /* the same with the marks of styling.h; NULL: it has none */
    const struct term *output;
    const struct piece *next;
};
struct words {
    const struct piece *pieces; /* NULL: there are none */
    const char *plain, *styled; /* the text without outputs */
};

struct text_entry {
    const char *id;
    struct words *forms; /* [language * TEXT_FORMS + form] */
};

/* What a control, a choice or a message says: an itext, or words of its own. */
struct label {
    const struct text_entry *text; /* NULL: `words` */
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
    PRELOAD_IDENTITY, /* "uuid:..." of the instance */
    PRELOAD_EMPTY
};

/* A node of the primary instance as the form defines it, with its bind. */
struct field {
    const char *name;
    const char *path; /* below the root: "about/identity"; "" the root itself */
    const struct field *parent;
    struct field *first, *last, *next;
    const struct xml_node *xml;
    size_t index;
    const char *value; /* default, "" when none */
    bool is_meta;      /* of the meta block */
    bool is_bound;     /* has a bind of its own */
    bool is_heading;   /* of a table of questions: never answered */
    enum data_type type;
    enum preload preload;
    const struct term *relevant, *required, *constraint, *readonly, *calculate;
    struct label required_message, constraint_message;
    const struct xml_node *again; /* where it stands a second time, as repeats may */
    /* Of a repeat: */
    bool is_repeat;
    bool is_keyed;               /* the repeat over all services */
    bool is_fixed;               /* nobody may add to it or take from it */
    const struct term *count;    /* jr:count; NULL: whoever answers decides */
    const struct field *counter; /* the node that jr:count names, if it names one */
    int repeat;   /* innermost repeat of the descriptor that it lies in, -1 */
    int question; /* in the descriptor, -1 */
    int control;  /* first control bound to it, -1 */
};

/* A choice that stands in the body itself. */
struct choice {
    const char *code;
    struct label label;
};

struct control_detail {
    const struct field *field; /* whose answer or group it is; never NULL */
    size_t end;                /* first control after its inside */
    struct label label, hint;
    const struct term *itemset;                 /* NULL: `choices` */
    const struct term *item_value, *item_label; /* for one item of the itemset */
    bool is_filtered;                           /* what it shows depends on answers */
    struct choice *choices;
    size_t choice_count;
    const char **codes;       /* every code it can ever have, in form order */
    struct form_node **items; /* beside codes: of an itemset, else NULL */
    size_t code_count;
    size_t
        offered_count; /* of an itemset: items before any filter, whatever their code */
    bool takes_one;    /* a select1 */
    int64_t range_min, range_max, range_step; /* in units of 10^-range_decimals */
    unsigned range_decimals;
};

/* A secondary instance. */
struct list {
    const char *id;
    struct form_node *top; /* above its root element */
    const struct xml_node *xml;
};

/* What has to be worked out again after a change, in this order. */
enum target_kind { TARGET_RELEVANT, TARGET_CALCULATE, TARGET_COUNT, TARGET_CHOICES };
struct target {
    enum target_kind kind;
    const struct field *field;
    const struct control_detail *detail; /* TARGET_CHOICES */
};

/* <setvalue>: a default that is worked out when the instance or the repeat begins. */
struct setter {
    const struct field *field;
    const struct term *term; /* NULL: `text` */
    const char *text;
    bool at_load, at_new_repeat;
    bool reads; /* other questions */
};

struct record_column {
    const char *name;
    struct label label;
};
/* A service, a story or an event. */
struct record {
    const char *name; /* "" of a story */
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
    struct text_entry *texts; /* sorted by id */
    size_t text_count;
    struct list *lists;
    size_t list_count;
    struct field *root; /* "/data" */
    struct field **fields;
    size_t field_count;
    struct control *controls;
    struct control_detail *details; /* beside controls */
    size_t control_count;
    struct target *targets;
    size_t target_count;
    struct setter *setters; /* in document order */
    size_t setter_count;
    struct records services, stories, events;
    const char *
        *kiosk_words; /* [language * kiosk_word_list_count + word]; NULL: none */
    struct descriptor *descriptor; /* owned */
};

const struct text_entry *form_find_text(const struct form *form, const char *id);
const struct list *form_find_list(const struct form *form, const char *id);
/* The words wanted, with the fall-backs of form_text; NULL when there are none. */
const struct words *label_words(const struct form *form, const struct label *label,
                                size_t language, enum text_form text_form,
                                size_t *language_out);
/* Without what is filled in, as that form of text shows it. */
const char *words_without_outputs(const struct words *words, enum text_form text_form);
/* By an absolute path such as "/data/about/service"; NULL when there is none. */
struct field *form_find_field(const struct form *form, const char *path);
/* The same, or by a path such as "../age" that begins at `from`. */
struct field *form_find_from(const struct form *form, const struct field *from,
                             const char *path);
struct field *field_child(const struct field *field, const char *name);
/* A service, story or event by its name; -1 when there is none. */
int records_find(const struct records *records, const char *name);
/* Whether the field is a townline-contact group or lies in one. */
bool contact_holds(const struct form *form, const struct field *field);

#endif

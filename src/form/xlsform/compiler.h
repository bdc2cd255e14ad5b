/*
 * compiler: what a workbook becomes on its way to an XForm, for the files of this
 * folder alone: its languages, texts, choice lists and the tree of its questions.
 * Everything lies in one arena. Each step is in the file of its name; xlsform.c runs
 * them in the order given here. A step goes on after a fault of the author, so that all
 * of them are told; it returns false only when memory is out, with the error set.
 */
#ifndef TOWNLINE_COMPILER_H
#define TOWNLINE_COMPILER_H

#include "itext_table.h"
#include "name_index.h"
#include "survey_type.h"
#include "table.h"
#include "townline/arena.h"

#include "townline/xlsform.h"

#define COMPILER_MAX_MEMORY ((size_t)128 << 20)
#define COMPILER_MAX_ELEMENTS 4000
#define COMPILER_MAX_DEPTH 20

/* A cell that residents do not read: an expression or a name. */
struct formula {
    const char *text; /* "" when the cell is empty; quotes made straight */
    struct cell_place place;
};

/* A text that residents read, in each language. It is "" where nothing is written. */
struct text {
    const char **words;      /* one for each language; NULL: none in any */
    unsigned *columns;       /* that they stand in, from 1; NULL as words */
    bool is_translated;      /* some of it stands under a language */
    struct cell_place place; /* of the first that is there */
};

struct choice_item {
    const char *name;
    struct text label, say, image, big_image, audio;
    size_t row; /* of the sheet, from 0 */
    struct choice_item *next;
};
struct choice_list {
    const char *name;
    struct choice_item *first, *last;
    size_t count, row;
    const struct choice_item *other; /* that or_other has added; NULL */
    bool has_itext, is_used;
    bool gets_other;  /* by an or_other somewhere */
    bool told_spaces; /* in the names of its choices */
    struct choice_list *next;
};

/* What the parameters of a range can say, as they are written. */
enum range_part {
    RANGE_START,
    RANGE_END,
    RANGE_STEP,
    RANGE_TICKS,
    RANGE_SHOWN, /* where the slider stands before it is moved */
    RANGE_LABELS,
    RANGE_PARTS,
};

enum element_kind { ELEMENT_GROUP, ELEMENT_REPEAT, ELEMENT_QUESTION };
struct tags;

/* A question, a group or a repeat: a row of the survey, or one made from it. */
struct element {
    enum element_kind kind;
    const struct survey_type *type; /* of a question */
    const char *name, *path;        /* "age", "/data/you/age" */
    struct element *parent, *first, *last, *next;
    struct element *all_next; /* in the order of the sheet */
    unsigned row;             /* as in struct cell_place */
    struct text label, say, hint, say_hint, guidance, image, big_image, audio;
    struct text required_message, constraint_message;
    struct text say_required, say_constraint;
    struct formula relevant, required, constraint, readonly, calculate, initial;
    struct formula count, filter, parameters, appearance, bind_type;
    struct choice_list *list;
    bool has_other;  /* select_one towns or_other */
    bool is_made;    /* no row of its own stands in the survey */
    bool is_refused; /* told once; nothing more is said of it */
    bool is_twice;   /* another in its group has its name, which is told */
    bool is_keyed;   /* a repeat over all services */
    bool is_randomized;
    bool says_randomize; /* randomize=false too */
    bool has_fractions;  /* a range whose steps are no whole numbers */
    const char *seed;    /* of randomize */
    const char *range[RANGE_PARTS];
    const char *rows;
};

struct line_mark {
    unsigned long line;
    const struct element *element;
};

struct settings {
    const char *title, *id, *version, *default_language, *style;
    const char *namespaces;
    struct formula instance_name;
    bool allow_choice_duplicates;
    bool keeps_spaces;      /* clean_text_values: no */
    bool leaves_out_the_id; /* omit_instanceID: yes */
};

struct compiler {
    const struct workbook *workbook;
    const struct xlsform_options *options;
    struct diagnostics *diagnostics;
    struct error *err;
    struct arena arena;
    struct languages languages;
    struct settings settings;
    struct table survey, choices, setting;
    struct choice_list *lists, *last_list;
    struct name_index list_names;       /* the rows of the choices by their list */
    struct choice_list **row_lists;     /* of each row of the choices */
    struct name_index choice_names;     /* by their list */
    struct element root, *first, *last; /* first and last of all, root left out */
    size_t element_count;
    struct name_index paths;      /* of the elements, like these */
    struct name_index elements;   /* once all of them are there */
    struct name_index references; /* every ${name} of the sheets, once it is needed */
    bool has_references;
    const struct element *services; /* the question with the services; NULL */
    size_t guesses;                 /* names that were compared for "did you mean" */
    struct itext_table itext;
    struct buffer instances; /* XML of secondary instances of the extra sheets */
    size_t lost_count;       /* needed cells that show an error value */
    /* Cells of these kinds could not be read, so what seems to be missing may be there:
     */
    bool lost_types, lost_names, lost_choices, lost_labels;
    struct line_mark *marks; /* which line of the XForm comes from which row */
    size_t mark_count;
};

/* workbook_languages: which there are, from the headers of all sheets. */
bool languages_load(struct compiler *compiler);
/* Of a further sheet: which language each column is in. One that the survey does not
 * have is an error. */
void languages_bind(struct compiler *compiler, struct table *table);
/* lost_cells: tells the cells of a sheet that show an error value and that the form
 * needs. False when memory is out. */
bool lost_cells_tell(struct compiler *compiler, const struct table *table);
/* column_checks: columns that mean the same, and those that look misspelt. */
void columns_check(struct compiler *compiler, const struct table *table,
                   const struct column_rules *rules);
/* Of a table that lacks these columns: tells the row in which they stand. False when it
 * is told. */
bool headings_check(struct compiler *compiler, const struct table *table,
                    const char *first, const char *second);
/* Whether the rows of a further sheet can be read: it has its key column or, where its
 * rules have none, any that is known. Else the author is told once, not at each row. */
bool key_column_check(struct compiler *compiler, const struct table *table,
                      const struct column_rules *rules);
/* settings_sheet */
bool settings_sheet_load(struct compiler *compiler);
/* The root of the answers: "data", unless the settings have a name for it. */
bool settings_name_root(struct compiler *compiler);
/* choices_sheet */
bool choices_load(struct compiler *compiler);
struct choice_list *choices_find(const struct compiler *compiler, const char *name);
/* The choice of that name, the first of them; NULL when there is none. */
const struct choice_item *choices_find_item(const struct compiler *compiler,
                                            const struct choice_list *list,
                                            const char *name, size_t size);
/* element_names: names that are used twice where they may not be. */
bool names_check(struct compiler *compiler);
/* Whether some ${name} of the workbook is this one. False when memory is out. */
bool references_find(struct compiler *compiler, const char *name, bool *is_there);
/* From now on elements can be found by their name; false when memory is out. */
bool elements_index(struct compiler *compiler);
/* The last element of that name, and how many there are (may be NULL). */
const struct element *elements_find(const struct compiler *compiler, const char *name,
                                    size_t size, size_t *count_out);
/* survey_sheet: rows to the tree of elements; element: the cells of one. */
bool survey_load(struct compiler *compiler);
struct element *element_add(struct compiler *compiler, struct element *parent,
                            enum element_kind kind, const char *name, unsigned row);
bool element_load(struct compiler *compiler, struct element *element, size_t row);
void element_clear_formulas(struct element *element); /* "" in place of NULL */
/* The question among the direct children of a group; NULL when there is none. */
struct element *element_child(const struct element *parent, const char *name);
bool element_is(const struct element *element, enum survey_kind kind);
bool element_is_repeated(const struct element *element); /* lies in a repeat */
bool element_has_appearance(const struct element *element, const char *word);
/* Whether residents see it: then it has a control in the body. */
bool element_is_shown(const struct element *element);
bool element_set_type(struct compiler *compiler, struct element *element,
                      const struct type_cell *cell, struct cell_place place);
/* parameters: "start=1 end=5", as they stand in a cell. range_checks: fills in what the
 * parameters of a range leave out, and finds the list of its labels. */
bool parameters_load(struct compiler *compiler, struct element *element);
void range_check(struct compiler *compiler, struct element *element);
/* default_value: whether a default is worked out when the question is first reached. */
bool default_is_dynamic(const struct element *element);
/* table_list: the group becomes a field-list with a note; before the first of its
 * selects comes a heading, and *shared is set to the list that all of them must have.
 */
bool table_list_begin(struct compiler *compiler, struct element *group);
bool table_list_add(struct compiler *compiler, const struct choice_list **shared,
                    struct element *parent, const struct type_cell *type, size_t row);
/* or_other: the choice and the question that it adds. */
bool or_other_add(struct compiler *compiler);
/* extra_sheets: services, stories, events; adds texts and instances. */
bool extra_sheets_compile(struct compiler *compiler);
/* placeholder: ${name} */
enum placeholder_mode {
    PLACEHOLDER_PATH,    /* in an expression of the element */
    PLACEHOLDER_CURRENT, /* in a predicate, where "." is something else */
};
/* The expression with paths in place of names, in the arena; what is not known is left.
 * NULL when memory is out. */
const char *placeholder_resolve(struct compiler *compiler,
                                const struct element *context, const char *text,
                                enum placeholder_mode mode);
/* The words, each ${name} and each path that begins with instance() as
 * <output value="..."/>. */
bool placeholder_write_words(struct compiler *compiler, struct tags *tags,
                             const struct element *context, const char *words);
bool has_placeholder(const char *text);
bool has_output(const char *words);
bool is_plain_reference(const char *text); /* "${name}" and nothing else */
/* Tells names that are not known and ${ that are not written well. */
bool placeholders_check(struct compiler *compiler, const char *text,
                        struct cell_place place);
/* An expression as the parser of expressions can read it, each ${name} replaced by as
 * many bytes, so that what it says of a place holds for the cell. NULL: no memory. */
const char *placeholder_mask(struct compiler *compiler, const char *text);

/* formula_checks: every expression and every ${name} can be read. */
bool formulas_check(struct compiler *compiler);
/* reference_checks: tells names and paths of an expression that lead nowhere, and
 * choices that are in no list. `mask`: as placeholder_mask() gives it. */
void references_check(struct compiler *compiler, const struct element *element,
                      const struct formula *formula, const char *mask);
/* survey_checks, appearance_checks: what a form would run with and still be wrong. */
void survey_check(struct compiler *compiler);
void appearances_check(struct compiler *compiler);
/* styling_checks: tags that are left out are told. False when memory is out. */
bool styling_check(struct compiler *compiler, const char *words,
                   struct cell_place place);
/* survey_texts: the texts of survey and choices go into the itext. */
bool survey_texts_add(struct compiler *compiler);
/* Whether these words stand in the itext, or in their place in the form: there those
 * that no column translates. */
bool label_has_itext(const struct element *element);
bool hint_has_itext(const struct element *element);
bool message_has_itext(const struct text *message, const struct text *say);
/* "/data/age:label" in the arena; NULL when memory is out. */
const char *text_id(struct compiler *compiler, const struct element *element,
                    const char *what);
/* The first language with a translation of its own: the default one has none when all
 * its words stand in their places. */
size_t itext_first_language(const struct compiler *compiler);
/* False when memory is out. */
bool itext_count_missing(struct compiler *compiler);
/* own_attributes: columns that become attributes of a bind, a control or a node; those
 * that cannot are told. */
void attributes_check(struct compiler *compiler, struct table *table);
bool attributes_write(struct compiler *compiler, struct tags *tags,
                      const struct element *element, enum column_part part);
/* Whether a column writes that attribute for this element. */
bool attributes_has(const struct compiler *compiler, const struct element *element,
                    enum column_part part, const char *name);
void attributes_write_form(const struct compiler *compiler, struct tags *tags);
bool namespaces_write(struct compiler *compiler, struct tags *tags);
/* model_writer, body_writer: the XForm. */
bool xform_write(struct compiler *compiler, struct buffer *out);
void xform_mark(struct compiler *compiler, const struct tags *tags,
                const struct element *element);
/* setvalue for a default that is worked out, when the event comes. */
bool setvalue_write(struct compiler *compiler, struct tags *tags,
                    const struct element *element, const char *event);
bool model_write(struct compiler *compiler, struct tags *tags);
bool body_write(struct compiler *compiler, struct tags *tags);

/* cells */
bool compiler_no_memory(struct compiler *compiler);
/* Straight quotes, runs of spaces made one, each on the sheets where it is done; NULL
 * when memory is out. */
const char *compiler_clean(struct compiler *compiler, const struct table *table,
                           const char *text);
struct formula compiler_formula(struct compiler *compiler, const struct table *table,
                                size_t row, const char *column);
/* Words, cleaned as their sheet is. False when memory is out. */
bool compiler_text(struct compiler *compiler, const struct table *table, size_t row,
                   struct column_key key, struct text *out);
const char *text_in(const struct text *text, size_t language); /* "" when none */
bool text_is_empty(const struct text *text);
struct cell_place text_place(const struct text *text, size_t language);
/* The cell where the label of a row belongs, in the first language that has a column.
 */
struct cell_place compiler_label_place(const struct compiler *compiler,
                                       const struct table *table, size_t row);
bool is_yes(const char *text);
bool is_no(const char *text);
bool is_valid_name(const char *name);
/* Whether the two differ only by a slip or two of the finger. Used for "was ...
 * meant?". */
bool is_like(const char *a, const char *b);
/* Whether a name may be compared with `count` others, to ask "was ... meant?". After
 * many comparisons it may not, so that thousands of faults are not endless work. */
bool compiler_may_guess(struct compiler *compiler, size_t count);
/* spoken_cells: tells the caller of the compiler what a voice speaks of a text, where
 * it asks for that. `audio` may be NULL. */
void spoken_cells_tell(const struct compiler *compiler, const struct table *table,
                       const struct text *shown, const struct text *said,
                       const struct text *audio);
/* spoken_cells: tells of recordings that a kiosk cannot play, or that are heard in more
 * languages than one. */
void recordings_check(const struct compiler *compiler, const struct text *audio);
/* Checks the media files that a cell names. The author is told when the pack will not
 * have one. */
void compiler_check_media(struct compiler *compiler, const struct text *text);
#endif

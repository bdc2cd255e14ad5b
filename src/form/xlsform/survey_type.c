/* survey_type: reads the column type. Sources: the table of types in the XLSForm
 * reference, and older names that compilers of XLSForm still read, such as "q string",
 * "add text prompt" and "get today". */
#include "survey_type.h"

#include "compiler.h"

#include <string.h>
#include <strings.h>

const struct survey_type survey_type_text = {"text", SURVEY_INPUT, "string",
                                             NULL,   NULL,         NULL};
const struct survey_type survey_type_calculate = {
    "calculate", SURVEY_CALCULATE, "string", NULL, NULL, NULL};

const struct survey_type survey_type_note = {"note", SURVEY_NOTE, "string",
                                             NULL,   NULL,        NULL};

static const struct survey_type types[] = {
    {"text", SURVEY_INPUT, "string", NULL, NULL, NULL},
    {"string", SURVEY_INPUT, "string", NULL, NULL, NULL},
    {"note", SURVEY_NOTE, "string", NULL, NULL, NULL},
    {"integer", SURVEY_INPUT, "int", NULL, NULL, NULL},
    {"int", SURVEY_INPUT, "int", NULL, NULL, NULL},
    {"decimal", SURVEY_INPUT, "decimal", NULL, NULL, NULL},
    {"date", SURVEY_INPUT, "date", NULL, NULL, NULL},
    {"time", SURVEY_INPUT, "time", NULL, NULL, NULL},
    {"range", SURVEY_RANGE, "int", NULL, NULL, NULL},
    {"acknowledge", SURVEY_ACKNOWLEDGE, "string", NULL, NULL, NULL},
    {"trigger", SURVEY_ACKNOWLEDGE, "string", NULL, NULL, NULL},
    {"calculate", SURVEY_CALCULATE, "string", NULL, NULL, NULL},
    {"hidden", SURVEY_HIDDEN, "string", NULL, NULL, NULL},
    {"start", SURVEY_PRELOADED, "dateTime", "timestamp", "start", NULL},
    {"start time", SURVEY_PRELOADED, "dateTime", "timestamp", "start", NULL},
    {"end", SURVEY_PRELOADED, "dateTime", "timestamp", "end", NULL},
    {"end time", SURVEY_PRELOADED, "dateTime", "timestamp", "end", NULL},
    {"today", SURVEY_PRELOADED, "date", "date", "today", NULL},
    {"percentage", SURVEY_INPUT, "int", NULL, NULL, "0 <= . and . <= 100"},
    {"phone number", SURVEY_INPUT, "string", NULL, NULL, "regex(., '^\\d*$')"},
    {"number of days in last month", SURVEY_INPUT, "int", NULL, NULL,
     "0 <= . and . <= 31"},
    {"number of days in last six months", SURVEY_INPUT, "int", NULL, NULL,
     "0 <= . and . <= 183"},
    {"number of days in last year", SURVEY_INPUT, "int", NULL, NULL,
     "0 <= . and . <= 365"},
};

static const struct survey_type select_one = {
    "select one", SURVEY_SELECT_ONE, "string", NULL, NULL, NULL};
static const struct survey_type select_multiple = {
    "select multiple", SURVEY_SELECT_MULTIPLE, "string", NULL, NULL, NULL};
static const struct survey_type rank = {"rank", SURVEY_RANK, "odk:rank",
                                        NULL,   NULL,        NULL};

/* A longer name stands before the shorter ones that it begins with. */
static const struct {
    const char *words;
    const struct survey_type *type; /* NULL: choices from a file */
} selects[] = {
    {"add select one prompt using", &select_one},
    {"add select multiple prompt using", &select_multiple},
    {"select one from file", NULL},
    {"select multiple from file", NULL},
    {"rank from file", NULL},
    {"select one external", NULL},
    {"select all that apply from", &select_multiple},
    {"select all that apply", &select_multiple},
    {"select multiple from", &select_multiple},
    {"select multiple using", &select_multiple},
    {"select multiple", &select_multiple},
    {"select one from", &select_one},
    {"select one using", &select_one},
    {"select one", &select_one},
    {"select1", &select_one},
    {"rank", &rank},
};

#define ASK_STAFF "Take it out, or ask it of staff in another form."
static const struct {
    const char *name, *reason, *instead;
} refused[] = {
    {"image", "a kiosk takes no pictures.", ASK_STAFF},
    {"photo", "a kiosk takes no pictures.", ASK_STAFF},
    {"picture", "a kiosk takes no pictures.", ASK_STAFF},
    {"audio", "a kiosk records no sound.", "Ask it as text."},
    {"video", "a kiosk records no video.", "Take it out."},
    {"file", "nobody can bring a file to a kiosk.", "Take it out."},
    {"barcode", "a kiosk reads no barcodes.", "Ask it as text or integer."},
    {"geopoint", "a kiosk does not ask for a place on a map.",
     "Ask with select_one and a list of places."},
    {"gps", "a kiosk does not ask for a place on a map.",
     "Ask with select_one and a list of places."},
    {"location", "a kiosk does not ask for a place on a map.",
     "Ask with select_one and a list of places."},
    {"geotrace", "a kiosk does not ask for a line on a map.", "Take it out."},
    {"geoshape", "a kiosk does not ask for an area on a map.", "Take it out."},
    {"datetime", "a kiosk asks no date and time in one.",
     "Ask a date and, if it is needed, a time."},
    {"date time", "a kiosk asks no date and time in one.",
     "Ask a date and, if it is needed, a time."},
    {"osm", "a kiosk has no map to draw on.", "Take it out."},
    {"xml-external", "a kiosk's form reads no other files.",
     "Put the list on the sheet choices."},
    {"csv-external", "a kiosk's form reads no other files.",
     "Put the list on the sheet choices."},
    {"cascading select", "this is the old way to filter choices.",
     "Use select_one with a choice_filter."},
    {"loop", "a loop over choices is no longer part of XLSForm.",
     "Use begin_repeat with a repeat_count."},
};

/* Types that ask residents nothing: what a phone knows about itself, and what it
 * records. */
static const struct {
    const char *name, *reason;
} left_out[] = {
    {"start-geopoint", "a kiosk does not record where it is."},
    {"background-geopoint", "a kiosk does not record where it is."},
    {"background-audio", "a kiosk records no sound."},
    {"audit", "a kiosk keeps no log of what is touched."},
    {"deviceid", "a kiosk does not say which one it is."},
    {"device id", "a kiosk does not say which one it is."},
    {"imei", "a kiosk does not say which one it is."},
    {"phonenumber", "a kiosk has no phone number."},
    {"get phone number", "a kiosk has no phone number."},
    {"simserial", "a kiosk has no phone."},
    {"sim id", "a kiosk has no phone."},
    {"subscriberid", "a kiosk has no phone."},
    {"subscriber id", "a kiosk has no phone."},
    {"username", "nobody signs in at a kiosk."},
    {"email", "nobody signs in at a kiosk."},
};

/* Makes letters small, and makes each run of spaces and "_" one space. */
static char *
fold(struct arena *arena, const char *text)
{
    char *out = arena_text(arena, text, strlen(text));
    size_t size = 0;
    for (; out && *text != '\0'; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c == '_' || c == '\t' || c == '\n') {
            c = ' ';
        }
        if (c != ' ' || (size > 0 && out[size - 1] != ' ')) {
            out[size++] = c;
        }
    }
    while (size > 0 && out[size - 1] == ' ') {
        size--;
    }
    if (out) {
        out[size] = '\0';
    }
    return out;
}

/* When the text begins with these words: what stands behind them. Else NULL. */
static const char *
after_words(const char *text, const char *words)
{
    while (*words != '\0') {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (*words == ' ' ? c != ' ' && c != '_' : c != *words) {
            return NULL;
        }
        text++;
        words++;
    }
    return *text == '\0' || *text == ' ' ? text + strspn(text, " ") : NULL;
}

static bool
read_list(const char *text, struct arena *arena, struct type_cell *out)
{
    static const char *const others[] = {"or specify other", "or other"};
    size_t size = strcspn(text, " ");
    out->list = arena_text(arena, text, size);
    if (!out->list) {
        return false;
    }
    out->rest = text + size + strspn(text + size, " ");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *after = after_words(out->rest, others[i]);
        if (after) {
            out->has_other = true;
            out->rest = after;
            return true;
        }
    }
    return true;
}

static bool
read_select(const char *text, struct arena *arena, struct type_cell *out, bool *found)
{
    for (size_t i = 0; i < sizeof selects / sizeof *selects; i++) {
        const char *after = after_words(text, selects[i].words);
        if (!after) {
            continue;
        }
        *found = true;
        if (!selects[i].type) {
            out->meaning = TYPE_REFUSED;
            out->reason = "a kiosk's form reads no choices from another file.";
            out->instead = "Put them on the sheet choices and write select_one LIST.";
            return true;
        }
        out->meaning = TYPE_QUESTION;
        out->type = selects[i].type;
        return read_list(after, arena, out);
    }
    return true;
}

static bool
read_section(const char *folded, struct type_cell *out)
{
    static const struct {
        const char *word;
        enum type_meaning begin, end;
    } sections[] = {
        {"group", TYPE_BEGIN_GROUP, TYPE_END_GROUP},
        {"repeat", TYPE_BEGIN_REPEAT, TYPE_END_REPEAT},
        {"lgroup", TYPE_BEGIN_REPEAT, TYPE_END_REPEAT},
        {"looped group", TYPE_BEGIN_REPEAT, TYPE_END_REPEAT},
    };
    bool begins = strncmp(folded, "begin", 5) == 0;
    if (!begins && strncmp(folded, "end", 3) != 0) {
        return false;
    }
    const char *word = folded + (begins ? 5 : 3);
    word += *word == ' ';
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(word, sections[i].word) == 0) {
            out->meaning = begins ? sections[i].begin : sections[i].end;
            return true;
        }
    }
    return false;
}

static const char *
without_old_words(char *folded)
{
    size_t size = strlen(folded);
    if (strncmp(folded, "add ", 4) == 0 && size > 11 &&
        strcmp(folded + size - 7, " prompt") == 0) {
        folded[size - 7] = '\0';
        return folded + 4;
    }
    if (strncmp(folded, "q ", 2) == 0) {
        return folded + 2;
    }
    /* "get phone number" is the number of the phone itself; "phone number" asks for
     * one. */
    bool is_known = strcmp(folded, "get phone number") == 0;
    return strncmp(folded, "get ", 4) == 0 && !is_known ? folded + 4 : folded;
}

static void
read_simple(const char *name, struct type_cell *out)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(name, types[i].name) == 0) {
            out->meaning = TYPE_QUESTION;
            out->type = &types[i];
            return;
        }
    }
    if (strncmp(name, "begin loop", 10) == 0 || strncmp(name, "end loop", 8) == 0) {
        name = "loop";
    }
    if (strncmp(name, "uri:", 4) == 0) {
        name += 4;
    }
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (strcmp(name, left_out[i].name) == 0) {
            out->meaning = TYPE_LEFT_OUT;
            out->reason = left_out[i].reason;
        }
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strcmp(name, refused[i].name) == 0) {
            out->meaning = TYPE_REFUSED;
            out->reason = refused[i].reason;
            out->instead = refused[i].instead;
        }
    }
}

bool
survey_type_read(const char *text, struct arena *arena, struct type_cell *out)
{
    *out = (struct type_cell){.meaning = TYPE_UNKNOWN, .list = "", .rest = ""};
    bool is_select = false;
    if (!read_select(text, arena, out, &is_select)) {
        return false;
    }
    if (is_select) {
        return true;
    }
    char *folded = fold(arena, text);
    if (!folded) {
        return false;
    }
    if (!read_section(folded, out)) {
        read_simple(without_old_words(folded), out);
    }
    return true;
}

bool
survey_type_is_select(const struct survey_type *type)
{
    return type->kind == SURVEY_SELECT_ONE || type->kind == SURVEY_SELECT_MULTIPLE ||
           type->kind == SURVEY_RANK;
}

const struct survey_type survey_type_hidden = {"hidden", SURVEY_HIDDEN, "string",
                                               NULL,     NULL,          NULL};

const char *
survey_type_like(const char *text)
{
    static const struct {
        const char *written, *meant;
    } words[] = {
        {"number", "integer\" or \"decimal"},
        {"numeric", "integer\" or \"decimal"},
        {"whole number", "integer"},
        {"float", "decimal"},
        {"double", "decimal"},
        {"real", "decimal"},
        {"currency", "decimal"},
        {"percent", "percentage"},
        {"textarea", "text"},
        {"paragraph", "text"},
        {"comment", "text"},
        {"open", "text"},
        {"short answer", "text"},
        {"choice", "select_one LIST"},
        {"radio", "select_one LIST"},
        {"dropdown", "select_one LIST"},
        {"single choice", "select_one LIST"},
        {"select", "select_one LIST\" or \"select_multiple LIST"},
        {"multiple choice", "select_one LIST\" or \"select_multiple LIST"},
        {"yes/no", "select_one LIST"},
        {"boolean", "select_one LIST"},
        {"checkbox", "select_multiple LIST"},
        {"checkboxes", "select_multiple LIST"},
        {"rating", "range"},
        {"scale", "range"},
        {"slider", "range"},
        {"likert", "select_one LIST"},
        {"ranking", "rank LIST"},
        {"group", "begin_group"},
        {"section", "begin_group"},
        {"repeat", "begin_repeat"},
        {"label", "note"},
        {"heading", "note"},
        {"title", "note"},
        {"info", "note"},
        {"information", "note"},
        {"message", "note"},
        {"formula", "calculate"},
        {"calculation", "calculate"},
        {"hour", "time"},
        {"consent", "acknowledge"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(text, words[i].written) == 0) {
            return words[i].meant;
        }
    }
    static const char *const written[] = {
        "select_one",   "select_multiple", "begin_group", "end_group",
        "begin_repeat", "end_repeat",      "rank",
    };
    char head[40];
    size_t size = strcspn(text, " ");
    if (size < sizeof head) {
        memcpy(head, text, size);
        head[size] = '\0';
        for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
            if (is_like(head, written[i])) {
                return written[i];
            }
        }
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (is_like(text, types[i].name)) {
            return types[i].name;
        }
    }
    return NULL;
}

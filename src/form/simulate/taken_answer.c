/* taken_answer: tries values until the form accepts one. */
#include "townline/taken_answer.h"

#include "function.h"
#include "instance_state.h"
#include "pattern_text.h"
#include "term.h"
#include "townline/calendar.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIES_MAX 1500
/* how many numbers, and how many texts, of one constraint are tried */
#define NAMED_MAX 24
#define CODES_MAX 100
#define VALUES_MAX 200  /* values of a range */
#define LENGTHS_MAX 600 /* letters of a text */

struct search {
    struct instance *instance;
    const struct form *form;
    const struct place *place;
    const struct control *control;
    const struct control_detail *detail;
    double numbers[NAMED_MAX]; /* in the constraint, or the answers that it reads */
    size_t number_count;
    const char *texts[NAMED_MAX], *patterns[NAMED_MAX]; /* borrowed from the form */
    size_t text_count, pattern_count;
    unsigned tries;
    char *value; /* has room for RESPONSE_VALUE_MAX_BYTES + 1 */
};

static void
name_number(struct search *search, double number)
{
    if (search->number_count < NAMED_MAX && isfinite(number)) {
        search->numbers[search->number_count++] = number;
    }
}

static void
name_text(struct search *search, const char *text)
{
    char *end;
    double number = strtod(text, &end);
    if (*text != '\0' && *end == '\0') {
        name_number(search, number);
    } else if (search->text_count < NAMED_MAX) {
        search->texts[search->text_count++] = text;
    }
}

static void
read_term(struct search *search, const struct term *term)
{
    switch (term->kind) {
    case TERM_NUMBER:
        name_number(search, term->number);
        name_number(search, -term->number);
        break;
    case TERM_TEXT:
        name_text(search, term->text);
        break;
    case TERM_PATH:
        if (term->path->field && term->path->field != search->detail->field) {
            const struct form_node *node = instance_node(
                search->instance, term->path->field, search->place->instance);
            if (node && node->value[0] != '\0') {
                name_text(search, node->value);
            }
        }
        break;
    case TERM_CALL:
        if (strcmp(term->function->name, "regex") == 0 &&
            term->arguments[1]->kind == TERM_TEXT &&
            search->pattern_count < NAMED_MAX) {
            search->patterns[search->pattern_count++] = term->arguments[1]->text;
        } else {
            for (size_t i = 0; i < term->argument_count; i++) {
                read_term(search, term->arguments[i]);
            }
        }
        break;
    case TERM_NEGATE:
        read_term(search, term->first);
        break;
    case TERM_CHAIN:
        read_term(search, term->first);
        for (const struct link *link = term->links; link; link = link->next) {
            read_term(search, link->term);
        }
        break;
    }
}

static bool
is_taken(struct search *search, const char *value)
{
    if (search->tries++ >= TRIES_MAX ||
        !instance_set(search->instance, search->place, value, NULL) ||
        instance_fault(search->instance, search->place, 0, NULL) != FAULT_NONE) {
        return false;
    }
    snprintf(search->value, RESPONSE_VALUE_MAX_BYTES + 1, "%s",
             instance_value(search->instance, search->place));
    return true;
}

static bool
try_number(struct search *search, double number)
{
    char text[40];
    if (search->control->kind == CONTROL_INTEGER) {
        snprintf(text, sizeof text, "%.0f", floor(number));
    } else {
        snprintf(text, sizeof text, "%.10g", number);
    }
    return is_taken(search, text);
}

static bool
try_numbers(struct search *search)
{
    static const double usual[] = {1,  0,   5,    10,   18,     30,
                                   50, 100, 1000, 2000, 100000, -1};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (try_number(search, usual[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < search->number_count; i++) {
        double number = search->numbers[i];
        if (try_number(search, number) || try_number(search, number + 1) ||
            try_number(search, number - 1) || try_number(search, number + 0.5) ||
            try_number(search, number - 0.5)) {
            return true;
        }
        for (size_t k = i + 1; k < search->number_count; k++) {
            if (try_number(search, (number + search->numbers[k]) / 2)) {
                return true;
            }
        }
    }
    /* numbers with that many digits, for a constraint such as string-length(.) = 4 */
    for (size_t i = 0; i < search->number_count; i++) {
        if (search->numbers[i] >= 1 && search->numbers[i] <= 9 &&
            try_number(search, pow(10, floor(search->numbers[i]) - 1))) {
            return true;
        }
    }
    return false;
}

static bool
try_length(struct search *search, double length, const char *unit)
{
    char text[LENGTHS_MAX * 4 + 1];
    size_t size = strlen(unit), count = 0;
    if (!(length >= 1 && length <= LENGTHS_MAX)) {
        return false;
    }
    for (; count < (size_t)length; count++) {
        memcpy(text + count * size, unit, size);
    }
    text[count * size] = '\0';
    return is_taken(search, text);
}

static bool
try_texts(struct search *search)
{
    static const char *const usual[] = {
        "a",          "Yes, I think so.",   "12345",
        "A1",         "name@example.org",   "5551234567",
        "Oak Street", "https://example.org"};
    char text[RESPONSE_VALUE_MAX_BYTES / 4];
    for (size_t i = 0; i < search->pattern_count; i++) {
        pattern_text(search->patterns[i], text, sizeof text);
        if (is_taken(search, text)) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (is_taken(search, usual[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < search->text_count; i++) {
        if (is_taken(search, search->texts[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < search->number_count; i++) {
        for (int more = -1; more <= 1; more++) {
            if (try_length(search, search->numbers[i] + more, "a") ||
                try_length(search, search->numbers[i] + more, "1")) {
                return true;
            }
        }
    }
    return try_numbers(search);
}

static bool
try_day(struct search *search, double days)
{
    char text[CALENDAR_TEXT_BYTES];
    if (fabs(days) > 60000) {
        return false;
    }
    calendar_write(floor(days), false, text);
    return is_taken(search, text);
}

static bool
try_days(struct search *search)
{
    static const int far[] = {0, 1, 7, 31, 100, 366, 1000, 3660, 7320, 15000, 30000};
    double today = search->instance->options.half_day / 2;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        if (try_day(search, today - far[i]) || try_day(search, today + far[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < search->text_count; i++) {
        double days;
        bool has_time;
        if (calendar_parse(search->texts[i], &days, &has_time) &&
            (try_day(search, days) || try_day(search, days + 1) ||
             try_day(search, days - 1))) {
            return true;
        }
    }
    for (size_t i = 0; i < search->number_count; i++) {
        if (try_day(search, today + search->numbers[i]) ||
            try_day(search, today + search->numbers[i] + 1) ||
            try_day(search, today + search->numbers[i] - 1)) {
            return true;
        }
    }
    for (int i = 0; i < 7; i++) { /* a constraint may want one day of the week */
        if (try_day(search, today + i) || try_day(search, today + 30 * i)) {
            return true;
        }
    }
    return false;
}

static bool
try_times(struct search *search)
{
    char text[16];
    for (int hour = 0; hour < 24; hour++) {
        snprintf(text, sizeof text, "%02d:00", (hour + 12) % 24);
        if (is_taken(search, text)) {
            return true;
        }
        snprintf(text, sizeof text, "%02d:30", (hour + 12) % 24);
        if (is_taken(search, text)) {
            return true;
        }
    }
    return is_taken(search, "23:55");
}

static bool
try_range(struct search *search)
{
    const struct control_detail *detail = search->detail;
    int64_t count = (detail->range_max - detail->range_min) / detail->range_step + 1;
    int64_t leap = count / VALUES_MAX + 1;
    double scale = pow(10, detail->range_decimals);
    for (int64_t i = 0; i < count; i += leap) {
        char text[40];
        int64_t units = detail->range_min + i * detail->range_step;
        snprintf(text, sizeof text, "%.*f", (int)detail->range_decimals,
                 (double)units / scale);
        if (is_taken(search, text)) {
            return true;
        }
    }
    return try_numbers(search);
}

/* Tries `count` of the codes that are shown, from `first` on, as one answer. */
static bool
try_codes(struct search *search, size_t first, size_t count)
{
    struct buffer codes;
    buffer_init(&codes, RESPONSE_VALUE_MAX_BYTES + 1);
    for (size_t i = first; i < first + count; i++) {
        const char *code = instance_choice_code(search->instance, search->place, i);
        buffer_add_format(&codes, "%s%s", i == first ? "" : " ", code ? code : "");
    }
    buffer_add_u8(&codes, 0);
    bool ok = !codes.failed && is_taken(search, (const char *)codes.data);
    buffer_finish(&codes);
    return ok;
}

static bool
try_choices(struct search *search)
{
    size_t count = instance_choice_count(search->instance, search->place);
    if (search->control->kind == CONTROL_RANK) {
        return count > 0 && try_codes(search, 0, count);
    }
    for (size_t i = 0; i < count && i < CODES_MAX; i++) {
        if (try_codes(search, i, 1)) {
            return true;
        }
    }
    if (search->control->kind == CONTROL_SELECT_ONE) {
        return false;
    }
    if (count > 0 && try_codes(search, 0, count)) {
        return true;
    }
    for (size_t size = 2; size < count && size < CODES_MAX; size++) {
        for (size_t i = 0; i + size <= count && i < 8; i++) {
            if (try_codes(search, i, size)) {
                return true;
            }
        }
    }
    return false;
}

static bool
try_all(struct search *search)
{
    switch (search->control->kind) {
    case CONTROL_SELECT_ONE:
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANK:
        return try_choices(search);
    case CONTROL_RANGE:
        return try_range(search);
    case CONTROL_INTEGER:
    case CONTROL_DECIMAL:
        return try_numbers(search);
    case CONTROL_TEXT:
        return try_texts(search);
    case CONTROL_DATE:
        return try_days(search);
    case CONTROL_TIME:
        return try_times(search);
    case CONTROL_ACKNOWLEDGE:
        return is_taken(search, "OK");
    case CONTROL_NOTE:
    case CONTROL_GROUP:
    case CONTROL_REPEAT:
        break;
    }
    return false;
}

bool
taken_answer(struct instance *instance, const struct form *form,
             const struct place *place, char out[RESPONSE_VALUE_MAX_BYTES + 1])
{
    const struct control_detail *detail = &form->details[place->control];
    struct search search = {.instance = instance,
                            .form = form,
                            .place = place,
                            .control = &form->controls[place->control],
                            .detail = detail,
                            .value = out};
    char *before = strdup(instance_value(instance, place));
    if (!before) {
        return false;
    }
    if (detail->field->constraint) {
        read_term(&search, detail->field->constraint);
    }
    bool found = try_all(&search);
    if (!found) { /* the form may accept no answer */
        search.tries = 0;
        found = is_taken(&search, "");
    }
    bool restored = instance_set(instance, place, before, NULL);
    (void)restored; /* it was there before, so it can be set again */
    free(before);
    return found;
}

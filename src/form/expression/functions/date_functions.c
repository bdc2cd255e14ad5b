/* date_functions: the functions of expressions that read, write and compute dates. */
#include "date_functions.h"

#include "evaluate.h"
#include "form_model.h"
#include "townline/buffer.h"
#include "townline/calendar.h"

#include <math.h>
#include <string.h>

bool
date_today(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)call;
    uint32_t day = evaluation->half_day / 2;
    *out = value_of_date(day, false);
    return true;
}

bool
date_now(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)call;
    *out = value_of_date((double)evaluation->half_day / 2, true);
    return true;
}

bool
date_date(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    double days;
    if (!evaluate_number(evaluation, call->arguments[0], &days)) {
        return false;
    }
    char text[CALENDAR_TEXT_BYTES] = "";
    calendar_write(floor(days), false, text);
    *out = text[0] == '\0' ? value_of_text("") : value_of_date(floor(days), false);
    return true;
}

bool
date_date_time(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    double days;
    if (!evaluate_number(evaluation, call->arguments[0], &days)) {
        return false;
    }
    char text[CALENDAR_TEXT_BYTES] = "";
    calendar_write(days, true, text);
    *out = text[0] == '\0' ? value_of_text("") : value_of_date(days, true);
    return true;
}

bool
date_decimal_date_time(struct evaluation *evaluation, const struct term *call,
                       struct value *out)
{
    double days;
    if (!evaluate_number(evaluation, call->arguments[0], &days)) {
        return false;
    }
    *out = value_of_number(days);
    return true;
}

bool
date_decimal_time(struct evaluation *evaluation, const struct term *call,
                  struct value *out)
{
    const char *text;
    double fraction = NAN, days;
    if (!evaluate_text(evaluation, call->arguments[0], &text)) {
        return false;
    }
    if (!calendar_parse_time(text, &fraction) && calendar_parse(text, &days, NULL)) {
        fraction = days - floor(days);
    }
    *out = value_of_number(fraction);
    return true;
}

/* The short names of months and days in the languages that have them here. */
static const struct {
    const char *language;
    const char *months[12];
    const char *days[7];
} names[] = {
    {"en",
     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
      "Dec"},
     {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}},
    {"es",
     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov",
      "dic"},
     {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"}},
};

static size_t
names_of(const struct evaluation *evaluation)
{
    const struct form *form = evaluation->form;
    const char *code = evaluation->language < form->language_count
                           ? form->languages[evaluation->language].code
                           : "en";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strncmp(code, names[i].language, 2) == 0 &&
            (code[2] == '\0' || code[2] == '-')) {
            return i;
        }
    }
    return 0;
}

static void
add_field(struct buffer *buffer, char letter, int64_t ms, size_t language)
{
    int64_t day = ms / 86400000, rest = ms % 86400000;
    if (rest < 0) {
        rest += 86400000;
        day--;
    }
    struct calendar_date date = calendar_date(day);
    int hour = (int)(rest / 3600000), minute = (int)(rest / 60000 % 60);
    switch (letter) {
    case 'Y':
        buffer_add_format(buffer, "%04d", date.year);
        break;
    case 'y':
        buffer_add_format(buffer, "%02d", date.year % 100);
        break;
    case 'm':
        buffer_add_format(buffer, "%02d", date.month);
        break;
    case 'n':
        buffer_add_format(buffer, "%d", date.month);
        break;
    case 'b':
        buffer_add_format(buffer, "%s", names[language].months[date.month - 1]);
        break;
    case 'd':
        buffer_add_format(buffer, "%02d", date.day);
        break;
    case 'e':
        buffer_add_format(buffer, "%d", date.day);
        break;
    case 'a':
        buffer_add_format(buffer, "%s", names[language].days[calendar_weekday(day)]);
        break;
    case 'H':
        buffer_add_format(buffer, "%02d", hour);
        break;
    case 'h':
        buffer_add_format(buffer, "%d", hour);
        break;
    case 'M':
        buffer_add_format(buffer, "%02d", minute);
        break;
    case 'S':
        buffer_add_format(buffer, "%02d", (int)(rest / 1000 % 60));
        break;
    case '3':
        buffer_add_format(buffer, "%03d", (int)(rest % 1000));
        break;
    default:
        buffer_add_u8(buffer, (uint8_t)letter);
    }
}

bool
date_format(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    double days;
    const char *format;
    if (!evaluate_number(evaluation, call->arguments[0], &days) ||
        !evaluate_text(evaluation, call->arguments[1], &format)) {
        return false;
    }
    char text[CALENDAR_TEXT_BYTES] = "";
    calendar_write(days, true, text);
    *out = value_of_text("");
    if (text[0] == '\0') {
        return true;
    }
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    int64_t ms = (int64_t)nearbyint(days * 86400000);
    for (; *format != '\0'; format++) {
        if (*format == '%' && format[1] != '\0') {
            add_field(&buffer, *++format, ms, names_of(evaluation));
        } else {
            buffer_add_u8(&buffer, (uint8_t)*format);
        }
    }
    if (!buffer.failed) {
        out->text = arena_text(evaluation->arena, (char *)buffer.data, buffer.size);
    } else {
        out->text = NULL;
    }
    buffer_finish(&buffer);
    return out->text || evaluate_over_limit(evaluation);
}

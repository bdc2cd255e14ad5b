/* county: reads what the pack says of the county. */
#include "county.h"

#include "phone_page.h"

#include <string.h>

const char *
county_text(const struct form *form, const char *field, size_t language,
            enum text_form text_form)
{
    const char *text = form_county_text(form, field, language, text_form);
    return text && *text ? text : NULL;
}

bool
county_accent(const struct form *form, struct color *out)
{
    const char *text = county_text(form, "accent_color", 0, TEXT_SHOWN);
    return text && color_parse(text, out) && color_is_accent(*out);
}

const char *
county_results_address(const struct form *form)
{
    const char *text = county_text(form, "results_address", 0, TEXT_SHOWN);
    return text && phone_page_is_address(text) ? text : NULL;
}

bool
county_meeting(const struct form *form, struct county_meeting *out)
{
    const char *text = county_text(form, "next_date", 0, TEXT_SHOWN);
    double days;
    bool has_time;
    if (!text || !calendar_parse(text, &days, &has_time)) {
        return false;
    }
    int64_t minutes = (int64_t)(days * 1440 + 0.5);
    *out = (struct county_meeting){calendar_date(minutes / 1440), has_time,
                                   (int)(minutes % 1440)};
    return true;
}

static bool
is_named(const char *path, const char *name)
{
    const char *last = strrchr(path, '/');
    return strcmp(last ? last + 1 : path, name) == 0;
}

static bool
is_town(const char *code)
{
    static const char *const others[] = {"outside", "elsewhere", "other", "none"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(code, others[i]) == 0) {
            return false;
        }
    }
    return true;
}

size_t
county_towns(const struct form *form, size_t language,
             const char *names_out[COUNTY_TOWNS_MAX])
{
    size_t control = 0, count = 0;
    while (control < form_control_count(form) &&
           (form_control(form, control)->kind != CONTROL_SELECT_ONE ||
            !is_named(form_control(form, control)->path, "community"))) {
        control++;
    }
    if (control == form_control_count(form)) {
        return 0;
    }
    for (size_t i = 0; i < form_choice_count(form, control); i++) {
        const char *code = form_choice_code(form, control, i);
        const char *name = form_choice_label(form, control, i, language);
        if (!code || !is_town(code)) {
            continue;
        }
        if (count == COUNTY_TOWNS_MAX || !name || !*name) {
            return 0;
        }
        names_out[count++] = name;
    }
    return count;
}

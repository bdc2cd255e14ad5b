/* xlsx_styles: which styles of cells show a number as a date or a time (clause
 * 18.8.30): by the numbers that are set for all, or by the letters of a format. */
#include "workbook/xlsx.h"

#include <stdlib.h>
#include <string.h>

/* What a format such as "d. mmm yyyy" or "[$-409]h:mm AM/PM" shows. */
static enum xlsx_style
style_of_code(const char *code)
{
    bool has_date = false, has_time = false, has_minutes_or_months = false;
    for (const char *at = code; *at != '\0' && *at != ';'; at++) {
        char c = (char)(*at | 0x20);
        if (*at == '"' || *at == '[') {
            const char *end = strchr(at + 1, *at == '"' ? '"' : ']');
            if (end == NULL)
                break;
            if (*at == '[' && end == at + 2 && (c = (char)(at[1] | 0x20), c == 'h'))
                has_time = true; /* hours that may be more than a day's */
            at = end;
        } else if (*at == '\\' || *at == '_' || *at == '*') {
            if (at[1] != '\0')
                at++;
        } else if (c == 'y' || c == 'd') {
            has_date = true;
        } else if (c == 'h' || c == 's') {
            has_time = true;
        } else if (c == 'm') {
            has_minutes_or_months = true;
        } else if (*at == '0' || *at == '#' || *at == '?' || c == 'g') {
            if (c == 'g')
                return XLSX_PLAIN; /* General */
        }
    }
    if (has_minutes_or_months && !has_time)
        has_date = true;
    return has_date && has_time ? XLSX_DATE_TIME
           : has_date           ? XLSX_DATE
           : has_time           ? XLSX_TIME
                                : XLSX_PLAIN;
}

static enum xlsx_style
style_of_number(unsigned long number)
{
    if (number >= 14 && number <= 17)
        return XLSX_DATE;
    if (number == 22)
        return XLSX_DATE_TIME;
    if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47))
        return XLSX_TIME;
    if ((number >= 27 && number <= 31) || (number >= 50 && number <= 58) ||
        number == 36)
        return XLSX_DATE; /* of East Asian settings */
    return number >= 32 && number <= 35 ? XLSX_TIME : XLSX_PLAIN;
}

static enum xlsx_style
find_style(const struct xml_node *formats, const char *number)
{
    for (const struct xml_node *at = formats == NULL ? NULL
                                                     : xml_child(formats, "numFmt");
         at != NULL; at = xml_next(at, "numFmt")) {
        const char *id = xml_attribute(at, "numFmtId");
        const char *code = xml_attribute(at, "formatCode");
        if (id != NULL && code != NULL && strcmp(id, number) == 0)
            return style_of_code(code);
    }
    return style_of_number(strtoul(number, NULL, 10));
}

static bool
read_formats(struct xlsx *xlsx, const struct xml_node *root)
{
    const struct xml_node *formats = xml_child(root, "numFmts");
    const struct xml_node *cells = xml_child(root, "cellXfs");
    size_t count = 0;
    if (cells == NULL)
        return true;
    for (const struct xml_node *at = xml_child(cells, "xf"); at != NULL;
         at = xml_next(at, "xf"))
        count++;
    if (count == 0)
        return true;
    xlsx->styles = arena_take(&xlsx->arena, count, sizeof *xlsx->styles);
    if (xlsx->styles == NULL)
        return xlsx_no_memory(xlsx);
    for (const struct xml_node *at = xml_child(cells, "xf"); at != NULL;
         at = xml_next(at, "xf")) {
        const char *number = xml_attribute(at, "numFmtId");
        xlsx->styles[xlsx->style_count++] =
            number == NULL ? XLSX_PLAIN : find_style(formats, number);
    }
    return true;
}

bool
xlsx_read_styles(struct xlsx *xlsx, const char *part)
{
    struct arena arena;
    struct xml_node *root = NULL;
    arena_init(&arena, XLSX_PART_MAX_MEMORY);
    bool ok = xlsx_read_part(xlsx, part, &arena, &root) &&
              (root == NULL || read_formats(xlsx, root));
    arena_finish(&arena);
    return ok;
}

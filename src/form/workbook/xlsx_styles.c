/* xlsx_styles: finds out which styles show a number as a date or a time
 * (clause 18.8.30). Some format numbers mean a date in every workbook. For the others
 * the letters of the format tell. */
#include "workbook/xlsx.h"

#include <stdlib.h>
#include <string.h>

/* Whether a format such as "d. mmm yyyy" or "[$-409]h:mm AM/PM" shows a date or a time.
 */
static enum xlsx_style
style_of_code(const char *code)
{
    bool has_date = false, has_time = false, has_minutes_or_months = false;
    for (const char *at = code; *at != '\0' && *at != ';'; at++) {
        char c = (char)(*at | 0x20);
        if (*at == '"' || *at == '[') {
            const char *end = strchr(at + 1, *at == '"' ? '"' : ']');
            if (!end) {
                break;
            }
            if (*at == '[' && end == at + 2 && (c = (char)(at[1] | 0x20), c == 'h')) {
                has_time = true; /* [h]: hours, which may be more than 24 */
            }
            at = end;
        } else if (*at == '\\' || *at == '_' || *at == '*') {
            if (at[1] != '\0') {
                at++;
            }
        } else if (c == 'y' || c == 'd') {
            has_date = true;
        } else if (c == 'h' || c == 's') {
            has_time = true;
        } else if (c == 'm') {
            has_minutes_or_months = true;
        } else if (*at == '0' || *at == '#' || *at == '?' || c == 'g') {
            if (c == 'g') {
                return XLSX_PLAIN; /* the format "General" */
            }
        }
    }
    if (has_minutes_or_months && !has_time) {
        has_date = true;
    }
    return has_date && has_time ? XLSX_DATE_TIME
           : has_date           ? XLSX_DATE
           : has_time           ? XLSX_TIME
                                : XLSX_PLAIN;
}

static enum xlsx_style
style_of_number(unsigned long number)
{
    if (number >= 14 && number <= 17) {
        return XLSX_DATE;
    }
    if (number == 22) {
        return XLSX_DATE_TIME;
    }
    if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47)) {
        return XLSX_TIME;
    }
    if ((number >= 27 && number <= 31) || (number >= 50 && number <= 58) ||
        number == 36) {
        return XLSX_DATE; /* dates of the East Asian settings */
    }
    return number >= 32 && number <= 35 ? XLSX_TIME : XLSX_PLAIN;
}

/* A format that the workbook defines itself. */
struct own_format {
    const char *number;
    size_t order; /* when two have the same number, the first counts */
    enum xlsx_style style;
};

static int
compare_formats(const void *left, const void *right)
{
    const struct own_format *a = left, *b = right;
    int order = strcmp(a->number, b->number);
    if (order != 0) {
        return order;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

struct own_formats {
    struct own_format *list; /* sorted by number */
    size_t count;
};

static size_t
count_of(const struct xml_node *parent, const char *name)
{
    size_t count = 0;
    for (const struct xml_node *at = !parent ? NULL : xml_child(parent, name); at;
         at = xml_next(at, name)) {
        count++;
    }
    return count;
}

static bool
read_own_formats(const struct xml_node *parent, struct arena *arena,
                 struct own_formats *out)
{
    *out = (struct own_formats){NULL, 0};
    size_t most = count_of(parent, "numFmt");
    if (most == 0) {
        return true;
    }
    out->list = arena_take(arena, most, sizeof *out->list);
    if (!out->list) {
        return false;
    }
    for (const struct xml_node *at = xml_child(parent, "numFmt"); at;
         at = xml_next(at, "numFmt")) {
        const char *id = xml_attribute(at, "numFmtId");
        const char *code = xml_attribute(at, "formatCode");
        if (id && code) {
            out->list[out->count] =
                (struct own_format){id, out->count, style_of_code(code)};
            out->count++;
        }
    }
    qsort(out->list, out->count, sizeof *out->list, compare_formats);
    return true;
}

static enum xlsx_style
find_style(const struct own_formats *own, const char *number)
{
    size_t low = 0, high = own->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(own->list[middle].number, number) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < own->count && strcmp(own->list[low].number, number) == 0) {
        return own->list[low].style;
    }
    return style_of_number(strtoul(number, NULL, 10));
}

static bool
read_formats(struct xlsx *xlsx, const struct xml_node *root, struct arena *arena)
{
    const struct xml_node *cells = xml_child(root, "cellXfs");
    size_t count = count_of(cells, "xf");
    struct own_formats own;
    if (count == 0) {
        return true;
    }
    xlsx->styles = arena_take(&xlsx->arena, count, sizeof *xlsx->styles);
    if (!xlsx->styles || !read_own_formats(xml_child(root, "numFmts"), arena, &own)) {
        return xlsx_no_memory(xlsx);
    }
    for (const struct xml_node *at = xml_child(cells, "xf"); at;
         at = xml_next(at, "xf")) {
        const char *number = xml_attribute(at, "numFmtId");
        xlsx->styles[xlsx->style_count++] =
            !number ? XLSX_PLAIN : find_style(&own, number);
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
              (!root || read_formats(xlsx, root, &arena));
    arena_finish(&arena);
    return ok;
}

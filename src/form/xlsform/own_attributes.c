/* own_attributes: columns such as bind::odk:length, body::x and instance::y become
 * attributes of the form, and attribute::z of the settings does too. Other programs
 * read them, a kiosk does not. A prefix such as odk has to be one of ours, or one that
 * the setting namespaces defines. */
#include "compiler.h"
#include "tag.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const our_spaces[] = {"ev", "h", "jr", "odk", "orx", "xsd", NULL};

/* Attributes that the compiler writes itself. */
static const char *const ours[] = {
    "nodeset", "ref",         "type",     "id",    "version", "xmlns", "appearance",
    "rows",    "jr:template", "jr:count", "start", "end",     "step",  NULL,
};

static bool
is_listed(const char *const *names, const char *name, size_t size)
{
    for (; *names; names++) {
        if (strlen(*names) == size && memcmp(*names, name, size) == 0) {
            return true;
        }
    }
    return false;
}

/* One namespace of the setting `namespaces`, which is written as prefix="address". */
struct space {
    const char *prefix, *address;
    size_t prefix_size, address_size;
};

static bool
next_space(const char **at, struct space *out)
{
    for (*at += strspn(*at, " "); **at != '\0'; *at += strspn(*at, " ")) {
        const char *word = *at;
        size_t size = strcspn(word, " ");
        const char *equals = memchr(word, '=', size);
        *at += size;
        if (!equals || equals == word) {
            continue;
        }
        *out = (struct space){.prefix = word,
                              .prefix_size = (size_t)(equals - word),
                              .address = equals + 1,
                              .address_size = (size_t)(word + size - equals) - 1};
        while (out->address_size > 0 && strchr("\"'", *out->address)) {
            out->address++;
            out->address_size--;
        }
        while (out->address_size > 0 &&
               strchr("\"'", out->address[out->address_size - 1])) {
            out->address_size--;
        }
        return true;
    }
    return false;
}

bool
namespaces_write(struct compiler *compiler, struct tags *tags)
{
    const char *at = compiler->settings.namespaces;
    struct space space;
    while (next_space(&at, &space)) {
        char *name =
            arena_take(&compiler->arena, 1, space.prefix_size + sizeof "xmlns:");
        const char *address =
            arena_text(&compiler->arena, space.address, space.address_size);
        if (!name || !address) {
            return compiler_no_memory(compiler);
        }
        snprintf(name, space.prefix_size + sizeof "xmlns:", "xmlns:%.*s",
                 (int)space.prefix_size, space.prefix);
        if (!is_listed(our_spaces, space.prefix, space.prefix_size) &&
            is_valid_name(name + strlen("xmlns:")) && address[0] != '\0') {
            tag_attribute(tags, name, address);
        }
    }
    return true;
}

static bool
has_space(const struct compiler *compiler, const char *prefix, size_t size)
{
    const char *at = compiler->settings.namespaces;
    struct space space;
    if (is_listed(our_spaces, prefix, size)) {
        return true;
    }
    while (next_space(&at, &space)) {
        if (space.prefix_size == size && memcmp(space.prefix, prefix, size) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_usable(const struct compiler *compiler, const char *name)
{
    const char *colon = strchr(name, ':');
    size_t size = !colon ? 0 : (size_t)(colon - name);
    return !is_listed(ours, name, strlen(name)) &&
           (!colon || has_space(compiler, name, size)) &&
           is_valid_name(!colon ? name : colon + 1);
}

/* Whether an earlier column has the same attribute. XML allows each attribute once. */
static bool
is_there_before(const struct table *table, size_t index)
{
    const struct table_column *column = &table->columns[index];
    for (size_t i = 0; i < index; i++) {
        const struct table_column *other = &table->columns[i];
        if (other->part == column->part && !other->is_left_out &&
            strcmp(other->attribute, column->attribute) == 0) {
            return true;
        }
    }
    return false;
}

void
attributes_check(struct compiler *compiler, struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        column->is_left_out =
            column->part != PART_NONE &&
            (!is_usable(compiler, column->attribute) || is_there_before(table, i));
        if (column->is_left_out) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            (struct cell_place){table->name, (unsigned)table->first_row,
                                                (unsigned)i + 1},
                            "Use a name of letters and digits; a prefix stands in the "
                            "setting namespaces.",
                            "the column \"%s\" is left out.", column->written);
        }
    }
}

static const char *
value_of(struct compiler *compiler, const struct element *element,
         const struct table_column *column, const char *cell)
{
    const char *text = compiler_clean(compiler, &compiler->survey, cell);
    if (!text) {
        return NULL;
    }
    if (column->part == PART_BIND &&
        (strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0)) {
        return "true()";
    }
    if (column->part == PART_BIND &&
        (strcasecmp(text, "no") == 0 || strcasecmp(text, "false") == 0)) {
        return "false()";
    }
    return placeholder_resolve(compiler, element, text, PLACEHOLDER_PATH);
}

bool
attributes_write(struct compiler *compiler, struct tags *tags,
                 const struct element *element, enum column_part part)
{
    const struct table *table = &compiler->survey;
    for (size_t i = 0; !element->is_made && i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        const char *cell =
            column->part == part ? sheet_text(table->sheet, element->row - 1, i) : "";
        if (cell[0] == '\0' || column->is_left_out) {
            continue;
        }
        const char *value = value_of(compiler, element, column, cell);
        if (!value) {
            return false;
        }
        tag_attribute(tags, column->attribute, value);
    }
    return true;
}

bool
attributes_has(const struct compiler *compiler, const struct element *element,
               enum column_part part, const char *name)
{
    const struct table *table = &compiler->survey;
    for (size_t i = 0; !element->is_made && i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (column->part == part && !column->is_left_out &&
            strcmp(column->attribute, name) == 0 &&
            sheet_text(table->sheet, element->row - 1, i)[0] != '\0') {
            return true;
        }
    }
    return false;
}

void
attributes_write_form(const struct compiler *compiler, struct tags *tags)
{
    const struct table *table = &compiler->setting;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        const char *cell = column->part == PART_FORM
                               ? sheet_text(table->sheet, table->first_row, i)
                               : "";
        if (cell[0] != '\0' && !column->is_left_out) {
            tag_attribute(tags, column->attribute, cell);
        }
    }
}

/* xlsx_workbook: workbook_read_xlsx: which parts of the archive are its sheets. */
#include "townline/characters.h"
#include "workbook/xlsx.h"

#include <stdio.h>
#include <string.h>

static bool
read_file(struct xlsx *xlsx, size_t index, struct zip_file *out)
{
    return zip_files_read(xlsx->files, index, out, xlsx->err) ||
           error_prefix(xlsx->err, "%s", zip_files_name(xlsx->files, index));
}

bool
xlsx_read_each(struct xlsx *xlsx, const char *name, const struct xml_parts *parts)
{
    struct zip_file file;
    struct arena arena;
    int index = zip_files_find(xlsx->files, name);
    if (index < 0)
        return true;
    if (!read_file(xlsx, (size_t)index, &file))
        return false;
    arena_init(&arena, XLSX_PART_MAX_MEMORY);
    bool ok = xml_read_parts(file.data, file.size, parts, &arena, xlsx->err) ||
              error_prefix(xlsx->err, "%s in the workbook", name);
    arena_finish(&arena);
    zip_files_forget(xlsx->files, (size_t)index);
    return ok;
}

bool
xlsx_read_part(struct xlsx *xlsx, const char *name, struct arena *arena,
               struct xml_node **root_out)
{
    struct zip_file file;
    int index = zip_files_find(xlsx->files, name);
    *root_out = NULL;
    if (index < 0)
        return true;
    if (!read_file(xlsx, (size_t)index, &file))
        return false;
    bool ok = xml_read(file.data, file.size, arena, root_out, xlsx->err) ||
              error_prefix(xlsx->err, "%s in the workbook", name);
    zip_files_forget(xlsx->files, (size_t)index);
    return ok;
}

/* The path of a part that a relationship of the part `from` leads to, without "/" in
 * front and "." or ".." inside. False when it leads nowhere in the archive. */
static bool
resolve(const char *from, const char *target, char out[XLSX_PATH_MAX_BYTES])
{
    const char *slash = strrchr(from, '/');
    size_t size = target[0] == '/' || slash == NULL ? 0 : (size_t)(slash - from);
    if (size + strlen(target) + 2 > XLSX_PATH_MAX_BYTES)
        return false;
    memcpy(out, from, size);
    while (*target != '\0') {
        size_t step = strcspn(target, "/");
        if (step == 2 && memcmp(target, "..", 2) == 0) {
            while (size > 0 && out[--size] != '/')
                continue;
        } else if (step > 0 && !(step == 1 && target[0] == '.')) {
            if (size > 0)
                out[size++] = '/';
            memcpy(out + size, target, step);
            size += step;
        }
        target += step;
        target += *target == '/';
    }
    out[size] = '\0';
    return size > 0;
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml". */
static bool
relations_name(const char *part, char out[XLSX_PATH_MAX_BYTES])
{
    const char *slash = strrchr(part, '/');
    int folder = slash == NULL ? 0 : (int)(slash - part) + 1;
    int size = snprintf(out, XLSX_PATH_MAX_BYTES, "%.*s_rels/%s.rels", folder, part,
                        part + folder);
    return size > 0 && size < XLSX_PATH_MAX_BYTES;
}

/* The target of the relationship with that id, or of the first of that kind; "" when
 * there is none. */
static const char *
find_target(const struct xml_node *relations, const char *id, const char *kind)
{
    for (const struct xml_node *at =
             relations == NULL ? NULL : xml_child(relations, "Relationship");
         at != NULL; at = xml_next(at, "Relationship")) {
        const char *own = xml_attribute(at, "Id"), *type = xml_attribute(at, "Type");
        const char *target = xml_attribute(at, "Target");
        if (target != NULL &&
            ((id != NULL && own != NULL && strcmp(own, id) == 0) ||
             (kind != NULL && type != NULL && characters_end_with(type, kind))))
            return target;
    }
    return "";
}

/* Of the first attribute with that local name; the id of a sheet's relationship has a
 * namespace that differs between the two kinds of the standard. */
static const char *
attribute_named(const struct xml_node *node, const char *name)
{
    for (const struct xml_attribute *at = node->attributes; at != NULL; at = at->next) {
        if (strcmp(at->name, name) == 0)
            return at->value;
    }
    return NULL;
}

static bool
read_sheets(struct xlsx *xlsx, const char *part, const struct xml_node *workbook,
            const struct xml_node *relations)
{
    const struct xml_node *sheets = xml_child(workbook, "sheets");
    for (const struct xml_node *at = sheets == NULL ? NULL : xml_child(sheets, "sheet");
         at != NULL; at = xml_next(at, "sheet")) {
        const char *name = xml_attribute(at, "name"), *id = attribute_named(at, "id");
        const char *state = xml_attribute(at, "state");
        char path[XLSX_PATH_MAX_BYTES];
        if (name == NULL || id == NULL ||
            !resolve(part, find_target(relations, id, NULL), path))
            continue;
        bool is_hidden = state != NULL && strcmp(state, "visible") != 0;
        if (!sheet_builder_begin(&xlsx->builder, name, strlen(name), is_hidden,
                                 xlsx->err) ||
            !xlsx_read_sheet(xlsx, path) ||
            !sheet_builder_end(&xlsx->builder, xlsx->err))
            return false;
    }
    return xlsx->builder.workbook->sheet_count > 0 ||
           error_set(xlsx->err, ERROR_INPUT, "the workbook has no sheets");
}

static bool
read_shared(struct xlsx *xlsx, const char *part, const struct xml_node *relations)
{
    char path[XLSX_PATH_MAX_BYTES];
    if (resolve(part, find_target(relations, NULL, "/sharedStrings"), path) &&
        strcmp(path, part) != 0 && !xlsx_read_strings(xlsx, path))
        return false;
    return !resolve(part, find_target(relations, NULL, "/styles"), path) ||
           xlsx_read_styles(xlsx, path);
}

static bool
read_workbook(struct xlsx *xlsx, const char *part, struct arena *arena)
{
    struct xml_node *workbook = NULL, *relations = NULL;
    char name[XLSX_PATH_MAX_BYTES];
    if (!relations_name(part, name) || !xlsx_read_part(xlsx, name, arena, &relations) ||
        !xlsx_read_part(xlsx, part, arena, &workbook))
        return false;
    if (workbook == NULL)
        return error_set(
            xlsx->err, ERROR_INPUT,
            "this is no .xlsx workbook; save it again with that file type");
    const struct xml_node *settings = xml_child(workbook, "workbookPr");
    const char *from_1904 =
        settings == NULL ? NULL : xml_attribute(settings, "date1904");
    xlsx->begins_1904 = from_1904 != NULL &&
                        (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    return read_shared(xlsx, part, relations) &&
           read_sheets(xlsx, part, workbook, relations);
}

static bool
read_archive(struct xlsx *xlsx)
{
    struct arena arena;
    struct xml_node *relations = NULL;
    char part[XLSX_PATH_MAX_BYTES];
    arena_init(&arena, XLSX_PART_MAX_MEMORY);
    bool ok = xlsx_read_part(xlsx, "_rels/.rels", &arena, &relations);
    if (ok && !resolve("", find_target(relations, NULL, "/officeDocument"), part))
        snprintf(part, sizeof part, "xl/workbook.xml");
    ok = ok && read_workbook(xlsx, part, &arena);
    arena_finish(&arena);
    return ok;
}

bool
workbook_read_xlsx(const void *data, size_t size, struct diagnostics *diagnostics,
                   struct workbook **out, struct error *err)
{
    static const struct zip_limits limits = {
        .max_bytes = WORKBOOK_MAX_BYTES,
        .max_files = XLSX_MAX_FILES,
        .max_unpacked_bytes = WORKBOOK_MAX_UNPACKED_BYTES,
        .max_ratio = 300,
    };
    struct xlsx xlsx = {.err = err};
    if (!zip_files_open(data, size, &limits, &xlsx.files, err))
        return error_prefix(err, "this is no .xlsx workbook that can be read");
    arena_init(&xlsx.arena, WORKBOOK_MAX_MEMORY);
    bool ok = sheet_builder_init(&xlsx.builder, diagnostics, err);
    if (ok) {
        ok = read_archive(&xlsx);
        if (ok)
            *out = sheet_builder_take(&xlsx.builder);
        sheet_builder_finish(&xlsx.builder);
    }
    arena_finish(&xlsx.arena);
    zip_files_close(xlsx.files);
    return ok;
}

/* xlsx_workbook: reads an .xlsx file: finds the parts that are its sheets and reads
 * them. */
#include "townline/characters.h"
#include "workbook/xlsx.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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
    if (index < 0) {
        return true;
    }
    if (!read_file(xlsx, (size_t)index, &file)) {
        return false;
    }
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
    if (index < 0) {
        return true;
    }
    if (!read_file(xlsx, (size_t)index, &file)) {
        return false;
    }
    bool ok = xml_read(file.data, file.size, arena, root_out, xlsx->err) ||
              error_prefix(xlsx->err, "%s in the workbook", name);
    zip_files_forget(xlsx->files, (size_t)index);
    return ok;
}

/* Works out the path of a part from a relationship of the part `from`. The path has no
 * "/" at its beginning, and no "." or ".." inside. Fails when it leads out of the
 * archive. */
static bool
resolve(const char *from, const char *target, char out[XLSX_PATH_MAX_BYTES])
{
    const char *slash = strrchr(from, '/');
    size_t size = target[0] == '/' || !slash ? 0 : (size_t)(slash - from);
    if (size + strlen(target) + 2 > XLSX_PATH_MAX_BYTES) {
        return false;
    }
    memcpy(out, from, size);
    while (*target != '\0') {
        size_t step = strcspn(target, "/");
        if (step == 2 && memcmp(target, "..", 2) == 0) {
            while (size > 0 && out[--size] != '/') {
                continue;
            }
        } else if (step > 0 && !(step == 1 && target[0] == '.')) {
            if (size > 0) {
                out[size++] = '/';
            }
            memcpy(out + size, target, step);
            size += step;
        }
        target += step;
        target += *target == '/';
    }
    out[size] = '\0';
    return size > 0;
}

/* The name of the part with the relationships of a part: for "xl/workbook.xml" it is
 * "xl/_rels/workbook.xml.rels". */
static bool
relations_name(const char *part, char out[XLSX_PATH_MAX_BYTES])
{
    const char *slash = strrchr(part, '/');
    int folder = !slash ? 0 : (int)(slash - part) + 1;
    int size = snprintf(out, XLSX_PATH_MAX_BYTES, "%.*s_rels/%s.rels", folder, part,
                        part + folder);
    return size > 0 && size < XLSX_PATH_MAX_BYTES;
}

/* Where the first relationship of that kind leads. Gives "" when there is none. */
static const char *
target_of_kind(const struct xml_node *relations, const char *kind)
{
    for (const struct xml_node *at = !relations ? NULL
                                                : xml_child(relations, "Relationship");
         at; at = xml_next(at, "Relationship")) {
        const char *type = xml_attribute(at, "Type");
        const char *target = xml_attribute(at, "Target");
        if (target && type && characters_end_with(type, kind)) {
            return target;
        }
    }
    return "";
}

/* A relationship of a part. */
struct relation {
    const char *id, *target;
    size_t order; /* when two have the same id, the first counts */
};
struct relations {
    struct relation *list;
    size_t count;
};

static int
compare_relations(const void *left, const void *right)
{
    const struct relation *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    if (order != 0) {
        return order;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool
sort_relations(const struct xml_node *root, struct arena *arena, struct relations *out)
{
    const struct xml_node *first = !root ? NULL : xml_child(root, "Relationship");
    size_t most = 0;
    *out = (struct relations){NULL, 0};
    for (const struct xml_node *at = first; at; at = xml_next(at, "Relationship")) {
        most++;
    }
    if (most == 0) {
        return true;
    }
    out->list = arena_take(arena, most, sizeof *out->list);
    if (!out->list) {
        return false;
    }
    for (const struct xml_node *at = first; at; at = xml_next(at, "Relationship")) {
        const char *id = xml_attribute(at, "Id"), *target = xml_attribute(at, "Target");
        if (id && target) {
            out->list[out->count] = (struct relation){id, target, out->count};
            out->count++;
        }
    }
    qsort(out->list, out->count, sizeof *out->list, compare_relations);
    return true;
}

/* Where the relationship with that id leads. Gives "" when there is none. */
static const char *
target_of_id(const struct relations *relations, const char *id)
{
    size_t low = 0, high = relations->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(relations->list[middle].id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_there = low < relations->count && strcmp(relations->list[low].id, id) == 0;
    return is_there ? relations->list[low].target : "";
}

/* The value of the first attribute of that name, whatever its namespace. The two kinds
 * of .xlsx files have different namespaces for the id of a sheet's relationship. */
static const char *
attribute_named(const struct xml_node *node, const char *name)
{
    for (const struct xml_attribute *at = node->attributes; at; at = at->next) {
        if (strcmp(at->name, name) == 0) {
            return at->value;
        }
    }
    return NULL;
}

/* Remembers which part a sheet is read from. Two sheets may not have the same part: a
 * small file could name one large part many times. */
static bool
claim_part(struct xlsx *xlsx, const char *path)
{
    int index = zip_files_find(xlsx->files, path);
    size_t count = xlsx->builder.workbook->sheet_count;
    for (size_t i = 0; index >= 0 && i < count; i++) {
        if (xlsx->sheet_parts[i] == (size_t)index) {
            return error_set(xlsx->err, ERROR_INPUT,
                             "two sheets of the workbook are kept in one place; "
                             "save it again");
        }
    }
    xlsx->sheet_parts[count] = index < 0 ? SIZE_MAX : (size_t)index;
    return true;
}

/* Reads one sheet. `path` is NULL when the file does not say where its cells are. */
static bool
read_sheet(struct xlsx *xlsx, const struct xml_node *sheet, const char *path)
{
    const char *name = xml_attribute(sheet, "name");
    const char *state = xml_attribute(sheet, "state");
    bool is_hidden = state && strcmp(state, "visible") != 0;
    bool is_new;
    if (!sheet_builder_begin(&xlsx->builder, name, strlen(name), is_hidden, &is_new,
                             xlsx->err)) {
        return false;
    }
    if (!is_new) {
        return true;
    }
    if (!path || zip_files_find(xlsx->files, path) < 0) {
        diagnostics_add(xlsx->builder.diagnostics, SEVERITY_ERROR,
                        (struct cell_place){xlsx->builder.sheet, 0, 0},
                        "Open the workbook and save it again",
                        "the file does not hold the cells of this sheet");
        return sheet_builder_end(&xlsx->builder, xlsx->err);
    }
    return claim_part(xlsx, path) && xlsx_read_sheet(xlsx, path) &&
           sheet_builder_end(&xlsx->builder, xlsx->err);
}

static bool
read_sheets(struct xlsx *xlsx, const char *part, const struct xml_node *workbook,
            const struct relations *relations)
{
    const struct xml_node *sheets = xml_child(workbook, "sheets");
    size_t count = 0;
    for (const struct xml_node *at = !sheets ? NULL : xml_child(sheets, "sheet"); at;
         at = xml_next(at, "sheet")) {
        char path[XLSX_PATH_MAX_BYTES];
        const char *id = attribute_named(at, "id");
        if (++count > WORKBOOK_MAX_SHEETS) {
            return error_set(xlsx->err, ERROR_FULL,
                             "the workbook has more than %d sheets",
                             WORKBOOK_MAX_SHEETS);
        }
        bool is_known = id && resolve(part, target_of_id(relations, id), path);
        if (xml_attribute(at, "name") &&
            !read_sheet(xlsx, at, is_known ? path : NULL)) {
            return false;
        }
    }
    return xlsx->builder.workbook->sheet_count > 0 ||
           error_set(xlsx->err, ERROR_INPUT, "the workbook has no sheets");
}

static bool
read_shared(struct xlsx *xlsx, const char *part, const struct xml_node *relations)
{
    char path[XLSX_PATH_MAX_BYTES];
    if (resolve(part, target_of_kind(relations, "/sharedStrings"), path) &&
        strcmp(path, part) != 0 && !xlsx_read_strings(xlsx, path)) {
        return false;
    }
    return !resolve(part, target_of_kind(relations, "/styles"), path) ||
           xlsx_read_styles(xlsx, path);
}

static bool
read_workbook(struct xlsx *xlsx, const char *part, struct arena *arena)
{
    struct xml_node *workbook = NULL, *relations = NULL;
    char name[XLSX_PATH_MAX_BYTES];
    if (!relations_name(part, name) || !xlsx_read_part(xlsx, name, arena, &relations) ||
        !xlsx_read_part(xlsx, part, arena, &workbook)) {
        return false;
    }
    if (!workbook) {
        return error_set(
            xlsx->err, ERROR_INPUT,
            "this is no .xlsx workbook; save it again with that file type");
    }
    const struct xml_node *settings = xml_child(workbook, "workbookPr");
    const char *from_1904 = !settings ? NULL : xml_attribute(settings, "date1904");
    xlsx->begins_1904 =
        from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    struct relations by_id;
    if (!sort_relations(relations, arena, &by_id)) {
        return xlsx_no_memory(xlsx);
    }
    return read_shared(xlsx, part, relations) &&
           read_sheets(xlsx, part, workbook, &by_id);
}

static bool
read_archive(struct xlsx *xlsx)
{
    struct arena arena;
    struct xml_node *relations = NULL;
    char part[XLSX_PATH_MAX_BYTES];
    arena_init(&arena, XLSX_PART_MAX_MEMORY);
    bool ok = xlsx_read_part(xlsx, "_rels/.rels", &arena, &relations);
    if (ok && !resolve("", target_of_kind(relations, "/officeDocument"), part)) {
        snprintf(part, sizeof part, "xl/workbook.xml");
    }
    ok = ok && read_workbook(xlsx, part, &arena);
    arena_finish(&arena);
    return ok;
}

static bool
holds(const void *data, size_t size, const char *part, size_t part_size)
{
    const char *at = data, *end = at + size;
    for (; (size_t)(end - at) >= part_size; at++) {
        at = memchr(at, part[0], (size_t)(end - at) - part_size + 1);
        if (!at) {
            return false;
        }
        if (memcmp(at, part, part_size) == 0) {
            return true;
        }
    }
    return false;
}

/* Refuses other kinds of workbooks by name. Old .xls workbooks, and workbooks with a
 * password, are no zip archive but another container, in which names are UTF-16.
 * Sources: [MS-CFB], [MS-OFFCRYPTO]. */
static bool
check_kind(const void *data, size_t size, struct error *err)
{
    static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    static const char book[] = "o\0o\0k\0\0"; /* of "Workbook" and "Book" */
    static const char open_document[] =
        "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    if (size == 0) {
        return error_set(err, ERROR_INPUT,
                         "this is no .xlsx workbook: the file is empty");
    }
    if (size >= 8 && memcmp(data, old, 8) == 0) {
        if (holds(data, size, locked, sizeof locked - 1)) {
            return error_set(err, ERROR_INPUT,
                             "the workbook is locked with a password; save it without "
                             "one");
        }
        if (holds(data, size, book, sizeof book - 1)) {
            return error_set(err, ERROR_INPUT,
                             "this is an old .xls workbook; open it and save it as "
                             ".xlsx (\"Excel workbook\")");
        }
        return error_set(err, ERROR_INPUT,
                         "this is an old .xls workbook, or one that is locked with a "
                         "password; open it and save it as .xlsx, without a password");
    }
    if (size >= 200 && holds(data, 200, open_document, sizeof open_document - 1)) {
        return error_set(err, ERROR_INPUT,
                         "this is an .ods workbook; open it and save it as .xlsx");
    }
    return true;
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
    if (!check_kind(data, size, err)) {
        return false;
    }
    if (!zip_files_open(data, size, &limits, &xlsx.files, err)) {
        return error_prefix(err, "this is no .xlsx workbook that can be read");
    }
    arena_init(&xlsx.arena, WORKBOOK_MAX_MEMORY);
    bool ok = sheet_builder_init(&xlsx.builder, diagnostics, err);
    if (ok) {
        ok = read_archive(&xlsx);
        if (ok) {
            *out = sheet_builder_take(&xlsx.builder);
        }
        sheet_builder_finish(&xlsx.builder);
    }
    arena_finish(&xlsx.arena);
    zip_files_close(xlsx.files);
    return ok;
}

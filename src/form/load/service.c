/* service: loads the services, stories, events and the county from the instance
 * "townline"; INSTANCE.md shows its shape. */
#include "loader.h"

#include <string.h>

/* Loads the name of a file. It is no text, so it has no styling. */
static bool
load_file(struct loader *loader, const struct xml_node *node, struct words *words)
{
    const char *file = xml_text(node, &loader->form->arena);
    if (!file) {
        return loader_no_memory(loader);
    }
    words->plain = words->styled = file;
    return media_name(loader, node, file, &file);
}

/* Loads the columns of a row. Each holds words, or names an itext by
 * ref="jr:itext('id')". */
static bool
load_columns(struct loader *loader, const struct xml_node *row, struct record *record)
{
    struct arena *arena = &loader->form->arena;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(row, NULL); at;
         at = xml_next(at, NULL)) {
        count++;
    }
    record->columns = arena_take(arena, count, sizeof *record->columns);
    if (!record->columns) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = xml_child(row, NULL); at;
         at = xml_next(at, NULL)) {
        struct record_column *column = &record->columns[record->column_count++];
        column->name = at->name;
        if (!label_load(loader, at, &column->label)) {
            return false;
        }
        bool is_file = xml_is(at, "image") || xml_is(at, "audio") ||
                       xml_is(at, "logo") || xml_is(at, "picture");
        if (is_file && column->label.words.pieces &&
            !load_file(loader, at, &column->label.words)) {
            return false;
        }
    }
    return true;
}

/* Loads the rows of one kind. Services and events are found by their names; a story and
 * the county are not. */
static bool
load_records(struct loader *loader, const struct xml_node *root, const char *kind,
             struct records *records)
{
    struct arena *arena = &loader->form->arena;
    bool has_name = strcmp(kind, "story") != 0 && strcmp(kind, "county") != 0;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(root, kind); at;
         at = xml_next(at, kind)) {
        count++;
    }
    records->items = arena_take(arena, count, sizeof *records->items);
    if (!records->items) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = xml_child(root, kind); at;
         at = xml_next(at, kind)) {
        const struct xml_node *name = has_name ? xml_child(at, "name") : NULL;
        struct record *record = &records->items[records->count];
        record->name = !name ? "" : xml_text(name, arena);
        if (!record->name) {
            return loader_no_memory(loader);
        }
        if (has_name &&
            (record->name[0] == '\0' || records_find(records, record->name) >= 0)) {
            return loader_refuse(
                loader, at, "its name \"%.40s\" is empty or there twice", record->name);
        }
        records->count++;
        if (!load_columns(loader, at, record)) {
            return false;
        }
    }
    return true;
}

static bool
load_county(struct loader *loader, const struct xml_node *root)
{
    const struct xml_node *first = xml_child(root, "county");
    const struct xml_node *second = !first ? NULL : xml_next(first, "county");
    if (second) {
        return loader_refuse(loader, second, "there is more than one county");
    }
    return load_records(loader, root, "county", &loader->form->county);
}

bool
service_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct list *list = form_find_list(form, "townline");
    const struct xml_node *root = !list ? NULL : xml_child(list->xml, NULL);
    return !root || (load_records(loader, root, "service", &form->services) &&
                     load_records(loader, root, "story", &form->stories) &&
                     load_records(loader, root, "event", &form->events) &&
                     load_county(loader, root));
}

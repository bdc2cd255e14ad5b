/* service: what the instance "townline" says of services, stories and events. README.md
 * has its shape. */
#include "loader.h"

#include <string.h>

/* A column: words of its own, or an itext by ref="jr:itext('id')". */
static bool
load_columns(struct loader *loader, const struct xml_node *row, struct record *record)
{
    struct arena *arena = &loader->form->arena;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(row, NULL); at != NULL;
         at = xml_next(at, NULL))
        count++;
    record->columns = arena_take(arena, count, sizeof *record->columns);
    if (record->columns == NULL)
        return loader_no_memory(loader);
    for (const struct xml_node *at = xml_child(row, NULL); at != NULL;
         at = xml_next(at, NULL)) {
        struct column *column = &record->columns[record->column_count++];
        column->name = at->name;
        if (!label_load(loader, at, &column->label))
            return false;
        const char *file = column->label.words.plain;
        bool is_file = xml_is(at, "image") || xml_is(at, "audio");
        if (is_file && file != NULL && !media_name(loader, at, file, &file))
            return false;
    }
    return true;
}

static int
find_record(const struct records *records, const char *name)
{
    for (size_t i = 0; i < records->count; i++)
        if (strcmp(records->items[i].name, name) == 0)
            return (int)i;
    return -1;
}

struct text_wanted {
    const char *field;
    size_t language;
    enum text_form form;
};

static const char *
record_text(const struct form *form, const struct records *records, size_t index,
            const struct text_wanted *wanted)
{
    if (index >= records->count)
        return NULL;
    const struct record *at = &records->items[index];
    for (size_t i = 0; i < at->column_count; i++) {
        if (strcmp(at->columns[i].name, wanted->field) != 0)
            continue;
        const struct words *words = label_words(form, &at->columns[i].label,
                                                wanted->language, wanted->form, NULL);
        return words == NULL || words->pieces == NULL ? NULL : words->plain;
    }
    return NULL;
}

size_t
form_service_count(const struct form *form)
{
    return form->services.count;
}

const char *
form_service_name(const struct form *form, size_t service)
{
    return service < form->services.count ? form->services.items[service].name : NULL;
}

int
form_find_service(const struct form *form, const char *name)
{
    return find_record(&form->services, name);
}

const char *
form_service_text(const struct form *form, size_t service, const char *field,
                  size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->services, service, &wanted);
}

size_t
form_story_count(const struct form *form)
{
    return form->stories.count;
}

const char *
form_story_text(const struct form *form, size_t story, const char *field,
                size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->stories, story, &wanted);
}

size_t
form_event_count(const struct form *form)
{
    return form->events.count;
}

const char *
form_event_name(const struct form *form, size_t event)
{
    return event < form->events.count ? form->events.items[event].name : NULL;
}

const char *
form_event_text(const struct form *form, size_t event, const char *field,
                size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->events, event, &wanted);
}

/* The rows of one kind, each but a story with a name of its own. */
static bool
load_records(struct loader *loader, const struct xml_node *root, const char *kind,
             struct records *records)
{
    struct arena *arena = &loader->form->arena;
    bool has_name = strcmp(kind, "story") != 0;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(root, kind); at != NULL;
         at = xml_next(at, kind))
        count++;
    records->items = arena_take(arena, count, sizeof *records->items);
    if (records->items == NULL)
        return loader_no_memory(loader);
    for (const struct xml_node *at = xml_child(root, kind); at != NULL;
         at = xml_next(at, kind)) {
        const struct xml_node *name = has_name ? xml_child(at, "name") : NULL;
        struct record *record = &records->items[records->count];
        record->name = name == NULL ? "" : xml_text(name, arena);
        if (record->name == NULL)
            return loader_no_memory(loader);
        if (has_name &&
            (record->name[0] == '\0' || find_record(records, record->name) >= 0))
            return loader_refuse(
                loader, at, "its name \"%.40s\" is empty or there twice", record->name);
        records->count++;
        if (!load_columns(loader, at, record))
            return false;
    }
    return true;
}

bool
service_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct list *list = form_find_list(form, "townline");
    const struct xml_node *root = list == NULL ? NULL : xml_child(list->xml, NULL);
    return root == NULL || (load_records(loader, root, "service", &form->services) &&
                            load_records(loader, root, "story", &form->stories) &&
                            load_records(loader, root, "event", &form->events));
}

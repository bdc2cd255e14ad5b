/* service: what the instance "townline" says of each service. README.md has its shape.
 */
#include "loader.h"

#include <string.h>

/* A column: words of its own, or an itext by ref="jr:itext('id')". */
static bool
load_columns(struct loader *loader, struct service *service)
{
    struct pool *pool = &loader->form->pool;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(service->xml, NULL); at != NULL;
         at = xml_next(at, NULL))
        count++;
    service->columns = pool_take_array(pool, count, sizeof *service->columns);
    if (service->columns == NULL)
        return loader_no_memory(loader);
    for (const struct xml_node *at = xml_child(service->xml, NULL); at != NULL;
         at = xml_next(at, NULL)) {
        struct column *column = &service->columns[service->column_count++];
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

size_t
form_service_count(const struct form *form)
{
    return form->service_count;
}

const char *
form_service_name(const struct form *form, size_t service)
{
    return service < form->service_count ? form->services[service].name : NULL;
}

int
form_find_service(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->service_count; i++) {
        if (strcmp(form->services[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}

const char *
form_service_text(const struct form *form, size_t service, const char *field,
                  size_t language, enum text_form text_form)
{
    if (service >= form->service_count)
        return NULL;
    const struct service *at = &form->services[service];
    for (size_t i = 0; i < at->column_count; i++) {
        if (strcmp(at->columns[i].name, field) != 0)
            continue;
        const struct words *words =
            label_words(form, &at->columns[i].label, language, text_form, NULL);
        return words == NULL || words->pieces == NULL ? NULL : words->plain;
    }
    return NULL;
}

bool
service_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct list *list = form_find_list(form, "townline");
    const struct xml_node *root = list == NULL ? NULL : xml_child(list->xml, NULL);
    size_t count = 0;
    if (root == NULL)
        return true;
    for (const struct xml_node *at = xml_child(root, "service"); at != NULL;
         at = xml_next(at, "service"))
        count++;
    form->services = pool_take_array(&form->pool, count, sizeof *form->services);
    if (form->services == NULL)
        return loader_no_memory(loader);
    for (const struct xml_node *at = xml_child(root, "service"); at != NULL;
         at = xml_next(at, "service")) {
        const struct xml_node *name = xml_child(at, "name");
        struct service *service = &form->services[form->service_count];
        service->xml = at;
        service->name = name == NULL ? "" : xml_text(name, &form->pool);
        if (service->name == NULL)
            return loader_no_memory(loader);
        if (service->name[0] == '\0' || form_find_service(form, service->name) >= 0)
            return loader_refuse(loader, at,
                                 "its name \"%.40s\" is empty or there twice",
                                 service->name);
        form->service_count++;
        if (!load_columns(loader, service))
            return false;
    }
    return true;
}

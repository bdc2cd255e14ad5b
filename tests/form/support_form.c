/* support_form: writes forms from parts, loads them and finds places in them. */
#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

char *
read_sample(size_t *size_out)
{
    FILE *file = fopen(TESTS_DIR "/../assets/packs/sample/form.xml", "rb");
    assert_non_null(file);
    char *bytes = malloc(FORM_MAX_BYTES);
    assert_non_null(bytes);
    *size_out = fread(bytes, 1, FORM_MAX_BYTES, file);
    fclose(file);
    assert_true(*size_out > 0);
    return bytes;
}

static struct form *
load(const char *xml, size_t size)
{
    struct form *form = NULL;
    struct error err = {0};
    if (!form_load(xml, size, &form, &err)) {
        fail_msg("refused: %s", err.text);
    }
    return form;
}

struct form *
load_sample(void)
{
    size_t size;
    char *xml = read_sample(&size);
    struct form *form = load(xml, size);
    free(xml);
    return form;
}

struct instance *
open_instance(const struct form *form)
{
    struct instance_options options = {.half_day = 20585 * 2 + 1, .seed = 7};
    struct instance *instance = NULL;
    struct error err = {0};
    if (!instance_create(form, &options, &instance, &err)) {
        fail_msg("no instance: %s", err.text);
    }
    return instance;
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

char *
write_form(const struct parts *parts)
{
    char *xml = malloc(FORM_MAX_BYTES);
    assert_non_null(xml);
    int size =
        snprintf(xml, FORM_MAX_BYTES,
                 "<h:html xmlns='http://www.w3.org/2002/xforms'"
                 " xmlns:h='http://www.w3.org/1999/xhtml'"
                 " xmlns:jr='http://openrosa.org/javarosa'"
                 " xmlns:odk='http://www.opendatakit.org/xforms'"
                 " xmlns:orx='http://openrosa.org/xforms'>"
                 "<h:head><h:title>Test</h:title><model><itext>%s</itext>"
                 "<instance><data id='test' "
                 "version='1'>%s</data></instance>%s%s</model></h:head>"
                 "<h:body>%s</h:body></h:html>",
                 or_empty(parts->itext), or_empty(parts->instance),
                 or_empty(parts->lists), or_empty(parts->binds), or_empty(parts->body));
    assert_true(size > 0 && (size_t)size < FORM_MAX_BYTES);
    return xml;
}

struct form *
load_parts(const struct parts *parts)
{
    char *xml = write_form(parts);
    struct form *form = load(xml, strlen(xml));
    free(xml);
    return form;
}

void
assert_refused(const struct parts *parts, const char *expected)
{
    char *xml = write_form(parts);
    struct form *form = NULL;
    struct error err = {0};
    bool loaded = form_load(xml, strlen(xml), &form, &err);
    free(xml);
    if (loaded) {
        form_close(form);
        fail_msg("loaded, but \"%s\" was expected", expected);
    }
    assert_null(form);
    assert_true(err.code == ERROR_INPUT || err.code == ERROR_FULL);
    if (!strstr(err.text, expected)) {
        fail_msg("\"%s\" is not in \"%s\"", expected, err.text);
    }
}

struct place
place_of(const struct form *form, const char *path, unsigned outer, unsigned inner)
{
    struct place place = {.instance = {(uint16_t)outer, (uint16_t)inner}};
    for (size_t i = form_control_count(form); i-- > 0;) {
        if (strcmp(form_control(form, i)->path, path) == 0) {
            place.control = i;
            return place;
        }
    }
    fail_msg("no question %s", path);
    return place;
}

void
set(struct instance *instance, const struct place *place, const char *value)
{
    struct error err = {0};
    if (!instance_set(instance, place, value, &err)) {
        fail_msg("not set to \"%s\": %s", value, err.text);
    }
}

const char *
evaluated(struct instance *instance, const char *context, const char *expression)
{
    static char text[1000];
    struct buffer buffer;
    struct error err = {0};
    buffer_init(&buffer, sizeof text - 1);
    struct evaluated result = {.text = &buffer};
    if (!instance_evaluate(instance, context, expression, &result, &err)) {
        buffer_finish(&buffer);
        fail_msg("%s: %s", expression, err.text);
    }
    memcpy(text, buffer.size > 0 ? (char *)buffer.data : "", buffer.size);
    text[buffer.size] = '\0';
    buffer_finish(&buffer);
    return text;
}

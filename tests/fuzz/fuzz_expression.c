/* Input: u8 that says where, and an expression that is evaluated there. */
#include "fuzz.h"

#include "townline/form.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

static const char xml[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' "
    "xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>T</h:title><model>"
    "<itext><translation lang='en'><text id='a'><value>Apple</value></text>"
    "</translation></itext>"
    "<instance><data id='t' version='1'><town>hollow</town><n>7</n><list>b c a</list>"
    "<day>2026-05-12</day><empty/><about><v/><w/></about></data></instance>"
    "<instance id='towns'><root><item><name>a</name><n>1</n></item>"
    "<item><name>b</name><n>2</n></item></root></instance>"
    "<bind nodeset='/data/day' type='date'/><bind nodeset='/data/n' type='int'/>"
    "<bind nodeset='/data/about/w' type='string' calculate='concat(../v, \"!\")'/>"
    "</model></h:head><h:body><input ref='/data/n'/><input ref='/data/day'/>"
    "<input ref='/data/list'/>"
    "<repeat nodeset='/data/about' jr:count='3'><input ref='/data/about/v'/></repeat>"
    "</h:body></h:html>";

static const char *const places[] = {"/data", "/data/about[2]", "/data/about[3]/w",
                                     "/data/day", "/data/nowhere"};
#define PLACE_COUNT (sizeof places / sizeof *places)

static struct form *form; /* loaded once */
static struct instance *instance;

static void
evaluate(const char *context, const char *text)
{
    struct expression *expression = NULL;
    struct buffer words;
    struct error err = {0};
    buffer_init(&words, 100000);
    bool parses = expression_parse(text, &expression, &err);
    assert(parses || (!expression && err.code != ERROR_NONE));
    expression_destroy(expression);
    struct evaluated result = {.text = &words};
    bool evaluates = instance_evaluate(instance, context, text, &result, &err);
    assert(parses || !evaluates);
    assert(!evaluates || result.type <= VALUE_NODES);
    buffer_finish(&words);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    if (!form) {
        const struct instance_options options = {.half_day = 41000, .seed = 7};
        bool ok = form_load(xml, sizeof xml - 1, &form, NULL) &&
                  instance_create(form, &options, &instance, NULL);
        assert(ok);
    }
    if (size == 0) {
        return;
    }
    char *text = malloc(size);
    if (!text) {
        return;
    }
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    evaluate(places[data[0] % PLACE_COUNT], text);
    free(text);
}

/* support_expression: evaluates expressions on a form with all kinds of nodes. */
#include "support_expression.h"

/* One form for all: a repeat of three, lists, dates, prefixed nodes. */
const struct parts expression_parts = {
    .itext = "<translation lang='en' default='true()'>"
             "<text id='a'><value>Apple</value></text>"
             "<text id='b'><value>Bread</value></text></translation>",
    .instance = "<town>oakhollow</town><x>b</x><empty/><n>7</n><list>b c a</list>"
                "<day>2026-05-12</day><name>José Ñandú</name><flag>false</flag>"
                "<orx:deep><orx:inside>found</orx:inside></orx:deep>"
                "<rep><v/><w/><pos/><prev/></rep><hidden>5</hidden><food/>",
    .lists = "<instance id='towns'><root>"
             "<item><name>a</name><town>brindle</town><n>1</n></item>"
             "<item><name>b</name><town>oakhollow</town><n>2</n></item>"
             "<item><name>c</name><town>oakhollow</town><n/></item>"
             "</root></instance>"
             "<instance id='food'><root><item><name>a</name><t>a</t></item>"
             "<item><name>b</name><t>b</t></item></root></instance>",
    .binds = "<bind nodeset='/data/day' type='date'/>"
             "<bind nodeset='/data/n' type='int'/>"
             "<bind nodeset='/data/hidden' type='string' relevant='/data/n = 0'/>"
             "<bind nodeset='/data/rep/pos' type='int' calculate='position(..)'/>"
             "<bind nodeset='/data/rep/w' type='string' "
             "calculate='concat(/data/rep/v, \"!\")'/>"
             "<bind nodeset='/data/rep/prev' type='int' "
             "calculate='coalesce(/data/rep[position() = position(current()/..) - "
             "1]/prev, 0) + ../pos'/>",
    .body = "<input ref='/data/n'/><input ref='/data/day'/><input ref='/data/list'/>"
            "<select1 ref='/data/food'><itemset nodeset=\"instance('food')/root/item\">"
            "<value ref='name'/><label ref='jr:itext(t)'/></itemset></select1>"
            "<repeat nodeset='/data/rep' jr:count='3'><input ref='/data/rep/v'/>"
            "</repeat>",
};

void
check_expressions(const char *context, const struct checked *checked, size_t count)
{
    struct form *form = load_parts(&expression_parts);
    struct instance *instance = open_instance(form);
    for (unsigned i = 0; i < 3; i++) {
        struct place place = place_of(form, "rep/v", i, 0);
        char text[2] = {(char)('p' + i), '\0'};
        set(instance, &place, text);
    }
    for (size_t i = 0; i < count; i++) {
        const char *value = evaluated(instance, context, checked[i].expression);
        if (strcmp(value, checked[i].value) != 0) {
            fail_msg("%s is \"%s\", not \"%s\"", checked[i].expression, value,
                     checked[i].value);
        }
    }
    instance_destroy(instance);
    form_close(form);
}

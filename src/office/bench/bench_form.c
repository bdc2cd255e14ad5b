/* Measures loading a form and answering it. */
#include "bench.h"
#include "townline/buffer.h"
#include "townline/form.h"

#include <stdio.h>

/* The worst case for one answer. Each question is relevant only when the one before it
 * was answered, and each calculation reads the one before it, so that changing the
 * first answer changes all of them. */

enum { QUESTIONS = 200, ANSWERS = 200, FORM_BYTES = 1 << 20 };

static void
write_form(struct buffer *xml)
{
    buffer_add_format(xml, "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
                           "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><model>"
                           "<instance><data id=\"chain\"><total0>0</total0>");
    for (int i = 1; i <= QUESTIONS; i++) {
        buffer_add_format(xml, "<question%d/><total%d/>", i, i);
    }
    buffer_add_format(xml, "</data></instance>");
    for (int i = 1; i <= QUESTIONS; i++) {
        buffer_add_format(xml,
                          "<bind nodeset=\"/data/question%d\" type=\"int\" "
                          "relevant=\" /data/total%d  &gt;= 0 and /data/total%d != "
                          "''\"/><bind nodeset=\"/data/total%d\" type=\"int\" "
                          "calculate=\" /data/total%d  + coalesce( /data/question%d , "
                          "1)\"/>",
                          i, i - 1, i - 1, i, i - 1, i);
    }
    buffer_add_format(xml, "</model></h:head><h:body>");
    for (int i = 1; i <= QUESTIONS; i++) {
        buffer_add_format(xml, "<input ref=\"/data/question%d\"/>", i);
    }
    buffer_add_format(xml, "</h:body></h:html>");
}

/* Microseconds of CPU for each of many answers to one question. */
static bool
answer(struct instance *instance, const char *path, double *us_out, struct error *err)
{
    struct place place;
    char value[16];
    if (!instance_find(instance, path, &place, err)) {
        return false;
    }
    double begun = bench_cpu_s();
    for (int i = 0; i < ANSWERS; i++) {
        snprintf(value, sizeof value, "%d", i + 1);
        if (!instance_set(instance, &place, value, err)) {
            return false;
        }
    }
    *us_out = (bench_cpu_s() - begun) / ANSWERS * 1e6;
    return true;
}

static bool
recalculate(struct bench *bench, const struct buffer *xml, struct error *err)
{
    const struct instance_options options = {.half_day = 41171, .seed = 7};
    struct form *form = NULL;
    struct instance *instance = NULL;
    double first = 0, last = 0;
    bool ok = form_load(xml->data, xml->size, &form, err) &&
              instance_create(form, &options, &instance, err) &&
              answer(instance, "/data/question1", &first, err) &&
              answer(instance, "/data/question200", &last, err);
    if (ok) {
        char detail[160];
        snprintf(detail, sizeof detail,
                 "%d questions, each relevant by and %d totals each of the one before; "
                 "answering the first, which all follow; the last: %.0f us",
                 QUESTIONS, QUESTIONS, last);
        bench_row(bench, &(struct bench_row){.name = "form.recalculate_us",
                                             .value = first,
                                             .unit = "us",
                                             .detail = detail});
    }
    instance_destroy(instance);
    form_close(form);
    return ok;
}

bool
bench_form(struct bench *bench, struct error *err)
{
    struct buffer xml;
    buffer_init(&xml, FORM_BYTES);
    write_form(&xml);
    bool ok = !xml.failed || error_set(err, ERROR_FULL, "the form is too large");
    ok = ok && recalculate(bench, &xml, err);
    buffer_finish(&xml);
    return ok;
}

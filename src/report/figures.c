/* Counts what the report shows. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

/* A choice's code or a range's value as a whole number. */
static bool
read_point(const char *text, int32_t *out)
{
    const char *at = text[0] == '-' ? text + 1 : text;
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 4 || at[digits] != '\0') {
        return false;
    }
    int32_t value = 0;
    for (; *at != '\0'; at++) {
        value = value * 10 + (*at - '0');
    }
    *out = text[0] == '-' ? -value : value;
    return true;
}

/* The question of that role with its scale; question -1 when it has no two points. */
static struct axis_scale
find_scale(const struct descriptor *descriptor, enum question_role role)
{
    struct axis_scale scale = {.question = descriptor_find_role(descriptor, role)};
    if (scale.question < 0) {
        return scale;
    }
    const struct question *question = &descriptor->questions[scale.question];
    size_t points = 0;
    for (size_t i = 0; i < question->choice_count; i++) {
        int32_t point = 0;
        if (!read_point(question->choices[i], &point)) {
            continue;
        }
        scale.lowest = points == 0 || point < scale.lowest ? point : scale.lowest;
        scale.highest = points == 0 || point > scale.highest ? point : scale.highest;
        points++;
    }
    if (question->type == QUESTION_RANGE && question->range_decimals == 0 &&
        question->range_min > -9999 && question->range_max < 9999) {
        scale.lowest = (int32_t)question->range_min;
        scale.highest = (int32_t)question->range_max;
    }
    if (scale.highest <= scale.lowest) {
        scale.question = -1;
    }
    return scale;
}

struct point {
    int32_t value;
    uint32_t n;
};

static void
fill_axis(struct axis *axis, const struct axis_scale *scale, const struct point *points,
          size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        axis->n += points[i].n;
        sum += (uint64_t)(points[i].value - scale->lowest) * points[i].n;
        if (points[i].value >= scale->highest - 1) {
            axis->agree += points[i].n;
        }
    }
    if (axis->n > 0) {
        axis->mean_hundredths = (uint32_t)((sum * 100 + axis->n / 2) / axis->n);
    }
}

static bool
read_axis(struct archive *archive, const struct archive_form *form,
          const struct axis_scale *scale, int instance, struct axis *out,
          struct error *err)
{
    struct archive_table table;
    if (!archive_tabulate(archive, form, (size_t)scale->question, instance, &table,
                          err)) {
        return false;
    }
    struct point *points = calloc(table.cell_count + 1, sizeof *points);
    size_t count = 0;
    *out = (struct axis){0};
    for (size_t i = 0; points && i < table.cell_count; i++) {
        int32_t value = 0;
        if (read_point(table.cells[i].value, &value) && value >= scale->lowest &&
            value <= scale->highest) {
            points[count++] = (struct point){value, table.cells[i].n};
        } else {
            out->no_opinion += table.cells[i].n;
        }
    }
    archive_table_finish(&table);
    if (!points) {
        return error_no_memory(err);
    }
    fill_axis(out, scale, points, count);
    free(points);
    return true;
}

/* Whether these numbers may be shown. A reader who knows how many people took part can
 * subtract the numbers shown from it. The difference is the group of all others, and it
 * must not be a small group either. */
static void
set_shown(struct axis *axis, uint32_t responses)
{
    /* Where the question is in a repeat, one person answers it several times. */
    if (responses < axis->n + axis->no_opinion) {
        responses = axis->n + axis->no_opinion;
    }
    uint32_t others = responses - axis->no_opinion; /* with an opinion, or silent */
    uint32_t silent = others - axis->n;
    axis->is_shown = axis->n >= SMALL_GROUP;
    bool is_safe =
        axis->is_shown
            ? silent == 0 || silent >= SMALL_GROUP
            : others >= 2 * SMALL_GROUP - 1; /* any number from 0 to 9 is possible */
    axis->no_opinion_is_shown = axis->no_opinion >= SMALL_GROUP && is_safe;
}

static const char *
service_label(const struct report_options *options, const char *key)
{
    if (options->labels) {
        int service = form_find_service(options->labels, key);
        const char *label =
            service < 0 ? NULL
                        : form_service_text(options->labels, (size_t)service, "label",
                                            options->language, TEXT_SHOWN);
        if (label && label[0] != '\0') {
            return label;
        }
    }
    return key;
}

/* The outermost repeat around the question, when its instances have names. */
static const struct repeat *
services_around(const struct descriptor *descriptor, int question)
{
    int repeat = descriptor->questions[question].repeat;
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    return repeat >= 0 && descriptor->repeats[repeat].keys != NULL
               ? &descriptor->repeats[repeat]
               : NULL;
}

static bool
read_services(struct figures *figures, struct archive *archive,
              const struct report_options *options, struct error *err)
{
    const struct descriptor *descriptor = options->form->descriptor;
    figures->identity = find_scale(descriptor, ROLE_IDENTITY);
    figures->control = find_scale(descriptor, ROLE_CONTROL);
    if (figures->identity.question < 0 || figures->control.question < 0) {
        return true;
    }
    const struct repeat *services =
        services_around(descriptor, figures->identity.question);
    if (services != services_around(descriptor, figures->control.question)) {
        services = NULL; /* the two questions are not in the same repeat */
    }
    size_t count = services ? services->key_count : 1;
    figures->services = calloc(count + 1, sizeof *figures->services);
    if (!figures->services) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        struct service_figures *service = &figures->services[i];
        int instance = !services ? ARCHIVE_ALL_INSTANCES : (int)i;
        service->label =
            !services ? "All answers" : service_label(options, services->keys[i]);
        if (!read_axis(archive, options->form, &figures->identity, instance,
                       &service->identity, err) ||
            !read_axis(archive, options->form, &figures->control, instance,
                       &service->control, err)) {
            return false;
        }
        set_shown(&service->identity, figures->responses);
        set_shown(&service->control, figures->responses);
        figures->service_count++;
    }
    return true;
}

bool
figures_init(struct figures *figures, struct archive *archive,
             const struct report_options *options, struct error *err)
{
    *figures = (struct figures){0};
    if (!archive_origins(archive, options->form, &figures->origins,
                         &figures->origin_count, err)) {
        return false;
    }
    for (size_t i = 0; i < figures->origin_count; i++) {
        const struct archive_origin *origin = &figures->origins[i];
        figures->responses += origin->responses;
        figures->complete += origin->complete;
        figures->after_results += origin->after_results;
        figures->clock_untrusted += origin->clock_untrusted;
        figures->afternoons += origin->half_day % 2 == 1 ? origin->responses : 0;
    }
    if (!read_services(figures, archive, options, err)) {
        figures_finish(figures);
        return false;
    }
    return true;
}

void
figures_finish(struct figures *figures)
{
    free(figures->services);
    free(figures->origins);
    *figures = (struct figures){0};
}

uint32_t
axis_percent(const struct axis *axis, const struct axis_scale *scale)
{
    uint32_t span = (uint32_t)(scale->highest - scale->lowest);
    return (axis->mean_hundredths + span / 2) / span;
}

/* 1 above the middle, -1 below, 0 within a quarter of a point of it. */
static int
side_of(const struct axis *axis, const struct axis_scale *scale)
{
    int32_t middle = (scale->highest - scale->lowest) * 50;
    int32_t away = (int32_t)axis->mean_hundredths - middle;
    if (away >= -25 && away <= 25) {
        return 0;
    }
    return away > 0 ? 1 : -1;
}

const char *
figures_side(const struct figures *figures, const struct service_figures *service)
{
    if (!service->identity.is_shown || !service->control.is_shown) {
        return NULL;
    }
    int identity = side_of(&service->identity, &figures->identity);
    int control = side_of(&service->control, &figures->control);
    if (identity == 0 || control == 0) {
        return "Near the middle";
    }
    if (identity > 0) {
        return control > 0 ? "High identity, high control"
                           : "High identity, low control";
    }
    return control > 0 ? "Low identity, high control" : "Low identity, low control";
}

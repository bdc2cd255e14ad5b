/*
 * figures: the numbers of the report before they become words, in integers. An axis is
 * one of the two questions of the map; its scale is the choices that are whole numbers,
 * and every other choice is "no opinion". Agreeing is choosing one of the two highest
 * points.
 */
#ifndef TOWNLINE_FIGURES_H
#define TOWNLINE_FIGURES_H

#include "townline/report.h"
#include "townline/small_groups.h"

struct axis {
    uint32_t n; /* gave an opinion */
    uint32_t agree, no_opinion;
    uint32_t mean_hundredths; /* of a point above the lowest */
    bool is_shown;            /* n is no small group */
    bool no_opinion_is_shown;
};
struct service_figures {
    const char *label; /* borrowed from the form or the descriptor */
    struct axis identity, control;
};
struct axis_scale {
    int question; /* -1: the form has no such question */
    int32_t lowest, highest;
};
struct figures {
    uint32_t responses, complete, after_results, clock_untrusted, afternoons;
    struct axis_scale identity, control;
    struct service_figures *services; /* owned */
    size_t service_count;
    struct archive_origin *origins; /* owned */
    size_t origin_count;
};
bool figures_init(struct figures *figures, struct archive *archive,
                  const struct report_options *options, struct error *err)
    __attribute__((warn_unused_result));
void figures_finish(struct figures *figures);

/* Which quarter of the map, by both means; "Near the middle" within a quarter of a
 * point of the middle of either scale. NULL when one of the two is not shown. */
const char *figures_side(const struct figures *figures,
                         const struct service_figures *service);
/* The mean as hundredths of the way from the lowest to the highest point. */
uint32_t axis_percent(const struct axis *axis, const struct axis_scale *scale);

#endif

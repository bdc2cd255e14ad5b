/* slide: computes where the new picture is while it slides in. */
#include "slide.h"

#include <math.h>

void
slide_begin(struct slide *slide, int direction, uint64_t now_ms)
{
    *slide = (struct slide){direction, now_ms};
}

void
slide_end(struct slide *slide)
{
    slide->direction = 0;
}

bool
slide_is_moving(const struct slide *slide, uint64_t now_ms)
{
    return slide->direction != 0 && now_ms - slide->begun_ms < SLIDE_MS;
}

int
slide_offset_px(const struct slide *slide, uint64_t now_ms, int width_px)
{
    if (!slide_is_moving(slide, now_ms)) {
        return 0;
    }
    double left = 1 - (double)(now_ms - slide->begun_ms) / SLIDE_MS;
    return slide->direction * (int)lround(left * left * left * width_px);
}

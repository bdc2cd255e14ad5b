/* canvas: draws shapes, icons and texts with smooth edges into a picture in memory. */
#include "canvas.h"

#include <math.h>

static void
blend(uint32_t *pixel, struct color color, uint32_t alpha) /* alpha is from 0 to 255 */
{
    if (alpha == 0) {
        return;
    }
    if (alpha == 255) {
        *pixel =
            0xFF000000u | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
        return;
    }
    /* Red and blue are computed at once, each in 16 bits, so that neither reaches into
     * the other. Shifting by 8 here divides by 255 exactly, for all numbers of 16 bits.
     */
    const uint32_t both = 0x00FF00FF;
    uint32_t rest = 255 - alpha;
    uint32_t rb = ((uint32_t)color.r << 16 | color.b) * alpha + (*pixel & both) * rest +
                  0x007F007F;
    uint32_t g = color.g * alpha + (*pixel >> 8 & 0xFF) * rest + 127;
    rb = (rb + 0x00010001 + (rb >> 8 & both)) >> 8 & both;
    g = (g + 1 + (g >> 8)) >> 8;
    *pixel = 0xFF000000u | rb | g << 8;
}

static uint32_t *
row_of(const struct canvas *canvas, int y)
{
    unsigned char *pixels = canvas->surface->pixels;
    return (uint32_t *)(void *)(pixels + (ptrdiff_t)y * canvas->surface->pitch);
}

void
canvas_fill(struct canvas *canvas, const SDL_Rect *rect, struct color color)
{
    SDL_Rect inside;
    if (SDL_IntersectRect(rect, &canvas->clip, &inside)) {
        SDL_FillRect(canvas->surface, &inside,
                     SDL_MapRGB(canvas->surface->format, color.r, color.g, color.b));
    }
}

/* The distance from the edge of a rounded box; below 0 inside. It is computed for each
 * pixel of each corner, so it calls neither hypot nor fmax, which the compiler would
 * not put in line. */
static double
distance(const struct canvas_box *box, double x, double y)
{
    double dx = fabs(x - box->x - box->w / 2) - box->w / 2 + box->radius;
    double dy = fabs(y - box->y - box->h / 2) - box->h / 2 + box->radius;
    double out = dx > dy ? dx : dy;
    if (dx > 0 && dy > 0) {
        out = sqrt(dx * dx + dy * dy);
    }
    return out - box->radius;
}

static double
covered(double from_edge)
{
    double part = 0.5 - from_edge;
    return part <= 0 ? 0 : part >= 1 ? 1 : part;
}

static bool
reach(const struct canvas *canvas, const struct canvas_box *box, SDL_Rect *out)
{
    SDL_Rect bounds = {(int)floor(box->x), (int)floor(box->y), (int)ceil(box->w) + 1,
                       (int)ceil(box->h) + 1};
    return box->w > 0 && box->h > 0 && SDL_IntersectRect(&bounds, &canvas->clip, out);
}

struct ring {
    struct canvas_box outer, inner;
    bool is_hollow; /* the inner shape stays free */
    struct color color;
};

static uint32_t
ring_alpha(const struct ring *ring, int x, int y)
{
    double part = covered(distance(&ring->outer, x + 0.5, y + 0.5));
    if (part > 0 && ring->is_hollow) {
        part -= covered(distance(&ring->inner, x + 0.5, y + 0.5));
    }
    return part > 0 ? (uint32_t)(part * 255 + 0.5) : 0;
}

static void
draw_exactly(struct canvas *canvas, const struct ring *ring, SDL_Rect at)
{
    if (!SDL_IntersectRect(&at, &canvas->clip, &at)) {
        return;
    }
    for (int y = at.y; y < at.y + at.h; y++) {
        uint32_t *row = row_of(canvas, y);
        for (int x = at.x; x < at.x + at.w; x++) {
            blend(&row[x], ring->color, ring_alpha(ring, x, y));
        }
    }
}

/* Draws a part of the shape that is the same in every row, or in every column. */
static void
draw_straight(struct canvas *canvas, const struct ring *ring, SDL_Rect at, bool upright)
{
    if (!SDL_IntersectRect(&at, &canvas->clip, &at)) {
        return;
    }
    int lines = upright ? at.w : at.h;
    for (int i = 0; i < lines; i++) {
        SDL_Rect line = at;
        if (upright) {
            line.x += i;
            line.w = 1;
        } else {
            line.y += i;
            line.h = 1;
        }
        uint32_t alpha = ring_alpha(ring, line.x, line.y);
        if (alpha == 255) {
            canvas_fill(canvas, &line, ring->color);
            continue;
        }
        for (int y = line.y; alpha > 0 && y < line.y + line.h; y++) {
            uint32_t *row = row_of(canvas, y);
            for (int x = line.x; x < line.x + line.w; x++) {
                blend(&row[x], ring->color, alpha);
            }
        }
    }
}

/* Draws corners pixel by pixel, edges line by line, and the middle at once. */
static void
draw_ring(struct canvas *canvas, const struct ring *ring)
{
    const struct canvas_box *outer = &ring->outer;
    SDL_Rect all;
    if (!reach(canvas, outer, &all)) {
        return;
    }
    double edge = ring->is_hollow ? ring->inner.x - outer->x : 0;
    int margin = (int)ceil(fmax(outer->radius, edge)) + 2;
    int x0 = (int)floor(outer->x), x3 = (int)ceil(outer->x + outer->w);
    int y0 = (int)floor(outer->y), y3 = (int)ceil(outer->y + outer->h);
    int x1 = x0 + margin, x2 = x3 - margin, y1 = y0 + margin, y2 = y3 - margin;
    if (x2 <= x1 || y2 <= y1) {
        draw_exactly(canvas, ring, (SDL_Rect){x0, y0, x3 - x0, y3 - y0});
        return;
    }
    draw_exactly(canvas, ring, (SDL_Rect){x0, y0, margin, margin});
    draw_exactly(canvas, ring, (SDL_Rect){x2, y0, margin, margin});
    draw_exactly(canvas, ring, (SDL_Rect){x0, y2, margin, margin});
    draw_exactly(canvas, ring, (SDL_Rect){x2, y2, margin, margin});
    draw_straight(canvas, ring, (SDL_Rect){x1, y0, x2 - x1, margin}, false);
    draw_straight(canvas, ring, (SDL_Rect){x1, y2, x2 - x1, margin}, false);
    draw_straight(canvas, ring, (SDL_Rect){x0, y1, margin, y2 - y1}, true);
    draw_straight(canvas, ring, (SDL_Rect){x2, y1, margin, y2 - y1}, true);
    if (!ring->is_hollow) {
        canvas_fill(canvas, &(SDL_Rect){x1, y1, x2 - x1, y2 - y1}, ring->color);
    }
}

void
canvas_round(struct canvas *canvas, struct canvas_box box, struct color color)
{
    if (box.radius <= 0 && box.x == floor(box.x) && box.y == floor(box.y) &&
        box.w == floor(box.w) && box.h == floor(box.h)) {
        SDL_Rect rect = {(int)box.x, (int)box.y, (int)box.w, (int)box.h};
        canvas_fill(canvas, &rect, color);
        return;
    }
    struct ring ring = {.outer = box, .color = color};
    draw_ring(canvas, &ring);
}

void
canvas_outline(struct canvas *canvas, struct canvas_box box, double width,
               struct color color)
{
    struct canvas_box inner = {box.x + width, box.y + width, box.w - 2 * width,
                               box.h - 2 * width, fmax(box.radius - width, 0)};
    struct ring ring = {box, inner, true, color};
    draw_ring(canvas, &ring);
}

void
canvas_arc(struct canvas *canvas, struct canvas_box box, double width, double amount,
           struct color color)
{
    SDL_Rect at;
    if (!reach(canvas, &box, &at)) {
        return;
    }
    double radius = fmin(box.w, box.h) / 2;
    double cx = box.x + box.w / 2, cy = box.y + box.h / 2;
    for (int y = at.y; y < at.y + at.h; y++) {
        uint32_t *row = row_of(canvas, y);
        for (int x = at.x; x < at.x + at.w; x++) {
            double dx = x + 0.5 - cx, dy = y + 0.5 - cy, from = hypot(dx, dy);
            double part = covered(from - radius) - covered(from - radius + width);
            double turn = atan2(dx, -dy) / (2 * 3.14159265358979);
            if (turn < 0) {
                turn += 1;
            }
            if (part > 0 && (amount >= 1 || turn <= amount)) {
                blend(&row[x], color, (uint32_t)lround(part * 255));
            }
        }
    }
}

void
canvas_stamp(struct canvas *canvas, const SDL_Surface *mask, int x, int y,
             struct color color)
{
    SDL_Rect bounds = {x, y, mask->w, mask->h}, at;
    if (!SDL_IntersectRect(&bounds, &canvas->clip, &at)) {
        return;
    }
    for (int row = at.y; row < at.y + at.h; row++) {
        const unsigned char *bytes = mask->pixels;
        const uint32_t *from =
            (const uint32_t *)(const void *)(bytes +
                                             (ptrdiff_t)(row - y) * mask->pitch);
        uint32_t *to = row_of(canvas, row);
        for (int column = at.x; column < at.x + at.w; column++) {
            if (from[column - x] >> 24) {
                blend(&to[column], color, from[column - x] >> 24);
            }
        }
    }
}

static void
draw_picture(struct canvas *canvas, const SDL_Surface *picture, SDL_Point corner,
             bool on_white)
{
    SDL_Rect bounds = {corner.x, corner.y, picture->w, picture->h}, at;
    if (!SDL_IntersectRect(&bounds, &canvas->clip, &at)) {
        return;
    }
    for (int row = at.y; row < at.y + at.h; row++) {
        const unsigned char *bytes = picture->pixels;
        const uint32_t *from =
            (const uint32_t *)(const void *)(bytes + (ptrdiff_t)(row - corner.y) *
                                                         picture->pitch);
        uint32_t *to = row_of(canvas, row);
        for (int column = at.x; column < at.x + at.w; column++) {
            uint32_t pixel = from[column - corner.x];
            struct color color = {(uint8_t)(pixel >> 16), (uint8_t)(pixel >> 8),
                                  (uint8_t)pixel};
            if (on_white) {
                to[column] = 0xFFFFFFFF;
            }
            blend(&to[column], color, (uint8_t)(pixel >> 24));
        }
    }
}

/* Where a picture is transparent, white paper is seen behind it in every theme, since
 * pictures are made for that. */
void
canvas_picture(struct canvas *canvas, const SDL_Surface *picture, int x, int y)
{
    draw_picture(canvas, picture, (SDL_Point){x, y}, true);
}

void
canvas_blend(struct canvas *canvas, const SDL_Surface *picture, int x, int y)
{
    draw_picture(canvas, picture, (SDL_Point){x, y}, false);
}

void
canvas_modules(struct canvas *canvas, const uint8_t *modules, int size, SDL_Point at,
               int module_px, struct color color)
{
    for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
            SDL_Rect rect = {at.x + x * module_px, at.y + y * module_px, module_px,
                             module_px};
            if (modules[(size_t)y * (size_t)size + (size_t)x]) {
                canvas_fill(canvas, &rect, color);
            }
        }
    }
}

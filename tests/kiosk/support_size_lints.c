/* support_size_lints: finds letters that are cut, small icons, and sheets without
 * "Close". */
#include "support_size_lints.h"

#include "part.h"
#include "support_lints.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of letters, in mm: the edge of their picture is softer than a pixel. */
#define SLACK_MM 0.25

static struct rect_mm
ink_of(const struct kiosk *kiosk, const struct part *part)
{
    struct text_spec spec = part_text_spec(part, &kiosk->theme);
    struct text_ink_px ink = typeset_ink(kiosk->typeset, &spec);
    double scale = kiosk->theme.px_per_mm;
    return (struct rect_mm){
        part->rect.x + ink.left / scale, part->rect.y + ink.top / scale,
        (ink.right - ink.left) / scale, (ink.bottom - ink.top) / scale};
}

static bool
is_inside(const struct rect_mm *ink, const struct rect_mm *place, double slack)
{
    return ink->x >= place->x - slack && ink->y >= place->y - slack &&
           ink->x + ink->w <= place->x + place->w + slack &&
           ink->y + ink->h <= place->y + place->h + slack;
}

static bool
is_filled(const struct part *part)
{
    return (part->kind == PART_BOX && part->tint != TINT_NONE) ||
           part->kind == PART_PICTURE || part->kind == PART_QR;
}

/* The smallest box with a border that was drawn before the text and holds its middle.
 */
static const struct part *
card_behind(const struct tree *tree, const struct node *node, size_t text,
            const struct rect_mm *ink)
{
    const struct part *found = NULL;
    const struct rect_mm middle = {ink->x + ink->w / 2, ink->y + ink->h / 2, 0, 0};
    for (size_t p = node->first_part; p < text; p++) {
        const struct part *part = &tree->parts[p];
        if (part->kind == PART_BOX && part->border != TINT_NONE &&
            is_inside(&middle, &part->rect, 0) &&
            (!found || part->rect.w * part->rect.h < found->rect.w * found->rect.h)) {
            found = part;
        }
    }
    return found;
}

/* The letters that stand beside this place, or in it: lines differ in length. */
static struct rect_mm
ink_beside(const struct kiosk *kiosk, const struct part *part,
           const struct rect_mm *place)
{
    struct text_spec spec = part_text_spec(part, &kiosk->theme);
    double scale = kiosk->theme.px_per_mm, top = place->y - part->rect.y;
    struct text_ink_px ink = typeset_ink_between(
        kiosk->typeset, &spec, (int)(top * scale), (int)((top + place->h) * scale));
    return (struct rect_mm){
        part->rect.x + ink.left / scale, part->rect.y + ink.top / scale,
        (ink.right - ink.left) / scale, (ink.bottom - ink.top) / scale};
}

/* What is drawn over these letters later; NULL: nothing. */
static const struct part *
cover_of(const struct kiosk *kiosk, size_t text, const struct rect_mm *ink)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t p = text + 1; p < tree->part_count; p++) {
        const struct part *part = &tree->parts[p];
        if (!is_filled(part) || gap(ink, &part->rect) >= -SLACK_MM) {
            continue;
        }
        struct rect_mm beside = ink_beside(kiosk, &tree->parts[text], &part->rect);
        if (beside.w > 0 && gap(&beside, &part->rect) < -SLACK_MM) {
            return part;
        }
    }
    return NULL;
}

static const char *
fault_of_letters(const struct kiosk *kiosk, const struct node *node, size_t text)
{
    const struct tree *tree = &kiosk->tree;
    const struct part *part = &tree->parts[text];
    struct rect_mm ink = ink_of(kiosk, part);
    const struct rect_mm panel = {0, 0, kiosk->theme.width_mm, kiosk->theme.height_mm};
    if (ink.w <= 0) {
        return NULL;
    }
    if (!is_inside(&ink, &panel, 0)) {
        return "leaves the panel";
    }
    /* as paint.c draws it again */
    if (!is_inside(&ink, &node->rect, node_is_active(node) ? 1 : 2.2)) {
        return "leaves what is drawn again";
    }
    const struct part *card = card_behind(tree, node, text, &ink);
    if (card) {
        double in = card->border_mm - SLACK_MM;
        struct rect_mm inner = {card->rect.x + in, card->rect.y + in,
                                card->rect.w - 2 * in, card->rect.h - 2 * in};
        if (!is_inside(&ink, &inner, 0)) {
            return "touches the border of its card";
        }
    }
    return cover_of(kiosk, text, &ink) ? "is covered" : NULL;
}

bool
has_cut_letters(const struct kiosk *kiosk, char *out, size_t size)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        for (size_t p = 0; p < node->part_count; p++) {
            const struct part *part = &tree->parts[node->first_part + p];
            if (part->kind != PART_TEXT || !part->text) {
                continue;
            }
            const char *fault = fault_of_letters(kiosk, node, node->first_part + p);
            if (fault) {
                snprintf(out, size, "%s: \"%.60s\" %s", node->id, part->text, fault);
                return true;
            }
        }
    }
    return false;
}

static double
letter_mm(const struct kiosk *kiosk, const struct part *part)
{
    int px =
        part->font_px > 0 ? part->font_px : theme_font_px(&kiosk->theme, part->type);
    return px * 0.714 / kiosk->theme.px_per_mm;
}

/* The side of an icon, or of the disc or tile that it stands on. */
static double
icon_mm(const struct tree *tree, const struct node *node, size_t icon)
{
    const struct part *part = &tree->parts[icon];
    const struct part *before = icon > node->first_part ? part - 1 : NULL;
    bool has_ground = before && before->kind == PART_BOX &&
                      before->border == TINT_NONE &&
                      fabs(before->rect.w - before->rect.h) < 0.1 &&
                      gap(&before->rect, &part->rect) < 0;
    return has_ground ? before->rect.h : part->rect.h;
}

/* More icons than these are a diagram. */
#define ICONS_BESIDE_WORDS 2
#define TICK_SHARE 0.58 /* of the capitals: a tick in a corner stands alone */

bool
has_small_icon(const struct kiosk *kiosk, char *out, size_t size)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        double smallest = 0, letters = 0;
        size_t icons = 0;
        for (size_t p = node->first_part; p < node->first_part + node->part_count;
             p++) {
            const struct part *part = &tree->parts[p];
            if (part->kind == PART_ICON) {
                bool is_tick = strcmp(part->icon, "check") == 0;
                double side = icon_mm(tree, node, p) / (is_tick ? TICK_SHARE : 1);
                smallest = icons++ == 0 ? side : fmin(smallest, side);
            } else if (part->kind == PART_TEXT && part->text) {
                double high = letter_mm(kiosk, part);
                letters = letters > 0 ? fmin(letters, high) : high;
            }
        }
        if (icons > 0 && icons <= ICONS_BESIDE_WORDS && smallest < letters - 0.1) {
            snprintf(out, size, "%s: an icon of %.1f mm beside letters of %.1f mm",
                     node->id, smallest, letters);
            return true;
        }
    }
    return false;
}

bool
has_covered_icon(const struct kiosk *kiosk, char *out, size_t size)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        size_t end = node->first_part + node->part_count;
        for (size_t p = node->first_part; p < end; p++) {
            for (size_t q = p + 1; tree->parts[p].kind == PART_ICON && q < end; q++) {
                if (tree->parts[q].tint == TINT_MARK &&
                    gap(&tree->parts[p].rect, &tree->parts[q].rect) < -SLACK_MM) {
                    snprintf(out, size, "%s: the picture \"%s\" is covered", node->id,
                             tree->parts[p].icon);
                    return true;
                }
            }
        }
    }
    return false;
}

/* What is filled behind this part, of its own node; NULL: nothing. */
static const struct part *
ground_behind(const struct tree *tree, const struct node *node, size_t part)
{
    const struct part *found = NULL;
    for (size_t p = node->first_part; p < part; p++) {
        if (tree->parts[p].kind == PART_BOX && tree->parts[p].tint != TINT_NONE &&
            is_inside(&tree->parts[part].rect, &tree->parts[p].rect, 0)) {
            found = &tree->parts[p];
        }
    }
    return found;
}

bool
has_unseen_tick(const struct kiosk *kiosk, char *out, size_t size)
{
    const struct tree *tree = &kiosk->tree;
    const struct color *colors = kiosk->theme.colors;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        for (size_t p = node->first_part + 1; p < node->first_part + node->part_count;
             p++) {
            const struct part *part = &tree->parts[p], *disc = part - 1;
            if (part->kind != PART_ICON || strcmp(part->icon, "check") != 0 ||
                disc->kind != PART_BOX || disc->border != TINT_NONE) {
                continue;
            }
            const struct part *ground = ground_behind(tree, node, p - 1);
            if (ground &&
                color_contrast(colors[disc->tint], colors[ground->tint]) < 2) {
                snprintf(out, size, "%s: the disc of the tick is not seen", node->id);
                return true;
            }
        }
    }
    return false;
}

bool
has_no_way_out(const struct kiosk *kiosk, char *out, size_t size)
{
    bool is_sheet =
        kiosk->session.sheet != SHEET_NONE && kiosk->session.sheet != SHEET_IDLE;
    if (is_sheet && tree_find(&kiosk->tree, "next") < 0) {
        snprintf(out, size, "page %d of %d has no Close", kiosk->page + 1,
                 kiosk->pages);
        return true;
    }
    return false;
}

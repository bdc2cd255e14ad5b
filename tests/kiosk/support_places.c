/* support_places: remembers each control as it was met first. */
#include "support_places.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Back and Next are held by the outer edge, since their words differ. */
struct shared_control {
    const char *id;
    bool is_at_begin; /* of the line */
    bool has_one_text;
};
static const struct shared_control controls[] = {{"back", true, false},
                                                 {"next", false, false},
                                                 {"settings", false, true},
                                                 {"language", false, true},
                                                 {"listen", false, true}};

static struct known_place *
find(struct places *places, const char *like)
{
    for (size_t i = 0; i < places->count; i++) {
        if (strcmp(places->known[i].like, like) == 0) {
            return &places->known[i];
        }
    }
    return NULL;
}

static const char *
check_one(struct places *places, const struct known_place *now, bool has_one_text)
{
    struct known_place *before = find(places, now->like);
    if (!before && places->count < PLACES_MAX) {
        places->known[places->count++] = *now;
        return NULL;
    }
    bool is_moved = !before || fabs(before->side_mm - now->side_mm) > 0.05 ||
                    fabs(before->top_mm - now->top_mm) > 0.05;
    bool is_renamed = before && has_one_text && strcmp(before->text, now->text) != 0;
    if (!is_moved && !is_renamed) {
        return NULL;
    }
    snprintf(places->complaint, sizeof places->complaint,
             "%s: \"%s\" at %.1f %.1f mm, on %s \"%s\" at %.1f %.1f mm", now->like,
             now->text, now->side_mm, now->top_mm, before ? before->screen : "none",
             before ? before->text : "", before ? before->side_mm : 0,
             before ? before->top_mm : 0);
    return places->complaint;
}

const char *
places_check(struct places *places, const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    const struct panel *panel = &kiosk->panel;
    bool is_way = tree_find(tree, "settings") >= 0;
    if (strncmp(name, "staff", 5) == 0 || strncmp(name, "attract", 7) == 0) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
        const struct shared_control *control = &controls[i];
        int node = tree_find(tree, control->id);
        if (node < 0) {
            continue;
        }
        struct rect_mm rect = tree->nodes[node].rect;
        bool is_left = control->is_at_begin != tree->rtl;
        struct known_place now = {.side_mm = is_left ? rect.x : rect.x + rect.w,
                                  .top_mm = rect.y};
        snprintf(now.like, sizeof now.like, "%dx%d size %d %s %s %s", panel->width_px,
                 panel->height_px, (int)kiosk->theme.display.size, tree->language,
                 is_way ? "way" : "sheet", control->id);
        snprintf(now.text, sizeof now.text, "%s", tree->nodes[node].text);
        snprintf(now.screen, sizeof now.screen, "%s", name);
        const char *complaint = check_one(places, &now, control->has_one_text);
        if (complaint) {
            return complaint;
        }
    }
    return NULL;
}

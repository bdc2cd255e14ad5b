/* part: adds nodes and their parts to a tree. */
#include "part.h"

#include "townline/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct text_spec
part_text_spec(const struct part *part, const struct theme *theme)
{
    int font_px = part->font_px > 0 ? part->font_px : theme_font_px(theme, part->type);
    double leading =
        part->leading > 0 ? part->leading : theme_leading(part->type, part->language);
    return (struct text_spec){
        .text = part->text,
        .language = part->language,
        .font_px = font_px,
        .weight = part->bold ? 700 : theme_weight(part->type),
        .width_px = theme_px(theme, part->rect.w),
        .pitch_px = (int)lround(font_px * leading),
        .rtl = part->rtl,
        .align = part->align,
    };
}

static uint64_t
mix_string(uint64_t hash, const char *text)
{
    return text ? hash_bytes(hash, text, strlen(text) + 1)
                : hash_bytes(hash, "\xFF", 1);
}

static uint64_t
mix_part(uint64_t hash, const struct part *part)
{
    double lengths[] = {part->rect.x,    part->rect.y,    part->rect.w, part->rect.h,
                        part->border_mm, part->radius_mm, part->amount, part->leading,
                        part->fade,      part->shift_mm};
    int kinds[] = {(int)part->kind, (int)part->tint,  (int)part->border,
                   (int)part->type, (int)part->align, part->rtl,
                   part->bold,      part->underline,  part->size,
                   part->font_px};
    hash = hash_bytes(hash, lengths, sizeof lengths);
    hash = hash_bytes(hash, kinds, sizeof kinds);
    hash = mix_string(hash, part->text);
    hash = mix_string(hash, part->language);
    hash = mix_string(hash, part->icon);
    if (part->modules) {
        hash = hash_bytes(hash, part->modules, (size_t)part->size * (size_t)part->size);
    }
    return hash;
}

uint64_t
node_hash(const struct tree *tree, const struct node *node)
{
    uint64_t hash = hash_bytes(HASH_BEGIN, &node->state, sizeof node->state);
    hash = hash_bytes(hash, &node->rect, sizeof node->rect);
    for (size_t i = 0; i < node->part_count; i++) {
        hash = mix_part(hash, &tree->parts[node->first_part + i]);
    }
    return hash;
}

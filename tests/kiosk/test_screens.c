/* Lints over every screen that a resident or staff can meet with the sample pack: on
 * the four panels, in its languages, in every text size and color theme. Numbers in
 * names are those of the kiosk requirements. */
#include "album.h"
#include "part.h"
#include "support_booth.h"
#include "support_lints.h"
#include "support_places.h"
#include "support_size_lints.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum check {
    CHECK_TARGET,
    CHECK_GAP,
    CHECK_OVERLAP,
    CHECK_TEXT,
    CHECK_KEYS,
    CHECK_CHINESE,
    CHECK_CONTRAST,
    CHECK_REACH,
    CHECK_FOCUS,
    CHECK_SAY,
    CHECK_SETTINGS,
    CHECK_PAGES,
    CHECK_WORDS,
    CHECK_HINT,
    CHECK_BEFORE_MAP,
    CHECK_WEIGHT,
    CHECK_SCALE,
    CHECK_MARKS,
    CHECK_SAME,
    CHECK_LETTERS,
    CHECK_ICONS,
    CHECK_CLOSE,
    CHECK_ENDING,
    CHECKS
};

/* What the walk found: the first complaint of each kind, and how often. As many are
 * printed as one reads. */
enum { PRINTED_MAX = 400 };
struct findings {
    char first[CHECKS][400];
    unsigned count[CHECKS];
    unsigned pages;
};
static struct findings found;

static void __attribute__((format(printf, 2, 3)))
complain(enum check check, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char text[sizeof found.first[check]];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (found.count[check]++ == 0) {
        memcpy(found.first[check], text, sizeof text);
    }
    if (found.count[check] <= PRINTED_MAX) {
        print_message("%s\n", text);
    }
}

/* Ten keys of 12.7 mm are wider than the smallest panel. */
static bool
is_small_key(const struct kiosk *kiosk, const struct node *node)
{
    return kiosk->theme.compact && strncmp(node->id, "key-", 4) == 0;
}

static void
check_targets(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    const double least = THEME_TARGET_MIN_MM - 0.01;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *a = &tree->nodes[i];
        if (!node_is_active(a)) {
            continue;
        }
        if (!is_small_key(kiosk, a) && (a->rect.w < least || a->rect.h < least)) {
            complain(CHECK_TARGET, "%s: %s is %.1f x %.1f mm", name, a->id, a->rect.w,
                     a->rect.h);
        }
        if (a->rect.y < kiosk->theme.height_mm / 3 && kiosk->theme.tall) {
            complain(CHECK_REACH, "%s: %s is out of reach", name, a->id);
        }
        for (size_t k = i + 1; k < tree->count; k++) {
            const struct node *b = &tree->nodes[k];
            bool small = is_small_key(kiosk, a) && is_small_key(kiosk, b);
            if (node_is_active(b) &&
                gap(&a->rect, &b->rect) < (small ? 1.4 : THEME_GAP_MIN_MM - 0.01)) {
                complain(CHECK_GAP, "%s: %s is %.2f mm from %s", name, a->id,
                         gap(&a->rect, &b->rect), b->id);
            }
        }
    }
}

static void
check_places(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *a = &tree->nodes[i];
        if (a->role == NODE_DECOR) {
            continue;
        }
        if (a->rect.x < -0.01 || a->rect.y < -0.01 ||
            a->rect.x + a->rect.w > kiosk->theme.width_mm + 0.01 ||
            a->rect.y + a->rect.h > kiosk->theme.height_mm + 0.01) {
            complain(CHECK_OVERLAP, "%s: %s reaches out of the panel", name, a->id);
        }
        for (size_t k = i + 1; k < tree->count; k++) {
            const struct node *b = &tree->nodes[k];
            bool is_row = a->role == NODE_ROW && b->role == NODE_KEY; /* around it */
            if (b->role != NODE_DECOR && !is_row && gap(&a->rect, &b->rect) < -0.05) {
                complain(CHECK_OVERLAP, "%s: %s lies over %s", name, a->id, b->id);
            }
        }
        if (a->say[0] == '\0') {
            complain(CHECK_SAY, "%s: %s says nothing", name, a->id);
        }
        if (strstr(a->say, "\u2068") || strstr(a->say, "\u2069")) {
            complain(CHECK_SAY, "%s: %s says marks of direction", name, a->id);
        }
    }
}

static void
check_text(const struct kiosk *kiosk, const char *name, const struct node *node,
           const struct part *part)
{
    static const double least[COLORS_COUNT] = {10, 20, 20, 4.5};
    struct text_spec spec = part_text_spec(part, &kiosk->theme);
    struct text_size_px size = typeset_measure(kiosk->typeset, &spec);
    double height = size.height / kiosk->theme.px_per_mm;
    /* words may stand as close as a line's leading to the edge */
    double slack = (spec.pitch_px - spec.font_px * 0.714) / kiosk->theme.px_per_mm / 2;
    if (size.missing > 0 || size.overflows) {
        complain(CHECK_TEXT, "%s: \"%.60s\" has no glyph or no room", name, part->text);
    }
    if (part->rect.y < node->rect.y - slack ||
        part->rect.y + height > node->rect.y + node->rect.h + slack ||
        part->rect.x < node->rect.x - 0.05 ||
        part->rect.x + part->rect.w > node->rect.x + node->rect.w + 0.05) {
        complain(CHECK_TEXT, "%s: \"%.60s\" is clipped", name, part->text);
    }
    double ratio = color_contrast(kiosk->theme.colors[part->tint],
                                  kiosk->theme.colors[part->ground]);
    int colors = part->ground >= TINT_SAMPLE_PAPER
                     ? (int)part->ground - TINT_SAMPLE_PAPER
                     : (int)kiosk->theme.display.colors;
    if (!(node->state & NODE_DISABLED) && ratio < least[colors]) {
        complain(CHECK_CONTRAST, "%s: \"%.60s\" has %.1f:1", name, part->text, ratio);
    }
}

static bool
is_han(const char *at)
{
    return ((unsigned char)at[0] & 0xF0) == 0xE0 && strncmp(at, "\u4E00", 3) >= 0 &&
           strncmp(at, "\u9FFF", 3) <= 0;
}

/* Chinese has punctuation of its own, as wide as its letters, and no space after it. */
static void
check_chinese(const char *name, const char *text)
{
    static const char *const wide[] = {"，", "。", "：", "；", "？", "！", "、"};
    for (const char *at = text; *at; at++) {
        bool half = strchr(",.:;?!()", *at) != NULL;
        bool beside = is_han(at + 1) || (at - text >= 3 && is_han(at - 3));
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
            size_t size = strlen(wide[i]);
            if (strncmp(at, wide[i], size) == 0 && at[size] == ' ') {
                half = beside = true;
            }
        }
        if (half && beside) {
            complain(CHECK_CHINESE, "%s: \"%.90s\"", name, text);
        }
    }
}

/* Letters of every script stay off the edges of their keys. */
static void
check_key(const struct kiosk *kiosk, const char *name, const struct node *node,
          const struct part *part)
{
    struct text_spec spec = part_text_spec(part, &kiosk->theme);
    struct text_ink_px ink = typeset_ink(kiosk->typeset, &spec);
    double scale = kiosk->theme.px_per_mm, air = 0.5;
    if (part->rect.x + ink.left / scale < node->rect.x + air ||
        part->rect.y + ink.top / scale < node->rect.y + air ||
        part->rect.x + ink.right / scale > node->rect.x + node->rect.w - air ||
        part->rect.y + ink.bottom / scale > node->rect.y + node->rect.h - air) {
        complain(CHECK_KEYS, "%s: \"%s\" runs over its key", name, part->text);
    }
}

static void
check_texts(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        for (size_t p = 0; p < tree->nodes[i].part_count; p++) {
            const struct part *part = &tree->parts[tree->nodes[i].first_part + p];
            if (part->kind != PART_TEXT || !part->text) {
                continue;
            }
            check_text(kiosk, name, &tree->nodes[i], part);
            if (strncmp(part->language, "zh", 2) == 0) {
                check_chinese(name, part->text);
            }
            if (tree->nodes[i].role == NODE_KEY) {
                check_key(kiosk, name, &tree->nodes[i], part);
            }
        }
    }
}

/* Goes on with the same key until the first one comes again; marks what was met. Rows
 * that are met are opened, and left again where they began. */
static void
go_round(struct tree *tree, const char *name, int first, bool *met)
{
    int at = first;
    for (size_t i = 0; at >= 0 && i < tree->count; i++) {
        int next = tree_next(tree, at, 1);
        if (tree_next(tree, next, -1) != at) {
            complain(CHECK_FOCUS, "%s: no way back to %s", name, tree->nodes[at].id);
        }
        if (tree->nodes[at].role == NODE_ROW && !met[at]) {
            met[at] = true;
            tree_mark(tree, at, NODE_OPEN);
            go_round(tree, name, at, met);
            tree_mark(tree, -1, NODE_OPEN);
        }
        met[at] = true;
        at = next;
        if (at == first) {
            return;
        }
    }
    complain(CHECK_FOCUS, "%s: the keys do not come round", name);
}

/* Everything that can be used is met, and whatever is entered is left again. */
static void
check_focus(const struct kiosk *kiosk, const char *name)
{
    struct tree tree = kiosk->tree; /* rows are opened in it, and closed again */
    bool *met = calloc(tree.count + 1, sizeof *met);
    assert_non_null(met);
    int first = tree_next(&tree, -1, 1);
    if (first >= 0) {
        go_round(&tree, name, first, met);
    }
    for (size_t i = 0; i < tree.count; i++) {
        if (node_is_active(&tree.nodes[i]) && !met[i]) {
            complain(CHECK_FOCUS, "%s: %s is not reached", name, tree.nodes[i].id);
        }
    }
    free(met);
}

/* Where free text is typed, and no name is asked for, it says what to leave out. */
static void
check_hint(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    bool is_typed = tree_find(tree, "key-space") >= 0 && !kiosk->keyboard.contact;
    if (is_typed && tree_find(tree, "hint") < 0) {
        complain(CHECK_HINT, "%s", name);
    }
    if (tree_find(tree, "field") >= 0 && kiosk->pages > 1) {
        complain(CHECK_HINT, "%s has %d pages", name, kiosk->pages);
    }
}

static bool
is_on_the_way(const char *name)
{
    return strncmp(name, "question", 8) == 0 || strncmp(name, "service", 7) == 0 ||
           strncmp(name, "map", 3) == 0 || strncmp(name, "purpose", 7) == 0;
}

static size_t
count_words(const char *text)
{
    size_t words = 0;
    for (; *text; text++) {
        words += *text != ' ' && (text[1] == ' ' || text[1] == '\0');
    }
    return words;
}

static void
check_reading(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    if (is_on_the_way(name) &&
        (tree_find(tree, "settings") < 0 || tree_find(tree, "language") < 0)) {
        complain(CHECK_SETTINGS, "%s", name);
    }
    if (!strstr(name, ".en.m.")) {
        return;
    }
    size_t body = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->role == NODE_HEADING && count_words(node->text) > 25) {
            complain(CHECK_WORDS, "%s: \"%s\"", name, node->text);
        }
        if (node->role == NODE_TEXT) {
            body += count_words(node->text);
        }
    }
    if (body > 60 && strncmp(name, "staff-log", 9) != 0) { /* a list of what was done */
        complain(CHECK_WORDS, "%s: %zu words", name, body);
    }
    /* "recorded" has what else can be done on a page of its own */
    int most = strncmp(name, "recorded", 8) == 0 ? 2 : 1;
    if (kiosk->pages > most && !kiosk->theme.compact &&
        (is_on_the_way(name) || most == 2)) {
        complain(CHECK_PAGES, "%s has %d pages", name, kiosk->pages);
    }
}

/* Whoever sees the lower half of a scale first answers on that half. Both packs give
 * the answers of their scales of five the codes 1 to 5. */
static void
check_scale(const struct kiosk *kiosk, const char *name)
{
    unsigned shown = 0;
    char id[] = "choice-1";
    for (; id[7] <= '5'; id[7]++) {
        shown += tree_find(&kiosk->tree, id) >= 0;
    }
    if (shown % 5 != 0) {
        complain(CHECK_SCALE, "%s: %u of 5 answers", name, shown);
    }
}

static void
check_marks(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->role != NODE_KEY &&
            (has_doubled_mark(node->text) || has_doubled_mark(node->say))) {
            complain(CHECK_MARKS, "%s: %s says \"%.90s\"", name, node->id, node->say);
        }
    }
}

/* Whether both agree-disagree questions of a service lie before the question that is
 * shown, on the way through its block. */
static bool
is_after_map(const struct kiosk *kiosk)
{
    const struct form *form = kiosk->pack->form;
    const struct session *session = &kiosk->session;
    bool is_question =
        session->view == SESSION_AT_STOP && session->stop.kind == STOP_QUESTION;
    size_t before = 0;
    for (size_t i = 0; i < form_control_count(form); i++) {
        int parent = form_control(form, i)->parent;
        bool is_asked_on_map =
            parent >= 0 &&
            control_has_appearance(form_control(form, (size_t)parent), "townline-map");
        if (is_asked_on_map && i >= session->stop.place.control) {
            return false;
        }
        before += is_asked_on_map;
    }
    return is_question && before >= 2;
}

/* Nothing that argues for an answer is on a screen before both answers were asked for:
 * no saving, no loss, no story. */
static void
check_neutral(const struct kiosk *kiosk, const char *name)
{
    static const char *const argues[] = {"savings", "gives-up", "source", "story"};
    for (size_t i = 0; i < sizeof argues / sizeof *argues; i++) {
        if (tree_find(&kiosk->tree, argues[i]) >= 0 && !is_after_map(kiosk)) {
            complain(CHECK_BEFORE_MAP, "%s: %s", name, argues[i]);
        }
    }
}

/* A letter of a script without spaces counts as two, as it is as wide. */
static double
count_letters(const char *text)
{
    double letters = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        letters += (*at & 0xC0) != 0x80;
        letters += *at >= 0xE3 && *at != 0xEF;
    }
    return letters;
}

static bool
is_like(double a, double b)
{
    return fabs(a - b) <= 0.2 * fmax(a, b) + 0.01;
}

/* What could be saved and what could be given up have the same weight: both or none,
 * the same size, and about as many words. */
static void
check_weight(const struct kiosk *kiosk, const char *name)
{
    int first = tree_find(&kiosk->tree, "savings");
    int second = tree_find(&kiosk->tree, "gives-up");
    if (first < 0 && second < 0) {
        return;
    }
    if (first < 0 || second < 0) {
        complain(CHECK_WEIGHT, "%s: one side alone", name);
        return;
    }
    const struct node *a = &kiosk->tree.nodes[first], *b = &kiosk->tree.nodes[second];
    if (fabs(a->rect.w - b->rect.w) > 0.01 || fabs(a->rect.h - b->rect.h) > 0.01 ||
        fabs(a->rect.y - b->rect.y) > 0.01) {
        complain(CHECK_WEIGHT, "%s: one side is larger", name);
    }
    if (!is_like(count_letters(a->text), count_letters(b->text)) ||
        (strstr(name, ".en.") &&
         !is_like((double)count_words(a->text), (double)count_words(b->text)))) {
        complain(CHECK_WEIGHT, "%s: \"%s\" beside \"%s\"", name, a->text, b->text);
    }
}

static void
check_same(const struct kiosk *kiosk, const char *name)
{
    static struct places places;
    const char *complaint = places_check(&places, kiosk, name);
    if (complaint) {
        complain(CHECK_SAME, "%s: %s", name, complaint);
    }
}

/* What large text and small panels do. Colors change none of it. */
static void
check_sizes(const struct kiosk *kiosk, const char *name)
{
    char fault[200];
    if (has_no_way_out(kiosk, fault, sizeof fault)) {
        complain(CHECK_CLOSE, "%s: %s", name, fault);
    }
    if (has_unseen_tick(kiosk, fault, sizeof fault)) {
        complain(CHECK_ICONS, "%s: %s", name, fault);
    }
    if (!strstr(name, ".default") ||
        !(strstr(name, ".xl.") || kiosk->theme.compact || strstr(name, ".m."))) {
        return;
    }
    if (has_cut_letters(kiosk, fault, sizeof fault)) {
        complain(CHECK_LETTERS, "%s: %s", name, fault);
    }
    if (has_small_icon(kiosk, fault, sizeof fault) ||
        has_covered_icon(kiosk, fault, sizeof fault)) {
        complain(CHECK_ICONS, "%s: %s", name, fault);
    }
}

/* The first page of the last screen says how long it stays. */
static void
check_ending(const struct kiosk *kiosk, const char *name)
{
    const struct tree *tree = &kiosk->tree;
    char seconds[12];
    bool is_told = false;
    if (strcmp(kiosk->screen, "recorded") != 0 || kiosk->page > 0) {
        return;
    }
    snprintf(seconds, sizeof seconds, "%u", session_end_ms(&kiosk->session) / 1000);
    for (size_t i = 0; i < tree->count; i++) {
        is_told = is_told || (strncmp(tree->nodes[i].id, "note", 4) == 0 &&
                              strstr(tree->nodes[i].text, seconds));
    }
    if (!is_told) {
        complain(CHECK_ENDING, "%s: not a word of its %s seconds", name, seconds);
    }
}

static bool
on_page(void *context, const struct kiosk *kiosk, const char *name, struct error *err)
{
    (void)context;
    (void)err;
    found.pages++;
    check_targets(kiosk, name);
    check_places(kiosk, name);
    check_texts(kiosk, name);
    check_focus(kiosk, name);
    check_hint(kiosk, name);
    check_reading(kiosk, name);
    check_scale(kiosk, name);
    check_marks(kiosk, name);
    check_neutral(kiosk, name);
    check_weight(kiosk, name);
    check_same(kiosk, name);
    check_sizes(kiosk, name);
    check_ending(kiosk, name);
    return true;
}

static void
use_panel(struct booth *booth, const struct panel *panel)
{
    const char *pack = getenv("TOWNLINE_PACK"), *keys = getenv("TOWNLINE_KEYS");
    if (pack) { /* another one, and whose it is if it is signed */
        booth->options.pack_dir = pack;
    }
    if (keys) {
        booth->options.keys_path = keys;
    }
    booth->options.show_others = true;
    booth->options.width_px = panel->width_px;
    booth->options.height_px = panel->height_px;
    booth->options.width_mm = (int)panel->width_mm;
    booth->options.height_mm = (int)panel->height_mm;
}

static int
walk_all(void **state)
{
    (void)state;
    /* Colors move nothing: all themes of one pack where screens are small, one on the
     * others. */
    bool is_named = getenv("TOWNLINE_PACK") != NULL;
    bool is_whole = getenv("TOWNLINE_WHOLE") != NULL; /* about every service */
    const struct album_options all = {.wanted = "*", .on_page = on_page},
                               one = {.wanted = "*.default",
                                      .on_page = on_page,
                                      .again = is_whole};
    for (size_t p = 0; panel_at(p); p++) {
        struct booth booth;
        struct error err = {0};
        booth_start(&booth);
        use_panel(&booth, panel_at(p));
        assert_true(booth_open(&booth, &err));
        booth.kiosk->unpainted = true;
        if (!album_make(booth.kiosk, p == 0 && !is_named ? &all : &one, &err)) {
            fail_msg("%s inch: %s", panel_at(p)->name, err.text);
        }
        booth_finish(&booth);
    }
    return 0;
}

static void
expect_none(enum check check)
{
    assert_true(found.pages > 500);
    if (found.count[check] > 0) {
        fail_msg("%u times, first: %s", found.count[check], found.first[check]);
    }
}

#define LINT(name, check)                                                              \
    static void name(void **state)                                                     \
    {                                                                                  \
        (void)state;                                                                   \
        expect_none(check);                                                            \
    }

LINT(r30_targets_are_at_least_half_an_inch, CHECK_TARGET)
LINT(r30_targets_are_a_tenth_of_an_inch_apart, CHECK_GAP)
LINT(nothing_lies_over_anything_else_or_out_of_the_panel, CHECK_OVERLAP)
LINT(r8_no_text_is_clipped_and_no_glyph_is_missing, CHECK_TEXT)
LINT(r8_letters_stay_off_the_edges_of_their_keys, CHECK_KEYS)
LINT(chinese_has_punctuation_of_its_own, CHECK_CHINESE)
LINT(r4_r5_texts_have_the_contrast_of_their_theme, CHECK_CONTRAST)
LINT(r41_nothing_to_touch_lies_in_the_top_third_of_a_tall_panel, CHECK_REACH)
LINT(r35_keys_reach_every_target_and_leave_it_again, CHECK_FOCUS)
LINT(r13_whatever_is_seen_can_be_said, CHECK_SAY)
LINT(r10_settings_and_languages_are_one_touch_away, CHECK_SETTINGS)
LINT(the_way_takes_no_paging_in_english_at_the_default_size, CHECK_PAGES)
LINT(questions_have_25_words_and_screens_60_at_most, CHECK_WORDS)
LINT(what_to_leave_out_stays_in_sight_while_one_types, CHECK_HINT)
LINT(nothing_that_argues_comes_before_both_answers, CHECK_BEFORE_MAP)
LINT(what_could_be_saved_and_given_up_have_the_same_weight, CHECK_WEIGHT)
LINT(no_scale_is_split_over_two_pages, CHECK_SCALE)
LINT(one_mark_stands_where_one_belongs, CHECK_MARKS)
LINT(r53_controls_stand_in_one_place_on_all_screens, CHECK_SAME)
LINT(r8_no_descender_and_no_accent_is_cut, CHECK_LETTERS)
LINT(r2_icons_and_ticks_grow_with_the_words, CHECK_ICONS)
LINT(r10_settings_can_be_closed_on_each_of_their_pages, CHECK_CLOSE)
LINT(the_end_says_at_once_how_long_it_stays, CHECK_ENDING)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r30_targets_are_at_least_half_an_inch),
        cmocka_unit_test(r30_targets_are_a_tenth_of_an_inch_apart),
        cmocka_unit_test(nothing_lies_over_anything_else_or_out_of_the_panel),
        cmocka_unit_test(r8_no_text_is_clipped_and_no_glyph_is_missing),
        cmocka_unit_test(r8_letters_stay_off_the_edges_of_their_keys),
        cmocka_unit_test(chinese_has_punctuation_of_its_own),
        cmocka_unit_test(r4_r5_texts_have_the_contrast_of_their_theme),
        cmocka_unit_test(r41_nothing_to_touch_lies_in_the_top_third_of_a_tall_panel),
        cmocka_unit_test(r35_keys_reach_every_target_and_leave_it_again),
        cmocka_unit_test(r13_whatever_is_seen_can_be_said),
        cmocka_unit_test(r10_settings_and_languages_are_one_touch_away),
        cmocka_unit_test(the_way_takes_no_paging_in_english_at_the_default_size),
        cmocka_unit_test(questions_have_25_words_and_screens_60_at_most),
        cmocka_unit_test(what_to_leave_out_stays_in_sight_while_one_types),
        cmocka_unit_test(nothing_that_argues_comes_before_both_answers),
        cmocka_unit_test(what_could_be_saved_and_given_up_have_the_same_weight),
        cmocka_unit_test(no_scale_is_split_over_two_pages),
        cmocka_unit_test(one_mark_stands_where_one_belongs),
        cmocka_unit_test(r53_controls_stand_in_one_place_on_all_screens),
        cmocka_unit_test(r8_no_descender_and_no_accent_is_cut),
        cmocka_unit_test(r2_icons_and_ticks_grow_with_the_words),
        cmocka_unit_test(r10_settings_can_be_closed_on_each_of_their_pages),
        cmocka_unit_test(the_end_says_at_once_how_long_it_stays),
    };
    return cmocka_run_group_tests(tests, walk_all, NULL);
}

/* kiosk_draw: builds and paints the screen, and keeps page and focus where they were.
 */
#include "kiosk.h"
#include "scene.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define PASSED_MORE 8 /* screens beside those for the form's controls */

static bool
name_screen(struct kiosk *kiosk, const struct screen *screen)
{
    char name[sizeof kiosk->screen];
    const struct session *session = &kiosk->session;
    bool is_question = screen == &screen_question;
    snprintf(
        name, sizeof name, "%s%s%s", screen->name, is_question ? " " : "",
        is_question
            ? form_control(kiosk->pack->form, session_place(session)->control)->path
            : "");
    bool is_same = strcmp(name, kiosk->screen) == 0 &&
                   place_is_same(session_place(session), &kiosk->shown) &&
                   session->part == kiosk->shown_part;
    kiosk->shown = *session_place(session);
    kiosk->shown_part = session->part;
    memcpy(kiosk->screen, name, sizeof name);
    return !is_same;
}

static bool
tell(struct kiosk *kiosk, const struct screen *screen, bool is_new, struct error *err)
{
    if (is_new && kiosk->transcript) {
        fprintf(kiosk->transcript, "screen %s\n", kiosk->screen);
    }
    if (screen == &screen_recorded && kiosk->promised) {
        kiosk->promised = false;
        if (kiosk->transcript) {
            fprintf(kiosk->transcript, "recorded\n");
        }
    }
    if (kiosk->transcript) {
        fflush(kiosk->transcript);
    }
    if (!is_new || !kiosk->options->render_dir || kiosk->names_pictures) {
        return true;
    }
    char path[1024];
    snprintf(path, sizeof path, "%s/%03u-%s.png", kiosk->options->render_dir,
             ++kiosk->pictures, screen->name);
    return paint_save_png(kiosk->paint, path, err);
}

void
kiosk_use_words(const struct kiosk *kiosk)
{
    const struct kiosk_language language = kiosk_language(kiosk);
    words_use(language.code);
    if (kiosk->staff.view == STAFF_AWAY) {
        words_lend(form_kiosk_words(kiosk->pack->form, kiosk->session.language),
                   language.right_to_left);
    }
}

bool
kiosk_build(struct kiosk *kiosk, const struct screen *screen, const struct theme *theme,
            struct tree *tree_out, int *pages_out)
{
    const struct kiosk_language language = kiosk_language(kiosk);
    kiosk->has_voice = listening_can(kiosk);
    struct scene *scene = calloc(1, sizeof *scene);
    struct tree tree;
    if (!scene) {
        return false;
    }
    kiosk_use_words(kiosk);
    scene->kiosk = kiosk;
    scene->theme = theme;
    arena_init(&scene->memory, kiosk->screen_max_bytes);
    scene->memory.is_secret = true; /* its words may be answers */
    scene->frame = (struct page_frame){.screen = screen->name,
                                       .language = language.code,
                                       .rtl = language.right_to_left,
                                       .progress = -1};
    tree_init(&tree);
    screen->build(scene);
    if (scene->page) {
        *pages_out = page_end(scene->page, &tree);
        scene->failed |= *pages_out == 0;
    }
    arena_finish(&scene->memory);
    bool ok = !scene->failed && !tree.failed;
    free(scene);
    if (ok) {
        tree_swap(tree_out, &tree);
    }
    tree_finish(&tree);
    return ok;
}

static bool
build(struct kiosk *kiosk, const struct screen *screen)
{
    if (!kiosk_build(kiosk, screen, &kiosk->theme, &kiosk->tree, &kiosk->pages)) {
        return false;
    }
    kiosk->page = kiosk->page < kiosk->pages ? kiosk->page : kiosk->pages - 1;
    touch_restore(&kiosk->touch, &kiosk->tree);
    return true;
}

/* Turns to the page of the screen that has the node. Stays when no page has it, or when
 * memory runs out. With `id` "" nothing is searched for. */
static void
turn_to(struct kiosk *kiosk, const struct screen *screen, const char *id)
{
    int stays = kiosk->page;
    bool ok = *id != '\0';
    for (int page = 0; ok && tree_find(&kiosk->tree, id) < 0 && page < kiosk->pages;
         page++) {
        kiosk->page = page;
        ok = build(kiosk, screen);
    }
    if (*id && tree_find(&kiosk->tree, id) < 0) {
        kiosk->page = stays;
        (void)build(kiosk, screen);
    }
}

/* The first answer, or row of keys, from node `from` on; below 0 when there is none. */
static int
first_answer(const struct tree *tree, int from)
{
    for (int i = from; i < (int)tree->count; i++) {
        enum node_role role = tree->nodes[i].role;
        bool is_answer = role == NODE_ANSWER || role == NODE_TOGGLE ||
                         role == NODE_CARD || role == NODE_KEY;
        if (role == NODE_ROW || (is_answer && node_is_active(&tree->nodes[i]))) {
            return i;
        }
    }
    return -1;
}

/* The first answer, or the way on. */
static int
first_stop(const struct tree *tree)
{
    static const char *const ways[] = {"more", "next"};
    int node = first_answer(tree, 0);
    for (size_t i = 0; node < 0 && i < sizeof ways / sizeof *ways; i++) {
        int way = tree_find(tree, ways[i]);
        node = way >= 0 && node_is_active(&tree->nodes[way]) ? way : -1;
    }
    return node >= 0 ? node : tree_next(tree, -1, 1);
}

/* Keeps the focus on the node with the same id. When keys are used and something is
 * wrong, it goes to the first answer below the message. */
static void
keep_focus(struct kiosk *kiosk, const char *id)
{
    int node = *id ? tree_find(&kiosk->tree, id) : -1;
    int problem = tree_find(&kiosk->tree, "problem");
    if (*id && kiosk->told && problem >= 0) {
        int answer = first_answer(&kiosk->tree, problem);
        answer = answer >= 0 ? answer : first_answer(&kiosk->tree, 0);
        node = answer >= 0 ? answer : tree_next(&kiosk->tree, problem, 1);
    }
    if (kiosk->told && problem >= 0) { /* each time, also in the same words */
        heard_again(&kiosk->listening.heard, &kiosk->tree.nodes[problem]);
    }
    kiosk->told = false;
    /* whoever hears the screen begins with its answers */
    bool by_keys = kiosk->listening.on && kiosk->listening.by_keys;
    if (node < 0 && (by_keys || kiosk->switches.scans)) {
        node = first_stop(&kiosk->tree);
    }
    tree_mark(&kiosk->tree, node, NODE_FOCUSED);
}

static void
find_focus(const struct kiosk *kiosk, char out[TOUCH_ID_MAX_BYTES])
{
    out[0] = '\0';
    for (size_t i = 0; i < kiosk->tree.count; i++) {
        if (kiosk->tree.nodes[i].state & NODE_FOCUSED) {
            snprintf(out, TOUCH_ID_MAX_BYTES, "%s", kiosk->tree.nodes[i].id);
        }
    }
}

/* Sheets that open over a screen, and the staff's screens, do not slide. */
static void
note_turn(struct kiosk *kiosk, bool is_other)
{
    bool is_over =
        kiosk->session.sheet != SHEET_NONE || kiosk->staff.view != STAFF_AWAY;
    bool slides =
        is_other && !is_over && !kiosk->was_over && !kiosk->session.display.still;
    kiosk->slides = !slides ? 0 : kiosk->tree.rtl ? -kiosk->turn : kiosk->turn;
    kiosk->was_over = is_over;
    kiosk->turn = 0;
}

int
kiosk_take_turn(struct kiosk *kiosk)
{
    int turn = kiosk->slides;
    kiosk->slides = 0;
    return turn;
}

/* When one comes back from a question to a list, such as "my answers", the list is as
 * it was when the question was touched. Any other screen begins with its first page. */
static void
come_back(struct kiosk *kiosk, const struct kiosk_spot *before)
{
    const struct session *session = &kiosk->session;
    struct kiosk_spot *left = &kiosk->left;
    bool opens = session->editing || (session->revising && !session->sheet);
    kiosk->page = 0;
    kiosk->back_to[0] = '\0';
    if (*left->screen && strcmp(left->screen, kiosk->screen) == 0 &&
        (session->sheet == SHEET_REVIEW ||
         place_is_same(&left->place, &kiosk->shown))) {
        kiosk->page = left->page;
        memcpy(kiosk->back_to, left->id, sizeof kiosk->back_to);
        left->screen[0] = '\0';
    } else if (opens && session->sheet == SHEET_NONE) {
        *left = *before;
    } else if (!opens) {
        left->screen[0] = '\0';
    }
}

/* Decides what the session shows instead of a screen that cannot be built. False when
 * there is nothing else. */
static bool
do_without(struct kiosk *kiosk)
{
    const struct session *session = &kiosk->session;
    snprintf(kiosk->missed, sizeof kiosk->missed,
             "%s could not be shown and was passed over: there is not enough memory",
             kiosk->screen);
    if (kiosk_is_resting(kiosk) || kiosk->staff.view != STAFF_AWAY ||
        session->view == SESSION_ATTRACT || session->storing) {
        return false;
    }
    bool is_passed =
        session->sheet != SHEET_NONE ||
        (session->view == SESSION_AT_STOP && session->stop.kind != STOP_RECORDED);
    kiosk_send(kiosk, &(struct session_event){.kind = is_passed ? SESSION_PASS
                                                                : SESSION_TAKEN});
    return true;
}

static void
init_theme(struct kiosk *kiosk)
{
    if (kiosk->staff.view != STAFF_WALL) { /* it has to be revealed again each time */
        kiosk->wall.is_revealed = false;
    }
    if (kiosk->staff.view == STAFF_AWAY || kiosk_is_resting(kiosk)) {
        struct display display = kiosk->session.display;
        bool is_first = kiosk->session.view == SESSION_ATTRACT &&
                        kiosk->session.sheet == SHEET_NONE;
        /* the first screen has no room for larger words */
        if (is_first && display.size > TEXT_SIZE_M) {
            display.size = TEXT_SIZE_M;
        }
        struct color accent;
        theme_init(&kiosk->theme, &kiosk->panel, &display);
        if (county_accent(kiosk->pack->form, &accent)) {
            theme_take_accent(&kiosk->theme, accent);
        }
        /* people in the last row read it too */
    } else if (kiosk->staff.view == STAFF_WALL && !room_is_shown(kiosk)) {
        const struct display plain = display_default();
        theme_init(&kiosk->theme, &kiosk->panel, &plain);
    } else {
        const struct display plain = display_default();
        theme_init_staff(&kiosk->theme, &kiosk->panel, &plain);
    }
}

/* Builds the screen, or the first one after it that can be built. */
static bool
build_some(struct kiosk *kiosk, const struct screen **screen_out, bool *is_new_out)
{
    size_t most = form_control_count(kiosk->pack->form) + PASSED_MORE;
    for (size_t i = 0; i < most; i++) {
        const struct screen *screen = screen_find(kiosk);
        struct kiosk_spot before = {.place = kiosk->shown, .page = kiosk->page};
        memcpy(before.screen, kiosk->screen, sizeof before.screen);
        memcpy(before.id, kiosk->touch.last, sizeof before.id);
        bool is_new = name_screen(kiosk, screen);
        if (is_new) {
            kiosk_begin_motion(kiosk, screen);
            touch_close_row(&kiosk->touch, &kiosk->tree);
            come_back(kiosk, &before);
            typing_begin(kiosk, screen == &screen_question);
        }
        init_theme(kiosk);
        *screen_out = screen;
        *is_new_out = is_new || i > 0;
        if (build(kiosk, screen)) {
            return true;
        }
        if (!do_without(kiosk)) {
            return false;
        }
    }
    return false;
}

bool
kiosk_draw(struct kiosk *kiosk, bool *painted_out, struct error *err)
{
    if (painted_out) {
        *painted_out = kiosk->dirty;
    }
    if (!kiosk->dirty) {
        return true;
    }
    const struct screen *screen;
    char focus[TOUCH_ID_MAX_BYTES];
    bool is_new;
    find_focus(kiosk, focus);
    if (!build_some(kiosk, &screen, &is_new)) {
        if (painted_out) {
            *painted_out = false;
        }
        return !kiosk->transcript || error_set(err, ERROR_FULL, "%s", kiosk->missed);
    }
    turn_to(kiosk, screen, kiosk->told ? "problem" : is_new ? kiosk->back_to : "");
    bool used_keys = *focus != '\0';
    keep_focus(kiosk, !is_new ? focus : used_keys ? kiosk->back_to : "");
    if (kiosk->listening.is_dark) {
        paint_dark(kiosk->paint);
    } else if (!kiosk->unpainted) {
        paint_tree(kiosk->paint, &kiosk->theme, &kiosk->tree);
    }
    if (room_is_shown(kiosk)) {
        room_draw(kiosk);
    }
    if (is_new && kiosk_is_settling(kiosk)) {
        kiosk_settle(kiosk);
    }
    kiosk->station = kiosk_station(kiosk);
    kiosk->headline_shown = kiosk_headline(kiosk);
    kiosk->grows.shown = kiosk_grown(kiosk);
    listening_follow(kiosk, is_new, kiosk->page != kiosk->shown_page);
    kiosk->dot_shown = kiosk_dot_way(kiosk);
    note_turn(kiosk, is_new || kiosk->page != kiosk->shown_page);
    kiosk->shown_page = kiosk->page;
    kiosk->dirty = false;
    return tell(kiosk, screen, is_new, err);
}

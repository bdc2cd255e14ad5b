/* replay: carries out the commands of a script on the kiosk. */
#include "replay.h"

#include "first_start.h"
#include "hand.h"
#include "townline/file.h"

#include <string.h>
#include <time.h>

#define WAIT_STEP_MS 250
#define SKIPS_MAX 100
#define STEPS_MAX 12 /* of a first start; there are fewer */
#define PATH_BYTES 1024

static bool
is_screen(const struct kiosk *kiosk, const char *name)
{
    size_t size = strlen(name);
    return strncmp(kiosk->screen, name, size) == 0 &&
           (kiosk->screen[size] == '\0' || kiosk->screen[size] == ' ');
}

/* Goes on to the screen without changing anything on the screens before it. */
static bool
skip_to(struct kiosk *kiosk, const char *name, struct error *err)
{
    for (int i = 0; i < SKIPS_MAX && !is_screen(kiosk, name); i++) {
        const struct session *session = &kiosk->session;
        bool is_answered = session->view == SESSION_AT_STOP &&
                           *instance_value(session->instance, session_place(session));
        const char *on =
            !is_answered && tree_find(&kiosk->tree, "skip") >= 0 ? "skip" : "next";
        if (is_screen(kiosk, "recorded") || !hand_touch(kiosk, on, err)) {
            break;
        }
    }
    return is_screen(kiosk, name) ||
           error_set(err, ERROR_MISSING, "on the way to %s comes %s, and no further",
                     name, kiosk->screen);
}

/* Goes through the first start of a new kiosk. It changes nothing but the PIN. */
static bool
choose_pin(struct kiosk *kiosk, const char *digits, struct error *err)
{
    int steps;
    for (int i = 0; i < STEPS_MAX && first_start_step(&kiosk->staff, &steps) > 0; i++) {
        bool types =
            is_screen(kiosk, "staff-new-pin") || is_screen(kiosk, "staff-pin-again");
        if ((types && !hand_type(kiosk, digits, err)) ||
            !hand_touch(kiosk, "next", err)) {
            return false;
        }
    }
    return first_start_step(&kiosk->staff, &steps) == 0 ||
           error_set(err, ERROR_INPUT,
                     "the kiosk is not set up with the PIN %s, but at %s", digits,
                     kiosk->screen);
}

static bool
enter_staff(struct kiosk *kiosk, const char *digits, struct error *err)
{
    for (int i = 0; i < STAFF_CORNER_TAPS; i++) {
        if (!hand_touch_corner(kiosk, err)) {
            return false;
        }
    }
    if (!is_screen(kiosk, "staff-pin")) {
        return error_set(err, ERROR_MISSING, "the corner did not open the PIN pad");
    }
    return hand_type(kiosk, digits, err) && hand_touch(kiosk, "next", err);
}

/* A path is below the render folder unless it is absolute. */
static void
place_path(const struct kiosk *kiosk, const char *name, char out[PATH_BYTES])
{
    const char *dir = kiosk->options->render_dir;
    if (dir && *name != '/') {
        snprintf(out, PATH_BYTES, "%s/%s", dir, name);
    } else {
        snprintf(out, PATH_BYTES, "%s", name);
    }
}

static bool
save_frames(struct kiosk *kiosk, const struct script_line *line, struct error *err)
{
    char dir[PATH_BYTES], path[PATH_BYTES + 32];
    place_path(kiosk, line->text, dir);
    if (!file_make_folder(dir, 0777, err)) {
        return error_prefix(err, "%s", dir);
    }
    for (size_t i = 0; i < line->number; i++) {
        if (kiosk->staff.view != STAFF_SENDING) {
            return error_set(err, ERROR_MISSING, "no code is shown on this screen");
        }
        snprintf(path, sizeof path, "%s/frame-%05zu.png", dir, i + 1);
        if (!paint_save_png(kiosk->paint, path, err)) {
            return false;
        }
        unsigned rate = stream_status(kiosk->staff.stream).rate;
        if (!hand_wait(kiosk, 1000 / rate + 1, err)) {
            return false;
        }
        kiosk->staff.active_ms = clock_ms(kiosk->clock);
    }
    return true;
}

static bool
save_picture(struct kiosk *kiosk, const char *name, struct error *err)
{
    char path[PATH_BYTES], file[PATH_BYTES];
    if (!kiosk->options->render_dir) {
        return true; /* this time no pictures are wanted */
    }
    snprintf(file, sizeof file, "%.200s.png", name);
    place_path(kiosk, file, path);
    if (!paint_save_png(kiosk->paint, path, err)) {
        return false;
    }
    snprintf(file, sizeof file, "%.200s-room.png", name);
    place_path(kiosk, file, path);
    return !room_is_shown(kiosk) || paint_save_png(kiosk->room.paint, path, err);
}

/* Writes the name of the screen for a file: "question about/block/mind" becomes
 * question-about-block-mind. */
static void
name_pictures(const struct kiosk *kiosk, char out[sizeof kiosk->screen])
{
    size_t i = 0;
    for (; kiosk->screen[i]; i++) {
        char c = kiosk->screen[i];
        out[i] = c;
        if (c == ' ' || c == '/') {
            out[i] = '-';
        }
    }
    out[i] = '\0';
}

/* Saves every page of the screen and goes back to the first. */
static bool
save_pictures(struct kiosk *kiosk, const char *suffix, struct error *err)
{
    char screen[sizeof kiosk->screen], name[sizeof screen + 100], id[16];
    name_pictures(kiosk, screen);
    int pages = kiosk->pages;
    for (int page = 0; page < pages; page++) {
        if (page > 0 && !hand_touch(kiosk, "more", err)) {
            return false;
        }
        snprintf(id, sizeof id, page > 0 ? "-%d" : "", page + 1);
        snprintf(name, sizeof name, "%s%s.%.80s", screen, id, suffix);
        if (!save_picture(kiosk, name, err)) {
            return false;
        }
    }
    return hand_to_first_page(kiosk, err);
}

static bool
tell_where(struct kiosk *kiosk, const char *id, struct error *err)
{
    int node;
    if (!hand_find(kiosk, id, &node, err)) {
        return false;
    }
    const struct rect_mm *rect = &kiosk->tree.nodes[node].rect;
    double scale = panel_px_per_mm(&kiosk->panel);
    if (kiosk->transcript) {
        fprintf(kiosk->transcript, "where %s %.0f %.0f\n", id,
                (rect->x + rect->w / 2) * scale, (rect->y + rect->h / 2) * scale);
        fflush(kiosk->transcript);
    }
    return true;
}

static bool
expect_text(const struct kiosk *kiosk, const char *text, struct error *err)
{
    for (size_t i = 0; i < kiosk->tree.count; i++) {
        if (strstr(kiosk->tree.nodes[i].text, text)) {
            return true;
        }
    }
    return error_set(err, ERROR_MISSING, "\"%s\" is not on this screen", text);
}

static bool
expect_chosen(struct kiosk *kiosk, const char *id, struct error *err)
{
    int node = tree_find(&kiosk->tree, id);
    if (node < 0 && !hand_turn_to(kiosk, id, &node, err)) {
        return false;
    }
    return (node >= 0 && (kiosk->tree.nodes[node].state & NODE_CHOSEN)) ||
           error_set(err, ERROR_MISSING, "%s is not chosen on this screen", id);
}

static bool
wait_seconds(struct kiosk *kiosk, size_t seconds, struct error *err)
{
    for (uint64_t ms = 0; ms < (uint64_t)seconds * 1000; ms += WAIT_STEP_MS) {
        if (!hand_wait(kiosk, WAIT_STEP_MS, err)) {
            return false;
        }
    }
    return true;
}

static bool
press_key(struct kiosk *kiosk, const char *name, struct error *err)
{
    enum action action = action_find(name);
    if (action == ACTION_NONE) {
        return error_set(err, ERROR_INPUT, "there is no key %s", name);
    }
    if (!hand_settle(kiosk, err)) {
        return false;
    }
    kiosk_action(kiosk, action, clock_ms(kiosk->clock));
    return kiosk_draw(kiosk, NULL, err) && hand_wait(kiosk, HAND_PAUSE_MS, err);
}

/* Letters and icons are in memory after the first drawing, as in a kiosk that runs. */
static void
measure_repaint(struct kiosk *kiosk, size_t count)
{
    clock_t begin = 0;
    for (size_t i = 0; i <= count; i++) {
        if (i == 1) {
            begin = clock();
        }
        paint_forget(kiosk->paint);
        paint_tree(kiosk->paint, &kiosk->theme, &kiosk->tree);
    }
    if (kiosk->transcript && count > 0) {
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        fprintf(kiosk->transcript, "repaint %.3f\n", seconds * 1000 / (double)count);
    }
}

static bool
play(struct kiosk *kiosk, const struct script_line *line, struct error *err)
{
    switch (line->verb) {
    case SCRIPT_TOUCH:
        return hand_touch(kiosk, line->text, err);
    case SCRIPT_TYPE:
        return hand_type(kiosk, line->text, err);
    case SCRIPT_KEY:
        return press_key(kiosk, line->text, err);
    case SCRIPT_SKIP_TO:
        return skip_to(kiosk, line->text, err);
    case SCRIPT_WAIT:
        return wait_seconds(kiosk, line->number, err);
    case SCRIPT_EXPECT_SCREEN:
        return is_screen(kiosk, line->text) ||
               error_set(err, ERROR_MISSING, "the screen is not %s but %s", line->text,
                         kiosk->screen);
    case SCRIPT_EXPECT_NODE:
        return tree_find(&kiosk->tree, line->text) >= 0 ||
               error_set(err, ERROR_MISSING, "there is no %s on this screen",
                         line->text);
    case SCRIPT_EXPECT_NO_NODE:
        return tree_find(&kiosk->tree, line->text) < 0 ||
               error_set(err, ERROR_INPUT, "%s is on this screen", line->text);
    case SCRIPT_EXPECT_TEXT:
        return expect_text(kiosk, line->text, err);
    case SCRIPT_EXPECT_CHOSEN:
        return expect_chosen(kiosk, line->text, err);
    case SCRIPT_WHERE:
        return tell_where(kiosk, line->text, err);
    case SCRIPT_PICTURE:
        return save_picture(kiosk, line->text, err);
    case SCRIPT_PICTURES:
        return save_pictures(kiosk, line->text, err);
    case SCRIPT_REPAINT:
        measure_repaint(kiosk, line->number);
        return true;
    case SCRIPT_FRAMES:
        return save_frames(kiosk, line, err);
    case SCRIPT_CHOOSE_PIN:
        return choose_pin(kiosk, line->text, err);
    case SCRIPT_STAFF:
        return enter_staff(kiosk, line->text, err);
    }
    return false;
}

bool
replay_run(struct kiosk *kiosk, const struct script *script, const char *name,
           FILE *report, struct error *err)
{
    for (size_t i = 0; i < script->count; i++) {
        kiosk->names_pictures |= script->lines[i].verb == SCRIPT_PICTURES;
    }
    if (!kiosk_draw(kiosk, NULL, err)) {
        return false;
    }
    for (size_t i = 0; i < script->count && !kiosk->quit; i++) {
        if (!play(kiosk, &script->lines[i], err)) {
            const char *dump = tree_dump(&kiosk->tree);
            if (report) {
                fprintf(report, "screen %s\n%s", kiosk->screen, dump ? dump : "");
            }
            return error_prefix(err, "%s:%u", name, script->lines[i].line);
        }
    }
    return true;
}

/*
 * townline-kiosk: asks residents what the pack's form asks, and keeps their answers.
 * Exit: 0 done, 1 refused, 2 wrong use, 3 the machine failed.
 */
#include "album.h"
#include "options_file.h"
#include "replay.h"
#include "townline/file.h"
#include "window.h"
#include "words.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum exit_code { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_SYSTEM };

static volatile sig_atomic_t stop_asked;

static void
on_stop(int signal)
{
    (void)signal;
    stop_asked = 1;
}

static int
tell(const struct error *err)
{
    fprintf(stderr, "townline-kiosk: %s\n", err->text);
    return err->code == ERROR_FULL || err->code == ERROR_SYSTEM ? EXIT_SYSTEM
                                                                : EXIT_REFUSED;
}

/* Prints why the station rests, or what it could not show, once for each cause, since
 * nobody may look at the screen. */
static void
tell_cause(const struct kiosk *kiosk, struct error *told)
{
    if (kiosk_is_resting(kiosk) && strcmp(kiosk->cause, told->text) != 0) {
        error_set(told, ERROR_SYSTEM, "%s", kiosk->cause);
        fprintf(stderr, "townline-kiosk: the station rests: %s\n", told->text);
    } else if (!kiosk_is_resting(kiosk) && *kiosk->missed &&
               strcmp(kiosk->missed, told->text) != 0) {
        error_set(told, ERROR_FULL, "%s", kiosk->missed);
        fprintf(stderr, "townline-kiosk: %s\n", told->text);
    }
}

/* Shows a picture before the store is opened, which may take a second on a card. */
static bool
show_first(struct kiosk *kiosk, struct window *window, struct error *err)
{
    return !kiosk_expect_store(kiosk) ||
           (kiosk_draw(kiosk, NULL, err) && window_show(window, kiosk->paint, err));
}

/* The wall's own window, while the wall is shown and there is a place for it. */
struct wall_window {
    struct window *window;
    bool was_tried; /* since the wall was opened: where it fails, there is none */
};

static void
close_wall(struct wall_window *wall, struct kiosk *kiosk)
{
    window_close(wall->window);
    room_close(&kiosk->room);
    *wall = (struct wall_window){0};
}

static void
open_wall(struct wall_window *wall, struct kiosk *kiosk, struct window *own)
{
    const struct kiosk_options *options = kiosk->options;
    struct window_options window = {
        .panel = &kiosk->room.panel, .is_second = true, .display = -1};
    int width = options->room_width_px, height = options->room_height_px;
    struct error err;
    wall->was_tried = true;
    window.fullscreen =
        width == 0 && window_find_other_display(own, &window.display, &width, &height);
    if (width == 0) {
        return;
    }
    if (room_open(kiosk, width, height, &err) &&
        window_open(&window, &wall->window, &err)) {
        window_raise(own); /* whoever leads goes on there */
    } else {
        room_close(&kiosk->room);
        fprintf(stderr, "townline-kiosk: the wall stays on this screen: %s\n",
                err.text);
    }
}

/* Opens the window when staff come to the wall, and closes it when they leave. */
static void
follow_wall(struct wall_window *wall, struct kiosk *kiosk, struct window *own)
{
    bool is_due = kiosk->staff.view == STAFF_WALL && !kiosk_is_resting(kiosk);
    if (!is_due && wall->was_tried) {
        close_wall(wall, kiosk);
    } else if (is_due && !wall->was_tried) {
        open_wall(wall, kiosk, own);
    }
}

static bool
show_wall(struct wall_window *wall, struct kiosk *kiosk, struct error *err)
{
    return !wall->window || !room_is_shown(kiosk) ||
           window_show(wall->window, kiosk->room.paint, err);
}

static bool
run_window(struct kiosk *kiosk, struct error *err)
{
    struct wall_window wall = {0};
    struct window_options options = {.panel = &kiosk->panel,
                                     .fullscreen = kiosk->options->fullscreen,
                                     .keys_only_act = kiosk->options->keys_only_act};
    struct window *window;
    struct error told = {0};
    if (!window_open(&options, &window, err)) {
        return false;
    }
    bool ok = show_first(kiosk, window, err) && kiosk_open_store(kiosk, err);
    while (ok && !kiosk->quit && !stop_asked) {
        bool painted = false;
        tell_cause(kiosk, &told);
        follow_wall(&wall, kiosk, window);
        ok = kiosk_draw(kiosk, &painted, err) &&
             (!painted ||
              (window_slide(window, kiosk->paint, kiosk_take_turn(kiosk), err) &&
               show_wall(&wall, kiosk, err)));
        if (!ok) {
            break;
        }
        window_set_typing(window, kiosk_is_typing(kiosk));
        struct window_event event = window_wait(window, kiosk_wait_ms(kiosk));
        switch (event.kind) {
        case WINDOW_TOUCH:
            kiosk_touch(kiosk, &event.touch);
            break;
        case WINDOW_ACTION:
            kiosk_action(kiosk, event.action, event.time_ms);
            break;
        case WINDOW_TEXT:
            kiosk_type(kiosk, event.text);
            break;
        case WINDOW_EXPOSED:
            ok = window_show(window, kiosk->paint, err) && show_wall(&wall, kiosk, err);
            break;
        case WINDOW_QUIT: /* when it covers the whole screen, only staff can end it */
            kiosk->quit = kiosk->quit || !options.fullscreen;
            break;
        case WINDOW_NOTHING:
            break;
        }
        kiosk_tick(kiosk);
    }
    close_wall(&wall, kiosk);
    window_close(window);
    return ok;
}

static bool
run_script(struct kiosk *kiosk, const struct script *script, struct error *err)
{
    kiosk->transcript = stdout;
    return replay_run(kiosk, script, kiosk->options->script_path, stderr, err);
}

/* Prints the name of each picture for the person who waits. */
static bool
save_picture(void *context, const struct kiosk *kiosk, const char *name,
             struct error *err)
{
    bool ok = album_save(context, kiosk, name, err);
    if (ok) {
        printf("picture %s\n", name);
        fflush(stdout);
    }
    return ok;
}

static void
tell_walk(void *context, const char *language, unsigned walk)
{
    (void)context;
    printf("walk %s %u\n", language, walk);
    fflush(stdout);
}

static void
tell_missed(void *context, const char *path, bool is_unanswered)
{
    (void)context;
    printf("%s %s\n", is_unanswered ? "unanswered" : "unreached", path);
    fflush(stdout);
}

static bool
is_stopped(void)
{
    return stop_asked;
}

static bool
run_album(struct kiosk *kiosk, struct error *err)
{
    char *dir = strdup(kiosk->options->render_dir);
    struct album_options options = {.wanted = kiosk->options->render_all,
                                    .on_page = save_picture,
                                    .context = dir,
                                    .again = true,
                                    .on_walk = tell_walk,
                                    .on_missed = tell_missed,
                                    .is_stopped = is_stopped};
    kiosk->names_pictures = true;
    bool ok = dir && album_make(kiosk, &options, err);
    free(dir);
    return ok;
}

static bool
load_script(const char *path, struct script *out, struct error *err)
{
    struct buffer text;
    buffer_init(&text, SCRIPT_MAX_BYTES);
    bool ok = file_load(path, &text, err) &&
              script_parse((const char *)text.data, text.size, out, err);
    buffer_finish(&text);
    return ok || error_prefix(err, "%s", path);
}

static int
run(const struct kiosk_options *options)
{
    struct error err = {0};
    struct clock clock = {0};
    struct script script = {0};
    struct kiosk *kiosk = NULL;
    bool ok = true;
    if (options_is_played(options)) {
        clock_init_fake(&clock, options->date_half_day);
    }
    if (options->script_path) {
        ok = load_script(options->script_path, &script, &err);
    }
    ok = ok && kiosk_open(options, &clock, &kiosk, &err) &&
         (!options_is_played(options) || kiosk_open_store(kiosk, &err)) &&
         (options->script_path  ? run_script(kiosk, &script, &err)
          : options->render_all ? run_album(kiosk, &err)
                                : run_window(kiosk, &err));
    kiosk_close(kiosk);
    script_finish(&script);
    return ok ? EXIT_DONE : tell(&err);
}

int
main(int argc, char *argv[])
{
    struct kiosk_options options;
    struct error err;
    if (!options_read(argc, argv, &options, &err)) {
        tell(&err);
        fputs("Try townline-kiosk --help\n", stderr);
        return EXIT_USAGE;
    }
    if (options.help) {
        options_print_help(stdout);
        options_finish(&options);
        return EXIT_DONE;
    }
    if (options.version) {
        puts("townline-kiosk " TOWNLINE_VERSION);
        options_finish(&options);
        return EXIT_DONE;
    }
    if (options.print_settings) {
        bool ok = options_print_settings(&options, stdout, &err);
        options_finish(&options);
        return ok ? EXIT_DONE : tell(&err);
    }
    struct sigaction stop = {.sa_handler = on_stop};
    if (!options.script_path) { /* a script has no loop that would look for it */
        sigaction(SIGINT, &stop, NULL);
        sigaction(SIGTERM, &stop, NULL);
    }
    words_start(NULL);
    int code = run(&options);
    options_finish(&options);
    return code;
}

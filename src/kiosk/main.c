/*
 * townline-kiosk: asks residents what the pack's form asks, and keeps their answers.
 * Exit: 0 done, 1 refused, 2 wrong use, 3 the machine failed.
 */
#include "album.h"
#include "options_file.h"
#include "replay.h"
#include "spoken_page.h"
#include "townline/file.h"
#include "window.h"
#include "window_loop.h"
#include "words.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define OWN_PAGES_BYTES (256 << 10)
#define LANGUAGE_MAX_BYTES 40

enum exit_code { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_SYSTEM };

static volatile sig_atomic_t stop_asked;

static void
on_stop(int signal)
{
    (void)signal;
    stop_asked = 1;
}

/* Large blocks, such as pictures of the screen, have pages of their own, which the
 * system gets back when they are freed. Without this the C library puts them among the
 * others once it has seen one freed, and what lies behind them keeps their pages. */
static void
keep_large_blocks_apart(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, OWN_PAGES_BYTES);
#endif
}

static int
tell(const struct error *err)
{
    fprintf(stderr, "townline-kiosk: %s\n", err->text);
    return err->code == ERROR_FULL || err->code == ERROR_SYSTEM ? EXIT_SYSTEM
                                                                : EXIT_REFUSED;
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

/* The same for what is spoken, with its seconds. */
static bool
save_speech(void *context, const struct kiosk *kiosk, const char *name,
            struct error *err)
{
    if (kiosk->staff.view != STAFF_AWAY) { /* their screens are not spoken */
        return true;
    }
    struct spoken_pages *pages = context;
    double before = pages->seconds;
    bool ok = spoken_page_save(pages, kiosk, name, err) &&
              album_save((void *)pages->folder, kiosk, name, err);
    if (ok) {
        printf("speech %.1f %s\n", pages->seconds - before, name);
        fflush(stdout);
    }
    return ok;
}

/* The language of a pattern such as *.es.m.default. False: it may be of any. */
static bool
find_language(const char *wanted, char out[LANGUAGE_MAX_BYTES])
{
    const char *rest = wanted + strlen(wanted);
    for (int points = 0; points < 3; points += *rest == '.') {
        if (rest == wanted) {
            return false;
        }
        rest--;
    }
    size_t size = strcspn(rest + 1, ".");
    snprintf(out, LANGUAGE_MAX_BYTES, "%.*s", (int)size, rest + 1);
    return size < LANGUAGE_MAX_BYTES;
}

static bool
run_album(struct kiosk *kiosk, struct error *err)
{
    char language[LANGUAGE_MAX_BYTES];
    char *dir = strdup(kiosk->options->render_dir);
    struct spoken_pages spoken = {.folder = dir};
    bool speaks = kiosk->options->speaks_all;
    struct album_options options = {.wanted = kiosk->options->render_all,
                                    .on_page = save_picture,
                                    .context = dir,
                                    .again = true,
                                    .on_walk = tell_walk,
                                    .on_missed = tell_missed,
                                    .is_stopped = is_stopped};
    if (find_language(options.wanted, language)) {
        options.language = language;
    }
    if (speaks) {
        options.on_page = save_speech;
        options.context = &spoken;
    }
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
         (options->script_path
              ? listening_open_unheard(kiosk, &err) && run_script(kiosk, &script, &err)
          : options->render_all ? run_album(kiosk, &err)
                                : window_loop_run(kiosk, &stop_asked, &err));
    kiosk_close(kiosk);
    script_finish(&script);
    return ok ? EXIT_DONE : tell(&err);
}

/* A kiosk that covers the display and was told no size takes the display's. */
static void
fit_display(struct kiosk_options *options)
{
    if (options->fullscreen && !options_is_played(options) &&
        options->sources[OPTION_WINDOW] == SOURCE_DEFAULT) {
        (void)window_find_display_size(&options->width_px, &options->height_px);
    }
}

int
main(int argc, char *argv[])
{
    struct kiosk_options options;
    struct error err;
    keep_large_blocks_apart();
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
    fit_display(&options);
    int code = run(&options);
    options_finish(&options);
    return code;
}

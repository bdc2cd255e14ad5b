/* kiosk_open: opens the parts of the kiosk one after the other. */
#include "kiosk.h"

#include "program.h"
#include "scene.h"
#include "staff_findings.h"
#include "townline/askable.h"
#include "townline/file.h"
#include "townline/keys.h"
#include "townline/seal.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_NAME "office.pub"
#define SEED_DEFAULT 1

static struct panel
choose_panel(const struct kiosk_options *options)
{
    const struct panel *known = panel_find("10.1");
    struct panel panel = {.name = "window",
                          .width_px = options->width_px,
                          .height_px = options->height_px,
                          .width_mm = options->width_mm,
                          .height_mm = options->height_mm};
    if (options->width_mm == 0) {
        double mm_per_px = known->width_mm / known->width_px;
        panel.width_mm = panel.width_px * mm_per_px;
        panel.height_mm = panel.height_px * mm_per_px;
    }
    return panel;
}

/* Loads the office's public keys from the first place where they are. */
static bool
load_keys(const struct kiosk_options *options, struct office_public *out,
          struct error *err)
{
    char paths[2][1024];
    snprintf(paths[0], sizeof paths[0], "%s/" KEYS_NAME,
             options->keys_path ? "" : options->pack_dir);
    snprintf(paths[1], sizeof paths[1], "%s/" KEYS_NAME, options->data_dir);
    if (options->keys_path) {
        snprintf(paths[0], sizeof paths[0], "%s", options->keys_path);
    }
    size_t count = options->keys_path ? 1 : 2;
    struct buffer bytes;
    buffer_init(&bytes, KEYS_FILE_MAX_BYTES);
    bool ok = false;
    for (size_t i = 0; i < count && !ok; i++) {
        buffer_clear(&bytes);
        ok = file_load(paths[i], &bytes, err);
        if (!ok && err && err->code != ERROR_MISSING) {
            error_prefix(err, "%s", paths[i]);
            goto out;
        }
    }
    if (!ok) {
        error_set(err, ERROR_MISSING,
                  "the office's public keys are missing, so no answer could be sealed: "
                  "put " KEYS_NAME " in the pack or the data folder, or name it with "
                  "--keys");
        goto out;
    }
    ok = keys_public_read(bytes.data, bytes.size, out, err);
    if (ok && keys_is_golden(out->sign.bytes)) {
        ok = error_set(err, ERROR_INPUT,
                       "these are the keys of the program's own tests, which anybody "
                       "has: make the office's own with townline keys new");
    }
out:
    buffer_finish(&bytes);
    return ok;
}

/* The order of cards and choices is the only thing that a seed may decide. */
static struct random_source
order_source(struct kiosk *kiosk)
{
    const struct kiosk_options *options = kiosk->options;
    if (!options_is_played(options)) {
        return seal_random();
    }
    kiosk->order_state = options->has_seed ? options->seed : SEED_DEFAULT;
    return random_seeded(&kiosk->order_state);
}

bool
kiosk_open_paint(struct kiosk *kiosk, const struct panel *panel, struct paint **out,
                 struct error *err)
{
    /* the installed ones, or those of the source tree around a build tree */
    static const char *const places[] = {"../share/townline", "../../../assets", NULL};
    char assets[2048];
    const char *assets_dir = kiosk->options->assets_dir;
    if (!assets_dir && program_find(places, assets, sizeof assets)) {
        assets_dir = assets;
    }
    const struct paint_options paint = {.assets_dir = assets_dir,
                                        .media_dir = kiosk->media_dir,
                                        .panel = panel,
                                        .typeset = kiosk->typeset};
    return paint_open(&paint, out, err);
}

bool
kiosk_open_screen(struct kiosk *kiosk, struct error *err)
{
    const struct kiosk_options *options = kiosk->options;
    bool has_room = options_is_played(options) && options->room_width_px > 0;
    room_close(&kiosk->room);
    paint_close(kiosk->paint);
    kiosk->paint = NULL;
    typeset_close(kiosk->typeset);
    kiosk->typeset = NULL;
    return typeset_open(NULL, &kiosk->typeset, err) &&
           kiosk_open_paint(kiosk, &kiosk->panel, &kiosk->paint, err) &&
           (!has_room ||
            room_open(kiosk, options->room_width_px, options->room_height_px, err));
}

bool
kiosk_open_model(struct kiosk *kiosk, struct error *err)
{
    const struct kiosk_options *options = kiosk->options;
    struct session_options session = {.form = kiosk->pack->form,
                                      .round = options->round,
                                      .event = options->event,
                                      .ids = seal_random(),
                                      .order = order_source(kiosk)};
    return session_init(&kiosk->session, &session, err);
}

/* A script has only the stick that it is given, whatever is in this computer. */
static bool
open_removable(struct kiosk *kiosk, struct error *err)
{
    const struct kiosk_options *options = kiosk->options;
    const struct removable_options removable = {.folder = options->stick_dir,
                                                .helper = options->stick_helper};
    return (options_is_played(options) && !options->stick_dir) ||
           removable_open(&removable, &kiosk->removable, err);
}

bool
kiosk_open(const struct kiosk_options *options, struct clock *clock, struct kiosk **out,
           struct error *err)
{
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    if (!kiosk) {
        return error_no_memory(err);
    }
    kiosk->options = options;
    kiosk->clock = clock;
    kiosk->panel = choose_panel(options);
    kiosk_load_setup(kiosk);
    kiosk->dirty = true;
    kiosk->pages = 1;
    kiosk->screen_max_bytes = SCENE_MAX_BYTES;
    tree_init(&kiosk->tree);
    touch_init(&kiosk->touch);
    listening_init(&kiosk->listening);
    switches_init(&kiosk->switches);
    if (!seal_start()) {
        error_set(err, ERROR_SYSTEM, "this machine has no source of random numbers");
        goto out;
    }
    /* The keys decide whose pack is accepted, unless the pack brings them. */
    if ((options->keys_path && !load_keys(options, &kiosk->office, err)) ||
        !kiosk_open_pack(kiosk, err)) {
        goto out;
    }
    if (kiosk_has_pack(kiosk) && !askable_check(kiosk->pack->form, err)) {
        error_prefix(err, "%s", options->pack_dir);
        goto out;
    }
    bool has_keys =
        options->keys_path || kiosk->pack->manifest || !kiosk_has_pack(kiosk);
    if ((!has_keys && !load_keys(options, &kiosk->office, err)) ||
        (options->render_dir &&
         !kiosk_make_folder(options->render_dir, "picture", err)) ||
        !open_removable(kiosk, err) || !kiosk_open_model(kiosk, err) ||
        !kiosk_open_screen(kiosk, err)) {
        goto out;
    }
    *out = kiosk;
    return true;
out:
    kiosk_close(kiosk);
    return false;
}

void
kiosk_close(struct kiosk *kiosk)
{
    if (!kiosk) {
        return;
    }
    check_power_end(kiosk);
    listening_close(&kiosk->listening);
    wall_finish(&kiosk->wall);
    staff_finish(&kiosk->staff);
    session_finish(&kiosk->session);
    tree_finish(&kiosk->tree);
    room_close(&kiosk->room);
    paint_close(kiosk->paint);
    typeset_close(kiosk->typeset);
    hanzi_close(kiosk->hanzi);
    removable_close(kiosk->removable);
    store_close(kiosk->store);
    pack_close(kiosk->pack);
    free(kiosk->store_dir);
    free(kiosk);
}

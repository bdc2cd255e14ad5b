/* kiosk_pack: opens the pack that the kiosk asks, and keeps it. A signed pack is
 * checked with the office's key that the program was started with. Without such a key,
 * that of the first pack is remembered, and later packs have to be of the same office
 * and not older. An accepted pack is kept in the data folder. */
#include "kiosk.h"

#include "no_pack.h"
#include "townline/file.h"
#include "townline/pack_load.h"

#include <stdlib.h>
#include <string.h>

#define INSTALLED OPTIONS_KEPT_PACK
#define INSTALLED_MEDIA "pack-media"
/* This file has the id of the pack that came from a stick. */
#define FROM_STICK "pack-from-stick"

static void
place(const struct kiosk *kiosk, const char *name, char out[KIOSK_PATH_MAX_BYTES])
{
    snprintf(out, KIOSK_PATH_MAX_BYTES, "%s/%s", kiosk->options->data_dir, name);
}

/* The pack that is kept; NULL when there is none. One that cannot be opened any more
 * must not keep another out. */
static struct pack *
open_installed(const struct kiosk *kiosk)
{
    char path[KIOSK_PATH_MAX_BYTES];
    struct pack *installed = NULL;
    place(kiosk, INSTALLED, path);
    return pack_load(path, NULL, &installed, NULL) ? installed : NULL;
}

static bool
check_after(const struct kiosk *kiosk, const struct pack *installed, struct error *err)
{
    const struct manifest *before = installed->manifest, *now = kiosk->pack->manifest;
    if (!kiosk->options->keys_path &&
        memcmp(before->office.sign.bytes, now->office.sign.bytes,
               sizeof now->office.sign.bytes) != 0) {
        return error_set(err, ERROR_INPUT,
                         "this pack is signed by another office than the one before. "
                         "If that is meant, start with --keys and its office.pub");
    }
    if (now->build < before->build) {
        return error_set(err, ERROR_INPUT,
                         "this pack is older than the one that this kiosk asks from "
                         "already; start with %s, or build it anew",
                         INSTALLED);
    }
    return true;
}

static bool
holds(const char *path, const struct buffer *bytes)
{
    struct buffer there;
    buffer_init(&there, bytes->size);
    bool same = file_load(path, &there, NULL) && there.size == bytes->size &&
                (bytes->size == 0 || memcmp(there.data, bytes->data, bytes->size) == 0);
    buffer_finish(&there);
    return same;
}

/* What is there already is not written again, since a card wears out. */
static bool
save(const char *path, const struct buffer *bytes, struct error *err)
{
    if (holds(path, bytes)) {
        return true;
    }
    const struct file_content content = {.data = bytes->data,
                                         .size = bytes->size,
                                         .mode = 0600,
                                         .existing = FILE_REPLACE};
    return file_save(path, &content, err) || error_prefix(err, "%s", path);
}

/* Pictures are drawn from files, so that they are read only when they are shown. */
static bool
unpack_media(const struct kiosk *kiosk, const char *folder, struct error *err)
{
    const struct manifest *manifest = kiosk->pack->manifest;
    bool ok = kiosk_make_folder(folder, "media", err);
    for (size_t i = 0; ok && i < manifest->file_count; i++) {
        const char *name = manifest->files[i].name;
        char path[KIOSK_PATH_MAX_BYTES];
        struct buffer bytes;
        if (strncmp(name, PACK_MEDIA, strlen(PACK_MEDIA)) != 0) {
            continue;
        }
        buffer_init(&bytes, PACK_MEDIA_MAX_BYTES);
        int size =
            snprintf(path, sizeof path, "%s/%s", folder, name + strlen(PACK_MEDIA));
        ok = size > 0 && (size_t)size < sizeof path
                 ? pack_read(kiosk->pack, name, &bytes, err) && save(path, &bytes, err)
                 : error_set(err, ERROR_INPUT, "%s: the name is too long", name);
        buffer_finish(&bytes);
    }
    return ok;
}

/* Keeps the bytes that were checked, since the file that they came from may have
 * changed. */
static bool
install(struct kiosk *kiosk, struct error *err)
{
    char path[KIOSK_PATH_MAX_BYTES];
    place(kiosk, INSTALLED, path);
    return unpack_media(kiosk, kiosk->media_dir, err) &&
           save(path, pack_archive(kiosk->pack), err);
}

bool
kiosk_keep_pack(struct kiosk *kiosk, struct error *err)
{
    if (!kiosk->pack->manifest) {
        return true;
    }
    struct pack *installed = open_installed(kiosk);
    bool ok = !installed || !installed->manifest || check_after(kiosk, installed, err);
    bool is_same =
        ok && installed && memcmp(installed->id, kiosk->pack->id, PACK_ID_BYTES) == 0;
    pack_close(installed);
    if (ok && is_same) {
        return unpack_media(kiosk, kiosk->media_dir, err);
    }
    return ok && install(kiosk, err);
}

bool
kiosk_mark_pack(struct kiosk *kiosk, struct error *err)
{
    char path[KIOSK_PATH_MAX_BYTES];
    place(kiosk, FROM_STICK, path);
    const struct file_content content = {.data = kiosk->pack->id,
                                         .size = PACK_ID_BYTES,
                                         .mode = 0600,
                                         .existing = FILE_REPLACE};
    return file_save(path, &content, err) || error_prefix(err, "%s", path);
}

/* The pack that staff took from a stick, if it is of the same office and newer than the
 * one that the program was started with; else NULL. */
static struct pack *
open_from_stick(const struct kiosk *kiosk, const struct sign_public *office)
{
    char path[KIOSK_PATH_MAX_BYTES];
    struct buffer mark;
    struct pack *pack = NULL;
    const struct manifest *given = kiosk->pack->manifest;
    place(kiosk, FROM_STICK, path);
    buffer_init(&mark, PACK_ID_BYTES);
    bool ok = file_load(path, &mark, NULL) && mark.size == PACK_ID_BYTES;
    place(kiosk, INSTALLED, path);
    ok = ok &&
         pack_load(path,
                   office  ? office
                   : given ? &given->office.sign
                           : NULL,
                   &pack, NULL) &&
         pack->manifest && memcmp(pack->id, mark.data, PACK_ID_BYTES) == 0 &&
         (!given || pack->manifest->build > given->build);
    buffer_finish(&mark);
    if (!ok) {
        pack_close(pack);
        return NULL;
    }
    return pack;
}

void
kiosk_follow_pack(struct kiosk *kiosk)
{
    if (!kiosk->options->keys_path) {
        kiosk->office = kiosk->pack->manifest->office;
    }
    place(kiosk, INSTALLED_MEDIA, kiosk->media_dir);
}

bool
kiosk_has_pack(const struct kiosk *kiosk)
{
    return !no_pack_is(kiosk->pack);
}

bool
kiosk_open_pack(struct kiosk *kiosk, struct error *err)
{
    const struct kiosk_options *options = kiosk->options;
    if (!options->pack_dir) {
        return no_pack_open(&kiosk->pack, err);
    }
    const struct sign_public *office = options->keys_path ? &kiosk->office.sign : NULL;
    if (!pack_load(options->pack_dir, office, &kiosk->pack, err)) {
        return false;
    }
    struct pack *from_stick = open_from_stick(kiosk, office);
    if (from_stick) {
        pack_close(kiosk->pack);
        kiosk->pack = from_stick;
    }
    if (!kiosk->pack->manifest) {
        snprintf(kiosk->media_dir, sizeof kiosk->media_dir, "%s/media",
                 options->pack_dir);
        return true;
    }
    if (keys_is_golden(kiosk->pack->manifest->office.sign.bytes)) {
        return error_set(err, ERROR_INPUT,
                         "%s: everybody knows the key of this pack: it is for tests",
                         options->pack_dir);
    }
    kiosk_follow_pack(kiosk);
    return true;
}

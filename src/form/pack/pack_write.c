/* pack_write: makes a signed pack from a form and its media. */
#include "townline/minisign.h"
#include "townline/pack.h"
#include "zip_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The oldest version of the program that can read the packs written here. */
#define PROGRAM_NEEDED "0.1.0"
enum { OWN_FILES = 4 }; /* form.xml, descriptor, the manifest and its signature */

/* A pack that is being made. */
struct making {
    const struct pack_content *content;
    struct form *form;
    struct buffer descriptor, manifest_text, signature;
    struct zip_file *files;
    struct manifest_file *listed;
    char (*names)[ZIP_NAME_MAX_BYTES + 1]; /* of the media */
    size_t count;
};

static int
compare_files(const void *a, const void *b)
{
    return strcmp(((const struct zip_file *)a)->name,
                  ((const struct zip_file *)b)->name);
}

static void
add_file(struct making *making, const char *name, const void *data, size_t size)
{
    making->files[making->count++] =
        (struct zip_file){.name = name, .data = data, .size = size};
}

static bool
gather(struct making *making, struct error *err)
{
    const struct pack_content *content = making->content;
    if (content->media_count > MANIFEST_MAX_FILES - OWN_FILES) {
        return error_set(err, ERROR_INPUT, "a pack holds at most %d files",
                         MANIFEST_MAX_FILES);
    }
    making->files = calloc(content->media_count + OWN_FILES, sizeof *making->files);
    making->listed = calloc(content->media_count + OWN_FILES, sizeof *making->listed);
    making->names = calloc(content->media_count + 1, sizeof *making->names);
    if (!making->files || !making->listed || !making->names) {
        return error_no_memory(err);
    }
    if (!form_load(content->xml, content->xml_size, &making->form, err)) {
        return error_prefix(err, PACK_FORM_NAME);
    }
    descriptor_write(form_descriptor(making->form), &making->descriptor);
    add_file(making, PACK_FORM_NAME, content->xml, content->xml_size);
    add_file(making, PACK_DESCRIPTOR_NAME, making->descriptor.data,
             making->descriptor.size);
    for (size_t i = 0; i < content->media_count; i++) {
        const struct pack_media *media = &content->media[i];
        int size = snprintf(making->names[i], sizeof making->names[i], PACK_MEDIA "%s",
                            media->name);
        if (size < 0 || (size_t)size >= sizeof making->names[i] ||
            !manifest_is_file_name(making->names[i])) {
            return error_set(err, ERROR_INPUT,
                             "%.60s: a pack cannot hold a file of that name: give it "
                             "a shorter one without : \\ and /",
                             media->name);
        }
        if (!pack_check_media(media->name, media->data, media->size, err)) {
            return false;
        }
        add_file(making, making->names[i], media->data, media->size);
    }
    qsort(making->files, making->count, sizeof *making->files, compare_files);
    return true;
}

static bool
write_manifest(struct making *making, const struct sign_secret *secret,
               struct error *err)
{
    const struct pack_content *content = making->content;
    const struct descriptor *form = form_descriptor(making->form);
    struct manifest manifest = {.form_id = form->form_id,
                                .form_version = form->form_version,
                                .title = form_title(making->form),
                                .round = content->round,
                                .program = PROGRAM_NEEDED,
                                .build = content->build,
                                .office = *content->office,
                                .files = making->listed,
                                .file_count = making->count,
                                .changes = content->changes,
                                .change_count = content->change_count};
    sign_public_of(secret, &manifest.office.sign);
    for (size_t i = 0; i < making->count; i++) {
        struct manifest_file *listed = &making->listed[i];
        listed->name = making->files[i].name;
        listed->size = making->files[i].size;
        seal_hash(making->files[i].data, listed->size, listed->hash);
    }
    manifest.language_count = form_language_count(making->form);
    if (manifest.language_count > MANIFEST_MAX_LANGUAGES) {
        return error_set(err, ERROR_INPUT, "a pack has at most %d languages",
                         MANIFEST_MAX_LANGUAGES);
    }
    for (size_t i = 0; i < manifest.language_count; i++) {
        manifest.languages[i] = form_language(making->form, i)->id;
    }
    if (content->previous && content->previous->manifest) {
        manifest.has_previous = true;
        memcpy(manifest.previous_id, content->previous->id, PACK_ID_BYTES);
        manifest.previous_build = content->previous->manifest->build;
    }
    if (!manifest_write(&manifest, &making->manifest_text, err)) {
        return false;
    }
    char comment[MINISIGN_COMMENT_MAX_BYTES];
    snprintf(comment, sizeof comment, "townline pack %.80s, build %llu", form->form_id,
             (unsigned long long)content->build);
    minisign_sign(secret, making->manifest_text.data, making->manifest_text.size,
                  comment, &making->signature);
    add_file(making, PACK_MANIFEST_NAME, making->manifest_text.data,
             making->manifest_text.size);
    add_file(making, PACK_SIGNATURE_NAME, making->signature.data,
             making->signature.size);
    return !making->signature.failed || error_no_memory(err);
}

/* Opens the new pack, so that no pack leaves here that a kiosk would refuse. */
static bool
open_again(const struct buffer *written, const struct sign_secret *secret,
           struct error *err)
{
    struct sign_public office;
    struct buffer copy;
    struct pack *pack = NULL;
    sign_public_of(secret, &office);
    buffer_init(&copy, PACK_ARCHIVE_MAX_BYTES);
    buffer_add(&copy, written->data, written->size);
    bool ok = !copy.failed || error_set(err, ERROR_FULL,
                                        "the pack is larger than %zu MB, or memory "
                                        "ran out",
                                        PACK_ARCHIVE_MAX_BYTES >> 20);
    ok = ok && pack_open(&copy, &office, &pack, err);
    pack_close(pack);
    buffer_finish(&copy);
    return ok;
}

bool
pack_write(const struct pack_content *content, const struct sign_secret *secret,
           struct buffer *out, struct error *err)
{
    struct making making = {.content = content};
    buffer_init(&making.descriptor, DESCRIPTOR_MAX_BYTES);
    buffer_init(&making.manifest_text, MANIFEST_MAX_BYTES);
    buffer_init(&making.signature, MINISIGN_MAX_BYTES);
    buffer_clear(out);
    bool ok = gather(&making, err) && write_manifest(&making, secret, err) &&
              zip_files_write(making.files, making.count, out, err) &&
              open_again(out, secret, err);
    form_close(making.form);
    buffer_finish(&making.descriptor);
    buffer_finish(&making.manifest_text);
    buffer_finish(&making.signature);
    free(making.files);
    free(making.listed);
    free(making.names);
    return ok;
}

/* pack: opens a signed pack from its bytes, checks all of it, and reads its files. */
#include "townline/pack.h"

#include "townline/minisign.h"
#include "zip_files.h"

#include <stdlib.h>
#include <string.h>

static const struct zip_limits limits = {
    .max_bytes = PACK_ARCHIVE_MAX_BYTES,
    .max_files = MANIFEST_MAX_FILES + 10, /* and some folders */
    .max_unpacked_bytes = PACK_UNPACKED_MAX_BYTES,
    .max_ratio = 100,
};

/* A pack in an archive: the `context` of its source. */
struct archived {
    struct buffer bytes;
    struct zip_files *zip;
    struct manifest *manifest;
};

/* Unpacks a file of at most `max` bytes. It is borrowed until the archive is closed or
 * the file is forgotten. */
static bool
unpack(struct archived *archived, const char *name, size_t max, struct zip_file *out,
       int *index_out, struct error *err)
{
    int index = zip_files_find(archived->zip, name);
    if (index < 0) {
        return error_set(err, ERROR_INPUT, "%s is missing", name);
    }
    if (zip_files_size(archived->zip, (size_t)index) > max) {
        return error_set(err, ERROR_INPUT, "%s is too large", name);
    }
    *index_out = index;
    return zip_files_read(archived->zip, (size_t)index, out, err) ||
           error_prefix(err, "%s", name);
}

static bool
read_archived(void *context, const char *name, struct buffer *out, struct error *err)
{
    struct archived *archived = context;
    const struct manifest_file *listed = manifest_find(archived->manifest, name);
    struct zip_file file;
    int index;
    if (!listed) {
        return error_set(err, ERROR_MISSING, "%s: the pack has no such file", name);
    }
    if (!unpack(archived, name, listed->size, &file, &index, err)) {
        return false;
    }
    buffer_add(out, file.data, file.size);
    zip_files_forget(archived->zip, (size_t)index);
    return !out->failed ||
           error_set(err, ERROR_FULL, "%s: is too large, or memory ran out", name);
}

static const struct buffer *
archive_of(void *context)
{
    return &((struct archived *)context)->bytes;
}

static void
close_archived(void *context)
{
    struct archived *archived = context;
    if (!archived) {
        return;
    }
    zip_files_close(archived->zip);
    manifest_close(archived->manifest);
    buffer_finish(&archived->bytes);
    free(archived);
}

/* Reads the manifest. When the caller gives the office's key, the signature is checked
 * before anything in the manifest is read. */
static bool
read_manifest(struct archived *archived, const struct sign_public *office,
              uint8_t id_out[PACK_ID_BYTES], struct error *err)
{
    struct zip_file text, signature;
    int index;
    if (!unpack(archived, PACK_MANIFEST_NAME, MANIFEST_MAX_BYTES, &text, &index, err) ||
        !unpack(archived, PACK_SIGNATURE_NAME, MINISIGN_MAX_BYTES, &signature, &index,
                err)) {
        return false;
    }
    if (office && !minisign_verify(office, text.data, text.size, signature.data,
                                   signature.size, err)) {
        return false;
    }
    if (!manifest_read(text.data, text.size, &archived->manifest, err)) {
        return false;
    }
    const struct sign_public *own = &archived->manifest->office.sign;
    if (office && memcmp(own, office, sizeof *own) != 0) {
        return error_set(err, ERROR_INPUT,
                         "it names another office than the one that signed it");
    }
    if (!office && !minisign_verify(own, text.data, text.size, signature.data,
                                    signature.size, err)) {
        return false;
    }
    seal_hash(text.data, text.size, id_out);
    return true;
}

static bool
is_own_file(const char *name)
{
    return strcmp(name, PACK_MANIFEST_NAME) == 0 ||
           strcmp(name, PACK_SIGNATURE_NAME) == 0;
}

/* Checks that the archive holds exactly the files that the manifest names. */
static bool
check_names(const struct archived *archived, struct error *err)
{
    size_t count = zip_files_count(archived->zip);
    for (size_t i = 0; i < count; i++) {
        const char *name = zip_files_name(archived->zip, i);
        if (!is_own_file(name) && !manifest_find(archived->manifest, name)) {
            return error_set(err, ERROR_INPUT,
                             "%s is in it, but not among the files that the office "
                             "signed",
                             name);
        }
    }
    for (size_t i = 0; i < archived->manifest->file_count; i++) {
        const char *name = archived->manifest->files[i].name;
        if (zip_files_find(archived->zip, name) < 0) {
            return error_set(err, ERROR_INPUT, "%s is missing", name);
        }
    }
    return true;
}

static bool
check_descriptor(const struct form *form, const struct zip_file *file,
                 struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(form_descriptor(form), &bytes);
    bool same = !bytes.failed && bytes.size == file->size &&
                memcmp(bytes.data, file->data, file->size) == 0;
    buffer_finish(&bytes);
    return same || error_set(err, ERROR_INPUT,
                             PACK_DESCRIPTOR_NAME " is not that of " PACK_FORM_NAME);
}

static bool
check_file(struct archived *archived, const struct manifest_file *listed,
           struct pack *pack, struct error *err)
{
    struct zip_file file;
    uint8_t hash[SEAL_HASH_BYTES];
    int index;
    if (!unpack(archived, listed->name, listed->size, &file, &index, err)) {
        return false;
    }
    seal_hash(file.data, file.size, hash);
    bool ok = (file.size == listed->size && seal_equal(hash, listed->hash, 32)) ||
              error_set(err, ERROR_INPUT,
                        "%s is not the file that the office signed: it was changed or "
                        "damaged",
                        listed->name);
    if (ok && strcmp(listed->name, PACK_FORM_NAME) == 0) {
        ok = form_load(file.data, file.size, &pack->form, err) ||
             error_prefix(err, PACK_FORM_NAME);
    } else if (ok && strcmp(listed->name, PACK_DESCRIPTOR_NAME) != 0) {
        ok = pack_check_media(listed->name, file.data, file.size, err);
    }
    if (ok && strcmp(listed->name, PACK_DESCRIPTOR_NAME) != 0) {
        zip_files_forget(archived->zip, (size_t)index);
    }
    return ok;
}

static bool
check_files(struct archived *archived, struct pack *pack, struct error *err)
{
    struct zip_file descriptor;
    int index;
    const struct manifest *manifest = archived->manifest;
    if (!manifest_find(manifest, PACK_FORM_NAME) ||
        !manifest_find(manifest, PACK_DESCRIPTOR_NAME)) {
        return error_set(err, ERROR_INPUT,
                         "a pack holds " PACK_FORM_NAME " and " PACK_DESCRIPTOR_NAME
                         ": one is missing");
    }
    if (!check_names(archived, err)) {
        return false;
    }
    for (size_t i = 0; i < manifest->file_count; i++) {
        if (!check_file(archived, &manifest->files[i], pack, err)) {
            return false;
        }
    }
    if (!unpack(archived, PACK_DESCRIPTOR_NAME, DESCRIPTOR_MAX_BYTES, &descriptor,
                &index, err) ||
        !check_descriptor(pack->form, &descriptor, err)) {
        return false;
    }
    zip_files_forget(archived->zip, (size_t)index);
    const struct descriptor *form = form_descriptor(pack->form);
    if (strcmp(form->form_id, manifest->form_id) != 0 ||
        strcmp(form->form_version, manifest->form_version) != 0) {
        return error_set(err, ERROR_INPUT,
                         PACK_MANIFEST_NAME " names another form than " PACK_FORM_NAME);
    }
    return true;
}

/* A workbook is a .zip file too, and is easily taken for the pack that was made of it.
 */
static bool
check_kind(const struct archived *archived, struct error *err)
{
    if (zip_files_find(archived->zip, PACK_MANIFEST_NAME) < 0 &&
        zip_files_find(archived->zip, "xl/workbook.xml") >= 0) {
        return error_set(err, ERROR_INPUT,
                         "is a workbook and no pack: \"townline pack build\" makes the "
                         ".townpack of it, which belongs here");
    }
    return true;
}

bool
pack_open(struct buffer *archive, const struct sign_public *office, struct pack **out,
          struct error *err)
{
    struct pack *pack = calloc(1, sizeof *pack);
    struct archived *archived = calloc(1, sizeof *archived);
    if (!pack || !archived) {
        free(pack);
        free(archived);
        return error_no_memory(err);
    }
    pack->source = (struct pack_source){.read = read_archived,
                                        .close = close_archived,
                                        .archive = archive_of,
                                        .context = archived};
    bool ok =
        zip_files_open(archive->data, archive->size, &limits, &archived->zip, err) &&
        check_kind(archived, err) && read_manifest(archived, office, pack->id, err) &&
        check_files(archived, pack, err);
    if (!ok) {
        pack_close(pack);
        return false;
    }
    archived->bytes = *archive;
    buffer_init(archive, archive->max);
    pack->manifest = archived->manifest;
    *out = pack;
    return true;
}

void
pack_close(struct pack *pack)
{
    if (!pack) {
        return;
    }
    form_close(pack->form);
    if (pack->source.close) {
        pack->source.close(pack->source.context);
    }
    free(pack);
}

const struct buffer *
pack_archive(const struct pack *pack)
{
    return pack->source.archive ? pack->source.archive(pack->source.context) : NULL;
}

bool
pack_read(const struct pack *pack, const char *name, struct buffer *out,
          struct error *err)
{
    return pack->source.read(pack->source.context, name, out, err);
}

/* pack_load: loads a pack from a .townpack file, or from a folder of the same files. */
#include "townline/pack_load.h"

#include "townline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 512 };

struct pack_file {
    char name[NAME_MAX_BYTES]; /* below the folder, with "/" between its parts */
    uint8_t hash[SEAL_HASH_BYTES];
    size_t size;
};

struct pack_files {
    int folder; /* it stays open, since somebody may move the folder while it is used */
    struct pack_file *files;
    size_t count, capacity;
    size_t bytes;
};

static bool
add_file(struct pack_files *pack, int folder, const char *entry, const char *name,
         struct error *err)
{
    if (pack->count == PACK_MAX_FILES) {
        return error_set(err, ERROR_INPUT, "the pack has more than %d files",
                         PACK_MAX_FILES);
    }
    if (pack->count == pack->capacity) {
        size_t capacity = pack->capacity ? 2 * pack->capacity : 16;
        struct pack_file *files = realloc(pack->files, capacity * sizeof *files);
        if (!files) {
            return error_no_memory(err);
        }
        pack->files = files;
        pack->capacity = capacity;
    }
    struct buffer bytes;
    buffer_init(&bytes, PACK_FILE_MAX_BYTES);
    bool ok = file_load_at(folder, entry, &bytes, err);
    if (!ok) {
        error_prefix(err, "%s", name);
    } else if (bytes.size > PACK_MAX_BYTES - pack->bytes) {
        ok = error_set(err, ERROR_INPUT, "the pack is larger than %zu MB",
                       PACK_MAX_BYTES >> 20);
    } else {
        struct pack_file *file = &pack->files[pack->count++];
        snprintf(file->name, sizeof file->name, "%s", name);
        seal_hash(bytes.data, bytes.size, file->hash);
        file->size = bytes.size;
        pack->bytes += bytes.size;
    }
    buffer_finish(&bytes);
    return ok;
}

/* Adds the files in `folder` and closes it. `above` is "" or ends with "/". */
static bool
add_folder(struct pack_files *pack, int folder, const char *above, int depth,
           struct error *err)
{
    DIR *entries = fdopendir(folder);
    if (!entries) {
        file_error(err, errno, "read");
        close(folder);
        return false;
    }
    bool ok = true;
    const struct dirent *entry;
    while (ok && (entry = readdir(entries))) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char name[NAME_MAX_BYTES];
        int below;
        size_t size = (size_t)snprintf(name, sizeof name, "%s%s", above, entry->d_name);
        if (size >= sizeof name - 1) {
            ok = error_set(err, ERROR_INPUT, "%.100s...: the name is too long", above);
        } else if (file_folder_at(folder, entry->d_name, false, &below, NULL)) {
            if (depth == PACK_MAX_DEPTH) {
                close(below);
                ok = error_set(err, ERROR_INPUT, "%s: folders lie too deep", name);
            } else {
                memcpy(name + size, "/", 2);
                ok = add_folder(pack, below, name, depth + 1, err);
            }
        } else {
            ok = add_file(pack, folder, entry->d_name, name, err);
        }
    }
    closedir(entries);
    return ok;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(((const struct pack_file *)a)->name,
                  ((const struct pack_file *)b)->name);
}

static const struct pack_file *
find_file(const struct pack_files *pack, const char *name)
{
    for (size_t i = 0; i < pack->count; i++) {
        if (strcmp(pack->files[i].name, name) == 0) {
            return &pack->files[i];
        }
    }
    return NULL;
}

static bool
make_id(const struct pack_files *pack, uint8_t id_out[PACK_ID_BYTES], struct error *err)
{
    struct buffer list;
    buffer_init(&list, (size_t)PACK_MAX_FILES * (NAME_MAX_BYTES + 64));
    buffer_add_string(&list, "townline pack folder 1");
    for (size_t i = 0; i < pack->count; i++) {
        buffer_add_string(&list, pack->files[i].name);
        buffer_add(&list, pack->files[i].hash, SEAL_HASH_BYTES);
    }
    bool ok = !list.failed;
    if (ok) {
        seal_hash(list.data, list.size, id_out);
    }
    buffer_finish(&list);
    return ok ? true : error_no_memory(err);
}

/* Opens the folder that a file lies in, one part of the path after the other, so that
 * no symbolic link is followed. */
static bool
open_parent(int folder, const char *name, int *parent_out, const char **last_out,
            struct error *err)
{
    int parent = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0) {
        return file_error(err, errno, "opened");
    }
    const char *slash;
    while ((slash = strchr(name, '/'))) {
        char part[NAME_MAX_BYTES];
        int below;
        snprintf(part, sizeof part, "%.*s", (int)(slash - name), name);
        bool ok = file_folder_at(parent, part, false, &below, err);
        close(parent);
        if (!ok) {
            return false;
        }
        parent = below;
        name = slash + 1;
    }
    *parent_out = parent;
    *last_out = name;
    return true;
}

static bool
read_file(void *context, const char *name, struct buffer *out, struct error *err)
{
    const struct pack_files *pack = context;
    const struct pack_file *file = find_file(pack, name);
    if (!file) {
        return error_set(err, ERROR_MISSING, "%s: the pack has no such file", name);
    }
    struct buffer bytes;
    buffer_init(&bytes, file->size + 1);
    uint8_t hash[SEAL_HASH_BYTES];
    int parent = -1;
    const char *last = name;
    bool ok = open_parent(pack->folder, name, &parent, &last, err);
    if (ok) {
        ok = file_load_at(parent, last, &bytes, err);
        close(parent);
    }
    if (ok) {
        seal_hash(bytes.data, bytes.size, hash);
        if (memcmp(hash, file->hash, sizeof hash) != 0) {
            ok = error_set(err, ERROR_INPUT,
                           "has changed since the pack was opened; start again");
        }
    }
    if (ok) {
        buffer_add(out, bytes.data, bytes.size);
        if (out->failed) {
            ok = error_set(err, ERROR_FULL, "is too large, or memory ran out");
        }
    }
    buffer_finish(&bytes);
    return ok ? true : error_prefix(err, "%s", name);
}

static void
close_folder(void *context)
{
    struct pack_files *files = context;
    close(files->folder);
    free(files->files);
    free(files);
}

static bool
load_form(struct pack *pack, struct error *err)
{
    struct buffer xml;
    buffer_init(&xml, FORM_MAX_BYTES);
    bool ok = pack_read(pack, PACK_FORM_NAME, &xml, err);
    if (ok && !form_load(xml.data, xml.size, &pack->form, err)) {
        ok = error_prefix(err, PACK_FORM_NAME);
    }
    buffer_finish(&xml);
    return ok;
}

static bool
list_folder(struct pack_files *files, struct error *err)
{
    int listed = openat(files->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (listed < 0) {
        return file_error(err, errno, "read");
    }
    if (!add_folder(files, listed, "", 0, err)) {
        return false;
    }
    if (files->count > 0) {
        qsort(files->files, files->count, sizeof *files->files, compare_names);
    }
    return find_file(files, PACK_FORM_NAME) ||
           error_set(err, ERROR_MISSING,
                     find_file(files, "survey.csv")
                         ? "is a workbook and no pack: \"townline pack build\" makes "
                           "the .townpack of it, which belongs here"
                         : "is no pack: there is no form.xml in it");
}

/* Loads the folder that is open. */
static bool
load_folder(int folder, struct pack **out, struct error *err)
{
    struct pack *pack = calloc(1, sizeof *pack);
    struct pack_files *files = calloc(1, sizeof *files);
    if (!pack || !files) {
        close(folder);
        free(pack);
        free(files);
        return error_no_memory(err);
    }
    files->folder = folder;
    pack->source = (struct pack_source){
        .read = read_file, .close = close_folder, .context = files};
    if (!list_folder(files, err) || !make_id(files, pack->id, err) ||
        !load_form(pack, err)) {
        pack_close(pack);
        return false;
    }
    *out = pack;
    return true;
}

static bool
load_archive(const char *path, const struct sign_public *office, struct pack **out,
             struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, PACK_ARCHIVE_MAX_BYTES);
    bool ok = file_load(path, &bytes, err);
    if (ok && (bytes.size < 2 || memcmp(bytes.data, "PK", 2) != 0)) {
        ok = error_set(err, ERROR_INPUT,
                       "is no pack: a pack is a .townpack file, or a folder with "
                       "form.xml");
    }
    ok = ok && pack_open(&bytes, office, out, err);
    buffer_finish(&bytes); /* empty when the pack took the bytes */
    return ok;
}

bool
pack_load(const char *path, const struct sign_public *office, struct pack **out,
          struct error *err)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok;
    if (folder >= 0) {
        ok = load_folder(folder, out, err);
    } else if (errno == ENOTDIR) {
        ok = load_archive(path, office, out, err);
    } else {
        ok = file_error(err, errno, "opened");
    }
    return ok || error_prefix(err, "%s", path);
}

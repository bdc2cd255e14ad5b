/* zip_files: reads and writes zip archives with libzip, and refuses hostile ones. */
#include "zip_files.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define RATIO_FROM_BYTES ((zip_uint64_t)1 << 20)
#define UNIX_KIND_MASK 0170000u
#define UNIX_LINK 0120000u
/* 1980-01-01, the first day that a zip archive can hold */
#define FIXED_DATE ((zip_uint16_t)((1 << 5) | 1))

struct entry {
    char name[ZIP_NAME_MAX_BYTES + 1];
    zip_uint64_t index; /* in the archive */
    size_t size;
    uint8_t *data; /* NULL until it was unpacked */
};
struct zip_files {
    zip_t *zip;
    struct entry *entries;
    size_t count;
};

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static int
compare_folded(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return (unsigned char)lower(*a) - (unsigned char)lower(*b);
}

/* Whether it is a relative path without "..", backslashes and the like. That of a
 * folder ends with a slash. */
static bool
is_safe(const char *name)
{
    size_t size = strlen(name);
    if (size == 0 || size > ZIP_NAME_MAX_BYTES || name[0] == '/') {
        return false;
    }
    for (const char *at = name; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7f || *at == '\\' || *at == ':') {
            return false;
        }
    }
    for (const char *part = name; *part;) {
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 1 && part[0] == '.') ||
            (length == 2 && part[0] == '.' && part[1] == '.')) {
            return false;
        }
        part += length;
        part += *part == '/';
    }
    return true;
}

static bool
is_link(zip_t *zip, zip_uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    return zip_file_get_external_attributes(zip, index, 0, &system, &attributes) == 0 &&
           system == ZIP_OPSYS_UNIX && (attributes >> 16 & UNIX_KIND_MASK) == UNIX_LINK;
}

/* Checks what the archive says of an entry, before anything of it is unpacked. */
static bool
check_entry(zip_t *zip, const zip_stat_t *about, const struct zip_limits *limits,
            struct error *err)
{
    const zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    if ((about->valid & needed) != needed || !is_safe(about->name)) {
        return error_set(err, ERROR_INPUT,
                         "it holds a file whose name could lead outside its folder");
    }
    if ((about->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        about->encryption_method != ZIP_EM_NONE) {
        return error_set(err, ERROR_INPUT,
                         "%.100s in it is locked with a password; save it without one",
                         about->name);
    }
    if (about->comp_method != ZIP_CM_STORE && about->comp_method != ZIP_CM_DEFLATE) {
        return error_set(err, ERROR_INPUT,
                         "%.100s in it is packed in a way that is not known here",
                         about->name);
    }
    if (is_link(zip, about->index)) {
        return error_set(err, ERROR_INPUT, "%.100s in it is a link, not a file",
                         about->name);
    }
    if (limits->max_ratio > 0 && about->size > RATIO_FROM_BYTES &&
        about->size / limits->max_ratio > about->comp_size) {
        return error_set(err, ERROR_FULL,
                         "%.100s in it would unpack to far more than such a file holds",
                         about->name);
    }
    return true;
}

static int
compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static int
compare_entries_folded(const void *a, const void *b)
{
    return compare_folded(((const struct entry *)a)->name,
                          ((const struct entry *)b)->name);
}

/* Sorts the entries and refuses names that differ in case alone, since many disks would
 * keep them in one file. */
static bool
sort_entries(struct zip_files *files, struct error *err)
{
    if (files->count == 0) {
        return true;
    }
    qsort(files->entries, files->count, sizeof *files->entries, compare_entries_folded);
    for (size_t i = 1; i < files->count; i++) {
        if (compare_folded(files->entries[i - 1].name, files->entries[i].name) == 0) {
            return error_set(err, ERROR_INPUT, "it holds %.100s twice",
                             files->entries[i].name);
        }
    }
    qsort(files->entries, files->count, sizeof *files->entries, compare_entries);
    return true;
}

static bool
list_entries(struct zip_files *files, const struct zip_limits *limits,
             struct error *err)
{
    zip_int64_t count = zip_get_num_entries(files->zip, 0);
    if (count == 0) { /* libzip writes no bytes for an empty archive */
        return error_set(err, ERROR_INPUT, "it is no zip archive, or an empty one");
    }
    if (count < 0 || (zip_uint64_t)count > limits->max_files) {
        return error_set(err, ERROR_FULL, "it holds more than %zu files",
                         limits->max_files);
    }
    files->entries = calloc((size_t)count + 1, sizeof *files->entries);
    if (!files->entries) {
        return error_no_memory(err);
    }
    zip_uint64_t left = limits->max_unpacked_bytes;
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
        zip_stat_t about;
        if (zip_stat_index(files->zip, i, 0, &about) != 0) {
            return error_set(err, ERROR_INPUT, "it is damaged: copy the file again");
        }
        if (!check_entry(files->zip, &about, limits, err)) {
            return false;
        }
        if (about.size > left) {
            return error_set(err, ERROR_FULL, "it would unpack to more than %zu MB",
                             limits->max_unpacked_bytes >> 20);
        }
        left -= about.size;
        size_t length = strlen(about.name);
        if (about.name[length - 1] == '/') {
            continue;
        }
        struct entry *entry = &files->entries[files->count++];
        memcpy(entry->name, about.name, length + 1);
        entry->index = i;
        entry->size = (size_t)about.size;
    }
    return sort_entries(files, err);
}

bool
zip_files_open(const void *data, size_t size, const struct zip_limits *limits,
               struct zip_files **out, struct error *err)
{
    if (size > limits->max_bytes) {
        return error_set(err, ERROR_FULL, "it is larger than %zu MB",
                         limits->max_bytes >> 20);
    }
    struct zip_files *files = calloc(1, sizeof *files);
    zip_error_t cause;
    zip_error_init(&cause);
    zip_source_t *source =
        !files ? NULL : zip_source_buffer_create(data, size, 0, &cause);
    if (!source) {
        free(files);
        zip_error_fini(&cause);
        return error_no_memory(err);
    }
    files->zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &cause);
    zip_error_fini(&cause);
    if (!files->zip) {
        zip_source_free(source);
        free(files);
        return error_set(err, ERROR_INPUT, "it is no zip archive, or a damaged one");
    }
    if (!list_entries(files, limits, err)) {
        zip_files_close(files);
        return false;
    }
    *out = files;
    return true;
}

void
zip_files_close(struct zip_files *files)
{
    if (!files) {
        return;
    }
    for (size_t i = 0; i < files->count; i++) {
        free(files->entries[i].data);
    }
    free(files->entries);
    zip_discard(files->zip);
    free(files);
}

size_t
zip_files_count(const struct zip_files *files)
{
    return files->count;
}

const char *
zip_files_name(const struct zip_files *files, size_t index)
{
    return files->entries[index].name;
}

size_t
zip_files_size(const struct zip_files *files, size_t index)
{
    return files->entries[index].size;
}

int
zip_files_find(const struct zip_files *files, const char *name)
{
    size_t low = 0, high = files->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, files->entries[middle].name);
        if (order == 0) {
            return (int)middle;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return -1;
}

/* Unpacks exactly the bytes that the archive stated. The read after the last one makes
 * libzip check the CRC. */
static bool
unpack(struct zip_files *files, const struct entry *entry, uint8_t *data)
{
    zip_file_t *file = zip_fopen_index(files->zip, entry->index, 0);
    if (!file) {
        return false;
    }
    size_t have = 0;
    zip_int64_t got = 1;
    while (got > 0 && have <= entry->size) {
        /* one byte more, where the NUL will stand */
        got = zip_fread(file, data + have, entry->size + 1 - have);
        have += got > 0 ? (size_t)got : 0;
    }
    return zip_fclose(file) == 0 && got == 0 && have == entry->size;
}

bool
zip_files_read(struct zip_files *files, size_t index, struct zip_file *out,
               struct error *err)
{
    struct entry *entry = &files->entries[index];
    if (!entry->data) {
        uint8_t *data = malloc(entry->size + 1);
        if (!data) {
            return error_no_memory(err);
        }
        if (!unpack(files, entry, data)) {
            free(data);
            return error_set(err, ERROR_INPUT,
                             "%.100s in it is damaged: copy the file again",
                             entry->name);
        }
        data[entry->size] = 0;
        entry->data = data;
    }
    *out = (struct zip_file){entry->name, entry->data, entry->size};
    return true;
}

void
zip_files_forget(struct zip_files *files, size_t index)
{
    free(files->entries[index].data);
    files->entries[index].data = NULL;
}

/* Pictures and sounds are compressed already. */
static bool
is_packed(const char *name)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".ogg", ".mp3"};
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (size > length && compare_folded(name + size - length, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool
add_file(zip_t *zip, const struct zip_file *file)
{
    zip_source_t *source = zip_source_buffer(zip, file->data, file->size, 0);
    if (!source) {
        return false;
    }
    zip_int64_t index = zip_file_add(zip, file->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t at = (zip_uint64_t)index;
    return zip_set_file_compression(
               zip, at, is_packed(file->name) ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9) ==
               0 &&
           zip_file_set_dostime(zip, at, 0, FIXED_DATE, 0) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_DOS, 0) == 0;
}

static bool
take_bytes(zip_source_t *source, struct buffer *out)
{
    zip_stat_t about;
    if (zip_source_stat(source, &about) != 0 || !(about.valid & ZIP_STAT_SIZE) ||
        zip_source_open(source) != 0) {
        return false;
    }
    uint8_t bytes[8192];
    zip_int64_t got = 1;
    while (got > 0) {
        got = zip_source_read(source, bytes, sizeof bytes);
        if (got > 0) {
            buffer_add(out, bytes, (size_t)got);
        }
    }
    zip_source_close(source);
    return got == 0 && !out->failed;
}

static int
compare_files(const void *a, const void *b)
{
    return strcmp((*(const struct zip_file *const *)a)->name,
                  (*(const struct zip_file *const *)b)->name);
}

static bool
check_names(const struct zip_file *const *sorted, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = sorted[i]->name;
        if (!is_safe(name) || name[strlen(name) - 1] == '/') {
            return error_set(err, ERROR_INPUT,
                             "a file cannot be named \"%.100s\" in a pack", name);
        }
        for (size_t k = 0; k < i; k++) {
            if (compare_folded(sorted[k]->name, name) == 0) {
                return error_set(err, ERROR_INPUT,
                                 "two files cannot both be named %.100s", name);
            }
        }
    }
    return true;
}

static bool
write_sorted(const struct zip_file *const *sorted, size_t count, struct buffer *out,
             struct error *err)
{
    zip_error_t cause;
    zip_error_init(&cause);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &cause);
    zip_t *zip = !source
                     ? NULL
                     : zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &cause);
    zip_error_fini(&cause);
    if (!zip) {
        zip_source_free(source);
        return error_no_memory(err);
    }
    zip_source_keep(source);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = add_file(zip, sorted[i]);
    }
    if (!ok || zip_close(zip) != 0) {
        zip_discard(zip);
        ok = false;
    }
    ok = ok && take_bytes(source, out);
    zip_source_free(source);
    return ok || error_set(err, ERROR_FULL, "the archive cannot be written: memory");
}

bool
zip_files_write(const struct zip_file *files, size_t count, struct buffer *out,
                struct error *err)
{
    const struct zip_file **sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &files[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_files);
    bool ok = check_names(sorted, count, err) && write_sorted(sorted, count, out, err);
    free(sorted);
    return ok;
}

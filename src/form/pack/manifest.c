/* manifest: writes a pack's manifest.json, and reads and checks it. */
#include "townline/manifest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define HEX_MAX_BYTES 64

/* A manifest that was read. Its strings lie in the JSON tree. */
struct read_manifest {
    struct manifest manifest; /* the first member, since callers hold a pointer to it */
    json_t *json;
    struct manifest_file *files;
    struct manifest_change *changes;
};

bool
manifest_is_file_name(const char *name)
{
    static const char folder[] = "media/";
    if (strcmp(name, "form.xml") == 0 || strcmp(name, "descriptor") == 0) {
        return true;
    }
    if (strncmp(name, folder, strlen(folder)) != 0) {
        return false;
    }
    name += strlen(folder);
    size_t size = strlen(name);
    return size > 0 && size <= 200 && name[0] != '.' && !strpbrk(name, "/\\:");
}

static json_t *
hex(const void *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *at = bytes;
    char text[2 * HEX_MAX_BYTES];
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[at[i] >> 4];
        text[2 * i + 1] = digits[at[i] & 15];
    }
    return json_stringn(text, 2 * size);
}

static json_t *
write_office(const struct office_public *office)
{
    json_t *recipients = json_array();
    for (size_t i = 0; i < office->recipient_count; i++) {
        json_array_append_new(recipients, hex(office->recipients[i].bytes, 32));
    }
    return json_pack("{s:s, s:o, s:o}", "name", office->name, "sign",
                     hex(office->sign.bytes, 32), "recipients", recipients);
}

static json_t *
write_files(const struct manifest *manifest)
{
    json_t *files = json_array();
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        json_array_append_new(files, json_pack("{s:s, s:I, s:o}", "name", file->name,
                                               "size", (json_int_t)file->size, "hash",
                                               hex(file->hash, sizeof file->hash)));
    }
    return files;
}

static json_t *
write_previous(const struct manifest *manifest)
{
    json_t *changes = json_array();
    for (size_t i = 0; i < manifest->change_count; i++) {
        json_array_append_new(
            changes, json_pack("{s:s, s:b}", "question", manifest->changes[i].question,
                               "same_meaning", manifest->changes[i].same_meaning));
    }
    return json_pack("{s:o, s:I, s:o}", "id",
                     hex(manifest->previous_id, sizeof manifest->previous_id), "build",
                     (json_int_t)manifest->previous_build, "changed", changes);
}

static int
add_text(const char *text, size_t size, void *context)
{
    struct buffer *out = context;
    buffer_add(out, text, size);
    return out->failed ? -1 : 0;
}

bool
manifest_write(const struct manifest *manifest, struct buffer *out, struct error *err)
{
    json_t *languages = json_array();
    for (size_t i = 0; i < manifest->language_count; i++) {
        json_array_append_new(languages, json_string(manifest->languages[i]));
    }
    json_t *json =
        json_pack("{s:i, s:s, s:I, s:{s:s, s:s, s:s}, s:s, s:o, s:o, s:o}",
                  "townline_pack", MANIFEST_VERSION, "program", manifest->program,
                  "build", (json_int_t)manifest->build, "form", "id", manifest->form_id,
                  "version", manifest->form_version, "title", manifest->title, "round",
                  manifest->round, "languages", languages, "office",
                  write_office(&manifest->office), "files", write_files(manifest));
    bool ok = json != NULL;
    if (ok && manifest->has_previous) {
        ok = json_object_set_new(json, "previous", write_previous(manifest)) == 0;
    }
    ok = ok && json_dump_callback(json, add_text, out, JSON_INDENT(1)) == 0;
    buffer_add_u8(out, '\n');
    json_decref(json);
    return (ok && !out->failed) ||
           error_set(err, ERROR_INPUT,
                     "the pack's manifest could not be written: a name is no text, "
                     "or there are too many files");
}

/* The string of that name; "" when it is missing, NULL when it is no string or too
 * long. */
static const char *
text_of(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!value) {
        return "";
    }
    if (json_string_length(value) > MANIFEST_TEXT_MAX_BYTES) {
        return NULL;
    }
    return json_string_value(value);
}

static bool
number_of(const json_t *object, const char *name, uint64_t *out)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        return false;
    }
    *out = (uint64_t)json_integer_value(value);
    return true;
}

static bool
bytes_of(const json_t *value, uint8_t *out, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    const char *text = json_string_value(value);
    if (!text || json_string_length(value) != 2 * size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        const char *high = memchr(digits, text[2 * i], 16);
        const char *low = memchr(digits, text[2 * i + 1], 16);
        if (!high || !low) {
            return false;
        }
        out[i] = (uint8_t)((high - digits) << 4 | (low - digits));
    }
    return true;
}

static bool
read_office(const json_t *json, struct office_public *out)
{
    const char *name = text_of(json, "name");
    const json_t *recipients = json_object_get(json, "recipients");
    size_t count = json_array_size(recipients);
    if (!name || strlen(name) >= sizeof out->name || count < 1 ||
        count > SEAL_RECIPIENTS_MAX ||
        !bytes_of(json_object_get(json, "sign"), out->sign.bytes, 32)) {
        return false;
    }
    memcpy(out->name, name, strlen(name) + 1);
    for (size_t i = 0; i < count; i++) {
        struct recipient_public *key = &out->recipients[i];
        if (!bytes_of(json_array_get(recipients, i), key->bytes, 32) ||
            !recipient_is_valid(key)) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (memcmp(key, &out->recipients[j], sizeof *key) == 0) {
                return false;
            }
        }
    }
    out->recipient_count = count;
    return true;
}

static bool
read_languages(const json_t *json, struct manifest *out)
{
    size_t count = json_array_size(json);
    if (count < 1 || count > MANIFEST_MAX_LANGUAGES) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        out->languages[i] = json_string_value(json_array_get(json, i));
        if (!out->languages[i]) {
            return false;
        }
    }
    out->language_count = count;
    return true;
}

static bool
read_files(const json_t *json, struct read_manifest *out)
{
    size_t count = json_array_size(json);
    if (count < 1 || count > MANIFEST_MAX_FILES) {
        return false;
    }
    out->files = calloc(count, sizeof *out->files);
    for (size_t i = 0; out->files && i < count; i++) {
        const json_t *entry = json_array_get(json, i);
        struct manifest_file *file = &out->files[i];
        uint64_t size;
        file->name = text_of(entry, "name");
        if (!file->name || !manifest_is_file_name(file->name) ||
            !number_of(entry, "size", &size) ||
            !bytes_of(json_object_get(entry, "hash"), file->hash, sizeof file->hash) ||
            (i > 0 && strcmp(file[-1].name, file->name) >= 0)) {
            return false;
        }
        file->size = (size_t)size;
    }
    out->manifest.files = out->files;
    out->manifest.file_count = count;
    return out->files != NULL;
}

static bool
read_previous(const json_t *json, struct read_manifest *out)
{
    struct manifest *manifest = &out->manifest;
    const json_t *changes = json_object_get(json, "changed");
    size_t count = json_array_size(changes);
    if (!json) {
        return true;
    }
    if (!bytes_of(json_object_get(json, "id"), manifest->previous_id, PACK_ID_BYTES) ||
        !number_of(json, "build", &manifest->previous_build) ||
        !json_is_array(changes) || count > MANIFEST_MAX_CHANGES) {
        return false;
    }
    out->changes = calloc(count + 1, sizeof *out->changes);
    for (size_t i = 0; out->changes && i < count; i++) {
        const json_t *entry = json_array_get(changes, i);
        const json_t *same = json_object_get(entry, "same_meaning");
        out->changes[i].question = text_of(entry, "question");
        out->changes[i].same_meaning = json_is_true(same);
        if (!out->changes[i].question || !json_is_boolean(same)) {
            return false;
        }
    }
    manifest->has_previous = true;
    manifest->changes = out->changes;
    manifest->change_count = count;
    return out->changes != NULL;
}

/* "1.12.3" as one number that grows with the version; 0 when the text is no version. */
static uint64_t
version_number(const char *text)
{
    uint64_t whole = 0;
    for (int part = 0; part < 3; part++) {
        uint64_t number = 0;
        size_t digits = strspn(text, "0123456789");
        if (digits < 1 || digits > 5) {
            return 0;
        }
        for (size_t i = 0; i < digits; i++) {
            number = 10 * number + (uint64_t)(text[i] - '0');
        }
        whole = whole * 100000 + number;
        text += digits;
        if (part < 2 && *text++ != '.') {
            return 0;
        }
    }
    return *text ? 0 : whole + 1;
}

static bool
read_all(const json_t *json, struct read_manifest *out, struct error *err)
{
    static const char damaged[] = "manifest.json is not one that this program writes";
    struct manifest *manifest = &out->manifest;
    const json_t *form = json_object_get(json, "form");
    uint64_t version;
    if (!number_of(json, "townline_pack", &version) || version == 0) {
        return error_set(err, ERROR_INPUT, damaged);
    }
    manifest->program = text_of(json, "program");
    uint64_t needed = manifest->program ? version_number(manifest->program) : 0;
    if (version > MANIFEST_VERSION || needed > version_number(TOWNLINE_VERSION)) {
        return error_set(err, ERROR_INPUT,
                         "this pack needs version %.20s of the program or a later one; "
                         "this is " TOWNLINE_VERSION,
                         needed > 0 ? manifest->program : "(unknown)");
    }
    manifest->form_id = text_of(form, "id");
    manifest->form_version = text_of(form, "version");
    manifest->title = text_of(form, "title");
    manifest->round = text_of(json, "round");
    bool ok = needed > 0 && manifest->form_id && manifest->form_version &&
              manifest->title && manifest->round &&
              number_of(json, "build", &manifest->build) &&
              read_languages(json_object_get(json, "languages"), manifest) &&
              read_office(json_object_get(json, "office"), &manifest->office) &&
              read_files(json_object_get(json, "files"), out) &&
              read_previous(json_object_get(json, "previous"), out);
    return ok || error_set(err, ERROR_INPUT, damaged);
}

bool
manifest_read(const void *data, size_t size, struct manifest **out, struct error *err)
{
    json_error_t fault;
    if (size > MANIFEST_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "manifest.json is too large");
    }
    struct read_manifest *read = calloc(1, sizeof *read);
    if (!read) {
        return error_no_memory(err);
    }
    read->json = json_loadb(data, size, JSON_REJECT_DUPLICATES, &fault);
    bool ok = read->json || error_set(err, ERROR_INPUT,
                                      "manifest.json is damaged (line %d)", fault.line);
    if (ok && read_all(read->json, read, err)) {
        *out = &read->manifest;
        return true;
    }
    manifest_close(&read->manifest);
    return false;
}

void
manifest_close(struct manifest *manifest)
{
    if (!manifest) {
        return;
    }
    struct read_manifest *read = (struct read_manifest *)manifest;
    json_decref(read->json);
    free(read->files);
    free(read->changes);
    free(read);
}

static int
compare_name(const void *name, const void *file)
{
    return strcmp(name, ((const struct manifest_file *)file)->name);
}

const struct manifest_file *
manifest_find(const struct manifest *manifest, const char *name)
{
    return bsearch(name, manifest->files, manifest->file_count, sizeof *manifest->files,
                   compare_name);
}

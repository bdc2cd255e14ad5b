/* stick: writes bundles to a stick and reads receipts and PIN resets from it. */
#include "townline/stick.h"

#include "stick_state.h"
#include "townline/characters.h"
#include "townline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_FILE_MAX_BYTES = 4096, ENTRIES_MAX = 10000 };

/* The ASCII letters nearest to U+00C0..U+017F and U+1EA0..U+1EF9, so that names in
 * Spanish, Vietnamese, Tagalog and similar scripts can still be read. */
static const char latin[] =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char vietnamese[] =
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy";

/* The character at `text` as a letter or digit of a file name, '-' for all others.
 * Moves over its further bytes. */
static char
safe_character(const char **text)
{
    uint8_t first = (uint8_t) * (*text)++;
    if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')) {
        return (char)first;
    }
    if (first >= 'A' && first <= 'Z') {
        return (char)(first - 'A' + 'a');
    }
    if (first < 0xc0) {
        return '-';
    }
    uint32_t code = first < 0xe0 ? first & 0x1f : first & 0x0f;
    while (character_is_inside(**text)) {
        code = (code << 6 | ((uint8_t) * (*text)++ & 0x3f)) & 0x1fffff;
    }
    if (code >= 0xc0 && code - 0xc0 < sizeof latin - 1) {
        return latin[code - 0xc0];
    }
    if (code == 0x1a0 || code == 0x1a1) {
        return 'o';
    }
    if (code == 0x1af || code == 0x1b0) {
        return 'u';
    }
    if (code >= 0x1ea0 && code - 0x1ea0 < sizeof vietnamese - 1) {
        return vietnamese[code - 0x1ea0];
    }
    return '-';
}

void
stick_safe_name(const char *name, char out[STICK_NAME_MAX_BYTES + 1])
{
    size_t size = 0;
    while (*name && size < STICK_NAME_MAX_BYTES) {
        char character = safe_character(&name);
        if (character != '-' || (size > 0 && out[size - 1] != '-')) {
            out[size++] = character;
        }
    }
    while (size > 0 && out[size - 1] == '-') {
        size--;
    }
    out[size] = '\0';
    if (size == 0) {
        snprintf(out, STICK_NAME_MAX_BYTES + 1, "kiosk");
    }
}

void
stick_file_name(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES], const char *ending,
                char out[STICK_FILE_MAX_BYTES])
{
    snprintf(out, STICK_FILE_MAX_BYTES, "%u-%02x%02x%02x%02x.%s", (unsigned)number,
             id[0], id[1], id[2], id[3], ending);
}

bool
stick_open(const char *root, const struct sign_public *kiosk, const char *kiosk_name,
           struct stick **out, struct error *err)
{
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        if (errno == ENOENT) {
            return error_set(err, ERROR_MISSING,
                             "there is no stick or folder at %s; put the stick in, "
                             "wait a moment and try again",
                             root);
        }
        if (errno == ENOTDIR) {
            return error_set(err, ERROR_INPUT, "%s is a file, not a stick or folder",
                             root);
        }
        file_error(err, errno, "opened");
        return error_prefix(err, "%s", root);
    }
    struct stick *stick = calloc(1, sizeof *stick);
    if (!stick) {
        close(folder);
        return error_no_memory(err);
    }
    stick->root = folder;
    snprintf(stick->path, sizeof stick->path, "%s", root);
    stick->kiosk.key = *kiosk;
    snprintf(stick->kiosk.name, sizeof stick->kiosk.name, "%s", kiosk_name);
    char safe[STICK_NAME_MAX_BYTES + 1];
    stick_safe_name(kiosk_name, safe);
    snprintf(stick->own, sizeof stick->own, "%s-%02x%02x%02x%02x", safe,
             kiosk->bytes[0], kiosk->bytes[1], kiosk->bytes[2], kiosk->bytes[3]);
    snprintf(stick->folder, sizeof stick->folder, "%s/%s", STICK_TOP, stick->own);
    *out = stick;
    return true;
}

void
stick_close(struct stick *stick)
{
    if (!stick) {
        return;
    }
    close(stick->root);
    free(stick);
}

const char *
stick_folder(const struct stick *stick)
{
    return stick->folder;
}

/* When a folder vanishes, somebody has taken the stick out. */
static bool
gone(struct error *err)
{
    if (err && err->code == ERROR_MISSING) {
        error_set(err, ERROR_SYSTEM,
                  "the stick was taken out, or its folder was removed; put it back and "
                  "export again");
    }
    return false;
}

static bool
write_file(struct stick *stick, const char *name, const struct file_content *content,
           struct error *err)
{
    int top = -1, own = -1;
    bool ok = file_folder_at(stick->root, STICK_TOP, true, &top, err) &&
              file_folder_at(top, stick->own, true, &own, err) &&
              file_save_at(own, name, content, err);
    if (own >= 0) {
        close(own);
    }
    if (top >= 0) {
        close(top);
    }
    if (!ok) {
        gone(err);
        return error_prefix(err, "%s/%s", stick->folder, name);
    }
    return true;
}

bool
stick_write_bundle(struct stick *stick, uint32_t number,
                   const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                   struct error *err)
{
    char name[STICK_FILE_MAX_BYTES];
    stick_file_name(number, id, "bundle", name);
    const struct file_content content = {.data = bundle->data,
                                         .size = bundle->size,
                                         .mode = 0644,
                                         .existing = FILE_KEEP,
                                         .verify = true};
    return write_file(stick, name, &content, err);
}

bool
stick_check_bundle(struct stick *stick, uint32_t number,
                   const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                   struct error *err)
{
    char name[STICK_FILE_MAX_BYTES];
    int top = -1, own = -1;
    struct buffer there;
    buffer_init(&there, bundle->size);
    stick_file_name(number, id, "bundle", name);
    bool ok = file_folder_at(stick->root, STICK_TOP, false, &top, err) &&
              file_folder_at(top, stick->own, false, &own, err) &&
              file_load_at(own, name, &there, err);
    if (ok && (there.size != bundle->size ||
               memcmp(there.data, bundle->data, there.size) != 0)) {
        ok = error_set(err, ERROR_SYSTEM,
                       "what was read back is not what was written: the stick is "
                       "faulty, use another");
    }
    if (own >= 0) {
        close(own);
    }
    if (top >= 0) {
        close(top);
    }
    buffer_finish(&there);
    return ok || gone(err) || error_prefix(err, "%s/%s", stick->folder, name);
}

bool
stick_write_report(struct stick *stick, const struct buffer *html, struct error *err)
{
    const struct file_content content = {.data = html->data,
                                         .size = html->size,
                                         .mode = 0644,
                                         .existing = FILE_REPLACE,
                                         .verify = true};
    return write_file(stick, "readiness.html", &content, err);
}

bool
stick_write_kiosk(struct stick *stick, struct error *err)
{
    struct buffer text;
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&stick->kiosk, &text);
    bool ok = false;
    if (text.failed) {
        error_no_memory(err);
    } else {
        const struct file_content content = {.data = text.data,
                                             .size = text.size,
                                             .mode = 0644,
                                             .existing = FILE_REPLACE,
                                             .verify = true};
        ok = write_file(stick, KIOSK_FILE_NAME, &content, err);
    }
    buffer_finish(&text);
    return ok;
}

/* Which files are searched for, who gets their text, and how many entries of all
 * folders may still be looked at. */
struct file_search {
    const char *ending;
    void (*on_file)(void *context, const struct buffer *text);
    void *context;
    size_t left;
};

/* The next entry of a folder; NULL at its end, or when too many were seen. */
static const struct dirent *
next_entry(struct file_search *search, DIR *entries)
{
    if (search->left == 0) {
        return NULL;
    }
    search->left--;
    return readdir(entries);
}

/* Gives out the files of one folder and closes `folder`. */
static bool
read_folder(int folder, struct file_search *search, struct error *err)
{
    DIR *entries = fdopendir(folder);
    if (!entries) {
        file_error(err, errno, "read");
        close(folder);
        return false;
    }
    struct buffer text;
    buffer_init(&text, TEXT_FILE_MAX_BYTES);
    const struct dirent *entry;
    while ((entry = next_entry(search, entries))) {
        buffer_clear(&text);
        if (characters_end_with(entry->d_name, search->ending) &&
            entry->d_name[0] != '.' &&
            file_load_at(folder, entry->d_name, &text, NULL)) {
            search->on_file(search->context, &text);
        }
    }
    buffer_finish(&text);
    closedir(entries);
    return true;
}

/* Reads the folder for receipts, and the kiosk's own folders, which it knows by the key
 * in their names, since the kiosk may have been renamed. */
static bool
read_folders(struct stick *stick, struct file_search *search, struct error *err)
{
    int top;
    struct error fault = {.code = ERROR_NONE};
    if (!file_folder_at(stick->root, STICK_TOP, false, &top, &fault)) {
        if (fault.code == ERROR_MISSING) {
            return true;
        }
        if (err) {
            *err = fault;
        }
        return error_prefix(err, STICK_TOP);
    }
    DIR *entries = fdopendir(top);
    if (!entries) {
        file_error(err, errno, "read");
        close(top);
        return error_prefix(err, STICK_TOP);
    }
    const char *key = strrchr(stick->own, '-');
    bool ok = true;
    const struct dirent *entry;
    while (ok && (entry = next_entry(search, entries))) {
        int folder;
        if ((strcmp(entry->d_name, STICK_RECEIPTS) == 0 ||
             characters_end_with(entry->d_name, key)) &&
            file_folder_at(top, entry->d_name, false, &folder, NULL)) {
            ok = read_folder(folder, search, err) ||
                 error_prefix(err, "%s/%s", STICK_TOP, entry->d_name);
        }
    }
    closedir(entries);
    return ok;
}

struct receipt_listener {
    const struct sign_public *kiosk;
    stick_receipt *on_receipt;
    void *context;
};

static void
take_receipt(void *context, const struct buffer *text)
{
    const struct receipt_listener *listener = context;
    struct receipt_file receipt;
    if (receipt_file_read(text->data, text->size, &receipt, NULL) &&
        memcmp(&receipt.kiosk, listener->kiosk, sizeof receipt.kiosk) == 0) {
        listener->on_receipt(listener->context, &receipt);
    }
}

bool
stick_read_receipts(struct stick *stick, stick_receipt *on_receipt, void *context,
                    struct error *err)
{
    struct receipt_listener listener = {&stick->kiosk.key, on_receipt, context};
    struct file_search search = {".receipt", take_receipt, &listener, ENTRIES_MAX};
    return read_folders(stick, &search, err);
}

struct reset_listener {
    stick_pin_reset *on_reset;
    void *context;
};

static void
take_pin_reset(void *context, const struct buffer *text)
{
    const struct reset_listener *listener = context;
    struct pin_reset reset;
    if (pin_reset_read(text->data, text->size, &reset, NULL)) {
        listener->on_reset(listener->context, &reset);
    }
}

bool
stick_read_pin_resets(struct stick *stick, stick_pin_reset *on_reset, void *context,
                      struct error *err)
{
    struct reset_listener listener = {on_reset, context};
    struct file_search search = {PIN_RESET_ENDING, take_pin_reset, &listener,
                                 ENTRIES_MAX};
    int root = openat(stick->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), top;
    if (root < 0) {
        file_error(err, errno, "read");
        return false;
    }
    if (!read_folder(root, &search, err)) {
        return false;
    }
    if (file_folder_at(stick->root, STICK_TOP, false, &top, NULL) &&
        !read_folder(top, &search, err)) {
        return error_prefix(err, STICK_TOP);
    }
    return read_folders(stick, &search, err);
}

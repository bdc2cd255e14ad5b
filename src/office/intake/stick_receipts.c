/* Writes receipts into kiosks' folders on sticks. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "stick_receipts.h"

#include "names.h"
#include "townline/file.h"
#include "townline/stick.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RECEIPT_MAX_BYTES 4096

/* Whether the folder's name ends with the digits of the key: "library-3fa29c01". */
static bool
is_of_kiosk(const char *name, const struct sign_public *kiosk)
{
    char hex[NAMES_HEX_BYTES];
    size_t size = strlen(name);
    names_hex(kiosk->bytes, 4, hex);
    return size > strlen(hex) + 1 && name[size - strlen(hex) - 1] == '-' &&
           strcmp(name + size - strlen(hex), hex) == 0;
}

bool
stick_receipts_folder(const char *bundle_path, const struct sign_public *kiosk,
                      char out[PATH_MAX])
{
    char folder[PATH_MAX], full[PATH_MAX];
    const char *slash = strrchr(bundle_path, '/');
    int size = slash ? snprintf(folder, sizeof folder, "%.*s",
                                (int)(slash - bundle_path + 1), bundle_path)
                     : snprintf(folder, sizeof folder, ".");
    if (size < 0 || (size_t)size >= sizeof folder || !realpath(folder, full)) {
        return false;
    }
    char *own = strrchr(full, '/');
    if (!own || own == full || !is_of_kiosk(own + 1, kiosk)) {
        return false;
    }
    *own = '\0';
    const char *top = strrchr(full, '/');
    bool is_stick = top && strcmp(top + 1, STICK_TOP) == 0;
    *own = '/';
    return is_stick && (size_t)snprintf(out, PATH_MAX, "%s", full) <
                           PATH_MAX - STICK_FILE_MAX_BYTES;
}

/* Whether the file of that name is a receipt for the same, of whatever day. */
static bool
says_the_same(int folder, const char *name, const struct receipt_file *receipt)
{
    struct buffer text;
    struct receipt_file there;
    buffer_init(&text, RECEIPT_MAX_BYTES);
    bool ok = file_load_at(folder, name, &text, NULL) &&
              receipt_file_read(text.data, text.size, &there, NULL);
    buffer_finish(&text);
    struct receipt_file same = *receipt;
    receipt_file_date(&same, ok ? there.day : 0);
    return ok && memcmp(&there.kiosk, &same.kiosk, sizeof same.kiosk) == 0 &&
           memcmp(there.store_id, same.store_id, sizeof same.store_id) == 0 &&
           there.number == same.number &&
           memcmp(there.id, same.id, sizeof same.id) == 0 && there.day == same.day &&
           memcmp(there.mac, same.mac, sizeof same.mac) == 0;
}

static enum stick_receipt_outcome
write_in(int folder, const struct receipt_file *receipt, const char *name,
         struct error *err)
{
    if (says_the_same(folder, name, receipt)) {
        return STICK_RECEIPT_THERE;
    }
    struct buffer text;
    struct receipt_file dated = *receipt;
    buffer_init(&text, RECEIPT_MAX_BYTES);
    receipt_file_date(&dated, names_today_day());
    receipt_file_write(&dated, &text);
    const struct file_content content = {.data = text.data,
                                         .size = text.size,
                                         .mode = 0644,
                                         .existing = FILE_KEEP,
                                         .verify = true};
    bool ok =
        text.failed ? error_no_memory(err) : file_save_at(folder, name, &content, err);
    buffer_finish(&text);
    return ok ? STICK_RECEIPT_WRITTEN : STICK_RECEIPT_FAILED;
}

enum stick_receipt_outcome
stick_receipts_write(const char *folder, const struct receipt_file *receipt,
                     char path_out[PATH_MAX], struct error *err)
{
    char name[STICK_FILE_MAX_BYTES];
    stick_file_name(receipt->number, receipt->id, "receipt", name);
    snprintf(path_out, PATH_MAX, "%.*s/%s", PATH_MAX - STICK_FILE_MAX_BYTES - 1, folder,
             name);
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (opened < 0) {
        file_error(err, errno, "opened");
        return STICK_RECEIPT_FAILED;
    }
    enum stick_receipt_outcome outcome = write_in(opened, receipt, name, err);
    close(opened);
    return outcome;
}

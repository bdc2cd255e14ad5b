/* staff_findings: checks whether the kiosk is ready for residents. */
#include "staff_findings.h"

#include "storage_risk.h"
#include "townline/file.h"
#include "townline/manifest.h"
#include "words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define LIST_MAX_BYTES ((size_t)1 << 20)
#define MARK_NAME "running"
#define FULL_PERCENT 95

const char *
check_name(enum check_kind kind)
{
    const char *const names[] = {tr("Touch"),    tr("Size"), tr("Storage"),
                                 tr("Clock"),    tr("Keys"), tr("Questions"),
                                 tr("Power cut")};
    return names[kind];
}

const char *
check_icon(enum check_kind kind)
{
    static const char *const icons[] = {"hand", "ruler",    "storage", "clock",
                                        "key",  "question", "plug"};
    return icons[kind];
}

static const char *
setting_name(enum check_kind kind)
{
    return kind == CHECKED_TOUCH  ? "check-touch"
           : kind == CHECKED_SIZE ? "check-size"
                                  : "check-power";
}

static void
find(struct check_finding *out, enum check_result result, const char *words)
{
    out->result = result;
    snprintf(out->words, sizeof out->words, "%s", words);
}

/* For touch, size and power cuts: when they were last found to be good. */
static bool
find_kept(const struct kiosk *kiosk, enum check_kind kind, struct check_finding *out)
{
    char text[STORE_SETTING_MAX_BYTES + 1];
    bool found = false;
    if (!store_setting(kiosk->store, setting_name(kind), text, &found, NULL)) {
        return false;
    }
    out->half_day = found ? (uint32_t)strtoul(text, NULL, 10) : 0;
    return found;
}

bool
check_keep(struct kiosk *kiosk, enum check_kind kind, struct error *err)
{
    char text[16];
    snprintf(text, sizeof text, "%u", clock_half_day(kiosk->clock));
    return store_set_setting(kiosk->store, setting_name(kind), text, err);
}

static void
find_size(const struct kiosk *kiosk, struct check_finding *out)
{
    const struct panel *panel = &kiosk->panel;
    char inches[16];
    bool is_given = kiosk->options->width_mm != 0;
    snprintf(inches, sizeof inches, "%.1f",
             hypot(panel->width_mm, panel->height_mm) / 25.4);
    if (!is_given && kiosk->setup.width_dmm == 0) {
        find(out, CHECK_NOT_DONE, tr("Not measured: hold a card to the screen"));
        return;
    }
    out->result = CHECK_GOOD;
    if (!is_given) {
        (void)find_kept(kiosk, CHECKED_SIZE, out);
    }
    words_fill(out->words, sizeof out->words,
               is_given ? tr("{number} inch, given at the start")
                        : tr("{number} inch, measured with a card"),
               "number", inches);
}

static enum storage_risk
find_risk(const char *dir)
{
    struct buffer list;
    struct stat folder;
    enum storage_risk risk = STORAGE_UNKNOWN;
    buffer_init(&list, LIST_MAX_BYTES);
    if (stat(dir, &folder) == 0 && file_load("/proc/self/mountinfo", &list, NULL)) {
        buffer_add_u8(&list, 0);
        risk = list.failed
                   ? risk
                   : storage_risk_of((const char *)list.data, major(folder.st_dev),
                                     minor(folder.st_dev));
    }
    buffer_finish(&list);
    return risk;
}

static void
find_storage(const struct kiosk *kiosk, struct check_finding *out)
{
    struct statvfs disk;
    const char *dir = kiosk->options->data_dir;
    if (statvfs(dir, &disk) != 0 || disk.f_blocks == 0) {
        find(out, CHECK_LOOK, tr("The card cannot be read"));
        return;
    }
    double used = 100.0 - 100.0 * (double)disk.f_bavail / (double)disk.f_blocks;
    switch (find_risk(dir)) {
    case STORAGE_FAT:
        find(out, CHECK_LOOK, tr("On a FAT disk a power cut can lose answers"));
        return;
    case STORAGE_WRITEBACK:
        find(out, CHECK_LOOK, tr("Mounted so that a power cut can lose answers"));
        return;
    case STORAGE_MEMORY:
        find(out, CHECK_LOOK, tr("In memory only: gone without power"));
        return;
    case STORAGE_READ_ONLY:
        find(out, CHECK_LOOK, tr("The card cannot be written"));
        return;
    case STORAGE_SAFE:
    case STORAGE_UNKNOWN:
        break;
    }
    char number[16];
    snprintf(number, sizeof number, "%.0f", used);
    out->result = used >= FULL_PERCENT ? CHECK_LOOK : CHECK_GOOD;
    words_fill(out->words, sizeof out->words, tr("{number}% used"), "number", number);
}

static void
find_questions(const struct kiosk *kiosk, struct check_finding *out)
{
    const struct manifest *manifest = kiosk->pack->manifest;
    if (!manifest) {
        find(out, CHECK_LOOK, tr("Not signed by an office"));
    } else if (*manifest->form_version) {
        out->result = CHECK_GOOD;
        words_fill(out->words, sizeof out->words,
                   tr("Version {version}, signed by the office"), "version",
                   manifest->form_version);
    } else {
        find(out, CHECK_GOOD, tr("Signed by the office"));
    }
}

static void
find_keys(const struct kiosk *kiosk, struct check_finding *out)
{
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    char office[KEYS_FINGERPRINT_BYTES], own[KEYS_FINGERPRINT_BYTES], half[300];
    store_identity(kiosk->store, &key, store_id);
    keys_fingerprint(&kiosk->office.sign, office);
    keys_fingerprint(&key, own);
    office[4] = own[4] = '\0'; /* only the first group of digits of each */
    out->result = CHECK_GOOD;
    words_fill(half, sizeof half, tr("Office {office}, kiosk {kiosk}"), "office",
               office);
    words_fill(out->words, sizeof out->words, half, "kiosk", own);
}

void
check_find(const struct kiosk *kiosk, enum check_kind kind, struct check_finding *out)
{
    *out = (struct check_finding){.result = CHECK_NOT_DONE};
    switch (kind) {
    case CHECKED_TOUCH:
        if (find_kept(kiosk, kind, out)) {
            find(out, CHECK_GOOD, tr("All 12 points hit"));
        } else {
            find(out, CHECK_NOT_DONE, tr("Touch every point of the screen once"));
        }
        break;
    case CHECKED_SIZE:
        find_size(kiosk, out);
        break;
    case CHECKED_STORAGE:
        find_storage(kiosk, out);
        break;
    case CHECKED_CLOCK:
        out->half_day = kiosk->clock_set_half_day;
        if (clock_is_trusted(kiosk->clock)) {
            find(out, CHECK_GOOD, tr("Right"));
        } else {
            find(out, CHECK_LOOK, tr("May be wrong: set it"));
        }
        break;
    case CHECKED_KEYS:
        find_keys(kiosk, out);
        break;
    case CHECKED_QUESTIONS:
        find_questions(kiosk, out);
        break;
    case CHECKED_POWER:
        if (find_kept(kiosk, kind, out)) {
            find(out, CHECK_GOOD, tr("It came back by itself"));
        } else {
            find(out, CHECK_NOT_DONE, tr("Pull the plug once: it must come back"));
        }
        break;
    case CHECKED_KINDS:
        break;
    }
}

static bool
mark_path(const struct kiosk *kiosk, char out[KIOSK_PATH_MAX_BYTES])
{
    return snprintf(out, KIOSK_PATH_MAX_BYTES, "%s/" MARK_NAME,
                    kiosk->options->data_dir) < KIOSK_PATH_MAX_BYTES;
}

/* Reads the id of the machine's present start. */
static bool
read_boot(struct buffer *out)
{
    return file_load("/proc/sys/kernel/random/boot_id", out, NULL) && out->size > 0;
}

void
check_power_begin(struct kiosk *kiosk)
{
    char path[KIOSK_PATH_MAX_BYTES];
    struct buffer now, before;
    struct error err;
    buffer_init(&now, 100);
    buffer_init(&before, 100);
    if (mark_path(kiosk, path) && read_boot(&now)) {
        bool was_running = file_load(path, &before, NULL);
        bool is_same = was_running && before.size == now.size &&
                       memcmp(before.data, now.data, now.size) == 0;
        const struct file_content content = {
            .data = now.data, .size = now.size, .mode = 0600};
        if ((was_running && !is_same && !check_keep(kiosk, CHECKED_POWER, &err)) ||
            (!is_same && !file_save(path, &content, &err))) {
            snprintf(kiosk->cause, sizeof kiosk->cause, "%s", err.text);
        }
    }
    buffer_finish(&now);
    buffer_finish(&before);
}

void
check_power_end(struct kiosk *kiosk)
{
    char path[KIOSK_PATH_MAX_BYTES];
    if (kiosk->store && mark_path(kiosk, path)) {
        /* if the file stays, the next finding is wrong, and nothing else */
        unlink(path);
    }
}

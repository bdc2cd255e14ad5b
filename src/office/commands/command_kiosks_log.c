/* townline kiosks log: the staff log of a kiosk, put together from its bundles. */
#include "command_kiosks_log.h"

#include "archive_file.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"
#include "townline/audit.h"
#include "townline/calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A name for programs, and words for people with what the numbers say. */
static const struct {
    const char *name, *words;
} kinds[AUDIT_LAST + 1] = {
    [AUDIT_PIN_RIGHT] = {"pin-right", "opened with the PIN"},
    [AUDIT_PIN_WRONG] = {"pin-wrong", "a wrong PIN (%" PRId64 " in a row)"},
    [AUDIT_PIN_LOCKED] = {"pin-locked", "a wrong PIN (%" PRId64
                                        " in a row), locked for %" PRId64 " s"},
    [AUDIT_PIN_SET] = {"pin-set", "a new PIN was set"},
    [AUDIT_PIN_RESET] = {"pin-reset",
                         "the PIN was reset by the office's file %" PRId64},
    [AUDIT_CODE_SHOWN] = {"code-shown",
                          "the moving code was shown (bundle %" PRId64 ")"},
    [AUDIT_CARRIED] = {"carried", "bundle %" PRId64 " was taken"},
    [AUDIT_RECEIPT] = {"receipt", "a receipt up to bundle %" PRId64},
    [AUDIT_FINAL_COLLECTION] = {"final-collection", "final collection"},
    [AUDIT_STATION] = {"station", "open (0), resting (1) or closed (2): %" PRId64},
    [AUDIT_CLOCK_SET] = {"clock-set", "the clock was set"},
    [AUDIT_CLOCK_BACK] = {"clock-back",
                          "the clock was set back: later answers have no certain date"},
    [AUDIT_PACK] = {"pack", "other questions are asked"},
    [AUDIT_TEST_MODE] = {"test-mode", "test mode on (1) or off (0): %" PRId64},
    [AUDIT_CLOSED] = {"closed", "the program was closed"},
    [AUDIT_HELPING] = {"helping", "helping yes (1) or no (0): %" PRId64},
    [AUDIT_SETTING] = {"setting", "a setting was changed"},
    [AUDIT_ERASED] = {"erased",
                      "%" PRId64
                      " confirmed answers were erased, up to bundle %" PRId64},
    [AUDIT_UPDATE] = {"update", "a new version of the program was installed (1) or "
                                "refused (0): %" PRId64},
};

struct reading {
    const struct kiosks_log *options;
    struct archive *archive;
    const struct office_secret *secret;
    uint8_t store_id[STORE_ID_BYTES]; /* of the log that is read */
    struct audit_entry last;          /* number 0: none yet */
    size_t entries, faults;
    json_t *list, *fault_list; /* with --json */
};

__attribute__((format(printf, 2, 3))) static void
tell(struct reading *reading, const char *format, ...)
{
    char words[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    reading->faults++;
    if (reading->fault_list) {
        json_array_append_new(reading->fault_list, names_json_text(words));
    } else {
        console_tell("kiosks", "%s", words);
    }
}

static const char *
name_of(const struct audit_entry *entry)
{
    return entry->kind <= AUDIT_LAST && kinds[entry->kind].name
               ? kinds[entry->kind].name
               : "unknown";
}

static void
show(struct reading *reading, const struct audit_entry *entry)
{
    struct calendar_date date = calendar_date(entry->half_day / 2);
    const char *half = entry->half_day % 2 ? "afternoon" : "morning";
    char day[20], words[160];
    snprintf(day, sizeof day, "%04d-%02d-%02d", date.year, date.month, date.day);
    reading->entries++;
    if (reading->list) {
        json_array_append_new(
            reading->list,
            json_pack("{s:o, s:i, s:s, s:s, s:s, s:b, s:I, s:I}", "store",
                      names_json_hex(reading->store_id, sizeof reading->store_id),
                      "number", (int)entry->number, "kind", name_of(entry), "day", day,
                      "half", half, "certain", (int)entry->certain, "first",
                      (json_int_t)entry->first, "second", (json_int_t)entry->second));
        return;
    }
    if (strcmp(name_of(entry), "unknown") == 0) {
        snprintf(words, sizeof words, "something that a newer program knows (%u)",
                 (unsigned)entry->kind);
    } else {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(words, sizeof words, kinds[entry->kind].words, entry->first,
                 entry->second);
#pragma GCC diagnostic pop
    }
    console_say("%6u  %s %-9s  %s%s", (unsigned)entry->number, day, half, words,
                entry->certain ? "" : " (date not certain)");
}

/* Whether the log of this bundle goes on from the one before it. */
static void
follow(struct reading *reading, const struct archive_bundle *bundle,
       const struct audit_log *log)
{
    struct bundle_name name = names_bundle(bundle->number, bundle->id);
    uint32_t first = log->entries[0].number, last = reading->last.number;
    if (first > last + 1) {
        tell(reading, "entries %u to %u are missing before bundle %s",
             (unsigned)(last + 1), (unsigned)(first - 1), name.text);
    } else if (first <= last) {
        tell(reading, "bundle %s has entry %u again: the kiosk's log was set back",
             name.text, (unsigned)first);
    } else if (memcmp(log->before, reading->last.hash, sizeof log->before) != 0) {
        tell(reading,
             "the log in bundle %s does not follow the one before it: it was "
             "changed outside of the program",
             name.text);
    }
    for (size_t i = 0; i < log->count; i++) {
        show(reading, &log->entries[i]);
    }
    reading->last = log->entries[log->count - 1];
}

static bool
read_bundle(struct reading *reading, const struct archive_bundle *bundle,
            struct error *err)
{
    struct error fault;
    struct bundle *opened = NULL;
    struct buffer sealed;
    if (memcmp(reading->store_id, bundle->store_id, sizeof bundle->store_id) != 0) {
        memcpy(reading->store_id, bundle->store_id, sizeof bundle->store_id);
        reading->last = (struct audit_entry){.number = 0};
    }
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    bool ok = archive_sealed(reading->archive, bundle->id, &sealed, err);
    if (ok && !bundle_open(sealed.data, sealed.size, &reading->secret->recipient,
                           &opened, &fault)) {
        tell(reading, "bundle %s: %s", names_bundle(bundle->number, bundle->id).text,
             fault.text);
    } else if (ok && opened->content.audit.count > 0) {
        follow(reading, bundle, &opened->content.audit);
    }
    bundle_close(opened);
    buffer_finish(&sealed);
    return ok;
}

static bool
read_all(struct reading *reading, struct error *err)
{
    struct archive_kiosk *kiosks = NULL;
    struct archive_bundle *bundles = NULL;
    const struct archive_kiosk *kiosk = NULL;
    size_t kiosk_count = 0, count = 0;
    bool ok =
        archive_kiosks(reading->archive, &kiosks, &kiosk_count, err) &&
        names_find_kiosk(kiosks, kiosk_count, reading->options->who, &kiosk, err) &&
        archive_bundles(reading->archive, &bundles, &count, err);
    for (size_t i = 0; ok && i < count; i++) {
        bool is_its = memcmp(&bundles[i].kiosk, &kiosk->key, sizeof kiosk->key) == 0;
        /* what comes from a copied card, or was recovered, has no log of its own */
        if (is_its && bundles[i].place != BUNDLE_APART && !bundles[i].is_recovered) {
            ok = read_bundle(reading, &bundles[i], err);
        }
    }
    free(bundles);
    free(kiosks);
    return ok;
}

int
command_kiosks_log(const struct kiosks_log *log)
{
    struct error err;
    struct reading reading = {.options = log};
    struct office_secret *secret = NULL;
    bool ok = keyring_open(log->keys, log->passphrase_descriptor, &secret, &err);
    reading.secret = secret;
    if (log->json) {
        reading.list = json_array();
        reading.fault_list = json_array();
    }
    ok = ok && archive_file_open(log->archive, false, &reading.archive, &err) &&
         read_all(&reading, &err);
    int code = reading.faults > 0 ? COMMAND_REFUSED : COMMAND_DONE;
    if (!ok) {
        code = command_fail("kiosks", &err);
    } else if (log->json) {
        bool said = console_json(json_pack("{s:O, s:O}", "entries", reading.list,
                                           "faults", reading.fault_list));
        code = said ? code : COMMAND_SYSTEM;
    } else if (reading.entries == 0 && reading.faults == 0) {
        console_say("Nothing that staff did there has come in a bundle yet.");
    } else {
        console_say("%s: %s", counted(reading.entries, "entry", "entries").text,
                    reading.faults > 0 ? "see above"
                                       : "each follows the one before it");
    }
    json_decref(reading.list);
    json_decref(reading.fault_list);
    archive_close(reading.archive);
    keyring_forget(secret);
    return code;
}

/* townline kiosks rename, retire, reject: what an archive does with a kiosk's bundles
 * from now on. */
#include "command_kiosks_change.h"

#include "archive_file.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An archive and one kiosk of it, as it was before. */
struct change {
    const char *path;
    struct archive *archive;
    struct archive_kiosk kiosk;
    struct kiosk_name was;
    char digits[9], today[ARCHIVE_DAY_BYTES];
};

static bool
begin(struct change *change, const char *path, const char *who, struct error *err)
{
    struct archive_kiosk *kiosks = NULL;
    const struct archive_kiosk *kiosk = NULL;
    size_t count = 0;
    *change = (struct change){.path = path};
    names_today(change->today);
    bool ok = archive_file_open(path, false, &change->archive, err) &&
              archive_kiosks(change->archive, &kiosks, &count, err) &&
              names_find_kiosk(kiosks, count, who, &kiosk, err);
    if (ok) {
        change->kiosk = *kiosk;
        change->was = names_kiosk(&kiosk->key, kiosk->name);
        snprintf(change->digits, sizeof change->digits, "%02x%02x%02x%02x",
                 kiosk->key.bytes[0], kiosk->key.bytes[1], kiosk->key.bytes[2],
                 kiosk->key.bytes[3]);
    }
    free(kiosks);
    return ok;
}

static int
end(struct change *change, bool ok, struct error *err)
{
    archive_close(change->archive);
    if (!ok) {
        archive_file_advise(change->path, err);
    }
    return ok ? COMMAND_DONE : command_fail("kiosks", err);
}

/* How to undo what was done. */
static void
say_way_back(const struct change *change)
{
    console_say("  If that was a mistake: townline kiosks accept %s --archive %s",
                change->digits, change->path);
}

int
command_kiosks_rename(const char *archive, const char *who, const char *name)
{
    struct change change;
    struct error err;
    bool ok = begin(&change, archive, who, &err);
    if (ok && change.kiosk.state != KIOSK_ACCEPTED) {
        ok = error_set(&err, ERROR_INPUT,
                       "%s is not accepted, so it has no name here; accepting it gives "
                       "it one: townline kiosks accept %s --name NAME",
                       change.was.text, change.digits);
    }
    ok = ok && archive_accept_kiosk(change.archive, &change.kiosk.key, name,
                                    change.today, &err);
    if (ok) {
        console_say("%s is now called %s, in reports and exports also for what came "
                    "before. What its own screen says is set at the kiosk.",
                    change.was.text, name);
    }
    return end(&change, ok, &err);
}

int
command_kiosks_retire(const char *archive, const char *who)
{
    struct change change;
    struct error err;
    bool ok = begin(&change, archive, who, &err);
    if (ok && change.kiosk.state == KIOSK_UNKNOWN) {
        ok = error_set(&err, ERROR_INPUT,
                       "nobody has accepted %s, so it cannot be retired; \"kiosks "
                       "reject %s\" says that it is not yours",
                       change.was.text, change.digits);
    }
    ok = ok &&
         archive_retire_kiosk(change.archive, &change.kiosk.key, change.today, &err);
    if (ok) {
        console_say("Retired %s. Its %s with %s stay and go on counting; what comes "
                    "from it now is kept apart and does not count.",
                    change.was.text,
                    counted(change.kiosk.merged, "bundle", "bundles").text,
                    counted(change.kiosk.responses, "response", "responses").text);
        if (change.kiosk.last_number > 0) {
            console_say(
                "  Its last bundle here is number %u. If it still has newer ones, "
                "accept it again, collect them, and then retire it.",
                (unsigned)change.kiosk.last_number);
        }
        say_way_back(&change);
    }
    return end(&change, ok, &err);
}

int
command_kiosks_reject(const char *archive, const char *who)
{
    struct change change;
    struct error err;
    bool ok =
        begin(&change, archive, who, &err) &&
        archive_reject_kiosk(change.archive, &change.kiosk.key, change.today, &err);
    if (ok) {
        console_say(
            "Rejected %s. Its %s in the archive as they came, sealed; nothing in "
            "them is counted, and what else comes from it is kept apart in the "
            "same way.",
            change.was.text,
            counted(change.kiosk.waiting + change.kiosk.apart, "bundle stays",
                    "bundles stay")
                .text);
        say_way_back(&change);
    }
    return end(&change, ok, &err);
}

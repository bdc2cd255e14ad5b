/* townline recover: what is left on the card of a kiosk that has failed. */
#include "card_recovery.h"
#include "command.h"
#include "console.h"
#include "intake_command.h"
#include "names.h"

struct recover {
    struct intake *intake;
    json_t *bundles; /* with --json, else NULL */
};

static void
on_result(void *context, const struct intake_result *result)
{
    struct recover *recover = context;
    if (recover->bundles) {
        json_array_append_new(recover->bundles, intake_json(recover->intake, result));
    } else if (result->outcome == INTAKE_MERGED) {
        console_say("%s", intake_describe(recover->intake, result).text);
    } else {
        console_tell("recover", "%s", intake_describe(recover->intake, result).text);
    }
}

/* What could not be got back, and what to do about it. */
static void
tell_losses(const struct recovery *recovery)
{
    const struct store_card_about *about = &recovery->about;
    if (recovery->unread_blocks > 0) {
        console_tell("recover", "the card did not give %zu of its blocks any more",
                     recovery->unread_blocks);
    }
    if (about->is_torn) {
        console_tell("recover",
                     "store.db has torn pages; what lies on them is lost: keep the "
                     "card, and say so where the figures are used");
    }
    if (about->responses_lost > 0) {
        console_tell("recover", "responses that could not be read to their end: %zu",
                     about->responses_lost);
    }
    if (recovery->texts_lost > 0) {
        console_tell(
            "recover",
            "texts that do not open: %zu; they were sealed for another office, "
            "or are torn",
            recovery->texts_lost);
    }
    if (about->contacts_torn) {
        console_tell("recover", "contacts.db is torn or was copied without its -wal; "
                                "people who left a contact may be missing");
    }
    if (recovery->has_test_too) {
        console_tell("recover", "the card also holds answers of test mode, in its "
                                "folder \"test\"; name that to look at them");
    }
}

static bool
is_complete(const struct recovery *recovery)
{
    const struct store_card_about *about = &recovery->about;
    return recovery->unread_blocks == 0 && !about->is_torn &&
           about->responses_lost == 0 && recovery->texts_lost == 0 &&
           !about->contacts_torn && recovery->kept_apart == 0 && recovery->refused == 0;
}

static int
say(const struct recover *recover, const struct recovery *recovery)
{
    const struct store_card_about *about = &recovery->about;
    int code = is_complete(recovery) ? COMMAND_DONE : COMMAND_REFUSED;
    if (recover->bundles) {
        return console_json(
                   json_pack("{s:o, s:b, s:b, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:O}",
                             "kiosk", names_json_hex(about->kiosk.bytes, 32),
                             "test_mode", about->test_mode, "torn", about->is_torn,
                             "on_card", (int)recovery->on_card, "already_here",
                             (int)recovery->here, "recovered", (int)recovery->recovered,
                             "contacts", (int)recovery->contacts, "responses_lost",
                             (int)about->responses_lost, "texts_lost",
                             (int)recovery->texts_lost, "unread_blocks",
                             (int)recovery->unread_blocks, "bundles", recover->bundles))
                   ? code
                   : COMMAND_SYSTEM;
    }
    console_say("Responses on the card of %s%s: %zu; in its bundles or here before: "
                "%zu; recovered now: %zu; contacts recovered: %zu",
                names_kiosk(&about->kiosk, "").text,
                about->test_mode ? " (test mode, which does not count)" : "",
                recovery->on_card, recovery->here, recovery->recovered,
                recovery->contacts);
    tell_losses(recovery);
    return code;
}

static int
run(const char *place, const struct intake_options *options, bool json)
{
    struct error err;
    struct recover recover = {.intake = NULL};
    struct recovery recovery;
    if (!intake_open(options, &recover.intake, &err)) {
        return command_fail("recover", &err);
    }
    recover.bundles = json ? json_array() : NULL;
    bool ok = card_recover(recover.intake, place, on_result, &recover, &recovery, &err);
    int code = ok ? say(&recover, &recovery) : command_fail("recover", &err);
    json_decref(recover.bundles);
    intake_close(recover.intake);
    return code;
}

int
command_recover(int argc, char **argv)
{
    struct intake_command words = {.command = "recover",
                                   .missing = "name the folder of one kiosk's store"};
    int code = intake_command_read(&words, argc, argv);
    return code == COMMAND_DONE ? run(words.place, &words.intake, words.json) : code;
}

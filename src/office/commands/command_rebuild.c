/* townline rebuild: a damaged archive made anew from the sealed bundles in it. */
#include "archive_rebuild.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "intake_command.h"
#include "names.h"

static void
on_told(void *context, const char *line)
{
    json_t *faults = context;
    if (faults) {
        json_array_append_new(faults, names_json_text(line));
    } else {
        console_tell("rebuild", "%s", line);
    }
}

static int
run(const struct intake_options *options, bool json)
{
    struct error err;
    struct rebuilt rebuilt;
    json_t *faults = json ? json_array() : NULL;
    if (!archive_rebuild(options, on_told, faults, &rebuilt, &err)) {
        json_decref(faults);
        return command_fail("rebuild", &err);
    }
    const struct archive_verified *verified = &rebuilt.verified;
    int code = rebuilt.lost + rebuilt.unknown > 0 ? COMMAND_REFUSED : COMMAND_DONE;
    if (!json) {
        console_say("%s  %s, %s, %s, all verified", options->archive,
                    counted(verified->bundles, "bundle", "bundles").text,
                    counted(verified->responses, "response", "responses").text,
                    counted(verified->comments, "comment", "comments").text);
        console_say("%s  the archive as it was; keep it until you are sure",
                    rebuilt.kept_as);
        if (verified->comments > 0) {
            console_say("What was decided about comments is to be decided again: they "
                        "are all pending.");
        }
        return code;
    }
    return console_json(json_pack("{s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "bundles",
                                  (int)verified->bundles, "responses",
                                  (int)verified->responses, "comments",
                                  (int)verified->comments, "lost", (int)rebuilt.lost,
                                  "unknown_kiosks", (int)rebuilt.unknown, "kept_as",
                                  names_json_text(rebuilt.kept_as), "faults", faults))
               ? code
               : COMMAND_SYSTEM;
}

int
command_rebuild(int argc, char **argv)
{
    struct intake_command words = {
        .command = "rebuild", .is_archive = true, .missing = "name one archive"};
    int code = intake_command_read(&words, argc, argv);
    return code == COMMAND_DONE ? run(&words.intake, words.json) : code;
}

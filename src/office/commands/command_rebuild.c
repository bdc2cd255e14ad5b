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

/* What people had decided, and what the public was told. */
static void
tell_lists(const struct rebuilt *rebuilt)
{
    const struct archive_salvaged *lists = &rebuilt->lists;
    if (lists->decisions > 0) {
        console_say("%s about comments kept",
                    counted(lists->decisions, "decision", "decisions").text);
    }
    if (lists->lost_decisions && rebuilt->verified.comments > 0) {
        console_say("What was decided about comments is to be decided again: they "
                    "are all pending.");
    }
    if (lists->publications > 0) {
        console_say("%s of public reports kept",
                    counted(lists->publications, "figure list", "figure lists").text);
    }
    if (lists->lost_publications) {
        console_say(
            "If public reports were made, what they have told is lost: publish no "
            "further one of the same answers, since it could give hidden "
            "figures away.");
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
        tell_lists(&rebuilt);
        return code;
    }
    return console_json(json_pack(
               "{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:b, s:o, s:o}", "bundles",
               (int)verified->bundles, "responses", (int)verified->responses,
               "comments", (int)verified->comments, "lost", (int)rebuilt.lost,
               "unknown_kiosks", (int)rebuilt.unknown, "decisions",
               (int)rebuilt.lists.decisions, "publications",
               (int)rebuilt.lists.publications, "lost_decisions",
               (int)rebuilt.lists.lost_decisions, "lost_publications",
               (int)rebuilt.lists.lost_publications, "kept_as",
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

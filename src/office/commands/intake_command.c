/* intake_command: reads the words of a command that fills an archive. */
#include "intake_command.h"

#include "arguments.h"
#include "command.h"
#include "passphrase.h"

int
intake_command_read(struct intake_command *words, int argc, char **argv)
{
    struct intake_options *intake = &words->intake;
    *intake = (struct intake_options){.passphrase_descriptor = PASSPHRASE_ASK};
    const struct option options[] = {
        {"--keys", OPTION_TEXT, true, &intake->keys},
        {"--passphrase-fd", OPTION_NUMBER, false, &intake->passphrase_descriptor},
        {"--json", OPTION_FLAG, false, &words->json},
        {"--archive", OPTION_TEXT, true, &intake->archive},
    };
    size_t option_count = sizeof options / sizeof *options - words->is_archive;
    struct error err;
    size_t count;
    if (!arguments_read(argc, argv, options, option_count, &count, &err)) {
        return command_usage(words->command, &err);
    }
    if (count != 1) {
        error_set(&err, ERROR_INPUT, "%s", words->missing);
        return command_usage(words->command, &err);
    }
    words->place = argv[0];
    intake->archive = words->is_archive ? argv[0] : intake->archive;
    return COMMAND_DONE;
}

/* How commands end: the message and the exit code of a failure. */
#include "command.h"

#include "console.h"

int
command_fail(const char *name, const struct error *err)
{
    console_tell(name, "%s", err->text);
    return err->code == ERROR_INPUT || err->code == ERROR_MISSING ? COMMAND_REFUSED
                                                                  : COMMAND_SYSTEM;
}

int
command_usage(const char *name, const struct error *err)
{
    console_tell(name, "%s; see townline %s --help", err->text, name);
    return COMMAND_USAGE;
}

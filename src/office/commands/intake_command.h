/*
 * intake_command: the words of a command that puts what it finds in one place into an
 * archive: that place, the keys, and how it tells what it did.
 */
#ifndef INTAKE_COMMAND_H
#define INTAKE_COMMAND_H

#include "intake.h"

#include <stdbool.h>

struct intake_command {
    const char *command; /* set by the caller, as the next two */
    const char *missing; /* told when not one place is named */
    bool is_archive;     /* the place is the archive; else --archive names it */
    const char *place;
    struct intake_options intake;
    bool json;
};
/* COMMAND_DONE, or what the program ends with. */
int intake_command_read(struct intake_command *words, int argc, char **argv);

#endif

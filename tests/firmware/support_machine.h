/*
 * support_machine: the helper that mounts sticks, as a process, with a stick that is a
 * real filesystem on a loop device, in a /sys that says it is on USB. It needs root.
 */
#ifndef TOWNLINE_SUPPORT_MACHINE_H
#define TOWNLINE_SUPPORT_MACHINE_H

#include "support_folder.h"

#include <sys/types.h>

#define WAIT_MS 20000
#define NOBODY 65534

struct machine {
    struct folder folder;
    char socket[108], device[32]; /* such as loop3 */
    char stick[400];              /* where the helper mounts it */
    pid_t helper;
};

/* cmocka fixtures: *state is the machine, or NULL where no loop device may be mounted.
 * The mounts are those of the test alone. */
int machine_begin(void **state);
int machine_end(void **state);
struct machine *machine_of(void **state); /* skips the test where there is none */

/* Runs a command of the shell in the machine's folder. */
int machine_run(const struct machine *machine, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Sends a line and reads what comes until the end, as the user `uid`. */
void machine_ask_as(const struct machine *machine, uid_t uid, const char *line,
                    size_t size, char *out, size_t out_size);
/* The test fails when the helper answers something else. */
void machine_answers(const struct machine *machine, const char *line,
                     const char *wanted);
void machine_mount(const struct machine *machine);

/* Writes one file of the kernel's about the stick. */
void machine_say(const struct machine *machine, const char *name, const char *text);
/* Plugs the stick in, or pulls it out. */
void machine_plug(const struct machine *machine);
void machine_pull(const struct machine *machine);

#endif

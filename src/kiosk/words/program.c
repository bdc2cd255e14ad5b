/* program: finds folders beside the running program. */
#include "program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM_PATH_BYTES 2048

bool
program_find(const char *const *places, char *out, size_t size)
{
    char program[PROGRAM_PATH_BYTES];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) {
        return false;
    }
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash) {
        *slash = '\0';
    }
    for (size_t i = 0; places[i]; i++) {
        int needed = snprintf(out, size, "%s/%s", program, places[i]);
        if (needed > 0 && (size_t)needed < size && access(out, R_OK | X_OK) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * support_calls: a stick that fails. The linker sends every system call of the program
 * on files through here. The calls are counted, and from a chosen one on they fail as a
 * stick does: worn out, full, write-protected or taken out. SQLite's own calls do not
 * come here.
 */
#ifndef TOWNLINE_SUPPORT_CALLS_H
#define TOWNLINE_SUPPORT_CALLS_H

enum calls_fault {
    CALLS_FINE,
    CALLS_FAIL_ONCE, /* EIO for that call alone */
    CALLS_FAIL,      /* EIO from then on */
    CALLS_FULL,      /* ENOSPC for all that writes; half of the bytes are written */
    CALLS_READ_ONLY, /* EROFS for all that writes */
    /* ENODEV or ENOENT for all calls, and what was not synced is damaged */
    CALLS_GONE,
    CALLS_FAULTS
};

/* Calls are numbered from 1. With `at` 0 they are only counted. */
void calls_begin(enum calls_fault fault, unsigned at);
/* Returns how many calls there were. From now on none fails. */
unsigned calls_end(void);

#endif

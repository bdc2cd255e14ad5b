/*
 * support_calls: a stick that goes wrong. Every call to the system that the program
 * makes on files passes through here (the linker sends it), is counted, and from a
 * chosen call on fails as a stick does: worn out, full, write-protected or taken out.
 * SQLite's own calls do not pass through here.
 */
#ifndef TOWNLINE_SUPPORT_CALLS_H
#define TOWNLINE_SUPPORT_CALLS_H

enum calls_fault {
    CALLS_FINE,
    CALLS_FAIL_ONCE, /* EIO at that call alone */
    CALLS_FAIL,      /* EIO from then on */
    CALLS_FULL,      /* ENOSPC for all that writes; half of what was to be written is */
    CALLS_READ_ONLY, /* EROFS for all that writes */
    CALLS_GONE,      /* ENODEV or ENOENT for all, and what was not synced is torn */
    CALLS_FAULTS
};

/* Counts from 1; `at` 0: only counts. */
void calls_begin(enum calls_fault fault, unsigned at);
/* Calls so far; all is fine from now on. */
unsigned calls_end(void);

#endif

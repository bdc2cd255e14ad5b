/*
 * support_promises: what a kiosk promised its residents, by the lines of its
 * transcript.
 */
#ifndef TOWNLINE_SUPPORT_PROMISES_H
#define TOWNLINE_SUPPORT_PROMISES_H

#include <stdbool.h>

struct promises {
    unsigned recorded;  /* sessions that were shown so, and not deleted after that */
    unsigned kept_most; /* others that left a service behind, which may be kept */
    bool rested;        /* nobody could answer at some time */
    /* of the session that is read */
    bool is_recorded, was_in_block, may_be_kept;
};
void promises_read(const char *transcript, struct promises *out);

#endif

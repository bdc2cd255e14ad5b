/*
 * trial: a form filled in at the office, to see what it does before it goes to a kiosk.
 * The day and the seed are the author's, so that the same words give the same result.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "townline/form.h"

struct trial_options {
    const char *path;  /* of the XForm */
    const char *today; /* "2026-05-12", taken at noon; NULL: the clock's half-day */
    uint64_t seed;     /* of randomize() and random() */
};

struct trial {
    struct form *form;
    struct instance *instance;
};

/* ERROR_INPUT when the form is refused. Ended with trial_end in any case. */
bool trial_begin(const struct trial_options *options, struct trial *out,
                 struct error *err) __attribute__((warn_unused_result));
/* instance_set_path; a repeat that is as long as one wants grows to hold the path. */
bool trial_set(struct trial *trial, const char *path, const char *value,
               struct error *err) __attribute__((warn_unused_result));
void trial_end(struct trial *trial);

#endif

/*
 * workers: long work in several processes, one for each processor. Jobs share nothing
 * that they write to memory; what they make lies in files.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

struct worker;
/* Tells whoever waits that so much more was done. */
void worker_tell(struct worker *worker, uint32_t done);

struct workers {
    size_t jobs;
    bool (*run)(void *context, size_t job, struct worker *worker, struct error *err);
    /* Optional; called while it waits. */
    void (*on_done)(void *context, uint32_t done);
    void *context;
};
/* Runs all jobs. False when one failed: with its error, after the others have ended. */
bool workers_run(const struct workers *workers, struct error *err)
    __attribute__((warn_unused_result));

#endif

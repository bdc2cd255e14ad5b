/* Runs jobs in child processes, which tell by a pipe what they have done. */
#include "workers.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS_MAX = 64 };

struct worker {
    int pipe; /* -1: it is this process, and `workers` is told at once */
    const struct workers *workers;
};
/* Small enough for a pipe to take it whole, whoever else writes. */
struct message {
    uint32_t done;
    struct error err; /* ERROR_NONE: nothing failed */
};
_Static_assert(sizeof(struct message) <= _POSIX_PIPE_BUF, "a pipe takes it whole");

static void
send_message(int pipe, const struct message *message)
{
    while (write(pipe, message, sizeof *message) < 0 && errno == EINTR) {
    }
}

void
worker_tell(struct worker *worker, uint32_t done)
{
    const struct message message = {.done = done};
    if (worker->pipe >= 0) {
        send_message(worker->pipe, &message);
    } else if (worker->workers->on_done) {
        worker->workers->on_done(worker->workers->context, done);
    }
}

/* Every `step`-th job from the first on, until one fails. */
static bool
run_some(const struct workers *workers, struct worker *worker, size_t first,
         size_t step, struct error *err)
{
    bool ok = true;
    for (size_t job = first; ok && job < workers->jobs; job += step) {
        ok = workers->run(workers->context, job, worker, err);
    }
    return ok;
}

/* Until all children have closed the pipe; the first error is kept. */
static void
listen_to(const struct workers *workers, int pipe, struct error *err)
{
    struct message message;
    ssize_t got;
    while ((got = read(pipe, &message, sizeof message)) != 0) {
        if (got != sizeof message) {
            if (got < 0 && errno == EINTR) {
                continue;
            }
            return;
        }
        if (message.err.code != ERROR_NONE) {
            *err = err->code == ERROR_NONE ? message.err : *err;
        } else if (workers->on_done) {
            workers->on_done(workers->context, message.done);
        }
    }
}

/* Starts as many as it can; 0 when not even one could be started. */
static size_t
start(const struct workers *workers, size_t count, const int pipes[2],
      pid_t children[WORKERS_MAX])
{
    fflush(NULL); /* or the children would write it, too */
    for (size_t i = 0; i < count; i++) {
        children[i] = fork();
        if (children[i] < 0) {
            return i;
        }
        if (children[i] == 0) {
            struct worker worker = {.pipe = pipes[1], .workers = workers};
            struct message failed = {.done = 0};
            close(pipes[0]);
            bool ok = run_some(workers, &worker, i, count, &failed.err);
            if (!ok) {
                send_message(pipes[1], &failed);
            }
            _exit(ok ? 0 : 1);
        }
    }
    return count;
}

static size_t
count_processors(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1             ? 1
           : processors > WORKERS_MAX ? WORKERS_MAX
                                      : (size_t)processors;
}

bool
workers_run(const struct workers *workers, struct error *err)
{
    int pipes[2];
    pid_t children[WORKERS_MAX];
    size_t count = count_processors();
    count = workers->jobs < count ? workers->jobs : count;
    if (count < 2 || pipe(pipes) != 0) {
        struct worker here = {.pipe = -1, .workers = workers};
        return run_some(workers, &here, 0, 1, err);
    }
    size_t started = start(workers, count, pipes, children);
    struct error fault = {.code = ERROR_NONE};
    close(pipes[1]);
    listen_to(workers, pipes[0], &fault);
    close(pipes[0]);
    bool ok = started == count;
    for (size_t i = 0; i < started; i++) {
        int status = 0;
        ok = waitpid(children[i], &status, 0) == children[i] && WIFEXITED(status) &&
             WEXITSTATUS(status) == 0 && ok;
    }
    if (!ok && fault.code == ERROR_NONE) {
        error_set(&fault, ERROR_SYSTEM,
                  "a part of the work could not be begun or was ended from outside");
    }
    if (!ok) {
        *err = fault;
    }
    return ok;
}

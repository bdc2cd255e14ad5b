/* Remembers Ctrl-C and the like, and passes them on to the program that runs. */
#include "interruption.h"

#include <signal.h>
#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
#define COUNT (sizeof signals / sizeof *signals)

static struct sigaction before[COUNT];
static volatile sig_atomic_t came, child;

static void
on_signal(int number)
{
    (void)number;
    came = 1;
    if (child > 0) {
        kill((pid_t)child, SIGTERM);
    }
}

void
interruption_begin(void)
{
    /* Without SA_RESTART, so that the wait for the other program ends with EINTR. */
    const struct sigaction action = {.sa_handler = on_signal};
    came = child = 0;
    for (size_t i = 0; i < COUNT; i++) {
        sigaction(signals[i], &action, &before[i]);
    }
}

bool
interruption_came(void)
{
    return came != 0;
}

void
interruption_end(void)
{
    for (size_t i = 0; i < COUNT; i++) {
        sigaction(signals[i], &before[i], NULL);
    }
}

void
interruption_pass_to(pid_t number)
{
    child = (sig_atomic_t)number;
    if (came && number > 0) {
        kill(number, SIGTERM); /* it came while the program was being started */
    }
}

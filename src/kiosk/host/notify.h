/*
 * notify: tells the service manager that runs the kiosk, which is systemd on an
 * appliance, when the kiosk is ready and that it is still alive: the datagrams of
 * sd_notify(3), sent to the socket that NOTIFY_SOCKET names. Without that variable
 * nothing is sent.
 *
 * It has no thread: whoever runs the loop says notify_alive() on each turn, so a loop
 * that hangs falls silent, and the service manager starts the kiosk again.
 */
#ifndef TOWNLINE_NOTIFY_H
#define TOWNLINE_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

struct notify {
    int socket;        /* -1: nobody wants to know */
    uint64_t every_ms; /* between two signs of life */
    uint64_t due_ms;   /* when the next one is due */
    bool is_ready;     /* it was told */
    bool has_watchdog; /* WATCHDOG_USEC asks for signs of life */
};

/* Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID out of the environment, so that
 * no program that the kiosk starts speaks in its place. */
void notify_open(struct notify *notify);
void notify_close(struct notify *notify); /* takes a closed one too */
/* Says once that the kiosk works. */
void notify_ready(struct notify *notify);
/* A sign of life, when one is due. Until the kiosk is ready it asks for more time to
 * start, since a card may be slow or a display may come late. */
void notify_alive(struct notify *notify, uint64_t now_ms);
/* The longest time until the next call of notify_alive: `wait_ms` or less. */
int notify_wait_ms(const struct notify *notify, int wait_ms);

#endif

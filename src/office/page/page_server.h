/*
 * page_server: gives the files of the collector page to browsers on this computer, over
 * HTTP on 127.0.0.1. Other computers cannot reach it. It answers GET and HEAD for the
 * files of the page; every other name is 404, every other method 405. What a browser
 * sends is never kept. No threads.
 */
#ifndef PAGE_SERVER_H
#define PAGE_SERVER_H

#include "page_site.h"

#include <stdint.h>

struct page_server;

/* The site is borrowed until the server is closed. ERROR_BUSY: another program has the
 * port. The process has to ignore SIGPIPE, which comes when a browser goes away. */
bool page_server_open(const struct page_site *site, uint16_t port,
                      struct page_server **out, struct error *err)
    __attribute__((warn_unused_result));
/* Answers what comes, for so long at most; a signal ends it sooner. */
void page_server_run(struct page_server *server, int32_t wait_ms);
void page_server_close(struct page_server *server);

#endif

/* townline serve: the collector page for a browser on this computer. */
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "interruption.h"
#include "page_server.h"

#include <signal.h>

/* Always the same, since a browser keeps what was collected with the page's address. */
#define PORT 8617
#define WAIT_MS 500

static bool
serve(const struct page_site *site, uint16_t port, struct error *err)
{
    struct page_server *server = NULL;
    if (!page_server_open(site, port, &server, err)) {
        return err->code == ERROR_BUSY
                   ? error_set(err, ERROR_BUSY,
                               "another program has port %u, perhaps this one in "
                               "another window: end it, or give another number with "
                               "--port, where the browser has none of the answers that "
                               "it keeps for this one",
                               (unsigned)port)
                   : false;
    }
    interruption_begin();
    console_say("Open http://127.0.0.1:%u/ in the browser of this computer.",
                (unsigned)port);
    console_say("Ctrl-C ends it.");
    bool ok = console_flush() ||
              error_set(err, ERROR_SYSTEM, "the address could not be written");
    while (ok && !interruption_came()) {
        page_server_run(server, WAIT_MS);
    }
    page_server_close(server);
    interruption_end();
    return ok;
}

int
command_serve(int argc, char **argv)
{
    struct error err;
    struct page_site site = {0};
    char found[PATH_MAX];
    uint64_t port = PORT;
    const struct option options[] = {{"--port", OPTION_NUMBER, false, &port}};
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("serve", &err);
    }
    if (words > 1) {
        error_set(&err, ERROR_INPUT, "name one folder");
        return command_usage("serve", &err);
    }
    if (port < 1 || port > UINT16_MAX) {
        error_set(&err, ERROR_INPUT, "--port is a number from 1 to 65535");
        return command_usage("serve", &err);
    }
    signal(SIGPIPE, SIG_IGN); /* a browser that goes away ends nothing */
    bool ok = (words == 1 || page_site_find(found, &err)) &&
              page_site_load(words == 1 ? argv[0] : found, &site, &err) &&
              serve(&site, (uint16_t)port, &err);
    page_site_finish(&site);
    return ok ? COMMAND_DONE : command_fail("serve", &err);
}

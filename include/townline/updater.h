/*
 * updater: installs an update of the kiosk's own program, which the appliance's helper
 * does with RAUC: it checks whose the update is and writes it beside the system that
 * runs. What they say to each other is in src/transfer/mount_helper.h. No call waits
 * for the installation, which takes minutes. For one thread.
 */
#ifndef TOWNLINE_UPDATER_H
#define TOWNLINE_UPDATER_H

#include "townline/error.h"

enum updater_state { UPDATER_RUNNING, UPDATER_INSTALLED, UPDATER_REFUSED };
/* Why it was not installed; the system that runs is as it was. */
enum updater_refusal {
    UPDATER_SIGNATURE, /* whoever made the kiosk did not sign it */
    UPDATER_OTHER,     /* it is for another kind of machine */
    UPDATER_OLDER,     /* than the kiosk may have */
    UPDATER_MISSING,   /* the stick or the file is gone */
    UPDATER_BUSY,      /* the stick is in use, or an update is under way */
    UPDATER_FAILED,    /* anything else, also no answer of the helper */
};
#define UPDATER_WORDS_MAX_BYTES 200
struct updater_status {
    enum updater_state state;
    unsigned percent;
    char version[UPDATER_WORDS_MAX_BYTES]; /* INSTALLED */
    enum updater_refusal refusal;          /* REFUSED */
    char why[UPDATER_WORDS_MAX_BYTES];     /* for a log; printable ASCII; may be "" */
};

struct updater;
/* `path` lies on the stick as it is mounted; no file of the stick may be open.
 * ERROR_SYSTEM: the helper does not answer. */
bool updater_begin(const char *socket_path, const char *path, struct updater **out,
                   struct error *err) __attribute__((warn_unused_result));
/* Hears what the helper said since. True when the status changed. */
bool updater_look(struct updater *updater);
const struct updater_status *updater_status(const struct updater *updater);
void updater_close(struct updater *updater); /* takes NULL */

/* Starts the machine anew. False: it does not. */
bool updater_restart(const char *socket_path, struct error *err)
    __attribute__((warn_unused_result));

#endif

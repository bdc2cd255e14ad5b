/*
 * command_kiosks_change: townline kiosks rename, retire and reject.
 */
#ifndef COMMAND_KIOSKS_CHANGE_H
#define COMMAND_KIOSKS_CHANGE_H

/* Each returns the program's exit code. `who` is a name or the first digits of a key.
 */
int command_kiosks_rename(const char *archive, const char *who, const char *name);
int command_kiosks_retire(const char *archive, const char *who);
int command_kiosks_reject(const char *archive, const char *who);

#endif

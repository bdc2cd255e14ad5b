/*
 * keyring: the office's two key files on this computer, office.secret and office.pub.
 */
#ifndef KEYRING_H
#define KEYRING_H

#include "townline/keys.h"

/* Reads and opens the secret file, asking for its passphrase (see passphrase.h). In
 * locked memory; keyring_forget wipes it and takes NULL. */
bool keyring_open(const char *path, uint64_t passphrase_descriptor,
                  struct office_secret **out, struct error *err)
    __attribute__((warn_unused_result));
void keyring_forget(struct office_secret *secret);

bool keyring_public(const char *path, struct office_public *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

/*
 * keyring: the office's two key files on this computer, office.secret and office.pub.
 * Wherever a command takes one of them it also takes the folder that `townline keys
 * new` made for both.
 */
#ifndef KEYRING_H
#define KEYRING_H

#include "townline/keys.h"

#define KEYRING_SECRET_NAME "office.secret"
#define KEYRING_PUBLIC_NAME "office.pub"

/* The file that `place` means: `name` in it where it is a folder, else the place
 * itself. */
bool keyring_path(const char *place, const char *name, char *out, size_t size,
                  struct error *err) __attribute__((warn_unused_result));

/* Reads and opens the secret file, asking for its passphrase (see passphrase.h). In
 * locked memory; keyring_forget wipes it and takes NULL. */
bool keyring_open(const char *place, uint64_t passphrase_descriptor,
                  struct office_secret **out, struct error *err)
    __attribute__((warn_unused_result));
void keyring_forget(struct office_secret *secret);

bool keyring_public(const char *place, struct office_public *out, struct error *err)
    __attribute__((warn_unused_result));

#endif

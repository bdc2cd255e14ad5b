/*
 * kiosk_file: kiosk.pub, a text file with the kiosk's public key and the name that
 * staff gave it. The office accepts a kiosk by it.
 */
#ifndef TOWNLINE_KIOSK_FILE_H
#define TOWNLINE_KIOSK_FILE_H

#include "townline/buffer.h"
#include "townline/seal.h"

#define KIOSK_FILE_NAME "kiosk.pub"
#define KIOSK_FILE_MAX_BYTES 1024
#define KIOSK_NAME_MAX_BYTES 128

struct kiosk_file {
    struct sign_public key;
    char name[KIOSK_NAME_MAX_BYTES + 1]; /* UTF-8, one line, may be "" */
};
/* A name that is too long is cut after a whole character. Control characters become
 * spaces. */
void kiosk_file_write(const struct kiosk_file *kiosk, struct buffer *out);
bool kiosk_file_read(const void *data, size_t size, struct kiosk_file *out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

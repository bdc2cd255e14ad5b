/*
 * source_kind: what a file that `collect` is pointed at is: by the ending of its name
 * in a folder, by its first bytes when it is named by itself.
 */
#ifndef SOURCE_KIND_H
#define SOURCE_KIND_H

#include <stddef.h>

enum source_kind {
    SOURCE_BUNDLE,
    SOURCE_PICTURE,
    SOURCE_FILM,
    /* known, and not read: the pictures that phones write without being asked, other
     * pictures, other films */
    SOURCE_UNREAD_HEIF,
    SOURCE_UNREAD_PICTURE,
    SOURCE_UNREAD_FILM,
    SOURCE_OTHER, /* nothing that is looked for */
};
#define SOURCE_KINDS (SOURCE_OTHER + 1)
#define SOURCE_HEAD_BYTES 16 /* of a file, that source_kind_of_bytes looks at */

enum source_kind source_kind_of_name(const char *name);
/* SOURCE_OTHER when the bytes do not tell. */
enum source_kind source_kind_of_bytes(const void *head, size_t size);
/* Why a kind is not read and what to do; NULL for those that are. */
const char *source_kind_advice(enum source_kind kind);

#endif

/* pack_picture: a picture of a workbook as the pack carries it. */
#ifndef PACK_PICTURE_H
#define PACK_PICTURE_H

#include "townline/buffer.h"
#include "townline/diagnostic.h"

/* A PNG or JPEG in `bytes` is put there anew, small enough for a kiosk; what is not
 * shown well is told. Other files stay as they are. */
bool pack_picture_shrink(const char *name, struct buffer *bytes,
                         struct diagnostics *diagnostics, struct error *err)
    __attribute__((warn_unused_result));

#endif

/* qr_draw: draws QR codes with libqrencode. */
#include "townline/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

/* Debian's library exports the call that takes a mask, but its header does not declare
 * it. The declaration is weak: where the call is missing, the library chooses the mask,
 * which is right too, but slower. */
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));
#define FRAME_MASK 2

/* Data codewords at level L, ISO/IEC 18004:2015, table 7. */
static const uint16_t codewords[QR_VERSION_MAX] = {
    19,   34,   55,   80,   108,  136,  156,  194,  232,  274,  324,  370,  428,  461,
    523,  589,  647,  721,  795,  861,  932,  1006, 1094, 1174, 1276, 1370, 1468, 1531,
    1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434, 2566, 2702, 2812, 2956};

size_t
qr_capacity_bytes(unsigned version)
{
    if (version < 1 || version > QR_VERSION_MAX) {
        return 0;
    }
    /* The mode indicator has 4 bits, the length has 8, and from version 10 on 16. */
    return codewords[version - 1] - (version < 10 ? 2U : 3U);
}

unsigned
qr_version_for(size_t size)
{
    for (unsigned version = 1; version <= QR_VERSION_MAX; version++) {
        if (size <= qr_capacity_bytes(version)) {
            return version;
        }
    }
    return 0;
}

size_t
qr_side(unsigned version)
{
    return version < 1 || version > QR_VERSION_MAX ? 0 : 17 + 4 * (size_t)version;
}

bool
qr_mask_is_fixed(void)
{
    return QRcode_encodeMask != NULL;
}

static QRcode *
encode(const void *data, size_t size, unsigned version)
{
    QRinput *input = QRinput_new2((int)version, QR_ECLEVEL_L);
    if (!input) {
        return NULL;
    }
    QRcode *code = NULL;
    if (QRinput_append(input, QR_MODE_8, (int)size, data) == 0) {
        code = QRcode_encodeMask ? QRcode_encodeMask(input, FRAME_MASK)
                                 : QRcode_encodeInput(input);
    }
    QRinput_free(input);
    return code;
}

bool
qr_draw(const void *data, size_t size, unsigned version, struct qr *out,
        struct error *err)
{
    if (version == 0) {
        version = qr_version_for(size);
    }
    if (size == 0 || size > qr_capacity_bytes(version)) {
        return error_set(err, ERROR_INPUT,
                         "%zu bytes do not fit one QR code of version %u", size,
                         version);
    }
    bool ok = false;
    struct qr qr = {.version = version, .side = qr_side(version)};
    QRcode *code = encode(data, size, version);
    if (code) {
        qr.modules = malloc(qr.side * qr.side);
    }
    if (!code || !qr.modules || (size_t)code->width != qr.side) {
        error_set(err, errno == ENOMEM ? ERROR_FULL : ERROR_SYSTEM,
                  "a QR code could not be drawn");
        free(qr.modules);
        goto out;
    }
    for (size_t i = 0; i < qr.side * qr.side; i++) {
        qr.modules[i] = code->data[i] & 1; /* the other bits belong to the library */
    }
    *out = qr;
    ok = true;
out:
    QRcode_free(code);
    return ok;
}

void
qr_finish(struct qr *qr)
{
    if (!qr) {
        return;
    }
    free(qr->modules);
    memset(qr, 0, sizeof *qr);
}

bool
qr_picture(const struct qr *qr, size_t module_px, struct picture *out,
           struct error *err)
{
    if (module_px < 1 || module_px > 100) {
        return error_set(err, ERROR_INPUT, "a module is drawn with 1 to 100 pixels");
    }
    size_t side_px = (qr->side + 2 * QR_QUIET_MODULES) * module_px;
    if (!picture_init(out, side_px, side_px, err)) {
        return false;
    }
    /* Makes one row of pixels for each row of modules and copies it. */
    for (size_t y = 0; y < qr->side; y++) {
        const uint8_t *modules = qr->modules + y * qr->side;
        uint8_t *row = out->pixels + (y + QR_QUIET_MODULES) * module_px * out->stride +
                       QR_QUIET_MODULES * module_px;
        for (size_t x = 0; x < qr->side; x++) {
            memset(row + x * module_px, modules[x] ? 0 : 255, module_px);
        }
        for (size_t i = 1; i < module_px; i++) {
            memcpy(row + i * out->stride, row, qr->side * module_px);
        }
    }
    return true;
}

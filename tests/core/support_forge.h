/* forge: frames as somebody would make them who wants to spoil a stream. */
#ifndef TOWNLINE_SUPPORT_FORGE_H
#define TOWNLINE_SUPPORT_FORGE_H

#include <stddef.h>
#include <stdint.h>

/* Computed another way than in frame.c: bit by bit. */
uint32_t forge_crc(const uint8_t *frame, size_t size);
/* Makes the CRC right again after the frame was changed. */
void forge_seal(uint8_t *frame, size_t size);

#endif

/* support_forge: makes frames as somebody would who wants to spoil a stream. */
#ifndef TOWNLINE_SUPPORT_FORGE_H
#define TOWNLINE_SUPPORT_FORGE_H

#include <stddef.h>
#include <stdint.h>

/* The CRC computed bit by bit, in another way than frame.c does. */
uint32_t forge_crc(const uint8_t *frame, size_t size);
/* Writes the right CRC into a frame that was changed. */
void forge_seal(uint8_t *frame, size_t size);

#endif

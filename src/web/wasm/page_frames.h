/* page_frames: what the page says of a bundle that nobody opened. */
#ifndef PAGE_FRAMES_H
#define PAGE_FRAMES_H

#include "townline/bundle.h"

/* Adds what its clear header says to a JSON record. */
void page_add_header(struct buffer *out, const struct sealed_bundle *sealed);

#endif

/*
 * fuzz: programs that are fed lies. A target is fuzz_NAME.c, which defines the two
 * names below; what must hold is asserted. Linked with libFuzzer it is searched for
 * inputs that break it (tools/fuzz), with play_seeds.c it plays the inputs of
 * seeds/NAME once (CTest). No input may hold more heap at one time than the target's
 * maximum.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#ifdef NDEBUG
#error "what fuzz targets find is told by assert"
#endif

extern const size_t fuzz_heap_max_bytes;
void fuzz_one(const uint8_t *data, size_t size);

/* The parts of an input that lines with a form feed alone part; the rest belongs to the
 * last. Number of parts, at most `most`. Borrowed from `data`. */
struct fuzz_part {
    const uint8_t *data;
    size_t size;
};
size_t fuzz_split(const uint8_t *data, size_t size, struct fuzz_part *parts,
                  size_t most);

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* The most heap that any one input held so far. */
size_t fuzz_heap_peak(void);

#endif

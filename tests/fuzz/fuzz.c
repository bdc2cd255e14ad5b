#include "fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* Of the sanitizer's interface, for which gcc here has no header. */
int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void *block, size_t size),
    void (*on_free)(const volatile void *block));
size_t __sanitizer_get_allocated_size(const volatile void *block);

/* The sanitizer tells of every allocation; only those made while an input is tried are
 * counted. One thread. */
static bool is_counting;
static size_t held, peak;

static void
on_malloc(const volatile void *block, size_t size)
{
    (void)block;
    if (!is_counting) {
        return;
    }
    held += size;
    if (held > peak) {
        peak = held;
    }
}

static void
on_free(const volatile void *block)
{
    if (!is_counting || !block) {
        return;
    }
    size_t size = __sanitizer_get_allocated_size(block);
    held -= size < held ? size : held; /* what was there before the input is not ours */
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_hooked;
    if (!is_hooked &&
        __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) == 0) {
        abort();
    }
    is_hooked = true;
    held = 0;
    is_counting = true;
    fuzz_one(data, size);
    is_counting = false;
    if (peak > fuzz_heap_max_bytes) {
        fprintf(stderr, "an input held %zu bytes of heap, more than %zu\n", peak,
                fuzz_heap_max_bytes);
        abort();
    }
    return 0;
}

size_t
fuzz_heap_peak(void)
{
    return peak;
}

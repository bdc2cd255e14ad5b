/* Input: a descriptor's bytes. What is read must write to what reads the same. */
#include "fuzz.h"

#include "townline/descriptor.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

static void
check_again(const struct descriptor *descriptor)
{
    struct buffer once, twice;
    struct descriptor *again;
    buffer_init(&once, DESCRIPTOR_MAX_BYTES);
    buffer_init(&twice, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &once);
    assert(!once.failed);
    bool ok = descriptor_read(once.data, once.size, &again, NULL);
    assert(ok && again->question_count == descriptor->question_count);
    descriptor_write(again, &twice);
    assert(once.size == twice.size && memcmp(once.data, twice.data, once.size) == 0);
    descriptor_close(again);
    buffer_finish(&once);
    buffer_finish(&twice);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct descriptor *descriptor;
    struct error err = {0};
    if (!descriptor_read(data, size, &descriptor, &err)) {
        assert(err.code != ERROR_NONE);
        return;
    }
    assert(descriptor->question_count <= DESCRIPTOR_MAX_QUESTIONS);
    for (size_t i = 0; i < descriptor->question_count; i++) {
        assert(descriptor_find_question(descriptor, descriptor->questions[i].path) ==
                   (int)i &&
               descriptor_depth(descriptor, i) <= DESCRIPTOR_MAX_DEPTH);
    }
    check_again(descriptor);
    descriptor_close(descriptor);
}

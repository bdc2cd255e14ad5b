/* Divides an input into its parts. */
#include "fuzz.h"

#include <string.h>

size_t
fuzz_split(const uint8_t *data, size_t size, struct fuzz_part *parts, size_t most)
{
    size_t count = 0;
    while (count < most) {
        const uint8_t *end =
            size > 0 && count + 1 < most ? memchr(data, '\f', size) : NULL;
        size_t length = !end ? size : (size_t)(end - data);
        parts[count++] = (struct fuzz_part){data, length};
        if (!end) {
            break;
        }
        data += length + 1;
        size -= length + 1;
        if (size > 0 && data[0] == '\n') {
            data++;
            size--;
        }
    }
    return count;
}

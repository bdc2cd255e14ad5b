/* mount_list: finds where a device is mounted in the kernel's list of mounts. */
#include "mount_list.h"

#include <stdio.h>
#include <string.h>

/* Turns "\040" into a space and the like; everything else stays. False when it does not
 * fit. */
static bool
unescape(const char *text, size_t length, char *out, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned code = 0;
        char c = text[i];
        if (c == '\\' && length - i > 3) {
            for (size_t k = 1; k <= 3; k++) {
                code = code * 8 + (unsigned)(text[i + k] - '0') % 8;
            }
            c = (char)code;
            i += 3;
        }
        if (at + 1 >= size || c == '\0') {
            return false;
        }
        out[at++] = c;
    }
    out[at] = '\0';
    return at > 0;
}

/* Finds the word with the number `wanted`, from 0, in a line. */
static const char *
word(const char *line, size_t size, unsigned wanted, size_t *length_out)
{
    size_t begin = 0;
    for (unsigned number = 0; begin < size; number++) {
        size_t end = begin;
        while (end < size && line[end] != ' ') {
            end++;
        }
        if (number == wanted) {
            *length_out = end - begin;
            return line + begin;
        }
        begin = end + 1;
    }
    return NULL;
}

/* Reads a line such as "36 35 98:0 /root /mount/point options - type source options".
 */
static bool
read_line(const char *line, size_t size, const char *device, char *out, size_t out_size)
{
    size_t device_size = 0, root_size = 0, place_size = 0;
    const char *has = word(line, size, 2, &device_size);
    const char *root = word(line, size, 3, &root_size);
    const char *place = word(line, size, 4, &place_size);
    char found[512];
    if (!has || !root || !place || device_size != strlen(device) ||
        memcmp(has, device, device_size) != 0 || root_size != 1 || *root != '/' ||
        !unescape(place, place_size, found, sizeof found) ||
        strlen(found) >= out_size) {
        return false;
    }
    snprintf(out, out_size, "%s", found);
    return true;
}

bool
mount_list_find(const struct buffer *list, unsigned major, unsigned minor, char *out,
                size_t size)
{
    char device[32];
    bool found = false;
    const char *text = (const char *)list->data;
    snprintf(device, sizeof device, "%u:%u", major, minor);
    for (size_t begin = 0; begin < list->size;) {
        const char *end = memchr(text + begin, '\n', list->size - begin);
        size_t length = end ? (size_t)(end - text) - begin : list->size - begin;
        found |= read_line(text + begin, length, device, out, size);
        begin += length + 1;
    }
    return found;
}

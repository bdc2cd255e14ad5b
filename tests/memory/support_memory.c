/* support_memory: searches the memory of its own process for a word. */
#include "support_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <fcntl.h>
#include <unistd.h>

#include <cmocka.h>

#define WINDOW ((size_t)1 << 20)
#define OVERLAP 64                   /* longest word */
#define REGION_MAX ((size_t)1 << 30) /* what is larger is the sanitizer's own */

static uint8_t window[OVERLAP + WINDOW];

static size_t
count_in(const uint8_t *bytes, size_t size, const char *backwards, size_t length)
{
    size_t found = 0;
    for (size_t i = 0; i + length <= size; i++) {
        const uint8_t *next =
            memchr(bytes + i, backwards[length - 1], size - length + 1 - i);
        if (!next) {
            break;
        }
        i = (size_t)(next - bytes);
        size_t same = 0;
        while (same < length &&
               bytes[i + same] == (uint8_t)backwards[length - 1 - same]) {
            same++;
        }
        found += same == length;
    }
    return found;
}

/* Reads through the file of the process's memory: what may not be touched is passed
 * over, and no sanitizer objects to freed memory. */
static size_t
count_region(int memory, uintptr_t from, uintptr_t to, const char *backwards)
{
    size_t length = strlen(backwards), found = 0, kept = 0;
    for (uintptr_t at = from; at < to;) {
        size_t wanted = to - at < WINDOW ? to - at : WINDOW;
        memset(window + kept, 0, sizeof window - kept);
        ssize_t got = pread(memory, window + kept, wanted, (off_t)at);
        if (got <= 0) {
            break;
        }
        size_t size = kept + (size_t)got;
        found += count_in(window, size, backwards, length);
        kept = size < length - 1 ? size : length - 1;
        memmove(window, window + size - kept, kept);
        at += (uintptr_t)got;
    }
    memset(window, 0, sizeof window);
    return found;
}

static bool
is_own(uintptr_t from, uintptr_t to)
{
    uintptr_t start = (uintptr_t)window;
    return from < start + sizeof window && start < to;
}

size_t
memory_count(const char *backwards)
{
    char line[512];
    size_t found = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY);
    assert_true(maps && memory >= 0 && strlen(backwards) < OVERLAP);
    while (fgets(line, sizeof line, maps)) {
        unsigned long long from, to;
        char access[8];
        if (sscanf(line, "%llx-%llx %7s", &from, &to, access) != 3 ||
            access[0] != 'r' || access[1] != 'w' || to - from > REGION_MAX) {
            continue;
        }
        if (is_own((uintptr_t)from, (uintptr_t)to)) {
            /* The variables beside the window, without it. */
            uintptr_t start = (uintptr_t)window;
            if ((uintptr_t)from < start) {
                found += count_region(memory, (uintptr_t)from, start, backwards);
            }
            if (start + sizeof window < (uintptr_t)to) {
                found += count_region(memory, start + sizeof window, (uintptr_t)to,
                                      backwards);
            }
            continue;
        }
        found += count_region(memory, (uintptr_t)from, (uintptr_t)to, backwards);
    }
    close(memory);
    fclose(maps);
    return found;
}

void
memory_spell(const char *backwards, char *out)
{
    size_t length = strlen(backwards);
    for (size_t i = 0; i < length; i++) {
        out[i] = backwards[length - 1 - i];
    }
    out[length] = '\0';
}

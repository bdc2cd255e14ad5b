/* displays: reads which connectors of the graphics cards have a display. */
#include "displays.h"

#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define ENTRIES_MAX 256 /* of the folder; more are not looked at */
#define FNV_START UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

static bool
is_connected(const char *folder, const char *name)
{
    char path[512], word[16] = "";
    int length = snprintf(path, sizeof path, "%s/%s/status", folder, name);
    FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "re") : NULL;
    if (!file) {
        return false;
    }
    bool ok = fgets(word, sizeof word, file) != NULL;
    (void)fclose(file);
    return ok && strcmp(word, "connected\n") == 0;
}

/* The order in which a folder names its files says nothing, so their hashes are added
 * up. 0: no display is connected. */
static uint64_t
look(const char *folder)
{
    uint64_t sum = 0;
    DIR *dir = opendir(folder);
    struct dirent *entry;
    for (size_t i = 0; dir && i < ENTRIES_MAX && (entry = readdir(dir)); i++) {
        if (!strchr(entry->d_name, '-') || !is_connected(folder, entry->d_name)) {
            continue;
        }
        uint64_t hash = FNV_START;
        for (const char *at = entry->d_name; *at; at++) {
            hash = (hash ^ (unsigned char)*at) * FNV_PRIME;
        }
        sum += hash;
    }
    if (dir) {
        (void)closedir(dir);
    }
    return sum;
}

void
displays_init(struct displays *displays, const char *folder, uint64_t now_ms)
{
    *displays = (struct displays){.folder = folder, .due_ms = now_ms};
    if (folder) {
        displays->connected = look(folder);
    }
}

bool
displays_have_changed(struct displays *displays, uint64_t now_ms)
{
    if (!displays->folder || now_ms < displays->due_ms) {
        return false;
    }
    displays->due_ms = now_ms + DISPLAYS_LOOK_MS;
    uint64_t before = displays->connected;
    displays->connected = look(displays->folder);
    return displays->connected != 0 && displays->connected != before;
}

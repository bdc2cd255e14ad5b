/* storage_risk: finds out from the list of mounts whether the storage is safe. */
#include "storage_risk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define FIELDS_MAX 32

struct mount_field {
    const char *text;
    size_t size;
};

static size_t
split(const char *line, size_t size, struct mount_field fields[FIELDS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < size && count < FIELDS_MAX;) {
        size_t end = i;
        while (end < size && line[end] != ' ') {
            end++;
        }
        fields[count++] = (struct mount_field){line + i, end - i};
        i = end + 1;
    }
    return count;
}

static bool
is_word(const struct mount_field *field, const char *word)
{
    return field->size == strlen(word) && memcmp(field->text, word, field->size) == 0;
}

/* Whether options such as "rw,relatime,data=writeback" have this one. */
static bool
has_option(const struct mount_field *field, const char *option)
{
    size_t size = strlen(option);
    for (size_t i = 0; i + size <= field->size; i++) {
        bool begins = i == 0 || field->text[i - 1] == ',';
        bool ends = i + size == field->size || field->text[i + size] == ',';
        if (begins && ends && memcmp(field->text + i, option, size) == 0) {
            return true;
        }
    }
    return false;
}

/* The risk that one line tells. Behind " - " it has the type, the source and the
 * options of the filesystem. */
static enum storage_risk
risk_of_line(const struct mount_field *fields, size_t count)
{
    static const char *const fat[] = {"vfat", "msdos", "exfat"};
    size_t dash = 6;
    while (dash < count && !is_word(&fields[dash], "-")) {
        dash++;
    }
    if (dash + 3 >= count) {
        return STORAGE_UNKNOWN;
    }
    const struct mount_field *type = &fields[dash + 1], *options = &fields[dash + 3];
    for (size_t i = 0; i < sizeof fat / sizeof *fat; i++) {
        if (is_word(type, fat[i])) {
            return STORAGE_FAT;
        }
    }
    if (has_option(options, "ro")) {
        return STORAGE_READ_ONLY;
    }
    if (is_word(type, "tmpfs") || is_word(type, "ramfs")) {
        return STORAGE_MEMORY;
    }
    bool is_late = has_option(options, "data=writeback") ||
                   has_option(options, "barrier=0") || has_option(options, "nobarrier");
    return is_late ? STORAGE_WRITEBACK : STORAGE_SAFE;
}

enum storage_risk
storage_risk_of(const char *list, unsigned major, unsigned minor)
{
    enum storage_risk risk = STORAGE_UNKNOWN;
    char device[32];
    snprintf(device, sizeof device, "%u:%u", major, minor);
    while (*list) {
        struct mount_field fields[FIELDS_MAX];
        size_t size = strcspn(list, "\n");
        size_t count = split(list, size, fields);
        if (count > 6 && is_word(&fields[2], device)) {
            risk = risk_of_line(fields, count);
        }
        list += size + (list[size] == '\n');
    }
    return risk;
}

/* setup: reads and writes the file that says how far the first start has come. */
#include "setup.h"

#include "townline/characters.h"
#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "setup"
#define PATH_BYTES 1200

static const char *const step_names[] = {
    [SETUP_LANGUAGE] = "language", [SETUP_SIZE] = "size", [SETUP_NAME] = "name",
    [SETUP_CLOCK] = "clock",       [SETUP_PIN] = "pin",   [SETUP_PACK] = "pack",
    [SETUP_OFFICE] = "office",     [SETUP_KEY] = "key",   [SETUP_PAGE] = "page",
    [SETUP_DONE] = "done",
};

static bool
find_path(const char *data_dir, char out[PATH_BYTES])
{
    return data_dir &&
           snprintf(out, PATH_BYTES, "%s/" FILE_NAME, data_dir) < PATH_BYTES;
}

static enum setup_step
find_step(const char *name)
{
    enum setup_step step = SETUP_LANGUAGE;
    for (size_t i = 0; i < sizeof step_names / sizeof *step_names; i++) {
        step = strcmp(step_names[i], name) == 0 ? (enum setup_step)i : step;
    }
    return step;
}

/* A text that fits and is UTF-8 of one line; else the place stays as it was. */
static void
take_text(const char *value, char *out, size_t size)
{
    size_t length = strlen(value);
    if (length < size && character_well_formed_bytes(value, length) > 0) {
        memcpy(out, value, length + 1);
    }
}

static void
take_number(const char *value, int least, int most, int *out)
{
    char *end = NULL;
    long number = strtol(value, &end, 10);
    if (end != value && !*end && number >= least && number <= most) {
        *out = (int)number;
    }
}

static void
take_line(char *line, struct setup *setup)
{
    char *value = strchr(line, '=');
    if (!value) {
        return;
    }
    *value++ = '\0';
    if (strcmp(line, "step") == 0) {
        setup->step = find_step(value);
    } else if (strcmp(line, "language") == 0) {
        take_text(value, setup->language, sizeof setup->language);
    } else if (strcmp(line, "width") == 0) {
        take_number(value, SETUP_WIDTH_MIN_DMM, SETUP_WIDTH_MAX_DMM, &setup->width_dmm);
    } else if (strcmp(line, "test") == 0) {
        setup->is_test = strcmp(value, "yes") == 0;
    } else if (strcmp(line, "name") == 0) {
        take_text(value, setup->name, sizeof setup->name);
    }
}

void
setup_read(const void *bytes, size_t size, struct setup *out)
{
    char lines[SETUP_FILE_MAX_BYTES + 1];
    *out = (struct setup){.is_new = size > SETUP_FILE_MAX_BYTES};
    if (out->is_new) {
        return;
    }
    if (size > 0) {
        memcpy(lines, bytes, size);
    }
    lines[size] = '\0';
    for (char *at = lines; at && *at;) {
        char *end = at + strcspn(at, "\n");
        bool is_last = !*end;
        *end = '\0';
        take_line(at, out);
        at = is_last ? NULL : end + 1;
    }
}

void
setup_load(const char *data_dir, struct setup *out)
{
    char path[PATH_BYTES];
    struct buffer bytes;
    *out = (struct setup){.is_new = true};
    if (!find_path(data_dir, path)) {
        return;
    }
    buffer_init(&bytes, SETUP_FILE_MAX_BYTES + 1);
    if (file_load(path, &bytes, NULL) && !bytes.failed) {
        setup_read(bytes.data, bytes.size, out);
    }
    buffer_finish(&bytes);
}

size_t
setup_write(const struct setup *setup, char out[SETUP_FILE_MAX_BYTES])
{
    int size = snprintf(out, SETUP_FILE_MAX_BYTES,
                        "step=%s\nlanguage=%s\nwidth=%d\ntest=%s\nname=%s\n",
                        step_names[setup->step], setup->language, setup->width_dmm,
                        setup->is_test ? "yes" : "no", setup->name);
    return size > 0 && size < SETUP_FILE_MAX_BYTES ? (size_t)size : 0;
}

bool
setup_save(const char *data_dir, const struct setup *setup, struct error *err)
{
    char path[PATH_BYTES], lines[SETUP_FILE_MAX_BYTES];
    if (!find_path(data_dir, path)) {
        return error_set(err, ERROR_MISSING, "there is no data folder");
    }
    size_t size = setup_write(setup, lines);
    struct file_content content = {.data = lines, .size = size, .mode = 0600};
    return file_save(path, &content, err);
}

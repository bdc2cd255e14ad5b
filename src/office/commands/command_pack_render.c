/* command_pack_render: every screen of a pack in every language as a picture, drawn by
 * the kiosk program itself, for proof-reading. */
#include "arguments.h"
#include "command_pack.h"
#include "console.h"
#include "counted.h"
#include "scratch.h"
#include "sibling.h"
#include "townline/file.h"
#include "townline/keys.h"
#include "townline/pack_load.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct rendering {
    const char *pack, *folder;
    const char *panel, *size, *colors, *language;
    bool is_signed;
    char scratch[SCRATCH_MAX_BYTES];
    char pattern[200];
    size_t pictures;
};

/* Pictures of another pack among these would be read as this one's. */
static bool
make_folder(const char *path, struct error *err)
{
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno != EEXIST)
        return file_error(err, errno, "written") || error_prefix(err, "%s", path);
    DIR *entries = opendir(path);
    if (entries == NULL)
        return file_error(err, errno, "opened") || error_prefix(err, "%s", path);
    bool is_empty = true;
    for (struct dirent *entry; is_empty && (entry = readdir(entries)) != NULL;)
        is_empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(entries);
    return is_empty ||
           error_set(err, ERROR_INPUT,
                     "%s is not empty: name a new folder for the pictures", path);
}

static bool
below(const struct rendering *rendering, const char *name, char out[PATH_MAX])
{
    return snprintf(out, PATH_MAX, "%s/%s", rendering->scratch, name) < PATH_MAX;
}

/* A folder that nobody signed has no key to seal to; what is sealed here is thrown away
 * with the key. */
static bool
write_key(const struct rendering *rendering, struct error *err)
{
    struct office_secret secret;
    struct office_public office;
    struct recipient_secret recovery;
    struct buffer bytes;
    char path[PATH_MAX];
    keys_make("Proof-reading", seal_random(), &secret, &office, &recovery);
    buffer_init(&bytes, KEYS_FILE_MAX_BYTES);
    keys_public_write(&office, &bytes);
    const struct file_content content = {
        .data = bytes.data, .size = bytes.size, .mode = 0600, .existing = FILE_KEEP};
    bool ok = below(rendering, "office.pub", path) && file_save(path, &content, err);
    buffer_finish(&bytes);
    seal_wipe(&secret, sizeof secret);
    seal_wipe(&recovery, sizeof recovery);
    return ok;
}

static void
on_line(void *context, const char *line)
{
    struct rendering *rendering = context;
    const char *name = line + strlen("picture ");
    if (strncmp(line, "picture ", strlen("picture ")) == 0)
        console_progress("%zu pictures: %s", ++rendering->pictures, name);
}

static bool
draw(struct rendering *rendering, struct error *err)
{
    char data[PATH_MAX], stick[PATH_MAX], key[PATH_MAX];
    bool fits = below(rendering, "data", data) && below(rendering, "stick", stick) &&
                below(rendering, "office.pub", key);
    if (!fits || mkdir(stick, 0700) != 0)
        return error_set(err, ERROR_SYSTEM, "%s cannot be written", rendering->scratch);
    const char *const words[] = {"--pack",
                                 rendering->pack,
                                 "--data",
                                 data,
                                 "--stick",
                                 stick,
                                 "--panel",
                                 rendering->panel,
                                 "--seed",
                                 "7",
                                 "--render",
                                 rendering->folder,
                                 "--render-all",
                                 rendering->pattern,
                                 rendering->is_signed ? NULL : "--keys",
                                 key,
                                 NULL};
    bool ok = sibling_run("townline-kiosk", words, on_line, rendering, err);
    console_progress(NULL);
    if (ok && rendering->pictures == 0)
        return error_set(err, ERROR_INPUT,
                         "there is no screen of language %s, size %s and colors %s on "
                         "this panel",
                         rendering->language, rendering->size, rendering->colors);
    return ok;
}

static bool
render(struct rendering *rendering, struct error *err)
{
    struct pack *pack = NULL;
    if (!pack_load(rendering->pack, NULL, &pack, err))
        return false;
    rendering->is_signed = pack->manifest != NULL;
    pack_close(pack);
    snprintf(rendering->pattern, sizeof rendering->pattern, "*.%.40s.%.40s.%.40s",
             rendering->language, rendering->size, rendering->colors);
    bool ok = make_folder(rendering->folder, err) &&
              scratch_make(NULL, rendering->scratch, err) &&
              (rendering->is_signed || write_key(rendering, err)) &&
              draw(rendering, err);
    scratch_remove(rendering->scratch);
    return ok;
}

int
command_pack_render(int argc, char **argv)
{
    struct rendering rendering = {
        .panel = "10.1", .size = "m", .colors = "default", .language = "*"};
    const struct option options[] = {
        {"--panel", OPTION_TEXT, false, &rendering.panel},
        {"--size", OPTION_TEXT, false, &rendering.size},
        {"--colors", OPTION_TEXT, false, &rendering.colors},
        {"--language", OPTION_TEXT, false, &rendering.language},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err))
        return command_usage("pack", &err);
    if (words != 2) {
        error_set(&err, ERROR_INPUT, "name a pack and a new folder for its pictures");
        return command_usage("pack", &err);
    }
    rendering.pack = argv[0];
    rendering.folder = argv[1];
    if (!render(&rendering, &err))
        return command_fail("pack render", &err);
    console_say("%s in %s", counted(rendering.pictures, "picture", "pictures").text,
                rendering.folder);
    return COMMAND_DONE;
}

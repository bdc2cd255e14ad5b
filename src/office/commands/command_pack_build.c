/* command_pack_build: a workbook and its pictures become one signed file. */
#include "arguments.h"
#include "command_pack.h"
#include "console.h"
#include "keyring.h"
#include "names.h"
#include "output.h"
#include "pack_meaning.h"
#include "pack_picture.h"
#include "pack_sound.h"
#include "passphrase.h"
#include "townline/askable.h"
#include "townline/file.h"
#include "townline/kiosk_words.h"
#include "townline/pack_load.h"
#include "townline/picture.h"
#include "townline/xlsform.h"
#include "workbook_file.h"
#include "workbook_fix.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct building {
    const char *workbook, *media, *key, *output, *round, *previous_path;
    uint64_t descriptor;
    struct option_list recipients;
    struct meaning_options meaning;
    bool no_recovery, fix, english_words, force, json;

    char media_folder[PATH_MAX];
    struct pack_media *files; /* those that the sheets name */
    size_t file_count;
    struct buffer xml;
    struct form *form;
    struct office_public office;
    struct diagnostics *diagnostics;
    json_t *added; /* services, by --fix */
};

static bool
media_path(const struct building *building, const char *name, char out[PATH_MAX])
{
    return snprintf(out, PATH_MAX, "%s/%s", building->media_folder, name) < PATH_MAX;
}

static bool
is_listed(const struct building *building, const char *name)
{
    for (size_t i = 0; i < building->file_count; i++) {
        if (strcmp(building->files[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the media folder has the file; `name` has no slash in it. A file that is
 * there goes into the pack. */
static bool
has_media(void *context, const char *name)
{
    struct building *building = context;
    struct stat status;
    char path[PATH_MAX];
    if (is_listed(building, name)) {
        return true;
    }
    if (!media_path(building, name, path) || stat(path, &status) != 0 ||
        !S_ISREG(status.st_mode) || building->file_count == MANIFEST_MAX_FILES) {
        return false;
    }
    char *copy = malloc(strlen(name) + 1);
    if (!copy) {
        return false;
    }
    strcpy(copy, name);
    building->files[building->file_count++] = (struct pack_media){.name = copy};
    return true;
}

static bool
like_media(void *context, const char *name, char *out, size_t size)
{
    const struct building *building = context;
    return workbook_media_like(building->media_folder, name, out, size);
}

static bool
load_media(struct building *building, struct error *err)
{
    for (size_t i = 0; i < building->file_count; i++) {
        struct pack_media *file = &building->files[i];
        struct buffer bytes;
        char path[PATH_MAX];
        buffer_init(&bytes, PICTURE_MAX_BYTES);
        if (!media_path(building, file->name, path) || !file_load(path, &bytes, err) ||
            !pack_picture_shrink(file->name, &bytes, building->diagnostics, err)) {
            buffer_finish(&bytes);
            return error_prefix(err, "%s", file->name);
        }
        pack_sound_check(file->name, &bytes, building->diagnostics);
        file->data = bytes.data; /* freed by finish */
        file->size = bytes.size;
    }
    return true;
}

static bool
compile(struct building *building, struct error *err)
{
    const struct xlsform_options media = {
        .has_media = has_media, .like_media = like_media, .media_context = building};
    return workbook_compile(building->workbook, &media, building->diagnostics,
                            &building->xml, err) &&
           form_load(building->xml.data, building->xml.size, &building->form, err);
}

/* The first of the missing words, so that an author who lacks few finds them. */
static const char *
first_missing(const struct building *building, size_t language)
{
    const char *const *words = form_kiosk_words(building->form, language);
    for (size_t i = 0; words && i < kiosk_word_list_count; i++) {
        if (!words[i]) {
            return kiosk_word_list[i].name;
        }
    }
    return kiosk_word_list[0].name;
}

/* Residents must be able to read what they consent to, so a language without the
 * kiosk's own words is refused. */
static bool
check_words(const struct building *building, struct error *err)
{
    for (size_t i = 0; i < form_language_count(building->form); i++) {
        size_t missing = form_missing_kiosk_words(building->form, i);
        const char *name = form_language(building->form, i)->name;
        if (missing == 0) {
            continue;
        }
        if (!building->english_words) {
            return error_set(
                err, ERROR_INPUT,
                "the kiosk lacks words of its own in %.60s: %zu of %zu, the first "
                "\"%.60s\", %s missing in the sheet kiosk_words, and residents would "
                "read English. Begin with: townline pack words --language "
                "\"%.60s\" > kiosk_words.csv; or say --allow-english-words",
                name, missing, kiosk_word_list_count, first_missing(building, i),
                missing == 1 ? "is" : "are", name);
        }
        diagnostics_add(building->diagnostics, SEVERITY_WARNING,
                        (struct cell_place){KIOSK_WORDS_SHEET, 0, 0},
                        "Write them there; townline pack words lists them.",
                        "%zu of the kiosk's own words are English in %s.", missing,
                        name);
    }
    return true;
}

static bool
add_recipient(struct office_public *office, const struct recipient_public *recipient,
              struct error *err)
{
    for (size_t i = 0; i < office->recipient_count; i++) {
        if (memcmp(office->recipients[i].bytes, recipient->bytes,
                   sizeof recipient->bytes) == 0) {
            return true;
        }
    }
    if (office->recipient_count == SEAL_RECIPIENTS_MAX) {
        return error_set(err, ERROR_INPUT,
                         "answers are sealed to at most %d keys, and each .pub file "
                         "counts with its recovery key",
                         SEAL_RECIPIENTS_MAX);
    }
    office->recipients[office->recipient_count++] = *recipient;
    return true;
}

/* The signing office, and every key that may open the answers. */
static bool
gather_recipients(struct building *building, const struct office_secret *secret,
                  struct error *err)
{
    struct office_public *office = &building->office;
    sign_public_of(&secret->sign, &office->sign);
    for (size_t i = 0; i < building->recipients.count; i++) {
        struct office_public other;
        if (!keyring_public(building->recipients.words[i], &other, err)) {
            return false;
        }
        if (i == 0 || keys_match(secret, &other)) {
            memcpy(office->name, other.name, sizeof office->name);
        }
        for (size_t j = 0; j < other.recipient_count; j++) {
            if (!add_recipient(office, &other.recipients[j], err)) {
                return false;
            }
        }
    }
    if (office->recipient_count > 1 || building->no_recovery) {
        return true;
    }
    return error_set(err, ERROR_INPUT,
                     "one key alone could open the answers, and they are lost with it. "
                     "Name a second --recipient, or say --no-recovery");
}

static bool
sign_and_save(struct building *building, const struct office_secret *secret,
              const struct pack *previous, struct error *err)
{
    struct buffer pack;
    struct meaning meaning = {.changes = NULL};
    const time_t now = time(NULL);
    buffer_init(&pack, PACK_ARCHIVE_MAX_BYTES);
    bool ok = askable_check(building->form, err) &&
              (!previous || meaning_ask(&building->meaning, previous->form,
                                        building->form, &meaning, err));
    const struct pack_content content = {
        .xml = building->xml.data,
        .xml_size = building->xml.size,
        .media = building->files,
        .media_count = building->file_count,
        .round = building->round ? building->round : "",
        .build = now > 0 ? (uint64_t)now : 0,
        .office = &building->office,
        .previous = previous,
        .changes = meaning.changes,
        .change_count = meaning.count,
    };
    ok = ok && pack_write(&content, &secret->sign, &pack, err);
    ok = ok && output_save(building->output, &pack, building->force, err);
    meaning_finish(&meaning);
    buffer_finish(&pack);
    return ok;
}

static bool
build(struct building *building, struct error *err)
{
    struct office_secret *secret = NULL;
    struct pack *previous = NULL;
    console_progress("Reading the workbook and its media");
    bool ok =
        output_check(building->output, building->force, err) &&
        (!building->fix || workbook_fix(building->workbook, building->added, err)) &&
        compile(building, err) && check_words(building, err) &&
        load_media(building, err);
    console_progress(NULL);
    ok = ok && keyring_open(building->key, building->descriptor, &secret, err) &&
         gather_recipients(building, secret, err) &&
         (!building->previous_path ||
          pack_load(building->previous_path, &building->office.sign, &previous, err)) &&
         sign_and_save(building, secret, previous, err);
    pack_close(previous);
    keyring_forget(secret);
    return ok;
}

static bool
tell(const struct building *building, const struct error *failed)
{
    if (building->json) {
        json_t *object =
            json_pack("{s:b, s:o, s:I, s:O}", "ok", !failed, "faults",
                      faults_json(building->diagnostics), "media",
                      (json_int_t)building->file_count, "added", building->added);
        if (failed) {
            json_object_set_new(object, "error", names_json_text(failed->text));
        }
        return console_json(object);
    }
    faults_print(building->diagnostics);
    if (!failed) {
        console_say("%s is signed. Check it with: townline pack show %s",
                    building->output, building->output);
    }
    return true;
}

static int
run(struct building *building)
{
    struct error err = {ERROR_NONE, ""};
    buffer_init(&building->xml, FORM_MAX_BYTES);
    building->files = calloc(MANIFEST_MAX_FILES, sizeof *building->files);
    building->added = json_array();
    bool ok =
        !building->files || !building->added
            ? error_set(&err, ERROR_FULL, "there is no memory left")
            : diagnostics_create(&building->diagnostics, &err) && build(building, &err);
    if (building->diagnostics && !tell(building, ok ? NULL : &err)) {
        ok = error_set(&err, ERROR_FULL, "there is no memory left");
    }
    for (size_t i = 0; i < building->file_count; i++) {
        free((void *)building->files[i].name);
        free((void *)building->files[i].data);
    }
    free(building->files);
    form_close(building->form);
    json_decref(building->added);
    diagnostics_destroy(building->diagnostics);
    buffer_finish(&building->xml);
    return ok ? COMMAND_DONE : command_fail("pack build", &err);
}

int
command_pack_build(int argc, char **argv)
{
    struct building building = {.descriptor = PASSPHRASE_ASK};
    const struct option options[] = {
        {"--media", OPTION_TEXT, false, &building.media},
        {"--recipient", OPTION_LIST, true, &building.recipients},
        {"--sign", OPTION_TEXT, true, &building.key},
        {"--passphrase-fd", OPTION_NUMBER, false, &building.descriptor},
        {"--round", OPTION_TEXT, false, &building.round},
        {"--previous", OPTION_TEXT, false, &building.previous_path},
        {"--same-meaning", OPTION_LIST, false, &building.meaning.same},
        {"--new-meaning", OPTION_LIST, false, &building.meaning.different},
        {"--no-recovery", OPTION_FLAG, false, &building.no_recovery},
        {"--fix", OPTION_FLAG, false, &building.fix},
        {"--allow-english-words", OPTION_FLAG, false, &building.english_words},
        {"-o", OPTION_TEXT, true, &building.output},
        {"--force", OPTION_FLAG, false, &building.force},
        {"--json", OPTION_FLAG, false, &building.json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("pack", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT,
                  "name one workbook: NAME.xlsx or a folder of .csv");
        return command_usage("pack", &err);
    }
    building.workbook = argv[0];
    building.meaning.is_quiet = building.json;
    int size =
        building.media != NULL
            ? snprintf(building.media_folder, PATH_MAX, "%s", building.media)
            : snprintf(building.media_folder, PATH_MAX, "%s/media", building.workbook);
    if (size < 0 || size >= PATH_MAX) {
        error_set(&err, ERROR_INPUT, "the name of the media folder is too long");
        return command_usage("pack", &err);
    }
    return run(&building);
}

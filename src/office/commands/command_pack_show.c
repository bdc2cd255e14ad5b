/* command_pack_show: what a pack says about itself, once all of it was checked; `check`
 * also says how long it keeps a resident, and what would be heard wrongly. */
#include "arguments.h"
#include "command_pack.h"
#include "console.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"
#include "pack_hearing.h"
#include "pack_walkthrough.h"
#include "townline/askable.h"
#include "townline/minisign.h"
#include "townline/pack_load.h"

#include <string.h>

struct showing {
    const char *path, *keys, *workbook;
    bool json;
    bool checks;
};

static json_t *
files_json(const struct manifest *manifest)
{
    json_t *files = json_array();
    for (size_t i = 0; files && i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        json_array_append_new(files,
                              json_pack("{s:s, s:I, s:o}", "name", file->name, "bytes",
                                        (json_int_t)file->size, "hash",
                                        names_json_hex(file->hash, sizeof file->hash)));
    }
    return files;
}

static json_t *
languages_json(const struct form *form)
{
    json_t *languages = json_array();
    for (size_t i = 0; languages && i < form_language_count(form); i++) {
        json_array_append_new(languages, json_string(form_language(form, i)->id));
    }
    return languages;
}

static json_t *
moving_json(const struct form *form)
{
    json_t *paths = json_array();
    const char *path;
    for (size_t i = 0; paths && (path = form_moving(form, i)) != NULL; i++) {
        json_array_append_new(paths, names_json_text(path));
    }
    return paths;
}

/* What would be heard wrongly: of the workbook, with cells, where it is named. */
static bool
listen(const struct showing *showing, const struct pack *pack,
       struct pack_hearing *hearing, struct error *err)
{
    struct buffer xml;
    bool ok = true;
    buffer_init(&xml, FORM_MAX_BYTES);
    if (showing->workbook) {
        ok = pack_read(pack, PACK_FORM_NAME, &xml, err) &&
             pack_hearing_add_workbook(hearing, showing->workbook, xml.data, xml.size,
                                       err);
    } else {
        pack_hearing_add_form(hearing, pack->form);
    }
    buffer_finish(&xml);
    return ok && (!hearing->failed || error_no_memory(err));
}

static bool
show_json(const struct showing *showing, const struct pack *pack,
          const struct pack_hearing *hearing, struct error *err)
{
    json_t *paths = NULL;
    if (showing->checks && !(paths = pack_walkthrough_json(pack->form, err))) {
        return false;
    }
    const struct descriptor *form = form_descriptor(pack->form);
    json_t *object = json_pack(
        "{s:o, s:s, s:s, s:s, s:o, s:I, s:I, s:o, s:b}", "id",
        names_json_hex(pack->id, sizeof pack->id), "title", form_title(pack->form),
        "form_id", form->form_id, "form_version", form->form_version, "languages",
        languages_json(pack->form), "questions", (json_int_t)form->question_count,
        "services", (json_int_t)form_service_count(pack->form), "moving",
        moving_json(pack->form), "signed", pack->manifest != NULL);
    if (object && pack->manifest) {
        char key[MINISIGN_KEY_BYTES];
        minisign_key_write(&pack->manifest->office.sign, key);
        json_object_set_new(object, "office",
                            names_json_text(pack->manifest->office.name));
        json_object_set_new(object, "key", json_string(key));
        json_object_set_new(object, "round", names_json_text(pack->manifest->round));
        json_object_set_new(object, "build",
                            json_integer((json_int_t)pack->manifest->build));
        json_object_set_new(
            object, "recipients",
            json_integer((json_int_t)pack->manifest->office.recipient_count));
        json_object_set_new(object, "files", files_json(pack->manifest));
    }
    if (paths && (json_object_set_new(object, "default_path", paths) != 0 ||
                  json_object_set(object, "heard_wrongly", hearing->texts) != 0)) {
        json_decref(object);
        object = NULL;
    }
    return console_json(object) || error_no_memory(err);
}

static void
show_language(const struct form *form, size_t language)
{
    const char *name = form_language(form, language)->name;
    size_t missing = form_missing_kiosk_words(form, language);
    if (missing == 0) {
        console_say("  language   %s", name);
    } else {
        console_say("  language   %s; %zu of the kiosk's own words are English", name,
                    missing);
    }
}

static void
show_text(const struct pack *pack)
{
    const struct descriptor *form = form_descriptor(pack->form);
    console_say("%s", form_title(pack->form));
    console_say("  form       %s, version %s", form->form_id, form->form_version);
    for (size_t i = 0; i < form_language_count(pack->form); i++) {
        show_language(pack->form, i);
    }
    console_say("  asks       %s, %s",
                counted(form->question_count, "question", "questions").text,
                counted(form_service_count(pack->form), "service", "services").text);
    const char *path;
    for (size_t i = 0; (path = form_moving(pack->form, i)); i++) {
        console_say("  careful    %s is about the choice at its place in an answer: "
                    "when one is taken back, what was answered moves to another",
                    path);
    }
    if (!pack->manifest) {
        console_say("  signed     by nobody: it is a folder, for trying things out");
        return;
    }
    const struct manifest *manifest = pack->manifest;
    char fingerprint[KEYS_FINGERPRINT_BYTES], key[MINISIGN_KEY_BYTES];
    keys_fingerprint(&manifest->office.sign, fingerprint);
    minisign_key_write(&manifest->office.sign, key);
    console_say("  signed     by %s, key %s",
                *manifest->office.name ? manifest->office.name
                                       : "an office without a name",
                fingerprint);
    console_say("  minisign   %s", key);
    if (manifest->round[0] != '\0') {
        console_say("  round      %s", manifest->round);
    }
    console_say("  answers    can be opened with %zu keys",
                manifest->office.recipient_count);
    console_say("  files      %zu", manifest->file_count);
}

static int
run(const struct showing *showing)
{
    struct error err;
    struct pack *pack = NULL;
    struct office_public office;
    bool ok =
        (!showing->keys || keyring_public(showing->keys, &office, &err)) &&
        pack_load(showing->path, !showing->keys ? NULL : &office.sign, &pack, &err) &&
        (!showing->checks || askable_check(pack->form, &err));
    struct pack_hearing hearing = {.texts = NULL};
    ok = ok && pack_hearing_init(&hearing, &err) &&
         (!showing->checks || listen(showing, pack, &hearing, &err));
    if (ok && showing->json) {
        ok = show_json(showing, pack, &hearing, &err);
    } else if (ok) {
        show_text(pack);
        ok = !showing->checks || pack_walkthrough_say(pack->form, &err);
        pack_hearing_say(&hearing, pack->form);
    }
    pack_hearing_finish(&hearing);
    pack_close(pack);
    return ok ? COMMAND_DONE : command_fail("pack", &err);
}

int
command_pack_show(int argc, char **argv)
{
    struct showing showing = {.checks = strcmp(argv[0], "check") == 0};
    const struct option options[] = {
        {"--keys", OPTION_TEXT, false, &showing.keys},
        {"--json", OPTION_FLAG, false, &showing.json},
        {"--workbook", OPTION_TEXT, false, &showing.workbook},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("pack", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT, "name one pack");
        return command_usage("pack", &err);
    }
    showing.path = argv[0];
    return run(&showing);
}

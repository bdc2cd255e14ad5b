/* townline report: the page that managers and councils read. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "names.h"
#include "output.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/pack_load.h"
#include "townline/report.h"

#include <stdio.h>
#include <string.h>

struct making {
    const char *archive, *output, *pack, *language, *office, *rules, *weights;
    uint64_t seed;
    bool force, json, is_public;
};

/* What the report decides by. */
struct deciding {
    struct rules rules;
    uint32_t weights[RULES_WEIGHTS];
};

static bool
read_rules(const char *path, struct rules *out, struct error *err)
{
    struct buffer text;
    buffer_init(&text, RULES_MAX_BYTES);
    bool ok =
        file_load(path, &text, err) &&
        (rules_read(text.data, text.size, out, err) || error_prefix(err, "%s", path));
    buffer_finish(&text);
    return ok;
}

static bool
read_deciding(const struct making *making, struct deciding *out, struct error *err)
{
    out->rules = rules_default;
    memcpy(out->weights, rules_default_weights, sizeof out->weights);
    return (!making->rules || read_rules(making->rules, &out->rules, err)) &&
           (!making->weights ||
            rules_read_weights(making->weights, out->weights, err) ||
            error_prefix(err, "--weights"));
}

/* The form of the archive that belongs to the pack; without a pack, the one with the
 * most responses. */
static const struct archive_form *
choose_form(const struct archive_form *forms, size_t count, const struct pack *pack,
            struct error *err)
{
    if (count == 0) {
        error_set(err, ERROR_MISSING, "the archive holds no response yet");
        return NULL;
    }
    if (!pack) {
        return &forms[0];
    }
    for (size_t i = 0; i < count; i++) {
        if (archive_form_has_pack(&forms[i], pack->id)) {
            return &forms[i];
        }
    }
    /* Another edition of the pack, with a mended picture or word: its labels serve
     * where the form's own name is the same. */
    const char *id = form_descriptor(pack->form)->form_id;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(forms[i].descriptor->form_id, id) == 0) {
            return &forms[i];
        }
    }
    error_set(err, ERROR_INPUT,
              "no response in the archive was given to the form of this pack");
    return NULL;
}

static bool
refuse_language(const struct pack *pack, const char *language, struct error *err)
{
    char known[160] = "";
    size_t size = 0;
    for (size_t i = 0; i < form_language_count(pack->form); i++) {
        const char *code = form_language(pack->form, i)->id;
        if (size + strlen(code) + 2 < sizeof known) {
            size += (size_t)snprintf(known + size, sizeof known - size, " %s", code);
        }
    }
    return error_set(err, ERROR_INPUT,
                     "the pack has no language \"%.40s\"; say one of these codes:%s",
                     language, known);
}

static bool
choose_language(const struct pack *pack, const char *language, size_t *out,
                struct error *err)
{
    *out = 0;
    if (!language) {
        return true;
    }
    if (!pack) {
        return report_has_words(language) ||
               error_set(err, ERROR_INPUT, "the report has no words in \"%.40s\"",
                         language);
    }
    for (size_t i = 0; i < form_language_count(pack->form); i++) {
        const struct form_language *known = form_language(pack->form, i);
        if (strcmp(known->id, language) == 0 || strcmp(known->name, language) == 0) {
            *out = i;
            return true;
        }
    }
    return refuse_language(pack, language, err);
}

/* Before anybody can read the report, so that no report is told and forgotten. */
static bool
keep_publication(struct archive *archive, const struct report_options *options,
                 struct error *err)
{
    const struct archive_publication publication = {.day = options->today,
                                                    .responses =
                                                        options->form->responses,
                                                    .bytes = options->publication->data,
                                                    .size = options->publication->size};
    return publication.size == 0 ||
           archive_publication_add(archive, options->form, &publication, err);
}

/* A pack of a folder is signed by nobody, so it tells nothing about others. An archive
 * that cannot be written to is reported as it is. */
static bool
learn_pack(struct archive *archive, const struct pack *pack, struct error *err)
{
    const struct manifest *manifest = pack->manifest;
    if (!manifest) {
        return true;
    }
    struct archive_pack learned = {
        .previous_id = manifest->has_previous ? manifest->previous_id : NULL,
        .labels = pack->form};
    memcpy(learned.pack_id, pack->id, PACK_ID_BYTES);
    for (size_t i = 0; i < manifest->change_count; i++) {
        learned.is_different |= !manifest->changes[i].same_meaning;
    }
    return archive_learn_pack(archive, &learned, err) || err->code == ERROR_SYSTEM ||
           err->code == ERROR_BUSY;
}

static int
run(const struct making *making)
{
    struct error err;
    struct archive *archive = NULL;
    struct archive_form *forms = NULL;
    struct pack *pack = NULL;
    size_t count = 0;
    char today[ARCHIVE_DAY_BYTES];
    struct deciding deciding;
    struct buffer page, publication;
    struct report_options options = {.office = making->office,
                                     .today = today,
                                     .rules = &deciding.rules,
                                     .weights = deciding.weights,
                                     .seed = making->seed,
                                     .is_public = making->is_public,
                                     .words = making->language,
                                     .publication = &publication};
    bool ok = false;
    buffer_init(&page, REPORT_MAX_BYTES);
    buffer_init(&publication, ARCHIVE_PUBLICATION_MAX_BYTES);
    names_today(today);
    if (!read_deciding(making, &deciding, &err) ||
        !output_check(making->output, making->force, &err) ||
        !archive_file_open(making->archive, false, &archive, &err) ||
        (making->pack && (!pack_load(making->pack, NULL, &pack, &err) ||
                          !learn_pack(archive, pack, &err))) ||
        !archive_forms(archive, &forms, &count, &err)) {
        goto out;
    }
    options.form = choose_form(forms, count, pack, &err);
    if (!options.form ||
        !choose_language(pack, making->language, &options.language, &err)) {
        goto out;
    }
    options.labels = pack ? pack->form : NULL;
    if (pack && making->language) { /* a name, "Español (es)", has its code here */
        options.words = form_language(pack->form, options.language)->id;
    }
    console_progress("Writing the report on %s",
                     counted(options.form->responses, "response", "responses").text);
    ok = making->json ? report_json(archive, &options, &page, &err)
                      : report_html(archive, &options, &page, &err);
    console_progress(NULL);
    if (!ok) {
        goto out;
    }
    ok = keep_publication(archive, &options, &err) &&
         output_save(making->output, &page, making->force, &err);
    if (ok) {
        console_say("%s  %s", making->output,
                    counted(options.form->responses, "response", "responses").text);
        if (!pack && !making->json) {
            console_say("It shows codes in place of words and nothing from staff: "
                        "those come with --pack and the kiosks' .townpack.");
        }
    }
out:
    buffer_finish(&page);
    buffer_finish(&publication);
    pack_close(pack);
    archive_forms_finish(forms, count);
    archive_close(archive);
    return ok ? COMMAND_DONE : command_fail("report", &err);
}

/* The page under another program's ending would open in none. */
static bool
check_output(const char *path, struct error *err)
{
    static const char *const others[] = {".pdf", ".PDF",  ".doc",  ".docx",
                                         ".odt", ".xlsx", ".pptx", ".csv"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (characters_end_with(path, others[i])) {
            return error_set(
                err, ERROR_INPUT,
                "%.150s: the report is a page: name it .html and open it in "
                "a browser, which also prints it or saves it as PDF",
                path);
        }
    }
    return true;
}

int
command_report(int argc, char **argv)
{
    struct making making = {.archive = NULL};
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &making.archive},
        {"-o", OPTION_TEXT, true, &making.output},
        {"--force", OPTION_FLAG, false, &making.force},
        {"--pack", OPTION_TEXT, false, &making.pack},
        {"--language", OPTION_TEXT, false, &making.language},
        {"--office", OPTION_TEXT, false, &making.office},
        {"--rules", OPTION_TEXT, false, &making.rules},
        {"--weights", OPTION_TEXT, false, &making.weights},
        {"--seed", OPTION_NUMBER, false, &making.seed},
        {"--json", OPTION_FLAG, false, &making.json},
        {"--public", OPTION_FLAG, false, &making.is_public},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("report", &err);
    }
    if (words != 0) {
        error_set(&err, ERROR_INPUT, "\"%.60s\" is one word too many", argv[0]);
        return command_usage("report", &err);
    }
    if (!check_output(making.output, &err)) {
        return command_usage("report", &err);
    }
    return run(&making);
}

/* townline collect: bundles from files, sticks, pictures and films, into the archive.
 */
#include "arguments.h"
#include "collect_seen.h"
#include "command.h"
#include "console.h"
#include "intake.h"
#include "names.h"
#include "passphrase.h"
#include "receipts.h"
#include "sources.h"
#include "townline/frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct collect {
    struct intake *intake;
    struct frame_collector *frames;
    struct receipts receipts;
    json_t *bundles, *incomplete; /* with --json, else NULL */
    struct collect_seen seen;
    size_t bundle_count;
    size_t refused;     /* things that were not taken; above 0 the exit code is 1 */
    bool no_write_back; /* receipts do not go onto sticks */
    bool broken;        /* the disk or memory failed, so the rest is not tried */
};

static void
take_bundle(struct collect *collect, const char *source, const void *data, size_t size)
{
    struct intake_result result;
    struct error err;
    intake_bundle(collect->intake, data, size, &result);
    collect->bundle_count++;
    if (collect->bundles) {
        json_t *object = intake_json(collect->intake, &result);
        json_object_set_new(object, "source", names_json_text(source));
        json_array_append_new(collect->bundles, object);
    } else if (result.outcome == INTAKE_MERGED || result.outcome == INTAKE_SAME) {
        console_say("%s", intake_describe(collect->intake, &result).text);
    } else {
        console_tell("collect", "%s: %s", source,
                     intake_describe(collect->intake, &result).text);
    }
    if (result.outcome == INTAKE_MERGED || result.outcome == INTAKE_SAME) {
        if (!receipts_add(&collect->receipts, &result.header.kiosk,
                          result.header.store_id, &err) ||
            (!collect->no_write_back &&
             !receipts_add_origin(&collect->receipts, &result.header.kiosk,
                                  result.header.store_id, source, &err))) {
            command_fail("collect", &err);
            collect->broken = true;
        }
        return;
    }
    collect->refused++;
    collect->broken |= result.outcome == INTAKE_REFUSED &&
                       result.fault.code != ERROR_INPUT &&
                       result.fault.code != ERROR_MISSING;
}

static bool
on_bundle(void *context, const char *path, const void *data, size_t size)
{
    struct collect *collect = context;
    console_progress("%zu bundles: %s", collect->bundle_count, path);
    take_bundle(collect, path, data, size);
    return !collect->broken;
}

static bool
on_payload(void *context, const char *path, const void *data, size_t size)
{
    struct collect *collect = context;
    const uint8_t *bundle;
    size_t bundle_size;
    switch (frame_collect(collect->frames, data, size)) {
    case COLLECTOR_NOT_OURS:
        collect->seen.foreign++;
        break;
    case COLLECTOR_FORGED:
        collect->seen.forged++;
        break;
    case COLLECTOR_CROWDED:
        collect->seen.crowded++;
        break;
    case COLLECTOR_BUNDLE:
        frame_collector_bundle(collect->frames, &bundle, &bundle_size);
        take_bundle(collect, path, bundle, bundle_size);
        break;
    case COLLECTOR_KNOWN:
    case COLLECTOR_PROGRESS:
        break;
    }
    return !collect->broken;
}

/* "12 of 35 parts" of the bundle that is being put together; "" for none. */
struct parts_words {
    char text[64];
};
static struct parts_words
parts_so_far(const struct collect *collect)
{
    struct parts_words words = {""};
    uint8_t tag[4];
    size_t rank, k;
    if (frame_collector_partial(collect->frames, 0, tag, &rank, &k)) {
        snprintf(words.text, sizeof words.text, ", %zu of %zu parts", rank, k);
    }
    return words;
}

static bool
on_picture(void *context, const char *path, size_t codes)
{
    struct collect *collect = context;
    collect_seen_picture(&collect->seen, codes);
    console_progress("%zu pictures%s: %s", collect->seen.pictures,
                     parts_so_far(collect).text, path);
    return true;
}

static bool
on_film_picture(void *context, const char *path, const struct film_seen *seen)
{
    struct collect *collect = context;
    if (seen->place.pictures % 5 == 0) {
        console_progress("%s%s: %s", collect_seen_place(seen).text,
                         parts_so_far(collect).text, path);
    }
    return true;
}

static bool
on_film(void *context, const char *path, const struct film_seen *seen)
{
    struct collect *collect = context;
    console_progress(NULL);
    if (!collect_seen_film(&collect->seen, path, seen)) {
        collect->refused++;
    }
    return true;
}

static bool
on_unread(void *context, const char *path, enum source_kind kind)
{
    struct collect *collect = context;
    collect_seen_unread(&collect->seen, path, kind);
    return true;
}

static bool
on_fault(void *context, const char *path, const struct error *fault)
{
    struct collect *collect = context;
    struct error err = *fault;
    error_prefix(&err, "%s", path);
    collect->refused++;
    if (collect->bundles) {
        json_array_append_new(collect->bundles,
                              json_pack("{s:s, s:o, s:o}", "outcome", "refused",
                                        "reason", names_json_text(fault->text),
                                        "source", names_json_text(path)));
    } else {
        command_fail("collect", &err);
    }
    return true;
}

static bool
is_in_archive(const struct archive_bundle *bundles, size_t count, const uint8_t tag[4])
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(bundles[i].id, tag, 4) == 0) {
            return true;
        }
    }
    return false;
}

/* Tells of each bundle of which too few frames were seen. */
static bool
tell_incomplete(struct collect *collect, struct error *err)
{
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(intake_archive(collect->intake), &bundles, &count, err)) {
        return false;
    }
    uint8_t tag[4];
    size_t rank, k;
    for (size_t i = 0; frame_collector_partial(collect->frames, i, tag, &rank, &k);
         i++) {
        if (is_in_archive(bundles, count, tag)) {
            continue; /* this bundle came whole in another way, for example by stick */
        }
        collect->refused++;
        char hex[NAMES_HEX_BYTES];
        names_hex(tag, sizeof tag, hex);
        if (collect->incomplete) {
            json_array_append_new(collect->incomplete,
                                  json_pack("{s:s, s:i, s:i}", "tag", hex, "have",
                                            (int)rank, "need", (int)k));
        } else {
            console_tell("collect",
                         "bundle ...-%s is incomplete: %zu of %zu parts came; show the "
                         "code again and collect the old and the new pictures or films "
                         "together",
                         hex, rank, k);
        }
    }
    free(bundles);
    return true;
}

static int
finish(struct collect *collect, const struct receipts_options *options)
{
    struct error err;
    int code = collect->broken ? COMMAND_SYSTEM : COMMAND_DONE;
    if (!tell_incomplete(collect, &err)) {
        code = command_fail("collect", &err);
    }
    if (!collect->bundles) {
        collect_seen_tell(&collect->seen);
    }
    struct receipts_options giving = *options;
    if (collect->bundles) {
        giving.receipts = json_array();
        giving.missing = json_array();
        giving.on_sticks = json_array();
    }
    if (!receipts_give(&collect->receipts, intake_archive(collect->intake), &giving,
                       &err)) {
        int failed = command_fail("collect", &err);
        code = code > failed ? code : failed;
    }
    if (collect->bundles) {
        json_t *object =
            json_pack("{s:O, s:O, s:o, s:o, s:o}", "bundles", collect->bundles,
                      "incomplete", collect->incomplete, "receipts", giving.receipts,
                      "missing", giving.missing, "on_sticks", giving.on_sticks);
        collect_seen_json(&collect->seen, object);
        if (!console_json(object)) {
            code = COMMAND_SYSTEM;
        }
    }
    if (code != COMMAND_DONE) {
        return code;
    }
    return collect->refused > 0 || collect->seen.crowded > 0 ? COMMAND_REFUSED
                                                             : COMMAND_DONE;
}

static size_t
count_taken(const struct collect *collect)
{
    return collect->bundle_count + collect->seen.pictures + collect->seen.films +
           collect->refused;
}

static int
run(const struct intake_options *options, char **sources, size_t source_count,
    const struct receipts_options *giving, bool no_write_back, bool json)
{
    struct error err;
    struct collect collect = {.no_write_back = no_write_back};
    int code;
    if (!intake_open(options, &collect.intake, &err) ||
        !frame_collector_create(&collect.frames, &err)) {
        intake_close(collect.intake);
        return command_fail("collect", &err);
    }
    if (json) {
        collect.bundles = json_array();
        collect.incomplete = json_array();
        collect.seen.films_told = json_array();
        collect.seen.unread_told = json_array();
    }
    const struct sources_visitor visitor = {.on_bundle = on_bundle,
                                            .on_payload = on_payload,
                                            .on_picture = on_picture,
                                            .on_film_picture = on_film_picture,
                                            .on_film = on_film,
                                            .on_unread = on_unread,
                                            .on_fault = on_fault,
                                            .context = &collect};
    bool go_on = true;
    for (size_t i = 0; go_on && i < source_count; i++) {
        size_t before = count_taken(&collect);
        go_on = sources_each(sources[i], &visitor);
        if (before == count_taken(&collect)) {
            error_set(&err, ERROR_MISSING, "no bundle, picture or film is in it");
            go_on = on_fault(&collect, sources[i], &err);
        }
    }
    console_progress(NULL);
    code = finish(&collect, giving);
    json_decref(collect.bundles);
    json_decref(collect.incomplete);
    collect_seen_finish(&collect.seen);
    receipts_finish(&collect.receipts);
    frame_collector_destroy(collect.frames);
    intake_close(collect.intake);
    return code;
}

int
command_collect(int argc, char **argv)
{
    struct intake_options intake = {.passphrase_descriptor = PASSPHRASE_ASK};
    struct receipts_options giving = {.folder = NULL};
    bool json = false, no_write_back = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &intake.archive},
        {"--keys", OPTION_TEXT, true, &intake.keys},
        {"--passphrase-fd", OPTION_NUMBER, false, &intake.passphrase_descriptor},
        {"--receipts", OPTION_TEXT, false, &giving.folder},
        {"--no-receipts", OPTION_FLAG, false, &no_write_back},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t count;
    if (!ARGUMENTS_READ(argc, argv, options, &count, &err)) {
        return command_usage("collect", &err);
    }
    if (count == 0) {
        error_set(&err, ERROR_INPUT,
                  "say what to collect: bundles, pictures, films, folders");
        return command_usage("collect", &err);
    }
    giving.archive_path = intake.archive;
    return run(&intake, argv, count, &giving, no_write_back, json);
}

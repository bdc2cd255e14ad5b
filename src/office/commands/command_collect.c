/* townline collect: bundles from files, sticks and pictures, into the archive. */
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "intake.h"
#include "names.h"
#include "passphrase.h"
#include "receipts.h"
#include "sources.h"
#include "townline/frame.h"

#include <stdlib.h>
#include <string.h>

struct collect {
    struct intake *intake;
    struct frame_collector *frames;
    struct receipts receipts;
    json_t *bundles, *incomplete; /* with --json, else NULL */
    size_t bundle_count, pictures, without_code, foreign, forged, crowded;
    size_t unread;      /* films, and pictures of kinds that are not read */
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
        collect->foreign++;
        break;
    case COLLECTOR_FORGED:
        collect->forged++;
        break;
    case COLLECTOR_CROWDED:
        collect->crowded++;
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

static bool
on_picture(void *context, const char *path, size_t codes)
{
    struct collect *collect = context;
    uint8_t tag[4];
    size_t rank, k;
    collect->pictures++;
    if (codes == 0) {
        collect->without_code++;
    }
    if (frame_collector_partial(collect->frames, 0, tag, &rank, &k)) {
        console_progress("%zu pictures, %zu of %zu parts: %s", collect->pictures, rank,
                         k, path);
    }
    return true;
}

/* One of them says it for all, since a phone writes many. */
static bool
on_unread(void *context, const char *path)
{
    struct collect *collect = context;
    if (collect->unread++ == 0) {
        console_tell("collect",
                     "%s: films and pictures of this kind cannot be read; photograph "
                     "the moving code with the camera set to JPEG, or save each "
                     "picture as .jpg or .png",
                     path);
    }
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

/* Tells of each bundle of which too few frames were photographed. */
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
                         "code again and collect the old and the new pictures together",
                         hex, rank, k);
        }
    }
    free(bundles);
    return true;
}

static void
tell_pictures(const struct collect *collect)
{
    if (collect->pictures == 0) {
        return;
    }
    console_say("%s read, %zu of them without a code",
                counted(collect->pictures, "picture", "pictures").text,
                collect->without_code);
    if (collect->foreign > 0) {
        console_tell("collect", "%s not ours or damaged, and passed over",
                     counted(collect->foreign, "code was", "codes were").text);
    }
    if (collect->forged > 0) {
        console_tell("collect",
                     "%s a picture did not belong to the bundle it named; what "
                     "was suspect was put aside",
                     counted(collect->forged, "time", "times").text);
    }
    if (collect->crowded > 0) {
        console_tell("collect",
                     "%s left out, since more than four bundles are shown at once; "
                     "collect the folders one by one",
                     counted(collect->crowded, "picture was", "pictures were").text);
    }
}

static int
finish(struct collect *collect, const struct receipts_options *options)
{
    struct error err;
    int code = collect->broken ? COMMAND_SYSTEM : COMMAND_DONE;
    json_t *pictures;
    if (!tell_incomplete(collect, &err)) {
        code = command_fail("collect", &err);
    }
    if (!collect->bundles) {
        tell_pictures(collect);
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
        pictures = json_pack(
            "{s:i, s:i, s:i, s:i, s:i}", "read", (int)collect->pictures, "without_code",
            (int)collect->without_code, "not_ours", (int)collect->foreign, "forged",
            (int)collect->forged, "left_out", (int)collect->crowded);
        if (!console_json(json_pack("{s:O, s:O, s:o, s:o, s:o, s:o}", "bundles",
                                    collect->bundles, "incomplete", collect->incomplete,
                                    "pictures", pictures, "receipts", giving.receipts,
                                    "missing", giving.missing, "on_sticks",
                                    giving.on_sticks))) {
            code = COMMAND_SYSTEM;
        }
    }
    if (code != COMMAND_DONE) {
        return code;
    }
    return collect->refused > 0 || collect->crowded > 0 ? COMMAND_REFUSED
                                                        : COMMAND_DONE;
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
    }
    const struct sources_visitor visitor = {.on_bundle = on_bundle,
                                            .on_payload = on_payload,
                                            .on_picture = on_picture,
                                            .on_unread = on_unread,
                                            .on_fault = on_fault,
                                            .context = &collect};
    bool go_on = true;
    for (size_t i = 0; go_on && i < source_count; i++) {
        size_t before = collect.bundle_count + collect.pictures + collect.refused;
        go_on = sources_each(sources[i], &visitor);
        if (before == collect.bundle_count + collect.pictures + collect.refused) {
            error_set(&err, ERROR_MISSING, "no bundle and no picture is in it");
            go_on = on_fault(&collect, sources[i], &err);
        }
    }
    console_progress(NULL);
    code = finish(&collect, giving);
    json_decref(collect.bundles);
    json_decref(collect.incomplete);
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
        error_set(&err, ERROR_INPUT, "say what to collect: bundles, pictures, folders");
        return command_usage("collect", &err);
    }
    giving.archive_path = intake.archive;
    return run(&intake, argv, count, &giving, no_write_back, json);
}

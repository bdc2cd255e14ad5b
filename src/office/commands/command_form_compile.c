/* townline form compile: a workbook becomes an XForm. */
#include "arguments.h"
#include "command_form.h"
#include "console.h"
#include "names.h"
#include "output.h"
#include "townline/form.h"
#include "townline/xlsform.h"
#include "workbook_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct compile {
    const char *workbook, *output, *media; /* media NULL: not looked for */
    bool force, json;
};

/* Whether the media folder has the file; `name` has no slash in it. */
static bool
has_media(void *context, const char *name)
{
    const struct compile *compile = context;
    struct stat status;
    size_t size = strlen(compile->media) + strlen(name) + 2;
    char *path = malloc(size);
    bool is_there = false;
    if (path) {
        snprintf(path, size, "%s/%s", compile->media, name);
        is_there = stat(path, &status) == 0 && S_ISREG(status.st_mode);
    }
    free(path);
    return is_there;
}

static bool
like_media(void *context, const char *name, char *out, size_t size)
{
    const struct compile *compile = context;
    return workbook_media_like(compile->media, name, out, size);
}

static bool
compile_workbook(const struct compile *compile, struct diagnostics *diagnostics,
                 struct buffer *xml, struct error *err)
{
    const struct xlsform_options media = {
        .has_media = compile->media ? has_media : NULL,
        .like_media = compile->media ? like_media : NULL,
        .media_context = (void *)compile,
    };
    return workbook_compile(compile->workbook, &media, diagnostics, xml, err);
}

static bool
save(const struct compile *compile, const struct buffer *xml, struct error *err)
{
    return output_save(compile->output, xml, compile->force, err);
}

static bool
show(const struct compile *compile, const struct diagnostics *diagnostics,
     const struct error *failed)
{
    if (!compile->json) {
        faults_print(diagnostics);
        return true;
    }
    json_t *object =
        json_pack("{s:b, s:o}", "ok", !failed, "faults", faults_json(diagnostics));
    if (failed) {
        json_object_set_new(object, "error", names_json_text(failed->text));
    }
    return console_json(object);
}

static int
run(const struct compile *compile)
{
    struct error err = {ERROR_NONE, ""};
    struct diagnostics *diagnostics = NULL;
    struct buffer xml;
    buffer_init(&xml, FORM_MAX_BYTES);
    bool ok = output_check(compile->output, compile->force, &err) &&
              diagnostics_create(&diagnostics, &err) &&
              compile_workbook(compile, diagnostics, &xml, &err) &&
              save(compile, &xml, &err);
    if (diagnostics && !show(compile, diagnostics, ok ? NULL : &err)) {
        ok = error_set(&err, ERROR_FULL, "there is no memory left");
    }
    int code = ok ? COMMAND_DONE : command_fail("form compile", &err);
    diagnostics_destroy(diagnostics);
    buffer_finish(&xml);
    return code;
}

int
command_form_compile(int argc, char **argv)
{
    struct compile compile = {NULL};
    const struct option options[] = {
        {"-o", OPTION_TEXT, true, &compile.output},
        {"--force", OPTION_FLAG, false, &compile.force},
        {"--media", OPTION_TEXT, false, &compile.media},
        {"--json", OPTION_FLAG, false, &compile.json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("form", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT,
                  "name one workbook: NAME.xlsx or a folder of .csv");
        return command_usage("form", &err);
    }
    compile.workbook = argv[0];
    return run(&compile);
}

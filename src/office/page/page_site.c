/* Loads the collector page and knows what a browser has to be told of each file. */
#include "page_site.h"

#include "sibling.h"
#include "townline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define JAVASCRIPT "text/javascript; charset=utf-8"

/* What src/web/build.mjs puts into the folder; the first is the page itself. */
static const struct page_file known[PAGE_SITE_FILES] = {
    {.name = "index.html", .type = "text/html; charset=utf-8"},
    {.name = "page.css", .type = "text/css; charset=utf-8"},
    {.name = "main.js", .type = JAVASCRIPT},
    {.name = "worker.js", .type = JAVASCRIPT},
    {.name = "sw.js", .type = JAVASCRIPT},
    {.name = "townline.wasm", .type = "application/wasm"},
    {.name = "zxing.wasm", .type = "application/wasm"},
    {.name = "page.webmanifest", .type = "application/manifest+json"},
    {.name = "icon.svg", .type = "image/svg+xml"},
};

bool
page_site_find(char folder_out[PATH_MAX], struct error *err)
{
    /* From bin/: as `cmake --install` lays it, and as tools/build does. */
    static const char *const places[] = {"../share/townline/site", "../../page/site"};
    char own[PATH_MAX];
    if (!sibling_folder(own, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int size = snprintf(folder_out, PATH_MAX, "%s/%s", own, places[i]);
        if (size > 0 && size < PATH_MAX && file_is_folder(folder_out)) {
            return true;
        }
    }
    return error_set(err, ERROR_MISSING,
                     "the collector page is not beside this program: make it with "
                     "\"tools/build page\", or name its folder");
}

static bool
load_file(int folder, struct page_file *file, struct error *err)
{
    if (!file_load_at(folder, file->name, &file->content, err)) {
        return error_prefix(err, "%s", file->name);
    }
    return file->content.size > 0 ||
           error_set(err, ERROR_INPUT, "%s: is empty", file->name);
}

bool
page_site_load(const char *folder, struct page_site *out, struct error *err)
{
    for (size_t i = 0; i < PAGE_SITE_FILES; i++) {
        out->files[i] = known[i];
        buffer_init(&out->files[i].content, PAGE_SITE_FILE_MAX_BYTES);
    }
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) {
        file_error(err, errno, "opened");
        return error_prefix(err, "%s", folder);
    }
    bool ok = true;
    for (size_t i = 0; ok && i < PAGE_SITE_FILES; i++) {
        ok = load_file(opened, &out->files[i], err);
    }
    close(opened);
    return ok ||
           error_prefix(err,
                        "%s is not the folder \"site\" that \"tools/build page\" makes",
                        folder);
}

void
page_site_finish(struct page_site *site)
{
    for (size_t i = 0; i < PAGE_SITE_FILES; i++) {
        buffer_finish(&site->files[i].content);
    }
}

const struct page_file *
page_site_at(const struct page_site *site, const char *path)
{
    if (strcmp(path, "/") == 0) {
        return &site->files[0];
    }
    for (size_t i = 0; i < PAGE_SITE_FILES; i++) {
        if (path[0] == '/' && strcmp(path + 1, site->files[i].name) == 0) {
            return &site->files[i];
        }
    }
    return NULL;
}

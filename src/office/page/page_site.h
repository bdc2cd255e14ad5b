/*
 * page_site: the collector page as `tools/build page` makes it for phones, a folder of
 * a few files whose names are known. All of them are in memory, so nothing else of the
 * folder, and nothing that is put there later, can be given out.
 */
#ifndef PAGE_SITE_H
#define PAGE_SITE_H

#include "townline/buffer.h"
#include "townline/error.h"

#include <limits.h>

#define PAGE_SITE_FILES 9
#define PAGE_SITE_FILE_MAX_BYTES (16u << 20)

struct page_file {
    const char *name; /* "main.js" */
    const char *type; /* as a browser is told: "text/javascript; charset=utf-8" */
    struct buffer content;
};
struct page_site {
    struct page_file files[PAGE_SITE_FILES];
};

/* Where the page lies when nobody says it: beside this program, as it was installed or
 * built. ERROR_MISSING: nowhere there. */
bool page_site_find(char folder_out[PATH_MAX], struct error *err)
    __attribute__((warn_unused_result));
/* All files, each with something in it and none of them a link; the error names the
 * one that is wrong. page_site_finish is called in any case. */
bool page_site_load(const char *folder, struct page_site *out, struct error *err)
    __attribute__((warn_unused_result));
void page_site_finish(struct page_site *site);

/* The file for the path of an address, "/main.js", or "/" for the page itself; NULL
 * where the page has none. Borrowed from the site. */
const struct page_file *page_site_at(const struct page_site *site, const char *path);

#endif

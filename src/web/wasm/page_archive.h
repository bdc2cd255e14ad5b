/* page_archive: the archive that is open in the page. */
#ifndef PAGE_ARCHIVE_H
#define PAGE_ARCHIVE_H

#include "townline/archive.h"

struct page_archive {
    struct archive *archive;
    struct archive_contacts *contacts; /* opened when the first contact comes */
};

struct pack;
/* The form whose answers the pack has words for; without a pack, the one with most.
 * NULL and an error where there is none. */
const struct archive_form *page_choose_form(const struct archive_form *forms,
                                            size_t count, const struct pack *pack,
                                            struct error *err);
/* The pack's language of that name, or else one that begins so: "zh" finds "zh-Hant".
 * 0 where there is none, or no pack. */
size_t page_find_language(const struct pack *pack, const char *language);

#endif

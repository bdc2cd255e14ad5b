/* page_archive: the archive that is open in the page. */
#ifndef PAGE_ARCHIVE_H
#define PAGE_ARCHIVE_H

#include "townline/archive.h"

struct page_archive {
    struct archive *archive;
    struct archive_contacts *contacts; /* opened when the first contact comes */
};

#endif

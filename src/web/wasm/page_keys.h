/* page_keys: the office's key while the page has it, in memory alone. */
#ifndef PAGE_KEYS_H
#define PAGE_KEYS_H

#include "townline/seal.h"

struct page_key {
    struct recipient_secret secret;
};

#endif

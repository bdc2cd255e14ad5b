/*
 * words_catalog: the bytes of msgfmt's catalogues, written by the build from
 * assets/locale/report (little-endian, without a hash table).
 */
#ifndef TOWNLINE_WORDS_CATALOG_H
#define TOWNLINE_WORDS_CATALOG_H

#include <stddef.h>

struct words_catalog {
    const unsigned char *bytes;
    size_t size;
};
extern const struct words_catalog words_catalog_ar, words_catalog_es, words_catalog_tl,
    words_catalog_vi, words_catalog_zh;

#endif

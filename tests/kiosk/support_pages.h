/*
 * Pages of every kind for the screen tests: the contents of the pictures in the design,
 * on any panel, in any size and theme.
 */
#ifndef SUPPORT_PAGES_H
#define SUPPORT_PAGES_H

#include "page.h"

struct sample {
    const char *name;
    const char *language;
    bool rtl;
    /* Adds the content; the frame is filled already. */
    void (*add)(struct page *page);
    void (*frame)(struct page_frame *frame);
};

size_t sample_count(void);
const struct sample *sample_at(size_t index);
const struct sample *sample_find(const char *name);

/* Builds one page of a sample; number of pages, 0 on failure. */
int sample_build(const struct sample *sample, const struct theme *theme,
                 struct typeset *typeset, int page, struct tree *tree);

/* In support_staff_pages.c: what staff see. */
extern const struct sample staff_samples[];
extern const size_t staff_sample_count;
/* In support_widgets.c: samples of what is asked less often. */
extern const struct sample widget_samples[];
extern const size_t widget_sample_count;
/* Back, Next, Aa and the language in the sample's language; skip. */
void sample_frame(struct page_frame *frame);

/* A key that writes what stands on it. */
#define KEY(letter)                                                                    \
    {                                                                                  \
        .id = "key-" letter, .text = letter                                            \
    }

/* The directory the assets are in, for paint. */
#define SAMPLE_ASSETS TESTS_DIR "/../assets"

#endif

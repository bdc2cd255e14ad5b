/*
 * support_pages: pages of every kind for tests of screens, with the contents of the
 * pictures in the design, on any panel and in any size and colors.
 */
#ifndef SUPPORT_PAGES_H
#define SUPPORT_PAGES_H

#include "page.h"

struct sample {
    const char *name;
    const char *language;
    bool rtl;
    /* Adds the content. The frame is filled before. */
    void (*add)(struct page *page);
    void (*frame)(struct page_frame *frame);
};

size_t sample_count(void);
const struct sample *sample_at(size_t index);
const struct sample *sample_find(const char *name);

/* Builds one page of a sample. Returns how many pages it has; 0 on failure. */
int sample_build(const struct sample *sample, const struct theme *theme,
                 struct typeset *typeset, int page, struct tree *tree);

/* In support_staff_pages.c: screens for staff. */
extern const struct sample staff_samples[];
extern const size_t staff_sample_count;
/* In support_widgets.c: kinds of content that few screens have. */
extern const struct sample widget_samples[];
extern const size_t widget_sample_count;
/* In support_place_pages.c: the end and how others answered, in each language. */
extern const struct sample place_samples[];
extern const size_t place_sample_count;
/* Fills the frame with Back, Skip, Next, Aa and the language, in the words of the
 * sample's language. */
void sample_frame(struct page_frame *frame);

/* A key that writes the letter on it. */
#define KEY(letter)                                                                    \
    {                                                                                  \
        .id = "key-" letter, .text = letter                                            \
    }

/* The folder with the assets, for paint. */
#define SAMPLE_ASSETS TESTS_DIR "/../assets"

#endif

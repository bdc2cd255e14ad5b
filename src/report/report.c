/* Writes the HTML report: the page of what an archive holds. */
#include "townline/report.h"

#include "report_data.h"
#include "report_page.h"

#include <stdlib.h>

static bool
count_bundles(struct archive *archive, const struct archive_form *form,
              struct page_extra *out, struct error *err)
{
    struct archive_bundle *bundles = NULL;
    size_t count = 0;
    if (!archive_bundles(archive, &bundles, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        out->bundles_apart += bundles[i].place == BUNDLE_APART;
        out->bundles_kept += bundles[i].place == BUNDLE_KEPT;
        out->bundles_test += bundles[i].place == BUNDLE_MERGED && bundles[i].test_mode;
        out->gaps += bundles[i].is_gap_before;
    }
    free(bundles);
    out->recovered = form->recovered;
    return true;
}

bool
report_has_words(const char *language)
{
    return words_find(language) != NULL;
}

bool
report_html(struct archive *archive, const struct report_options *options,
            struct buffer *out, struct error *err)
{
    struct page_extra extra = {0};
    struct report_data data;
    struct page_options page = {
        .language = options->words, .office = options->office, .today = options->today};
    if (!count_bundles(archive, options->form, &extra, err) ||
        !archive_is_simulated(archive, options->form, &page.is_simulated, err) ||
        !report_data_init(&data, archive, options, err)) {
        return false;
    }
    if (data.input.round_count == 0 && options->form->responses > 0) {
        page.round = data.archive_rounds[0].name; /* the only one */
    }
    bool ok = page_add(&data.model, &page, &extra, out, err);
    report_data_finish(&data);
    return ok;
}

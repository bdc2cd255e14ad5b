/*
 * archive_recovered: responses that were read from the card of a dead kiosk, sealed by
 * the office into a bundle of their own. They count until the kiosk's own bundle with
 * the same responses arrives after all, whichever of the two comes first.
 *
 * Such a bundle says which was the last one that the card had made. Only the kiosk's
 * bundles after that one can hold its responses, each of them once; so each response in
 * them stands for one equal response of the card.
 */
#ifndef TOWNLINE_ARCHIVE_RECOVERED_H
#define TOWNLINE_ARCHIVE_RECOVERED_H

#include "archive_parts.h"

/* Of the bundle that is being merged: skip[i] is set for the responses that are here
 * already. free() it; NULL for a bundle that was not recovered. */
bool archive_recovered_skip(struct archive *archive, int64_t kiosk,
                            const struct bundle_content *content, int64_t form,
                            bool **skip_out, struct error *err)
    __attribute__((warn_unused_result));
/* After a bundle of the kiosk's own was written: what it brought is taken out of the
 * recovered ones. */
bool archive_recovered_prune(struct archive *archive, int64_t kiosk,
                             const struct bundle *bundle, int64_t form,
                             struct error *err) __attribute__((warn_unused_result));

#endif

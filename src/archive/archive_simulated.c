/* Whether responses were invented. */
#include "archive_parts.h"

bool
archive_is_simulated(struct archive *archive, const struct archive_form *form,
                     bool *out, struct error *err)
{
    bool ok = true;
    *out = false;
    /* one invented bundle makes all figures invented */
    for (size_t i = 0; ok && !*out && i < form->part_count; i++) {
        int64_t found = 0;
        ok = database_number(
            &archive->database, 0, &found, err,
            "SELECT count(*) FROM bundle WHERE form = $1 AND counted = 1"
            " AND substr(program_version, 1, length($2)) = $2",
            "it", form->parts[i].form, BUNDLE_SIMULATED);
        *out = found != 0;
    }
    return ok;
}

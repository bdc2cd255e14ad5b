/* support_promises: reads "recorded" and the names of the screens. */
#include "support_promises.h"

#include <string.h>

static bool
begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void
forget_session(struct promises *promises)
{
    promises->is_recorded = promises->may_be_kept = promises->was_in_block = false;
}

static void
end_session(struct promises *promises)
{
    promises->recorded += promises->is_recorded;
    promises->kept_most += !promises->is_recorded && promises->may_be_kept;
    forget_session(promises);
}

static void
read_line(struct promises *promises, const char *line)
{
    if (begins(line, "recorded\n")) {
        promises->is_recorded = true;
    } else if (begins(line, "screen deleted\n")) {
        forget_session(promises);
    } else if (begins(line, "screen attract")) {
        end_session(promises);
    }
    promises->rested |= begins(line, "screen resting");
    promises->may_be_kept |= promises->was_in_block;
    promises->was_in_block |= begins(line, "screen question about/block/");
}

void
promises_read(const char *transcript, struct promises *out)
{
    *out = (struct promises){0};
    for (const char *line = transcript; *line; line += strcspn(line, "\n") + 1) {
        read_line(out, line);
    }
    end_session(out);
}

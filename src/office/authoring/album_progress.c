/* album_progress: counts screens by language. */
#include "album_progress.h"

#include "counted.h"

#include <stdio.h>
#include <string.h>

void
album_progress_screen(struct album_progress *progress, const char *name)
{
    progress->screens++;
    progress->is_searching = false;
    snprintf(progress->name, sizeof progress->name, "%s", name);
}

void
album_progress_walk(struct album_progress *progress, const char *walk)
{
    size_t size = strcspn(walk, " ");
    progress->is_searching = true;
    if (size >= sizeof progress->language ||
        (strncmp(walk, progress->language, size) == 0 &&
         progress->language[size] == '\0')) {
        return;
    }
    memcpy(progress->language, walk, size);
    progress->language[size] = '\0';
    if (progress->begun == 1) {
        progress->each = progress->screens - progress->before;
    } else if (progress->begun == 0) {
        progress->before = progress->screens;
    }
    progress->begun++;
}

void
album_progress_text(const struct album_progress *progress, char *out, size_t size)
{
    char many[80], language[60] = "";
    size_t all = progress->before + progress->languages * progress->each;
    if (progress->each > 0 && all > progress->screens) {
        snprintf(many, sizeof many, "%zu of about %zu screens", progress->screens, all);
    } else {
        snprintf(many, sizeof many, "%s",
                 counted(progress->screens, "screen", "screens").text);
    }
    if (progress->languages > 1 && progress->begun > 0) {
        snprintf(language, sizeof language, ", language %zu of %zu", progress->begun,
                 progress->languages);
    }
    snprintf(out, size, "%s%s%s%s", many, language,
             progress->is_searching ? "; looking for more: " : ": ",
             progress->is_searching ? progress->language : progress->name);
}

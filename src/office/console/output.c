/* Writes what commands make, without harm to what is there. */
#include "output.h"

#include "townline/file.h"

#include <unistd.h>

bool
output_check(const char *path, bool force, struct error *err)
{
    return force || access(path, F_OK) != 0 ||
           error_set(err, ERROR_INPUT,
                     "%s: is there already and was left as it is; --force replaces it",
                     path);
}

bool
output_save(const char *path, const struct buffer *content, bool force,
            struct error *err)
{
    const struct file_content file = {.data = content->data,
                                      .size = content->size,
                                      .mode = 0644,
                                      .existing = force ? FILE_REPLACE : FILE_KEEP};
    return file_save(path, &file, err) || error_prefix(err, "%s", path);
}

/* What libzip would take from the machine: there are no files in the page, since zip
 * archives are bytes; random bytes are for archives with a password, which are refused.
 */
#include "machine.h"

#include <stdbool.h>
#include <zip.h>

bool zip_secure_random(zip_uint8_t *out, zip_uint16_t size);

bool
zip_secure_random(zip_uint8_t *out, zip_uint16_t size)
{
    arc4random_buf(out, size);
    return true;
}

zip_source_t *
zip_source_file_create(const char *name, zip_uint64_t start, zip_int64_t length,
                       zip_error_t *error)
{
    (void)name;
    (void)start;
    (void)length;
    zip_error_set(error, ZIP_ER_OPNOTSUPP, 0);
    return NULL;
}

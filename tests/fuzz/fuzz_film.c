/* Input: a film, or the first bytes of any file. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "film.h"
#include "source_kind.h"

#include <sys/mman.h>
#include <unistd.h>

/* Pictures of 4096 x 2304 pixels, of which a coding holds up to 17, and our two. */
const size_t fuzz_heap_max_bytes = (size_t)512 << 20;
/* More would only take longer. */
#define STEPS_MAX 200

static void
check_picture(const struct film *film, const struct picture *picture)
{
    assert(picture->width > 0 && picture->width <= FILM_MAX_SIDE);
    assert(picture->height > 0 && picture->height <= FILM_MAX_SIDE);
    assert(picture->width * picture->height <= FILM_MAX_PIXELS);
    assert(picture->stride >= picture->width && film_place(film).pictures > 0);
    /* Every pixel of it is there to be read. */
    unsigned sum = 0;
    for (size_t y = 0; y < picture->height; y++) {
        sum += picture->pixels[y * picture->stride] +
               picture->pixels[y * picture->stride + picture->width - 1];
    }
    volatile unsigned kept = sum;
    (void)kept;
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct film *film;
    struct picture picture;
    enum source_kind kind = source_kind_of_bytes(data, size);
    assert(kind < SOURCE_KINDS);
    int file = memfd_create("film", 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size) {
        close(file);
        return;
    }
    struct error err = {.code = ERROR_NONE};
    if (!film_open(file, &film, &err)) {
        assert(err.code != ERROR_NONE && err.text[0]);
        close(file);
        return;
    }
    for (int i = 0; i < STEPS_MAX; i++) {
        enum film_step step = film_next(film, &picture);
        if (step == FILM_PICTURE) {
            check_picture(film, &picture);
        } else if (step != FILM_SAME) {
            break;
        }
    }
    film_close(film);
    close(file);
}

/* Tells bundles, pictures and films apart, and those that cannot be read. */
#include "source_kind.h"

#include "townline/characters.h"
#include "townline/picture.h"

#include <string.h>

enum source_kind
source_kind_of_name(const char *name)
{
    static const struct {
        const char *ending;
        enum source_kind kind;
    } endings[] = {
        {".bundle", SOURCE_BUNDLE},
        {".png", SOURCE_PICTURE},
        {".jpg", SOURCE_PICTURE},
        {".jpeg", SOURCE_PICTURE},
        {".mp4", SOURCE_FILM},
        {".mov", SOURCE_FILM},
        {".mkv", SOURCE_FILM},
        {".webm", SOURCE_FILM},
        {".m4v", SOURCE_FILM},
        {".3gp", SOURCE_FILM},
        {".heic", SOURCE_UNREAD_HEIF},
        {".heif", SOURCE_UNREAD_HEIF},
        {".hif", SOURCE_UNREAD_HEIF},
        {".avif", SOURCE_UNREAD_PICTURE},
        {".webp", SOURCE_UNREAD_PICTURE},
        {".dng", SOURCE_UNREAD_PICTURE},
        {".gif", SOURCE_UNREAD_PICTURE},
        {".bmp", SOURCE_UNREAD_PICTURE},
        {".tif", SOURCE_UNREAD_PICTURE},
        {".tiff", SOURCE_UNREAD_PICTURE},
        {".pdf", SOURCE_UNREAD_PICTURE},
        {".avi", SOURCE_UNREAD_FILM},
        {".wmv", SOURCE_UNREAD_FILM},
        {".mpg", SOURCE_UNREAD_FILM},
        {".mpeg", SOURCE_UNREAD_FILM},
        {".mts", SOURCE_UNREAD_FILM},
        {".m2ts", SOURCE_UNREAD_FILM},
        {".flv", SOURCE_UNREAD_FILM},
        {".ogv", SOURCE_UNREAD_FILM},
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (characters_end_with_any_case(name, endings[i].ending)) {
            return endings[i].kind;
        }
    }
    return SOURCE_OTHER;
}

/* A file of boxes (ISO/IEC 14496-12): films, and pictures of the HEIF family, which
 * name themselves in the four letters after "ftyp". */
static enum source_kind
kind_of_boxes(const uint8_t *head)
{
    static const char heif[][5] = {"heic", "heix", "heim", "heis", "hevc",
                                   "hevx", "mif1", "msf1", "mif2"};
    static const char first[][5] = {"moov", "mdat", "wide", "free", "skip"};
    if (memcmp(head + 4, "ftyp", 4) == 0) {
        for (size_t i = 0; i < sizeof heif / sizeof *heif; i++) {
            if (memcmp(head + 8, heif[i], 4) == 0) {
                return SOURCE_UNREAD_HEIF;
            }
        }
        return memcmp(head + 8, "avi", 3) == 0 ? SOURCE_UNREAD_PICTURE : SOURCE_FILM;
    }
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (memcmp(head + 4, first[i], 4) == 0) {
            return SOURCE_FILM;
        }
    }
    return SOURCE_OTHER;
}

enum source_kind
source_kind_of_bytes(const void *head, size_t size)
{
    static const struct {
        const char *begins;
        size_t size;
        enum source_kind kind;
    } magics[] = {
        {"\x1a\x45\xdf\xa3", 4, SOURCE_FILM},
        {"GIF8", 4, SOURCE_UNREAD_PICTURE},
        {"%PDF-", 5, SOURCE_UNREAD_PICTURE},
        {"II*\0", 4, SOURCE_UNREAD_PICTURE},
        {"MM\0*", 4, SOURCE_UNREAD_PICTURE},
        {"FLV\1", 4, SOURCE_UNREAD_FILM},
        {"\x30\x26\xb2\x75", 4, SOURCE_UNREAD_FILM},
        {"OggS", 4, SOURCE_UNREAD_FILM},
    };
    const uint8_t *bytes = head;
    if (picture_is_known(head, size)) {
        return SOURCE_PICTURE;
    }
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (size >= magics[i].size &&
            memcmp(head, magics[i].begins, magics[i].size) == 0) {
            return magics[i].kind;
        }
    }
    if (size < 12) {
        return SOURCE_OTHER;
    }
    if (memcmp(bytes, "RIFF", 4) == 0) {
        return memcmp(bytes + 8, "AVI ", 4) == 0   ? SOURCE_UNREAD_FILM
               : memcmp(bytes + 8, "WEBP", 4) == 0 ? SOURCE_UNREAD_PICTURE
                                                   : SOURCE_OTHER;
    }
    return kind_of_boxes(bytes);
}

const char *
source_kind_advice(enum source_kind kind)
{
    switch (kind) {
    case SOURCE_UNREAD_HEIF:
        return "HEIC and HEIF pictures are not read; film the moving code, since films "
               "of the same phone are read, or set its camera to JPEG (\"most "
               "compatible\") and photograph the code again";
    case SOURCE_UNREAD_PICTURE:
        return "pictures of this kind are not read; save each as .jpg or .png";
    case SOURCE_UNREAD_FILM:
        return "films of this kind are not read; film the moving code again as .mp4, "
               ".mov, .mkv or .webm";
    case SOURCE_BUNDLE:
    case SOURCE_PICTURE:
    case SOURCE_FILM:
    case SOURCE_OTHER:
        break;
    }
    return NULL;
}

/*
 * Input: a .townpack; or "{" and what follows as manifest.json, which a signature else
 * keeps lies away from; or the number of an ending and a media file.
 */
#include "fuzz.h"

#include "townline/pack.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)256 << 20;

static void
open_pack(const uint8_t *data, size_t size)
{
    struct buffer archive;
    struct pack *pack = NULL;
    struct error err = {0};
    buffer_init(&archive, PACK_ARCHIVE_MAX_BYTES);
    buffer_add(&archive, data, size);
    if (pack_open(&archive, NULL, &pack, &err)) {
        assert(pack->form && pack->manifest);
        for (size_t i = 0; i < pack->manifest->file_count; i++) {
            struct buffer file;
            buffer_init(&file, PACK_UNPACKED_MAX_BYTES);
            assert(pack_read(pack, pack->manifest->files[i].name, &file, NULL));
            assert(file.size == pack->manifest->files[i].size);
            buffer_finish(&file);
        }
    } else {
        assert(err.code != ERROR_NONE && err.text[0] != '\0' && !pack);
    }
    pack_close(pack);
    buffer_finish(&archive);
}

/* What is read is written again, and the same is read from that. */
static void
read_manifest(const uint8_t *data, size_t size)
{
    struct manifest *manifest = NULL, *again = NULL;
    struct buffer text;
    struct error err = {0};
    if (!manifest_read(data, size, &manifest, &err)) {
        assert(err.code != ERROR_NONE && err.text[0] != '\0');
        return;
    }
    buffer_init(&text, 4 * MANIFEST_MAX_BYTES);
    for (size_t i = 0; i < manifest->file_count; i++) {
        assert(manifest_is_file_name(manifest->files[i].name));
    }
    if (manifest_write(manifest, &text, NULL) && text.size <= MANIFEST_MAX_BYTES) {
        assert(manifest_read(text.data, text.size, &again, NULL));
        assert(again->file_count == manifest->file_count);
        assert(strcmp(again->form_id, manifest->form_id) == 0);
    }
    manifest_close(again);
    manifest_close(manifest);
    buffer_finish(&text);
}

static void
check_media(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.svg", "a.png", "a.jpg", "a.ogg",
                                        "a.mp3", "a.wav", "a.flac"};
    struct error err = {0};
    const char *name = names[data[0] % (sizeof names / sizeof *names)];
    if (!pack_check_media(name, data + 1, size - 1, &err)) {
        assert(err.code != ERROR_NONE && err.text[0] != '\0');
    }
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    if (size > 1 && data[0] == 'P' && data[1] == 'K') {
        open_pack(data, size);
    } else if (size > 0 && data[0] == '{') {
        read_manifest(data, size);
    } else if (size > 0) {
        check_media(data, size);
    }
}

/* Draws the frames of bundles, and films them. */
#include "support_frames.h"

#include "townline/frame.h"
#include "townline/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

size_t
frames_draw(const struct office *office, const char *folder,
            const struct frames *frames)
{
    struct frame_sender *sender;
    assert_true(
        frame_sender_create(frames->bundle->data, frames->bundle->size, &sender, NULL));
    size_t symbols =
        frame_symbols(qr_capacity_bytes(10), frame_sender_symbol_bytes(sender));
    size_t drawn = 0;
    mkdir(folder_path(&office->folder, folder), 0700);
    for (size_t i = 0; i < frames->count; i += frames->step) {
        uint8_t frame[FRAME_MAX_BYTES];
        char name[80];
        size_t size = frame_write(sender, (uint32_t)(i * symbols), symbols, frame);
        struct qr qr;
        struct picture picture;
        struct buffer png;
        buffer_init(&png, 1 << 20);
        assert_true(qr_draw(frame, size, 10, &qr, NULL));
        assert_true(qr_picture(&qr, 3, &picture, NULL));
        assert_true(picture_write_png(&picture, &png, NULL));
        snprintf(name, sizeof name, "%s/%04zu.png", folder,
                 frames->is_shuffled ? i * 7919 % 1000 : frames->first + drawn);
        folder_write(&office->folder, name, png.data, png.size);
        buffer_finish(&png);
        picture_finish(&picture);
        qr_finish(&qr);
        drawn++;
    }
    frame_sender_destroy(sender);
    return drawn;
}

void
frames_ffmpeg(const struct office *office, const char *words)
{
    char command[2048];
    assert_true(snprintf(command, sizeof command,
                         "cd '%s' && ffmpeg -nostdin -y -loglevel error %s",
                         office->folder.path, words) < (int)sizeof command);
    if (system(command) != 0) {
        fail_msg("ffmpeg (tools/deps test brings it): %s", command);
    }
}

void
frames_film(const struct office *office, const char *folder, const char *name,
            const char *words)
{
    char all[1024];
    assert_true(snprintf(all, sizeof all, "-framerate 15 -i %s/%%04d.png %s %s", folder,
                         words, name) < (int)sizeof all);
    frames_ffmpeg(office, all);
}

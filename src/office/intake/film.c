/* The one place that knows libavformat and libavcodec: films as grey pictures. */
#include "film.h"

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_BYTES (32 << 10)
/* No one table of a film needs more, nor one of its pictures. */
#define MEMORY_MAX_BYTES ((size_t)128 << 20)

struct film {
    int descriptor; /* borrowed */
    int64_t offset;
    AVIOContext *input;
    AVFormatContext *format;
    AVCodecContext *codec;
    const AVStream *stream; /* of the format */
    AVPacket *packet;
    AVFrame *frame;
    bool is_draining;  /* the file is at its end, the coder may still hold pictures */
    uint8_t *grays[2]; /* the picture and the one before, by turns */
    size_t width, height, capacity;
    struct film_place place;
    uint64_t work; /* pixels */
    unsigned steps;
};

/* What phones, cameras and browsers record. */
static const enum AVCodecID codings[] = {
    AV_CODEC_ID_H264, AV_CODEC_ID_HEVC,  AV_CODEC_ID_VP8,   AV_CODEC_ID_VP9,
    AV_CODEC_ID_AV1,  AV_CODEC_ID_MPEG4, AV_CODEC_ID_MJPEG,
};

static int
on_read(void *context, uint8_t *out, int size)
{
    struct film *film = context;
    ssize_t got;
    do {
        got = pread(film->descriptor, out, (size_t)size, (off_t)film->offset);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        return got == 0 ? AVERROR_EOF : AVERROR(errno);
    }
    film->offset += got;
    return (int)got;
}

static int64_t
on_seek(void *context, int64_t offset, int whence)
{
    struct film *film = context;
    int64_t end = lseek(film->descriptor, 0, SEEK_END);
    if (whence == AVSEEK_SIZE || end < 0) {
        return end;
    }
    int64_t from = whence == SEEK_CUR ? film->offset : whence == SEEK_END ? end : 0;
    if (offset > INT64_MAX - from || offset + from < 0) {
        return AVERROR(EINVAL);
    }
    return film->offset = from + offset;
}

/* A film may name other files and addresses; none is opened. */
static int
on_other_file(AVFormatContext *format, AVIOContext **out, const char *url, int flags,
              AVDictionary **options)
{
    (void)format, (void)out, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

/* The first bytes alone decide, so that none of the many other readers is asked. */
static const AVInputFormat *
find_format(int descriptor)
{
    static const uint8_t matroska[4] = {0x1a, 0x45, 0xdf, 0xa3};
    static const char *const boxes[] = {"ftyp", "moov", "mdat", "wide", "free", "skip"};
    uint8_t head[8];
    if (pread(descriptor, head, sizeof head, 0) != (ssize_t)sizeof head) {
        return NULL;
    }
    if (memcmp(head, matroska, sizeof matroska) == 0) {
        return av_find_input_format("matroska");
    }
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        if (memcmp(head + 4, boxes[i], 4) == 0) {
            return av_find_input_format("mov");
        }
    }
    return NULL;
}

static bool
open_file(struct film *film, struct error *err)
{
    const AVInputFormat *format = find_format(film->descriptor);
    if (!format) {
        return error_set(err, ERROR_INPUT,
                         "is no film of a kind that is read (.mp4 .mov .mkv .webm)");
    }
    uint8_t *bytes = av_malloc(READ_BYTES);
    film->input =
        bytes ? avio_alloc_context(bytes, READ_BYTES, 0, film, on_read, NULL, on_seek)
              : NULL;
    film->format = avformat_alloc_context();
    if (!film->input || !film->format) {
        if (!film->input) {
            av_free(bytes);
        }
        return error_no_memory(err);
    }
    film->format->pb = film->input;
    film->format->io_open = on_other_file;
    film->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    /* A film that was trimmed on the phone still has what was cut away: more codes. */
    AVDictionary *options = NULL;
    av_dict_set(&options, "ignore_editlist", "1", 0);
    int opened = avformat_open_input(&film->format, "", format, &options);
    av_dict_free(&options);
    if (opened == AVERROR(ENOMEM)) {
        return error_no_memory(err);
    }
    if (opened < 0) {
        error_set(err, ERROR_INPUT,
                  "is damaged, or was cut off while it was recorded or copied; copy it "
                  "from the phone again, or film the code again");
        return false;
    }
    return true;
}

static bool
is_coding_read(enum AVCodecID id)
{
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        if (codings[i] == id) {
            return true;
        }
    }
    return false;
}

/* The first of the streams with pictures, without covers of albums. */
static const AVStream *
find_stream(AVFormatContext *format)
{
    const AVStream *found = NULL;
    for (unsigned i = 0; i < format->nb_streams; i++) {
        AVStream *stream = format->streams[i];
        bool has_pictures = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
                            !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC);
        if (has_pictures && !found) {
            found = stream;
        } else {
            stream->discard = AVDISCARD_ALL;
        }
    }
    return found;
}

static bool
open_coding(struct film *film, struct error *err)
{
    film->stream = find_stream(film->format);
    if (!film->stream) {
        return error_set(err, ERROR_INPUT, "has no moving pictures in it");
    }
    const AVCodecParameters *parameters = film->stream->codecpar;
    const AVCodec *codec = is_coding_read(parameters->codec_id)
                               ? avcodec_find_decoder(parameters->codec_id)
                               : NULL;
    if (!codec) {
        return error_set(err, ERROR_INPUT,
                         "is coded as %s, which is not read; film the code again with "
                         "the phone's usual setting (H.264 or HEVC)",
                         avcodec_get_name(parameters->codec_id));
    }
    if (parameters->width > FILM_MAX_SIDE || parameters->height > FILM_MAX_SIDE ||
        (int64_t)parameters->width * parameters->height > (int64_t)FILM_MAX_PIXELS) {
        return error_set(err, ERROR_INPUT,
                         "has pictures of %d x %d pixels, more than 4096 x 2304; film "
                         "the code again with 1080 lines",
                         parameters->width, parameters->height);
    }
    film->codec = avcodec_alloc_context3(codec);
    film->packet = av_packet_alloc();
    film->frame = av_frame_alloc();
    if (!film->codec || !film->packet || !film->frame) {
        return error_no_memory(err);
    }
    if (avcodec_parameters_to_context(film->codec, parameters) < 0) {
        return error_no_memory(err);
    }
    film->codec->max_pixels = (int64_t)FILM_MAX_PIXELS;
    film->codec->thread_count = 1; /* each thread would hold pictures of its own */
    /* A code in a picture with faults elsewhere is as good as any: it has a checksum.
     */
    film->codec->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
    return avcodec_open2(film->codec, codec, NULL) >= 0 ||
           error_set(err, ERROR_INPUT, "is damaged: how it is coded cannot be read");
}

static uint64_t
in_ms(int64_t time, AVRational base)
{
    if (time == AV_NOPTS_VALUE || time < 0 || base.num < 1 || base.den < 1) {
        return 0;
    }
    return (uint64_t)av_rescale_q(time, base, (AVRational){1, 1000});
}

bool
film_open(int descriptor, struct film **out, struct error *err)
{
    struct film *film = calloc(1, sizeof *film);
    if (!film) {
        return error_no_memory(err);
    }
    film->descriptor = descriptor;
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(MEMORY_MAX_BYTES);
    if (!open_file(film, err) || !film->format || !open_coding(film, err)) {
        film_close(film);
        return false;
    }
    film->place.long_ms = in_ms(film->format->duration, AV_TIME_BASE_Q);
    if (film->place.long_ms == 0) {
        film->place.long_ms = in_ms(film->stream->duration, film->stream->time_base);
    }
    *out = film;
    return true;
}

void
film_close(struct film *film)
{
    if (!film) {
        return;
    }
    av_frame_free(&film->frame);
    av_packet_free(&film->packet);
    avcodec_free_context(&film->codec);
    avformat_close_input(&film->format);
    if (film->input) {
        av_freep(&film->input->buffer);
    }
    avio_context_free(&film->input);
    free(film->grays[0]);
    free(film->grays[1]);
    free(film);
}

struct film_place
film_place(const struct film *film)
{
    return film->place;
}

/* Gives the next piece of the file to the coding. */
static void
feed(struct film *film)
{
    if (film->is_draining) {
        return;
    }
    if (av_read_frame(film->format, film->packet) < 0) {
        film->is_draining = true;
        if (avcodec_send_packet(film->codec, NULL) < 0) {
            film->place.damaged++;
        }
        return;
    }
    if (film->packet->stream_index == film->stream->index) {
        film->work += (uint64_t)film->codec->width * (uint64_t)film->codec->height;
        if (avcodec_send_packet(film->codec, film->packet) < 0) {
            film->place.damaged++;
        }
    }
    av_packet_unref(film->packet);
}

static bool
make_room(struct film *film, size_t pixels)
{
    if (pixels <= film->capacity) {
        return true;
    }
    for (size_t i = 0; i < 2; i++) {
        uint8_t *larger = realloc(film->grays[i], pixels);
        if (!larger) {
            return false;
        }
        film->grays[i] = larger;
    }
    film->capacity = pixels;
    return true;
}

/* Copies how bright each pixel is, in eight bits; of red, green and blue it takes the
 * green. False when the picture is stored in a way that has no such plane. */
static bool
copy_gray(const AVFrame *frame, uint8_t *out)
{
    const AVPixFmtDescriptor *stored = av_pix_fmt_desc_get(frame->format);
    const uint64_t strange = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM |
                             AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT |
                             AV_PIX_FMT_FLAG_BE;
    if (!stored || (stored->flags & strange)) {
        return false;
    }
    const AVComponentDescriptor *part =
        &stored->comp[(stored->flags & AV_PIX_FMT_FLAG_RGB) ? 1 : 0];
    if (part->depth < 8 || part->depth > 16 || !frame->data[part->plane]) {
        return false;
    }
    const size_t width = (size_t)frame->width, step = (size_t)part->step;
    const int shift = part->shift + part->depth - 8;
    for (int y = 0; y < frame->height; y++, out += width) {
        const uint8_t *row = frame->data[part->plane] +
                             (ptrdiff_t)y * frame->linesize[part->plane] + part->offset;
        if (part->depth == 8 && step == 1) {
            memcpy(out, row, width);
            continue;
        }
        for (size_t x = 0; x < width; x++, row += step) {
            unsigned value = part->depth == 8 ? row[0] : row[0] | (unsigned)row[1] << 8;
            out[x] = (uint8_t)(value >> shift);
        }
    }
    return true;
}

static enum film_step
take_picture(struct film *film, struct picture *out)
{
    const AVFrame *frame = film->frame;
    const size_t width = (size_t)frame->width, height = (size_t)frame->height;
    if (frame->width < 1 || frame->height < 1 || width > FILM_MAX_SIDE ||
        height > FILM_MAX_SIDE || width * height > FILM_MAX_PIXELS) {
        film->place.damaged++;
        return FILM_SAME;
    }
    if (!make_room(film, width * height)) {
        return FILM_NO_MEMORY;
    }
    uint8_t *gray = film->grays[1], *before = film->grays[0];
    if (!copy_gray(frame, gray)) {
        film->place.damaged++;
        return FILM_SAME;
    }
    bool is_same = film->place.pictures > 0 && width == film->width &&
                   height == film->height && memcmp(gray, before, width * height) == 0;
    film->grays[0] = gray;
    film->grays[1] = before;
    film->width = width;
    film->height = height;
    film->place.pictures++;
    if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
        film->place.at_ms =
            in_ms(frame->best_effort_timestamp, film->stream->time_base);
    }
    *out = (struct picture){
        .width = width, .height = height, .stride = width, .pixels = gray};
    return is_same ? FILM_SAME : FILM_PICTURE;
}

enum film_step
film_next(struct film *film, struct picture *out)
{
    for (;;) {
        if (film->steps++ >= FILM_MAX_STEPS || film->work > FILM_MAX_WORK_PIXELS) {
            return FILM_TOO_LONG;
        }
        int got = avcodec_receive_frame(film->codec, film->frame);
        if (got >= 0) {
            return take_picture(film, out);
        }
        if (got == AVERROR_EOF) {
            return FILM_END;
        }
        if (got == AVERROR(ENOMEM)) {
            return FILM_NO_MEMORY;
        }
        if (got != AVERROR(EAGAIN)) {
            film->place.damaged++;
        }
        if (got != AVERROR(EAGAIN) && film->is_draining) {
            return FILM_END; /* nothing more will come from a coding that gave up */
        }
        feed(film);
    }
}

/* Measures how small and how fast comments are packed. */
#include "bench_comment.h"

#include "bench_peer.h"
#include "bench_texts.h"
#include "townline/comment.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *language, *locale;
} languages[] = {{"en", "en"}, {"es", "es"}, {"zh", "zh_CN"},
                 {"vi", "vi"}, {"tl", "tl"}, {"ar", "ar"}};

static bool
pack_all(const struct bench_texts *texts, size_t *bytes_out, double *took_out,
         struct error *err)
{
    struct comment_model *model = NULL;
    bool ok = comment_model_create(&model, err);
    double began = bench_cpu_s();
    *bytes_out = 0;
    for (size_t i = 0; ok && i < texts->count; i++) {
        struct buffer packed;
        buffer_init(&packed, COMMENT_MAX_BYTES + 2);
        ok =
            comment_pack(model, texts->texts[i], strlen(texts->texts[i]), &packed, err);
        *bytes_out += packed.size;
        buffer_finish(&packed);
    }
    *took_out = bench_cpu_s() - began;
    comment_model_destroy(model);
    return ok;
}

static bool
bytes_per_comment(struct bench *bench, size_t number, struct error *err)
{
    const char *language = languages[number].language;
    struct bench_texts texts;
    struct bench_peer peer;
    size_t bytes = 0;
    double took = 0;
    bench_texts_load(&texts, languages[number].locale);
    if (texts.count == 0) {
        bench_row(bench,
                  &(struct bench_row){"codec.bytes_per_comment", 0, "bytes", NULL, 0,
                                      "no texts in this language are installed "
                                      "below /usr/share/locale"});
        return true;
    }
    bool ok = pack_all(&texts, &bytes, &took, err) &&
              bench_peer_pack_texts(bench, comment_prior_texts(language), texts.texts,
                                    texts.count, &peer, err);
    if (ok) {
        double count = (double)texts.count;
        char detail[280];
        snprintf(detail, sizeof detail,
                 "%s, %zu texts of %.0f bytes from installed programs; ratio %.3f; "
                 "%.2f ms each; sealing adds %d bytes, and %d for its place%s%s",
                 language, texts.count, (double)texts.bytes / count,
                 peer.size == 0 ? 0 : (double)bytes / (double)peer.size,
                 1000 * took / count, SEAL_TAG_BYTES, 32,
                 peer.missing[0] ? "; not installed: " : "", peer.missing);
        bench_row(bench, &(struct bench_row){"codec.bytes_per_comment",
                                             (double)bytes / count, "bytes", peer.name,
                                             (double)peer.size / count, detail});
    }
    bench_texts_finish(&texts);
    return ok;
}

bool
bench_comments(struct bench *bench, struct error *err)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (!bytes_per_comment(bench, i, err)) {
            return false;
        }
    }
    return true;
}

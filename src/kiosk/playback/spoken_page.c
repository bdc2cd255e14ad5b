/* spoken_page: narrates a screen into two files. */
#include "spoken_page.h"

#include "speech_file.h"
#include "speech_log.h"
#include "townline/file.h"

#include <stdlib.h>
#include <string.h>

#define PATH_MAX_BYTES 1200
#define TEXT_MAX_BYTES ((size_t)1 << 20)

static uint64_t
no_time(void *context)
{
    (void)context;
    return 0;
}

/* One line for each piece: a new line that an author wrote is a space in it. */
static void
add_line(struct buffer *out, const struct speech_piece *piece)
{
    buffer_add_format(out, "%s: ", piece->language);
    for (const char *at = piece->words, *end; *at != '\0'; at = end + (*end != '\0')) {
        end = at + strcspn(at, "\n");
        buffer_add(out, at, (size_t)(end - at));
        if (*end != '\0') {
            buffer_add(out, " ", 1);
        }
    }
    buffer_add(out, "\n", 1);
}

static bool
save_text(const char *path, const struct narration *narration, struct error *err)
{
    struct buffer text;
    buffer_init(&text, TEXT_MAX_BYTES);
    for (size_t i = 0; i < narration->count; i++) {
        add_line(&text, &narration->pieces[i]);
    }
    const struct file_content content = {
        .data = text.data, .size = text.size, .mode = 0644, .existing = FILE_REPLACE};
    bool ok = text.failed ? error_no_memory(err) : file_save(path, &content, err);
    buffer_finish(&text);
    return ok;
}

static bool
save(struct spoken_pages *pages, const struct narration *narration, const char *name,
     struct error *err)
{
    char path[PATH_MAX_BYTES];
    double seconds;
    snprintf(path, sizeof path, "%s/%s.txt", pages->folder, name);
    if (!save_text(path, narration, err)) {
        return error_prefix(err, "%s", path);
    }
    snprintf(path, sizeof path, "%s/%s.wav", pages->folder, name);
    if (!speech_file_save(path, narration->pieces, narration->count, &seconds, err)) {
        return error_prefix(err, "%s", path);
    }
    pages->seconds += seconds;
    return true;
}

bool
spoken_page_save(struct spoken_pages *pages, const struct kiosk *kiosk,
                 const char *name, struct error *err)
{
    const struct speech_log_options options = {.now_ms = no_time,
                                               .has_all_voices = true};
    const struct heard nothing = {0};
    const struct tree *tree = &kiosk->tree;
    struct speech speech;
    struct narration *narration = calloc(1, sizeof *narration);
    if (!narration || !speech_log_open(&options, &speech, err)) {
        free(narration);
        return error_no_memory(err);
    }
    narration_init(narration, &speech);
    narration->media_dir = kiosk->media_dir;
    narration->language = tree->language;
    narration->tells_answers = true;
    kiosk_use_words(kiosk);
    narrate_screen(narration, tree, &nothing);
    for (size_t i = 0; i < tree->count; i++) {
        if (node_is_active(&tree->nodes[i])) {
            narrate_node(narration, &tree->nodes[i]);
        }
    }
    bool ok = narration->memory.failed ? error_no_memory(err)
                                       : save(pages, narration, name, err);
    narration_finish(narration);
    speech_close(&speech);
    free(narration);
    return ok;
}

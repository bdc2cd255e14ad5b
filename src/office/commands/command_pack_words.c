/* command_pack_words: the kiosk's words that residents read, as the sheet kiosk_words
 * for a language that it does not have. */
#include "arguments.h"
#include "command_pack.h"
#include "console.h"
#include "townline/buffer.h"
#include "townline/kiosk_words.h"

#include <string.h>

#define SHEET_MAX_BYTES ((size_t)1 << 20)

/* In quotes (RFC 4180). */
static void
add_cell(struct buffer *out, const char *prefix, const char *words)
{
    buffer_add_u8(out, '"');
    buffer_add(out, prefix, strlen(prefix));
    for (const char *at = words; *at != '\0'; at++) {
        if (*at == '"') {
            buffer_add_u8(out, '"');
        }
        buffer_add_u8(out, (uint8_t)*at);
    }
    buffer_add_u8(out, '"');
}

/* `language` NULL: the column is the reader's to add. */
static void
write_sheet(const char *language, struct buffer *out)
{
    add_cell(out, "", "name");
    buffer_add_u8(out, ',');
    add_cell(out, "label::", "English (en)");
    if (language) {
        buffer_add_u8(out, ',');
        add_cell(out, "label::", language);
    }
    for (size_t i = 0; i < kiosk_word_list_count; i++) {
        buffer_add_u8(out, '\n');
        add_cell(out, "", kiosk_word_list[i].name);
        buffer_add_u8(out, ',');
        add_cell(out, "", kiosk_word_list[i].english);
        if (language) {
            buffer_add_u8(out, ',');
        }
    }
    buffer_add_u8(out, 0);
}

int
command_pack_words(int argc, char **argv)
{
    const char *language = NULL;
    const struct option options[] = {{"--language", OPTION_TEXT, false, &language}};
    struct error err;
    struct buffer sheet;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("pack", &err);
    }
    if (words != 0) {
        error_set(&err, ERROR_INPUT,
                  "it takes no file; the words are the same for each pack");
        return command_usage("pack", &err);
    }
    buffer_init(&sheet, SHEET_MAX_BYTES);
    write_sheet(language, &sheet);
    bool ok = !sheet.failed || error_set(&err, ERROR_FULL, "there is no memory left");
    if (ok) {
        console_text((char *)sheet.data);
    }
    buffer_finish(&sheet);
    return ok ? COMMAND_DONE : command_fail("pack words", &err);
}

/* Sentences with slots in them. */
#include "say.h"

#include "markup.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void
say(const struct writer *writer, const char *english)
{
    const char *text = words_text(writer->words, english);
    buffer_add(writer->out, text, strlen(text));
}

void
say_text(const struct writer *writer, const char *text)
{
    if (writer->plain) {
        markup_add(writer->out, text);
        return;
    }
    buffer_add_format(writer->out, "<bdi>");
    markup_add(writer->out, text);
    buffer_add_format(writer->out, "</bdi>");
}

void
say_number(const struct writer *writer, int64_t n)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, n < 0 ? -n : n);
    if (n < 0) {
        buffer_add_format(writer->out, "−");
    }
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            buffer_add_format(writer->out, "%s", words_thousands(writer->words));
        }
        buffer_add_u8(writer->out, (uint8_t)digits[i]);
    }
}

void
say_left_to_right(const struct writer *writer, const char *markup)
{
    bool turns = !writer->plain && words_right_to_left(writer->words);
    buffer_add_format(writer->out, turns ? "<bdi dir=\"ltr\">%s</bdi>" : "%s", markup);
}

static const struct slot *
find_slot(const struct slot *slots, const char *name, size_t length)
{
    for (; slots->kind != SLOT_END; slots++) {
        if (strlen(slots->name) == length && memcmp(slots->name, name, length) == 0) {
            return slots;
        }
    }
    return NULL;
}

static void
fill(const struct writer *writer, const struct slot *slot)
{
    switch (slot->kind) {
    case SLOT_TEXT:
        say_text(writer, slot->text);
        break;
    case SLOT_NUMBER:
        say_number(writer, slot->number);
        break;
    case SLOT_MARKUP:
        buffer_add(writer->out, slot->text, strlen(slot->text));
        break;
    case SLOT_END:
        break;
    }
}

void
say_filled(const struct writer *writer, const char *sentence, const struct slot *slots)
{
    while (*sentence != '\0') {
        size_t plain = strcspn(sentence, "{");
        buffer_add(writer->out, sentence, plain);
        sentence += plain;
        size_t length = strcspn(sentence, "}");
        if (*sentence == '\0') {
            return;
        }
        const struct slot *slot =
            length < 2 ? NULL : find_slot(slots, sentence + 1, length - 1);
        if (slot && sentence[length] == '}') {
            fill(writer, slot);
            sentence += length + 1;
        } else {
            buffer_add_u8(writer->out, (uint8_t)*sentence++);
        }
    }
}

void
say_short(const struct words *words, const char *sentence, const struct slot *slots,
          char *out, size_t size)
{
    struct buffer text;
    buffer_init(&text, size);
    say_filled(&(struct writer){&text, words, true}, sentence, slots);
    buffer_add_u8(&text, 0);
    snprintf(out, size, "%s", text.failed ? "" : (const char *)text.data);
    buffer_finish(&text);
}

/* In Spanish "y" becomes "e" before the sound of i: "e inspección". */
static bool
begins_with_i(const char *text)
{
    bool has_h = text[0] == 'h' || text[0] == 'H';
    const char *at = text + has_h;
    return (at[0] == 'i' || at[0] == 'I') && at[1] != 'e';
}

void
say_list(const struct writer *writer, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            if (i + 1 < count) {
                say(writer, ", ");
            } else if (strcmp(words_code(writer->words), "es") == 0 &&
                       begins_with_i(texts[i])) {
                buffer_add_format(writer->out, " e ");
            } else {
                say(writer, " and ");
            }
        }
        say_text(writer, texts[i]);
    }
}

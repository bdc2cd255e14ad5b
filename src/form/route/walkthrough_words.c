/* walkthrough_words: counts the words on a screen of the default path. */
#include "townline/characters.h"
#include "townline/hash.h"
#include "walkthrough_parts.h"

#include <string.h>

#define LABEL_MAX_BYTES 8000

/* For scripts without spaces between words: how many tenths of a word a letter is. */
static unsigned
tenths_of(uint32_t letter)
{
    static const struct {
        uint32_t first, last;
        unsigned tenths;
    } scripts[] = {
        {0x0e00, 0x0eff, 2},   {0x1000, 0x109f, 2}, {0x1780, 0x17ff, 2},
        {0x3040, 0x30ff, 6},   {0x3400, 0x9fff, 6}, {0xf900, 0xfaff, 6},
        {0x20000, 0x3ffff, 6},
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (letter >= scripts[i].first && letter <= scripts[i].last) {
            return scripts[i].tenths;
        }
    }
    return 0;
}

static bool
is_punctuation(uint32_t letter)
{
    bool is_ascii_word = (letter >= '0' && letter <= '9') ||
                         (letter >= 'A' && letter <= 'Z') ||
                         (letter >= 'a' && letter <= 'z');
    return (letter < 0x80 && !is_ascii_word) || (letter >= 0xa0 && letter <= 0xbf) ||
           (letter >= 0x2000 && letter <= 0x206f) ||
           (letter >= 0x3000 && letter <= 0x303f) ||
           (letter >= 0xff00 && letter <= 0xff0f) ||
           (letter >= 0xff1a && letter <= 0xff20);
}

static bool
is_space(uint32_t letter)
{
    return letter <= ' ' || letter == 0xa0 || letter == 0x3000;
}

size_t
walkthrough_words(const char *text)
{
    size_t words = 0, tenths = 0, size;
    bool in_word = false;
    for (uint32_t letter; (letter = character_at(text, &size)) != 0; text += size) {
        unsigned part = tenths_of(letter);
        tenths += part;
        if (part > 0 || is_space(letter)) {
            in_word = false;
        } else if (!in_word && !is_punctuation(letter)) {
            in_word = true;
            words++;
        }
    }
    return words + (tenths + 9) / 10;
}

static size_t
take_words(struct buffer *text)
{
    buffer_add_u8(text, 0);
    size_t words = text->failed ? 0 : walkthrough_words((const char *)text->data);
    buffer_finish(text);
    return words;
}

/* Whether a label was read on a screen before. The hash is enough to know it again. */
static bool
was_read(struct walkthrough_try *try, const struct buffer *label)
{
    uint64_t hash = hash_bytes(HASH_BEGIN, label->data, label->size);
    for (size_t i = 0; i < try->read_count; i++) {
        if (try->read[i] == hash) {
            return true;
        }
    }
    if (try->read_count < WALKTHROUGH_READ_MAX) {
        try->read[try->read_count++] = hash;
    }
    return false;
}

static size_t
choice_words(struct walkthrough_try *try, const struct place *place)
{
    size_t words = 0, count = instance_choice_count(try->instance, place);
    for (size_t i = 0; i < count; i++) {
        struct buffer label;
        buffer_init(&label, LABEL_MAX_BYTES);
        instance_choice_label(try->instance, place, i, try->language, TEXT_SHOWN,
                              &label);
        if (was_read(try, &label)) {
            buffer_clear(&label);
        }
        words += take_words(&label);
    }
    return words;
}

/* The words of a field of the service, which are heard too. */
static size_t
service_words(struct walkthrough_try *try, const struct place *place, const char *field)
{
    int service = place_service(try->form, place);
    if (service < 0) {
        return 0;
    }
    const char *text =
        form_service_text(try->form, (size_t)service, field, try->language, TEXT_SHOWN);
    walkthrough_hear_words(try, form_service_text(try->form, (size_t)service, field,
                                                  try->language, TEXT_SAY));
    return !text ? 0 : walkthrough_words(text);
}

size_t
walkthrough_try_service_words(struct walkthrough_try *try, const struct place *place)
{
    static const struct {
        const char *field;
        size_t title; /* words of the heading that the kiosk puts above it */
    } facts[] = {{"today", 1}, {"change", 3}, {"stays_here", 3}, {"jobs", 1}};
    size_t words = 0;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        size_t text = service_words(try, place, facts[i].field);
        words += text > 0 ? text + facts[i].title : 0;
        walkthrough_hear_kiosk(try, text > 0 ? facts[i].title : 0);
    }
    return words;
}

size_t
walkthrough_try_savings_words(struct walkthrough_try *try, const struct place *place)
{
    /* the kiosk's own words: "Could be saved: ... to ... a year for all towns", "Could
     * be given up:", "Estimate: ..., ..." with a date of three words */
    enum { SAVINGS_WORDS = 19 };
    if (!stops_tells_savings(&try->stops, place)) {
        return 0;
    }
    walkthrough_hear_kiosk(try, SAVINGS_WORDS);
    return SAVINGS_WORDS + service_words(try, place, "savings_source") +
           service_words(try, place, "gives_up");
}

size_t
walkthrough_try_words(struct walkthrough_try *try, const struct place *place)
{
    struct buffer label, hint;
    buffer_init(&label, LABEL_MAX_BYTES);
    buffer_init(&hint, LABEL_MAX_BYTES);
    instance_label(try->instance, place, try->language, TEXT_SHOWN, &label);
    instance_hint(try->instance, place, try->language, TEXT_SHOWN, &hint);
    const char *field = stops_own_sentence(try->form, place);
    size_t own = field ? service_words(try, place, field) : 0;
    size_t name = field ? service_words(try, place, "label") : 0;
    size_t words = take_words(&label) + name;
    words = (own > 0 ? own : words) + take_words(&hint);
    walkthrough_hear_question(try, place, own > 0);
    return words + choice_words(try, place);
}

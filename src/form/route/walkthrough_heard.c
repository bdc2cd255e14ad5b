/* walkthrough_heard: how long the default path takes somebody who hears it. */
#include "townline/spoken_words.h"
#include "walkthrough_parts.h"

#define LABEL_MAX_BYTES 8000
#define KEY_MS 1000 /* to find and press a key */
#define ENGLISH_WORD_MS 480
/* What the kiosk says itself on each screen: where one is, how many choices there are,
 * that one was taken. */
#define SCREEN_WORDS 12

static const char *
code_of(const struct walkthrough_try *try)
{
    return form_language(try->form, try->language)->code;
}

void
walkthrough_hear_words(struct walkthrough_try *try, const char *words)
{
    try->heard_ms += !words ? 0 : spoken_words_ms(words, code_of(try));
}

void
walkthrough_hear_kiosk(struct walkthrough_try *try, size_t english_words)
{
    try->heard_ms += english_words * ENGLISH_WORD_MS;
}

void
walkthrough_hear_screen(struct walkthrough_try *try, unsigned keys)
{
    walkthrough_hear_kiosk(try, SCREEN_WORDS);
    try->heard_ms += (unsigned long)keys * KEY_MS;
}

static void
hear(struct walkthrough_try *try, struct buffer *text)
{
    buffer_add_u8(text, 0);
    walkthrough_hear_words(try, text->failed ? NULL : (const char *)text->data);
    buffer_clear(text);
}

void
walkthrough_hear_question(struct walkthrough_try *try, const struct place *place,
                          bool has_own_sentence)
{
    struct buffer text;
    size_t choices = instance_choice_count(try->instance, place);
    buffer_init(&text, LABEL_MAX_BYTES);
    if (!has_own_sentence) {
        instance_label(try->instance, place, try->language, TEXT_SAY, &text);
        hear(try, &text);
    }
    instance_hint(try->instance, place, try->language, TEXT_SAY, &text);
    hear(try, &text);
    bool are_services = control_has_appearance(form_control(try->form, place->control),
                                               "townline-services");
    for (size_t i = 0; i < choices; i++) {
        instance_choice_label(try->instance, place, i, try->language, TEXT_SAY, &text);
        hear(try, &text);
        int service =
            are_services ? form_find_service(
                               try->form, instance_choice_code(try->instance, place, i))
                         : -1;
        if (service >= 0) { /* on its card */
            walkthrough_hear_words(try, form_service_text(try->form, (size_t)service,
                                                          "summary", try->language,
                                                          TEXT_SAY));
        }
    }
    try->heard_ms += (unsigned long)choices * KEY_MS; /* to go from one to the next */
    buffer_finish(&text);
}

/* scene_words: takes words of the form and of the kiosk for one screen. */
#include "scene.h"
#include "townline/styling.h"
#include "words.h"

#include <stdarg.h>
#include <string.h>

/* The form's marks are drawn as they are. */
_Static_assert(STYLING_BOLD_ON == TYPESET_BOLD_ON &&
                   STYLING_ITALIC_OFF == TYPESET_ITALIC_OFF,
               "a text has the same marks where it is read and where it is drawn");

/* Room for a text that lives until the page was ended; NULL, and the scene has failed,
 * when memory ran out. */
static char *
take_text(struct scene *scene, size_t size)
{
    char *text = arena_take(&scene->memory, 1, size);
    scene->failed |= !text;
    return text;
}

const char *
scene_take(struct scene *scene, struct buffer *buffer)
{
    static const char end[] = "\u2026";
    bool is_cut = buffer->failed || buffer->size > ASKABLE_TEXT_MAX_BYTES;
    size_t size =
        buffer->size < ASKABLE_TEXT_MAX_BYTES ? buffer->size : ASKABLE_TEXT_MAX_BYTES;
    while (is_cut && size > 0 && size < buffer->size &&
           (buffer->data[size] & 0xC0) == 0x80) {
        size--; /* to a whole character */
    }
    char *text = take_text(scene, size + sizeof end);
    if (text && size > 0) {
        memcpy(text, buffer->data, size);
    }
    if (text && is_cut) {
        memcpy(text + size, end, sizeof end);
    }
    buffer_finish(buffer);
    return text ? text : "";
}

const char *
scene_format(struct scene *scene, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = size >= 0 ? take_text(scene, (size_t)size + 1) : NULL;
    if (text) {
        va_start(args, format);
        vsnprintf(text, (size_t)size + 1, format, args);
        va_end(args);
    }
    return text ? text : "";
}

const char *
scene_fill(struct scene *scene, const char *text, const char *name, const char *value)
{
    size_t size = strlen(text) + strlen(value) + WORDS_FILL_MORE_BYTES + 1;
    char *filled = take_text(scene, size);
    if (filled) {
        words_fill(filled, size, text, name, value);
    }
    return filled ? filled : "";
}

const char *
scene_labeled(struct scene *scene, const char *label, const char *value)
{
    const char *words = scene_fill(scene, tr("{label}: {value}"), "label", label);
    return scene_fill(scene, words, "value", value);
}

const char *
scene_sentences(struct scene *scene, const char *first, const char *second)
{
    const char *words = scene_fill(scene, tr("{first} {second}"), "first", first);
    return scene_fill(scene, words, "second", second);
}

const char *
scene_say(struct scene *scene, const char *first, const char *second)
{
    size_t size = strlen(first) + strlen(second) + WORDS_FILL_MORE_BYTES;
    char *both = take_text(scene, size);
    if (both) {
        words_sentences(both, size, first, second);
    }
    return both ? both : "";
}

const char *
scene_bold(struct scene *scene, const char *words)
{
    char *text = take_text(scene, strlen(words) + 1);
    bool is_on = false;
    if (!text) {
        return "";
    }
    strcpy(text, words);
    for (char *at = strchr(text, '*'); at; at = strchr(at, '*')) {
        *at = is_on ? TYPESET_BOLD_OFF : TYPESET_BOLD_ON;
        is_on = !is_on;
    }
    return text;
}

const char *
scene_label(struct scene *scene, const struct place *place, enum text_form form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_label(session->instance, place, session->language, form, &out);
    return scene_take(scene, &out);
}

const char *
scene_hint(struct scene *scene, const struct place *place, enum text_form form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_hint(session->instance, place, session->language, form, &out);
    return scene_take(scene, &out);
}

const char *
scene_choice(struct scene *scene, const struct place *place, size_t i,
             enum text_form text_form)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_choice_label(session->instance, place, i, session->language, text_form,
                          &out);
    return scene_take(scene, &out);
}

const char *
scene_choice_icon(struct scene *scene, const struct place *place, size_t i)
{
    const char *image = scene_choice(scene, place, i, TEXT_IMAGE);
    return *image ? image : NULL;
}

const char *
scene_choice_recording(struct scene *scene, const struct place *place, size_t i)
{
    const char *name = scene_choice(scene, place, i, TEXT_AUDIO);
    return *name ? name : NULL;
}

const char *
scene_recording(struct scene *scene, const struct place *place)
{
    const char *name = scene_label(scene, place, TEXT_AUDIO);
    return *name ? name : NULL;
}

const char *
scene_service(const struct scene *scene, const struct place *place, const char *field,
              enum text_form text_form)
{
    const struct form *form = scene->kiosk->pack->form;
    int service = place_service(form, place);
    if (service < 0) {
        return NULL;
    }
    return form_service_text(form, (size_t)service, field,
                             scene->kiosk->session.language, text_form);
}

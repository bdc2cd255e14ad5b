/* form_records: gives the services, stories, events, county and kiosk words of a loaded
 * form. */
#include "form_model.h"
#include "language.h"

#include "townline/kiosk_words.h"

#include <string.h>

int
records_find(const struct records *records, const char *name)
{
    for (size_t i = 0; i < records->count; i++) {
        if (strcmp(records->items[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

struct text_wanted {
    const char *field;
    size_t language;
    enum text_form form;
};

static const char *
record_text(const struct form *form, const struct records *records, size_t index,
            const struct text_wanted *wanted)
{
    if (index >= records->count) {
        return NULL;
    }
    const struct record *at = &records->items[index];
    for (size_t i = 0; i < at->column_count; i++) {
        if (strcmp(at->columns[i].name, wanted->field) != 0) {
            continue;
        }
        const struct words *words = label_words(form, &at->columns[i].label,
                                                wanted->language, wanted->form, NULL);
        return !words || !words->pieces ? NULL
                                        : words_without_outputs(words, wanted->form);
    }
    return NULL;
}

size_t
form_service_count(const struct form *form)
{
    return form->services.count;
}

const char *
form_service_name(const struct form *form, size_t service)
{
    return service < form->services.count ? form->services.items[service].name : NULL;
}

int
form_find_service(const struct form *form, const char *name)
{
    return records_find(&form->services, name);
}

const char *
form_service_text(const struct form *form, size_t service, const char *field,
                  size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->services, service, &wanted);
}

size_t
form_story_count(const struct form *form)
{
    return form->stories.count;
}

const char *
form_story_text(const struct form *form, size_t story, const char *field,
                size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->stories, story, &wanted);
}

size_t
form_event_count(const struct form *form)
{
    return form->events.count;
}

const char *
form_event_name(const struct form *form, size_t event)
{
    return event < form->events.count ? form->events.items[event].name : NULL;
}

const char *
form_event_text(const struct form *form, size_t event, const char *field,
                size_t language, enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->events, event, &wanted);
}

const char *
form_county_text(const struct form *form, const char *field, size_t language,
                 enum text_form text_form)
{
    const struct text_wanted wanted = {field, language, text_form};
    return record_text(form, &form->county, 0, &wanted);
}

const char *const *
form_kiosk_words(const struct form *form, size_t language)
{
    if (!form->kiosk_words || language >= form->language_count) {
        return NULL;
    }
    return form->kiosk_words + language * kiosk_word_list_count;
}

size_t
form_missing_kiosk_words(const struct form *form, size_t language)
{
    const char *const *words = form_kiosk_words(form, language);
    const struct form_language *at = form_language(form, language);
    size_t missing = 0;
    if (!at || strcmp(at->code, LANGUAGE_UNKNOWN) == 0 ||
        kiosk_words_are_known(at->code)) {
        return 0;
    }
    for (size_t i = 0; i < kiosk_word_list_count; i++) {
        missing += !words || !words[i];
    }
    return missing;
}

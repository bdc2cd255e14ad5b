/* support_xlsform: small workbooks written as CSV text, compiled for a test. */
#ifndef SUPPORT_XLSFORM_H
#define SUPPORT_XLSFORM_H

#include "townline/xlsform.h"

struct compiled {
    bool ok;
    char *xml; /* "" when it was refused */
    struct diagnostics *diagnostics;
    struct error err;
};
/* A sheet that is NULL does not exist. */
struct sheets {
    const char *survey, *choices, *settings;
    xlsform_has_media *has_media;
};
struct compiled compile_sheets(const struct sheets *sheets);
/* The same with the sheets that only Townline reads. */
struct extra_texts {
    const char *services, *stories, *events, *kiosk_words, *county;
    on_spoken_text *on_spoken; /* and its context, as in xlsform.h */
    void *spoken_context;
};
struct compiled compile_extra(const struct sheets *sheets,
                              const struct extra_texts *extra);
void compiled_finish(struct compiled *compiled);

/* Compiles the survey with the choices and settings that the tests share: the lists
 * towns (a, b), services (lib, pay, fire) and seven (1 to 7), all with English labels,
 * and the form's id. */
struct compiled compile_survey(const char *survey);

/* Fails the test unless the form has the text, and shows the form and all diagnostics.
 */
void assert_form_has(const struct compiled *compiled, const char *text);
void assert_form_lacks(const struct compiled *compiled, const char *text);
/* `place` is how diagnostic_write() begins: "survey, row 3, column B". */
void assert_tells(const struct compiled *compiled, enum severity severity,
                  const char *place, const char *what);
void assert_tells_nothing(const struct compiled *compiled);

/* Compiles a survey, checks the result and frees it. */
void assert_survey_gives(const char *survey, const char *text);
void assert_survey_is_refused(const char *survey, const char *place, const char *what);

#endif

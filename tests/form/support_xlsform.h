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
/* NULL: no such sheet. */
struct sheets {
    const char *survey, *choices, *settings;
    xlsform_has_media *has_media;
};
struct compiled compile_sheets(const struct sheets *sheets);
/* With the sheets that only we read; NULL: no such sheet. */
struct extra_texts {
    const char *services, *stories, *events, *kiosk_words;
};
struct compiled compile_extra(const struct sheets *sheets,
                              const struct extra_texts *extra);
void compiled_finish(struct compiled *compiled);

/* The survey, with the choices and settings that the tests share: the lists towns (a,
 * b), services (lib, pay, fire) and seven (1 to 7), all with English labels; the id. */
struct compiled compile_survey(const char *survey);

/* Fails the test, and shows the whole form and all diagnostics. */
void assert_form_has(const struct compiled *compiled, const char *text);
void assert_form_lacks(const struct compiled *compiled, const char *text);
/* A diagnostic as diagnostic_write() begins it: "survey, row 3, column B". */
void assert_tells(const struct compiled *compiled, enum severity severity,
                  const char *place, const char *what);
void assert_tells_nothing(const struct compiled *compiled);

/* The whole of it: compiled, looked at, freed. */
void assert_survey_gives(const char *survey, const char *text);
void assert_survey_is_refused(const char *survey, const char *place, const char *what);

#endif

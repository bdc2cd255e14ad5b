/*
 * xlsform: compiles a workbook that is an XLSForm into an ODK XForm, which Townline and
 * other clients can run. Like pyxform it accepts other cases, extra spaces and old
 * names (aliases). What a kiosk cannot ask is refused with its place. All faults are
 * told at once, and the form is written only when none of them is an error. Sources:
 * the XLSForm reference (xlsform.org) and the ODK XForms specification.
 */
#ifndef TOWNLINE_XLSFORM_H
#define TOWNLINE_XLSFORM_H

#include "townline/spoken_texts.h"
#include "townline/workbook.h"

/* Whether the pack will have a media file with that name. It is called for each name in
 * the sheets. NULL: names are not checked. */
typedef bool xlsform_has_media(void *context, const char *name);
/* Finds a media file whose name differs only in capital letters, as "Plow.PNG" from
 * "plow.png"; false when there is none. */
typedef bool xlsform_like_media(void *context, const char *name, char *out,
                                size_t size);

struct xlsform_options {
    /* the form's id when the sheet settings has none: the workbook's file name */
    const char *name;
    xlsform_has_media *has_media;
    xlsform_like_media *like_media; /* may be NULL */
    void *media_context;
    /* Called with each text that a voice speaks, and its cell. NULL: nobody asks. */
    on_spoken_text *on_spoken;
    void *spoken_context;
};
/* Adds the XML of the XForm to `xml_out`. False with ERROR_INPUT, and nothing added,
 * when the diagnostics have an error. When the reader of the workbook told one, nothing
 * is compiled. */
bool xlsform_compile(const struct workbook *workbook,
                     const struct xlsform_options *options,
                     struct diagnostics *diagnostics, struct buffer *xml_out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * xlsform: compiles a workbook that is an XLSForm into an ODK XForm that this and other
 * clients can run. As forgiving of case, spaces and old names (aliases) as pyxform;
 * what a kiosk cannot ask is refused with its place. All faults are told at once; the
 * form is written only when none of them is an error. Sources: XLSForm reference
 * (xlsform.org), ODK XForms specification.
 */
#ifndef TOWNLINE_XLSFORM_H
#define TOWNLINE_XLSFORM_H

#include "townline/workbook.h"

/* Whether the pack will have a media file of that name; asked for every one that the
 * sheets name. NULL: not checked. */
typedef bool xlsform_has_media(void *context, const char *name);
/* The name of a media file that differs from this one in capital letters alone, as
 * "Plow.PNG" from "plow.png"; false when there is none. */
typedef bool xlsform_like_media(void *context, const char *name, char *out,
                                size_t size);

struct xlsform_options {
    const char *name; /* form_id when settings has none: the workbook's file name */
    xlsform_has_media *has_media;
    xlsform_like_media *like_media; /* may be NULL */
    void *media_context;
};
/* The XForm's XML is added to `xml_out`. False with ERROR_INPUT, and nothing is added,
 * when there are errors among the diagnostics, also those that the reader of the
 * workbook told: then nothing further is looked at. */
bool xlsform_compile(const struct workbook *workbook,
                     const struct xlsform_options *options,
                     struct diagnostics *diagnostics, struct buffer *xml_out,
                     struct error *err) __attribute__((warn_unused_result));

#endif

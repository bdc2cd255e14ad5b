/* style: how the report looks on screens, on phones and on paper; made by the build
 * from report.css. */
#ifndef TOWNLINE_STYLE_H
#define TOWNLINE_STYLE_H

extern const char report_style[];

#endif

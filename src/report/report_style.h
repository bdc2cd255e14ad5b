/*
 * report_style: how the page looks on a screen and on paper (Letter or A4), in a
 * style sheet inside it. Nothing is loaded from anywhere.
 */
#ifndef TOWNLINE_REPORT_STYLE_H
#define TOWNLINE_REPORT_STYLE_H

extern const char report_style[];
extern const char report_style_print[];

#endif

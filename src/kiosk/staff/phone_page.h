/*
 * phone_page: the page with which the office's phones collect, at the address that the
 * pack's county names.
 */
#ifndef TOWNLINE_PHONE_PAGE_H
#define TOWNLINE_PHONE_PAGE_H

#include "townline/form.h"

#define PHONE_PAGE_MAX_BYTES 300

/* False for an address that no phone should be led to: not of the web, too long for a
 * code that a phone reads well, or with spaces in it. */
bool phone_page_is_address(const char *text);
/* Borrowed from the form. NULL where it names no such address. */
const char *phone_page_address(const struct form *form);

#endif

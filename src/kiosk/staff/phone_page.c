/* phone_page: finds the address of the page for phones that the pack names. */
#include "phone_page.h"

#include <string.h>

bool
phone_page_is_address(const char *text)
{
    if (strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0) {
        return false;
    }
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at <= ' ' || strchr("\"<>\177", *at)) {
            return false;
        }
    }
    size_t length = strlen(text);
    bool has_name = length > (text[4] == 's' ? 8U : 7U);
    return has_name && length <= PHONE_PAGE_MAX_BYTES;
}

const char *
phone_page_address(const struct form *form)
{
    const char *text = form_county_text(form, "collect_address", 0, TEXT_SHOWN);
    return text && phone_page_is_address(text) ? text : NULL;
}

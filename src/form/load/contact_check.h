/* contact_check: checks what may lie in the group with the appearance townline-contact.
 */
#ifndef TOWNLINE_CONTACT_CHECK_H
#define TOWNLINE_CONTACT_CHECK_H

#include "loader.h"

/* the store keeps no more answers of one contact */
#define CONTACT_MAX_QUESTIONS 5

bool contact_check(struct loader *loader) __attribute__((warn_unused_result));

#endif

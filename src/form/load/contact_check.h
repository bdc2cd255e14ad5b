/* contact_check: what the appearance townline-contact allows in its group. */
#ifndef TOWNLINE_CONTACT_CHECK_H
#define TOWNLINE_CONTACT_CHECK_H

#include "loader.h"

/* As many answers as the store keeps of one contact. */
#define CONTACT_MAX_QUESTIONS 5

bool contact_check(struct loader *loader) __attribute__((warn_unused_result));

#endif

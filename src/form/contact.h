/* contact: what the appearance townline-contact means; instance_contact is in form.h.
 */
#ifndef TOWNLINE_CONTACT_H
#define TOWNLINE_CONTACT_H

#include "loader.h"

/* So much fits what a store keeps of a contact. */
#define CONTACT_MAX_QUESTIONS 5
#define CONTACT_VALUE_MAX_BYTES 160 /* of one answer */

/* Whether the field is such a group or lies in one. */
bool contact_holds(const struct form *form, const struct field *field);
bool contact_check(struct loader *loader) __attribute__((warn_unused_result));

#endif

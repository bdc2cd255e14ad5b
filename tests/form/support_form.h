/* support_form: what tests of the form share: forms to load, and places in them. */
#ifndef SUPPORT_FORM_H
#define SUPPORT_FORM_H

#include "townline/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The bytes of assets/packs/sample/form.xml; free() them. */
char *read_sample(size_t *size_out);
struct form *load_sample(void);
/* An instance of a form. Unless a test says otherwise, it is noon of 2026-05-12. */
struct instance *open_instance(const struct form *form);

/* A whole form made of these parts. `instance` is what stands in <data>. */
struct parts {
    const char *itext, *instance, *lists, *binds, *body;
};
char *write_form(const struct parts *parts); /* free() it */
struct form *load_parts(const struct parts *parts);
/* Loads a form that has to be refused. The test fails when it is not, or when the error
 * does not have `expected` in it. */
void assert_refused(const struct parts *parts, const char *expected);

/* The place of a question by its path, in these instances of the repeats around it. */
struct place place_of(const struct form *form, const char *path, unsigned outer,
                      unsigned inner);
void set(struct instance *instance, const struct place *place, const char *value);
/* The value of an expression at a node, as text; it lasts until the next call. */
const char *evaluated(struct instance *instance, const char *context,
                      const char *expression);

#endif

/* What the tests of the form share: forms to load and places in them. */
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
/* An instance of a form, at noon of 2026-05-12 unless told otherwise. */
struct instance *open_instance(const struct form *form);

/* A whole form around parts of it. `instance` is what stands inside of <data>. */
struct parts {
    const char *itext, *instance, *lists, *binds, *body;
};
char *write_form(const struct parts *parts); /* free() it */
struct form *load_parts(const struct parts *parts);
/* Loads what has to be refused; fails the test when it is not, or when the sentence
 * does not have `expected` in it. */
void assert_refused(const struct parts *parts, const char *expected);

/* The place of a question by its path, in the instances of the repeats around it. */
struct place place_of(const struct form *form, const char *path, unsigned outer,
                      unsigned inner);
void set(struct instance *instance, const struct place *place, const char *value);
/* The value of an expression at a node, as text in memory until the next call. */
const char *evaluated(struct instance *instance, const char *context,
                      const char *expression);

#endif

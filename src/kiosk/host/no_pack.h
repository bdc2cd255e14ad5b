/*
 * no_pack: stands in the place of the pack until staff bring the first one on a stick.
 * It gives the screens of staff a form, as on any other day. Nobody signed it, it has
 * no office, and no resident is ever asked from it.
 */
#ifndef TOWNLINE_NO_PACK_H
#define TOWNLINE_NO_PACK_H

#include "townline/pack.h"

bool no_pack_open(struct pack **out, struct error *err)
    __attribute__((warn_unused_result));
bool no_pack_is(const struct pack *pack);

#endif

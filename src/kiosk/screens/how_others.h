/*
 * how_others: whether there is anything to tell of how others answered.
 */
#ifndef TOWNLINE_HOW_OTHERS_H
#define TOWNLINE_HOW_OTHERS_H

#include "scene.h"

bool has_others(struct kiosk *kiosk);

#endif

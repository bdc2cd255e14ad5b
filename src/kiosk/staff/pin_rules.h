/*
 * pin_rules: which PINs are too easy to guess. Pure.
 */
#ifndef TOWNLINE_PIN_RULES_H
#define TOWNLINE_PIN_RULES_H

#include <stdbool.h>

/* Digits that go up or down in equal steps (123456, 654321, 135791), that come again
 * (111111, 121212, 123123), or that are made of few runs (123321, 111222, 112233). */
bool pin_is_easy(const char *digits);

#endif

/*
 * counted: a number with its noun, "1 response" and "2 responses".
 */
#ifndef COUNTED_H
#define COUNTED_H

#include <stddef.h>

struct counted {
    char text[64];
};
struct counted counted(size_t number, const char *one, const char *many);

#endif

/* Numbers with their nouns. */
#include "counted.h"

#include <stdio.h>

struct counted
counted(size_t number, const char *one, const char *many)
{
    struct counted out;
    snprintf(out.text, sizeof out.text, "%zu %s", number, number == 1 ? one : many);
    return out;
}

/* Asks on the terminal. */
#include "prompt.h"

#include "console.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool
prompt_ask(const char *words, char out[PROMPT_ANSWER_BYTES])
{
    console_progress(NULL);
    fflush(stdout);
    fprintf(stderr, "%s ", words);
    fflush(stderr);
    if (!fgets(out, PROMPT_ANSWER_BYTES, stdin) || !strchr(out, '\n')) {
        fputc('\n', stderr);
        return false;
    }
    size_t start = strspn(out, " \t"), size = strlen(out);
    while (size > start && isspace((unsigned char)out[size - 1])) {
        size--;
    }
    memmove(out, out + start, size - start);
    out[size - start] = '\0';
    return true;
}

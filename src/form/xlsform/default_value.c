/* default_value: a default that has to be worked out goes into a setvalue action; any
 * other stands in the instance as it is. */
#include "compiler.h"

#include <string.h>

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A name or a number from here; 0 when there is none. */
static size_t
word_size(const char *text)
{
    size_t size = 0;
    while (is_letter(text[size]) || is_digit(text[size]) ||
           (size > 0 && (text[size] == '-' || text[size] == '.' || text[size] == ':')))
        size++;
    return size;
}

/* A date holds hyphens, and a time a zone, that are no signs of arithmetic. */
static bool
is_date_or_time(const char *type)
{
    return strcmp(type, "date") == 0 || strcmp(type, "time") == 0;
}

bool
default_is_dynamic(const struct element *element)
{
    const char *at = element->initial.text;
    bool is_date = element->type != NULL && is_date_or_time(element->type->bind);
    bool after_value = false;
    while (*at != '\0') {
        size_t size = word_size(at);
        if (*at == '\'' || *at == '"') {
            const char *end = strchr(at + 1, *at);
            if (end == NULL)
                return false;
            at = end + 1;
            after_value = true;
        } else if (size > 0) {
            bool is_operator =
                after_value && size == 3 &&
                (strncmp(at, "div", 3) == 0 || strncmp(at, "mod", 3) == 0);
            if (is_operator || (at[size] == '(' && is_letter(*at)))
                return true;
            at += size;
            after_value = true;
        } else if (*at == '-' && !after_value && is_digit(at[1])) {
            at++;
        } else if (strncmp(at, "${", 2) == 0 || *at == '[' || *at == '|' ||
                   *at == '*' || ((*at == '+' || *at == '-') && !is_date)) {
            return true;
        } else {
            after_value = *at == ')' || (*at == ' ' && after_value);
            at++;
        }
    }
    return false;
}

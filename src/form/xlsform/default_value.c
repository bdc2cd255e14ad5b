/* default_value: tells whether a default is an expression or a plain value. An
 * expression goes into a setvalue action, a plain value into the instance. Other
 * compilers of XLSForm look at the signs in the text, and so does this one: a text with
 * " - " in it is arithmetic, but "f-4" is a name. */
#include "compiler.h"
#include "townline/characters.h"

#include <string.h>

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* How many bytes of the text match the shape, in which 0 stands for any digit. Gives 0
 * when the text does not match the whole shape. */
static size_t
shaped(const char *text, const char *shape)
{
    size_t size = 0;
    for (; shape[size] != '\0'; size++) {
        if (shape[size] == '0' ? !character_is_digit(text[size])
                               : text[size] != shape[size]) {
            return 0;
        }
    }
    return size;
}

static size_t
time_size(const char *text)
{
    size_t size = shaped(text, "00:00:00");
    if (size > 0 && text[size] == 'Z') {
        return size + 1;
    }
    bool has_zone = size > 0 && (text[size] == '+' || text[size] == '-') &&
                    shaped(text + size + 1, "00:00") > 0;
    return has_zone ? size + strlen("+00:00") : size;
}

static size_t
date_size(const char *text)
{
    size_t sign = text[0] == '-';
    size_t size = shaped(text + sign, "0000-00-00");
    if (size == 0) {
        return 0;
    }
    size += sign;
    size_t more = text[size] == 'T' ? time_size(text + size + 1) : 0;
    return more > 0 ? size + 1 + more : size;
}

static size_t
number_size(const char *text)
{
    size_t size = text[0] == '-', digits = 0;
    while (character_is_digit(text[size + digits])) {
        digits++;
    }
    size_t point = size + digits;
    if (text[point] != '.' || (digits == 0 && !character_is_digit(text[point + 1]))) {
        return digits == 0 ? 0 : point;
    }
    for (size = point + 1; character_is_digit(text[size]);) {
        size++;
    }
    return size;
}

static size_t
plain_name_size(const char *text)
{
    size_t size = 0;
    while (is_letter(text[size]) ||
           (size > 0 && (character_is_digit(text[size]) || text[size] == '-' ||
                         text[size] == '.'))) {
        size++;
    }
    return size;
}

/* The length of a name. It may have a prefix, as in jr:itext. */
static size_t
name_size(const char *text)
{
    size_t size = plain_name_size(text);
    size_t more = size > 0 && text[size] == ':' ? plain_name_size(text + size + 1) : 0;
    return more > 0 ? size + 1 + more : size;
}

static bool
is_reference(const char *text)
{
    if (strncmp(text, "${", 2) != 0) {
        return false;
    }
    size_t size = 2 + name_size(text + 2);
    if (size > 2 && text[size] == '#') {
        size += 1 + name_size(text + size + 1);
    }
    return size > 2 && text[size] == '}';
}

enum piece { PIECE_PLAIN, PIECE_MINUS, PIECE_WORKED_OUT };

/* What kind of piece the text begins with, and how long it is. The order of the tests
 * matters. */
static enum piece
read_piece(const char *at, size_t *size)
{
    const char *end = *at == '\'' || *at == '"' ? strchr(at + 1, *at) : NULL;
    if ((*size = date_size(at)) > 0 || (*size = time_size(at)) > 0 ||
        (*size = number_size(at)) > 0) {
        return PIECE_PLAIN;
    }
    *size = 1;
    if (*at == '-') {
        return PIECE_MINUS;
    }
    if (*at == '*' || *at == '+' || *at == '|' || strncmp(at, " mod ", 5) == 0 ||
        strncmp(at, " div ", 5) == 0 || is_reference(at)) {
        return PIECE_WORKED_OUT;
    }
    if (end) {
        *size = (size_t)(end - at) + 1;
    } else if (is_letter(*at)) {
        *size = name_size(at);
    }
    return is_letter(*at) && at[*size] == '(' ? PIECE_WORKED_OUT : PIECE_PLAIN;
}

bool
default_is_dynamic(const struct element *element)
{
    const char *at = element->initial.text;
    bool is_date = element->type && strcmp(element->type->bind, "date") == 0;
    while (*at != '\0') {
        size_t size;
        enum piece piece = read_piece(at, &size);
        if (piece == PIECE_MINUS) {
            return !is_date; /* a date that is written in another way */
        }
        if (piece == PIECE_WORKED_OUT) {
            return true;
        }
        at += size;
    }
    return false;
}

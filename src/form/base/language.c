/* language: reads the name of a language, and gives each language of a form an id. */
#include "language.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ID_MAX_BYTES 64 /* the longest language that a response can hold */
#define WORD_BYTES 8    /* the longest part of a tag in BCP 47, with a NUL */

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Reads a tag of BCP 47 (section 2.1) as far as forms use it: two or three letters,
 * then parts of up to eight. Many authors write "_" for "-", so both are read. */
static bool
read_code(const char *text, size_t size, char out[LANGUAGE_CODE_MAX_BYTES])
{
    size_t part = 0, parts = 0;
    if (size >= LANGUAGE_CODE_MAX_BYTES) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        bool is_mark = text[i] == '-' || text[i] == '_';
        if (is_mark && (part == 0 || (parts == 0 && part < 2))) {
            return false;
        }
        if (!is_mark && !is_letter(text[i]) && (parts == 0 || !is_digit(text[i]))) {
            return false;
        }
        parts += is_mark;
        part = is_mark ? 0 : part + 1;
        if (part > (parts == 0 ? 3 : WORD_BYTES)) {
            return false;
        }
        out[i] = is_mark ? '-' : parts == 0 ? lower(text[i]) : text[i];
    }
    out[size] = '\0';
    return part > 0 && (parts > 0 || part >= 2);
}

/* A name may be a code alone, such as "es" or "pt-BR". "Twi" and "Lao" look like codes,
 * but a capital letter says that they are names. */
static bool
is_bare_code(const char *name, size_t size)
{
    if (size == 3 || (size > 3 && name[3] == '-')) {
        return name[0] >= 'a' && name[0] <= 'z';
    }
    return true;
}

static size_t
without_end_space(const char *text, size_t size)
{
    while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t')) {
        size--;
    }
    return size;
}

void
language_read(const char *name, struct language_name *out)
{
    size_t size = without_end_space(name, strlen(name));
    const char *open = strrchr(name, '(');
    out->label_size = size;
    snprintf(out->code, sizeof out->code, LANGUAGE_UNKNOWN);
    if (open && size > 0 && name[size - 1] == ')') {
        const char *code = open + 1 + strspn(open + 1, " ");
        size_t code_size = without_end_space(code, (size_t)(name + size - 1 - code));
        char read[LANGUAGE_CODE_MAX_BYTES];
        if (read_code(code, code_size, read)) {
            memcpy(out->code, read, sizeof read);
            out->label_size = without_end_space(name, (size_t)(open - name));
            if (out->label_size == 0) {
                out->label_size = size;
            }
        }
        return;
    }
    char read[LANGUAGE_CODE_MAX_BYTES] = "";
    if (size == strlen(LANGUAGE_PLAIN) && strncmp(name, LANGUAGE_PLAIN, size) == 0) {
        out->label_size = 0;
    } else if (is_bare_code(name, size) && read_code(name, size, read)) {
        memcpy(out->code, read, sizeof read);
    }
}

static bool
is_right_to_left(const char *code)
{
    static const char *const codes[] = {"ar", "dv", "fa", "he", "ps",
                                        "sd", "ug", "ur", "yi"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (strncmp(code, codes[i], 2) == 0 && (code[2] == '\0' || code[2] == '-')) {
            return true;
        }
    }
    return false;
}

/* FNV-1a, for names that have no letter that a tag may have. */
static uint32_t
hash(const char *text, size_t size)
{
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < size; i++) {
        value = (value ^ (unsigned char)text[i]) * 16777619u;
    }
    return value;
}

/* Writes "und-x-english": a code with private words behind it, which BCP 47 allows
 * (section 2.2.7). */
static void
write_private_id(const struct form_language *language, char out[ID_MAX_BYTES])
{
    char word[WORD_BYTES + 1];
    size_t size = 0;
    for (const char *at = language->label; *at != '\0' && size < WORD_BYTES; at++) {
        if (is_letter(*at) || is_digit(*at)) {
            word[size++] = lower(*at);
        }
    }
    word[size] = '\0';
    if (size == 0) {
        snprintf(word, sizeof word, "%08x",
                 (unsigned)hash(language->label, strlen(language->label)));
    }
    snprintf(out, ID_MAX_BYTES, "%s-x-%s", language->code, word);
}

static bool
is_taken(const struct form_language *languages, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (languages[i].id && strcmp(languages[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static size_t
count_unknown(const struct form_language *languages, size_t count)
{
    size_t unknown = 0;
    for (size_t i = 0; i < count; i++) {
        unknown += languages[i].label[0] != '\0' &&
                   strcmp(languages[i].code, LANGUAGE_UNKNOWN) == 0;
    }
    return unknown;
}

/* The id is the code, unless a language before this one has it, or several languages
 * are unknown; then it is made from the name. Names that give the same id are told
 * apart by a number. */
static bool
identify(struct arena *arena, struct form_language *languages, size_t count, size_t i,
         bool is_unknown_shared)
{
    struct form_language *language = &languages[i];
    char id[ID_MAX_BYTES];
    bool is_unknown = strcmp(language->code, LANGUAGE_UNKNOWN) == 0;
    snprintf(id, sizeof id, "%s", language->code);
    if ((is_unknown && is_unknown_shared && language->label[0] != '\0') ||
        is_taken(languages, count, id)) {
        write_private_id(language, id);
    }
    size_t size = strlen(id);
    for (size_t n = 2; is_taken(languages, count, id); n++) {
        snprintf(id + size, sizeof id - size, "-%zu", n);
    }
    language->id = arena_text(arena, id, strlen(id));
    return language->id != NULL;
}

bool
languages_identify(struct arena *arena, struct form_language *languages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct form_language *language = &languages[i];
        struct language_name name;
        language_read(language->name, &name);
        language->label = arena_text(arena, language->name, name.label_size);
        language->code = arena_text(arena, name.code, strlen(name.code));
        language->id = NULL;
        if (!language->label || !language->code) {
            return false;
        }
        language->right_to_left = is_right_to_left(language->code);
    }
    bool is_unknown_shared = count_unknown(languages, count) > 1;
    for (size_t i = 0; i < count; i++) {
        if (!identify(arena, languages, count, i, is_unknown_shared)) {
            return false;
        }
    }
    return true;
}

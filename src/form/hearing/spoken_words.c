/* spoken_words: goes through a text from word to word. */
#include "townline/spoken_words.h"

#include "spoken_arabic.h"
#include "townline/characters.h"
#include "townline/voices.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define PLAIN_MAX_DIGITS 6
#define CAPITALS_MAX 6 /* more are a word that is written loudly */
#define PAUSE_MS 350   /* behind each text */
#define LETTER_MS 115  /* of a language without a voice */

static bool
is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Digits of Arabic writing and wide ones count too. */
static bool
is_any_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) ||
           (c >= 0x6f0 && c <= 0x6f9) || (c >= 0xff10 && c <= 0xff19);
}

static bool
is_one_of(uint32_t c, const uint32_t *signs)
{
    while (*signs != 0 && *signs != c) {
        signs++;
    }
    return *signs != 0;
}

static bool
is_percent(uint32_t c)
{
    return is_one_of(c, (const uint32_t[]){'%', 0x66a, 0xff05, 0});
}

/* Signs of money: dollar, pound, yen, colon, dong, euro, peso. */
static bool
is_money(uint32_t c)
{
    return is_one_of(c, (const uint32_t[]){'$', 0xa3, 0xa5, 0x20a1, 0x20ab, 0x20ac,
                                           0x20b1, 0xff04, 0});
}

/* What may stand between the digits of a number. */
static bool
is_between_digits(uint32_t c)
{
    static const uint32_t signs[] = {'/',   ':',    '.',    ',',    '+',
                                     '-',   '\'',   ')',    '(',    0x66b,
                                     0x66c, 0x2013, 0x2014, 0x2019, 0};
    return is_one_of(c, signs) ||
           (c < 0x80 && (is_capital((char)c) || is_small((char)c)));
}

/* The code point at the text, where digits are looked for behind one sign. */
static uint32_t
character_behind(const char *text, size_t bytes)
{
    size_t size;
    return character_at(text + bytes, &size);
}

/* The bytes before the first digit of a number: "$", "$ ", "(", "+", "-"; SIZE_MAX
 * where no number begins. */
static size_t
sign_bytes(const char *text)
{
    size_t size;
    uint32_t c = character_at(text, &size);
    if (is_any_digit(c)) {
        return 0;
    }
    if (is_money(c) && text[size] == ' ') {
        size++;
    }
    bool is_sign =
        is_money(c) || is_one_of(c, (const uint32_t[]){'(', '+', '-', '#', 0});
    return is_sign && is_any_digit(character_behind(text, size)) ? size : SIZE_MAX;
}

/* The bytes of a number that begins with a sign and a digit, up to its last digit or
 * its percent sign. One space may stand before that and between groups of digits. */
static size_t
number_bytes(const char *text, size_t begin)
{
    size_t end = begin, size;
    for (size_t at = begin;; at += size) {
        uint32_t c = character_at(text + at, &size);
        bool is_end = is_any_digit(c) || is_percent(c) || (is_money(c) && at == end);
        if (is_end) {
            end = at + size;
        } else if (c == ' ' && at == end) {
            uint32_t next = character_behind(text, at + 1);
            if (!is_percent(next) && !is_any_digit(next)) {
                return end;
            }
        } else if (!is_between_digits(c)) {
            return end;
        }
    }
}

/* The sign between thousands that the voice reads rightly; 0: none. */
static char
thousands_sign(const char *language)
{
    return strncmp(language, "en", 2) == 0                                      ? ','
           : strncmp(language, "es", 2) == 0 || strncmp(language, "vi", 2) == 0 ? '.'
                                                                                : 0;
}

/* "2,000": one to three digits, then the sign and three more, as often as you like. */
static bool
is_in_thousands(const char *number, size_t size, char sign)
{
    size_t at = 0;
    while (at < size && at < 3 && character_is_digit(number[at])) {
        at++;
    }
    bool is = sign != 0 && at > 0 && at < size && number[0] != '0';
    for (; is && at < size; at += 4) {
        is = size - at >= 4 && number[at] == sign &&
             character_is_digit(number[at + 1]) && character_is_digit(number[at + 2]) &&
             character_is_digit(number[at + 3]);
    }
    return is;
}

/* Numbers that are called digit by digit: 911 and its like. */
static bool
is_called(const char *number, size_t size)
{
    return size == 3 && ((number[1] == '1' && number[2] == '1' && number[0] >= '2') ||
                         memcmp(number, "988", 3) == 0);
}

/* Whether a voice reads the number as a person would. */
static bool
is_read_well(const char *number, size_t size, const char *language)
{
    size_t digits = 0, bytes;
    for (size_t at = 0; at < size; at += bytes, digits++) {
        uint32_t c = character_at(number + at, &bytes);
        if (!is_any_digit(c) || c >= 0xff10) {
            return is_in_thousands(number, size, thousands_sign(language));
        }
    }
    return digits <= PLAIN_MAX_DIGITS && !is_called(number, size) &&
           (number[0] != '0' || digits == 1);
}

/* "1st", "22nd" in English. */
static bool
is_ordinal(const char *text, size_t size, const char *language)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4 && strncmp(language, "en", 2) == 0; i++) {
        if (strncmp(text + size, endings[i], 2) == 0 && !is_small(text[size + 2])) {
            return true;
        }
    }
    return false;
}

struct judging {
    const char *language;
    bool is_arabic;
    spoken_on_fault *on_fault;
    void *context;
};

static bool
is_latin(char c)
{
    return is_small(c) || is_capital(c);
}

static size_t
judge_number(const struct judging *judging, const char *text, size_t begin)
{
    size_t size = number_bytes(text, begin), end = size;
    if (is_latin(text[end]) && is_ordinal(text, size, judging->language)) {
        return size + 2;
    }
    while (is_latin(text[end])) { /* "5pm" */
        end++;
    }
    if (end > size || !is_read_well(text, size, judging->language)) {
        judging->on_fault(judging->context, SPOKEN_NUMBER, text, end);
    }
    return end;
}

/* A word of Latin letters: the bytes of it. */
static size_t
judge_latin(const struct judging *judging, const char *text)
{
    size_t size = 0, capitals = 0;
    while (is_latin(text[size]) || (text[size] & 0x80)) {
        size_t bytes;
        uint32_t c = character_at(text + size, &bytes);
        if (bytes > 1 && (c < 0xc0 || c >= 0x250)) { /* a sign, or another script */
            break;
        }
        capitals += bytes == 1 && is_capital(text[size]);
        size += bytes;
    }
    if (capitals == size && size > 1 && size <= CAPITALS_MAX &&
        strncmp(text, "OK", size) != 0) {
        judging->on_fault(judging->context, SPOKEN_CAPITALS, text, size);
    }
    return size;
}

static size_t
judge_arabic(const struct judging *judging, const char *text)
{
    size_t end = 0, size;
    for (uint32_t c; (c = character_at(text + end, &size)) != 0; end += size) {
        if (!is_arabic_letter(c) && !is_arabic_mark(c)) {
            break;
        }
    }
    if (judging->is_arabic && arabic_lacks_vowels(text, end)) {
        judging->on_fault(judging->context, SPOKEN_NO_VOWELS, text, end);
    }
    return end;
}

/* The bytes of what is written and not spoken; 0: it is spoken. */
static size_t
unspoken_bytes(const char *text)
{
    static const struct {
        const char *begin;
        char end;
    } marks[] = {{"${", '}'}, {"](", ')'}, {"<", '>'}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *end = strncmp(text, marks[i].begin, strlen(marks[i].begin)) == 0
                              ? strchr(text, marks[i].end)
                              : NULL;
        if (end) {
            return (size_t)(end - text) + 1;
        }
    }
    return 0;
}

/* Letters and digits of any script; marks and signs take no time. */
static bool
is_sounded(uint32_t c)
{
    if (c < 0x80) {
        return is_any_digit(c) || is_capital((char)c) || is_small((char)c);
    }
    return c >= 0xc0 && !is_arabic_mark(c) && !(c >= 0x300 && c <= 0x36f) &&
           !(c >= 0x2000 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f) &&
           !(c >= 0xfe00 && c <= 0xfe0f) && !(c >= 0xff00 && c <= 0xff0f) &&
           !(c >= 0xff1a && c <= 0xff20) && c != 0x60c && c != 0x61b && c != 0x61f;
}

unsigned
spoken_words_ms(const char *words, const char *language)
{
    const struct voice *voice = voice_find(language), *latin = voice_find("en");
    unsigned of_letter = voice ? (unsigned)voice->ms_per_letter : LETTER_MS, ms = 0;
    unsigned of_latin = of_letter > (unsigned)latin->ms_per_letter
                            ? (unsigned)latin->ms_per_letter
                            : of_letter;
    size_t size;
    for (uint32_t c; (c = character_at(words, &size)) != 0; words += size) {
        ms += !is_sounded(c) ? 0 : c < 0x250 ? of_latin : of_letter;
    }
    return ms > 0 ? ms + PAUSE_MS : 0;
}

void
spoken_words_judge(const char *words, const char *language, spoken_on_fault *on_fault,
                   void *context)
{
    const struct judging judging = {language,
                                    strncmp(language, "ar", 2) == 0 &&
                                        (language[2] == '\0' || language[2] == '-'),
                                    on_fault, context};
    size_t size, signs = strspn(words, " \t\r\n");
    if (words[signs] != '\0' && spoken_words_ms(words, language) == 0) {
        on_fault(context, SPOKEN_NOTHING, words + signs, strlen(words + signs));
    }
    for (uint32_t c; (c = character_at(words, &size)) != 0; words += size) {
        size_t judged = unspoken_bytes(words), begin = sign_bytes(words);
        if (judged == 0 && begin != SIZE_MAX) {
            judged = judge_number(&judging, words, begin);
        } else if (judged == 0 && is_arabic_letter(c)) {
            judged = judge_arabic(&judging, words);
        } else if (judged == 0) {
            judged = judge_latin(&judging, words);
        }
        size = judged > 0 ? judged : size;
    }
}

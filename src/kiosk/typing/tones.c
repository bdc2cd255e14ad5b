/* tones: puts Vietnamese tone marks on the right vowel of a word. */
#include "tones.h"

#include "townline/characters.h"

#include <string.h>

#define WORD_LETTERS 8 /* letters at the end of the text; no syllable is longer */
#define VOWELS 12

static const char *const vowels[2 * VOWELS][TONES + 1] = {
    {"a", "á", "à", "ả", "ã", "ạ"}, {"ă", "ắ", "ằ", "ẳ", "ẵ", "ặ"},
    {"â", "ấ", "ầ", "ẩ", "ẫ", "ậ"}, {"e", "é", "è", "ẻ", "ẽ", "ẹ"},
    {"ê", "ế", "ề", "ể", "ễ", "ệ"}, {"i", "í", "ì", "ỉ", "ĩ", "ị"},
    {"o", "ó", "ò", "ỏ", "õ", "ọ"}, {"ô", "ố", "ồ", "ổ", "ỗ", "ộ"},
    {"ơ", "ớ", "ờ", "ở", "ỡ", "ợ"}, {"u", "ú", "ù", "ủ", "ũ", "ụ"},
    {"ư", "ứ", "ừ", "ử", "ữ", "ự"}, {"y", "ý", "ỳ", "ỷ", "ỹ", "ỵ"},
    {"A", "Á", "À", "Ả", "Ã", "Ạ"}, {"Ă", "Ắ", "Ằ", "Ẳ", "Ẵ", "Ặ"},
    {"Â", "Ấ", "Ầ", "Ẩ", "Ẫ", "Ậ"}, {"E", "É", "È", "Ẻ", "Ẽ", "Ẹ"},
    {"Ê", "Ế", "Ề", "Ể", "Ễ", "Ệ"}, {"I", "Í", "Ì", "Ỉ", "Ĩ", "Ị"},
    {"O", "Ó", "Ò", "Ỏ", "Õ", "Ọ"}, {"Ô", "Ố", "Ồ", "Ổ", "Ỗ", "Ộ"},
    {"Ơ", "Ớ", "Ờ", "Ở", "Ỡ", "Ợ"}, {"U", "Ú", "Ù", "Ủ", "Ũ", "Ụ"},
    {"Ư", "Ứ", "Ừ", "Ử", "Ữ", "Ự"}, {"Y", "Ý", "Ỳ", "Ỷ", "Ỹ", "Ỵ"},
};

struct letter {
    size_t at, size; /* bytes in the text */
    int vowel;       /* -1: a consonant */
    int tone;
};

/* The last letters of the last word, with its vowels. */
struct word {
    struct letter letters[WORD_LETTERS];
    size_t count;
    size_t first, end; /* the vowels that may have the tone */
    bool open;         /* no consonant follows them */
};

static void
recognize(const char *text, struct letter *letter)
{
    letter->vowel = -1;
    for (int i = 0; i < 2 * VOWELS; i++) {
        for (int tone = 0; tone <= TONES; tone++) {
            const char *form = vowels[i][tone];
            if (strlen(form) == letter->size &&
                memcmp(text + letter->at, form, letter->size) == 0) {
                letter->vowel = i;
                letter->tone = tone;
                return;
            }
        }
    }
}

static bool
is_letter(const char *text, const struct letter *letter)
{
    unsigned char c = (unsigned char)text[letter->at];
    return letter->size > 1 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
read_letters(const char *text, struct word *word)
{
    size_t end = strlen(text);
    struct letter backwards[WORD_LETTERS];
    while (end > 0 && word->count < WORD_LETTERS) {
        size_t at = end - 1;
        while (at > 0 && character_is_inside(text[at])) {
            at--;
        }
        struct letter letter = {.at = at, .size = end - at};
        if (!is_letter(text, &letter)) {
            break;
        }
        recognize(text, &letter);
        backwards[word->count++] = letter;
        end = at;
    }
    for (size_t i = 0; i < word->count; i++) {
        word->letters[i] = backwards[word->count - 1 - i];
    }
}

/* Whether it is "qu" or "gi" before a vowel, which are consonants. */
static bool
is_glide(const char *text, const struct word *word)
{
    if (word->first == 0 || word->end - word->first < 2) {
        return false;
    }
    char before = text[word->letters[word->first - 1].at];
    int base = word->letters[word->first].vowel % VOWELS;
    return ((before == 'q' || before == 'Q') && base == 9) ||
           ((before == 'g' || before == 'G') && base == 5);
}

static bool
read_word(const char *text, struct word *word)
{
    *word = (struct word){0};
    read_letters(text, word);
    word->end = word->count;
    while (word->end > 0 && word->letters[word->end - 1].vowel < 0) {
        word->end--;
    }
    word->first = word->end;
    while (word->first > 0 && word->letters[word->first - 1].vowel >= 0) {
        word->first--;
    }
    word->open = word->end == word->count;
    if (is_glide(text, word)) {
        word->first++;
    }
    return word->end > word->first;
}

/* The vowel that has the tone: the last one with a mark of its own, such as ê; else the
 * last one, if a consonant follows; else the first of two, or the middle of three. */
static size_t
bearer(const struct word *word)
{
    size_t count = word->end - word->first;
    for (size_t i = word->end; i > word->first; i--) {
        int base = word->letters[i - 1].vowel % VOWELS;
        if (base == 1 || base == 2 || base == 4 || base == 7 || base == 8 ||
            base == 10) {
            return i - 1;
        }
    }
    if (!word->open || count == 1) {
        return word->end - 1;
    }
    return count == 2 ? word->first : word->first + 1;
}

static bool
replace(char *text, size_t size, const struct letter *letter, const char *with)
{
    size_t length = strlen(text), more = strlen(with);
    if (length - letter->size + more + 1 > size) {
        return false;
    }
    memmove(text + letter->at + more, text + letter->at + letter->size,
            length - letter->at - letter->size + 1);
    for (size_t i = 0; i < more; i++) {
        text[letter->at + i] = with[i];
    }
    return true;
}

/* Writes the tone on that vowel and takes it off all others. It goes from the last
 * letter to the first, so that places in the text stay right. */
static bool
write_tone(char *text, size_t size, const struct word *word, int tone)
{
    size_t on = bearer(word);
    bool changed = false;
    for (size_t i = word->end; i > 0; i--) {
        const struct letter *letter = &word->letters[i - 1];
        int wanted = i - 1 == on ? tone : 0;
        if (letter->vowel >= 0 && letter->tone != wanted) {
            changed |= replace(text, size, letter, vowels[letter->vowel][wanted]);
        }
    }
    return changed;
}

static int
tone_of(const struct word *word)
{
    int tone = 0;
    for (size_t i = 0; i < word->end; i++) {
        tone = word->letters[i].vowel >= 0 && word->letters[i].tone > 0
                   ? word->letters[i].tone
                   : tone;
    }
    return tone;
}

bool
tone_put(char *text, size_t size, int tone)
{
    struct word word;
    if (tone < 1 || tone > TONES || !read_word(text, &word)) {
        return false;
    }
    return write_tone(text, size, &word, tone_of(&word) == tone ? 0 : tone);
}

void
tone_settle(char *text, size_t size)
{
    struct word word;
    if (read_word(text, &word) && tone_of(&word) > 0) {
        write_tone(text, size, &word, tone_of(&word));
    }
}

bool
tone_split(const char *character, const char **base_out, int *tone_out)
{
    for (int i = 0; i < 2 * VOWELS; i++) {
        for (int tone = 1; tone <= TONES; tone++) {
            if (strcmp(vowels[i][tone], character) == 0) {
                *base_out = vowels[i][0];
                *tone_out = tone;
                return true;
            }
        }
    }
    return false;
}

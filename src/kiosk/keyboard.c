#include "keyboard.h"

#include "words.h"

#include <stdio.h>
#include <string.h>

/* One row: what its keys write, a space between two keys. Keys that write nothing are
 * added by add_row. */
struct layout {
    const char *language;
    const char *letters[3];
    const char *capitals[3];
    const char *accents[3]; /* NULL: the language needs none */
    const char *accent_capitals[3];
    const char *accent_key; /* what stands on the key that leads there */
};

static const struct layout layouts[] = {
    {.language = "en",
     .letters = {"q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m"},
     .capitals = {"Q W E R T Y U I O P", "A S D F G H J K L '", "Z X C V B N M"}},
    {.language = "es",
     .letters = {"q w e r t y u i o p", "a s d f g h j k l ñ", "z x c v b n m"},
     .capitals = {"Q W E R T Y U I O P", "A S D F G H J K L Ñ", "Z X C V B N M"},
     .accents = {"á é í ó ú ü ñ ¿ ¡ ?", "! \" ' : ; ( ) - « »", "à è ì ò ù ç %"},
     .accent_capitals = {"Á É Í Ó Ú Ü Ñ ¿ ¡ ?", "! \" ' : ; ( ) - « »",
                         "À È Ì Ò Ù Ç %"},
     .accent_key = "á ¿"},
};
static const char *const numbers[3] = {"1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) $ & @ \"",
                                       "? ! ' % + # *"};

static const struct layout *
layout_of(const char *language)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        size_t size = strlen(layouts[i].language);
        if (strncmp(language, layouts[i].language, size) == 0 &&
            (language[size] == '\0' || language[size] == '-')) {
            return &layouts[i];
        }
    }
    return &layouts[0];
}

static const char *const *
rows_of(const struct keyboard *keyboard, const struct layout *layout)
{
    if (keyboard->layer == LAYER_NUMBERS) {
        return numbers;
    }
    if (keyboard->layer == LAYER_ACCENTS && layout->accents[0]) {
        return keyboard->shift ? layout->accent_capitals : layout->accents;
    }
    return keyboard->shift ? layout->capitals : layout->letters;
}

void
keyboard_init(struct keyboard *keyboard, const char *text)
{
    *keyboard = (struct keyboard){.shift = *text == '\0'};
}

static void
add_key(struct keyboard_rows *rows, size_t row, const struct page_key *key)
{
    if (rows->rows[row].count < KEYBOARD_KEYS) {
        rows->keys[row][rows->rows[row].count++] = *key;
    }
}

/* The characters of one row; each key's id is "key-" and its character, and its text is
 * the id behind the hyphen. */
static void
add_characters(struct keyboard_rows *rows, size_t row, const char *characters)
{
    while (*characters && rows->rows[row].count < KEYBOARD_KEYS) {
        size_t size = strcspn(characters, " ");
        char *id = rows->ids[row][rows->rows[row].count];
        snprintf(id, sizeof rows->ids[row][0], "key-%.*s", (int)size, characters);
        add_key(rows, row, &(struct page_key){.id = id, .text = id + 4});
        characters += size;
        characters += *characters == ' ';
    }
}

void
keyboard_rows(const struct keyboard *keyboard, const char *language,
              struct keyboard_rows *out)
{
    const struct layout *layout = layout_of(language);
    const char *const *characters = rows_of(keyboard, layout);
    *out = (struct keyboard_rows){0};
    for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
        out->rows[row].keys = out->keys[row];
    }
    add_characters(out, 0, characters[0]);
    add_characters(out, 1, characters[1]);
    if (keyboard->layer != LAYER_NUMBERS) {
        add_key(out, 2,
                &(struct page_key){.id = "key-shift",
                                   .icon = "shift",
                                   .say = tr("Capital letter"),
                                   .width = 1.5,
                                   .chosen = keyboard->shift});
    }
    add_characters(out, 2, characters[2]);
    add_key(out, 2,
            &(struct page_key){.id = "key-backspace",
                               .icon = "backspace",
                               .say = tr("Take the last letter away"),
                               .width = keyboard->layer == LAYER_NUMBERS ? 3 : 1.5});
    bool on_letters = keyboard->layer == LAYER_LETTERS;
    add_key(
        out, 3,
        &(struct page_key){.id = on_letters ? "key-numbers" : "key-letters",
                           .text = on_letters ? "123" : "abc",
                           .say = on_letters ? tr("Numbers and signs") : tr("Letters"),
                           .width = 1.5});
    double space = 5.5;
    if (layout->accents[0]) {
        space = 4;
        bool on_accents = keyboard->layer == LAYER_ACCENTS;
        add_key(out, 3,
                &(struct page_key){.id = "key-accents",
                                   .text = layout->accent_key,
                                   .say = tr("Letters with accents"),
                                   .width = 1.5,
                                   .chosen = on_accents});
    }
    add_key(out, 3,
            &(struct page_key){.id = "key-space", .text = tr("Space"), .width = space});
    add_key(out, 3, &(struct page_key){.id = "key-,", .text = ","});
    add_key(out, 3, &(struct page_key){.id = "key-.", .text = "."});
    add_key(
        out, 3,
        &(struct page_key){
            .id = "key-newline", .icon = "return", .say = tr("New line"), .width = 1});
    for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
        out->rows[row].keys = out->keys[row];
    }
}

static bool
append(char *text, size_t size, const char *character)
{
    size_t length = strlen(text), more = strlen(character);
    if (length + more + 1 > size) {
        return false;
    }
    memcpy(text + length, character, more + 1);
    return true;
}

static bool
erase(char *text)
{
    size_t length = strlen(text);
    if (length == 0) {
        return false;
    }
    length--;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
        length--;
    }
    text[length] = '\0';
    return true;
}

/* A sentence's first letter is a capital. */
static bool
begins_sentence(const char *text)
{
    size_t length = strlen(text);
    return length == 0 || text[length - 1] == '\n' ||
           (length >= 2 && text[length - 1] == ' ' && strchr(".?!", text[length - 2]));
}

bool
keyboard_press(struct keyboard *keyboard, const char *id, char *text, size_t size)
{
    const char *name = strncmp(id, "key-", 4) == 0 ? id + 4 : "";
    bool changed = false;
    if (strcmp(name, "shift") == 0) {
        keyboard->shift = !keyboard->shift;
        return false;
    }
    if (strcmp(name, "numbers") == 0 || strcmp(name, "letters") == 0 ||
        strcmp(name, "accents") == 0) {
        bool to_letters =
            *name == 'l' || (*name == 'a' && keyboard->layer == LAYER_ACCENTS);
        keyboard->layer = to_letters     ? LAYER_LETTERS
                          : *name == 'a' ? LAYER_ACCENTS
                                         : LAYER_NUMBERS;
        return false;
    }
    if (strcmp(name, "backspace") == 0) {
        changed = erase(text);
    } else if (strcmp(name, "space") == 0) {
        changed = append(text, size, " ");
    } else if (strcmp(name, "newline") == 0) {
        changed = append(text, size, "\n");
    } else if (*name) {
        changed = append(text, size, name);
        if (keyboard->layer == LAYER_ACCENTS) {
            keyboard->layer = LAYER_LETTERS;
        }
    }
    keyboard->shift = begins_sentence(text);
    return changed;
}

static bool
has_character(const char *const rows[3], const char *character)
{
    for (size_t row = 0; row < 3; row++) {
        for (const char *at = rows[row]; at && *at;) {
            size_t size = strcspn(at, " ");
            if (size == strlen(character) && memcmp(at, character, size) == 0) {
                return true;
            }
            at += size;
            at += *at == ' ';
        }
    }
    return false;
}

static size_t
utf8_size(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xC0) == 0x80) {
        size++;
    }
    return size;
}

bool
keyboard_find(const struct keyboard *keyboard, const char *language, const char *text,
              char id_out[12], size_t *character_size_out)
{
    static const struct keyboard states[] = {
        {LAYER_LETTERS, false}, {LAYER_LETTERS, true}, {LAYER_NUMBERS, false},
        {LAYER_ACCENTS, false}, {LAYER_ACCENTS, true},
    };
    static const char *const leads_to[] = {"key-letters", "key-numbers", "key-accents"};
    const struct layout *layout = layout_of(language);
    char character[8];
    size_t size = utf8_size(text);
    if (size >= sizeof character) {
        return false;
    }
    memcpy(character, text, size);
    character[size] = '\0';
    *character_size_out = size;
    const char *name = strcmp(character, " ") == 0    ? "space"
                       : strcmp(character, "\n") == 0 ? "newline"
                       : strchr(",.", character[0])   ? character
                                                      : NULL;
    if (name || has_character(rows_of(keyboard, layout), character)) {
        snprintf(id_out, 12, "key-%s", name ? name : character);
        return true;
    }
    *character_size_out = 0;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        bool has_layer = states[i].layer != LAYER_ACCENTS || layout->accents[0];
        if (has_layer && has_character(rows_of(&states[i], layout), character)) {
            snprintf(id_out, 12, "%s",
                     states[i].layer == keyboard->layer ? "key-shift"
                                                        : leads_to[states[i].layer]);
            return true;
        }
    }
    return false;
}

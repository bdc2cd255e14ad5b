/* keyboard: lays out the keys of a language, and changes the text when one is
 * pressed. */
#include "keyboard.h"

#include "keyboard_layouts.h"
#include "tones.h"
#include "townline/characters.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

bool
keyboard_writes(const char *language, const struct hanzi *hanzi)
{
    return hanzi || !layout_find(language)->pinyin;
}

static const char *const *
rows_of(const struct keyboard *keyboard, const struct layout *layout)
{
    if (keyboard->layer == LAYER_LATIN && layout->own_script) {
        layout = layout_find("en");
    }
    if (keyboard->layer == LAYER_NUMBERS) {
        return layout_numbers;
    }
    if (keyboard->layer == LAYER_ACCENTS && layout->accents[0]) {
        return keyboard->shift && layout->accent_capitals[0] ? layout->accent_capitals
                                                             : layout->accents;
    }
    return keyboard->shift && layout->capitals[0] ? layout->capitals : layout->letters;
}

/* Whether a shift key would change anything. */
static bool
has_shift(const struct keyboard *keyboard, const struct layout *layout)
{
    switch (keyboard->layer) {
    case LAYER_NUMBERS:
        return false;
    case LAYER_LATIN:
        return true;
    case LAYER_ACCENTS:
        return layout->accent_capitals[0] != NULL;
    case LAYER_LETTERS:
        break;
    }
    return layout->capitals[0] != NULL;
}

void
keyboard_init(struct keyboard *keyboard, const char *language, const char *text)
{
    *keyboard = (struct keyboard){.shift = *text == '\0',
                                  .tones = layout_find(language)->tones,
                                  .pinyin = layout_find(language)->pinyin};
}

static void
add_key(struct keyboard_rows *rows, size_t row, const struct page_key *key)
{
    if (rows->rows[row].count < KEYBOARD_KEYS) {
        rows->keys[row][rows->rows[row].count++] = *key;
    }
}

/* Adds a key for each character of a row. The id of a key is "key-" and its character;
 * the key's text is the part behind the hyphen. */
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

static double
units_of(const struct keyboard_rows *rows, size_t row)
{
    double units = 0;
    for (size_t i = 0; i < rows->rows[row].count; i++) {
        units += rows->keys[row][i].width > 0 ? rows->keys[row][i].width : 1;
    }
    return units;
}

/* Adds shift, the letters of the third row, and backspace in the rest of the row. */
static void
add_third_row(const struct keyboard *keyboard, const struct layout *layout,
              struct keyboard_rows *out)
{
    if (has_shift(keyboard, layout)) {
        add_key(out, 2,
                &(struct page_key){.id = "key-shift",
                                   .icon = "shift",
                                   .say = tr("Capital letter"),
                                   .width = 1.5,
                                   .chosen = keyboard->shift});
    }
    add_characters(out, 2, rows_of(keyboard, layout)[2]);
    double left = units_of(out, 0) - units_of(out, 2);
    add_key(out, 2,
            &(struct page_key){.id = "key-backspace",
                               .icon = "backspace",
                               .say = tr("Take the last letter away"),
                               .width = left > 3   ? 3
                                        : left > 1 ? left
                                                   : 1.5});
}

/* The signs beside the space key are those of the letters that are typed. */
static const char *
comma_of(const struct keyboard *keyboard, const struct layout *layout)
{
    return keyboard->contact                ? "@"
           : keyboard->layer == LAYER_LATIN ? ","
                                            : layout->comma;
}

static const char *
stop_of(const struct keyboard *keyboard, const struct layout *layout)
{
    bool is_own = layout->stop && !keyboard->contact && keyboard->layer != LAYER_LATIN;
    return is_own ? layout->stop : ".";
}

static void
add_tones(struct keyboard_rows *out)
{
    static const char *const marks[TONES] = {"á", "à", "ả", "ã", "ạ"};
    for (size_t i = 0; i < TONES; i++) {
        char *id = out->ids[3][i];
        snprintf(id, sizeof out->ids[3][i], "key-tone-%zu", i + 1);
        add_key(out, 3, &(struct page_key){.id = id, .text = marks[i]});
    }
}

/* Adds the keys for other layers, the tones, space, and the most frequent signs. */
static void
add_last_row(const struct keyboard *keyboard, const struct layout *layout,
             struct keyboard_rows *out)
{
    bool on_letters =
        keyboard->layer == LAYER_LETTERS || keyboard->layer == LAYER_LATIN;
    add_key(
        out, 3,
        &(struct page_key){.id = on_letters ? "key-numbers" : "key-letters",
                           .text = on_letters ? "123" : layout->letters_key,
                           .say = on_letters ? tr("Numbers and signs") : tr("Letters"),
                           .width = 1.5});
    if (layout->accents[0]) {
        add_key(out, 3,
                &(struct page_key){.id = "key-accents",
                                   .text = layout->accent_key,
                                   .say = tr("Letters with accents"),
                                   .width = 1.5,
                                   .chosen = keyboard->layer == LAYER_ACCENTS});
    }
    if (layout->own_script) {
        add_key(out, 3,
                &(struct page_key){.id = "key-latin",
                                   .text = "ABC",
                                   .say = tr("Latin letters"),
                                   .width = 1.5,
                                   .chosen = keyboard->layer == LAYER_LATIN});
    }
    if (layout->tones) {
        add_tones(out);
    }
    size_t space = out->rows[3].count;
    add_key(
        out, 3,
        &(struct page_key){.id = "key-space", .text = tr("Space"), .icon = "space"});
    char *comma = out->ids[3][space];
    snprintf(comma, sizeof out->ids[3][space], "key-%s", comma_of(keyboard, layout));
    add_key(out, 3, &(struct page_key){.id = comma, .text = comma + 4});
    char *stop = out->ids[3][space + 1];
    snprintf(stop, sizeof out->ids[3][space + 1], "key-%s", stop_of(keyboard, layout));
    add_key(out, 3, &(struct page_key){.id = stop, .text = stop + 4});
    add_key(out, 3,
            keyboard->contact ? &(struct page_key){.id = "key--", .text = "-"}
                              : &(struct page_key){.id = "key-newline",
                                                   .icon = "return",
                                                   .say = tr("New line")});
    double left = units_of(out, 0) - units_of(out, 3) + 1;
    out->keys[3][space].width = left > 2 ? left : 2;
}

void
keyboard_rows(const struct keyboard *keyboard, const char *language,
              struct keyboard_rows *out)
{
    const struct layout *layout = layout_find(language);
    const char *const *characters = rows_of(keyboard, layout);
    *out = (struct keyboard_rows){0};
    for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
        out->rows[row].keys = out->keys[row];
    }
    add_characters(out, 0, characters[0]);
    add_characters(out, 1, characters[1]);
    add_third_row(keyboard, layout, out);
    add_last_row(keyboard, layout, out);
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
    while (length > 0 && character_is_inside(text[length])) {
        length--;
    }
    text[length] = '\0';
    return true;
}

/* Whether the next letter begins a sentence and should be a capital. */
static bool
begins_sentence(const char *text)
{
    size_t length = strlen(text);
    return length == 0 || text[length - 1] == '\n' ||
           (length >= 2 && text[length - 1] == ' ' && strchr(".?!", text[length - 2]));
}

/* Changes the layer when the key does that; false when it does not. */
static bool
change_layer(struct keyboard *keyboard, const char *name)
{
    static const struct {
        const char *name;
        enum keyboard_layer layer;
    } ways[] = {{"letters", LAYER_LETTERS},
                {"numbers", LAYER_NUMBERS},
                {"accents", LAYER_ACCENTS},
                {"latin", LAYER_LATIN}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(name, ways[i].name) == 0) {
            keyboard->layer =
                keyboard->layer == ways[i].layer ? LAYER_LETTERS : ways[i].layer;
            return true;
        }
    }
    return false;
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
    if (change_layer(keyboard, name)) {
        return false;
    }
    if (strcmp(name, "backspace") == 0) {
        changed = erase(text);
    } else if (strcmp(name, "space") == 0) {
        changed = append(text, size, " ");
    } else if (strcmp(name, "newline") == 0) {
        changed = append(text, size, "\n");
    } else if (strncmp(name, "tone-", 5) == 0) {
        return tone_put(text, size, name[5] - '0');
    } else if (*name) {
        changed = append(text, size, name);
        if (keyboard->tones) {
            tone_settle(text, size);
        }
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
character_size(const char *text)
{
    size_t size = 1;
    while (character_is_inside(text[size])) {
        size++;
    }
    return size;
}

/* Finds the key that writes the character now, or the one that leads to its layer. */
static bool
find_key(const struct keyboard *keyboard, const struct layout *layout,
         const char *character, char id_out[12], bool *writes_out)
{
    static const struct keyboard states[] = {
        {.layer = LAYER_LETTERS},
        {.layer = LAYER_LETTERS, .shift = true},
        {.layer = LAYER_NUMBERS},
        {.layer = LAYER_ACCENTS},
        {.layer = LAYER_ACCENTS, .shift = true},
        {.layer = LAYER_LATIN},
        {.layer = LAYER_LATIN, .shift = true},
    };
    static const char *const leads_to[] = {
        [LAYER_LETTERS] = "key-letters",
        [LAYER_NUMBERS] = "key-numbers",
        [LAYER_ACCENTS] = "key-accents",
        [LAYER_LATIN] = "key-latin",
    };
    const char *name = strcmp(character, " ") == 0    ? "space"
                       : strcmp(character, "\n") == 0 ? "newline"
                       : strcmp(character, comma_of(keyboard, layout)) == 0 ||
                               strcmp(character, stop_of(keyboard, layout)) == 0
                           ? character
                           : NULL;
    if (keyboard->pinyin && keyboard->layer == LAYER_LETTERS &&
        strchr(" .,", *character)) {
        /* Behind pinyin the space key takes a candidate. */
        snprintf(id_out, 12, "key-latin");
        *writes_out = false;
        return true;
    }
    *writes_out = true;
    if (name || has_character(rows_of(keyboard, layout), character)) {
        snprintf(id_out, 12, "key-%s", name ? name : character);
        return true;
    }
    *writes_out = false;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        enum keyboard_layer layer = states[i].layer;
        bool has_layer = layer == LAYER_ACCENTS ? layout->accents[0] != NULL
                         : layer == LAYER_LATIN ? layout->own_script
                                                : true;
        if (!has_layer || !has_character(rows_of(&states[i], layout), character)) {
            continue;
        }
        const char *way = leads_to[layer];
        if (layer == keyboard->layer) {
            way = "key-shift";
        } else if (layer == LAYER_NUMBERS && keyboard->layer == LAYER_ACCENTS) {
            way = "key-letters"; /* from the letters one gets to the numbers */
        }
        snprintf(id_out, 12, "%s", way);
        return true;
    }
    return false;
}

bool
keyboard_find(struct keyboard *keyboard, const char *language, const char *text,
              char id_out[12], size_t *character_size_out)
{
    const struct layout *layout = layout_find(language);
    char character[8];
    const char *base = character;
    int tone = 0;
    size_t size = character_size(text);
    if (size >= sizeof character) {
        return false;
    }
    memcpy(character, text, size);
    character[size] = '\0';
    bool has_tone = layout->tones && tone_split(character, &base, &tone);
    if (has_tone && keyboard->composing) {
        keyboard->composing = false;
        snprintf(id_out, 12, "key-tone-%d", tone);
        *character_size_out = size;
        return true;
    }
    bool writes;
    if (!find_key(keyboard, layout, base, id_out, &writes)) {
        return false;
    }
    keyboard->composing = has_tone && writes;
    *character_size_out = writes && !has_tone ? size : 0;
    return true;
}

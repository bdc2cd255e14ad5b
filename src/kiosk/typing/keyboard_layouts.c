/* keyboard_layouts: the table of the keyboards of all languages. */
#include "keyboard_layouts.h"

#include <stddef.h>
#include <string.h>

#define LATIN_1 "q w e r t y u i o p"
#define LATIN_3 "z x c v b n m"
#define LATIN_1_CAPITALS "Q W E R T Y U I O P"
#define LATIN_3_CAPITALS "Z X C V B N M"

static const struct layout layouts[] = {
    {.language = "en",
     .letters = {LATIN_1, "a s d f g h j k l '", LATIN_3},
     .capitals = {LATIN_1_CAPITALS, "A S D F G H J K L '", LATIN_3_CAPITALS},
     .letters_key = "abc",
     .comma = ","},
    {.language = "es",
     .letters = {LATIN_1, "a s d f g h j k l ñ", LATIN_3},
     .capitals = {LATIN_1_CAPITALS, "A S D F G H J K L Ñ", LATIN_3_CAPITALS},
     .accents = {"á é í ó ú ü ñ ¿ ¡ ?", "! \" ' : ; ( ) - « »", "à è ì ò ù ç %"},
     .accent_capitals = {"Á É Í Ó Ú Ü Ñ ¿ ¡ ?", "! \" ' : ; ( ) - « »",
                         "À È Ì Ò Ù Ç %"},
     .accent_key = "á ¿",
     .letters_key = "abc",
     .comma = ","},
    {.language = "tl",
     .letters = {LATIN_1, "a s d f g h j k l ñ", LATIN_3},
     .capitals = {LATIN_1_CAPITALS, "A S D F G H J K L Ñ", LATIN_3_CAPITALS},
     .accents = {"á à â é è ê í ì î ?", "ó ò ô ú ù û ' \" - !", "ñ ( ) : ; & %"},
     .accent_capitals = {"Á À Â É È Ê Í Ì Î ?", "Ó Ò Ô Ú Ù Û ' \" - !",
                         "Ñ ( ) : ; & %"},
     .accent_key = "á ?",
     .letters_key = "abc",
     .comma = ","},
    {.language = "vi",
     .letters = {LATIN_1 " ư ơ", "a s d f g h j k l đ ă â", LATIN_3 " ê ô"},
     .capitals = {LATIN_1_CAPITALS " Ư Ơ", "A S D F G H J K L Đ Ă Â",
                  LATIN_3_CAPITALS " Ê Ô"},
     .letters_key = "abc",
     .comma = ",",
     .tones = true},
    /* as keyboards sold for Arabic have it */
    {.language = "ar",
     .letters = {"ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط ذ",
                 "ئ ء ؤ ر لا ى ة و ز ظ"},
     .accents = {"أ إ آ ٱ گ چ پ ڤ ـ ؟", "! : ؛ « » ( ) - / \"", "٪ + ' & # * @"},
     .accent_key = "أ ؟",
     .letters_key = "ابج",
     .comma = "،",
     .own_script = true},
    {.language = "zh",
     .letters = {LATIN_1, "a s d f g h j k l '", LATIN_3},
     .accents = {"！ ？ ： ； 、 · （ ） 《 》", "“ ” ‘ ’ … — ～ ￥ % 「",
                 "」 【 】 # * @ +"},
     .accent_key = "、？",
     .letters_key = "拼音",
     .comma = "，",
     .stop = "。",
     .pinyin = true,
     .own_script = true},
};

const char *const layout_numbers[LAYOUT_ROWS] = {
    "1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) $ & @ \"", "? ! ' % + # * _"};

const struct layout *
layout_find(const char *language)
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

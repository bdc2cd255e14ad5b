/* phrases: the sentences that made-up persons write. */
#include "phrases.h"

#include <stdio.h>
#include <string.h>

static const char *const english[] = {
    "I want to know who answers the phone.",
    "Please keep the same people at the counter.",
    "It is fine with me if it costs less.",
    "Our town is too small to pay for this alone.",
    "I do not want to drive further than now.",
    "Show me the numbers first.",
    "It works well as it is.",
    "My family has used this for years.",
    "What happens if the other towns want out?",
    "I would like one number to call.",
    "Staff should not lose their jobs over this.",
    "We tried something like it before and it was slow.",
    "Sharing makes sense for things nobody sees.",
    "Don't let the big town decide for us.",
    "ok with sharing",
    "Longer hours would be worth it.",
    "The people who do this now know our streets.",
    "Ask us again when there is a plan.",
    "Thank you for asking.",
};
static const char *const spanish[] = {
    "Quiero saber quién contesta el teléfono.",
    "Por favor, que sigan las mismas personas.",
    "Si cuesta menos, está bien.",
    "No quiero ir más lejos que ahora.",
    "Así como está funciona bien.",
    "¿Qué pasa si otro pueblo se retira?",
    "Me gustaría que atendieran en español.",
    "Que nadie pierda su trabajo por esto.",
    "Gracias por preguntar.",
    "El pueblo grande no debe decidir por nosotros.",
    "Muéstrennos primero los números.",
    "Un horario más largo valdría la pena.",
};

void
phrases_write(struct persona *persona, const char *language, char *out, size_t size)
{
    bool is_spanish =
        strncmp(language, "es", 2) == 0 && (language[2] == '\0' || language[2] == '-');
    const char *const *phrases = is_spanish ? spanish : english;
    size_t count = is_spanish ? sizeof spanish / sizeof spanish[0]
                              : sizeof english / sizeof english[0];
    static const uint8_t sentences[] = {1, 1, 1, 2, 2, 3};
    size_t left = sentences[persona_pick(persona, 6)];
    size_t at = persona_pick(persona, (uint32_t)count), length = 0;
    out[0] = '\0';
    for (; left > 0; left--, at = (at + 1 + persona_pick(persona, 5)) % count) {
        size_t more = strlen(phrases[at]);
        if (length + more + 2 > size) {
            return;
        }
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   length == 0 ? "" : " ", phrases[at]);
    }
}

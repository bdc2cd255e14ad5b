/* staff_message: keeps what staff are told until a screen tells it. */
#include "staff_message.h"

#include "staff.h"
#include "words.h"

#include <stdio.h>

void
staff_message_words(const struct staff_message *message, char *out, size_t size)
{
    char count[16], filled[STAFF_MESSAGE_MAX_BYTES];
    out[0] = '\0';
    if (!message->one) {
        return;
    }
    const char *words = message->many ? trn(message->one, message->many, message->count)
                                      : tr(message->one);
    snprintf(count, sizeof count, "%u", message->count);
    words_fill(filled, sizeof filled, words, "count", count);
    words_fill(out, size, filled, "name", message->name);
}

void
staff_say_count(struct staff *staff, bool is_problem, const char *one, const char *many,
                uint32_t count)
{
    staff->message = (struct staff_message){
        .one = one, .many = many, .count = count, .is_problem = is_problem};
}

void
staff_say_number(struct staff *staff, bool is_problem, const char *english,
                 uint32_t count)
{
    staff_say_count(staff, is_problem, english, NULL, count);
}

void
staff_say(struct staff *staff, bool is_problem, const char *english)
{
    staff_say_count(staff, is_problem, english, NULL, 0);
}

void
staff_say_name(struct staff *staff, bool is_problem, const char *english,
               const char *name)
{
    staff_say(staff, is_problem, english);
    snprintf(staff->message.name, sizeof staff->message.name, "%s", name);
}

void
staff_say_nothing(struct staff *staff)
{
    staff->message = (struct staff_message){0};
}

void
staff_say_storage(struct staff *staff)
{
    staff_say(staff, true, "The kiosk's own storage cannot be read or written.");
}

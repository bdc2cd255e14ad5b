/* text_functions: the functions of expressions on texts and on lists of choice
 * codes. */
#include "text_functions.h"

#include "evaluate.h"
#include "regex.h"
#include "townline/buffer.h"
#include "townline/characters.h"
#include "townline/response.h"

#include <math.h>
#include <string.h>

static bool
finish(struct evaluation *evaluation, struct buffer *buffer, struct value *out)
{
    bool ok = !buffer->failed && evaluate_work(evaluation, buffer->size / 16);
    char *text =
        ok ? arena_text(evaluation->arena, (const char *)buffer->data, buffer->size)
           : NULL;
    buffer_finish(buffer);
    *out = value_of_text(text);
    return text || evaluate_over_limit(evaluation);
}

static bool
copy_part(struct evaluation *evaluation, const char *text, size_t size,
          struct value *out)
{
    *out = value_of_text(arena_text(evaluation->arena, text, size));
    return out->text || evaluate_over_limit(evaluation);
}

static bool
two_texts(struct evaluation *evaluation, const struct term *call, const char **a,
          const char **b)
{
    return evaluate_text(evaluation, call->arguments[0], a) &&
           evaluate_text(evaluation, call->arguments[1], b) &&
           evaluate_work(evaluation, 1 + strlen(*a) / 16);
}

bool
text_string(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *text;
    if (call->argument_count > 0
            ? !evaluate_text(evaluation, call->arguments[0], &text)
            : !evaluate_node_text(evaluation, evaluation->context, &text)) {
        return false;
    }
    *out = value_of_text(text);
    return true;
}

/* Adds the texts of all arguments from `first` on; of a node set, that of each node. */
static bool
add_texts(struct evaluation *evaluation, const struct term *call, size_t first,
          const char *separator, struct buffer *buffer)
{
    bool begun = false;
    for (size_t i = first; i < call->argument_count; i++) {
        struct value value;
        if (!evaluate_term(evaluation, call->arguments[i], &value)) {
            return false;
        }
        size_t count = value.type == VALUE_NODES ? value.count : 1;
        for (size_t j = 0; j < count; j++) {
            const char *text;
            if (value.type == VALUE_NODES
                    ? !evaluate_node_text(evaluation, value.nodes[j], &text)
                    : !evaluate_as_text(evaluation, &value, &text)) {
                return false;
            }
            if (begun) {
                buffer_add(buffer, separator, strlen(separator));
            }
            buffer_add(buffer, text, strlen(text));
            begun = true;
        }
    }
    return true;
}

static bool
joined(struct evaluation *evaluation, const struct term *call, size_t first,
       const char *separator, struct value *out)
{
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    if (!add_texts(evaluation, call, first, separator, &buffer)) {
        buffer_finish(&buffer);
        return false;
    }
    return finish(evaluation, &buffer, out);
}

bool
text_concat(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return joined(evaluation, call, 0, "", out);
}

bool
text_join(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *separator;
    return evaluate_text(evaluation, call->arguments[0], &separator) &&
           joined(evaluation, call, 1, separator, out);
}

bool
text_contains(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *text, *part;
    if (!two_texts(evaluation, call, &text, &part)) {
        return false;
    }
    *out = value_of_truth(strstr(text, part));
    return true;
}

bool
text_starts_with(struct evaluation *evaluation, const struct term *call,
                 struct value *out)
{
    const char *text, *part;
    if (!two_texts(evaluation, call, &text, &part)) {
        return false;
    }
    *out = value_of_truth(strncmp(text, part, strlen(part)) == 0);
    return true;
}

bool
text_ends_with(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    const char *text, *part;
    if (!two_texts(evaluation, call, &text, &part)) {
        return false;
    }
    size_t size = strlen(text), part_size = strlen(part);
    *out =
        value_of_truth(part_size <= size && strcmp(text + size - part_size, part) == 0);
    return true;
}

bool
text_substring_before(struct evaluation *evaluation, const struct term *call,
                      struct value *out)
{
    const char *text, *part;
    if (!two_texts(evaluation, call, &text, &part)) {
        return false;
    }
    const char *at = strstr(text, part);
    return copy_part(evaluation, text, !at ? 0 : (size_t)(at - text), out);
}

bool
text_substring_after(struct evaluation *evaluation, const struct term *call,
                     struct value *out)
{
    const char *text, *part;
    if (!two_texts(evaluation, call, &text, &part)) {
        return false;
    }
    const char *at = strstr(text, part);
    *out = value_of_text(!at ? "" : at + strlen(part));
    return true;
}

/* Turns an index into a number of characters from 0 to `count`. A negative index counts
 * from the end. */
static size_t
index_of(double index, size_t count)
{
    if (isnan(index)) {
        return 0;
    }
    index = trunc(index);
    if (index < 0) {
        index += (double)count;
    }
    return index <= 0 ? 0 : index >= (double)count ? count : (size_t)index;
}

bool
text_substr(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *text;
    double from, to = INFINITY;
    if (!evaluate_text(evaluation, call->arguments[0], &text) ||
        !evaluate_number(evaluation, call->arguments[1], &from) ||
        (call->argument_count > 2 &&
         !evaluate_number(evaluation, call->arguments[2], &to))) {
        return false;
    }
    size_t count = characters_count(text);
    size_t first = index_of(from, count), end = index_of(to, count);
    size_t at = characters_bytes(text, first);
    size_t size = end <= first ? 0 : characters_bytes(text + at, end - first);
    return evaluate_work(evaluation, count / 16) &&
           copy_part(evaluation, text + at, size, out);
}

bool
text_string_length(struct evaluation *evaluation, const struct term *call,
                   struct value *out)
{
    struct value text;
    if (!text_string(evaluation, call, &text)) {
        return false;
    }
    *out = value_of_number((double)characters_count(text.text));
    return evaluate_work(evaluation, strlen(text.text) / 16);
}

bool
text_normalize_space(struct evaluation *evaluation, const struct term *call,
                     struct value *out)
{
    struct value text;
    if (!text_string(evaluation, call, &text)) {
        return false;
    }
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    for (const char *at = text.text; *at != '\0'; at++) {
        if (!character_is_space(*at)) {
            buffer_add_u8(&buffer, (uint8_t)*at);
        } else if (buffer.size > 0 && !character_is_space(at[1]) && at[1] != '\0') {
            buffer_add_u8(&buffer, ' ');
        }
    }
    return finish(evaluation, &buffer, out);
}

/* The position of a character in a text, counted in characters; -1 when it is not
 * there. */
static long
place_of(const char *text, const char *character, size_t size)
{
    long place = 0;
    for (size_t step; character_at(text, &step), step > 0; text += step, place++) {
        if (step == size && memcmp(text, character, size) == 0) {
            return place;
        }
    }
    return -1;
}

bool
text_translate(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    const char *text, *from, *to;
    if (!evaluate_text(evaluation, call->arguments[0], &text) ||
        !evaluate_text(evaluation, call->arguments[1], &from) ||
        !evaluate_text(evaluation, call->arguments[2], &to) ||
        !evaluate_work(evaluation, 1 + strlen(text) / 16 * (1 + strlen(from)))) {
        return false;
    }
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    for (size_t size; character_at(text, &size), size > 0; text += size) {
        long place = place_of(from, text, size);
        if (place < 0) {
            buffer_add(&buffer, text, size);
            continue;
        }
        const char *other = to + characters_bytes(to, (size_t)place);
        size_t other_size;
        character_at(other, &other_size);
        buffer_add(&buffer, other, other_size);
    }
    return finish(evaluation, &buffer, out);
}

bool
text_regex(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *text, *source;
    struct regex *made;
    const struct regex *pattern = call->pattern;
    if (!two_texts(evaluation, call, &text, &source)) {
        return false;
    }
    *out = value_of_truth(false);
    /* The pattern was put together from answers and is none, so it matches nothing. */
    if (!pattern) {
        if (!evaluate_work(evaluation, strlen(source))) {
            return false;
        }
        if (!regex_parse(source, evaluation->arena, &made, NULL)) {
            return !evaluation->arena->failed || evaluate_over_limit(evaluation);
        }
        pattern = made;
    }
    if (!evaluate_work(evaluation, (1 + strlen(text)) * (1 + regex_states(pattern)))) {
        return false;
    }
    bool failed = false;
    *out = value_of_truth(regex_match(pattern, text, evaluation->arena, &failed));
    return !failed || evaluate_over_limit(evaluation);
}

/* The next word of a list that blanks divide; NULL at its end. */
static const char *
next_word(const char **at, size_t *size_out)
{
    while (character_is_space(**at)) {
        (*at)++;
    }
    const char *word = *at;
    while (**at != '\0' && !character_is_space(**at)) {
        (*at)++;
    }
    *size_out = (size_t)(*at - word);
    return *size_out == 0 ? NULL : word;
}

bool
text_selected(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *list, *wanted, *word;
    size_t size, wanted_size;
    if (!two_texts(evaluation, call, &list, &wanted)) {
        return false;
    }
    while (character_is_space(*wanted)) {
        wanted++;
    }
    wanted_size = strlen(wanted);
    while (wanted_size > 0 && character_is_space(wanted[wanted_size - 1])) {
        wanted_size--;
    }
    word = next_word(&list, &size);
    /* selected(., '') is true when nothing is chosen: forms ask so whether a question
     * was left out. */
    bool found = !word && wanted_size == 0;
    for (; word && !found; word = next_word(&list, &size)) {
        found = size == wanted_size && memcmp(word, wanted, size) == 0;
    }
    *out = value_of_truth(found);
    return true;
}

bool
text_selected_at(struct evaluation *evaluation, const struct term *call,
                 struct value *out)
{
    const char *list, *word;
    double index;
    size_t size = 0;
    if (!evaluate_text(evaluation, call->arguments[0], &list) ||
        !evaluate_number(evaluation, call->arguments[1], &index)) {
        return false;
    }
    double at = 0;
    index = trunc(index);
    while ((word = next_word(&list, &size)) && at != index) {
        at++;
    }
    return copy_part(evaluation, word ? word : "", word ? size : 0, out);
}

bool
text_count_selected(struct evaluation *evaluation, const struct term *call,
                    struct value *out)
{
    const char *list;
    size_t size, count = 0;
    if (!evaluate_text(evaluation, call->arguments[0], &list)) {
        return false;
    }
    while (next_word(&list, &size)) {
        count++;
    }
    *out = value_of_number((double)count);
    return true;
}

/* With a length as argument, it gives that many letters and digits instead of a UUID.
 */
bool
text_uuid(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (call->argument_count == 0) {
        char uuid[UUID_TEXT_BYTES];
        evaluate_uuid(evaluation, uuid);
        return copy_part(evaluation, uuid, strlen(uuid), out);
    }
    double length;
    if (!evaluate_number(evaluation, call->arguments[0], &length)) {
        return false;
    }
    if (isnan(length) || length < 0) {
        length = 0;
    }
    if (length > RESPONSE_VALUE_MAX_BYTES) {
        length = RESPONSE_VALUE_MAX_BYTES;
    }
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    for (size_t i = 0; i < (size_t)length; i++) {
        uint64_t letter = evaluate_random(evaluation) % (sizeof alphabet - 1);
        buffer_add_u8(&buffer, (uint8_t)alphabet[letter]);
    }
    return finish(evaluation, &buffer, out);
}

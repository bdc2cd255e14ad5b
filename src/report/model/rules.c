/* Reads the numbers by which the report decides. */
#include "townline/rules.h"

#include <string.h>

const struct rules rules_default = {
    .answers = 50,
    .leave_no = {2, 5},
    .leave_agree = {3, 5},
    .start_yes = {1, 2},
    .start_no = {1, 4},
    .start_control = {1, 2},
    .split = {3, 10},
    .close = {1, 20},
    .control_helps = {2, 5},
    .control_hinders = {3, 5},
};
const uint32_t rules_default_weights[RULES_WEIGHTS] = {3, 2, 1, 2, 2};

static const struct {
    const char *name;
    size_t offset;
    bool is_share;
} entries[RULES_COUNT] = {
    {"answers", offsetof(struct rules, answers), false},
    {"leave_no", offsetof(struct rules, leave_no), true},
    {"leave_agree", offsetof(struct rules, leave_agree), true},
    {"start_yes", offsetof(struct rules, start_yes), true},
    {"start_no", offsetof(struct rules, start_no), true},
    {"start_control", offsetof(struct rules, start_control), true},
    {"split", offsetof(struct rules, split), true},
    {"close", offsetof(struct rules, close), true},
    {"control_helps", offsetof(struct rules, control_helps), true},
    {"control_hinders", offsetof(struct rules, control_hinders), true},
};

struct rule_value
rules_value(const struct rules *rules, size_t index)
{
    const char *at = (const char *)rules + entries[index].offset;
    struct rule_value value = {.name = entries[index].name,
                               .is_share = entries[index].is_share};
    if (value.is_share) {
        memcpy(&value.share, at, sizeof value.share);
    } else {
        memcpy(&value.number, at, sizeof value.number);
    }
    return value;
}

/* Some bytes of the file, without the spaces around them. */
struct piece {
    const char *at;
    size_t size;
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct piece
trimmed(const char *at, size_t size)
{
    while (size > 0 && is_space(at[0])) {
        at++, size--;
    }
    while (size > 0 && is_space(at[size - 1])) {
        size--;
    }
    return (struct piece){at, size};
}

/* Takes a whole number up to `max` from the front. */
static bool
take_number(struct piece *piece, uint32_t max, uint32_t *out)
{
    uint64_t number = 0;
    size_t digits = 0;
    while (digits < piece->size && piece->at[digits] >= '0' &&
           piece->at[digits] <= '9') {
        number = number * 10 + (uint64_t)(piece->at[digits++] - '0');
        if (number > max) {
            return false;
        }
    }
    piece->at += digits;
    piece->size -= digits;
    *out = (uint32_t)number;
    return digits > 0;
}

/* "2/5" or "40%" */
static bool
read_share(struct piece piece, struct share_rule *out)
{
    struct share_rule share = {0, 100};
    if (!take_number(&piece, RULES_SHARE_MAX, &share.part) || piece.size == 0) {
        return false;
    }
    char sign = piece.at[0];
    piece = (struct piece){piece.at + 1, piece.size - 1};
    if (sign == '/' ? !take_number(&piece, RULES_SHARE_MAX, &share.whole)
                    : sign != '%') {
        return false;
    }
    *out = share;
    return piece.size == 0 && share.whole > 0 && share.part <= share.whole;
}

static bool
read_value(struct rules *rules, size_t index, struct piece value, size_t line,
           struct error *err)
{
    char *at = (char *)rules + entries[index].offset;
    struct share_rule share;
    uint32_t number;
    if (entries[index].is_share) {
        if (!read_share(value, &share) || share.part == 0) {
            return error_set(err, ERROR_INPUT,
                             "line %zu: %s is a share over 0, such as 2/5 or 40%%, of "
                             "numbers up to %d",
                             line, entries[index].name, RULES_SHARE_MAX);
        }
        memcpy(at, &share, sizeof share);
        return true;
    }
    if (!take_number(&value, RULES_ANSWERS_MAX, &number) || value.size > 0 ||
        number == 0) {
        return error_set(err, ERROR_INPUT,
                         "line %zu: %s is a whole number from 1 to %d", line,
                         entries[index].name, RULES_ANSWERS_MAX);
    }
    memcpy(at, &number, sizeof number);
    return true;
}

/* A line without its comment. */
static bool
read_line(struct rules *rules, bool seen[RULES_COUNT], struct piece line, size_t number,
          struct error *err)
{
    const char *equals = memchr(line.at, '=', line.size);
    if (!equals) {
        return error_set(err, ERROR_INPUT,
                         "line %zu: expected a name, = and a value, as in leave_no = "
                         "2/5",
                         number);
    }
    struct piece name = trimmed(line.at, (size_t)(equals - line.at));
    struct piece value =
        trimmed(equals + 1, line.size - (size_t)(equals - line.at) - 1);
    for (size_t i = 0; i < RULES_COUNT; i++) {
        if (strlen(entries[i].name) != name.size ||
            memcmp(entries[i].name, name.at, name.size) != 0) {
            continue;
        }
        if (seen[i]) {
            return error_set(err, ERROR_INPUT, "line %zu: %s is there twice", number,
                             entries[i].name);
        }
        seen[i] = true;
        return read_value(rules, i, value, number, err);
    }
    return error_set(err, ERROR_INPUT, "line %zu: there is no rule of that name",
                     number);
}

/* Rules that contradict each other. */
static bool
check_order(const struct rules *rules, struct error *err)
{
    uint64_t helps = (uint64_t)rules->control_helps.part * rules->control_hinders.whole;
    uint64_t hinders =
        (uint64_t)rules->control_hinders.part * rules->control_helps.whole;
    if (helps > hinders) {
        return error_set(err, ERROR_INPUT,
                         "control_helps is more than control_hinders");
    }
    return true;
}

bool
rules_read(const void *text, size_t size, struct rules *out, struct error *err)
{
    struct rules rules = rules_default;
    bool seen[RULES_COUNT] = {false};
    const char *at = text, *end = at + size;
    if (size > RULES_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "more than %zu bytes are no rules",
                         RULES_MAX_BYTES);
    }
    for (size_t number = 1; at < end; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((newline ? newline : end) - at);
        const char *comment = memchr(at, '#', length);
        struct piece line = trimmed(at, comment ? (size_t)(comment - at) : length);
        if (line.size > 0 && !read_line(&rules, seen, line, number, err)) {
            return false;
        }
        at = newline ? newline + 1 : end;
    }
    if (!check_order(&rules, err)) {
        return false;
    }
    *out = rules;
    return true;
}

bool
rules_read_weights(const char *text, uint32_t out[RULES_WEIGHTS], struct error *err)
{
    struct piece piece = {text, strlen(text)};
    uint32_t weights[RULES_WEIGHTS], sum = 0;
    for (size_t i = 0; i < RULES_WEIGHTS; i++) {
        bool has_comma = i > 0 && piece.size > 0 && piece.at[0] == ',';
        if (has_comma) {
            piece = (struct piece){piece.at + 1, piece.size - 1};
        }
        if ((i > 0 && !has_comma) ||
            !take_number(&piece, RULES_WEIGHT_MAX, &weights[i])) {
            return error_set(err, ERROR_INPUT,
                             "weights are five whole numbers up to %d, as in 3,2,1,2,2",
                             RULES_WEIGHT_MAX);
        }
        sum += weights[i];
    }
    if (piece.size > 0 || sum == 0) {
        return error_set(err, ERROR_INPUT,
                         "weights are five whole numbers up to %d, as in 3,2,1,2,2, "
                         "and not all 0",
                         RULES_WEIGHT_MAX);
    }
    memcpy(out, weights, sizeof weights);
    return true;
}

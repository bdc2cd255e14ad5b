/* regex_tree: parses a regular expression into a tree. */
#include "regex_tree.h"

#include "townline/characters.h"

#include <string.h>

struct reader {
    const char *at;
    struct arena *arena;
    unsigned depth;
    struct error *err;
};

static bool parse_either(struct reader *reader, const struct regex_tree **out);

static bool
refuse(struct reader *reader, const char *what)
{
    return error_set(reader->err, ERROR_INPUT, "the pattern of regex(): %s", what);
}

static struct regex_tree *
new_tree(struct reader *reader, enum regex_kind kind)
{
    struct regex_tree *tree = arena_take(reader->arena, 1, sizeof *tree);
    if (!tree) {
        refuse(reader, "it is too large");
    } else {
        tree->kind = kind;
    }
    return tree;
}

static bool
add_range(struct reader *reader, struct regex_tree *tree, uint32_t first, uint32_t last)
{
    struct regex_range *range = arena_take(reader->arena, 1, sizeof *range);
    if (!range) {
        return refuse(reader, "it is too large");
    }
    *range = (struct regex_range){first, last, tree->ranges};
    tree->ranges = range;
    return true;
}

/* Adds the ranges of \d, \w or \s, or of their opposites. `letter` is in lower case. */
static bool
add_class(struct reader *reader, struct regex_tree *tree, char letter, bool opposite)
{
    static const uint32_t digits[] = {'0', '9'};
    static const uint32_t words[] = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
    static const uint32_t spaces[] = {9, 13, ' ', ' '};
    const uint32_t *ends = letter == 'd' ? digits : letter == 'w' ? words : spaces;
    size_t count = letter == 'd' ? 1 : letter == 'w' ? 4 : 2;
    uint32_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (!opposite) {
            if (!add_range(reader, tree, ends[2 * i], ends[2 * i + 1])) {
                return false;
            }
        } else if (from < ends[2 * i] &&
                   !add_range(reader, tree, from, ends[2 * i] - 1)) {
            return false;
        }
        from = ends[2 * i + 1] + 1;
    }
    return !opposite || add_range(reader, tree, from, 0x10ffff);
}

/* Parses what stands behind a backslash: a class such as \d (*is_class), or a
 * character. */
static bool
parse_escape(struct reader *reader, struct regex_tree *tree, bool *is_class,
             uint32_t *character)
{
    char c = *reader->at;
    *is_class = c != '\0' && strchr("dwsDWS", c) != NULL;
    if (*is_class) {
        reader->at++;
        bool opposite = c < 'a';
        return add_class(reader, tree, (char)(opposite ? c - 'A' + 'a' : c), opposite);
    }
    bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == 't' || c == 'n' || c == 'r') {
        *character = c == 't' ? '\t' : c == 'n' ? '\n' : '\r';
        reader->at++;
        return true;
    }
    if (c == '\0' || letter) {
        return refuse(reader,
                      "a backslash stands before a letter that means nothing here");
    }
    size_t size;
    *character = character_at(reader->at, &size);
    reader->at += size;
    return true;
}

/* Parses one member of a class in brackets: a character, or a class such as \d. */
static bool
parse_member(struct reader *reader, struct regex_tree *tree, bool *is_class,
             uint32_t *character)
{
    *is_class = false;
    if (*reader->at == '\\') {
        reader->at++;
        return parse_escape(reader, tree, is_class, character);
    }
    size_t size;
    *character = character_at(reader->at, &size);
    reader->at += size;
    return size > 0 || refuse(reader, "a [ is not closed");
}

static bool
parse_class(struct reader *reader, struct regex_tree *tree)
{
    tree->negated = *reader->at == '^';
    reader->at += tree->negated;
    bool first = true;
    while (*reader->at != ']' || first) {
        bool is_class, last_is_class;
        uint32_t from, to;
        first = false;
        if (!parse_member(reader, tree, &is_class, &from)) {
            return false;
        }
        if (is_class) {
            continue;
        }
        to = from;
        if (reader->at[0] == '-' && reader->at[1] != ']' && reader->at[1] != '\0') {
            reader->at++;
            if (!parse_member(reader, tree, &last_is_class, &to)) {
                return false;
            }
            if (last_is_class || to < from) {
                return refuse(reader, "a range in [] runs backwards");
            }
        }
        if (!add_range(reader, tree, from, to)) {
            return false;
        }
    }
    reader->at++;
    return true;
}

static bool
parse_group(struct reader *reader, const struct regex_tree **out)
{
    if (*reader->at == '?') {
        if (reader->at[1] != ':') {
            return refuse(reader, "(? is only known as (?:");
        }
        reader->at += 2;
    }
    if (++reader->depth > REGEX_MAX_DEPTH) {
        return refuse(reader, "it is nested too deeply");
    }
    if (!parse_either(reader, out)) {
        return false;
    }
    reader->depth--;
    if (*reader->at != ')') {
        return refuse(reader, "a ( is not closed");
    }
    reader->at++;
    return true;
}

static bool
parse_atom(struct reader *reader, const struct regex_tree **out)
{
    char c = *reader->at;
    size_t size;
    uint32_t character = character_at(reader->at, &size);
    if (strchr("*+?{", c)) {
        return refuse(reader, "a sign of repetition has nothing before it");
    }
    reader->at += size;
    if (c == '(') {
        return parse_group(reader, out);
    }
    struct regex_tree *tree = new_tree(reader, c == '^'   ? REGEX_START
                                               : c == '$' ? REGEX_END
                                                          : REGEX_RANGES);
    *out = tree;
    if (!tree) {
        return false;
    }
    if (c == '^' || c == '$') {
        return true;
    }
    if (c == '[') {
        return parse_class(reader, tree);
    }
    if (c == '.') {
        tree->negated = true;
        return add_range(reader, tree, '\n', '\n');
    }
    bool is_class = false;
    if (c == '\\' && !parse_escape(reader, tree, &is_class, &character)) {
        return false;
    }
    return is_class || add_range(reader, tree, character, character);
}

static bool
parse_count(struct reader *reader, unsigned *out)
{
    unsigned count = 0;
    if (*reader->at < '0' || *reader->at > '9') {
        return refuse(reader, "{ needs numbers, as in {2,5}");
    }
    for (; character_is_digit(*reader->at); reader->at++) {
        count = count * 10 + (unsigned)(*reader->at - '0');
        if (count > REGEX_MAX_COUNT) {
            return refuse(reader, "a number of repetitions is too large");
        }
    }
    *out = count;
    return true;
}

static bool
parse_bounds(struct reader *reader, struct regex_tree *repeat)
{
    if (!parse_count(reader, &repeat->min)) {
        return false;
    }
    repeat->max = repeat->min;
    bool open = false;
    if (*reader->at == ',') {
        reader->at++;
        open = *reader->at == '}';
        if (!open && !parse_count(reader, &repeat->max)) {
            return false;
        }
    }
    if (*reader->at != '}' || (!open && repeat->max < repeat->min)) {
        return refuse(reader, "{ needs numbers, as in {2,5}");
    }
    reader->at++;
    if (open) {
        repeat->max = REGEX_NO_END;
    } else if (repeat->max == 0) {
        repeat->kind = REGEX_EMPTY;
    }
    return true;
}

static bool
parse_repeated(struct reader *reader, const struct regex_tree **out)
{
    if (!parse_atom(reader, out)) {
        return false;
    }
    for (unsigned again = 0; *reader->at != '\0' && strchr("*+?{", *reader->at);
         again++) {
        char c = *reader->at++;
        struct regex_tree *repeat = new_tree(reader, REGEX_REPEAT);
        if (!repeat) {
            return false;
        }
        if (again > 3) {
            return refuse(reader, "too many signs of repetition in a row");
        }
        repeat->left = *out;
        repeat->min = c == '+' ? 1 : 0;
        repeat->max = c == '?' ? 1 : REGEX_NO_END;
        if (c == '{' && !parse_bounds(reader, repeat)) {
            return false;
        }
        if (*reader->at == '?') { /* lazy: it matches the same texts */
            reader->at++;
        }
        *out = repeat;
    }
    return true;
}

static bool
parse_sequence(struct reader *reader, const struct regex_tree **out)
{
    *out = new_tree(reader, REGEX_EMPTY);
    while (*out && *reader->at != '\0' && *reader->at != '|' && *reader->at != ')') {
        struct regex_tree *both = new_tree(reader, REGEX_BOTH);
        if (!both || !parse_repeated(reader, &both->right)) {
            return false;
        }
        both->left = *out;
        *out = both;
    }
    return *out != NULL;
}

static bool
parse_either(struct reader *reader, const struct regex_tree **out)
{
    if (!parse_sequence(reader, out)) {
        return false;
    }
    while (*reader->at == '|') {
        struct regex_tree *either = new_tree(reader, REGEX_EITHER);
        if (!either) {
            return false;
        }
        reader->at++;
        if (!parse_sequence(reader, &either->right)) {
            return false;
        }
        either->left = *out;
        *out = either;
    }
    return true;
}

bool
regex_tree_parse(const char *text, struct arena *arena, const struct regex_tree **out,
                 struct error *err)
{
    struct reader reader = {.at = text, .arena = arena, .err = err};
    const struct regex_tree *tree;
    if (!parse_either(&reader, &tree)) {
        return false;
    }
    if (*reader.at != '\0') {
        return refuse(&reader, "a ) is not opened");
    }
    *out = tree;
    return true;
}

/* lexer: divides the text of an expression into tokens. */
#include "lexer.h"

#include "townline/characters.h"

#include <string.h>

bool
token_is(const struct token *token, enum token_kind kind, const char *text)
{
    return token->kind == kind &&
           (!text || (strlen(text) == token->size &&
                      memcmp(token->text, text, token->size) == 0));
}

/* A name may be written in any script, so all bytes above ASCII count as letters. */
static bool
is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool
is_name_part(char c)
{
    return is_name_start(c) || character_is_digit(c) || c == '-' || c == '.';
}

static size_t
name_size(const char *text)
{
    size_t size = 0;
    while (is_name_part(text[size])) {
        size++;
    }
    return size;
}

static size_t
number_size(const char *text)
{
    size_t size = 0;
    while (character_is_digit(text[size])) {
        size++;
    }
    if (text[size] == '.') {
        size++;
        while (character_is_digit(text[size])) {
            size++;
        }
    }
    return size;
}

/* The bytes of the operator that stands where an operator is due; 0 when there is none.
 * It need not end where the name ends: "1 div2" is read as "1 div 2", as other clients
 * do, since no name can stand there. */
static size_t
operator_size(const char *text)
{
    static const char *const names[] = {"or", "and", "div", "mod"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(text, names[i], size) == 0 && !is_name_start(text[size])) {
            return size;
        }
    }
    return 0;
}

/* Takes a name with its prefix, and decides whether it is an operator, an axis or a
 * name. */
static void
take_name(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->text + lexer->at;
    token->size = name_size(text);
    token->kind = TOKEN_NAME;
    size_t operator_bytes = lexer->after_operand ? operator_size(text) : 0;
    if (operator_bytes > 0) {
        token->kind = TOKEN_OPERATOR;
        token->size = operator_bytes;
    } else if (text[token->size] == ':' && text[token->size + 1] == ':') {
        token->kind = TOKEN_AXIS;
        lexer->at += 2;
    } else if (text[token->size] == ':' && is_name_start(text[token->size + 1])) {
        token->size += 1 + name_size(text + token->size + 1);
    }
    lexer->at += token->size;
}

static bool
take_text(struct lexer *lexer, struct token *token, struct error *err)
{
    const char *from = lexer->text + lexer->at;
    const char *end = strchr(from + 1, *from);
    if (!end) {
        return error_set(err, ERROR_INPUT,
                         "at character %zu: a quote is opened and not closed",
                         token->at + 1);
    }
    token->kind = TOKEN_TEXT;
    token->text = from + 1;
    token->size = (size_t)(end - from) - 1;
    lexer->at += token->size + 2;
    return true;
}

static bool
take_sign(struct lexer *lexer, struct token *token, struct error *err)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } signs[] = {
        {"!=", TOKEN_OPERATOR}, {"<=", TOKEN_OPERATOR},   {">=", TOKEN_OPERATOR},
        {"//", TOKEN_SLASHES},  {"..", TOKEN_DOTS},       {"=", TOKEN_OPERATOR},
        {"<", TOKEN_OPERATOR},  {">", TOKEN_OPERATOR},    {"+", TOKEN_OPERATOR},
        {"-", TOKEN_OPERATOR},  {"|", TOKEN_OPERATOR},    {"/", TOKEN_SLASH},
        {".", TOKEN_DOT},       {"@", TOKEN_AT},          {"(", TOKEN_OPEN},
        {")", TOKEN_CLOSE},     {"[", TOKEN_OPEN_SQUARE}, {"]", TOKEN_CLOSE_SQUARE},
        {",", TOKEN_COMMA},
    };
    const char *text = lexer->text + lexer->at;
    if (*text == '*') {
        token->kind = lexer->after_operand ? TOKEN_OPERATOR : TOKEN_ANY;
        token->size = 1;
        lexer->at++;
        return true;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i].text);
        if (strncmp(text, signs[i].text, size) != 0) {
            continue;
        }
        token->kind = signs[i].kind;
        token->size = size;
        lexer->at += size;
        return true;
    }
    return error_set(err, ERROR_INPUT,
                     "at character %zu: \"%c\" has no meaning in an expression",
                     token->at + 1, *text >= ' ' && *text <= '~' ? *text : '?');
}

static bool
is_operand_end(const struct token *token)
{
    switch (token->kind) {
    case TOKEN_NUMBER:
    case TOKEN_TEXT:
    case TOKEN_NAME:
    case TOKEN_ANY:
    case TOKEN_DOT:
    case TOKEN_DOTS:
    case TOKEN_CLOSE:
    case TOKEN_CLOSE_SQUARE:
        return true;
    default:
        return false;
    }
}

bool
lexer_next(struct lexer *lexer, struct error *err)
{
    if (lexer->token.size > 0 || lexer->token.kind == TOKEN_TEXT) {
        lexer->after_operand = is_operand_end(&lexer->token);
    }
    while (character_is_space(lexer->text[lexer->at])) {
        lexer->at++;
    }
    const char *text = lexer->text + lexer->at;
    struct token token = {.kind = TOKEN_END, .text = text, .at = lexer->at};
    bool ok = true;
    if (*text == '\'' || *text == '"') {
        ok = take_text(lexer, &token, err);
    } else if (character_is_digit(*text) ||
               (*text == '.' && character_is_digit(text[1]))) {
        token.kind = TOKEN_NUMBER;
        token.size = number_size(text);
        lexer->at += token.size;
    } else if (is_name_start(*text)) {
        take_name(lexer, &token);
    } else if (*text != '\0') {
        ok = take_sign(lexer, &token, err);
    }
    lexer->token = token;
    return ok;
}

bool
lexer_init(struct lexer *lexer, const char *text, struct error *err)
{
    *lexer = (struct lexer){.text = text};
    return lexer_next(lexer, err);
}

/* hanzi: asks libpinyin. It is the only place that knows it. */
#include "hanzi.h"

#include "townline/characters.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <pinyin.h>

/* While somebody types, freed memory is filled with this byte: libpinyin frees copies
 * of the letters without wiping them. */
#define WIPING_BYTE 0xA5

/* As many letters as may be looked up: they take the place of those that libpinyin has
 * seen last. */
#define NEUTRAL "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
_Static_assert(sizeof NEUTRAL == HANZI_MAX_LETTERS + 1, "as many as the longest");

/* libpinyin reads files of the user from here, when there are any. There never are, and
 * only pinyin_save, which nobody calls, would write them. */
#define NO_USER "/nonexistent/townline"

#define FIRST_TABLE HANZI_TABLES "/table.conf"

#ifdef __SANITIZE_ADDRESS__
/* The database below libpinyin 2.8 keeps some of its memory when it is closed. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libdb-5.3\n";
}

const char *__lsan_default_options(void);
const char *
__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

struct hanzi {
    pinyin_context_t *context;
    pinyin_instance_t *instance; /* what is known of the text; NULL: nothing yet */
};

/* libpinyin says on standard error that the user has no settings. */
static pinyin_context_t *
open_quietly(void)
{
    int kept = dup(STDERR_FILENO);
    FILE *nowhere = fopen("/dev/null", "w");
    if (kept >= 0 && nowhere) {
        fflush(stderr);
        (void)dup2(fileno(nowhere), STDERR_FILENO);
    }
    pinyin_context_t *context = pinyin_init(HANZI_TABLES, NO_USER);
    if (kept >= 0) {
        fflush(stderr);
        (void)dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (nowhere) {
        fclose(nowhere);
    }
    return context;
}

bool
hanzi_open(struct hanzi **out, struct error *err)
{
    /* Without its tables libpinyin does not fail but ends the program. */
    if (access(FIRST_TABLE, R_OK) != 0) {
        return error_set(err, ERROR_MISSING, "there are no pinyin tables in %s",
                         HANZI_TABLES);
    }
    struct hanzi *hanzi = calloc(1, sizeof *hanzi);
    if (!hanzi) {
        return error_no_memory(err);
    }
    hanzi->context = open_quietly();
    if (hanzi->context) {
        /* A syllable may be typed by its first letters: "zhg" finds "zhongguo". */
        pinyin_set_options(hanzi->context,
                           PINYIN_INCOMPLETE | USE_DIVIDED_TABLE | USE_RESPLIT_TABLE);
    } else {
        hanzi_close(hanzi);
        return error_set(err, ERROR_SYSTEM, "the pinyin tables in %s cannot be read",
                         HANZI_TABLES);
    }
    *out = hanzi;
    return true;
}

void
hanzi_close(struct hanzi *hanzi)
{
    if (!hanzi) {
        return;
    }
    hanzi_forget(hanzi);
    if (hanzi->context) {
        pinyin_fini(hanzi->context);
    }
    free(hanzi);
}

static bool
is_pinyin(const char *letters)
{
    size_t size = strspn(letters, "abcdefghijklmnopqrstuvwxyz'");
    return size > 0 && size <= HANZI_MAX_LETTERS && letters[size] == '\0' &&
           letters[0] != '\'';
}

/* Looks the letters up anew, so that no candidate that was asked about earlier counts
 * as chosen. */
static bool
look_up(pinyin_instance_t *instance, const char *letters)
{
    pinyin_reset(instance);
    return pinyin_parse_more_full_pinyins(instance, letters) > 0 &&
           pinyin_guess_sentence(instance) &&
           pinyin_guess_candidates(
               instance, 0, SORT_BY_PHRASE_LENGTH_AND_PINYIN_LENGTH_AND_FREQUENCY);
}

void
hanzi_forget(struct hanzi *hanzi)
{
    if (!hanzi || !hanzi->instance) {
        return;
    }
    (void)look_up(hanzi->instance, NEUTRAL);
    pinyin_free_instance(hanzi->instance);
    hanzi->instance = NULL;
    (void)mallopt(M_PERTURB, 0);
}

/* How many letters the candidate stands for: libpinyin tells it when the candidate is
 * chosen. */
static size_t
letters_of(pinyin_instance_t *instance, unsigned index)
{
    lookup_candidate_t *candidate = NULL;
    if (!pinyin_get_candidate(instance, index, &candidate)) {
        return 0;
    }
    int end = pinyin_choose_candidate(instance, 0, candidate);
    pinyin_clear_constraint(instance, 0);
    return end > 0 ? (size_t)end : 0;
}

/* A sentence that libpinyin composed, but not the likeliest one: words that are no
 * words ("我门" for "我们"). Single characters are never such. */
static bool
is_second_guess(pinyin_instance_t *instance, lookup_candidate_t *candidate,
                const char *text)
{
    lookup_candidate_type_t type;
    guint8 index = 0;
    return characters_count(text) > 1 &&
           pinyin_get_candidate_type(instance, candidate, &type) &&
           type == NBEST_MATCH_CANDIDATE &&
           pinyin_get_candidate_nbest_index(instance, candidate, &index) && index > 0;
}

static bool
is_known(const struct hanzi_candidate *candidates, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(candidates[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

size_t
hanzi_find(struct hanzi *hanzi, const char *letters, struct hanzi_candidate *out,
           size_t max)
{
    unsigned found = 0;
    size_t count = 0;
    if (!hanzi->instance) {
        (void)mallopt(M_PERTURB, WIPING_BYTE);
        hanzi->instance = pinyin_alloc_instance(hanzi->context);
    }
    pinyin_instance_t *instance = hanzi->instance;
    if (!instance || !is_pinyin(letters) || !look_up(instance, letters) ||
        !pinyin_get_n_candidate(instance, &found)) {
        return 0;
    }
    for (unsigned i = 0; i < found && count < max; i++) {
        lookup_candidate_t *candidate = NULL;
        const char *text = NULL;
        if (!pinyin_get_candidate(instance, i, &candidate) ||
            !pinyin_get_candidate_string(instance, candidate, &text) || !text ||
            strlen(text) >= HANZI_TEXT_BYTES ||
            is_second_guess(instance, candidate, text) || is_known(out, count, text)) {
            continue;
        }
        memcpy(out[count].text, text, strlen(text) + 1);
        out[count].letters = letters_of(instance, i);
        count += out[count].letters > 0 && out[count].letters <= strlen(letters);
    }
    pinyin_reset(instance);
    return count;
}

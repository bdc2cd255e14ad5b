/* Forms that were cut short or changed: refused or loaded, never a crash. Run with the
 * address sanitizer these tests mean more than they say. */
#include "support_form.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t
seed_given(void)
{
    const char *given = getenv("TOWNLINE_SEED");
    uint64_t seed = !given ? 20261122 : strtoull(given, NULL, 10);
    print_message("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    return seed;
}

static uint64_t
draw(uint64_t *seed, uint64_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % below;
}

static size_t
last_bracket(const char *xml, size_t size)
{
    while (xml[size - 1] != '>') {
        size--;
    }
    return size;
}

static void
assert_truncation_is_refused(const char *xml, size_t size)
{
    struct form *form = NULL;
    struct error err = {0};
    /* A copy of just that size, so that reading past it is seen. */
    char *cut = malloc(size + (size == 0));
    assert_non_null(cut);
    memcpy(cut, xml, size);
    if (form_load(cut, size, &form, &err)) {
        fail_msg("a form cut after %zu bytes was loaded", size);
    }
    assert_null(form);
    assert_true(err.text[0] != '\0');
    free(cut);
}

static void
a_form_cut_short_anywhere_is_refused(void **state)
{
    (void)state;
    struct parts parts = {
        .itext = "<translation lang='en'><text id='a'><value>A</value></text>"
                 "</translation>",
        .instance = "<q/>",
        .binds = "<bind nodeset='/data/q' constraint='. != 1'/>",
        .body = "<input ref='/data/q'><label ref=\"jr:itext('a')\"/></input>",
    };
    char *xml = write_form(&parts);
    for (size_t size = 0; size < strlen(xml); size++) {
        assert_truncation_is_refused(xml, size);
    }
    free(xml);
}

/* The sample has 30 KB: one start of every 23, another one each run. */
static void
the_sample_cut_short_is_refused(void **state)
{
    (void)state;
    uint64_t seed = seed_given();
    size_t size;
    char *xml = read_sample(&size);
    size_t whole = last_bracket(xml, size);
    for (size_t at = draw(&seed, 23); at < whole; at += 23) {
        assert_truncation_is_refused(xml, at);
    }
    for (size_t at = whole - 100; at < whole; at++) {
        assert_truncation_is_refused(xml, at);
    }
    free(xml);
}

/* Answers whatever is asked with whatever is offered, forwards and backwards. */
static void
fill_in(const struct form *form, uint64_t *seed)
{
    struct instance_options options = {.half_day = 41000, .seed = *seed};
    struct instance *instance;
    if (!instance_create(form, &options, &instance, NULL)) {
        return;
    }
    struct place place;
    struct buffer words;
    buffer_init(&words, 100000);
    bool more = instance_next(instance, NULL, &place);
    for (size_t i = 0; i < 60 && more; i++) {
        size_t choices = instance_choice_count(instance, &place);
        const char *value =
            choices == 0 ? "7"
                         : instance_choice_code(instance, &place, draw(seed, choices));
        bool taken = instance_set(instance, &place, value, NULL);
        (void)taken;
        instance_label(instance, &place, draw(seed, 3), TEXT_SAY, &words);
        instance_hint(instance, &place, 0, TEXT_SHOWN, &words);
        if (choices > 0) {
            instance_choice_label(instance, &place, 0, 1, TEXT_SHOWN, &words);
        }
        instance_fault(instance, &place, 0, &words);
        more = draw(seed, 8) == 0 ? instance_previous(instance, &place, &place)
                                  : instance_next(instance, &place, &place);
    }
    const struct answer *answers;
    size_t count;
    if (instance_answers(instance, NULL, NULL, &answers, &count, NULL)) {
        assert_true(count <= 60 * form_descriptor(form)->question_count * 20);
    }
    buffer_finish(&words);
    instance_destroy(instance);
}

/* What an attacker would put there, not only noise. */
static const char *const insertions[] = {
    "[",          "]",         "(",   ")",    "'",      "/",          "//*",
    "..",         "-1",        "999", "&gt;", "&amp;",  "<output/>",  "<q/>",
    "jr:count=",  "current()", "''",  "\xff", "true()", "randomize(", "jr:choice-name(",
    "xml:id='a'", "<!--",      "]]>",
};

static size_t
mutate(char *xml, size_t size, uint64_t *seed)
{
    size_t at = (size_t)draw(seed, size);
    size_t other = (size_t)draw(seed, size);
    size_t length = (size_t)draw(seed, 40);
    switch (draw(seed, 5)) {
    case 0: /* a bit */
        xml[at] = (char)(xml[at] ^ (1 << draw(seed, 8)));
        return size;
    case 1: /* a piece left out */
        if (length > size - at) {
            length = size - at;
        }
        memmove(xml + at, xml + at + length, size - at - length);
        return size - length;
    case 2: /* a piece from elsewhere over it */
        if (length > size - at) {
            length = size - at;
        }
        if (length > size - other) {
            length = size - other;
        }
        memmove(xml + at, xml + other, length);
        return size;
    case 3: { /* something put in */
        const char *text =
            insertions[draw(seed, sizeof insertions / sizeof *insertions)];
        length = strlen(text);
        memmove(xml + at + length, xml + at, size - at);
        memcpy(xml + at, text, length);
        return size + length;
    }
    default: /* one letter for another */
        xml[at] = xml[other];
        return size;
    }
}

static void
a_changed_form_never_crashes(void **state)
{
    (void)state;
    uint64_t seed = seed_given();
    size_t size, loaded = 0;
    char *xml = read_sample(&size);
    for (size_t i = 0; i < 400; i++) {
        char *changed = malloc(size + 2000);
        assert_non_null(changed);
        memcpy(changed, xml, size);
        size_t changed_size = size;
        for (size_t j = draw(&seed, 4) + 1; j > 0; j--) {
            changed_size = mutate(changed, changed_size, &seed);
        }
        struct form *form = NULL;
        struct error err = {0};
        if (form_load(changed, changed_size, &form, &err)) {
            loaded++;
            fill_in(form, &seed);
            form_close(form);
        } else {
            assert_true(err.code == ERROR_INPUT || err.code == ERROR_FULL);
        }
        free(changed);
    }
    assert_true(loaded > 0); /* else the test would never have come past the XML */
    free(xml);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_cut_short_anywhere_is_refused),
        cmocka_unit_test(the_sample_cut_short_is_refused),
        cmocka_unit_test(a_changed_form_never_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

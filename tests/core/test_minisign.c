#include "townline/minisign.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char data[] = "what was signed\n";

static struct sign_secret secret;
static struct sign_public key, other;

static int
begin(void **state)
{
    struct sign_secret other_secret;
    uint64_t seed = 7;
    (void)state;
    assert_true(seal_start());
    sign_pair(random_seeded(&seed), &key, &secret);
    sign_pair(random_seeded(&seed), &other, &other_secret);
    return 0;
}

static void
sign(struct buffer *out)
{
    buffer_init(out, MINISIGN_MAX_BYTES);
    minisign_sign(&secret, data, sizeof data - 1, "county, build 12", out);
    assert_false(out->failed);
}

static void
what_was_signed_is_accepted(void **state)
{
    struct buffer text;
    (void)state;
    sign(&text);
    assert_true(
        minisign_verify(&key, data, sizeof data - 1, text.data, text.size, NULL));
    buffer_finish(&text);
}

static void
no_byte_of_key_comment_or_signature_may_change(void **state)
{
    struct buffer text;
    (void)state;
    sign(&text);
    const uint8_t *first_end = memchr(text.data, '\n', text.size);
    size_t from = (size_t)(first_end - text.data) + 1; /* not the untrusted comment */
    for (size_t i = from; i < text.size; i++) {
        if (text.data[i] == '\n') {
            continue;
        }
        text.data[i] ^= 1;
        if (minisign_verify(&key, data, sizeof data - 1, text.data, text.size, NULL)) {
            fail_msg("byte %zu was changed and nobody saw it", i);
        }
        text.data[i] ^= 1;
    }
    buffer_finish(&text);
}

static void
a_truncated_signature_is_refused(void **state)
{
    struct buffer text;
    (void)state;
    sign(&text);
    for (size_t size = 0; size + 1 < text.size; size++) {
        uint8_t *cut = malloc(size + 1);
        memcpy(cut, text.data, size);
        assert_false(minisign_verify(&key, data, sizeof data - 1, cut, size, NULL));
        free(cut);
    }
    buffer_finish(&text);
}

static void
another_key_or_other_data_are_told_apart(void **state)
{
    struct buffer text;
    struct error err;
    (void)state;
    sign(&text);
    assert_false(
        minisign_verify(&other, data, sizeof data - 1, text.data, text.size, &err));
    assert_non_null(strstr(err.text, "another key"));
    assert_false(
        minisign_verify(&key, data, sizeof data - 2, text.data, text.size, &err));
    assert_non_null(strstr(err.text, "changed after"));
    buffer_finish(&text);
}

static void
save(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* The oracle: the program whose format it is. */
static void
minisign_itself_accepts_it(void **state)
{
    char folder[] = "/tmp/townline-minisign-XXXXXX", line[600];
    char words[MINISIGN_KEY_BYTES];
    struct buffer text;
    (void)state;
    assert_non_null(mkdtemp(folder));
    sign(&text);
    save(folder, "data", data, sizeof data - 1);
    save(folder, "data.minisig", text.data, text.size);
    save(folder, "changed", data, sizeof data - 2);
    save(folder, "changed.minisig", text.data, text.size);
    buffer_finish(&text);
    minisign_key_write(&key, words);
    snprintf(line, sizeof line, "minisign -V -Q -m %s/data -P %s", folder, words);
    FILE *said = popen(line, "r");
    assert_non_null(said);
    char comment[100] = "";
    assert_non_null(fgets(comment, sizeof comment, said));
    assert_int_equal(pclose(said), 0);
    assert_string_equal(comment, "county, build 12\n");
    snprintf(line, sizeof line, "minisign -V -q -m %s/changed -P %s 2>/dev/null",
             folder, words);
    assert_int_not_equal(system(line), 0);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_signed_is_accepted),
        cmocka_unit_test(no_byte_of_key_comment_or_signature_may_change),
        cmocka_unit_test(a_truncated_signature_is_refused),
        cmocka_unit_test(another_key_or_other_data_are_told_apart),
        cmocka_unit_test(minisign_itself_accepts_it),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}

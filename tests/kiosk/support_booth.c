/* support_booth: opens a whole kiosk in a temporary folder and plays scripts on it. */
#include "support_booth.h"

#include "townline/keys.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define PACK TESTS_DIR "/../assets/packs/sample"

const char booth_to_recorded[] =
    "expect screen attract\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"
    "touch next\ntouch service-libraries\ntouch next\ntouch next\ntouch choice-5\n"
    "touch next\ntouch choice-4\ntouch next\nexpect screen map\ntouch next\n"
    "touch choice-none\ntouch next\nexpect node savings\n"
    "touch choice-no\ntouch next\n";

static void
write_office(const char *path)
{
    struct office_secret secret;
    struct office_public office;
    struct recipient_secret recovery;
    struct buffer bytes;
    keys_make("Larkmoor", seal_random(), &secret, &office, &recovery);
    buffer_init(&bytes, KEYS_FILE_MAX_BYTES);
    keys_public_write(&office, &bytes);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
    buffer_finish(&bytes);
}

void
booth_start(struct booth *booth)
{
    *booth = (struct booth){.folder = "/tmp/townline-kiosk-XXXXXX"};
    assert_true(seal_start());
    assert_non_null(mkdtemp(booth->folder));
    snprintf(booth->data, sizeof booth->data, "%s/data", booth->folder);
    snprintf(booth->keys, sizeof booth->keys, "%s/office.pub", booth->folder);
    write_office(booth->keys);
    words_start(BUILD_BIN "/../locale");
    booth->options = (struct kiosk_options){.pack_dir = PACK,
                                            .data_dir = booth->data,
                                            .keys_path = booth->keys,
                                            .name = "",
                                            .round = "",
                                            .event = "",
                                            .assets_dir = TESTS_DIR "/../assets",
                                            .script_path = "test",
                                            .width_px = 640, /* quick to paint */
                                            .height_px = 400,
                                            .width_mm = 217,
                                            .height_mm = 136};
    booth->transcript = open_memstream(&booth->said, &booth->said_size);
    assert_non_null(booth->transcript);
    clock_init_fake(&booth->clock, 41300);
}

void
booth_finish(struct booth *booth)
{
    char command[128];
    booth_close(booth);
    fclose(booth->transcript);
    free(booth->said);
    snprintf(command, sizeof command, "rm -rf '%s'", booth->folder);
    assert_int_equal(system(command), 0);
}

int
booth_setup(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    *state = &booth;
    return 0;
}

int
booth_teardown(void **state)
{
    booth_finish(*state);
    return 0;
}

bool
booth_open(struct booth *booth, struct error *err)
{
    if (!kiosk_open(&booth->options, &booth->clock, &booth->kiosk, err)) {
        booth->kiosk = NULL;
        return false;
    }
    if (!kiosk_open_store(booth->kiosk, err)) {
        booth_close(booth);
        return false;
    }
    booth->kiosk->transcript = booth->transcript;
    return true;
}

/* The sample form with the words where they belong. */
static void
write_form(FILE *file, const char *after, const char *words)
{
    static char form[200000];
    FILE *sample = fopen(PACK "/form.xml", "rb");
    assert_non_null(sample);
    size_t size = fread(form, 1, sizeof form - 1, sample);
    assert_true(size > 0 && size < sizeof form - 1);
    assert_int_equal(fclose(sample), 0);
    form[size] = '\0';
    const char *at = strstr(strstr(form, "<instance id=\"townline\">"), after);
    assert_non_null(at);
    at += strlen(after);
    fprintf(file, "%.*s%s%s", (int)(at - form), form, words, at);
}

void
booth_open_with(struct booth *booth, const char *after, const char *words)
{
    char path[120];
    struct error err = {0};
    snprintf(booth->pack, sizeof booth->pack, "%s/pack", booth->folder);
    snprintf(path, sizeof path, "%s/form.xml", booth->pack);
    assert_int_equal(mkdir(booth->pack, 0755), 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    write_form(file, after, words);
    assert_int_equal(fclose(file), 0);
    booth->options.pack_dir = booth->pack;
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

void
booth_close(struct booth *booth)
{
    kiosk_close(booth->kiosk);
    booth->kiosk = NULL;
}

bool
booth_try(struct booth *booth, const char *text, struct error *err)
{
    struct script script;
    if (!booth->kiosk && !booth_open(booth, err)) {
        return false;
    }
    if (!script_parse(text, strlen(text), &script, err)) {
        return false;
    }
    bool ok = replay_run(booth->kiosk, &script, "script", NULL, err);
    script_finish(&script);
    return ok;
}

void
booth_play(struct booth *booth, const char *text)
{
    struct error err;
    if (!booth_try(booth, text, &err)) {
        fail_msg("%s", err.text);
    }
}

unsigned
booth_said(struct booth *booth, const char *line)
{
    unsigned count = 0;
    size_t size = strlen(line);
    fflush(booth->transcript);
    for (const char *at = booth->said; at && *at;) {
        count += strncmp(at, line, size) == 0 && (at[size] == '\n' || at[size] == ' ');
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return count;
}

uint32_t
booth_open_responses(struct booth *booth)
{
    struct store_counts counts;
    struct error err;
    assert_true(store_count(booth->kiosk->store, &counts, &err));
    return counts.open;
}

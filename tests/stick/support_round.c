/* support_round: prepares a store and a stick, and lets the kiosk visit it. */
#include "support_round.h"

#include "townline/file.h"
#include "townline/pack_load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_CARRIED 1 /* before any visit: it is on no stick */
#define VISIT_BITS_MAX 1000

__attribute__((format(printf, 1, 2))) static void
run(const char *format, ...)
{
    char command[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    assert_int_equal(system(command), 0);
}

/* The office's receipt for the bundle, as a file on the stick's master. */
static void
write_receipt(struct round *round, uint32_t number)
{
    struct bundle *bundle = open_bundle(round->desk, round->store, number);
    struct receipt_file receipt;
    struct buffer text;
    char path[200];
    receipt_file_make(bundle, &receipt);
    buffer_init(&text, 4096);
    receipt_file_write(&receipt, &text);
    snprintf(path, sizeof path, "%s/stick/TOWNLINE/receipts/1.receipt", round->master);
    const struct file_content content = {
        .data = text.data, .size = text.size, .mode = 0644};
    assert_true(file_save(path, &content, NULL));
    buffer_finish(&text);
    bundle_close(bundle);
}

static void
write_page(struct round *round)
{
    static char html[60000];
    const struct file_content content = {
        .data = html, .size = sizeof html, .mode = 0644};
    for (size_t i = 0; i < sizeof html; i++) {
        html[i] = (char)('a' + i * i % 23);
    }
    snprintf(round->page, sizeof round->page, "%s/page.html", round->master);
    assert_true(file_save(round->page, &content, NULL));
}

void
round_begin(struct round *round, struct desk *desk, const char *stick)
{
    *round = (struct round){.desk = desk};
    struct error err;
    snprintf(round->master, sizeof round->master, "%s/master", desk->directory);
    snprintf(round->stick, sizeof round->stick, "%s", stick ? stick : "");
    if (!stick) {
        snprintf(round->stick, sizeof round->stick, "%s/stick", desk->directory);
    }
    run("mkdir -p '%s/stick/TOWNLINE/receipts' '%s'", round->master, round->stick);
    write_page(round);
    if (!pack_load(TESTS_DIR "/../assets/packs/sample", NULL, &round->pack, &err)) {
        fail_msg("%s", err.text);
    }
    const struct removable_options removable = {.folder = round->stick};
    assert_true(removable_open(&removable, &round->removable, NULL));
    round->store = open_store(desk);
    save_many(round->store, 1, 12);
    assert_int_equal(freeze(round->store, false), 12);
    assert_true(store_carried(round->store, FIRST_CARRIED, OUTBOX_BY_STICK, NULL));
    write_receipt(round, FIRST_CARRIED);
    save_many(round->store, 100, 15);
    assert_int_equal(freeze(round->store, false), 15);
    save_many(round->store, 200, 11);
    store_close(round->store);
    round->store = NULL;
    run("cp -r '%s' '%s/store'", desk->store, round->master);
    run("echo PK no pack > '%s/stick/spoilt.townpack'", round->master);
}

void
round_end(struct round *round)
{
    store_close(round->store);
    pack_close(round->pack);
    removable_close(round->removable);
}

void
round_renew(struct round *round)
{
    store_close(round->store);
    round->store = NULL;
    run("rm -rf '%s' '%s'/TOWNLINE", round->desk->store, round->stick);
    run("cp -r '%s/store' '%s'", round->master, round->desk->store);
    run("cp -r '%s/stick/.' '%s'", round->master, round->stick);
    round->store = open_store(round->desk);
}

struct stick_visit_status
round_visit(struct round *round)
{
    struct sign_public office = {{0}};
    const struct stick_visit_options options = {.store = round->store,
                                                .pack = round->pack,
                                                .office = &office,
                                                .kiosk_name = "Front desk",
                                                .removable = round->removable,
                                                .page_path = round->page};
    struct stick_visit *visit = visit_open(&options);
    assert_non_null(visit);
    unsigned bits = 0;
    while (visit_advance(visit)) {
        assert_true(++bits < VISIT_BITS_MAX);
    }
    struct stick_visit_status status = *visit_status(visit);
    visit_close(visit);
    return status;
}

/* The kiosk's folder on the stick; "" when there is none. */
static void
find_folder(const struct round *round, char *out, size_t size)
{
    char top[120];
    const struct dirent *entry;
    snprintf(top, sizeof top, "%s/TOWNLINE", round->stick);
    DIR *entries = opendir(top);
    *out = '\0';
    while (entries && (entry = readdir(entries))) {
        if (strncmp(entry->d_name, "front-desk-", 11) == 0) {
            snprintf(out, size, "%s/%s", top, entry->d_name);
        }
    }
    if (entries) {
        closedir(entries);
    }
}

static bool
is_whole(struct round *round, const char *path, uint32_t number)
{
    struct buffer there, wanted;
    buffer_init(&there, BUNDLE_MAX_BYTES);
    buffer_init(&wanted, BUNDLE_MAX_BYTES);
    assert_true(store_bundle(round->store, number, &wanted, NULL));
    bool ok = file_load(path, &there, NULL) && there.size == wanted.size &&
              memcmp(there.data, wanted.data, wanted.size) == 0;
    buffer_finish(&there);
    buffer_finish(&wanted);
    return ok;
}

static unsigned
check_files(struct round *round, const char *folder)
{
    unsigned count = 0;
    char path[500];
    const struct dirent *entry;
    DIR *entries = *folder ? opendir(folder) : NULL;
    while (entries && (entry = readdir(entries))) {
        size_t size = strlen(entry->d_name);
        if (size < 7 || strcmp(entry->d_name + size - 7, ".bundle") != 0) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (!is_whole(round, path, (uint32_t)strtoul(entry->d_name, NULL, 10))) {
            fail_msg("%s is not whole", path);
        }
        count++;
    }
    if (entries) {
        closedir(entries);
    }
    return count;
}

static void
check_page(const struct round *round)
{
    char path[200];
    struct buffer there, wanted;
    snprintf(path, sizeof path, "%s/TOWNLINE/collect.html", round->stick);
    if (access(path, F_OK) != 0) {
        return;
    }
    buffer_init(&there, STICK_PAGE_MAX_BYTES);
    buffer_init(&wanted, STICK_PAGE_MAX_BYTES);
    assert_true(file_load(path, &there, NULL) && file_load(round->page, &wanted, NULL));
    if (there.size != wanted.size ||
        memcmp(there.data, wanted.data, wanted.size) != 0) {
        fail_msg("%s is not whole", path);
    }
    buffer_finish(&there);
    buffer_finish(&wanted);
}

unsigned
round_check(struct round *round)
{
    char folder[400], path[500], name[STICK_FILE_MAX_BYTES];
    struct outbox_entry entry;
    check_page(round);
    find_folder(round, folder, sizeof folder);
    for (size_t i = 0; store_outbox(round->store, i, &entry); i++) {
        if (entry.state != OUTBOX_CARRIED || entry.number == FIRST_CARRIED) {
            continue;
        }
        stick_file_name(entry.number, entry.id, "bundle", name);
        snprintf(path, sizeof path, "%s/%s", folder, name);
        if (!is_whole(round, path, entry.number)) {
            fail_msg("bundle %u counts as carried and is not on the stick",
                     (unsigned)entry.number);
        }
    }
    return check_files(round, folder);
}

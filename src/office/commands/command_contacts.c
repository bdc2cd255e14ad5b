/* townline contacts: the people who wish to hear from the office. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "intake.h"
#include "names.h"
#include "output.h"
#include "prompt.h"
#include "townline/csv.h"
#include "townline/file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_DIGITS = 8, NAMES_MAX = 60, NAME_BYTES = 200 };

struct contact_row {
    uint8_t id[16];
    char *lines;
};
struct contacts {
    struct archive_contacts *file;
    char path[PATH_MAX];
    struct contact_row *rows;
    size_t count, capacity;
    struct error err;
    bool failed;
};

static bool
on_contact(void *context, const uint8_t row_id[16], const char *lines)
{
    struct contacts *contacts = context;
    if (contacts->count == contacts->capacity) {
        size_t capacity = contacts->capacity ? 2 * contacts->capacity : 64;
        struct contact_row *larger = realloc(contacts->rows, capacity * sizeof *larger);
        if (!larger) {
            contacts->failed = !error_no_memory(&contacts->err);
            return false;
        }
        contacts->rows = larger;
        contacts->capacity = capacity;
    }
    struct contact_row *row = &contacts->rows[contacts->count];
    memcpy(row->id, row_id, sizeof row->id);
    row->lines = strdup(lines);
    contacts->failed = !row->lines && !error_no_memory(&contacts->err);
    contacts->count += !contacts->failed;
    return !contacts->failed;
}

/* The file beside the archive, and all that is in it; nothing where nobody left a
 * contact yet, if `may_be_empty`. */
static bool
load(struct contacts *contacts, const char *archive, bool may_be_empty,
     struct error *err)
{
    if (!intake_name_contacts(archive, contacts->path, sizeof contacts->path, err)) {
        return false;
    }
    if (!file_exists(contacts->path)) {
        if (may_be_empty && file_exists(archive)) {
            return true;
        }
        return file_exists(archive)
                   ? error_set(err, ERROR_MISSING,
                               "%s: nobody has left a contact yet, so there is no such "
                               "file",
                               contacts->path)
                   : error_set(err, ERROR_MISSING, "%s: there is no such archive",
                               archive);
    }
    if (!archive_contacts_open(contacts->path, false, &contacts->file, err) ||
        !archive_contacts_list(contacts->file, on_contact, contacts, err)) {
        return false;
    }
    if (contacts->failed) {
        *err = contacts->err;
    }
    return !contacts->failed;
}

static void
forget(struct contacts *contacts)
{
    for (size_t i = 0; i < contacts->count; i++) {
        seal_wipe(contacts->rows[i].lines, strlen(contacts->rows[i].lines));
        free(contacts->rows[i].lines);
    }
    free(contacts->rows);
    archive_contacts_close(contacts->file);
}

/* The next line of a contact: its name and value; false behind the last. */
static bool
next_line(const char **at, char name[NAME_BYTES], char *value, size_t value_size)
{
    while (**at == '\n') {
        ++*at;
    }
    if (**at == '\0') {
        return false;
    }
    size_t size = strcspn(*at, "\n"), name_size = strcspn(*at, "=\n");
    const char *after = *at + name_size + (name_size < size);
    snprintf(name, NAME_BYTES, "%.*s", (int)name_size, *at);
    snprintf(value, value_size, "%.*s", (int)(*at + size - after), after);
    *at += size;
    return true;
}

static json_t *
contact_json(const struct contact_row *row)
{
    char name[NAME_BYTES], value[RESPONSE_VALUE_MAX_BYTES + 1];
    json_t *answers = json_object();
    for (const char *at = row->lines; next_line(&at, name, value, sizeof value);) {
        json_t *key = names_json_text(name);
        json_object_set_new(answers, key ? json_string_value(key) : "?",
                            names_json_text(value));
        json_decref(key);
    }
    return json_pack("{s:o, s:o}", "id", names_json_hex(row->id, sizeof row->id),
                     "answers", answers);
}

static int
contacts_list(const struct contacts *contacts, bool json)
{
    if (json) {
        json_t *list = json_array();
        for (size_t i = 0; i < contacts->count; i++) {
            json_array_append_new(list, contact_json(&contacts->rows[i]));
        }
        return console_json(json_pack("{s:o}", "contacts", list)) ? COMMAND_DONE
                                                                  : COMMAND_SYSTEM;
    }
    if (!contacts->file) {
        console_say("Nobody has left a contact yet.");
        return COMMAND_DONE;
    }
    for (size_t i = 0; i < contacts->count; i++) {
        char hex[NAMES_HEX_BYTES];
        names_hex(contacts->rows[i].id, ID_DIGITS / 2, hex);
        char *words = strdup(contacts->rows[i].lines);
        for (char *at = words; at && *at; at++) {
            *at = *at == '\n' ? ';' : *at;
        }
        console_say("%s  %s", hex, words ? words : "");
        free(words);
    }
    console_say("%s", counted(contacts->count, "contact", "contacts").text);
    return COMMAND_DONE;
}

/* The names of all answers, in the order in which they come first. */
struct columns_of_contacts {
    char names[NAMES_MAX][NAME_BYTES];
    size_t count;
};

static size_t
find_column(const struct columns_of_contacts *columns, const char *name)
{
    size_t at = 0;
    while (at < columns->count && strcmp(columns->names[at], name) != 0) {
        at++;
    }
    return at;
}

static void
find_columns(const struct contacts *contacts, struct columns_of_contacts *out)
{
    char name[NAME_BYTES], value[RESPONSE_VALUE_MAX_BYTES + 1];
    out->count = 0;
    for (size_t i = 0; i < contacts->count; i++) {
        const char *at = contacts->rows[i].lines;
        while (next_line(&at, name, value, sizeof value)) {
            size_t column = find_column(out, name);
            if (column == out->count && out->count < NAMES_MAX) {
                snprintf(out->names[out->count++], NAME_BYTES, "%s", name);
            }
        }
    }
}

static void
add_row(const struct contact_row *row, const struct columns_of_contacts *columns,
        struct buffer *out)
{
    char hex[NAMES_HEX_BYTES], name[NAME_BYTES], value[RESPONSE_VALUE_MAX_BYTES + 1];
    names_hex(row->id, sizeof row->id, hex);
    csv_cell(out, hex);
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add_u8(out, ',');
        const char *at = row->lines;
        while (next_line(&at, name, value, sizeof value)) {
            if (strcmp(name, columns->names[i]) == 0) {
                csv_cell(out, value);
                break;
            }
        }
    }
    csv_end_row(out);
}

struct exporting {
    const char *path;
    bool byte_order_mark, force;
};

static bool
contacts_export(const struct contacts *contacts, const struct exporting *exporting,
                struct error *err)
{
    struct columns_of_contacts *columns = calloc(1, sizeof *columns);
    struct buffer text;
    if (!columns) {
        return error_no_memory(err);
    }
    buffer_init(&text, (size_t)256 << 20);
    if (exporting->byte_order_mark) {
        buffer_add(&text, "\xef\xbb\xbf", 3);
    }
    find_columns(contacts, columns);
    csv_cell(&text, "id");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add_u8(&text, ',');
        csv_cell(&text, columns->names[i]);
    }
    csv_end_row(&text);
    for (size_t i = 0; i < contacts->count; i++) {
        add_row(&contacts->rows[i], columns, &text);
    }
    free(columns);
    const struct file_content file = {
        .data = text.data, .size = text.size, .mode = 0600, .existing = FILE_REPLACE};
    bool ok = text.failed ? error_no_memory(err)
                          : output_check(exporting->path, exporting->force, err) &&
                                (file_save(exporting->path, &file, err) ||
                                 error_prefix(err, "%s", exporting->path));
    buffer_finish(&text);
    if (ok) {
        console_say("%s  %s; keep it as you keep addresses, and delete it afterwards",
                    exporting->path,
                    counted(contacts->count, "contact", "contacts").text);
    }
    return ok;
}

/* Asks twice, since nothing brings them back. */
static bool
is_sure(size_t count)
{
    char words[200], answer[PROMPT_ANSWER_BYTES], number[24];
    snprintf(words, sizeof words, "Erase %s for good? (yes or no)",
             counted(count, "contact", "contacts").text);
    if (!prompt_ask(words, answer) || strcmp(answer, "yes") != 0) {
        return false;
    }
    snprintf(number, sizeof number, "%zu", count);
    snprintf(words, sizeof words,
             "Nothing brings them back. To erase them, type how many they are:");
    return prompt_ask(words, answer) && strcmp(answer, number) == 0;
}

/* The contact whose id begins with these digits. */
static bool
find_contact(const struct contacts *contacts, const char *digits,
             const struct contact_row **out, struct error *err)
{
    size_t found = 0;
    if (strlen(digits) < ID_DIGITS) {
        return error_set(err, ERROR_INPUT,
                         "\"%.40s\" is too short for a contact's id: give at least its "
                         "first eight digits, as \"contacts list\" shows them",
                         digits);
    }
    for (size_t i = 0; i < contacts->count; i++) {
        char hex[NAMES_HEX_BYTES];
        names_hex(contacts->rows[i].id, sizeof contacts->rows[i].id, hex);
        if (strncmp(hex, digits, strlen(digits)) == 0) {
            *out = &contacts->rows[i];
            found++;
        }
    }
    return found == 1 ||
           error_set(err, found > 1 ? ERROR_INPUT : ERROR_MISSING,
                     found > 1
                         ? "the ids of several contacts begin with \"%.40s\""
                         : "no contact has an id that begins with \"%.40s\"; "
                           "contacts list shows them, and eight digits are enough",
                     digits);
}

static bool
contacts_erase(struct contacts *contacts, char **ids, size_t id_count,
               bool is_sure_of_it, struct error *err)
{
    const struct contact_row *row = NULL;
    uint32_t erased = 0, count;
    for (size_t i = 0; i < id_count; i++) {
        if (!find_contact(contacts, ids[i], &row, err)) {
            return false;
        }
    }
    if (id_count == 0 && contacts->count == 0) {
        console_say("There is no contact to erase.");
        return true;
    }
    if (!is_sure_of_it && !is_sure(id_count > 0 ? id_count : contacts->count)) {
        return error_set(err, ERROR_INPUT, "nothing was erased");
    }
    bool ok = true;
    for (size_t i = 0; ok && i < id_count; i++) {
        ok = find_contact(contacts, ids[i], &row, err) &&
             archive_contacts_erase(contacts->file, row->id, &count, err);
        erased += ok ? count : 0;
    }
    if (id_count == 0) {
        ok = archive_contacts_erase(contacts->file, NULL, &erased, err);
    }
    if (ok) {
        console_say("Erased %s. The sealed bundles in the archive still hold them for "
                    "whoever has the office's key; collecting or rebuilding does not "
                    "bring them back.",
                    counted(erased, "contact", "contacts").text);
    }
    return ok;
}

int
command_contacts(int argc, char **argv)
{
    struct contacts contacts = {.count = 0};
    struct exporting exporting = {.path = NULL};
    const char *archive = NULL;
    bool json = false, all = false, yes = false;
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &archive},
        {"-o", OPTION_TEXT, false, &exporting.path},
        {"--excel", OPTION_FLAG, false, &exporting.byte_order_mark},
        {"--force", OPTION_FLAG, false, &exporting.force},
        {"--all", OPTION_FLAG, false, &all},
        {"--yes", OPTION_FLAG, false, &yes},
        {"--json", OPTION_FLAG, false, &json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("contacts", &err);
    }
    const char *part = words > 0 ? argv[0] : "";
    bool is_list = strcmp(part, "list") == 0 && words == 1;
    bool is_export = strcmp(part, "export") == 0 && words == 1 && exporting.path;
    bool is_erase = strcmp(part, "erase") == 0 && all == (words == 1);
    if (!is_list && !is_export && !is_erase) {
        error_set(&err, ERROR_INPUT,
                  "say \"list\", or \"export\" with -o FILE.csv, or \"erase\" with the "
                  "ids of contacts or with --all");
        return command_usage("contacts", &err);
    }
    int code = COMMAND_DONE;
    bool ok = load(&contacts, archive, is_list, &err);
    if (ok && is_list) {
        code = contacts_list(&contacts, json);
    } else if (ok && is_export) {
        ok = contacts_export(&contacts, &exporting, &err);
    } else if (ok) {
        ok = contacts_erase(&contacts, argv + 1, words - 1, yes, &err);
    }
    forget(&contacts);
    return ok ? code : command_fail("contacts", &err);
}

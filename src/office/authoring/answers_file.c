/* Reads the file of answers that `form play` gives to a form. */
#include "answers_file.h"

#include "names.h"
#include "townline/file.h"
#include "townline/response.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWERS_MAX_BYTES = 4 << 20 };

/* One answer that is still to be given. */
struct pending {
    const char *path;
    const json_t *value;
    bool is_given;
    struct error why;
};

static bool
write_one(const json_t *value, struct buffer *out)
{
    if (json_is_string(value)) {
        buffer_add(out, json_string_value(value), json_string_length(value));
    } else if (json_is_integer(value)) {
        buffer_add_format(out, "%lld", (long long)json_integer_value(value));
    } else if (json_is_real(value)) {
        char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
        if (!text || strchr(text, 'e')) {
            out->failed = true;
        } else {
            buffer_add(out, text, strlen(text));
        }
        free(text);
    } else if (!json_is_null(value)) {
        return false;
    }
    return !out->failed;
}

/* Writes the answer as an XForms value. The choices of a list are joined by spaces. */
static bool
write_value(const json_t *value, struct buffer *out)
{
    size_t i;
    json_t *item;
    if (!json_is_array(value)) {
        return write_one(value, out);
    }
    json_array_foreach(value, i, item)
    {
        if (i > 0) {
            buffer_add_u8(out, ' ');
        }
        if (!write_one(item, out)) {
            return false;
        }
    }
    return true;
}

static bool
give(struct trial *trial, struct pending *pending)
{
    struct buffer value;
    buffer_init(&value, RESPONSE_VALUE_MAX_BYTES + 1);
    bool ok = write_value(pending->value, &value);
    buffer_add_u8(&value, 0);
    if (!ok || value.failed) {
        ok = error_set(&pending->why, ERROR_INPUT,
                       "an answer is a text, a number, null or a list of choices");
    } else if (strlen((const char *)value.data) + 1 != value.size) {
        ok = error_set(&pending->why, ERROR_INPUT, "a text has no NUL in it");
    } else {
        ok = trial_set(trial, pending->path, (const char *)value.data, &pending->why);
    }
    buffer_finish(&value);
    pending->is_given = ok;
    return ok;
}

/* Gives the answers again and again, since an answer may make another question
 * relevant. It ends with the first round in which none of those that are left can be
 * given. */
static void
give_all(struct trial *trial, struct pending *pending, size_t count, bool in_order)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < count; i++) {
            if (!pending[i].is_given && give(trial, &pending[i])) {
                more = !in_order;
            }
        }
    }
}

/* NULL with `err` set when the JSON is not of one of the two shapes. */
static struct pending *
list_pending(json_t *root, size_t *count_out, struct error *err)
{
    size_t count =
        json_is_object(root) ? json_object_size(root) : json_array_size(root);
    struct pending *pending = calloc(count + 1, sizeof *pending);
    const char *path;
    json_t *value;
    size_t i = 0;
    if (!pending) {
        error_no_memory(err);
        return NULL;
    }
    if (json_is_object(root)) {
        json_object_foreach(root, path, value) pending[i++] =
            (struct pending){.path = path, .value = value};
    } else {
        for (; i < count; i++) {
            json_t *pair = json_array_get(root, i);
            pending[i] =
                (struct pending){.path = json_string_value(json_array_get(pair, 0)),
                                 .value = json_array_get(pair, 1)};
            if (json_array_size(pair) == 2 && pending[i].path) {
                continue;
            }
            error_set(err, ERROR_INPUT, "answer %zu is no pair [\"path\", answer]",
                      i + 1);
            free(pending);
            return NULL;
        }
    }
    *count_out = count;
    return pending;
}

static bool
play(json_t *root, struct trial *trial, json_t *refused, struct error *err)
{
    size_t count = 0;
    if (!json_is_object(root) && !json_is_array(root)) {
        return error_set(err, ERROR_INPUT,
                         "the answers have to be {\"path\": answer} or "
                         "[[\"path\", answer]]");
    }
    struct pending *pending = list_pending(root, &count, err);
    if (!pending) {
        return false;
    }
    give_all(trial, pending, count, json_is_array(root));
    bool ok = true;
    for (size_t i = 0; i < count; i++) {
        if (!pending[i].is_given) {
            ok = json_array_append_new(
                     refused,
                     json_pack("{s:o, s:o}", "path", names_json_text(pending[i].path),
                               "reason", names_json_text(pending[i].why.text))) == 0 &&
                 ok;
        }
    }
    free(pending);
    return ok || error_no_memory(err);
}

bool
answers_file_play(const char *path, struct trial *trial, json_t *refused,
                  struct error *err)
{
    struct buffer bytes;
    json_error_t fault;
    buffer_init(&bytes, ANSWERS_MAX_BYTES);
    json_t *root = NULL;
    bool ok = file_load(path, &bytes, err);
    if (ok) {
        root = json_loadb((const char *)bytes.data, bytes.size, JSON_REJECT_DUPLICATES,
                          &fault);
        ok = root || error_set(err, ERROR_INPUT, "line %d: %s", fault.line, fault.text);
    }
    ok = (ok && play(root, trial, refused, err)) || error_prefix(err, "%s", path);
    json_decref(root);
    buffer_finish(&bytes);
    return ok;
}

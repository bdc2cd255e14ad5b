/* What packs say: the words of questions and choices, and whether a meaning changed. */
#include "archive_tally.h"

#include "townline/form.h"

#include <string.h>

enum { DEFAULT_LANGUAGE = 0 };

static bool
label_choices(struct archive *archive, int64_t form, size_t index,
              const struct form *labels, size_t control, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < form_choice_count(labels, control); i++) {
        const char *label = form_choice_label(labels, control, i, DEFAULT_LANGUAGE);
        ok = !label || database_run(&archive->database, err,
                                    "UPDATE choice SET label = $4 WHERE form = $1"
                                    " AND question = $2 AND code = $3",
                                    "iitt", form, (int64_t)index,
                                    form_choice_code(labels, control, i), label);
    }
    return ok;
}

static bool
label_form(struct archive *archive, const struct archive_form *form,
           const struct form *labels, struct error *err)
{
    const struct descriptor *descriptor = form->descriptor;
    bool ok = true;
    for (size_t i = 0; ok && i < descriptor->question_count; i++) {
        int control = form_find_control(labels, descriptor->questions[i].path);
        if (control < 0) {
            continue;
        }
        const char *label =
            form_control_label(labels, (size_t)control, DEFAULT_LANGUAGE);
        ok = (!label || database_run(&archive->database, err,
                                     "UPDATE question SET label = $3"
                                     " WHERE form = $1 AND question = $2",
                                     "iit", form->form, (int64_t)i, label)) &&
             label_choices(archive, form->form, i, labels, (size_t)control, err);
    }
    for (size_t i = 0; ok && i < form_service_count(labels); i++) {
        const char *label =
            form_service_text(labels, i, "label", DEFAULT_LANGUAGE, TEXT_SHOWN);
        ok = !label ||
             database_run(&archive->database, err,
                          "UPDATE instance SET label = $3"
                          " WHERE form = $1 AND code = $2",
                          "itt", form->form, form_service_name(labels, i), label);
    }
    return ok;
}

static bool
learn(struct archive *archive, const struct archive_pack *pack, struct error *err)
{
    struct archive_form *forms = NULL;
    size_t count = 0;
    bool ok =
        database_run(&archive->database, err,
                     "INSERT INTO pack (pack, previous, is_different)"
                     " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                     "bbi", pack->pack_id, (size_t)PACK_ID_BYTES, pack->previous_id,
                     (size_t)PACK_ID_BYTES, (int64_t)pack->is_different) &&
        archive_forms_apart(archive, &forms, &count, err);
    for (size_t i = 0; ok && pack->labels && i < count; i++) {
        ok = memcmp(forms[i].pack_id, pack->pack_id, PACK_ID_BYTES) != 0 ||
             label_form(archive, &forms[i], pack->labels, err);
    }
    archive_forms_finish(forms, count);
    return ok;
}

/* A pack is signed, so what it says never changes; but its answers may have come since
 * it was read. */
static bool
is_known(struct archive *archive, const struct archive_pack *pack, bool *out,
         struct error *err)
{
    int64_t known = 0, bare = 0;
    if (!database_number(&archive->database, 0, &known, err,
                         "SELECT 1 FROM pack WHERE pack = $1", "b", pack->pack_id,
                         (size_t)PACK_ID_BYTES) ||
        !database_number(&archive->database, 0, &bare, err,
                         "SELECT count(*) FROM form f WHERE f.pack = $1 AND NOT EXISTS"
                         " (SELECT 1 FROM question q WHERE q.form = f.form"
                         "  AND q.label IS NOT NULL)",
                         "b", pack->pack_id, (size_t)PACK_ID_BYTES)) {
        return false;
    }
    *out = known != 0 && (bare == 0 || !pack->labels);
    return true;
}

bool
archive_learn_pack(struct archive *archive, const struct archive_pack *pack,
                   struct error *err)
{
    bool known = false;
    if (!is_known(archive, pack, &known, err) || known) {
        return known;
    }
    return archive_begin(archive, err) &&
           archive_end(archive, learn(archive, pack, err), err);
}

/* The report and the tables, from the archive in memory. */
#include "answer.h"
#include "page_archive.h"
#include "page_calls.h"
#include "townline/pack.h"
#include "townline/report.h"

#include <string.h>

bool
page_forms(struct page_archive *archive)
{
    struct buffer *out = answer_begin();
    struct archive_form *forms;
    size_t count;
    if (!archive_forms(archive->archive, &forms, &count, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        answer_open(out, NULL, '{');
        answer_text(out, "form", forms[i].descriptor->form_id);
        answer_text(out, "version", forms[i].descriptor->form_version);
        answer_hex(out, "pack", forms[i].pack_id, PACK_ID_BYTES);
        answer_number(out, "responses", forms[i].responses);
        answer_close(out, '}');
    }
    answer_close(out, ']');
    archive_forms_finish(forms, count);
    return answer_end(true);
}

const struct archive_form *
page_choose_form(const struct archive_form *forms, size_t count,
                 const struct pack *pack, struct error *err)
{
    if (count == 0) {
        error_set(err, ERROR_MISSING, "the archive holds no response yet");
        return NULL;
    }
    for (size_t i = 0; pack && i < count; i++) {
        if (archive_form_has_pack(&forms[i], pack->id)) {
            return &forms[i];
        }
    }
    for (size_t i = 0; pack && i < count; i++) {
        if (strcmp(forms[i].descriptor->form_id,
                   form_descriptor(pack->form)->form_id) == 0) {
            return &forms[i];
        }
    }
    if (pack) {
        error_set(err, ERROR_INPUT,
                  "no response in the archive was given to the form of this pack");
        return NULL;
    }
    return &forms[0];
}

size_t
page_find_language(const struct pack *pack, const char *id)
{
    size_t count = pack ? form_language_count(pack->form) : 0;
    size_t length = strlen(id);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(form_language(pack->form, i)->id, id) == 0) {
            return i;
        }
    }
    for (size_t i = 0; i < count && length > 0; i++) {
        const char *known = form_language(pack->form, i)->id;
        if (strncmp(known, id, length) == 0 && known[length] == '-') {
            return i;
        }
    }
    return 0;
}

struct report_wanted {
    const struct pack *pack; /* may be NULL */
    const char *language, *office, *today;
};
typedef bool report_writer(struct archive *archive,
                           const struct report_options *options, struct buffer *out,
                           struct error *err);

static bool
write_report(struct page_archive *archive, const struct report_wanted *wanted,
             report_writer *write)
{
    struct buffer *out = answer_begin();
    struct error *err = answer_error();
    struct archive_form *forms;
    size_t count;
    if (!archive_forms(archive->archive, &forms, &count, err)) {
        return false;
    }
    const struct pack *pack = wanted->pack;
    struct report_options options = {
        .form = page_choose_form(forms, count, pack, err),
        .labels = pack ? pack->form : NULL,
        .language = page_find_language(pack, wanted->language),
        .office = wanted->office[0] == '\0' ? NULL : wanted->office,
        .today = wanted->today,
        .words = wanted->language[0] == '\0' ? NULL : wanted->language,
    };
    bool ok = options.form && write(archive->archive, &options, out, err);
    archive_forms_finish(forms, count);
    return answer_end(ok);
}

bool
page_report(struct page_archive *archive, const struct pack *pack, const char *language,
            const char *office, const char *today)
{
    const struct report_wanted wanted = {pack, language, office, today};
    return write_report(archive, &wanted, report_html);
}

bool
page_report_json(struct page_archive *archive, const struct pack *pack,
                 const char *language, const char *today)
{
    const struct report_wanted wanted = {pack, language, "", today};
    return write_report(archive, &wanted, report_json);
}

static bool
write_csv(struct page_archive *archive, size_t form, bool comments)
{
    struct buffer *out = answer_begin();
    struct error *err = answer_error();
    struct archive_form *forms;
    size_t count;
    if (!archive_forms(archive->archive, &forms, &count, err)) {
        return false;
    }
    bool ok = form < count ||
              error_set(err, ERROR_MISSING, "the archive holds no response yet");
    if (ok) {
        const struct csv_options options = {.form = &forms[form]};
        ok = comments ? report_comments_csv(archive->archive, &options, false, out, err)
                      : report_csv(archive->archive, &options, out, err);
    }
    archive_forms_finish(forms, count);
    return answer_end(ok);
}

bool
page_responses_csv(struct page_archive *archive, size_t form)
{
    return write_csv(archive, form, false);
}

bool
page_comments_csv(struct page_archive *archive, size_t form)
{
    return write_csv(archive, form, true);
}

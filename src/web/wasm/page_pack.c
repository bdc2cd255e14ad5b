/* Packs and workbooks: what they say, and what is to be mended in them. */
#include "answer.h"
#include "page_calls.h"
#include "townline/askable.h"
#include "townline/pack.h"
#include "townline/xlsform.h"

struct pack *
page_pack_open(const uint8_t *data, size_t size)
{
    struct pack *pack = NULL;
    struct buffer archive;
    answer_begin();
    buffer_init(&archive, PACK_ARCHIVE_MAX_BYTES);
    buffer_add(&archive, data, size);
    bool ok = archive.failed
                  ? error_set(answer_error(), ERROR_FULL, "the pack is too large")
                  : pack_open(&archive, NULL, &pack, answer_error());
    buffer_finish(&archive);
    return ok ? pack : NULL;
}

void
page_pack_close(struct pack *pack)
{
    pack_close(pack);
}

static void
add_fault(void *context, const struct askable_fault *fault)
{
    struct buffer *out = context;
    answer_open(out, NULL, '{');
    answer_text(out, "path", fault->path);
    answer_text(out, "what", fault->what);
    answer_text(out, "instead", fault->instead);
    answer_close(out, '}');
}

bool
page_pack_about(const struct pack *pack)
{
    const struct manifest *manifest = pack->manifest;
    char print[KEYS_FINGERPRINT_BYTES];
    struct buffer *out = answer_begin();
    const char *address =
        form_county_text(pack->form, "collect_address", 0, TEXT_SHOWN);
    keys_fingerprint(&manifest->office.sign, print);
    answer_open(out, NULL, '{');
    answer_text(out, "title", manifest->title);
    answer_text(out, "form", manifest->form_id);
    answer_text(out, "version", manifest->form_version);
    answer_text(out, "round", manifest->round);
    answer_text(out, "office", manifest->office.name);
    answer_text(out, "print", print);
    answer_hex(out, "id", pack->id, sizeof pack->id);
    answer_text(out, "collect_address", address ? address : "");
    answer_open(out, "languages", '[');
    for (size_t i = 0; i < form_language_count(pack->form); i++) {
        const struct form_language *language = form_language(pack->form, i);
        answer_open(out, NULL, '{');
        answer_text(out, "id", language->id);
        answer_text(out, "label", language->label);
        answer_flag(out, "rtl", language->right_to_left);
        answer_close(out, '}');
    }
    answer_close(out, ']');
    answer_open(out, "faults", '[');
    askable_judge(pack->form, add_fault, out);
    answer_close(out, ']');
    answer_close(out, '}');
    return answer_end(true);
}

static void
add_diagnostics(struct buffer *out, const struct diagnostics *diagnostics)
{
    static const char *const severities[] = {
        [SEVERITY_NOTE] = "note",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    struct buffer line;
    buffer_init(&line, (size_t)4 * DIAGNOSTIC_TEXT_MAX_BYTES);
    answer_open(out, NULL, '[');
    for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
        const struct diagnostic *diagnostic = diagnostics_at(diagnostics, i);
        buffer_clear(&line);
        diagnostic_write(diagnostic, &line);
        answer_open(out, NULL, '{');
        answer_text(out, "severity", severities[diagnostic->severity]);
        answer_text(out, "sheet", diagnostic->sheet);
        answer_number(out, "row", diagnostic->row);
        answer_bytes(out, "line", line.data, line.size);
        answer_close(out, '}');
    }
    answer_close(out, ']');
    buffer_finish(&line);
}

bool
page_workbook_check(const uint8_t *data, size_t size)
{
    struct buffer *out = answer_begin();
    struct error *err = answer_error();
    struct diagnostics *diagnostics = NULL;
    struct workbook *workbook = NULL;
    struct buffer xml;
    buffer_init(&xml, FORM_MAX_BYTES);
    const struct xlsform_options options = {.name = "workbook"};
    bool ok = diagnostics_create(&diagnostics, err) &&
              workbook_read_xlsx(data, size, diagnostics, &workbook, err);
    if (ok && !xlsform_compile(workbook, &options, diagnostics, &xml, err)) {
        /* The faults of the workbook are the answer; only other trouble is an error. */
        ok = err->code == ERROR_INPUT && diagnostics_errors(diagnostics) > 0;
    }
    if (ok) {
        *err = (struct error){0};
        add_diagnostics(out, diagnostics);
    }
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
    buffer_finish(&xml);
    return answer_end(ok);
}

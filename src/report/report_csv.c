/* Writes responses and comments as CSV. */
#include "columns.h"
#include "townline/calendar.h"
#include "townline/csv.h"
#include "townline/report.h"

static const char *const head_names[] = {
    "kiosk",      "bundle",        "response",  "round",         "event",
    "language",   "date",          "half",      "clock_trusted", "channel",
    "minutes",    "straight_line", "complete",  "after_results", "assisted",
    "first_time", "order_seed",    "recovered", "form",          "version",
    "pack",
};
/* By the numbers of response.h. */
static const char *const channels[] = {"touch", "keys", "switches", "voice"};
static const char *const durations[] = {"under 1", "1 to 2", "2 to 4", "4 to 8",
                                        "over 8"};
static const char *const straight_lines[] = {"none", "some", "all", "unknown"};
static const char *const saids[] = {"", "yes", "no"};

struct csv_sheet {
    const struct columns *columns;
    const struct archive_form *form;
    const struct descriptor *descriptor;
    struct buffer *out;
};

static const char *
word(const char *const *words, size_t count, unsigned index)
{
    return index < count ? words[index] : "";
}
#define WORD(words, index)                                                             \
    word((words), sizeof words / sizeof((words)[0]), (unsigned)(index))

/* Cells that are all a head's, each with the comma before the next. */
static void
add_head(struct buffer *out, const struct archive_response *row)
{
    const struct response_head *head = &row->response.head;
    struct calendar_date date = calendar_date(head->half_day / 2);
    csv_cell(out, row->kiosk->name);
    buffer_add_format(out, ",%u,%zu,", row->bundle_number, row->position + 1);
    csv_cell(out, head->round);
    buffer_add(out, ",", 1);
    csv_cell(out, head->event);
    buffer_add(out, ",", 1);
    csv_cell(out, head->language);
    buffer_add_format(
        out, ",%04d-%02d-%02d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%u,%s", date.year, date.month,
        date.day, head->half_day % 2 == 1 ? "pm" : "am",
        head->clock_trusted ? "yes" : "no", WORD(channels, head->channel),
        WORD(durations, head->duration), WORD(straight_lines, head->straight_line),
        head->complete ? "yes" : "no", head->after_results ? "yes" : "no",
        WORD(saids, head->assisted), WORD(saids, head->first_time), head->order_seed,
        row->is_recovered ? "yes" : "no");
}

/* Of which form a row is: packs of one form and version are told apart by the beginning
 * of the pack's id. */
static void
add_form(struct buffer *out, const struct archive_form_part *form)
{
    const uint8_t *id = form->pack_id;
    buffer_add(out, ",", 1);
    csv_cell(out, form->descriptor->form_id);
    buffer_add(out, ",", 1);
    csv_cell(out, form->descriptor->form_version);
    buffer_add_format(out, ",%02x%02x%02x%02x", id[0], id[1], id[2], id[3]);
}

static bool
add_row(void *context, const struct archive_response *row)
{
    struct csv_sheet *sheet = context;
    const struct response *response = &row->response;
    add_head(sheet->out, row);
    add_form(sheet->out, row->part);
    /* Answers and columns stand in the same order, so one walk joins them. */
    size_t at = 0;
    for (size_t i = 0; i < sheet->columns->count; i++) {
        const struct answer *wanted = &sheet->columns->list[i].at;
        buffer_add(sheet->out, ",", 1);
        while (at < response->answer_count &&
               answer_compare(sheet->descriptor, &response->answers[at], wanted) < 0) {
            at++;
        }
        if (at == response->answer_count ||
            answer_compare(sheet->descriptor, &response->answers[at], wanted) != 0) {
            continue;
        }
        const struct answer *answer = &response->answers[at];
        if (answer->state == ANSWER_VALUE && answer->value[0] != '\0') {
            csv_cell(sheet->out, answer->value);
        } else {
            buffer_add(sheet->out, "-", 1);
        }
    }
    csv_end_row(sheet->out);
    return !sheet->out->failed;
}

static bool
add_names(const struct csv_sheet *sheet, struct error *err)
{
    for (size_t i = 0; i < sizeof head_names / sizeof head_names[0]; i++) {
        buffer_add_format(sheet->out, "%s%s", i == 0 ? "" : ",", head_names[i]);
    }
    struct buffer name;
    buffer_init(&name, DESCRIPTOR_MAX_BYTES);
    for (size_t i = 0; i < sheet->columns->count && !name.failed; i++) {
        const struct answer *at = &sheet->columns->list[i].at;
        buffer_clear(&name);
        column_name(sheet->descriptor, at->question, at->instance, &name);
        buffer_add_u8(&name, 0);
        buffer_add(sheet->out, ",", 1);
        if (!name.failed) {
            csv_cell(sheet->out, (const char *)name.data);
        }
    }
    bool ok = !name.failed;
    buffer_finish(&name);
    csv_end_row(sheet->out);
    return ok || error_no_memory(err);
}

static void
add_mark(const struct csv_options *options, struct buffer *out)
{
    if (options->byte_order_mark) {
        buffer_add(out, "\xef\xbb\xbf", 3);
    }
}

static bool
check_room(const struct buffer *out, struct error *err)
{
    return !out->failed ||
           error_set(err, ERROR_FULL, "the table is too large for this program");
}

bool
report_csv(struct archive *archive, const struct csv_options *options,
           struct buffer *out, struct error *err)
{
    struct columns columns;
    if (!columns_init(&columns, archive, options->form, err)) {
        return false;
    }
    struct csv_sheet sheet = {&columns, options->form, options->form->descriptor, out};
    struct archive_each each = {.form = options->form, .texts = TEXTS_NONE};
    add_mark(options, out);
    bool ok = add_names(&sheet, err) &&
              archive_each_response(archive, &each, add_row, &sheet, err) &&
              check_room(out, err);
    columns_finish(&columns);
    return ok;
}

struct comment_sheet {
    const struct archive_form *form;
    const struct descriptor *descriptor;
    bool also_not_allowed;
    struct buffer *out;
    struct buffer instance;
};

static bool
add_comment(void *context, const struct archive_comment *comment)
{
    static const char *const states[] = {"pending", "allowed", "hidden"};
    struct comment_sheet *sheet = context;
    if (comment->state != COMMENT_ALLOWED && !sheet->also_not_allowed) {
        return true;
    }
    buffer_clear(&sheet->instance);
    column_instance(sheet->descriptor, comment->question, comment->instance,
                    &sheet->instance);
    buffer_add_u8(&sheet->instance, 0);
    if (sheet->instance.failed) {
        return false;
    }
    csv_cell(sheet->out, sheet->descriptor->questions[comment->question].path);
    buffer_add(sheet->out, ",", 1);
    csv_cell(sheet->out, (const char *)sheet->instance.data);
    buffer_add(sheet->out, ",", 1);
    csv_cell(sheet->out, comment->language);
    buffer_add_format(sheet->out, ",%s,", WORD(states, comment->state));
    csv_cell(sheet->out, comment->text);
    add_form(sheet->out, comment->part);
    csv_end_row(sheet->out);
    return !sheet->out->failed;
}

bool
report_comments_csv(struct archive *archive, const struct csv_options *options,
                    bool also_not_allowed, struct buffer *out, struct error *err)
{
    struct comment_sheet sheet = {
        .form = options->form,
        .descriptor = options->form->descriptor,
        .also_not_allowed = also_not_allowed,
        .out = out,
    };
    buffer_init(&sheet.instance, DESCRIPTOR_MAX_BYTES);
    add_mark(options, out);
    buffer_add_format(out, "question,instance,language,state,text,form,version,pack");
    csv_end_row(out);
    bool ok = archive_each_comment(archive, options->form, add_comment, &sheet, err);
    if (ok && sheet.instance.failed) {
        ok = error_no_memory(err);
    }
    ok = ok && check_room(out, err);
    buffer_finish(&sheet.instance);
    return ok;
}

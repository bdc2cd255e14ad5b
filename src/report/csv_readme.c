/* Says in words what the exported tables hold. */
#include "townline/report.h"

#include <stdio.h>

struct explained {
    const char *name, *words;
};
static const struct explained head[] = {
    {"kiosk", "the name that the office gave the kiosk"},
    {"bundle", "the number of the bundle that the response came in"},
    {"response", "its place in that bundle, which says nothing about when it came"},
    {"round", "the survey period"},
    {"event", "the occasion, empty for none"},
    {"language", "of the screen at the end"},
    {"date", "the day; nothing finer than half a day is kept"},
    {"half", "am or pm"},
    {"clock_trusted", "no: the kiosk's clock may have been wrong"},
    {"channel", "touch, keys, switches or voice"},
    {"minutes", "from the first touch to the end, as a range"},
    {"straight_line",
     "whether the same point was given on the scales: none, some, all, "
     "or unknown where there were few"},
    {"complete", "no: the session ended before the last screen"},
    {"after_results", "yes: the resident had seen how others answered"},
    {"assisted", "whether somebody helped; empty: not said"},
    {"first_time", "whether it was the first time at a kiosk; empty: not said"},
    {"order_seed", "decided the order of cards and choices on the screen"},
    {"recovered", "yes: from the card of a kiosk that had failed"},
    {"form", "which form was answered"},
    {"version", "its version"},
    {"pack", "the first digits of the pack's id"},
};
static const struct explained comment[] = {
    {"question", "which question was answered"},
    {"instance", "which service it was about; empty outside of repeats"},
    {"language", "of the screen"},
    {"state", "pending, allowed or hidden"},
    {"text", "the resident's own words"},
    {"form, version, pack", "as above"},
};

static void
add_explained(const struct explained *list, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        buffer_add_format(out, "  %-20s %s\r\n", list[i].name, list[i].words);
    }
}

static void
add_choices(const struct question *question, const char *words, struct buffer *out)
{
    buffer_add_format(out, "%s", words);
    for (size_t i = 0; i < question->choice_count; i++) {
        buffer_add_format(out, " %s", question->choices[i]);
    }
}

static void
add_kind(const struct question *question, struct buffer *out)
{
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        add_choices(question, "one of:", out);
        break;
    case QUESTION_SELECT_MULTIPLE:
        add_choices(question, "any of these, divided by spaces:", out);
        break;
    case QUESTION_RANK:
        add_choices(question, "all of these, the first liked best:", out);
        break;
    case QUESTION_RANGE:
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
        buffer_add_format(out, "a number");
        break;
    case QUESTION_DATE:
        buffer_add_format(out, "a day");
        break;
    case QUESTION_TIME:
        buffer_add_format(out, "a time of day");
        break;
    case QUESTION_ACKNOWLEDGE:
        buffer_add_format(out, "OK: it was read");
        break;
    case QUESTION_STRING:
        buffer_add_format(out, "worked out or kept by the form, asked of nobody");
        break;
    case QUESTION_TEXT: /* in the other table */
        break;
    }
}

/* A line for each question; those about services have a column for each. */
static void
add_questions(const struct descriptor *descriptor, struct buffer *out)
{
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        if (question->type == QUESTION_TEXT) {
            continue;
        }
        const char *place = "";
        if (question->repeat >= 0) {
            place =
                descriptor->repeats[question->repeat].keys ? "[SERVICE]" : "[NUMBER]";
        }
        buffer_add_format(out, "  %s%s  ", question->path, place);
        add_kind(question, out);
        buffer_add_format(out, "\r\n");
    }
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        if (repeat->keys) {
            buffer_add_format(out, "  SERVICE of %s stands for:", repeat->path);
            for (size_t k = 0; k < repeat->key_count; k++) {
                buffer_add_format(out, " %s", repeat->keys[k]);
            }
            buffer_add_format(out, "\r\n");
        }
    }
}

bool
report_csv_readme(const struct archive_form *forms, size_t count, struct buffer *out,
                  struct error *err)
{
    buffer_add_format(
        out,
        "NOT FOR PUBLICATION\r\n\r\n"
        "Each row of responses.csv is one person. Somebody who knows where and when\r\n"
        "a neighbour answered, or a few of the answers, may find the rest here. "
        "Keep\r\n"
        "this folder in the office, give it only to those who work with it, and "
        "delete\r\n"
        "it afterwards. What may be published is made by: townline report --public\r\n"
        "\r\n"
        "The files are CSV in UTF-8. An empty cell was not asked, and a \"-\" was "
        "asked\r\n"
        "and left empty. An apostrophe before = + - @ keeps a spreadsheet from "
        "taking\r\n"
        "it for a formula. Visitors chose themselves to take part: there is no "
        "margin\r\n"
        "of error. Answers stand as the names in the workbook: what each of them\r\n"
        "says on the screen is in its sheet choices, beside the same name.\r\n");
    for (size_t i = 0; i < count; i++) {
        const struct descriptor *descriptor = forms[i].descriptor;
        char number[24] = "";
        if (i > 0) {
            snprintf(number, sizeof number, "-%zu", i + 1);
        }
        buffer_add_format(out,
                          "\r\nresponses%s.csv: %u responses to the form %s, version "
                          "%s. Columns:\r\n",
                          number, (unsigned)forms[i].responses, descriptor->form_id,
                          descriptor->form_version);
        add_explained(head, sizeof head / sizeof *head, out);
        add_questions(descriptor, out);
        buffer_add_format(out,
                          "\r\ncomments%s.csv: what residents wrote, in no order that "
                          "tells whose it is. Columns:\r\n",
                          number);
        add_explained(comment, sizeof comment / sizeof *comment, out);
    }
    return !out->failed || error_no_memory(err);
}

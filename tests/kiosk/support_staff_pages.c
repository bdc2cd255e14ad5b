/* support_staff_pages: the samples of the staff's screens. */
#include "support_pages.h"

static void
export_frame(struct page_frame *frame)
{
    frame->staff = true;
    frame->back = (struct page_button){.text = "Back"};
    frame->next = (struct page_button){.text = "Receipt"};
    frame->more = "More: {left} left";
}

static void
add_export(struct page *page)
{
    static uint8_t modules[57 * 57];
    static const struct page_item counts[] = {
        {.id = "open", .text = "Only on this kiosk", .detail = "0"},
        {.id = "carried", .text = "Carried", .detail = "312"},
        {.id = "confirmed", .text = "Confirmed by the office", .detail = "1,940"},
    };
    static const struct page_item pills[] = {
        {.id = "slower", .text = "Slower"},
        {.id = "larger", .text = "Larger"},
        {.id = "pause", .text = "Pause"},
    };
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof modules; i++) {
        seed = seed * 1664525 + 1013904223;
        modules[i] = (uint8_t)(seed >> 31);
    }
    page_qr(page, &(struct page_qr){modules, 57, "Code for the office's phone"});
    page_heading(page, "Sending bundle 7", NULL);
    page_body(
        page,
        "312 responses. One round takes 2 seconds. Hold the phone still until its "
        "ring is full.",
        NULL);
    page_counts(page, counts, 3);
    page_pills(page, pills, 3);
}

static void
pin_frame(struct page_frame *frame)
{
    frame->staff = true;
    frame->back = (struct page_button){.text = "Back"};
    frame->next = (struct page_button){.text = "Open", .disabled = true};
    frame->more = "More: {left} left";
}

static void
add_pin(struct page *page)
{
    static const struct page_key row1[] = {KEY("1"), KEY("2"), KEY("3")};
    static const struct page_key row2[] = {KEY("4"), KEY("5"), KEY("6")};
    static const struct page_key row3[] = {KEY("7"), KEY("8"), KEY("9")};
    static const struct page_key row4[] = {
        {.id = NULL},
        KEY("0"),
        {.id = "key-backspace", .icon = "backspace", .say = "Delete"}};
    static const struct page_key_row rows[] = {
        {row1, 3, NULL}, {row2, 3, NULL}, {row3, 3, NULL}, {row4, 3, NULL}};
    page_heading(page, "Staff PIN", NULL);
    page_field(page, &(struct page_field){.id = "pin",
                                          .text = "12",
                                          .say = "2 of 6 digits",
                                          .slots = 6,
                                          .masked = true,
                                          .focus = true});
    page_note(page, "Ask the office when you do not know it.");
    page_pad(page, rows, 4);
}

static void
add_problem(struct page *page)
{
    static const struct page_key row1[] = {KEY("1"), KEY("2"), KEY("3")};
    static const struct page_key_row rows[] = {{row1, 3, NULL}};
    page_heading(page, "Type the receipt", NULL);
    page_problem(page, "There is a problem",
                 "One digit is wrong. Check the ten digits and type them again.");
    page_field(page, &(struct page_field){.id = "receipt",
                                          .text = "4821",
                                          .say = "4 of 10 digits",
                                          .slots = 10,
                                          .focus = true});
    page_pad(page, rows, 1);
}

static void
stick_frame(struct page_frame *frame)
{
    frame->staff = true;
    frame->back = (struct page_button){.text = "Back", .disabled = true};
    frame->next = (struct page_button){.text = "Done", .disabled = true};
    frame->next_always = true;
    frame->more = "More: {left} left";
}

static void
add_stick(struct page *page)
{
    static const struct page_item choices[] = {
        {.id = "use", .text = "Use version 4", .chosen = true},
        {.id = "keep", .text = "Keep version 3"},
    };
    static const struct page_step steps[] = {
        {.id = "receipts",
         .mark = PAGE_STEP_DONE,
         .text = "1 receipt read",
         .detail = "Confirmed up to bundle 6. 418 answers.",
         .amount = -1},
        {.id = "questions",
         .mark = PAGE_STEP_PROBLEM,
         .text = "New questions found: version 4",
         .detail = "Signed by your office. This kiosk has version 3. It will change "
                   "when no resident is at the screen.",
         .amount = -1,
         .choices = choices,
         .choice_count = 2},
        {.id = "answers",
         .mark = PAGE_STEP_WORKING,
         .text = "Saving bundle 7: 312 answers",
         .detail = "Written. Now reading it back to be sure.",
         .amount = 0.7},
        {.id = "none", .mark = PAGE_STEP_NONE, .text = "Nothing", .amount = -1},
        {.id = "later", .mark = PAGE_STEP_TO_DO, .text = "Later", .amount = -1},
    };
    static const struct page_item counts[] = {
        {.id = "open", .text = "Only on this kiosk", .detail = "312"},
        {.id = "carried", .text = "Carried", .detail = "0"},
        {.id = "confirmed", .text = "Confirmed", .detail = "2,358"},
    };
    static const struct page_verdict verdict = {
        .id = "verdict",
        .icon = "hand",
        .text = "Leave the stick in",
        .detail = "A few more seconds. If it comes out now, nothing is lost; you only "
                  "start again.",
        .counts = counts,
        .count = 3};
    page_heading(page, "Stick from the office", NULL);
    page_checklist(page, steps, 5);
    page_verdict(page, &verdict);
}

const struct sample staff_samples[] = {
    {"stick", "en", false, add_stick, stick_frame},
    {"pin", "en", false, add_pin, pin_frame},
    {"problem", "en", false, add_problem, pin_frame},
    {"export", "en", false, add_export, export_frame},
};
const size_t staff_sample_count = sizeof staff_samples / sizeof *staff_samples;

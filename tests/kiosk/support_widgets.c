/* support_widgets: samples with kinds of content that few screens have. */
#include "keyboard.h"
#include "support_pages.h"

/* Pages of the kinds of question that are asked less often, for the same lints. */

static void
add_date(struct page *page)
{
    static const struct page_stepper steppers[] = {
        {.id = "month",
         .label = "Month",
         .value = "September",
         .less_say = "Month before",
         .more_say = "Next month"},
        {.id = "day",
         .label = "Day",
         .value = "30",
         .less_say = "Day before",
         .more_say = "Next day"},
        {.id = "year",
         .label = "Year",
         .value = "2026",
         .less_say = "Year before",
         .more_say = "Next year",
         .leap = "10",
         .back_say = "Ten years before",
         .ahead_say = "Ten years later"},
    };
    page_heading(page, "When did you move here?", NULL);
    page_steppers(page, steppers, 3);
}

static void
add_date_ar(struct page *page)
{
    static const struct page_stepper steppers[] = {
        {.id = "day",
         .label = "اليوم",
         .value = "30",
         .less_say = "اليوم السابق",
         .more_say = "اليوم التالي"},
        {.id = "month",
         .label = "الشهر",
         .value = "سبتمبر",
         .less_say = "الشهر السابق",
         .more_say = "الشهر التالي"},
        {.id = "year",
         .label = "السنة",
         .value = "2026",
         .less_say = "السنة السابقة",
         .more_say = "السنة التالية",
         .leap = "10",
         .back_say = "قبل عشر سنوات",
         .ahead_say = "بعد عشر سنوات"},
    };
    page_heading(page, "متى انتقلت إلى هنا؟", NULL);
    page_steppers(page, steppers, 3);
}

static void
add_time(struct page *page)
{
    static const struct page_stepper steppers[] = {
        {.id = "hour",
         .label = "Hour",
         .value = "11",
         .less_say = "Hour before",
         .more_say = "Next hour"},
        {.id = "minute",
         .label = "Minute",
         .value = "45",
         .less_say = "Five minutes before",
         .more_say = "Five minutes later"},
    };
    static const struct page_item halves[] = {
        {.id = "half-am", .text = "AM"},
        {.id = "half-pm", .text = "PM", .chosen = true}};
    page_heading(page, "When should the library close?", NULL);
    page_steppers(page, steppers, 2);
    page_numbers(page, halves, 2);
}

static void
add_stars(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "s1", .text = "1", .say = "1 of 5 stars", .icon = "star", .level = 1},
        {.id = "s2", .text = "2", .say = "2 of 5 stars", .icon = "star", .level = 1},
        {.id = "s3",
         .text = "3",
         .say = "3 of 5 stars",
         .icon = "star",
         .level = 1,
         .chosen = true},
        {.id = "s4", .text = "4", .say = "4 of 5 stars", .icon = "star"},
        {.id = "s5", .text = "5", .say = "5 of 5 stars", .icon = "star"},
    };
    page_heading(page, "How good is the library?", NULL);
    page_numbers(page, items, 5);
    page_note(page, "3 of 5 stars");
}

static void
add_eleven(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "n0", .text = "0"},   {.id = "n1", .text = "1"},
        {.id = "n2", .text = "2"},   {.id = "n3", .text = "3"},
        {.id = "n4", .text = "4"},   {.id = "n5", .text = "5"},
        {.id = "n6", .text = "6"},   {.id = "n7", .text = "7", .chosen = true},
        {.id = "n8", .text = "8"},   {.id = "n9", .text = "9"},
        {.id = "n10", .text = "10"},
    };
    page_heading(page, "How likely are you to use a shared library?", NULL);
    page_numbers(page, items, 11);
}

static void
add_range(struct page *page)
{
    static const struct page_stepper stepper = {.id = "range",
                                                .value = "55",
                                                .less_say = "Less",
                                                .more_say = "More",
                                                .leap = "10",
                                                .back_say = "Ten steps less",
                                                .ahead_say = "Ten steps more",
                                                .low = "0",
                                                .high = "100",
                                                .at = 0.55};
    page_heading(page, "How much should be shared, in percent?", NULL);
    page_steppers(page, &stepper, 1);
}

static void
add_rank(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "r1", .text = "Lower cost"},
        {.id = "r2", .text = "Good work", .chosen = true, .badge = "2"},
        {.id = "r3", .text = "Decided here", .chosen = true, .badge = "1"},
        {.id = "r4", .text = "Jobs that stay"},
        {.id = "r5", .text = "Fair for all towns"},
    };
    page_heading(page, "What matters most to you?", NULL);
    page_note(page, "Now touch the next one. Touch again to take it back.");
    page_choices(page, items, 5, true);
}

static void
add_list(struct page *page)
{
    static const struct page_item yes_no[] = {
        {.id = "q1.choice-yes", .text = "Yes", .chosen = true},
        {.id = "q1.choice-no", .text = "No"}};
    static const struct page_item rooms = {.id = "q2.write", .text = "Touch to write"};
    static const struct page_item often[] = {{.id = "q3.range-0", .text = "1"},
                                             {.id = "q3.range-1", .text = "2"},
                                             {.id = "q3.range-2", .text = "3"},
                                             {.id = "q3.range-3", .text = "4"}};
    page_problem(page, "There is a problem", "Please type a number from 1 to 30.");
    page_heading(page, "About your home", NULL);
    page_ask(page, "Do you own it?", NULL);
    page_choices(page, yes_no, 2, false);
    page_ask(page, "How many rooms has it?", NULL);
    page_problem(page, "Please type a number from 1 to 30.", NULL);
    page_links(page, &rooms, 1);
    page_ask(page, "How many people sleep there?", NULL);
    page_numbers(page, often, 4);
}

static void
add_pad(struct page *page)
{
    static const struct page_key rows1[] = {KEY("1"), KEY("2"), KEY("3")};
    static const struct page_key rows2[] = {KEY("4"), KEY("5"), KEY("6")};
    static const struct page_key rows3[] = {KEY("7"), KEY("8"), KEY("9")};
    static const struct page_key rows4[] = {
        KEY("."),
        KEY("0"),
        {.id = "key-backspace", .icon = "backspace", .say = "Delete"}};
    static const struct page_key_row rows[] = {
        {rows1, 3, NULL}, {rows2, 3, NULL}, {rows3, 3, NULL}, {rows4, 3, NULL}};
    page_heading(page, "How far is it to the library, in miles?", NULL);
    page_note(page, "From 0 to 50.");
    page_field(page, &(struct page_field){
                         .id = "field", .text = "3.5", .number = true, .focus = true});
    page_pad(page, rows, 4);
}

static void
settings_frame(struct page_frame *frame)
{
    frame->next = (struct page_button){.text = "Close"};
    frame->next_always = true;
    frame->more = "More: {left} left";
}

static void
add_settings(struct page *page)
{
    static const struct page_item sizes[] = {
        {.id = "z0", .text = "Small"},
        {.id = "z1", .text = "Normal", .level = 1},
        {.id = "z2", .text = "Large", .level = 2},
        {.id = "z3", .text = "Pinakamalaki", .level = 3, .chosen = true}};
    static const struct page_item colors[] = {
        {.id = "c0", .text = "Standard", .chosen = true},
        {.id = "c1", .text = "Light", .level = 1},
        {.id = "c2", .text = "Dark", .level = 2},
        {.id = "c3", .text = "Soft", .level = 3}};
    page_heading(page, "Text size", NULL);
    page_samples(page, sizes, 4, false);
    page_heading(page, "Colors", NULL);
    page_samples(page, colors, 4, true);
}

static void
review_frame(struct page_frame *frame)
{
    frame->next = (struct page_button){.text = "Close"};
    frame->back = (struct page_button){.text = "Back"};
    frame->next_always = true;
    frame->more = "More: {left} left";
}

static void
add_review(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "answer-0",
         .text = "Which town do you live in?",
         .detail = "Oakhollow",
         .icon = "check"},
        {.id = "answer-1",
         .text = "Libraries: This service is part of what makes our community what it "
                 "is.",
         .detail = "Strongly agree",
         .icon = "check"},
        {.id = "answer-2",
         .text = "Libraries: If it were shared, what concerns you?",
         .detail = "Skipped",
         .icon = "question"},
        {.id = "answer-3",
         .text = "Libraries: With whom would you share it?",
         .detail = "Other towns, The county, Special districts, Schools",
         .icon = "check"},
    };
    page_heading(page, "Your answers so far", NULL);
    page_note(page, "Touch an answer to change it.");
    page_links(page, items, 4);
}

static void
add_picks(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "p1",
         .text = "A yearly report",
         .detail = "Most important",
         .chosen = true,
         .badge = "+"},
        {.id = "p2", .text = "Our own name"},
        {.id = "p3", .text = "A price limit"},
        {.id = "p4",
         .text = "A seat on the board",
         .detail = "Least important",
         .chosen = true,
         .badge = "\u2212"},
    };
    page_heading(page, "Which promise matters?", NULL);
    page_note(page, "2 of 4: both are picked. Touch one to take it back.");
    page_choices(page, items, 4, true);
}

/* The keys as they are: each language's own. */
static void
add_keys(struct page *page, const char *language, const char *question)
{
    static struct keyboard_rows rows[2];
    static const char *const languages[] = {"vi", "ar"};
    struct keyboard_rows *own = &rows[language[0] == languages[1][0]];
    struct keyboard keyboard;
    keyboard_init(&keyboard, language, "a");
    keyboard_rows(&keyboard, language, own);
    page_heading(page, question, NULL);
    page_field(page, &(struct page_field){.id = "field",
                                          .text = "",
                                          .placeholder = question,
                                          .left = "79",
                                          .focus = true});
    page_keyboard(page, own->rows, KEYBOARD_ROWS);
}

static void
add_keys_vi(struct page *page)
{
    add_keys(page, "vi", "Quý vị muốn nói thêm điều gì không?");
}

static void
add_keys_ar(struct page *page)
{
    add_keys(page, "ar", "هل من شيء آخر تريد قوله؟");
}

static void
add_others(struct page *page)
{
    static const struct page_item counts[] = {
        {.id = "o1", .text = "Strongly agree (yours)", .detail = "30+"},
        {.id = "o2", .text = "Agree", .detail = "10+"},
        {.id = "o3", .text = "In between", .detail = "0\u20139"},
        {.id = "o4", .text = "Disagree", .detail = "0\u20139"},
        {.id = "o5", .text = "Strongly disagree", .detail = "20+"}};
    static const struct page_item shares[] = {
        {.id = "s1", .text = "Yes", .detail = "20+"},
        {.id = "s2", .text = "Maybe (yours)", .detail = "0\u20139"},
        {.id = "s3", .text = "No", .detail = "10+"}};
    page_heading(page, "How others answered: Libraries", NULL);
    page_note(page, "Visitors of this kiosk who chose to answer. It is not a vote, and "
                    "today's answers are not counted yet.");
    page_ask(page, "This service is part of what makes our community what it is.",
             NULL);
    page_counts(page, counts, 5);
    page_ask(page, "Would you share this service with other towns?", NULL);
    page_counts(page, shares, 3);
}

static void
closed_frame(struct page_frame *frame)
{
    (void)frame;
}

static void
add_closed(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "closed-en",
         .text = "This kiosk is closed.",
         .icon = "clock",
         .language = "en"},
        {.id = "closed-es",
         .text = "Este quiosco está cerrado.",
         .icon = "clock",
         .language = "es"},
        {.id = "closed-zh", .text = "本机已关闭。", .icon = "clock", .language = "zh"},
        {.id = "closed-ar",
         .text = "هذه المحطة مغلقة.",
         .icon = "clock",
         .language = "ar"},
    };
    page_facts(page, items, 4);
}

/* A list with a question below it, as a field-list of the county asks. */
static void
add_worry(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "change", .text = "Change itself"},
        {.id = "workers", .text = "Workers lose out"},
        {.id = "conflict", .text = "Towns disagree"},
        {.id = "loyalty", .text = "Losing trusted people"},
        {.id = "risk", .text = "Worse service"},
        {.id = "commitment", .text = "Others back out"},
        {.id = "none", .text = "None of these"},
    };
    static const struct page_item write = {.id = "write", .text = "Touch to write"};
    page_ask(page, "If shared, what concerns you?", NULL);
    page_choices(page, items, 7, true);
    page_ask(page, "What would change your mind?", NULL);
    page_links(page, &write, 1);
}

const struct sample widget_samples[] = {
    {"comment-vi", "vi", false, add_keys_vi, sample_frame},
    {"comment-ar", "ar", true, add_keys_ar, sample_frame},
    {"others", "en", false, add_others, review_frame},
    {"closed", "en", false, add_closed, closed_frame},
    {"review", "en", false, add_review, review_frame},
    {"picks", "en", false, add_picks, sample_frame},
    {"date", "en", false, add_date, sample_frame},
    {"date-ar", "ar", true, add_date_ar, sample_frame},
    {"time", "en", false, add_time, sample_frame},
    {"stars", "en", false, add_stars, sample_frame},
    {"eleven", "en", false, add_eleven, sample_frame},
    {"range", "en", false, add_range, sample_frame},
    {"rank", "en", false, add_rank, sample_frame},
    {"settings", "en", false, add_settings, settings_frame},
    {"list", "en", false, add_list, sample_frame},
    {"worry", "en", false, add_worry, sample_frame},
    {"pad", "en", false, add_pad, sample_frame},
};
const size_t widget_sample_count = sizeof widget_samples / sizeof *widget_samples;

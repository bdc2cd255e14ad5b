/* support_pages: the samples of a resident's screens. */
#include "support_pages.h"

#include <string.h>

static void
usual_frame(struct page_frame *frame)
{
    bool ar = frame->rtl, es = strcmp(frame->language, "es") == 0;
    frame->progress = 0.5;
    frame->settings = (struct page_button){.text = "Aa", .say = "Text and colors"};
    frame->settings_long = (struct page_button){.text = "Aa Text and colors"};
    frame->listen = (struct page_button){.text = ar   ? "استمع"
                                                 : es ? "Escuchar"
                                                      : "Listen"};
    frame->language_name = (struct page_button){.text = ar   ? "العربية"
                                                        : es ? "Español"
                                                             : "English"};
    frame->back = (struct page_button){.text = ar ? "رجوع" : es ? "Atrás" : "Back"};
    frame->next = (struct page_button){.text = ar   ? "التالي"
                                               : es ? "Siguiente"
                                                    : "Next"};
    frame->more = es ? "Más: quedan {left}" : "More: {left} left";
}

void
sample_frame(struct page_frame *frame)
{
    usual_frame(frame);
    frame->where = frame->rtl ? "الخطوة 3 من 7" : "Step 3 of 7";
    frame->skip = (struct page_button){.text = frame->rtl ? "تخطَّ" : "Skip"};
}

static void
question_frame(struct page_frame *frame)
{
    usual_frame(frame);
    frame->where = frame->rtl ? "المكتبات، السؤال 1 من 2"
                   : strcmp(frame->language, "es") == 0 ? "Bibliotecas, pregunta 1 de 2"
                                                        : "Libraries, question 1 of 2";
    frame->extra = (struct page_button){.text = frame->rtl ? "لا رأي لي"
                                                : strcmp(frame->language, "es") == 0
                                                    ? "Sin opinión"
                                                    : "No opinion"};
    frame->skip =
        (struct page_button){.text = frame->rtl                           ? "تخطَّ"
                                     : strcmp(frame->language, "es") == 0 ? "Omitir"
                                                                          : "Skip"};
    frame->icon = "book";
}

static void
add_question(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "a1", .text = "Strongly disagree", .level = 1},
        {.id = "a2", .text = "Disagree", .level = 2},
        {.id = "a3", .text = "In between", .level = 3},
        {.id = "a4", .text = "Agree", .level = 4, .chosen = true},
        {.id = "a5", .text = "Strongly agree", .level = 5},
    };
    page_heading(page, "Our library is part of what makes our community what it is.",
                 NULL);
    page_answers(page, items, 5, 5);
}

static void
add_question_es(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "a1", .text = "Totalmente en desacuerdo", .level = 1},
        {.id = "a2", .text = "En desacuerdo", .level = 2},
        {.id = "a3", .text = "Ni de acuerdo ni en desacuerdo", .level = 3},
        {.id = "a4", .text = "De acuerdo", .level = 4, .chosen = true},
        {.id = "a5", .text = "Totalmente de acuerdo", .level = 5},
    };
    page_heading(page,
                 "Este servicio es parte de lo que hace que nuestra comunidad sea lo "
                 "que es.",
                 NULL);
    page_answers(page, items, 5, 5);
}

static void
add_question_ar(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "a1", .text = "لا أوافق بشدة", .level = 1},
        {.id = "a2", .text = "لا أوافق", .level = 2},
        {.id = "a3", .text = "بين بين", .level = 3},
        {.id = "a4", .text = "أوافق", .level = 4, .chosen = true},
        {.id = "a5", .text = "أوافق بشدة", .level = 5},
    };
    page_heading(page, "مكتبتنا جزء مما يجعل مجتمعنا على ما هو عليه.", NULL);
    page_answers(page, items, 5, 5);
}

static void
add_digits_ar(struct page *page)
{
    page_heading(page, "الاجتماع القادم في 12 مايو 2026", NULL);
    page_body(page,
              "الساعة 18:30 في غرفة (4)، مكتبة Ashby. الهاتف \x01(707) 555-0148\x02 "
              "والبريد help@ashby.example. الجولة 2024-2026.",
              NULL);
}

static void
services_frame(struct page_frame *frame)
{
    usual_frame(frame);
    frame->where = "Step 2 of 6";
    frame->progress = 0.3;
}

static void
add_services(struct page *page)
{
    static const struct page_item items[] = {
        {"lib", "Libraries", "one card, shared hours", .icon = "book", .chosen = true},
        {"fire", "Fire", "stations and crews", .icon = "fire"},
        {"dis", "Emergency calls", "one call center", .icon = "dispatch"},
        {"park", "Parks", "mowing and repairs", .icon = "park"},
        {"per", "Building permits", "one office for plans", .icon = "permits"},
        {"car", "Vehicle repair", "one shared garage", .icon = "car"},
        {"pay", "Payroll", "one pay office for all", .icon = "payroll"},
        {"wat", "Water", "pumps, pipes and meters", .icon = "water"},
    };
    page_heading(page, "Choose one to talk about", NULL);
    page_cards(page, items, 8);
}

static void
service_frame(struct page_frame *frame)
{
    usual_frame(frame);
    frame->where = "Libraries";
    frame->icon = "book";
}

static const struct page_item facts[] = {
    {"today", "Today", "Our town runs its own library with 6 staff.",
     .run_in = "Today: Our town runs its own library with 6 staff.", .icon = "clock"},
    {"change", "What would change", "One director and one catalog for three towns.",
     .run_in = "What would change: One director and one catalog for three towns.",
     .icon = "change"},
    {"stays", "What stays here", "The building, the story hour, the hours we set.",
     .run_in = "What stays here: The building, the story hour, the hours we set.",
     .icon = "pin"},
    {"jobs", "Jobs", "No one is laid off. Two posts move.",
     .run_in = "Jobs: No one is laid off. Two posts move.", .icon = "people"},
};

static void
add_facts(struct page *page)
{
    page_facts(page, facts, 4);
}

static void
add_sharing(struct page *page)
{
    page_sharing(page, &(struct page_sharing){.items = facts,
                                              .item_count = 4,
                                              .icon = "book",
                                              .towns = 5,
                                              .closes = {[2] = true},
                                              .together = {[1] = 1, [2] = 1},
                                              .grown = 1});
}

static void
story_frame(struct page_frame *frame)
{
    usual_frame(frame);
    frame->where = frame->rtl ? "كيف كان الأمر في مكان آخر" : "How it went elsewhere";
    frame->icon = "place";
    frame->back.text = NULL;
    frame->next.text = frame->rtl ? "إغلاق" : "Close";
    frame->next_always = true;
}

static void
add_story(struct page *page)
{
    page_picture(page, "book");
    page_heading(page, "One card for five libraries", NULL);
    page_note(page, "Sorrel County, 2012");
    page_body(page,
              "Five libraries joined in 2012. People can borrow from all five. Town "
              "councils no longer choose the opening hours.",
              NULL);
}

static void
add_story_ar(struct page *page)
{
    page_picture(page, "book");
    page_heading(page, "بطاقة لخمس مكتبات", NULL);
    page_note(page, "Sorrel County، 2012");
    page_body(page,
              "اتحدت خمس مكتبات سنة 2012. يمكن الاستعارة منها كلها. ولم تعد البلدات "
              "تحدد أوقات العمل.",
              NULL);
}

static void
map_frame(struct page_frame *frame)
{
    service_frame(frame);
    frame->back.text = "Change";
    frame->next.text = "Yes, that is right";
}

static void
add_map(struct page *page)
{
    static const struct page_map map = {
        .identity = 0.75,
        .control = 0.75,
        .identity_label = "part of who we are",
        .identity_low = "not part of who we are",
        .control_label = "decided here",
        .control_low = "decided together",
        .way = 1,
        .say = "Top right: part of who we are, and decided here."};
    page_map(page, &map);
    page_heading(page, "Is this right?", NULL);
    page_body(page,
              "You said our library is \x01part of who we are\x02, and that decisions "
              "about it \x01should be made here\x02.",
              NULL);
}

static void
recorded_frame(struct page_frame *frame)
{
    frame->band = PAGE_BAND_SIDE;
    frame->icon = "check";
    frame->next = (struct page_button){.text = "I am done"};
    frame->more = "More: {left} left";
}

static void
add_recorded(struct page *page)
{
    static const struct page_item links[] = {
        {.id = "another", .text = "Talk about another service"},
        {.id = "minutes", .text = "Two more minutes"},
    };
    page_title(page, "Recorded. Thank you.");
    page_body(page,
              "Your answer about \x01Libraries\x02 is kept on this kiosk. No name, no "
              "time, nothing else.",
              NULL);
    page_links(page, links, 2);
}

static void
attract_frame(struct page_frame *frame)
{
    (void)frame;
}

static void
add_attract(struct page *page)
{
    static const char *const towns[] = {"Brindle Ferry", "Oakhollow", "Tarn Springs",
                                        "Cobble Bend"};
    static const struct page_headline headlines[] = {
        {"Some services could be shared between towns.",
         "Tell us what you think. 3 minutes. No name needed.", "en", false},
        {"يمكن للبلدات أن تتشارك في بعض الخدمات.", "قل لنا رأيك. 3 دقائق. بلا اسم.",
         "ar", true},
    };
    static const struct page_item languages[] = {
        {.id = "en", .text = "English", .language = "en"},
        {.id = "es", .text = "Español", .language = "es"},
        {.id = "zh", .text = "中文", .language = "zh"},
        {.id = "vi", .text = "Tiếng Việt", .language = "vi"},
        {.id = "tl", .text = "Tagalog", .language = "tl"},
        {.id = "ar", .text = "العربية", .language = "ar"},
    };
    page_attract(page, &(struct page_attract){.place = {.name = "Larkmoor County",
                                                        .logo = "people",
                                                        .towns = towns,
                                                        .town_count = 4,
                                                        .language = "en"},
                                              .headlines = headlines,
                                              .headline_count = 2,
                                              .languages = languages,
                                              .language_count = 6});
}

static void
add_comment(struct page *page)
{
    static const struct page_key row1[] = {KEY("q"), KEY("w"), KEY("e"), KEY("r"),
                                           KEY("t"), KEY("y"), KEY("u"), KEY("i"),
                                           KEY("o"), KEY("p")};
    static const struct page_key row2[] = {KEY("a"), KEY("s"), KEY("d"),
                                           KEY("f"), KEY("g"), KEY("h"),
                                           KEY("j"), KEY("k"), KEY("l")};
    static const struct page_key row3[] = {
        {.id = "key-shift", .icon = "shift", .say = "Capital letters", .width = 1.5},
        KEY("z"),
        KEY("x"),
        KEY("c"),
        KEY("v"),
        KEY("b"),
        KEY("n"),
        KEY("m"),
        {.id = "key-backspace", .icon = "backspace", .say = "Delete", .width = 1.5}};
    static const struct page_key row4[] = {
        {.id = "key-numbers", .text = "123", .width = 1.5},
        KEY(","),
        {.id = "key-space", .text = "Space", .width = 5},
        KEY("."),
        {.id = "key-newline", .icon = "return", .say = "New line", .width = 1.5}};
    static const struct page_key_row rows[] = {
        {row1, 10, NULL}, {row2, 9, NULL}, {row3, 9, NULL}, {row4, 5, NULL}};
    page_heading(page, "Would you like to add anything?", NULL);
    page_field(page, &(struct page_field){.id = "comment",
                                          .text = "The story hour matters most to us, "
                                                  "and so does the late opening",
                                          .say = "Your comment",
                                          .focus = true});
    page_keyboard(page, rows, 4);
}

static void
comment_frame(struct page_frame *frame)
{
    service_frame(frame);
    frame->skip = (struct page_button){.text = "Skip"};
}

static void
choices_frame(struct page_frame *frame)
{
    service_frame(frame);
    frame->skip = (struct page_button){.text = "Skip"};
}

static void
add_choices(struct page *page)
{
    static const struct page_item items[] = {
        {.id = "c1", .text = "Losing staff we know"},
        {.id = "c2", .text = "Longer trips", .chosen = true},
        {.id = "c3", .text = "Higher cost later"},
        {.id = "c4", .text = "Less say in decisions"},
        {.id = "c5", .text = "Slower help"},
        {.id = "c6", .text = "None of these"},
        {.id = "c7", .text = "Something else"},
    };
    page_heading(page, "What would worry you?", NULL);
    page_choices(page, items, 7, true);
}

static void
still_frame(struct page_frame *frame)
{
    frame->more = "More: {left} left";
}

static void
add_still(struct page *page)
{
    static const struct page_item button = {.id = "here", .text = "I am still here"};
    page_title(page, "Are you still there?");
    page_body(page, "In 20 seconds this screen starts again for the next person.",
              NULL);
    page_countdown(page, 20, 30, &button);
}

static const struct sample samples[] = {
    {"attract", "en", false, add_attract, attract_frame},
    {"services", "en", false, add_services, services_frame},
    {"service", "en", false, add_facts, service_frame},
    {"sharing", "en", false, add_sharing, service_frame},
    {"question", "en", false, add_question, question_frame},
    {"question-es", "es", false, add_question_es, question_frame},
    {"question-ar", "ar", true, add_question_ar, question_frame},
    {"digits-ar", "ar", true, add_digits_ar, question_frame},
    {"story", "en", false, add_story, story_frame},
    {"story-ar", "ar", true, add_story_ar, story_frame},
    {"map", "en", false, add_map, map_frame},
    {"choices", "en", false, add_choices, choices_frame},
    {"comment", "en", false, add_comment, comment_frame},
    {"recorded", "en", false, add_recorded, recorded_frame},
    {"still", "en", false, add_still, still_frame},
};

size_t
sample_count(void)
{
    return sizeof samples / sizeof *samples + staff_sample_count + widget_sample_count +
           place_sample_count;
}

const struct sample *
sample_at(size_t index)
{
    size_t own = sizeof samples / sizeof *samples;
    if (index < own) {
        return &samples[index];
    }
    index -= own;
    if (index < staff_sample_count) {
        return &staff_samples[index];
    }
    index -= staff_sample_count;
    return index < widget_sample_count ? &widget_samples[index]
                                       : &place_samples[index - widget_sample_count];
}

const struct sample *
sample_find(const char *name)
{
    for (size_t i = 0; i < sample_count(); i++) {
        if (strcmp(sample_at(i)->name, name) == 0) {
            return sample_at(i);
        }
    }
    return NULL;
}

int
sample_build(const struct sample *sample, const struct theme *theme,
             struct typeset *typeset, int page_number, struct tree *tree)
{
    struct page_frame frame = {.screen = sample->name,
                               .language = sample->language,
                               .rtl = sample->rtl,
                               .page = page_number,
                               .progress = -1};
    sample->frame(&frame);
    struct page *page = page_begin(theme, typeset, &frame);
    if (!page) {
        return 0;
    }
    sample->add(page);
    return page_end(page, tree);
}

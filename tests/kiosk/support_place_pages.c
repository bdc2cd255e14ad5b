/* support_place_pages: the end of a session and how others answered, in the kiosk's own
 * words of each language. */
#include "page_parts.h"
#include "support_pages.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define ANSWERS 6
#define CODE 25

/* The longest answers of the sample county, from the most agreeing on. */
static const struct {
    const char *language, *answers[ANSWERS];
} scales[] = {
    {"en",
     {"Strongly agree", "Agree", "In between", "Disagree", "Strongly disagree",
      "No opinion"}},
    {"es",
     {"Muy de acuerdo", "De acuerdo", "Ni sí ni no", "En desacuerdo",
      "Muy en desacuerdo", "Sin opinión"}},
    {"zh", {"非常同意", "同意", "中间", "不同意", "非常不同意", "没有意见"}},
    {"vi",
     {"Rất đồng ý", "Đồng ý", "Ở giữa", "Không đồng ý", "Rất không đồng ý",
      "Không có ý kiến"}},
    {"tl",
     {"Lubos na sang-ayon", "Sang-ayon", "Nasa gitna", "Tutol", "Lubos na tutol",
      "Walang opinyon"}},
    {"ar",
     {"أوافق بشدة", "أوافق", "بين بين", "لا أوافق", "لا أوافق بشدة", "لا رأي لي"}},
};

static void
place_frame(struct page_frame *frame)
{
    words_start(BUILD_BIN "/../locale");
    words_use(frame->language);
    sample_frame(frame);
    frame->where = "Larkmoor County";
    frame->icon = "book";
    frame->back.text = tr("Back");
    frame->next.text = tr("Done");
    frame->skip.text = NULL;
    frame->next_always = true;
    frame->more = frame->more_short = tr("More you can do");
}

static void
dots_frame(struct page_frame *frame)
{
    place_frame(frame);
    frame->where = frame->where_short = tr("How others answered");
}

static void
fill_rows(struct page_tens rows[ANSWERS], const char *language, const char *kind)
{
    static char ids[2][ANSWERS][16];
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        for (size_t k = 0; strcmp(scales[i].language, language) == 0 && k < ANSWERS;
             k++) {
            char *id = ids[kind[0] == 'b'][k];
            snprintf(id, sizeof ids[0][0], "%s-%zu", kind, k);
            unsigned people = (unsigned)(kind[0] == 'b' ? k : ANSWERS - k) * 10;
            rows[k] = (struct page_tens){.id = id,
                                         .label = scales[i].answers[k],
                                         .say = scales[i].answers[k],
                                         .people = people,
                                         .own = k == 0};
        }
    }
}

/* Whether the screens use dots and the whole ending, or the same in large words. */
static bool
has_room(const struct page *page)
{
    const struct theme *theme = page->theme;
    return !theme->compact && theme->display.size <= TEXT_SIZE_M;
}

static void
add_numbers(struct page *page, const struct page_answered *asked, size_t count)
{
    static struct page_item items[2][ANSWERS];
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < ANSWERS; k++) {
            items[i][k] = (struct page_item){.id = asked[i].rows[k].id,
                                             .text = asked[i].rows[k].label,
                                             .detail = "0\u20139"};
        }
        if (i > 0) {
            page_break(page);
        }
        page_heading(page, asked[i].title, NULL);
        page_counts(page, items[i], ANSWERS);
    }
}

static void
add_dots(struct page *page)
{
    static struct page_tens rows[2][ANSWERS];
    static struct page_answered asked[2];
    fill_rows(rows[0], page->frame.language, "a");
    fill_rows(rows[1], page->frame.language, "b");
    asked[0] = (struct page_answered){
        .id = "first", .title = tr("Part of who we are"), .rows = rows[0], ANSWERS};
    asked[1] = (struct page_answered){
        .id = "second", .title = tr("Decided here"), .rows = rows[1], ANSWERS};
    if (!has_room(page)) {
        add_numbers(page, asked, 2);
        return;
    }
    page_answer_dots(
        page, asked, 2,
        &(struct page_legend){
            .people_a_dot = 10,
            .dot = tr("{count} people"),
            .own = tr("your answer"),
            .few = tr("fewer than {count}"),
            .note = tr("People who chose to answer here before today. Not a vote.")});
}

static void
add_ending(struct page *page)
{
    static const uint8_t modules[CODE * CODE] = {1};
    static const char *const icons[] = {"calendar", "place", "people"};
    static struct page_item facts[3];
    const char *const details[] = {"2027-01-19, 18:30", "Oakhollow Town Hall",
                                   tr("Kept: what you answered.")};
    static const char *const ids[] = {"date", "town", "decided"};
    for (size_t i = 0; i < 3; i++) {
        facts[i] = (struct page_item){
            .id = ids[i], .icon = icons[i], .text = ids[i], .detail = details[i]};
    }
    struct page_ending ending = {
        .place = {.name = "Larkmoor County"},
        .title = tr("Recorded. Thank you."),
        .note = tr("Kept: what you answered."),
        .stays = tr("Closes in {seconds} seconds."),
        .next = tr("What happens next"),
        .facts = facts,
        .fact_count = 3,
        .code = {.modules = modules, .size = CODE, .say = "a code"},
        .address = "larkmoor.example/say"};
    if (has_room(page) && !page->theme->tall) {
        page_ending(page, &ending);
        return;
    }
    page_title(page, ending.title);
    page_body(page, ending.note, NULL);
    page_code(page, &ending);
}

#define IN(language, is_rtl)                                                           \
    {"dots-" language, language, is_rtl, add_dots, dots_frame},                        \
    {                                                                                  \
        "ending-" language, language, is_rtl, add_ending, place_frame                  \
    }

const struct sample place_samples[] = {IN("en", false), IN("es", false),
                                       IN("zh", false), IN("vi", false),
                                       IN("tl", false), IN("ar", true)};
const size_t place_sample_count = sizeof place_samples / sizeof *place_samples;

/* Where a session ends: recorded, deleted, or not to be stored. */
#include "calendar_day.h"
#include "county.h"
#include "how_others.h"
#include "words.h"

#include <string.h>

/* The service that is offered: counted anew at each half-day. NULL: none. */
static const char *
offered(struct kiosk *kiosk)
{
    struct turnout *turnout = &kiosk->turnout;
    uint32_t now = clock_half_day(kiosk->clock);
    const struct descriptor *descriptor = form_descriptor(kiosk->pack->form);
    if (!kiosk->store) {
        return NULL;
    }
    if (turnout->descriptor != descriptor || turnout->half_day != now) {
        struct error err;
        turnout_init(turnout, descriptor);
        if (!turnout_count(turnout, kiosk->store, now, &err)) {
            turnout_init(turnout, descriptor); /* as if nobody had been here */
            turnout->half_day = now;
        }
    }
    return session_offer(&kiosk->session, turnout->responses, turnout->count);
}

#define NAMED 3

/* "Fire, Libraries and Parks": the services by name, at most three, and how many more.
 */
static const char *
named_words(struct scene *scene, const struct place *kept, size_t count)
{
    static const char *const names[NAMED] = {"first", "second", "third"};
    const char *words = count == 1   ? "{first}"
                        : count == 2 ? tr("{first} and {second}")
                        : count == 3
                            ? tr("{first}, {second} and {third}")
                            : tr("{first}, {second}, {third} and {count} more");
    for (size_t i = 0; i < count && i < NAMED; i++) {
        const char *name = scene_service(scene, &kept[i], "label", TEXT_STYLED);
        words = scene_fill(scene, words, names[i], name ? name : "");
    }
    return count > NAMED ? scene_fill(scene, words, "count",
                                      scene_format(scene, "%zu", count - NAMED))
                         : words;
}

/* What is kept. */
static const char *
kept_words(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct place kept[NAMED];
    size_t count = session_kept(session, kept, NAMED);
    const char *words = tr("Kept: what you answered.");
    if (count > 0) {
        const char *named = named_words(scene, kept, count);
        words = scene_fill(scene, tr("Kept: what you said about {services}."),
                           "services", scene_format(scene, "\x01%s\x02", named));
    }
    return words;
}

/* "Tuesday, January 19, 6:30 PM" */
static const char *
meeting_words(struct scene *scene, const struct county_meeting *meeting)
{
    int day = calendar_weekday(calendar_days(meeting->date));
    const char *words = meeting->has_time ? tr("{weekday}, {month} {day}, {time}")
                                          : tr("{weekday}, {month} {day}");
    words = scene_fill(scene, words, "weekday", day_of_week_name(day));
    words = scene_fill(scene, words, "month", day_month_name(meeting->date.month));
    words =
        scene_fill(scene, words, "day", scene_format(scene, "%d", meeting->date.day));
    return meeting->has_time
               ? scene_fill(scene, words, "time", scene_time(scene, meeting->minute))
               : words;
}

#define FACTS 3

/* What happens next, as far as the pack says it. */
static size_t
next_facts(struct scene *scene, struct page_item *facts)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language, count = 0;
    struct county_meeting meeting;
    if (county_meeting(form, &meeting)) {
        facts[count++] = (struct page_item){.id = "next-date",
                                            .icon = "calendar",
                                            .detail = meeting_words(scene, &meeting)};
    }
    static const struct {
        const char *field, *id, *icon;
    } fields[] = {{"next_place", "next-place", "place"},
                  {"decided_by", "next-decided", "people"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *field = fields[i].field;
        const char *words = county_text(form, field, language, TEXT_STYLED);
        if (words) {
            facts[count++] =
                (struct page_item){.id = fields[i].id,
                                   .icon = fields[i].icon,
                                   .detail = words,
                                   .say = county_text(form, field, language, TEXT_SAY)};
        }
    }
    return count;
}

/* The address without what every address begins with. */
static const char *
short_address(const char *address)
{
    const char *at = strstr(address, "://");
    return at ? at + 3 : address;
}

/* What else can be done, each with a touch. */
static size_t
offers(struct scene *scene, struct page_item *links)
{
    const struct session *session = &scene->kiosk->session;
    struct place services;
    size_t count = 0;
    if (session_find_services(session, &services)) {
        links[count++] = (struct page_item){.id = "another",
                                            .text = tr("Talk about another service")};
    }
    /* Without its name: this page would look otherwise with each. */
    if (offered(scene->kiosk)) {
        links[count++] =
            (struct page_item){.id = "picked", .text = tr("Pick one for me")};
    }
    if (session_has_more(session)) {
        links[count++] =
            (struct page_item){.id = "questions", .text = tr("Two more minutes")};
    }
    if (has_others(scene->kiosk)) {
        links[count++] =
            (struct page_item){.id = "others", .text = tr("How others answered")};
    }
    links[count++] = (struct page_item){.id = "skip", .text = tr("My answers")};
    return count;
}

static void
fill_ending(struct scene *scene, struct page_ending *out)
{
    const struct session *session = &scene->kiosk->session;
    const struct form *form = scene->kiosk->pack->form;
    struct page_item *facts = scene_items(scene, FACTS);
    const char *stays =
        scene_fill(scene, tr("Closes in {seconds} seconds."), "seconds",
                   scene_format(scene, "%u", session_end_ms(session) / 1000));
    const char *address = county_results_address(form);
    *out = (struct page_ending){.title = tr("Recorded. Thank you."),
                                .note = kept_words(scene),
                                .stays = stays,
                                .next = tr("What happens next"),
                                .facts = facts,
                                .fact_count = facts ? next_facts(scene, facts) : 0};
    scene_place(scene, &out->place);
    if (address) {
        out->address = short_address(address);
        /* the address beside it says where to */
        const char *say = tr("A code that leads to the results, for a phone");
        if (!scene_code(scene, address, strlen(address), say, &out->code)) {
            out->address = NULL;
        }
    }
}

/* Where the words need all the room, they stand below each other, without the towns. */
static void
add_rows(struct scene *scene, const struct page_ending *ending)
{
    page_title(scene->page, ending->title);
    page_body(scene->page, ending->note, NULL);
    page_note(scene->page, ending->stays);
    if (ending->fact_count > 0) {
        page_ask(scene->page, ending->next, NULL);
        page_facts(scene->page, ending->facts, ending->fact_count);
    }
    if (ending->address) {
        page_code(scene->page, ending);
    }
}

static void
build_recorded(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct theme *theme = &scene->kiosk->theme;
    struct page_item *links = scene_items(scene, 5);
    struct page_ending ending;
    fill_ending(scene, &ending);
    size_t count = links ? offers(scene, links) : 0;
    bool is_whole =
        !theme->compact && !theme->tall && theme->display.size <= TEXT_SIZE_M;
    /* that page has its heading at the top, so that all offers have room below */
    bool offers_alone = is_whole && scene->kiosk->page > 0;
    scene_path_frame(scene);
    scene->frame.where = offers_alone ? tr("More you can do") : ending.place.name;
    scene->frame.icon = theme->tall ? "check" : ending.place.logo;
    scene->frame.progress = -1;
    scene->frame.next.text = tr("Done");
    scene->frame.next_always = true;
    if (is_whole) {
        scene->frame.more = scene->frame.more_short = tr("More you can do");
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (is_whole) {
        page_ending(scene->page, &ending);
    } else {
        add_rows(scene, &ending);
    }
    page_break(scene->page);
    if (!is_whole) {
        page_heading(scene->page, tr("More you can do"), NULL);
    }
    page_links(scene->page, links, count);
    if (scene_readers(scene, TEXT_SHOWN)) {
        page_note_spoken(scene->page, scene_readers(scene, TEXT_SHOWN),
                         scene_readers(scene, TEXT_SAY));
    }
    if (session->contact_saved) {
        page_note(scene->page, tr("How to reach you is sealed for the office, apart "
                                  "from your answers."));
    }
}

static bool
touch_offer(struct kiosk *kiosk)
{
    const char *name = offered(kiosk);
    if (name) {
        kiosk_send(kiosk,
                   &(struct session_event){.kind = SESSION_ASSIGN, .text = name});
    }
    return true;
}

static bool
touch_recorded(struct kiosk *kiosk, const char *id)
{
    enum session_event_kind kind;
    if (strcmp(id, "picked") == 0) {
        return touch_offer(kiosk);
    }
    if (strcmp(id, "skip") == 0) {
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_OPEN,
                                                  .number = SHEET_REVIEW});
        return true;
    }
    if (strcmp(id, "others") == 0) {
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_OPEN,
                                                  .number = SHEET_OTHERS});
        return true;
    }
    if (strcmp(id, "another") == 0) {
        kind = SESSION_ANOTHER;
    } else if (strcmp(id, "questions") == 0) {
        kind = SESSION_MORE;
    } else if (strcmp(id, "next") == 0) {
        kind = SESSION_DONE;
    } else {
        return false;
    }
    kiosk_send(kiosk, &(struct session_event){.kind = kind});
    return true;
}

const struct screen screen_recorded = {"recorded", build_recorded, touch_recorded};

static void
build_deleted(struct scene *scene)
{
    scene->frame.next.text = tr("I am done");
    scene_begin(scene);
    if (scene->page) {
        page_title(scene->page, tr("Your answers were deleted."));
        page_body(scene->page, tr("Nothing of them is left on this kiosk."), NULL);
    }
}

static bool
touch_deleted(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "next") != 0) {
        return false;
    }
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_DONE});
    return true;
}

const struct screen screen_deleted = {"deleted", build_deleted, touch_deleted};

/* Where a session ends: recorded, deleted, or not to be stored. */
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

/* What is kept, and what is not: no name is left with it, unless one was. */
static const char *
kept_words(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct place kept[NAMED];
    size_t count = session_kept(session, kept, NAMED);
    const char *words = tr("Kept on this kiosk: what you answered.");
    if (count > 0) {
        const char *named = named_words(scene, kept, count);
        words =
            scene_fill(scene, tr("Kept on this kiosk: what you said about {services}."),
                       "services", scene_format(scene, "\x01%s\x02", named));
    }
    return scene_sentences(scene, words,
                           session->contact_saved
                               ? tr("No time, and nothing of what you skipped.")
                               : tr("No name, no time, nothing of what you skipped."));
}

static void
build_recorded(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct page_item *links = scene_items(scene, 5);
    /* The bar of a small panel has no room for a third large button. */
    const struct theme *theme = &scene->kiosk->theme;
    bool is_large = theme->display.size >= TEXT_SIZE_L && theme->height_mm < 150;
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
    scene_path_frame(scene);
    scene->frame.where = NULL;
    scene->frame.progress = -1;
    scene->frame.band = PAGE_BAND_SIDE;
    scene->frame.icon = "check";
    scene->frame.next.text = tr("I am done");
    scene->frame.next_always = true;
    /* On the smallest panel it stands under Aa alone. */
    if (is_large) {
        links[count++] = (struct page_item){.id = "skip", .text = tr("My answers")};
    } else if (!theme->compact) {
        scene->frame.skip.text = tr("My answers");
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_title(scene->page, tr("Recorded. Thank you."));
    page_body(scene->page, kept_words(scene), NULL);
    page_note(scene->page, session->contact_saved
                               ? tr("This page is gone in 2 minutes. Your name is "
                                    "sealed for the office, apart from your answers.")
                               : tr("This page is gone in 2 minutes."));
    page_links(scene->page, links, count);
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

static void
build_resting(struct scene *scene)
{
    bool has_answers = scene->kiosk->session.instance != NULL;
    if (has_answers) {
        scene->frame.next.text = tr("Try again");
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_title(scene->page, tr("This kiosk is resting."));
    page_body(scene->page, tr("Please tell someone who works here."), NULL);
    if (has_answers) {
        page_body(scene->page, tr("Your last answers are not recorded yet."), NULL);
    }
    /* No store, no PIN: staff can read the cause nowhere else. */
    if (kiosk_is_resting(scene->kiosk)) {
        page_note(scene->page, scene_fill(scene, tr("For staff: {cause}"), "cause",
                                          scene->kiosk->cause));
    }
}

static bool
touch_resting(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "next") != 0) {
        return false;
    }
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_RETRY});
    return true;
}

const struct screen screen_resting = {"resting", build_resting, touch_resting};

/* Putting things in order by touching them: first, second, third. */
#include "question_parts.h"

#include "words.h"

#include <string.h>

/* How manieth of the value's codes it is, from 1; 0 when it is none of them. */
static unsigned
rank_of(const char *value, const char *code)
{
    unsigned rank = 0;
    size_t size = strlen(code);
    for (const char *at = value; *at;) {
        size_t length = strcspn(at, " ");
        rank++;
        if (length == size && memcmp(at, code, size) == 0) {
            return rank;
        }
        at += length;
        at += strspn(at, " ");
    }
    return 0;
}

static bool
is_short_of_room(const struct theme *theme)
{
    return theme->compact || theme->display.size == TEXT_SIZE_XL;
}

/* Four of many at a time: the most and the least important of them. */
static void
add_picks(struct scene *scene, const struct ask *ask, const struct bestworst *bestworst)
{
    const struct session *session = &scene->kiosk->session;
    size_t part = session->part < BESTWORST_SCREENS ? session->part : 0;
    int best = bestworst->best[part], worst = bestworst->worst[part];
    struct choices all;
    ask_choices(scene, ask, "choice", &all);
    struct page_item *items = scene_items(scene, BESTWORST_SHOWN);
    for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
        int shown = bestworst->shown[part][i];
        items[i] = all.items[shown];
        items[i].chosen = shown == best || shown == worst;
        items[i].aloud = items[i].text;
        items[i].badge = shown == best ? "+" : shown == worst ? "\u2212" : NULL;
        const char *as = shown == best    ? tr("Most important")
                         : shown == worst ? tr("Least important")
                                          : NULL;
        if (as && is_short_of_room(&scene->kiosk->theme)) { /* its sign has to do */
            items[i].say = scene_labeled(scene, items[i].text, as);
        } else {
            items[i].detail = as;
            items[i].say = NULL; /* with what it was picked as */
        }
    }
    const char *what = best < 0 ? tr("{screen} of {all}: touch the most important.")
                       : worst < 0
                           ? tr("{screen} of {all}: now touch the least important.")
                           : tr("{screen} of {all}: both are picked. Touch one to "
                                "take it back.");
    what = scene_fill(scene, what, "screen", scene_format(scene, "%zu", part + 1));
    page_note(scene->page, scene_fill(scene, what, "all",
                                      scene_format(scene, "%d", BESTWORST_SCREENS)));
    page_picks(scene->page, items, BESTWORST_SHOWN);
}

/* Starting again stands where Skip stood while nothing was touched. */
static void
frame_rank(struct scene *scene, const struct ask *ask)
{
    struct bestworst bestworst;
    if (*ask_value(scene->kiosk, ask) != '\0' &&
        !session_bestworst(&scene->kiosk->session, &ask->place, &bestworst)) {
        scene->frame.skip = (struct page_button){.text = tr("Start again")};
    }
}

static void
add_rank(struct scene *scene, const struct ask *ask)
{
    const char *value = ask_value(scene->kiosk, ask);
    struct bestworst bestworst;
    struct choices choices;
    if (ask->alone &&
        session_bestworst(&scene->kiosk->session, &ask->place, &bestworst)) {
        add_picks(scene, ask, &bestworst);
        return;
    }
    ask_choices(scene, ask, "choice", &choices);
    size_t ranked = 0;
    for (size_t i = 0; i < choices.count; i++) {
        struct page_item *item = &choices.items[i];
        unsigned rank =
            rank_of(value, id_after(item->id + strlen(ask->prefix), "choice"));
        if (rank > 0) {
            item->badge = scene_format(scene, "%u", rank);
            item->say = scene_format(scene, "%u. %s", rank, item->text);
            item->aloud = item->text;
            ranked++;
        }
    }
    const char *what = ranked == 0 ? tr("Touch what matters most to you first.")
                       : ranked < choices.count
                           ? tr("Now touch the next one. Touch again to take it back.")
                           : tr("All are in order. Touch one to take it back.");
    if (ranked > 0 || *scene_hint(scene, &ask->place, TEXT_SHOWN) == '\0') {
        page_note(scene->page, what);
    }
    page_choices(scene->page, choices.items, choices.count, true);
    if (ranked > 0 && !ask->alone) {
        struct page_item *again = scene_items(scene, 1);
        *again = (struct page_item){.id = ask_id(scene, ask, "again", ""),
                                    .text = tr("Start again")};
        page_pills(scene->page, again, 1);
    }
}

static bool
touch_rank(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    struct bestworst bestworst;
    const char *code = id_after(id, "choice");
    bool by_picks =
        ask->alone && session_bestworst(&kiosk->session, &ask->place, &bestworst);
    if (code && by_picks) {
        char copy[SESSION_VALUE_MAX_BYTES];
        snprintf(copy, sizeof copy, "%s", code);
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_PICK,
                                                  .text = copy,
                                                  .place = &ask->place});
        return true;
    }
    bool is_again = strcmp(id, "again") == 0 ||
                    (ask->alone && !by_picks && strcmp(id, "skip") == 0);
    if (is_again && *ask_value(kiosk, ask) != '\0') {
        ask_write(kiosk, ask, "");
        return true;
    }
    return asker_select_multiple.touch(kiosk, ask, id);
}

const struct asker asker_rank = {frame_rank, add_rank, touch_rank};

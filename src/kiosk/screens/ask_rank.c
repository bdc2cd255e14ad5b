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

static void
add_rank(struct scene *scene, const struct ask *ask)
{
    const char *value = ask_value(scene->kiosk, ask);
    struct choices choices;
    ask_choices(scene, ask, "choice", &choices);
    size_t ranked = 0;
    for (size_t i = 0; i < choices.count; i++) {
        struct page_item *item = &choices.items[i];
        unsigned rank =
            rank_of(value, id_after(item->id + strlen(ask->prefix), "choice"));
        if (rank > 0) {
            item->badge = scene_format(scene, "%u", rank);
            item->say = scene_format(scene, "%u. %s", rank, item->text);
            ranked++;
        }
    }
    const char *what = ranked == 0 ? tr("Touch what matters most to you first.")
                       : ranked < choices.count
                           ? tr("Now touch the next one. Touch again to take it back.")
                           : tr("All are in order. Touch one to take it back.");
    page_note(scene->page, what);
    page_choices(scene->page, choices.items, choices.count, true);
    if (ranked > 0) {
        struct page_item *again = scene_items(scene, 1);
        *again = (struct page_item){.id = ask_id(scene, ask, "again", ""),
                                    .text = tr("Start again")};
        page_pills(scene->page, again, 1);
    }
}

static bool
touch_rank(struct kiosk *kiosk, const struct ask *ask, const char *id)
{
    if (strcmp(id, "again") == 0) {
        ask_write(kiosk, ask, "");
        return true;
    }
    return asker_select_multiple.touch(kiosk, ask, id);
}

const struct asker asker_rank = {NULL, add_rank, touch_rank};

/* staff_health: the lines of the menu's card: when answers were last collected, and how
 * the clock, the storage and the program are doing. */
#include "staff_parts.h"

#include "words.h"

#include <sys/statvfs.h>

/* The bundle that was taken last. One that was confirmed was taken, also where nobody
 * said so at the kiosk. */
static bool
find_collected(struct store *store, struct outbox_entry *out)
{
    struct outbox_entry entry;
    bool found = false;
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        if (entry.state != OUTBOX_WAITING && (!found || entry.taken >= out->taken)) {
            *out = entry;
            found = true;
        }
    }
    return found;
}

/* "November 27, by phone (bundle 6)"; without the day where the clock was doubtful. */
static const char *
collected_words(struct scene *scene)
{
    struct outbox_entry entry;
    if (!find_collected(scene->kiosk->store, &entry)) {
        return tr("not yet");
    }
    const char *words =
        entry.taken_by == OUTBOX_BY_PHONE   ? tr("by phone (bundle {number})")
        : entry.taken_by == OUTBOX_BY_STICK ? tr("by stick (bundle {number})")
                                            : tr("bundle {number}");
    words = scene_fill(scene, words, "number", scene_format(scene, "%u", entry.number));
    if (entry.taken == 0) {
        return words;
    }
    words = scene_fill(scene, tr("{day}, {how}"), "how", words);
    return scene_fill(scene, words, "day", staff_day(scene, entry.taken / 2));
}

/* "right, set by staff on November 27" */
static const char *
clock_words(struct scene *scene)
{
    enum clock_setter setter = scene->kiosk->clock_setter;
    uint32_t half_day = scene->kiosk->clock_set_half_day;
    const char *state =
        clock_is_trusted(scene->kiosk->clock) ? tr("right") : tr("may be wrong");
    if (scene->kiosk->theme.compact) {
        return state;
    }
    const char *words = setter == CLOCK_SET_BY_NOBODY ? tr("{state}, not set here")
                        : setter == CLOCK_SET_BY_STAFF
                            ? tr("{state}, set by staff on {day}")
                            : tr("{state}, set by the office on {day}");
    words = scene_fill(scene, words, "state", state);
    return scene_fill(scene, words, "day", staff_day(scene, half_day / 2));
}

static const char *
storage_words(struct scene *scene)
{
    struct statvfs disk;
    const char *dir = scene->kiosk->options->data_dir;
    if (!dir || statvfs(dir, &disk) != 0 || disk.f_blocks == 0) {
        return tr("not known");
    }
    double size = (double)disk.f_blocks * (double)disk.f_frsize;
    double left = (double)disk.f_bavail * (double)disk.f_frsize;
    unsigned used = (unsigned)((size - left) * 100 / size + 0.5);
    return scene_format(scene, tr("%u%% used, %u GB free"), used,
                        (unsigned)(left / 1e9));
}

static const char *
uptime_words(struct scene *scene)
{
    unsigned hours = (unsigned)(clock_ms(scene->kiosk->clock) / 3600000);
    if (hours < 48) {
        return scene_format(
            scene,
            trn("Townline %s, on for %u hour", "Townline %s, on for %u hours", hours),
            TOWNLINE_VERSION, hours);
    }
    return scene_format(
        scene,
        trn("Townline %s, on for %u day", "Townline %s, on for %u days", hours / 24),
        TOWNLINE_VERSION, hours / 24);
}

size_t
staff_health(struct scene *scene, struct page_item lines[STAFF_HEALTH_MAX])
{
    const char *event = staff_event_words(scene);
    bool is_small = scene->kiosk->theme.compact;
    bool has_button = !is_small && form_event_count(scene->kiosk->pack->form) > 0;
    size_t count = 0;
    lines[count++] =
        (struct page_item){.text = tr("Collected"), .detail = collected_words(scene)};
    if (*event && !has_button) {
        lines[count++] = (struct page_item){.text = tr("Event"), .detail = event};
    }
    lines[count++] =
        (struct page_item){.text = tr("Clock"), .detail = clock_words(scene)};
    lines[count++] =
        (struct page_item){.text = tr("Storage"), .detail = storage_words(scene)};
    lines[count++] =
        (struct page_item){.text = tr("Program"), .detail = uptime_words(scene)};
    return count;
}

/* What can be set while the kiosk speaks, and what each key does. */
#include "scene.h"

#include "words.h"

#include <string.h>

static void
send_number(struct kiosk *kiosk, enum session_event_kind kind, size_t number)
{
    kiosk_send(kiosk, &(struct session_event){.kind = kind, .number = number});
}

static void
add_dials(struct scene *scene)
{
    const struct listening *listening = &scene->kiosk->listening;
    int percent = (int)(speech_speed(listening->rate) * 100);
    struct page_stepper *dials = scene_steppers(scene, 2);
    dials[0] =
        (struct page_stepper){.id = "volume",
                              .label = tr("Volume"),
                              .value = scene_format(scene, "%d", listening->volume + 1),
                              .less_say = tr("Softer"),
                              .more_say = tr("Louder"),
                              .no_less = listening->volume == 0,
                              .no_more = listening->volume == SPEECH_VOLUMES - 1,
                              .at = -1};
    dials[1] = (struct page_stepper){.id = "speed",
                                     .label = tr("Speed"),
                                     .value = scene_format(scene, "%d %%", percent),
                                     .less_say = tr("Slower"),
                                     .more_say = tr("Faster"),
                                     .no_less = listening->rate == 0,
                                     .no_more = listening->rate == SPEECH_RATES - 1,
                                     .at = -1};
    page_steppers(scene->page, dials, 2);
}

#define LINKS 3

static void
build_listen(struct scene *scene)
{
    const struct listening *listening = &scene->kiosk->listening;
    struct page_item *ways = scene_items(scene, 2);
    struct page_item *links = scene_items(scene, LINKS);
    ways[0] = (struct page_item){
        .id = "dark", .text = tr("Turn the screen off"), .chosen = listening->is_dark};
    ways[1] = (struct page_item){.id = "tells",
                                 .text = tr("Speak my answers aloud"),
                                 .chosen = listening->tells_answers};
    links[0] = (struct page_item){.id = "silent", .text = tr("Stop speaking")};
    links[1] = (struct page_item){.id = "keys", .text = tr("What the keys do")};
    links[2] = (struct page_item){.id = "switches", .text = tr("Set up two switches")};
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("Listen"), NULL);
    add_dials(scene);
    if (!listening->has_headset) {
        page_note(scene->page,
                  tr("Without a headset, people near you hear what is spoken."));
    }
    page_choices(scene->page, ways, listening->has_headset ? 1 : 2, true);
    page_links(scene->page, links, LINKS);
}

static bool
touch_listen(struct kiosk *kiosk, const char *id)
{
    struct listening *listening = &kiosk->listening;
    if (strcmp(id, "volume-less") == 0 || strcmp(id, "volume-more") == 0) {
        listening_set_volume(kiosk, listening->volume + (id[7] == 'l' ? -1 : 1));
    } else if (strcmp(id, "speed-less") == 0 || strcmp(id, "speed-more") == 0) {
        listening_set_rate(kiosk, listening->rate + (id[6] == 'l' ? -1 : 1));
    } else if (strcmp(id, "dark") == 0) {
        listening_set_dark(kiosk, !listening->is_dark);
    } else if (strcmp(id, "tells") == 0) {
        listening->tells_answers = !listening->tells_answers;
    } else if (strcmp(id, "keys") == 0) {
        send_number(kiosk, SESSION_OPEN, SHEET_KEYS);
    } else if (strcmp(id, "switches") == 0) {
        switches_learn(kiosk);
        send_number(kiosk, SESSION_OPEN, SHEET_SWITCHES);
    } else if (strcmp(id, "silent") == 0) {
        send_number(kiosk, SESSION_CLOSE, 0);
        listening_end(kiosk);
    } else {
        return scene_close_sheet(kiosk, id);
    }
    return true;
}

const struct screen screen_listen = {"listen", build_listen, touch_listen};

/* ---- what the keys do ---- */

struct lesson {
    const char *key, *does;
};

/* One lesson for two keys that belong together. */
#define LESSONS 7

static void
list_lessons(struct lesson out[LESSONS])
{
    const struct lesson lessons[LESSONS] = {
        {tr("Down, up"), tr("the next thing, or the one before.")},
        {tr("Middle key"), tr("chooses it.")},
        {tr("Right, left"), tr("on, or back.")},
        {tr("Help"), tr("opens and closes this page.")},
        {tr("Pause"), tr("stops, goes on, says it again.")},
        {tr("Plus, minus"), tr("louder or softer.")},
        {tr("Language"), tr("shows the languages.")},
    };
    memcpy(out, lessons, sizeof lessons);
}

static size_t
lesson_of(enum action action)
{
    switch (action) {
    case ACTION_SELECT:
        return 1;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        return 2;
    case ACTION_HELP:
        return 3;
    case ACTION_PAUSE:
        return 4;
    case ACTION_VOLUME_UP:
    case ACTION_VOLUME_DOWN:
    case ACTION_RATE_UP:
    case ACTION_RATE_DOWN:
        return 5;
    case ACTION_LANGUAGE:
        return 6;
    default:
        return 0;
    }
}

static void
build_keys(struct scene *scene)
{
    struct lesson lessons[LESSONS];
    list_lessons(lessons);
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("What the keys do"), NULL);
    page_note(scene->page,
              tr("Press any key to hear what it does. Press Help to go back."));
    for (size_t i = 0; i < LESSONS; i++) {
        page_body(scene->page, scene_labeled(scene, lessons[i].key, lessons[i].does),
                  NULL);
    }
}

bool
screen_teaches_keys(struct kiosk *kiosk, enum action action)
{
    struct lesson lessons[LESSONS];
    if (kiosk->session.sheet != SHEET_KEYS || action == ACTION_HELP ||
        action == ACTION_NONE || kiosk->staff.view != STAFF_AWAY) {
        return false;
    }
    list_lessons(lessons);
    const struct lesson *lesson = &lessons[lesson_of(action)];
    char words[400];
    words_labeled(words, sizeof words, lesson->key, lesson->does);
    listening_say(kiosk, words);
    return true;
}

const struct screen screen_keys = {"keys", build_keys, scene_close_sheet};

/* ---- two switches ---- */

static void
build_learning(struct scene *scene)
{
    bool is_first = scene->kiosk->switches.learns == SWITCHES_MOVE;
    page_heading(scene->page,
                 is_first ? tr("Press the switch that shall move.")
                          : tr("Now press the switch that shall choose."),
                 NULL);
    page_note(scene->page, tr("Any key can be a switch."));
}

static void
build_switches(struct scene *scene)
{
    const struct switches *switches = &scene->kiosk->switches;
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    struct page_item *ways = scene_items(scene, 2);
    struct page_item *again = scene_items(scene, 1);
    struct page_stepper *seconds = scene_steppers(scene, 1);
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (switches->learns != SWITCHES_KNOWN) {
        build_learning(scene);
        return;
    }
    ways[0] = (struct page_item){
        .id = "by-step", .text = tr("Move by my switch"), .chosen = !switches->scans};
    ways[1] = (struct page_item){
        .id = "by-itself", .text = tr("Move by itself"), .chosen = switches->scans};
    seconds[0] = (struct page_stepper){
        .id = "scan",
        .label = tr("Seconds at each thing"),
        .value = scene_format(scene, "%u", switches->scan_ms / 1000),
        .less_say = tr("Shorter"),
        .more_say = tr("Longer"),
        .no_less = switches->scan_ms <= SWITCHES_SCAN_MIN_MS,
        .no_more = switches->scan_ms >= SWITCHES_SCAN_MAX_MS,
        .at = -1};
    again[0] = (struct page_item){.id = "switches-again",
                                  .text = tr("Set up the switches again")};
    page_heading(scene->page, tr("Your switches are set up."), NULL);
    page_choices(scene->page, ways, 2, false);
    page_steppers(scene->page, seconds, 1);
    page_links(scene->page, again, 1);
}

static bool
touch_switches(struct kiosk *kiosk, const char *id)
{
    struct switches *switches = &kiosk->switches;
    if (strcmp(id, "by-step") == 0 || strcmp(id, "by-itself") == 0) {
        switches->scans = id[3] == 'i';
    } else if (strcmp(id, "scan-less") == 0) {
        switches->scan_ms -= SWITCHES_SCAN_STEP_MS;
    } else if (strcmp(id, "scan-more") == 0) {
        switches->scan_ms += SWITCHES_SCAN_STEP_MS;
    } else if (strcmp(id, "switches-again") == 0) {
        switches_learn(kiosk);
    } else {
        return scene_close_sheet(kiosk, id);
    }
    return true;
}

const struct screen screen_switches = {"switches", build_switches, touch_switches};

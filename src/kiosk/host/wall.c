/* wall: counts what a room said, and keeps what was shown from giving anybody away. */
#include "wall.h"

#include "townline/characters.h"
#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_NAME "wall-shown" /* "PEOPLE EVENT" of the last time it was revealed */
#define SHOWN_MAX_BYTES 256
#define PATH_BYTES 1200

void
wall_finish(struct wall *wall)
{
    free(wall->blocks);
    *wall = (struct wall){0};
}

/* The number of the repeat over all services, or -1. */
static int
keyed_repeat(const struct descriptor *descriptor)
{
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        if (descriptor->repeats[i].keys) {
            return (int)i;
        }
    }
    return -1;
}

static bool
prepare(struct wall *wall, const struct descriptor *descriptor, struct error *err)
{
    int repeat = keyed_repeat(descriptor);
    if (repeat < 0) {
        return error_set(err, ERROR_MISSING, "this form asks about no services");
    }
    wall->block_count = descriptor->repeats[repeat].key_count;
    wall->blocks = calloc(wall->block_count, sizeof *wall->blocks);
    if (!wall->blocks) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < wall->block_count; i++) {
        others_init(&wall->blocks[i], descriptor, repeat, (uint16_t)i);
    }
    return true;
}

struct counting {
    struct wall *wall;
    const char *event;
};

static bool
count_response(void *context, const struct stored_response *stored)
{
    struct counting *counting = context;
    struct wall *wall = counting->wall;
    if (*counting->event &&
        strcmp(counting->event, stored->response->head.event) != 0) {
        return true;
    }
    wall->people++;
    for (size_t i = 0; i < wall->block_count; i++) {
        others_add(&wall->blocks[i], stored->response, stored->descriptor);
    }
    return true;
}

static void
list_slides(struct wall *wall)
{
    for (size_t i = 0; i < wall->block_count; i++) {
        for (size_t k = 0; k < wall->blocks[i].count; k++) {
            if (others_has(&wall->blocks[i].questions[k]) &&
                wall->slide_count < WALL_SLIDES_MAX) {
                wall->slides[wall->slide_count++] = (struct wall_slide){i, k};
            }
        }
    }
}

bool
wall_count(struct wall *wall, const struct wall_options *options, struct error *err)
{
    struct wall fresh = {0};
    struct counting counting = {&fresh, options->event};
    bool ok = prepare(&fresh, options->descriptor, err) &&
              store_each_response(options->store, count_response, &counting, err);
    bool may_change = !wall->was_shown || fresh.people >= wall->people + SMALL_GROUP;
    if (!ok || !may_change) {
        wall->waiting = ok ? fresh.people - wall->people : wall->waiting;
        wall_finish(&fresh);
        return ok;
    }
    list_slides(&fresh);
    fresh.is_revealed = fresh.was_shown = wall->is_revealed;
    fresh.slide = wall->slide < fresh.slide_count ? wall->slide : 0;
    wall_finish(wall);
    *wall = fresh;
    return true;
}

static bool
shown_path(const struct wall_options *options, char out[PATH_BYTES])
{
    return snprintf(out, PATH_BYTES, "%s/" SHOWN_NAME, options->data_dir) < PATH_BYTES;
}

/* How many people were counted when it was revealed last in this event; 0: never. */
static uint32_t
shown_before(const struct wall_options *options)
{
    char path[PATH_BYTES];
    struct buffer text;
    struct error err;
    uint32_t people = 0;
    if (!shown_path(options, path) || !file_exists(path)) {
        return 0;
    }
    buffer_init(&text, SHOWN_MAX_BYTES);
    if (file_load(path, &text, &err) && text.size > 0) {
        const char *at = (const char *)text.data, *end = at + text.size;
        size_t event_size = strlen(options->event);
        while (at < end && character_is_digit(*at) && people < 100000000) {
            people = people * 10 + (uint32_t)(*at++ - '0');
        }
        bool is_same = (size_t)(end - at) == event_size + 1 && *at == ' ' &&
                       memcmp(at + 1, options->event, event_size) == 0;
        people = is_same ? people : 0;
    }
    buffer_finish(&text);
    return people;
}

bool
wall_may_reveal(const struct wall *wall, const struct wall_options *options)
{
    uint32_t before = shown_before(options);
    return wall->slide_count > 0 && wall->people >= SMALL_GROUP &&
           (before == 0 || wall->people == before ||
            wall->people >= before + SMALL_GROUP);
}

bool
wall_reveal(struct wall *wall, const struct wall_options *options, struct error *err)
{
    char path[PATH_BYTES], text[SHOWN_MAX_BYTES];
    if (!wall_may_reveal(wall, options)) {
        return error_set(err, ERROR_MISSING, "too few people answered");
    }
    int size = snprintf(text, sizeof text, "%u %s", wall->people, options->event);
    if (size < 0 || size >= (int)sizeof text || !shown_path(options, path)) {
        return error_set(err, ERROR_INPUT, "the name of the event is too long");
    }
    struct file_content content = {.data = text, .size = (size_t)size, .mode = 0644};
    if (!file_save(path, &content, err)) {
        return false;
    }
    wall->is_revealed = wall->was_shown = true;
    return true;
}

/*
 * settings: what staff set by touch and the store keeps: the event, the hours, and how
 * screens look for whoever comes next, and how long confirmed answers stay. Practice
 * and official answers have their own. A value that makes no sense counts as never set.
 */
#ifndef TOWNLINE_SETTINGS_H
#define TOWNLINE_SETTINGS_H

#include "theme.h"
#include "townline/store.h"

#define SETTINGS_EVENT_MAX_BYTES 64
#define HOURS_STEP_MIN 30

/* Open from day to day and from hour to hour; past the end of the week it goes on at
 * its beginning. */
struct hours {
    bool is_set;             /* else it is always open */
    int first_day, last_day; /* 0 is Sunday */
    int from_min, to_min;    /* of the day; from is less */
};
struct settings {
    char event[SETTINGS_EVENT_MAX_BYTES + 1]; /* its name in the pack; "" none */
    bool has_event;                           /* staff chose it, or none */
    struct hours hours;
    struct display display;
    uint32_t erase_days; /* staff are asked to erase answers so long after they were
                            confirmed; 0: never */
};

/* How long confirmed answers may be kept at most, for staff to choose from. */
#define SETTINGS_ERASE_CHOICES 4
extern const uint32_t settings_erase_days[SETTINGS_ERASE_CHOICES];

/* A store that cannot be read leaves what holds without it. `store` may be NULL. */
void settings_load(struct store *store, struct settings *out);
bool settings_save(struct store *store, const struct settings *settings,
                   struct error *err) __attribute__((warn_unused_result));

/* `minutes` since 1970-01-01. */
bool hours_are_open(const struct hours *hours, int64_t minutes);

#endif

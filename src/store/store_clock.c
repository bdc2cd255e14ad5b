/* store_clock: keeps what is known of the kiosk's clock, and sets it. */
#include "audit_rows.h"
#include "meta.h"
#include "store_state.h"

#include <string.h>

bool
store_clock_load(struct store *store, struct store_clock *out, bool *found_out,
                 struct error *err)
{
    struct database *database = &store->responses.database;
    struct store_clock clock = {0};
    int64_t word, half_day, boots, setter, set;
    bool has_boot = false;
    if (!meta_number(database, "clock_word", -1, &word, err) ||
        !meta_number(database, "clock_shift", 0, &clock.shift_min, err) ||
        !meta_number(database, "clock_half_day", 0, &half_day, err) ||
        !meta_number(database, "clock_boots", 0, &boots, err) ||
        !meta_number(database, "clock_setter", 0, &setter, err) ||
        !meta_number(database, "clock_set", 0, &set, err) ||
        !meta_bytes(database, "clock_boot", clock.boot_id, sizeof clock.boot_id,
                    &has_boot, err)) {
        return false;
    }
    clock.is_trusted = word == 1;
    clock.half_day = (uint32_t)half_day;
    clock.boots = (uint32_t)boots;
    if (setter >= CLOCK_SET_BY_STAFF && setter <= CLOCK_SET_BY_OFFICE) {
        clock.setter = (enum clock_setter)setter;
        clock.set_half_day = (uint32_t)set;
    }
    *found_out = word >= 0 && has_boot;
    *out = *found_out ? clock : (struct store_clock){0};
    return true;
}

/* Writes it inside a transaction. */
static bool
keep(struct store *store, const struct store_clock *clock, struct error *err)
{
    struct database *database = &store->responses.database;
    return meta_set_number(database, "clock_word", clock->is_trusted, err) &&
           meta_set_number(database, "clock_shift", clock->shift_min, err) &&
           meta_set_number(database, "clock_half_day", clock->half_day, err) &&
           meta_set_number(database, "clock_boots", clock->boots, err) &&
           meta_set_number(database, "clock_setter", clock->setter, err) &&
           meta_set_number(database, "clock_set", clock->set_half_day, err) &&
           meta_set_bytes(database, "clock_boot", clock->boot_id, sizeof clock->boot_id,
                          err);
}

bool
store_clock_save(struct store *store, const struct store_clock *clock,
                 struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = keep(store, clock, err);
    return database_end(database, ok, err);
}

/* Answers that were kept at a later half-day than now cannot have the right date, so
 * their clock counts as not trusted. Those in bundles stay as they are, since frozen
 * bytes never change. */
static bool
doubt_later_answers(struct store *store, uint32_t half_day, struct error *err)
{
    struct database *database = &store->responses.database;
    return database_run(database, err,
                        "UPDATE responses SET clock_trusted = 0"
                        " WHERE bundle IS NULL AND half_day > ?",
                        "i", (int64_t)half_day) &&
           meta_set_number(database, "newest_half_day", half_day, err);
}

bool
store_clock_set(struct store *store, const struct store_clock *clock, struct error *err)
{
    struct database *database = &store->responses.database;
    uint32_t newest = store->newest_half_day;
    bool goes_back = clock->half_day < newest;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = (!goes_back || doubt_later_answers(store, clock->half_day, err)) &&
              keep(store, clock, err) &&
              audit_add(store, goes_back ? AUDIT_CLOCK_BACK : AUDIT_CLOCK_SET,
                        goes_back ? newest : store->half_day, clock->half_day, err);
    if (!database_end(database, ok, err)) {
        return false;
    }
    if (goes_back) {
        store->newest_half_day = clock->half_day;
    }
    store->half_day = clock->half_day;
    store->clock_trusted = clock->is_trusted;
    return true;
}

uint32_t
store_newest_half_day(const struct store *store)
{
    return store->newest_half_day;
}

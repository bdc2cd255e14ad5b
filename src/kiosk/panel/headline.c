/* headline: computes what is seen of the first screen's headline. */
#include "headline.h"

#define STEP_MS (HEADLINE_FADE_MS / HEADLINE_FADE_STEPS)

void
headline_begin(struct headline *headline, uint64_t now_ms)
{
    *headline = (struct headline){.begun_ms = now_ms, .moves = true};
}

static bool
is_over(size_t turn, size_t languages)
{
    return turn >= HEADLINE_ROUNDS * languages;
}

/* In a turn the words of the one before go first, and then those of its own come.
 * Nothing goes before the first turn. */
struct headline_view
headline_view(const struct headline *headline, size_t languages, bool still,
              uint64_t now_ms)
{
    uint64_t turn_ms = still ? HEADLINE_STILL_TURN_MS : HEADLINE_TURN_MS;
    if (!headline->moves || languages < 2 || now_ms < headline->begun_ms) {
        return (struct headline_view){0, 0};
    }
    if (headline->is_stopped) {
        bool is_back = now_ms - headline->stopped_ms >= HEADLINE_BACK_MS;
        return (struct headline_view){is_back ? 0 : headline->stopped_at, 0};
    }
    uint64_t past_ms = now_ms - headline->begun_ms;
    size_t turn = (size_t)(past_ms / turn_ms);
    uint64_t in_ms = past_ms % turn_ms;
    if (turn > HEADLINE_ROUNDS * languages) {
        return (struct headline_view){0, 0};
    }
    size_t own = turn % languages;
    if (turn == 0 || still || in_ms >= 2 * HEADLINE_FADE_MS) {
        return (struct headline_view){own, 0};
    }
    int steps = (int)(in_ms / STEP_MS);
    if (steps < HEADLINE_FADE_STEPS) {
        return (struct headline_view){(turn - 1) % languages, steps + 1};
    }
    return (struct headline_view){own, 2 * HEADLINE_FADE_STEPS - 1 - steps};
}

void
headline_stop(struct headline *headline, size_t languages, bool still, uint64_t now_ms)
{
    size_t shown = headline_view(headline, languages, still, now_ms).language;
    headline->is_stopped = true;
    headline->stopped_ms = now_ms;
    headline->stopped_at = shown;
}

static int
at_most(uint64_t wait_ms, int most_ms)
{
    return wait_ms < (uint64_t)most_ms ? (int)wait_ms : most_ms;
}

int
headline_wait_ms(const struct headline *headline, size_t languages, bool still,
                 uint64_t now_ms, int most_ms)
{
    uint64_t turn_ms = still ? HEADLINE_STILL_TURN_MS : HEADLINE_TURN_MS;
    if (!headline->moves || languages < 2 || now_ms < headline->begun_ms) {
        return most_ms;
    }
    if (headline->is_stopped) {
        uint64_t past_ms = now_ms - headline->stopped_ms;
        return past_ms < HEADLINE_BACK_MS ? at_most(HEADLINE_BACK_MS - past_ms, most_ms)
                                          : most_ms;
    }
    uint64_t past_ms = now_ms - headline->begun_ms;
    size_t turn = (size_t)(past_ms / turn_ms);
    uint64_t in_ms = past_ms % turn_ms;
    bool fades = turn > 0 && !still && in_ms < 2 * HEADLINE_FADE_MS;
    if (turn > HEADLINE_ROUNDS * languages || (is_over(turn, languages) && !fades)) {
        return most_ms;
    }
    return at_most(fades ? STEP_MS - in_ms % STEP_MS : turn_ms - in_ms, most_ms);
}

/*
 * others: how often each answer about one service was given on this kiosk, for
 * residents who have answered already. It gives nobody away: responses count in batches
 * of at least ten, and a batch ends with a half-day that is over. So between two looks,
 * ten people more are counted or nobody. Of each answer, only the number of whole tens
 * is told.
 */
#ifndef TOWNLINE_OTHERS_H
#define TOWNLINE_OTHERS_H

#include "townline/small_groups.h"
#include "townline/store.h"

#define OTHERS_BATCH_MIN SMALL_GROUP /* responses in a batch */
#define OTHERS_QUESTIONS_MAX 12
#define OTHERS_CHOICES_MAX 16
#define OTHERS_HALF_DAYS_MAX 2000 /* nearly three years; later ones do not count */

/* Decides which responses count. */
struct others_batches {
    struct {
        uint32_t half_day, count;
    } half_days[OTHERS_HALF_DAYS_MAX];
    size_t count;
};
void others_note(struct others_batches *batches, uint32_t half_day);
/* Responses before this half-day count; 0 while there are too few. */
uint32_t others_limit(const struct others_batches *batches, uint32_t now);

struct others_question {
    size_t question; /* number in the form's descriptor */
    uint32_t counts[OTHERS_CHOICES_MAX];
};
struct others {
    const struct descriptor *descriptor; /* borrowed */
    uint16_t instance;                   /* of the service's block */
    struct others_question questions[OTHERS_QUESTIONS_MAX];
    size_t count;
};
/* Takes all select-ones of the repeat over all services; nothing is counted yet. */
void others_init(struct others *others, const struct descriptor *descriptor, int repeat,
                 uint16_t instance);
/* The response may be of another pack. Questions are known by their path, choices by
 * their code, and the service by its key. */
void others_add(struct others *others, const struct response *response,
                const struct descriptor *descriptor);
/* Whether there is anything to tell about the question. */
bool others_has(const struct others_question *question);

/* Visits each response of the store that counts. */
typedef void others_visit(void *context, const struct stored_response *stored);
bool others_each(struct store *store, uint32_t now, others_visit *visit, void *context,
                 struct error *err) __attribute__((warn_unused_result));
/* Counts the responses of the store. */
bool others_count(struct others *others, struct store *store, uint32_t now,
                  struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * opinion: what made-up residents think, for simulate: the chances that their answers
 * are drawn from. They follow from the names in the form and from a seed: some services
 * are loved and some are not, towns differ, and about a few services people are split.
 * All numbers are integers, so they are the same on every machine.
 *
 * Whoever knows these chances can check a report: over many responses the shares of
 * those who gave an answer come near to them.
 */
#ifndef TOWNLINE_OPINION_H
#define TOWNLINE_OPINION_H

#include "townline/form.h"

#define OPINION_WHOLE 10000 /* a chance of 1 */
/* Of a thousand residents so many give the same point on every scale. */
#define OPINION_STRAIGHT 40
/* At a kiosk its own town is so many times as likely. */
#define OPINION_HOME_FACTOR 4

struct opinions;
/* `uniform`: all answers are equally likely. The form is borrowed. opinions_destroy
 * takes NULL. */
bool opinions_create(const struct form *form, uint64_t seed, bool uniform,
                     struct opinions **out, struct error *err)
    __attribute__((warn_unused_result));
void opinions_destroy(struct opinions *opinions);
/* The question that says in which town somebody lives: the first select_one outside of
 * repeats, or the one that is called "community". -1: there is none. */
int opinions_town_question(const struct opinions *opinions);

/* Who is asked what about which service. */
struct opinion_about {
    size_t question;
    int service;   /* the instance of the keyed repeat; -1: not about one */
    int town;      /* choice of the question above; -1: it was not answered */
    bool assigned; /* the kiosk chose the service */
    int home;      /* the town of the kiosk; -1: none */
};
enum opinion_kind {
    OPINION_NONE, /* no choices, or numbers that are drawn in another way */
    /* weights[i] is the chance of choice i, and all together are OPINION_WHOLE */
    OPINION_ONE,
    /* weights[i] is the chance that choice i is taken, whatever else is. First it is
     * drawn whether one of those that stand alone is taken ("none of these"). When
     * nothing was taken, all is drawn again. Choices that the form does not offer are
     * left out. */
    OPINION_SOME,
    /* Choices are drawn one after the other, each with the chance of its weight among
     * those that are left: the first is liked best. Where most and least are picked,
     * the least is drawn with the chance of 1 / weight. */
    OPINION_ORDER,
};
struct opinion {
    enum opinion_kind kind;
    size_t count; /* of the question's choices */
    uint32_t weights[DESCRIPTOR_MAX_CHOICES];
    bool is_scale; /* most codes are numbers */
    int low, high; /* choices with the lowest and the highest of them */
    bool descends; /* from the first choice to the last */
    bool is_alone[DESCRIPTOR_MAX_CHOICES]; /* of OPINION_SOME; of a scale: no point */
};
/* What people think who do not give the same point on every scale. */
void opinions_about(const struct opinions *opinions, const struct opinion_about *about,
                    struct opinion *out);
/* Adds those who do: of 1,000 residents OPINION_STRAIGHT, each point equally often. */
void opinion_add_straight(struct opinion *opinion);

/* A hash of the words, the same on every machine. */
uint64_t words_hash(const char *words);

#endif

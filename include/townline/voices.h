/*
 * voices: which voice speaks a language, and how fast. A language without one is shown
 * as text only, unless the pack brings recordings. For any thread.
 */
#ifndef TOWNLINE_VOICES_H
#define TOWNLINE_VOICES_H

struct voice {
    const char *language; /* BCP 47, as far as it matters: "zh" is also "zh-Hans" */
    const char *name;     /* in espeak-ng */
    /* what espeak-ng is told, so that speech has its usual speed: English 125 words a
     * minute, the others the syllables below */
    int engine_wpm;
    int syllables_per_min;
    /* How long a letter or digit takes then, marks and signs left out. It was measured
     * over the county's texts (English, Spanish, Chinese, Vietnamese, Arabic), and is
     * guessed for the others. */
    int ms_per_letter;
};

/* The voice for a BCP 47 language; NULL: there is none. */
const struct voice *voice_find(const char *language);

#endif

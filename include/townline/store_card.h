/*
 * store_card: the store of a dead kiosk, read from a copy of its card, to save what no
 * bundle has taken away. Nothing is ever given back to a kiosk.
 *
 * The copy is a folder with store.db, its -wal and, if there is one, contacts.db. It is
 * changed (SQLite takes the -wal in), so it must not be the card itself. Damaged pages
 * are skipped: what lies on them is lost, and the counts tell how much.
 */
#ifndef TOWNLINE_STORE_CARD_H
#define TOWNLINE_STORE_CARD_H

#include "townline/bundle.h"

struct store_card;
struct store_card_about {
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    bool test_mode;
    bool is_torn;          /* some pages of store.db are damaged */
    bool has_contacts;     /* contacts.db is there and can be opened */
    bool contacts_torn;    /* contacts.db is there and cannot be opened */
    uint32_t last_number;  /* of the newest bundle made on it; 0: none */
    size_t responses_lost; /* cannot be read to their end */
    /* whose key cannot be read; the rest of their response can */
    size_t texts_lost;
};
/* ERROR_MISSING: there is no store.db. ERROR_INPUT: it was copied without its -wal, is
 * no store, or the page that says whose it is cannot be read. */
bool store_card_open(const char *directory, struct store_card **out, struct error *err)
    __attribute__((warn_unused_result));
void store_card_close(struct store_card *card); /* wipes the key; takes NULL */
/* The two `lost` counts grow while responses are visited. */
const struct store_card_about *store_card_about(const struct store_card *card);
const struct sign_secret *store_card_secret(const struct store_card *card);

/* Visits the frozen bundles that can be read, in the order of their numbers. A visitor
 * returns false to stop, which is no error. */
typedef bool store_card_on_bundle(void *context, uint32_t number, const void *sealed,
                                  size_t size);
bool store_card_each_bundle(struct store_card *card, store_card_on_bundle *visit,
                            void *context, struct error *err)
    __attribute__((warn_unused_result));

/* What responses and contacts were given under. */
struct store_card_terms {
    int64_t number;
    uint8_t pack_id[PACK_ID_BYTES];
    uint8_t office_id[OFFICE_ID_BYTES];
    struct recipient_public recipients[SEAL_RECIPIENTS_MAX];
    size_t recipient_count;
    const struct descriptor *descriptor;
};
struct store_card_response {
    const struct response *response; /* its texts are ANSWER_SEALED */
    const struct store_card_terms *terms;
    uint32_t bundle;            /* 0: in none */
    const struct epoch *epochs; /* of its texts */
    size_t epoch_count;
};
/* Visits responses by their terms, then in key order. */
typedef bool store_card_on_response(void *context,
                                    const struct store_card_response *stored);
bool store_card_each_response(struct store_card *card, store_card_on_response *visit,
                              void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Visits contacts, each with the epoch that opens it. Their terms are the newest. */
typedef bool store_card_on_contact(void *context, const struct sealed_text *sealed,
                                   const struct epoch *epoch);
bool store_card_each_contact(struct store_card *card, store_card_on_contact *visit,
                             void *context, struct error *err)
    __attribute__((warn_unused_result));
bool store_card_newest_terms(struct store_card *card, struct store_card_terms *out,
                             struct error *err) __attribute__((warn_unused_result));

#endif

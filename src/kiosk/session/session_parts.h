/*
 * session_parts: what the files of session share and nobody else sees.
 * session.c: its life, from first touch to wipe; session_moves.c: from stop to stop;
 * session_answers.c: choosing, writing, and what of it is stored; session_picks.c: the
 * screens of a best-worst rank; session_progress.c: how far along the way;
 * session_review.c: changing what was answered; session_kept.c: which services have an
 * answer; session_offer.c: a service that is picked for the resident.
 */
#ifndef TOWNLINE_SESSION_PARTS_H
#define TOWNLINE_SESSION_PARTS_H

#include "session.h"

void session_wipe(struct session *session);
void session_clear_fault(struct session *session);
/* What is wrong at the place, if anything is, with the form's own words. */
void session_tell_fault(struct session *session, const struct place *place);

/* Remembers which questions of the list at the stop were asked so far. */
void session_note_listed(struct session *session, bool anew);

/* Anew for the stop where the session is now. Going forward nothing of it goes down. */
void session_count_progress(struct session *session, bool forward);

void session_go(struct session *session, const struct stop *stop);
enum session_effect session_next(struct session *session);
enum session_effect session_pass(struct session *session);
enum session_effect session_skip(struct session *session);
enum session_effect session_back(struct session *session);
enum session_effect session_change(struct session *session);
void session_revise(struct session *session, const struct place *place);
/* True when the session was at a chosen answer and is back at all of them. */
bool session_end_revision(struct session *session, enum session_effect *effect_out);
enum session_effect session_move(struct session *session, const struct stop *stop);
void session_edit(struct session *session, const struct place *place);
enum session_effect session_more(struct session *session);
enum session_effect session_another(struct session *session);
enum session_effect session_add(struct session *session);
enum session_effect session_remove(struct session *session);
enum session_effect session_assign(struct session *session, const char *code);

void session_choose(struct session *session, const struct place *place,
                    const char *code);
void session_pick(struct session *session, const struct place *place, const char *code);
void session_write(struct session *session, const struct place *place,
                   const char *value);

#endif

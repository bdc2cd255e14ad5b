/*
 * staff_visit: the staff's side of a visit of the stick: it begins, may be tried again,
 * and what was chosen of it holds when its screen is left.
 */
#ifndef TOWNLINE_STAFF_VISIT_H
#define TOWNLINE_STAFF_VISIT_H

#include "staff.h"

void staff_begin_visit(struct staff *staff, uint64_t now_ms);
void staff_advance_visit(struct staff *staff, uint64_t now_ms);
/* Done; where the stick failed, once more. */
void staff_end_visit(struct staff *staff, uint64_t now_ms);
/* To the menu; not while the stick is read or written. */
void staff_leave_stick(struct staff *staff);
/* "pack-use" or "pack-keep". */
void staff_choose_questions(struct staff *staff, const char *id);

#endif

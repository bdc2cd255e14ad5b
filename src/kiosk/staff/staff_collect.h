/*
 * staff_collect: the part of staff that takes answers away and brings receipts back.
 */
#ifndef TOWNLINE_STAFF_COLLECT_H
#define TOWNLINE_STAFF_COLLECT_H

#include "staff.h"

/* To another view; what was typed is wiped. */
void staff_go(struct staff *staff, enum staff_view view);

/* Room on the disk that holds the folder; 0 where it is not known. */
uint32_t staff_free_mb(const char *dir);
/* An entry of the staff log. What it tells of was done, also where the entry cannot be
 * written; then staff are told why. */
void staff_note(struct staff *staff, enum audit_kind kind, int64_t first);

void staff_send(struct staff *staff, bool final_collection, uint64_t now_ms);
/* The chosen bundle of the list once more, though somebody has it already. */
void staff_send_again(struct staff *staff, uint64_t now_ms);
/* Makes the next frame of the moving code ahead of its time. True when there is one. */
bool staff_follow_code(struct staff *staff, uint64_t now_ms);
/* A touch on one of the controls beside the code. */
void staff_change_code(struct staff *staff, const char *id);
/* What was typed after the moving code: the phone's carried code, which says that
 * somebody has that bundle, or already the office's receipt. Anything else changes
 * nothing. */
void staff_take_code(struct staff *staff, uint64_t now_ms);
void staff_take_receipt(struct staff *staff, uint64_t now_ms);

#endif

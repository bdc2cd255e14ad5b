/*
 * page_calls: all that JavaScript may call. Bytes in, bytes out: JavaScript asks for
 * memory with page_alloc, copies its bytes there, calls, and copies the answer away.
 * Texts end with a NUL; page_alloc leaves room for it. Days are "2026-11-22".
 *
 * A call that returns bool is true when it went well. Then page_answer has what the
 * comment says: JSON, or bytes. When it is false, or a handle is NULL, page_error_code
 * and page_error_text tell what is wrong, as in error.h. Handles are used by one
 * instance of the module, in one thread.
 */
#ifndef PAGE_CALLS_H
#define PAGE_CALLS_H

#include "townline/frame.h"

#define PAGE_CALL(name) __attribute__((export_name(#name)))

/* Call it once, before all else. */
bool page_start(void) PAGE_CALL(page_start);
void *page_alloc(size_t size) PAGE_CALL(page_alloc); /* zeroed; NULL: no memory */
void page_free(void *bytes, size_t size) PAGE_CALL(page_free); /* wipes it */
const uint8_t *page_answer(void) PAGE_CALL(page_answer);
size_t page_answer_size(void) PAGE_CALL(page_answer_size);
int page_error_code(void) PAGE_CALL(page_error_code);
const char *page_error_text(void) PAGE_CALL(page_error_text);

/* Frames of the moving code, in any order; frame.h. */
struct frame_collector *page_frames_open(void) PAGE_CALL(page_frames_open);
void page_frames_close(struct frame_collector *collector) PAGE_CALL(page_frames_close);
/* enum collector_event */
int page_frames_take(struct frame_collector *collector, const uint8_t *data,
                     size_t size) PAGE_CALL(page_frames_take);
/* The bytes of the bundle that the last frame completed. */
bool page_frames_bundle(const struct frame_collector *collector)
    PAGE_CALL(page_frames_bundle);
/* [{"tag": hex, "rank": 3, "k": 7}]: what is not whole yet. */
bool page_frames_progress(const struct frame_collector *collector)
    PAGE_CALL(page_frames_progress);
/* What a frame says about itself: {"tag", "k", "index", "count", "symbol_bytes"}. */
bool page_frame_about(const uint8_t *data, size_t size) PAGE_CALL(page_frame_about);
/* The kiosk's side of it, for tests of the page. */
struct frame_sender *page_sender_open(const uint8_t *bundle, size_t size)
    PAGE_CALL(page_sender_open);
void page_sender_close(struct frame_sender *sender) PAGE_CALL(page_sender_close);
bool page_sender_frame(const struct frame_sender *sender, uint32_t index, size_t count)
    PAGE_CALL(page_sender_frame);

/* The clear header, which proves nothing: {"id", "number", "kind", "kiosk", "print",
 * "store", "office", "carried", "recipients": [...]}. */
bool page_bundle_about(const uint8_t *sealed, size_t size) PAGE_CALL(page_bundle_about);

/* The office's key. */

/* Opens the file with the passphrase. The answer is the 32 bytes that open bundles. It
 * takes as much memory as the file says, so it is called in an instance of its own,
 * which is thrown away afterwards. */
bool page_key_unlock(const uint8_t *file, size_t size, const char *passphrase)
    PAGE_CALL(page_key_unlock);
struct page_key;
struct page_key *page_key_open(const uint8_t secret[32]) PAGE_CALL(page_key_open);
void page_key_close(struct page_key *key) PAGE_CALL(page_key_close); /* wipes it */

/* The archive, which lies in memory. */

struct page_archive;
/* Without bytes it is a new one. Only one is open at a time. */
struct page_archive *page_archive_open(const uint8_t *data, size_t size)
    PAGE_CALL(page_archive_open);
void page_archive_close(struct page_archive *archive) PAGE_CALL(page_archive_close);
/* The file as bytes, which the command line opens too. */
bool page_archive_bytes(struct page_archive *archive) PAGE_CALL(page_archive_bytes);
/* The same of contacts; ERROR_MISSING when there are none. */
bool page_archive_contacts(struct page_archive *archive)
    PAGE_CALL(page_archive_contacts);
/* Takes a sealed bundle. Without a key it is only kept. {"outcome": "merged" | "same" |
 * "unknown" | "clone" | "kept" | "refused", "reason", and as in page_bundle_about;
 * "responses", "comments", "contacts", "missing_first", "missing_last", "counted"}. */
bool page_archive_take(struct page_archive *archive, const uint8_t *sealed, size_t size,
                       const struct page_key *key, const char *today)
    PAGE_CALL(page_archive_take);
/* [{"key", "print", "name", "state": "unknown" | "accepted" | "retired", "since",
 * "merged", "waiting", "apart", "responses", "last_number", "last_collected",
 * "health": {...}}] */
bool page_archive_kiosks(struct page_archive *archive) PAGE_CALL(page_archive_kiosks);
/* [{"id", "kiosk", "store", "number", "kind", "place": "kept" | "merged" | "apart",
 * "collected", "size", "responses", "counted", "test", "gap_before", "carried"}] */
bool page_archive_bundles(struct page_archive *archive) PAGE_CALL(page_archive_bundles);
/* Accepts a kiosk or names it anew, and merges what waited for it: a list of results as
 * of page_archive_take. */
bool page_archive_accept(struct page_archive *archive, const uint8_t kiosk[32],
                         const char *name, const char *today,
                         const struct page_key *key) PAGE_CALL(page_archive_accept);
/* {"number", "code", "name", "file"}: the proof for the kiosk, as digits and as the
 * text of a file. `day` counts from 1970-01-01. */
bool page_archive_receipt(struct page_archive *archive, const uint8_t kiosk[32],
                          const uint8_t store[16], uint32_t day)
    PAGE_CALL(page_archive_receipt);
/* {"bundles", "merged", "apart", "responses", "comments"} when all is whole. */
bool page_archive_verify(struct page_archive *archive) PAGE_CALL(page_archive_verify);

/* Packs and workbooks. */

struct pack;
struct pack *page_pack_open(const uint8_t *data, size_t size) PAGE_CALL(page_pack_open);
void page_pack_close(struct pack *pack) PAGE_CALL(page_pack_close);
/* {"title", "form", "version", "round", "office", "print", "id", "languages": [{"id",
 * "label", "rtl"}], "collect_address", "faults": [{"path", "what", "instead"}]} */
bool page_pack_about(const struct pack *pack) PAGE_CALL(page_pack_about);
/* [{"place": "about/identity: 5", "words": ["...", ...]}]: every text in the pack's
 * languages, in their order. A language that lacks a text has the words of
 * the first. */
bool page_pack_texts(const struct pack *pack) PAGE_CALL(page_pack_texts);
/* [{"severity": "note" | "warning" | "error", "place", "what"}]: what is to be mended
 * in an .xlsx workbook. An empty list: nothing. */
bool page_workbook_check(const uint8_t *data, size_t size)
    PAGE_CALL(page_workbook_check);

/* What comes out. */

/* [{"form", "version", "pack", "responses"}] */
bool page_forms(struct page_archive *archive) PAGE_CALL(page_forms);
/* The page for managers: HTML. The pack (may be NULL) brings words; `language` is one
 * of its languages' ids or "", and `office` may be "". */
bool page_report(struct page_archive *archive, const struct pack *pack,
                 const char *language, const char *office, const char *today)
    PAGE_CALL(page_report);
/* The same figures as JSON: src/report/JSON.md. */
bool page_report_json(struct page_archive *archive, const struct pack *pack,
                      const char *language, const char *today)
    PAGE_CALL(page_report_json);
/* What all kiosks together said, for a room: {"people": 37, "tens": 30, "may_tell",
 * "slides": [{"service", "question", "answers": [{"label", "people": 20}]}]}. Answers
 * are counted by whole tens (small_groups.h). `shown` is "people" of when it was last
 * shown, or 0: until ten more people are counted, "may_tell" is false and there is no
 * slide. "people" itself is for the caller, who shows "tens". */
bool page_wall(struct page_archive *archive, const struct pack *pack,
               const char *language, uint32_t shown) PAGE_CALL(page_wall);
/* CSV of one form, by its place in page_forms. */
bool page_responses_csv(struct page_archive *archive, size_t form)
    PAGE_CALL(page_responses_csv);
bool page_comments_csv(struct page_archive *archive, size_t form)
    PAGE_CALL(page_comments_csv);

#endif

/*
 * pack_hearing: what residents who hear a pack would hear wrongly, as advice: nothing
 * of it keeps a pack from being used. It is told language by language, a kind at a
 * time.
 */
#ifndef PACK_HEARING_H
#define PACK_HEARING_H

#include "townline/spoken_texts.h"

#include <jansson.h>

struct pack_hearing {
    json_t *texts; /* owned: {"language", "where", "fault", "words"}, in their order */
    bool failed;   /* memory ran out */
};
bool pack_hearing_init(struct pack_hearing *hearing, struct error *err)
    __attribute__((warn_unused_result));
void pack_hearing_finish(struct pack_hearing *hearing);

/* An on_spoken_text, whose context is the hearing. */
void pack_hearing_add(void *context, const struct spoken_text *text);
/* All texts of a form, in the place of on_spoken_text of a workbook. */
void pack_hearing_add_form(struct pack_hearing *hearing, const struct form *form);
/* Reads the workbook of a pack, so that cells are told. A workbook that is not the one
 * of this form is refused. */
bool pack_hearing_add_workbook(struct pack_hearing *hearing, const char *path,
                               const void *xml, size_t size, struct error *err)
    __attribute__((warn_unused_result));

void pack_hearing_say(const struct pack_hearing *hearing, const struct form *form);

#endif

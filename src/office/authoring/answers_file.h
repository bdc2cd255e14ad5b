/*
 * answers_file: answers to a form, written down as JSON:
 *
 *   {"name": "Ann", "person[2]/age": 30, "likes": ["parks", "library"], "note": null}
 *
 * or, where the order in which they are given matters, as a list of pairs:
 *
 *   [["likes", ["parks"]], ["likes", []]]
 *
 * A path may also begin with the form's root, "/data/name". An object's answers are
 * given in its order; one to a question that is not asked yet waits for the others.
 */
#ifndef ANSWERS_FILE_H
#define ANSWERS_FILE_H

#include "trial.h"

#include <jansson.h>

/* What could not be given is added to `refused`, an array of {path, reason}. False when
 * the file could not be read or is no such JSON. */
bool answers_file_play(const char *path, struct trial *trial, json_t *refused,
                       struct error *err) __attribute__((warn_unused_result));

#endif

/*
 * report_json: the parts of the report as JSON.
 */
#ifndef TOWNLINE_REPORT_JSON_H
#define TOWNLINE_REPORT_JSON_H

#include "json.h"
#include "model.h"

/* All of it. */
void json_model(struct json *json, const struct model *model);

void json_figure(struct json *json, const char *key, const struct figure *figure);
/* null where there is none */
void json_percent(struct json *json, const char *key, bool has_percent,
                  int64_t percent);
void json_list(struct json *json, const char *key, const struct model_list *list);
void json_words(struct json *json, const char *key, const struct model_words *words);
void json_services(struct json *json, const struct model *model);
void json_answers(struct json *json, const struct model *model);

#endif

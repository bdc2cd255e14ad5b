/* column_names: the columns that each sheet of XLSForm can have. Sources: the XLSForm
 * reference (xlsform.org), and the older names that compilers of XLSForm still read. */
#include "column_names.h"

#include <stddef.h>

static const struct column_alias survey_aliases[] = {
    {"command", "type"},
    {"tag", "name"},
    {"value", "name"},
    {"caption", "label"},
    {"relevance", "relevant"},
    {"read_only", "readonly"},
    {"calculate", "calculation"},
    {"constraining_message", "constraint_message"},
    {"constraintmsg", "constraint_message"},
    {"jr:constraintmsg", "constraint_message"},
    {"requiredmsg", "required_message"},
    {"jr:requiredmsg", "required_message"},
    {"count", "repeat_count"},
    {"jr:count", "repeat_count"},
    {"big_image", "big-image"},
    {"guidance", "guidance_hint"},
    {NULL, NULL},
};
static const char *const survey_names[] = {
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "appearance",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "calculation",
    "constraint_message",
    "default",
    "readonly",
    "repeat_count",
    "choice_filter",
    "parameters",
    "trigger",
    "image",
    "big-image",
    "audio",
    "video",
    "disabled",
    "skippable",
    "rows",
    "autoplay",
    "intent",
    "save_to",
    "bind_type",
    "list_name",
    "hxl",
    "noapperrorstring",
    NULL,
};
static const char *const survey_translated[] = {
    "label",
    "hint",
    "guidance_hint",
    "required_message",
    "constraint_message",
    "image",
    "big-image",
    "audio",
    "video",
    "noapperrorstring",
    NULL,
};

static const struct column_alias choices_aliases[] = {
    {"list", "list_name"},      {"value", "name"}, {"caption", "label"},
    {"big_image", "big-image"}, {NULL, NULL},
};
static const char *const choices_names[] = {
    "list_name", "name", "label", "image", "big-image", "audio", "video", NULL,
};
static const char *const choices_translated[] = {
    "label", "image", "big-image", "audio", "video", NULL,
};

static const struct column_alias settings_aliases[] = {
    {"set_form_title", "form_title"},
    {"title", "form_title"},
    {"set_form_id", "form_id"},
    {NULL, NULL},
};
static const char *const settings_names[] = {
    "form_title",
    "form_id",
    "id_string",
    "version",
    "default_language",
    "style",
    "instance_name",
    "allow_choice_duplicates",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "namespaces",
    "clean_text_values",
    "omit_instanceid",
    "instance_xmlns",
    "instance_id",
    "add_none_option",
    "client_editable",
    "sms_keyword",
    "sms_separator",
    "sms_allow_media",
    "sms_date_format",
    "sms_datetime_format",
    "sms_response",
    "prefix",
    "delimiter",
    "flat",
    "name",
    NULL,
};
static const char *const none[] = {NULL};

const struct column_rules survey_columns = {
    .aliases = survey_aliases, .names = survey_names, .translated = survey_translated};
const struct column_rules choices_columns = {.aliases = choices_aliases,
                                             .names = choices_names,
                                             .translated = choices_translated};
const struct column_rules settings_columns = {
    .aliases = settings_aliases, .names = settings_names, .translated = none};

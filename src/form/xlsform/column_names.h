/* column_names: how the columns of the sheets that every XLSForm has are called. */
#ifndef TOWNLINE_COLUMN_NAMES_H
#define TOWNLINE_COLUMN_NAMES_H

#include "table.h"

extern const struct column_rules survey_columns, choices_columns, settings_columns;

#endif

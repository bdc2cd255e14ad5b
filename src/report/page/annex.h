/* annex: the parts of a service's sheet, and names that several sheets share. */
#ifndef TOWNLINE_ANNEX_H
#define TOWNLINE_ANNEX_H

#include "report_page.h"

void add_statements_in_people(struct page *page, const struct model_service *service);
void add_share_in_people(struct page *page, const struct model_service *service);
void add_by_town(struct page *page, const struct model_service *service);
void add_by_round(struct page *page, const struct model_service *service);
void add_small_parts(struct page *page, const struct model_service *service);
const char *part_name(enum counts_part part); /* in English */

#endif

/*
 * support_counter: the office and the one kiosk that most tests of the archive begin
 * with. The kiosk is accepted under the name "Library".
 */
#ifndef TOWNLINE_SUPPORT_COUNTER_H
#define TOWNLINE_SUPPORT_COUNTER_H

#include "support_fake_kiosk.h"

extern struct fake_office office;
extern struct fake_kiosk kiosk;

/* cmocka fixtures. */
int counter_setup(void **state);
int counter_teardown(void **state);

/* Brings in a bundle of the kiosk. The test fails when it is refused. */
void counter_collect(const struct plan *plan);

#endif

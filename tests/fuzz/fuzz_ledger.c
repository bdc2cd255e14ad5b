/*
 * Input: publications, one after the other, parted by lines with a form feed alone.
 */
#include "fuzz.h"

#include "townline/ledger.h"

#include <stdbool.h>
#include <string.h>

#define PUBLICATIONS 4
#define LEAKS 20

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct fuzz_part parts[PUBLICATIONS];
    size_t count = fuzz_split(data, size, parts, PUBLICATIONS);
    struct ledger *ledger;
    struct ledger_leak leaks[LEAKS];
    size_t leak_count = 0, reports = 0;
    if (!ledger_create(10, &ledger, NULL)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t people = 0;
        reports +=
            ledger_read(ledger, parts[i].data, parts[i].size, &people, NULL) ? 1 : 0;
    }
    if (ledger_audit(ledger, leaks, LEAKS, &leak_count, NULL)) {
        assert(leak_count <= LEAKS);
        for (size_t i = 0; i < leak_count; i++) {
            uint32_t n = 0;
            assert(leaks[i].report < reports);
            assert(ledger_before(ledger, leaks[i].cell, &n) != LEDGER_NEW);
        }
    }
    ledger_close(ledger);
}

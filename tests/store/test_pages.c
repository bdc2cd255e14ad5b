/*
 * What a copied card tells about the order in which residents came.
 *
 * Of half-days that are over: nothing. Pages hold rows in the order of their random
 * keys, and zeros; there are no free pages and there is no WAL.
 *
 * Within the half-day that runs it does tell: the frames of the WAL follow each other
 * as the commits did, and cells that came since the last rewriting lie in their pages
 * in the order they came. The last test holds this so that nobody promises more.
 */
#include "support_pages.h"

#include <stdio.h>
#include <string.h>

#define EARLIER 150 /* residents; fifteen of them take their answers back */
#define NOW 12

struct card {
    struct buffer store, wal, contacts, contacts_wal;
};

/* As somebody copies it who pulls the card out of a running kiosk. */
static void
take_card(struct desk *desk, struct card *card)
{
    read_bytes(desk->store, "store.db", &card->store);
    read_bytes(desk->store, "store.db-wal", &card->wal);
    read_bytes(desk->store, "contacts.db", &card->contacts);
    read_bytes(desk->store, "contacts.db-wal", &card->contacts_wal);
}

static void
drop_card(struct card *card)
{
    buffer_finish(&card->store);
    buffer_finish(&card->wal);
    buffer_finish(&card->contacts);
    buffer_finish(&card->contacts_wal);
}

/* Each in two blocks, some with a text; some take theirs back, some leave a contact. */
static void
residents_come(struct store *store, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++) {
        const char *concern = i % 8 == 0 ? "They plough late." : NULL;
        struct response *response = make_response(i, concern, NULL);
        response->answer_count = 3;
        save(store, response);
        save(store,
             make_response(i, concern, i % 8 == 4 ? "Keep the branch open." : NULL));
        if (i % 10 == 7) {
            assert_true(
                store_remove(store, make_response(i, NULL, NULL)->head.id, NULL));
        }
        if (i % 9 == 0) {
            assert_true(store_save_contact(store, "name=Resident of Elm", NULL));
        }
    }
}

/* Rows in their trees, met in key order. SQLite does not lay the cells of a rewritten
 * page strictly in that order, but in one that follows from the keys alone (test_order:
 * two orders of arrival leave the same bytes). Here: where a response's rows lie is not
 * correlated with when it came. */
struct order {
    char table[32];
    uint8_t key[16]; /* the last one's */
    uint32_t page;   /* of the last leaf */
    size_t leaves;   /* of tables that residents have rows in */
    double rows, sum[3], squares[3], products[3]; /* arrival, page, offset */
};

/* The blob that begins a row's record: the key of every table residents have rows in.
 */
static const uint8_t *
key_of(const struct page_cell *cell)
{
    assert_true(cell->size > 17 && cell->bytes[0] < 128 && cell->bytes[1] == 44);
    return cell->bytes + cell->bytes[0];
}

/* When the response of that key came, or -1. */
static int
arrival_of(const uint8_t key[RESPONSE_ID_BYTES])
{
    static uint8_t ids[EARLIER][RESPONSE_ID_BYTES];
    static bool known;
    for (uint32_t i = 0; !known && i < EARLIER; i++) {
        memcpy(ids[i], make_response(i, NULL, NULL)->head.id, RESPONSE_ID_BYTES);
    }
    known = true;
    for (int i = 0; i < EARLIER; i++) {
        if (memcmp(ids[i], key, RESPONSE_ID_BYTES) == 0) {
            return i;
        }
    }
    return -1;
}

static void
note_place(struct order *order, const struct page_cell *cell)
{
    int arrival = arrival_of(key_of(cell));
    if (arrival < 0) {
        return;
    }
    const double values[3] = {arrival, cell->page, cell->offset};
    order->rows++;
    for (int i = 0; i < 3; i++) {
        order->sum[i] += values[i];
        order->squares[i] += values[i] * values[i];
        order->products[i] += values[i] * values[0];
    }
}

/* Of arrival with value `i`, squared (Pearson). */
static double
correlation_squared(const struct order *order, int i)
{
    double n = order->rows;
    double both = n * order->products[i] - order->sum[0] * order->sum[i];
    double a = n * order->squares[0] - order->sum[0] * order->sum[0];
    double b = n * order->squares[i] - order->sum[i] * order->sum[i];
    return a > 0 && b > 0 ? both * both / (a * b) : 0;
}

static void
expect_key_order(void *context, const struct page_cell *cell)
{
    struct order *order = context;
    if (strcmp(cell->table, "responses") != 0 && strcmp(cell->table, "answers") != 0 &&
        strcmp(cell->table, "contacts") != 0 && strcmp(cell->table, "epochs") != 0) {
        return;
    }
    if (strcmp(order->table, cell->table) != 0) {
        *order = (struct order){.leaves = order->leaves};
        snprintf(order->table, sizeof order->table, "%s", cell->table);
    }
    assert_true(memcmp(order->key, key_of(cell), 16) <= 0);
    memcpy(order->key, key_of(cell), 16);
    order->leaves += cell->leaf && cell->page != order->page;
    if (cell->leaf) {
        order->page = cell->page;
    }
    if (strcmp(cell->table, "responses") == 0) {
        note_place(order, cell);
    }
    /* For 130 rows or more and keys drawn at random, 0.3 squared is met once in a
     * thousand draws; the keys are the same in each run. */
    if (order->rows >= 130 && (correlation_squared(order, 1) > 0.09 ||
                               correlation_squared(order, 2) > 0.09)) {
        fail_msg("where responses lie tells when they came");
    }
}

static size_t
expect_no_trace(const struct buffer *file, const struct buffer *wal)
{
    struct order order = {.page = 0};
    static struct pages pages;
    pages = (struct pages){.visit = expect_key_order, .context = &order};
    pages_walk(&pages, file);
    assert_int_equal(wal->size, 0);
    assert_int_equal(pages.freelist, 0);
    assert_int_equal(pages.remnants, 0);
    return order.leaves;
}

static void
expect_nobody_is_told_apart(struct desk *desk)
{
    struct card card;
    take_card(desk, &card);
    assert_true(expect_no_trace(&card.store, &card.wal) > 3);
    expect_no_trace(&card.contacts, &card.contacts_wal);
    drop_card(&card);
}

static void
after_the_half_day_pages_hold_rows_by_their_keys_and_zeros(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    residents_come(store, 0, EARLIER);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    expect_nobody_is_told_apart(desk);
    store_close(store);
}

static void
a_start_leaves_no_trace_either(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    residents_come(store, 0, EARLIER);
    store_close(store);
    store = open_store(desk);
    expect_nobody_is_told_apart(desk);
    store_close(store);
}

static void
a_freeze_leaves_no_trace_either(void **state)
{
    struct desk *desk = *state;
    struct store *store = open_store(desk);
    residents_come(store, 0, EARLIER);
    assert_true(freeze(store, false) > 0);
    expect_nobody_is_told_apart(desk);
    store_close(store);
}

static void
no_text_is_anywhere_in_clear(void **state)
{
    struct desk *desk = *state;
    struct card card;
    struct store *store = open_store(desk);
    residents_come(store, 0, NOW);
    take_card(desk, &card); /* within the half-day: WAL and all */
    const struct buffer *files[] = {&card.store, &card.wal, &card.contacts,
                                    &card.contacts_wal};
    assert_true(wal_frames(&card.wal) > NOW && wal_frames(&card.contacts_wal) > 0);
    for (size_t i = 0; i < 4; i++) {
        assert_false(contains(files[i], "plough", 6));
        assert_false(contains(files[i], "branch", 6));
        assert_false(contains(files[i], "Resident", 8));
    }
    /* What is not sealed is there, so that the search is no empty one. */
    assert_true(contains(&card.wal, "fire parks", 10));
    drop_card(&card);
    store_close(store);
}

/* The first frame that holds the response's row. */
static size_t
first_frame(const struct buffer *wal, const uint8_t id[RESPONSE_ID_BYTES])
{
    for (size_t i = 0; i < wal_frames(wal); i++) {
        struct buffer frame = {
            .data = wal->data + WAL_HEADER_BYTES +
                    i * (WAL_FRAME_HEADER_BYTES + PAGE_BYTES),
            .size = WAL_FRAME_HEADER_BYTES + PAGE_BYTES,
        };
        if (contains(&frame, id, RESPONSE_ID_BYTES)) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void
within_the_half_day_the_wal_tells_the_order_of_its_own_residents(void **state)
{
    struct desk *desk = *state;
    struct card card;
    struct store *store = open_store(desk);
    residents_come(store, 0, EARLIER);
    assert_true(store_rotate(store, BASE_HALF_DAY + 1, true, NULL));
    for (uint32_t i = EARLIER; i < EARLIER + NOW; i++) {
        save(store, make_response(i, NULL, NULL));
    }
    take_card(desk, &card);
    size_t last = 0;
    for (uint32_t i = EARLIER; i < EARLIER + NOW; i++) {
        size_t frame = first_frame(&card.wal, make_response(i, NULL, NULL)->head.id);
        assert_true(frame != SIZE_MAX && frame >= last);
        last = frame;
    }
    /* The file below it is still as the rewriting left it. */
    struct buffer no_wal = {0};
    assert_true(expect_no_trace(&card.store, &no_wal) > 3);
    drop_card(&card);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(after_the_half_day_pages_hold_rows_by_their_keys_and_zeros),
        TEST(a_start_leaves_no_trace_either),
        TEST(a_freeze_leaves_no_trace_either),
        TEST(no_text_is_anywhere_in_clear),
        TEST(within_the_half_day_the_wal_tells_the_order_of_its_own_residents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Pairs of colours keep their index, whatever comes after them, up to as many as an index tells
 * apart. */
#include "stage/pairs.h"
#include "support/cmocka_all.h"

static void a_pair_keeps_its_index(void **state)
{
    (void)state;
    struct pairs pairs = { 0 };
    uint16_t index, again;
    for (uint32_t i = 0; i < 20000; i++) {
        assert_true(pairs_index(&pairs, i * 77, ~i, PAIRS_MAX, &index));
        assert_int_equal(index, i);
    }
    for (uint32_t i = 0; i < 20000; i++) {
        assert_true(pairs_index(&pairs, i * 77, ~i, PAIRS_MAX, &again));
        assert_int_equal(again, i);
    }
    assert_int_equal(pairs.count, 20000);
    pairs_finish(&pairs);
}

/* Another number for each number, without an order that suits a hash. */
static uint32_t scatter(uint32_t number)
{
    number *= 0x9e3779b1u;
    number ^= number >> 15;
    number *= 0x85ebca6bu;
    return number ^ number >> 13;
}

/* Few colours before, many after and the other way round: half of a pair is none. */
static void both_halves_count(void **state)
{
    (void)state;
    enum { FEW = 3, PAIRS = 27000 };
    struct pairs pairs = { 0 };
    uint16_t index;
    for (uint32_t i = 0; i < PAIRS; i++) {
        assert_true(pairs_index(&pairs, i % FEW, scatter(i + 1), PAIRS_MAX, &index));
        assert_true(pairs_index(&pairs, scatter(i + 1), i % FEW, PAIRS_MAX, &index));
    }
    for (size_t i = 0; i < pairs.count; i++) {
        assert_true(pairs_index(&pairs, pairs.from[i], pairs.to[i], 0, &index));
        assert_int_equal(index, i);
    }
    assert_int_equal(pairs.count, 2 * PAIRS);
    pairs_finish(&pairs);
}

static void a_pair_has_a_direction(void **state)
{
    (void)state;
    struct pairs pairs = { 0 };
    uint16_t there, back;
    assert_true(pairs_index(&pairs, 1, 2, PAIRS_MAX, &there));
    assert_true(pairs_index(&pairs, 2, 1, PAIRS_MAX, &back));
    assert_int_not_equal(there, back);
    pairs_finish(&pairs);
}

static void one_too_many_is_refused(void **state)
{
    (void)state;
    struct pairs pairs = { 0 };
    uint16_t index;
    for (uint32_t i = 0; i < PAIRS_MAX; i++) {
        assert_true(pairs_index(&pairs, i, i + 1, PAIRS_MAX, &index));
    }
    assert_false(pairs_index(&pairs, 5, 5, PAIRS_MAX, &index));
    assert_true(pairs_index(&pairs, 7, 8, 3, &index)); /* known already */
    assert_int_equal(index, 7);
    assert_true(pairs_index(&pairs, PAIRS_MAX - 1, PAIRS_MAX, PAIRS_MAX, &index));
    assert_int_equal(index, PAIRS_MAX - 1);
    pairs_mix(&pairs, 256);
    for (uint32_t i = 0; i < PAIRS_MAX; i++) {
        assert_int_equal(pairs.mixed[i], i + 1);
    }
    pairs_finish(&pairs);
    pairs_finish(&pairs);
    pairs_mix(&pairs, 128);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_keeps_its_index),
        cmocka_unit_test(both_halves_count),
        cmocka_unit_test(a_pair_has_a_direction),
        cmocka_unit_test(one_too_many_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

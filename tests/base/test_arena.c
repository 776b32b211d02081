/* Pieces are aligned, zeroed and apart from each other, through growth, reset and finish. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

/* Fills pieces of many sizes, then looks whether any was written over by another. */
static void test_pieces(void **state)
{
    (void)state;
    static const size_t sizes[] = {
        1, 15, 16, 17, 100, 4096, 16383, 16384, 16385, 100000, 3, 0, 8
    };
    enum { COUNT = sizeof sizes / sizeof *sizes };
    struct arena arena = { 0 };
    char *pieces[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_alloc(&arena, sizes[i]);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        assert_zero(pieces[i], sizes[i]);
        memset(pieces[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t n = 0; n < sizes[i]; n++) {
            assert_int_equal(pieces[i][n], (int)i + 1);
        }
    }
    assert_true(arena.bytes >= 100000 + 3 * 16384);
    arena_finish(&arena);
    assert_null(arena.chunks);
    assert_int_equal(arena.bytes, 0);
}

static void test_small_pieces_share(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_alloc(&arena, 1);
    size_t first = arena.bytes;
    for (int i = 0; i < 1000; i++) {
        arena_alloc(&arena, 16);
    }
    assert_int_equal(arena.bytes, first);
    arena_finish(&arena);
}

static void test_copy(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const char text[] = "Is\0\xc3\xa8re, more";
    char *copy = arena_copy(&arena, text, 5);
    assert_memory_equal(copy, "Is\0\xc3\xa8\0", 6);
    assert_string_equal(arena_copy(&arena, "", 0), "");
    assert_memory_equal(copy, "Is\0\xc3\xa8\0", 6);
    arena_finish(&arena);
}

static void test_printf(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_string_equal(arena_printf(&arena, "%s:%d", "hours.json", 12), "hours.json:12");
    assert_string_equal(arena_printf(&arena, "%s", ""), "");
    const char *wide = arena_printf(&arena, "%*d", 20000, 7); /* more than a chunk */
    assert_int_equal(strlen(wide), 20000);
    assert_int_equal(wide[19999], '7');
    arena_finish(&arena);
}

/* After a reset the same memory is handed out again, zeroed; nothing is taken from the system. */
static void test_reset(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_reset(&arena);
    assert_null(arena.chunks);
    for (int i = 0; i < 10; i++) {
        memset(arena_alloc(&arena, 10000), 0xff, 10000);
    }
    arena_reset(&arena);
    size_t kept = arena.bytes;
    assert_true(kept > 0 && kept < 20000);
    for (int round = 0; round < 3; round++) {
        char *piece = arena_alloc(&arena, kept);
        assert_zero(piece, kept);
        memset(piece, 0xff, kept);
        assert_int_equal(arena.bytes, kept);
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

static void test_usable_after_finish(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_finish(&arena);
    for (int i = 0; i < 2; i++) {
        assert_string_equal(arena_copy(&arena, "again", 5), "again");
        arena_finish(&arena);
    }
}

/* A size that overflows when rounded up must end the program, not give a small piece. */
static void test_huge(void **state)
{
    (void)state;
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 15, SIZE_MAX / 2 + 1, PTRDIFF_MAX };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct arena arena = { 0 };
            close(STDERR_FILENO); /* the message is not for this test's output */
            arena_alloc(&arena, sizes[i]);
            _exit(EXIT_SUCCESS);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_not_equal(WEXITSTATUS(status), EXIT_SUCCESS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces), cmocka_unit_test(test_small_pieces_share),
        cmocka_unit_test(test_copy),   cmocka_unit_test(test_printf),
        cmocka_unit_test(test_reset),  cmocka_unit_test(test_usable_after_finish),
        cmocka_unit_test(test_huge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

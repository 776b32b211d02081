/* When the wall clock can be believed, in made-up root folders. */
#include "stage/clock.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void make_file(const char *root, const char *path)
{
    char full[512];
    snprintf(full, sizeof full, "%s%s", root, path);
    for (char *slash = strchr(full + strlen(root) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(full, 0755);
        *slash = '/';
    }
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fclose(file);
}

static void trust_needs_a_proof(void **state)
{
    (void)state;
    static const struct {
        const char *files[2];
        bool trusted;
    } rows[] = {
        { { NULL }, true },                   /* not a machine that systemd started */
        { { "/run/systemd/system" }, false }, /* a Pi before the network came */
        { { "/run/systemd/system", "/run/systemd/timesync/synchronized" }, true },
        { { "/run/systemd/system", "/sys/class/rtc/rtc0" }, true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char root[] = "/tmp/vestibule-clock-XXXXXX", command[64];
        assert_non_null(mkdtemp(root));
        for (int file = 0; file < 2 && rows[i].files[file]; file++) {
            make_file(root, rows[i].files[file]);
        }
        assert_int_equal(clock_trusted(root), rows[i].trusted);
        snprintf(command, sizeof command, "rm -rf %s", root);
        assert_int_equal(system(command), 0);
    }
}

static void a_pretended_clock_starts_where_it_is_told(void **state)
{
    (void)state;
    struct clock clock = clock_start(
        &(struct clock_options){ .fixed_start = true, .start_utc_ms = 1000000, .speed = 1 });
    struct stage_time now = clock_now(&clock);
    assert_true(now.utc_ms >= 1000000 && now.utc_ms - now.monotonic_ms == 1000000);
    assert_true(now.trusted);
    assert_int_equal(clock_until(&clock, now.monotonic_ms - 50), 0);
    assert_true(clock_until(&clock, now.monotonic_ms + 50000) <= 50001);
}

static void deadlines_of_the_system_are_met_at_any_speed(void **state)
{
    (void)state;
    static const struct {
        double speed;
        int64_t system_ms, stage_ms;
    } rows[] = {
        { 1, 5000, 4000 }, { 0.1, 5000, 400 },           { 60, 5000, 240000 },
        { 1, 500, -500 },  { 60, INT64_MAX, INT64_MAX }, { 0.1, 1005, 1 /* never too early */ },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct clock clock = { .base_monotonic_ms = 1000, .speed = rows[i].speed };
        assert_int_equal(clock_at(&clock, rows[i].system_ms), rows[i].stage_ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trust_needs_a_proof),
        cmocka_unit_test(a_pretended_clock_starts_where_it_is_told),
        cmocka_unit_test(deadlines_of_the_system_are_met_at_any_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

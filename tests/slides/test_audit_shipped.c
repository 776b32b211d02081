/* The content that ships can be read on the screens it ships with, in every language, whatever the
 * day: no warning of its pages' layout, colours or languages, with the real fonts. */
#include "render/raster.h"
#include "slides/audit.h"
#include "support/cmocka_all.h"

#include <stdio.h>

static void shipped_pages_have_no_warning(void **state)
{
    (void)state;
    static const char *const days[] = { "2026-11-24T10:24", "2026-12-19T23:50", "2027-05-07T11:59",
                                        "2028-02-29T08:00" };
    struct raster *raster = raster_open("assets");
    struct report report = { 0 };
    const struct show_options options = {
        .assets = "assets", .kinds = slide_records, .covered = raster_covers, .fonts = raster
    };
    struct show *show = show_load("content", &options, &report);
    struct screens screens;
    assert_non_null(show);
    screens_load(show, NULL, &report, &screens);
    assert_true(screens.count > 0);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct date date;
        int minute;
        assert_true(moment_parse(days[i], &date, &minute));
        const struct audit audit = { .show = show,
                                     .screens = &screens,
                                     .metrics = raster_metrics(raster),
                                     .now = moment_at(moment_to_utc(date, minute), true),
                                     .report = &report,
                                     .file = show->files.site };
        audit_pages(&audit);
        audit_colors(&audit);
        audit_languages(&audit);
    }
    report_print(&report, stderr);
    assert_int_equal(report.count, 0);
    screens_finish(&screens);
    show_free(show);
    report_finish(&report);
    raster_close(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(shipped_pages_have_no_warning) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

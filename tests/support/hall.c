/* One level of folders below the root is made as needed. */
#include "support/hall.h"

#include "slides/slide.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void put(const char *folder, const char *path, const char *text)
{
    char full[256];
    const char *slash = strchr(path, '/');
    if (slash) {
        snprintf(full, sizeof full, "%s/%.*s", folder, (int)(slash - path), path);
        mkdir(full, 0755);
    }
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

struct show *hall_load(const struct hall_file *files)
{
    char folder[] = "/tmp/vestibule-hall-XXXXXX", command[64];
    struct report report = { 0 };
    assert_non_null(mkdtemp(folder));
    for (const struct hall_file *file = files; file->path; file++) {
        put(folder, file->path, file->text);
    }
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, &report);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    assert_non_null(show);
    report_finish(&report);
    return show;
}

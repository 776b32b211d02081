/* Time stamps may have coarse ticks, so writing in place is followed by nothing that waits: tests
 * that depend on stamps use folder_shell and touch. */
#include "support/folder.h"

#include "support/cmocka_all.h"
#include "support/descriptors.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char base[64], content[96];
static int open_before;

bool folder_shell(const char *command)
{
    char whole[1024];
    snprintf(whole, sizeof whole, "cd %s && %s", base, command);
    return system(whole) == 0;
}

void folder_put(const char *path, const char *text)
{
    char full[256];
    snprintf(full, sizeof full, "%s/%s", content, path);
    if (!text) {
        assert_true(unlink(full) == 0 || errno == ENOENT);
        return;
    }
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

void folder_put_whole(const char *path, const char *text)
{
    char from[256], to[256];
    folder_put(".new", text);
    snprintf(from, sizeof from, "%s/.new", content);
    snprintf(to, sizeof to, "%s/%s", content, path);
    assert_int_equal(rename(from, to), 0);
}

void folder_put_notice(const char *name, const char *headline)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "slides/%s.json", name);
    snprintf(text, sizeof text,
             "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"%s\", "
             "\"body\": \"Texte\"}",
             headline);
    folder_put(path, text);
}

const char *folder_make(void)
{
    open_before = count_descriptors();
    strcpy(base, "/tmp/vestibule-folder-XXXXXX");
    assert_non_null(mkdtemp(base));
    snprintf(content, sizeof content, "%s/content", base);
    assert_true(folder_shell("mkdir -p content/slides content/images state"));
    folder_put("site.json", "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", "
                            "\"languages\": [\"fr\"], \"staff_badge\": true}");
    folder_put("hours.json", "{\"services\": [{\"id\": \"accueil\", \"name\": \"Accueil\", "
                             "\"weekly\": [{\"days\": [\"monday\"], \"opens\": \"09:00\", "
                             "\"closes\": \"12:00\"}]}]}");
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"one\", \"seconds\": 10}, "
                                "{\"slide\": \"two\", \"seconds\": 10}, "
                                "{\"slide\": \"three\", \"seconds\": 10}]}");
    folder_put_notice("one", "Un");
    folder_put_notice("two", "Deux");
    folder_put_notice("three", "Trois");
    return content;
}

void folder_remove(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", base);
    assert_int_equal(system(command), 0);
    assert_int_equal(count_descriptors(), open_before);
}

/* What a screen remembers over a power cut: where it is kept, how much of it, and what is thrown
 * away. The feed's tests say what that is good for. */
#include "content/store.h"

#include "base/log.h"
#include "support/cmocka_all.h"
#include "support/folder.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LIMIT = 1000000 };

static char base[128], first_place[160], content[160];

static int set_up(void **state)
{
    (void)state;
    snprintf(content, sizeof content, "%s", folder_make());
    snprintf(base, sizeof base, "%.*s", (int)(strrchr(content, '/') - content), content);
    snprintf(first_place, sizeof first_place, "%s/state", base);
    log_set_level(LOG_WARNING);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(chdir("/"), 0);
    folder_remove();
    return 0;
}

static struct store *open_first(const char *of)
{
    return store_open(of, (const char *const[]){ first_place, NULL });
}

/* Collects what is logged from here to said(). */
static FILE *spoken;
static int terminal;

static void listen_to_the_log(void)
{
    spoken = tmpfile();
    assert_non_null(spoken);
    fflush(stderr);
    terminal = dup(STDERR_FILENO);
    assert_true(dup2(fileno(spoken), STDERR_FILENO) >= 0);
}

static const char *said(void)
{
    static char text[4096];
    fflush(stderr);
    assert_true(dup2(terminal, STDERR_FILENO) >= 0);
    close(terminal);
    rewind(spoken);
    text[fread(text, 1, sizeof text - 1, spoken)] = '\0';
    fclose(spoken);
    return text;
}

/* Reads and approves files of the content folder, then keeps them to the end; the paths end with
 * NULL. Returns how many calls that took. */
static int keep(struct store *store, const char *const *paths)
{
    struct source *source = source_open(content, store_folder(store), NULL);
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    for (size_t i = 0; paths[i]; i++) {
        if (source_read(source, paths[i], LIMIT, &arena, &blob, &reason)) {
            source_approve(source, paths[i]);
        }
    }
    int calls = 1;
    while (store_keep(store, source)) {
        calls++;
    }
    source_release(source);
    arena_finish(&arena);
    return calls;
}

static const char *const site_and_one[] = { "site.json", "slides/one.json", NULL };

static bool holds(const struct store *store, const char *name, const char *text)
{
    struct arena arena = { 0 };
    struct blob blob = { 0 };
    const char *reason;
    int root = file_open_root(store_folder(store));
    bool found = file_read(root, name, LIMIT, &arena, &blob, &reason);
    bool same = text ? found && strcmp(blob.bytes, text) == 0 : !found;
    close(root);
    arena_finish(&arena);
    return same;
}

/* Each spelling of a folder leads to the same memory of it, and another folder to another. */
static void a_folder_is_known_by_all_its_names(void **state)
{
    (void)state;
    static const struct {
        const char *in, *name; /* "%" stands for the folder of the test */
        bool same;
    } rows[] = {
        { "%", "%/content", true },
        { "%", "%/content/", true },
        { "%", "%/content//", true },
        { "%", "content", true },
        { "%", "./content", true },
        { "%", "content/.", true },
        { "%", "content/slides/..", true },
        { "%/content", ".", true },
        { "%/content", "./", true },
        { "%/content/slides", "..", true },
        { "/", "%/slow/../content", true },
        { "%", "road/content", true }, /* a link before the last part is followed */
        { "%", "current", false },     /* the last part is not */
        { "%", "content2", false },
        { "%", "slow", false },
        { "/", "content", false },
    };
    assert_true(folder_shell("ln -s . road && ln -s content current && mkdir slow content2"));
    struct store *store = open_first(content);
    char expected[256];
    snprintf(expected, sizeof expected, "%s", store_folder(store));
    store_close(store);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char in[256], name[256];
        snprintf(in, sizeof in, "%s%s", rows[i].in[0] == '%' ? base : "",
                 rows[i].in + (rows[i].in[0] == '%'));
        snprintf(name, sizeof name, "%s%s", rows[i].name[0] == '%' ? base : "",
                 rows[i].name + (rows[i].name[0] == '%'));
        assert_int_equal(chdir(in), 0);
        store = open_first(name);
        assert_non_null(store);
        if ((strcmp(store_folder(store), expected) == 0) != rows[i].same) {
            fail_msg("%s seen from %s: %s", name, in, store_folder(store));
        }
        store_close(store);
    }
}

/* A "/" at the end does not make of a link what it points to. */
static void a_slash_at_the_end_changes_nothing(void **state)
{
    (void)state;
    static const char *const rows[][2] = { { "current", "current/" },
                                           { "current", "current///" },
                                           { "c", "c/" } };
    assert_true(folder_shell("ln -s content current && ln -s content c"));
    assert_int_equal(chdir(base), 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct store *one = open_first(rows[i][0]), *two = open_first(rows[i][1]);
        assert_string_equal(store_folder(one), store_folder(two));
        store_close(one);
        store_close(two);
    }
}

/* A delivery re-points the link; what is remembered belongs to the link. */
static void a_link_keeps_its_memory(void **state)
{
    (void)state;
    char link[160], before[256];
    snprintf(link, sizeof link, "%s/current", base);
    assert_true(folder_shell("mkdir other && ln -s content current"));
    struct store *store = open_first(link);
    snprintf(before, sizeof before, "%s", store_folder(store));
    store_close(store);
    assert_true(folder_shell("rm current && ln -s other current"));
    store = open_first(link);
    assert_string_equal(store_folder(store), before);
    store_close(store);
}

/* A card mounted at the top of the tree. */
static void a_folder_at_the_root(void **state)
{
    (void)state;
    static const char *const rows[][2] = { { "/tmp", "/tmp/." }, { "/", "/." }, { "/", "//" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct store *one = open_first(rows[i][0]), *two = open_first(rows[i][1]);
        assert_string_equal(store_folder(one), store_folder(two));
        store_close(one);
        store_close(two);
    }
}

static void what_is_no_folder_has_no_memory(void **state)
{
    (void)state;
    static char longest[PATH_MAX], too_long[PATH_MAX + 1], endless[2 * PATH_MAX];
    memset(longest, 'x', sizeof longest - 1);
    memset(too_long, 'x', sizeof too_long - 1);
    memset(endless, 'x', sizeof endless - 1);
    memcpy(longest, "/nowhere/", 9);
    memcpy(too_long, longest, 9);
    memcpy(endless, longest, 9);
    const char *const rows[] = { "", "/nowhere/at/all", "/nowhere/..", longest, too_long, endless };
    for (size_t i = 0; i < COUNT(rows); i++) {
        listen_to_the_log();
        struct store *store = open_first(rows[i]);
        assert_non_null(strstr(said(), "nowhere to keep the last good version"));
        assert_null(store);
        assert_null(store_folder(store));
    }
}

static void the_first_place_that_can_be_written_is_taken(void **state)
{
    (void)state;
    char file[160], deep[160], fresh[160];
    snprintf(file, sizeof file, "%s/content/site.json", base);
    snprintf(deep, sizeof deep, "%s/a/b", base);
    snprintf(fresh, sizeof fresh, "%s/c", base);
    const struct {
        const char *places[4];
        int taken; /* -1: none */
    } rows[] = {
        { { first_place, fresh, NULL }, 0 },
        { { "/proc/nowhere", first_place, NULL }, 1 },
        { { file, "/proc", deep, NULL }, 2 },
        { { "/proc/nowhere", file, NULL }, -1 },
        { { NULL }, -1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        listen_to_the_log();
        struct store *store = store_open(content, rows[i].places);
        bool complained = said()[0] != '\0';
        assert_int_equal(complained, rows[i].taken < 0);
        if (rows[i].taken < 0) {
            assert_null(store);
            continue;
        }
        const char *place = rows[i].places[rows[i].taken];
        assert_memory_equal(store_folder(store), place, strlen(place));
        assert_memory_equal(store_folder(store) + strlen(place), "/last-good/", 11);
        store_close(store);
    }
    store_close(NULL);
}

/* Anybody on the machine may look at what is kept. */
static void what_is_kept_can_be_read_by_all(void **state)
{
    (void)state;
    mode_t mask = umask(022);
    struct stat status;
    char file[400];
    folder_put("site.json", "site");
    struct store *store = open_first(content);
    keep(store, site_and_one);
    umask(mask);
    snprintf(file, sizeof file, "%s/site.json", store_folder(store));
    assert_int_equal(stat(store_folder(store), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0755);
    char above[256];
    snprintf(above, sizeof above, "%s/last-good", first_place);
    assert_int_equal(stat(above, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0755);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0644);
    store_close(store);
}

/* A program that is started without standard input gets descriptor 0 for its first file. */
static void descriptor_0_is_as_good_as_any(void **state)
{
    (void)state;
    int input = dup(STDIN_FILENO), lowest = dup(STDIN_FILENO);
    folder_put("site.json", "site");
    close(STDIN_FILENO);
    struct store *store = open_first(content);
    keep(store, site_and_one);
    bool whole = store && store_whole(store);
    close(lowest); /* 0 was the store's, and this one is now the lowest that is free */
    bool kept = store && holds(store, "site.json", "site");
    store_close(store);
    int free_now = dup(input);
    close(STDIN_FILENO);
    assert_int_equal(dup2(input, STDIN_FILENO), STDIN_FILENO);
    close(input);
    assert_true(whole && kept);
    assert_int_equal(free_now, STDIN_FILENO); /* it was closed */
}

static void good_files_are_kept_and_listed(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct store *store = open_first(content);
    assert_int_equal(store_paths(store, &arena).count, 0);
    assert_int_equal(store_paths(NULL, &arena).count, 0);
    folder_put("slides/one.json", "un");
    keep(store, (const char *const[]){ "slides/one.json", "missing.json", NULL });
    assert_true(store_whole(store));
    assert_true(holds(store, "slides%2Fone.json", "un"));
    struct file_names paths = store_paths(store, &arena);
    assert_int_equal(paths.count, 1);
    assert_string_equal(paths.names[0], "slides/one.json");
    store_close(store);
    arena_finish(&arena);
}

/* What was not approved is not kept, and what was kept before it broke stays. */
static void what_is_not_good_is_not_kept(void **state)
{
    (void)state;
    struct store *store = open_first(content);
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    folder_put("site.json", "good");
    keep(store, site_and_one);
    folder_put("site.json", "broken");
    struct source *source = source_open(content, store_folder(store), NULL);
    assert_true(source_read(source, "site.json", LIMIT, &arena, &blob, &reason));
    assert_true(source_read(source, "slides/one.json", LIMIT, &arena, &blob, &reason));
    while (store_keep(store, source)) {
    }
    source_release(source);
    assert_true(holds(store, "site.json", "good"));
    store_close(store);
    arena_finish(&arena);
}

static void what_the_folder_no_longer_has_is_dropped(void **state)
{
    (void)state;
    struct store *store = open_first(content);
    folder_put("slides/one.json", "un");
    folder_put("site.json", "site");
    keep(store, site_and_one);
    folder_put("slides/one.json", NULL);
    keep(store, site_and_one);
    assert_true(holds(store, "slides%2Fone.json", NULL));
    assert_true(holds(store, "site.json", "site"));
    keep(store, (const char *const[]){ NULL }); /* and what nothing asks for any more */
    assert_true(holds(store, "site.json", NULL));
    store_close(store);
}

/* The work is done in parts, so that a large folder does not keep the loader from its watch. */
static void the_work_comes_in_parts(void **state)
{
    (void)state;
    enum { FILES = 40 };
    static const struct {
        int files, calls;
    } rows[] = { { 0, 1 }, { 15, 1 }, { 16, 2 }, { 17, 2 }, { 32, 3 }, { FILES, 3 } };
    char names[FILES][32];
    for (int i = 0; i < FILES; i++) {
        snprintf(names[i], sizeof names[i], "slides/n%d.json", i);
        folder_put(names[i], "x");
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *paths[FILES + 1] = { NULL };
        struct arena arena = { 0 };
        for (int file = 0; file < rows[i].files; file++) {
            paths[file] = names[file];
        }
        struct store *store = open_first(content);
        assert_int_equal(keep(store, paths), rows[i].calls);
        assert_int_equal(store_paths(store, &arena).count, rows[i].files);
        store_close(store);
        arena_finish(&arena);
    }
}

/* Memory cards wear out: the same bytes are written once, by whichever name they are known. */
static void the_same_bytes_are_not_written_again(void **state)
{
    (void)state;
    char kept[400];
    struct stat before, after;
    folder_put("site.json", "site");
    for (int restart = 0; restart < 2; restart++) {
        struct store *store = open_first(content);
        snprintf(kept, sizeof kept, "%s/site.json", store_folder(store));
        keep(store, site_and_one);
        assert_int_equal(stat(kept, restart ? &after : &before), 0);
        for (int again = 0; again < 2; again++) {
            keep(store, site_and_one);
            assert_int_equal(stat(kept, &after), 0);
            assert_true(after.st_ino == before.st_ino); /* another file would have been renamed */
        }
        store_close(store);
    }
    assert_true(after.st_ino == before.st_ino);
    struct store *store = open_first(content);
    folder_put("site.json", "site two");
    keep(store, site_and_one);
    assert_true(holds(store, "site.json", "site two"));
    folder_put("site.json", "site");
    keep(store, site_and_one);
    assert_true(holds(store, "site.json", "site"));
    store_close(store);
}

/* A file kept by one show is written again after it was lost from the card. */
static void a_file_that_went_missing_is_written_after_a_restart(void **state)
{
    (void)state;
    folder_put("site.json", "site");
    struct store *store = open_first(content);
    keep(store, site_and_one);
    assert_true(folder_shell("cd state/last-good/* && echo torn >site.json"));
    store_close(store);
    store = open_first(content);
    keep(store, site_and_one);
    assert_true(holds(store, "site.json", "site"));
    store_close(store);
}

/* A file that changes while it is kept: the next source has it. */
static void what_changes_meanwhile_comes_with_the_next_source(void **state)
{
    (void)state;
    struct store *store = open_first(content);
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    folder_put("site.json", "one");
    struct source *source = source_open(content, store_folder(store), NULL);
    assert_true(source_read(source, "site.json", LIMIT, &arena, &blob, &reason));
    source_approve(source, "site.json");
    folder_put("site.json", "two");
    listen_to_the_log();
    while (store_keep(store, source)) {
    }
    assert_string_equal(said(), ""); /* nothing is wrong with the card */
    source_release(source);
    assert_false(store_whole(store));
    assert_true(holds(store, "site.json", NULL));
    keep(store, site_and_one);
    assert_true(store_whole(store));
    assert_true(holds(store, "site.json", "two"));
    store_close(store);
    arena_finish(&arena);
}

/* A file of that size that takes no room, beside what is kept. */
static void fill_store(const char *folder, const char *name, off_t size)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT, 0644);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, size), 0);
    close(file);
}

/* What is kept is bounded, to the byte: 24 bytes of room are left by a large file that is kept. */
static void a_full_store_takes_what_fits(void **state)
{
    (void)state;
    static const char *const big_and_site[] = { "big.json", "site.json", "a.json", NULL };
    static const struct {
        const char *site, *a; /* what is written; a.json, where there is any, after site.json */
        bool site_fits, a_fits;
    } rows[] = {
        { "123456789012345678901234", NULL, true, true },
        { "1234567890123456789012345", NULL, false, true },
        { "12345678901234567890", "1234", true, true },
        { "12345678901234567890", "12345", true, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct store *store = open_first(content);
        fill_store(store_folder(store), "big.json", STORE_BYTES_MAX - 24);
        store_close(store);
        store = open_first(content); /* counts what is there */
        folder_put("big.json", "not the same, nor good");
        folder_put("site.json", rows[i].site);
        folder_put("a.json", rows[i].a);
        struct source *source = source_open(content, store_folder(store), NULL);
        struct arena arena = { 0 };
        struct blob blob;
        const char *reason;
        for (int file = 0; big_and_site[file]; file++) {
            source_read(source, big_and_site[file], LIMIT, &arena, &blob, &reason);
            source_approve(source, file > 0 ? big_and_site[file] : "");
        }
        listen_to_the_log();
        while (store_keep(store, source)) {
        }
        bool complained = strstr(said(), "the store is full") != NULL;
        bool all_fit = rows[i].site_fits && rows[i].a_fits;
        assert_int_equal(complained, !all_fit);
        assert_int_equal(store_whole(store), all_fit);
        assert_true(holds(store, "site.json", rows[i].site_fits ? rows[i].site : NULL));
        assert_true(holds(store, "a.json", rows[i].a_fits ? rows[i].a : NULL));
        source_release(source);
        arena_finish(&arena);
        store_close(store);
        assert_true(folder_shell("rm -r state/last-good"));
    }
}

/* The room that a file takes is free again when it shrinks or goes. */
static void room_is_given_back(void **state)
{
    (void)state;
    static const char *const steps[][2] = {
        /* site.json, slides/one.json */
        { "1234567890", "1234567890" },
        { "1", "1234567890123456789" },
        { "1", NULL },
        { "12345678901234567890", NULL },
        { NULL, "12345678901234567890" },
        { "1234567890", "1234567890" },
    };
    struct store *store = open_first(content);
    fill_store(store_folder(store), "kept", STORE_BYTES_MAX - 20);
    store_close(store);
    store = open_first(content);
    folder_put("kept", "changed, and not approved");
    listen_to_the_log();
    bool whole = true, right = true;
    for (size_t i = 0; i < COUNT(steps); i++) {
        for (int pass = 0; pass < 2; pass++) { /* first what goes or shrinks, then the rest */
            struct source *source = source_open(content, store_folder(store), NULL);
            struct arena arena = { 0 };
            struct blob blob;
            const char *reason;
            source_read(source, "kept", LIMIT, &arena, &blob, &reason);
            for (int file = 0; file < 2; file++) {
                folder_put(site_and_one[file], steps[i][file]);
                source_read(source, site_and_one[file], LIMIT, &arena, &blob, &reason);
                source_approve(source, site_and_one[file]);
            }
            while (store_keep(store, source)) {
            }
            source_release(source);
            arena_finish(&arena);
        }
        whole = whole && store_whole(store);
        right = right && holds(store, "site.json", steps[i][0]) &&
                holds(store, "slides%2Fone.json", steps[i][1]);
    }
    said();
    assert_true(whole && right);
    store_close(store);
}

/* A card that cannot be written is told once, until something could be written again. */
static void trouble_is_told_once(void **state)
{
    (void)state;
    static const char complaint[] = "cannot keep the last good version of site.json in ";
    struct store *store = open_first(content);
    /* a folder stands where each file has to go: the rename fails, for root too */
    assert_true(folder_shell("cd state/last-good/* && mkdir -p site.json/x b.json/x"));
    for (int i = 0; i < 4; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        folder_put("site.json", text);
        folder_put("b.json", text);
        if (i == 2) { /* one file can be kept */
            assert_true(folder_shell("rm -r state/last-good/*/b.json"));
        }
        listen_to_the_log();
        keep(store, (const char *const[]){ "site.json", "b.json", NULL });
        const char *told = said();
        if ((strstr(told, complaint) != NULL) != (i == 0 || i == 3)) {
            fail_msg("after change %d: %s", i, told);
        }
        assert_null(strstr(told, "b.json"));
        assert_true(i > 0 || strstr(told, ": Is a directory"));
        assert_false(store_whole(store));
        assert_true(folder_shell("test -z \"$(find state -name '.unfinished*')\""));
    }
    assert_true(folder_shell("rm -r state/last-good/*/site.json"));
    keep(store, (const char *const[]){ "site.json", "b.json", NULL });
    assert_true(store_whole(store));
    assert_true(holds(store, "site.json", "3"));
    store_close(store);
}

/* The card fills up in the middle of a file: half of it must not replace the whole. */
static void half_a_file_never_replaces_a_whole_one(void **state)
{
    (void)state;
    struct rlimit limit, ten_bytes;
    folder_put("site.json", "good");
    struct store *store = open_first(content);
    keep(store, site_and_one);
    folder_put("site.json", "more than ten bytes");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    ten_bytes = (struct rlimit){ 10, limit.rlim_max };
    listen_to_the_log(); /* the log has room for the first ten bytes of its line */
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &ten_bytes), 0);
    keep(store, site_and_one);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_string_not_equal(said(), "");
    assert_false(store_whole(store));
    assert_true(holds(store, "site.json", "good"));
    assert_true(folder_shell("test -z \"$(find state -name '.unfinished*')\""));
    keep(store, site_and_one);
    assert_true(holds(store, "site.json", "more than ten bytes"));
    store_close(store);
}

/* Somebody removed the memory while the screen runs. */
static void a_memory_that_vanished_is_told(void **state)
{
    (void)state;
    struct store *store = open_first(content);
    folder_put("site.json", "site");
    assert_true(folder_shell("rm -r state/last-good"));
    listen_to_the_log();
    keep(store, site_and_one);
    assert_non_null(strstr(said(), "site.json"));
    assert_false(store_whole(store));
    store_close(store);
}

static void what_a_power_cut_left_is_removed(void **state)
{
    (void)state;
    struct store *store = open_first(content);
    folder_put("site.json", "site");
    keep(store, site_and_one);
    store_close(store);
    assert_true(folder_shell("cd state/last-good/* && echo half >.unfinished-17 && "
                             "echo other >.unfinished"));
    store = open_first(content);
    assert_true(holds(store, "site.json", "site"));
    store_close(store);
    assert_true(folder_shell("cd state/last-good/* && ! test -e .unfinished-17 && "
                             "test -e .unfinished"));
}

/* Seven other contents are remembered, the least recently played are forgotten; what is none of
 * ours stays. */
static void the_last_contents_played_are_remembered(void **state)
{
    (void)state;
    assert_true(folder_shell("mkdir -p state/last-good && cd state/last-good && "
                             "for i in 0 1 2 3 4 5 6 7 8 9; do "
                             "mkdir 000000000000000$i && echo x >000000000000000$i/site.json && "
                             "touch -d 2020-01-0$((9 - i / 2)) 000000000000000$i; done; "
                             "mkdir 00000000000000001 00000000000000G0 notes"));
    store_close(open_first(content));
    assert_true(folder_shell("cd state/last-good && for i in 0 1 2 3 4 5; do "
                             "test -e 000000000000000$i/site.json || exit 1; done"));
    assert_true(folder_shell("cd state/last-good && ! test -e 0000000000000008 && "
                             "! test -e 0000000000000009 && test -d 00000000000000001 && "
                             "test -d 00000000000000G0 && test -d notes"));
    /* seven others and our own */
    assert_true(folder_shell("test $(ls -d state/last-good/???????????????? | wc -l) = 9"));
}

/* A Pi without a clock of its own starts in the past: to it all others seem newer. */
static void the_content_that_plays_is_never_forgotten(void **state)
{
    (void)state;
    folder_put("site.json", "site");
    struct store *store = open_first(content);
    keep(store, site_and_one);
    store_close(store);
    assert_true(folder_shell("cd state/last-good && for i in 0 1 2 3 4 5 6 7 8 9; do "
                             "mkdir 000000000000000$i && touch -d 2090-01-01 000000000000000$i; "
                             "done"));
    store = open_first(content);
    assert_true(holds(store, "site.json", "site"));
    folder_put("site.json", "new");
    keep(store, site_and_one);
    assert_true(holds(store, "site.json", "new"));
    store_close(store);
}

/* Hundreds are forgotten as well, if not all at once. */
static void hundreds_of_contents_are_forgotten(void **state)
{
    (void)state;
    enum { FOLDERS = 300 };
    assert_true(folder_shell("mkdir -p state/last-good"));
    for (int i = 0; i < FOLDERS; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/last-good/%016x", first_place, (unsigned)i);
        assert_int_equal(mkdir(path, 0755), 0);
    }
    store_close(open_first(content));
    store_close(open_first(content));
    assert_true(folder_shell("test $(ls state/last-good | wc -l) = 8"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_folder_is_known_by_all_its_names),
        TEST(a_slash_at_the_end_changes_nothing),
        TEST(a_link_keeps_its_memory),
        TEST(a_folder_at_the_root),
        TEST(what_is_no_folder_has_no_memory),
        TEST(the_first_place_that_can_be_written_is_taken),
        TEST(what_is_kept_can_be_read_by_all),
        TEST(descriptor_0_is_as_good_as_any),
        TEST(good_files_are_kept_and_listed),
        TEST(what_is_not_good_is_not_kept),
        TEST(what_the_folder_no_longer_has_is_dropped),
        TEST(the_work_comes_in_parts),
        TEST(the_same_bytes_are_not_written_again),
        TEST(a_file_that_went_missing_is_written_after_a_restart),
        TEST(what_changes_meanwhile_comes_with_the_next_source),
        TEST(a_full_store_takes_what_fits),
        TEST(room_is_given_back),
        TEST(trouble_is_told_once),
        TEST(half_a_file_never_replaces_a_whole_one),
        TEST(a_memory_that_vanished_is_told),
        TEST(what_a_power_cut_left_is_removed),
        TEST(the_last_contents_played_are_remembered),
        TEST(the_content_that_plays_is_never_forgotten),
        TEST(hundreds_of_contents_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

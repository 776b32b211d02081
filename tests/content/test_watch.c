/* Every way in which content changes on disk is noticed, with inotify and without it. Time is a
 * number that the tests move; the files are real. */
#define _GNU_SOURCE
#include "content/watch.h"

#include "support/cmocka_all.h"
#include "support/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char base[64], folder[96];

static bool shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Runs a shell command in the base folder. */
static bool shell(const char *format, ...)
{
    char command[1024];
    int start = snprintf(command, sizeof command, "cd %s && ", base);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command + start, sizeof command - (size_t)start, format, arguments);
    va_end(arguments);
    return system(command) == 0;
}

/* base/current -> base/real; files with old times, so that each change gets another stamp. */
static void make_tree(void)
{
    strcpy(base, "/tmp/vestibule-watch-XXXXXX");
    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof folder, "%s/current", base);
    assert_true(shell("mkdir -p real/slides other/slides && ln -s real current && "
                      "echo one > real/site.json && echo one > real/slides/a.json && "
                      "echo two > other/site.json && echo two > other/slides/a.json && "
                      "find . -exec touch -h -d 2020-01-01 {} + && "
                      "find other -exec touch -d 2021-01-01 {} +"));
}

static bool in_place(void)
{
    return shell("echo ONE > real/slides/a.json"); /* the same size */
}

static bool by_rename(void)
{
    return shell("echo ONE > real/slides/.a.tmp && mv real/slides/.a.tmp real/slides/a.json");
}

static bool backup_rename(void)
{
    return shell("cd real/slides && mv a.json a.json~ && echo ONE > a.json && rm a.json~");
}

static bool new_file(void)
{
    return shell("echo ONE > real/slides/b.json");
}

static bool removed_file(void)
{
    return shell("rm real/slides/a.json");
}

static bool new_folder(void)
{
    return shell("mkdir real/images && echo ONE > real/images/a.svg");
}

static bool mode_changed(void)
{
    return shell("chmod 600 real/slides/a.json");
}

static bool git_pull(void)
{
    return shell("export HOME=$PWD GIT_CONFIG_NOSYSTEM=1; git init -q origin 2>/dev/null && "
                 "cp real/site.json origin/ && git -C origin add . && "
                 "git -C origin -c user.name=a -c user.email=a@b commit -qm one && "
                 "rm -r real && git clone -q origin real && touch -d 2020-01-01 real/site.json");
}

static bool git_pull_change(void)
{
    return shell("export HOME=$PWD GIT_CONFIG_NOSYSTEM=1; echo ONE > origin/site.json && "
                 "git -C origin -c user.name=a -c user.email=a@b commit -qam two && "
                 "git -C real pull -q");
}

static bool rsync(void)
{
    return shell("rsync -a --delete other/ real/");
}

static bool link_repointed(void)
{
    return shell("ln -s other next && mv -T next current");
}

static bool exchanged(void)
{
    char one[96], two[96];
    snprintf(one, sizeof one, "%s/real", base);
    snprintf(two, sizeof two, "%s/other", base);
    return renameat2(AT_FDCWD, one, AT_FDCWD, two, RENAME_EXCHANGE) == 0;
}

static bool made_anew(void)
{
    return shell("rm -rf real && mkdir -p real/slides && echo ONE > real/slides/a.json");
}

static bool gone(void)
{
    return shell("rm -rf real");
}

static bool mounted_over(void)
{
    return shell("mount -t tmpfs none real");
}

static bool mounted_with_content(void)
{
    return mounted_over() &&
           shell("cp -r other/. real/ && find real -exec touch -d 2021-01-01 {} +");
}

static bool unmounted(void)
{
    return shell("umount real");
}

static bool link_inside(void)
{
    return shell("ln -s ../other/site.json real/extra.json");
}

static bool link_inside_repointed(void)
{
    return shell("echo three > other/three && ln -s ../other/three real/x && "
                 "mv real/x real/extra.json");
}

static bool link_to_link(void)
{
    return shell("ln -s real far && ln -s far next && mv -T next current");
}

static bool link_to_link_repointed(void)
{
    return shell("ln -s other next && mv -T next far");
}

static const struct row {
    const char *name;
    bool (*before)(void), (*change)(void);
    bool mounts, linked;
} rows[] = {
    { "written in place", NULL, in_place, false, false },
    { "saved by rename", NULL, by_rename, false, false },
    { "vim's backup and rename", NULL, backup_rename, false, false },
    { "a new file", NULL, new_file, false, false },
    { "a file removed", NULL, removed_file, false, false },
    { "a new folder", NULL, new_folder, false, false },
    { "a file made readable", NULL, mode_changed, false, false },
    { "git pull", git_pull, git_pull_change, false, false },
    { "rsync", NULL, rsync, false, false },
    { "the link re-pointed", NULL, link_repointed, false, false },
    { "folders exchanged", NULL, exchanged, false, false },
    { "removed and made anew", NULL, made_anew, false, false },
    { "removed", NULL, gone, false, false },
    { "there again", gone, made_anew, false, false },
    { "a link inside re-pointed", link_inside, link_inside_repointed, false, true },
    { "a link to a link re-pointed", link_to_link, link_to_link_repointed, false, true },
    { "mounted over", NULL, mounted_over, true, false },
    { "changed in the mount", mounted_with_content, in_place, true, false },
    { "unmounted", mounted_over, unmounted, true, false },
};

static bool tool_missing(const struct row *row)
{
    const char *tool = row->change == rsync             ? "rsync"
                       : row->change == git_pull_change ? "git"
                                                        : NULL;
    return tool && !shell("command -v %s >/dev/null", tool);
}

/* How far looks are apart while nothing happens: inotify is believed on disks of this machine, but
 * not where there is a link inside. */
static int64_t looks_apart(bool linked, bool hints)
{
    bool disk = shell("stat -f -c %%T . | grep -qxE 'ext2/ext3|tmpfs|overlayfs|xfs|btrfs|f2fs'");
    return hints && disk && !linked ? WATCH_TOLD_MS : WATCH_SWEEP_MS;
}

/* Watches through one change; returns false when it could not be made. now_ms moves only here. */
static bool watch_row(const struct row *row, bool hints)
{
    int64_t now = 1000;
    if (row->before && !row->before()) {
        return false;
    }
    struct watch *watch = watch_open(folder, hints);
    bool there = shell("test -d current");
    int64_t apart = there ? looks_apart(row->linked, hints) : WATCH_SWEEP_MS;
    for (struct watch_turn turn = { false, now }; now < 4000; now = turn.due_ms) {
        turn = watch_step(watch, now);
        assert_false(turn.settled);
        assert_int_equal(turn.due_ms, now + apart);
    }
    if (!row->change()) {
        watch_close(watch);
        return false;
    }
    int64_t changed = now - apart + 1; /* just after the last look */
    struct pollfd hint = { .fd = watch_descriptor(watch), .events = POLLIN };
    bool told = hint.fd >= 0 && poll(&hint, 1, 0) == 1;
    if (told != (hints && row->change != mounted_over)) { /* of a mount inotify says nothing */
        fail_msg("%s (%s inotify): %s", row->name, hints ? "with" : "without",
                 told ? "told at once" : "not told at once");
    }
    assert_int_equal(watch_descriptor(watch) >= 0, hints);
    now = told ? changed + 20 : now; /* hints are bundled */
    struct watch_turn turn = watch_step(watch, now);
    assert_false(turn.settled);
    if (turn.due_ms != now + WATCH_SETTLE_MS) {
        fail_msg("%s (%s inotify): not seen", row->name, hints ? "with" : "without");
    }
    now = turn.due_ms;
    turn = watch_step(watch, now);
    if (!turn.settled) {
        fail_msg("%s (%s inotify): not noticed", row->name, hints ? "with" : "without");
    }
    /* a second look, and then silence */
    int again = 0;
    int64_t settled = now;
    for (int64_t end = now + 6000; now < end; now = turn.due_ms) {
        int64_t at = turn.due_ms;
        turn = watch_step(watch, at);
        again += turn.settled;
        assert_true(!turn.settled || at == settled + WATCH_AGAIN_MS);
    }
    assert_int_equal(again, 1);
    watch_close(watch);
    return true;
}

/* In a child with mounts of its own, so that nothing is left mounted. */
static bool watch_mounts(const struct row *row, bool hints)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        bool alone = unshare(CLONE_NEWNS) == 0 &&
                     mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
        _exit(!alone || !watch_row(row, hints) ? 77 : 0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 77);
    return WEXITSTATUS(status) == 0;
}

static void each_change(bool hints)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make_tree();
        bool done = !tool_missing(&rows[i]) &&
                    (rows[i].mounts ? watch_mounts(&rows[i], hints) : watch_row(&rows[i], hints));
        if (!done) {
            print_message("skipped: %s (%s)\n", rows[i].name,
                          rows[i].mounts ? "mounting is not allowed here" : "the tool is missing");
            assert_true(rows[i].mounts || tool_missing(&rows[i]));
        }
        assert_true(shell("rm -rf %s", base));
    }
}

static void each_change_is_noticed(void **state)
{
    (void)state;
    each_change(true);
}

/* As on a network share, where inotify says nothing. */
static void each_change_is_noticed_without_inotify(void **state)
{
    (void)state;
    each_change(false);
}

static void a_folder_never_quiet_is_read_all_the_same(void **state)
{
    (void)state;
    make_tree();
    struct watch *watch = watch_open(folder, false);
    int settled = 0;
    int64_t now = 0;
    for (int i = 0; now < 12000; i++) {
        assert_true(shell("touch -d '2021-01-01 + %d seconds' real/site.json", i));
        struct watch_turn turn = watch_step(watch, now);
        settled += turn.settled;
        now += 140;
    }
    assert_int_equal(settled, 2);
    watch_close(watch);
    assert_true(shell("rm -rf %s", base));
}

static bool told_at_once(const struct watch *watch)
{
    struct pollfd hint = { .fd = watch_descriptor(watch), .events = POLLIN };
    return hint.fd >= 0 && poll(&hint, 1, 0) == 1;
}

/* After a change of the folders, what then happens in any of them is told at once, too. */
static void hints_follow_the_folders(void **state)
{
    (void)state;
    static const struct {
        const char *change, *then;
    } follow[] = {
        { "mkdir real/images", "echo x > real/images/a.svg" },
        { "mkdir -p real/a/b/c/d", "echo x > real/a/b/c/d/e" },
        { "mv real/slides real/pages", "echo ONE > real/pages/a.json" },
        { "ln -s other next && mv -T next current", "echo ONE > other/site.json" },
        { "rm -rf real && mkdir real", "echo ONE > real/site.json" },
        /* made anew, with the inode of the one before on ext4 */
        { "rm -rf real/slides && mkdir real/slides", "echo ONE > real/slides/a.json" },
        { "rm -rf real && mkdir -p real/slides", "echo ONE > real/site.json" },
        { "rm -rf real", "mkdir real" },
    };
    for (size_t i = 0; i < sizeof follow / sizeof *follow; i++) {
        make_tree();
        int before = count_descriptors();
        struct watch *watch = watch_open(folder, true);
        int64_t now = 0;
        watch_step(watch, now);
        assert_true(shell("%s", follow[i].change));
        for (int64_t end = 10000; now < end;) {
            now = watch_step(watch, now).due_ms;
        }
        if (told_at_once(watch)) {
            fail_msg("%s: told without end", follow[i].change);
        }
        assert_true(shell("%s", follow[i].then));
        if (!told_at_once(watch)) {
            fail_msg("%s: not told", follow[i].then);
        }
        watch_close(watch);
        assert_int_equal(count_descriptors(), before);
        assert_true(shell("rm -rf %s", base));
    }
}

/* A link is noticed under each name the folder may be given by. */
static void a_link_by_any_name_is_watched(void **state)
{
    (void)state;
    static const char *const names[] = { "current", "current/", "current//", "./current",
                                         "real/../current" };
    char before[PATH_MAX];
    assert_non_null(getcwd(before, sizeof before));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        make_tree();
        assert_int_equal(chdir(base), 0);
        struct watch *watch = watch_open(names[i], true);
        watch_step(watch, 0);
        assert_true(shell("ln -s other next && mv -T next current"));
        if (!told_at_once(watch)) {
            fail_msg("%s: not told", names[i]);
        }
        watch_step(watch, 100);
        assert_true(watch_step(watch, 100 + WATCH_SETTLE_MS).settled);
        watch_close(watch);
        assert_int_equal(chdir(before), 0);
        assert_true(shell("rm -rf %s", base));
    }
}

/* A link to the folder is seen re-pointed, one behind it is not: then all is looked at as often as
 * without inotify. Names are relative to the folder of the test. */
static void links_behind_links_are_looked_at_more_often(void **state)
{
    (void)state;
    static const struct {
        const char *made, *name;
        bool behind;
    } links[] = {
        { "true", "real", false },
        { "true", "nowhere", true }, /* what comes there may come by a mount */
        { "true", "current", false },
        { "true", "./current", false },
        { "true", "other/../current", false },
        { "ln -sfn $PWD/real current", "current", false },
        { "ln -s real far && ln -sfn far current", "current", true },
        { "ln -s real far && ln -sfn far current", "./current", true },
        { "ln -s real far && ln -sfn $PWD/far current", "current", true },
        { "ln -s ../real other/link", "other/link", false },
        { "ln -s real far && ln -s ../far other/link", "other/link", true },
        { "mkdir -p other/real && ln -s real other/link", "other/link", false },
        { "mkdir -p other/a/real && ln -s a/real other/link", "other/link", false },
        { "true", "/proc/sys/fs", true }, /* no disk: others than programs write there */
        /* the same name is a link beside the one link, a folder beside the other */
        { "mv other/slides other/far && ln -s real far && ln -s far other/link", "other/link",
          false },
        { "mkdir far && ln -s ../real other/far && ln -s far other/link", "other/link", true },
    };
    char before[PATH_MAX];
    assert_non_null(getcwd(before, sizeof before));
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        make_tree();
        assert_true(shell("%s", links[i].made));
        assert_int_equal(chdir(base), 0);
        struct watch *watch = watch_open(links[i].name, true);
        int64_t apart = watch_step(watch, 0).due_ms;
        watch_close(watch);
        assert_int_equal(chdir(before), 0);
        if (apart != looks_apart(links[i].behind, true)) {
            fail_msg("row %zu: looks are %d ms apart", i, (int)apart);
        }
        assert_true(shell("rm -rf %s", base));
    }
}

/* The folders of a content are seldom deeper than three. */
static void eight_folders_deep_is_watched(void **state)
{
    (void)state;
    make_tree();
    assert_true(shell("mkdir -p real/1/2/3/4/5/6/7/8 && echo one > real/1/2/3/4/5/6/7/a.json && "
                      "echo one > real/1/2/3/4/5/6/7/8/b.json && "
                      "find real -exec touch -d 2020-01-01 {} +"));
    struct watch *watch = watch_open(folder, false);
    watch_step(watch, 0);
    assert_true(shell("echo ONE > real/1/2/3/4/5/6/7/8/b.json"));
    watch_step(watch, WATCH_SWEEP_MS);
    assert_false(watch_step(watch, WATCH_SWEEP_MS + WATCH_SETTLE_MS).settled);
    assert_true(shell("echo ONE > real/1/2/3/4/5/6/7/a.json"));
    watch_step(watch, 3 * WATCH_SWEEP_MS);
    assert_true(watch_step(watch, 3 * WATCH_SWEEP_MS + WATCH_SETTLE_MS).settled);
    watch_close(watch);
    assert_true(shell("rm -rf %s", base));
}

/* A program that is started without standard input gets descriptor 0 for its first file. */
static void descriptor_0_is_as_good_as_any(void **state)
{
    (void)state;
    make_tree();
    int input = dup(STDIN_FILENO);
    close(STDIN_FILENO);
    struct watch *watch = watch_open(folder, true);
    int descriptor = watch_descriptor(watch);
    watch_step(watch, 0);
    int same = watch_descriptor(watch);
    FILE *file = fopen(folder, "r"); /* anything: 0 is taken */
    int other = file ? fileno(file) : -1;
    char path[160];
    snprintf(path, sizeof path, "%s/site.json", folder);
    bool told = false;
    int site = open(path, O_WRONLY | O_APPEND);
    if (site > 0 && write(site, "!", 1) == 1) {
        told = told_at_once(watch);
    }
    close(site);
    watch_step(watch, 100);
    bool settled = watch_step(watch, 100 + WATCH_SETTLE_MS).settled;
    if (file) {
        fclose(file);
    }
    watch_close(watch);
    int free_now = dup(input);
    dup2(input, STDIN_FILENO);
    close(input);
    assert_int_equal(descriptor, STDIN_FILENO);
    assert_int_equal(same, STDIN_FILENO);
    assert_int_not_equal(other, STDIN_FILENO);
    assert_true(told && settled);
    assert_int_equal(free_now, STDIN_FILENO); /* it was closed */
    assert_true(shell("rm -rf %s", base));
}

/* A folder may have any name, and none of them is written past its end. */
static void endless_names_are_no_folder(void **state)
{
    (void)state;
    static const size_t lengths[] = { 1, PATH_MAX - 1, PATH_MAX, PATH_MAX + 1, 2 * PATH_MAX };
    static char name[2 * PATH_MAX + 1];
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        memset(name, 'x', lengths[i]);
        name[lengths[i]] = '\0';
        struct watch *watch = watch_open(name, true);
        assert_false(watch_step(watch, 0).settled);
        assert_false(watch_step(watch, 5000).settled);
        watch_close(watch);
    }
}

static void staff_may_ask(void **state)
{
    (void)state;
    make_tree();
    struct watch *watch = watch_open(folder, true);
    assert_false(watch_step(watch, 0).settled);
    watch_ask(watch);
    assert_true(watch_step(watch, 5).settled);
    assert_false(watch_step(watch, 6).settled);
    watch_close(watch);
    watch_close(NULL);
    assert_true(shell("rm -rf %s", base));
}

/* A link that leads to itself must not be followed for ever. */
static void a_loop_of_links_ends(void **state)
{
    (void)state;
    make_tree();
    assert_true(shell("ln -s . real/loop && ln -s . real/slides/loop"));
    struct watch *watch = watch_open(folder, true);
    assert_false(watch_step(watch, 0).settled);
    assert_true(shell("echo ONE > real/slides/a.json"));
    assert_false(watch_step(watch, 1000).settled);
    assert_true(watch_step(watch, 1150).settled);
    watch_close(watch);
    assert_true(shell("rm -rf %s", base));
}

/* Steps second by second; returns how many until a change has settled, or -1 after a few. */
static int seconds_until_settled(struct watch *watch, int64_t *now_ms)
{
    for (int seconds = 1; seconds < 8; seconds++) {
        *now_ms += WATCH_SWEEP_MS;
        watch_step(watch, *now_ms);
        if (watch_step(watch, *now_ms + WATCH_SETTLE_MS).settled) {
            return seconds;
        }
    }
    return -1;
}

/* Without inotify, a large content: a file saved whole changes its folder and is seen at once, one
 * written in place when its turn comes. */
static void a_large_folder_is_looked_at_in_turns(void **state)
{
    (void)state;
    make_tree();
    for (int i = 1; i <= 3000; i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/slides/%d.json", folder, i);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs("one\n", file);
        fclose(file);
    }
    assert_true(shell("find real -exec touch -d 2020-01-01 {} +"));
    struct watch *watch = watch_open(folder, false);
    int64_t now_ms = 0;
    assert_false(watch_step(watch, now_ms).settled);
    static const char *const files[] = { "1", "1500", "3000" };
    for (size_t i = 0; i < 3; i++) {
        assert_true(shell("echo ONE > real/slides/%s.json", files[i]));
        assert_in_range(seconds_until_settled(watch, &now_ms), 1, 4);
        now_ms += 2 * WATCH_AGAIN_MS;
        watch_step(watch, now_ms);
        assert_true(shell("echo TWO > real/.new && mv real/.new real/slides/%s.json", files[i]));
        assert_int_equal(seconds_until_settled(watch, &now_ms), 1);
        now_ms += 2 * WATCH_AGAIN_MS;
        watch_step(watch, now_ms);
    }
    watch_close(watch);
    assert_true(shell("rm -rf %s", base));
}

/* What could not be listed is listed later, and read then: nobody knows what happened in it. */
static void what_could_not_be_listed_is_listed_later(void **state)
{
    (void)state;
    make_tree();
    struct rlimit limit, few;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    int next = dup(0); /* the lowest that is free */
    assert_true(next >= 0 && close(next) == 0);
    few = (struct rlimit){ (rlim_t)next + 1, limit.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    struct watch *watch = watch_open(folder, false); /* the folder, not slides/ in it */
    bool early = watch_step(watch, 0).settled;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_false(early);
    int64_t now_ms = 0;
    assert_int_equal(seconds_until_settled(watch, &now_ms), 1);
    now_ms += 2 * WATCH_AGAIN_MS;
    watch_step(watch, now_ms);
    assert_true(shell("echo ONE > real/slides/a.json"));
    assert_int_equal(seconds_until_settled(watch, &now_ms), 1);
    watch_close(watch);
    assert_true(shell("rm -rf %s", base));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_noticed),
        cmocka_unit_test(each_change_is_noticed_without_inotify),
        cmocka_unit_test(a_folder_never_quiet_is_read_all_the_same),
        cmocka_unit_test(hints_follow_the_folders),
        cmocka_unit_test(a_link_by_any_name_is_watched),
        cmocka_unit_test(links_behind_links_are_looked_at_more_often),
        cmocka_unit_test(eight_folders_deep_is_watched),
        cmocka_unit_test(descriptor_0_is_as_good_as_any),
        cmocka_unit_test(endless_names_are_no_folder),
        cmocka_unit_test(staff_may_ask),
        cmocka_unit_test(a_loop_of_links_ends),
        cmocka_unit_test(a_large_folder_is_looked_at_in_turns),
        cmocka_unit_test(what_could_not_be_listed_is_listed_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

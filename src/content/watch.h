/* Notices that the content folder changed on disk. What stat says of every path is the truth, and
 * inotify only makes it sooner, since it sees nothing of what is behind a link inside, of a file
 * system mounted over or of a change made on another machine: there all is looked at about once a
 * second, where it sees the rest every five. Of a content of more than WATCH_PART paths all folders
 * are looked at each time, of its files so many in turn.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum { WATCH_SETTLE_MS = 150, WATCH_SWEEP_MS = 1100, WATCH_AGAIN_MS = 2500, WATCH_STORM_MS = 5000 };
enum { WATCH_TOLD_MS = 5000, WATCH_PART = 1000 };

struct watch;

struct watch_turn {
    bool settled;   /* something changed and has been quiet since: read the folder now */
    int64_t due_ms; /* when to call again at the latest */
};

/* Starts watching the folder, which need not exist, as it is now. Without hints nothing but stat is
 * used. Owned by the caller (watch_close, null-safe). Never NULL. */
struct watch *watch_open(const char *folder, bool hints);
void watch_close(struct watch *watch);

/* Returns a descriptor that is readable when watch_step is worth calling before it is due, or -1;
 * another one after each call of watch_step. */
int watch_descriptor(const struct watch *watch);

/* Looks at what is due at that monotonic time. After WATCH_SETTLE_MS of quiet (or WATCH_STORM_MS
 * without any) it says settled, and once more WATCH_AGAIN_MS later: where time stamps are coarse a
 * second change within one tick looks like the first. */
struct watch_turn watch_step(struct watch *watch, int64_t now_ms);

/* Makes the next watch_step say settled whatever is there. */
void watch_ask(struct watch *watch);

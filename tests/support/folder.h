/* A content folder on disk that tests change while it is read. */
#pragma once
#include <stdbool.h>

/* Makes /tmp/vestibule-….content with a site, hours, a playlist of one, two and three (10 s each)
 * and these slides; returns its path, static. The folder above it is the test's own. */
const char *folder_make(void);

/* Removes it with all that stands beside it; fails when more files are open than when it was made.
 */
void folder_remove(void);

/* Writes a file of the folder, in place or by rename; NULL text removes it. */
void folder_put(const char *path, const char *text);
void folder_put_whole(const char *path, const char *text);

/* Writes slides/<name>.json, a notice with that headline. */
void folder_put_notice(const char *name, const char *headline);

/* Runs a shell command in the folder above; false when it fails. */
bool folder_shell(const char *command);

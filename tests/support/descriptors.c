/* As the kernel lists them in /proc/self/fd (proc(5)); the descriptor of that list, "." and ".."
 * are not counted. */
#include "support/descriptors.h"

#include "support/cmocka_all.h"

#include <dirent.h>

int count_descriptors(void)
{
    int count = -3;
    DIR *names = opendir("/proc/self/fd");
    assert_non_null(names);
    while (readdir(names)) {
        count++;
    }
    closedir(names);
    return count;
}

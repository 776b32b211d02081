/* What a program would try that somebody has taken over: each attempt in a process of its own.
 * Prints one line each, "denied NAME" or "allowed NAME", and how many were allowed as the last. As
 * root outside the sandbox all are allowed, which shows that each attempt is one. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/reboot.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Each attempt returns false with errno set when it was refused. What it opens or makes is
 * harmless: nothing is written, and the process ends at once. */
static bool opened(const char *path, int flags)
{
    return open(path, flags, 0600) >= 0;
}

static bool internet(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool internet_6(void)
{
    return socket(AF_INET6, SOCK_DGRAM, 0) >= 0;
}

static bool packets(void)
{
    return socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0;
}

static bool read_passwords(void)
{
    return opened("/etc/shadow", O_RDONLY);
}

static bool write_accounts(void)
{
    return opened("/etc/passwd", O_WRONLY);
}

static bool write_program(void)
{
    return opened("/usr/share/vestibule/intruder", O_WRONLY | O_CREAT);
}

static bool write_content(void)
{
    return opened("/var/lib/vestibule/content/site.json", O_WRONLY);
}

static bool read_homes(void)
{
    return opendir("/root") != NULL;
}

static bool read_disk(void)
{
    return opened("/dev/vda", O_RDONLY);
}

static bool write_kernel_log(void)
{
    return opened("/dev/kmsg", O_WRONLY);
}

static bool read_kernel_log(void)
{
    char text[64];
    return klogctl(3 /* SYSLOG_ACTION_READ_ALL */, text, sizeof text) >= 0;
}

static bool type_keys(void)
{
    return opened("/dev/input/event0", O_WRONLY);
}

static bool see_others(void)
{
    return opened("/proc/1/cmdline", O_RDONLY);
}

static bool signal_others(void)
{
    return kill(1, 0) == 0;
}

static bool trace_others(void)
{
    pid_t parent = getppid(); /* of the same user, so that only the sandbox stands in the way */
    if (ptrace(PTRACE_SEIZE, parent, 0, 0) != 0) {
        return false;
    }
    ptrace(PTRACE_DETACH, parent, 0, 0);
    return true;
}

static bool mount_something(void)
{
    if (mount("none", "/mnt", "tmpfs", 0, NULL) != 0) {
        return false;
    }
    umount("/mnt");
    return true;
}

static bool make_namespace(void)
{
    return unshare(CLONE_NEWNS) == 0;
}

static bool become_root(void)
{
    return setresuid(0, 0, 0) == 0;
}

static bool change_root(void)
{
    return chroot("/") == 0;
}

static bool rename_machine(void)
{
    char name[65];
    return gethostname(name, sizeof name) == 0 && sethostname(name, strlen(name)) == 0;
}

static bool set_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return clock_settime(CLOCK_REALTIME, &now) == 0;
}

static bool load_module(void)
{
    return syscall(SYS_init_module, "no module", 9, "") == 0 || errno == ENOEXEC;
}

static bool reboot_machine(void)
{
    return syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_OFF,
                   NULL) == 0;
}

static bool tune_kernel(void)
{
    return opened("/proc/sys/kernel/core_pattern", O_WRONLY);
}

static bool make_control_group(void)
{
    return mkdir("/sys/fs/cgroup/intruder", 0700) == 0 && rmdir("/sys/fs/cgroup/intruder") == 0;
}

static bool run_before_all(void)
{
    return sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 }) == 0;
}

static bool leave_setuid(void)
{
    char name[] = "/tmp/intruder-XXXXXX";
    int file = mkstemp(name);
    bool good = file >= 0 && fchmod(file, 04755) == 0;
    int error = errno;
    unlink(name);
    errno = error;
    return good;
}

static bool make_device(void)
{
    bool good = mknod("/tmp/intruder-disk", S_IFBLK | 0600, makedev(254, 0)) == 0;
    int error = errno;
    unlink("/tmp/intruder-disk");
    errno = error;
    return good;
}

static bool load_filter(void)
{
    union bpf_attr attributes = {
        .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1
    };
    return syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes) >= 0;
}

static bool change_personality(void)
{
    return personality(ADDR_NO_RANDOMIZE) >= 0;
}

#ifdef __x86_64__
static bool use_ports(void)
{
    return ioperm(0x80, 1, 1) == 0;
}

/* The calls of another architecture would go past a filter that does not know them. */
static bool call_as_32_bit(void)
{
    long result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(20L /* getpid */)
                     : "memory", "r8", "r9", "r10", "r11");
    errno = result < 0 ? (int)-result : 0;
    return result > 0;
}
#endif

static const struct attempt {
    const char *name;
    bool (*try)(void);
} attempts[] = {
    { "a socket to the internet", internet },
    { "a socket to the internet, version 6", internet_6 },
    { "packets of the network", packets },
    { "reading passwords", read_passwords },
    { "writing accounts", write_accounts },
    { "writing where programs are", write_program },
    { "writing content", write_content },
    { "reading homes", read_homes },
    { "reading the disk", read_disk },
    { "writing the kernel's log", write_kernel_log },
    { "reading the kernel's log", read_kernel_log },
    { "typing on the keyboard", type_keys },
    { "seeing others' processes", see_others },
    { "signals to others", signal_others },
    { "tracing a process", trace_others },
    { "mounting", mount_something },
    { "a namespace", make_namespace },
    { "becoming root", become_root },
    { "another root folder", change_root },
    { "renaming the machine", rename_machine },
    { "setting the clock", set_clock },
    { "loading a module", load_module },
    { "rebooting", reboot_machine },
    { "tuning the kernel", tune_kernel },
    { "a control group", make_control_group },
    { "running before all others", run_before_all },
    { "leaving a set-user-ID file", leave_setuid },
    { "making a device", make_device },
    { "loading a filter into the kernel", load_filter },
    { "another personality", change_personality },
#ifdef __x86_64__
    { "the machine's ports", use_ports },
    { "calls of another architecture", call_as_32_bit },
#endif
};

/* Returns whether it was allowed; a process that is killed for it was not. */
static bool is_allowed(const struct attempt *attempt)
{
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        errno = 0;
        _exit(attempt->try() ? 1 : 0);
    }
    return child < 0 || waitpid(child, &status, 0) != child ||
           (WIFEXITED(status) && WEXITSTATUS(status) == 1);
}

int main(void)
{
    int allowed = 0;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        bool was = is_allowed(&attempts[i]);
        printf("%s %s\n", was ? "allowed" : "denied", attempts[i].name);
        allowed += was;
    }
    printf("%d of %zu allowed\n", allowed, sizeof attempts / sizeof *attempts);
    return 0;
}

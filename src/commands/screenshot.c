/* vestibule screenshot: what is really on the wall, asked of the running player. */
#include "base/file.h"
#include "base/message.h"
#include "base/replace.h"
#include "commands/command.h"
#include "commands/places.h"
#include "stage/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_MS = 10000, PICTURE_MAX = 128 * 1024 * 1024 };

static void help(void)
{
    fputs(
        _("Usage: vestibule screenshot [-o FILE] [--runtime DIR]\n"
          "Asks the player that runs here for a picture of what is really on the screen, as people\n"
          "see it, and writes it as PNG. Of the service, root and the group vestibule may ask.\n"
          "\n"
          "  -o, --output FILE  where to write it (default: leave it in the runtime folder and print\n"
          "                     its name); - for standard output\n"
          "      --runtime DIR  the player's runtime folder\n"
          "  -h, --help         print this help\n"
          "\n"
          "Exit code: 0 good, 1 no picture, 2 wrong use.\n"),
        stdout);
}

/* Returns a connection to the player of that folder, or -1 with errno set. */
static int connect_to(const char *folder)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/" CAPTURE_SOCKET, folder);
    if (length >= (int)sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int player = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (player >= 0 && connect(player, (struct sockaddr *)&address, sizeof address) != 0) {
        int error = errno;
        close(player);
        errno = error;
        return -1;
    }
    return player;
}

/* Returns a connection to the first player that answers and its folder, or -1 after printing why
 * there is none. */
static int find_player(const char *const *places, const char **folder)
{
    int denied = 0;
    for (size_t i = 0; places[i]; i++) {
        int player = connect_to(places[i]);
        if (player >= 0) {
            *folder = places[i];
            return player;
        }
        denied = errno == EACCES || errno == EPERM ? errno : denied;
        *folder = places[i];
    }
    if (denied) {
        fprintf(stderr, _("vestibule screenshot: the player may not be asked; be root, or of its "
                          "group (sudo adduser NAME vestibule)\n"));
    } else {
        fprintf(stderr, _("vestibule screenshot: no player answers in %s\n"), *folder);
    }
    return -1;
}

/* Waits for the answer; false after printing what it was, if not that there is a picture. */
static bool hear(int player)
{
    char reply[CAPTURE_REPLY_MAX + 1] = "";
    struct pollfd source = { .fd = player, .events = POLLIN };
    ssize_t length = poll(&source, 1, ANSWER_MS) > 0 ? recv(player, reply, CAPTURE_REPLY_MAX, 0)
                                                     : 0;
    reply[length > 0 ? length : 0] = '\0';
    if (strcmp(reply, "ok") != 0) {
        fprintf(stderr, _("vestibule screenshot: no picture: %s\n"),
                reply[0] ? reply : _("the player does not answer"));
        return false;
    }
    return true;
}

static bool write_bytes(const char *path, const struct blob *picture, struct arena *arena)
{
    const char *slash = strrchr(path, '/');
    if (strcmp(path, "-") == 0) {
        return fwrite(picture->bytes, 1, picture->size, stdout) == picture->size &&
               fflush(stdout) == 0;
    }
    const char *name = slash ? slash + 1 : path;
    const char *parent = slash ? arena_copy(arena, path, (size_t)(slash - path + 1)) : ".";
    int folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 &&
                replace_file(folder, name, picture->bytes, picture->size, 0644, false);
    int error = errno;
    if (folder >= 0) {
        close(folder);
    }
    errno = error;
    return good;
}

/* Brings the picture from the runtime folder to where it is wanted. */
static bool copy_to(const char *path, const char *folder, struct arena *arena)
{
    struct blob picture;
    const char *reason;
    int root = file_open_root(folder);
    bool read = root >= 0 && file_read(root, CAPTURE_FILE, PICTURE_MAX, arena, &picture, &reason);
    if (root < 0) {
        reason = strerror(errno);
    } else {
        close(root);
    }
    if (!read) {
        fprintf(stderr, _("vestibule screenshot: %s/%s %s\n"), folder, CAPTURE_FILE, reason);
        return false;
    }
    if (!write_bytes(path, &picture, arena)) {
        fprintf(stderr, _("vestibule screenshot: cannot write %s: %s\n"), path, strerror(errno));
        return false;
    }
    return true;
}

static bool take(const char *output, const char *runtime, struct arena *arena)
{
    const char *const named[] = { runtime, NULL };
    const char *folder = "";
    int player = find_player(runtime ? named : places_players(arena), &folder);
    if (player < 0) {
        return false;
    }
    bool good = hear(player);
    close(player);
    if (good && !output) {
        printf("%s/%s\n", folder, CAPTURE_FILE);
    }
    return good && (!output || copy_to(output, folder, arena));
}

static int run(int argc, char **argv)
{
    enum { OPTION_RUNTIME = 256 };
    static const struct option options[] = {
        { "output", required_argument, NULL, 'o' },
        { "runtime", required_argument, NULL, OPTION_RUNTIME },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    const char *output = NULL, *runtime = NULL;
    for (int option; (option = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        switch (option) {
        case 'o':
            output = optarg;
            break;
        case OPTION_RUNTIME:
            runtime = optarg;
            break;
        case 'h':
            help();
            return EXIT_GOOD;
        default:
            return usage_error("screenshot", _("wrong option"));
        }
    }
    if (argc - optind > 0) {
        return usage_error("screenshot", _("wrong option"));
    }
    struct arena arena = { 0 };
    bool good = take(output, runtime, &arena);
    arena_finish(&arena);
    return good ? EXIT_GOOD : EXIT_CONTENT;
}

const struct command command_screenshot = {
    .name = "screenshot",
    .summary = N_("write what is really on the screen as a picture"),
    .run = run,
};

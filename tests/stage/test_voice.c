/* What speech-dispatcher is told while a visitor goes about: a process that answers as it does,
 * over its own protocol (SSIP), writes down each command it gets. */
#include "stage/voice.h"

#include "support/cmocka_all.h"
#include "support/fake_metrics.h"
#include "support/kiosk.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef HAVE_SPEECHD

/* The answer to a command; what is said is data between two of them. */
static const char *answer(const char *line)
{
    static const struct {
        const char *command, *answer;
    } rows[] = {
        { "SET SELF CLIENT_NAME", "208 OK CLIENT NAME SET" },
        { "SET SELF LANGUAGE", "201 OK LANGUAGE SET" },
        { "SET SELF VOLUME", "218 OK VOLUME SET" },
        { "SET SELF PRIORITY", "202 OK PRIORITY SET" },
        { "CANCEL SELF", "210 OK CANCELED" },
        { "SPEAK", "230 OK RECEIVING DATA" },
        { ".", "225-21\r\n225 OK MESSAGE QUEUED" },
        { "QUIT", "231 HAPPY HACKING" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strncasecmp(line, rows[i].command, strlen(rows[i].command)) == 0) {
            return rows[i].answer;
        }
    }
    return "300 ERR INTERNAL";
}

/* Serves one client until it leaves, or until it said so many things. */
static void serve(int listening, const char *path, int most)
{
    int client = accept(listening, NULL, NULL), said = 0;
    FILE *in = fdopen(client, "r"), *log = fopen(path, "w");
    char line[4096];
    bool data = false;
    while (in && log && said < most && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        bool speaks = !data && strcasecmp(line, "SPEAK") == 0;
        fprintf(log, "%s\n", speaks ? "SPEAK" : line);
        bool end = data && strcmp(line, ".") == 0;
        said += end;
        if (!data || end) {
            dprintf(client, "%s\r\n", answer(line));
        }
        data = data ? !end : speaks;
    }
    if (log) {
        fclose(log);
    }
    _exit(0);
}

static char folder[64], record[128];
static int listening;
static pid_t server;

/* The socket is there all the time, so that libspeechd never starts a real one. */
static void open_socket(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    char variable[192];
    snprintf(folder, sizeof folder, "/tmp/vestibule-voice-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", folder);
    snprintf(record, sizeof record, "%s/record", folder);
    snprintf(variable, sizeof variable, "unix_socket:%s", address.sun_path);
    assert_int_equal(setenv("SPEECHD_ADDRESS", variable, 1), 0);
    listening = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listening, 8), 0);
}

static void close_socket(void)
{
    char command[128];
    close(listening);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void start_server(int most)
{
    server = fork();
    assert_true(server >= 0);
    if (server == 0) {
        for (int file = 3; file < 64; file++) { /* the other end among them */
            if (file != listening) {
                close(file);
            }
        }
        serve(listening, record, most);
    }
}

/* Returns what was received, once the server has left. */
static const char *received(void)
{
    static char text[16384];
    int status;
    assert_int_equal(waitpid(server, &status, 0), server);
    FILE *file = fopen(record, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

enum { LONG_MS = 20000, AGAIN_MS = 10 };

static struct show *show;
static struct visit visit;
static struct picture picture;
static struct voice voice;
static int64_t now;

static void follow(void)
{

    struct moment moment = { 0 };
    picture_start(&picture, 1920, 1080, &narrow_metrics);
    visit_draw(&visit, moment, now, &picture);
    voice_follow(&voice, &visit, &picture);
    assert_true(speech_wait(voice.speech, LONG_MS));
}

static void happen(enum kiosk_event_type type, int target)
{
    struct visit_act act = { .event = { .type = type, .target = target } };
    now += 400;
    visit_act(&visit, &picture, act, (struct moment){ 0 }, now);
    follow();
}

static void touch(int target)
{
    happen(EVENT_DOWN, target);
    now += 80;
    happen(EVENT_UP, target);
}

/* The voice comes and goes on its own thread, with an event. */
static void await_voice(bool there)
{
    SDL_Event event;
    while (speech_there(voice.speech) != there) {
        assert_true(SDL_WaitEventTimeout(&event, LONG_MS));
    }
}

static void open_visit(void)
{
    show = kiosk_show();
    show->screen.touch = true;
    now = 100000;
    voice = (struct voice){ .speech = speech_open(AGAIN_MS) };
    assert_non_null(voice.speech);
    await_voice(true);
    visit_start(&visit, show, true, NULL, now);
    follow();
}

static void close_visit(void)
{
    speech_close(voice.speech);
    visit_finish(&visit);
    picture_finish(&picture);
    show_free(show);
}

/* Returns the place behind part in text, which must be there. */
static const char *past(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    if (!at) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
        return text;
    }
    return at + strlen(part);
}

static void the_page_is_said_in_its_language(void **state)
{
    (void)state;
    start_server(1000);
    open_visit();
    happen(EVENT_ALOUD, 0); /* a headset is plugged in: home */
    happen(EVENT_REPEAT, 0);
    touch(TARGET_LANGUAGE + 1);
    touch(TARGET_CHOICE + 1);
    touch(TARGET_ACCESS);
    touch(TARGET_LOUDER);
    happen(EVENT_NEXT, 0);
    happen(EVENT_SILENT, 0); /* and unplugged */
    close_visit();
    const char *at = received();
    at = past(at, "CLIENT_NAME");
    at = past(at, "CANCEL SELF\nSET SELF LANGUAGE fr\nSET SELF VOLUME 60\n");
    at = past(at, "SPEAK\nQue venez-vous faire");
    at = past(at, "Accueil. Titre de séjour");
    at = past(at, "\n.\nCANCEL SELF\nSET SELF LANGUAGE fr\n");
    at = past(at, "SPEAK\nQue venez-vous faire"); /* said again */
    at = past(at, "\n.\nCANCEL SELF\nSET SELF LANGUAGE en\n");
    at = past(at, "SPEAK\nWhat do you need?");
    at = past(at, "Residence permit");
    at = past(at, "\n.\nCANCEL SELF\nSET SELF LANGUAGE en\n");
    at = past(at, "Residence permit. Zone C. green, triangle. ");
    at = past(at, "Desks 5–9");
    at = past(at, "\n.\nCANCEL SELF\n");
    at = past(at, "Display and sound");
    at = past(at, "SET SELF VOLUME 80\n");
    at = past(at, "\n.\nCANCEL SELF\n"); /* what has the focus */
    at = past(at, "SPEAK\n");
    at = past(at, "\n.\nCANCEL SELF\n"); /* silence */
    assert_null(strstr(at, "SPEAK"));
}

/* The next visitor hears nothing, and when they ask, at the first volume and in French. */
static void the_end_of_a_session_is_silent(void **state)
{
    (void)state;
    start_server(1000);
    open_visit();
    happen(EVENT_ALOUD, 0);
    touch(TARGET_LANGUAGE + 1);
    touch(TARGET_CHOICE + 1);
    touch(TARGET_ACCESS);
    touch(TARGET_LOUDER);
    touch(TARGET_LOUDER);
    now += 61000;
    visit_pass(&visit, (struct moment){ 0 }, now);
    assert_true(visit.session.asking);
    follow();
    now += 20000;
    visit_pass(&visit, (struct moment){ 0 }, now);
    follow();
    happen(EVENT_ALOUD, 0);
    close_visit();
    const char *at = received();
    at = past(at, "SET SELF VOLUME 100\n");
    at = past(at, "SPEAK\n");
    at = past(at, "\n.\nCANCEL SELF\nSET SELF LANGUAGE en\n");
    at = past(at, "SPEAK\nAre you still there?");
    at = past(at, "\n.\nCANCEL SELF\nCANCEL SELF\nSET SELF LANGUAGE fr\nSET SELF VOLUME 60\n");
    past(at, "SPEAK\nQue venez-vous faire");
}

/* A speech-dispatcher that dies takes the button with it, not the kiosk, until it is back. */
static void a_voice_that_dies_is_looked_for(void **state)
{
    (void)state;
    start_server(1);
    open_visit();
    happen(EVENT_ALOUD, 0);
    received();
    happen(EVENT_REPEAT, 0);
    await_voice(false);
    happen(EVENT_REPEAT, 0); /* is lost */
    start_server(1000);
    await_voice(true);
    happen(EVENT_REPEAT, 0);
    close_visit();
    past(received(), "SPEAK\nQue venez-vous faire");
}

#endif

int main(void)
{
#ifdef HAVE_SPEECHD
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_said_in_its_language),
        cmocka_unit_test(the_end_of_a_session_is_silent),
        cmocka_unit_test(a_voice_that_dies_is_looked_for),
    };
    assert_int_equal(SDL_Init(SDL_INIT_EVENTS), 0);
    open_socket();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    close_socket();
    return failed;
#else
    return 0; /* built without a voice */
#endif
}

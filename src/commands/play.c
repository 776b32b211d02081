/* vestibule play: the running screen. The loop blocks in one wait until the next thing is due. */
#include "commands/command.h"
#include "commands/live.h"
#include "commands/places.h"
#include "commands/switching.h"
#include "commands/vitals.h"

#include "base/alloc.h"
#include "base/log.h"
#include "base/message.h"
#include "stage/capture.h"
#include "stage/clock.h"
#include "stage/display.h"
#include "stage/glass.h"
#include "stage/input.h"
#include "stage/listener.h"
#include "stage/notify.h"
#include "stage/plug.h"
#include "stage/stage.h"
#include "stage/voice.h"

#include <SDL.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

struct play {
    const char *folder, *screen, *at, *language, *metrics;
    struct presenter_options window;
    struct clock_options time;
    bool stats;
    bool touches;       /* print where each finger goes down */
    int pace;           /* seconds of every page; 0: as the playlist says */
    double for_seconds; /* leave after this long; 0: never */
    /* while running */
    struct raster *raster;
    struct live live;
    struct presenter *presenter;
    struct stage *stage;
    struct glass glass;
    struct clock clock;
    struct voice voice;
    struct listener *listener; /* NULL: no headset is heard of */
    struct notify notify;
    enum glass_state told;
    struct vitals vitals;
    bool told_off;
    const char *display_conf; /* NULL: the machine's own */
    struct switching switching;
    struct capture *capture;
    int lang;
    unsigned long waits;
    bool kms;      /* SDL draws to the kernel's display, not into a desktop */
    bool watching; /* the content */
    bool leaving, failed;
};

static void help(void)
{
    fputs(_("Usage: vestibule play [CONTENT] [OPTIONS]\n"
            "Plays the content full screen.\n"
            "\n"
            "      --screen NAME    use screens/NAME.json (default: host name, then default)\n"
            "      --windowed       in a window\n"
            "      --size WxH       size of the window\n"
            "      --at DATETIME    pretend it is then, such as 2026-11-24T10:24\n"
            "      --speed N        let time run N times faster\n"
            "      --pace SECONDS   show every page that long\n"
            "      --lang CODE      always this second language; the main one shows none\n"
            "      --headless       play even where nothing can be seen\n"
            "      --for SECONDS    leave after that long\n"
            "      --stats          print counters on leaving\n"
            "      --presenter P    auto, surface or renderer\n"
            "      --display-conf F switch the display as F says, not as /etc/vestibule does\n"
            "      --touches        print where fingers go down, in pixels of the picture\n"
            "      --metrics DIR    where to write vestibule.prom (default: beside status.json)\n"
            "  -h, --help           print this help\n"
            "\n"
            "Keys: left and right arrows previous and next page, space hold, d what was\n"
            "redrawn, Esc leave (in a window).\n"),
          stdout);
}

static void handle_key(struct play *play, SDL_Keycode key)
{
    switch (key) {
    case SDLK_RIGHT:
        stage_skip(play->stage, 1, clock_now(&play->clock));
        break;
    case SDLK_LEFT:
        stage_skip(play->stage, -1, clock_now(&play->clock));
        break;
    case SDLK_SPACE:
        stage_hold(play->stage, clock_now(&play->clock));
        break;
    case SDLK_d:
        stage_show_damage(play->stage);
        break;
    case SDLK_ESCAPE:
        play->leaving = play->window.windowed;
        break;
    default:
        break;
    }
}

/* At a kiosk fingers and keys are the visitor's; only a window can be left. */
static bool handle_visitor(struct play *play, const SDL_Event *event)
{
    struct visit_act act;
    bool leaves = event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_ESCAPE &&
                  play->window.windowed && !visit_shows_page(stage_visit(play->stage));
    if (!stage_visit(play->stage)->works || leaves) {
        return false;
    }
    if (input_act(event, play->presenter, &act) || listener_act(play->listener, event, &act)) {
        stage_act(play->stage, act, clock_now(&play->clock));
    }
    return event->type == SDL_KEYDOWN;
}

/* For a technician who looks whether a touch screen and the picture agree. */
static void print_touch(const struct play *play, const SDL_Event *event)
{
    if (play->touches && event->type == SDL_FINGERDOWN) {
        SDL_Point point = presenter_point(play->presenter, event->tfinger.x, event->tfinger.y);
        printf("touch %d %d\n", point.x, point.y);
        fflush(stdout);
    }
}

static void handle_event(struct play *play, const SDL_Event *event)
{
    if (glass_state(&play->glass) != GLASS_LIT && event->type != SDL_QUIT) {
        return; /* whoever touches a display that is not there means nothing by it */
    }
    print_touch(play, event);
    if (handle_visitor(play, event)) {
        return;
    }
    switch (event->type) {
    case SDL_QUIT: /* a signal: SDL is told not to make one of a window that is closed */
        play->leaving = true;
        break;
    case SDL_KEYDOWN:
        if (!event->key.repeat) {
            handle_key(play, event->key.keysym.sym);
        }
        break;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
            event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            play->failed = play->failed || !stage_refresh(play->stage);
        } else if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
            play->leaving = play->window.windowed || !play->window.guarded;
        }
        break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        play->failed = play->failed || !stage_refresh(play->stage);
        break;
    default:
        break;
    }
}

/* Waits for an event until the deadline, or until something happened to the display. KMSDRM cannot
 * block (SDL 2.26 then polls every millisecond), so there the wait is cut into slices of our own:
 * short where somebody may touch. */
static void wait_until(struct play *play, int64_t deadline)
{
    enum { TOUCH_SLICE_MS = 8, SLICE_MS = 50, DARK_SLICE_MS = 250 };
    const int64_t slice = glass_state(&play->glass) != GLASS_LIT ? DARK_SLICE_MS
                          : stage_visit(play->stage)->works      ? TOUCH_SLICE_MS
                                                                 : SLICE_MS;
    SDL_Event event;
    bool seen = false;
    play->waits++;
    if (!play->kms) {
        int64_t left = clock_until(&play->clock, deadline);
        seen = SDL_WaitEventTimeout(&event, left < INT32_MAX ? (int)left : INT32_MAX);
    } else {
        for (int64_t left; !seen && (left = clock_until(&play->clock, deadline)) > 0 &&
                           !glass_look(&play->glass, clock_monotonic_ms());) {
            SDL_Delay((Uint32)(left < slice ? left : slice));
            seen = SDL_PollEvent(&event);
        }
    }
    while (seen && !play->leaving) {
        handle_event(play, &event);
        seen = SDL_PollEvent(&event);
    }
}

static void print_use(const char *name, struct cache_use use)
{
    unsigned long asked = use.hits + use.misses;
    printf("%s_bytes %zu\n%s_hits %lu\n%s_hit_percent %lu\n", name, use.bytes, name, use.hits, name,
           asked ? 100 * use.hits / asked : 0);
}

static void print_stats(const struct play *play)
{
    const struct stage_stats *stage = stage_statistics(play->stage);
    const struct presenter_stats *screen = presenter_statistics(play->presenter);
    const struct raster_stats *raster = raster_statistics(play->raster);
    printf("presenter %s\nwaits %lu\nwakes %lu\nlayouts %lu\nrasters %lu\nturns %lu\nfades %lu\n"
           "fade_frames %lu\npresents %lu\npixels %lu\nblended %lu\nuploads %lu\nglyph_lines %lu\n"
           "shapes_made %lu\nimages_decoded %lu\ncodes_made %lu\nallocations %lu\ncache_bytes %zu\n"
           "acts %lu\nact_worst_ms %.1f\n",
           presenter_name(play->presenter), play->waits, stage->wakes, stage->layouts,
           stage->rasters, stage->turns, stage->fades, stage->fade_frames, screen->presents,
           screen->pixels, screen->blended, screen->uploads, raster->glyph_lines,
           raster->shapes_made, raster->images_decoded, raster->codes_made, alloc_count(),
           raster->cache_bytes, stage->acts, stage->act_worst_ms);
    print_use("lines", raster->lines);
    print_use("shapes", raster->shapes);
    print_use("images", raster->images);
}

static void tell_status(struct play *play)
{
    static const char *const dark[] = { [GLASS_UNPLUGGED] = "no display is connected",
                                        [GLASS_CLOSED] = "the display cannot be opened" };
    char status[128];
    struct light light;
    play->told = glass_state(&play->glass);
    play->told_off = stage_is_off(play->stage, &light);
    snprintf(status, sizeof status, "STATUS=%s%s",
             play->told == GLASS_LIT ? presenter_name(play->presenter) : dark[play->told],
             play->told_off ? "; the screen is off on purpose" : "");
    notify_send(status);
}

/* After a step: the service manager hears that something is on the screen, and that all is well.
 * Without a display showing nothing is right. */
static void tell_manager(struct play *play, int64_t now_ms)
{
    enum glass_state state = glass_state(&play->glass);
    bool presented = presenter_statistics(play->presenter)->presents > 0;
    bool first = !play->notify.ready;
    bool right = state == GLASS_LIT ? stage_right(play->stage) : state == GLASS_UNPLUGGED;
    const char *message = notify_due(&play->notify, presented, right, now_ms);
    if (message && !notify_send(message) && first) {
        log_line(LOG_WARNING, "cannot tell the service manager that the screen is up: %s",
                 strerror(errno));
    }
    struct light light;
    bool other = state != play->told || stage_is_off(play->stage, &light) != play->told_off;
    if ((message && first) || (play->notify.ready && other)) {
        tell_status(play);
    }
}

static void note_display(struct play *play)
{
    static const char *const words[] = {
        [GLASS_LIT] = "lit", [GLASS_UNPLUGGED] = "unplugged", [GLASS_CLOSED] = "closed"
    };
    enum glass_state state = glass_state(&play->glass);
    struct status_display *display = &play->live.facts.display;
    display->state = state == GLASS_LIT && !glass_shows(&play->glass) ? "opening" : words[state];
    display->socket = play->kms ? connector_socket(&play->glass.socket) : NULL;
    display->presenter = presenter_name(play->presenter);
    display->reopened = play->glass.replug.opened;
    display->refused = presenter_statistics(play->presenter)->refused;
    if (state == GLASS_LIT) {
        presenter_size(play->presenter, &display->width, &display->height);
    }
}

/* Writes what the fleet is told; returns when it is to be written next, in the stage's time. */
static int64_t tell_fleet(struct play *play, struct stage_time now)
{
    const struct vital_parts parts = { &play->live, play->raster, play->presenter, play->stage,
                                       &play->notify };
    live_note(&play->live, play->stage, now);
    int64_t left = vitals_step(&play->vitals, &parts, now, clock_monotonic_ms());
    live_tell(&play->live);
    return left == INT64_MAX ? left
                             : now.monotonic_ms + (int64_t)((double)left * play->clock.speed);
}

/* What visitors need not wait for. */
static void start_rest(struct play *play)
{
    const char *runtime = places_runtime(&play->live.arena);
    const char *shown = command_shown_folder(&play->live.arena);
    bool real = !play->at && play->clock.speed == 1 && !play->window.headless;
    play->watching = true;
    live_watch(&play->live);
    play->live.shown = real && shown ? shown_open(shown) : NULL; /* evidence, not trials */
    play->capture = runtime ? capture_start(runtime) : NULL;
}

/* Whoever asked for a picture of the screen gets it. */
static void serve_capture(struct play *play)
{
    bool lit = glass_state(&play->glass) == GLASS_LIT;
    capture_serve(play->capture, lit ? play->presenter : NULL, "no display is connected");
}

static void run_loop(struct play *play)
{
    int64_t end = play->for_seconds > 0 ? (int64_t)(play->for_seconds * 1000 * play->clock.speed)
                                        : INT64_MAX;
    while (!play->leaving && !play->failed) {
        struct stage_time now = clock_now(&play->clock);
        if (now.monotonic_ms >= end) {
            break;
        }
        live_step(&play->live, play->stage, play->language);
        stage_tell_speech(play->stage, speech_there(play->voice.speech));
        int64_t due = glass_step(&play->glass, play->presenter, play->stage, now,
                                 clock_monotonic_ms());
        note_display(play);
        voice_follow(&play->voice, stage_visit(play->stage), stage_picture(play->stage));
        play->failed = play->failed || due < 0;
        if (!play->failed) {
            tell_manager(play, now.monotonic_ms);
            serve_capture(play);
            int64_t tell = tell_fleet(play, now);
            int64_t look = switching_step(&play->switching, play->stage,
                                          glass_state(&play->glass) == GLASS_LIT, now,
                                          play->clock.speed);
            due = look < due ? look : due;
            if (!play->watching) {
                start_rest(play);
                due = now.monotonic_ms;
            }
            due = notify_wake(&play->notify, tell < due ? tell : due);
            wait_until(play, due < end ? due : end);
        }
    }
}

static int play_live(struct play *play)
{
    const struct show *show = play->live.playing;
    if (play->at && !option_at(play->at, &play->time.start_utc_ms)) {
        return EXIT_USAGE;
    }
    if (play->language && !option_language(show, play->language, &play->lang)) {
        return EXIT_USAGE;
    }
    play->time.fixed_start = play->at != NULL;
    play->window.display = show->screen.display - 1;
    play->window.degrees = show->screen.rotation;
    play->window.guarded = show->screen.touch;
    /* For as long as it plays, so that SIGTERM is heard also while there is no window. */
    if (SDL_InitSubSystem(SDL_INIT_EVENTS) != 0) {
        log_line(LOG_ERROR, "cannot start SDL's events: %s", SDL_GetError());
        return EXIT_CONTENT;
    }
    play->presenter = presenter_open(&play->window);
    if (!play->presenter) {
        return EXIT_CONTENT;
    }
    play->kms = strcmp(SDL_GetCurrentVideoDriver(), "KMSDRM") == 0;
    glass_start(&play->glass, play->kms ? "" : NULL, clock_monotonic_ms());
    play->stage = stage_create(play->presenter, play->raster, show, play->lang);
    if (!play->stage) {
        return EXIT_CONTENT;
    }
    stage_set_pace(play->stage, play->pace);
    play->clock = clock_start(&play->time);
    if (show->screen.touch) {
        play->voice.speech = speech_open(SPEECH_AGAIN_MS);
        stage_welcome(play->stage, false, command_usage_file(&play->live.arena),
                      clock_now(&play->clock));
        play->listener = play->voice.speech ? listener_start(headset_open("", headset_ask)) : NULL;
    }
    vitals_open(&play->vitals, play->metrics ? play->metrics : places_runtime(&play->live.arena));
    play->notify = notify_start();
    run_loop(play);
    notify_send("STOPPING=1");
    if (play->stats) {
        print_stats(play);
    }
    return play->failed ? EXIT_CONTENT : EXIT_GOOD;
}

/* The content is read while the display is waited for and opened. */
static int play_folder(struct play *play)
{
    enum { PLUG_POLL_MS = 1000 };
    const char *assets = command_assets();
    play->raster = assets ? raster_open(assets) : NULL;
    if (!play->raster) {
        return EXIT_CONTENT;
    }
    live_open(&play->live, play->raster, play->folder, play->screen);
    switching_start(&play->switching, &play->live, play->display_conf,
                    !play->window.windowed && !play->window.headless);
    if (!play->window.headless && plug_is_ours()) {
        plug_wait("", PLUG_POLL_MS, switching_meanwhile, &play->switching);
    }
    bool display = display_start(&play->window);
    int code = live_ready(&play->live) && display ? play_live(play) : EXIT_CONTENT;
    switching_finish(&play->switching);
    glass_finish(&play->glass);
    vitals_close(&play->vitals);
    capture_stop(play->capture);
    stage_free(play->stage);
    listener_stop(play->listener);
    speech_close(play->voice.speech);
    live_close(&play->live);
    presenter_close(play->presenter);
    raster_close(play->raster);
    SDL_Quit();
    return code;
}

enum {
    OPTION_SCREEN = 256,
    OPTION_WINDOWED,
    OPTION_SIZE,
    OPTION_AT,
    OPTION_SPEED,
    OPTION_PACE,
    OPTION_LANG,
    OPTION_HEADLESS,
    OPTION_FOR,
    OPTION_STATS,
    OPTION_PRESENTER,
    OPTION_DISPLAY_CONF,
    OPTION_TOUCHES,
    OPTION_METRICS
};

static bool read_positive(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    return *end == '\0' && *number > 0 && *number <= 1e6;
}

static bool read_pace(const char *text, int *seconds)
{
    double number;
    bool good = read_positive(text, &number) && number >= 2 && number <= 86400;
    *seconds = good ? (int)number : 0;
    return good;
}

static bool read_presenting(const char *text, enum presenting *presenting)
{
    static const char *const words[] = { "auto", "surface", "renderer" };
    for (int i = 0; i < 3; i++) {
        if (strcmp(words[i], text) == 0) {
            *presenting = (enum presenting)i;
            return true;
        }
    }
    return false;
}

/* Returns -1 to go on, else the exit code. */
static int read_option(struct play *play, int option)
{
    bool good = true;
    switch (option) {
    case OPTION_SCREEN:
        play->screen = optarg;
        break;
    case OPTION_WINDOWED:
        play->window.windowed = true;
        break;
    case OPTION_SIZE:
        return option_size(optarg, &play->window.width, &play->window.height) ? -1 : EXIT_USAGE;
    case OPTION_AT:
        play->at = optarg;
        break;
    case OPTION_SPEED:
        good = read_positive(optarg, &play->time.speed);
        break;
    case OPTION_PACE:
        good = read_pace(optarg, &play->pace);
        break;
    case OPTION_LANG:
        play->language = optarg;
        break;
    case OPTION_HEADLESS:
        play->window.headless = true;
        break;
    case OPTION_FOR:
        good = read_positive(optarg, &play->for_seconds);
        break;
    case OPTION_STATS:
        play->stats = true;
        break;
    case OPTION_METRICS:
        play->metrics = optarg;
        break;
    case OPTION_DISPLAY_CONF:
        play->display_conf = optarg;
        break;
    case OPTION_PRESENTER:
        good = read_presenting(optarg, &play->window.presenting);
        break;
    case OPTION_TOUCHES:
        play->touches = true;
        break;
    case 'h':
        help();
        return EXIT_GOOD;
    default:
        return usage_error("play", _("wrong option"));
    }
    return good ? -1 : usage_error("play", _("\"%s\" cannot be used here"), optarg);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "screen", required_argument, NULL, OPTION_SCREEN },
        { "windowed", no_argument, NULL, OPTION_WINDOWED },
        { "size", required_argument, NULL, OPTION_SIZE },
        { "at", required_argument, NULL, OPTION_AT },
        { "speed", required_argument, NULL, OPTION_SPEED },
        { "pace", required_argument, NULL, OPTION_PACE },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "headless", no_argument, NULL, OPTION_HEADLESS },
        { "for", required_argument, NULL, OPTION_FOR },
        { "stats", no_argument, NULL, OPTION_STATS },
        { "display-conf", required_argument, NULL, OPTION_DISPLAY_CONF },
        { "presenter", required_argument, NULL, OPTION_PRESENTER },
        { "touches", no_argument, NULL, OPTION_TOUCHES },
        { "metrics", required_argument, NULL, OPTION_METRICS },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct play play = { .time = { .speed = 1 }, .glass = { .hotplug = -1 }, .lang = -1 };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        int code = read_option(&play, option);
        if (code >= 0) {
            return code;
        }
    }
    if (argc - optind > 1) {
        return usage_error("play", _("only one content folder can be played"));
    }
    play.folder = command_content(argv[optind]);
    return play_folder(&play);
}

const struct command command_play = {
    .name = "play",
    .summary = N_("play the content full screen (the default)"),
    .run = run,
};

/* vestibule play: the running screen. The loop blocks in one wait until the next thing is due. */
#include "commands/play.h"
#include "commands/command.h"
#include "commands/places.h"

#include "base/log.h"
#include "base/message.h"
#include "stage/display.h"
#include "stage/plug.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Waits for an event until the deadline, or until something happened to the display. */
static void wait_until(struct play *play, int64_t deadline)
{
    SDL_Event event;
    bool seen = false;
    play->waits++;
    if (!play->kms) {
        int64_t left = clock_until(&play->clock, deadline);
        seen = SDL_WaitEventTimeout(&event, left < INT32_MAX ? (int)left : INT32_MAX);
    } else {
        int64_t left, now_ms = clock_monotonic_ms();
        while (!seen && (left = clock_until(&play->clock, deadline)) > 0 &&
               !glass_look(&play->glass, now_ms)) {
            int64_t look = play->glass.look_ms - now_ms;
            seen = doze(&play->doze, play->glass.hotplug, (int)(left < look ? left : look), now_ms,
                        &event);
            now_ms = clock_monotonic_ms();
        }
    }
    while (seen && !play->leaving) {
        play_handle(play, &event);
        seen = SDL_PollEvent(&event);
    }
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

static int64_t earlier(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

/* Returns when it is due again, in the stage's time. */
static int64_t switch_display(struct play *play, struct stage_time now)
{
    return switching_step(&play->switching, play->stage, &play->glass, play->presenter, now,
                          play->clock.speed);
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
        play_follow_screen(play);
        stage_tell_speech(play->stage, speech_there(play->voice.speech));
        switch_display(play, now);
        int64_t due = glass_step(&play->glass, play->presenter, play->stage, now,
                                 clock_monotonic_ms());
        play_note_display(play);
        voice_follow(&play->voice, stage_visit(play->stage), stage_picture(play->stage));
        play->failed = play->failed || due < 0;
        if (!play->failed) {
            play_tell_manager(play, clock_monotonic_ms());
            serve_capture(play);
            int64_t tell = play_tell_fleet(play, now);
            due = earlier(due, switch_display(play, now));
            if (!play->watching) {
                start_rest(play);
                due = now.monotonic_ms;
            }
            due = earlier(due, tell);
            due = earlier(due, clock_at(&play->clock, notify_wake(&play->notify, INT64_MAX)));
            wait_until(play, earlier(due, end));
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
    if (play->kms && !doze_start(&play->doze)) {
        return EXIT_CONTENT;
    }
    glass_start(&play->glass, play->kms ? "" : NULL, clock_monotonic_ms());
    play->stage = stage_create(play->presenter, play->raster, show, play->lang);
    if (!play->stage) {
        return EXIT_CONTENT;
    }
    stage_set_pace(play->stage, play->pace);
    play->clock = clock_start(&play->time);
    /* Also where nobody touches it yet: staff may make a kiosk of it. */
    stage_welcome(play->stage, false, command_usage_file(&play->live.arena),
                  clock_now(&play->clock));
    vitals_open(&play->vitals, play->metrics ? play->metrics : places_runtime(&play->live.arena));
    play->notify = notify_start();
    run_loop(play);
    notify_send("STOPPING=1");
    if (play->stats) {
        play_print_stats(play);
    }
    return play->failed ? EXIT_CONTENT : EXIT_GOOD;
}

/* Whoever tries it, at a terminal or for a while, wants to be told of a wrong path. A screen waits
 * for its content, which may come with a disk or a share that is late, and shows the time. */
static bool has_something_to_play(struct play *play)
{
    bool trial = play->for_seconds > 0 || (isatty(STDERR_FILENO) && !getenv("NOTIFY_SOCKET"));
    if (!live_ready(&play->live)) {
        return false;
    }
    if (live_is_nowhere(&play->live) && !trial) {
        log_line(LOG_NOTICE,
                 _("there is nothing to play yet; the screen shows the time until there is"));
    }
    return !trial || !live_is_nowhere(&play->live);
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
    int code = has_something_to_play(play) && display ? play_live(play) : EXIT_CONTENT;
    switching_finish(&play->switching);
    doze_finish(&play->doze);
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

static int run(int argc, char **argv)
{
    struct play play = {
        .time = { .speed = 1 }, .glass = { .hotplug = -1 }, .doze = { .wake = -1 }, .lang = -1
    };
    int code = play_read_options(argc, argv, &play);
    return code >= 0 ? code : play_folder(&play);
}

const struct command command_play = {
    .name = "play",
    .summary = N_("play the content full screen (the default)"),
    .run = run,
};

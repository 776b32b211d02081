/* What a file of screens/ says of the machine itself, which staff may correct while it plays. How
 * the panel hangs is followed by stage/glass.c. */
#include "commands/play.h"

#include "base/log.h"

static void follow_display(struct play *play, int display)
{
    if (display != play->window.display) {
        play->window.display = display;
        log_line(LOG_NOTICE, "screens/ asks for display %d now", display + 1);
        presenter_choose_display(play->presenter, display);
        glass_ask(&play->glass);
    }
}

static void follow_touch(struct play *play, bool touched)
{
    if (touched == play->touched) {
        return;
    }
    play->touched = touched;
    log_line(LOG_NOTICE, touched ? "visitors touch this screen, as screens/ says"
                                 : "nobody touches this screen any more, as screens/ says");
    play->window.guarded = touched;
    presenter_guard(play->presenter, touched);
    if (touched) {
        play->voice.speech = speech_open(SPEECH_AGAIN_MS);
        play->listener = play->voice.speech ? listener_start(headset_open("", headset_ask)) : NULL;
    } else {
        listener_stop(play->listener);
        speech_close(play->voice.speech);
        play->listener = NULL;
        play->voice.speech = NULL;
    }
}

void play_follow_screen(struct play *play)
{
    const struct screen *screen = &stage_showing(play->stage)->screen;
    follow_display(play, screen->display - 1);
    follow_touch(play, screen->touch);
}

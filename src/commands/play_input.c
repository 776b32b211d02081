/* Keys, fingers and windows. At a kiosk fingers and keys are the visitor's; elsewhere keys are
 * those of whoever looks after the screen. */
#include "commands/play.h"
#include "stage/input.h"

#include <stdio.h>

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

/* A window that cannot be drawn to is opened anew, as often as stage/glass.h allows. */
static void refresh(struct play *play)
{
    if (!stage_refresh(play->stage)) {
        glass_ask(&play->glass);
    }
}

void play_handle(struct play *play, const SDL_Event *event)
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
        if (play->kms) {
            break; /* nothing covers it or changes its size; the glass looks after it */
        }
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
            event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            refresh(play);
        } else if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
            play->leaving = play->window.windowed || !play->window.guarded;
        }
        break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        refresh(play);
        break;
    default:
        break;
    }
}

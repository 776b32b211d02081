/* Fingers and mouse arrive in parts of the window, so that one place turns them as the panel is
 * turned. SDL is told not to make one of the other. */
#include "stage/input.h"

enum { MOUSE_FINGER = -1 };

static bool touch(struct visit_act *act, enum kiosk_event_type type, int64_t finger,
                  SDL_Point point)
{
    *act = (struct visit_act){
        .event = { .type = type, .finger = finger }, .touches = true, .x = point.x, .y = point.y
    };
    return true;
}

static bool finger_act(const SDL_TouchFingerEvent *event, const struct presenter *presenter,
                       enum kiosk_event_type type, struct visit_act *act)
{
    if (SDL_GetTouchDeviceType(event->touchId) == SDL_TOUCH_DEVICE_INDIRECT_RELATIVE ||
        SDL_GetTouchDeviceType(event->touchId) == SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE) {
        return false; /* a pad beside the screen: its mouse is what counts */
    }
    return touch(act, type, event->fingerId, presenter_point(presenter, event->x, event->y));
}

static bool mouse_act(Uint32 window_id, int x, int y, const struct presenter *presenter,
                      enum kiosk_event_type type, struct visit_act *act)
{
    int width = 1, height = 1;
    SDL_Window *window = SDL_GetWindowFromID(window_id);
    if (window) {
        SDL_GetWindowSize(window, &width, &height);
    }
    return touch(act, type, MOUSE_FINGER,
                 presenter_point(presenter, ((float)x + 0.5f) / (float)width,
                                 ((float)y + 0.5f) / (float)height));
}

static bool key(struct visit_act *act, enum kiosk_event_type type)
{
    *act = (struct visit_act){ .event = { .type = type } };
    return true;
}

static bool arrow(struct visit_act *act, enum kiosk_direction direction)
{
    *act = (struct visit_act){ .steers = true, .direction = direction };
    return true;
}

/* Keypads for people who cannot see send function keys; a single switch sends a space. What is
 * pressed together with Ctrl, Alt or the system's key is meant for a desktop that is not there. */
static bool key_act(const SDL_Keysym *keysym, struct visit_act *act)
{
    if (keysym->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) {
        return false;
    }
    switch (keysym->sym) {
    case SDLK_TAB:
        return key(act, keysym->mod & KMOD_SHIFT ? EVENT_PREVIOUS : EVENT_NEXT);
    case SDLK_LEFT:
        return arrow(act, TO_LEFT);
    case SDLK_RIGHT:
        return arrow(act, TO_RIGHT);
    case SDLK_UP:
        return arrow(act, TO_TOP);
    case SDLK_DOWN:
        return arrow(act, TO_BOTTOM);
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SELECT:
        return key(act, EVENT_ENTER);
    case SDLK_ESCAPE:
    case SDLK_BACKSPACE:
    case SDLK_AC_BACK:
        return key(act, EVENT_BACK);
    case SDLK_SPACE:
        return key(act, EVENT_SWITCH);
    case SDLK_F1:
    case SDLK_HELP:
        return key(act, EVENT_ALOUD);
    case SDLK_F2:
        return key(act, EVENT_REPEAT);
    default:
        return false;
    }
}

bool input_act(const SDL_Event *event, const struct presenter *presenter, struct visit_act *act)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
        return finger_act(&event->tfinger, presenter, EVENT_DOWN, act);
    case SDL_FINGERMOTION:
        return finger_act(&event->tfinger, presenter, EVENT_MOVE, act);
    case SDL_FINGERUP:
        return finger_act(&event->tfinger, presenter, EVENT_UP, act);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.which != SDL_TOUCH_MOUSEID &&
               event->button.button == SDL_BUTTON_LEFT &&
               mouse_act(event->button.windowID, event->button.x, event->button.y, presenter,
                         event->type == SDL_MOUSEBUTTONDOWN ? EVENT_DOWN : EVENT_UP, act);
    case SDL_MOUSEMOTION:
        return event->motion.which != SDL_TOUCH_MOUSEID && event->motion.state & SDL_BUTTON_LMASK &&
               mouse_act(event->motion.windowID, event->motion.x, event->motion.y, presenter,
                         EVENT_MOVE, act);
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_LEAVE) {
            *act = (struct visit_act){ .event = { .type = EVENT_CANCEL, .finger = MOUSE_FINGER } };
            return true;
        }
        return false;
    case SDL_KEYDOWN:
        return !event->key.repeat && key_act(&event->key.keysym, act);
    default:
        return false;
    }
}

/* What SDL tells of fingers, mouse and keys as acts of a visitor: a mouse is a finger. */
#pragma once
#include "kiosk/visit.h"
#include "stage/presenter.h"

/* Returns whether the event is an act of a visitor at a touch screen, and fills it. */
bool input_act(const SDL_Event *event, const struct presenter *presenter, struct visit_act *act);

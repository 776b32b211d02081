/* The voice of a kiosk: says the page when the visitor asked for it, and what is in focus. */
#pragma once
#include "kiosk/visit.h"
#include "stage/speech.h"

struct voice {
    struct speech *speech; /* NULL: there is never one */
    unsigned utterance;
    int focus;
    bool speaking;
};

/* Says what is to be said now of the visit and the picture that shows it. */
void voice_follow(struct voice *voice, const struct visit *visit, const struct picture *picture);

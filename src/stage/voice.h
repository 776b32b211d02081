/* The voice of a kiosk: says the page when the visitor asked for it, and what is in focus. */
#pragma once
#include "kiosk/visit.h"
#include "stage/speech.h"

struct voice {
    struct speech *speech; /* NULL: there is none */
    int64_t look_ms;       /* monotonic, when one is looked for again */
    bool told;             /* that there is none */
    unsigned utterance;
    int focus;
    bool speaking;
};

/* Looks for a voice when there is none, once a minute; returns true when one was found. */
bool voice_find(struct voice *voice, int64_t now_ms);

/* Says what is to be said now of the visit and the picture that shows it. Returns false once when
 * the voice has gone. */
bool voice_follow(struct voice *voice, const struct visit *visit, const struct picture *picture);

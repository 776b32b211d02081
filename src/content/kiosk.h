/* kiosk.json: what a visitor of the touch kiosk may have come for, and where each leads. */
#pragma once
#include "content/field.h"

enum { CHOICES_MAX = 12, DOCUMENTS_MAX = 6 };

struct zone;

struct kiosk_document {
    struct text name;
};

/* What is not done in this building: where it is, and how without internet. */
struct kiosk_elsewhere {
    struct text headline, body, offline;
    const char *url, *address;
};

/* Leads to a zone, elsewhere, or to a list of choices: exactly one of the three. */
struct kiosk_choice {
    const char *id, *icon;
    struct text label, label_short;
    const char *letter;               /* of the zone, or NULL */
    const struct zone *zone;          /* that one */
    struct text counters;             /* when they are not those of the zone */
    const char *service;              /* when it is not that of the zone */
    struct list documents;            /* struct kiosk_document */
    const char *url, *address;        /* to take away, when not those of the file */
    struct kiosk_elsewhere elsewhere; /* headline.by[0] is NULL when there is none */
    struct list choices;              /* struct kiosk_choice, one level only */
    bool help;                        /* the choice of those who do not know */
};

struct kiosk_file {
    bool example;
    struct list choices;       /* struct kiosk_choice; none: there is no kiosk */
    const char *url, *address; /* what the code on a result page leads to, or NULL */
    struct text offline;       /* the way without internet, on the same page */
    unsigned languages;        /* bit set of indexes of languages in which all of it is written */
};

/* What a choice leads to. */
enum choice_kind { CHOICE_ZONE, CHOICE_ELSEWHERE, CHOICE_LIST };

enum choice_kind kiosk_choice_kind(const struct kiosk_choice *choice);

/* Returns choice `index` of the file, or number `sub` of its list when sub >= 0; NULL when there is
 * none. */
const struct kiosk_choice *kiosk_choice_at(const struct kiosk_file *kiosk, int index, int sub);

/* The audit of one picture: what of it cannot be read or scanned from where people stand. A pure
 * walk of its marks; what a finding means for whom is told by slides/audit.h. */
#pragma once
#include "picture/picture.h"

/* The screen the picture is shown on; sizes or distance 0: not known, and nothing that depends on
 * them is looked at. */
struct audit_view {
    float width_mm, height_mm, distance_mm;
    bool touch; /* read from where it is touched */
};

enum audit_rule {
    AUDIT_SMALL,    /* is, least: cap height in mm */
    AUDIT_SHRUNK,   /* is, least: part of the size its style asks for, and 1 */
    AUDIT_CUT,      /* text is what is left of it */
    AUDIT_DROPPED,  /* no room for a second language */
    AUDIT_OUTSIDE,  /* is: pixels beyond the picture's edge */
    AUDIT_FOOT,     /* is: pixels below the content, in the page's foot */
    AUDIT_OVERLAP,  /* is: pixels that two texts share in height or width, the fewer */
    AUDIT_CONTRAST, /* is, least: contrast ratio */
    AUDIT_QR_SMALL, /* is, least: side of the symbol in mm */
    AUDIT_QR_DENSE, /* is, least: version, and the largest there should be */
    AUDIT_RULE_COUNT
};

struct audit_finding {
    enum audit_rule rule;
    const struct mark *mark; /* NULL for AUDIT_DROPPED */
    const char *origin;      /* the text concerned as it was handed to the picture */
    double is, least;
};

typedef void audit_tell(void *context, const struct audit_finding *finding);

/* Tells every finding. */
void audit_picture(const struct picture *picture, const struct audit_view *view, audit_tell *tell,
                   void *context);

/* Returns the least height of capitals in mm for a text of that role: 0.7 degrees for a hero and
 * for whatever is read at a touch screen (EN 301 549 V3.2.1, 5.1.4), 2.9 mm per metre for people
 * with half of normal acuity for the rest, a detail from 60 % of the distance; at least 4.5 mm, and
 * 15 mm for a sign (French order of 20 April 2017 on the accessibility of public buildings). */
double audit_capital_mm(enum role role, const struct audit_view *view);

/* Returns the farthest, in m, that capitals of so many mm can be read from in that role. */
double audit_reach_m(enum role role, bool touch, double capital_mm);

/* Returns the least side in mm of a QR code with so many modules: a tenth of the distance it is
 * scanned from and 2 mm a module for each metre of it. People walk up to a code: half of the
 * viewing distance, but for a touch screen. */
double audit_code_mm(int modules, const struct audit_view *view);

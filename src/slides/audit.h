/* The audit of a show: what its files say correctly and yet should not be shown, or cannot be read
 * from where visitors stand. Warnings only, each with the place of what to change. */
#pragma once
#include "content/screens.h"
#include "slides/slide.h"

struct audit {
    const struct show *show;
    const struct screens *screens;
    const struct metrics *metrics;
    struct moment now;
    int within_days; /* what will be out of date that soon is told too */
    struct report *report;
    const char *file; /* that a warning without a place is about */
};

/* Adds all warnings to the report. */
void audit_show(const struct audit *audit);

/* The parts of it, each on its own. */
void audit_pages(const struct audit *audit);     /* every page laid out for every screen */
void audit_time(const struct audit *audit);      /* seconds, words, length of the loop */
void audit_colors(const struct audit *audit);    /* zones that look alike */
void audit_languages(const struct audit *audit); /* texts without a translation */
void audit_truth(const struct audit *audit);     /* examples, past exceptions, unknown zones */
void audit_light(const struct audit *audit);     /* hours at which screens are lit */
void audit_freshness(const struct audit *audit); /* figures and pages out of date */

/* Adds a warning at the place of a value of the show or the screens, else at audit->file; none
 * about a file with errors, which come first. */
void audit_warn(const struct audit *audit, const void *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds a warning when the last day on which a value holds is over (past, a translated sentence that
 * the date follows) or comes within the days asked for (soon; NULL: then nothing). */
void audit_due(const struct audit *audit, const void *value, struct date last, const char *past,
               const char *soon);

/* Returns the audit as it speaks of that file. */
struct audit audit_about(const struct audit *audit, const char *file);

/* Returns whether the slide may play now or later. */
bool audit_plays(const struct audit *audit, const struct slide *slide);

/* Visits the values of the site, hours, zones, plan, kiosk and every slide that may still play,
 * each with the audit about its file. */
typedef void audit_visit(void *context, const struct audit *about, const struct field *field,
                         const void *value);
void audit_walk(const struct audit *audit, audit_visit *visit, void *context);

/* Whoever asks needs no screen: pages are laid out with the fonts and never painted, drawings are
 * drawn to nowhere. */
#include "commands/audit.h"

#include "base/message.h"
#include "commands/audit_drawings.h"
#include "kiosk/audit.h"

#include <stdlib.h>
#include <time.h>

bool option_days(const char *text, int *days)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 0 || number > 3650) {
        fprintf(stderr, _("vestibule: --within must be a number of days such as 30, not \"%s\"\n"),
                text);
        return false;
    }
    *days = (int)number;
    return true;
}

bool audit_loaded(struct loaded *loaded, const struct audit_options *options, struct moment *now)
{
    struct timespec clock;
    clock_gettime(CLOCK_REALTIME, &clock);
    int64_t utc_ms = (int64_t)clock.tv_sec * 1000;
    if (options->at && !option_at(options->at, &utc_ms)) {
        return false;
    }
    struct screens screens;
    *now = moment_at(utc_ms, true);
    screens_load(loaded->show, options->screen, &loaded->report, &screens);
    const struct audit audit = { .show = loaded->show,
                                 .screens = &screens,
                                 .metrics = raster_metrics(loaded->raster),
                                 .now = *now,
                                 .within_days = options->within_days,
                                 .report = &loaded->report,
                                 .file = loaded->show->files.site };
    audit_drawings(&audit);
    audit_show(&audit); /* which sorts */
    kiosk_audit(&audit);
    screens_finish(&screens);
    return true;
}

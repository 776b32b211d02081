/* The one list of what a content folder may hold; a new kind of file is one row here. */
#include "content/records.h"

const struct content_file content_files[] = {
    { "site.json", "site.schema.json", &site_record },
    { "hours.json", "hours.schema.json", &hours_record },
    { "zones.json", "zones.schema.json", &zones_record },
    { "plan.json", "plan.schema.json", &plan_record },
    { "kiosk.json", "kiosk.schema.json", &kiosk_record },
    { "playlist.json", "playlist.schema.json", &playlist_record },
    { "screens/*.json", "screen.schema.json", &screen_record },
    { "slides/*.json", "slide.schema.json", NULL },
    { NULL, NULL, NULL },
};

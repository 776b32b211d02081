/* Zones are told apart by colour on the floor and on every sign: their colours must differ for
 * people who see fewer colours too, have different names, and let a letter be read on them. */
#include "base/difference.h"
#include "slides/audit.h"

#include <string.h>

static const double LEAST_DIFFERENCE = 12, LEAST_CONTRAST = 4.5;

static const char *vision_name(enum vision vision)
{
    switch (vision) {
    case VISION_PROTAN:
        return _("to people who see no red (protanopia)");
    case VISION_DEUTAN:
        return _("to people who see no green (deuteranopia)");
    case VISION_TRITAN:
        return _("to people who see no blue (tritanopia)");
    default:
        return _("to everybody");
    }
}

static void compare_zones(const struct audit *audit, const struct zone *a, const struct zone *b)
{
    double least = 1000;
    enum vision worst = VISION_NORMAL;
    for (int vision = 0; vision < VISION_COUNT; vision++) {
        double now = difference(a->color, b->color, (enum vision)vision);
        if (now < least) {
            least = now;
            worst = (enum vision)vision;
        }
    }
    if (least < LEAST_DIFFERENCE) {
        audit_warn(audit, &b->color,
                   _("the colours of zones \"%s\" and \"%s\" look alike %s: they differ by %.1f, "
                     "at least %.0f is needed"),
                   a->letter, b->letter, vision_name(worst), least, LEAST_DIFFERENCE);
    }
    const char *name = text_in(&a->color_name, 0);
    if (name[0] && strcmp(name, text_in(&b->color_name, 0)) == 0) {
        audit_warn(audit, &b->color_name,
                   _("zones \"%s\" and \"%s\" have the same colour name, \"%s\""), a->letter,
                   b->letter, name);
    }
}

void audit_colors(const struct audit *audit)
{
    const struct audit about = audit_about(audit, audit->show->files.zones);
    const struct zone *zones = audit->show->zones.zones.items;
    for (size_t i = 0; i < audit->show->zones.zones.count; i++) {
        double contrast = color_contrast(color_on(zones[i].color), zones[i].color);
        if (contrast < LEAST_CONTRAST) {
            audit_warn(&about, &zones[i].color,
                       _("neither white nor black text can be read well on the colour of zone "
                         "\"%s\": contrast %.1f to 1, at least %.1f to 1 is needed"),
                       zones[i].letter, contrast, LEAST_CONTRAST);
        }
        for (size_t j = 0; j < i; j++) {
            compare_zones(&about, &zones[j], &zones[i]);
        }
    }
}

/* The visitor sees one to four QR codes with what each leads to and its address in clear, how to
 * scan them, and always the way without internet.
 *
 *   { "kind": "links", "title": "Vos démarches en ligne",
 *     "links": [ { "label": "Carte grise", "url": "https://immatriculation.ants.gouv.fr/" } ],
 *     "offline": "Sans internet : accueil général" } */
#include "content/language.h"
#include "picture/qr.h"
#include "slides/address.h"
#include "slides/frame.h"
#include "slides/slide.h"

#include <math.h>
#include <string.h>

enum { LINKS_SHOWN = 4, SMALLEST_VERSION = 3 };

struct link {
    struct text label, label_short;
    const char *url, *address;
};

struct links_slide {
    struct slide_head head;
    struct list links; /* struct link */
    struct text offline;
};

static const struct field link_fields[] = {
    { .key = "label",
      .type = FIELD_TEXT,
      .offset = offsetof(struct link, label),
      .required = true,
      .help = N_("Ce que l’on trouve à cette adresse."),
      .example = "\"Certificat d'immatriculation\"" },
    { .key = "label_short",
      .type = FIELD_TEXT,
      .offset = offsetof(struct link, label_short),
      .help = N_("Libellé plus court, utilisé quand le libellé ne tient pas."),
      .example = "\"Carte grise\"" },
    { .key = "url",
      .type = FIELD_URL,
      .offset = offsetof(struct link, url),
      .required = true,
      .help = N_("Adresse complète, https, d’un site officiel."),
      .example = "\"https://immatriculation.ants.gouv.fr/\"" },
    { .key = "address",
      .type = FIELD_ADDRESS,
      .offset = offsetof(struct link, address),
      .help = N_("Adresse telle qu’on la lit ; sans cette clé, celle de url."),
      .example = "\"immatriculation.ants.gouv.fr\"",
      .starter = true },
    { .key = NULL },
};

static const struct record link_record = {
    .name = "link",
    .size = sizeof(struct link),
    .fields = link_fields,
    .title = "Lien",
    .help = N_("Un QR code."),
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct links_slide, true, "\"Vos démarches en ligne\""),
    { .key = "links",
      .type = FIELD_LIST,
      .offset = offsetof(struct links_slide, links),
      .required = true,
      .min = 1,
      .max = LINKS_SHOWN,
      .record = &link_record,
      .help = N_("De un à quatre QR codes.") },
    { .key = "offline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct links_slide, offline),
      .required = true,
      .help = N_("Comment faire sans internet : obligatoire."),
      .example = "\"Sans internet : point numérique ou accueil\"" },
    { .key = NULL },
};

static int qr_codes(const void *slide)
{
    return (int)((const struct links_slide *)slide)->links.count;
}

/* All codes of a page have the same version, so that their modules have the same size. */
static int common_version(const struct links_slide *links)
{
    const struct link *items = links->links.items;
    int version = SMALLEST_VERSION;
    for (size_t i = 0; i < links->links.count; i++) {
        int needed = qr_version(strlen(items[i].url));
        version = needed > version ? needed : version;
    }
    return version;
}

/* Returns the size nearest to that of so many pixels in which every module is a whole number of
 * them. */
static float whole_modules(float size, int version)
{
    float modules = (float)qr_modules(version), module = roundf(size / modules);
    return modules * (module > 1 ? module : 1);
}

/* An icon with a line of French and a line of the second language beside it. */
static void draw_hint(struct picture *picture, struct box box, const char *icon, const char *text,
                      const char *shorter, const char *second)
{
    float unit = picture->unit;
    picture_shape(picture, (struct box){ box.x - 0.4f * unit, box.y, 5.2f * unit, 5.2f * unit },
                  icon, BLEU);
    struct passage first = { .text = text,
                             .shorter = shorter,
                             .style = style_weighted(STYLE_TABLE, WEIGHT_SEMIBOLD),
                             .width = box.w - 6 * unit };
    struct passage other = { .text = second, .style = STYLE_SECOND, .width = box.w - 6 * unit };
    picture_passage(picture, &first, ALIGN_LEFT, box.x + 6 * unit, box.y + 2.2f * unit);
    picture_passage(picture, &other, ALIGN_LEFT, box.x + 6 * unit, box.y + 5.5f * unit);
}

/* Returns the height used. */
static float draw_hints(const struct scene *scene, struct picture *picture,
                        const struct links_slide *links, struct box box)
{
    float unit = picture->unit;
    struct box left = { box.x, box.y, picture->portrait ? box.w : box.w / 2 - 2 * unit, 0 };
    struct box right = { box.x + box.w / 2 + 2 * unit, box.y, left.w, 0 };
    if (picture->portrait) {
        right = (struct box){ box.x, box.y + 7.2f * unit, box.w, 0 };
    }
    const struct language *other = scene->other;
    draw_hint(picture, left, "icons/device-mobile", scene->words->scan, scene->words->scan_short,
              other ? other->scan_short : NULL);
    draw_hint(picture, right, "icons/user", scene_text(scene, &links->offline), NULL,
              scene_second(scene, &links->offline));
    return (picture->portrait ? 14.6f : 7.0f) * unit;
}

/* Where the parts of one code stand, in u below its rule. */
struct column {
    float size; /* of the code, pixels */
    float code, address;
    float room; /* for the address, from one code to the next, pixels */
};

/* From the last baseline of an address to the rule or the progress line under it, in u. */
static const float UNDER_ADDRESS = 1.6f, ADDRESS_U = 3.0f, ADDRESS_PITCH = 1.14f;

/* The address may be wider than its code, as far as the next one or the margin. */
static struct passage address_passage(struct picture *picture, const struct link *link, float x,
                                      float room)
{
    float margin = frame_right(picture) - x;
    return (struct passage){ .text = address_readable(picture, link->address, link->url),
                             .style = { ADDRESS_U, WEIGHT_BOLD, BLEU, ROLE_TEXT },
                             .width = room < margin ? room : margin,
                             .lines = 2,
                             .pitch = ADDRESS_PITCH,
                             .vital = true,
                             .address = true };
}

static void draw_column(const struct scene *scene, struct picture *picture, const struct link *link,
                        const struct setting *label, int version, struct box box,
                        struct column column)
{
    float unit = picture->unit;
    picture_rule(picture, box.x, box.y, box.w, 0.5f * unit, BLEU);
    float y = picture_setting(picture, label, ALIGN_LEFT, box.x, box.y + 5.2f * unit);
    struct passage second = { .text = scene_second(scene, &link->label),
                              .style = STYLE_SECOND,
                              .width = box.w };
    picture_passage(picture, &second, ALIGN_LEFT, box.x, y + 4.0f * unit);
    picture_qr(picture,
               (struct box){ box.x, roundf(box.y + column.code * unit), column.size, column.size },
               link->url, version);
    struct passage address = address_passage(picture, link, box.x, column.room);
    picture_passage(picture, &address, ALIGN_LEFT, box.x, box.y + column.address * unit);
}

/* Sets all labels alike; returns how many lines the longest takes. */
static int set_labels(const struct scene *scene, struct picture *picture,
                      const struct links_slide *links, float width, struct setting *labels)
{
    const struct link *items = links->links.items;
    struct passage passages[LINKS_SHOWN];
    for (size_t i = 0; i < links->links.count; i++) {
        passages[i] = (struct passage){ .text = scene_text(scene, &items[i].label),
                                        .shorter = text_own(&items[i].label_short, 0),
                                        .style = STYLE_HEADING,
                                        .width = width,
                                        .lines = 2,
                                        .pitch = 1.1f };
    }
    passage_set_alike(picture, passages, (int)links->links.count, labels);
    int lines = 1;
    for (size_t i = 0; i < links->links.count; i++) {
        lines = labels[i].count > lines ? labels[i].count : lines;
    }
    return lines;
}

/* Returns the height, in u, that the second line of an address takes; 0 when all have one. */
static float second_lines(struct picture *picture, const struct links_slide *links, float left,
                          float pitch, int columns, float room)
{
    const struct link *items = links->links.items;
    for (size_t i = 0; i < links->links.count; i++) {
        float x = left + pitch * (float)((int)i % columns);
        struct passage address = address_passage(picture, &items[i], x, room);
        if (passage_set(picture, &address).count > 1) {
            return ADDRESS_U * ADDRESS_PITCH;
        }
    }
    return 0;
}

/* Gives the code its size, smaller than wanted (u) when label and address take two lines and high
 * (u) holds no more. */
static void place_code(struct column *column, float unit, float wanted, float high, int label_lines,
                       float address_more, int version)
{
    float modules = (float)qr_modules(version), above = 10.0f + 4.62f * (float)(label_lines - 1);
    float room = (high - UNDER_ADDRESS - address_more - 2.4f - above) * modules / (modules + 8);
    column->size = whole_modules(wanted * unit, version);
    if (column->size > room * unit) {
        column->size = modules * fmaxf(floorf(room * unit / modules), 1);
    }
    float quiet = 4 * column->size / modules / unit;
    column->code = above + quiet;
    column->address = column->code + column->size / unit + quiet + 2.4f;
}

/* Two or four codes in portrait, two to four in landscape. */
static void draw_columns(const struct scene *scene, struct picture *picture,
                         const struct links_slide *links, struct box box)
{
    const struct link *items = links->links.items;
    float unit = picture->unit;
    int count = (int)links->links.count, version = common_version(links);
    int columns = !picture->portrait ? count : count > 2 ? 2 : 1;
    bool wide = !picture->portrait && count < 4;
    float size = picture->portrait ? (columns == 1 ? 38 : 33) : wide ? 38 : 32;
    float row = picture->portrait ? 63.6f : FRAME_FOOT_U + box.h / unit;
    float width = columns == 4 || (picture->portrait && columns == 2)
                      ? size * unit
                      : (box.w - 8 * unit * (float)(columns - 1)) / (float)columns;
    float pitch = columns > 1 ? (box.w - width) / (float)(columns - 1) : 0;
    struct setting labels[LINKS_SHOWN];
    struct column column = { .room = columns > 1 ? pitch - 3 * unit : width };
    int lines = set_labels(scene, picture, links, width, labels);
    place_code(&column, unit, size, row, lines,
               second_lines(picture, links, box.x, pitch, columns, column.room), version);
    for (int i = 0; i < count; i++) {
        struct box cell = { box.x + pitch * (float)(i % columns),
                            box.y + row * unit * (float)(i / columns), width, 0 };
        draw_column(scene, picture, &items[i], &labels[i], version, cell, column);
    }
}

static void draw_single(const struct scene *scene, struct picture *picture,
                        const struct links_slide *links, struct box box)
{
    const struct link *link = links->links.items;
    float unit = picture->unit;
    float size = whole_modules((picture->portrait ? 62 : 44) * unit, common_version(links));
    float quiet = 4 * size / (float)qr_modules(common_version(links)), edge = 1.4f * unit;
    float left = quiet + edge > box.x ? quiet + edge : box.x; /* the flag's edge stays out of it */
    struct box code = { roundf(left), roundf(box.y + quiet + unit), size, size };
    float indent = left - box.x + size + 10 * unit;
    struct box text = { box.x + indent, box.y, box.w - indent, 0 };
    picture_rule(picture, box.x, box.y, box.w, 0.5f * unit, BLEU);
    picture_qr(picture, code, link->url, common_version(links));
    float y = box.y + 20 * unit;
    if (picture->portrait) {
        text = (struct box){ box.x, 0, box.w, 0 };
        y = box_bottom(code) + 20 * unit;
    }
    struct passage label = { .text = scene_text(scene, &link->label),
                             .style = style_sized(STYLE_TITLE, 8.0f),
                             .width = text.w,
                             .lines = 2,
                             .pitch = 1.12f };
    struct passage second = { .text = scene_second(scene, &link->label),
                              .style = STYLE_TITLE_2ND,
                              .width = text.w };
    struct passage address = { .text = address_readable(picture, link->address, link->url),
                               .style = style_in(STYLE_HEADING, BLEU),
                               .width = text.w,
                               .lines = 2,
                               .vital = true,
                               .address = true };
    y = picture_passage(picture, &label, ALIGN_LEFT, text.x, y);
    y = picture_passage(picture, &second, ALIGN_LEFT, text.x, y + 6 * unit);
    picture_passage(picture, &address, ALIGN_LEFT, text.x, y + 10 * unit);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct links_slide *links = slide;
    struct box box = frame_draw_head(scene, picture, &links->head, false);
    box.y -= 0.5f * picture->unit;
    box_cut_top(&box, draw_hints(scene, picture, links, box) + 0.5f * picture->unit);
    if (links->links.count == 1) {
        draw_single(scene, picture, links, box);
    } else {
        draw_columns(scene, picture, links, box);
    }
}

const struct slide_kind slide_links = {
    .record = { .name = "links",
                .size = sizeof(struct links_slide),
                .fields = fields,
                .title = "QR codes",
                .help = N_(
                    "QR codes vers des sites officiels, et la manière de faire sans internet.") },
    .words = 7,
    .qr_codes = qr_codes,
    .draw = draw,
};

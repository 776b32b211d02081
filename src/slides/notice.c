/* The visitor sees a headline, a few lines, a picture if there is one, and an address if there is
 * more to know.
 *
 *   { "kind": "notice", "title": "À savoir", "headline": "Passeport : pensez-y avant l'été",
 *     "body": "Les demandes sont nombreuses au printemps.", "image": "images/grenoble.svg",
 *     "link": "https://passeport.ants.gouv.fr/" } */
#include "content/language.h"
#include "slides/address.h"
#include "slides/frame.h"
#include "slides/slide.h"

struct notice_slide {
    struct slide_head head;
    struct text headline, body;
    const char *image, *link, *address;
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct notice_slide, true, "\"À savoir\""),
    { .key = "headline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct notice_slide, headline),
      .required = true,
      .help = N_("L’essentiel, en quelques mots."),
      .example = "\"Passeport : pensez-y avant l'été\"" },
    { .key = "body",
      .type = FIELD_TEXT,
      .offset = offsetof(struct notice_slide, body),
      .required = true,
      .help = N_("Deux ou trois phrases courtes."),
      .example =
          "\"Les demandes sont nombreuses au printemps. Vérifiez dès maintenant la date de validité.\"" },
    { .key = "image",
      .type = FIELD_IMAGE,
      .offset = offsetof(struct notice_slide, image),
      .help = N_("Image PNG, JPEG ou SVG du dossier images/."),
      .example = "\"images/grenoble.svg\"" },
    { .key = "link",
      .type = FIELD_URL,
      .offset = offsetof(struct notice_slide, link),
      .help = N_("Adresse d’un site officiel."),
      .example = "\"https://passeport.ants.gouv.fr/\"" },
    { .key = "address",
      .type = FIELD_ADDRESS,
      .offset = offsetof(struct notice_slide, address),
      .help = N_("Adresse telle qu’on la lit, si elle diffère de link."),
      .example = "\"passeport.ants.gouv.fr\"" },
    { .key = NULL },
};

/* The three texts, set before they are placed, so that their height is known. */
struct text_block {
    struct setting headline, body, second;
    float height;
};

static const float BODY_GAP = 10.4f, SECOND_GAP = 8.0f; /* u, baseline to baseline */

static float lines_height(const struct setting *setting)
{
    return setting->pitch * (float)(setting->count > 1 ? setting->count - 1 : 0);
}

static struct text_block set_texts(const struct scene *scene, struct picture *picture,
                                   const struct notice_slide *notice, float width)
{
    bool large = !notice->image;
    struct passage headline = { .text = scene_text(scene, &notice->headline),
                                .style = style_sized(STYLE_TITLE, large ? 10.6f : 8.0f),
                                .width = width,
                                .lines = large && picture->portrait ? 3 : 2,
                                .pitch = 1.12f };
    struct passage body = { .text = scene_text(scene, &notice->body),
                            .style = style_sized(STYLE_BODY, large ? 5.0f : 4.2f),
                            .width = width,
                            .lines = picture->portrait ? 6 : 4,
                            .pitch = 1.32f };
    struct passage second = { .text = scene_second(scene, &notice->body),
                              .style = style_sized(STYLE_SECOND, large ? 3.6f : 3.2f),
                              .width = width,
                              .lines = 3,
                              .pitch = 1.3f };
    struct text_block block = { .headline = passage_set(picture, &headline),
                                .body = passage_set(picture, &body),
                                .second = passage_set(picture, &second) };
    block.height = lines_height(&block.headline) + lines_height(&block.body) +
                   lines_height(&block.second) + BODY_GAP * picture->unit +
                   (block.second.count ? SECOND_GAP * picture->unit : 0);
    return block;
}

static void draw_texts(struct picture *picture, const struct text_block *block, float x, float y)
{
    y = picture_setting(picture, &block->headline, ALIGN_LEFT, x, y);
    y = picture_setting(picture, &block->body, ALIGN_LEFT, x, y + BODY_GAP * picture->unit);
    picture_setting(picture, &block->second, ALIGN_LEFT, x, y + SECOND_GAP * picture->unit);
}

static void draw_link(struct picture *picture, const struct notice_slide *notice, struct box panel)
{
    float unit = picture->unit;
    picture_round(picture, panel, 1.2f * unit, BLEU_975);
    picture_shape(picture,
                  (struct box){ panel.x + 2.9f * unit, panel.y + (panel.h - 5.8f * unit) / 2,
                                5.8f * unit, 5.8f * unit },
                  "icons/world", BLEU);
    struct passage address = { .text = address_readable(picture, notice->address, notice->link),
                               .style = style_in(STYLE_HEADING, BLEU),
                               .width = panel.w - 14.6f * unit,
                               .vital = true };
    picture_passage(picture, &address, ALIGN_LEFT, panel.x + 11.6f * unit,
                    panel.y + panel.h / 2 + 1.4f * unit);
}

/* "Message affiché jusqu'au 30 juin 2026", when the playlist says until when and the file no
 * source. */
static const char *source_line(const struct scene *scene, struct picture *picture,
                               const struct notice_slide *notice)
{
    const char *source = scene_text(scene, &notice->head.source);
    const struct playlist_item *items = scene->show->playlist.items.items;
    for (size_t i = 0; !source[0] && i < scene->show->playlist.items.count; i++) {
        if (items[i].slide && items[i].slide->head == &notice->head && !date_none(items[i].until)) {
            const char *date = picture_printf(
                picture, "%s %d", words_day_month(scene->words, items[i].until, &picture->arena),
                items[i].until.year);
            source = words_fill(&picture->arena, scene->words->shown_until, "date", date, NULL);
        }
    }
    return source;
}

/* Without a picture the text itself is the picture: large, beside a blue bar, in the middle. */
static void draw_plain(const struct scene *scene, struct picture *picture,
                       const struct notice_slide *notice, struct box box)
{
    float unit = picture->unit, indent = 5 * unit;
    struct text_block block = set_texts(scene, picture, notice, box.w - indent);
    float cap = FONT_CAP * block.headline.style.size * unit;
    float y = box.y + (box.h - block.height - cap) / 2;
    picture_round(picture,
                  (struct box){ box.x, y - unit, 1.2f * unit, block.height + cap + 3 * unit },
                  0.6f * unit, BLEU);
    draw_texts(picture, &block, box.x + indent, y + cap);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct notice_slide *notice = slide;
    const struct slide_head *head = &notice->head;
    float unit = picture->unit;
    struct box box = frame_draw(scene, picture, scene_text(scene, &head->title),
                                text_own(&head->title_short, 0), scene_second(scene, &head->title),
                                source_line(scene, picture, notice), head->example);
    if (notice->image) {
        struct box image = picture->portrait ? box_cut_top(&box, 62 * unit)
                                             : box_cut_left(&box, 0.464f * box.w);
        picture_image(picture, image, 1.2f * unit, notice->image);
        if (picture->portrait) {
            box_cut_top(&box, 6 * unit);
        } else {
            box_cut_left(&box, 7 * unit);
        }
    }
    if (notice->link) {
        draw_link(picture, notice, box_cut_bottom(&box, 11.6f * unit));
        box_cut_bottom(&box, 3 * unit);
    }
    if (notice->image) {
        struct text_block block = set_texts(scene, picture, notice, box.w);
        draw_texts(picture, &block, box.x, box.y + 7.4f * unit);
    } else {
        draw_plain(scene, picture, notice, box);
    }
}

const struct slide_kind slide_notice = {
    .record = { .name = "notice",
                .size = sizeof(struct notice_slide),
                .fields = fields,
                .title = "Annonce",
                .help = N_("Information générale : un titre, un texte, une image, une adresse.") },
    .draw = draw,
};

/* The screen is the flag: a blue strip on the left edge, a red one on the right, white between. */
#include "slides/frame.h"

#include "content/language.h"

static const float MARGIN = 7, EDGE = 1.2f, PROGRESS_U = 6.6f; /* u */

float frame_left(const struct picture *picture)
{
    return MARGIN * picture->unit;
}

float frame_right(const struct picture *picture)
{
    return (float)picture->width - MARGIN * picture->unit;
}

float frame_edge(const struct picture *picture)
{
    return EDGE * picture->unit;
}

/* Where the site line and the title start: right of the logo when there is one. */
static float header_left(const struct scene *scene, const struct picture *picture)
{
    return (scene->show->site.logo ? 18.6f : MARGIN) * picture->unit;
}

static void draw_edges(struct picture *picture)
{
    float width = frame_edge(picture), height = (float)picture->height;
    picture_fill(picture, (struct box){ 0, 0, width, height }, BLEU);
    picture_fill(picture, (struct box){ (float)picture->width - width, 0, width, height },
                 FLAG_RED);
}

static void keep_text_still(struct picture *picture, float right, float baseline, float size,
                            float width)
{
    float unit = picture->unit;
    picture_keep_still(
        picture, (struct box){ right - width, baseline - size * unit, width, size * 1.4f * unit });
}

static float draw_clock(const struct scene *scene, struct picture *picture, struct color strong,
                        struct color soft)
{
    float unit = picture->unit, right = frame_right(picture);
    if (!scene->moment.trusted) {
        return 0;
    }
    float date = picture_text(picture, style_in(STYLE_SITE, soft), ALIGN_RIGHT, right,
                              FRAME_SITE_U * unit,
                              words_date(scene->words, scene->moment.date, &picture->arena));
    float clock = picture_text(picture, style_in(STYLE_CLOCK, strong), ALIGN_RIGHT, right,
                               FRAME_TITLE_U * unit,
                               words_time(scene->words, scene->moment.minute, &picture->arena));
    keep_text_still(picture, right, FRAME_SITE_U * unit, 2.8f, date);
    keep_text_still(picture, right, FRAME_TITLE_U * unit, 6.4f, clock);
    return clock;
}

/* Returns the clock's width, 0 when there is none. */
static float draw_site_line(const struct scene *scene, struct picture *picture, struct color strong,
                            struct color soft)
{
    float unit = picture->unit, x = header_left(scene, picture);
    float date = scene->moment.trusted ? 26 * unit : 0;
    struct passage name = { .text = scene_text(scene, &scene->show->site.name),
                            .style = style_in(style_weighted(STYLE_SITE, WEIGHT_BOLD), strong),
                            .width = frame_right(picture) - x - date };
    struct passage place = { .text = scene_text(scene, &scene->show->site.place),
                             .style = style_in(STYLE_SITE, soft) };
    picture_pair(picture, &name, &place, 1.4f * unit, x, FRAME_SITE_U * unit);
    return draw_clock(scene, picture, strong, soft);
}

void frame_draw_site_line(const struct scene *scene, struct picture *picture, struct color strong,
                          struct color soft)
{
    draw_site_line(scene, picture, strong, soft);
}

static void draw_title(const struct scene *scene, struct picture *picture, const char *title,
                       const char *shorter, const char *second, float clock)
{
    float unit = picture->unit, x = header_left(scene, picture);
    float room = frame_right(picture) - x - (clock > 0 ? clock + 3 * unit : 0);
    struct passage first = {
        .text = title, .shorter = shorter, .style = STYLE_TITLE, .width = room
    };
    struct passage other = { .text = second, .style = STYLE_TITLE_2ND };
    if (!picture->portrait) {
        picture_pair(picture, &first, &other, 2.4f * unit, x, FRAME_TITLE_U * unit);
        return;
    }
    picture_passage(picture, &first, ALIGN_LEFT, x, FRAME_TITLE_U * unit);
    other.width = frame_right(picture) - x;
    picture_passage(picture, &other, ALIGN_LEFT, x, 20.4f * unit);
}

static void draw_logo(const struct scene *scene, struct picture *picture)
{
    float unit = picture->unit;
    if (scene->show->site.logo) {
        picture_image(picture, (struct box){ 7 * unit, 3.6f * unit, 9 * unit, 11.6f * unit }, 0,
                      scene->show->site.logo);
    }
}

static void draw_progress(const struct scene *scene, struct picture *picture)
{
    float unit = picture->unit, left = frame_left(picture), right = frame_right(picture);
    float y = (float)picture->height - PROGRESS_U * unit, gap = unit;
    if (scene->count < 2) {
        return;
    }
    float width = (right - left + gap) / (float)scene->count - gap;
    if (width < gap) {
        gap = 0.3f * unit;
        width = (right - left + gap) / (float)scene->count - gap;
    }
    for (int i = 0; i < scene->count; i++) {
        picture_round(picture,
                      (struct box){ left + (width + gap) * (float)i, y, width, 0.5f * unit },
                      0.25f * unit, i == scene->position ? BLEU : GREY_900);
    }
    picture_keep_still(picture, (struct box){ left, y - unit, right - left, 2.5f * unit });
}

void frame_draw_tag(const struct scene *scene, struct picture *picture, enum align align, float x,
                    float y, struct color text, struct color border, struct color ground)
{
    float unit = picture->unit;
    struct style style = style_in(STYLE_TAG, text);
    float width = picture_text_width(picture, style, scene->words->example) + 2.6f * unit;
    struct box box = { align == ALIGN_RIGHT ? x - width : x, y, width, 3.4f * unit };
    picture_outline(picture, box, 0.6f * unit, ground, border, 0.15f * unit);
    picture_text(picture, style, ALIGN_CENTRE, box.x + width / 2, y + 2.4f * unit,
                 scene->words->example);
}

static void draw_footer(const struct scene *scene, struct picture *picture, const char *source,
                        bool example)
{
    float unit = picture->unit, bottom = (float)picture->height;
    float width = frame_right(picture) - frame_left(picture) - (example ? 24 * unit : 0);
    struct passage passage = { .text = source, .style = STYLE_SOURCE, .width = width, .least = 1 };
    picture_passage(picture, &passage, ALIGN_LEFT, frame_left(picture),
                    bottom - FRAME_SOURCE_U * unit);
    if (example) {
        frame_draw_tag(scene, picture, ALIGN_RIGHT, frame_right(picture), bottom - 4.9f * unit,
                       GREY_425, GREY_625, WHITE);
    }
}

/* The block that pages are designed in, centred between header and footer on taller screens. */
struct box frame_block(const struct picture *picture)
{
    float unit = picture->unit, left = frame_left(picture);
    float top = (picture->portrait ? 27.0f : 21.6f) * unit;
    float bottom = (float)picture->height - (picture->portrait ? 9.8f : 11.0f) * unit;
    float height = (picture->portrait ? 141.0f : 67.4f) * unit;
    return (struct box){ left, top + (bottom - top - height) / 2, frame_right(picture) - left,
                         height };
}

struct box frame_draw(const struct scene *scene, struct picture *picture, const char *title,
                      const char *shorter, const char *second, const char *source, bool example)
{
    draw_logo(scene, picture);
    float clock = draw_site_line(scene, picture, INK, GREY_200);
    draw_title(scene, picture, title, shorter, second, clock);
    draw_progress(scene, picture);
    draw_footer(scene, picture, source, example);
    draw_edges(picture);
    picture_set_foot(picture, (float)picture->height - PROGRESS_U * picture->unit);
    return frame_block(picture);
}

struct box frame_draw_head(const struct scene *scene, struct picture *picture,
                           const struct slide_head *head, bool example)
{
    return frame_draw(scene, picture, scene_text(scene, &head->title),
                      text_own(&head->title_short, 0), scene_second(scene, &head->title),
                      scene_text(scene, &head->source), head->example || example);
}

void frame_heading(struct picture *picture, struct style style, float x, float baseline,
                   float width, const char *text, const char *second, bool spread)
{
    struct passage first = { .text = text, .style = style, .width = width };
    struct passage other = { .text = second, .style = STYLE_SECOND, .width = width };
    if (!spread) {
        picture_pair(picture, &first, &other, 1.9f * picture->unit, x, baseline);
        return;
    }
    picture_apart(picture, &first, &other, 2 * picture->unit, x, baseline);
}

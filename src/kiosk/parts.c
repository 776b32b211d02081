/* Parts of pages that are not buttons: site line, edges, tag, opening state, countdown. */
#include "kiosk/look.h"
#include "picture/chart.h"
#include "picture/qr.h"
#include "slides/opening.h"

#include <math.h>
#include <string.h>

float kiosk_draw_site_line(const struct kiosk_scene *scene, struct picture *picture, float right)
{
    float unit = picture->unit, x = 7 * unit;
    struct moment moment = scene->view->moment;
    struct arena *arena = &picture->arena;
    struct passage name = { .text = kiosk_text(scene, &scene->show->site.name),
                            .style = { 2.8f, WEIGHT_BOLD, scene->look.text, ROLE_DETAIL },
                            .width = right - x };
    struct passage when = { .style = { 2.8f, WEIGHT_REGULAR, scene->look.soft, ROLE_DETAIL } };
    if (moment.trusted) {
        when.text = picture_printf(
            picture, "%s%s %s", words_date_no_year(scene->words, moment.date, arena),
            scene->words->comma, words_time(scene->words, moment.minute, arena));
    }
    return x + picture_pair(picture, &name, &when, 1.8f * unit, x, 8.2f * unit);
}

void kiosk_draw_edges(const struct kiosk_scene *scene, struct picture *picture)
{
    float edge = 1.2f * picture->unit, height = (float)picture->height;
    if (scene->look.edges) {
        picture_fill(picture, (struct box){ 0, 0, edge, height }, BLEU);
        picture_fill(picture, (struct box){ (float)picture->width - edge, 0, edge, height },
                     FLAG_RED);
    }
}

float kiosk_tag_width(const struct kiosk_scene *scene, struct picture *picture)
{
    struct style style = style_in(STYLE_TAG, GREY_425);
    return picture_text_width(picture, style, scene->words->example) + 2.6f * picture->unit;
}

float kiosk_draw_tag(const struct kiosk_scene *scene, struct picture *picture, float right, float y)
{
    float unit = picture->unit;
    bool white = scene->look.edges;
    struct style style = style_in(STYLE_TAG, white ? GREY_425 : scene->look.text);
    float width = kiosk_tag_width(scene, picture);
    picture_outline(picture, (struct box){ right - width, y, width, 3.4f * unit }, 0.6f * unit,
                    scene->look.ground, white ? GREY_625 : scene->look.text, 0.15f * unit);
    picture_text(picture, style, ALIGN_CENTRE, right - width / 2, y + 2.4f * unit,
                 scene->words->example);
    return width;
}

static const struct {
    struct color color;
    const char *icon;
} states[] = {
    [STATE_CLOSED] = { { 0x16, 0x16, 0x16 }, "icons/x" },
    [STATE_OPEN] = { { 0x18, 0x75, 0x3c }, "icons/check" },
    [STATE_CLOSING_SOON] = { { 0xb3, 0x40, 0x00 }, "icons/clock" },
};

static const char *state_word(const struct language *words, enum open_state state)
{
    return state == STATE_OPEN           ? words->open
           : state == STATE_CLOSING_SOON ? words->closes_soon
                                         : words->closed;
}

static const char *next_words(const struct kiosk_scene *scene, struct picture *picture,
                              const struct service *service, struct hours_state state)
{
    const char *next = opening_next(scene->words, state, scene->view->moment.date, &picture->arena);
    if (service->access != ACCESS_BY_APPOINTMENT) {
        return next;
    }
    return next[0] ? picture_printf(picture, "%s%s %s", next, scene->words->comma,
                                    scene->words->by_appointment)
                   : scene->words->by_appointment;
}

void kiosk_draw_state(const struct kiosk_scene *scene, struct picture *picture,
                      const struct service *service, struct box box, bool plate)
{
    float unit = picture->unit, size = 3.8f, pill = box.h - (plate ? 1.8f : 0) * unit;
    if (!service || !scene->view->moment.trusted) {
        return;
    }
    struct hours_state state = hours_state_at(&service->rules, scene->view->moment, SOON_MINUTES);
    const char *word = state_word(scene->words, state.state);
    const struct style style = { size, WEIGHT_BOLD, WHITE, ROLE_TEXT };
    struct box at = { box.x, box.y + (box.h - pill) / 2, 0, pill };
    float gap = 1.8f * unit;
    struct color text = plate && !scene->look.contrast ? INK : scene->look.text;
    if (plate && !scene->look.contrast) {
        picture_round(picture, box, 1.2f * unit, WHITE);
        box = box_inset(box, 0.9f * unit, 0);
    }
    at.w = picture_text_width(picture, style, word) + 8.6f * unit;
    struct passage next = { .text = next_words(scene, picture, service, state),
                            .style = { size, WEIGHT_SEMIBOLD, text, ROLE_TEXT },
                            .width = box.w - at.w - gap - (plate ? 1.2f * unit : 0),
                            .vital = true };
    struct setting setting = passage_set(picture, &next);
    /* the pill is read first; beside a title both stand at the page's other margin */
    bool apart = !plate && !picture->portrait;
    float both = at.w + gap + setting.width;
    if (scene->rtl) {
        at.x = apart ? box.x + both - at.w : box_right(box) - at.w;
    } else {
        at.x = apart ? box_right(box) - both : box.x;
    }
    picture_outline(picture, at, pill / 2, states[state.state].color,
                    scene->look.contrast ? WHITE : states[state.state].color, 0.25f * unit);
    picture_shape(
        picture,
        (struct box){ at.x + 1.8f * unit, at.y + (pill - 4 * unit) / 2, 4 * unit, 4 * unit },
        states[state.state].icon, WHITE);
    float baseline = at.y + pill / 2 + 0.33f * size * unit;
    picture_text(picture, style, ALIGN_LEFT, at.x + 6.2f * unit, baseline, word);
    kiosk_put(scene, picture, &setting,
              scene->rtl ? at.x - gap - setting.room : box_right(at) + gap, baseline);
    picture->state = (int)state.state + 1;
}

void kiosk_draw_panel(const struct kiosk_scene *scene, struct picture *picture, struct box box)
{
    float unit = picture->unit;
    picture_outline(picture, box, 1.6f * unit, scene->look.panel, scene->look.panel_line,
                    0.3f * unit);
}

float kiosk_code_size(const char *url, float size, int *version)
{
    int needed = qr_version(strlen(url));
    *version = needed > 3 ? needed : 3;
    float modules = (float)qr_modules(*version), module = floorf(size / modules);
    return modules * (module > 1 ? module : 1);
}

void kiosk_draw_code(const struct kiosk_scene *scene, struct picture *picture, const char *url,
                     float x, float y, float size)
{
    int version;
    float side = kiosk_code_size(url, size, &version),
          quiet = 4 * side / (float)qr_modules(version);
    if (scene->look.contrast) { /* a code stays black on white */
        picture_round(picture,
                      (struct box){ x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet },
                      picture->unit, WHITE);
    }
    picture_qr(picture, (struct box){ roundf(x), roundf(y), side, side }, url, version);
}

void kiosk_draw_countdown(const struct kiosk_scene *scene, struct picture *picture, float x,
                          float y, int seconds, int of)
{
    float unit = picture->unit, left = (float)seconds / (float)of;
    struct color track = scene->look.contrast ? COLOR(0x444444) : BLEU_925;
    const struct style style = { 12.4f, WEIGHT_BOLD, scene->look.title_on_panel, ROLE_HERO };
    chart_ring(picture, x, y, 14 * unit, 2.7f * unit, 0, 1, track);
    chart_ring(picture, x, y, 14 * unit, 2.7f * unit, 0, left, scene->look.title_on_panel);
    picture_text(picture, style, ALIGN_CENTRE, x, y + 4.1f * unit,
                 picture_printf(picture, "%d", seconds));
}

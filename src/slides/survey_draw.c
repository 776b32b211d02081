/* The two halves of the survey page: the panel with the score, and the answers as bars of four
 * colours (see survey.h). */
#include "slides/survey.h"

#include "content/language.h"
#include "slides/frame.h"

static void draw_line(struct picture *picture, const char *text, struct style style, struct box box,
                      float y)
{
    struct passage passage = { .text = text, .style = style, .width = box.w };
    picture_passage(picture, &passage, ALIGN_LEFT, box.x, box.y + y * picture->unit);
}

static void draw_score(const struct scene *scene, struct picture *picture,
                       const struct survey_slide *survey, struct box box)
{
    float unit = picture->unit;
    draw_line(picture, scene->words->overall_score,
              style_in(style_weighted(STYLE_HEADING, WEIGHT_SEMIBOLD), WHITE), box, 6.6f);
    if (scene->other) {
        draw_line(picture, scene->other->overall_score, style_in(STYLE_SECOND, BLEU_850), box,
                  10.9f);
    }
    float baseline = box.y + (picture->portrait ? 26.0f : 32.0f) * unit;
    struct style style = { picture->portrait ? 16.0f : 19.0f, WEIGHT_BOLD, WHITE, ROLE_HERO };
    float width = picture_text(picture, style, ALIGN_LEFT, box.x - 0.6f * unit, baseline,
                               words_number(scene->words, survey->score.value, 1, &picture->arena));
    picture_text(picture, (struct style){ 6.0f, WEIGHT_SEMIBOLD, WHITE, ROLE_TEXT }, ALIGN_LEFT,
                 box.x + width + 0.8f * unit, baseline,
                 picture_printf(picture, "/ %d", survey->score.out_of));
}

/* Replies, dates and place, in white on blue. */
static void draw_facts(const struct scene *scene, struct picture *picture,
                       const struct survey_slide *survey, struct box box)
{
    float unit = picture->unit;
    struct arena *arena = &picture->arena;
    float y = 0;
    if (survey->respondents) {
        const char *count = words_number(scene->words, survey->respondents, 0, arena);
        float width = picture_text(picture, (struct style){ 5.4f, WEIGHT_BOLD, WHITE, ROLE_TEXT },
                                   ALIGN_LEFT, box.x, box.y + 5.6f * unit, count);
        const char *word = words_plural(scene->words, &scene->words->replies, survey->respondents);
        picture_text(picture, style_in(STYLE_TABLE, WHITE), ALIGN_LEFT, box.x + width + 1.4f * unit,
                     box.y + 5.6f * unit, word);
        y = 7;
    }
    draw_line(picture, words_dates(scene->words, survey->from, survey->until, arena),
              style_in(style_sized(STYLE_LABEL, 3.6f), WHITE), box, y + 5.6f);
    draw_line(picture, scene_text(scene, &survey->where), style_in(STYLE_SITE, WHITE), box,
              y + 10.2f);
    if (scene->other) {
        const char *second = scene_second(scene, &survey->where);
        const char *reply = words_plural(scene->other, &scene->other->replies, survey->respondents);
        const char *month = words_month_year(scene->other, survey->until, arena);
        struct passage passage = {
            .text = survey->respondents ? picture_printf(picture, "%d %s%s %s", survey->respondents,
                                                         reply, scene->other->comma, month)
                                        : second,
            .style = style_in(STYLE_SECOND, BLEU_850),
            .width = box.w,
            .lines = 2,
            .pitch = 1.2f,
        };
        struct setting setting = passage_set(picture, &passage);
        y += setting.count > 1 ? 15.2f : 16.2f;
        picture_setting(picture, &setting, ALIGN_LEFT, box.x, box.y + y * unit);
    }
}

void survey_draw_panel(const struct scene *scene, struct picture *picture,
                       const struct survey_slide *survey, struct box panel)
{
    float unit = picture->unit;
    picture_round(picture, panel, 1.2f * unit, BLEU);
    struct box inside = box_inset(panel, 3.6f * unit, 0);
    bool scored = survey->score.out_of > 0;
    if (picture->portrait) {
        struct box left = box_cut_left(&inside, scored ? 38 * unit : 0);
        left.w -= 3 * unit;
        if (scored) {
            draw_score(scene, picture, survey, left);
        }
        inside.y += 5 * unit;
        draw_facts(scene, picture, survey, inside);
        return;
    }
    if (scored) {
        draw_score(scene, picture, survey, inside);
        picture_rule(picture, inside.x, panel.y + 38.4f * unit, inside.w, 0.15f * unit, BLEU_850);
        inside.y += 40.2f * unit;
    }
    draw_facts(scene, picture, survey, inside);
}

static const struct {
    struct color fill, text;
} answers[ANSWERS] = {
    { { 0x00, 0x00, 0x91 }, { 0xff, 0xff, 0xff } },
    { { 0x00, 0x63, 0xcb }, { 0xff, 0xff, 0xff } },
    { { 0xfc, 0xc0, 0xb0 }, { 0x16, 0x16, 0x16 } },
    { { 0xb3, 0x40, 0x00 }, { 0xff, 0xff, 0xff } },
};

/* In portrait on two lines. */
void survey_draw_legend(const struct scene *scene, struct picture *picture, struct box box)
{
    float unit = picture->unit, taken = 0, widths[ANSWERS];
    const struct language *words = scene->words;
    const char *const names[] = { words->very_satisfied, words->satisfied,
                                  words->not_very_satisfied, words->not_satisfied };
    struct style style = style_in(STYLE_SITE, INK);
    for (int i = 0; i < ANSWERS; i++) {
        widths[i] = picture_text_width(picture, style, names[i]) + 3.6f * unit;
        taken += widths[i];
    }
    float gap = (box.w - taken) / (ANSWERS - 1), x = box.x;
    for (int i = 0; i < ANSWERS; i++) {
        float at = x, y = box.y;
        if (gap < 2 * unit) {
            at = box.x + box.w / 2 * (float)(i % 2);
            y += (i / 2 ? 4.4f : 0.0f) * unit;
        }
        picture_round(picture, (struct box){ at, y + 1.0f * unit, 2.4f * unit, 2.4f * unit },
                      0.4f * unit, answers[i].fill);
        picture_text(picture, style, ALIGN_LEFT, at + 3.6f * unit, y + 3.2f * unit, names[i]);
        x += widths[i] + gap;
    }
}

static void draw_bar(const struct scene *scene, struct picture *picture,
                     const struct question *question, struct box bar)
{
    float unit = picture->unit, gap = 0.4f * unit, x = bar.x;
    int segments = 0;
    for (int i = 0; i < ANSWERS; i++) {
        segments += question->percent[i] > 0;
    }
    float whole = bar.w - gap * (float)(segments - 1);
    for (int i = 0; i < ANSWERS; i++) {
        int percent = question->percent[i];
        if (percent == 0) {
            continue;
        }
        struct box segment = { x, bar.y, whole * (float)percent / 100, bar.h };
        picture_round(picture, segment, 0.4f * unit, answers[i].fill);
        const char *text = words_percent(scene->words, percent, 0, &picture->arena);
        struct style style = { 2.9f, WEIGHT_BOLD, answers[i].text, ROLE_TEXT };
        if (picture_text_width(picture, style, text) > segment.w - 1.2f * unit) {
            style.size = 2.6f;
        }
        if (percent >= 5 && picture_text_width(picture, style, text) <= segment.w - 0.6f * unit) {
            picture_text(picture, style, ALIGN_CENTRE, x + segment.w / 2,
                         bar.y + bar.h / 2 + 0.33f * style.size * unit, text);
        }
        x += segment.w + gap;
    }
}

void survey_draw_questions(const struct scene *scene, struct picture *picture,
                           const struct question *questions, int count, struct box box)
{
    float unit = picture->unit;
    float pitch = box.h / (float)(count > 5 ? count : 5);
    float bar = pitch < 11 * unit ? 4.0f : picture->portrait ? 6.0f : 4.9f;
    if (picture->portrait && pitch > 18 * unit) {
        pitch = 18 * unit;
    }
    for (int i = 0; i < count; i++) {
        float y = box.y + pitch * (float)i;
        struct passage label = { .text = scene_text(scene, &questions[i].label),
                                 .style = style_weighted(style_sized(STYLE_TABLE, 3.6f),
                                                         WEIGHT_SEMIBOLD),
                                 .width = box.w };
        struct passage second = { .text = scene_second(scene, &questions[i].label),
                                  .style = STYLE_SECOND };
        picture_apart(picture, &label, &second, 3 * unit, box.x, y + 3.6f * unit);
        draw_bar(scene, picture, &questions[i],
                 (struct box){ box.x, y + 5.2f * unit, box.w, bar * unit });
    }
}

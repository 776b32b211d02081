/* The visitor sees the year's survey: the overall score, how many answered, when and where, and how
 * the answers to each question are spread.
 *
 *   { "kind": "survey", "title": "Votre avis", "score": { "value": 8.1, "out_of": 10 },
 *     "respondents": 412, "from": "2022-03-02", "until": "2022-03-30",
 *     "questions": [ { "label": "Temps d'attente", "shares": [22, 39, 26, 13] } ] } */
#include "content/language.h"
#include "slides/frame.h"
#include "slides/slide.h"

#include <math.h>

enum { ANSWERS = 4, PER_PAGE = 6 };

struct score {
    double value;
    int out_of;
};

struct question {
    struct text label;
    struct numbers shares, counts;
    int percent[ANSWERS]; /* made from either, adding up to 100 */
};

struct survey_slide {
    struct slide_head head;
    struct score score;
    int respondents;
    struct date from, until;
    struct text where;
    struct list questions; /* struct question */
};

static const struct field score_fields[] = {
    { .key = "value",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct score, value),
      .required = true,
      .low = 0,
      .high = 100,
      .help = N_("La note."),
      .example = "8.1" },
    { .key = "out_of",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct score, out_of),
      .fallback = "10",
      .low = 1,
      .high = 100,
      .help = N_("Sur combien."),
      .example = "10",
      .starter = true },
    { .key = NULL },
};

static void check_score(void *record, const struct json *json, struct reader *reader)
{
    const struct score *score = record;
    if (score->value > score->out_of) {
        reader_error(reader, json_get(json, "value"),
                     _("must not be more than \"out_of\" (%d), not %s"), score->out_of,
                     json_get(json, "value")->source);
    }
}

static const struct record score_record = {
    .name = "score",
    .size = sizeof(struct score),
    .fields = score_fields,
    .title = "Note",
    .help = N_("La note globale."),
    .check = check_score,
};

/* Rounds counts to whole percentages that add up to 100 (largest remainder). */
static void make_percent(const struct numbers *numbers, double sum, int percent[ANSWERS])
{
    double rest[ANSWERS];
    int left = 100;
    for (int i = 0; i < ANSWERS; i++) {
        double exact = 100 * numbers->items[i] / sum;
        percent[i] = (int)floor(exact + 1e-9);
        rest[i] = exact - percent[i];
        left -= percent[i];
    }
    for (; left > 0; left--) {
        int largest = 0;
        for (int i = 1; i < ANSWERS; i++) {
            largest = rest[i] > rest[largest] ? i : largest;
        }
        percent[largest]++;
        rest[largest] = -1;
    }
}

static double sum_of(const struct numbers *numbers)
{
    double sum = 0;
    for (size_t i = 0; i < numbers->count; i++) {
        sum += numbers->items[i];
    }
    return sum;
}

static void check_question(void *record, const struct json *json, struct reader *reader)
{
    struct question *question = record;
    bool shares = question->shares.count > 0, counts = question->counts.count > 0;
    if (shares == counts) {
        reader_error(
            reader, json,
            _("must have either \"shares\" (percentages) or \"counts\" (answers), one of both"));
        return;
    }
    const struct numbers *numbers = shares ? &question->shares : &question->counts;
    double sum = sum_of(numbers);
    if (shares && fabs(sum - 100) > 0.5) {
        reader_error(reader, json_get(json, "shares"),
                     _("the percentages must add up to 100, not %g"), sum);
    } else if (counts && sum <= 0) {
        reader_error(reader, json_get(json, "counts"), _("must count at least one answer"));
    } else {
        make_percent(numbers, sum, question->percent);
    }
}

static const struct field question_fields[] = {
    { .key = "label",
      .type = FIELD_TEXT,
      .offset = offsetof(struct question, label),
      .required = true,
      .help = N_("La question, en quelques mots."),
      .example = "\"Temps d'attente\"" },
    { .key = "shares",
      .type = FIELD_NUMBERS,
      .offset = offsetof(struct question, shares),
      .low = 0,
      .high = 100,
      .min = ANSWERS,
      .max = ANSWERS,
      .help = N_("Quatre pourcentages, de très satisfait à pas satisfait, dont la somme est 100."),
      .example = "[22, 39, 26, 13]",
      .starter = true },
    { .key = "counts",
      .type = FIELD_NUMBERS,
      .offset = offsetof(struct question, counts),
      .low = 0,
      .high = 1e9,
      .min = ANSWERS,
      .max = ANSWERS,
      .help = N_("Ou quatre nombres de réponses ; le programme calcule les pourcentages."),
      .example = "[91, 161, 107, 53]" },
    { .key = NULL },
};

static const struct record question_record = {
    .name = "question",
    .size = sizeof(struct question),
    .fields = question_fields,
    .title = "Question",
    .help = N_("Une question et ses réponses."),
    .rules = "\"oneOf\": [{\"required\": [\"shares\"]}, {\"required\": [\"counts\"]}], "
             "\"properties\": {\"counts\": {\"contains\": {\"exclusiveMinimum\": 0}}}",
    .check = check_question,
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct survey_slide, true, "\"Votre avis\""),
    { .key = "score",
      .type = FIELD_OBJECT,
      .offset = offsetof(struct survey_slide, score),
      .record = &score_record,
      .help = N_("Note globale."),
      .starter = true },
    { .key = "respondents",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct survey_slide, respondents),
      .low = 1,
      .high = 1e9,
      .help = N_("Nombre de réponses."),
      .example = "412",
      .starter = true },
    { .key = "from",
      .type = FIELD_DATE,
      .offset = offsetof(struct survey_slide, from),
      .required = true,
      .help = N_("Premier jour de l’enquête."),
      .example = "\"2022-03-02\"" },
    { .key = "until",
      .type = FIELD_DATE,
      .offset = offsetof(struct survey_slide, until),
      .required = true,
      .help = N_("Dernier jour de l’enquête."),
      .example = "\"2022-03-30\"" },
    { .key = "where",
      .type = FIELD_TEXT,
      .offset = offsetof(struct survey_slide, where),
      .help = N_("Où elle a eu lieu."),
      .example = "\"dans le hall et sur internet\"",
      .starter = true },
    { .key = "questions",
      .type = FIELD_LIST,
      .offset = offsetof(struct survey_slide, questions),
      .required = true,
      .min = 1,
      .max = 24,
      .record = &question_record,
      .help = N_("Les questions ; six au plus par page.") },
    { .key = NULL },
};

static void check(void *record, const struct json *json, struct reader *reader)
{
    const struct survey_slide *survey = record;
    if (date_compare(survey->until, survey->from) < 0) {
        reader_error(reader, json_get(json, "until"), _("must not be before \"from\", not %s"),
                     json_get(json, "until")->source);
    }
}

static int pages(const void *slide, const struct show *show)
{
    (void)show;
    return ((int)((const struct survey_slide *)slide)->questions.count + PER_PAGE - 1) / PER_PAGE;
}

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
        draw_line(picture,
                  survey->respondents ? picture_printf(picture, "%d %s%s %s", survey->respondents,
                                                       reply, scene->other->comma, month)
                                      : second,
                  style_in(STYLE_SECOND, BLEU_850), box, y + 16.2f);
    }
}

static void draw_panel(const struct scene *scene, struct picture *picture,
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
    { { 0x6a, 0x6a, 0xf4 }, { 0xff, 0xff, 0xff } },
    { { 0xfc, 0xc0, 0xb0 }, { 0x16, 0x16, 0x16 } },
    { { 0xb3, 0x40, 0x00 }, { 0xff, 0xff, 0xff } },
};

/* The legend, spread over the width; in portrait on two lines. */
static void draw_legend(const struct scene *scene, struct picture *picture, struct box box)
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
            style.size = 2.5f;
        }
        if (percent >= 5 && picture_text_width(picture, style, text) <= segment.w - 0.6f * unit) {
            picture_text(picture, style, ALIGN_CENTRE, x + segment.w / 2,
                         bar.y + bar.h / 2 + 0.33f * style.size * unit, text);
        }
        x += segment.w + gap;
    }
}

static void draw_questions(const struct scene *scene, struct picture *picture,
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

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct survey_slide *survey = slide;
    const struct question *questions = survey->questions.items;
    struct box box = frame_draw_head(scene, picture, &survey->head, false);
    float unit = picture->unit;
    int all = (int)survey->questions.count, each = (all + scene->pages - 1) / scene->pages;
    int first = each * scene->page, count = all - first < each ? all - first : each;
    struct box panel = picture->portrait ? box_cut_top(&box, 32 * unit)
                                         : box_cut_left(&box, 0.2686f * box.w);
    draw_panel(scene, picture, survey, panel);
    if (picture->portrait) {
        box_cut_top(&box, 5 * unit);
    } else {
        box_cut_left(&box, 7 * unit);
    }
    draw_legend(scene, picture, box);
    box_cut_top(&box, (picture->portrait ? 10.4f : 6.8f) * unit);
    picture_rule(picture, box.x, box.y, box.w, 0.3f * unit, BLEU);
    draw_questions(scene, picture, questions + first, count, box);
}

const struct slide_kind slide_survey = {
    .record = { .name = "survey",
                .size = sizeof(struct survey_slide),
                .fields = fields,
                .title = "Enquête de satisfaction",
                .help = N_("Résultats de l’enquête annuelle de satisfaction."),
                .check = check },
    .words = 14,
    .pages = pages,
    .draw = draw,
};

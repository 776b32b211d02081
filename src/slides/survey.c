/* The visitor sees the year's survey: the overall score, how many answered, when and where, and how
 * the answers to each question are spread.
 *
 *   { "kind": "survey", "title": "Votre avis", "score": { "value": 8.1, "out_of": 10 },
 *     "respondents": 412, "from": "2022-03-02", "until": "2022-03-30",
 *     "questions": [ { "label": "Temps d'attente", "shares": [22, 39, 26, 13] } ] } */
#include "slides/survey.h"

#include "slides/audit.h"
#include "slides/frame.h"

#include <math.h>

enum { PER_PAGE = 6 };

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

/* A survey a year, with a month's grace. */
static struct date months_after(struct date date, int months)
{
    int month = date.month - 1 + months;
    struct date after = { date.year + month / 12, month % 12 + 1, date.day };
    while (after.day > 28 && !date_valid(after)) { /* 31 June */
        after.day--;
    }
    return after;
}

static void audit(const void *slide, const struct audit *audit)
{
    const struct survey_slide *survey = slide;
    audit_due(audit, &survey->until, months_after(survey->until, 13),
              _("this survey is older than 13 months, since"),
              _("this survey will soon be older than 13 months, after"));
}

static int pages(const void *slide, const struct show *show)
{
    (void)show;
    return ((int)((const struct survey_slide *)slide)->questions.count + PER_PAGE - 1) / PER_PAGE;
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
    survey_draw_panel(scene, picture, survey, panel);
    if (picture->portrait) {
        box_cut_top(&box, 5 * unit);
    } else {
        box_cut_left(&box, 7 * unit);
    }
    survey_draw_legend(scene, picture, box);
    box_cut_top(&box, (picture->portrait ? 10.4f : 6.8f) * unit);
    picture_rule(picture, box.x, box.y, box.w, 0.3f * unit, BLEU);
    survey_draw_questions(scene, picture, questions + first, count, box);
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
    .audit = audit,
};

/* The visitor sees how long things take and how well the house does, against its targets and the
 * period before: delays as rows, percentages as rings. When the next update is overdue the page
 * says so.
 *
 *   { "kind": "indicators", "title": "Nos délais", "heading": "Délai moyen", "period": "2026-Q3",
 *     "next_update": "2027-01-31", "values": [ { "label": "Permis de conduire", "unit": "days",
 *       "value": 18, "previous": 20, "target": 20, "better": "lower" } ] } */
#include "slides/indicators.h"

#include "content/language.h"
#include "slides/frame.h"

static const char *const unit_words[] = { "days", "minutes", "percent", NULL };
static const char *const unit_meanings[] = { "jours", "minutes", "pourcentage", NULL };
static const char *const better_words[] = { "lower", "higher", NULL };
static const char *const better_meanings[] = { "plus bas", "plus haut", NULL };

static const struct field value_fields[] = {
    { .key = "label",
      .type = FIELD_TEXT,
      .offset = offsetof(struct indicator, label),
      .required = true,
      .help = N_("Ce que l’on mesure."),
      .example = "\"Permis de conduire\"" },
    { .key = "label_short",
      .type = FIELD_TEXT,
      .offset = offsetof(struct indicator, label_short),
      .help = N_("Libellé plus court, utilisé quand le libellé ne tient pas."),
      .example = "\"Permis\"" },
    { .key = "unit",
      .type = FIELD_WORD,
      .offset = offsetof(struct indicator, unit),
      .required = true,
      .words = unit_words,
      .help = N_("Jours, minutes ou pourcentage."),
      .example = "\"days\"",
      .meanings = unit_meanings },
    { .key = "value",
      .type = FIELD_AMOUNT,
      .offset = offsetof(struct indicator, value),
      .required = true,
      .low = 0,
      .high = 1e6,
      .help = N_("La valeur, ou une fraction dont le programme calcule le pourcentage."),
      .example = "18" },
    { .key = "previous",
      .type = FIELD_AMOUNT,
      .offset = offsetof(struct indicator, previous),
      .low = 0,
      .high = 1e6,
      .help = N_("La valeur de la période précédente."),
      .example = "20",
      .starter = true },
    { .key = "target",
      .type = FIELD_AMOUNT,
      .offset = offsetof(struct indicator, target),
      .low = 0,
      .high = 1e6,
      .help = N_("L’objectif."),
      .example = "20",
      .starter = true },
    { .key = "better",
      .type = FIELD_WORD,
      .offset = offsetof(struct indicator, better),
      .required = true,
      .words = better_words,
      .help = N_("Ce qui est mieux : plus bas ou plus haut."),
      .example = "\"lower\"",
      .meanings = better_meanings },
    { .key = "period",
      .type = FIELD_PERIOD,
      .offset = offsetof(struct indicator, period),
      .help = N_("Trimestre ou année, si ce n’est pas celui de la page."),
      .example = "\"2026-Q2\"" },
    { .key = "source",
      .type = FIELD_TEXT,
      .offset = offsetof(struct indicator, source),
      .help = N_("D’où vient cette valeur, si ce n’est pas la source de la page."),
      .example = "\"Enquête annuelle\"" },
    { .key = "example",
      .type = FIELD_BOOL,
      .offset = offsetof(struct indicator, example),
      .help = N_("true tant que cette valeur n’est pas confirmée.") },
    { .key = NULL },
};

static void check_percent(const struct indicator *indicator, const struct amount *amount,
                          const char *key, const struct json *json, struct reader *reader)
{
    const struct json *value = json_get(json, key);
    if (!amount->given) {
        return;
    }
    if (indicator->unit != INDICATOR_PERCENT && amount->fraction) {
        reader_error(reader, value, _("must be a number: only a percentage can be a fraction"));
    } else if (indicator->unit == INDICATOR_PERCENT && amount->value > 100) {
        reader_error(reader, value, _("a percentage must not be above 100, not %g"), amount->value);
    }
}

static void check_indicator(void *record, const struct json *json, struct reader *reader)
{
    const struct indicator *indicator = record;
    check_percent(indicator, &indicator->value, "value", json, reader);
    check_percent(indicator, &indicator->previous, "previous", json, reader);
    check_percent(indicator, &indicator->target, "target", json, reader);
}

static const struct record value_record = {
    .name = "value",
    .size = sizeof(struct indicator),
    .fields = value_fields,
    .title = "Indicateur",
    .help = N_("Un indicateur."),
    .rules = "\"if\": {\"required\": [\"unit\"], "
             "\"properties\": {\"unit\": {\"const\": \"percent\"}}}, "
             "\"then\": {\"properties\": {\"value\": {\"maximum\": 100}, "
             "\"previous\": {\"maximum\": 100}, \"target\": {\"maximum\": 100}}}, "
             "\"else\": {\"properties\": {\"value\": {\"type\": \"number\"}, "
             "\"previous\": {\"type\": \"number\"}, \"target\": {\"type\": \"number\"}}}",
    .check = check_indicator,
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct indicators_slide, true, "\"Nos délais\""),
    { .key = "heading",
      .type = FIELD_TEXT,
      .offset = offsetof(struct indicators_slide, heading),
      .required = true,
      .help = N_("Ce que montre le tableau : « Délai moyen »."),
      .example = "\"Délai moyen\"" },
    { .key = "period",
      .type = FIELD_PERIOD,
      .offset = offsetof(struct indicators_slide, period),
      .required = true,
      .help = N_("Trimestre ou année mesurés."),
      .example = "\"2026-Q3\"" },
    { .key = "next_update",
      .type = FIELD_DATE,
      .offset = offsetof(struct indicators_slide, next_update),
      .required = true,
      .help = N_("Date de la prochaine mise à jour ; passée, la page le dit."),
      .example = "\"2027-01-31\"" },
    { .key = "values",
      .type = FIELD_LIST,
      .offset = offsetof(struct indicators_slide, values),
      .required = true,
      .min = 1,
      .max = 40,
      .record = &value_record,
      .help = N_("Les indicateurs.") },
    { .key = NULL },
};

enum { ROWS_PER_PAGE = 5, RINGS_PER_PAGE = 2 };

static int count_of(const struct indicators_slide *slide, bool rings)
{
    const struct indicator *values = slide->values.items;
    int count = 0;
    for (size_t i = 0; i < slide->values.count; i++) {
        count += (values[i].unit == INDICATOR_PERCENT) == rings;
    }
    return count;
}

static int pages(const void *slide, const struct show *show)
{
    (void)show;
    int rows = (count_of(slide, false) + ROWS_PER_PAGE - 1) / ROWS_PER_PAGE;
    int rings = (count_of(slide, true) + RINGS_PER_PAGE - 1) / RINGS_PER_PAGE;
    return rows > rings ? rows : rings;
}

/* Picks the values of one kind that a page shows, balanced over the pages. Returns how many. */
static int pick(const struct indicators_slide *slide, const struct scene *scene, bool rings,
                const struct indicator *picked[ROWS_PER_PAGE])
{
    const struct indicator *values = slide->values.items;
    int all = count_of(slide, rings), each = (all + scene->pages - 1) / scene->pages;
    int seen = 0, count = 0;
    for (size_t i = 0; i < slide->values.count; i++) {
        if ((values[i].unit == INDICATOR_PERCENT) != rings) {
            continue;
        }
        if (seen >= each * scene->page && count < each) {
            picked[count++] = &values[i];
        }
        seen++;
    }
    return count;
}

static bool has_example(const struct indicators_slide *slide)
{
    const struct indicator *values = slide->values.items;
    for (size_t i = 0; i < slide->values.count; i++) {
        if (values[i].example) {
            return true;
        }
    }
    return false;
}

/* The second language beside the heading, or where that is too narrow on a line of its own, for
 * which the panel grows upwards. */
static void draw_next_update(const struct scene *scene, struct picture *picture,
                             const struct indicators_slide *slide, struct box panel)
{
    float unit = picture->unit, x = panel.x + 10.2f * unit, width = panel.w - 12 * unit;
    float gap = 1.9f * unit;
    bool late = scene->moment.trusted && date_compare(scene->moment.date, slide->next_update) > 0;
    struct passage heading = { .text = scene->words->next_update,
                               .style = STYLE_SITE,
                               .width = width };
    struct passage second = { .text = scene->other ? scene->other->next_update : NULL,
                              .style = STYLE_SECOND,
                              .width = width };
    bool three = second.text && picture_text_width(picture, heading.style, heading.text) + gap +
                                        picture_text_width(picture, second.style, second.text) >
                                    width;
    if (three) {
        panel.y -= 2.2f * unit;
        panel.h += 2.2f * unit;
    }
    picture_round(picture, panel, 1.2f * unit, BLEU_975);
    picture_shape(picture,
                  (struct box){ panel.x + 2.9f * unit, panel.y + (panel.h - 4.8f * unit) / 2,
                                4.8f * unit, 4.8f * unit },
                  late ? "icons/clock" : "icons/refresh", late ? WARNING : BLEU);
    if (three) {
        picture_passage(picture, &heading, ALIGN_LEFT, x, panel.y + 3.9f * unit);
        picture_passage(picture, &second, ALIGN_LEFT, x, panel.y + 7.1f * unit);
    } else {
        picture_pair(picture, &heading, &second, gap, x, panel.y + 4.4f * unit);
    }
    struct passage when = {
        .text = late ? scene->words->update_pending
                     : words_month_year(scene->words, slide->next_update, &picture->arena),
        .style = style_sized(style_in(STYLE_HEADING, late ? WARNING : INK), 3.6f),
        .width = width,
    };
    picture_passage(picture, &when, ALIGN_LEFT, x,
                    box_bottom(panel) - (three ? 2.0f : 2.5f) * unit);
}

/* Heading, period and what the trend compares with, over a blue rule. */
static void draw_heading(const struct scene *scene, struct picture *picture,
                         const struct indicators_slide *slide, struct box box, bool trend)
{
    float unit = picture->unit;
    const char *compared = !trend                  ? NULL
                           : slide->period.quarter ? scene->words->trend
                                                   : scene->words->trend_year;
    struct style small = style_in(STYLE_SITE, GREY_200);
    float room = compared ? picture_text_width(picture, small, compared) + 3 * unit : 0;
    struct passage heading = { .text = scene_text(scene, &slide->heading),
                               .style = STYLE_HEADING,
                               .width = box.w - room };
    struct passage period = { .text = words_period(scene->words, slide->period, &picture->arena),
                              .style = style_in(STYLE_TABLE, GREY_200) };
    picture_pair(picture, &heading, &period, 1.9f * unit, box.x, box.y + 3.6f * unit);
    if (compared) {
        picture_text(picture, small, ALIGN_RIGHT, box_right(box), box.y + 3.6f * unit, compared);
    }
    picture_rule(picture, box.x, box.y + 6.8f * unit, box.w, 0.3f * unit, BLEU);
}

static bool any_trend(const struct indicator *const *rows, int count)
{
    for (int i = 0; i < count; i++) {
        if (rows[i]->previous.given) {
            return true;
        }
    }
    return false;
}

static void draw_landscape(const struct scene *scene, struct picture *picture,
                           const struct indicators_slide *slide,
                           const struct indicator *const *rows, int row_count,
                           const struct indicator *const *rings, int ring_count, struct box box)
{
    float unit = picture->unit;
    struct box left = { box.x, box.y, ring_count ? 0.647f * box.w : box.w, box.h };
    struct box right = { box.x + 0.702f * box.w, box.y, 0.298f * box.w, box.h };
    struct box panel = { right.x, box_bottom(box) - 10.8f * unit, right.w, 10.8f * unit };
    if (row_count == 0) {
        left.w = box.w;
        draw_heading(scene, picture, slide, left, any_trend(rings, ring_count));
        struct box large = { box.x, box.y + 10 * unit, box.w, box.h - 24 * unit };
        indicators_draw_rings(scene, picture, slide, rings, ring_count, large, true);
        draw_next_update(scene, picture, slide, panel);
        return;
    }
    draw_heading(scene, picture, slide, left, any_trend(rows, row_count));
    if (ring_count == 0) { /* the panel stands under the rows */
        left.h -= 13 * unit;
    }
    box_cut_top(&left, 6.8f * unit);
    indicators_draw_rows(scene, picture, slide, rows, row_count, left);
    struct box column = { right.x, box.y, right.w, box.h - 14.5f * unit };
    indicators_draw_rings(scene, picture, slide, rings, ring_count, column, false);
    draw_next_update(scene, picture, slide, panel);
}

static void draw_portrait(const struct scene *scene, struct picture *picture,
                          const struct indicators_slide *slide, const struct indicator *const *rows,
                          int row_count, const struct indicator *const *rings, int ring_count,
                          struct box box)
{
    float unit = picture->unit;
    struct box panel = box_cut_bottom(&box, 10.8f * unit);
    box_cut_bottom(&box, 3 * unit);
    draw_heading(scene, picture, slide, box,
                 any_trend(row_count ? rows : rings, row_count ? row_count : ring_count));
    box_cut_top(&box, 6.8f * unit);
    if (row_count && ring_count) {
        struct box below = box_cut_bottom(&box, 46 * unit);
        indicators_draw_rings(scene, picture, slide, rings, ring_count, below, false);
    }
    if (row_count) {
        indicators_draw_rows(scene, picture, slide, rows, row_count, box);
    } else {
        indicators_draw_rings(scene, picture, slide, rings, ring_count, box, true);
    }
    draw_next_update(scene, picture, slide, panel);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct indicators_slide *indicators = slide;
    const struct indicator *rows[ROWS_PER_PAGE], *rings[ROWS_PER_PAGE];
    struct box box = frame_draw_head(scene, picture, &indicators->head, has_example(indicators));
    int row_count = pick(indicators, scene, false, rows);
    int ring_count = pick(indicators, scene, true, rings);
    if (picture->portrait) {
        draw_portrait(scene, picture, indicators, rows, row_count, rings, ring_count, box);
    } else {
        draw_landscape(scene, picture, indicators, rows, row_count, rings, ring_count, box);
    }
}

const struct slide_kind slide_indicators = {
    .record = { .name = "indicators",
                .size = sizeof(struct indicators_slide),
                .fields = fields,
                .title = "Indicateurs",
                .help = N_(
                    "Programme transparence : délais et taux, renouvelés chaque trimestre.") },
    .words = 16,
    .pages = pages,
    .draw = draw,
};

/* The visitor sees what was said in the survey and what is done about it, with its state.
 *
 *   { "kind": "actions", "title": "Votre avis, nos actions", "actions": [
 *       { "said": "« On ne sait pas vers quel guichet aller. »",
 *         "done": "Les panneaux reprennent les couleurs au sol.", "status": "done" } ] } */
#include "content/language.h"
#include "slides/frame.h"
#include "slides/slide.h"

enum { PER_PAGE = 3 };

enum status { STATUS_DONE, STATUS_IN_PROGRESS, STATUS_PLANNED };

struct action {
    struct text said, done;
    int status;
};

struct actions_slide {
    struct slide_head head;
    struct list actions; /* struct action */
};

static const char *const status_words[] = { "done", "in_progress", "planned", NULL };
static const char *const status_meanings[] = { "fait", "en cours", "prévu", NULL };

static const struct field action_fields[] = {
    { .key = "said",
      .type = FIELD_TEXT,
      .offset = offsetof(struct action, said),
      .required = true,
      .help = N_("Ce que les usagers ont dit, entre guillemets."),
      .example = "\"« Quel est mon guichet ? »\"" },
    { .key = "done",
      .type = FIELD_TEXT,
      .offset = offsetof(struct action, done),
      .required = true,
      .help = N_("Ce que nous faisons."),
      .example = "\"Les panneaux reprennent les couleurs au sol.\"" },
    { .key = "status",
      .type = FIELD_WORD,
      .offset = offsetof(struct action, status),
      .required = true,
      .words = status_words,
      .help = N_("Fait, en cours ou prévu."),
      .example = "\"done\"",
      .meanings = status_meanings },
    { .key = NULL },
};

static const struct record action_record = {
    .name = "action",
    .size = sizeof(struct action),
    .fields = action_fields,
    .title = "Action",
    .help = N_("Une remarque et la réponse."),
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct actions_slide, true, "\"Votre avis, nos actions\""),
    { .key = "actions",
      .type = FIELD_LIST,
      .offset = offsetof(struct actions_slide, actions),
      .required = true,
      .min = 1,
      .max = 30,
      .record = &action_record,
      .help = N_("Les actions ; trois au plus par page.") },
    { .key = NULL },
};

static int pages(const void *slide, const struct show *show)
{
    (void)show;
    return ((int)((const struct actions_slide *)slide)->actions.count + PER_PAGE - 1) / PER_PAGE;
}

/* Draws a text of up to two lines and, if there is one, its translation, in the middle of the box.
 */
static void draw_text(struct picture *picture, const struct setting *text,
                      const struct setting *second, float x, struct box box)
{
    float unit = picture->unit, cap = FONT_CAP * text->style.size * unit;
    float below = second->count ? 4.4f * unit + second->pitch * (float)(second->count - 1) : 0;
    float height = cap + text->pitch * (float)(text->count - 1) + below;
    float y = picture_setting(picture, text, ALIGN_LEFT, x, box.y + (box.h - height) / 2 + cap);
    picture_setting(picture, second, ALIGN_LEFT, x, y + 4.4f * unit);
}

/* Returns the width of the state's word and icon. */
static float draw_status(const struct scene *scene, struct picture *picture, int status,
                         struct box box)
{
    float unit = picture->unit;
    static const char *const icons[] = { "icons/circle-check", "icons/refresh",
                                         "icons/calendar-event" };
    const char *const words[] = { scene->words->done, scene->words->in_progress,
                                  scene->words->planned };
    struct style style = style_in(style_sized(STYLE_LABEL, 3.6f), WHITE);
    float width = picture_text_width(picture, style, words[status]);
    float x = box_right(box) - 3.6f * unit, y = box.y + box.h / 2;
    picture_text(picture, style, ALIGN_RIGHT, x, y + 1.2f * unit, words[status]);
    picture_shape(
        picture, (struct box){ x - width - 6.2f * unit, y - 2.4f * unit, 4.8f * unit, 4.8f * unit },
        icons[status], WHITE);
    return width + 9.8f * unit;
}

struct texts {
    struct setting said[PER_PAGE], done[PER_PAGE], said_second[PER_PAGE], done_second[PER_PAGE];
};

static struct passage passage_of(const char *text, struct style style, float width, int lines)
{
    return (struct passage){
        .text = text, .style = style, .width = width, .lines = lines, .pitch = 1.25f
    };
}

static void set_texts(const struct scene *scene, struct picture *picture,
                      const struct action *actions, int count, float said_width, float done_width,
                      struct texts *texts)
{
    struct passage said[PER_PAGE], done[PER_PAGE], said_2nd[PER_PAGE], done_2nd[PER_PAGE];
    for (int i = 0; i < count; i++) {
        said[i] = passage_of(scene_text(scene, &actions[i].said), STYLE_BODY, said_width, 2);
        done[i] = passage_of(scene_text(scene, &actions[i].done), style_in(STYLE_HEADING, WHITE),
                             done_width, 2);
        said_2nd[i] = passage_of(scene_second(scene, &actions[i].said), STYLE_SECOND, said_width,
                                 1);
        done_2nd[i] = passage_of(scene_second(scene, &actions[i].done),
                                 style_in(STYLE_SECOND, BLEU_850), done_width, 1);
    }
    passage_set_alike(picture, said, count, texts->said);
    passage_set_alike(picture, done, count, texts->done);
    passage_set_alike(picture, said_2nd, count, texts->said_second);
    passage_set_alike(picture, done_2nd, count, texts->done_second);
}

static void draw_row(const struct scene *scene, struct picture *picture,
                     const struct action *action, const struct texts *texts, int i, struct box said,
                     struct box done)
{
    float unit = picture->unit;
    picture_round(picture, said, 1.2f * unit, GREY_975);
    picture_round(picture, done, 1.2f * unit, BLEU);
    draw_text(picture, &texts->said[i], &texts->said_second[i], said.x + 3.4f * unit, said);
    draw_text(picture, &texts->done[i], &texts->done_second[i], done.x + 3.6f * unit, done);
    draw_status(scene, picture, action->status, done);
    struct box gap = { box_right(said), said.y, done.x - box_right(said), said.h };
    const char *arrow = "icons/arrow-right";
    if (picture->portrait) {
        gap = (struct box){ said.x, box_bottom(said), said.w, done.y - box_bottom(said) };
        arrow = "icons/arrow-down";
    }
    float size = (picture->portrait ? 5.0f : 6.6f) * unit;
    picture_shape(picture, box_centred(gap, size, size), arrow, BLEU);
}

static float status_room(const struct scene *scene, const struct picture *picture)
{
    struct style style = style_sized(STYLE_LABEL, 3.6f);
    const char *const words[] = { scene->words->done, scene->words->in_progress,
                                  scene->words->planned };
    float widest = 0;
    for (int i = 0; i < 3; i++) {
        float width = picture_text_width(picture, style, words[i]);
        widest = width > widest ? width : widest;
    }
    return widest + 12 * picture->unit;
}

static void draw_headings(const struct scene *scene, struct picture *picture, struct box said,
                          struct box done)
{
    float unit = picture->unit;
    const struct language *other = scene->other;
    frame_heading(picture, STYLE_HEADING, said.x, said.y + 3.6f * unit, said.w,
                  scene->words->you_said, other ? other->you_said : NULL, false);
    frame_heading(picture, style_in(STYLE_HEADING, BLEU), done.x, done.y + 3.6f * unit, done.w,
                  scene->words->we_do, other ? other->we_do : NULL, false);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct actions_slide *actions = slide;
    struct box box = frame_draw_head(scene, picture, &actions->head, false);
    const struct action *items = (const struct action *)actions->actions.items;
    float unit = picture->unit;
    int all = (int)actions->actions.count, each = (all + scene->pages - 1) / scene->pages;
    int first = each * scene->page, count = all - first < each ? all - first : each;
    struct box said = { box.x, box.y, 0.391f * box.w, 0 };
    struct box done = { box.x + 0.464f * box.w, box.y, 0.536f * box.w, 0 };
    if (picture->portrait) {
        said.w = done.w = box.w;
        done.x = box.x;
        done.y = box.y + box.h; /* placed in each row */
    } else {
        draw_headings(scene, picture, said, done);
    }
    struct texts texts;
    set_texts(scene, picture, items + first, count, said.w - 7 * unit,
              done.w - 4 * unit - status_room(scene, picture), &texts);
    for (int i = 0; i < count; i++) {
        float y = box.y + (6.8f + 20.9f * (float)i) * unit;
        said.h = done.h = 18.8f * unit;
        said.y = done.y = y;
        if (picture->portrait) {
            said.h = done.h = 18 * unit;
            said.y = box.y + 48.5f * (float)i * unit;
            done.y = said.y + 23.6f * unit;
        }
        draw_row(scene, picture, &items[first + i], &texts, i, said, done);
    }
}

const struct slide_kind slide_actions = {
    .record = { .name = "actions",
                .size = sizeof(struct actions_slide),
                .fields = fields,
                .title = "Vos remarques, nos actions",
                .help = N_("Ce que les usagers ont dit et ce que nous faisons.") },
    .words = 6,
    .pages = pages,
    .draw = draw,
};

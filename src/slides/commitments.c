/* The visitor sees what the house promises: an icon, a word, a sentence each, three to six a page.
 * Short sentences stand under their icon, long ones beside it.
 *
 *   { "kind": "commitments", "title": "Nos engagements", "edition": 2023, "commitments": [
 *       { "icon": "mood-smile", "heading": "Vous accueillir", "sentence": "avec courtoisie" }, … ]
 * } */
#include "content/language.h"
#include "slides/frame.h"
#include "slides/slide.h"

enum { PER_PAGE = 6 };

struct commitment {
    const char *icon;
    struct text heading, sentence;
};

struct commitments_slide {
    struct slide_head head;
    int edition;
    struct list commitments; /* struct commitment */
};

static const struct field commitment_fields[] = {
    { .key = "icon",
      .type = FIELD_ICON,
      .offset = offsetof(struct commitment, icon),
      .required = true,
      .help = N_("Nom d’une icône."),
      .example = "\"mood-smile\"" },
    { .key = "heading",
      .type = FIELD_TEXT,
      .offset = offsetof(struct commitment, heading),
      .required = true,
      .help = N_("L’engagement en un ou deux mots."),
      .example = "\"Vous accueillir\"" },
    { .key = "sentence",
      .type = FIELD_TEXT,
      .offset = offsetof(struct commitment, sentence),
      .help = N_("La phrase de l’engagement."),
      .example = "\"avec courtoisie et bienveillance\"",
      .starter = true },
    { .key = NULL },
};

static const struct record commitment_record = {
    .name = "commitment",
    .size = sizeof(struct commitment),
    .fields = commitment_fields,
    .title = "Engagement",
    .help = N_("Un engagement."),
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct commitments_slide, true, "\"Nos engagements\""),
    { .key = "edition",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct commitments_slide, edition),
      .low = 1990,
      .high = 2100,
      .help = N_("Année d’édition du texte."),
      .example = "2023" },
    { .key = "commitments",
      .type = FIELD_LIST,
      .offset = offsetof(struct commitments_slide, commitments),
      .required = true,
      .min = 3,
      .max = 24,
      .record = &commitment_record,
      .help = N_("Les engagements ; six au plus par page, le reste passe sur la suivante.") },
    { .key = NULL },
};

static int pages(const void *slide, const struct show *show)
{
    (void)show;
    return ((int)((const struct commitments_slide *)slide)->commitments.count + PER_PAGE - 1) /
           PER_PAGE;
}

/* The commitments of a page and their texts, all headings and all sentences alike. */
struct page {
    const struct commitment *items;
    int count;
    struct setting headings[PER_PAGE], sentences[PER_PAGE], seconds[PER_PAGE];
};

static struct page page_of(const struct commitments_slide *slide, const struct scene *scene)
{
    const struct commitment *items = slide->commitments.items;
    int all = (int)slide->commitments.count, each = (all + scene->pages - 1) / scene->pages;
    int first = each * scene->page;
    return (struct page){ .items = items + first,
                          .count = all - first < each ? all - first : each };
}

/* grow: by how much the texts may be larger than nominal, on a page with few of them. */
static void set_page(const struct scene *scene, struct picture *picture, struct page *page,
                     float width, bool beside, float grow)
{
    struct passage headings[PER_PAGE], sentences[PER_PAGE], seconds[PER_PAGE];
    for (int i = 0; i < page->count; i++) {
        const struct commitment *item = &page->items[i];
        const char *second = scene_second(scene, &item->sentence);
        headings[i] = (struct passage){ .text = scene_text(scene, &item->heading),
                                        .style = style_sized(style_in(STYLE_NAME, BLEU),
                                                             beside ? 4.2f * grow : 4.9f),
                                        .width = width };
        sentences[i] = (struct passage){ .text = scene_text(scene, &item->sentence),
                                         .style = style_sized(STYLE_TABLE, 3.4f * grow),
                                         .width = width,
                                         .lines = beside ? 3 : 1,
                                         .pitch = 1.2f };
        seconds[i] = (struct passage){ .text = second ? second
                                                      : scene_second(scene, &item->heading),
                                       .style = style_sized(STYLE_SECOND, 2.8f * grow),
                                       .width = width,
                                       .lines = beside ? 2 : 1,
                                       .pitch = 1.2f };
    }
    passage_set_alike(picture, headings, page->count, page->headings);
    passage_set_alike(picture, sentences, page->count, page->sentences);
    passage_set_alike(picture, seconds, page->count, page->seconds);
}

/* Whether some sentence of the slide needs more than the one line it has under its icon. */
static bool sentences_are_long(const struct commitments_slide *slide, const struct scene *scene,
                               struct picture *picture, float width)
{
    const struct commitment *items = slide->commitments.items;
    for (size_t i = 0; i < slide->commitments.count; i++) {
        struct passage line = { .text = scene_text(scene, &items[i].sentence),
                                .style = STYLE_TABLE,
                                .width = width };
        if (passage_set(picture, &line).fit != FIT_AS_IS) {
            return true;
        }
    }
    return false;
}

static void draw_disc(struct picture *picture, const char *icon, float x, float y)
{
    float unit = picture->unit;
    struct box disc = { x, y, 13.4f * unit, 13.4f * unit };
    picture_round(picture, disc, 6.7f * unit, BLEU);
    picture_shape(picture, box_centred(disc, 8.4f * unit, 8.4f * unit),
                  picture_printf(picture, "icons/%s", icon), WHITE);
}

static void draw_under(const struct scene *scene, struct picture *picture, struct page *page,
                       struct box box)
{
    float unit = picture->unit;
    int columns = picture->portrait ? 2 : 3, rows = (page->count + columns - 1) / columns;
    float gap = (picture->portrait ? 3 : 4) * unit;
    float pitch = picture->portrait ? box.h / 3 : 36 * unit;
    float top = rows == 1 ? box.y + box.h * 0.22f : box.y;
    set_page(scene, picture, page, box_column(box, 0, columns, gap).w, false, 1);
    for (int i = 0; i < page->count; i++) {
        struct box cell = box_column(box, i % columns, columns, gap);
        float y = top + pitch * (float)(i / columns);
        draw_disc(picture, page->items[i].icon, cell.x, y);
        picture_setting(picture, &page->headings[i], ALIGN_LEFT, cell.x, y + 20.0f * unit);
        picture_setting(picture, &page->sentences[i], ALIGN_LEFT, cell.x, y + 24.9f * unit);
        picture_setting(picture, &page->seconds[i], ALIGN_LEFT, cell.x, y + 29.4f * unit);
    }
}

static void draw_beside(const struct scene *scene, struct picture *picture, struct page *page,
                        struct box box)
{
    float unit = picture->unit, indent = 17 * unit;
    int columns = picture->portrait ? 1 : 2, rows = (page->count + columns - 1) / columns;
    float pitch = box.h / (float)(rows > 1 ? rows : 2);
    float grow = pitch > 30 * unit ? 1.2f : 1;
    set_page(scene, picture, page, box_column(box, 0, columns, 7 * unit).w - indent, true, grow);
    for (int i = 0; i < page->count; i++) {
        struct box cell = box_column(box, i % columns, columns, 7 * unit);
        float y = box.y + pitch * (float)(i / columns) +
                  (pitch > 24 * unit ? (pitch - 24 * unit) / 4 : 0);
        draw_disc(picture, page->items[i].icon, cell.x, y + 0.8f * unit);
        float x = cell.x + indent;
        float last = picture_setting(picture, &page->headings[i], ALIGN_LEFT, x,
                                     y + 3.6f * grow * unit);
        last = picture_setting(picture, &page->sentences[i], ALIGN_LEFT, x,
                               last + 4.8f * grow * unit);
        picture_setting(picture, &page->seconds[i], ALIGN_LEFT, x, last + 4.2f * grow * unit);
    }
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct commitments_slide *commitments = slide;
    const struct slide_head *head = &commitments->head;
    const char *source = scene_text(scene, &head->source);
    if (commitments->edition) {
        const char *edition = words_fill(&picture->arena, scene->words->edition, "year",
                                         picture_printf(picture, "%d", commitments->edition), NULL);
        source = source[0]
                     ? picture_printf(picture, "%s%s %s", source, scene->words->comma, edition)
                     : edition;
    }
    struct box box = frame_draw(scene, picture, scene_text(scene, &head->title),
                                text_own(&head->title_short, 0), scene_second(scene, &head->title),
                                source, head->example);
    struct page page = page_of(commitments, scene);
    int columns = picture->portrait ? 2 : 3;
    float width = box_column(box, 0, columns, (picture->portrait ? 3 : 4) * picture->unit).w;
    if (sentences_are_long(commitments, scene, picture, width)) {
        draw_beside(scene, picture, &page, box);
    } else {
        draw_under(scene, picture, &page, box);
    }
}

const struct slide_kind slide_commitments = {
    .record = { .name = "commitments",
                .size = sizeof(struct commitments_slide),
                .fields = fields,
                .title = "Engagements",
                .help = N_("Engagements et charte, avec leurs icônes et leur année.") },
    .pages = pages,
    .draw = draw,
};

/* Pages that speak to whoever stands there without having been asked: are you still there, the
 * cleaning, the alert, and the line under the slides that invites to touch. */
#include "kiosk/look.h"
#include "slides/slide.h"

static void draw_question(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                          float baseline)
{
    float unit = picture->unit;
    const struct look *look = &scene->look;
    const struct session *session = scene->session;
    int seconds = session_seconds(session, scene->view->now_ms);
    struct passage title = { .text = scene->words->still_there,
                             .style = { 6.2f, WEIGHT_BOLD, look->title_on_panel, ROLE_HERO },
                             .width = box.w,
                             .lines = 2,
                             .pitch = 1.1f,
                             .least = 0.6f };
    struct passage home = { .text = words_fill(
                                &picture->arena, scene->words->home_in, "time",
                                words_seconds(scene->words, seconds, &picture->arena), NULL),
                            .style = { 4.2f, WEIGHT_REGULAR, look->on_panel, ROLE_TEXT },
                            .width = box.w,
                            .lines = 2 };
    struct passage second = { .text = scene->other ? scene->other->still_there : NULL,
                              .style = { 3.2f, WEIGHT_REGULAR, look->soft_on_panel, ROLE_SECOND },
                              .width = box.w };
    float y = kiosk_add(scene, picture, &title, box.x, baseline);
    y = kiosk_add(scene, picture, &home, box.x, y + 8.8f * unit);
    kiosk_add(scene, picture, &second, box.x, y + 7.0f * unit);
}

static void draw_answer(struct kiosk_scene *scene, struct picture *picture, int target,
                        struct box box)
{
    struct button button = kiosk_button(scene, target);
    kiosk_draw_centred(scene, picture, box, 1.4f * picture->unit, &button, 4.6f);
}

static void forget_touch(struct picture *picture)
{
    size_t kept = 0;
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type != MARK_TOUCH) {
            picture->marks[kept++] = picture->marks[i];
        }
    }
    picture->count = kept;
}

/* The dialog is white in every colour of page, or black in high contrast. */
void kiosk_asking(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    struct kiosk_scene above = kiosk_scene_of(scene->view);
    struct look *look = &above.look;
    if (!look->contrast) {
        look->panel = look->ground = look->panel_line = WHITE;
    }
    forget_touch(picture); /* nothing under the dialog can be touched */
    picture_veil(picture, (struct box){ 0, 0, width, height },
                 look->contrast ? COLOR(0x000000) : BLEU, 224);
    struct box dialog = picture->portrait
                            ? box_centred((struct box){ 0, 0, width, height }, 86 * unit, 98 * unit)
                            : box_centred((struct box){ 0, 0, width, height }, 116 * unit,
                                          62 * unit);
    if (scene->lowered) {
        dialog.y = height - dialog.h - 9 * unit;
    }
    kiosk_draw_panel(&above, picture, dialog);
    int seconds = session_seconds(scene->session, scene->view->now_ms);
    float ring = dialog.y + 21.5f * unit;
    struct box text = { dialog.x + 41.6f * unit, 0, dialog.w - 46 * unit, 0 };
    struct box answers = { dialog.x + 7 * unit, box_bottom(dialog) - 21 * unit,
                           dialog.w - 14 * unit, 14 * unit };
    if (picture->portrait) {
        text = (struct box){ dialog.x + 7 * unit, 0, dialog.w - 14 * unit, 0 };
        kiosk_draw_countdown(&above, picture, dialog.x + dialog.w / 2, ring, seconds,
                             ASKING_SECONDS);
        draw_question(&above, picture, text, dialog.y + 48 * unit);
    } else {
        kiosk_draw_countdown(&above, picture, dialog.x + 21 * unit, ring, seconds, ASKING_SECONDS);
        draw_question(&above, picture, text, dialog.y + 14.8f * unit);
    }
    draw_answer(&above, picture, TARGET_LEAVE, box_column(answers, 0, 2, 2.9f * unit));
    draw_answer(&above, picture, TARGET_STAY, box_column(answers, 1, 2, 2.9f * unit));
}

void kiosk_cleaning(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, x = (float)picture->width / 2, y = (float)picture->height / 2;
    int seconds = session_seconds(scene->session, scene->view->now_ms);
    kiosk_fill_page(scene, picture, BLEU);
    struct kiosk_scene ring = *scene;
    ring.look.title_on_panel = scene->look.text;
    ring.look.contrast = true; /* the track of a dark page */
    picture_shape(picture, (struct box){ x - 6 * unit, y - 38 * unit, 12 * unit, 12 * unit },
                  "icons/spray", scene->look.line);
    kiosk_draw_countdown(&ring, picture, x, y - 6 * unit, seconds, CLEANING_SECONDS);
    struct passage title = { .text = scene->words->cleaning,
                             .style = { 6.4f, WEIGHT_BOLD, scene->look.title, ROLE_HERO },
                             .width = (float)picture->width - 14 * unit };
    struct passage when = { .text = words_fill(
                                &picture->arena, scene->words->touches_in, "time",
                                words_seconds(scene->words, seconds, &picture->arena), NULL),
                            .style = { 4.2f, WEIGHT_REGULAR, scene->look.text, ROLE_TEXT },
                            .width = (float)picture->width - 14 * unit,
                            .lines = 2 };
    picture_passage(picture, &title, ALIGN_CENTRE, x, y + 20 * unit);
    picture_passage(picture, &when, ALIGN_CENTRE, x, y + 28 * unit);
}

/* The slide of the hall's screens, in the visitor's language below the first, and a button. */
void kiosk_alert(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, height = (float)picture->height;
    const struct kiosk_view *view = scene->view;
    int targets[TARGETS_MAX];
    picture->ground = ALERT;
    if (view->alert) {
        struct scene slide = { .show = scene->show,
                               .moment = view->moment,
                               .words = &scene->show->languages[0],
                               .other = scene->language > 0 ? scene->words : scene->other,
                               .second = scene->language > 0 ? scene->language : scene->second,
                               .page = 0,
                               .pages = 1 };
        slide_draw(view->alert, &slide, picture);
    }
    if (session_targets(scene->session, view->world, targets) > 0) {
        struct button button = kiosk_button(scene, TARGET_PUT_ASIDE);
        button.filled = true;
        struct kiosk_scene on_red = *scene;
        on_red.look.ground = ALERT;
        on_red.look.fill = on_red.look.line = on_red.look.text = on_red.look.soft = WHITE;
        on_red.look.on_fill = INK;
        struct box box = { 7 * unit, height - 14.4f * unit, 39 * unit, 9.6f * unit };
        kiosk_draw_centred(&on_red, picture, box, unit, &button, 4.2f);
    }
}

void kiosk_rotation(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    const struct show *show = scene->show;
    int languages[LANGUAGES_MAX], count = session_languages(scene->view->world, languages);
    struct box band = { 0, height - 9.6f * unit, width, 9.6f * unit };
    const char *line = "";
    if (show->kiosk.choices.count == 0) {
        return;
    }
    picture_fill(picture, band, BLEU);
    picture_shape(picture, (struct box){ 7 * unit, band.y + 2.0f * unit, 5.6f * unit, 5.6f * unit },
                  "icons/hand-click", WHITE);
    struct passage first = { .text = scene->words->touch_screen,
                             .style = { 4.2f, WEIGHT_BOLD, WHITE, ROLE_TEXT },
                             .width = width - 22 * unit };
    for (int i = 1; i < count; i++) {
        line = picture_printf(picture, "%s%s%s", line, i > 1 ? "   ·   " : "",
                              show->languages[languages[i]].touch_screen);
    }
    struct passage others = { .text = line, .style = { 3.2f, WEIGHT_REGULAR, WHITE, ROLE_SECOND } };
    picture_pair(picture, &first, &others, 3.2f * unit, 15 * unit, band.y + 6.2f * unit);
}

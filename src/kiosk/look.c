/* The colours of a page follow from its ground: white, a zone's colour, or black for high contrast,
 * where everything that can be touched is yellow. */
#include "kiosk/look.h"

#include "base/bidi.h"

#include <string.h>

#define BLACK  COLOR(0x000000)
#define YELLOW COLOR(0xFFE500)

static struct look white_look(void)
{
    return (struct look){ .ground = WHITE,
                          .bar = BLEU_975,
                          .line = BLEU,
                          .title = BLEU,
                          .text = INK,
                          .soft = GREY_200,
                          .fill = BLEU,
                          .on_fill = WHITE,
                          .icon_on_fill = WHITE,
                          .panel = BLEU_975,
                          .on_panel = INK,
                          .soft_on_panel = GREY_200,
                          .title_on_panel = BLEU,
                          .panel_line = BLEU_975,
                          .border = 0.35f,
                          .edges = true };
}

static struct look black_look(void)
{
    return (struct look){ .ground = BLACK,
                          .bar = BLACK,
                          .line = YELLOW,
                          .title = YELLOW,
                          .text = WHITE,
                          .soft = WHITE,
                          .fill = YELLOW,
                          .on_fill = BLACK,
                          .icon_on_fill = BLACK,
                          .panel = BLACK,
                          .on_panel = WHITE,
                          .soft_on_panel = WHITE,
                          .title_on_panel = YELLOW,
                          .panel_line = WHITE,
                          .border = 0.6f,
                          .contrast = true };
}

static struct look coloured_look(struct color color)
{
    struct color text = color_on(color), inverse = color_on(text);
    return (struct look){ .ground = color,
                          .bar = color,
                          .line = text,
                          .title = text,
                          .text = text,
                          .soft = text,
                          .fill = text,
                          .on_fill = inverse,
                          .icon_on_fill = color_contrast(color, text) >= 3 ? color : inverse,
                          .panel = WHITE,
                          .on_panel = INK,
                          .soft_on_panel = GREY_200,
                          .title_on_panel = BLEU,
                          .panel_line = WHITE,
                          .border = 0.35f };
}

struct kiosk_scene kiosk_scene_of(const struct kiosk_view *view)
{
    const struct session *session = view->session;
    const struct show *show = view->world->show;
    struct kiosk_scene scene = { .view = view,
                                 .session = session,
                                 .show = show,
                                 .choice = session_choice(session, view->world),
                                 .words = &show->languages[session->language],
                                 .language = session->language,
                                 .second = session->language > 0 ? 0 : -1,
                                 .larger = session->larger,
                                 .lowered = session->lowered,
                                 .look = session->contrast ? black_look() : white_look() };
    for (int i = 1; scene.language == 0 && scene.second < 0 && i < show->language_count; i++) {
        scene.second = show->kiosk.languages & 1u << i ? i : -1;
    }
    scene.second = scene.larger ? -1 : scene.second;
    scene.other = scene.second >= 0 ? &show->languages[scene.second] : NULL;
    scene.rtl = bidi_is_rtl(scene.words->name);
    return scene;
}

void kiosk_fill_page(struct kiosk_scene *scene, struct picture *picture, struct color color)
{
    if (!scene->look.contrast) {
        scene->look = coloured_look(color);
    }
    picture->ground = scene->look.ground;
}

const char *kiosk_text(const struct kiosk_scene *scene, const struct text *text)
{
    return text_in(text, scene->language);
}

const char *kiosk_second(const struct kiosk_scene *scene, const struct text *text)
{
    const char *second = text_own(text, scene->second);
    return second && strcmp(second, kiosk_text(scene, text)) != 0 ? second : NULL;
}

const char *kiosk_short(const struct kiosk_scene *scene, const struct kiosk_choice *choice)
{
    return text_own(&choice->label_short, scene->language);
}

float kiosk_put(const struct kiosk_scene *scene, struct picture *picture,
                const struct setting *setting, float x, float baseline)
{
    return scene->rtl && !setting->rtl
               ? picture_setting(picture, setting, ALIGN_RIGHT, x + setting->room, baseline)
               : picture_setting(picture, setting, ALIGN_LEFT, x, baseline);
}

float kiosk_add(const struct kiosk_scene *scene, struct picture *picture,
                const struct passage *passage, float x, float baseline)
{
    struct setting setting = passage_set(picture, passage);
    return kiosk_put(scene, picture, &setting, x, baseline);
}

float kiosk_size(const struct kiosk_scene *scene, float size)
{
    return scene->larger ? size * 1.2f : size;
}

/* Target, icon, and where its words are in a language. */
static const struct named_button {
    int target;
    const char *icon;
    size_t label, shorter;
} named[] = {
    { TARGET_BACK, "icons/arrow-left", offsetof(struct language, back), 0 },
    { TARGET_FINISH, "icons/home", offsetof(struct language, finish), 0 },
    { TARGET_LARGER, "icons/text-size", offsetof(struct language, larger_text), 0 },
    { TARGET_CONTRAST, "icons/contrast", offsetof(struct language, contrast), 0 },
    { TARGET_LOWERED, "icons/arrow-bar-to-down", offsetof(struct language, lower_buttons), 0 },
    { TARGET_ALOUD, "icons/volume", offsetof(struct language, read_aloud),
      offsetof(struct language, read_aloud_short) },
    { TARGET_LOUDER, "icons/plus", offsetof(struct language, louder), 0 },
    { TARGET_SOFTER, "icons/minus", offsetof(struct language, softer), 0 },
    { TARGET_ACCESS, "icons/accessible", offsetof(struct language, access),
      offsetof(struct language, access_short) },
    { TARGET_MORE_LANGUAGES, "icons/world", offsetof(struct language, more_languages), 0 },
    { TARGET_PLAN, "icons/map-2", offsetof(struct language, plan), 0 },
    { TARGET_DOCUMENTS, "icons/list-check", offsetof(struct language, documents),
      offsetof(struct language, documents_short) },
    { TARGET_PUT_ASIDE, NULL, offsetof(struct language, put_aside), 0 },
    { TARGET_LEAVE, NULL, offsetof(struct language, finish), 0 },
    { TARGET_STAY, NULL, offsetof(struct language, go_on), 0 },
};

static const char *word_at(const struct language *words, size_t offset)
{
    return words && offset ? *(const char *const *)(const void *)((const char *)words + offset)
                           : NULL;
}

static bool is_on(const struct session *session, int target)
{
    return (target == TARGET_LARGER && session->larger) ||
           (target == TARGET_CONTRAST && session->contrast) ||
           (target == TARGET_LOWERED && session->lowered) ||
           (target == TARGET_ALOUD && session->aloud);
}

static struct button language_button(const struct kiosk_scene *scene, int index)
{
    return (struct button){ .target = TARGET_LANGUAGE + index,
                            .label = scene->show->languages[index].name,
                            .on = index == scene->language };
}

struct button kiosk_button(const struct kiosk_scene *scene, int target)
{
    if (target >= TARGET_LANGUAGE) {
        return language_button(scene, target - TARGET_LANGUAGE);
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (named[i].target == target) {
            return (struct button){
                .target = target,
                .icon = named[i].icon,
                .label = word_at(scene->words, named[i].label),
                .shorter = word_at(scene->words, named[i].shorter),
                .second = word_at(scene->other, named[i].label),
                .second_shorter = word_at(scene->other, named[i].shorter),
                .on = is_on(scene->session, target),
                .filled = target == TARGET_FINISH || target == TARGET_STAY,
            };
        }
    }
    return (struct button){ .target = target, .label = "" };
}

/* Every page that a content folder can lead to, for the export and for what is checked on each. */
#include "kiosk/kiosk.h"

struct visiting {
    const struct kiosk_world *world;
    struct session session;
    kiosk_visit *visit;
    void *context;
    struct arena arena;
};

static void visit_page(struct visiting *visiting, enum kiosk_page page)
{
    const struct kiosk_choice *choice = session_choice(&visiting->session, visiting->world);
    const char *name = kiosk_page_name(page);
    if (choice && page != PAGE_ACCESS) {
        name = arena_printf(&visiting->arena, "%s-%s", name, choice->id);
    }
    visiting->session.page = page;
    visiting->visit(visiting->context, name, &visiting->session);
}

static void visit_choice(struct visiting *visiting)
{
    const struct kiosk_choice *choice = session_choice(&visiting->session, visiting->world);
    switch (kiosk_choice_kind(choice)) {
    case CHOICE_ZONE:
        visit_page(visiting, PAGE_RESULT);
        if (choice->documents.count > 0) {
            visit_page(visiting, PAGE_DOCUMENTS);
        }
        if (session_trip(&visiting->session, visiting->world).legs > 0) {
            visit_page(visiting, PAGE_PLAN);
        }
        break;
    case CHOICE_ELSEWHERE:
        visit_page(visiting, PAGE_ANSWER);
        break;
    case CHOICE_LIST:
        visit_page(visiting, PAGE_LIST);
        for (int i = 0; i < (int)choice->choices.count; i++) {
            visiting->session.inner = i;
            visit_choice(visiting);
        }
        visiting->session.inner = -1;
        break;
    }
}

static void visit_settings(struct visiting *visiting)
{
    int languages[LANGUAGES_MAX];
    visiting->session.choice = -1;
    visiting->session.before = PAGE_HOME;
    visit_page(visiting, PAGE_ACCESS);
    if (session_languages(visiting->world, languages) > HOME_LANGUAGES) {
        visit_page(visiting, PAGE_LANGUAGES);
    }
    visit_page(visiting, PAGE_CLEANING);
    if (visiting->world->alert) {
        visit_page(visiting, PAGE_ALERT);
    }
    visiting->session.page = PAGE_HOME;
    visiting->session.asking = true;
    visiting->visit(visiting->context, "asking", &visiting->session);
}

void kiosk_each_page(const struct kiosk_world *world, const struct session *settings,
                     kiosk_visit *visit, void *context)
{
    struct visiting visiting = {
        .world = world, .session = *settings, .visit = visit, .context = context
    };
    visiting.session.choice = visiting.session.inner = -1;
    if (world->show->kiosk.choices.count == 0) {
        return;
    }
    visit_page(&visiting, PAGE_HOME);
    for (int i = 0; i < (int)world->show->kiosk.choices.count; i++) {
        visiting.session.choice = i;
        visiting.session.inner = -1;
        visit_choice(&visiting);
    }
    visit_settings(&visiting);
    arena_finish(&visiting.arena);
}

/* What can be touched on each page, in reading order: that order is also the order of the keyboard,
 * and the pages put their touch areas down in it. */
#include "kiosk/session.h"

struct targets {
    int *items, count;
};

static void put(struct targets *targets, int target)
{
    if (targets->count < TARGETS_MAX) {
        targets->items[targets->count++] = target;
    }
}

static void put_if(struct targets *targets, bool condition, int target)
{
    if (condition) {
        put(targets, target);
    }
}

int session_languages(const struct kiosk_world *world, int languages[LANGUAGES_MAX])
{
    int count = 0;
    for (int i = 0; i < world->show->language_count; i++) {
        if (i == 0 || world->show->kiosk.languages & 1u << i) {
            languages[count++] = i;
        }
    }
    return count;
}

const struct kiosk_choice *session_choice(const struct session *session,
                                          const struct kiosk_world *world)
{
    return kiosk_choice_at(&world->show->kiosk, session->choice, session->inner);
}

struct plan_trip session_trip(const struct session *session, const struct kiosk_world *world)
{
    const struct kiosk_choice *choice = session_choice(session, world);
    const struct show *show = world->show;
    return choice && choice->zone
               ? plan_trip(&show->plan, &show->screen.here, choice->zone->letter, session->lowered)
               : (struct plan_trip){ 0 };
}

static void put_languages(struct targets *targets, const struct kiosk_world *world, int most)
{
    int languages[LANGUAGES_MAX], count = session_languages(world, languages);
    bool more = count > most;
    for (int i = 0; i < (more ? most - 1 : count) && count > 1; i++) {
        put(targets, TARGET_LANGUAGE + languages[i]);
    }
    put_if(targets, more, TARGET_MORE_LANGUAGES);
}

static void put_choices(struct targets *targets, const struct list *choices)
{
    for (int i = 0; i < (int)choices->count; i++) {
        put(targets, TARGET_CHOICE + i);
    }
}

static void put_home(struct targets *targets, const struct session *session,
                     const struct kiosk_world *world)
{
    if (!session->lowered) {
        put_languages(targets, world, HOME_LANGUAGES);
    }
    put_choices(targets, &world->show->kiosk.choices);
    if (session->lowered) {
        put_languages(targets, world, HOME_LANGUAGES);
    }
    put(targets, TARGET_LARGER);
    put(targets, TARGET_CONTRAST);
    put(targets, TARGET_LOWERED);
    put_if(targets, world->speech, TARGET_ALOUD);
}

/* The row of buttons at the foot of the pages after home. */
static void put_foot(struct targets *targets, const struct kiosk_world *world, bool plan,
                     bool documents)
{
    put(targets, TARGET_BACK);
    put_if(targets, world->speech, TARGET_ALOUD);
    put(targets, TARGET_ACCESS);
    put_if(targets, plan, TARGET_PLAN);
    put_if(targets, documents, TARGET_DOCUMENTS);
    put(targets, TARGET_FINISH);
}

/* The plan itself can be touched; where it would be too high, a button at the foot does. */
static void put_result(struct targets *targets, const struct session *session,
                       const struct kiosk_world *world)
{
    const struct kiosk_choice *choice = session_choice(session, world);
    bool plan = session_trip(session, world).legs > 0;
    put_if(targets, plan && !session->lowered, TARGET_PLAN);
    put_foot(targets, world, plan && session->lowered, choice && choice->documents.count > 0);
}

static void put_access(struct targets *targets, const struct session *session,
                       const struct kiosk_world *world)
{
    put_languages(targets, world, LANGUAGES_MAX);
    put(targets, TARGET_LARGER);
    put(targets, TARGET_CONTRAST);
    put(targets, TARGET_LOWERED);
    put_if(targets, world->speech, TARGET_ALOUD);
    put_if(targets, world->speech && session->aloud, TARGET_SOFTER);
    put_if(targets, world->speech && session->aloud, TARGET_LOUDER);
    put(targets, TARGET_BACK);
    put(targets, TARGET_FINISH);
}

static void put_page(struct targets *targets, const struct session *session,
                     const struct kiosk_world *world)
{
    const struct kiosk_choice *choice;
    switch (session->page) {
    case PAGE_HOME:
        put_home(targets, session, world);
        break;
    case PAGE_LIST:
        choice = kiosk_choice_at(&world->show->kiosk, session->choice, -1);
        if (choice) {
            put_choices(targets, &choice->choices);
        }
        put_foot(targets, world, false, false);
        break;
    case PAGE_RESULT:
        put_result(targets, session, world);
        break;
    case PAGE_DOCUMENTS:
    case PAGE_ANSWER:
    case PAGE_PLAN:
        put_foot(targets, world, false, false);
        break;
    case PAGE_LANGUAGES:
        put_languages(targets, world, LANGUAGES_MAX);
        put(targets, TARGET_BACK);
        put(targets, TARGET_FINISH);
        break;
    case PAGE_ACCESS:
        put_access(targets, session, world);
        break;
    case PAGE_ALERT:
        put_if(targets, !world->closed && world->show->kiosk.choices.count > 0, TARGET_PUT_ASIDE);
        break;
    case PAGE_ROTATION:
    case PAGE_CLEANING:
    case PAGE_COUNT:
        break;
    }
}

int session_targets(const struct session *session, const struct kiosk_world *world,
                    int targets[TARGETS_MAX])
{
    struct targets list = { targets, 0 };
    if (session->asking) {
        put(&list, TARGET_LEAVE);
        put(&list, TARGET_STAY);
    } else {
        put_page(&list, session, world);
    }
    return list.count;
}

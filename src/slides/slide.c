/* The registry of slide kinds, alphabetical, and what all kinds share. */
#include "slides/slide.h"

extern const struct slide_kind slide_actions, slide_alert, slide_busy, slide_commitments,
    slide_hours, slide_indicators, slide_links, slide_notice, slide_orientation, slide_survey;

const struct slide_kind *const slide_kinds[] = {
    &slide_actions,     &slide_alert,      &slide_busy,  &slide_commitments,
    &slide_hours,       &slide_indicators, &slide_links, &slide_notice,
    &slide_orientation, &slide_survey,     NULL,
};

const struct record *const slide_records[] = {
    &slide_actions.record,
    &slide_alert.record,
    &slide_busy.record,
    &slide_commitments.record,
    &slide_hours.record,
    &slide_indicators.record,
    &slide_links.record,
    &slide_notice.record,
    &slide_orientation.record,
    &slide_survey.record,
    NULL,
};

enum { BASE_MS = 4000, WORD_MS = 400, QR_MS = 3000, SHORTEST_MS = 12000, LONGEST_MS = 30000 };

const struct slide_kind *slide_kind_of(const struct slide *slide)
{
    return (const struct slide_kind *)slide->kind;
}

int slide_pages(const struct slide *slide, const struct show *show)
{
    const struct slide_kind *kind = slide_kind_of(slide);
    return kind->pages ? kind->pages(slide->head, show) : 1;
}

int slide_words(const struct slide *slide, const struct show *show)
{
    int pages = slide_pages(slide, show);
    return (slide->words + pages - 1) / (pages > 0 ? pages : 1);
}

int slide_reading_ms(const struct slide *slide, const struct show *show)
{
    const struct slide_kind *kind = slide_kind_of(slide);
    int codes = kind->qr_codes ? kind->qr_codes(slide->head) : 0;
    return BASE_MS + WORD_MS * (kind->words + slide_words(slide, show)) + QR_MS * codes;
}

int slide_duration_ms(const struct slide *slide, const struct show *show)
{
    int duration = slide_reading_ms(slide, show);
    return duration < SHORTEST_MS ? SHORTEST_MS : duration > LONGEST_MS ? LONGEST_MS : duration;
}

void slide_draw(const struct slide *slide, const struct scene *scene, struct picture *picture)
{
    slide_kind_of(slide)->draw(slide->head, scene, picture);
}

const char *scene_text(const struct scene *scene, const struct text *text)
{
    (void)scene;
    return text_in(text, 0);
}

const char *scene_second(const struct scene *scene, const struct text *text)
{
    return text_own(text, scene->second);
}

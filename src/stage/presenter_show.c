/* Frames on their way to the screen: whole, by their damage, or mixed while one fades into the
 * next. */
#include "stage/presenter_parts.h"

#include "render/raster.h"

static struct damage whole(const SDL_Surface *frame)
{
    return (struct damage){ .rects = { { 0, 0, frame->w, frame->h } }, .count = 1 };
}

static bool is_frame(const SDL_Surface *surface, int width, int height)
{
    return surface && surface->format->format == SDL_PIXELFORMAT_RGB888 && surface->w == width &&
           surface->h == height;
}

/* What is on the screen, as frames are. */
struct front {
    SDL_Surface *surface; /* the window's own, or the shadow when that is turned or of another
                             format */
    bool fresh;           /* it holds no frame yet: SDL makes another when the window changes */
};

/* Returns false after logging. The window's surface is known again by its userdata. */
static bool find_front(struct presenter *presenter, struct front *front)
{
    struct turn turn = presenter_panel(presenter);
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return presenter_fail("cannot draw into the window");
    }
    presenter->blank = presenter->blank || window->userdata != presenter;
    window->userdata = presenter;
    *front = (struct front){ window, presenter->blank };
    if (turn.degrees == 0 && is_frame(window, window->w, window->h)) {
        return true;
    }
    if (!is_frame(presenter->shadow, turn.width, turn.height)) {
        SDL_FreeSurface(presenter->shadow);
        presenter->shadow = raster_surface(turn.width, turn.height);
        presenter->blank = front->fresh = true;
    }
    front->surface = presenter->shadow;
    return front->surface != NULL;
}

/* Copies those rectangles from one surface to the other. */
static bool copy(SDL_Surface *from, SDL_Surface *to, const struct damage *damage)
{
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect place = damage->rects[i];
        if (SDL_BlitSurface(from, &damage->rects[i], to, &place) != 0) {
            return presenter_fail("cannot copy the frame");
        }
    }
    return true;
}

/* Brings the shadow into the window. */
static bool copy_shadow(const struct turn *turn, SDL_Surface *shadow, SDL_Surface *window,
                        const struct damage *damage)
{
    if (turn->degrees == 0) {
        return copy(shadow, window, damage);
    }
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect rect = damage->rects[i];
        turn_copy(turn, shadow, rect, rect.x, rect.y, window);
    }
    return true;
}

static bool send(struct presenter *presenter, SDL_Surface *front, const struct damage *damage)
{
    struct turn turn = presenter_panel(presenter);
    struct damage turned = { .count = damage->count };
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return presenter_fail("cannot draw into the window");
    }
    if (front != window && !copy_shadow(&turn, front, window, damage)) {
        return false;
    }
    for (int i = 0; i < damage->count; i++) {
        turned.rects[i] = turn_rect(&turn, damage->rects[i]);
    }
    if (SDL_UpdateWindowSurfaceRects(presenter->window, turned.rects, turned.count) != 0) {
        return presenter_fail("cannot show the frame");
    }
    presenter->stats.presents++;
    presenter->stats.pixels += (unsigned long)damage_area(damage);
    return true;
}

bool presenter_render(struct presenter *presenter, unsigned amount)
{
    struct turn turn = presenter_panel(presenter);
    struct presenter_stats *stats = &presenter->stats;
    unsigned long complaints = presenter->complaints;
    presenter->amount = amount == 256 ? 0 : amount;
    stats->presents++;
    bool good = gpu_render(&presenter->gpu, &turn, amount);
    bool refused = presenter->complaints != complaints;
    stats->refused += refused;
    stats->refused_in_a_row = refused ? stats->refused_in_a_row + 1 : 0;
    return good;
}

/* Half of the screen or more goes to the GPU as a whole. */
static bool show_rendered(struct presenter *presenter, const SDL_Surface *frame,
                          const struct damage *damage)
{
    bool parts = damage && damage_area(damage) < (long)frame->w * frame->h / 2, good = true;
    for (int i = 0; parts && good && i < damage->count; i++) {
        good = gpu_upload(&presenter->gpu, false, frame, &damage->rects[i]);
    }
    if (!parts) {
        good = gpu_upload(&presenter->gpu, false, frame, NULL);
        presenter->stats.uploads++;
    }
    return good && presenter_render(presenter, 0);
}

bool presenter_compare(struct presenter *presenter, SDL_Surface *frame, struct damage *out)
{
    struct front front = { .fresh = true };
    bool good = presenter->gpu.renderer || find_front(presenter, &front);
    if (good && !front.fresh && is_frame(frame, front.surface->w, front.surface->h)) {
        damage_find(front.surface, frame, out);
    } else {
        *out = whole(frame);
    }
    return good;
}

bool presenter_show(struct presenter *presenter, SDL_Surface *frame, const struct damage *damage)
{
    struct front front;
    const struct damage all = whole(frame), *what = damage ? damage : &all;
    if (what->count == 0) {
        return true;
    }
    if (presenter->gpu.renderer) {
        return show_rendered(presenter, frame, damage);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    what = front.fresh ? &all : what;
    presenter->blank = false;
    return copy(frame, front.surface, what) && send(presenter, front.surface, what);
}

bool presenter_start_fade(struct presenter *presenter, SDL_Surface *to, const struct damage *damage)
{
    struct front front;
    presenter->damage = *damage;
    fade_finish(&presenter->fade);
    presenter->fade.to = to;
    if (presenter->gpu.renderer) {
        presenter->stats.uploads++;
        return gpu_upload(&presenter->gpu, true, to, NULL);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    if (!front.fresh && is_frame(to, front.surface->w, front.surface->h)) {
        fade_start(&presenter->fade, front.surface, to, damage);
    }
    return true;
}

bool presenter_fade(struct presenter *presenter, unsigned amount)
{
    struct fade *fade = &presenter->fade;
    struct front front;
    if (presenter->gpu.renderer) {
        return presenter_render(presenter, amount);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    SDL_Surface *to = fade->to;
    bool prepared = !front.fresh && fade->stretches &&
                    is_frame(to, front.surface->w, front.surface->h);
    if (prepared) {
        fade_mix(fade, front.surface, amount);
        presenter->stats.blended += fade->pixels;
    }
    if (amount == 256) {
        fade_finish(fade);
    }
    if (prepared) {
        return send(presenter, front.surface, &presenter->damage);
    }
    return amount < 256 || presenter_show(presenter, to, NULL);
}

bool presenter_refresh(struct presenter *presenter, bool *lost)
{
    struct front front;
    *lost = true;
    if (presenter->gpu.renderer) {
        struct turn turn = presenter_panel(presenter);
        return gpu_resize(&presenter->gpu, &turn);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    struct damage all = whole(front.surface);
    *lost = front.fresh;
    return *lost || send(presenter, front.surface, &all);
}

/* One table says how large each role must be. Contrast is taken between a text and the topmost
 * opaque mark under each of a few points of its capitals, the worst of them counts; what is only
 * drawn with lines (icons, paths) is no ground, and over a photograph nothing is claimed. */
#include "picture/audit.h"

#include "picture/qr.h"

#include <math.h>
#include <string.h>

enum { VERSION_MAX = 6 };

static const double ROUNDING = 0.99; /* sizes are whole pixels */

static const struct {
    double per_metre, least_mm, share; /* capitals in mm; of the viewing distance */
} sizes[2][ROLE_COUNT] = {
    {
        [ROLE_DETAIL] = { 2.9, 4.5, 0.6 },
        [ROLE_TEXT] = { 2.9, 4.5, 1 },
        [ROLE_HERO] = { 12.2, 4.5, 1 },
        [ROLE_SECOND] = { 2.9, 4.5, 1 },
        [ROLE_SIGN] = { 2.9, 15, 1 },
    },
    {
        [ROLE_DETAIL] = { 12.2, 4.5, 0.6 },
        [ROLE_TEXT] = { 12.2, 4.5, 1 },
        [ROLE_HERO] = { 12.2, 4.5, 1 },
        [ROLE_SECOND] = { 12.2, 4.5, 1 },
        [ROLE_SIGN] = { 12.2, 15, 1 },
    },
};

double audit_capital_mm(enum role role, const struct audit_view *view)
{
    double metres = (double)view->distance_mm / 1000 * sizes[view->touch][role].share;
    return fmax(sizes[view->touch][role].per_metre * metres, sizes[view->touch][role].least_mm);
}

double audit_reach_m(enum role role, bool touch, double capital_mm)
{
    return capital_mm / sizes[touch][role].per_metre / sizes[touch][role].share;
}

double audit_code_mm(int modules, const struct audit_view *view)
{
    double metres = (double)view->distance_mm / 1000 * (view->touch ? 1 : 0.5);
    return fmax(100 * metres, 2 * modules * metres);
}

static bool is_known(const struct audit_view *view)
{
    return view->width_mm > 0 && view->height_mm > 0 && view->distance_mm > 0;
}

/* What is walked, and who is told. */
struct walk {
    const struct picture *picture;
    const struct audit_view *view;
    audit_tell *tell;
    void *context;
};

static void found(const struct walk *walk, enum audit_rule rule, const struct mark *mark, double is,
                  double least)
{
    walk->tell(walk->context,
               &(struct audit_finding){
                   .rule = rule, .mark = mark, .origin = mark->origin, .is = is, .least = least });
}

/* Of a text that is cut, too small and shrunk the gravest is told. */
static void audit_size(const struct walk *walk, const struct mark *mark)
{
    const struct audit_view *view = walk->view;
    double mm = (double)view->height_mm / walk->picture->height;
    double capital = (double)FONT_CAP * mark->size_px * mm;
    if (mark->fit == FIT_CUT) {
        found(walk, AUDIT_CUT, mark, 0, 0);
    } else if (is_known(view) && capital < audit_capital_mm(mark->role, view) * ROUNDING) {
        found(walk, AUDIT_SMALL, mark, capital, audit_capital_mm(mark->role, view));
    } else if (mark->fit == FIT_SHRUNK && !mark->led && mark->size_px < mark->wanted_px) {
        found(walk, AUDIT_SHRUNK, mark, (double)mark->size_px / mark->wanted_px, 1);
    }
}

/* Where the letters of a text stand, from the top of the capitals to the baseline. */
static struct rect letters_of(const struct mark *mark)
{
    float capital = FONT_CAP * (float)mark->size_px;
    int top = mark->box.y + (int)(ceilf(FONT_ASCENT * (float)mark->size_px) - capital);
    return (struct rect){ mark->box.x, top, mark->box.w, (int)capital };
}

static void audit_place(const struct walk *walk, const struct mark *mark)
{
    const struct picture *picture = walk->picture;
    struct rect letters = letters_of(mark);
    int beyond[] = { -mark->box.x, mark->box.x + mark->box.w - picture->width, -letters.y,
                     letters.y + letters.h - picture->height };
    int most = 0;
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        most = beyond[i] > most ? beyond[i] : most;
    }
    int below = letters.y + letters.h - picture->foot;
    bool framed = mark < picture->marks + picture->framed; /* the foot's own texts */
    if (most > 0) {
        found(walk, AUDIT_OUTSIDE, mark, most, 0);
    } else if (picture->foot > 0 && !framed && below > 0) {
        found(walk, AUDIT_FOOT, mark, below, 0);
    }
}

static int shared(int a, int a_size, int b, int b_size)
{
    int from = a > b ? a : b, to = a + a_size < b + b_size ? a + a_size : b + b_size;
    return to - from;
}

/* A pixel or two is rounding. */
static void audit_overlap(const struct walk *walk, const struct mark *mark)
{
    struct rect mine = letters_of(mark);
    for (const struct mark *other = walk->picture->marks; other < mark; other++) {
        struct rect its = letters_of(other);
        int across = shared(mine.x, mine.w, its.x, its.w);
        int down = shared(mine.y, mine.h, its.y, its.h);
        if (other->type == MARK_TEXT && across > 2 && down > 2) {
            found(walk, AUDIT_OVERLAP, mark, across < down ? across : down, 0);
        }
    }
}

/* WCAG 2.2 "large scale": 18 pt, or 14 pt bold, which a CSS pixel of 0.0213 degrees makes an em of
 * 8.9 and 6.9 mm per metre. A screen of unknown size counts as 55 inches at 4 m. */
static bool is_large(const struct walk *walk, const struct mark *mark)
{
    double em = 6.85 / 4 * mark->size_px / (double)walk->picture->unit;
    if (is_known(walk->view)) {
        em = 1000.0 * mark->size_px * (double)walk->view->height_mm / walk->picture->height /
             (double)walk->view->distance_mm;
    }
    return em >= (mark->weight == WEIGHT_BOLD ? 6.9 : 8.9);
}

static bool in_corner(const struct mark *mark, float x, float y)
{
    float r = (float)mark->radius;
    float left = x - (float)mark->box.x, top = y - (float)mark->box.y;
    float right = (float)mark->box.w - left, bottom = (float)mark->box.h - top;
    float dx = r - fminf(left, right), dy = r - fminf(top, bottom);
    return dx > 0 && dy > 0 && dx * dx + dy * dy > r * r;
}

enum cover { COVER_NONE, COVER_COLOR, COVER_UNKNOWN };

/* Returns what the mark puts at a point, and its colour. */
static enum cover cover_at(const struct mark *mark, float x, float y, struct color *color)
{
    if (x < (float)mark->box.x || x >= (float)(mark->box.x + mark->box.w) ||
        y < (float)mark->box.y || y >= (float)(mark->box.y + mark->box.h)) {
        return COVER_NONE;
    }
    *color = mark->color;
    switch (mark->type) {
    case MARK_FILL:
        return COVER_COLOR;
    case MARK_ROUND:
        return in_corner(mark, x, y) ? COVER_NONE : COVER_COLOR;
    case MARK_SHAPE:
        return strncmp(mark->text, "shapes/", 7) == 0 ? COVER_COLOR : COVER_NONE;
    case MARK_IMAGE:
        return in_corner(mark, x, y) ? COVER_NONE : COVER_UNKNOWN;
    case MARK_QR:
        return COVER_UNKNOWN;
    default:
        return COVER_NONE;
    }
}

/* Returns the contrast of the text's colour with what lies under a point, 21 when unknown. */
static double contrast_at(const struct picture *picture, const struct mark *text, float x, float y)
{
    struct color ground = picture->ground;
    enum cover cover = COVER_NONE;
    for (const struct mark *mark = text; mark > picture->marks && cover == COVER_NONE;) {
        mark--;
        cover = cover_at(mark, x, y, &ground);
    }
    if (cover == COVER_NONE) {
        ground = picture->ground;
    }
    return cover == COVER_UNKNOWN ? 21 : color_contrast(text->color, ground);
}

static void audit_contrast(const struct walk *walk, const struct mark *mark)
{
    static const float across[] = { 0.05f, 0.3f, 0.5f, 0.7f, 0.95f }, down[] = { 0.2f, 0.8f };
    struct rect letters = letters_of(mark);
    double least = is_large(walk, mark) ? 3 : 4.5, worst = 21;
    for (size_t i = 0; i < sizeof across / sizeof *across; i++) {
        for (size_t j = 0; j < sizeof down / sizeof *down; j++) {
            float x = (float)letters.x + across[i] * (float)letters.w;
            float y = (float)letters.y + down[j] * (float)letters.h;
            double contrast = contrast_at(walk->picture, mark, x, y);
            worst = fmin(worst, contrast);
        }
    }
    if (worst < least) {
        found(walk, AUDIT_CONTRAST, mark, worst, least);
    }
}

/* The raster gives each module as many whole pixels as fit. */
static void audit_code(const struct walk *walk, const struct mark *mark)
{
    const struct picture *picture = walk->picture;
    int modules = qr_modules(mark->version);
    int side = mark->box.w < mark->box.h ? mark->box.w : mark->box.h;
    double mm = fmin((double)walk->view->width_mm / picture->width,
                     (double)walk->view->height_mm / picture->height);
    double symbol = side / modules * modules * mm, least = audit_code_mm(modules, walk->view);
    if (mark->version > VERSION_MAX) {
        found(walk, AUDIT_QR_DENSE, mark, mark->version, VERSION_MAX);
    }
    if (is_known(walk->view) && symbol < least * ROUNDING) {
        found(walk, AUDIT_QR_SMALL, mark, symbol, least);
    }
}

void audit_picture(const struct picture *picture, const struct audit_view *view, audit_tell *tell,
                   void *context)
{
    const struct walk walk = { picture, view, tell, context };
    for (size_t i = 0; i < picture->count; i++) {
        const struct mark *mark = &picture->marks[i];
        if (mark->type == MARK_TEXT) {
            audit_size(&walk, mark);
            audit_place(&walk, mark);
            audit_overlap(&walk, mark);
            audit_contrast(&walk, mark);
        } else if (mark->type == MARK_QR) {
            audit_code(&walk, mark);
        }
    }
    for (int i = 0; i < picture->lost_count; i++) {
        tell(context, &(struct audit_finding){ .rule = AUDIT_DROPPED, .origin = picture->lost[i] });
    }
}

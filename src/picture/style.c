/* Relative luminance and contrast follow WCAG 2.2, definitions "relative luminance" and "contrast
 * ratio". */
#include "picture/style.h"

struct style style_in(struct style style, struct color color)
{
    style.color = color;
    return style;
}

struct style style_sized(struct style style, float size)
{
    style.size = size;
    return style;
}

struct style style_weighted(struct style style, enum weight weight)
{
    style.weight = weight;
    return style;
}

static double luminance(struct color color)
{
    return 0.2126 * color_linear(color.r) + 0.7152 * color_linear(color.g) +
           0.0722 * color_linear(color.b);
}

double color_contrast(struct color a, struct color b)
{
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

struct color color_on(struct color ground)
{
    return color_contrast(WHITE, ground) >= 4.5 ? WHITE : INK;
}

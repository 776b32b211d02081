/* Three steps: sRGB to linear light, where a missing cone is simulated by one matrix; to L*a*b*;
 * and there the CIEDE2000 formula, step by step as numbered by Sharma, Wu & Dalal. */
#include "base/difference.h"

#include <math.h>
#include <stdbool.h>

static const double PI = 3.14159265358979323846;

static const double machado[VISION_COUNT][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 },
      { -0.078411, 0.930809, 0.147602 },
      { 0.004733, 0.691367, 0.303900 } },
};

static double squared(double x)
{
    return x * x;
}

static double to_seventh(double x)
{
    return x * squared(x) * squared(x) * squared(x);
}

static double radians(double degrees)
{
    return degrees * PI / 180;
}

/* Hue angle in degrees, 0 for a grey. */
static double hue(double a, double b)
{
    double angle = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / PI;
    return angle < 0 ? angle + 360 : angle;
}

/* Steps 8 and 10: the difference of two hues on the shorter way round, in degrees. */
static double hue_difference(double from, double to)
{
    double turn = to - from;
    return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

/* Step 14: the hue in the middle, where one of the colours is grey that of the other. */
static double hue_mean(double x, double y, bool grey)
{
    if (grey) {
        return x + y;
    }
    double sum = x + y;
    if (fabs(x - y) > 180) {
        sum += sum < 360 ? 360 : -360;
    }
    return sum / 2;
}

/* A chroma's part in the correction of neutral and of blue colours. */
static double seventh_part(double chroma)
{
    return sqrt(to_seventh(chroma) / (to_seventh(chroma) + to_seventh(25)));
}

double difference_lab(struct lab x, struct lab y)
{
    double grow = 1.5 - 0.5 * seventh_part((hypot(x.a, x.b) + hypot(y.a, y.b)) / 2);
    double ax = x.a * grow, ay = y.a * grow;
    double cx = hypot(ax, x.b), cy = hypot(ay, y.b);
    double hx = hue(ax, x.b), hy = hue(ay, y.b);
    bool grey = cx * cy == 0;
    double light = y.l - x.l, chroma = cy - cx;
    double turn = grey ? 0 : hue_difference(hx, hy);
    double colour = 2 * sqrt(cx * cy) * sin(radians(turn / 2));
    double l = (x.l + y.l) / 2, c = (cx + cy) / 2, h = hue_mean(hx, hy, grey);
    double t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) +
               0.32 * cos(radians(3 * h + 6)) - 0.20 * cos(radians(4 * h - 63));
    double sl = 1 + 0.015 * squared(l - 50) / sqrt(20 + squared(l - 50));
    double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    double blue = -sin(radians(60 * exp(-squared((h - 275) / 25)))) * 2 * seventh_part(c);
    return sqrt(squared(light / sl) + squared(chroma / sc) + squared(colour / sh) +
                blue * chroma / sc * colour / sh);
}

static double lab_curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

struct lab difference_seen(struct color color, enum vision vision)
{
    const double rgb[3] = { color_linear(color.r), color_linear(color.g), color_linear(color.b) };
    double seen[3];
    for (int i = 0; i < 3; i++) {
        const double *row = machado[vision][i];
        double light = row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2];
        seen[i] = light < 0 ? 0 : light > 1 ? 1 : light;
    }
    double x = 0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2];
    double y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2];
    double z = 0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2];
    double fx = lab_curve(x / 0.95047), fy = lab_curve(y), fz = lab_curve(z / 1.08883);
    return (struct lab){ 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz) };
}

double difference(struct color x, struct color y, enum vision vision)
{
    return difference_lab(difference_seen(x, vision), difference_seen(y, vision));
}

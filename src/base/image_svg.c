/* A walk over the tags, strict where nanosvg is careless: nanosvg ends a tag or a comment at the
 * first ">" wherever it stands and is content when the end of the file is missing (tried). What the
 * elements and attributes may be is the business of the rules. */
#include "base/image_formats.h"

#include "base/image_svg_rules.h"
#include "base/image_svg_text.h"
#include "base/message.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define NAME_END        " \t\r\n/=<>\"'"

enum { SVG_BYTES_MAX = 1024 * 1024, DEPTH_MAX = 100 };

struct svg {
    const char *at, *end;
    struct span open[DEPTH_MAX];
    size_t depth, defs, styles; /* how many elements, <defs> and <style> are open */
    bool root;                  /* its opening tag has been read */
    double width, height, view_width, view_height;
    const char **reason;
};

static bool refuse_cut(const struct svg *svg)
{
    return image_refuse(svg->reason, _("is cut short: the end of the SVG is missing"));
}

static bool refuse_markup(const struct svg *svg)
{
    return image_refuse(svg->reason, _("is damaged: the tags of the SVG are not well formed"));
}

static bool starts(const struct svg *svg, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(svg->end - svg->at) >= length && memcmp(svg->at, text, length) == 0;
}

static void skip_space(struct svg *svg)
{
    while (svg->at < svg->end && span_is_space(*svg->at)) {
        svg->at++;
    }
}

/* Takes the characters up to one of stops. */
static struct span take_until(struct svg *svg, const char *stops)
{
    struct span span = { svg->at, 0 };
    while (svg->at < svg->end && !strchr(stops, *svg->at)) {
        svg->at++;
    }
    span.length = (size_t)(svg->at - span.text);
    return span;
}

/* Refuses with message unless it is NULL. */
static bool refuse_found(const struct svg *svg, const char *message)
{
    return !message || image_refuse(svg->reason, message);
}

static bool skip_text(struct svg *svg)
{
    struct span text = take_until(svg, "<");
    if (svg->depth == 0 && !span_blank(text)) {
        return refuse_markup(svg);
    }
    return refuse_found(svg, svg_style_refused(text)) &&
           (svg->styles == 0 || refuse_found(svg, svg_sheet_refused(text)));
}

/* Skips a comment or a processing instruction. nanosvg ends either at its first ">" and would draw
 * any tag that comes after it. */
static bool skip_aside(struct svg *svg, size_t opening, const char *closing)
{
    svg->at += opening;
    struct span aside = { svg->at, (size_t)(svg->end - svg->at) };
    if (!span_find(aside, closing, &aside.length)) {
        return refuse_cut(svg);
    }
    svg->at += aside.length + strlen(closing);
    const char *first = memchr(aside.text, '>', aside.length);
    if (first && memchr(first, '<', (size_t)(aside.text + aside.length - first))) {
        return image_refuse(svg->reason, _("holds tags in a comment, which would be drawn"));
    }
    return true;
}

static bool skip_doctype(struct svg *svg)
{
    svg->at += strlen("<!");
    take_until(svg, "<>[");
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    if (*svg->at == '[') {
        return image_refuse(svg->reason, _("declares entities: save it as plain SVG"));
    }
    return (*svg->at++ == '>' && !svg->root) || refuse_markup(svg);
}

static bool check_element(struct svg *svg, struct span name)
{
    if (svg->depth == 0) {
        bool first = !svg->root && span_equal(name, "svg");
        svg->root = true;
        return first || image_refuse(svg->reason, _("is not one SVG: <svg> must hold it all"));
    }
    if (svg->depth == DEPTH_MAX) {
        return image_refuse(svg->reason, _("is nested too deeply: save it as plain SVG"));
    }
    return refuse_found(svg, svg_element_refused(name, svg->defs > 0));
}

static bool check_attribute(struct svg *svg, struct span name, struct span value)
{
    if (svg->depth == 0) { /* of the root; as in nanosvg, the last one counts */
        if (span_equal(name, "width")) {
            svg->width = span_length(value);
        } else if (span_equal(name, "height")) {
            svg->height = span_length(value);
        } else if (span_equal(name, "viewBox") &&
                   !span_view(value, &svg->view_width, &svg->view_height)) {
            /* nanosvg would not read what comes after it, the size neither, and leak */
            return image_refuse(svg->reason, _("has a viewBox that is not four numbers"));
        }
    }
    return refuse_found(svg, svg_attribute_refused(name, value));
}

/* Reads = and the quoted value that follows an attribute's name. */
static bool read_value(struct svg *svg, struct span *value)
{
    skip_space(svg);
    if (svg->at < svg->end && *svg->at++ != '=') {
        return refuse_markup(svg);
    }
    skip_space(svg);
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    const char quote[] = { *svg->at++, '<', '>', '\0' };
    if (*quote != '"' && *quote != '\'') {
        return refuse_markup(svg);
    }
    *value = take_until(svg, quote);
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    if (*svg->at == '>') {
        return image_refuse(svg->reason, _("holds a \">\" between quotes: write it as &gt;"));
    }
    return *svg->at++ == *quote || refuse_markup(svg);
}

/* Reads the attributes up to the end of the tag; *empty tells whether that was "/>". */
static bool read_attributes(struct svg *svg, bool *empty)
{
    for (;;) {
        skip_space(svg);
        struct span name = take_until(svg, NAME_END);
        if (svg->at == svg->end) {
            return refuse_cut(svg);
        }
        if (name.length == 0) {
            break;
        }
        struct span value;
        if (!read_value(svg, &value) || !check_attribute(svg, name, value)) {
            return false;
        }
    }
    *empty = *svg->at == '/';
    svg->at += *empty;
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    return *svg->at++ == '>' || refuse_markup(svg);
}

static bool read_opening(struct svg *svg)
{
    svg->at++;
    struct span name = take_until(svg, NAME_END);
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    bool empty;
    if (name.length == 0) {
        return refuse_markup(svg);
    }
    if (!check_element(svg, name) || !read_attributes(svg, &empty)) {
        return false;
    }
    if (!empty) {
        svg->open[svg->depth++] = name;
        svg->defs += span_equal(name, "defs");
        svg->styles += span_equal(name, "style");
    }
    return true;
}

static bool read_closing(struct svg *svg)
{
    svg->at += strlen("</");
    struct span name = take_until(svg, NAME_END);
    skip_space(svg);
    if (svg->at == svg->end) {
        return refuse_cut(svg);
    }
    if (*svg->at++ != '>' || svg->depth == 0) {
        return refuse_markup(svg);
    }
    struct span open = svg->open[--svg->depth];
    svg->defs -= span_equal(open, "defs");
    svg->styles -= span_equal(open, "style");
    bool same = name.length == open.length && memcmp(name.text, open.text, name.length) == 0;
    return same || refuse_markup(svg);
}

static bool read_markup(struct svg *svg)
{
    if (starts(svg, "<!--")) {
        return skip_aside(svg, strlen("<!--"), "-->");
    }
    if (starts(svg, "<?xml-stylesheet")) {
        return image_refuse(svg->reason, _("refers to something outside the file"));
    }
    if (starts(svg, "<?")) {
        return skip_aside(svg, strlen("<?"), "?>");
    }
    if (starts(svg, "<![CDATA[")) {
        return image_refuse(svg->reason, _("holds a CDATA section: save it as plain SVG"));
    }
    if (starts(svg, "<!")) {
        return starts(svg, "<!DOCTYPE") ? skip_doctype(svg) : refuse_markup(svg);
    }
    return starts(svg, "</") ? read_closing(svg) : read_opening(svg);
}

static bool check_characters(const char *bytes, size_t size, const char **reason)
{
    size_t bad;
    bool text = utf8_valid(bytes, size, &bad);
    for (size_t i = 0; i < size && text; i++) {
        text = (unsigned char)bytes[i] >= ' ' || span_is_space(bytes[i]);
    }
    return text || image_refuse(reason, _("is damaged: the SVG is not text in UTF-8"));
}

bool image_check_svg(const char *bytes, size_t size, struct image_info *out, const char **reason)
{
    if (size > SVG_BYTES_MAX) {
        return image_refuse(reason,
                            _("is an SVG larger than 1 MiB: simplify it, or save it as PNG"));
    }
    if (!check_characters(bytes, size, reason)) {
        return false;
    }
    struct svg svg = { .at = bytes, .end = bytes + size, .reason = reason };
    if (starts(&svg, BYTE_ORDER_MARK)) {
        svg.at += strlen(BYTE_ORDER_MARK);
    }
    while (svg.at < svg.end) {
        if (!skip_text(&svg) || (svg.at < svg.end && !read_markup(&svg))) {
            return false;
        }
    }
    if (!svg.root || svg.depth) {
        return refuse_cut(&svg);
    }
    /* what is missing, 0 or relative is taken from the viewBox, as nanosvg does */
    double width = fabs(svg.width) > 0 ? svg.width : svg.view_width;
    double height = fabs(svg.height) > 0 ? svg.height : svg.view_height;
    return image_set_size(out, width, height, reason);
}

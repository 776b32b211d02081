/* nanosvg ignores text, embedded pictures and reused parts, draws clipping shapes that are not in
 * <defs>, and never returns from drawing a long line with short dashes (all tried). So what would
 * be drawn otherwise than meant is refused, with words that say what to do; and so is whatever is
 * active or leads outside the file, though nanosvg never follows it. */
#include "base/image_svg_rules.h"

#include "base/message.h"

#include <ctype.h>
#include <string.h>

#define DASHES N_("holds dashed lines, which can stop the screen: convert them to paths")
#define CLASS  N_("holds a style that refers to a class, which can stop the screen")

struct refused {
    const char *name;
    bool fine_in_defs; /* nanosvg leaves out what it does not know there */
    const char *message;
};

static const struct refused refused_elements[] = {
    { "script", false, N_("holds a script, and pictures must not") },
    { "text", false, N_("holds text, which the screen leaves out: convert the text to outlines") },
    { "foreignObject", false, N_("holds a foreign object, which the screen leaves out") },
    { "image", false,
      N_("holds another picture, which the screen leaves out: use that one itself") },
    { "use", false,
      N_("holds clones, which the screen leaves out: unlink them and save it again") },
    { "svg", false, N_("holds one <svg> inside another: save it as plain SVG") },
    { "clipPath", true, N_("holds a clipping shape outside <defs>, which would be drawn") },
    { "mask", true, N_("holds a mask outside <defs>, which would be drawn") },
    { "marker", true, N_("holds a line marker outside <defs>, which would be drawn") },
    { "pattern", true, N_("holds a fill pattern outside <defs>, which would be drawn") },
    { "symbol", true, N_("holds a symbol outside <defs>, which would be drawn") },
};

const char *svg_element_refused(struct span name, bool in_defs)
{
    for (size_t i = 0; i < sizeof refused_elements / sizeof *refused_elements; i++) {
        const struct refused *row = &refused_elements[i];
        if (span_equal(span_local(name), row->name) && !(row->fine_in_defs && in_defs)) {
            return _(row->message);
        }
    }
    return NULL;
}

/* Returns whether an attribute of that name holds script, such as "onclick". */
static bool is_handler(struct span name)
{
    return name.length > 2 && span_starts(name, "on");
}

static bool is_inside(struct span value)
{
    value = span_trim(value);
    return value.length && value.text[0] == '#';
}

/* Returns whether CSS refers to anything but a part of the file. */
static bool leads_outside(struct span said)
{
    size_t at;
    said = span_trim(said); /* once: a search that trims again at each find would be quadratic */
    if (span_find(said, "@import", &at)) {
        return true;
    }
    while (span_find(said, "url(", &at)) {
        said = span_skip(said, at + strlen("url("));
        struct span target = span_trim(said);
        if (target.length && strchr("'\"", target.text[0])) {
            target = span_skip(target, 1);
        }
        if (!is_inside(target)) {
            return true;
        }
    }
    return false;
}

/* Returns whether a value of stroke-dasharray leaves the line whole. */
static bool is_solid(struct span value)
{
    value = span_trim(value);
    bool zero = true;
    for (size_t i = 0; i < value.length; i++) {
        zero = zero && strchr("0., px", value.text[i]);
    }
    return zero || span_starts(value, "none");
}

static bool sets_dashes(struct span said)
{
    static const char property[] = "stroke-dasharray";
    size_t at;
    while (span_find(said, property, &at)) {
        said = span_skip(said, at + strlen(property));
        said = span_trim_start(said);
        if (said.length == 0 || said.text[0] != ':') {
            continue;
        }
        struct span value = span_skip(said, 1);
        size_t end = 0;
        while (end < value.length && !strchr(";}", value.text[end])) {
            end++;
        }
        said = span_skip(value, end);
        value.length = end;
        if (!is_solid(value)) {
            return true;
        }
    }
    return false;
}

/* Returns whether a declaration has the name "class". It means nothing in CSS, but nanosvg looks
 * that class up, and in it, until its stack is used up. */
static bool declares_class(struct span said)
{
    static const char property[] = "class";
    const char *start = said.text;
    size_t at;
    while (span_find(said, property, &at)) {
        said = span_skip(said, at);
        bool begins = said.text == start || !strchr(".#-_", said.text[-1]);
        bool letter = said.text > start && isalnum((unsigned char)said.text[-1]);
        said = span_skip(said, strlen(property));
        struct span rest = span_trim_start(said);
        if (begins && !letter && rest.length && rest.text[0] == ':') {
            return true;
        }
    }
    return false;
}

const char *svg_style_refused(struct span said)
{
    if (leads_outside(said)) {
        return _("refers to something outside the file");
    }
    return sets_dashes(said) ? _(DASHES) : NULL;
}

const char *svg_attribute_refused(struct span name, struct span value)
{
    if (is_handler(name)) {
        return _("holds a script, and pictures must not");
    }
    if (span_equal(span_local(name), "href") && !is_inside(value)) {
        return _("refers to something outside the file");
    }
    if (span_equal(name, "stroke-dasharray") && !is_solid(value)) {
        return _(DASHES);
    }
    if (span_equal(name, "style") && declares_class(value)) {
        return _(CLASS);
    }
    return svg_style_refused(value);
}

/* Walks as nanosvg does, which remembers the classes it meets (".a", ".b") and fills them in where
 * their block ends: one without an end is followed to nowhere. */
const char *svg_sheet_refused(struct span sheet)
{
    enum { BETWEEN, IN_SELECTOR, IN_BLOCK } state = BETWEEN;
    bool class = false, open = false;
    for (size_t i = 0; i < sheet.length; i++) {
        char c = sheet.text[i];
        bool ends_selector = span_is_space(c) || c == '{' || c == ',';
        if (state == IN_BLOCK) {
            state = c == '}' ? BETWEEN : IN_BLOCK;
            open = open && state == IN_BLOCK;
        } else if (state == IN_SELECTOR && ends_selector) {
            open = open || class;
            state = c == ',' ? BETWEEN : IN_BLOCK;
        } else if (state == BETWEEN && !ends_selector) {
            class = c == '.';
            state = IN_SELECTOR;
        }
    }
    return declares_class(sheet) ? _(CLASS)
           : open                ? _("is damaged: a bracket of a style is not closed")
                                 : NULL;
}

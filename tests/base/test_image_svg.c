/* What an SVG may hold, the size it asks for, and the reason for which it is refused. */
#include "base/image.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CUT      "is cut short: the end of the SVG is missing"
#define MARKUP   "is damaged: the tags of the SVG are not well formed"
#define BYTES    "is damaged: the SVG is not text in UTF-8"
#define VIEW     "has a viewBox that is not four numbers"
#define ROOT     "is not one SVG: <svg> must hold it all"
#define OUTSIDE  "refers to something outside the file"
#define SCRIPT   "holds a script, and pictures must not"
#define UNCLOSED "is damaged: a bracket of a style is not closed"
#define CLASS    "holds a style that refers to a class, which can stop the screen"
#define DASHES   "holds dashed lines, which can stop the screen: convert them to paths"
#define COMMENT  "holds tags in a comment, which would be drawn"
#define ENTITIES "declares entities: save it as plain SVG"
#define NO_SIZE  "has no size: width and height must be more than 0"
#define SIDE     "is more than 20000 pixels wide or high"
#define PIXELS   "has more than 40 million pixels"

#define DOCTYPE    "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg.dtd'>"
#define SVG(inner) "<svg width='9' height='9'>" inner "</svg>"

/* clang-format off */
static const struct {
    const char *text, *reason; /* NULL: accepted */
} rows[] = {
    { SVG(""), NULL },
    { "<svg width='9' height='9'/>", NULL },
    { "\xef\xbb\xbf<?xml version='1.0'?>\r\n<!-- a -->\n" DOCTYPE "\n" SVG(""), NULL },
    { SVG("") "\n<!-- b -->\n", NULL },
    { SVG("") "<!-- the last byte of the file ends it -->", NULL },
    { "  \n" SVG("<g>\n<path d=\"M0 0\"/>\t<g ></g >\n</g\n>"), NULL },
    { "<svg\nwidth = '9'\theight\n=\n\"9\" >x</svg >", NULL },
    { SVG("<title>L'accueil \xc3\xa0 4 &lt; 5 > 3</title>"), NULL },
    { SVG("<inkscape:grid id='1'/>"), NULL },
    { SVG("<metadata><dc:type rdf:resource='http://purl.org/x'/></metadata>"), NULL },
    { SVG("<?xpacket begin='' end?>"), NULL },
    { SVG("<text-like/><scripts/><g on='1'/>"), NULL },
    /* not SVG, or not all of it */
    { "<", CUT },
    { "<svg", CUT },
    { "<svg width='9' height='9'", CUT },
    { "<svg width='9' height='9' /", CUT },
    { "<svg width='9", CUT },
    { "<svg width", CUT },
    { "<svg width ", CUT },
    { "<svg width=", CUT },
    { "<svg width='9' height='9'>", CUT },
    { "<svg width='9' height='9'><g></g>", CUT },
    { "<svg width='9' height='9'></svg", CUT },
    { "<?xml version='1.0'?>", CUT },
    { "<?xml version='1.0'", CUT },
    { "<!-- <svg/>", CUT },
    { "<!-->", CUT },
    { "<!DOCTYPE svg", CUT },
    { "<html><body/></html>", ROOT },
    { "<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='9' height='9'/>", ROOT },
    { "<SVG width='9' height='9'/>", ROOT },
    { SVG("") "<g/>", ROOT },
    { SVG("") SVG(""), ROOT },
    { SVG("") "x", MARKUP },
    { "<!-- a -->x" SVG(""), MARKUP },
    { SVG("") DOCTYPE, MARKUP },
    { SVG("</g>"), MARKUP },
    { SVG("<g></g x>"), MARKUP },
    { SVG("<g></g/>"), MARKUP },
    { SVG("<g>"), MARKUP },
    { SVG("<g></h>"), MARKUP },
    { SVG("<g></gg>"), MARKUP },
    { SVG("<a><b></a></b>"), MARKUP },
    { "</svg>", MARKUP },
    { SVG("<>"), MARKUP },
    { SVG("< g/>"), MARKUP },
    { SVG("<g a/>"), MARKUP },
    { SVG("<g a=b/>"), MARKUP },
    { SVG("<g a='<'/>"), MARKUP },
    { SVG("<g/ >"), MARKUP },
    { SVG("<g 'a'/>"), MARKUP },
    { SVG("<g <g/>"), MARKUP },
    { SVG("</g a='1'>"), MARKUP },
    { SVG("<g a='>'/>"), "holds a \">\" between quotes: write it as &gt;" },
    { SVG("<![CDATA[x]]>"), "holds a CDATA section: save it as plain SVG" },
    { SVG("\x01"), BYTES },
    { SVG("\x1b"), BYTES },
    { SVG("\x1f"), BYTES },
    { SVG("\xff"), BYTES },
    { SVG("\xed\xa0\x80"), BYTES },
    /* entities */
    { "<!DOCTYPE svg [ <!ENTITY a 'b'> ]>" SVG("&a;"), ENTITIES },
    { "<!DOCTYPE svg SYSTEM 'x' [<!ENTITY % a SYSTEM 'file:///etc/passwd'>]>" SVG(""), ENTITIES },
    { "<!ENTITY a 'b'>" SVG(""), MARKUP },
    { SVG("<!ENTITY a 'b'>"), MARKUP },
    /* comments: the renderer ends them at the first ">" */
    { SVG("<!-- <g/> -->"), NULL },
    { SVG("<!-- 2 > 1 -->"), NULL },
    { SVG("<!-- <g> <rect width='9'/> -->"), COMMENT },
    { "<?a > <rect/> ?>" SVG(""), COMMENT },
    /* active, or leading outside */
    { SVG("<script>x</script>"), SCRIPT },
    { SVG("<svg:script/>"), SCRIPT },
    { "<svg width='9' height='9' onload='x()'/>", SCRIPT },
    { SVG("<g onclick=''/>"), SCRIPT },
    { SVG("<g ONCLICK=''/>"), SCRIPT },
    { "<?xml-stylesheet href='a.css'?>" SVG(""), OUTSIDE },
    { SVG("<linearGradient xlink:href='#a'/><a href=' #b '/>"), NULL },
    { SVG("<a href='https://example.org'/>"), OUTSIDE },
    { SVG("<a xlink:href='other.svg#a'/>"), OUTSIDE },
    { SVG("<a x:href='javascript:x()'/>"), OUTSIDE },
    { SVG("<a href=''/>"), OUTSIDE },
    { SVG("<a href='data:image/png;base64,AA'/>"), OUTSIDE },
    { SVG("<g fill='url(#a)' style=\"clip-path:url( '#b' );mask:URL(#c)\"/>"), NULL },
    { SVG("<g fill='url(a.svg#a)'/>"), OUTSIDE },
    { SVG("<g style='fill:url(#a);mask:URL( http://a )'/>"), OUTSIDE },
    { SVG("<g fill='url('/>"), OUTSIDE },
    { SVG("<style>.a { fill: url(#b) }</style>"), NULL },
    { SVG("<style>.a { fill: url(b.svg) }</style>"), OUTSIDE },
    { SVG("<style>@Import 'a.css';</style>"), OUTSIDE },
    /* drawn otherwise than meant */
    { SVG("<g><text x='1'>a</text></g>"),
      "holds text, which the screen leaves out: convert the text to outlines" },
    { SVG("<text/>"), "holds text, which the screen leaves out: convert the text to outlines" },
    { SVG("<image href='#a'/>"),
      "holds another picture, which the screen leaves out: use that one itself" },
    { SVG("<defs><image/></defs>"),
      "holds another picture, which the screen leaves out: use that one itself" },
    { SVG("<use href='#a'/>"),
      "holds clones, which the screen leaves out: unlink them and save it again" },
    { SVG("<foreignObject/>"), "holds a foreign object, which the screen leaves out" },
    { SVG("<g><svg width='30000'/></g>"), "holds one <svg> inside another: save it as plain SVG" },
    { SVG("<defs><clipPath/><g><mask/></g><marker/><pattern/><symbol/></defs>"), NULL },
    { SVG("<defs/><clipPath/>"), "holds a clipping shape outside <defs>, which would be drawn" },
    { SVG("<defs></defs><mask/>"), "holds a mask outside <defs>, which would be drawn" },
    { SVG("<marker/>"), "holds a line marker outside <defs>, which would be drawn" },
    { SVG("<pattern/>"), "holds a fill pattern outside <defs>, which would be drawn" },
    { SVG("<symbol/>"), "holds a symbol outside <defs>, which would be drawn" },
    /* dashes: this one took nanosvg minutes and gigabytes */
    { SVG("<path d='M0 0L1e9 0' stroke='red' stroke-dasharray='0.0001'/>"), DASHES },
    { SVG("<g stroke-dasharray='none'/>"), NULL },
    { SVG("<g stroke-dasharray=' 0, 0px'/><g stroke-dasharray=''/>"), NULL },
    { SVG("<g style='stroke-dasharray:none;stroke-dasharray : 0;fill:red'/>"), NULL },
    { SVG("<g style='fill:red;stroke-dasharray : 4,2'/>"), DASHES },
    { SVG("<g style='stroke-dasharray:none;stroke-dasharray:1'/>"), DASHES },
    { SVG("<style>.a{stroke-dasharray:none}.b{stroke-dasharray:1}</style>"), DASHES },
    { SVG("<g style='stroke-dasharray:;fill:red'/>"), NULL },
    { SVG("<g style='STROKE-DASHARRAY:1'/>"), DASHES },
    { SVG("<desc>no stroke-dasharray here, stroke-dasharray: none</desc>"), NULL },
    /* style sheets: a class that is opened and not closed, or leads back to itself, crashed nanosvg */
    { SVG("<style>.a { fill: red } .b, .c{fill:blue}\n.d\n{ }</style>"), NULL },
    { SVG("<style>g { fill: red</style>"), NULL },
    { SVG("<style>.a { fill: red</style><g class='a'/>"), UNCLOSED },
    { SVG("<style>.a { } .b { fill: red |</style>"), UNCLOSED },
    { SVG("<style>.a, .b</style>"), UNCLOSED },
    { SVG("<style>\n  .a { fill: red</style>"), UNCLOSED },
    { SVG("<style>.a{}.b{</style>"), UNCLOSED },
    { SVG("<style>.a,g{}.b,</style>"), UNCLOSED },
    { SVG("<style>.a{}.b,g{}</style>"), NULL },
    { SVG("<style>.a {<!-- --> fill: red }</style>"), UNCLOSED },
    { SVG("<defs><style>.a {</style></defs>"), UNCLOSED },
    { SVG("<style><g>x</g>.a {</style>"), UNCLOSED },
    { SVG("<desc>.a { b</desc>"), NULL },
    { SVG("<style>.a { class: a }</style><g class='a'/>"), CLASS },
    { SVG("<style>.a{fill:red;class :b}</style>"), CLASS },
    { SVG("<style>.a{style:class:a}</style>"), CLASS },
    { SVG("<g style='class:a'/>"), CLASS },
    { SVG("<style>.class { fill: red } .my-class:hover { }</style><g class='class'/>"), NULL },
    { SVG("<desc>first class: a</desc>"), NULL },
};

static const struct {
    const char *attributes;
    int width, height; /* 0: refused with reason */
    const char *reason;
} sizes[] = {
    { "width='24' height='12'", 24, 12, NULL },
    { "width='24px' height=' 12 px '", 24, 12, NULL },
    { "width='+24.0' height='.5e1'", 24, 5, NULL },
    { "width='1E+2' height='2500e-1'", 100, 250, NULL },
    { "width='23.01' height='0.1'", 24, 1, NULL },
    { "width='25.4mm' height='2.54cm'", 96, 96, NULL },
    { "width='2in' height='72pt'", 192, 96, NULL },
    { "width='6pc' height='1in'", 96, 96, NULL },
    { "width='5' width='24' height='12'", 24, 12, NULL }, /* the renderer takes the last */
    { "viewBox='0 0 30 20'", 30, 20, NULL },
    { "viewBox=' -5,-5 , 30.5,20 '", 31, 20, NULL },
    { "width='100%' height='10em' viewBox='0 0 30 20'", 30, 20, NULL },
    { "width='auto' height='0' viewBox='0 0 30 20'", 30, 20, NULL },
    { "width='50' viewBox='0 0 30 20'", 50, 20, NULL },
    { "width='50' height='40' viewBox='0 0 30 20'", 50, 40, NULL },
    { "width='0.5' height='0.25' viewBox='0 0 30 20'", 1, 1, NULL },
    { "width='20000' height='2000'", 20000, 2000, NULL },
    { "", 0, 0, NO_SIZE },
    { "width='24'", 0, 0, NO_SIZE },
    { "width='100%' height='100%'", 0, 0, NO_SIZE },
    { "width='e5' height='5'", 0, 0, NO_SIZE },
    { "width='.' height='-'", 0, 0, NO_SIZE },
    { "width='5px5' height='5'", 0, 0, NO_SIZE },
    { "width='-24' height='24' viewBox='0 0 30 20'", 0, 0, NO_SIZE },
    { "viewBox='0 0 30'", 0, 0, VIEW },
    { "viewBox='0 0 30 x'", 0, 0, VIEW },
    { "viewBox='0 0 9 ,' width='50' height='40'", 0, 0, VIEW },
    { "viewBox='0 0 0 20'", 0, 0, NO_SIZE },
    { "viewBox='0 0 30 -20'", 0, 0, NO_SIZE },
    { "width='20001' height='1'", 0, 0, SIDE },
    { "width='1e9' height='1'", 0, 0, SIDE },
    { "width='1e999999999999' height='1'", 0, 0, SIDE },
    { "width='99999999999999999999999999' height='1'", 0, 0, SIDE },
    { "width='20000' height='2001'", 0, 0, PIXELS },
    { "viewBox='0 0 30000 30000'", 0, 0, SIDE },
};
/* clang-format on */

/* Checks a copy of the exact length: text is not to be looked at past its end. */
static const char *check(const char *text, size_t size, struct image_info *info)
{
    const char *reason = NULL;
    char *copy = memcpy(xcalloc(size, 1), text, size);
    bool accepted = image_check(copy, size, info, &reason);
    free(copy);
    assert_int_equal(accepted, reason == NULL);
    return reason ? reason : "accepted";
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct image_info info;
        const char *said = check(rows[i].text, strlen(rows[i].text), &info);
        if (strcmp(said, rows[i].reason ? rows[i].reason : "accepted") != 0) {
            fail_msg("%s: %s", rows[i].text, said);
        }
    }
}

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct image_info info = { 0 };
        char text[200];
        int size = snprintf(text, sizeof text, "<svg %s><g width='3' height='3'/></svg>",
                            sizes[i].attributes);
        const char *said = check(text, (size_t)size, &info);
        if (sizes[i].width == 0) {
            assert_string_equal(said, sizes[i].reason);
        } else if (info.width != sizes[i].width || info.height != sizes[i].height) {
            fail_msg("%s: %s, %d x %d", sizes[i].attributes, said, info.width, info.height);
        }
    }
}

static void test_nul_byte(void **state)
{
    (void)state;
    static const char text[] = "<svg width='9' height='9'>\0</svg>";
    struct image_info info;
    assert_string_equal(check(text, sizeof text - 1, &info), BYTES);
}

static const char *check_nested(size_t depth)
{
    struct image_info info;
    size_t room = 64 + depth * strlen("<g></g>");
    char *text = xcalloc(room, 1);
    strcpy(text, "<svg width='9' height='9'>");
    char *at = text + strlen(text);
    for (size_t i = 1; i < depth; i++) {
        at = stpcpy(at, "<g>");
    }
    for (size_t i = 1; i < depth; i++) {
        at = stpcpy(at, "</g>");
    }
    strcpy(at, "</svg>");
    const char *said = check(text, strlen(text), &info);
    free(text);
    return said;
}

static void test_nesting(void **state)
{
    (void)state;
    assert_string_equal(check_nested(100), "accepted");
    assert_string_equal(check_nested(101), "is nested too deeply: save it as plain SVG");
    assert_string_equal(check_nested(100000), "is nested too deeply: save it as plain SVG");
}

/* The longest allowed, filled with what takes a careless search a time that grows with its square;
 * a mistake there shows as a test that never ends. */
static void test_long_files(void **state)
{
    (void)state;
    static const char *const fillings[] = { " ",       "url(#",  "stroke-dasharray:none ", "<g/>",
                                            "<!---->", "class ", "<style>.a{}</style>" };
    for (size_t i = 0; i < sizeof fillings / sizeof *fillings; i++) {
        static const char start[] = "<svg width='9' height='9'>", end[] = "</svg>";
        size_t most = 1024 * 1024, filling = strlen(fillings[i]), at = strlen(start);
        struct image_info info;
        char *text = memset(xcalloc(most + 1, 1), ' ', most + 1);
        memcpy(text, start, strlen(start));
        for (; at + filling < most / 2; at += filling) {
            memcpy(text + at, fillings[i], filling);
        }
        memcpy(text + most - strlen(end), end, strlen(end));
        assert_string_equal(check(text, most, &info), "accepted");
        assert_string_equal(check(text, most + 1, &info),
                            "is an SVG larger than 1 MiB: simplify it, or save it as PNG");
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),      cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_nul_byte),   cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_long_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

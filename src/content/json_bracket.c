/* Brackets that do not match. Which one a hand forgot is told by what the rest of the file would
 * leave open, and by the first line that is indented as if the bracket stood there. */
#include "base/message.h"
#include "content/json_scan_parts.h"

enum { INDENT_MAX = 400 }; /* beyond that nobody's eyes tell one from another */

static int indent_of(const struct scan *scan, struct spot spot)
{
    int indent = 0;
    for (size_t at = spot.line_start; at < scan->size && indent < INDENT_MAX; at++) {
        if (scan->text[at] == ' ') {
            indent++;
        } else if (scan->text[at] == '\t') {
            indent += 4;
        } else {
            break;
        }
    }
    return indent;
}

static bool first_of_line(const struct scan *scan, struct spot spot)
{
    size_t at = spot.at;
    while (at > 0 && (scan->text[at - 1] == ' ' || scan->text[at - 1] == '\t')) {
        at--;
    }
    return at == 0 || scan->text[at - 1] == '\n';
}

int bracket_indent(const struct scan *scan)
{
    return indent_of(scan, scan->here);
}

/* Returns how many more brackets close than open from that byte on, texts left out. */
static int closing_from(const struct scan *scan, size_t at)
{
    int closing = 0;
    bool inside = false;
    for (; at < scan->size; at++) {
        char byte = scan->text[at];
        if (inside && byte == '\\') {
            at++;
        } else if (byte == '"') {
            inside = !inside;
        } else if (byte == '\n') {
            inside = false;
        } else if (!inside) {
            closing += (byte == ']' || byte == '}') - (byte == '[' || byte == '{');
        }
    }
    return closing;
}

/* After the bracket that stands here. */
static int closing_after(const struct scan *scan)
{
    return closing_from(scan, scan->here.at + 1);
}

bool bracket_closes(const struct scan *scan)
{
    int byte = scan_peek(scan);
    return (byte == '}' || byte == ']') && closing_after(scan) == scan->depth - 1;
}

enum forgotten bracket_before_key(const struct scan *scan)
{
    int closing = closing_from(scan, scan->here.at) - scan->depth;
    bool in_object = scan->depth > 1 && scan->brackets[scan->depth - 2].close == '}';
    bool begun = scan->brackets[scan->depth - 1].spot.at + 1 < scan->last.at;
    if (closing == 1) {
        return FORGOTTEN_OPENING;
    }
    return in_object && begun && closing != 0 ? FORGOTTEN_CLOSING : FORGOTTEN_NONE;
}

void bracket_tell_unclosed(struct scan *scan, struct spot spot, const struct bracket *bracket)
{
    mistake(scan, spot, _("\"%c\" is missing: \"%c\" at line %d, column %d is still open"),
            bracket->close, bracket->open, bracket->spot.line, bracket->spot.column);
    const char fix[] = { bracket->close, '\0' };
    mistake_detail(scan, 1, fix);
}

/* At a spot that only shows that something above was left open: where the indentation showed it
 * first, when it did. */
static void tell_where_suspected(struct scan *scan, struct spot spot, const struct bracket *bracket)
{
    if (scan->unclosed.set) {
        bracket_tell_unclosed(scan, scan->unclosed.spot, &scan->unclosed.bracket);
        scan->unclosed.set = false;
    } else {
        bracket_tell_unclosed(scan, spot, bracket);
    }
}

bool bracket_wrong_closing(struct scan *scan, const struct bracket *bracket)
{
    char byte = (char)scan_peek(scan);
    bool outer = scan->depth > 1 && scan->brackets[scan->depth - 2].close == byte;
    int after = closing_after(scan);
    if (outer && after != scan->depth - 1) {
        tell_where_suspected(scan, scan->last, bracket);
        return false;
    }
    if (!outer && after == scan->depth) {
        mistake(scan, scan->here, _("this \"%c\" is one too many: no \"%c\" is open here"), byte,
                byte == ']' ? '[' : '{');
        scan_advance(scan);
        return true;
    }
    const char fix[] = { bracket->close, '\0' };
    mistake(scan, scan->here,
            _("this must be \"%c\", which closes the \"%c\" of line %d, not \"%c\""),
            bracket->close, bracket->open, bracket->spot.line, byte);
    mistake_detail(scan, 1, fix);
    scan_advance(scan);
    scan->last = scan->here;
    return false;
}

void bracket_watch_indent(struct scan *scan, const struct bracket *bracket, bool closing)
{
    if (!first_of_line(scan, scan->here) || bracket->spot.line == scan->here.line) {
        return;
    }
    int indent = indent_of(scan, scan->here);
    if (!scan->unclosed.set && (closing ? indent < bracket->indent : indent <= bracket->indent)) {
        scan->unclosed = (struct suspicion){ scan->last, *bracket, true };
    }
    if (!scan->closed_early.set && closing && indent > bracket->indent) {
        scan->closed_early = (struct suspicion){ scan->here, *bracket, true };
    }
}

void bracket_tell_end(struct scan *scan, const struct bracket *bracket)
{
    tell_where_suspected(scan, scan->here, bracket);
    scan->over = true;
}

void bracket_check_after(struct scan *scan)
{
    scan_skip_space(scan);
    int byte = scan_peek(scan);
    if (byte < 0 || scan->over) {
        return;
    }
    if (scan->closed_early.set) {
        mistake(scan, scan->closed_early.spot,
                _("this \"%c\" is one too many: it closes the \"%c\" of line %d before its end"),
                scan->closed_early.bracket.close, scan->closed_early.bracket.open,
                scan->closed_early.bracket.spot.line);
    } else if (byte == '}' || byte == ']') {
        mistake(scan, scan->here, _("this \"%c\" is one too many: no \"%c\" is open here"), byte,
                byte == ']' ? '[' : '{');
    } else if (byte == '{' || byte == '[') {
        mistake(scan, scan->here,
                _("a second document begins here; a file holds one, between one pair of brackets"));
    } else {
        mistake(scan, scan->here,
                _("the file must end after its last bracket, but something follows"));
    }
}

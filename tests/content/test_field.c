/* Field tables: every type, good and bad, with the exact message and place. */
#include "content/field.h"
#include "content/walk.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

struct inner {
    int n;
};

struct all {
    const char *string, *url, *address, *icon, *service, *image;
    struct text text;
    struct date date;
    struct date_time when;
    int time, integer, word;
    unsigned weekdays, set;
    struct color color;
    double number;
    bool flag;
    struct amount amount;
    struct period period;
    struct strings strings;
    struct numbers numbers;
    struct list list;
    struct inner object;
};

static const struct field inner_fields[] = {
    { .key = "n", .type = FIELD_INTEGER, .offset = offsetof(struct inner, n), .required = true },
    { .key = NULL },
};

static const struct record inner_record = { .name = "inner",
                                            .size = sizeof(struct inner),
                                            .fields = inner_fields };

static const char *const words[] = { "calm", "moderate", "busy", NULL };
static const char *const meanings[] = { "tranquille", "modéré", "chargé", NULL };

#define ROW(name, kind, member) .key = name, .type = kind, .offset = offsetof(struct all, member)

static const struct field fields[] = {
    { ROW("string", FIELD_STRING, string) },
    { ROW("short", FIELD_STRING, string), .max = 2 },
    { ROW("either", FIELD_INTEGER, integer), .low = 30, .high = 60, .step = 30 },
    { ROW("steps", FIELD_INTEGER, integer), .low = 0, .high = 60, .step = 15 },
    { ROW("url", FIELD_URL, url) },
    { ROW("address", FIELD_ADDRESS, address) },
    { ROW("icon", FIELD_ICON, icon) },
    { ROW("service", FIELD_SERVICE, service) },
    { ROW("image", FIELD_IMAGE, image) },
    { ROW("text", FIELD_TEXT, text) },
    { ROW("date", FIELD_DATE, date) },
    { ROW("when", FIELD_DATE_TIME, when) },
    { ROW("time", FIELD_TIME, time), .fallback = "\"12:00\"" },
    { ROW("integer", FIELD_INTEGER, integer), .low = 1, .high = 9 },
    { ROW("word", FIELD_WORD, word), .words = words, .meanings = meanings },
    { ROW("weekdays", FIELD_WEEKDAYS, weekdays) },
    { ROW("set", FIELD_WORD_SET, set), .words = words },
    { ROW("color", FIELD_COLOR, color) },
    { ROW("number", FIELD_NUMBER, number), .low = 0, .high = 10 },
    { ROW("flag", FIELD_BOOL, flag) },
    { ROW("amount", FIELD_AMOUNT, amount) },
    { ROW("period", FIELD_PERIOD, period) },
    { ROW("strings", FIELD_STRINGS, strings), .min = 1, .max = 3 },
    { ROW("numbers", FIELD_NUMBERS, numbers), .low = 0, .high = 100, .min = 2, .max = 2 },
    { ROW("list", FIELD_LIST, list), .min = 1, .max = 2, .record = &inner_record },
    { ROW("object", FIELD_OBJECT, object), .record = &inner_record },
    { .key = NULL },
};

static const struct record all_record = { .name = "all",
                                          .size = sizeof(struct all),
                                          .fields = fields };

static const char *const languages[] = { "fr", "en" };
static const char *const hosts[] = { ".gouv.fr", "exact.org" };
static const char *const icons[] = { "clock", "map-pin" };
static const char *const services[] = { "accueil" };

static bool no_runes(void *fonts, const char *text, uint32_t *missing)
{
    (void)fonts;
    const char *rune = strstr(text, "ᚠ");
    *missing = 0x16a0;
    return rune == NULL;
}

/* Reads the text into out; the report as text goes to messages. */
static bool read(const char *text, struct arena *arena, struct all *out, char messages[1000])
{
    struct report report = { 0 };
    struct reader reader = { .arena = arena,
                             .report = &report,
                             .file = "f",
                             .languages = languages,
                             .language_count = 2,
                             .hosts = hosts,
                             .host_count = 2,
                             .icons = icons,
                             .icon_count = 2,
                             .services = services,
                             .service_count = 1,
                             .covered = no_runes };
    *out = (struct all){ 0 };
    const struct json *json = json_parse(text, strlen(text), "f", arena, &report);
    bool good = json && record_read(&all_record, json, &reader, out);
    FILE *stream = fmemopen(messages, 1000, "w");
    report_print(&report, stream);
    fclose(stream);
    report_finish(&report);
    return good;
}

static void bad_values_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "[]", "f:1:1: must be an object between curly brackets {…}, not a list […]\n" },
        { "{\"strng\": \"a\"}", "f:1:2: unknown key \"strng\"; did you mean \"string\"?\n" },
        { "{\"completely\": 1}", "f:1:2: unknown key \"completely\"\n" },
        { "{\"string\": 1}", "f:1:12: string: must be a text between quotes, not 1\n" },
        { "{\"string\": \"\"}", "f:1:12: string: must be a text between quotes, not \"\"\n" },
        { "{\"word\": \"Chargé\"}", "f:1:10: word: must be one of the known words, not \"Chargé\"; "
                                    "did you mean \"busy\"?\n" },
        { "{\"weekdays\": [\"lundi\"]}", "f:1:15: weekdays[0]: must be one of the known words, not "
                                         "\"lundi\"; did you mean \"monday\"?\n" },
        { "{\"short\": \"éé\"}", "" },
        { "{\"short\": \"ééé\"}", "f:1:11: short: must have at most 2 characters, not \"ééé\"\n" },
        { "{\"either\": 30}", "" },
        { "{\"either\": 45}", "f:1:12: either: must be 30 or 60, not 45\n" },
        { "{\"either\": 90}", "f:1:12: either: must be 30 or 60, not 90\n" },
        { "{\"steps\": 45}", "" },
        { "{\"steps\": 50}", "f:1:11: steps: must be a multiple of 15, not 50\n" },
        { "{\"steps\": 75}", "f:1:11: steps: must be between 0 and 60, not 75\n" },
        { "{\"url\": \"https://www..gouv.fr/\"}",
          "f:1:9: url: must be an address with a plain host such as https://www.isere.gouv.fr/, "
          "not \"https://www..gouv.fr/\"\n" },
        { "{\"text\": {\"fr\": \"a\", \"_de\": 1, \"$en\": \"b\"}}", "" },
        { "{\"amount\": {\"numerator\": 1, \"denominator\": 2, \"$source\": \"b\", \"_c\": []}}",
          "" },
        { "{\"text\": {\"en\": \"a\"}}", "f:1:10: text: the text in \"fr\" is missing\n" },
        { "{\"text\": {\"fr\": \"a\", \"de\": \"b\"}}",
          "f:1:28: text.de: \"de\" is not one of the languages of site.json\n" },
        { "{\"text\": 3}", "f:1:10: text: must be a text between quotes, or one for each language "
                           "such as {\"fr\": \"Bonjour\", \"en\": \"Hello\"}, not 3\n" },
        { "{\"date\": \"2026-02-29\"}",
          "f:1:10: date: must be a date such as \"2026-11-23\" (year-month-day), not \"2026-02-29\"\n" },
        { "{\"when\": \"2026-11-23 14:00\"}", "f:1:10: when: must be a date and time such as "
                                              "\"2026-11-23T14:00\", not \"2026-11-23 14:00\"\n" },
        { "{\"time\": \"8h30\"}",
          "f:1:10: time: must be a time of day such as \"08:30\", not \"8h30\"\n" },
        { "{\"time\": \"9 h\"}",
          "f:1:10: time: must be a time of day such as \"09:00\", not \"9 h\"\n" },
        { "{\"time\": \"25:00\"}",
          "f:1:10: time: must be a time of day such as \"08:30\", not \"25:00\"\n" },
        { "{\"integer\": 1.5}",
          "f:1:13: integer: must be a whole number without quotes, not 1.5\n" },
        { "{\"integer\": \"3\"}",
          "f:1:13: integer: must be a whole number without quotes, not \"3\"\n" },
        { "{\"integer\": 10}", "f:1:13: integer: must be between 1 and 9, not 10\n" },
        { "{\"word\": \"busi\"}",
          "f:1:10: word: must be one of the known words, not \"busi\"; did you mean \"busy\"?\n" },
        { "{\"word\": \"x\"}",
          "f:1:10: word: must be one of the known words (calm, moderate, busy), "
          "not \"x\"\n" },
        { "{\"weekdays\": [\"mondey\"]}",
          "f:1:15: weekdays[0]: must be one of the known words, not "
          "\"mondey\"; did you mean \"monday\"?\n" },
        { "{\"weekdays\": []}",
          "f:1:14: weekdays: must name at least one day, such as [\"monday\"]\n" },
        { "{\"set\": [\"calm\", \"calm\"]}",
          "f:1:18: set[1]: \"calm\" stands twice in this list\n" },
        { "{\"color\": \"blue\"}",
          "f:1:11: color: must be a colour such as \"#1F6FE5\", not \"blue\"\n" },
        { "{\"color\": \"#12345G\"}",
          "f:1:11: color: must be a colour such as \"#1F6FE5\", not \"#12345G\"\n" },
        { "{\"number\": \"8,1\"}",
          "f:1:12: number: must be a number without quotes, with a decimal "
          "point such as 8.1, not \"8,1\"\n" },
        { "{\"flag\": \"true\"}",
          "f:1:10: flag: must be true or false, without quotes, not \"true\"\n" },
        { "{\"amount\": {\"numerator\": 1, \"denominator\": 0}}",
          "f:1:12: amount: must be a fraction such as {\"numerator\": 11, \"denominator\": 80}, with a "
          "denominator above 0\n" },
        { "{\"amount\": {\"numerator\": 1, \"denominator\": 2, \"share\": 3}}",
          "f:1:56: amount.share: a fraction has only the keys \"numerator\", \"denominator\" and "
          "\"percent\", not \"share\"\n" },
        { "{\"amount\": {\"numerator\": 1, \"denominator\": 2, \"percent\": \"50\"}}",
          "f:1:58: amount.percent: must be a number without quotes such as 13.75, not \"50\"\n" },
        /* a percentage beside its fraction must be what it makes, as exactly as it is written */
        { "{\"amount\": {\"numerator\": 11, \"denominator\": 80, \"percent\": 12.50}}",
          "f:1:60: warning: amount.percent: the fraction makes 13.75 %, not 12.50 %; the program "
          "shows what it computes\n" },
        { "{\"amount\": {\"numerator\": 11, \"denominator\": 80, \"percent\": 13.7}}", "" },
        { "{\"amount\": {\"numerator\": 11, \"denominator\": 80, \"percent\": 14}}", "" },
        { "{\"period\": \"2026-Q5\"}",
          "f:1:12: period: must be a quarter such as \"2026-Q3\", or a "
          "year such as \"2026\", not \"2026-Q5\"\n" },
        { "{\"period\": \"T3 2026\"}",
          "f:1:12: period: must be a quarter such as \"2026-Q3\", or a "
          "year such as \"2026\", not \"T3 2026\"\n" },
        { "{\"strings\": []}", "f:1:13: strings: must hold 1 to 3 values, not 0\n" },
        { "{\"strings\": \"a\"}",
          "f:1:13: strings: must be a list between square brackets […], not \"a\"\n" },
        { "{\"numbers\": [1]}", "f:1:13: numbers: must hold exactly 2 values, not 1\n" },
        { "{\"numbers\": [1, 101]}", "f:1:17: numbers[1]: must be between 0 and 100, not 101\n" },
        { "{\"list\": [{\"n\": 1}, {}]}", "f:1:21: list[1]: the key \"n\" is missing\n" },
        { "{\"object\": {\"n\": 1, \"m\": 2}}", "f:1:21: object: unknown key \"m\"\n" },
        { "{\"icon\": \"clok\"}",
          "f:1:10: icon: must be the name of an icon, not \"clok\"; did you mean \"clock\"?\n" },
        { "{\"service\": \"acceuil\"}",
          "f:1:13: service: must be the id of a service of hours.json, "
          "not \"acceuil\"; did you mean \"accueil\"?\n" },
        { "{\"image\": 1}", "f:1:11: image: must be the path of a picture such as "
                            "\"images/hall.jpg\", not 1\n" },
        { "{\"url\": \"http://www.isere.gouv.fr/\"}",
          "f:1:9: url: must be an address that starts with \"https://\", not "
          "\"http://www.isere.gouv.fr/\"\n" },
        { "{\"url\": \"https://evil.org/\"}",
          "f:1:9: url: \"evil.org\" is not among the allowed_hosts of site.json (official sites "
          "only)\n" },
        { "{\"url\": \"https://notgouv.fr/\"}",
          "f:1:9: url: \"notgouv.fr\" is not among the allowed_hosts of site.json (official sites "
          "only)\n" },
        { "{\"url\": \"https://www.isere.gouv.fr@evil.org/\"}",
          "f:1:9: url: must be an address with a plain host such as https://www.isere.gouv.fr/, not "
          "\"https://www.isere.gouv.fr@evil.org/\"\n" },
        { "{\"url\": \"https://a.gouv.fr/é\"}",
          "f:1:9: url: an address holds no accents or quotes: \"é\" cannot stand in it\n" },
        /* a Cyrillic а in a host that would be somebody else's */
        { "{\"url\": \"https://а.gouv.fr/\"}",
          "f:1:9: url: an address holds only letters from a to z: \"а\" (U+0430) is none, even "
          "where it looks like one, and would lead elsewhere\n" },
        { "{\"address\": \"www.isére.gouv.fr\"}",
          "f:1:13: address: an address holds no accents or quotes: \"é\" cannot stand in it\n" },
        { "{\"address\": \"www.іsere.gouv.fr\"}",
          "f:1:13: address: an address holds only letters from a to z: \"і\" (U+0456) is none, "
          "even where it looks like one, and would lead elsewhere\n" },
        { "{\"address\": \"evil.org/gouv.fr\"}",
          "f:1:13: address: \"evil.org\" is not among the allowed_hosts of site.json (official sites "
          "only)\n" },
        { "{\"address\": \"demander à l'accueil\"}",
          "f:1:13: address: an address holds no spaces\n" },
        { "{\"address\": \"accueil\"}",
          "f:1:13: address: must be an address to read and type, such as \"www.isere.gouv.fr\", not "
          "\"accueil\"\n" },
        { "{\"address\": 5}", "f:1:13: address: must be an address to read and type, such as "
                              "\"www.isere.gouv.fr\", not 5\n" },
        { "{\"address\": \"isere.gouv.fr/rdv\", \"url\": \"https://WWW.isere.gouv.fr/a\"}", "" },
        { "{\"url\": \"https://www.isere.gouv.fr/a\", \"address\": \"isere2.gouv.fr\"}",
          "f:1:51: warning: address: who types this comes to \"isere2.gouv.fr\", but the QR code "
          "leads to \"isere.gouv.fr\"\n" },
        { "{\"text\": \"a\\u202eb\"}",
          "f:1:10: text: holds the invisible character U+202E, which shows other characters in a "
          "wrong order: take it out\n" },
        { "{\"string\": \"a\xe2\x81\xa6\"}",
          "f:1:12: string: holds the invisible character U+2066, which shows other characters in a "
          "wrong order: take it out\n" },
        { "{\"text\": \"\\u200fa\\u200e\"}", "" },
        { "{\"text\": \"runes ᚠ\"}",
          "f:1:10: warning: text: no font can draw the character \"ᚠ\" (U+16A0)\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct all all;
        char messages[1000] = "";
        bool good = read(rows[i].json, &arena, &all, messages);
        assert_string_equal(messages, rows[i].expected);
        assert_int_equal(good, !rows[i].expected[0] || strstr(rows[i].expected, "warning"));
        arena_finish(&arena);
    }
}

/* A word of a million letters, or a letter with as many accents, took minutes to lay out. */
static void texts_have_an_end(void **state)
{
    (void)state;
    static const char *const keys[] = { "text", "string" };
    for (int i = 0; i < 4; i++) {
        struct arena arena = { 0 };
        struct all all;
        char messages[1000] = "", *json = memset(arena_alloc(&arena, 2100), 'a', 2020);
        bool good = i >= 2;
        int start = sprintf(json, "{\"%s\": \"", keys[i % 2]);
        json[start] = 'a';
        strcpy(json + start + (good ? 2000 : 2001), "\"}");
        assert_int_equal(read(json, &arena, &all, messages), good);
        assert_true(good || strstr(messages, "must have at most 2000 characters, not \"aaa"));
        arena_finish(&arena);
    }
}

static void several_problems_are_all_told(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct all all;
    char messages[1000] = "";
    assert_false(
        read("{\"flag\": 1, \"color\": 2,\n \"list\": [{\"n\": \"a\"}]}", &arena, &all, messages));
    assert_string_equal(messages,
                        "f:1:10: flag: must be true or false, without quotes, not 1\n"
                        "f:1:22: color: must be a colour such as \"#1F6FE5\", not 2\n"
                        "f:2:17: list[0].n: must be a whole number without quotes, not \"a\"\n");
    arena_finish(&arena);
}

static void good_values_are_read(void **state)
{
    (void)state;
    static const char json[] =
        "{\"_comment\": [1, {\"x\": 2}], \"$schema\": \"s\","
        "\"string\": \"a\", \"url\": \"https://WWW.Isere.GOUV.fr/x?y=1\", \"icon\": \"clock\","
        "\"service\": \"accueil\", \"text\": {\"fr\": \"l'été\", \"en\": \"summer\"},"
        "\"date\": \"2028-02-29\", \"when\": \"2026-11-23T14:05\", \"integer\": 9,"
        "\"word\": \"busy\", \"weekdays\": [\"monday\", \"sunday\"], \"set\": [\"moderate\"],"
        "\"color\": \"#1f6Fe5\", \"number\": 8.1, \"flag\": true,"
        "\"amount\": {\"numerator\": 11, \"denominator\": 80}, \"period\": \"2026-Q3\","
        "\"strings\": [\"a\", \"b\"], \"numbers\": [0, 100], \"list\": [{\"n\": 7}],"
        "\"object\": {\"n\": 8}}";
    struct arena arena = { 0 };
    struct all all;
    char messages[1000] = "";
    assert_true(read(json, &arena, &all, messages));
    assert_string_equal(messages, "");
    assert_string_equal(text_in(&all.text, 0), "l’été"); /* set by the rules of French */
    assert_string_equal(text_own(&all.text, 1), "summer");
    assert_null(text_own(&all.text, -1));
    assert_int_equal(all.date.day, 29);
    assert_int_equal(all.when.minute, 14 * 60 + 5);
    assert_int_equal(all.time, 12 * 60); /* the default */
    assert_int_equal(all.integer, 9);
    assert_int_equal(all.word, 2);
    assert_int_equal(all.weekdays, 1u << MONDAY | 1u << SUNDAY);
    assert_int_equal(all.set, 2);
    assert_int_equal(all.color.r << 16 | all.color.g << 8 | all.color.b, 0x1f6fe5);
    assert_true(all.number == 8.1 && all.flag);
    assert_true(all.amount.value == 13.75 && all.amount.fraction && all.amount.given);
    assert_int_equal(all.period.quarter, 3);
    assert_int_equal(all.strings.count, 2);
    assert_true(all.numbers.items[1] == 100);
    assert_int_equal(((struct inner *)all.list.items)[0].n, 7);
    assert_int_equal(all.object.n, 8);
    arena_finish(&arena);
}

static void hosts_are_matched_whole(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool good;
    } rows[] = {
        { "https://gouv.fr/", true },          { "https://isere.gouv.fr", true },
        { "https://exact.org/", true },        { "https://sub.exact.org/", false },
        { "https://xexact.org/", false },      { "https://gouv.fr.evil.org/", false },
        { "https://isere.gouv.fr:8/", false }, { "https://localhost/", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct all all;
        char json[100], messages[1000] = "";
        snprintf(json, sizeof json, "{\"url\": \"%s\"}", rows[i].url);
        assert_int_equal(read(json, &arena, &all, messages), rows[i].good);
        snprintf(json, sizeof json, "{\"address\": \"%s\"}", rows[i].url + strlen("https://"));
        assert_int_equal(read(json, &arena, &all, messages), rows[i].good);
        arena_finish(&arena);
    }
}

static void words_are_counted_in_the_first_language(void **state)
{
    (void)state;
    static const struct field text_fields[] = {
        { ROW("text", FIELD_TEXT, text) },
        { .key = "text_short", .type = FIELD_TEXT, .offset = offsetof(struct all, text) },
        { .key = NULL },
    };
    static const struct record record = { .size = sizeof(struct all), .fields = text_fields };
    struct all all = { .text = { .by = { "trois  petits mots", "and many more in English" } } };
    assert_int_equal(record_words(&record, &all), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_values_are_explained),
        cmocka_unit_test(texts_have_an_end),
        cmocka_unit_test(several_problems_are_all_told),
        cmocka_unit_test(good_values_are_read),
        cmocka_unit_test(hosts_are_matched_whole),
        cmocka_unit_test(words_are_counted_in_the_first_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

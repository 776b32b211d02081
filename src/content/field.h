/* Field tables: one row per JSON key says what it may hold and where it goes in a struct. One
 * reader walks the tables; every message, default, JSON Schema and reference page comes from them.
 */
#pragma once
#include "base/arena.h"
#include "base/color.h"
#include "base/report.h"
#include "base/source.h"
#include "calendar/hours.h"
#include "content/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LANGUAGES_MAX = 8,
    LIST_DEFAULT_MAX = 500,  /* values in a list whose table does not say */
    TEXT_MAX = 2000,         /* characters of any text: far more than any page shows */
    ADDRESS_MAX = 150,       /* characters of an address, so that its QR code can be read */
    INTEGER_MAX = 1000000000 /* and its negative: bounds of whole numbers */
};

/* A text visitors see, by language: index 0 is the site's first (French); NULL where missing. */
struct text {
    const char *by[LANGUAGES_MAX];
};

struct list { /* of records, each record->size bytes */
    void *items;
    size_t count;
};

struct strings {
    const char **items;
    size_t count;
};

struct numbers {
    double *items;
    size_t count;
};

/* A figure, either typed or computed from a fraction: value = 100 x numerator / denominator. */
struct amount {
    double value;
    bool fraction;
    double numerator, denominator;
    bool given;
};

/* "2026-Q3", or "2026" with quarter 0; year 0 when not given. */
struct period {
    int year, quarter;
};

struct date_time { /* local; date none when not given */
    struct date date;
    int minute;
};

enum field_type {
    FIELD_STRING,    /* const char *: an identifier, nothing a visitor reads */
    FIELD_TEXT,      /* struct text */
    FIELD_DATE,      /* struct date */
    FIELD_DATE_TIME, /* struct date_time */
    FIELD_TIME,      /* int, minutes from midnight */
    FIELD_WEEKDAYS,  /* unsigned, bit set of MONDAY…SUNDAY */
    FIELD_COLOR,     /* struct color, "#RRGGBB" */
    FIELD_URL,       /* const char *: https, host allowed by site.json */
    FIELD_ADDRESS,   /* const char *: such an address as a visitor reads and types it */
    FIELD_IMAGE,     /* const char *: path of a checked picture beneath the content folder */
    FIELD_ICON,      /* const char *: name of an icon of assets/icons */
    FIELD_INTEGER,   /* int */
    FIELD_NUMBER,    /* double */
    FIELD_BOOL,      /* bool */
    FIELD_WORD,      /* int: index into words */
    FIELD_WORD_SET,  /* unsigned: bit set of indexes into words */
    FIELD_AMOUNT,    /* struct amount: number or {"numerator", "denominator"} */
    FIELD_PERIOD,    /* struct period */
    FIELD_SERVICE,   /* const char *: id of a service of hours.json */
    FIELD_SLIDE,     /* const char *: file name in slides/ without .json; show.c looks it up */
    FIELD_KIND,      /* const char *: the record's own name, by which show.c chose it */
    FIELD_STRINGS,   /* struct strings, min to max of them */
    FIELD_NUMBERS,   /* struct numbers, low to high each, min to max of them */
    FIELD_LIST,      /* struct list of record, min to max of them */
    FIELD_OBJECT,    /* the record's struct itself */
    FIELD_TYPES      /* how many */
};

struct record;

struct field {
    const char *key;
    enum field_type type;
    size_t offset;
    bool required;
    const char *fallback; /* JSON text read when the key is absent; NULL: all zero */
    double low, high;     /* bounds of numbers when low < high */
    double step;          /* numbers are multiples of it when above 0 */
    size_t min, max;      /* how many, for lists; most characters of a FIELD_STRING, 0: TEXT_MAX */
    const char *const *words;    /* for FIELD_WORD and FIELD_WORD_SET, NULL at the end */
    const char *const *meanings; /* of the words in French, same order; NULL when they tell */
    const struct record *record; /* for FIELD_LIST and FIELD_OBJECT */
    const char *help;            /* one French sentence for the staff guide and the schema */
    const char *example;         /* JSON text; NULL: describe.c makes one from type and record */
    bool starter;                /* optional, but a new file starts with it */
};

/* "monday" to "sunday", NULL at the end, for fields of one weekday; and what they mean. */
extern const char *const weekday_words[], *const weekday_meanings[];

struct reader;
struct places;

struct record {
    const char *name;
    size_t size;
    const struct field *fields; /* ends with a row whose key is NULL */
    const char *title;          /* a few French words, such as "Horaires d’ouverture" */
    const char *help;           /* one French sentence */
    /* JSON Schema members, without brackets, that say of `check` what such a schema can say; NULL:
     * nothing. The schema test compares them with `check`. */
    const char *rules;
    /* What a table cannot say; reports through reader_error and reader_warning. May be NULL. */
    void (*check)(void *record, const struct json *json, struct reader *reader);
};

/* Tells whether some font can draw every character of text; if not, *missing is the first it
 * cannot. */
typedef bool text_covered(void *fonts, const char *text, uint32_t *missing);

/* What every reading function needs; lives as long as one file is read. */
struct reader {
    struct arena *arena; /* of the show: results live there */
    struct report *report;
    const char *file;             /* as staff know it */
    struct source *source;        /* where pictures are; NULL: they are not looked at */
    const char *const *languages; /* codes, index = struct text's index */
    size_t language_count;
    const char *const *hosts; /* allowed host suffixes; NULL: any */
    size_t host_count;
    const char *const *icons; /* known icon names; NULL: any */
    size_t icon_count;
    const char *const *services; /* ids of hours.json; NULL: any */
    size_t service_count;
    bool
        hours_told; /* hours.json is broken and the report says so: what follows from it does not */
    text_covered *covered; /* NULL: not checked */
    void *fonts;
    struct places *places; /* where values stand is noted here; NULL: nowhere */
    size_t errors;         /* reported through this reader */
};

/* Tells whether a key is a comment: it starts with "_" or "$". */
bool key_is_comment(const char *key);

/* Reads json into the zeroed *out of record->size bytes. Returns whether it held no error; every
 * problem is reported. Comments are passed over. */
bool record_read(const struct record *record, const struct json *json, struct reader *reader,
                 void *out);

/* Reports a problem at value; the message says what would be right, then what was there. */
void reader_error(struct reader *reader, const struct json *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void reader_warning(struct reader *reader, const struct json *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds to the problem reported last the word, without its quotes, that could stand there. */
void reader_suggest(struct reader *reader, const char *word);

/* The same with what could stand there as it would be typed, quotes and brackets included. */
void reader_suggest_source(struct reader *reader, const char *source);

/* Returns whether every text of a record that is given is also written in that language, lists and
 * objects included. */
bool record_written(const struct record *record, const void *data, int language);

/* Warns at each text of a record, read from json, that is missing in some language. */
void record_warn_unwritten(const struct record *record, const void *data, const struct json *json,
                           struct reader *reader);

/* Returns the text in language, else in the first language, else "". */
const char *text_in(const struct text *text, int language);

/* Returns the text in language, or NULL when it has none of its own (language < 0: NULL). */
const char *text_own(const struct text *text, int language);

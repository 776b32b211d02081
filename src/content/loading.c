/* What reading every file of a show has in common: a file that is broken is read again from its
 * last good version where the source has one, which must hold together with the files read before
 * it. */
#include "content/loading.h"

#include <string.h>

enum { FILE_BYTES_MAX = 1024 * 1024 };

const char *loading_path(struct loading *loading, const char *path)
{
    return show_path(loading->show, path, &loading->show->arena);
}

const struct json *loading_json(struct loading *loading, const char *path, bool must_exist)
{
    const char *name = loading_path(loading, path);
    struct blob blob;
    const char *reason;
    if (!must_exist && !source_has(loading->source, path)) {
        return NULL;
    }
    if (!source_read(loading->source, path, FILE_BYTES_MAX, loading->tree, &blob, &reason)) {
        report_add(loading->report, PROBLEM_ERROR, name, 0, 0, "", "%s", reason);
        return NULL;
    }
    return json_parse_apart(blob.bytes, blob.size, name, loading->tree, &loading->show->arena,
                            loading->report);
}

/* Makes an attempt of which staff hear nothing. */
static bool attempt_quietly(struct loading *loading, const char *path, try_file *attempt, void *out)
{
    struct report quiet = { 0 }, *told = loading->report;
    loading->report = loading->reader.report = &quiet;
    bool good = attempt(loading, path, out);
    loading->report = loading->reader.report = told;
    report_finish(&quiet);
    return good;
}

bool loading_file(struct loading *loading, const char *path, try_file *attempt, void *out)
{
    if (attempt(loading, path, out)) {
        source_approve(loading->source, path);
        return true;
    }
    if (!source_fall_back(loading->source, path)) {
        return false;
    }
    if (attempt_quietly(loading, path, attempt, out)) {
        return true;
    }
    source_return(loading->source, path);
    attempt_quietly(loading, path, attempt, out);
    return false;
}

bool loading_record(struct loading *loading, const char *path, const struct json *json,
                    const struct record *record, void *out)
{
    struct reader reader = loading->reader;
    reader.file = loading_path(loading, path);
    if (json && record_read(record, json, &reader, out)) {
        return true;
    }
    memset(out, 0, record->size);
    return false;
}

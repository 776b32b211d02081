/* Pictures of the content folder, proven whole before anything decodes them. */
#include "content/field_types.h"

#include "base/image.h"
#include "base/message.h"
#include "content/closest.h"

#include <string.h>

enum { PICTURES_MAX = 2000 };

/* Suggests the picture of the same folder whose name is nearest, if there is none of this name. */
static void suggest_picture(struct reader *reader, const char *path, struct arena *arena)
{
    struct file_names names;
    const char *reason;
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(arena, path, (size_t)(slash - path)) : ".";
    if (!source_list(reader->source, folder, "", PICTURES_MAX, arena, &names, &reason)) {
        return;
    }
    const char *near = closest_word(slash ? slash + 1 : path, names.names, names.count);
    if (near && strcmp(near, slash ? slash + 1 : path) != 0) {
        reader_suggest(reader, slash ? arena_printf(arena, "%s/%s", folder, near) : near);
    }
}

/* A picture that is broken is shown as it last was good, which staff are told all the same. */
static bool prove_picture(struct reader *reader, const struct json *json)
{
    struct arena arena = { 0 };
    const char *path = json->string, *reason, *other;
    bool good = source_picture(reader->source, path, IMAGE_BYTES_MAX, &arena, &reason);
    if (!good) {
        size_t errors = reader->errors;
        reader_error(reader, json, _("the picture \"%s\" cannot be shown: %s"), path, reason);
        suggest_picture(reader, path, &arena);
        good = source_fall_back(reader->source, path) &&
               source_picture(reader->source, path, IMAGE_BYTES_MAX, &arena, &other);
        if (good) {
            reader->errors = errors;
        } else {
            source_return(reader->source, path);
        }
    }
    arena_finish(&arena);
    return good;
}

bool field_read_image(struct reader *reader, const struct field *field, const struct json *json,
                      void *out)
{
    (void)field;
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("the path of a picture such as \"images/hall.jpg\""));
    }
    *(const char **)out = json->string;
    return !reader->source || prove_picture(reader, json);
}

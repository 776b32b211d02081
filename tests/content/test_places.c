/* Every value of a show knows its place in the files: the member, the texts, the addresses. */
#include "content/places.h"
#include "support/cmocka_all.h"
#include "support/content.h"

#include <string.h>

static void check_place(const struct show *show, const void *value, int line, int column,
                        const char *path)
{
    struct arena arena = { 0 };
    const struct place *place = places_find(&show->places, value);
    assert_non_null(place);
    assert_non_null(strstr(place->file, "/slides/page.json"));
    assert_int_equal(place->json->line, line);
    assert_int_equal(place->json->column, column);
    assert_string_equal(json_path(place->json, &arena), path);
    arena_finish(&arena);
}

static void values_have_places(void **state)
{
    (void)state;
    struct show *show = content_with_slide("{\"kind\": \"links\", \"title\": {\"fr\": \"Sites\",\n"
                                           "  \"en\": \"Sites\"}, \"example\": true, \"links\": [\n"
                                           "{\"label\": \"A\", \"url\": \"https://a.gouv.fr/\"}],\n"
                                           "\"offline\": \"Accueil\"}");
    const struct slide_head *head = show_slide(show, "page")->head;
    check_place(show, &head->kind, 1, 10, "kind");
    check_place(show, &head->title, 1, 28, "title");
    check_place(show, head->title.by[0], 1, 35, "title.fr");
    check_place(show, head->title.by[1], 2, 9, "title.en");
    check_place(show, &head->example, 2, 30, "example");
    const struct place *url = NULL;
    for (size_t i = 0; i < show->places.count && !url; i++) {
        const struct place *place = &show->places.items[i];
        url = place->json->key && strcmp(place->json->key, "url") == 0 ? place : NULL;
    }
    assert_non_null(url);
    assert_int_equal(url->json->line, 3);
    assert_null(places_find(&show->places, &head->source)); /* not in the file */
    assert_null(places_find(&show->places, NULL));
    content_free(show);
}

static void an_empty_table_finds_nothing(void **state)
{
    (void)state;
    struct places places = { 0 };
    int value;
    places_sort(&places);
    assert_null(places_find(&places, &value));
    places_add(&places, NULL, "f", NULL);
    assert_int_equal(places.count, 0);
    places_finish(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_places),
        cmocka_unit_test(an_empty_table_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

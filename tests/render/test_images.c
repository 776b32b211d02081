/* The queue and the cache, with a decoder that does what the name of the picture says: "gate" waits
 * until the gate is opened, "hang" until the very end, "broken" fails, "large" takes 4 MiB. */
#include "base/alloc.h"
#include "base/file.h"
#include "render/images.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Long enough for anything but "hang" on a busy machine. */
enum { PATIENT_MS = 60000, LIMIT_MS = 300, MARKS_MAX = 80 };

enum { MIB = 1024 * 1024 };

static char folder[] = "/tmp/vestibule-images-XXXXXX";
static int root;
static SDL_sem *gate, *end;
static SDL_atomic_t decoded;
static unsigned long done;
static bool broken; /* whatever the name */

static void decode(struct job *job)
{
    SDL_AtomicAdd(&decoded, 1);
    if (strncmp(job->path, "gate", 4) == 0) {
        SDL_SemWait(gate);
    }
    if (strncmp(job->path, "hang", 4) == 0) {
        SDL_SemWait(end);
    }
    if (broken || strncmp(job->path, "broken", 6) == 0) {
        job->reason = xstrdup("is broken");
        return;
    }
    int side = strncmp(job->path, "large", 5) == 0 ? 1024 : 2;
    job->surface = SDL_CreateRGBSurfaceWithFormat(0, side, side, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!job->surface) {
        job->reason = xstrdup(SDL_GetError());
    }
}

struct page {
    struct mark marks[MARKS_MAX];
    char names[MARKS_MAX][32];
    struct picture picture;
};

/* A page of count pictures called name0, name1 and so on. */
static struct page *make_page(const char *name, int count)
{
    static struct page page;
    page = (struct page){ 0 };
    for (int i = 0; i < count; i++) {
        snprintf(page.names[i], sizeof page.names[i], "%s%d", name, i);
        page.marks[i] = (struct mark){ .type = MARK_IMAGE, .text = page.names[i] };
        page.marks[i].box = (struct rect){ 0, 0, 2, 2 };
    }
    page.picture.marks = page.marks;
    page.picture.count = (size_t)count;
    return &page;
}

static int count_painted(struct images *images, const struct page *page)
{
    int count = 0;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 4, 4, 32, SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    for (size_t i = 0; i < page->picture.count; i++) {
        count += images_paint(images, i, &page->marks[i], surface);
    }
    SDL_FreeSurface(surface);
    return count;
}

static struct images *open_images(Uint32 limit_ms)
{
    SDL_AtomicSet(&decoded, 0);
    done = 0;
    struct images *images = images_open(decode, limit_ms, &done);
    images_set_root(images, root);
    return images;
}

static void test_ready_only_when_decoded(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    struct page *page = make_page("gate", 1);
    assert_false(images_prepare(images, &page->picture, false));
    assert_false(images_prepare(images, &page->picture, false));
    assert_int_equal(count_painted(images, page), 0);
    assert_int_equal(SDL_SemPost(gate), 0);
    assert_true(images_prepare(images, &page->picture, true));
    assert_true(images_prepare(images, &page->picture, false));
    assert_int_equal(count_painted(images, page), 1);
    assert_int_equal(SDL_AtomicGet(&decoded), 1);
    assert_int_equal(done, 1);
    images_close(images);
}

static void test_pages_do_not_wait_for_each_other(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    assert_true(images_prepare(images, &make_page("quick", 2)->picture, true));
    assert_false(images_prepare(images, &make_page("gate", 1)->picture, false));
    struct page *quick = make_page("quick", 2);
    assert_true(images_prepare(images, &quick->picture, false));
    assert_int_equal(count_painted(images, quick), 2);
    assert_int_equal(SDL_SemPost(gate), 0);
    images_close(images); /* with a job that was never asked for again */
}

static void test_more_than_the_queue_holds(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    struct page *page = make_page("many", MARKS_MAX);
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(count_painted(images, page), MARKS_MAX);
    assert_int_equal(SDL_AtomicGet(&decoded), MARKS_MAX);
    images_close(images);
}

static void test_failures_are_not_tried_again(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    struct page *page = make_page("broken", 2);
    for (int i = 0; i < 3; i++) {
        assert_true(images_prepare(images, &page->picture, true));
        assert_int_equal(count_painted(images, page), 0);
    }
    assert_int_equal(SDL_AtomicGet(&decoded), 2);
    assert_int_equal(done, 0);
    images_set_root(images, root); /* but when the content changed they are */
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(SDL_AtomicGet(&decoded), 4);
    images_close(images);
}

static void test_failures_are_tried_again_when_asked(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    struct page *page = make_page("later", 2);
    broken = true;
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(count_painted(images, page), 0);
    broken = false;
    images_try_again(images);
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(count_painted(images, page), 2);
    images_try_again(images);
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(SDL_AtomicGet(&decoded), 4);
    images_close(images);
}

static void put(const char *name, const char *text)
{
    int file = openat(root, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
}

static void test_changed_file_is_decoded_anew(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    struct page *page = make_page("file", 1);
    static const struct {
        const char *text;
        int decoded;
    } rows[] = { { "one", 1 }, { NULL, 1 }, { "three", 2 }, { NULL, 2 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].text) {
            put("file0", rows[i].text);
        }
        assert_true(images_prepare(images, &page->picture, true));
        assert_int_equal(SDL_AtomicGet(&decoded), rows[i].decoded);
        images_set_root(images, root); /* what has not changed stays */
    }
    page->marks[0].box.w = 3; /* another place is another picture */
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(SDL_AtomicGet(&decoded), 3);
    images_close(images);
    assert_int_equal(unlinkat(root, "file0", 0), 0);
}

static void test_cache_is_bounded(void **state)
{
    (void)state;
    struct images *images = open_images(PATIENT_MS);
    for (int i = 0; i < 30; i++) {
        char name[16];
        snprintf(name, sizeof name, "large%d-", i);
        assert_true(images_prepare(images, &make_page(name, 1)->picture, true));
        assert_true(images_use(images).bytes <= 16 * MIB);
    }
    assert_true(images_use(images).bytes > 11 * MIB);
    struct page *page = make_page("large", 20); /* one page may need more, all at the same time */
    assert_true(images_prepare(images, &page->picture, true));
    assert_true(images_prepare(images, &page->picture, false));
    assert_int_equal(count_painted(images, page), 20);
    assert_true(images_use(images).bytes < 81 * MIB);
    assert_true(images_prepare(images, &make_page("large30-", 1)->picture, true));
    assert_true(images_use(images).bytes <= 16 * MIB);
    images_close(images);
}

static void test_what_takes_too_long_is_given_up(void **state)
{
    (void)state;
    struct images *images = open_images(LIMIT_MS);
    assert_false(images_prepare(images, &make_page("hang", 1)->picture, false));
    assert_true(images_prepare(images, &make_page("quick", 3)->picture, true));
    struct page *page = make_page("hang", 1);
    assert_true(images_prepare(images, &page->picture, false));
    assert_int_equal(count_painted(images, page), 0);
    page = make_page("quick", 3);
    assert_true(images_prepare(images, &page->picture, false));
    assert_int_equal(count_painted(images, page), 3);
    assert_int_equal(SDL_AtomicGet(&decoded), 4);
    images_close(images);
}

/* Closing does not wait for ever either, and threads that hang are not added without end. */
static void test_many_hang(void **state)
{
    (void)state;
    struct images *images = open_images(LIMIT_MS / 10);
    struct page *page = make_page("hang", 6);
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(count_painted(images, page), 0);
    assert_int_equal(SDL_AtomicGet(&decoded), 3);
    images_close(images);
    images = open_images(LIMIT_MS / 10);
    assert_false(images_prepare(images, &page->picture, false));
    images_close(images);
}

static void test_without_content(void **state)
{
    (void)state;
    struct images *images = images_open(decode, PATIENT_MS, &done);
    struct page *page = make_page("quick", 1);
    SDL_AtomicSet(&decoded, 0);
    assert_true(images_prepare(images, &page->picture, true));
    assert_int_equal(count_painted(images, page), 0);
    assert_int_equal(SDL_AtomicGet(&decoded), 0);
    images_close(images);
    images_close(NULL);
}

static int setup(void **state)
{
    (void)state;
    gate = SDL_CreateSemaphore(0);
    end = SDL_CreateSemaphore(0);
    root = mkdtemp(folder) ? file_open_root(folder) : -1;
    return gate && end && root >= 0 ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    close(root);
    for (int i = 0; i < 16; i++) { /* the threads that were given up end by themselves */
        SDL_SemPost(end);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ready_only_when_decoded),
        cmocka_unit_test(test_pages_do_not_wait_for_each_other),
        cmocka_unit_test(test_more_than_the_queue_holds),
        cmocka_unit_test(test_failures_are_not_tried_again),
        cmocka_unit_test(test_failures_are_tried_again_when_asked),
        cmocka_unit_test(test_changed_file_is_decoded_anew),
        cmocka_unit_test(test_cache_is_bounded),
        cmocka_unit_test(test_what_takes_too_long_is_given_up),
        cmocka_unit_test(test_many_hang),
        cmocka_unit_test(test_without_content),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

/* The screen lives on where there is no memory to say what is wrong: SDL calls itself without end
 * when it cannot have the memory of a thread's first error. */
#include "base/alloc.h"
#include "fault/faults.h"
#include "render/raster.h"
#include "render/worker.h"
#include "support/cmocka_all.h"

static bool wrong; /* the next job is */

static void work(struct job *job)
{
    (void)job;
    if (wrong) {
        SDL_SetError("cannot be decoded");
    }
}

static struct job *new_job(void)
{
    struct job *job = xcalloc(1, sizeof *job);
    job->key = xstrdup("door");
    job->path = xstrdup("images/door.png");
    return job;
}

static void do_job(struct worker *worker, struct job *job)
{
    bool hopeless;
    assert_true(worker_submit(worker, job, &hopeless));
    assert_ptr_equal(worker_take(worker, true), job);
}

/* Runs first: what SDL has had once it keeps. */
static void test_own_thread(void **state)
{
    (void)state;
    struct raster *raster = raster_open("assets");
    assert_non_null(raster);
    faults_arm((struct fault){ .area = FAULT_MEMORY, .at = 1, .lasts = true });
    SDL_SetError("cannot be drawn");
    faults_disarm();
    raster_close(raster);
}

static void test_decoding_thread(void **state)
{
    struct worker *worker = worker_open(work, 1000);
    struct job *job = new_job();
    (void)state;
    do_job(worker, job); /* the thread is there now */
    wrong = true;
    faults_arm((struct fault){ .area = FAULT_MEMORY, .at = 1, .lasts = true });
    do_job(worker, job);
    faults_disarm();
    job_free(job);
    worker_close(worker);
    SDL_Quit();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_thread),
        cmocka_unit_test(test_decoding_thread),
    };
    faults_catch_crashes(20);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

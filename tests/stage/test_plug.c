/* Waiting for a display in a made-up root folder, and when there is none to wait for. */
#include "base/log.h"
#include "stage/plug.h"
#include "support/cmocka_all.h"
#include "support/root.h"

#include <SDL.h>
#include <stdlib.h>

static void kms_is_what_is_left(void **state)
{
    (void)state;
    static const struct {
        const char *driver, *x11, *wayland;
        bool ours;
    } rows[] = {
        { "", "", "", true },         { "", ":0", "", false },    { "", "", "wayland-0", false },
        { "kmsdrm", ":0", "", true }, { "KMSDRM", "", "", true }, { "x11", "", "", false },
        { "dummy", "", "", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setenv("SDL_VIDEODRIVER", rows[i].driver, 1);
        setenv("DISPLAY", rows[i].x11, 1);
        setenv("WAYLAND_DISPLAY", rows[i].wayland, 1);
        assert_int_equal(plug_is_ours(), rows[i].ours);
    }
}

static SDL_atomic_t plugged;

static int plug_in(void *unused)
{
    (void)unused;
    SDL_Delay(50);
    SDL_AtomicSet(&plugged, 1);
    root_put("/sys/class/drm/card0-HDMI-A-1/status", "connected\n");
    return 0;
}

static void it_waits_until_one_is_plugged_in(void **state)
{
    (void)state;
    const char *root = root_make();
    plug_wait(root, 1000000, NULL, NULL); /* no connector: at once */
    root_put("/sys/class/drm/card0-HDMI-A-1/status", "disconnected\n");
    SDL_Thread *thread = SDL_CreateThread(plug_in, "plug", NULL);
    assert_non_null(thread);
    plug_wait(root, 5, NULL, NULL);
    assert_int_equal(SDL_AtomicGet(&plugged), 1);
    SDL_WaitThread(thread, NULL);
    plug_wait(root, 1000000, NULL, NULL); /* plugged: at once */
    root_remove();
}

static void sdl_is_told_the_card_where_there_are_several(void **state)
{
    (void)state;
    const char *root = root_make();
    root_put("/sys/class/drm/card1/uevent", "");
    root_put("/sys/class/drm/card1-HDMI-A-1/status", "connected\n");
    plug_choose_card(root);
    assert_null(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX)); /* one card: SDL finds it */
    root_put("/sys/class/drm/card0/uevent", "");
    plug_choose_card(root);
    assert_string_equal(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX), "1");
    root_put("/sys/class/drm/card0-DSI-1/status", "connected\n");
    root_put("/sys/class/drm/card1-HDMI-A-1/status", "disconnected\n");
    plug_choose_card(root);
    assert_string_equal(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX), "0");
    /* what the technician sets counts */
    setenv("SDL_KMSDRM_DEVICE_INDEX", "3", 1);
    plug_choose_card(root);
    assert_string_equal(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX), "3");
    unsetenv("SDL_KMSDRM_DEVICE_INDEX");
    root_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kms_is_what_is_left),
        cmocka_unit_test(sdl_is_told_the_card_where_there_are_several),
        cmocka_unit_test(it_waits_until_one_is_plugged_in),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

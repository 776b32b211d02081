/* Connectors as kernels list them, in made-up root folders. */
#include "machine/connector.h"
#include "support/cmocka_all.h"
#include "support/root.h"

#include <stdio.h>

static void put_connector(const char *name, const char *status, const char *enabled,
                          const char *modes)
{
    char path[256];
    snprintf(path, sizeof path, "/sys/class/drm/%s/status", name);
    root_put(path, status);
    snprintf(path, sizeof path, "/sys/class/drm/%s/enabled", name);
    root_put(path, enabled);
    snprintf(path, sizeof path, "/sys/class/drm/%s/modes", name);
    root_put(path, modes);
}

/* As on a Raspberry Pi 4 with one screen: the GPU's card has no connector. */
static void a_pi_with_one_screen(void **state)
{
    (void)state;
    struct connector found[CONNECTORS_MAX];
    const char *root = root_make();
    root_put("/sys/class/drm/version", "drm 1.1.0 20060810\n");
    root_put("/sys/class/drm/card0/uevent", "");
    root_put("/sys/class/drm/renderD128/uevent", "");
    put_connector("card1-HDMI-A-2", "disconnected\n", "disabled\n", "");
    put_connector("card1-HDMI-A-1", "connected\n", "enabled\n",
                  "1920x1080\n1920x1080\n1280x720\n720x576\n");
    put_connector("card1-Writeback-1", "unknown\n", "disabled\n", "");
    assert_int_equal(connectors_read(root, found), 2);
    assert_string_equal(found[0].name, "card1-HDMI-A-1");
    assert_true(found[0].connected && found[0].enabled);
    assert_int_equal(found[0].modes, 4);
    assert_int_equal(found[0].width, 1920);
    assert_int_equal(found[0].height, 1080);
    assert_string_equal(found[1].name, "card1-HDMI-A-2");
    assert_false(found[1].connected || found[1].enabled);
    assert_int_equal(found[1].modes, 0);
    assert_int_equal(found[1].width, 0);
    assert_false(connectors_unplugged(root));
    root_remove();
}

static void unplugged_needs_a_socket(void **state)
{
    (void)state;
    struct connector found[CONNECTORS_MAX];
    const char *root = root_make();
    assert_int_equal(connectors_read(root, found), 0);
    assert_false(connectors_unplugged(root)); /* no display driver: nothing to wait for */
    put_connector("card0-HDMI-A-1", "disconnected\n", "disabled\n", "");
    assert_true(connectors_unplugged(root));
    put_connector("card0-HDMI-A-1", "unknown\n", "disabled\n", "1024x768\n");
    assert_true(connectors_unplugged(root));
    put_connector("card0-HDMI-A-1", "connected\n", "disabled\n", "garbage\n");
    assert_false(connectors_unplugged(root));
    assert_int_equal(connectors_read(root, found), 1);
    assert_int_equal(found[0].width, 0);
    root_remove();
}

static void more_than_fit_are_left_out(void **state)
{
    (void)state;
    struct connector found[CONNECTORS_MAX];
    const char *root = root_make();
    for (int i = 0; i < CONNECTORS_MAX + 5; i++) {
        char name[64];
        snprintf(name, sizeof name, "card0-DP-%02d", i);
        put_connector(name, "connected", "enabled", "800x600");
    }
    put_connector("card0-A-name-that-is-longer-than-any-kernel-would-ever-give-to-a-connector",
                  "connected", "enabled", "800x600");
    assert_int_equal(connectors_read(root, found), CONNECTORS_MAX);
    assert_string_equal(found[0].name, "card0-DP-00");
    assert_string_equal(found[CONNECTORS_MAX - 1].name, "card0-DP-15");
    root_remove();
}

/* What is plugged in has a number, which only another screen, socket or mode changes. */
static void another_screen_is_noticed(void **state)
{
    (void)state;
    struct connector found[CONNECTORS_MAX];
    const char *root = root_make();
    uint64_t seen[6];
    put_connector("card1-HDMI-A-1", "disconnected\n", "disabled\n", "");
    put_connector("card1-HDMI-A-2", "disconnected\n", "disabled\n", "");
    assert_true(connectors_fingerprint(found, connectors_read(root, found)) == 0);
    put_connector("card1-HDMI-A-1", "connected\n", "disabled\n", "1920x1080\n");
    seen[0] = connectors_fingerprint(found, connectors_read(root, found));
    put_connector("card1-HDMI-A-1", "connected\n", "enabled\n", "1920x1080\n");
    assert_true(connectors_fingerprint(found, connectors_read(root, found)) == seen[0]);
    put_connector("card1-HDMI-A-1", "connected\n", "enabled\n", "1920x1080\n1280x720\n");
    seen[1] = connectors_fingerprint(found, connectors_read(root, found));
    root_put("/sys/class/drm/card1-HDMI-A-1/edid", "one");
    seen[2] = connectors_fingerprint(found, connectors_read(root, found));
    root_put("/sys/class/drm/card1-HDMI-A-1/edid", "two");
    seen[3] = connectors_fingerprint(found, connectors_read(root, found));
    put_connector("card1-HDMI-A-2", "connected\n", "enabled\n", "1920x1080\n1280x720\n");
    root_put("/sys/class/drm/card1-HDMI-A-2/edid", "two");
    seen[4] = connectors_fingerprint(found, connectors_read(root, found));
    put_connector("card1-HDMI-A-1", "disconnected\n", "disabled\n", "");
    seen[5] = connectors_fingerprint(found, connectors_read(root, found));
    for (int i = 0; i < 6; i++) {
        assert_true(seen[i] != 0);
        for (int j = 0; j < i; j++) {
            assert_true(seen[i] != seen[j]);
        }
    }
    root_remove();
}

/* As on a Raspberry Pi 5, where the display's card is 0 or 1. */
static void the_card_with_the_display_is_chosen(void **state)
{
    (void)state;
    struct connector found[CONNECTORS_MAX];
    const char *root = root_make();
    put_connector("card0-DSI-1", "disconnected\n", "disabled\n", "");
    put_connector("card1-HDMI-A-1", "connected\n", "enabled\n", "");
    put_connector("card2-DSI-2", "connected\n", "enabled\n", "800x480\n");
    int count = connectors_read(root, found);
    const struct connector *chosen = connectors_chosen(found, count);
    assert_non_null(chosen);
    assert_int_equal(connector_card(chosen), 2); /* the one that tells its size */
    assert_string_equal(connector_socket(chosen), "DSI-2");
    put_connector("card2-DSI-2", "disconnected\n", "disabled\n", "");
    chosen = connectors_chosen(found, connectors_read(root, found));
    assert_int_equal(connector_card(chosen), 1);
    put_connector("card1-HDMI-A-1", "disconnected\n", "enabled\n", "");
    assert_null(connectors_chosen(found, connectors_read(root, found)));
    root_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pi_with_one_screen),
        cmocka_unit_test(unplugged_needs_a_socket),
        cmocka_unit_test(more_than_fit_are_left_out),
        cmocka_unit_test(another_screen_is_noticed),
        cmocka_unit_test(the_card_with_the_display_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

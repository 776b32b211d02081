/* A plugin of QEMU's user emulator that counts the instructions a program takes, one block of them
 * at a time, and prints their number when it ends. Debian packages the emulator without its header,
 * so what is used of it is declared here; its ABI is versioned, and a QEMU that no longer speaks
 * this version refuses the plugin. https://www.qemu.org/docs/master/devel/tcg-plugins.html */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define EXPORT __attribute__((visibility("default")))

#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION 1
#endif

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
enum { CB_NO_REGS = 0 };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
                                           void (*cb)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb,
                                          void (*cb)(unsigned cpu, void *data), int flags,
                                          void *data);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, void *),
                                    void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
void qemu_plugin_outs(const char *text);

EXPORT int qemu_plugin_version = PLUGIN_VERSION;
EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv);

static uint64_t instructions;

static void handle_run(unsigned cpu, void *data)
{
    (void)cpu;
    __atomic_fetch_add(&instructions, (uintptr_t)data, __ATOMIC_RELAXED);
}

static void handle_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_cb(block, handle_run, CB_NO_REGS,
                                         (void *)qemu_plugin_tb_n_insns(block));
}

static void handle_exit(qemu_plugin_id_t id, void *data)
{
    char line[64];
    (void)id;
    (void)data;
    snprintf(line, sizeof line, "%" PRIu64 " instructions\n", instructions);
    qemu_plugin_outs(line);
}

int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    (void)argc;
    (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, handle_block);
    qemu_plugin_register_atexit_cb(id, handle_exit, NULL);
    return 0;
}

/* Hashes are of return addresses, which a fork does not change: lives that begin in one process can
 * be compared. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/stacks.h"

#include <execinfo.h>
#include <string.h>

enum { FRAMES_MAX = 64, FUNCTIONS_MAX = 64 };

static unsigned part_now;
static void *start_frames[FRAMES_MAX];
static int start_depth;
static _Thread_local bool looking;

void faults_part(unsigned number)
{
    part_now = number;
}

bool stacks_looking(void)
{
    return looking;
}

static bool is_ours(const void *address)
{
    extern char __executable_start, etext; /* the linker's */
    uintptr_t at = (uintptr_t)address;
    return at >= (uintptr_t)&__executable_start && at < (uintptr_t)&etext;
}

/* FNV-1a, of addresses. */
static uint64_t hash_address(uint64_t hash, uintptr_t address)
{
    return (hash ^ address) * 0x100000001b3u;
}

/* The function that asks may do so in several places, which are not told apart. */
struct stack stacks_above(void)
{
    static const uint64_t basis = 0xcbf29ce484222325u;
    void *frames[FRAMES_MAX];
    looking = true;
    int count = backtrace(frames, FRAMES_MAX);
    looking = false;
    for (int i = start_depth; count > 0 && i > 0 && frames[count - 1] == start_frames[i - 1]; i--) {
        count--; /* who began it does not matter */
    }
    struct stack stack = { hash_address(basis, part_now), basis };
    int own = 0;
    while (own < count && frames[own] != __builtin_return_address(0)) {
        own++;
    }
    for (int i = own + 1; i < count; i++) {
        uintptr_t frame = (uintptr_t)frames[i];
        stack.whole = hash_address(stack.whole, frame);
        stack.way = is_ours(frames[i]) ? hash_address(stack.way, frame) : stack.way;
    }
    return (struct stack){ stack.whole | 1, stack.way | 1 };
}

static struct {
    const char *name;
    unsigned long last;
} called[FUNCTIONS_MAX];

/* Tables that are open to the next free place; a hash of 0 is none. */
static struct seen {
    uint64_t hash;
    unsigned long first, last;
} ways[2 * WAYS_MAX], stacks[2 * STACKS_MAX];

static void remember_hash(struct seen *table, size_t size, uint64_t hash, unsigned long call)
{
    size_t i = hash % size;
    while (table[i].hash && table[i].hash != hash) {
        i = (i + 1) % size;
    }
    table[i].first = table[i].hash ? table[i].first : call;
    table[i].last = call;
    table[i].hash = hash;
}

/* Remembers when each function was called last (names are literals), and from where. */
void stacks_remember(const char *name, unsigned long call, struct stack stack)
{
    remember_hash(ways, sizeof ways / sizeof *ways, stack.way, call);
    remember_hash(stacks, sizeof stacks / sizeof *stacks, stack.whole, call);
    for (int i = 0; i < FUNCTIONS_MAX; i++) {
        if (!called[i].name) {
            called[i].name = name;
        }
        if (called[i].name == name) {
            called[i].last = call;
            return;
        }
    }
}

void faults_landmarks(struct faults_landmarks *out)
{
    out->way_count = out->stack_count = 0;
    for (int i = 0; i < FUNCTIONS_MAX && called[i].name; i++) {
        out->ways[out->way_count++] = called[i].last;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways && out->way_count < WAYS_MAX; i++) {
        if (ways[i].hash) {
            out->ways[out->way_count++] = ways[i].first;
        }
    }
    for (size_t i = 0; i < sizeof stacks / sizeof *stacks && out->stack_count < STACKS_MAX; i++) {
        if (stacks[i].hash) {
            out->stacks[out->stack_count] = stacks[i].hash;
            out->firsts[out->stack_count] = stacks[i].first;
            out->lasts[out->stack_count++] = stacks[i].last;
        }
    }
}

void stacks_start(void)
{
    part_now = 0;
    if (called[0].name) {
        memset(called, 0, sizeof called);
        memset(ways, 0, sizeof ways);
        memset(stacks, 0, sizeof stacks);
    }
    start_depth = backtrace(start_frames, FRAMES_MAX);
}

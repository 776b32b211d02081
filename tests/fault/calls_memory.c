/* The allocator. dlsym needs it itself, so what comes after is the C library's own; with the
 * address sanitizer, whose allocator must not be replaced, only our own objects are made to ask
 * (the linker's --wrap), SDL and cJSON through their hooks. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults_parts.h"

#include <SDL.h>
#include <cjson/cJSON.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static bool asked_by_library; /* for the memory that failed first */

bool faults_in_library(void)
{
    return asked_by_library;
}

static bool memory_fault(const char *name, void *caller)
{
    Dl_info ours, info;
    if (!faults_due(FAULT_MEMORY, name)) {
        return false;
    }
    if (!faults_what() && dladdr((void *)(intptr_t)memory_fault, &ours) && dladdr(caller, &info)) {
        asked_by_library = strcmp(info.dli_fname, ours.dli_fname) != 0;
        const char *slash = strrchr(info.dli_fname, '/');
        faults_note(name, slash ? slash + 1 : info.dli_fname);
    }
    errno = ENOMEM;
    return true;
}

#ifdef SANITIZED

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
const char *__asan_default_options(void);

void *__wrap_malloc(size_t size)
{
    return memory_fault("malloc", __builtin_return_address(0)) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return memory_fault("calloc", __builtin_return_address(0)) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return memory_fault("realloc", __builtin_return_address(0)) ? NULL
                                                                : __real_realloc(memory, size);
}

/* What it finds must not look like a clean exit, and is always ours. */
const char *__asan_default_options(void)
{
    return "exitcode=90:handle_segv=0:handle_abort=0:handle_sigbus=0";
}

void faults_start_memory(void)
{
    asked_by_library = false;
    SDL_SetMemoryFunctions(__wrap_malloc, __wrap_calloc, __wrap_realloc, free);
    cJSON_InitHooks(&(cJSON_Hooks){ __wrap_malloc, free });
}

#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
    return memory_fault("malloc", __builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return memory_fault("calloc", __builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return memory_fault("realloc", __builtin_return_address(0)) ? NULL
                                                                : __libc_realloc(memory, size);
}

void faults_start_memory(void)
{
    asked_by_library = false;
}

#endif

/* What the functions that stand before others share. Each has the name of one of a library, and
 * comes before it where names are looked up. */
#pragma once
#include "fault/faults.h"

/* What was armed. */
extern struct fault faults_armed;

/* Counts a call of that area; returns whether it is to fail. */
bool faults_due(enum fault_area area, const char *name);

/* The same for a call of SDL and its friends, which is told of, too, also by SDL_GetError. */
bool faults_library_due(const char *name);

/* Tells which call failed, for faults_what: the first alone is kept. */
void faults_note(const char *name, const char *error);

/* Forget what was before; SDL and cJSON ask the allocator that stands before theirs. */
void faults_start_memory(void);
void faults_start_files(void);
void faults_start_threads(void);

/* The function of that name that comes after ours. */
#define REAL(name) ((__typeof__(&name))(intptr_t)faults_real(#name))
void *faults_real(const char *name);

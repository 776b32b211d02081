/* What is open: a screen that leaves one file open at each change stops after some days. */
#pragma once

/* Returns how many descriptors this process has open. */
int count_descriptors(void);

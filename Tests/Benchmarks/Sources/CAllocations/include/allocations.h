#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

/// How often memory was asked for since the process began, in all threads.
unsigned long allocation_count(void);

#endif

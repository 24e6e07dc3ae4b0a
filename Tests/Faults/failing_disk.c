/* A disk that fails while a file named by FAILING_DISK is there: writes and syncs of databases end with EIO.
 * If that file holds the word "sync", only syncs fail; if it holds "model", only those of model files. For LD_PRELOAD. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int file, int is_sync) {
    const char *name = getenv("FAILING_DISK");
    char link[64], path[PATH_MAX], word[8] = "";
    if (name == NULL || access(name, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (strstr(path, ".sqlite") == NULL) return 0;
    FILE *contents = fopen(name, "r");
    if (contents != NULL) {
        if (fgets(word, sizeof word, contents) == NULL) word[0] = 0;
        fclose(contents);
    }
    if (!is_sync && strncmp(word, "sync", 4) == 0) return 0;
    if (strncmp(word, "model", 5) == 0 && strstr(path, ".sqlite-model") == NULL) return 0;
    errno = EIO;
    return 1;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    static ssize_t (*next)(int, const void *, size_t, off64_t);
    if (next == NULL) next = dlsym(RTLD_NEXT, "pwrite64");
    return fails(file, 0) ? -1 : next(file, bytes, count, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return pwrite64(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*next)(int, const void *, size_t);
    if (next == NULL) next = dlsym(RTLD_NEXT, "write");
    return fails(file, 0) ? -1 : next(file, bytes, count);
}

int fsync(int file) {
    static int (*next)(int);
    if (next == NULL) next = dlsym(RTLD_NEXT, "fsync");
    return fails(file, 1) ? -1 : next(file);
}

int fdatasync(int file) {
    static int (*next)(int);
    if (next == NULL) next = dlsym(RTLD_NEXT, "fdatasync");
    return fails(file, 1) ? -1 : next(file);
}

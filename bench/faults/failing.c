// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Stands between a program and the system's file calls (LD_PRELOAD), for files below one folder:
// counts them, lets one of them fail once, and writes down what was written, synced and moved.
// Armed and disarmed from Python by ctypes (bench/faults/failing.py). Linux only.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 1024
#define MOST_CALLS 65536
enum { OPEN = 'o', READ = 'r', WRITE = 'w', SYNC = 's', CUT = 't', MOVE = 'm', GONE = 'u',
       FOLDER = 'd', SAID = '!' };
enum { FAIL_EIO = 1, FAIL_ENOSPC = 2, FAIL_SHORT = 3 };

static char root[PATH_MAX];
static size_t root_length;
static char *paths[MOST_FILES];
static long count, fail_at;
static char kinds[MOST_CALLS];
static int fail_how, armed, failed, trace = -1;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

static void note(char kind, const char *path, int64_t at, const void *data, size_t size) {
    if (trace < 0) return;
    uint32_t length = (uint32_t)strlen(path), bytes = (uint32_t)size;
    char head[17];
    head[0] = kind;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &at, 8);
    memcpy(head + 13, &bytes, 4);
    syscall(SYS_write, trace, head, sizeof head);
    syscall(SYS_write, trace, path, length);
    if (size) syscall(SYS_write, trace, data, size);
}

static int watched_path(const char *path) {
    return armed && path && strncmp(path, root, root_length) == 0;
}

static const char *watched(int fd) {
    return armed && fd >= 0 && fd < MOST_FILES ? paths[fd] : NULL;
}

// 1 when this call is to fail; errno is set then. SHORT is left to the caller.
static int fails(char kind) {
    long now = count++;
    if (now < MOST_CALLS) kinds[now] = kind;
    if (now != fail_at || !fail_how) return 0;
    failed = 1;
    if (fail_how == FAIL_SHORT) return kind == WRITE ? 2 : 0;
    errno = fail_how == FAIL_EIO ? EIO : ENOSPC;
    return 1;
}

void fault_arm(const char *folder, long at, int how, int trace_to) {
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
    count = 0; fail_at = at; fail_how = how; failed = 0; trace = trace_to; armed = 1;
}
long fault_disarm(void) { armed = 0; fail_how = 0; trace = -1; return count; }
int fault_happened(void) { return failed; }
int fault_kind(long at) { return at < MOST_CALLS ? kinds[at] : 0; }
void fault_say(const char *text) { note(SAID, text, 0, NULL, 0); }

static void remember(int fd, const char *path, int flags) {
    if (fd < 0 || fd >= MOST_FILES) return;
    free(paths[fd]);
    paths[fd] = watched_path(path) ? strdup(path) : NULL;
    if (paths[fd]) note(OPEN, path, flags & (O_CREAT | O_TRUNC), NULL, 0);
}

static int open_it(const char *name, const char *path, int flags, mode_t mode) {
    if (watched_path(path) && fails(OPEN) == 1) return -1;
    int fd = REAL(int (*)(const char *, int, ...), name)(path, flags, mode);
    remember(fd, path, flags);
    return fd;
}
#define OPENS(name) int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); return open_it(#name, path, flags, mode); }
OPENS(open)
OPENS(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) { free(paths[fd]); paths[fd] = NULL; }
    return REAL(int (*)(int), "close")(fd);
}

ssize_t read(int fd, void *to, size_t size) {
    if (watched(fd) && fails(READ) == 1) return -1;
    return REAL(ssize_t (*)(int, void *, size_t), "read")(fd, to, size);
}
#define PREADS(name, offset) ssize_t name(int fd, void *to, size_t size, offset at) { \
    if (watched(fd) && fails(READ) == 1) return -1; \
    return REAL(ssize_t (*)(int, void *, size_t, offset), #name)(fd, to, size, at); }
PREADS(pread, off_t)
PREADS(pread64, off64_t)

ssize_t write(int fd, const void *from, size_t size) {
    const char *path = watched(fd);
    if (!path) return REAL(ssize_t (*)(int, const void *, size_t), "write")(fd, from, size);
    int how = fails(WRITE);
    if (how == 1) return -1;
    if (how == 2) size /= 2;
    int64_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = REAL(ssize_t (*)(int, const void *, size_t), "write")(fd, from, size);
    if (done > 0) note(WRITE, path, at, from, (size_t)done);
    return done;
}
#define PWRITES(name, offset) ssize_t name(int fd, const void *from, size_t size, offset at) { \
    const char *path = watched(fd); \
    int how = path ? fails(WRITE) : 0; \
    if (how == 1) return -1; \
    if (how == 2) size /= 2; \
    ssize_t done = REAL(ssize_t (*)(int, const void *, size_t, offset), #name)(fd, from, size, at); \
    if (path && done > 0) note(WRITE, path, at, from, (size_t)done); \
    return done; }
PWRITES(pwrite, off_t)
PWRITES(pwrite64, off64_t)

// Python falls back to read and write, which are watched.
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
    if (watched(out) || watched(in)) { errno = EINVAL; return -1; }
    return REAL(ssize_t (*)(int, int, off64_t *, size_t), "sendfile64")(out, in, at, size);
}
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    if (watched(out) || watched(in)) { errno = EINVAL; return -1; }
    return REAL(ssize_t (*)(int, int, off_t *, size_t), "sendfile")(out, in, at, size);
}

#define SYNCS(name) int name(int fd) { \
    const char *path = watched(fd); \
    if (path && fails(SYNC) == 1) return -1; \
    int done = REAL(int (*)(int), #name)(fd); \
    if (path && done == 0) note(SYNC, path, 0, NULL, 0); \
    return done; }
SYNCS(fsync)
SYNCS(fdatasync)

#define CUTS(name, offset) int name(int fd, offset to) { \
    const char *path = watched(fd); \
    if (path && fails(CUT) == 1) return -1; \
    int done = REAL(int (*)(int, offset), #name)(fd, to); \
    if (path && done == 0) note(CUT, path, to, NULL, 0); \
    return done; }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    if (watched_path(to) && fails(MOVE) == 1) return -1;
    int done = REAL(int (*)(const char *, const char *), "rename")(from, to);
    if (watched_path(to) && done == 0) note(MOVE, from, 0, to, strlen(to));
    return done;
}
int unlink(const char *path) {
    if (watched_path(path) && fails(GONE) == 1) return -1;
    int done = REAL(int (*)(const char *), "unlink")(path);
    if (watched_path(path) && done == 0) note(GONE, path, 0, NULL, 0);
    return done;
}
int mkdir(const char *path, mode_t mode) {
    if (watched_path(path) && fails(FOLDER) == 1) return -1;
    return REAL(int (*)(const char *, mode_t), "mkdir")(path, mode);
}

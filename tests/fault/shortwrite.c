/*
 * shortwrite: to be preloaded.  Files take and give a few bytes at a time, and
 * every third call is interrupted before it does anything; so are the first
 * tries to sync and to lock.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

long	syscall(long number, ...);	/* no part of POSIX */

enum { MOST_WRITTEN = 7, MOST_READ = 5 };

static bool
interrupted(int fd)
{
	static unsigned calls;

	if (fd <= STDERR_FILENO || ++calls % 3 != 0)
		return false;
	errno = EINTR;
	return true;
}

ssize_t
write(int fd, const void *p, size_t len)
{
	if (interrupted(fd))
		return -1;
	if (fd > STDERR_FILENO && len > MOST_WRITTEN)
		len = MOST_WRITTEN;
	return syscall(SYS_write, fd, p, len);
}

ssize_t
read(int fd, void *p, size_t len)
{
	if (interrupted(fd))
		return -1;
	if (fd > STDERR_FILENO && len > MOST_READ)
		len = MOST_READ;
	return syscall(SYS_read, fd, p, len);
}

int
fsync(int fd)
{
	return interrupted(fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return interrupted(fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
flock(int fd, int how)
{
	return interrupted(fd) ? -1 : (int)syscall(SYS_flock, fd, how);
}

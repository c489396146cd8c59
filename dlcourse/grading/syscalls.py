"""Which system calls a child may make: what NumPy, OpenBLAS, TensorFlow and Keras need to compute and to save into a folder.

A call that stands nowhere below "does not exist" (ENOSYS), so that the C library takes its older way round; a dangerous one is "not
permitted" (EPERM). The program for the kernel is built once, in the zygote, by libseccomp; a child only loads it.
"""

from __future__ import annotations

import ctypes
import errno
import tempfile


def _names(text: str) -> list[str]:
    return text.split()


ALLOWED = _names("""
read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 open openat close close_range dup dup2 dup3 lseek _llseek
stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd chdir fchdir
statfs fstatfs fadvise64 readahead umask mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 ftruncate fallocate
fsync fdatasync flock symlink symlinkat copy_file_range sendfile
mmap munmap mprotect mremap brk madvise mincore msync membarrier get_mempolicy
clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage setitimer getitimer alarm
futex set_robust_list get_robust_list rseq set_tid_address gettid getpid getppid getpgrp getpgid getsid
sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getcpu getpriority
rt_sigaction rt_sigprocmask rt_sigreturn sigreturn sigaltstack rt_sigpending rt_sigtimedwait rt_sigsuspend pause restart_syscall
getuid geteuid getgid getegid getgroups getresuid getresgid capget uname sysinfo getrandom arch_prctl getrlimit
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2 pipe pipe2
exit exit_group wait4 waitid
""")

FORBIDDEN = _names("""
socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg shutdown
execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal kcmp
kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo setsid setpgid
mount umount2 pivot_root chroot unshare setns move_mount open_tree fsopen fsmount fsconfig fspick mount_setattr
keyctl add_key request_key bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register seccomp
init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff acct quotactl
settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname iopl ioperm personality vhangup syslog
open_by_handle_at name_to_handle_at memfd_create memfd_secret inotify_init inotify_init1 fanotify_init fanotify_mark
setpriority sched_setscheduler sched_setattr sched_setparam sched_setaffinity ioprio_set setrlimit
shmget shmat shmctl msgget msgsnd msgrcv msgctl semget semop semctl mq_open mq_unlink timer_create signalfd signalfd4
setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset
truncate chown fchown lchown fchownat link linkat mknod mknodat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
landlock_create_ruleset landlock_add_rule landlock_restrict_self mlock mlock2 mlockall mbind set_mempolicy migrate_pages move_pages
""")

# Landlock covers none of these (and `truncate` only from its third version): they would change files that the same user owns.
# They say that they did it, as shutil and tempfile expect.
PRETENDED = _names("chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat")
NOT_KNOWN = _names("getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr")  # shutil takes ENOTSUP

CLONE_THREAD = 0x10000
FCNTL = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    36,
    37,
    38,
    1030,
)  # duplicate, flags, locks: no owner, no lease, no pipe sizes
IOCTL = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # is it a terminal, how wide, how much waits, blocking, close-on-exec
PRCTL = (15, 16, 0x53564D41)  # a thread's name, the name of a piece of memory
GET_SECCOMP, SET_SECCOMP, FILTER = 21, 22, 2

_libc = ctypes.CDLL(None, use_errno=True)


def build() -> bytes:
    """The program for the kernel. OSError (or ImportError) with the reason where it cannot be built."""
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise OSError(errno.ENOSYS, f"libseccomp is not there ({error})") from None
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    for names, action in (
        (ALLOWED, seccomp.ALLOW),
        (FORBIDDEN, seccomp.ERRNO(errno.EPERM)),
        (PRETENDED, seccomp.ERRNO(0)),
        (NOT_KNOWN, seccomp.ERRNO(errno.ENOTSUP)),
    ):
        for name in names:
            _add(rules, action, name)
    _add_partly_allowed(rules, seccomp)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _add(rules: object, action: int, name: str, *conditions: object) -> None:
    try:
        rules.add_rule(action, name, *conditions)  # type: ignore[attr-defined]
    except (OSError, ValueError, RuntimeError):  # this architecture (or this libseccomp) has no such call
        if name == "read":
            raise


def _add_partly_allowed(rules: object, seccomp: object) -> None:
    """Calls that are allowed with some arguments only. What fits none of the rules does not exist (ENOSYS)."""
    allow, argument = seccomp.ALLOW, seccomp.Arg  # type: ignore[attr-defined]
    equal, masked = seccomp.EQ, seccomp.MASKED_EQ  # type: ignore[attr-defined]
    _add(rules, allow, "clone", argument(0, masked, CLONE_THREAD, CLONE_THREAD))
    _add(rules, seccomp.ERRNO(errno.EPERM), "clone", argument(0, masked, CLONE_THREAD, 0))  # type: ignore[attr-defined]
    _add(rules, allow, "prlimit64", argument(2, equal, 0))  # reading only
    for name, place, values in (("fcntl", 1, FCNTL), ("ioctl", 1, IOCTL), ("prctl", 0, PRCTL)):
        for value in values:
            _add(rules, allow, name, argument(place, masked, 0xFFFFFFFF, value))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def load(program: bytes) -> None:
    """Put this thread, and all that it starts, under the program, for ever. It needs no_new_privs."""
    memory = ctypes.create_string_buffer(program, len(program))
    whole = _Program(len(program) // 8, ctypes.cast(memory, ctypes.c_void_p))
    if _libc.prctl(SET_SECCOMP, ctypes.c_ulong(FILTER), ctypes.byref(whole), 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"the kernel refuses the filter: {code}")

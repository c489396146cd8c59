"""The list of attacks on files and on the system, and with those of attack_limits the whole list."""

from tests.grading.attack_limits import ATTACKS as ON_THE_GRADER
from tests.grading.attack_limits import NO_CALL, Attack

NO_FILE = r"refused: (PermissionError|FileNotFoundError|ModuleNotFoundError|OSError: \[Errno 30\])"


def _files(**table):
    return [Attack(name.replace("_", " "), "landlock", code, NO_FILE) for name, code in table.items()]


FILES = _files(
    read_passwd="open('/etc/passwd').read()",
    read_another_submission="open({file!r}).read()",
    list_the_submissions="os.listdir({folder!r})",
    list_the_root="os.listdir('/')",
    list_the_temporary_folder="os.listdir('/tmp')",
    read_our_answers="open({package!r} + '/reference/activations.py').read()",
    list_the_repository="os.listdir({repository!r})",
    import_our_answers="[sys.modules.pop(m) for m in list(sys.modules) if m.startswith('dlcourse')]"
    " and sys.path.insert(0, {repository!r}) or __import__('dlcourse.exercises')",
    read_the_environment_of_the_zygote="open('/proc/%d/environ' % os.getppid(), 'rb').read()",
    read_the_memory_of_the_zygote="open('/proc/%d/mem' % os.getppid(), 'rb').read(1)",
    read_the_maps_of_the_zygote="open('/proc/%d/maps' % os.getppid()).read()",
    read_the_command_of_the_judge="open('/proc/{judge}/cmdline').read()",
    list_the_files_of_the_zygote="os.listdir('/proc/%d/fd' % os.getppid())",
    list_all_processes="os.listdir('/proc')",
    write_its_own_memory="open('/proc/self/mem', 'wb')",
    write_outside="open({folder!r} + '/new', 'w')",
    make_a_folder_outside="os.mkdir({folder!r} + '/new')",
    append_to_another_submission="open({file!r}, 'a').write('x')",
    shorten_another_submission="os.truncate({file!r}, 0)",
    remove_another_submission="os.unlink({file!r})",
    move_another_submission="os.rename({file!r}, 'mine')",
    follow_a_link_out="os.symlink({file!r}, 'link') or open('link').read()",
    walk_out_by_dots="open('/'.join(['..'] * 30) + {file!r}).read()",
    change_numpy="open(np.__file__, 'a')",
    change_the_copy="open(sys.modules['dlcourse'].__file__, 'a')",
    open_the_disk="open('/dev/vda', 'rb') or open('/dev/sda', 'rb')",
    open_the_terminal="open('/dev/tty', 'w')",
    open_shared_memory="open('/dev/shm/x', 'w')",
)

CALLS = """
ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd kcmp clone clone3 fork vfork execve execveat unshare setns mount umount2
chroot pivot_root io_uring_setup bpf keyctl add_key perf_event_open userfaultfd memfd_create inotify_init1 fanotify_init shmget msgget
semget mq_open timer_create personality seccomp landlock_create_ruleset prctl fcntl ioctl kill tkill tgkill rt_sigqueueinfo setpriority
sched_setscheduler setsid prlimit64 open_by_handle_at name_to_handle_at syslog reboot swapon sethostname settimeofday init_module
socket socketpair setxattr link mknod mlock quotactl acct
""".split()  # noqa: SIM905 - a list of words

RAW = {
    "ptrace the zygote": "system_call({number[ptrace]}, 16, os.getppid(), 0, 0)",
    "read the zygote's memory": "system_call({number[process_vm_readv]}, os.getppid(), 0, 0, 0, 0, 0)",
    "write the zygote's memory": "system_call({number[process_vm_writev]}, os.getppid(), 0, 0, 0, 0, 0)",
    "a handle of the zygote": "os.pidfd_open(os.getppid())",
    "take a file of the zygote's": "system_call({number[pidfd_getfd]}, 3, 0, 0)",
    "clone a process": "system_call({number[clone]}, 17, 0, 0, 0, 0)",
    "clone3": "system_call({number[clone3]}, 0, 0)",
    "fork": "os.fork() or os._exit(0)",
    "run a program": "os.execv('/bin/true', ['true'])",
    "a program by its file": "system_call({number[execveat]}, 0, 0, 0, 0, 4096)",
    "subprocess": "subprocess.run(['/bin/true'])",
    "a shell": "os.posix_spawn('/bin/sh', ['sh', '-c', 'true'], {{}})",
    "new namespaces": "system_call({number[unshare]}, 0x10000000)",
    "another's namespaces": "system_call({number[setns]}, 0, 0)",
    "mount": "system_call({number[mount]}, 0, 0, 0, 0, 0)",
    "unmount": "system_call({number[umount2]}, 0, 2)",
    "chroot": "os.chroot('.')",
    "io_uring": "system_call({number[io_uring_setup]}, 8, 0)",
    "bpf": "system_call({number[bpf]}, 0, 0, 0)",
    "the keyring": "system_call({number[keyctl]}, 0, 0, 0, 0, 0)",
    "performance counters": "system_call({number[perf_event_open]}, 0, 0, -1, -1, 0)",
    "userfaultfd": "system_call({number[userfaultfd]}, 1)",
    "files in memory": "os.memfd_create('x')",
    "watch files": "system_call({number[inotify_init1]}, 0)",
    "System V shared memory": "system_call({number[shmget]}, 0, 2**30, 0o1600)",
    "System V messages": "system_call({number[msgget]}, 0, 0o1600)",
    "System V semaphores": "system_call({number[semget]}, 0, 9, 0o1600)",
    "POSIX messages": "system_call({number[mq_open]}, 0, 0, 0, 0)",
    "timers with threads": "system_call({number[timer_create]}, 0, 0, 0)",
    "another personality": "system_call({number[personality]}, 0x0040000)",
    "another filter": "system_call({number[seccomp]}, 1, 0, 0)",
    "outlive the zygote": "system_call({number[prctl]}, 1, 0, 0, 0, 0)",
    "become traceable": "system_call({number[prctl]}, 4, 1, 0, 0, 0)",
    "signals of files to the zygote": "fcntl.fcntl(line(), fcntl.F_SETOWN, os.getppid())",
    "a lease on a library": "fcntl.fcntl(os.open(os.__file__, os.O_RDONLY), fcntl.F_SETLEASE, fcntl.F_RDLCK)",
    "a huge pipe": "fcntl.fcntl(os.pipe()[1], 1031, 2**20)",
    "type into a terminal": "fcntl.ioctl(1, 0x5412, b'x')",
    "kill the zygote": "os.kill(os.getppid(), 9)",
    "kill the judge": "os.kill({judge}, 9)",
    "kill everything": "os.kill(-1, 9)",
    "kill a thread of the zygote": "system_call({number[tgkill]}, os.getppid(), os.getppid(), 9)",
    "kill by tkill": "system_call({number[tkill]}, os.getppid(), 9)",
    "queue a signal": "system_call({number[rt_sigqueueinfo]}, os.getppid(), 9, 0)",
    "priority": "os.setpriority(0, 0, -5)",
    "the zygote's priority": "os.setpriority(0, os.getppid(), 19)",
    "real-time scheduling": "os.sched_setscheduler(0, 1, os.sched_param(1))",
    "another session": "os.setsid()",
    "the zygote's limits": "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
    "its own limits": "resource.prlimit(0, resource.RLIMIT_AS, (-1, -1))",
    "become root": "os.setuid(0)",
    "other groups": "os.setgroups([0])",
    "files by handle": "system_call({number[open_by_handle_at]}, 0, 0, 0)",
    "a TCP connection": "socket.create_connection(('127.0.0.1', {tcp}), 2)",
    "a TCP server": "socket.create_server(('127.0.0.1', 0))",
    "a UDP message": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp}))",
    "a unix socket": "socket.socket(socket.AF_UNIX).connect({unix!r})",
    "raw packets": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "a pair of sockets": "socket.socketpair()",
    "a download": "__import__('urllib.request').request.urlopen('http://127.0.0.1:{tcp}', timeout=2).read()",
    "extended attributes": "os.setxattr({file!r}, 'user.x', b'1')",
    "a hard link": "os.link({file!r}, 'mine')",
    "a named pipe": "os.mkfifo('pipe')",
    "a call of another kind of processor": "system_call(0x40000000 + 41, 1, 1, 0)",
    "lock memory": "system_call({number[mlock]}, 0, 4096)",
    "change the owner": "os.chown({file!r}, os.getuid(), os.getgid())",
}
UNUSUAL = {
    "a download": r"refused: URLError.*\[Errno 1\]",
    "a call of another kind of processor": r"gone: killed: .*SIGSYS|refused: OSError: \[Errno 38\]",
}
SYSTEM_CALLS = [Attack(name, "seccomp", code, UNUSUAL.get(name, NO_CALL)) for name, code in RAW.items()]

ATTACKS = [*FILES, *SYSTEM_CALLS, *ON_THE_GRADER]

"""What an attack is; and the list of those on limits, on the clock, on the runner and on the wire."""

from dataclasses import dataclass

NO_CALL = r"refused: (PermissionError: \[Errno 1\]|OSError: \[Errno 38\])"


@dataclass(frozen=True)
class Attack:
    """One attack.

    code        an expression that must be refused; or statements, which set `result`
    expect      a pattern for `result`, or for "gone: REASON: words" where the child is ended
    braces      whether {file} and the like stand in the code
    """

    name: str
    layer: str
    code: str
    expect: str
    statements: bool = False
    braces: bool = True
    seconds: float = 30.0


OUTGROWN = r"refused: (MemoryError|OSError|ValueError|PermissionError|RuntimeError|_ArrayMemoryError)|gone: (memory|killed)"
PRETENDED = [
    Attack("close another submission", "seccomp", "os.chmod({file!r}, 0)", "done: None"),
    Attack("date another submission", "seccomp", "os.utime({file!r}, (5, 5))", "done: None"),
]
LIMITS = [
    Attack("128 GB at once", "limits", "np.ones(2**34)[-1]", OUTGROWN),
    Attack("memory piece by piece", "limits", "[bytearray(2**20) for _ in range(10**5)][-1][0]", OUTGROWN),
    Attack("shared memory", "limits", "mmap.mmap(-1, 2**34)[0]", OUTGROWN),
    Attack("raise the memory limit", "limits", "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))", OUTGROWN),
    Attack(
        "a core dump",
        "limits",
        "resource.getrlimit(resource.RLIMIT_CORE)[1] / 0",
        "refused: ZeroDivisionError",
    ),
    Attack(
        "many open files", "limits", "[os.dup(0) for _ in range(2000)]", r"refused: OSError: \[Errno 24\]"
    ),
    Attack("one large file", "limits", "open('big', 'wb').write(bytes(2**24))", OUTGROWN),
    Attack(
        "many threads",
        "limits",
        "[threading.Thread(target=time.sleep, args=(3,), daemon=True).start() for _ in range(3000)]",
        OUTGROWN,
    ),
    Attack(
        "many small threads",
        "limits",
        "threading.stack_size(2**15) and 0 or "
        "[threading.Thread(target=time.sleep, args=(3,), daemon=True).start() for _ in range(4000)]",
        OUTGROWN,
    ),
    Attack(
        "endless recursion in C",
        "limits",
        "import sys\nsys.setrecursionlimit(10**9)\ndef f():\n    return f()\nresult = attempt(f)",
        r"gone: (killed|memory)|refused: (MemoryError|RecursionError)",
        statements=True,
    ),
    Attack(
        "computing time", "limits", "while True:\n    pass", r"gone: timeout: It used more than 1 s", True
    ),
    Attack(
        "computing time in many threads",
        "limits",
        "def f():\n    while True:\n        sum(range(10**6))\n"
        "for _ in range(4):\n    threading.Thread(target=f, daemon=True).start()\ntime.sleep(60)",
        r"gone: timeout: It used more than 1 s",
        True,
    ),
]
SCRATCH = [
    Attack(
        "many files",
        "scratch",
        "[open(f'f{{i}}', 'wb').write(bytes(2**17)) and time.sleep(0.003) for i in range(2000)]",
        r"refused: OSError: \[Errno 28\]|gone: killed: It wrote more",
    ),
    Attack(
        "many empty files",
        "scratch",
        "[open(f'f{{i}}', 'wb') and i % 30 or time.sleep(0.005) for i in range(30000)]",
        r"refused: OSError: \[Errno 28\]|gone: killed: It wrote more|gone: timeout: It used more",
    ),
    Attack(
        "a deep folder",
        "scratch",
        "[(os.mkdir('d'), os.chdir('d')) for i in range(1500)] and open('/etc/passwd')",
        r"refused: (PermissionError|FileNotFoundError)|gone: killed: It wrote more",
    ),
    Attack(
        "a folder without permissions",
        "scratch",
        "os.mkdir('d', 0) or os.mkdir('d/e')",
        "refused: PermissionError",
    ),
]

LOOPS = [
    Attack(
        "an endless loop",
        "clock",
        "while True:\n    pass",
        "gone: timeout: It was stopped",
        True,
        seconds=0.5,
    ),
    Attack("a long sleep", "clock", "time.sleep(1000)", "gone: timeout: It was stopped", True, seconds=0.5),
    Attack(
        "a loop that swallows everything, with signals blocked",
        "clock",
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
        "gone: timeout: It was stopped",
        True,
        seconds=0.5,
    ),
    Attack(
        "a loop in C",
        "clock",
        "result = sum(range(10**12))",
        "gone: timeout: It was stopped",
        True,
        seconds=0.5,
    ),
    Attack(
        "no replies any more", "clock", "os.close(line())\ntime.sleep(60)", "gone: ended", True, seconds=2
    ),
]
ENDS = [
    Attack("sys.exit", "runner", "import sys\nsys.exit(0)", "raised: SystemExit", True),
    Attack("exit at an import", "runner", "exit()", r"raised: SystemExit", True),
    Attack("os._exit", "runner", "os._exit(0)", "gone: ended: It ended its process", True),
    Attack("a segmentation fault", "runner", "ctypes.string_at(0)", "gone: killed", True),
    Attack("abort", "runner", "os.abort()", "gone: killed", True),
    Attack(
        "code at the exit",
        "runner",
        "import atexit\natexit.register(lambda: open({folder!r} + '/new', 'w'))\nos._exit(0)",
        "gone: ended",
        True,
    ),
    Attack("print without end", "runner", "[print('x' * 10**6) for _ in range(300)] and None", "done: None"),
    Attack("flood the raw output", "output", "[os.write(1, bytes(2**20)) for _ in range(300)]", NO_CALL),
]

BAD = "gone: protocol: It broke the protocol"
HEAD = """
import pickle, struct, sys

def asked():
    "The number of the judge's question, which stands in the runner's own variables."
    frame = sys._getframe()
    while "sequence" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["sequence"]

def send(body, number=None):
    os.write(line(), struct.pack("<II", len(body), asked() if number is None else number) + body)
"""
JSON = "def value(text, rest=b''):\n    return struct.pack('<I', len(text)) + text + rest\n"
FRAMES = [
    Attack(name, "wire", HEAD + JSON + code, BAD, True, braces=False)
    for name, code in {
        "garbage": "os.write(line(), b'\\xff' * 1000)",
        "a frame of 4 GB": "os.write(line(), struct.pack('<II', 2**32 - 1, 2))",
        "an empty frame": "send(b'')",
        "a pickle": "class E:\n    def __reduce__(self):\n        return os.mkdir, ('/tmp/pwned',)\nsend(pickle.dumps(E()))",
        "a pickle in a frame": "send(value(pickle.dumps(print)))",
        "a header that is a number": "send(value(b'1'))",
        "a header that is a list": "send(value(b'[\"l\"]'))",
        "a header without an end": "send(value(b'{'))",
        "a deep header": "send(value(b'[\"l\",' * 9999 + b'0' + b']' * 9999))",
        "a false shape": 'send(value(b\'["d",{"v":["a","f8",[33554432,33554432]]}]\'))',
        "an array of objects": 'send(value(b\'["d",{"v":["a","O",[1]]}]\', bytes(8)))',
        "a naked NaN": 'send(value(b\'["d",{"v":NaN}]\'))',
        "bytes too many": "send(value(b'[\"d\",{}]', b'x'))",
        "a reply to no question": "send(value(b'[\"d\",{}]'), 0)",
        "a reply to the next question": "send(value(b'[\"d\",{}]'), asked() + 1)",
        "two replies to this question": 'send(value(b\'["d",{"errors":["d",{}]}]\')); time.sleep(0.2)',
        "replies in store": 'for n in (asked(), 1, 2, 3):\n    send(value(b\'["d",{"errors":["d",{}]}]\'), n)',
    }.items()
]

ATTACKS = [*PRETENDED, *LIMITS, *SCRATCH, *LOOPS, *ENDS, *FRAMES]
